"""The commands on a set day, without a process of its own: `at(ledger, "2013-06-30", "assess", "2013-06")`."""

from __future__ import annotations

import json
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest import mock

from typer.testing import CliRunner

from zlts.cli import app


def at(ledger: Path, day: str, *args: object) -> subprocess.CompletedProcess[str]:
    """A command as it ends when the clock shows half past nine of that day."""
    words = [str(arg) for arg in args]
    clock = mock.Mock()
    clock.now.return_value = datetime.fromisoformat(f"{day}T09:30:00+08:00")
    with mock.patch("zlts.commands.shared.datetime", clock):
        done = CliRunner().invoke(app, words, env={"ZLTS_LEDGER": str(ledger), "COLUMNS": "200"})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


def told(ledger: Path, day: str, *args: object, codes: tuple[int, ...] = (0, 3)) -> dict[str, Any]:
    """What a command says in JSON on that day."""
    done = at(ledger, day, *args, "--format", "json")
    assert done.returncode in codes, (done.returncode, done.stdout[-2000:], done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
