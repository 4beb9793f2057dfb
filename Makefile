# Needs Python 3.11 to 3.13 and make. `make demo` and `make test` do everything else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test test-slow mutate check format bench train docs picture reference lock clean

help:            ## Show this list
	@grep -E '^[a-z-]+: .*##' Makefile | sed 's/:[^#]*## /  /'

$(READY): requirements.lock pyproject.toml
	@echo "Making the environment in $(VENV) (a minute or two, once) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)   ## Ingest the sample articles, answer three queries, export Parquet
	@BIN=$(BIN) sh tests/samples/demo.sh

test: $(READY)   ## Run the test suite, a file of tests at a time on each of two cores
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-slow: $(READY)  ## Run the slow tests too: fuzz, crash matrix, a real scheduler
	@$(BIN)/python -m pytest -m "not benchmark"

mutate: $(READY) ## Make mutations, named and a sample, in a copy, and list what survives (half an hour)
	@$(BIN)/python -m tests.mutations named
	@$(BIN)/python -m tests.mutations sample

check: $(READY)  ## Lint, formatting, types and import arrows
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(READY) ## Format the code
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(READY)  ## Print speed and memory
	@for part in ingest temporal numeric; do $(BIN)/python -m tests.benchmarks.bench_$$part || exit 1; done
	@$(BIN)/python -m pytest -s -m benchmark tests/benchmarks/bench_tagger.py

train: $(READY)  ## Train the name tagger from openly licensed data
	@$(BIN)/python -m transforms.entities.training

docs: $(READY)   ## Renew the data dictionary, the list of rejects, README's list of formats and its figures
	@$(BIN)/python -m warehouse.dictionary
	@$(BIN)/python -m warehouse.reasons
	@$(BIN)/python -m flows.sources.listing
	@$(BIN)/python -m tests.samples.tour

picture: $(READY) ## Draw docs/explore.png from the sample articles (needs Chromium)
	@$(BIN)/python -m tests.samples.picture

reference: $(READY)  ## Rebuild the reference tables from transforms/reference/curated and the packages they come from
	@for table in entities lexicon quantities; do $(BIN)/python -m transforms.reference.build.$$table || exit 1; done

lock: $(READY)   ## Renew requirements.lock from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra dev --extra formats --extra explore --extra postgres --extra s3 --extra dask pyproject.toml -o requirements.lock

clean:           ## Remove the environment and what the demo made
	rm -rf $(VENV) demo
