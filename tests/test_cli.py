"""The commands as a clerk meets them: Chinese, calm, nothing changed in vain, exit codes (readings: Machines)."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from typer.main import get_command
from typer.testing import CliRunner

from tests.command import Zlts, loaded
from tests.demo.year_files import write_year
from zlts.cli import app


def commands(group: Any, before: str = "") -> list[str]:
    """Every command's words, those of groups too."""
    own: dict[str, Any] = getattr(group, "commands", {})
    return [word for name, one in own.items() for word in (before + name, *commands(one, f"{before}{name} "))]


COMMANDS = commands(get_command(app))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SECRETS = ("柏小林", "138-0000-7777", "13800007777")

REGISTER = """\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况
TS1,2013-05-06,来电,柏小林,138-0000-7777,出入境大队,苏晓晴,脸难看,态度冷淡,属实,2013-05-20,一般,
TS2,2013-05-06,来电,柏小林,138-0000-7777,出入境大队,苏晓青,脸难看,材料退回,属实,2013-05-20,一般,
TS3,不详,来电,柏小林,138-0000-7777,出入境大队,苏晓晴,脸难看,等候太久,属实,2013-05-20,一般,
TS4,2013-05-08,来电,柏小林,138-0000-7777,出入境大队,苏晓晴,脸难看,挂断电话,属时,2013-05-20,一般,
TS5,2013-05-09,来电,柏小林,138-0000-7777,出入境大队,唐文静,脸难看,窗口无人,待查,,一般,
"""


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def inside(zlts: Zlts, *args: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The same without a process of its own, for what is asked many times."""
    words = [str(arg) for arg in args]
    done = CliRunner().invoke(app, words, env={"ZLTS_LEDGER": str(zlts.ledger), **environment})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


def calm(done: subprocess.CompletedProcess[str], code: int) -> str:
    """What a refusal looks like; returns its words."""
    assert "Traceback" not in done.stdout + done.stderr
    assert "程序内部出错" not in done.stderr
    assert done.returncode == code, (done.returncode, done.stdout[-500:], done.stderr)
    assert CHINESE.search(done.stderr), done.stderr
    return done.stderr


# ---------------------------------------------------------------- a county's May, made once


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the made-up year, and a ledger with its roster, its May and its registers."""
    folder = tmp_path_factory.mktemp("county")
    write_year(folder / "files")
    made = Zlts(folder / "zlts.db")
    made.ok("init", "--roster", folder / "files" / "00-花名册.xlsx")
    registers = [folder / "files" / name for name in ("93-检查登记.csv", "94-三项制度登记.csv")]
    made.ok("import", folder / "files" / "2013-05", *registers)
    (folder / "投诉.csv").write_text(REGISTER, encoding="utf-8")
    return folder


@pytest.fixture
def may(county: Path, tmp_path: Path) -> Zlts:
    """A ledger of its own with May in it."""
    shutil.copy(county / "zlts.db", tmp_path / "zlts.db")
    return Zlts(tmp_path / "zlts.db")


@pytest.fixture
def unchanged(may: Zlts) -> Callable[..., str]:
    """Runs a command that must be refused and must leave the ledger as it is."""

    def refused(code: int, *args: object) -> str:
        before = digest(may.ledger)
        words = calm(inside(may, *args), code)
        assert digest(may.ledger) == before
        return words

    return refused


# ---------------------------------------------------------------- help, version, start


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_chinese(zlts: Zlts, command: str) -> None:
    done = inside(zlts, *command.split(), "--help")
    assert done.returncode == 0
    assert CHINESE.search(done.stdout)
    assert not zlts.ledger.exists()


def test_the_commands_of_the_contract_are_there() -> None:
    wanted = "init import batches quarantine assess ledger explain awards status rules demo report"
    assert set(wanted.split()) | {"report monthly", "report quarterly", "report annual"} <= set(COMMANDS)


def test_version(zlts: Zlts) -> None:
    assert re.fullmatch(r"zlts \d+\.\d+\.\d+\n", zlts.ok("--version"))


@pytest.mark.parametrize(
    "line",
    [
        "--help",
        "--version",
        "import --help",
        "report quarterly --help",
        "import --wrong",
        "status --format none",
        "undo",
    ],
)
def test_help_version_and_slips_load_no_heavy_library(line: str, zlts: Zlts) -> None:
    assert loaded(zlts, *line.split()) == set()


def test_only_the_making_of_a_ledger_loads_what_makes_it(zlts: Zlts) -> None:
    """No command waits for libraries that it does not need."""
    roster, presses = zlts.ledger.with_name("花名册.csv"), zlts.ledger.with_name("评价.csv")
    roster.write_text("单位,姓名,警号,角色\n出入境大队,苏晓晴,350101,窗口民警\n", encoding="utf-8")
    presses.write_text("单位,姓名,评价,评价时间\n出入境大队,苏晓晴,满意,2013-05-02 09:12:01\n", encoding="utf-8")
    assert loaded(zlts, "init", "--roster", roster.name) >= {"sqlmodel"}
    for line in (f"import {presses.name}", "assess 2013-05", "status", "explain 苏晓晴", "report quarterly 2013Q2"):
        assert loaded(zlts, *line.split()) == set()
    assert "苏晓晴" in zlts.ok("explain", "苏晓晴")


def test_without_a_command_she_is_told_how_to_begin(zlts: Zlts) -> None:
    done = zlts.run()
    assert done.returncode == 0
    assert "zlts init" in done.stdout
    assert "zlts demo" in done.stdout


# ---------------------------------------------------------------- wrong words


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("assess 2013-13", "“2013-13”不是月份"),
        ("assess 2013-0", "不是月份"),
        ("assess abc", "“abc”不是月份"),
        ("assess 2013-02", "2013-03-01"),
        ("assess 2012-12", "2013-03-01"),
        ("assess 2099-01", "还没有到"),
        ("report monthly 2013-02", "2013-03-01"),
        ("report monthly 2013Q1", "不是月份"),
        ("report monthly 2099-01", "还没有开始"),
        ("report quarterly 2012Q4", "2013-03-01"),
        ("report quarterly 2013Q5", "“2013Q5”不是季度"),
        ("report quarterly 2013Q0", "不是季度"),
        ("report quarterly 2013", "不是季度"),
        ("report annual 2012", "2013-03-01"),
        ("report annual 二零一三", "不是年份"),
        ("awards 1999", "2013-03-01"),
        ("awards 2012", "2013-03-01"),
        ("awards abc", "“abc”不是年份"),
        ("ledger 2012", "2013-03-01"),
        ("ledger --month 2013-13", "不是月份"),
        ("ledger --unit 北门所", "“北门所”"),
        ("ledger --unit 城光派出所", "最接近的是“城关派出所”"),
        ("ledger --person 苏晓青", "最接近的是“苏晓晴”"),
        ("explain 苏晓青", "最接近的是“苏晓晴”"),
        ("explain 999999", "“999999”"),
        ("import nothing.csv --kind 评价", "evaluations"),
        ("import nothing.csv --kind evaluation", "evaluations"),
        ("import nothing.csv --map 姓名", "字段=表头"),
        ("import nothing.csv --map =表头", "字段=表头"),
        ("import nothing.csv --map 姓名=", "字段=表头"),
        ("import nothing.csv --month 2013-13", "不是月份"),
        ("undo 99", "第 99 批"),
        ("extract 99 -o 原件.csv", "第 99 批"),
        ("count 99", "99"),
        ("merge TS1 into TS2 --reason 同一件", "TS1"),
        ("merge TS1 into TS2", "--reason"),
        ("ledger -o entries.pdf", ".xlsx"),
        ("ledger -o entries", ".xlsx"),
    ],
)
def test_wrong_usage(unchanged: Callable[..., str], args: str, said: str) -> None:
    assert said in unchanged(2, *args.split())


