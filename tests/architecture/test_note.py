"""The architecture note says what the code is, and the code stays within the house's measures."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

import pytest

from tests.architecture import imports, measures, note

TEXT = note.NOTE.read_text(encoding="utf-8")


@pytest.mark.parametrize("part", ["drawing", "rooms", "rules"])
def test_the_note_is_as_it_would_be_made(part: str) -> None:
    """If not: `python -m tests.architecture.make`."""
    assert note.renewed(TEXT, part) == TEXT


def test_every_part_stands_in_the_note_once() -> None:
    assert [TEXT.count(f"<!-- made: {part} -->") for part in note.PARTS] == [1] * len(note.PARTS)


def test_every_room_has_its_line() -> None:
    there = {path.stem for path in note.PACKAGE.iterdir() if (path / "__init__.py").is_file() or path.suffix == ".py"}
    assert {room for line in note.layers() for room in line} == there - {"__init__"}


def test_our_row_is_near_the_truth() -> None:
    """Near, not equal: else each commit would have to change the note."""
    assert note.apart(note.noted(TEXT), astuple(note.ours())) == []


def test_what_is_near() -> None:
    figures = (114, 462, 5, 13, 40, 83, 11, 0.7)
    assert note.apart(figures, (120, 500, 6, 15, 45, 80, 13, 1.0)) == []
    assert note.apart(figures, (140, 462, 5, 16, 40, 66, 11, 0.7)) == [(114, 140), (13, 16), (83, 66)]


# ---------------------------------------------------------------- the house


def test_no_module_imports_one_that_imports_it() -> None:
    assert imports.rings(imports.module_edges(note.PACKAGE)) == []


def test_functions_stay_small() -> None:
    """A module may be as long as its story: a target for its length makes splinters."""
    ours = note.ours()
    assert ours.function_median <= 8
    assert ours.function_p90 <= 20
    assert ours.documented >= 75
    assert ours.worldly <= 16


def test_the_list_of_commands_stays_a_list() -> None:
    """The command line is where other programs go ugly."""
    assert measures.lines_of(note.PACKAGE / "cli.py") <= 300
    assert max(one.lines for one in measures.functions(note.PACKAGE) if one.module == "zlts.cli") <= 25


# ---------------------------------------------------------------- how it is measured

SOURCE = '''\
"""A module."""

import os
import time


def plain(x):
    """Said."""

    # a reason
    return (
        x
    )


def reads(path):
    def inner():
        return path.read_text()
    return inner


class Public:
    def told(self):
        return time.time()

    def _own(self):
        return 1


class _Private:
    def hidden(self):
        return os.sep
'''


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of two modules and a room of its own."""
    made = tmp_path / "zlts"
    (made / "services").mkdir(parents=True)
    (made / "__init__.py").write_text("", encoding="utf-8")
    (made / "model.py").write_text(SOURCE, encoding="utf-8")
    (made / "services" / "__init__.py").write_text("", encoding="utf-8")
    (made / "services" / "intake.py").write_text(
        "import zlts.model\nfrom zlts import rules\nfrom zlts.model import plain\nfrom os import path\n",
        encoding="utf-8",
    )
    (made / "rules.py").write_text("def one():\n    from zlts.services.intake import path\n", encoding="utf-8")
    return made


def test_lines_are_lines_of_code(package: Path) -> None:
    found = {one.name: one.lines for one in measures.functions(package)}
    assert found == {"plain": 4, "reads": 4, "inner": 2, "told": 2, "_own": 2, "hidden": 2, "one": 2}


def test_public_is_what_others_may_call(package: Path) -> None:
    assert [one.name for one in measures.functions(package) if one.public] == ["plain", "reads", "told", "one"]
    assert [one.name for one in measures.functions(package) if one.documented] == ["plain"]


def test_only_calls_touch_the_world_and_only_ones_own(package: Path) -> None:
    assert [one.name for one in measures.functions(package) if one.worldly] == ["inner", "told"]


def test_imports_are_found_wherever_they_stand(package: Path) -> None:
    edges = imports.module_edges(package)
    assert edges["zlts.services.intake"] == {"zlts.model", "zlts.rules"}
    assert edges["zlts.rules"] == {"zlts.services.intake"}
    assert imports.rings(edges) == [["zlts.rules", "zlts.services.intake"]]
    assert imports.room_edges(edges) == {"services": {"model", "rules"}, "rules": {"services"}, "model": set()}


def test_a_longer_way_makes_an_arrow_superfluous() -> None:
    edges = {"cli": {"services", "model"}, "services": {"rules", "model"}, "rules": {"model"}}
    assert imports.without_short_cuts(edges) == {"cli": {"services"}, "services": {"rules"}, "rules": {"model"}}
