"""Reads the scenarios' pages and plays one: files are written, commands typed, and what must stand is compared.

A page is Markdown; each `##` heading is a scenario whose title is its expectation. The first line below is its clause
in `*…*` and why. A fence named after a file holds that file's text. In a `console` fence stand the commands, each as
`> zlts …` (with a day before it, the clock shows that day), and below a command what it must say:

- `+ words` stand in its answer, `- words` do not (blanks and line breaks aside);
- `exit N` is how it ends (0 or 3 where none is written);
- `? path = value` is a value of its JSON: keys and `[key=value]` between dots, `len` at the end for how many.

A `stands` fence lists all active entries of the year: month, person, kind and, where there are any, points.
"""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.clock import at
from zlts.resources import data_file

HERE = Path(__file__).parent
COUNTY = (HERE / "county.csv").read_text(encoding="utf-8")
POLICIES: dict[str, dict[str, str]] = tomllib.loads((HERE / "policies.toml").read_text(encoding="utf-8"))
TODAY = "2014-06-30"
FENCE = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^(\d{4}-\d\d-\d\d)?> zlts (.+)$")


@dataclass(frozen=True)
class Block:
    """A fence: what it is, its further word, its lines."""

    kind: str
    more: str
    text: str


@dataclass(frozen=True)
class Scenario:
    """One expectation: the page and heading it stands under, its clause and reason, its fences in their order."""

    page: str
    title: str
    clause: str
    why: str
    blocks: tuple[Block, ...]


@dataclass
class Asked:
    """One command and what it must say."""

    day: str
    words: list[str]
    checks: list[str] = field(default_factory=list)


def scenarios() -> Iterator[Scenario]:
    """All scenarios of all pages."""
    for page in sorted(HERE.glob("*.md")):
        for part in re.split(r"^## ", page.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            title, _, rest = part.partition("\n")
            told = re.match(r"\s*\*([^*]+)\*\s*(.*?)\n\n?(?=```)", rest, re.DOTALL)
            assert told, f"{page.name}: {title}: a clause and a reason are missing"
            blocks = tuple(Block(one[1], one[2] or "", one[3]) for one in FENCE.finditer(rest))
            yield Scenario(page.stem, title.strip(), told[1].strip(" ."), " ".join(told[2].split()), blocks)


def play(scenario: Scenario, ledger: Path) -> None:
    """Play a scenario on a new ledger of the made-up county; what is not as expected is an AssertionError."""
    for block in scenario.blocks:
        if block.kind == "console":
            for asked in _commands(block.text):
                _play(asked, ledger)
        elif block.kind == "stands":
            expected = sorted(line.strip() for line in block.text.splitlines() if line.strip())
            assert _standing(ledger, block.more or "2013") == expected
        else:
            (ledger.parent / block.kind).write_text(block.text, encoding="utf-8")


def _commands(text: str) -> list[Asked]:
    found: list[Asked] = []
    for line in text.splitlines():
        if command := COMMAND.match(line):
            found.append(Asked(command[1] or TODAY, shlex.split(command[2])))
        elif line.strip():
            found[-1].checks.append(line.strip())
    return found


def _play(asked: Asked, ledger: Path) -> None:
    for name in POLICIES.keys() & {*asked.words}:
        (ledger.parent / name).write_text(_policy(POLICIES[name]), encoding="utf-8")
    words = [str(ledger.parent / one) if (ledger.parent / one).is_file() else one for one in asked.words]
    paths = [one for one in asked.checks if one.startswith("? ")]
    before = ledger.read_bytes()
    done = at(ledger, asked.day, *words)
    said = done.stdout + done.stderr
    codes = [int(one.removeprefix("exit ")) for one in asked.checks if one.startswith("exit ")]
    assert done.returncode in (codes or [0, 3]), (asked.words, done.returncode, said)
    flat = "".join(said.split())
    for check in asked.checks:
        words_ = "".join(check[2:].split())
        if check.startswith("+ "):
            assert words_ in flat, f"{asked.words}: “{check[2:]}” is missing in\n{said}"
        elif check.startswith("- "):
            assert words_ not in flat, f"{asked.words}: “{check[2:]}” stands in\n{said}"
        else:
            assert check.startswith(("exit ", "? ")), f"what is “{check}”?"
    if paths:
        ledger.write_bytes(before)
        told = json.loads(at(ledger, asked.day, *words, "--format", "json").stdout)
        for check in paths:
            path, _, value = check[2:].partition(" = ")
            found = _found(told, path.strip())
            assert str(found) == value.strip(), f"{asked.words}: {path} is {found}, not {value}"


def _policy(changes: dict[str, str]) -> str:
    text = data_file("policy-2013.toml").read_text(encoding="utf-8")
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def _found(told: Any, path: str) -> Any:  # JSON of any shape
    for part in path.split("."):
        if part == "len":
            return len(told)
        key, _, chosen = part.partition("[")
        told = told[key] if key else told
        if chosen:
            name, _, value = chosen.rstrip("]").partition("=")
            held = [one for one in told if str(one[name]) == value] if value else [told[int(name)]]
            assert len(held) == 1, f"{path}: {len(held)} found in {told}"
            told = held[0]
    return told


def _standing(ledger: Path, year: str) -> list[str]:
    done = at(ledger, TODAY, "ledger", year, "--format", "json")
    return sorted(
        " ".join(
            (
                one["month"],
                one["person"] or one["unit"],
                one["kind"],
                *([str(one["points"])] if one["points"] else []),
            )
        )
        for one in json.loads(done.stdout)["entries"]
    )
