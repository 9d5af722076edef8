#!/usr/bin/env bash
# Installs the release build: the program, its plugins, its data, and the SDK for stages of one's own.
# usage: install.sh PREFIX
set -euo pipefail
cd "$(dirname "$0")/.."

build=.build/release
prefix=${1:?usage: install.sh PREFIX}
plugins=$prefix/lib/galley/plugins
share=$prefix/share/galley
sdk=$share/sdk

rm -rf "$plugins" "$share"
mkdir -p "$prefix/bin" "$plugins" "$sdk/Sources"
install -m 755 "$build/galley" "$prefix/bin/galley"
for folder in Plugins/*/; do
  name=$(basename "$folder")
  install -m 755 "$build/lib$name.so" "$plugins/"
  if [ -d "$build/galley_$name.resources" ]; then
    cp -r "$build/galley_$name.resources" "$plugins/"
  fi
done
cp -r "$build/galley_GalleyEngine.resources" "$share/"
cp Scripts/SDK/Package.swift "$sdk/"
for target in CPCRE2 CYAML CZlib GalleyABI GalleyKit GalleyPatterns GalleyEngine GalleyTesting; do
  cp -r "Sources/$target" "$sdk/Sources/"
done
echo "Installed $prefix/bin/galley, plugins in $plugins, the SDK in $sdk"
