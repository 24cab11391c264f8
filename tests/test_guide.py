"""The guide: what is due in the order of its urgency, with the line to type; and `next`, which does the first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from tests.clock import at, told
from tests.command import founded_within
from zlts.cells import width
from zlts.cli import app

EAST, WEST, LATE = "东溪派出所", "西桥派出所", "南湾派出所"
ROSTER = f"""\
单位,城区农村,姓名,警号,角色,任职起,任职止
{EAST},农村,申小雨,882001,窗口民警,2013-01-01,
{WEST},农村,查文静,882002,窗口民警,2013-01-01,
{WEST},农村,闻人越,,责任领导,2013-01-01,
{LATE},农村,宗海燕,882003,窗口民警,2013-05-10,
"""
HEAD = "单位,姓名,月份,满意,不满意,未评价\n"
REGISTER = "编号,受理日期,被投诉单位,被投诉民警,核查结果,认定日期\n"
APRIL, MAY, JULY = "2013-04-02", "2013-05-02", "2013-07-02"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    made = founded_within(tmp_path, ROSTER).ledger
    send(tmp_path / "投诉登记簿.csv", REGISTER)
    assert at(made, APRIL, "import", tmp_path / "投诉登记簿.csv").returncode == 0
    return made


def send(path: Path, text: str) -> Path:
    """A file on the clerk's desk."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def counts(month: str, *units: str, bad: int = 0) -> str:
    names = {EAST: "申小雨", WEST: "查文静", LATE: "宗海燕"}
    return HEAD + "".join(f"{unit},{names[unit]},{month},40,{bad if unit == WEST else 0},0\n" for unit in units)


def month_in(ledger: Path, month: str, *units: str, bad: int = 0, assess: bool = True, day: str = JULY) -> None:
    """A month's figures are taken in, and assessed."""
    file = send(ledger.parent / "旧件" / f"{month}.csv", counts(month, *(units or (EAST, WEST)), bad=bad))
    assert at(ledger, day, "import", file).returncode == 0
    if assess:
        assert at(ledger, day, "assess", month).returncode in (0, 3)


