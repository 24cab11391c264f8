"""Plays a small case from life: a new ledger with the made-up roster, then its files, one after the other."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from zlts.cli import app

FILES = Path(__file__).parent / "files"
"""The cases, a folder each: `README` says what it is, `expect.json` what a sensible person expects."""

_LARGER_ROSTER = ("86-", "87-")
_NO_DATA = ("README", "expect.json")


@dataclass
class Played:
    """A ledger into which a case was imported; `files` are the import's JSON by file name."""

    ledger: Path
    case: str = ""
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    codes: list[int] = field(default_factory=list)
    passed_over: list[dict[str, str]] = field(default_factory=list)

    def run(self, *args: object) -> tuple[int, str, str]:
        """A command inside this process: its exit code, what it printed, what it said beside."""
        done = CliRunner().invoke(app, [*map(str, args)], env={"ZLTS_LEDGER": str(self.ledger)})
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.exit_code, done.stdout, done.stderr

    def json(self, *args: object) -> dict[str, Any]:
        _, printed, _ = self.run(*args, "--format", "json")
        found: dict[str, Any] = json.loads(printed)
        return found

    def take_in(self, path: Path, *options: object) -> None:
        code, printed, said = self.run("import", path, *options, "--format", "json")
        assert "程序内部出错" not in said, said
        found = json.loads(printed)
        self.codes.append(code)
        self.files |= {Path(one["path"]).name: one for one in found["files"]}
        self.passed_over += found.get("passed_over", [])

    # ---------------------------------------------------------------- what came out

    def total(self, count: str) -> int:
        return sum(int(one[count]) for one in self.files.values())

    def rejected(self, file: str = "") -> list[int]:
        """The rows that were rejected, of one file or of all."""
        own = [one for name, one in self.files.items() if file in ("", name)]
        return sorted({problem["row"] for one in own for problem in one["problems"]})

    def reasons(self, row: int = 0) -> list[str]:
        """Why rows were rejected and files refused."""
        told = [
            problem["reason"]
            for one in self.files.values()
            for problem in one["problems"]
            if row in (0, problem["row"])
        ]
        return told if row else told + [one["error"] for one in self.files.values() if one.get("error")]

    def tally(self, month: str) -> dict[str, tuple[int, int]]:
        """Officer → counted and satisfied evaluations of a month."""
        rates = self.json("assess", month, "--dry-run")["rates"]
        return {one["officer"]: (one["counted"], one["satisfied"]) for one in rates if one["counted"]}

    def entries(self, month: str = "2013-12") -> list[dict[str, Any]]:
        """The ledger's active entries after a pass."""
        self.run("assess", month)
        found: list[dict[str, Any]] = self.json("ledger", month[:4])["entries"]
        return found


def begun(case: str, folder: Path) -> Played:
    """A new ledger with the roster of a case."""
    played = Played(folder / "zlts.db", case)
    roster = "花名册-r2.csv" if case.startswith(_LARGER_ROSTER) else "花名册.csv"
    code, _, said = played.run("init", "--roster", FILES / roster)
    assert code == 0, said
    return played


def play(case: str, folder: Path) -> Played:
    """Import all files of a case, what lies in 先/ first."""
    played = begun(case, folder)
    inside = (one for one in (FILES / case).iterdir() if one.name not in _NO_DATA)
    for path in sorted(inside, key=lambda one: (one.name != "先", one.name)):
        played.take_in(path)
    return played
