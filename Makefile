# `make` sets up and builds every brief; `make test` sets up and runs the tests.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python

.DEFAULT_GOAL := build
.PHONY: build test check coverage lint types imports import desk bench docs reference lock goldens messages sbom fuzz clean

build: $(VENV)/.build
	@$(RUN) build.py

test: $(VENV)/.test tests/tools/node_modules/.done
	@$(RUN) -m pytest -n auto --dist worksteal

check: lint types imports test

# Which lines no test runs. Measuring slows the tests down: run this when the figure is wanted.
coverage: $(VENV)/.test tests/tools/node_modules/.done
	@$(RUN) -m coverage erase
	@$(RUN) -m coverage run -m pytest -n auto
	@$(RUN) -m coverage combine --quiet
	@$(RUN) -m coverage report

lint: $(VENV)/.test
	@$(RUN) -m ruff format --check .
	@$(RUN) -m ruff check .

types: $(VENV)/.test
	@$(RUN) -m mypy

# Layers and doors of the packages, as pyproject.toml states them.
imports: $(VENV)/.test
	@$(VENV)/bin/lint-imports

# What `briefs new article` needs to read web pages and PDF.
import: $(VENV)/.import

# The project in the browser.
desk: $(VENV)/.desk
	@$(RUN) build.py desk

# How long everything takes, beside other programs: bench/RESULTS.md. Half an hour, on an idle machine.
bench: $(VENV)/.bench
	@$(RUN) -m bench

# The documentation as a site in site/, which loads nothing from anywhere.
docs: $(VENV)/.docs
	@NO_MKDOCS_2_WARNING=1 $(RUN) -m mkdocs build --quiet --strict

# The page of every key of every file, made from the model.
reference: $(VENV)/.test
	@$(RUN) -m tests.support.reference

# Goldens of the semantic HTML and of the typography cases, after a person has looked at the difference.
goldens: $(VENV)/.test
	@$(RUN) -m pytest -n 0 tests/html/test_goldens.py tests/pdf/test_typography.py --accept

# New templates of messages into the catalogues of briefs/messages, to be translated there.
messages: $(VENV)/.test
	@$(RUN) -m tests.support.catalogue

# What the wheel is made of, from requirements.lock: sbom.cdx.json.
sbom: $(VENV)/.test
	@$(RUN) -m tests.support.sbom

# Bytes over which something falls: SECONDS for each target, or for the one that TARGET names.
SECONDS ?= 1800
TARGET ?= $(shell $(RUN) -c 'from tests.support.fuzzing import TARGETS; print(*TARGETS)')
fuzz: $(VENV)/.fuzz
	@mkdir -p .cache/fuzz
	@for target in $(TARGET); do echo "$$target"; \
	  (cd .cache/fuzz && PYTHONPATH=$(CURDIR) $(CURDIR)/$(RUN) -m tests.fuzz $$target $(SECONDS) 2>$$target.log) \
	  || echo "  found something: .cache/fuzz/$$target.log"; done

$(VENV)/.fuzz: requirements-fuzz.lock $(VENV)/.test
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-fuzz.lock
	@touch $@

$(VENV)/bin/python:
	@setup/system build
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.build: requirements.lock $(VENV)/bin/python
	@setup/system build
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/bin/python
	@setup/system test
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.build

$(VENV)/.docs: requirements-docs.lock $(VENV)/.build
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-docs.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.test
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

$(VENV)/.desk: requirements-desk.lock $(VENV)/.build
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-desk.lock
	@touch $@

$(VENV)/.import: requirements-import.lock $(VENV)/.build
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-import.lock
	@touch $@

# Not npm ci: the lock has the validator of this platform only, and npm ci wants them all.
tests/tools/node_modules/.done: tests/tools/package-lock.json tests/tools/csl.txt tests/tools/cyclonedx.txt $(VENV)/.test
	@npm install --no-save --silent --no-audit --no-fund --prefix tests/tools
	@for schemas in csl cyclonedx; do rm -rf tests/tools/$$schemas; \
	  $(RUN) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
	  --target tests/tools/$$schemas -r tests/tools/$$schemas.txt || exit 1; done
	@touch $@

# New versions of everything: needs uv. The lock files hold hashes and no index addresses.
lock:
	@uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml -o requirements.lock
	@uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	  --extra import --extra watch --extra desk --group dev pyproject.toml -o requirements-dev.lock
	@uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	  --extra docs pyproject.toml -o requirements-docs.lock
	@uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	  --extra import pyproject.toml -o requirements-import.lock
	@uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	  --extra import --extra desk pyproject.toml -o requirements-desk.lock
	@uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	  --extra bench pyproject.toml -o requirements-bench.lock
	@uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header \
	  --no-deps --group fuzz -o requirements-fuzz.lock
	@$(MAKE) sbom

clean:
	@git clean -qfdX output .cache