def due(ledger: Path, day: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = told(ledger, day, "status")["due"]
    return found


def of(ledger: Path, day: str, what: str) -> list[dict[str, Any]]:
    return [one for one in due(ledger, day) if one["what"] == what]


def step(ledger: Path, day: str, keys: str) -> tuple[str, int]:
    """`next` at a terminal, where these keys are typed."""
    clock = mock.Mock()
    clock.now.return_value = datetime.fromisoformat(f"{day}T09:30:00+08:00")
    with (
        mock.patch("zlts.commands.shared.datetime", clock),
        mock.patch("zlts.commands.doing.attended", return_value=True),
    ):
        done = CliRunner().invoke(app, ["next"], input=keys, env={"ZLTS_LEDGER": str(ledger), "COLUMNS": "200"})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.output, done.exit_code


# ---------------------------------------------------------------- the screen


def test_bare_zlts_is_the_guide(ledger: Path) -> None:
    month_in(ledger, "2013-03", EAST, day=APRIL, assess=False)
    lines = at(ledger, APRIL).stdout.splitlines()
    assert lines != at(ledger, APRIL, "status").stdout.splitlines()
    assert len(lines) < 24
    assert [line for line in lines if WEST in line and "缺" in line]
    assert [line for line in lines if EAST in line and "缺" not in line.partition(WEST)[0]]
    numbered = [line for line in lines if line[:1].isdigit() and line[1] == "."]
    assert numbered[-1].startswith("1. ")
    assert [int(line[0]) for line in numbered] == sorted((int(line[0]) for line in numbered), reverse=True)
    assert "2. 2013-03 待评定：zlts assess 2013-03" in lines


def test_what_finds_no_room_is_counted_and_listed_in_full(tmp_path: Path) -> None:
    """Forty units fill the screen with the map alone."""
    roster = "单位,城区农村,姓名,警号,角色\n"
    roster += "".join(f"第{n}派出所,农村,申小雨{'甲乙丙丁'[n % 4]}{n},8830{n:02d},窗口民警\n" for n in range(40))
    made = founded_within(tmp_path, roster).ledger
    file = send(tmp_path / "三月.csv", f"{HEAD}第1派出所,申小雨乙1,2013-03,40,0,0\n")
    assert at(made, JULY, "import", file).returncode == 0
    shown, everything = at(made, JULY).stdout, at(made, JULY, "status").stdout
    items = due(made, JULY)
    assert len(items) > 3
    assert f"另有 {len(items) - 3} 项：zlts status" in shown
    assert all(one["command"] in " ".join(everything.split()) for one in items)


def test_the_whole_status_has_what_it_had(ledger: Path) -> None:
    month_in(ledger, "2013-03", bad=5)
    shown = at(ledger, JULY, "status").stdout
    assert "各单位各月的评价" in shown
    assert "措施未办" in shown
    machine = told(ledger, JULY, "status")
    assert {"missing", "passes_due", "next", "outstanding", "early_help"} < machine.keys()
    assert all(any(one["command"] in said for said in machine["next"]) for one in machine["due"] if one["command"])


# ---------------------------------------------------------------- what falls due


def test_a_bulletin_is_due_when_its_pass_is_done_until_it_is_issued(ledger: Path) -> None:
    month_in(ledger, "2013-03", assess=False)
    assert not of(ledger, JULY, "bulletin")
    assert at(ledger, JULY, "assess", "2013-03").returncode == 0
    month, quarter = of(ledger, JULY, "bulletin")
    assert month["command"] == "zlts report monthly 2013-03 --issue 2013年第1期"
    assert quarter["about"] == ["quarter", "2013Q1"]
    assert at(ledger, JULY, "report", "monthly", "2013-03", "--issue", "1号").returncode in (0, 3)
    assert of(ledger, JULY, "bulletin")[0]["command"] == "zlts report quarterly 2013Q1 --issue 2号"
    assert [one["about"][0] for one in of(ledger, JULY, "bulletin")] == ["quarter"]
    assert at(ledger, JULY, "report", "monthly", "2013-03", "--withdraw", "1号").returncode in (0, 3)
    assert [one["about"][0] for one in of(ledger, JULY, "bulletin")] == ["month", "quarter"]


@pytest.mark.parametrize(("day", "quarters"), [("2013-06-30", []), ("2013-07-01", ["2013Q2"])])
def test_a_quarter_is_due_when_it_is_over(ledger: Path, day: str, quarters: list[str]) -> None:
    for month in ("2013-04", "2013-05", "2013-06"):
        month_in(ledger, month, day=JULY)
    told_of = [one["about"][1:] for one in of(ledger, day, "bulletin") if one["about"][0] == "quarter"]
    assert told_of == ([quarters] if quarters else [])


def test_the_awards_are_due_from_january_until_they_are_decided(ledger: Path) -> None:
    for number in range(3, 13):
        month_in(ledger, f"2013-{number:02d}", EAST, WEST, *([LATE] if number > 4 else []), day="2014-01-03")
    assert not of(ledger, "2013-12-31", "awards")
    (one,) = of(ledger, "2014-01-04", "awards")
    assert one["command"] == "zlts awards 2013"
    done = at(ledger, "2014-01-05", "awards", "2013", "--award", "申小雨", "--award", "宗海燕")
    assert done.returncode in (0, 3), done.stderr
    assert not of(ledger, "2014-01-06", "awards")


def test_december_stays_due_when_the_new_year_has_begun(ledger: Path) -> None:
    for number in range(3, 12):
        month_in(ledger, f"2013-{number:02d}", EAST, WEST, *([LATE] if number > 4 else []), day="2014-02-05")
    month_in(ledger, "2013-12", EAST, LATE, assess=False, day="2014-02-05")
    month_in(ledger, "2014-01", EAST, WEST, LATE, day="2014-02-05")
    machine = told(ledger, "2014-02-05", "status")
    assert machine["year"] == 2014
    assert [one["command"] for one in machine["due"] if one["what"] == "assess"] == ["zlts assess 2013-12"]
    (missing,) = (one for one in machine["due"] if one["what"] == "missing")
    assert missing["about"] == ["2013-12"]
    assert WEST in missing["words"]


@pytest.mark.parametrize(("day", "expected"), [("2014-01-31", []), ("2014-02-01", ["2014-01"]), ("2015-02-01", [])])
def test_the_first_month_of_a_year_is_missed_while_the_ledger_is_in_use(
    ledger: Path, day: str, expected: list[str]
) -> None:
    for number in range(3, 13):
        month_in(ledger, f"2013-{number:02d}", EAST, WEST, *([LATE] if number > 4 else []), day="2015-03-01")
    assert [month for one in of(ledger, day, "missing") for month in one["about"]] == expected


@pytest.mark.parametrize(("days", "urgency"), [(44, "waiting"), (45, "pressing"), (61, "pressing")])
def test_a_complaint_near_its_days_goes_first(ledger: Path, days: int, urgency: str) -> None:
    month_in(ledger, "2013-03", assess=False)
    day = date(2013, 7, 20)
    received = day - timedelta(days=days)
    file = send(ledger.parent / "旧件" / "簿.csv", f"{REGISTER}T1,{received},{WEST},查文静,待查,\n")
    assert at(ledger, str(day), "import", file).returncode in (0, 3)
    (one,) = of(ledger, str(day), "complaints")
    assert one["urgency"] == urgency
    assert ("超过 60 天" in one["words"]) is (days > 60)
    places = [each["what"] for each in due(ledger, str(day))]
    assert (places.index("complaints") < places.index("assess")) is (urgency == "pressing")


@pytest.mark.parametrize(("days", "urgency"), [(14, "waiting"), (15, "pressing")])
def test_an_objection_near_its_days_goes_first(ledger: Path, days: int, urgency: str) -> None:
    month_in(ledger, "2013-03", bad=5)
    number = next(one["id"] for one in told(ledger, JULY, "ledger", "2013")["entries"] if one["kind"] == "打招呼")
    raised = date(2013, 7, 3)
    done = at(ledger, str(raised), "object", number, "--on", raised, "--text", "当日在外培训")
    assert done.returncode == 0, done.stderr
    (one,) = of(ledger, str(raised + timedelta(days=days)), "objection")
    assert one["command"].endswith("--doc 【文号】")
    typed = at(ledger, JULY, *one["command"].split()[1:])  # as it stands
    assert (typed.returncode, "“【文号】”要换成真的文号" in typed.stderr) == (2, True)
    assert (one["urgency"], one["about"]) == (urgency, [str(number)])


def test_a_measure_wants_its_paper_and_then_its_carrying_out(ledger: Path) -> None:
    month_in(ledger, "2013-03", bad=5)
    (paper,) = of(ledger, JULY, "papers")
    assert paper["command"] == "zlts notice --month 2013-03 -o 文书"
    (number,) = paper["about"]
    done = at(ledger, JULY, "notice", "--month", "2013-03", "-o", ledger.parent / "文书")
    assert done.returncode == 0, done.stderr
    assert not of(ledger, JULY, "papers")
    assert of(ledger, JULY, "measures")
    assert at(ledger, JULY, "done", number, "--on", "2013-07-01").returncode == 0
    assert not of(ledger, JULY, "measures")


def test_a_backup_is_due_after_a_pass_and_when_it_is_old(ledger: Path) -> None:
    assert not of(ledger, APRIL, "backup")
    month_in(ledger, "2013-03", day=APRIL)
    (one,) = of(ledger, APRIL, "backup")
    assert one["command"] == "zlts backup 台账-2013-04-02.db"
    assert at(ledger, "2013-04-03", "backup", ledger.parent / "备份.db").returncode == 0
    assert not of(ledger, "2013-05-04", "backup")
    assert of(ledger, "2013-05-05", "backup")
    month_in(ledger, "2013-04", day="2013-05-02")
    assert of(ledger, "2013-05-02", "backup")


def test_complaints_that_may_be_one_are_put_before_a_person_while_one_is_open(ledger: Path) -> None:
    head = "编号,受理日期,联系电话,被投诉单位,被投诉民警,核查结果,认定日期\n"
    row = f"{{}},2013-06-1{{}},13800004321,{WEST},查文静,{{}}\n"
    text = head + row.format("T1", 1, "无效,2013-06-20") + row.format("T2", 2, "待查,")
    file = send(ledger.parent / "旧件" / "簿.csv", text)
    assert at(ledger, JULY, "import", file).returncode in (0, 3)
    (one,) = of(ledger, JULY, "merges")
    assert one["command"] == "zlts complaints --alike"
    assert "13800004321" not in at(ledger, JULY).stdout
    assert at(ledger, JULY, "merge", "T2", "T1", "--reason", "同一件事").returncode == 0
    assert not of(ledger, JULY, "merges")


# ---------------------------------------------------------------- files beside the ledger


def test_only_what_is_meant_for_the_ledger_is_offered(ledger: Path) -> None:
    desk = ledger.parent
    for folder in ("2013-06", "收件", "2013-07", "草稿"):  # of the running month, and of her own
        send(desk / folder / "评价.csv", counts("2013-06", EAST) + f"{folder},,,,,\n")
    send(desk / "随手.csv", counts("2013-06", WEST))
    send(desk / "值班表.csv", "日期,单位,姓名,岗位\n2013-06-02,西桥派出所,查文静,窗口民警\n")  # no register
    send(desk / "便条.txt", "下周开会\n")
    (one,) = of(ledger, JULY, "files")
    assert one["command"] == "zlts import 2013-06 收件 随手.csv"
    assert one["urgency"] == "pressing"
    (later,) = of(ledger, "2013-08-01", "files")
    assert later["about"] == ["2013-06", "2013-07", "收件", "随手.csv"]


def test_what_is_in_or_was_taken_back_is_not_offered_and_a_changed_register_is(ledger: Path) -> None:
    desk = ledger.parent
    send(desk / "2013-06" / "评价.csv", counts("2013-06", EAST))
    assert at(ledger, JULY, "import", desk / "2013-06").returncode == 0
    assert not of(ledger, JULY, "files")
    batch = told(ledger, JULY, "batches")["batches"][-1]["batch"]
    assert at(ledger, JULY, "undo", batch).returncode == 0
    assert not of(ledger, JULY, "files")
    send(desk / "投诉登记簿.csv", f"{REGISTER}T1,2013-06-11,{WEST},查文静,待查,\n")
    (one,) = of(ledger, JULY, "files")
    assert one["command"] == "zlts import 投诉登记簿.csv"


# ---------------------------------------------------------------- the next thing


def test_off_a_terminal_next_only_says_what_is_first(ledger: Path) -> None:
    send(ledger.parent / "2013-03" / "评价.csv", counts("2013-03", EAST, WEST))
    before = ledger.read_bytes()
    done = at(ledger, APRIL, "next")
    assert done.returncode == 3
    assert done.stdout.rstrip().endswith("zlts import 2013-03")
    assert ledger.read_bytes() == before


def test_next_says_so_where_nothing_is_due(ledger: Path) -> None:
    day = "2013-04-20"
    month_in(ledger, "2013-03", day=day)
    for kind, period in (("monthly", "2013-03"), ("quarterly", "2013Q1")):
        assert at(ledger, day, "report", kind, period, "--issue", kind).returncode in (0, 3)
    assert at(ledger, day, "backup", ledger.parent / "备份.db").returncode == 0
    for unit in (EAST, WEST):
        assert at(ledger, day, "add", "filing", unit, "实施方案", "--filed", "2013-03-04").returncode == 0
    assert (at(ledger, day, "next").stdout, at(ledger, day, "next").returncode) == ("眼下没有要办的事。\n", 0)
    assert "眼下没有要办的事" in at(ledger, day).stdout
    assert step(ledger, day, "")[1] == 0


@pytest.mark.parametrize("number", ["2013年第一季度", "季报2013", "2013年增刊"])
def test_a_year_in_a_number_is_not_counted_up(ledger: Path, number: str) -> None:
    month_in(ledger, "2013-03")
    assert at(ledger, JULY, "report", "quarterly", "2013Q1", "--issue", number).returncode in (0, 3)
    assert of(ledger, JULY, "bulletin")[0]["command"] == "zlts report monthly 2013-03 --issue 2013年第1期"


def test_the_month_is_one_key_after_another(ledger: Path) -> None:
    desk = ledger.parent
    send(desk / "2013-03" / "评价.csv", counts("2013-03", EAST, WEST, bad=5))
    send(desk / "投诉登记簿.csv", f"{REGISTER}T1,2013-03-28,{WEST},查文静,待查,\n")
    shown, code = step(ledger, APRIL, "y\n" * 6)
    assert code == 3
    assert len([line for line in shown.splitlines() if line]) < 50
    marks = (
        "试导入", "已导入：", "试算，没有写入台账", "已评定 2013-03：新登记 2 条", "已写入", "已印发 2013年第1期",
        "已印发 2013年第2期", "已备份到", "【有 1 件投诉待认定", "这一件要由人决定",
    )  # fmt: skip
    places = [shown.index(mark) for mark in marks]
    assert places == sorted(places)
    assert (desk / "通报-2013年第1期.docx").is_file()
    assert [path.name[:4] for path in (desk / "文书").iterdir()] == ["0002"]
    assert (desk / "台账-2013-04-02.db").is_file()
    assert not {one["what"] for one in due(ledger, APRIL)} & {"files", "assess", "papers", "bulletin", "backup"}
    shown, code = step(ledger, APRIL, "\n")
    assert "zlts complaints --pending" in shown
    assert "没有登记执行" not in shown  # it stops there
    assert code == 3


def test_one_pass_takes_the_months_before_it_along(ledger: Path) -> None:
    month_in(ledger, "2013-03", day=APRIL)
    month_in(ledger, "2013-04", assess=False, day=MAY)
    file = send(ledger.parent / "旧件" / "簿.csv", f"{REGISTER}T1,2013-03-28,{WEST},查文静,属实,2013-03-29\n")
    assert at(ledger, MAY, "import", file).returncode in (0, 3)
    (one,) = of(ledger, MAY, "assess")
    assert (one["words"], one["command"]) == (
        "2013-04（以前的月份也有变化，一并核算）待评定", "zlts assess 2013-04",
    )  # fmt: skip
    assert at(ledger, MAY, "assess", "2013-04").returncode in (0, 3)
    assert not of(ledger, MAY, "assess")


def test_what_nobody_agrees_to_is_not_done(ledger: Path) -> None:
    send(ledger.parent / "2013-03" / "评价.csv", counts("2013-03", EAST, WEST))
    before = ledger.read_bytes()
    for keys in ("n\n", "q\n", "", "随便\nq\n"):
        _, code = step(ledger, APRIL, keys)
        assert code == 3
        assert ledger.read_bytes() == before
    shown, _ = step(ledger, APRIL, "n\nn\nn\n")
    assert "【有文件还没有导入" in shown
    assert ledger.read_bytes() == before


def test_rows_that_wait_stop_it_before_the_pass(ledger: Path) -> None:
    send(ledger.parent / "2013-03" / "评价.csv", counts("2013-03", EAST, WEST) + f"{EAST},无此人,2013-03,4,0,0\n")
    shown, code = step(ledger, APRIL, "y\n")
    assert code == 3
    assert "zlts quarantine" in shown
    assert "待评定" not in shown.partition("这一件要由人决定")[2]
    assert told(ledger, APRIL, "status")["assessed_through"] is None


def test_another_number_can_be_given_and_a_used_one_is_refused(ledger: Path) -> None:
    month_in(ledger, "2013-03", day=APRIL)
    shown, _ = step(ledger, APRIL, "公政〔2013〕7号\nn\nq\n")
    assert "已印发 公政〔2013〕7号" in shown
    assert "公政〔2013〕8号" in shown
    shown, code = step(ledger, APRIL, "公政〔2013〕7号\n")
    assert code == 1
    assert "已经用过" in shown


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX")
def test_it_asks_at_a_real_terminal(ledger: Path) -> None:
    import pty

    send(ledger.parent / "2013-03" / "评价.csv", counts("2013-03", EAST, WEST))
    ours, theirs = pty.openpty()
    environment = {**os.environ, "ZLTS_LEDGER": str(ledger), "PYTHONUTF8": "1", "TERM": "dumb"}
    started = subprocess.Popen(
        [sys.executable, "-m", "zlts", "next"], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    )
    os.close(theirs)
    os.write(ours, b"y\nq\n")
    shown = b"".join(read_all(ours)).decode()
    assert started.wait(60) == 3
    assert "照这样导入吗？" in shown
    assert "已导入：" in shown


def read_all(descriptor: int) -> Iterator[bytes]:
    while True:
        try:
            block = os.read(descriptor, 4096)
        except OSError:  # Linux says so when the other side is closed
            return
        if not block:
            return
        yield block


# ---------------------------------------------------------------- who is missing


def owed(ledger: Path, day: str) -> list[tuple[str, str | None]]:
    return [(one["unit"], one["month"]) for one in told(ledger, day, "status", "--missing")["missing"]]


def test_a_unit_owes_the_months_of_its_postings_and_no_others(ledger: Path) -> None:
    month_in(ledger, "2013-03", EAST, assess=False)
    assert owed(ledger, MAY) == [(EAST, "2013-04"), (WEST, "2013-03"), (WEST, "2013-04")]
    assert (LATE, "2013-05") in owed(ledger, JULY)
    assert (LATE, "2013-04") not in owed(ledger, JULY)


def test_a_nil_return_is_in(ledger: Path) -> None:
    month_in(ledger, "2013-03", EAST, assess=False)
    assert at(ledger, APRIL, "add", "nil", WEST, "2013-03").returncode == 0
    assert owed(ledger, APRIL) == []
    assert not of(ledger, APRIL, "missing")


@pytest.mark.parametrize(("day", "lacking"), [("2013-03-05", []), ("2013-03-06", [(WEST, None)])])
def test_a_plan_is_owed_once_its_day_is_over_by_who_was_there(
    ledger: Path, day: str, lacking: list[tuple[str, None]]
) -> None:
    assert at(ledger, JULY, "add", "filing", EAST, "实施方案", "--filed", "2013-03-04").returncode == 0
    assert [one for one in owed(ledger, day) if one[1] is None] == lacking


def test_the_text_and_the_sheet_name_each_unit_and_month(ledger: Path) -> None:
    month_in(ledger, "2013-03", EAST, assess=False)
    text = told(ledger, MAY, "status", "--missing")["text"]
    assert text.count("\n") == 0
    assert text.startswith(f"请下列单位尽快报送。2013年4月评价数据：{EAST}；2013年3—4月评价数据：{WEST}。")
    assert LATE not in text
    shown = at(ledger, MAY, "status", "--missing").stdout.splitlines()
    assert [line.split() for line in shown if line.startswith((EAST, WEST))] == [
        [EAST, "2013年4月评价数据或零报告"],
        [WEST, "2013年3—4月评价数据或零报告"],
    ]
    file = ledger.parent / "催报.xlsx"
    done = at(ledger, MAY, "status", "--missing", "-o", file)
    assert done.returncode == 0, done.stderr
    (sheet,) = load_workbook(file).worksheets
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert [row for row in rows if {"单位", "月份", "电话", "答复", "签名"} <= set(row)]
    assert sum(WEST in row for row in rows) == 2
    assert sheet.page_setup.fitToHeight in (0, 1)


def test_rows_that_came_and_wait_are_not_asked_for_again(ledger: Path) -> None:
    month_in(ledger, "2013-03", EAST, assess=False)
    file = send(ledger.parent / "旧件" / "西桥.csv", f"{HEAD}{WEST},无此人,2013-03,40,0,0\n")
    assert at(ledger, APRIL, "import", file).returncode == 3
    machine = told(ledger, APRIL, "status", "--missing")
    assert [(one["unit"], one["sent"]) for one in machine["missing"]] == [(WEST, True)]
    assert machine["text"] == ""


def test_the_whole_status_is_written_too(ledger: Path) -> None:
    file = ledger.parent / "进度.html"
    done = at(ledger, APRIL, "status", "-o", file)
    assert done.returncode == 0, done.stderr
    assert "各单位各月的评价" in file.read_text(encoding="utf-8")


def test_the_machine_form_is_one_object(ledger: Path) -> None:
    done = at(ledger, APRIL, "status", "--missing", "--format", "json")
    assert json.loads(done.stdout)["year"] == 2013
    assert max(map(width, at(ledger, APRIL, "status", "--missing").stdout.splitlines())) < 120
