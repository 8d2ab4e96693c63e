# Builds, runs, tests and installs Outrider. `make help` says how.

SWIFT = swift
PYTHON = python3
PREFIX = /usr/local
DESTDIR =
BENCH =

# A self-contained binary where the platform allows it; macOS has Swift's libraries in the system.
ifeq ($(shell uname -s),Darwin)
export PKG_CONFIG_PATH := $(shell brew --prefix curl 2>/dev/null)/lib/pkgconfig:$(PKG_CONFIG_PATH)
LINKING =
STRIP = true
else
LINKING = --static-swift-stdlib
STRIP = strip
endif

BINARY = .build/release/outrider
SOURCES = $(wildcard Sources Tests Plugins Package.swift benchmarks/Sources benchmarks/Tests benchmarks/Package.swift)
ROOT = $(DESTDIR)$(PREFIX)

# The user's words reach the program through the environment and untouched: quotes, dollar signs
# and line breaks in a task mean nothing to make or to the shell.
export OUTRIDER_MAKE_TASK = $(value TASK)
export OUTRIDER_MAKE_LAMBDA = $(value LAMBDA)
export OUTRIDER_MAKE_AGENT = $(value AGENT)
export OUTRIDER_MAKE_SEED = $(value SEED)
export OUTRIDER_MAKE_ARGS = $(value ARGS)
unexport TASK LAMBDA AGENT SEED ARGS
export SWIFT

.PHONY: build help run test test-sanitizers test-engines test-mcp test-dashboard test-export test-inspect test-datasette \
	test-perfetto smoke bench models install uninstall format lint clean prepare

build: prepare ## build the program in release
	@scripts/quietly "Building Outrider$(if $(wildcard $(BINARY)),, (the first time, this takes minutes))" \
		$(SWIFT) build -c release --product outrider $(LINKING)

run: build ## run a task: TASK='a on b' LAMBDA=0.8 AGENT=blocksworld SEED=7 ARGS='--depth 3'
	@eval "set -- $$OUTRIDER_MAKE_ARGS"; \
	if [ -n "$$OUTRIDER_MAKE_LAMBDA" ]; then set -- --lambda "$$OUTRIDER_MAKE_LAMBDA" "$$@"; fi; \
	if [ -n "$$OUTRIDER_MAKE_AGENT" ]; then set -- --agent "$$OUTRIDER_MAKE_AGENT" "$$@"; fi; \
	if [ -n "$$OUTRIDER_MAKE_SEED" ]; then set -- --seed "$$OUTRIDER_MAKE_SEED" "$$@"; fi; \
	if [ -n "$$OUTRIDER_MAKE_TASK" ]; then set -- "$$@" -- "$$OUTRIDER_MAKE_TASK"; fi; \
	exec $(BINARY) run "$$@"

# Many tests at once keep each other's local servers waiting: a few at a time are as fast and calmer.
test: prepare ## build and run all tests
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=4 $(SWIFT) test --disable-xctest

test-sanitizers: prepare ## run all tests under the thread and the address sanitizer (Linux)
	scripts/sanitizers thread
	scripts/sanitizers address

test-engines: prepare ## run the tests that need llama.cpp, which is compiled first (LLAMA_PYTHON: where it is already)
	@scripts/test-engines

test-mcp: prepare ## run the client against real MCP servers, which are installed from PyPI first
	@scripts/test-mcp

test-dashboard: build ## look at the dashboard with a real browser (Chromium)
	@OUTRIDER=$(BINARY) $(PYTHON) scripts/test-dashboard

test-export: build ## decode traces with OpenTelemetry's own message types (PyPI)
	@scripts/test-export

test-inspect: build ## try the viewer in a real terminal (tmux)
	@scripts/test-inspect

test-datasette: build ## ask the questions of dashboards/ with the real Datasette (PyPI)
	@scripts/test-datasette

test-perfetto: build ## open a trace in the real Perfetto (PyPI, Chromium)
	@scripts/test-perfetto

smoke: prepare ## build, and run the tests of the core alone
	$(SWIFT) test --disable-xctest --filter 'PlanningTests|SpeculationTests'

bench: build ## measure: BENCH='machine wire' or everything
	$(SWIFT) run -c release --package-path benchmarks outrider-bench $(BENCH)

models: ## train the models in models/ again (Python, PyTorch; an hour of one processor)
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@.venv/bin/pip install --quiet --requirement models/recipe/requirements.txt
	@# glibc would return large blocks to the system and get them anew, zeroed, many times a second.
	@cd models && export OMP_NUM_THREADS=1 MALLOC_MMAP_THRESHOLD_=1073741824 MALLOC_TRIM_THRESHOLD_=17179869184 && \
	../.venv/bin/python -m recipe && ../.venv/bin/python -m recipe.cards

# As root through sudo, what the user has built is installed: root may well have no Swift.
install: ## install below PREFIX=/usr/local: program, models, manual page, shell completions
	@if [ -z "$$SUDO_USER" ] || [ ! -x $(BINARY) ]; then $(MAKE) --no-print-directory build; fi
	@set -e; made=$$(mktemp -d); trap 'rm -rf "$$made"' EXIT; \
	$(BINARY) man >"$$made/outrider.1"; \
	for shell in bash zsh fish; do $(BINARY) completions $$shell >"$$made/$$shell"; done; \
	cp $(BINARY) "$$made/outrider"; $(STRIP) "$$made/outrider"; \
	put() { mkdir -p "$$(dirname "$$3")"; install -m "$$1" "$$made/$$2" "$$3"; echo "$$3"; }; \
	put 755 outrider "$(ROOT)/bin/outrider"; \
	put 644 outrider.1 "$(ROOT)/share/man/man1/outrider.1"; \
	put 644 bash "$(ROOT)/share/bash-completion/completions/outrider"; \
	put 644 zsh "$(ROOT)/share/zsh/site-functions/_outrider"; \
	put 644 fish "$(ROOT)/share/fish/vendor_completions.d/outrider.fish"; \
	for model in models/*/*.gguf; do \
		folder="$(ROOT)/share/outrider/models/$$(basename "$$(dirname "$$model")")"; mkdir -p "$$folder"; \
		install -m 644 "$$model" "$$(dirname "$$model")/README.md" "$$folder"; echo "$$folder"; \
	done

uninstall: ## remove what `make install` put there
	@rm -f "$(ROOT)/bin/outrider" "$(ROOT)/share/man/man1/outrider.1" \
		"$(ROOT)/share/bash-completion/completions/outrider" \
		"$(ROOT)/share/zsh/site-functions/_outrider" \
		"$(ROOT)/share/fish/vendor_completions.d/outrider.fish"
	@rm -rf "$(ROOT)/share/outrider/models"

format: ## format all sources
	$(SWIFT) format format -i -r $(SOURCES)

lint: ## check the format of all sources
	$(SWIFT) format lint --strict -r $(SOURCES)

clean: ## remove everything that was built
	rm -rf .build benchmarks/.build

prepare:
	@scripts/prepare

help: ## show this
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 20
