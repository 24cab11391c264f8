# One menu of commands.
BIN := .venv/bin

menu:
	@echo "make setup   the environment for work on zlts"
	@echo "make check   lint, format, types"
	@echo "make test    the tests"
	@echo "make fix     mend what lint and format can mend"
	@echo "make demo    the made-up county's year"
	@echo "make docs    what the docs and the golden texts show, made anew"
	@echo "make bench   what everything costs beside other tools, into bench/RESULTS.md"
	@echo "make release the folder for a PC without a network, into dist/"
	@echo "make trial   the tests on the built wheel instead of the checkout"
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

docs:
	$(BIN)/python -m tests.golden.make
	$(BIN)/python -m tests.manual.make
	$(BIN)/python -m tests.extending.make
	$(BIN)/python -m tests.architecture.make
	$(BIN)/python -m tests.registers.messages > docs/messages.md

bench:
	$(BIN)/python -m bench

release:
	$(BIN)/python -m release

trial:
	$(BIN)/python -m release.trial

ci:
	bash .ci/run

.PHONY: menu setup check test fix demo docs bench release trial ci
