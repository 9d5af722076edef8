# make build   release build of galley and its plugins
# make test    everything CI checks
# make demo    build, run the quickstart pipeline, show what it found
# make install PREFIX=/usr/local   program, plugins, SDK and Swift runtime of a release build
# make uninstall PREFIX=/usr/local
# make dist    the same as dist/galley-VERSION-linux-MACHINE.tar.gz
# make bench   how fast stages and pipelines are; BENCH='--megabytes 5 --only tokens'
# make bench-peers   Galley beside Python packages, which it installs from PyPI
# make models DATA=FOLDER   the models that come along again, from what docs/models.md names
# make docs    write the reference of the stages and the schema of pipeline files
# make format  rewrite sources as CI wants them

SWIFT_FOLDERS = $(wildcard Sources Plugins Tests examples Benchmarks) Package.swift

PREFIX ?= /usr/local

.PHONY: build test demo install uninstall dist docs models bench bench-peers format packages

build: packages
	swift build -c release

test:
	@Scripts/install-packages.sh python3-venv
	Scripts/test.sh

demo: build
	Scripts/demo.sh

install: build
	Scripts/install.sh .build/release "$(PREFIX)"

uninstall:
	Scripts/uninstall.sh "$(PREFIX)"

dist: build
	Scripts/dist.sh .build/release dist

docs: packages
	swift build
	.build/debug/galley docs --out docs/stages
	.build/debug/galley schema --out docs/pipeline.schema.json

models: build
	@Scripts/install-packages.sh wordnet-base scowl
	Scripts/models.sh "$(DATA)"

bench: build
	Benchmarks/bench.py $(BENCH)

bench-peers: build
	@Scripts/install-packages.sh python3-venv
	Benchmarks/bench_peers.py $(BENCH)

format:
	swift format --in-place --parallel --recursive $(SWIFT_FOLDERS)

packages:
	@Scripts/install-packages.sh
