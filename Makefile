# Two commands are enough: `make run` starts Afweging with its demonstration, `make test` runs every test.
# The rest is for those who work on it.

SHELL := /bin/sh
# Where this is set, every start of the program or of a test compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: run test unit soak check format translations lock docs setup setup-test bench help

help:          ## Show the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# Reports and feeds name the address under which people reach the program.
ifneq ($(HOST):$(PORT),127.0.0.1:8000)
run: export AFWEGING_PUBLIC_URL ?= http://$(HOST):$(PORT)
endif

run: setup     ## Install what is missing, load the demonstration, start on http://127.0.0.1:8000
	@$(BIN)/afweging init --quiet
	@$(BIN)/afweging demo
	@echo "Register: http://$(HOST):$(PORT)/   Workspace: http://$(HOST):$(PORT)/inloggen   Stop: Ctrl+C"
	@exec $(BIN)/afweging serve --host $(HOST) --port $(PORT)

setup: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml scripts/install-system.sh
	@sh scripts/install-system.sh run
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Afweging needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

setup-test: $(VENV)/.installed-test

$(VENV)/.installed-test: requirements-test.lock pyproject.toml tests/tools/package-lock.json $(VENV)/.installed
	@sh scripts/install-system.sh test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@cd tests/tools && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

test: setup-test ## Run every test but the soak
	@$(BIN)/python -m pytest -m "browser and not soak"
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not browser and not soak"

unit: setup-test ## Run the quick tests: no browser, nothing slow
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not browser and not slow and not soak"

soak: setup-test ## Run the long forms: kills, minutes of load
	@$(BIN)/python -m pytest -m soak

check: setup-test ## Format, lint, strict types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: setup-test ## Bring the code into form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

translations: setup-test ## Collect the Dutch words, keep their English, name what has none yet
	@$(BIN)/python scripts/translations.py

bench: setup-test ## Measure the speed claims of docs/performance.md
	@$(BIN)/python -m benchmarks

docs: setup-test ## Write again what the documentation takes from the code
	@$(BIN)/python -m tests.docs.generated

lock:          ## Pin the dependencies again, with hashes and without any host's name
	@$(BIN)/python -m pip install --quiet pip-tools
	@$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --no-header --allow-unsafe -o requirements.lock pyproject.toml
	@$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --no-header --allow-unsafe --extra test -c requirements.lock -o requirements-test.lock pyproject.toml
