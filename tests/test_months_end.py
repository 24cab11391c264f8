"""A month that still runs is not assessed, not issued, and no paper is drawn for it; its last day still runs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.clock import at, told
from tests.trust.county import ask, calm
from zlts.periods import Month, Period, Span

UNIT, OFFICER = "沙洲派出所", "莫小龙"
ROSTER = f"""\
单位,城区/农村,姓名,警号,角色,任职起,任职止
{UNIT},农村,{OFFICER},881302,窗口民警,2013-01-01,
{UNIT},农村,雷建平,,责任领导,2013-01-01,
{UNIT},农村,尤海波,,责任局领导,2013-01-01,
"""
COMPLAINTS = f"""\
编号,受理日期,被投诉单位,被投诉民警,投诉内容,核查结果,认定日期
TS1,2013-06-03,{UNIT},{OFFICER},态度冷淡,属实,2013-06-20
"""


def presses(month: str, satisfied: int, unsatisfied: int) -> str:
    """An export of that month, a press a minute of its first day."""
    words = ["满意"] * satisfied + ["不满意"] * unsatisfied
    rows = [f"{UNIT},{OFFICER},{word},{month}-01 09:{n:02d}:00" for n, word in enumerate(words)]
    return "\n".join(["单位,姓名,评价结果,评价时间", *rows, ""])


@pytest.fixture
def june(tmp_path: Path) -> Path:
    """A ledger on the last day of June 2013: May low, June low, one sustained complaint."""
    ledger, day = tmp_path / "zlts.db", "2013-06-30"
    files = {"花名册.csv": ROSTER, "五月.csv": presses("2013-05", 18, 2), "六月.csv": presses("2013-06", 18, 2)}
    for name, text in {**files, "投诉.csv": COMPLAINTS}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert at(ledger, day, "init", "--roster", tmp_path / "花名册.csv").returncode == 0
    for name in ("五月.csv", "六月.csv", "投诉.csv"):
        assert at(ledger, day, "import", tmp_path / name).returncode == 0
    return ledger


@pytest.mark.parametrize(
    ("period", "last", "after"),
    [
        (Month(2013, 6), date(2013, 6, 30), date(2013, 7, 1)),
        (Month(2013, 12), date(2013, 12, 31), date(2014, 1, 1)),
        (Month(2012, 2), date(2012, 2, 29), date(2012, 3, 1)),
        (Period.parse("2013Q2", Span.QUARTER), date(2013, 6, 30), date(2013, 7, 1)),
        (Period.parse("2013", Span.YEAR), date(2013, 12, 31), date(2014, 1, 1)),
    ],
)
def test_the_last_day_still_runs_and_the_next_does_not(period: Month | Period, last: date, after: date) -> None:
    assert not period.ended(last)
    assert period.ended(after)
    assert period.day_after == after


# ---------------------------------------------------------------- the pass


def test_a_month_is_assessed_from_the_day_after_it(june: Path) -> None:
    said = calm(at(june, "2013-06-30", "assess", "2013-06"), 1)
    assert "2013-07-01" in said
    assert "zlts assess 2013-06 --dry-run" in said
    assert ask(june, "SELECT COUNT(*) FROM run") == [(0,)]
    assert told(june, "2013-07-01", "assess", "2013-06")["posted"]


def test_a_running_month_can_be_tried(june: Path) -> None:
    tried = told(june, "2013-06-30", "assess", "2013-06", "--dry-run")["posted"]
    assert {one["month"] for one in tried} == {"2013-05", "2013-06"}
    assert ask(june, "SELECT COUNT(*) FROM entry") == [(0,)]
    done = told(june, "2013-07-01", "assess", "2013-06")["posted"]
    assert [one["reason"] for one in done] == [one["reason"] for one in tried]


def test_the_month_before_is_assessed_while_this_one_runs(june: Path) -> None:
    posted = told(june, "2013-06-30", "assess", "2013-05")["posted"]
    assert {one["month"] for one in posted} == {"2013-05"}


# ---------------------------------------------------------------- bulletins


@pytest.mark.parametrize(
    ("kind", "period", "last", "after"),
    [
        ("monthly", "2013-06", "2013-06-30", "2013-07-01"),
        ("quarterly", "2013Q2", "2013-06-30", "2013-07-01"),
        ("annual", "2013", "2013-12-31", "2014-01-01"),
    ],
)
def test_a_bulletin_is_issued_from_the_day_after_its_period(
    june: Path, kind: str, period: str, last: str, after: str
) -> None:
    said = calm(at(june, last, "report", kind, period, "--issue", "第1期"), 1)
    assert after in said
    assert ask(june, "SELECT COUNT(*) FROM issued") == [(0,)]
    assert at(june, after, "report", kind, period, "--issue", "第1期").returncode in (0, 3)
    assert ask(june, "SELECT number FROM issued") == [("第1期",)]


# ---------------------------------------------------------------- papers, and what was carried out


def entry(ledger: Path, kind: str, month: str) -> int:
    query = f"SELECT MIN(id) FROM entry WHERE kind = '{kind}' AND role = 'officer' AND month = '{month}'"
    return int(str(ask(ledger, query)[0][0]))


def test_no_paper_is_drawn_for_a_month_that_runs(june: Path, tmp_path: Path) -> None:
    told(june, "2013-07-01", "assess", "2013-06")
    number, folder = entry(june, "打招呼", "2013-06"), tmp_path / "文书"
    said = calm(at(june, "2013-06-30", "notice", number, "-o", folder), 1)
    assert "2013-07-01" in said
    assert not folder.exists()
    assert at(june, "2013-07-01", "notice", number, "-o", folder).returncode == 0
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize(
    ("kind", "before", "day"), [("打招呼", "2013-06-29", "2013-06-30"), ("谈话", "2013-06-19", "2013-06-20")]
)
def test_nothing_is_carried_out_before_its_day(june: Path, kind: str, before: str, day: str) -> None:
    """A rate is known when its month is over, a complaint when its verdict is given."""
    told(june, "2013-07-01", "assess", "2013-06")
    number = entry(june, kind, "2013-06")
    assert day in calm(at(june, "2013-07-02", "done", number, "--on", before), 1)
    assert ask(june, "SELECT COUNT(*) FROM carried_out") == [(0,)]
    assert at(june, "2013-07-02", "done", number, "--on", day).returncode == 0


def test_nor_on_a_day_to_come(june: Path) -> None:
    told(june, "2013-07-01", "assess", "2013-06")
    number = entry(june, "谈话", "2013-06")
    calm(at(june, "2013-07-02", "done", number, "--on", "2013-07-03"), 2)
    assert at(june, "2013-07-02", "done", number, "--on", "2013-07-02").returncode == 0


# ---------------------------------------------------------------- what a month still needs


def test_what_a_month_still_needs_is_said_of_a_running_one_only(june: Path) -> None:
    """18 satisfied and 2 not: 20 more would reach 95 %, which nobody may be told once the month is over."""
    for day, running in (("2013-06-30", True), ("2013-07-01", False)):
        for words in (["status"], ["report", "monthly", "2013-06"], ["explain", OFFICER, "--year", "2013"]):
            said = at(june, day, *words).stdout + at(june, day, *words, "--format", "json").stdout
            assert ("还需要" in said) is (running and "explain" not in words), (day, words)
            assert "差 " not in said, (day, words)


# ---------------------------------------------------------------- looked at while it runs

KINDS = [("monthly", "2013-06", "本月"), ("quarterly", "2013Q2", "本季度"), ("annual", "2013", "本年")]


def looks(ledger: Path, day: str, kind: str, period: str, folder: Path) -> dict[str, str]:
    """A bulletin's text in every drawing that may be made of a period that runs."""
    book = folder / f"{day}.xlsx"
    shown = at(ledger, day, "report", kind, period).stdout
    assert at(ledger, day, "report", kind, period, "-o", book).returncode in (0, 3)
    sheets = [cell for sheet in load_workbook(book) for row in sheet.iter_rows(values_only=True) for cell in row]
    return {"terminal": shown, "xlsx": "\n".join(map(str, sheets))}


