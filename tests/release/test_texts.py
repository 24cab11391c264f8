"""The written files of a bundle: what a clerk's cmd.exe, Notepad and browser make of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from release.bundle import SUMS, sums
from release.setup.on_path import with_folder
from release.texts import TEXTS, written
from release.trial import LEFT_AT_HOME, TOP
from zlts.manual.topics import TOPICS

WRITTEN = written("9.8.7")
COMMAND = WRITTEN["install.cmd"]


def test_every_file_of_the_setup_is_taken_along() -> None:
    here = Path(__file__).parents[2] / "release" / "setup"
    assert {one.source for one in TEXTS} == {path.name for path in here.iterdir() if path.is_file()} - {"__init__.py"}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_version_is_filled_in(name: str) -> None:
    assert b"@VERSION@" not in WRITTEN[name]
    if not name.startswith("setup/"):
        assert b"9.8.7" in WRITTEN[name]


@pytest.mark.parametrize("name", ["install.cmd", "安装说明.txt"])
def test_windows_files_have_windows_line_ends(name: str) -> None:
    lines = WRITTEN[name].split(b"\n")
    assert lines.pop() == b""
    assert all(line.endswith(b"\r") for line in lines)


@pytest.mark.parametrize("name", ["install.sh", "setup/check.py", "setup/on_path.py"])
def test_the_others_have_none(name: str) -> None:
    assert b"\r" not in WRITTEN[name]


def test_notepad_knows_the_instructions_for_utf_8() -> None:
    assert WRITTEN["安装说明.txt"].startswith(b"\xef\xbb\xbf")


def test_chinese_in_the_script_is_never_taken_for_a_sign_of_the_command_line() -> None:
    """In GB2312 both bytes of a character lie above ASCII, whatever code page cmd.exe reads them in."""
    text = COMMAND.decode("gb2312")
    assert "安装" in text
    assert all(len(sign.encode("gb2312")) == 2 for sign in text if not sign.isascii())


def test_the_code_page_is_set_before_the_first_chinese_word() -> None:
    assert COMMAND.index(b"chcp 936") < next(place for place, byte in enumerate(COMMAND) if byte > 127)


def test_every_label_that_is_gone_to_is_there() -> None:
    text = COMMAND.decode("gb2312")
    assert set(re.findall(r"(?:goto |call :)(\w+)", text)) == set(re.findall(r"^:(\w+)", text, re.MULTILINE))


def test_no_block_in_brackets_reads_a_variable_too_early() -> None:
    assert not re.search(r"\(\r?$|^\)", COMMAND.decode("gb2312"), re.MULTILINE)


@pytest.mark.parametrize("name", ["install.cmd", "install.sh"])
def test_nothing_is_fetched_and_no_index_named(name: str) -> None:
    assert b"--no-index --find-links" in WRITTEN[name]
    assert not re.search(rb"https?://|index-url", WRITTEN[name])


def test_the_manual_holds_every_page_once() -> None:
    page = WRITTEN["手册.html"].decode()
    for topic in TOPICS:
        assert page.count(f'<section id="{topic.name}"><h1>') == 1


def test_sums_are_of_every_file_and_stand_in_order(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    for name in ("wheels/b.whl", "a.txt", SUMS):
        (tmp_path / name).write_bytes(b"")
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sums(tmp_path) == f"{nothing}  a.txt\n{nothing}  wheels/b.whl\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", r"C:\zlts\bin"),
        (r"C:\Windows;%USERPROFILE%\x;", r"C:\Windows;%USERPROFILE%\x;C:\zlts\bin"),
        (r"c:\ZLTS\bin\;C:\Windows", r"c:\ZLTS\bin\;C:\Windows"),
    ],
)
def test_the_folder_is_on_the_path_once(before: str, after: str) -> None:
    assert with_folder(before, r"C:\zlts\bin") == after


def test_what_the_trial_leaves_at_home_is_there() -> None:
    assert [one for one in LEFT_AT_HOME if not (TOP / one).exists()] == []
