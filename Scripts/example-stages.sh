#!/usr/bin/env bash
# Builds, tests and runs every package of examples/stages as an author elsewhere would: in a copy of
# this repository whose folder is not called galley. What a run writes is compared with Expected/;
# GALLEY_RECORD=1 renews that.
# usage: example-stages.sh FOLDER_OF_GALLEY
set -euo pipefail
cd "$(dirname "$0")/.."

repository=$PWD
galley=$(cd "$1" && pwd)/galley
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
copy=$scratch/a-checkout
build=$scratch/build

mkdir "$copy"
git ls-files --cached --others --exclude-standard -z \
  | xargs -0 ls -d 2>/dev/null | tar --create --files-from - | tar --extract --directory "$copy"

# Runs a package's pipeline with the plugins of a folder and compares. A run with failures that are
# expected ends with status 1.
run_and_compare() {
  local package=$1 plugins=$2 status=0 wanted=0
  local results=$scratch/results expected=$repository/examples/stages/$package/Expected
  rm -rf "$results"
  (cd "$copy/examples/stages/$package" \
    && "$galley" run pipeline.yaml --plugins "$plugins" --out "$results" --quiet) || status=$?
  rm -f "$results/run.json"
  # Failures name the input by its path, which is another in every copy.
  if [ "${GALLEY_RECORD:-0}" = 1 ]; then
    rm -rf "$expected" && cp -r "$results" "$expected"
  fi
  if [ -s "$expected/failures.jsonl" ]; then wanted=1; fi
  if [ "$status" -ne "$wanted" ]; then
    echo "error: the pipeline of $package ended with status $status, not $wanted" >&2
    return 1
  fi
  diff --recursive --unified "$expected" "$results"
}

for folder in "$copy"/examples/stages/*/; do
  package=$(basename "$folder")
  echo "-- $package"
  (cd "$folder" && swift build --build-tests --scratch-path "$build" \
    && swift test --skip-build --scratch-path "$build") >"$scratch/log" 2>&1 \
    || { cat "$scratch/log"; exit 1; }
  "$repository/Scripts/count-warnings.sh" "$scratch/log"
  run_and_compare "$package" "$build/debug"
  "$galley" docs --plugins "$build/debug" --out "$scratch/pages/$package" >"$scratch/log"
  "$galley" schema --plugins "$build/debug" --out "$scratch/schema.json"
  "$repository/Scripts/check-schema.sh" "$scratch/schema.json" "$folder/pipeline.yaml"
  rm -f "$build"/debug/lib*.so
  if [ -f "$folder/Makefile" ]; then
    make --silent --directory "$folder"
    run_and_compare "$package" build
  fi
done
