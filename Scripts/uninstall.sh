#!/usr/bin/env bash
# Takes away what install.sh put in place, and nothing else.
# usage: uninstall.sh PREFIX
set -euo pipefail

[ $# -eq 1 ] && [ -n "$1" ] || { echo "usage: uninstall.sh PREFIX" >&2; exit 2; }
list=$1/share/galley/installed.txt
if [ ! -f "$list" ]; then
  echo "error: galley is not installed in '$1': there is no '$list'" >&2
  exit 2
fi
# Backwards, so that files go before their folders.
tac "$list" | while read -r path; do
  case $path in
    */) rmdir "$1/$path" 2>/dev/null || true ;; # somebody else's files may lie in it by now
    *) rm -f "$1/$path" ;;
  esac
done
echo "Removed galley from $1"
