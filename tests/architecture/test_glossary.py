"""docs/glossary.md is the code's words: those it has, those it has twice and why, and those it does not take."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.note import PACKAGE, TOP

TEXT = (TOP / "docs" / "glossary.md").read_text(encoding="utf-8")

_TICKED = re.compile(r"`(\w+)`")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


def table(text: str, heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its head."""
    section = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.split("\n") if line.startswith("|")]
    return rows[2:]


@cache
def trees(package: Path) -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(package.rglob("*.py"))]


def places(package: Path) -> list[str]:
    """The names of modules and packages below the package."""
    found = [path.parent.name if path.stem == "__init__" else path.stem for path, _ in trees(package)]
    return [name for name in found if name not in (package.name, "__main__")]


def classes(package: Path) -> list[str]:
    """The names of public classes."""
    found = [node.name for _, tree in trees(package) for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return [name for name in found if not name.startswith("_")]


def shared(package: Path) -> set[str]:
    """The names that more than one module, or more than one class, bears."""
    return {
        name for some in (places(package), classes(package)) for name, count in Counter(some).items() if count > 1
    }


@cache
def defined(package: Path) -> set[str]:
    """Every name that the package gives: of modules, classes, functions, fields and parameters."""
    found = set(places(package))
    for _, tree in trees(package):
        for node in ast.walk(tree):
            match node:
                case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                    found.add(name)
                case ast.Name(id=name, ctx=ast.Store()):
                    found.add(name)
    return found


def parts(names: Iterable[str]) -> dict[str, str]:
    """The words that names are made of, in small letters, each with one name that has it."""
    return {word.lower(): name for name in names for word in _WORD.findall(name)}


FORBIDDEN = {word for row in table(TEXT, "Words not to be used") for word in row[0].split(", ")}


def test_every_word_of_the_code_is_in_the_code() -> None:
    rows = table(TEXT, "Words")
    said = [word for row in rows for word in _TICKED.findall(row[1])]
    assert len(said) == len(rows) > 40
    ticked = {word for row in rows for word in _TICKED.findall(" ".join(row))}
    assert ticked - defined(PACKAGE) == set()
    assert [row for row in rows if not re.search(r"[\u4e00-\u9fff]", row[0])] == []


def test_a_word_stands_for_one_thing() -> None:
    rows = table(TEXT, "Words")
    assert [word for word, count in Counter(row[1] for row in rows).items() if count > 1] == []
    notice = Counter(word for row in rows for word in row[0].split("、"))
    assert [word for word, count in notice.items() if count > 1] == []


def test_each_name_that_is_used_twice_has_its_reason_and_no_other_has() -> None:
    """A new one needs a line that says why, or another name."""
    rows = table(TEXT, "Names used more than once")
    told = [_TICKED.findall(row[0])[0] for row in rows]
    assert sorted(told) == sorted(shared(PACKAGE))
    assert [row for row in rows if not row[1].strip()] == []


@pytest.mark.parametrize("word", sorted(FORBIDDEN))
def test_no_name_has_a_word_that_is_not_to_be_used(word: str) -> None:
    assert parts(defined(PACKAGE)).get(word, "") == ""


def test_how_names_are_found(tmp_path: Path) -> None:
    package = tmp_path / "zlts"
    (package / "services").mkdir(parents=True)
    (package / "store").mkdir()
    (package / "__init__.py").touch()
    (package / "services" / "__init__.py").touch()
    (package / "services" / "rows.py").write_text("class Row:\n    x = 1\nclass _Own:\n    y = 2\n", encoding="utf-8")
    (package / "store" / "rows.py").write_text(
        "class Row: pass\nclass _Own: pass\ndef f(a): b = 1\n", encoding="utf-8"
    )
    assert shared(package) == {"rows", "Row"}
    assert defined(package) == {"services", "rows", "Row", "_Own", "x", "y", "f", "a", "b"}


def test_words_are_whole() -> None:
    assert set(parts(["userName", "HTMLPage", "_cell_of", "Reviewer2"])) == {
        "user", "name", "html", "page", "cell", "of", "reviewer", "2",
    }  # fmt: skip


def test_a_table_is_read_under_its_heading() -> None:
    page = "## One\n\n| a | b |\n| --- | --- |\n| `x` | y |\n\n## Two\n\n| c |\n| --- |\n| z |\n"
    assert table(page, "One") == [["`x`", "y"]]
    assert table(page, "Two") == [["z"]]
