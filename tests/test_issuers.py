"""六(七) 被县局: only measures of the bureau escalate; a unit's own are kept and shown (readings: Issuers)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command import Zlts, founded_within
from zlts import policy_file
from zlts.resources import data_file

DONE = (0, 3)
ROSTER = """\
单位,城区农村,姓名,警号,角色
柳湾派出所,农村,柏一鸣,880001,窗口民警
柳湾派出所,农村,孔海川,,责任领导
柳湾派出所,农村,俞景行,,责任局领导
车管大队,城区,戴若兰,880002,窗口民警
"""
HEADING = "日期,姓名,单位,措施,事由,{}\n"


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    return founded_within(tmp_path, ROSTER)


def take(zlts: Zlts, issuers: list[str], *, heading: str = "实施单位", more: tuple[str, ...] = ()) -> dict[str, Any]:
    """Import a talk for each issuer."""
    path = zlts.ledger.parent / "措施.csv"
    rows = [f"2013-05-{n:02},柏一鸣,柳湾派出所,谈话,第{n}次,{who}\n" for n, who in enumerate(issuers, 6)]
    path.write_text(HEADING.format(heading) + "".join(rows), encoding="utf-8")
    (one,) = zlts.json("import", path, *more, codes=DONE)["files"]
    assert not one.get("error"), one
    return dict(one)


def judged(zlts: Zlts) -> list[tuple[str, str]]:
    zlts.json("assess", "2013-12", codes=DONE)
    again = zlts.json("assess", "2013-12", codes=DONE)
    assert (again["posted"], again["reversed"]) == ([], [])
    return sorted((one["role"], one["kind"]) for one in zlts.json("ledger", "2013")["entries"])


ESCALATED = [("bureau_lead", "打招呼"), ("officer", "谈话"), ("officer", "谈话"), ("unit_lead", "谈话")]
KEPT = [("officer", "谈话"), ("officer", "谈话")]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("", ESCALATED),
        ("县局", ESCALATED),
        ("政工室", ESCALATED),
        ("某县公安局", ESCALATED),
        ("某县公安局督察大队", ESCALATED),
        ("柳湾派出所", KEPT),
        ("柳湾所", KEPT),
        ("某县公安局柳湾派出所", KEPT),
        ("车管大队", KEPT),
        ("派出所", KEPT),
        ("本单位", KEPT),
    ],
)
def test_who_issued_the_second_talk(zlts: Zlts, second: str, expected: list[tuple[str, str]]) -> None:
    assert take(zlts, ["县局", second])["accepted"] == 2
    assert judged(zlts) == expected


@pytest.mark.parametrize("heading", ["实施机关", "决定机关", "决定单位"])
def test_other_headings_for_the_issuer(zlts: Zlts, heading: str) -> None:
    take(zlts, ["县局", "派出所"], heading=heading)
    assert judged(zlts) == KEPT


def test_a_units_own_measure_is_shown_as_such(zlts: Zlts) -> None:
    take(zlts, ["柳湾所", "柳湾所"])
    judged(zlts)
    reasons = [one["reason"] for one in zlts.json("ledger", "2013")["entries"]]
    assert all("柳湾派出所自行谈话" in reason and "不计入领导连带" in reason for reason in reasons)
    explained = zlts.ok("explain", "柏一鸣", "--year", "2013")
    assert "自行谈话" in explained
    help_ = zlts.json("report", "monthly", "2013-05", codes=DONE)["early_help"]
    assert help_ == []


def test_an_issuer_that_nobody_knows_waits_with_the_line_that_decides(zlts: Zlts) -> None:
    first = take(zlts, ["县局", "纪检二室"])
    (problem,) = first["problems"]
    assert (problem["column"], problem["value"]) == ("实施单位", "纪检二室")
    assert "--map 实施单位:纪检二室=县局" in problem["reason"]
    take(zlts, ["县局", "纪检二室"], more=("--map", "实施单位:纪检二室=县局"))
    assert judged(zlts) == ESCALATED


def test_the_same_talk_with_and_without_its_issuer_is_one(zlts: Zlts) -> None:
    take(zlts, ["", ""])
    later = take(zlts, ["县局", "政工室"])
    assert (later["accepted"], later["duplicates"]) == (0, 2)
    other = take(zlts, ["柳湾所", "政工室"])
    assert (other["accepted"], other["duplicates"]) == (1, 1)
    assert any("只有实施单位不同" in note for note in other["notes"])


def test_by_hand(zlts: Zlts) -> None:
    for day, issuer in (("06", "本单位"), ("07", "政工室"), ("08", "")):
        more = ("--issuer", issuer) if issuer else ()
        zlts.ok("add", "measure", "柏一鸣", "谈话", "--date", f"2013-05-{day}", "--reason", "晨会", *more)
    assert judged(zlts) == sorted([*ESCALATED, ("officer", "谈话")])
    refused = zlts.run("add", "measure", "柏一鸣", "谈话", "--date", "2013-05-09", "--issuer", "纪检二室")
    assert refused.returncode == 1
    assert "实施单位" in refused.stderr


def test_another_reading_counts_any_issuer(zlts: Zlts) -> None:
    take(zlts, ["柳湾所", "柳湾所"])
    text = data_file("policy-2013.toml").read_text(encoding="utf-8")
    path = zlts.ledger.parent / "政策.toml"
    path.write_text(text.replace('issued_by = "bureau"', 'issued_by = "any"'), encoding="utf-8")
    assert judged(zlts) == KEPT
    added = zlts.json("simulate", "2013", "--policy", path)["added"]
    assert sorted((one["role"], one["kind"]) for one in added) == [("bureau_lead", "打招呼"), ("unit_lead", "谈话")]


def test_a_policy_from_before_the_setting_reads_as_the_shipped_one() -> None:
    text = data_file("policy-2013.toml").read_text(encoding="utf-8")
    begin, end = text.index("[issuers]"), text.index("[ratings]")
    older = (text[:begin] + text[end:]).replace('issued_by = "bureau"', "")
    loaded = policy_file.load(older, text)
    assert loaded.escalation.any_issuer is False
    assert loaded.words.issuers == policy_file.load(text).words.issuers


def test_a_units_own_talk_may_be_the_carrying_out_too(zlts: Zlts) -> None:
    heading = "编号,受理日期,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期"
    said = f"{heading}\nTS1,2013-05-02,柳湾派出所,柏一鸣,态度,属实,2013-05-04\n"
    path = zlts.ledger.parent / "投诉.csv"
    path.write_text(said, encoding="utf-8")
    zlts.json("import", path, codes=DONE)
    take(zlts, ["柳湾所"])
    (problem,) = zlts.json("assess", "2013-12", codes=DONE)["problems"]
    assert "zlts count" in problem["reason"]
    zlts.ok("count", problem["measure"])
    assert judged(zlts) == [("officer", "取消评先评优"), ("officer", "谈话"), ("officer", "谈话")]
