"""The list of registers is whole, and what each declares holds together."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

from zlts import registers
from zlts.importers.vocabulary import load_vocabulary
from zlts.model import Register
from zlts.registers.catalogue import KINDS, REGISTERS
from zlts.registers.declaration import Declaration

VOCABULARY = load_vocabulary()


def test_every_declared_register_is_listed_once() -> None:
    names = [f"zlts.registers.{one.name}" for one in pkgutil.iter_modules(registers.__path__)]
    modules = map(importlib.import_module, names)
    declared = {id(value) for module in modules for value in vars(module).values() if isinstance(value, Declaration)}
    assert declared == {id(one) for one in REGISTERS}
    for said in ([one.kind for one in REGISTERS], [one.table for one in REGISTERS], [*KINDS.values()]):
        assert len(set(said)) == len(said)


def test_the_kinds_that_code_names_are_kinds_of_files() -> None:
    assert set(Register) <= set(KINDS)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.kind)
def test_a_view_shows_fields_that_are_kept_and_none_that_is_personal(register: Declaration) -> None:
    shown = {register.fields[code].code for code in register.viewed}
    assert not shown & {code for code, item in register.fields.items() if item.personal or item.masked}
    assert len(set(register.view_columns.values())) == len(register.viewed)


def test_what_is_personal_is_where_it_is_erased() -> None:
    """`zlts purge` erases the complaints' rows, and those only."""
    assert [one.kind for one in REGISTERS if one.personal] == ["complaints"]


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.kind)
def test_every_field_has_headings(register: Declaration) -> None:
    for form in register.forms:
        known = VOCABULARY.headings[form.register]
        assert [item.code for item in form.fields if not known.get(item.code)] == []
