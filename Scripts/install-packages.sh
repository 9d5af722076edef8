#!/usr/bin/env bash
# Installs the Debian packages galley is built with, and those named, if one is missing.
# usage: install-packages.sh [PACKAGE…]
set -euo pipefail

packages=(libpcre2-dev libyaml-dev zlib1g-dev pkg-config patchelf "$@")

is_installed() {
  dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed
}

missing=()
if command -v dpkg-query >/dev/null; then
  for package in "${packages[@]}"; do
    is_installed "$package" || missing+=("$package")
  done
elif ! pkg-config --exists libpcre2-8 yaml-0.1 zlib; then
  echo "error: no PCRE2, libyaml or zlib found; install the packages that your system has in place" \
    "of Debian's ${packages[*]}" >&2
  exit 2
fi
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null || ! sudo --non-interactive true 2>/dev/null; then
    echo "error: these packages are missing and can be installed by root only; run: sudo apt-get" \
      "install ${missing[*]}" >&2
    exit 2
  fi
  as_root=(sudo --non-interactive)
fi
echo "Installing ${missing[*]}"
"${as_root[@]}" apt-get update --quiet=2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install --yes --quiet=2 --no-install-recommends "${missing[@]}"
