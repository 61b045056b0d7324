# Two commands do everything: `make run` starts the desk, `make test` checks all of it.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run test lint chaos bench bench-large shots lock clean

run: .venv
	@echo "[3/3] Starting the desk (Ctrl-C stops it)"
	@exec $(BIN)/claimdesk run

test: lint
	@echo "[tests] everything"
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: .venv/dev
	@echo "[lint] style, types, imports"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

.venv: .venv/run

.venv/run: requirements.txt pyproject.toml
	@echo "[1/3] Making the environment .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Claimdesk needs Python 3.11 or newer")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "[2/3] Installing the pinned packages (a few minutes the first time)"
	@$(PIP) install --quiet --require-hashes -r requirements.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: .venv/run requirements-dev.txt
	@echo "[dev] Installing what the tests need"
	@$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

# The long forms: the random killer on both databases, also in Slack (killed, lost, doubled, wrong), the plans of random
# newsrooms, and a digest a working date in every zone over ten years.
chaos: .venv/dev
	@$(BIN)/python -m tests.chaos.killer --links 40 --votes 600 --kills 60
	@$(BIN)/python -m tests.chaos.killer --postgres --links 60 --votes 800 --kills 40 --crashes 3
	@$(BIN)/python -m tests.chaos.slack_killer --links 20 --votes 300 --kills 30
	@$(BIN)/python -m tests.chaos.slack_killer --postgres --links 20 --votes 300 --kills 30
	@EVERY_STEP=1 $(BIN)/python -m pytest -q tests/chaos/test_every_step.py tests/chaos/test_slack_every_step.py
	@EVERY_DATABASE=1 $(BIN)/python -m pytest -q -n 2 --dist loadfile tests/bot
	@$(BIN)/python -m tests.chaos.plans
	@$(BIN)/python -m tests.chaos.zones

# Figures as ratios against a raw baseline in the same run.
bench: .venv/dev
	@$(BIN)/python -m pytest -q -m bench tests/benchmarks
	@$(BIN)/python -m benchmarks

bench-large: .venv/dev
	@$(BIN)/python -m benchmarks.large

# Takes the pictures of the README anew.
shots: .venv/dev
	@$(BIN)/python -m tests.e2e.shots
	@$(BIN)/python -m tests.adapters.slack.pictures

# Writes the pinned requirements anew; needs uv.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --custom-compile-command "make lock" -q pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-annotate --custom-compile-command "make lock" -q --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
