"""A unit whose data did not come is 尚未报送; 未使用 is one whose data are in, or that gave a nil return."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.clock import at, told
from tests.facts import POLICY
from tests.trust.county import ask, calm, whole
from zlts.bulletins.arrivals import Arrivals
from zlts.model import Person, Post, Posting
from zlts.periods import Month
from zlts.roster import Roster, Unit

JULY, AUGUST = "2013-07-01", "2013-08-01"
NAMES = {"北溪派出所": "申小雨", "南坪派出所": "宗海燕", "东岭派出所": "蓝国平", "西桥派出所": "查文静"}
PRESSED, UNUSED, NIL, MISSING = NAMES
"""Whose data are in, whose data are in with nothing pressed, who gave a nil return, whose data lack."""
IDLE = "翟少华"
"""Posted where data are in, and in none of them."""
ROSTER = "单位,城区/农村,姓名,警号,角色,任职起,任职止\n" + "".join(
    f"{unit},农村,{name},8820{place:02d},窗口民警,2013-01-01,\n" for place, (unit, name) in enumerate(NAMES.items())
)
ROSTER += f"{PRESSED},农村,{IDLE},882010,窗口民警,2013-01-01,\n"
PRESSES = "单位,姓名,评价结果,评价时间\n" + "".join(
    f"{PRESSED},{NAMES[PRESSED]},满意,2013-{month}-03 09:{n:02d}:00\n" for month in ("05", "06") for n in range(20)
)
SUMMARY = f"单位,姓名,月份,满意,不满意,未评价\n{UNUSED},{NAMES[UNUSED]},2013-06,0,0,0\n"


@pytest.fixture
def june(tmp_path: Path) -> Path:
    """A ledger on the first of July: one unit of each sort in June; in May only one has reported."""
    ledger = tmp_path / "zlts.db"
    for name, text in {"花名册.csv": ROSTER, "评价.csv": PRESSES, "汇总.csv": SUMMARY}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert at(ledger, JULY, "init", "--roster", tmp_path / "花名册.csv").returncode == 0
    for name in ("评价.csv", "汇总.csv"):
        done = at(ledger, JULY, "import", tmp_path / name)
        assert done.returncode == 0, done.stdout
    done = at(ledger, JULY, "add", "nil", NIL, "2013-06")
    assert done.returncode == 0, done.stderr
    return ledger


# ---------------------------------------------------------------- the values

DAY = date(2013, 7, 1)
PERSON = Person("申小雨", "882001", "882001")
JUNE = Month(2013, 6)


def arrivals(today: date = DAY, since: date | None = None, **more: Any) -> Arrivals:
    roster = Roster([Unit(PRESSED), Unit(NIL)], [Posting(PRESSED, Post.OFFICER, PERSON, since=since)], POLICY.words)
    return Arrivals(roster, date(2013, 3, 1), today, **more)


@pytest.mark.parametrize(("today", "missing"), [(date(2013, 6, 30), False), (date(2013, 7, 1), True)])
def test_nothing_is_missing_before_the_month_is_over(today: date, missing: bool) -> None:
    assert arrivals(today).is_missing(PRESSED, JUNE) is missing


@pytest.mark.parametrize(("since", "missing"), [(date(2013, 6, 30), True), (date(2013, 7, 1), False)])
def test_a_unit_reports_the_months_in_which_somebody_is_at_its_windows(since: date, missing: bool) -> None:
    assert arrivals(since=since).is_missing(PRESSED, JUNE) is missing
    assert not arrivals(since=since).is_missing(NIL, JUNE)


@pytest.mark.parametrize(("today", "come"), [(date(2013, 6, 30), []), (date(2013, 7, 1), [JUNE])])
def test_nobodys_evaluator_is_unused_before_the_month_is_over(today: date, come: list[Month]) -> None:
    found = arrivals(today, data={(PRESSED, JUNE)})
    assert found.come_of(PERSON, [JUNE]) == come
    assert found.note([], found.come_of(PERSON, [JUNE]), several=False, used=False) == (
        "评价器未使用" if come else ""
    )


@pytest.mark.parametrize("came", ["data", "nil"])
def test_data_and_a_nil_return_both_have_come(came: str) -> None:
    found = arrivals(data={(PRESSED, JUNE)}) if came == "data" else arrivals(nil={(PRESSED, JUNE)})
    assert not found.is_missing(PRESSED, JUNE)
    assert found.come_of(PERSON, [JUNE]) == [JUNE]


@pytest.mark.parametrize(("month", "missing"), [(Month(2013, 2), False), (Month(2013, 3), True)])
def test_nothing_is_missing_before_the_first_day(month: Month, missing: bool) -> None:
    assert arrivals().is_missing(PRESSED, month) is missing


def test_over_several_months_each_is_told_by_itself() -> None:
    found, months = arrivals(data={(PRESSED, JUNE)}), [Month(2013, 5), JUNE]
    missing, come = found.missing_of(PERSON, months), found.come_of(PERSON, months)
    assert found.note(missing, come, several=True, used=True) == "5月尚未报送"
    assert found.note(missing, come, several=True, used=False) == "6月评价器未使用，5月尚未报送"
    assert found.coverage(months) == f"1个单位中0个已报齐，评价合计只含已报送的；尚未报送：{PRESSED}5月。"


# ---------------------------------------------------------------- the pass, the bulletins, the status


def test_the_pass_tells_them_apart(june: Path) -> None:
    done = at(june, JULY, "assess", "2013-06")
    assert done.returncode == 0
    lines = {line.split()[1]: line for line in done.stdout.splitlines() if line.strip().startswith(tuple(NAMES))}
    assert "评价器未使用" in lines[NAMES[UNUSED]]
    assert "评价器未使用" in lines[NAMES[NIL]]
    assert "评价器未使用" in lines[IDLE]
    assert "尚未报送" in lines[NAMES[MISSING]]
    assert "未使用" not in lines[NAMES[MISSING]]
    assert "尚未报送" not in "".join(lines[name] for name in (NAMES[PRESSED], NAMES[UNUSED], NAMES[NIL], IDLE))
    assert "4个单位中3个已报送" in done.stdout
    assert told(june, JULY, "assess", "2013-06")["missing"] == {MISSING: ["2013-06"]}


def test_the_monthly_bulletin_tells_them_apart(june: Path) -> None:
    report = told(june, JULY, "report", "monthly", "2013-06")
    units = {one["unit"]: one for one in report["units"]}
    assert {unit: one["silent"] for unit, one in units.items()} == {
        PRESSED: False, UNUSED: True, NIL: True, MISSING: False,
    }  # fmt: skip
    assert units[MISSING]["use"] == "尚未报送"
    assert units[MISSING]["days_without_use"] is None
    assert units[NIL]["days_without_use"] == 30
    notes = {one["officer"]: one["note"] for one in report["officers"]}
    assert notes == {
        NAMES[PRESSED]: "", IDLE: "评价器未使用", NAMES[UNUSED]: "评价器未使用", NAMES[NIL]: "评价器未使用",
        NAMES[MISSING]: "尚未报送",
    }  # fmt: skip
    assert report["missing"] == {MISSING: ["2013-06"]}
    assert (report["units_reported"], report["units_expected"]) == (3, 4)


def test_a_unit_is_helped_for_silence_only_where_it_was_silent(june: Path) -> None:
    units = {one["unit"]: one["assistance"] for one in told(june, JULY, "report", "quarterly", "2013Q2")["units"]}
    assert units[UNUSED] == units[NIL] == ["2013-06 没有有效评价"]
    assert units[MISSING] == units[PRESSED] == []


def test_the_status_names_what_lacks(june: Path) -> None:
    status = told(june, JULY, "status")
    assert status["missing"][MISSING] == ["2013-03", "2013-04", "2013-05", "2013-06"]
    assert status["missing"][NIL] == ["2013-03", "2013-04", "2013-05"]
    assert [one for one in status["next"] if "尚未报送" in one and "zlts add nil" in one]
    board = at(june, JULY, "status").stdout
    assert "缺 尚未报送" in board
    assert "零 已报、没有评价" in board


def test_an_officers_year_says_which_months_lack(june: Path) -> None:
    found = told(june, JULY, "explain", NAMES[NIL], "--year", "2013")
    assert found["missing"] == ["2013-03", "2013-04", "2013-05"]
    assert "3月、4月、5月尚未报送，不在其中" in at(june, JULY, "explain", NAMES[NIL], "--year", "2013").stdout
    assert told(june, JULY, "explain", NAMES[PRESSED], "--year", "2013")["missing"] == ["2013-03", "2013-04"]


def test_the_awards_say_that_data_lack(june: Path) -> None:
    told(june, "2014-01-02", "assess", "2013-12")
    proposal = told(june, "2014-01-02", "awards", "2013")
    assert [one for one in proposal["decisions_needed"] if "尚未报送" in one and MISSING in one]


# ---------------------------------------------------------------- every drawing


def looks(ledger: Path, folder: Path, kind: str, period: str) -> dict[str, str]:
    book, letter = folder / "通报.xlsx", folder / "通报.docx"
    shown = at(ledger, JULY, "report", kind, period).stdout
    for path, more in ((book, ()), (letter, ("--annex",))):
        assert at(ledger, JULY, "report", kind, period, *more, "-o", path).returncode in (0, 3)
    sheets = [cell for sheet in load_workbook(book) for row in sheet.iter_rows(values_only=True) for cell in row]
    paper = [paragraph.text for paragraph in Document(str(letter)).paragraphs]
    return {"terminal": shown, "xlsx": "\n".join(map(str, sheets)), "docx": "\n".join(paper)}


@pytest.mark.parametrize(
    ("kind", "period", "words"),
    [("monthly", "2013-06", "4个单位中3个已报送"), ("quarterly", "2013Q2", "4个单位中0个已报齐")],
)
def test_every_total_says_of_how_many_units_it_is(
    june: Path, tmp_path: Path, kind: str, period: str, words: str
) -> None:
    for name, text in looks(june, tmp_path, kind, period).items():
        squeezed = text.replace("\n", "").replace(" ", "")
        assert words in squeezed, name
        assert f"尚未报送：{MISSING}" in squeezed or f"{MISSING}4月、5月、6月" in squeezed, name
        silent = [line for line in text.splitlines() if "没有使用评价器" in line]
        assert not [line for line in silent if MISSING in line], name


def test_a_month_that_is_all_in_says_nothing_of_it(june: Path, tmp_path: Path) -> None:
    assert at(june, JULY, "add", "nil", MISSING, "2013-06").returncode == 0
    for name, text in looks(june, tmp_path, "monthly", "2013-06").items():
        assert "个已报送" not in text, name
        assert "尚未报送：" not in text, name


def test_the_letter_names_the_silent_and_the_missing_apart(june: Path, tmp_path: Path) -> None:
    paper = looks(june, tmp_path, "monthly", "2013-06")["docx"]
    assert "整月没有使用评价器的单位：南坪、东岭派出所。" in paper
    assert f"4个窗口单位中3个已报送评价数据（尚未报送：{MISSING}）" in paper


def test_a_running_month_calls_nothing_unused_and_says_of_how_many_units_it_is(june: Path) -> None:
    report = told(june, "2013-06-20", "report", "monthly", "2013-06")
    assert {one["note"] for one in report["officers"]} == {""}
    assert not any(one["silent"] for one in report["units"])
    assert "未使用" not in "".join(one["note"] + one["use"] for one in report["units"])


# ---------------------------------------------------------------- nil returns


def test_a_nil_return_is_registered_from_the_day_after_the_month(june: Path) -> None:
    said = calm(at(june, "2013-07-31", "add", "nil", NIL, "2013-07"), 1)
    assert "2013-08-01" in said
    assert at(june, AUGUST, "add", "nil", NIL, "2013-07").returncode == 0
    whole(june)


@pytest.mark.parametrize(("month", "code"), [("2013-02", 1), ("2013-03", 0)])
def test_a_nil_return_is_of_a_month_that_a_policy_covers(june: Path, month: str, code: int) -> None:
    done = at(june, JULY, "add", "nil", MISSING, month)
    assert done.returncode == code
    assert ("2013-03-01" in done.stderr) is (code == 1)


def test_the_batches_name_the_unit_and_the_month_of_a_nil_return(june: Path) -> None:
    files = [one["file"] for one in told(june, JULY, "batches")["batches"]]
    assert f"零报告 {NIL} 2013-06.csv" in files


def test_a_nil_return_is_taken_back(june: Path) -> None:
    assert at(june, JULY, "add", "nil", NIL, "2013-06", "--undo").returncode == 0
    assert NIL in told(june, JULY, "report", "monthly", "2013-06")["missing"]
    calm(at(june, JULY, "add", "nil", NIL, "2013-06", "--undo"), 1)
    assert "undo" in {str(action) for (action,) in ask(june, "SELECT action FROM journal")}
    whole(june)


def test_a_nil_return_where_data_are_in_is_refused(june: Path) -> None:
    before = ask(june, "SELECT COUNT(*) FROM filing")
    assert "20 个" in calm(at(june, JULY, "add", "nil", PRESSED, "2013-06"), 1)
    assert ask(june, "SELECT COUNT(*) FROM filing") == before


def test_a_second_one_is_refused_and_a_rehearsed_one_writes_nothing(june: Path) -> None:
    calm(at(june, JULY, "add", "nil", NIL, "2013-06"), 1)
    assert at(june, JULY, "add", "nil", MISSING, "2013-06", "--dry-run").returncode == 0
    assert MISSING in told(june, JULY, "report", "monthly", "2013-06")["missing"]


def test_data_that_come_after_a_nil_return_count_and_are_told(june: Path, tmp_path: Path) -> None:
    (tmp_path / "迟到.csv").write_text(
        f"单位,姓名,评价结果,评价时间\n{NIL},{NAMES[NIL]},满意,2013-06-04 09:00:00\n", encoding="utf-8"
    )
    assert at(june, JULY, "import", tmp_path / "迟到.csv").returncode == 0
    report = told(june, JULY, "report", "monthly", "2013-06")
    assert {one["unit"]: one["counted"] for one in report["units"]}[NIL] == 1
    for words in (["report", "monthly", "2013-06"], ["assess", "2013-06"], ["status"]):
        said = at(june, JULY, *words).stdout.replace("\n", "").replace(" ", "")
        assert f"{NIL}2013-06登记了零报告" in said, words
    assert at(june, JULY, "add", "nil", NIL, "2013-06", "--undo").returncode == 0
    assert "登记了零报告" not in at(june, JULY, "assess", "2013-06").stdout


def test_a_register_of_filings_may_hold_nil_returns(june: Path, tmp_path: Path) -> None:
    rows = [f"{MISSING},零报告,2013-05,2013-06-02", f"{NIL},5月零报告,,", f"{NIL},零报告,2013-07,"]
    (tmp_path / "报送.csv").write_text("\n".join(["单位,事项,月份,报送日期", *rows, ""]), encoding="utf-8")
    found = told(june, JULY, "import", tmp_path / "报送.csv")["files"][0]
    assert (found["kind"], found["accepted"], found["rejected"]) == ("filings", 1, 2)
    assert [one["column"] for one in found["problems"]] == ["月份", "月份"]
    assert MISSING not in told(june, JULY, "report", "monthly", "2013-05")["missing"]
    calm(at(june, JULY, "add", "nil", MISSING, "2013-04", "--undo"), 1)


# ---------------------------------------------------------------- what came and waits


@pytest.mark.parametrize(
    "text",
    [
        f"单位,姓名,评价结果,评价时间\n{MISSING},查无此人,满意,2013-06-04 09:00:00\n",
        f"单位,姓名,月份,满意,不满意\n{MISSING},查无此人,2013-06,20,1\n",
    ],
)
def test_a_unit_whose_rows_all_wait_has_not_failed_to_report(june: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "不认识.csv").write_text(text, encoding="utf-8")
    assert at(june, JULY, "import", tmp_path / "不认识.csv").returncode == 3
    said = at(june, JULY, "assess", "2013-06").stdout
    assert f"{MISSING}（已报来，均待核实）" in said.replace("\n", "").replace("  ", "")


# ---------------------------------------------------------------- the receipt


def test_the_receipt_names_the_units_whose_data_still_lack(june: Path, tmp_path: Path) -> None:
    late = tmp_path / "迟到.csv"
    late.write_text(f"单位,姓名,评价结果,评价时间\n{PRESSED},{IDLE},满意,2013-06-04 09:00:00\n", encoding="utf-8")
    tried = told(june, JULY, "import", late, "--dry-run")
    assert tried["missing"] == {MISSING: ["2013-06"]}
    done = at(june, JULY, "import", late)
    assert done.returncode == 0, "a unit that lacks is no fault of the file"
    assert f"2013-06 有 1 个单位的评价数据尚未报送（{MISSING}）" in done.stdout
    late.write_text(f"单位,姓名,月份,满意,不满意\n{MISSING},{NAMES[MISSING]},2013-06,20,0\n", encoding="utf-8")
    last = at(june, JULY, "import", late)
    assert last.returncode == 0, last.stdout + last.stderr
    assert "尚未报送" not in last.stdout
    assert told(june, JULY, "report", "monthly", "2013-06")["missing"] == {}


def test_the_receipt_says_nothing_of_a_month_that_runs(june: Path, tmp_path: Path) -> None:
    early = tmp_path / "七月.csv"
    early.write_text(f"单位,姓名,评价结果,评价时间\n{PRESSED},{IDLE},满意,2013-07-04 09:00:00\n", encoding="utf-8")
    assert told(june, "2013-07-31", "import", early, "--dry-run")["missing"] == {}
    assert set(told(june, AUGUST, "import", early)["missing"]) == {UNUSED, NIL, MISSING}


def test_the_receipt_tells_data_that_contradict_a_nil_return(june: Path, tmp_path: Path) -> None:
    late = tmp_path / "迟到.csv"
    late.write_text(f"单位,姓名,评价结果,评价时间\n{NIL},{NAMES[NIL]},满意,2013-06-04 09:00:00\n", encoding="utf-8")
    assert f"{NIL} 2013-06 登记了零报告" in at(june, JULY, "import", late).stdout


@pytest.mark.parametrize("name", [f"{MISSING}6月.csv", f"{MISSING}/六月.csv"])
def test_a_unit_whose_file_was_refused_is_not_advised_a_nil_return(june: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "报来"
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("甲,乙\n1,2\n", encoding="utf-8")
    late = folder / "迟到.csv"
    late.write_text(f"单位,姓名,评价结果,评价时间\n{PRESSED},{IDLE},满意,2013-06-04 09:00:00\n", encoding="utf-8")
    done = at(june, JULY, "import", folder)
    warnings = [line for line in done.stdout.splitlines() if line.startswith("▲")]
    assert "有 1 个文件未能导入" in warnings[0]
    assert name.rpartition("/")[2] in warnings[0]
    assert any("文件未能导入" in line and MISSING in line for line in warnings[1:])
    assert not [line for line in warnings if "add nil" in line]
    assert "找不到表头" in done.stderr


# ---------------------------------------------------------------- a year that nobody has begun


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    ledger = tmp_path / "zlts.db"
    (tmp_path / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    assert at(ledger, AUGUST, "init", "--roster", tmp_path / "花名册.csv").returncode == 0
    return ledger


def test_the_status_of_a_year_that_nobody_has_begun_lists_no_month(blank: Path) -> None:
    said = at(blank, AUGUST, "status").stdout
    assert "还没有导入评价和登记，请放进台账旁边的“2013-07”文件夹再办：zlts next" in said
    assert "尚未报送" not in said
    assert "待评定" not in said
    assert "缺" not in said
    machine = told(blank, AUGUST, "status")
    assert (machine["nothing_in"], machine["unassessed"]) == (True, [])


def test_where_all_rows_wait_status_says_so_of_the_year_they_are_of(blank: Path, tmp_path: Path) -> None:
    """In August 2014 as in August 2013: the months of 2014 are nobody's fault yet."""
    (tmp_path / "评价.csv").write_text(PRESSES.replace(NAMES[PRESSED], "查无此人"), encoding="utf-8")
    assert at(blank, "2014-08-01", "import", tmp_path / "评价.csv").returncode == 3
    said = at(blank, "2014-08-01", "status").stdout
    assert "2013 年尚未采用任何评价和登记，有 40 行待核实：zlts quarantine" in said
    assert "待评定" not in said
    assert "2014 年" not in said


