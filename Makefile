# Needs make and Python 3.11 or newer; everything else comes from the lock.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

export DAGSTER_HOME ?= $(CURDIR)/.dagster

.DEFAULT_GOAL := help
.PHONY: help install ingest dashboard test bench soak lint format ui lock clean

help:  ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

# One stamp for the environment: made anew when the lock or the project's own declaration changes.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version.split()[0]; sys.exit(0 if sys.version_info >= (3, 11) else f"Yusuan needs Python 3.11 or newer, {sys.executable} is {v}; try: make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked packages into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

install: $(STAMP)  ## Make .venv from the lock

ingest: $(STAMP)  ## Load data/raw/inbox into data/warehouse/budget.duckdb
	@$(BIN)/yusuan ingest

dashboard: $(STAMP)  ## Show the warehouse in a browser (http://localhost:8501)
	@$(BIN)/yusuan dashboard

test: $(STAMP)  ## Run all tests
	@$(BIN)/python -m pytest -n auto --dist loadfile

soak: $(STAMP)  ## The long tests of nightly runs: 100 kills, 500 mutated files, 50 publishes, 5000 known documents
	@YUSUAN_KILLS=100 YUSUAN_MUTANTS=500 YUSUAN_PUBLISHES=50 YUSUAN_KNOWN=5000 \
		$(BIN)/python -m pytest -s tests/nightly tests/warehouse/test_publish.py

bench: $(STAMP)  ## Measure the speed of everything into docs/performance.md (takes most of an hour)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e '.[bench]'
	@$(BIN)/python -m bench.run

lint: $(STAMP)  ## Style and strict types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(STAMP)  ## Apply the house style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

ui: $(STAMP)  ## Dagster's web page on this project (http://localhost:3000)
	@mkdir -p "$$DAGSTER_HOME"
	@test -e "$$DAGSTER_HOME/dagster.yaml" || cp deploy/dagster.yaml "$$DAGSTER_HOME/dagster.yaml"
	@$(BIN)/dagster dev -w workspace.yaml

lock: $(STAMP)  ## Resolve the dependencies anew into requirements.lock
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--extra dev --extra dashboard --extra browser --extra bench --no-header --no-annotate --no-emit-index-url --no-strip-extras pyproject.toml -o requirements.lock

clean:  ## Remove the environment and caches (never data)
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .dagster
