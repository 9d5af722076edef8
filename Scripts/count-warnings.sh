#!/usr/bin/env bash
# Fails when a build log holds warnings other than those of dependencies.
# usage: count-warnings.sh LOG
set -euo pipefail

warnings=$(grep -E 'warning: ' "$1" | grep -v -e '/\.build/checkouts/' -e '^ *|' | sort -u || true)
[ -z "$warnings" ] && exit 0
echo "$warnings"
echo "error: $(wc -l <<<"$warnings") warnings; mend their causes" >&2
exit 1