@pytest.mark.parametrize(("kind", "period", "this"), KINDS)
def test_a_bulletin_of_a_running_period_is_marked(
    june: Path, tmp_path: Path, kind: str, period: str, this: str
) -> None:
    after = "2014-01-01"
    for name, text in looks(june, "2013-06-30", kind, period, tmp_path).items():
        assert f"{this}未结束" in text, name
    for name, text in looks(june, after, kind, period, tmp_path).items():
        assert "未结束" not in text, name
    assert told(june, "2013-06-30", "report", kind, period)["finished"] is False
    assert told(june, after, "report", kind, period)["finished"] is True


@pytest.mark.parametrize(("kind", "period", "last", "next_day"), [
    ("monthly", "2013-06", "2013-06-30", "2013-07-01"),
    ("quarterly", "2013Q2", "2013-06-30", "2013-07-01"),
    ("annual", "2013", "2013-12-31", "2014-01-01"),
])  # fmt: skip
def test_no_letter_and_nothing_for_the_public_of_a_running_period(
    june: Path, tmp_path: Path, kind: str, period: str, last: str, next_day: str
) -> None:
    letter = tmp_path / "通报.docx"
    for words in (["-o", letter], ["--public"], ["--public", "-o", letter], ["--public", "--format", "json"]):
        said = calm(at(june, last, "report", kind, period, *words), 1)
        assert next_day in said, words
    assert not letter.exists()
    for words in (["-o", letter], ["--public"]):
        assert at(june, next_day, "report", kind, period, *words).returncode in (0, 3)
    text = "\n".join(paragraph.text for paragraph in Document(str(letter)).paragraphs)
    assert "未结束" not in text


