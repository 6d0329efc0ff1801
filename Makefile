.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON_IN_VENV := .venv/bin/python
LOCK := .venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --no-header
WORKERS ?= 2
# `make test-all MARKS="browser or faults"` runs a part
MARKS ?=
# Where it is set, every start of a process would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run demo set-up set-up-dev assets test test-all check bench emulators lock

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

run: set-up ## set up what is missing, then serve on one process and SQLite
	@exec $(PYTHON_IN_VENV) -m api.cli run

demo: set-up ## the same, with a fictional station and its reports
	@exec $(PYTHON_IN_VENV) -m api.cli demo

# Without the front-end packages the pages are plainer and work, so the start goes on.
set-up:
	@requirements/install.sh run
	@$(PYTHON_IN_VENV) -m frontend.assets || true

set-up-dev:
	@requirements/install.sh dev

assets: ## fetch the front-end packages into api/static/vendor
	@requirements/install.sh run
	@$(PYTHON_IN_VENV) -m frontend.assets --packages

test: WORKERS = 4  # they wait as much as they work
test: set-up-dev ## tests that need no root, no browser, no server
	$(PYTHON_IN_VENV) -m pytest -q -m "not browser and not faults" --ignore tests/browser --ignore tests/faults \
		-n $(WORKERS) --dist worksteal

test-all: set-up-dev assets ## every test, with browser and faults; nothing may be skipped
	JEMBATAN_NO_SKIPS=1 $(PYTHON_IN_VENV) -m pytest -q -n $(WORKERS) --dist worksteal $(if $(MARKS),-m "$(MARKS)")

check: set-up-dev ## style, types, import rules, file limit, templates
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	$(PYTHON_IN_VENV) -m mypy
	.venv/bin/lint-imports
	$(PYTHON_IN_VENV) -m frontend.lint

bench: set-up-dev ## ratios side by side, also in var/bench.json
	$(PYTHON_IN_VENV) -m benchmarks

emulators: set-up-dev ## emulated Telegram and Twilio, to chat through by hand
	@exec $(PYTHON_IN_VENV) -m tests.emulators

lock: set-up-dev ## renew requirements/ and frontend/package-lock.json
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) pyproject.toml --group setup --group test --group browser --group quality \
		-c requirements/run.txt -o requirements/dev.txt
	$(LOCK) --group setup -o requirements/npm.txt
	echo uv | $(LOCK) - -o requirements/uv.txt
	$(PYTHON_IN_VENV) -m frontend.packages
