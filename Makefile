# Two commands do everything: `make run` and `make test`. The rest are for those who build Huiyin.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash

# Where a machine forbids Python to keep what it compiled (many containers do), each of the three hundred processes of
# the tests would compile all of the program and of its tests anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV := $(VENV)/.installed-for-tests
EXAMPLE := examples/climate-act

LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
  --no-annotate --no-header --quiet

.PHONY: help install run report test postgres durations coverage sweep check format library-alone browser journeys pictures fuzz site-check bench reference lock clean

help: ## what each command does
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Huiyin needs Python 3.11 or newer; name one with: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 2; }
	@$(PYTHON) -c "import ensurepip" 2>/dev/null || tools/debian-package python3-venv
	@$(PYTHON) -m venv $(VENV)

$(STAMP): requirements.lock pyproject.toml hatch_build.py $(wildcard src/huiyin/*/*.c) | $(VENV)/bin/python
	@command -v cc >/dev/null || tools/debian-package gcc libc6-dev
	@echo "Installing (once; a few minutes on a slow line) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes --requirement requirements.lock
	@# pip compiles on one core. Not all is compiled: the tests of others nobody imports, nor a file that is for another
	@# Python than this one and does not compile.
	@$(BIN)/python -m compileall -q -j 2 -x '/(tests?|pip)/' $(VENV)/lib > /dev/null 2>&1 & \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .; \
	  done=$$?; wait; exit $$done
	@touch $@

$(DEV): requirements-dev.lock $(STAMP)
	@echo "Installing what the tests need (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@touch $@

install: $(STAMP) ## make the virtual environment and install Huiyin from the lock

run: $(STAMP) ## prepare the desk with the shipped example and serve it; Ctrl+C stops it
	@# The report is made beside it on the other core, and shown in one piece.
	@{ said="$$($(MAKE) --no-print-directory report 2>&1)"; done=$$?; echo "$$said"; exit $$done; } & reported=$$!; \
	  $(BIN)/huiyin desk load-example --if-empty; done=$$?; wait $$reported && exit $$done
	@$(BIN)/huiyin desk run

report: $(STAMP) ## run the whole loop on the shipped example and say where the report is
	@# 1 means done with rows refused, and the example has some, as real files do
	@$(BIN)/huiyin run $(EXAMPLE)/consultation.toml || [ $$? -eq 1 ]

test: check browser library-alone ## check the code, then run every test, browser tests included
	@tools/both-databases $(BIN)/pytest

postgres: $(DEV) browser ## every test of the desk on PostgreSQL: `make test` runs there what the database can matter to
	@HUIYIN_READERS=opposites tools/with-postgres $(BIN)/pytest -n 2 -q tests/desk tests/journeys --ignore tests/journeys/test_report.py

durations: $(DEV) browser ## every test on SQLite, and which cost most processor time
	@PYTHONPATH=. HUIYIN_READERS=opposites $(BIN)/pytest -n 2 -q -p tools.durations

coverage: $(DEV) browser ## how much of the program the tests pass through, on SQLite; below the floor it fails
	@rm -rf out/coverage && mkdir -p out/coverage
	@HUIYIN_READERS=opposites $(BIN)/coverage run -m pytest -n 2 --dist worksteal -q
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage json --quiet -o out/coverage/coverage.json
	@$(BIN)/python tools/coverage_floor.py out/coverage/coverage.json

sweep: $(DEV) ## everything against everything, on SQLite and on PostgreSQL: what `make test` tries a part of
	@$(BIN)/pytest -n 2 -q -m sweep -rP
	@tools/with-postgres $(BIN)/pytest -n 2 -q -m sweep -rP tests/desk tests/sweeps

journeys: $(DEV) browser ## every journey at both widths, in both languages, on SQLite and on PostgreSQL
	@$(BIN)/pytest -n 2 -v tests/journeys --ignore tests/journeys/test_report.py
	@tools/with-postgres $(BIN)/pytest -n 2 -v tests/journeys --ignore tests/journeys/test_report.py

pictures: $(DEV) browser ## draw the pictures of the guides anew, by the journeys
	@$(BIN)/python tools/guide_pictures.py

check: $(DEV) ## style, types, architecture, translations: what is wrong, on one screen
	@$(BIN)/python tools/check.py

format: $(DEV) ## write the code, the documents and the templates in the form that `make check` asks for
	@$(BIN)/ruff format .
	@$(BIN)/python tools/format_texts.py

library-alone: $(DEV) ## prove that the library works with no server framework and no command line
	@$(BIN)/python tools/library_alone.py

browser: ## install the browser and the fonts that the browser tests need, and the web server of the guide, where they are missing
	@tools/debian-package fonts-noto-cjk libatomic1 caddy
	@tools/debian-package chromium-headless-shell || tools/debian-package chromium

fuzz: $(DEV) ## throw 20,000 damaged files at every reader; try every property on new examples
	@$(BIN)/python tests/fuzz/fuzz.py --count 20000 --seed 1
	@HYPOTHESIS_PROFILE=explore $(BIN)/pytest -q -n 2 -m hypothesis

site-check: $(DEV) browser ## look at every public page of the desk that runs on port 8000
	@$(BIN)/python tools/site_check.py http://127.0.0.1:8000

bench: $(DEV) ## what each benchmark shows, and how to run it
	@cat benchmarks/README.md

reference: $(DEV) ## write the documents that are made from the program, the lock file and tables
	@$(BIN)/python tools/command_reference.py
	@$(BIN)/python tools/permissions.py
	@$(BIN)/python tools/components.py
	@$(BIN)/python tools/openapi.py
	@$(BIN)/python tools/asvs.py

lock: ## pin every dependency anew (needs uv)
	@uv pip compile pyproject.toml --group build $(LOCK) --output-file requirements.lock
	@uv pip compile pyproject.toml --group build --group dev --all-extras --constraints requirements.lock $(LOCK) \
	  --output-file requirements-dev.lock

clean: ## take away what was built, the virtual environment included
	@rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis $(EXAMPLE)/out
	@find src -name '*.so' -delete -o -name '*.shared' -delete
