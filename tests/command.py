"""The installed program, run as its user runs it: a subprocess with a ledger of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.warm import template


@dataclass(frozen=True)
class Zlts:
    """`zlts` on one ledger."""

    ledger: Path

    def words(self, *args: object) -> list[str]:
        """The command line."""
        return [sys.executable, "-m", "zlts", *map(str, args)]

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "ZLTS_LEDGER": str(self.ledger), "PYTHONUTF8": "1"}

    def run(self, *args: object, **environment: str) -> subprocess.CompletedProcess[str]:
        """A command in a process of its own, one that has the imports behind it where that can be."""
        whole = {**self.environment, **environment}
        made = template()
        if made and made.suits(whole):
            return made.run([*map(str, args)], self.ledger.parent, whole)
        return self.started(*args, **environment)

    def started(self, *args: object, **environment: str) -> subprocess.CompletedProcess[str]:
        """The same, from the very start."""
        return subprocess.run(
            self.words(*args),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd=self.ledger.parent,
            env={**self.environment, **environment},
        )

    def ok(self, *args: object) -> str:
        done = self.run(*args)
        assert done.returncode == 0, (done.returncode, done.stdout[-2000:], done.stderr)
        return done.stdout

    def json(self, *args: object, codes: tuple[int, ...] = (0,)) -> dict[str, Any]:
        done = self.run(*args, "--format", "json")
        assert done.returncode in codes, (done.returncode, done.stdout[-2000:], done.stderr)
        found: dict[str, Any] = json.loads(done.stdout)
        return found


def founded(folder: Path, roster: str) -> Zlts:
    """A new ledger in a folder, with this roster beside it."""
    made = Zlts(folder / "zlts.db")
    (folder / "花名册.csv").write_text(roster, encoding="utf-8")
    made.ok("init", "--roster", folder / "花名册.csv")
    return made


class Within(Zlts):
    """The same without a process of its own, for what is asked many times."""

    def run(self, *args: object, **environment: str) -> subprocess.CompletedProcess[str]:
        from typer.testing import CliRunner

        from zlts.cli import app

        words = [str(arg) for arg in args]
        done = CliRunner().invoke(app, words, env={"ZLTS_LEDGER": str(self.ledger), **environment})
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


def founded_within(folder: Path, roster: str) -> Within:
    """A new ledger in a folder, asked without processes."""
    made = Within(folder / "zlts.db")
    (folder / "花名册.csv").write_text(roster, encoding="utf-8")
    made.ok("init", "--roster", folder / "花名册.csv")
    return made


HEAVY = {"sqlmodel", "sqlalchemy", "openpyxl", "docx", "lxml", "python_calamine", "xlrd"}


def loaded(zlts: Zlts, *args: str) -> set[str]:
    """The heavy libraries that a command loads."""
    script = (
        "import sys\n"
        f"sys.argv = ['zlts', *{args!r}]\n"
        "from zlts.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print('HEAVY', *sorted({HEAVY!r} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script],
        capture_output=True, encoding="utf-8", check=True, cwd=zlts.ledger.parent,
    )  # fmt: skip
    return set(done.stdout.splitlines()[-1].split()[1:])
