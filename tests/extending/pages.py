"""The pages on how to extend zlts, carried out in a copy of the tree.

A page shows three kinds of blocks. A new file, its path after the language:

    ```python zlts/registers/trainings.py

Changes of files, each file's path after `---`, each change behind `@@`: what is ` ` or `-` must stand in the
file in just one place, and is replaced by what is ` ` or `+`:

    ```diff
    --- zlts/model.py
    @@

A screen, where the lines after `$ ` are commands, run at the top of the copy, and the others what they print:

    ```console
    $ zlts policy check data/policy-2014.toml

`<!-- run zlts demo -->` is a command that the reader need not see.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
FOLDER = TOP / "docs" / "extending"
PAGES = sorted(path.stem for path in FOLDER.glob("*.md"))

_COPIED = ("zlts", "data", "docs", "tests", "pyproject.toml", ".importlinter", "README.md")
_IGNORED = shutil.ignore_patterns("__pycache__", ".*_cache", "*.db")
_BLOCK = re.compile(r"^```(diff|console|\w+ \S+)\n(.*?)^```$|^<!-- run ([^\n]*) -->$", re.MULTILINE | re.DOTALL)
_PROMPT = "$ "
_PASSED = re.compile(r"(?s).*?(\d+ passed).*")
"""What pytest says at its end, without the time it took."""


@dataclass(frozen=True, slots=True)
class Step:
    """A block of a page: `kind` is diff, console, file or run; `name` a new file's path."""

    kind: str
    name: str
    text: str


def steps(page: str) -> Iterator[Step]:
    """The blocks of a page, from above."""
    for found in _BLOCK.finditer(page):
        head, text, unseen = found.groups()
        if unseen:
            yield Step("run", "", unseen)
        elif head in ("diff", "console"):
            yield Step(head, "", text)
        else:
            yield Step("file", head.split(" ")[1], text)


def text_of(name: str) -> str:
    """A page as it stands in its file."""
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the tree, in which a page is carried out."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> Copy:
        """A fresh copy in that folder, which is made for it."""
        folder.mkdir()
        for name in _COPIED:
            source = TOP / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=_IGNORED)
            else:
                shutil.copy2(source, folder / name)
        return cls(folder)

    def follow(self, page: str) -> str:
        """Do all that the page says; returns it with the outputs as they are now."""
        return _BLOCK.sub(self._followed, page)

    def change(self, page: str) -> list[str]:
        """Make the page's changes and new files only, without its other commands; returns the paths."""
        changed: list[str] = []
        for step in steps(page):
            if step.kind == "diff":
                changed += self.patch(step.text)
            elif step.kind == "file":
                self._write(step)
                changed.append(step.name)
            else:
                for command in re.findall(r"^(?:\$ )?(cp .*)$", step.text, re.MULTILINE):
                    self.run(command)
        return changed

    def _followed(self, found: re.Match[str]) -> str:
        step = next(steps(found[0]))
        if step.kind == "diff":
            self.patch(step.text)
        elif step.kind == "file":
            self._write(step)
        elif step.kind == "run":
            self.run(step.text)
        else:
            return f"```console\n{self._shown(step.text)}```"
        return found[0]

    def _write(self, step: Step) -> None:
        path = self.folder / step.name
        assert not path.exists(), step.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, encoding="utf-8")

    def patch(self, text: str) -> list[str]:
        """Make the changes of a diff block; returns the paths of its files."""
        files = re.split(r"^--- (\S+)\n", text, flags=re.MULTILINE)[1:]
        for name, hunks in zip(files[::2], files[1::2], strict=True):
            path = self.folder / name
            after = path.read_text(encoding="utf-8")
            for hunk in hunks.split("@@\n")[1:]:
                after = _changed(after, hunk, name)
            path.write_text(after, encoding="utf-8")
        return files[::2]

    # ------------------------------------------------------------ commands

    def _shown(self, screen: str) -> str:
        commands = [line for line in screen.splitlines() if line.startswith(_PROMPT)]
        return "".join(f"{line}\n{self.run(line.removeprefix(_PROMPT))}" for line in commands)

    def run(self, command: str) -> str:
        """What a command prints; `zlts` and `pytest` are those of the copy, `cp` and `cat` take files of it."""
        name, *words = shlex.split(command)
        if name == "cp":
            shutil.copy(self.folder / words[0], self.folder / words[1])
            return ""
        if name == "cat":
            return (self.folder / words[0]).read_text(encoding="utf-8-sig")
        started = {
            "zlts": ["-m", "zlts"],
            "pytest": ["-m", "pytest", "-o", "addopts=", "-p", "no:cacheprovider", "-q"],
        }
        done = self.python([*started[name], *words])
        assert done.returncode in (0, 3), (command, done.stdout[-2000:], done.stderr[-2000:])
        return _PASSED.sub(r"\1\n", done.stdout) if name == "pytest" else done.stdout

    def python(self, words: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Python with these words, at the top of the copy and with its packages."""
        own = {"PYTHONPATH": str(self.folder), "PYTHONUTF8": "1", "COLUMNS": "100", "PYTHONDONTWRITEBYTECODE": "1"}
        quiet = {name: value for name, value in os.environ.items() if name not in ("ZLTS_LEDGER", "FORCE_COLOR")}
        return subprocess.run(
            [sys.executable, *words],
            capture_output=True,
            encoding="utf-8",
            check=False,
            cwd=self.folder,
            env={**quiet, **own},
        )


def _changed(text: str, hunk: str, name: str) -> str:
    lines = hunk.splitlines()
    before = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
    after = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
    assert f"\n{text}".count(f"\n{before}") == 1, f"{name} has not just one place for this:\n{before}"
    return f"\n{text}".replace(f"\n{before}", f"\n{after}")[1:]
