# `make` lists the verbs. Each works in a fresh checkout: .venv is made when it is missing.

PYTHON ?= python3
PORT ?= 8501
WATCH ?= none
OUT ?= /tmp/kos-compass-screens
VENV := .venv
PY := $(VENV)/bin/python
# The stamp's name carries the lock's checksum: another lock, another installation.
STAMP := $(VENV)/lock-$(shell cksum < requirements.lock | cut -d' ' -f1)
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

.DEFAULT_GOAL := help
.PHONY: help run test check bench golden screens lock

help:  ## List these verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

$(STAMP):
	@$(PY) -c '$(SUPPORTED)' 2>/dev/null || { \
	  $(PYTHON) -c '$(SUPPORTED)' 2>/dev/null || { \
	    echo "KOS Compass needs Python 3.11, 3.12 or 3.13; '$(PYTHON)' is" \
	      "$$($(PYTHON) --version 2>/dev/null || echo missing). Try: make PYTHON=python3.12" >&2; exit 1; }; \
	  $(PYTHON) -m venv --clear $(VENV); }
	@echo "Installing requirements.lock into $(VENV) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@rm -f $(VENV)/lock-* && touch $@

run: $(STAMP)  ## Serve the dashboard on http://localhost:8501 (PORT=..., WATCH=auto to reload on edits)
	$(PY) -m streamlit run app.py --server.port $(PORT) --server.headless true --server.fileWatcherType $(WATCH)

test: $(STAMP)  ## Run every test (ARGS='-k money'); without Chromium the browser tests are skipped
	$(PY) -m pytest -n 2 --dist loadfile $(ARGS)

check: $(STAMP)  ## Check style, types and who imports whom
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy app.py kos_core pages
	$(VENV)/bin/lint-imports

bench: $(STAMP)  ## Measure speed
	$(PY) -m tests.bench $(ARGS)

golden: $(STAMP)  ## Write the golden answers anew; a diff needs a line in CHANGELOG.md
	$(PY) -m tests.golden $(ARGS)

screens: $(STAMP)  ## Take screenshots of every page (OUT=dir, URL=running server, ARGS='--page forecast')
	$(PY) -m tests.browser.screens $(OUT) $(URL) $(ARGS)

lock: $(STAMP)  ## Pin the newest allowed versions in requirements.lock
	$(PY) -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
	$(VENV)/bin/uv pip compile requirements.txt --group dev --universal --python-version 3.11 \
	  --fork-strategy fewest --no-config --upgrade --quiet --custom-compile-command 'make lock' -o requirements.lock
