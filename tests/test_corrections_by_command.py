"""Second thoughts, as the clerk has them: undo, extract, retry, correct, merge, count, remember, enter by hand."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from tests.command import Zlts, founded
from tests.registers.zoo import DETAIL, GOOD, ROSTER, T, book, csv

COMPLAINT = ("编号", "受理日期", "投诉人", "联系电话", "被投诉单位", "被投诉民警", "投诉内容", "认定结果", "认定日期")
FIRST = ("TS1", "2013-05-06", "柏小林", "13800007777", "城关派出所", "朱春梅", "态度冷淡", "属实", "2013-05-20")
SECOND = ("TS2", "2013-05-07", "柏小林", "13800007777", "城关派出所", "朱春梅", "态度不好", "属实", "2013-05-20")
PERSON = ("单位", "姓名", "警号", "角色", "任职起")


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return founded(tmp_path_factory.mktemp("second"), ROSTER).ledger.read_bytes()


@pytest.fixture
def ledger(zlts: Zlts, new: bytes) -> Zlts:
    zlts.ledger.write_bytes(new)
    return zlts


def took(ledger: Zlts, name: str, content: bytes, *args: object) -> tuple[int, int, int]:
    """Import one file: accepted, duplicates, rejected."""
    path = ledger.ledger.parent / name
    path.write_bytes(content)
    (one,) = ledger.json("import", path, *args, codes=(0, 3))["files"]
    return one["accepted"], one["duplicates"], one["rejected"]


def refused(ledger: Zlts, *args: object) -> str:
    """A command that changes nothing: its words."""
    before = ledger.ledger.read_bytes()
    done = ledger.run(*args)
    assert done.returncode in (1, 2), (done.returncode, done.stdout)
    assert ledger.ledger.read_bytes() == before
    assert "Traceback" not in done.stderr
    return done.stderr + done.stdout


# ------------------------------------------------------------------------------------------------ undo, extract


def test_undo_lets_the_duplicates_count(ledger: Zlts) -> None:
    assert took(ledger, "a.csv", csv(DETAIL, GOOD)) == (1, 0, 0)
    assert took(ledger, "b.csv", csv(DETAIL, GOOD, GOOD)) == (1, 1, 0)
    assert "已撤销第 2 批" in ledger.ok("undo", 2)
    two_stand = csv(DETAIL, GOOD, GOOD, (*GOOD[:2], "不满意", T))
    assert took(ledger, "c.csv", two_stand) == (1, 2, 0)
    assert "已经撤销过了" in refused(ledger, "undo", 2)
    assert "没有第 9 批" in refused(ledger, "undo", 9)


def test_a_file_whose_batch_was_undone_may_come_again(ledger: Zlts) -> None:
    took(ledger, "a.csv", csv(DETAIL, GOOD))
    assert took(ledger, "a.csv", csv(DETAIL, GOOD)) == (0, 1, 0)
    ledger.ok("undo", 2)
    assert took(ledger, "a.csv", csv(DETAIL, GOOD)) == (1, 0, 0)


def test_undo_brings_the_older_version_of_a_complaint_back(ledger: Zlts) -> None:
    took(ledger, "a.csv", csv(COMPLAINT, (*FIRST[:7], "待查", "")))
    took(ledger, "b.csv", csv(COMPLAINT, FIRST))
    assert ledger.json("complaints", "--pending")["complaints"] == []
    ledger.ok("undo", 3)
    (pending,) = ledger.json("complaints", "--pending")["complaints"]
    assert pending["number"] == "TS1"


def test_undo_can_be_rehearsed(ledger: Zlts) -> None:
    took(ledger, "a.csv", csv(DETAIL, GOOD))
    before = ledger.ledger.read_bytes()
    assert "没有写入" in ledger.ok("undo", 2, "--dry-run")
    assert ledger.ledger.read_bytes() == before


def test_the_last_roster_is_not_taken_back(ledger: Zlts) -> None:
    assert "没有任何单位" in refused(ledger, "undo", 1)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", csv(DETAIL, GOOD, encoding="gb18030")), ("a.xlsx", book(DETAIL, GOOD))],
    ids=["csv", "xlsx"],
)
def test_extract_gives_every_byte_back(ledger: Zlts, tmp_path: Path, name: str, content: bytes) -> None:
    took(ledger, name, content)
    ledger.ok("extract", 2, "-o", tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == content
    assert "不能写在它上面" in refused(ledger, "extract", 2, "-o", tmp_path / "out")
    (tmp_path / "other").write_bytes(b"written by hand")
    assert "没有覆盖" in refused(ledger, "extract", 2, "-o", tmp_path / "other")
    assert (tmp_path / "other").read_bytes() == b"written by hand"


# ------------------------------------------------------------------------------------------------ retry, quarantine


def test_a_mended_roster_takes_the_rows_in(ledger: Zlts) -> None:
    assert took(ledger, "a.csv", csv(DETAIL, ("城关派出所", "夏雨晴", "满意", T))) == (0, 0, 1)
    tried = ledger.run("retry")
    assert (tried.returncode, "0 行转为采用" in tried.stdout) == (3, True)
    took(ledger, "花名册2.csv", csv(PERSON, ("城关派出所", "夏雨晴", "350560", "窗口民警", "2013-01-01")))
    assert ledger.json("quarantine")["rows"] == []


def test_a_corrected_workbook_replaces_the_rows_and_undo_brings_them_back(ledger: Zlts, tmp_path: Path) -> None:
    bad = ("TS3", "2013-05-08", "柏小林", "13800007777", "城关派出所", "朱春美", "态度冷淡", "属实", "2013-05-20")
    assert took(ledger, "a.csv", csv(COMPLAINT, FIRST, bad)) == (1, 0, 1)
    out = tmp_path / "待核实.xlsx"
    ledger.run("quarantine", "-o", out)
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert "柏小林" not in words
    assert "13800007777" not in words
    edited = openpyxl.load_workbook(out)
    for row in edited.worksheets[0].iter_rows():
        for cell in row:
            if cell.value == "朱春美":
                cell.value = "朱春梅"
    edited.save(tmp_path / "已改.xlsx")
    (one,) = ledger.json("import", tmp_path / "已改.xlsx")["files"]
    assert (one["accepted"], one["rejected"]) == (1, 0)
    assert ledger.json("quarantine")["rows"] == []
    personal = ledger.ok("complaints", "--show-personal")
    assert personal.count("柏小林") == 2
    ledger.ok("undo", one["batch"])
    (waiting,) = ledger.json("quarantine", codes=(0, 3))["rows"]
    assert "朱春美" in str(waiting)


# ------------------------------------------------------------------------------------------------ complaints, merge


def test_look_alikes_are_pointed_out_and_merged_by_a_person(ledger: Zlts) -> None:
    took(ledger, "a.csv", csv(COMPLAINT, FIRST, SECOND))
    assert "TS2" in ledger.ok("complaints", "--alike")
    for blank in ("", " ", "\u3000"):
        done = ledger.run("merge", "TS2", "into", "TS1", "--force", "--reason", blank)
        assert done.returncode == 2
        assert "并案要写理由" in done.stderr
    assert "已并入" in ledger.ok("merge", "TS2", "into", "TS1", "--reason", "同一件事")
    assert "TS2" not in ledger.ok("complaints", "--alike")
    assert "自己已并入" in refused(ledger, "merge", "TS1", "into", "TS2", "--reason", "反了")
    assert "已并入 TS1" in refused(ledger, "merge", "TS2", "into", "TS1", "--reason", "再来")
    assert "不再并案" in ledger.ok("merge", "--undo", "TS2")
    assert "没有用 zlts merge 并过案" in refused(ledger, "merge", "--undo", "TS2")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("TS9", "into", "TS1", "--reason", "甲"), "没有投诉 TS9"),
        (("TS1", "into", "TS1", "--reason", "甲"), "不能并入它自己"),
        (("TS2", "into", "TS1"), "并案要写理由"),
        (("TS2",), "请写两个编号"),
    ],
)
def test_merges_that_are_refused(ledger: Zlts, words: tuple[str, ...], told: str) -> None:
    took(ledger, "a.csv", csv(COMPLAINT, FIRST, SECOND))
    assert told in refused(ledger, "merge", *words)


# ------------------------------------------------------------------------------------------------ by hand


@pytest.mark.parametrize(
    "words",
    [
        ("add", "measure", "朱春梅", "谈话", "--date", "2013-05-06", "--unit", "城关所"),
        ("add", "inspection", "城关所", "--date", "2013-05-06", "--finding", "未挂牌", "--points", "-1"),
        ("add", "filing", "城关所", "活动方案", "--filed", "2013-03-04"),
        ("post", "夏雨晴", "城关所", "--from", "2013-06-16", "--badge", "350560"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_fact_by_hand_is_taken_once_and_can_be_taken_back(ledger: Zlts, words: tuple[str, ...]) -> None:
    told = ledger.ok(*words)
    batch = re.search(r"第 (\d+) 批", told)
    assert batch
    ledger.ok("undo", batch[1])
    ledger.ok(*words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "measure", "朱春美", "谈话", "--date", "2013-05-06"), "最接近的是“朱春梅”"),
        (("add", "measure", "朱春梅", "批评", "--date", "2013-05-06"), "不是三项制度的措施"),
        (("add", "measure", "朱春梅", "谈话", "--date", "2013-02-30"), "没有这一天"),
        (("add", "inspection", "城观所", "--date", "2013-05-06", "--finding", "甲"), "花名册里没有这个单位"),
        (("add", "filing", "城关所", "活动方案", "--filed", "2039-03-04"), "日期在将来"),
        (("post", "夏雨晴", "城关所", "--from", "不详"), "看不懂这个日期"),
        (("post", "夏雨晴", "城关所", "--from", "2013-06-16", "--badge", "350509"), "已经是“朱春梅”的"),
    ],
    ids=lambda words: words[1] if isinstance(words, tuple) else "",
)
def test_a_fact_by_hand_that_does_not_hold(ledger: Zlts, words: tuple[str, ...], told: str) -> None:
    assert told in refused(ledger, *words)


def test_count_needs_a_known_measure(ledger: Zlts) -> None:
    assert "没有第 7 号" in refused(ledger, "count", 7)
    ledger.ok("add", "measure", "朱春梅", "谈话", "--date", "2013-05-06", "--unit", "城关所")
    assert "已记下：2013-05-06 对“朱春梅”的谈话是另外一次" in ledger.ok("count", 1)
    assert "已收回：2013-05-06 对“朱春梅”的谈话" in ledger.ok("count", 1, "--undo")


# ------------------------------------------------------------------------------------------------ layouts


def test_a_map_is_remembered_listed_and_forgotten(ledger: Zlts) -> None:
    heads = ("单位", "姓名", "打分项甲", "评价时间")
    assert took(ledger, "四月.csv", csv(heads, GOOD), "--map", "评价结果=打分项甲") == (1, 0, 0)
    assert took(ledger, "五月.csv", csv(heads, ("城关派出所", "曹国栋", "满意", T))) == (1, 0, 0)
    assert "打分项甲" in ledger.ok("layouts")
    (one,) = ledger.json("layouts")["layouts"]
    ledger.ok("layouts", "--forget", one["id"])
    path = ledger.ledger.parent / "六月.csv"
    path.write_bytes(csv(heads, ("城关派出所", "欧阳文", "满意", T)))
    assert "--map 评价结果=打分项甲" in refused(ledger, "import", path).replace("\n", "")
    assert "没有第 9 条" in refused(ledger, "layouts", "--forget", 9)


def test_a_map_of_words_is_remembered(ledger: Zlts) -> None:
    row = ("城关派出所", "朱春梅", "5", T)
    assert took(ledger, "四月.csv", csv(DETAIL, row), "--map", "评价结果:5=非常满意") == (1, 0, 0)
    assert took(ledger, "五月.csv", csv(DETAIL, ("城关派出所", "曹国栋", "5", T))) == (1, 0, 0)


def test_a_rehearsed_import_writes_nothing(ledger: Zlts) -> None:
    path = ledger.ledger.parent / "a.csv"
    path.write_bytes(csv(DETAIL, GOOD))
    before = ledger.ledger.read_bytes()
    (one,) = ledger.json("import", path, "--dry-run")["files"]
    assert one["accepted"] == 1
    assert ledger.ledger.read_bytes() == before
    assert took(ledger, "a.csv", csv(DETAIL, GOOD)) == (1, 0, 0)


def test_a_missing_file_name_is_asked_for_as_the_clerk_types_it(ledger: Zlts) -> None:
    done = ledger.run("export", "entries")
    assert done.returncode == 2
    assert "-o 台账.xlsx" in done.stderr
    assert "--output" not in done.stderr


def test_undo_names_the_map_that_is_still_remembered(ledger: Zlts) -> None:
    path = ledger.ledger.parent / "体检.csv"
    path.write_bytes(csv(("单位", "谁", "评价", "时间"), ("城关派出所", "朱春梅", "满意", T)))
    ledger.ok("import", path, "--map", "姓名=谁")
    said = ledger.ok("undo", 2)
    line = said[said.index("zlts layouts --forget") :].split()
    assert line == ["zlts", "layouts", "--forget", "1"]
    ledger.ok(*line[1:])
    assert ledger.json("layouts")["layouts"] == []
    took(ledger, "另一份.csv", csv(DETAIL, ("城关派出所", "朱春梅", "满意", T)))
    assert "--forget" not in ledger.ok("undo", 3)


def test_who_was_not_there_that_day_is_brought_in_by_the_line_that_is_told(ledger: Zlts) -> None:
    assert took(ledger, "a.csv", csv(DETAIL, ("南坪派出所", "朱春梅", "满意", T))) == (0, 0, 1)
    took(ledger, "调动.csv", csv(PERSON, ("南坪派出所", "朱春梅", "350509", "窗口民警", "2014-01-01")))
    (one,) = ledger.json("quarantine", codes=(0, 3))["rows"]
    line = one["reason"][one["reason"].index("zlts post") :].split("，")[0].split()
    assert line[:4] == ["zlts", "post", "350509", "南坪派出所"]
    ledger.ok(*line[1:])
    ledger.ok("retry")
    assert ledger.json("quarantine", codes=(0, 3))["rows"] == []
