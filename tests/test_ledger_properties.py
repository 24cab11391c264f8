"""What holds of the ledger whatever comes in, in whatever order (readings: Ledger)."""

from __future__ import annotations

import csv
import random
import shutil
import sqlite3
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.command import Zlts
from tests.demo.county_roster import HEADINGS
from tests.demo.year_files import write_year
from zlts.cli import app
from zlts.resources import data_file

UNITS = ("出入境大队", "交管大队", "治安大队", "城关派出所", "柳林派出所", "石桥派出所", "茶山派出所", "双溪派出所")
MONTHS = ("2013-05", "2013-06", "2013-07")
COMPLAINTS = "编号,受理日期,投诉人,联系电话,被投诉单位,被投诉民警,投诉内容,核查结果,认定日期\n"
FIRST = "TS1,2013-04-09,岑建平,138-0000-1303,交管大队,彭宇航,被训斥,属实,2013-05-14\n"
SECOND = "TS2,2013-06-06,简玉梅,138-0000-1312,交管大队,彭宇航,暂停服务,{},2013-06-11\n"


@dataclass(frozen=True)
class Inside(Zlts):
    """The program on one ledger, without a process for each command."""

    def run(self, *args: object, **environment: str) -> subprocess.CompletedProcess[str]:
        words = [str(arg) for arg in args]
        done = CliRunner().invoke(app, words, env={"ZLTS_LEDGER": str(self.ledger), **environment})
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A part of the made-up year: some units' May to July, and the registers."""
    whole, folder = tmp_path_factory.mktemp("year"), tmp_path_factory.mktemp("part")
    for path in write_year(whole):
        place = path.relative_to(whole)
        wanted = len(place.parts) == 1 or (place.parts[0] in MONTHS and path.stem in UNITS)
        if wanted:
            (folder / place).parent.mkdir(exist_ok=True)
            shutil.copy(path, folder / place)
    return folder


