#!/usr/bin/env bash
# Packs an installation as galley-VERSION-linux-MACHINE.tar.gz, the same bytes each time.
# usage: dist.sh BUILD FOLDER
set -euo pipefail

[ $# -eq 2 ] || { echo "usage: dist.sh BUILD FOLDER" >&2; exit 2; }
scripts=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$2"
target=$(cd "$2" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

version=$("$1/galley" version | sed -n 's/^galley //p')
name=galley-$version-linux-$(uname -m)
"$scripts/install-tree.sh" "$1" "$scratch/$name"
cd "$scratch"
tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 --format=ustar "$name" \
  | gzip --no-name >"$target/$name.tar.gz"
echo "Packed $target/$name.tar.gz"
