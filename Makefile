# `make` lists the verbs. Each works in a fresh checkout: .venv is made when it is missing.

PYTHON ?= python3
PORT ?= 8501
HOST ?= 127.0.0.1
WATCH ?= none
OUT ?= /tmp/kos-compass-screens
VENV := .venv
PY := $(VENV)/bin/python
# A stamp's name carries its lock's checksum: another lock, another installation. RUN is what running needs,
# DEV what tests and checks need besides.
RUN := $(VENV)/run-$(shell cksum < requirements.lock | cut -d' ' -f1)
DEV := $(VENV)/dev-$(shell cat requirements.lock requirements-dev.lock | cksum | cut -d' ' -f1)
COMPILE = --universal --python-version 3.11 --fork-strategy fewest --no-config --upgrade --quiet \
  --generate-hashes --custom-compile-command 'make lock'
INSTALL = $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

.DEFAULT_GOAL := help
.PHONY: help run test check bench golden screens lock

help:  ## List these verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

$(RUN):
	@$(PY) -c '$(SUPPORTED)' 2>/dev/null || { \
	  $(PYTHON) -c '$(SUPPORTED)' 2>/dev/null || { \
	    echo "KOS Compass needs Python 3.11, 3.12 or 3.13; '$(PYTHON)' is" \
	      "$$($(PYTHON) --version 2>/dev/null || echo missing). Try: make PYTHON=python3.12" >&2; exit 1; }; \
	  $(PYTHON) -m venv --clear $(VENV); }
	@echo "Installing requirements.lock into $(VENV) ..."
	@$(INSTALL) -r requirements.lock
	@rm -f $(VENV)/run-* && touch $@

$(DEV): $(RUN)
	@echo "Installing requirements-dev.lock into $(VENV) ..."
	@$(INSTALL) -r requirements-dev.lock
	@rm -f $(VENV)/dev-* && touch $@

run: $(RUN)  ## Serve the dashboard on http://localhost:8501 (PORT=..., HOST=this machine's address for a room)
	$(PY) -m streamlit run app.py --server.address $(HOST) --browser.serverAddress $(HOST) --server.port $(PORT) \
	  --server.fileWatcherType $(WATCH)

test: $(DEV)  ## Run every test (ARGS='-k money'); without Chromium the browser tests are skipped
	$(PY) -m pytest -n 2 --dist loadfile $(ARGS)

check: $(DEV)  ## Check style, types, who imports whom, and known holes in what is installed
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy app.py kos_core pages
	$(VENV)/bin/lint-imports
	$(PY) -m tests.advisories

bench: $(DEV)  ## Measure speed
	$(PY) -m tests.bench $(ARGS)

golden: $(DEV)  ## Write the golden answers anew; a diff needs a line in CHANGELOG.md
	$(PY) -m tests.golden $(ARGS)

screens: $(DEV)  ## Take screenshots of every page (OUT=dir, URL=running server, ARGS='--page forecast')
	$(PY) -m tests.browser.screens $(OUT) $(URL) $(ARGS)

lock: $(DEV)  ## Pin the newest allowed versions, with hashes, in requirements.lock and requirements-dev.lock
	$(INSTALL:--require-hashes=) 'uv>=0.9,<1'
	$(VENV)/bin/uv pip compile requirements.txt --group dev $(COMPILE) -o requirements-dev.lock
	$(VENV)/bin/uv pip compile requirements.txt -c requirements-dev.lock $(COMPILE) -o requirements.lock