@pytest.fixture(scope="module")
def at_once(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Inside:
    """The ledger with everything in it, assessed once. Not to be written to."""
    zlts = Inside(tmp_path_factory.mktemp("once") / "zlts.db")
    zlts.ok("init", "--roster", files / "00-花名册.xlsx")
    zlts.json("import", files)
    zlts.json("assess", "2013-12", codes=(0, 3))
    return zlts


@pytest.fixture
def copy(at_once: Inside, tmp_path: Path) -> Inside:
    shutil.copy(at_once.ledger, tmp_path / "zlts.db")
    return Inside(tmp_path / "zlts.db")


@pytest.fixture
def empty(tmp_path: Path) -> Inside:
    return Inside(tmp_path / "zlts.db")


def active(zlts: Zlts) -> Counter[tuple[Any, ...]]:
    keys = ("month", "person", "badge", "unit", "role", "kind", "points", "rule", "clause", "reason")
    return Counter(tuple(one[key] for key in keys) for one in zlts.json("ledger", "2013")["entries"])


def figures(zlts: Zlts) -> list[Any]:
    """What the bulletins make of it."""
    quarters = [zlts.json("report", "quarterly", f"2013Q{n}")["units"] for n in (2, 3)]
    return [*quarters, zlts.json("awards", "2013", codes=(0, 3))["ranking"]]


def waiting(zlts: Zlts) -> int:
    return len({(one["batch"], one["sheet"], one["row"]) for one in zlts.json("quarantine")["rows"]})


def evaluations(zlts: Zlts) -> int:
    with sqlite3.connect(zlts.ledger) as ledger:
        return int(ledger.execute("SELECT COUNT(*) FROM evaluation").fetchone()[0])


# ---------------------------------------------------------------- import and assess


def test_there_is_something_to_compare(at_once: Inside) -> None:
    found = active(at_once)
    assert {line[7] for line in found} == {"rate", "complaint", "inspection", "manual", "serious", "escalation"}
    assert waiting(at_once) == 0


def test_import_twice_is_once(copy: Inside, files: Path) -> None:
    before, presses = active(copy), evaluations(copy)
    again = copy.json("import", files)["files"]
    assert all(one["accepted"] == one["rejected"] == 0 for one in again)
    assert copy.json("assess", "2013-12", codes=(0, 3))["posted"] == []
    assert (active(copy), evaluations(copy)) == (before, presses)


def test_the_same_rows_in_another_file_are_the_same_rows(copy: Inside, files: Path, tmp_path: Path) -> None:
    """Other bytes under another name, the same presses: every row a duplicate."""
    lines = (files / "2013-06" / "交管大队.csv").read_bytes().decode("gb18030")
    (tmp_path / "再导出.csv").write_text(lines, encoding="utf-8")
    (one,) = copy.json("import", tmp_path / "再导出.csv")["files"]
    assert one["accepted"] == one["rejected"] == 0
    assert one["duplicates"] > 100


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_of_imports_is_the_same(at_once: Inside, empty: Inside, files: Path, seed: int) -> None:
    """Complaint versions aside, which keep theirs."""
    paths = [path for path in sorted(files.rglob("*.*")) if path.is_file()]
    versions = [path for path in paths if "投诉" in path.name]
    others = [path for path in paths if path not in versions]
    dice = random.Random(seed)  # noqa: S311 - an order, not a secret
    dice.shuffle(others)
    for place, path in zip(
        sorted(dice.choices(range(len(others)), k=len(versions)))[::-1], versions[::-1], strict=True
    ):
        others.insert(place, path)
    empty.ok("init", "--roster", files / "00-花名册.xlsx")
    empty.json("import", *others)
    empty.json("assess", "2013-12", codes=(0, 3))
    assert active(empty) == active(at_once)
    assert figures(empty) == figures(at_once)
    assert evaluations(empty) == evaluations(at_once)


def test_month_by_month_is_all_at_once(at_once: Inside, empty: Inside, files: Path) -> None:
    empty.ok("init", "--roster", files / "00-花名册.xlsx")
    registers = sorted(path for path in files.iterdir() if path.is_file())[1:]
    for month in MONTHS:
        empty.json("import", files / month)
        empty.json("assess", month, codes=(0, 3))
        again = empty.json("assess", month, codes=(0, 3))
        assert again["posted"] == again["reversed"] == []
        if month == "2013-06":
            empty.json("import", registers[0])
    empty.json("import", *registers[1:])
    empty.json("assess", "2013-12", codes=(0, 3))
    assert active(empty) == active(at_once)
    assert figures(empty) == figures(at_once)


def test_a_second_pass_posts_nothing(copy: Inside) -> None:
    for month in ("2013-12", "2013-05", "2013-03"):
        again = copy.json("assess", month, codes=(0, 3))
        assert again["posted"] == again["reversed"] == []


def test_an_earlier_month_leaves_the_later_ones(copy: Inside) -> None:
    before = active(copy)
    copy.json("assess", "2013-04", codes=(0, 3))
    assert active(copy) == before


def test_every_count_adds_up(at_once: Inside) -> None:
    for one in at_once.json("batches")["batches"]:
        assert one["accepted"] + one["duplicates"] + one["rejected"] + one["ignored"] == one["rows"], one


# ---------------------------------------------------------------- reversals


def flipped(zlts: Inside, files: Path, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two sustained complaints, then the second one not: both passes."""
    zlts.ok("init", "--roster", files / "00-花名册.xlsx")
    (folder / "一.csv").write_text(COMPLAINTS + FIRST + SECOND.format("有效"), encoding="utf-8")
    (folder / "二.csv").write_text(COMPLAINTS + FIRST + SECOND.format("不属实"), encoding="utf-8")
    zlts.ok("import", folder / "一.csv")
    before = zlts.json("assess", "2013-12", codes=(0, 3))
    zlts.ok("import", folder / "二.csv")
    return before, zlts.json("assess", "2013-12", codes=(0, 3))


def kinds(entries: list[dict[str, Any]]) -> Counter[tuple[str, str, str]]:
    return Counter((one["person"], one["role"], one["kind"]) for one in entries)


def test_a_verdict_that_flips_takes_its_measures_and_escalation_back(
    empty: Inside, files: Path, tmp_path: Path
) -> None:
    before, after = flipped(empty, files, tmp_path)
    second = Counter(
        {
            ("彭宇航", "officer", "告诫"): 1,
            ("郭振东", "unit_lead", "谈话"): 1,
            ("董长青", "bureau_lead", "打招呼"): 1,
        }
    )
    first = Counter({("彭宇航", "officer", "谈话"): 1, ("彭宇航", "officer", "取消评先评优"): 1})
    assert kinds(before["posted"]) == first + second
    assert kinds(after["reversed"]) == second
    assert after["posted"] == []
    assert kinds(empty.json("ledger", "2013")["entries"]) == first


def test_a_reversing_entry_names_what_it_reverses(empty: Inside, files: Path, tmp_path: Path) -> None:
    _, after = flipped(empty, files, tmp_path)
    every = {one["id"]: one for one in empty.json("ledger", "2013", "--all")["entries"]}
    taken_back = {one["id"] for one in after["reversed"]}
    assert all(one["status"] == "reversed" for one in after["reversed"])
    reversing = [one for one in every.values() if one.get("reverses") is not None]
    assert {one["reverses"] for one in reversing} == taken_back
    for one in reversing:
        old = every[one["reverses"]]
        assert one["id"] > old["id"]
        assert one["status"] == old["status"] == "reversed"
        assert one["points"] == -old["points"]
        assert (one["kind"], one["person"], one["month"]) == (old["kind"], old["person"], old["month"])


def test_a_verdict_that_flips_back_counts_again(empty: Inside, files: Path, tmp_path: Path) -> None:
    before, _ = flipped(empty, files, tmp_path)
    (tmp_path / "三.csv").write_text(COMPLAINTS + FIRST + SECOND.format("属实"), encoding="utf-8")
    empty.ok("import", tmp_path / "三.csv")
    empty.json("assess", "2013-12", codes=(0, 3))
    assert kinds(empty.json("ledger", "2013")["entries"]) == kinds(before["posted"])


def test_sums_with_and_without_the_reversed_are_equal(copy: Inside, tmp_path: Path) -> None:
    """An officer's −10 goes when his counts change: more satisfied rows of that month."""
    head = "单位,姓名,评价结果,评价时间\n"
    more = "".join(f"茶山派出所,葛志鹏,满意,2013-05-31 17:{n // 60:02d}:{n % 60:02d}\n" for n in range(60))
    (tmp_path / "补.csv").write_text(head + more, encoding="utf-8")
    assert copy.json("import", tmp_path / "补.csv")["files"][0]["accepted"] == 60
    after = copy.json("assess", "2013-12", codes=(0, 3))
    assert ("葛志鹏", "officer", "扣分") in kinds(after["reversed"])
    assert sums(copy.json("ledger", "2013", "--all")["entries"]) == sums(copy.json("ledger", "2013")["entries"])


def sums(entries: list[dict[str, Any]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for one in entries:
        found[one["badge"] or one["person"] or one["unit"]] += one["points"]
    return {who: points for who, points in found.items() if points}


def test_points_are_whole_and_zero_for_measures(at_once: Inside) -> None:
    with sqlite3.connect(at_once.ledger) as ledger:
        rows = ledger.execute("SELECT kind, points, typeof(points) FROM entry").fetchall()
    assert rows
    assert {kind for _, _, kind in rows} == {"integer"}
    with_points = {"扣分", "检查扣分", "检查加分"}
    assert all((points != 0) == (kind in with_points) for kind, points, _ in rows)


# ---------------------------------------------------------------- undo


def test_what_stood_under_a_batch_counts_again(empty: Inside, files: Path, tmp_path: Path) -> None:
    before, _ = flipped(empty, files, tmp_path)
    newest = max(one["batch"] for one in empty.json("batches")["batches"])
    empty.ok("undo", newest)
    empty.json("assess", "2013-12", codes=(0, 3))
    assert kinds(empty.json("ledger", "2013")["entries"]) == kinds(before["posted"])


def test_a_batch_undone_and_imported_again_is_as_before(copy: Inside, files: Path) -> None:
    before, presses, seen = active(copy), evaluations(copy), figures(copy)
    batches = {one["file"]: one["batch"] for one in copy.json("batches")["batches"]}
    for name in ("93-检查登记.csv", "91-投诉登记簿-2013-12.xlsx", "94-三项制度登记.csv"):
        copy.ok("undo", batches[name])
    june = copy.json("import", files / "2013-06" / "交管大队.csv")["files"][0]["batch"]
    copy.ok("undo", june)
    copy.json("assess", "2013-12", codes=(0, 3))
    assert active(copy) != before
    assert evaluations(copy) < presses
    copy.json("import", files / "2013-06" / "交管大队.csv", files / "93-检查登记.csv", files / "94-三项制度登记.csv")
    copy.json("assess", "2013-12", codes=(0, 3))
    assert evaluations(copy) == presses
    # the complaints' last export holds all that the one taken back held
    assert active(copy) == before
    assert figures(copy) == seen


def test_the_last_copy_undone_leaves_the_rows_to_the_first(copy: Inside, files: Path, tmp_path: Path) -> None:
    """A duplicate row counts again when the batch above it is taken back."""
    presses = evaluations(copy)
    lines = (files / "2013-06" / "交管大队.csv").read_bytes().decode("gb18030")
    (tmp_path / "再导出.csv").write_text(lines, encoding="utf-8")
    copy.ok("import", tmp_path / "再导出.csv")
    first = copy.json("import", files / "2013-06" / "交管大队.csv")["files"][0]["batch"]
    copy.ok("undo", first)
    assert evaluations(copy) == presses
    assert copy.json("assess", "2013-12", codes=(0, 3))["reversed"] == []


# ---------------------------------------------------------------- append-only


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET points = 0 WHERE id = (SELECT MAX(id) FROM entry)",
        "UPDATE entry SET reason = '改'",
        "DELETE FROM entry WHERE id = (SELECT MAX(id) FROM entry)",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE id = (SELECT MAX(id) FROM entry)",
        "REPLACE INTO entry SELECT * FROM entry WHERE id = 1",
        "UPDATE OR REPLACE entry SET id = 1 WHERE id = 2",
        "UPDATE journal SET action = 'x'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1",
    ],
)
def test_entries_and_journal_are_append_only(copy: Inside, statement: str) -> None:
    before = copy.json("ledger", "2013", "--all")
    ledger = sqlite3.connect(copy.ledger)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        ledger.execute(statement)
    ledger.close()
    assert copy.json("ledger", "2013", "--all") == before


# ---------------------------------------------------------------- the roster and the evidence


def write_roster(path: Path, **until: str) -> Path:
    """The county's roster; `until` ends the postings of some, `left_out` names those who are not on it."""
    left_out = until.pop("left_out", "").split("、")
    with data_file("demo-county.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["姓名"] not in left_out]
    for row in rows:
        row["任职止"] = until.get(row["姓名"], row["任职止"])
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, HEADINGS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_the_roster_may_come_after_the_evidence(at_once: Inside, empty: Inside, files: Path, tmp_path: Path) -> None:
    part = write_roster(
        tmp_path / "部分.csv", left_out="罗志远、韩冬梅、苏晓晴、秦学文、彭宇航、葛志鹏、袁帅、温如海"
    )
    empty.ok("init", "--roster", part)
    empty.json("import", files / "2013-05", files / "2013-06", files / "2013-07", codes=(3,))
    registers = sorted(path for path in files.iterdir() if path.is_file())[1:]
    empty.json("import", *registers, codes=(3,))
    assert waiting(empty) > 300
    empty.json("assess", "2013-12", codes=(0, 3))
    assert active(empty) != active(at_once)
    empty.json("import", files / "00-花名册.xlsx")
    assert waiting(empty) == 0
    empty.json("assess", "2013-12", codes=(0, 3))
    assert active(empty) == active(at_once)
    assert figures(empty) == figures(at_once)


def test_a_posting_that_ends_moves_later_rows_to_quarantine_and_back(copy: Inside, tmp_path: Path) -> None:
    before, presses, seen = active(copy), evaluations(copy), figures(copy)
    copy.json("import", write_roster(tmp_path / "止.csv", 韩冬梅="2013-06-10"))
    ended = waiting(copy)
    assert ended > 20
    assert evaluations(copy) == presses - ended
    copy.json("assess", "2013-12", codes=(0, 3))
    assert figures(copy) != seen
    copy.json("import", write_roster(tmp_path / "续.csv", 韩冬梅="2013-12-31"))
    assert waiting(copy) == 0
    assert evaluations(copy) == presses
    copy.json("assess", "2013-12", codes=(0, 3))
    assert active(copy) == before
    assert figures(copy) == seen


def test_the_day_a_posting_ends_is_its_own(copy: Inside, tmp_path: Path) -> None:
    copy.json("import", write_roster(tmp_path / "止.csv", 韩冬梅="2013-06-10"))
    with sqlite3.connect(copy.ledger) as ledger:
        rows = ledger.execute("SELECT time FROM evaluation_aside WHERE fate = 'rejected'").fetchall()
    assert min(time[:10] for (time,) in rows) > "2013-06-10"
