#!/usr/bin/env bash
# Makes .build/python, an environment with the Python packages that tests use, unless it is there.
# Ends with status 69 when they cannot be had.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=.build/python
wanted=Scripts/python-requirements.txt
if cmp --silent "$wanted" "$tools/requirements.txt"; then exit 0; fi

if ! { rm -rf "$tools" && python3 -m venv "$tools" \
  && "$tools/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted"; }; then
  rm -rf "$tools"
  echo "*** NO PYTHON TOOLS: the packages of $wanted cannot be installed; is there a network?" >&2
  echo "*** What needs them is NOT CHECKED." >&2
  exit 69
fi
cp "$wanted" "$tools/requirements.txt"
