"""Processes of the program that begin with everything imported and the commands built: most tests wait for that only.

A template imports the program once, builds its commands, and then forks, for each command, a process of its own: with
its own memory, streams, folder, environment and exit code, as `python -m zlts` has. What a start costs, loads or does
when it is interrupted is not seen this way; tests of that ask for a process from the very start.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import runpy
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

STARTED_WITH = ("PYTHON", "LANG", "LC_")
"""Beginnings of the variables that a process heeds only as it starts."""


class Template:
    """The process that forks; one for each worker of a test run."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = dict(environment)
        self._process = subprocess.Popen(
            [sys.executable, "-P", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=self.environment,
        )

    def suits(self, environment: Mapping[str, str]) -> bool:
        """Whether a process with that environment would have started as the template did."""
        keys = {key for key in {*environment, *self.environment} if key.startswith(STARTED_WITH)}
        return all(environment.get(key) == self.environment.get(key) for key in keys)

    def run(
        self, words: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run `zlts` with these words in a folder; what it wrote and its exit code."""
        with tempfile.TemporaryDirectory() as scratch:
            out, err = Path(scratch, "out"), Path(scratch, "err")
            order = {
                "words": list(words),
                "folder": str(folder),
                "environment": dict(environment),
                "out": str(out),
                "err": str(err),
            }
            assert self._process.stdin
            assert self._process.stdout
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            code = int(self._process.stdout.readline())
            return subprocess.CompletedProcess(
                list(words), code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")
            )


@cache
def template() -> Template | None:
    """This worker's template; None where processes cannot be forked."""
    return Template({**os.environ, "PYTHONUTF8": "1"}) if hasattr(os, "fork") else None


_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def _import_all() -> None:
    import zlts

    for module in pkgutil.walk_packages(zlts.__path__, "zlts."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def keep_commands() -> None:
    """Keep the commands that Typer builds of an application; each later run in this process takes these."""
    import typer.main
    import typer.testing

    kept = cache(typer.main.get_command)
    for module, name in ((typer.main, "get_command"), (typer.testing, "_get_command")):
        setattr(module, name, kept)


def _become(order: Mapping[str, Any]) -> None:
    """Take the place of a process that was started as ordered."""
    files = (os.devnull, os.O_RDONLY), (order["out"], _WRITE), (order["err"], _WRITE)
    for number, (name, how) in enumerate(files):
        opened = os.open(name, how, 0o600)
        os.dup2(opened, number)
        os.close(opened)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    sys.path.insert(0, order["folder"])
    sys.argv = ["zlts", *order["words"]]


def _serve() -> None:
    """Fork for each order that comes in; returns in the process that is to carry it out."""
    orders = os.fdopen(os.dup(0), encoding="utf-8")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in orders:
        if child := os.fork():
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            answers.write(f"{code}\n")
            answers.flush()
        else:
            _become(json.loads(line))
            return
    sys.exit(0)


def _main() -> NoReturn:
    """Run the program and end with its code, without clearing up a memory that is mostly shared with the template."""
    code = 1
    try:
        runpy.run_module("zlts", run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = 0 if end.code is None else int(end.code)
    finally:
        if sys.exc_info()[0] is not None:
            traceback.print_exc()
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


if __name__ == "__main__":
    _import_all()
    import typer.main

    from zlts import cli

    keep_commands()
    typer.main.get_command(cli.app)
    gc.freeze()
    _serve()
    _main()