@pytest.mark.parametrize(
    "args", ["assess", "nothing", "report weekly", "--nope", "import", "assess 2013-05 --format xml"]
)
def test_words_that_are_no_command(may: Zlts, args: str) -> None:
    before = digest(may.ledger)
    done = may.run(*args.split())
    assert done.returncode == 2
    assert "Traceback" not in done.stdout + done.stderr
    assert digest(may.ledger) == before


def test_the_first_covered_month_and_quarter(may: Zlts) -> None:
    assert may.run("assess", "2013-03").returncode == 0
    quarter = may.json("report", "quarterly", "2013Q1")
    assert quarter["quarter"] == "2013Q1"


def test_an_ambiguous_name_lists_its_bearers(zlts: Zlts, tmp_path: Path) -> None:
    head = "单位,城区农村,姓名,警号,角色\n"
    rows = "城关派出所,城区,方明,350513,窗口民警\n临江派出所,农村,方明,350514,窗口民警\n"
    (tmp_path / "花名册.csv").write_text(head + rows, encoding="utf-8")
    zlts.ok("init", "--roster", tmp_path / "花名册.csv")
    for args in (("explain", "方明"), ("ledger", "--person", "方 明")):
        words = calm(zlts.run(*args), 2)
        assert "350513" in words
        assert "350514" in words
        assert "城关派出所" in words
    assert zlts.run("explain", "350514").returncode == 0


