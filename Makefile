# One menu of commands.
BIN := .venv/bin

menu:
	@echo "make setup   the environment for work on zlts"
	@echo "make check   lint, format, types"
	@echo "make test    the tests"
	@echo "make fix     mend what lint and format can mend"
	@echo "make demo    the made-up county's year"
	@echo "make ci      all that a new machine must pass"

setup:
	python3 -m venv .venv && $(BIN)/pip install -q -e '.[test]'

check:
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

test:
	$(BIN)/python -m pytest

fix:
	$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

demo:
	$(BIN)/zlts demo

ci:
	bash .ci/run

.PHONY: menu setup check test fix demo ci
