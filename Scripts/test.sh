#!/usr/bin/env bash
# Everything CI checks, part by part, with the time each takes.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
times=()
failures=0

# Runs one part; the others run even when it fails.
part() {
  local name=$1 begin=$SECONDS verdict=well time
  shift
  echo "== $name"
  if ! "$@"; then
    verdict=FAILED
    failures=$((failures + 1))
  fi
  time=$((SECONDS - begin))
  times+=("$(printf '%3d:%02d  %-15s %s' $((time / 60)) $((time % 60)) "$name" "$verdict")")
}

check_format() {
  local folders=()
  for folder in Sources Plugins Tests examples Benchmarks; do
    if [ -d "$folder" ]; then folders+=("$folder"); fi
  done
  swift format lint --strict --parallel --recursive "${folders[@]}" Package.swift
}

# Warnings of sources that were built before do not show again; a fresh clone shows them all.
build() {
  swift build --build-tests 2>&1 | tee "$scratch/build.log" | grep -v '^\[' || true
  if ! grep -q 'Build complete' "$scratch/build.log"; then return 1; fi
  Scripts/count-warnings.sh "$scratch/build.log"
}

run_tests() { swift test --skip-build; }

run_tutorial() { GALLEY_INSTALLED=$scratch/prefix swift test --skip-build --filter TutorialTests; }

part "format" check_format
part "build" build
part "tests" run_tests
part "example stages" Scripts/example-stages.sh .build/debug
part "release build" swift build -c release --quiet
part "benchmarks" Benchmarks/bench.py --megabytes 0.2 --repeats 1
part "install" Scripts/check-install.sh .build/release "$scratch/prefix"
part "tutorial" run_tutorial
part "new stages" Scripts/new-stages.sh "$scratch/prefix/bin"
printf '\nminutes:\n'
printf '%s\n' "${times[@]}"
[ "$failures" -eq 0 ]