# ---------------------------------------------------------------- ledgers that are none

READING = (
    "ledger 2013",
    "assess 2013-05",
    "batches",
    "status",
    "quarantine",
    "awards 2013",
    "report annual 2013",
    "explain 方明",
)


@pytest.mark.parametrize("command", [*READING, "import 投诉.csv"])
def test_without_a_ledger(zlts: Zlts, command: str) -> None:
    words = calm(inside(zlts, *command.split()), 1)
    assert "zlts.db" in words
    assert "zlts init" in words
    assert not zlts.ledger.exists()


@pytest.mark.parametrize("kind", ["empty", "text", "foreign", "truncated", "header"])
@pytest.mark.parametrize("command", ["ledger 2013", "assess 2013-05", "import 投诉.csv", "status"])
def test_a_file_that_is_no_ledger(zlts: Zlts, county: Path, kind: str, command: str) -> None:
    whole = (county / "zlts.db").read_bytes()
    if kind == "foreign":
        sqlite3.connect(zlts.ledger).execute("CREATE TABLE a (b)").connection.close()
    else:
        content = {
            "empty": b"",
            "text": b"hello\n" * 100,
            "truncated": whole[: len(whole) // 2],
            "header": whole[:60],
        }
        zlts.ledger.write_bytes(content[kind])
    before = digest(zlts.ledger)
    assert "zlts.db" in calm(inside(zlts, *command.split()), 1)
    assert digest(zlts.ledger) == before


def test_an_existing_ledger_is_not_made_anew(unchanged: Callable[..., str]) -> None:
    assert "已经有了" in unchanged(1, "init")


@pytest.mark.parametrize("option", ["--roster", "--policy"])
def test_init_with_a_file_that_is_not_there(zlts: Zlts, option: str) -> None:
    assert "没有.xlsx" in calm(zlts.run("init", option, "没有.xlsx"), 1)
    assert [*zlts.ledger.parent.iterdir()] == []


def test_init_with_a_policy_that_does_not_hold(zlts: Zlts, tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text('name = "x"\n', encoding="utf-8")
    assert "effective_from" in calm(zlts.run("init", "--policy", tmp_path / "p.toml"), 1)
    (tmp_path / "p.toml").write_text("name = 政策\n", encoding="utf-8")
    assert "TOML" in calm(zlts.run("init", "--policy", tmp_path / "p.toml"), 1)
    assert not zlts.ledger.exists()


def test_init_with_a_roster_that_is_none(zlts: Zlts, county: Path) -> None:
    assert calm(zlts.run("init", "--roster", county / "files" / "93-检查登记.csv"), 1)
    assert not zlts.ledger.exists()


def test_init_with_the_notices_roster(zlts: Zlts) -> None:
    assert "已建立台账" in zlts.ok("init")
    assert len(zlts.json("status")["missing"]) == 13


def test_the_ledger_by_option_and_by_environment(may: Zlts, tmp_path: Path) -> None:
    other = tmp_path / "另一本.db"
    shutil.copy(may.ledger, other)
    for args in (("--ledger", other, "batches"), ("batches", "--ledger", other)):
        assert may.run(*args, ZLTS_LEDGER="nowhere.db").returncode == 0
    assert may.run("batches", ZLTS_LEDGER=str(other)).returncode == 0
    assert "zlts.db" not in calm(may.run("batches", ZLTS_LEDGER="nowhere.db"), 1)
    assert may.run("batches", ZLTS_LEDGER="").returncode == 0  # zlts.db in the current folder


# ---------------------------------------------------------------- import


def test_a_missing_file(may: Zlts) -> None:
    before = digest(may.ledger)
    done = may.run("import", "没有.csv")
    assert done.returncode == 1
    assert "找不到文件“没有.csv”" in done.stdout + done.stderr
    assert digest(may.ledger) == before


def test_a_folder_without_registers(unchanged: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    (tmp_path / "空" / "说明.docx").write_bytes(b"PK")
    assert "“空”里没有可以导入的文件" in unchanged(1, "import", tmp_path / "空")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.csv", b""),
        ("散文.txt", "今天天气很好。\n明天也是。\n".encode()),
        ("无表头.csv", "甲,乙,丙\n1,2,3\n".encode()),
        ("假.xlsx", b"PK\x03\x04 broken"),
        ("假.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    ],
)
def test_a_file_that_is_no_register(may: Zlts, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    before = digest(may.ledger)
    done = may.run("import", tmp_path / name, "--format", "json")
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode == 1
    (one,) = json.loads(done.stdout)["files"]
    assert name in one["error"]
    assert one["batch"] is None
    assert (one["rows"], one["accepted"], one["duplicates"], one["rejected"], one["ignored"]) == (0, 0, 0, 0, 0)
    assert digest(may.ledger) == before


def test_a_field_that_map_does_not_know(may: Zlts, county: Path) -> None:
    before = digest(may.ledger)
    done = may.run("import", county / "投诉.csv", "--map", "无此字段=编号", "--format", "json")
    assert done.returncode == 1
    assert "无此字段" in json.loads(done.stdout)["files"][0]["error"]
    assert digest(may.ledger) == before


def test_refused_files_beside_accepted_ones(may: Zlts, tmp_path: Path) -> None:
    (tmp_path / "空.csv").write_bytes(b"")
    head = "日期,姓名,单位,措施,事由\n2013-06-03,何建业,交管大队,谈话,脱岗\n"
    (tmp_path / "措施.csv").write_text(head, encoding="utf-8")
    files = may.json("import", tmp_path / "空.csv", tmp_path / "措施.csv", codes=(3,))["files"]
    assert [bool(one.get("error")) for one in files] == [True, False]
    assert [one["accepted"] for one in files] == [0, 1]


def test_rejected_rows_need_a_person(may: Zlts, county: Path) -> None:
    (one,) = may.json("import", county / "投诉.csv", codes=(3,))["files"]
    assert (one["rows"], one["accepted"], one["duplicates"], one["rejected"], one["ignored"]) == (6, 2, 0, 3, 1)
    assert [problem["row"] for problem in one["problems"]] == [3, 4, 5]
    (again,) = may.json("import", county / "投诉.csv", codes=(3,))["files"]
    assert (again["accepted"], again["duplicates"], again["rejected"]) == (0, 2, 3)
    assert again["batch"] == one["batch"]


def test_a_dry_import_says_the_same_and_changes_nothing(may: Zlts, county: Path) -> None:
    paths = (county / "投诉.csv", county / "files" / "2013-06", county / "files" / "93-检查登记.csv")
    before = digest(may.ledger)
    tried = may.json("import", *paths, "--dry-run", codes=(3,))
    assert digest(may.ledger) == before
    assert [*may.ledger.parent.iterdir()] == [may.ledger]
    assert may.json("import", *paths, codes=(3,)) == tried
    assert digest(may.ledger) != before


def test_a_dry_assess_says_the_same_and_changes_nothing(may: Zlts) -> None:
    before = digest(may.ledger)
    tried = may.json("assess", "2013-05", "--dry-run", codes=(0, 3))
    assert digest(may.ledger) == before
    assert may.json("assess", "2013-05", codes=(0, 3)) == tried
    assert tried["posted"]


def test_a_refused_output_leaves_no_file(unchanged: Callable[..., str], tmp_path: Path) -> None:
    assert "没有写出" in unchanged(1, "ledger", "2013", "-o", tmp_path / "没有" / "x.xlsx")
    (tmp_path / "夹.xlsx").mkdir()
    assert "夹.xlsx" in unchanged(1, "ledger", "2013", "-o", tmp_path / "夹.xlsx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["zlts.db", "夹.xlsx"]


# ---------------------------------------------------------------- contracts for machines

FILE = {"path", "kind", "batch", "rows", "accepted", "duplicates", "rejected", "ignored", "problems"}
PROBLEM = {"sheet", "row", "column", "value", "reason"}
RATE = {
    "unit",
    "officer",
    "badge",
    "month",
    "counted",
    "satisfied",
    "unrated",
    "percent",
    "below_floor",
    "meets_target",
}
ENTRY = {
    "id", "month", "person", "badge", "unit", "role", "kind", "points", "rule", "clause", "reason", "evidence",
    "status",
}  # fmt: skip
UNIT = {
    "rank", "unit", "score", "counted", "satisfied", "unrated", "percent", "sustained_complaints",
    "pending_complaints", "inspection_points", "measures", "assistance", "uninspected",
}  # fmt: skip
RANKED = {"rank", "unit", "officer", "badge", "score", "counted", "satisfied", "percent", "shortlisted"}


def check_entries(entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        assert set(entry) >= ENTRY
        assert entry["role"] in ("officer", "unit_lead", "bureau_lead", "unit")
        assert entry["rule"] in ("rate", "complaint", "manual", "inspection", "serious", "escalation")
        assert entry["status"] in ("active", "reversed")
        assert isinstance(entry["points"], int)
        assert re.fullmatch(r"[一二三四五六七八](\([一二三四五六七八]\))?", entry["clause"])
        assert entry["evidence"]
        assert all(set(place) >= {"batch", "file", "sheet", "row"} for place in entry["evidence"])


def check_units(units: list[dict[str, Any]]) -> None:
    assert len(units) == 13
    assert all(set(one) >= UNIT for one in units)
    assert all(set(one["measures"]) == {"打招呼", "谈话", "告诫"} for one in units)
    assert [one["rank"] for one in units] == sorted(one["rank"] for one in units)
    for one in units:
        assert (one["percent"] is None) == (one["counted"] == 0)
        assert one["percent"] is None or re.fullmatch(r"\d{1,3}\.\d\d%", one["percent"])


def test_import_contract(may: Zlts, county: Path) -> None:
    found = may.json("import", county / "投诉.csv", codes=(3,))
    assert all(set(one) >= FILE for one in found["files"])
    assert all(set(problem) >= PROBLEM for one in found["files"] for problem in one["problems"])


def test_assess_and_ledger_contracts(may: Zlts) -> None:
    found = may.json("assess", "2013-05", codes=(0, 3))
    assert set(found) >= {"month", "rates", "posted", "reversed", "problems"}
    assert found["month"] == "2013-05"
    assert all(set(rate) >= RATE and rate["month"] == "2013-05" for rate in found["rates"])
    assert all("reason" in problem for problem in found["problems"])
    check_entries(found["posted"])
    book = may.json("ledger", "2013")
    assert book["year"] == 2013
    check_entries(book["entries"])
    assert book["entries"] == found["posted"]
    assert may.json("ledger", "2013", "--all")["entries"] == book["entries"]


def test_every_window_officer_of_the_month_has_a_rate(may: Zlts) -> None:
    rates = may.json("assess", "2013-06", codes=(0, 3))["rates"]
    names = [rate["officer"] for rate in rates]
    assert len(names) == len(set(names)) == 34  # 罗志远 moved in June and has one row; 吕晓萌 came in June
    assert {rate["percent"] for rate in rates} == {None}
    assert not any(rate["below_floor"] for rate in rates)


def test_report_contracts(may: Zlts) -> None:
    may.run("assess", "2013-05")
    quarter = may.json("report", "quarterly", "2013Q2")
    assert set(quarter) >= {"quarter", "units", "officers", "corrections"}
    check_units(quarter["units"])
    year = may.json("report", "annual", "2013")
    assert year["year"] == 2013
    check_units(year["units"])
    assert may.json("report", "monthly", "2013-05")


def test_awards_contract(may: Zlts) -> None:
    may.run("assess", "2013-05")
    found = may.json("awards", "2013", codes=(3,))
    assert set(found) >= {"year", "ranking", "ineligible", "unranked", "decisions_needed", "awarded"}
    assert all(set(one) >= RANKED for one in found["ranking"])
    assert all(set(one) >= {"officer", "badge", "unit", "reason", "clause"} for one in found["ineligible"])
    assert all(set(one) >= {"officer", "unit"} for one in found["unranked"])
    assert all(isinstance(one, str) for one in found["decisions_needed"])
    assert {one["officer"] for one in found["ranking"] if one["shortlisted"]} == {
        one["officer"] for one in found["ranking"] if one["rank"] <= 3
    }


LISTINGS = (
    "complaints", "complaints --pending", "layouts",
    "assess 2013-05", "ledger 2013", "ledger 2013 --all", "explain 韩冬梅", "awards 2013", "batches", "quarantine",
    "status", "rules", "report monthly 2013-05", "report quarterly 2013Q2", "report annual 2013",
)  # fmt: skip


@pytest.mark.parametrize("command", LISTINGS)
def test_every_listing_is_json_csv_and_table(may: Zlts, command: str) -> None:
    done = inside(may, *command.split(), "--format", "json")
    assert done.returncode in (0, 3)
    assert isinstance(json.loads(done.stdout), dict)
    done = inside(may, *command.split(), "--format", "csv")
    head, *rows = list(csv.reader(io.StringIO(done.stdout)))
    assert all(CHINESE.search(cell) for cell in head)
    assert {len(row) for row in rows} <= {len(head)}
    done = inside(may, *command.split())
    assert CHINESE.search(done.stdout)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["ledger 2013", "explain 韩冬梅", "awards 2013", "report quarterly 2013Q2"])
def test_a_workbook_opens(may: Zlts, tmp_path: Path, command: str) -> None:
    path = tmp_path / "输出.xlsx"
    inside(may, "assess", "2013-05")
    done = inside(may, *command.split(), "-o", path)
    assert done.returncode in (0, 3)
    assert str(path) in done.stderr
    book = load_workbook(path)
    assert any(cell.value for sheet in book for row in sheet for cell in row)


@pytest.mark.parametrize("name", ["输出.json", "输出.csv"])
def test_files_for_machines(may: Zlts, tmp_path: Path, name: str) -> None:
    may.run("assess", "2013-05")
    may.ok("ledger", "2013", "-o", tmp_path / name)
    text = (tmp_path / name).read_text(encoding="utf-8-sig")
    if name.endswith("json"):
        assert json.loads(text) == may.json("ledger", "2013")
    else:
        assert len(text.splitlines()) == 1 + len(may.json("ledger", "2013")["entries"])


def test_narrowing_the_ledger(may: Zlts) -> None:
    may.run("assess", "2013-05")
    everything = may.json("ledger", "2013")["entries"]

    def narrowed(*args: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = may.json("ledger", "2013", *args)["entries"]
        return found

    assert narrowed("--month", "2013-05") == [one for one in everything if one["month"] == "2013-05"]
    assert narrowed("--unit", "交管") == [one for one in everything if one["unit"] == "交管大队"]
    assert narrowed("--person", "880202") == [one for one in everything if one["person"] == "韩冬梅"] != []
    assert narrowed("--person", "韩 冬 梅") == narrowed("--person", "韩冬梅") == narrowed("--person", "880202")


# ---------------------------------------------------------------- complainants


def spoken(done: subprocess.CompletedProcess[str]) -> str:
    return done.stdout + done.stderr


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_complainants_appear_nowhere(may: Zlts, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"登记{suffix}"
    rows = list(csv.reader(io.StringIO(REGISTER)))
    if suffix == ".xlsx":
        book = Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        path.write_text(REGISTER, encoding="utf-8")
    said = [spoken(inside(may, "import", path, "--dry-run"))]
    said += [spoken(inside(may, "import", path, "--format", shape)) for shape in ("json", "table", "csv")]
    inside(may, "assess", "2013-06")
    for command in (*LISTINGS, "explain 苏晓晴", "explain 唐文静"):
        said += [spoken(inside(may, *command.split(), "--format", shape)) for shape in ("json", "table", "csv")]
    inside(may, "quarantine", "-o", tmp_path / "q.xlsx")
    said += [str(cell.value) for sheet in load_workbook(tmp_path / "q.xlsx") for row in sheet for cell in row]
    assert not [text for text in said if any(secret in text for secret in SECRETS)]


def test_the_journal_knows_no_complainant(may: Zlts, county: Path) -> None:
    inside(may, "import", county / "投诉.csv")
    with sqlite3.connect(may.ledger) as ledger:
        said = str(ledger.execute("SELECT * FROM journal").fetchall()) + str(
            ledger.execute("SELECT * FROM quarantine").fetchall()
        )
    assert not any(secret in said for secret in SECRETS)


def test_the_status_of_a_new_ledger_says_how_to_begin(zlts: Zlts, tmp_path: Path) -> None:
    roster = tmp_path / "名单.csv"
    roster.write_text("单位,姓名,角色\n东山派出所,柏小林,窗口民警\n", encoding="utf-8")
    zlts.ok("init", "--roster", roster)
    told = zlts.json("status")
    assert "zlts next" in told["next"][0]
    assert "缺" not in zlts.ok("status")