def test_another_year_that_is_begun_still_lists_what_it_lacks(june: Path) -> None:
    machine = told(june, JULY, "status")
    assert machine["nothing_in"] is False
    assert machine["unassessed"] == ["2013-03", "2013-04", "2013-05", "2013-06"]


@pytest.mark.parametrize(
    "words",
    ["assess 2013-05", "report monthly 2013-05", "report quarterly 2013Q2", "report annual 2013"],
)
def test_nothing_that_is_said_of_such_a_month_calls_an_evaluator_unused(blank: Path, words: str) -> None:
    done = at(blank, AUGUST, *words.split())
    said = done.stdout.replace("\n", "").replace(" ", "")
    assert "尚未报送" in said, (done.returncode, done.stderr)
    assert "评价器未使用" not in said
    assert "整月未使用" not in said
    assert "没有用过" not in said


@pytest.mark.parametrize("span", ["monthly 2013-05", "quarterly 2013Q2"])
def test_the_letter_of_such_a_month_calls_none_unused(blank: Path, tmp_path: Path, span: str) -> None:
    done = at(blank, AUGUST, "report", *span.split(), "--annex", "-o", tmp_path / "通报.docx")
    assert done.returncode == 0, done.stderr
    document = Document(str(tmp_path / "通报.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*(one.text for one in document.paragraphs), *cells])
    assert "尚未报送" in said
    assert "评价器未使用" not in said
    assert "整月未使用" not in said


def ranking(ledger: Path, *args: object) -> dict[str, str]:
    """The lines of the ranking by their units."""
    table = at(ledger, JULY, "report", *args).stdout.split("排名", 1)[1].split("合计", 1)[0]
    return {unit: line for line in table.splitlines() for unit in NAMES if f" {unit} " in line}


@pytest.mark.parametrize(("words", "march"), [(("quarterly", "2013Q2"), ""), (("annual", "2013"), "3月、")])
def test_the_ranking_marks_each_unit_whose_data_lack(june: Path, words: tuple[str, ...], march: str) -> None:
    lines = ranking(june, *words)
    assert lines[PRESSED].endswith(f"{march}4月尚未报送")
    assert lines[UNUSED].endswith(f"6月评价器未使用，{march}4月、5月尚未报送")
    assert lines[MISSING].endswith(f"{march}4月、5月、6月尚未报送")


def test_a_ranking_that_lacks_nothing_says_nothing_of_it(june: Path) -> None:
    for unit in NAMES:
        for month in ("2013-04", "2013-05", "2013-06"):
            at(june, JULY, "add", "nil", unit, month)
    lines = ranking(june, "quarterly", "2013Q2")
    assert set(lines) == set(NAMES)
    assert not any("报送" in line or "使用" in line for line in lines.values())
