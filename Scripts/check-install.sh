#!/usr/bin/env bash
# Installs a build into an empty folder and tries it as somebody does who has nothing else: neither
# the toolchain nor the checkout can be seen. Then moves it, packs it, installs it again, takes it away.
# usage: check-install.sh BUILD PREFIX
#   PREFIX: an empty or missing folder; the installation is left in it, for further checks.
set -euo pipefail

[ $# -eq 2 ] || { echo "usage: check-install.sh BUILD PREFIX" >&2; exit 2; }
build=$(cd "$1" && pwd)
mkdir -p "$2"
prefix=$(cd "$2" && pwd)
cd "$(dirname "$0")/.."
checkout=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() {
  echo "error: $*" >&2
  exit 1
}

step() { echo "-- $*"; }

# Runs a command where two folders are empty: the toolchain's and the checkout. As root, or as a
# user who may make namespaces.
alone() {
  local toolchain unshare=(unshare --mount)
  toolchain=$(cd "$(dirname "$(readlink -f "$(command -v swift)")")/../.." && pwd)
  [ "$(id -u)" -eq 0 ] || unshare+=(--map-root-user)
  "${unshare[@]}" bash -ec '
    mount -t tmpfs none "$1"
    mount -t tmpfs none "$2"
    [ -z "$(ls "$1" "$2" | grep -v :)" ]
    cd "$3"
    shift 3
    "$@"' alone "$toolchain" "$checkout" "$scratch" "$@"
}

step "install"
mkdir -p "$prefix/share/zsh" # somebody else's folder, which stays
Scripts/install.sh "$build" "$prefix" >"$scratch/log"
(cd "$prefix" && find . | LC_ALL=C sort) >"$scratch/first"

step "no library names a folder of this machine"
for file in "$prefix/bin/galley" "$prefix"/lib/galley/*/*.so; do
  path=$(readelf --dynamic "$file" | sed -n 's/.*R\(UN\)\?PATH.*\[\(.*\)\]/\2/p')
  case $path in
    '' | '$ORIGIN' | '$ORIGIN/../runtime' | '$ORIGIN/../lib/galley/runtime') ;;
    *) fail "$file looks for libraries in '$path'" ;;
  esac
done

step "runs without toolchain and checkout"
[ "$(alone "$prefix/bin/galley" version)" = "$("$build/galley" version)" ] || fail "another version"
alone "$prefix/bin/galley" stages >"$scratch/stages"
"$build/galley" stages | diff - "$scratch/stages" || fail "other stages"
for pipeline in pipelines/*.yaml; do
  name=$(basename "$pipeline" .yaml)
  "$build/galley" run "$pipeline" --out "$scratch/built" --quiet
  alone "$prefix/bin/galley" run "$prefix/share/galley/$pipeline" --out "$scratch/installed" --quiet
  diff --recursive --exclude run.json "$scratch/built" "$scratch/installed" || fail "$name differs"
  rm -r "$scratch/built" "$scratch/installed"
done

step "moved elsewhere, called through a link and from PATH"
cp -r "$prefix" "$scratch/moved here"
ln -s "$scratch/moved here/bin/galley" "$scratch/link"
alone "$scratch/link" stages | diff "$scratch/stages" - || fail "the linked program has other stages"
PATH="$scratch/moved here/bin:$PATH" alone galley stages | diff "$scratch/stages" -
alone "$scratch/link" check "$scratch/moved here/share/galley/pipelines/annotate.yaml"

step "links of the installed pages lead to files"
while IFS=: read -r page link; do
  target=$(dirname "$page")/$link
  [ -e "$target" ] || fail "$page links to '$link', which is not installed"
done < <(cd "$prefix/share/galley" && grep -roE '\]\([^)#: ]*[./][^)#: ]*' --include='*.md' . \
  | sed 's/\](//; s|^\./|'"$prefix"'/share/galley/|' | grep -v '/sdk/')

step "packs the same bytes twice"
Scripts/dist.sh "$build" "$scratch/one" >"$scratch/log"
Scripts/dist.sh "$build" "$scratch/two" >"$scratch/log"
cmp "$scratch"/one/*.tar.gz "$scratch"/two/*.tar.gz
mkdir "$scratch/unpacked"
tar --extract --file "$scratch"/one/*.tar.gz --directory "$scratch/unpacked"
alone "$scratch"/unpacked/galley-*/bin/galley stages | diff "$scratch/stages" -

step "installed twice is installed once; uninstalled is gone"
touch "$prefix/share/galley/kept.txt"
Scripts/install.sh "$build" "$prefix" >"$scratch/log"
(cd "$prefix" && find . ! -name kept.txt | LC_ALL=C sort) | diff "$scratch/first" -
Scripts/uninstall.sh "$prefix" >"$scratch/log"
left=$(cd "$prefix" && find . -mindepth 1 | LC_ALL=C sort | tr '\n' ' ')
[ "$left" = "./share ./share/galley ./share/galley/kept.txt ./share/zsh " ] || fail "left: $left"
if Scripts/uninstall.sh "$prefix" 2>"$scratch/log"; then fail "uninstalled twice"; fi
rm -r "$prefix/share"

Scripts/install.sh "$build" "$prefix" >"$scratch/log"
