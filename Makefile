# Everything one does with this project from a shell. Each target sets up what it needs first.
SHELL := /bin/bash
export PATH := $(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)
.DEFAULT_GOAL := help
.PHONY: help run test serve bench bench-widget lint audit widget openapi clean

help:
	@echo 'make run      build everything and serve the demo shop on http://127.0.0.1:8080/'
	@echo 'make test     every test: Rust, size of the widget, other SOAP stacks, a real browser'
	@echo 'make serve    develop: trunk serve on http://127.0.0.1:8082/ with live reload, and the backend'
	@echo 'make bench    figures as ratios: the bank list, a creation, the widget beside Adyen Web (idle machine, please)'
	@echo 'make bench-widget  the last of them alone'
	@echo 'make lint     formatting, clippy for both targets, licences and sources of what we depend on'
	@echo 'make audit    known weaknesses of what we depend on (asks GitHub)'
	@echo 'make widget   build the widget into dist/widget'
	@echo 'make openapi  write docs/openapi.json anew, the API as its types and handlers describe it'
	@echo 'make clean    remove everything that was built'

run:
	@scripts/setup run
	@scripts/run

test:
	@scripts/setup test
	@scripts/test

serve:
	@scripts/setup serve
	@scripts/serve

bench:
	@scripts/setup bench
	cargo build --release --package pse-backend --package pse-sandbox --package pse-bench
	target/release/pse-bench
	$(MAKE) --no-print-directory bench-widget

bench-widget:
	@scripts/setup bench
	@scripts/build-widget
	node tests/bench/browser/bench.mjs

lint:
	@scripts/setup lint
	@scripts/lint
	cargo deny --workspace check --hide-inclusion-graph bans licenses sources

audit:
	@scripts/setup lint
	cargo deny --workspace check --hide-inclusion-graph advisories

widget:
	@scripts/setup run
	@scripts/build-widget

openapi:
	@scripts/setup run
	cargo run --quiet --package pse-backend -- openapi > docs/openapi.json.new
	mv docs/openapi.json.new docs/openapi.json

clean:
	cargo clean
	rm -rf dist frontend/node_modules tests/browser/node_modules tests/bench/browser/node_modules tests/output
