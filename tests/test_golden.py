"""The reports look as they are kept in `tests/golden`; `python -m tests.golden.make` makes them again."""

from __future__ import annotations

import ast
import io
import re
import shutil
from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from tests.golden.county import JUNE, YEAR_END, County, make_county
from tests.golden.make import HERE
from tests.golden.pictures import drawn, pictures, reports
from tests.test_terminal import last_column, set_in
from zlts.cells import NOTHING, width
from zlts.db import Ledger
from zlts.documents.pages import LINES, length
from zlts.importers.reading import Options
from zlts.importers.vocabulary import load_vocabulary
from zlts.periods import Span
from zlts.reports import Report, Table
from zlts.resources import data_file
from zlts.services import listings, overview
from zlts.services.bulletins import bulletin
from zlts.services.intake import import_files
from zlts.terminal import show_guide
from zlts.terminal_tables import FULL, PLAIN, Signs

ROOT = HERE.parents[1]
KEPT = sorted(path.name for path in HERE.glob("*.txt"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NEEDED = re.compile(r"6月还需要 (\d+) 个满意评价")
SCREEN = 24
NEVER_FOLDED = 16  # places: names, figures, days


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    return make_county(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def shown(county: County) -> dict[str, Report]:
    return reports(county)


@pytest.fixture(scope="module")
def made(shown: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return pictures(shown, tmp_path_factory.mktemp("sheets"))


# ---------------------------------------------------------------- the pictures


def test_every_picture_is_kept_and_no_other(made: dict[str, str]) -> None:
    assert sorted(made) == KEPT, "python -m tests.golden.make"


@pytest.mark.parametrize("name", KEPT)
def test_it_looks_as_it_is_kept(made: dict[str, str], name: str) -> None:
    kept = (HERE / name).read_text(encoding="utf-8")
    assert made[name].splitlines() == kept.splitlines(), "if it is meant: python -m tests.golden.make"


# ---------------------------------------------------------------- every terminal


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_no_line_is_wider_than_the_terminal(shown: dict[str, Report], columns: int, encoding: str) -> None:
    measure = cell_len if encoding == "utf-8" else width
    for name, report in shown.items():
        wide = [line for line in drawn(report, columns, encoding).splitlines() if measure(line) > columns]
        assert not wide, name


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("signs", [FULL, PLAIN], ids=["full", "plain"])
def test_the_columns_of_a_table_stand_straight(shown: dict[str, Report], columns: int, signs: Signs) -> None:
    found = [last_column(table, columns, signs) for report in shown.values() for table in report.tables if table.rows]
    assert not [places for places in found if len(set(places)) > 1]
    assert sum(map(bool, found)) > len(found) / 2


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_nothing_of_a_report_is_lost(shown: dict[str, Report], columns: int) -> None:
    for name, report in shown.items():
        for table in report.tables:
            cells = [str(cell) for row in table.rows for cell in row if cell not in (None, NOTHING)]
            told, text = Counter(squeezed("".join(cells))), squeezed("".join(set_in(columns, table)))
            assert not told - Counter(text), (name, table.key)
            cut = [cell for cell in cells if width(cell) <= NEVER_FOLDED and squeezed(cell) not in text]
            assert not cut, (name, table.key)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(("name", "now"), [("year", YEAR_END), ("june", JUNE)])
def test_the_guide_fits_one_screen(county: County, name: str, now: datetime) -> None:
    with closing(Ledger.open(getattr(county, name))) as ledger:
        found = overview.overview(ledger, now)
    screen = io.StringIO()
    show_guide(found.guide, Console(file=screen, width=80, markup=False, highlight=False, color_system=None))
    lines = screen.getvalue().splitlines()
    assert len(lines) < SCREEN  # the prompt is the last one
    assert all(width(line) <= 80 for line in lines)
    assert [line[0] for line in lines if line[1:2] == "."][-2:] == ["2", "1"]
    assert "zlts status" in "".join(lines)
    for unit, _ in found.guide.rows:
        assert unit in screen.getvalue()


def test_the_measures_it_counts_are_listed_by_the_command_it_names(county: County, shown: dict[str, Report]) -> None:
    with closing(Ledger.open(county.year)) as ledger:
        listed = listings.ledger_listing(ledger, 2013, {"pending": True}, YEAR_END).machine["entries"]
    assert len(listed) == shown["status"].machine["outstanding"]
    assert "zlts ledger 2013 --pending" in drawn(shown["status"], 80)
    assert {one["kind"] for one in listed} >= {"打招呼", "谈话", "追究责任"}
    assert "扣分" not in {one["kind"] for one in listed}


@pytest.mark.parametrize(
    ("span", "period"),
    [(Span.MONTH, "2013-06"), (Span.QUARTER, "2013Q2"), (Span.HALF, "2013H1"), (Span.YEAR, "2013")],
)
def test_a_letter_takes_three_pages_at_most(county: County, span: Span, period: str) -> None:
    with closing(Ledger.open(county.year)) as ledger:
        letter = bulletin(ledger, span, period, YEAR_END, letter=True).letter
    assert letter
    assert LINES < length(letter, wide=True) <= 3 * LINES


def test_the_measures_of_last_year_are_not_forgotten_in_the_new_one(county: County, tmp_path: Path) -> None:
    shutil.copy(county.year, tmp_path / "新年.db")
    new = tmp_path / "投诉.csv"
    new.write_text(
        "编号,受理日期,被投诉单位,被投诉民警,核查结果\nTS1,2014-01-10,治安大队,袁帅,待查\n", encoding="utf-8"
    )
    now = YEAR_END + timedelta(days=40)
    with closing(Ledger.open(tmp_path / "新年.db")) as ledger:
        import_files(ledger, [new], Options(), load_vocabulary(), now)
        report = overview.status(ledger, now)
    assert report.machine["year"] == 2014
    assert "2013 年还有 29 项措施尚未登记执行情况：zlts ledger 2013 --pending" in report.attention


def test_what_needs_a_person_comes_first(shown: dict[str, Report]) -> None:
    lines = drawn(shown["june-status"], 80).splitlines()
    marked = [number for number, line in enumerate(lines) if line.startswith("▲")]
    assert marked[0] == 2
    assert "待核实" in lines[2]
    assert max(marked) < lines.index("提前提醒") < lines.index("各单位各月的评价")


# ---------------------------------------------------------------- early help


def test_status_and_bulletin_say_what_a_running_month_still_needs(shown: dict[str, Report]) -> None:
    status, june = shown["june-status"].machine, shown["june-monthly"].machine
    needed = still_needed(status)
    assert needed == still_needed(june)
    for one in june["officers"]:
        satisfied, counted, more = one["satisfied"], one["counted"], needed.get(one["officer"], 0)
        assert 100 * (satisfied + more) >= 95 * (counted + more)
        assert not more or 100 * (satisfied + more - 1) < 95 * (counted + more - 1)
    assert len(needed) == 2


def test_a_month_that_is_over_and_not_assessed_is_told_too(shown: dict[str, Report]) -> None:
    told = {one["officer"]: reasons(one) for one in shown["june-status"].machine["early_help"]}
    assert "5月低于 95%，评定后将打招呼" in told["韩冬梅"]
    assert not [said for said in told.values() if "差 " in said or "5月还需要" in said]


def test_a_year_that_is_over_and_assessed_needs_no_evaluations(shown: dict[str, Report]) -> None:
    assert not [one for one in shown["status"].machine["early_help"] if "满意评价" in reasons(one)]


def still_needed(machine: Mapping[str, Any]) -> dict[str, int]:
    found = {one["officer"]: NEEDED.search(reasons(one)) for one in machine["early_help"]}
    return {officer: int(number[1]) for officer, number in found.items() if number}


def reasons(one: dict[str, Any]) -> str:
    return "；".join(one["reasons"])


# ---------------------------------------------------------------- a GBK console


def test_the_reports_are_encodable_in_gbk(shown: dict[str, Report]) -> None:
    for report in shown.values():
        assert "?" not in drawn(report, 80, "gbk").replace(" ", "")


def test_every_word_of_the_program_is_encodable_in_gbk() -> None:
    for path in sorted((ROOT / "zlts").rglob("*.py")):
        for word in words(path):
            assert encodable(word), (path.name, word)
    for signs in (FULL, PLAIN):
        assert encodable(signs.rule + signs.mark + signs.item + signs.nothing)


@pytest.mark.parametrize("name", ["policy-2013.toml", "vocabulary.toml", "demo-county.csv"])
def test_every_word_of_the_data_is_encodable_in_gbk(name: str) -> None:
    assert encodable(data_file(name).read_text(encoding="utf-8-sig"))


def words(path: Path) -> list[str]:
    """The Chinese literals of a module, patterns of any character left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return [text for text in found if CHINESE.search(text) and "[一-" not in text]


def encodable(text: str) -> bool:
    return text.encode("gbk", errors="replace").decode("gbk") == text


def test_a_table_says_nothing_twice() -> None:
    table = Table("empty", "空", (), ())
    assert set_in(80, table) == []
