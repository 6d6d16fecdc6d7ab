# SPDX-License-Identifier: Apache-2.0
# make run · make test · make check · make bench · make screenshots · make train · make setup · make lock · make clean
# ARGS goes to the program: make test ARGS="-k engine", make run ARGS="--data-dir /tmp/x"
# PYTHON chooses the interpreter for .venv: make PYTHON=/path/to/python3.12 setup
PYTHON ?=
ARGS ?=
BIN := .venv/bin
SETUP = $(or $(PYTHON),python3) tools/setup.py
ifneq ($(PYTHON),)
export PYTHON
endif

.PHONY: run setup test cover check format bench screenshots train lock licences pages clean python

run: python
	@$(SETUP)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then exec $(BIN)/trainer-gui $(ARGS); \
	else echo "run: no display here, so a demonstration on a virtual one: build/demo"; \
	  exec tools/headless.sh $(BIN)/trainer-gui demo --out build/demo $(ARGS); fi

setup: python
	@$(SETUP) --headless $(if $(filter setup,$(MAKECMDGOALS)),--again)

# Without ARGS: the gate of `cover` with the tests that it is about, then all others.
test: setup $(if $(ARGS),,cover)
	@tools/headless.sh $(BIN)/python -m pytest \
	  $(or $(ARGS),--ignore=tests/domain --ignore=tests/application)

cover: setup
	@$(BIN)/python -m pytest tests/domain tests/application \
	  --cov=trainer_gui.domain --cov=trainer_gui.application --cov-branch --cov-fail-under=100 $(ARGS)

check: setup
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/licences.py --check
	$(BIN)/python tools/diagnostics.py --check
	$(BIN)/trainer-gui lint

format: setup
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

bench: setup
	@tools/headless.sh $(BIN)/python -m tests.bench $(ARGS)

# Every screen, in three themes, at two sizes and with text of 200 %, in both languages.
screenshots: setup
	@tools/headless.sh $(BIN)/python -m tests.screens build/screens $(ARGS)

# One thread, so that sums are taken in the same order and the model comes out the same.
train: setup
	@OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m trainer_gui.understanding.training.train

lock: setup
	@$(BIN)/python tools/lock.py $(ARGS)

licences: setup
	@$(BIN)/python tools/licences.py

# Files that are made of others: the handbook of findings, the schemas for editors.
pages: setup
	@$(BIN)/python tools/diagnostics.py
	@for kind in scenario persona coach lesson lines scoring; do \
	  $(BIN)/trainer-gui schema $$kind > assets/schema/$$kind.json; done

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

python:
	@command -v $(or $(PYTHON),python3) >/dev/null || { \
	  echo "Python 3.11 or 3.12 is missing: sudo apt-get install python3 python3-venv" >&2; exit 1; }
