#!/usr/bin/env bash
# Runs the quickstart pipeline over the example corpus and shows what it found.
set -euo pipefail
cd "$(dirname "$0")/.."

out=out/demo
.build/release/galley run pipelines/quickstart.yaml --out "$out" --quiet
Scripts/show-annotations.sh "$out/annotations.jsonl"
printf '\nResults:\n'
find "$out" -type f | sort | sed 's/^/  /'
