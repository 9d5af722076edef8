#!/usr/bin/env bash
# Makes a package with `galley new stage` in each language, builds and tests it, and runs it as the
# command says, with an installed galley and its SDK.
# usage: new-stages.sh PREFIX/bin
set -euo pipefail
cd "$(dirname "$0")/.."

scripts=$PWD/Scripts
galley=$(cd "$1" && pwd)/galley
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

for language in swift c; do
  name=$language-capitals
  echo "-- $name"
  "$galley" new stage "$name" --language "$language" >steps.txt
  # The commands are the lines that are indented under "Build it".
  sed -n '/^Build it/,/^$/s/^  //p' steps.txt >steps.sh
  bash -e steps.sh >steps.log 2>&1 || { cat steps.log; exit 1; }
  found=$(grep -o '"letters":[0-9]*' "$name"/out/"$name"/annotations.jsonl | sort | tr '\n' ' ')
  if [ "$found" != '"letters":2 "letters":2 "letters":4 ' ]; then
    echo "error: the stage of the $language template found: $found" >&2
    exit 1
  fi
  "$galley" schema --plugins "$name/.build/debug" --out schema.json
  "$scripts/check-schema.sh" schema.json "$name/pipeline.yaml"
  "$galley" docs "$name" --plugins "$name/.build/debug" --out pages >steps.log
  if ! grep -q "^example.txt,.*,EU,$name,2$" "pages/$name.md"; then
    echo "error: the page of the $language template has no example:" >&2
    cat "pages/$name.md" >&2
    exit 1
  fi
done
