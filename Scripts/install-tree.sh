#!/usr/bin/env bash
# Puts what an installation holds into an empty folder:
#
#   bin/galley
#   include/galley_plugin.h
#   lib/galley/plugins     the plugins and their data
#   lib/galley/runtime     the libraries of the Swift runtime
#   share/galley           documentation, licences, pipelines, examples, the program's own data
#   share/galley/sdk       what stages of one's own are built with
#   share/…                completions for bash, zsh and fish
#
# Nothing in it names the folder it lies in, so the whole may be moved.
# usage: install-tree.sh BUILD FOLDER
set -euo pipefail

[ $# -eq 2 ] || { echo "usage: install-tree.sh BUILD FOLDER" >&2; exit 2; }
build=$(cd "$1" && pwd)
mkdir -p "$2"
tree=$(cd "$2" && pwd)
cd "$(dirname "$0")/.."

plugins=$tree/lib/galley/plugins
runtime=$tree/lib/galley/runtime
share=$tree/share/galley
sdk=$share/sdk

umask 022
mkdir -p "$tree/bin" "$tree/include" "$plugins" "$runtime" "$sdk"

# Git's own files only: no build folders, no results of runs.
copy_tracked() {
  local target=$1
  shift
  git ls-files --cached --others --exclude-standard -z -- "$@" \
    | xargs -0 ls -d 2>/dev/null | tar --create --files-from - | tar --extract --directory "$target"
}

install -m 755 "$build/galley" "$tree/bin/galley"
patchelf --set-rpath '$ORIGIN/../lib/galley/runtime' "$tree/bin/galley"
for folder in Plugins/*/; do
  name=$(basename "$folder")
  install -m 644 "$build/lib$name.so" "$plugins/"
  patchelf --set-rpath '$ORIGIN/../runtime' "$plugins/lib$name.so"
  if [ -d "$build/galley_$name.resources" ]; then
    cp -r "$build/galley_$name.resources" "$plugins/"
  fi
done

# What the program and its plugins need, and the rest of the standard library for other people's
# plugins. Everything else they link with is a package of the system.
toolchain=$(ldd "$build/galley" | sed -n 's|.* => \(.*\)/libswiftCore\.so .*|\1|p')
[ -d "$toolchain" ] || { echo "error: no Swift runtime found by ldd $build/galley" >&2; exit 3; }
{
  ldd "$build/galley" "$build"/lib*.so | sed -n "s|.* => \($toolchain/[^ ]*\) .*|\1|p"
  ls "$toolchain"/libswift*.so | grep -v Mirror
} | sort -u | xargs install -m 644 -t "$runtime"

cp -r "$build/galley_GalleyEngine.resources" "$share/"
copy_tracked "$share" LICENSE NOTICE '*.md' docs pipelines examples Scripts/show-annotations.sh ':!Tests' ':!Sources'
copy_tracked "$sdk" Package.swift Sources ':!Sources/galley'
ln -s sdk/Sources "$share/Sources" # the pages name the header as it lies in a checkout
cp "$sdk/Sources/GalleyABI/include/galley_plugin.h" "$tree/include/"
license=$toolchain/../../../share/swift/LICENSE.txt
if [ -f "$license" ]; then cp "$license" "$share/LICENSE-swift.txt"; fi
# The examples find the SDK where it lies here.
sed -i 's|path: "../../.."|path: "../../../sdk"|' "$share"/examples/stages/*/Package.swift

complete() {
  mkdir -p "$(dirname "$tree/$2")"
  "$tree/bin/galley" --generate-completion-script "$1" >"$tree/$2"
}
complete bash share/bash-completion/completions/galley
complete zsh share/zsh/site-functions/_galley
complete fish share/fish/vendor_completions.d/galley.fish
