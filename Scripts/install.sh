#!/usr/bin/env bash
# Installs a build: the program, its plugins, the SDK for stages of one's own, the Swift runtime.
# What it put in place is listed in PREFIX/share/galley/installed.txt, for uninstall.sh.
# usage: install.sh BUILD PREFIX
set -euo pipefail

[ $# -eq 2 ] && [ -n "$2" ] || { echo "usage: install.sh BUILD PREFIX" >&2; exit 2; }
scripts=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tree=$scratch/tree

"$scripts/install-tree.sh" "$1" "$tree"
mkdir -p "$2" || { echo "error: cannot make '$2'; use another PREFIX, or sudo" >&2; exit 2; }
prefix=$(cd "$2" && pwd)
[ -w "$prefix" ] || { echo "error: cannot write to '$prefix'; use another PREFIX, or sudo" >&2; exit 2; }
if [ -f "$prefix/share/galley/installed.txt" ]; then "$scripts/uninstall.sh" "$prefix" >"$scratch/log"; fi

# Folders that were there before stay when it is uninstalled.
cd "$tree"
while read -r folder; do
  if [ ! -d "$prefix/$folder" ]; then
    mkdir "$prefix/$folder"
    echo "$folder/" >>"$scratch/installed.txt"
  fi
done < <(find . -mindepth 1 -type d -printf '%P\n' | LC_ALL=C sort)
find . ! -type d -printf '%P\n' | LC_ALL=C sort >>"$scratch/installed.txt"
echo share/galley/installed.txt >>"$scratch/installed.txt"
cp -r --no-preserve=ownership . "$prefix"
install -m 644 "$scratch/installed.txt" "$prefix/share/galley/installed.txt"
echo "Installed $prefix/bin/galley, plugins and the Swift runtime in $prefix/lib/galley," \
  "documentation, pipelines and the SDK in $prefix/share/galley"
