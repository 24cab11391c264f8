"""Words of the command line are taken as Typer takes them, only without what that costs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from tests.command import Zlts
from zlts.commands.helping import Command
from zlts.commands.shared import Format
from zlts.commands.taking import plain


@pytest.mark.parametrize(
    ("word", "kind", "value"),
    [
        ("六月.xls", str, "六月.xls"),
        ("六月.xls", Path, Path("六月.xls")),
        (Path("六月.xls"), Path, Path("六月.xls")),
        ("007", int, 7),
        ("json", Format, Format.JSON),
        (Format.CSV, Format, Format.CSV),
        (("1", "22"), list[int], [1, 22]),
        (("a", "b"), list[Path], [Path("a"), Path("b")]),
        (True, bool, True),
    ],
)
def test_plain_words(word: Any, kind: Any, value: Any) -> None:
    found = plain(word, kind)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("word", "kind"),
    [("３", int), ("-1", int), ("1_0", int), ("", int), ("JSON", Format), ("1.5", float), (("1", "x"), list[int])],
)
def test_what_is_not_plain(word: Any, kind: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - an enumeration words it in its own way
        plain(word, kind)


def seen(cls: Any, *args: str) -> tuple[int, str]:
    """What a command makes of its words, and its exit code."""
    app = typer.Typer(add_completion=False)

    @app.command(cls=cls)
    def show(numbers: list[int], name: str = "", path: Path | None = None, shape: Format = Format.TABLE) -> None:
        typer.echo(repr((numbers, name, path, shape)))

    done = CliRunner().invoke(app, args)
    return done.exit_code, done.stdout


@pytest.mark.parametrize(
    "line",
    ["1 2", "+3", "1_0", "３", "x", "", "1 --name 甲 --path /a/../b", "1 --shape csv", "1 --shape CSV", "1 --name"],
)
def test_as_typer_takes_them(line: str) -> None:
    ours, typers = seen(Command, *line.split()), seen(None, *line.split())
    assert ours[0] == typers[0]
    assert ours[1] == typers[1] or ours[0]


def test_a_slip_is_told_as_ever(zlts: Zlts) -> None:
    done = zlts.run("undo", "３x")
    assert (done.returncode, done.stdout) == (2, "")
    assert "要写数字" in done.stderr