def test_awards_are_made_public_when_they_are_decided_or_the_year_is_over(june: Path, tmp_path: Path) -> None:
    letter = tmp_path / "公示.docx"
    for words in (["--public"], ["--public", "-o", letter]):
        assert "2014-01-01" in calm(at(june, "2013-12-31", "awards", "2013", *words), 1)
    assert not letter.exists()
    assert "zlts assess 2013-12" in calm(at(june, "2014-01-01", "awards", "2013", "--public"), 1)
    told(june, "2014-01-01", "assess", "2013-12")
    assert at(june, "2014-01-01", "awards", "2013", "--public").returncode in (0, 3)
    names = {"文小满": "2013-01-01,", "毕长河": "2013-06-01,2013-06-30"}
    files = {
        "增补.csv": "\n".join(
            [ROSTER.splitlines()[0], *(f"{UNIT},农村,{name},,窗口民警,{days}" for name, days in names.items()), ""]
        ),
        "增补评价.csv": "".join(presses("2013-06", 20, 0).replace(OFFICER, name) for name in names),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert at(june, "2013-12-31", "import", tmp_path / name).returncode == 0
    few = [one for one in told(june, "2013-12-31", "awards", "2013")["decisions_needed"] if "平均每月不足" in one]
    assert few == ["“文小满”在窗口的 9 个月有效评价 20 个，平均每月不足 20 个"]  # December still runs
    told(june, "2013-12-31", "awards", "2013", *(word for name in names for word in ("--award", name)))
    assert at(june, "2013-12-31", "awards", "2013", "--public", "-o", letter).returncode in (0, 3)
    assert letter.exists()


def test_the_awards_are_proposed_in_december_and_say_that_it_runs(june: Path) -> None:
    told(june, "2013-12-01", "assess", "2013-11")
    proposal = told(june, "2013-12-31", "awards", "2013")
    assert [one for one in proposal["decisions_needed"] if "2013-12 还没有结束" in one]
    told(june, "2014-01-01", "assess", "2013-12")
    assert not [one for one in told(june, "2014-01-01", "awards", "2013")["decisions_needed"] if "没有结束" in one]
