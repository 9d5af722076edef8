#!/usr/bin/env bash
# Runs the quickstart pipeline over the example corpus and shows what it found.
set -euo pipefail
cd "$(dirname "$0")/.."

out=out/quickstart
.build/release/galley run pipelines/quickstart.yaml --out "$out"
echo
Scripts/show-annotations.sh "$out/annotations.csv"
echo
echo "Each annotation with its place and its stage: $out/annotations.csv, $out/annotations.jsonl"
echo "Versions, settings and counts of the run: $out/run.json"
echo "Next: .build/release/galley stages, or change pipelines/quickstart.yaml and run it again"
