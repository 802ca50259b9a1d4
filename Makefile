# Everything one does with this project from a shell. Each target sets up what it needs first.
SHELL := /bin/bash
export PATH := $(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)
.DEFAULT_GOAL := help
.PHONY: help run test test-postgres serve bench bench-short bench-record bench-programs soak chaos lint audit widget rebuild-widget openapi clean

help:
	@echo 'make run      build everything and serve the demo shop on http://127.0.0.1:8080/'
	@echo 'make test     every test: Rust, size of the widget, other SOAP stacks, a real browser'
	@echo 'make test-postgres   the tests of the PostgreSQL store on versions 14 and 18 (VERSION=14: on that one)'
	@echo 'make serve    develop: trunk serve on http://127.0.0.1:8082/ with live reload, and the backend'
	@echo 'make bench    every promised figure beside its peer or limit, with its target: up to an hour on an idle machine'
	@echo 'make bench-short   the same in five minutes, on small stores: shows that it works, no result'
	@echo 'make bench-NAME    one figure: banks, creation, php, soap, commits, postgres, growth, probe, tls, widget, hung, notifications,'
	@echo '                   start, reads, streams, large-store (target/release/pse-bench list)'
	@echo 'make bench-record  all of it, and writes docs/performance.md'
	@echo 'make soak     an hour of mixed load: whether memory grows (make soak MINUTES=6 for a short one)'
	@echo 'make chaos    ten minutes of kills, pauses and hard stops over PostgreSQL with two replicas; then all books must agree'
	@echo '              (make chaos MINUTES=120; SEED=7 repeats a run; MIXED=1: one of them is of the previous release)'
	@echo 'make lint     formatting, clippy for both targets, licences and sources of what we depend on'
	@echo 'make audit    known weaknesses of what we depend on (asks GitHub; make audit ADVISORIES=FOLDER asks a copy of its database)'
	@echo 'make widget   build the widget into dist/widget'
	@echo 'make rebuild-widget   build it again from nothing in another folder: the same to the byte'
	@echo 'make openapi  write docs/openapi.json anew, the API as its types and handlers describe it'
	@echo 'make clean    remove everything that was built'

run:
	@scripts/setup run
	@scripts/run

test:
	@scripts/setup test
	@scripts/test

# The oldest and the newest version that are promised; Debian's own is the one of make test.
test-postgres:
	@scripts/setup test
	for version in $(or $(VERSION),14 18); do POSTGRES_VERSION=$$version cargo test --package pse-store-postgres || exit; done

serve:
	@scripts/setup serve
	@scripts/serve

# The figures of the widget want it built; so does the service, which carries it.
bench-programs:
	@scripts/setup bench
	@scripts/build-widget
	cargo build --release --package pse-backend --package pse-sandbox --package pse-bench

bench: bench-programs
	target/release/pse-bench run

bench-short: bench-programs
	target/release/pse-bench run --short

bench-record: bench-programs
	target/release/pse-bench run --record docs/performance.md

bench-%: bench-programs
	target/release/pse-bench run $*

MINUTES ?= 60
soak: bench-programs
	target/release/pse-bench soak $(MINUTES)

chaos: MINUTES = 10
chaos:
	@scripts/setup test
	MINUTES=$(MINUTES) $(if $(SEED),SEED=$(SEED)) $(if $(MIXED),MIXED=$(MIXED)) cargo test --package pse-tests --test replicas chaos:: -- --nocapture

lint:
	@scripts/setup lint
	@scripts/lint
	cargo deny --workspace check --hide-inclusion-graph bans licenses sources
	@scripts/audit --check-itself

# A folder with a copy of RustSec's database, for a machine that does not reach GitHub.
ADVISORIES ?=
audit:
	@scripts/setup lint
	@scripts/audit $(ADVISORIES)

widget:
	@scripts/setup run
	@scripts/build-widget

rebuild-widget:
	@scripts/setup run
	@scripts/rebuild-widget --whole

openapi:
	@scripts/setup run
	cargo run --quiet --package pse-backend -- openapi > docs/openapi.json.new
	mv docs/openapi.json.new docs/openapi.json

clean:
	cargo clean
	rm -rf dist frontend/node_modules tests/browser/node_modules tests/bench/browser/node_modules tests/output
