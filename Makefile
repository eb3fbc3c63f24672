# Every target makes the clone ready first (packaging/setup/environment.sh), so that a machine with
# Python 3.11, make and git needs no other preparation. `make` alone lists the targets.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
READY := packaging/setup/environment.sh

# Qt and Python both want a UTF-8 locale, also where the environment names none.
export LANG := $(or $(LANG),C.UTF-8)

# A virtual screen is needed where no real one is.
SCREEN := $(if $(DISPLAY)$(WAYLAND_DISPLAY),,screen)

# How many days `make simulate` plays, and the seed of the first; `make test` plays 200.
SEEDS ?= 200
FROM ?= 1

# How many sales `make soak` makes before the network returns.
OFFLINE_SALES ?= 5000

.PHONY: help
help: ## List the targets
	@awk -F ' ?## ' '/^[a-z]+:.*## / { sub(/:.*/, "", $$1); printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: ## Start the demo shop with its own server; without a display, run the guided tour
	@$(READY) desktop $(SCREEN)
	$(BIN)/salepoint demo

.PHONY: test
test: ## Run every test, on SQLite and on a private MariaDB
	@$(READY) desktop screen database
	$(BIN)/python -m pytest -n 2 --dist loadgroup tests

.PHONY: check
check: ## Check style, types, import directions and the house rules
	@$(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -q tests/architecture

.PHONY: bench
bench: ## Measure till and server against their targets
	@$(READY) desktop $(SCREEN) database
	$(BIN)/python -m benchmarks

.PHONY: screenshots
screenshots: ## Take a picture of every screen, light and dark, in two sizes
	@$(READY) desktop screen
	$(BIN)/salepoint screenshots --out build/screenshots

.PHONY: simulate
simulate: ## Play random days of a shop; SEEDS=200 says how many, FROM=1 where to begin
	@$(READY) desktop
	@SEEDS=$(SEEDS) FROM=$(FROM) $(BIN)/python -m tests.simulation

.PHONY: crash
crash: ## Cut the power at every write of a till; SEEDS=200 says how often, FROM=1 where to begin
	@$(READY) desktop
	$(BIN)/python -m tests.crash --seeds $(SEEDS) --from $(FROM)

.PHONY: soak
soak: ## Sell thousands without a network and drain them; OFFLINE_SALES=5000 says how many
	@$(READY) desktop database
	OFFLINE_SALES=$(OFFLINE_SALES) $(BIN)/python -m pytest -q tests/e2e/test_offline_drain.py

.PHONY: docs
docs: ## Write docs/faults.md from the marks of the tests
	@$(READY)
	$(BIN)/python -m tests.faults.document

.PHONY: package
package: ## Build the application and its installer for this system into dist/
	@$(READY) desktop bundle
	$(BIN)/python packaging/build_package.py

.PHONY: cloud
cloud: ## Run the server alone and print its addresses and demo accounts
	@$(READY)
	$(BIN)/python -m backend_lambdas.local

.PHONY: lock
lock: ## Renew the locked requirements from pyproject.toml
	@$(READY)
	packaging/setup/lock.sh

.PHONY: clean
clean: ## Remove what was built and cached; the environment stays
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -path ./.venv -prune -o -path ./.tools -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
