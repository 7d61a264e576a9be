# What a newcomer types. Each target sets up what it needs and says what it does.
PYTHON ?= python3.11
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test check quality bench format clean help
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(READY): pyproject.toml constraints.txt
	@echo "== Setting up $(VENV): causerie, its libraries and its French and English models (about 1 GB on disk, once)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . --group dev
	@touch $@

demo: $(READY) ## read the example articles, draw and run their map, write out/demo.html
	@echo "== Reading examples/ (articles about an invented country), drawing and running their map"
	@mkdir -p out
	@$(BIN)/causerie run examples/articles --project out/demo.causerie --report out/demo.html
	@echo "== Open out/demo.html in a browser"

test: check ## everything that CI runs

check: $(READY) ## format, lint, types, import contract, tests and doctests, quality floors
	@echo "== Format";          $(BIN)/ruff format --check --quiet .
	@echo "== Lint";            $(BIN)/ruff check --quiet .
	@echo "== Types";           $(BIN)/mypy
	@echo "== Import contract"; $(BIN)/lint-imports --no-cache
	@echo "== Tests and doctests, warnings as errors"; $(BIN)/pytest
	@echo "== Quality floors"; $(BIN)/python -m benchmarks.quality --floors

quality: $(READY) ## score the reading on the development sets
	@$(BIN)/python -m benchmarks.quality

bench: $(READY) ## time reading and simulation, as ratios in one run
	@$(BIN)/python -m benchmarks.speed

format: $(READY) ## put the code into its standard form
	@$(BIN)/ruff format --quiet . && $(BIN)/ruff check --quiet --fix .

clean: ## remove the virtual environment and outputs
	rm -rf $(VENV) out
