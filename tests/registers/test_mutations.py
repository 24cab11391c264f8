"""Good files changed as life changes them: the same fates, or a refusal; never a crash, never a row too many."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.registers.zoo import ROSTER, Row, biff, book, csv, page
from zlts.db import Ledger
from zlts.importers.reading import Options
from zlts.importers.vocabulary import load_vocabulary
from zlts.services.founding import found
from zlts.services.intake import FileOutcome, import_files

NOW = datetime(2014, 1, 10, 9, 0).astimezone()
WORDS = load_vocabulary()
TABLE: tuple[tuple[str, ...], ...] = (
    ("流水号", "单位", "警号", "姓名", "评价结果", "评价时间"),
    ("8001", "城关派出所", "350509", "朱春梅", "满意", "2013-05-06 09:10:11"),
    ("8002", "城关派出所", "350511", "曹国栋", "不满意", "2013-05-06 09:20:00"),
    ("8002", "城关派出所", "350511", "曹国栋", "不满意", "2013-05-06 09:20:00"),
    ("8003", "城关派出所", "350511", "曹国冻", "满意", "2013-05-06 09:30:00"),
    ("8004", "南坪派出所", "350531", "欧阳文", "", "2013-05-07 09:30:00"),
)
FATES = (3, 1, 1)
TITLES = ("窗口服务评价明细表", "群众满意零投诉竞赛", "内部资料 注意保存", "")
PADS = ("", " ", "\u3000", "\xa0", "\t", "\u200b")
SETTINGS = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mutations")
    (folder / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    found(folder / "zlts.db", folder / "花名册.csv", None, WORDS, NOW)
    (folder / "来文").mkdir()
    return folder


def outcome_of(founded: Path, content: bytes, name: str = "导出.xls") -> FileOutcome:
    shutil.copy(founded / "zlts.db", founded / "copy.db")
    source = founded / "来文" / name
    source.write_bytes(content)
    with closing(Ledger.open(founded / "copy.db")) as ledger:
        (outcome,) = import_files(ledger, [source], Options(), WORDS, NOW)
    return outcome


def fates_of(outcome: FileOutcome) -> tuple[int, int, int]:
    assert not outcome.error
    assert outcome.rows == outcome.accepted + outcome.duplicates + outcome.rejected + outcome.ignored
    return outcome.accepted, outcome.duplicates, outcome.rejected


def test_the_table_itself(founded: Path) -> None:
    assert fates_of(outcome_of(founded, csv(*TABLE))) == FATES


@SETTINGS
@given(order=st.permutations(range(6)), blanks=st.sets(st.integers(0, 6), max_size=2))
def test_columns_may_stand_anywhere(founded: Path, order: Sequence[int], blanks: set[int]) -> None:
    rows = [[row[n] for n in order] for row in TABLE]
    for place in sorted(blanks, reverse=True):
        for row in rows:
            row.insert(place, "")
    assert fates_of(outcome_of(founded, csv(*rows))) == FATES


@SETTINGS
@given(pads=st.lists(st.tuples(st.sampled_from(PADS), st.sampled_from(PADS)), min_size=36, max_size=36))
def test_cells_may_be_padded(founded: Path, pads: Sequence[tuple[str, str]]) -> None:
    padded = iter(pads)
    rows: list[Row] = [[cell.join(next(padded)) for cell in row] for row in TABLE]
    assert fates_of(outcome_of(founded, csv(*rows))) == FATES


@SETTINGS
@given(
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"]),
    sep=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\r\n", "\n", "\r"]),
)
def test_text_may_be_written_in_any_way(founded: Path, encoding: str, sep: str, end: str) -> None:
    assert fates_of(outcome_of(founded, csv(*TABLE, encoding=encoding, sep=sep, end=end))) == FATES


@SETTINGS
@given(
    titles=st.lists(st.sampled_from(TITLES), max_size=5),
    below=st.lists(st.sampled_from(["合计", "制表人：苗青", "记录数：5", "第1页", ""]), max_size=4),
    repeated=st.booleans(),
)
def test_lines_may_stand_around(founded: Path, titles: Sequence[str], below: Sequence[str], repeated: bool) -> None:
    again = [TABLE[0]] if repeated else []
    rows: list[Row] = [*((title,) for title in titles), *TABLE[:3], *again, *TABLE[3:], *((text,) for text in below)]
    assert fates_of(outcome_of(founded, csv(*rows))) == FATES


@pytest.mark.parametrize("make", [book, biff, page], ids=["xlsx", "xls", "html"])
def test_the_format_does_not_matter(founded: Path, make: object) -> None:
    assert callable(make)
    assert fates_of(outcome_of(founded, make(*TABLE))) == FATES


WHOLE = {"csv": csv(*TABLE), "xlsx": book(*TABLE), "xls": biff(*TABLE), "html": page(*TABLE)}


@settings(SETTINGS, max_examples=40)
@given(kind=st.sampled_from(sorted(WHOLE)), share=st.floats(0, 1), cut=st.booleans(), byte=st.integers(0, 255))
def test_damage_is_a_refusal_or_takes_no_row_too_many(
    founded: Path, kind: str, share: float, cut: bool, byte: int
) -> None:
    whole = WHOLE[kind]
    at = int(share * (len(whole) - 1))
    outcome = outcome_of(founded, whole[:at] if cut else whole[:at] + bytes([byte]) + whole[at + 1 :])
    if not outcome.error:
        assert sum(fates_of(outcome)) <= len(TABLE) + 1
