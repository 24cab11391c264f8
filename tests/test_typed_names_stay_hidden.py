"""A complainant's name typed at the wrong place is not said again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Zlts, founded
from tests.registers.zoo import ROSTER

NAME = "柏小林"
COMPLAINTS = f"""\
编号,受理日期,投诉人,联系电话,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期
TS1,2013-05-06,{NAME},13800007777,城关派出所,朱春梅,态度冷淡,属实,2013-05-20
"""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Zlts:
    ledger = founded(tmp_path_factory.mktemp("typed"), ROSTER)
    register = ledger.ledger.with_name("投诉.csv")
    register.write_text(COMPLAINTS, encoding="utf-8")
    ledger.ok("import", register)
    return ledger


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        (("assess", NAME), "投诉人"),
        (("assess", "2013-04", NAME), "多出了 1 项"),
        ((NAME,), "投诉人"),
        (("restore", f"{NAME}.db"), "投诉人"),
    ],
)
def test_a_typed_name_is_not_said_again(known: Zlts, words: tuple[str, ...], instead: str) -> None:
    done = known.run(*words)
    assert done.returncode in (1, 2)
    assert instead in done.stderr
    assert NAME not in done.stdout + done.stderr


def test_a_word_that_is_nobodys_name_is_said_again(known: Zlts) -> None:
    assert "“五月份”不是月份" in known.run("assess", "五月份").stderr


def test_a_copy_under_such_a_name_is_told_without_it(known: Zlts, tmp_path: Path) -> None:
    copy = tmp_path / f"{NAME}.db"
    said = known.ok("backup", copy) + known.ok("restore", copy)
    assert copy.is_file()
    assert "投诉人.db" in said
    assert NAME not in said
