.DELETE_ON_ERROR:
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: help serve test test-system lint lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

serve: $(VENV)/.serve ## classify articles on 127.0.0.1:8000
	$(BIN)/framing serve

test: $(VENV)/.test lint ## run every check that needs nothing but Python
	$(BIN)/python -m pytest --cov --cov-report=term:skip-covered

test-system: $(VENV)/.test ## install packages of the operating system (Debian) and test with them
	for tool in curl chromium; do \
		command -v $$tool >/dev/null || (apt-get update -q && apt-get install -qy $$tool) || exit; done
	FRAMING_TEST_SYSTEM=1 $(BIN)/python -m pytest -m system

lint: $(VENV)/.test ## style, types, and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile

lock: $(VENV)/.test ## pin every dependency anew, with hashes
	$(BIN)/pip-compile $(LOCK) --output-file requirements/serve.txt pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra train --extra benchmark --extra test --constraint requirements/serve.txt \
		--constraint requirements/torch.txt \
		--output-file requirements/test.txt pyproject.toml

clean: ## remove the environment and what tools left behind
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		.import_linter_cache .coverage

# The locks are complete, hence --no-deps. torch has several builds and is pinned by version
# alone; whichever build pip takes brings what it needs besides.
$(VENV)/.serve: requirements/serve.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes --no-deps -r requirements/serve.txt
	$(PIP) install --quiet --no-deps --editable .
	touch $@

$(VENV)/.test: requirements/test.txt requirements/torch.txt $(VENV)/.serve
	$(PIP) install --quiet --require-hashes --no-deps -r requirements/test.txt
	$(PIP) install --quiet -r requirements/torch.txt
	touch $@

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

LOCK := --quiet --upgrade --strip-extras --generate-hashes --unsafe-package torch \
	--no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
