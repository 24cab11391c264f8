"""docs/readings.md is what docstrings cite: every heading is there and is used, and what it names exists."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.note import TOP

PAGE = TOP / "docs" / "readings.md"
POLICY = TOP / "data" / "policy-2013.toml"
FOLDERS = ("zlts", "tests", "bench", "release", "docs", "data")
TEXT = PAGE.read_text(encoding="utf-8")

_HEADING = re.compile(r"^## ([A-Za-z][A-Za-z -]*?) *([^\x00-\x7f].*)$", re.MULTILINE)
_CITED = re.compile(r"\(readings: ([A-Z][A-Za-z -]*)\)")
_BEYOND = re.compile(r"\bspec \d", re.IGNORECASE)
"""A citation of a page that is not here."""


def sections(text: str) -> dict[str, str]:
    """The paragraphs of a page by their English headings."""
    marks = list(_HEADING.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return {mark[1]: text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)}


def named(section: str, label: str) -> list[str]:
    """What stands in backticks behind a label, up to the next one."""
    return re.findall(r"`([^`]+)`", section.partition(f"*{label}:*")[2].partition("*")[0])


def sources() -> Iterator[tuple[str, str]]:
    """Every text of ours that could cite, but the page itself, this test, and ledgers as they once were."""
    for folder in FOLDERS:
        for path in sorted((TOP / folder).rglob("*")):
            if path.suffix in (".py", ".md", ".toml", ".sh") and path not in (PAGE, Path(__file__).resolve()):
                yield path.relative_to(TOP).as_posix(), path.read_text(encoding="utf-8")


def known(policy: dict[str, Any], key: str) -> bool:
    """Whether a dotted key stands in a policy."""
    found: Any = policy
    for part in key.split("."):
        if not isinstance(found, dict) or part not in found:
            return False
        found = found[part]
    return True


SECTIONS = sections(TEXT)


def test_what_is_cited_stands_on_the_page_and_the_other_way_round() -> None:
    cited = {heading for _, text in sources() for heading in _CITED.findall(text)}
    assert cited == set(SECTIONS)


def test_every_heading_has_its_chinese_and_stands_once() -> None:
    assert len(SECTIONS) == len(re.findall(r"^## ", TEXT, re.MULTILINE)) > 30


def test_nothing_cites_a_page_that_is_not_here() -> None:
    assert [name for name, text in sources() if _BEYOND.search(text)] == []


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_paragraph_is_short_and_names_what_is_there(heading: str) -> None:
    section = SECTIONS[heading]
    policy = tomllib.loads(POLICY.read_text(encoding="utf-8"))
    assert [key for key in named(section, "Policy") if not known(policy, key)] == []
    tests = named(section, "Tests")
    assert tests
    assert [path for path in tests if not (TOP / path).is_file()] == []
    assert len(section.strip().split("\n")) <= 9


def test_how_a_page_is_read() -> None:
    page = (
        "# Page\n\n## One 一\n\nText.\n*Policy:* `a`, `b.c`. *Tests:* `tests/x.py`,\n`tests/y.py`.\n"
        "\n## Two-fold 二 x\n\nMore.\n"
    )
    found = sections(page)
    assert list(found) == ["One", "Two-fold"]
    assert named(found["One"], "Policy") == ["a", "b.c"]
    assert named(found["One"], "Tests") == ["tests/x.py", "tests/y.py"]
    assert named(found["Two-fold"], "Tests") == []
    assert known({"a": {"b": 1}}, "a.b")
    assert not known({"a": {"b": 1}}, "a.b.c")
    assert _BEYOND.search('what lies elsewhere (spec 4, "Ledger")')
    assert _CITED.findall("so (readings: Whose row), (readings: whose)") == ["Whose row"]
