# The only commands to learn. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test check bench bench-planner race prove screenshots tools clean

help:
	@echo "make run          start a demonstration centre at http://127.0.0.1:8080"
	@echo "make test         everything that must hold: formatting, lints, rules, stories on both databases, browser"
	@echo "make check        the fast part of it, for while you work"
	@echo "make bench        how long pages take in a centre of a thousand families, against a bare handler"
	@echo "make bench-planner  our planner and CP-SAT on the same instances, with two threads each"
	@echo "make race         64 clients and 20,000 attempts on each database: no unsafe booking, and how fast"
	@echo "make prove        the lack of any rule is noticed; 30,000 operations against a model; 10,000 worlds; 200 kills; 200 chats; Lighthouse; scanners"
	@echo "make screenshots  every page at three widths, into screenshots/"

# Front-end packages are named by web/package.json and built into web/dist once; no copy is kept here.
web/node_modules: web/package.json web/package-lock.json | tools-run
	@echo "== front-end packages"
	cd web && npm ci --no-audit --no-fund --loglevel=error
	@touch $@
web/dist/manifest.json: web/node_modules web/build.mjs $(wildcard web/*.mjs web/skin/* web/scripts/* web/marks/*)
	@echo "== stylesheets and scripts"
	cd web && node build.mjs
	@touch $@

.PHONY: tools-run
tools-run:
	@scripts/tools.sh run
tools:
	@scripts/tools.sh test

DEMO_DATA ?= .demo-data
LISTEN ?= 127.0.0.1:8080
run: web/dist/manifest.json
	@scripts/cargo.sh build --release --locked
	@"$$(scripts/cargo.sh target)/release/alongside" demo --data $(DEMO_DATA) --listen $(LISTEN)

check: web/dist/manifest.json
	scripts/cargo.sh fmt --all --check
	scripts/cargo.sh clippy --workspace --all-targets --locked -- -D warnings
	scripts/test.sh rules

test: tools web/dist/manifest.json
	scripts/test.sh all

BENCH_DATA ?= .bench-data
bench: web/dist/manifest.json
	scripts/cargo.sh run --profile measure --locked --package measure -- --data $(BENCH_DATA)

bench-planner:
	scripts/bench-planner.sh $(INSTANCES)

race: web/dist/manifest.json
	scripts/race.sh

prove: web/dist/manifest.json
	scripts/prove.sh

screenshots: tools web/dist/manifest.json
	scripts/screenshots.sh
