# `make demo` shows the product, `make test` tests it: both work on a fresh clone.
PORT ?= 8000
SIZE ?= 240
SEED ?= 3
PYTHON ?= python3
BIN = .venv/bin
# The suite's processes; the machine of reference has two cores.
WORKERS ?= 2
ARGS ?=

.PHONY: help demo test check lint format bench mutants faults docs docker install install-dev lock clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*##/\1\t/p' $(MAKEFILE_LIST)

demo: install  ## engines, data, web and worker on PORT (8000) with SIZE cases; Ctrl-C stops everything
	@$(BIN)/python manage.py demo --port $(PORT) --size $(SIZE) --seed $(SEED)

test: install-dev  ## the whole suite, browser included; ARGS="tests/vouchers -k run" for a part
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: install-dev lint  ## what must hold without running: style, imports, migrations, catalogues
	
	@$(BIN)/python -m pytest -q tests/test_house.py tests/test_catalogues.py tests/b2portal/test_migrations.py

lint: install-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --quiet --lint templates

format: install-dev  ## put every file in its usual form
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

bench: install-dev  ## the figures of the README, each a ratio measured in one run
	@$(BIN)/python -m benchmarks $(ARGS)

mutants: install-dev  ## small faults put in the rules, one by one: do the tests notice? An hour; ARGS="--report"
	@$(BIN)/python bin/mutants $(ARGS)

faults: install-dev  ## kills engines, workers and the supervisor on purpose, hundreds of times; FAULTS_SEED=n repeats one
	@FAULTS=full $(BIN)/python -m pytest -s -m faults tests $(ARGS)

docs: install-dev  ## write docs/workflow.md from the table of the workflow
	@$(BIN)/python manage.py workflow_diagram

docker: install-dev  ## is the compose file well formed, and does the Dockerfile do what make does?
	@$(BIN)/python -m pytest -q tests/b2portal/test_containers.py -rs

install: .venv/installed-demo
install-dev: .venv/installed-dev

.venv/installed-%: requirements/%.txt bin/install
	@PYTHON=$(PYTHON) bin/install $*

lock:  ## compile pyproject.toml's ranges into requirements/ (exact versions, hashes, no addresses)
	@bin/lock

clean:  ## forget the demo: its data, its documents, its collected files
	@$(BIN)/python manage.py demo --stop
	@rm -rf var
