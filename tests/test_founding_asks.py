"""Founding a ledger asks a person for the bureau's words, and on Windows leaves something to click twice."""

from __future__ import annotations

import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from typer.testing import CliRunner

from zlts import policy_file
from zlts.cli import app
from zlts.resources import data_file
from zlts.services.founding import STARTER, starter

SHIPPED = data_file("policy-2013.toml").read_text(encoding="utf-8")
ROSTER = "单位,城区农村,姓名,警号,角色\n东溪派出所,农村,申小雨,882001,窗口民警\n"


def init(
    folder: Path, *words: str, keys: str = "", attended: bool = False, platform: str = "linux"
) -> tuple[str, int]:
    (folder / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    line = ["init", "--roster", str(folder / "花名册.csv"), *words]
    with (
        mock.patch("zlts.commands.intake.attended", return_value=attended),
        mock.patch("zlts.commands.intake.sys", mock.Mock(platform=platform)),
    ):
        done = CliRunner().invoke(app, line, input=keys, env={"ZLTS_LEDGER": str(folder / "zlts.db")})
    return done.output, done.exit_code


def bureau(folder: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(folder / "zlts.db")) as connection:
        (text,) = connection.execute("SELECT source FROM policy").fetchone()
        names = connection.execute("SELECT name FROM bureau_name").fetchall()
    return {**tomllib.loads(text)["bureau"], **({"name": names[-1][0]} if names else {})}


def test_at_a_terminal_it_asks_and_an_empty_line_leaves_what_there_is(tmp_path: Path) -> None:
    shown, code = init(tmp_path, keys="清溪县公安局\n\n局领导\n", attended=True)
    assert code == 0
    assert [word in shown for word in ("单位全称", "承办部门", "抄送")] == [True] * 3
    was = tomllib.loads(SHIPPED)["bureau"]
    assert bureau(tmp_path) == {**was, "name": "清溪县公安局", "copies": "局领导"}


def test_what_is_given_is_not_asked_for(tmp_path: Path) -> None:
    shown, code = init(tmp_path, "--bureau", "清溪县公安局", "--copies", "各科所队", keys="政工室\n", attended=True)
    assert code == 0
    assert "单位全称" not in shown
    assert "抄送" not in shown
    found = bureau(tmp_path)
    assert (found["name"], found["office"], found["copies"]) == ("清溪县公安局", "政工室", "各科所队")


def test_the_name_can_be_told_again_and_taken_back(tmp_path: Path) -> None:
    init(tmp_path, "--bureau", "清溪县公安局")
    ledger = {"ZLTS_LEDGER": str(tmp_path / "zlts.db")}
    for words, shown in (((), "清溪县公安局"), (("白溪县公安局",), "白溪县公安局"), (("--undo",), "县公安局")):
        assert CliRunner().invoke(app, ["bureau", *words], env=ledger).output.strip() == f"本局全称：{shown}"
    (tmp_path / "另一处").mkdir()
    shown, code = init(tmp_path / "另一处", "--bureau", "局")
    assert (code, "不像局名" in shown, (tmp_path / "另一处" / "zlts.db").exists()) == (2, True, False)


def test_piped_it_never_asks(tmp_path: Path) -> None:
    shown, code = init(tmp_path)
    assert code == 0
    assert "单位全称" not in shown
    with closing(sqlite3.connect(tmp_path / "zlts.db")) as connection:
        assert connection.execute("SELECT source FROM policy").fetchone() == (SHIPPED,)


def test_nothing_is_founded_when_the_questions_are_broken_off(tmp_path: Path) -> None:
    _, code = init(tmp_path, keys="清溪县公安局\n", attended=True)
    assert code != 0
    assert not (tmp_path / "zlts.db").exists()


def test_a_policy_of_ones_own_has_its_bureau(tmp_path: Path) -> None:
    own = tmp_path / "政策.toml"
    own.write_text(SHIPPED, encoding="utf-8")
    shown, code = init(tmp_path, "--policy", str(own), "--bureau", "清溪县公安局")
    assert code == 2
    assert "政策文件" in shown
    shown, code = init(tmp_path, "--policy", str(own), attended=True)
    assert (code, "单位全称" in shown) == (0, False)


@pytest.mark.parametrize("words", ['甲"乙"', "反\\斜", "a = b", "[bureau]"])
def test_whatever_is_typed_stands_in_the_policy_as_typed(words: str) -> None:
    text = policy_file.with_bureau(SHIPPED.replace("\n", "\r\n"), {"name": words})
    found = policy_file.load(text)
    assert found.bureau.name == words
    assert found.bureau.office == policy_file.load(SHIPPED).bureau.office
    assert found.titles == policy_file.load(SHIPPED).titles


# ---------------------------------------------------------------- the starter


def test_on_windows_it_says_what_to_click_twice(tmp_path: Path) -> None:
    shown, _ = init(tmp_path, platform="win32")
    assert STARTER in shown
    lines = (tmp_path / STARTER).read_bytes()
    assert lines.count(b"\n") == lines.count(b"\r\n") > 0
    told = lines.decode("ascii").split("\r\n")
    assert told[0] == "@echo off"
    assert 'cd /d "%~dp0"' in told
    assert 'set "ZLTS_LEDGER=%~dp0zlts.db"' in told
    assert told[-2:] == ["cmd /k zlts", ""]


def test_elsewhere_it_leaves_nothing(tmp_path: Path) -> None:
    init(tmp_path)
    assert starter(tmp_path / "zlts.db", "darwin") is None
    assert not (tmp_path / STARTER).exists()


def test_a_chinese_name_is_read_in_the_code_page_the_file_asks_for(tmp_path: Path) -> None:
    made = starter(tmp_path / "台账100%.db", "win32")
    assert made
    told = made.read_bytes().decode("gbk").split("\r\n")
    assert told.index("chcp 936 >nul") < told.index('set "ZLTS_LEDGER=%~dp0台账100%%.db"')


def test_what_is_there_under_its_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / STARTER).write_text("rem", encoding="ascii")
    assert starter(tmp_path / "zlts.db", "win32") is None
    assert (tmp_path / STARTER).read_text(encoding="ascii") == "rem"
