"""Complaints from life: several findings, opinions, reused and missing numbers (readings: Complaints)."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.command import Zlts, founded_within

ROSTER = """\
单位,城区农村,姓名,警号,角色,任职起,任职止
测试一所,城区,张甲甲,900001,窗口民警,,
测试一所,城区,李乙乙,900002,窗口民警,,
测试一所,城区,钱庚庚,,责任领导,,
测试二所,农村,王丙丙,900003,窗口民警,,
测试二所,农村,孙辛辛,,责任领导,,
"""
HEAD = "编号,受理日期,投诉人,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期,严重程度\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Zlts:
    return founded_within(tmp_path, ROSTER)


def take(ledger: Zlts, name: str, text: str, *more: str) -> dict[str, Any]:
    path = ledger.ledger.with_name(name)
    path.write_text(text, encoding="utf-8")
    (found,) = ledger.json("import", path, *more, codes=(0, 3))["files"]
    return found  # type: ignore[no-any-return]


def counts(found: dict[str, Any]) -> tuple[int, int, int]:
    return found["accepted"], found["duplicates"], found["rejected"]


def measures(ledger: Zlts, month: str = "2013-12") -> set[tuple[str, str, str, str]]:
    """Month, unit, person and kind of what a pass posts."""
    posted = ledger.json("assess", month, codes=(0, 3))["posted"]
    return {(one["month"], one["unit"], one["person"], one["kind"]) for one in posted}


def register(ledger: Zlts) -> dict[str, Any]:
    return ledger.json("complaints")


# ---------------------------------------------------------------- one number, several findings

TWO = (
    "TS1,2013-05-06,,测试一所,张甲甲,推诿,属实,2013-05-10,\n",
    "TS1,2013-05-06,,测试二所,王丙丙,推诿,属实,2013-06-11,\n",
    "TS1,2013-05-06,,测试一所,李乙乙,推诿,不属实,2013-05-10,\n",
)


def test_each_officer_has_his_own_verdict_in_his_own_unit_and_month(ledger: Zlts) -> None:
    assert counts(take(ledger, "a.csv", HEAD + "".join(TWO))) == (3, 0, 0)
    bars = ("谈话", "取消评先评优")
    assert measures(ledger) == {
        *(("2013-05", "测试一所", "张甲甲", kind) for kind in bars),
        *(("2013-06", "测试二所", "王丙丙", kind) for kind in bars),
    }
    units = {
        one["unit"]: one["sustained_complaints"] for one in ledger.json("report", "quarterly", "2013Q2")["units"]
    }
    assert units == {"测试一所": 1, "测试二所": 1}


def test_the_order_of_rows_in_a_file_does_not_matter(tmp_path: Path) -> None:
    found = []
    for place, order in enumerate(permutations(TWO)):
        folder = tmp_path / str(place)
        folder.mkdir()
        ledger = founded_within(folder, ROSTER)
        take(ledger, "a.csv", HEAD + "".join(order))
        found.append(measures(ledger))
    assert found[0]
    assert all(one == found[0] for one in found)


def test_a_changed_verdict_of_one_officer_leaves_the_others_entries(ledger: Zlts) -> None:
    take(ledger, "a.csv", HEAD + "".join(TWO))
    measures(ledger)
    take(ledger, "b.csv", HEAD + TWO[0] + TWO[1].replace(",属实", ",不属实") + TWO[2])
    again = ledger.json("assess", "2013-12", codes=(0, 3))
    assert {one["person"] for one in again["reversed"]} == {"王丙丙"}
    assert again["posted"] == []


def test_one_sustained_allegation_suffices_and_one_allegation_has_one_verdict(ledger: Zlts) -> None:
    row = "TS1,2013-05-06,,测试一所,张甲甲,{},{},2013-05-10,\n"
    two = HEAD + row.format("态度差", "不属实") + row.format("收费不开票", "属实")
    assert counts(take(ledger, "a.csv", two)) == (2, 0, 0)
    (one,) = register(ledger)["complaints"]
    assert one["state"] == "有效"
    found = take(ledger, "b.csv", two.replace("收费不开票", "态度差").replace("TS1", "TS2"))
    assert counts(found) == (0, 0, 2)
    assert "分别写明投诉内容" in found["problems"][0]["reason"]


def test_a_serious_matter_of_two_days_is_one_for_the_unit_lead(ledger: Zlts) -> None:
    rows = (TWO[0], TWO[0].replace("张甲甲", "李乙乙").replace("2013-05-10", "2013-07-10"))
    take(ledger, "a.csv", HEAD + "".join(one.replace(",\n", ",严重\n") for one in rows))
    posted = ledger.json("assess", "2013-12", codes=(0, 3))["posted"]
    leads = [one for one in posted if one["role"] == "unit_lead" and one["kind"] == "追究责任"]
    assert [(one["person"], one["month"]) for one in leads] == [("钱庚庚", "2013-05")]
    assert {one["month"] for one in posted if one["kind"] == "不得提拔任用"} == {"2013-05", "2013-07"}


def test_who_is_cleared_is_not_named_among_the_sustained(ledger: Zlts) -> None:
    take(ledger, "a.csv", HEAD + TWO[0] + TWO[2])
    letter = ledger.ledger.with_name("五月.docx")
    ledger.run("report", "monthly", "2013-05", "-o", letter)
    from docx import Document

    told = [one.text for one in Document(str(letter)).paragraphs if "TS1" in one.text]
    assert any("张甲甲" in one for one in told)
    assert not any("李乙乙" in one for one in told)


# ---------------------------------------------------------------- no complaints

KINDS = "编号,受理日期,渠道,诉求类型,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期\n"


def test_praise_and_questions_are_counted_and_discipline_nobody(ledger: Zlts) -> None:
    text = KINDS + (
        "G1,2013-05-06,来电,表扬,测试一所,张甲甲,热情,属实,2013-05-09\n"
        "G2,2013-05-06,来电,咨询,不知哪所,某人,补办,,\n"
        "G3,2013-05-06,来信,投诉,测试一所,李乙乙,态度,属实,2013-05-09\n"
    )
    found = take(ledger, "a.csv", text)
    assert counts(found) == (3, 0, 0)
    assert any("表扬 1、咨询 1" in note for note in found["notes"])
    assert {one[2] for one in measures(ledger)} == {"李乙乙"}
    told = register(ledger)
    assert [one["number"] for one in told["complaints"]] == ["G3"]
    assert {(one["channel"], one["kind"], one["count"]) for one in told["opinions"]} == {
        ("来电", "表扬", 1),
        ("来电", "咨询", 1),
    }
    assert ledger.json("complaints", "--pending")["complaints"] == []


def test_an_unknown_kind_is_rejected_with_the_known_ones(ledger: Zlts) -> None:
    found = take(ledger, "a.csv", KINDS + "G1,2013-05-06,来电,纠错,测试一所,张甲甲,热情,属实,2013-05-09\n")
    assert counts(found) == (0, 0, 1)
    assert "表扬" in found["problems"][0]["reason"]
    assert "--map 诉求类型:纠错=标准词" in found["problems"][0]["reason"]


def test_a_column_of_categories_is_one_of_kinds_only_where_all_of_it_is(ledger: Zlts) -> None:
    head = KINDS.replace("诉求类型", "类别")
    row = "G{},2013-05-0{},来电,{},测试一所,张甲甲,事由{},属实,2013-05-09\n"
    kinds = head + row.format(1, 1, "表扬", 1) + row.format(2, 2, "投诉", 2)
    assert counts(take(ledger, "a.csv", kinds)) == (2, 0, 0)
    assert [one["number"] for one in register(ledger)["complaints"]] == ["G2"]
    mixed = head + row.format(3, 3, "咨询", 3) + row.format(4, 4, "态度", 4)
    found = take(ledger, "b.csv", mixed)
    assert counts(found) == (1, 0, 1)
    assert "--map 诉求类型=" in found["problems"][0]["reason"]


@pytest.mark.parametrize(
    ("state", "verdict", "taken", "shown"),
    [
        ("撤诉", "", 1, "无效"),
        ("作废", "待查", 1, "无效"),
        ("不予受理", "不属实", 1, "无效"),
        ("撤诉", "属实", 0, ""),
        ("已办结", "属实", 1, "有效"),
        ("办理中", "", 1, "待查"),
        ("没见过的", "属实", 0, ""),
    ],
)
def test_a_matter_taken_back_is_decided_and_not_sustained(
    ledger: Zlts, state: str, verdict: str, taken: int, shown: str
) -> None:
    head = "编号,受理日期,被投诉单位,被投诉民警,投诉内容,认定结果,状态\n"
    found = take(ledger, "a.csv", f"{head}G1,2013-05-06,测试一所,张甲甲,事由,{verdict},{state}\n")
    assert counts(found) == (taken, 0, 1 - taken)
    assert [one["state"] for one in register(ledger)["complaints"]] == ([shown] if shown else [])


# ---------------------------------------------------------------- numbers


def test_numbers_that_begin_again_each_month_are_other_complaints(ledger: Zlts) -> None:
    may = HEAD + "1,2013-05-06,甲先生,测试一所,张甲甲,态度生硬,属实,2013-05-09,\n"
    june = HEAD + "1,2013-06-03,丙先生,测试一所,张甲甲,拒收材料,不属实,2013-06-09,\n"
    take(ledger, "五月.csv", may)
    found = take(ledger, "六月.csv", june)
    assert counts(found) == (0, 0, 1)
    reason = found["problems"][0]["reason"]
    assert "编号已用于另一件投诉（第 2 批“五月.csv”第 2 行）" in reason
    assert "--map 编号=-" in reason
    assert "先生" not in reason
    assert counts(take(ledger, "六月.csv", june, "--map", "编号=-")) == (1, 0, 0)
    assert {one["state"] for one in register(ledger)["complaints"]} == {"有效", "无效"}


def test_a_number_without_its_zeros_is_the_same_where_all_agrees(ledger: Zlts) -> None:
    row = HEAD + "{},2013-05-06,甲先生,测试一所,{},态度生硬,{},2013-05-09,\n"
    assert counts(take(ledger, "a.csv", row.format("007", "张甲甲", "属实"))) == (1, 0, 0)
    assert counts(take(ledger, "b.csv", row.format("7", "张甲甲", "属实"))) == (0, 1, 0)
    assert counts(take(ledger, "c.csv", row.format("7.0", "张甲甲", "不属实"))) == (1, 0, 0)
    assert counts(take(ledger, "d.csv", row.format("7", "李乙乙", "属实"))) == (1, 0, 0)
    assert [(one["number"], one["state"]) for one in register(ledger)["complaints"]] == [
        ("007", "无效"),
        ("7", "有效"),
    ]


def test_numbers_like_phones_are_shown(ledger: Zlts) -> None:
    numbers = ["13912345678", "350102201305060012", "0591-12345678", "15-0231-76622182", "A13912345678B"]
    rows = "".join(f"{n},2013-05-0{d},,测试一所,张甲甲,事由{d},待查,,\n" for d, n in enumerate(numbers, 1))
    take(ledger, "a.csv", HEAD + rows)
    assert [one["number"] for one in register(ledger)["complaints"]] == numbers
    assert "***" not in ledger.ok("complaints")
    assert "***" not in ledger.ok("merge", numbers[1], "into", numbers[0], "--reason", "同一事")


# ---------------------------------------------------------------- without a number


def test_complaints_without_numbers_differ_by_complainant(ledger: Zlts) -> None:
    head, row = HEAD.replace("编号,", ""), "2013-05-06,{},测试一所,张甲甲,态度差,{},2013-05-10,\n"
    found = take(ledger, "a.csv", head + row.format("群众一", "属实") + row.format("群众二", "不属实"))
    assert counts(found) == (2, 0, 0)
    assert any("zlts merge 2:3 into 2:2" in note for note in found["notes"])
    assert not any("群众" in note for note in found["notes"])
    later = take(ledger, "b.csv", head + row.format("群众二", "属实") + row.format("群众一", "属实"))
    assert counts(later) == (1, 1, 0)
    assert "已并入" in ledger.ok("merge", "3:2", "into", "2:2", "--reason", "同一事")


def test_two_verdicts_without_a_number_contradict_each_other(ledger: Zlts) -> None:
    head, row = HEAD.replace("编号,", ""), "2013-05-06,{},测试一所,张甲甲,态度差,{},2013-05-10,\n"
    found = take(ledger, "a.csv", head + row.format("", "属实") + row.format("", "不属实"))
    assert counts(found) == (0, 0, 2)
    assert "补上编号或投诉人" in found["problems"][0]["reason"]
    assert counts(take(ledger, "b.csv", head + row.format("", "属实") * 2)) == (1, 1, 0)


def test_erased_complainants_are_still_told_apart(ledger: Zlts) -> None:
    head, row = HEAD.replace("编号,", ""), "2013-05-06,{},测试一所,张甲甲,态度差,{},2013-05-10,\n"
    take(ledger, "a.csv", head + row.format("群众一", "属实") + row.format("群众二", "不属实"))
    before = measures(ledger)
    ledger.ok("purge", "--before", "2014")
    assert {one["state"] for one in register(ledger)["complaints"]} == {"有效", "无效"}
    ledger.json("assess", "2013-12", codes=(0, 3))
    entries = ledger.json("ledger", "2013")["entries"]
    assert {(one["month"], one["unit"], one["person"], one["kind"]) for one in entries} == before
    assert "群众" not in ledger.ok("complaints", "--show-personal")


# ---------------------------------------------------------------- later exports


def told(ledger: Zlts) -> tuple[list[str], list[str]]:
    """The numbers that are missing, and the changes, as the register has them; and as status does."""
    listing, status = register(ledger), ledger.json("status", codes=(0, 3))
    missing = [one["number"] for one in listing["missing"]]
    changes = [f"{one['number']}（{one['was']}→{one['now']}）" for one in listing["changes"]]
    assert status["missing_complaints"] == missing
    assert status["verdict_changes"] == changes
    return missing, changes


ROW = "{},2013-{},,{},{},{},{},,\n"
FIRST = (
    HEAD
    + ROW.format("TS1", "05-06", "测试一所", "张甲甲", "态度", "待查")
    + ROW.format("TS2", "05-07", "测试一所", "李乙乙", "等太久", "待查")
)


def test_what_a_later_export_lacks_or_changes_is_told(ledger: Zlts) -> None:
    take(ledger, "一.csv", FIRST)
    later = HEAD + ROW.format("TS1", "05-06", "测试一所", "张甲甲", "态度", "不属实")
    later += ROW.format("TS3", "06-07", "测试一所", "李乙乙", "等太久", "待查")
    notes = take(ledger, "二.csv", later)["notes"]
    assert any("TS2" in note and "照旧保留" in note for note in notes)
    assert any("TS1（待查→不属实）" in note for note in notes)
    assert told(ledger) == (["TS2"], ["TS1（待查→不属实）"])
    back = later + ROW.format("TS2", "05-07", "测试一所", "李乙乙", "等太久", "待查")
    take(ledger, "三.csv", back)
    assert told(ledger)[0] == []


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(ROW.format("TS9", "06-06", "测试一所", "张甲甲", "另一事", "待查"), id="another month"),
        pytest.param(ROW.format("TS9", "05-06", "测试二所", "王丙丙", "另一事", "待查"), id="another unit"),
        pytest.param(ROW.format("TS1", "05-06", "测试一所", "张甲甲", "态度", "待查"), id="one row"),
    ],
)
def test_the_register_of_another_unit_or_month_lacks_nothing(ledger: Zlts, later: str) -> None:
    take(ledger, "一.csv", FIRST)
    take(ledger, "二.csv", HEAD + later)
    assert told(ledger) == ([], [])


def test_the_corrected_rows_of_a_register_are_no_register_of_their_own(ledger: Zlts) -> None:
    third = ROW.format("TS3", "05-08", "测试二所", "王丙丙", "冷淡", "待查")
    take(ledger, "一.csv", FIRST + third)
    wrong = HEAD + ROW.format("TS4", "05-09", "测试二所", "王丙丙", "推诿", "待查").replace("2013-05-09", "5月9日")
    wrong += (FIRST + third).removeprefix(HEAD).replace("待查", "待察", 2)
    assert counts(take(ledger, "二.csv", wrong)) == (0, 1, 3)
    path = ledger.ledger.with_name("待核实.xlsx")
    ledger.ok("quarantine", "-o", path)
    book = load_workbook(path)
    right = {"待察": "属实", "5月9日": "2013-05-09"}
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value in right:
                cell.value = right[str(cell.value)]
    book.save(path)
    (found,) = ledger.json("import", path, codes=(0, 3))["files"]
    assert counts(found) == (3, 0, 0)
    assert told(ledger)[0] == []


def test_a_list_of_what_is_open_says_nothing_of_the_decided(ledger: Zlts) -> None:
    take(ledger, "一.csv", FIRST.replace("等太久,待查", "等太久,属实"))
    open_ones = HEAD + ROW.format("TS1", "05-06", "测试一所", "张甲甲", "态度", "待查")
    open_ones += ROW.format("TS3", "06-07", "测试二所", "王丙丙", "等太久", "待查")
    take(ledger, "二.csv", open_ones)
    assert told(ledger) == ([], [])


# ---------------------------------------------------------------- merging


def test_a_merge_without_a_common_officer_or_unit_is_refused_unless_forced(ledger: Zlts) -> None:
    other = ROW.format("TS9", "05-06", "测试二所", "王丙丙", "另一事", "待查")
    take(ledger, "a.csv", FIRST + other)
    refused = ledger.run("merge", "TS9", "into", "TS1", "--reason", "同一事")
    assert refused.returncode == 2
    assert "zlts merge TS9 into TS1 --force --reason" in refused.stderr
    assert "已并入" in ledger.ok("merge", "TS2", "into", "TS1", "--reason", "同一单位")
    assert "已并入" in ledger.ok("merge", "TS9", "into", "TS1", "--reason", "同一人", "--force")


def test_a_merge_names_the_pass_that_is_due(ledger: Zlts) -> None:
    take(ledger, "a.csv", FIRST)
    assert "还没有评定过" in ledger.ok("merge", "TS2", "into", "TS1", "--reason", "同一事", "--dry-run")
    ledger.json("assess", "2013-08", codes=(0, 3))
    assert "zlts assess 2013-08。" in ledger.ok("merge", "TS2", "into", "TS1", "--reason", "同一事")
    assert "zlts assess 2013-08。" in ledger.ok("merge", "TS2", "--undo")


SUSTAINED = "TS1,2013-05-06,,测试一所,张甲甲,推诿,属实,2013-05-10,\n"
OPEN = "TS2,2013-05-07,,测试二所,王丙丙,态度差,待查,,\n"
NEXT = "TS3,2013-05-28,,测试二所,王丙丙,不耐烦,待查,,\n"


@pytest.mark.parametrize(
    ("later", "code", "told"),
    [
        pytest.param(SUSTAINED.replace("属实,2013-05-10", "不属实,2013-05-20") + OPEN, 0, True, id="turned round"),
        pytest.param(SUSTAINED + NEXT, 3, True, id="gone"),
        pytest.param(SUSTAINED + OPEN.replace("待查,", "属实,2013-05-21"), 0, False, id="a first verdict"),
        pytest.param(SUSTAINED + OPEN + NEXT, 0, False, id="a new complaint"),
    ],
)
def test_an_import_ends_with_3_where_a_register_lacks_what_it_had(
    ledger: Zlts, later: str, code: int, told: bool
) -> None:
    """A verdict turned round is told, and the next pass does the rest; what is merely new needs nobody."""
    take(ledger, "五月.csv", HEAD + SUSTAINED + OPEN)
    path = ledger.ledger.with_name("六月.csv")
    path.write_text(HEAD + later, encoding="utf-8")
    done = ledger.run("import", path)
    assert (done.returncode, "逐件核对" in done.stdout) == (code, told)


MERGED = HEAD.replace("严重程度", "严重程度,并案编号")


def test_a_merge_that_loses_one_who_is_at_fault_is_pointed_out(ledger: Zlts) -> None:
    first = "TS1,2013-05-06,,测试一所,张甲甲,推诿,属实,2013-05-10,,\n"
    text = f"{MERGED}{first}TS2,2013-05-16,,测试一所,李乙乙,收费,属实,2013-05-20,,TS1\n"
    path = ledger.ledger.with_name("a.csv")
    path.write_text(text, encoding="utf-8")
    assert ledger.run("import", path, "--dry-run").returncode == 3
    found = take(ledger, "a.csv", text)
    assert any("投诉 TS2 认定李乙乙有效，并入的 TS1 里却没有李乙乙" in note for note in found["notes"])
    told = ledger.json("assess", "2013-12", codes=(0, 3))
    assert any("投诉 TS2 认定李乙乙有效" in problem["reason"] for problem in told["problems"])


@pytest.mark.parametrize("second", ["张甲甲,推诿,属实", "李乙乙,收费,不属实", "张甲甲,推诿,"])
def test_a_merge_that_loses_nobody_is_not(ledger: Zlts, second: str) -> None:
    first = "TS1,2013-05-06,,测试一所,张甲甲,推诿,属实,2013-05-10,,\n"
    found = take(ledger, "a.csv", f"{MERGED}{first}TS2,2013-05-16,,测试一所,{second},2013-05-20,,TS1\n")
    assert not any("没有效果" in note for note in found["notes"])
