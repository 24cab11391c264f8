"""`zlts eligible`: on a day, who may not be honoured or promoted, who must move, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clock import told
from tests.command import Within, founded_within

_ROSTER = """\
单位,城区农村,姓名,警号,角色,任职起,任职止
西门派出所,农村,杨怀远,660201,窗口民警,2013-01-01,
西门派出所,农村,朱文,,责任领导,2013-01-01,
东门派出所,城区,卫青云,660101,窗口民警,2013-01-01,
东门派出所,城区,蒋若兰,660102,窗口民警,2013-01-01,
东门派出所,城区,何小燕,660103,窗口辅警,2013-01-01,
东门派出所,城区,沈大同,,责任领导,2013-01-01,
"""
_HEAD = "编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度\n"
_COMPLAINTS = (
    _HEAD
    + """\
TS1,2013-03-03,来电,欧阳采薇,13900007788,东门派出所,蒋若兰,脸难看,态度冷淡,属实,2013-03-20,
TS2,2013-05-05,来电,欧阳采薇,13900007788,东门派出所,卫青云,话难听,语气生硬,属实,2013-05-21,严重
TS3,2013-06-07,信访,欧阳采薇,13900007788,西门派出所,杨怀远,事难办,材料退回,待查,,
"""
)


def barred_ledger(folder: Path) -> Within:
    zlts = founded_within(folder, _ROSTER)
    (folder / "投诉登记簿.csv").write_text(_COMPLAINTS, encoding="utf-8")
    zlts.ok("import", folder / "投诉登记簿.csv")
    zlts.run("assess", "2013-12")
    return zlts


@pytest.fixture(scope="module")
def zlts(tmp_path_factory: pytest.TempPathFactory) -> Within:
    return barred_ledger(tmp_path_factory.mktemp("eligible"))


def answers(zlts: Within, *args: str) -> dict[str, tuple[str, str, bool]]:
    found = zlts.json("eligible", *args, codes=(0, 3))
    return {one["officer"]: (one["honour"], one["promotion"], one["transfer"]) for one in found["officers"]}


def test_a_bar_holds_from_its_day_and_not_the_day_before(zlts: Within) -> None:
    assert answers(zlts, "--on", "2013-03-19") == {}
    assert answers(zlts, "--on", "2013-03-20") == {"蒋若兰": ("不可以", "可以", False)}
    assert "蒋若兰" in answers(zlts, "--on", "2013-12-31")


def test_the_list_follows_the_rosters_units_and_gives_the_grounds(zlts: Within) -> None:
    found = zlts.json("eligible", "--on", "2013-12-31", codes=(0, 3))
    assert [one["officer"] for one in found["officers"]] == ["卫青云", "蒋若兰"]
    wei = found["officers"][0]
    assert (wei["honour"], wei["promotion"], wei["transfer"]) == ("不可以", "不可以", True)
    assert {bar["kind"] for bar in wei["bars"]} == {"取消评先评优", "不得提拔任用", "调整到农村派出所"}
    for bar in wei["bars"]:
        assert bar["entry"]
        assert bar["clause"] == "六(七)"
        assert bar["month"] == "2013-05"
        assert bar["evidence"]
    barred = {one["officer"] for one in zlts.json("awards", "2013", codes=(0, 3))["ineligible"]}
    assert {one["officer"] for one in found["officers"] if one["honour"] == "不可以"} == barred


def test_a_year_on_only_the_transfer_that_nobody_made_is_left(zlts: Within) -> None:
    assert answers(zlts, "--on", "2014-01-01") == {"卫青云": ("可以", "可以", True)}


def test_who_is_asked_for_gets_an_answer_and_what_is_open_is_said(zlts: Within) -> None:
    done = zlts.run("eligible", "杨怀远", "660102", "何小燕", "--on", "2013-12-31")
    assert done.returncode == 3
    assert "“杨怀远”有投诉尚未查结（TS3），认定后资格可能改变" in done.stdout
    assert "欧阳采薇" not in done.stdout
    assert "13900007788" not in done.stdout
    found = answers(zlts, "杨怀远", "660102", "何小燕", "--on", "2013-12-31")
    assert list(found) == ["杨怀远", "蒋若兰", "何小燕"]
    assert [one[0] for one in found.values()] == ["可以", "不可以", "不可以"]
    assert zlts.run("eligible", "卫青云", "--on", "2013-04-01").returncode == 0


def test_a_transfer_made_and_a_bar_waived_no_longer_hold(tmp_path: Path) -> None:
    zlts = barred_ledger(tmp_path)
    entries = zlts.json("ledger", "2013")["entries"]
    number = {(one["person"], one["kind"]): one["id"] for one in entries}
    zlts.ok("done", number["卫青云", "调整到农村派出所"], "--on", "2013-06-01", "--doc", "政〔2013〕7号")
    zlts.ok("waive", number["蒋若兰", "取消评先评优"], "--reason", "复核", "--doc", "会纪〔2013〕1号")
    found = zlts.json("eligible", "卫青云", "蒋若兰", "--on", "2013-12-31", codes=(0, 3))
    wei, jiang = found["officers"]
    assert not wei["transfer"]
    assert jiang["honour"] == "可以"
    state = {
        (one["officer"], bar["kind"]): (bar["state"], bar["document"]) for one in (wei, jiang) for bar in one["bars"]
    }
    assert state["卫青云", "调整到农村派出所"] == ("已执行", "政〔2013〕7号")
    assert state["蒋若兰", "取消评先评优"][0] == "已免除"
    assert "会纪〔2013〕1号" in state["蒋若兰", "取消评先评优"][1]
    assert answers(zlts, "卫青云", "--on", "2013-05-31")["卫青云"][2]


def test_before_the_pass_nothing_is_concluded(tmp_path: Path) -> None:
    zlts = founded_within(tmp_path, _ROSTER)
    (tmp_path / "投诉登记簿.csv").write_text(_COMPLAINTS, encoding="utf-8")
    zlts.ok("import", tmp_path / "投诉登记簿.csv")
    assert answers(zlts, "蒋若兰", "--on", "2013-04-30")["蒋若兰"][0] == "待评定"
    done = zlts.run("eligible", "--on", "2013-04-30")
    assert done.returncode == 3
    assert "2013-03、2013-04 还没有评定，资格可能改变：请先 zlts assess 2013-04" in done.stdout
    head = "单位,姓名,月份,满意,不满意,未评价\n"
    counts = f"{head}东门派出所,蒋若兰,2013-03,40,0,0\n东门派出所,卫青云,2013-03,40,0,0\n"
    (tmp_path / "三月.csv").write_text(counts, encoding="utf-8")
    zlts.ok("import", tmp_path / "三月.csv")
    said = told(zlts.ledger, "2013-04-30", "awards", "2013")["decisions_needed"]
    assert "“蒋若兰”有取消评先评优的认定还没有评定登记，评定以前不作结论" in said
    assert any(one.startswith("2013-03 还没有评定") for one in said)


def test_a_day_to_come_or_before_the_first_policy_is_refused(zlts: Within) -> None:
    assert zlts.run("eligible", "--on", "2999-01-01").returncode == 2
    assert zlts.run("eligible", "--on", "2013-02-28").returncode == 2
    today = told(zlts.ledger, "2013-07-01", "eligible")
    assert today["on"] == "2013-07-01"
    assert [one["officer"] for one in today["officers"]] == list(answers(zlts, "--on", "2013-07-01"))
