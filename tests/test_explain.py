"""`zlts explain` answers the officer: every press, every complaint, what was done, and what would have changed it."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.command import Within, founded_within
from tests.facts import POLICY
from zlts.model import Tally
from zlts.rules import is_below_floor, shortfall

DONE = (0, 3)
FLOOR = Fraction(95, 100)
ROSTER = """\
单位,城区农村,姓名,警号,角色
柳湾派出所,农村,柏一鸣,880001,窗口民警
柳湾派出所,农村,孔海川,,责任领导
柳湾派出所,农村,俞景行,,责任局领导
车管大队,城区,戴若兰,880002,窗口民警
车管大队,城区,申屠远,880003,窗口民警
车管大队,城区,梁望舒,,责任领导
车管大队,城区,俞景行,,责任局领导
"""
PRESSES = {
    ("柏一鸣", 3): "+" * 18 + "--" + "0",
    ("柏一鸣", 4): "+" * 17 + "-" * 3,
    ("柏一鸣", 5): "+" * 36 + "-" * 2 + "00",
    ("柏一鸣", 6): "+" * 19 + "-",
    ("戴若兰", 3): "-",
    ("戴若兰", 4): "+" * 94 + "-" * 5,
}
"""A sign a press: satisfied, not, unrated."""
WORDS = {"+": "满意", "-": "不满意", "0": "未评价"}
UNITS = {"柏一鸣": "柳湾派出所", "戴若兰": "车管大队", "申屠远": "车管大队"}
COMPLAINANT, PHONE = "欧阳采薇", "13900000077"
COMPLAINTS = f"""\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,责任认定,认定日期,严重程度,并案编号
T01,2013-02-20,来电,,,车管大队,戴若兰,话难听,二月里的事,属实,有责,2013-03-05,一般,
T02,2013-04-09,来电,{COMPLAINANT},{PHONE},车管大队,戴若兰,话难听,{COMPLAINANT}({PHONE})补证被训斥,属实,有责,2013-04-20,一般,
T03,2013-04-10,来信,,,车管大队,戴若兰,话难听,补证被训斥又来信,属实,有责,2013-04-20,一般,T02
T04,2013-05-06,来电,,,车管大队,戴若兰,事难办,材料退回两次,不属实,,2013-05-20,一般,
T05,2013-06-03,来电,,,车管大队,戴若兰,门难进,窗口没有人,部分属实,无责,2013-06-20,一般,
T06,2013-07-01,来电,,,车管大队,戴若兰,脸难看,态度冷淡,属实,有责,2013-07-20,一般,
T07,2013-12-02,来电,,,车管大队,戴若兰,脸难看,没有回应,待查,,,,
T08,2013-08-05,来电,,,车管大队,申屠远,事难办,收取不应收取的费用,属实,有责,2013-08-20,严重,
"""


@pytest.fixture(scope="module")
def zlts(tmp_path_factory: pytest.TempPathFactory) -> Within:
    folder = tmp_path_factory.mktemp("explain")
    made = founded_within(folder, ROSTER)
    lines = ["单位,窗口,评价器,姓名,评价,评价时间"]
    for (name, month), signs in PRESSES.items():
        for n, sign in enumerate(signs):
            time = f"2013-{month:02}-{n % 25 + 2:02} 09:{n // 25:02}:{month:02}"
            lines.append(f"{UNITS[name]},1号窗口,PJ07,{name},{WORDS[sign]},{time}")
    (folder / "评价.csv").write_text("\n".join([*lines, ""]), encoding="utf-8")
    (folder / "投诉.csv").write_text(COMPLAINTS, encoding="utf-8")
    summary = "单位,姓名,月份,满意,不满意,未评价\n车管大队,申屠远,2013-05,17,3,4\n"
    (folder / "汇总.csv").write_text(summary, encoding="utf-8")
    for name in ("评价.csv", "投诉.csv", "汇总.csv"):
        found = made.json("import", folder / name, codes=DONE)["files"][0]
        assert not found.get("error"), found
        assert found["rejected"] == 0, found
    assert made.run("assess", "2013-12").returncode in DONE
    return made


def told(zlts: Within, name: str) -> dict[str, Any]:
    return zlts.json("explain", name, "--year", "2013", codes=DONE)


def ids_of(found: dict[str, Any], kind: str) -> list[int]:
    return [one["id"] for one in found["entries"] if one["kind"] == kind and one["status"] == "active"]


# ---------------------------------------------------------------- months


@pytest.mark.parametrize("name", ["柏一鸣", "戴若兰", "申屠远"])
def test_every_press_that_was_not_satisfied_is_listed_or_stands_in_a_summary(zlts: Within, name: str) -> None:
    found = told(zlts, name)
    months = {one["month"]: one for one in found["months"]}
    assert found["low_months"]
    for low in found["low_months"]:
        single = [one for one in found["unsatisfied"] if one["month"] == low["month"]]
        summed = sum(one["unsatisfied"] for one in low["summaries"])
        assert len(single) == low["single"]
        assert len(single) + summed == low["counted"] - low["satisfied"]
        assert months[low["month"]]["unrated"] == low["unrated"]
    below = {month for month, one in months.items() if Fraction(one["satisfied"], one["counted"]) < FLOOR}
    assert {low["month"] for low in found["low_months"]} == below


def test_a_press_is_its_row(zlts: Within) -> None:
    lines = (zlts.ledger.parent / "评价.csv").read_text(encoding="utf-8").splitlines()
    found = told(zlts, "柏一鸣")["unsatisfied"]
    assert len(found) == 7  # three low months; June's one stands at exactly the floor
    for one in found:
        said = lines[one["row"] - 1].split(",")
        assert said == ["柳湾派出所", one["window"], one["evaluator"], "柏一鸣", one["rating"], one["time"]]
        assert one["file"] == "评价.csv"


def test_the_month_is_told_with_the_unrated_and_what_was_below(zlts: Within) -> None:
    shown = zlts.ok("explain", "柏一鸣", "--year", "2013")
    flat = "".join(shown.split())
    assert "2013-05满意率94.73%：不满意的2次" in flat
    assert "2013-05满意率94.73%（有效评价38，满意36，不满意2），低于95%" in flat
    assert "未评价2个，不计入满意率" in flat
    assert "PJ07" in shown


def test_a_month_known_by_a_summary_names_its_row(zlts: Within) -> None:
    found = told(zlts, "申屠远")
    (low,) = found["low_months"]
    (line,) = low["summaries"]
    assert (line["file"], line["row"], line["unsatisfied"], line["unrated"]) == ("汇总.csv", 2, 3, 4)
    assert found["unsatisfied"] == []
    assert "没有逐次的时间和评价器" in "".join(zlts.ok("explain", "申屠远", "--year", "2013").split())


@pytest.mark.parametrize("name", ["柏一鸣", "戴若兰", "申屠远"])
def test_what_would_have_reached_the_floor_is_the_least(zlts: Within, name: str) -> None:
    for low in told(zlts, name)["low_months"]:
        counted, satisfied = low["counted"], low["satisfied"]
        more, turned = low["more_satisfied"], low["had_been_satisfied"]
        assert Fraction(satisfied + more, counted + more) >= FLOOR
        assert Fraction(satisfied + more - 1, counted + more - 1) < FLOOR if counted + more > 1 else more == 0
        assert Fraction(satisfied + turned, counted) >= FLOOR > Fraction(satisfied + turned - 1, counted)


@given(counted=st.integers(1, 3000), bad=st.integers(0, 3000))
def test_the_shortfall_is_exact(counted: int, bad: int) -> None:
    tally = Tally(counted, max(counted - bad, 0))
    short = shortfall(tally, POLICY)
    assert short.more is not None
    assert (short.more, short.turned) == (0, 0) if not is_below_floor(tally, POLICY) else short.more > 0
    for step in ("more", "turned"):
        number = getattr(short, step)
        added = number if step == "more" else 0
        assert not is_below_floor(Tally(counted + added, tally.satisfied + number), POLICY)
        if number:
            less = max(added - 1, 0)
            assert is_below_floor(Tally(counted + less, tally.satisfied + number - 1), POLICY)


def test_a_voided_press_is_not_listed(tmp_path: Path) -> None:
    zlts = founded_within(tmp_path, ROSTER)
    rows = [f"柳湾派出所,柏一鸣,{'不满意' if n < 3 else '满意'},2013-05-{n + 2:02} 09:10:00" for n in range(20)]
    (tmp_path / "评价.csv").write_text("\n".join(["单位,姓名,评价,评价时间", *rows, ""]), encoding="utf-8")
    zlts.ok("import", tmp_path / "评价.csv")
    before = told(zlts, "柏一鸣")
    assert [one["row"] for one in before["unsatisfied"]] == [2, 3, 4]
    one = before["unsatisfied"][0]
    done = zlts.run("void", f"{one['batch']}:{one['row']}", "--reason", "本人误按")
    assert done.returncode in DONE, done.stderr
    after = told(zlts, "柏一鸣")
    assert [line["row"] for line in after["unsatisfied"]] == [3, 4]
    assert [(low["counted"], low["satisfied"]) for low in after["low_months"]] == [(19, 17)]


# ---------------------------------------------------------------- complaints


def test_each_complaint_says_whether_it_counts_and_why(zlts: Within) -> None:
    lines = {one["number"]: one for one in told(zlts, "戴若兰")["complaints"]}
    assert list(lines) == ["T01", "T02", "T03", "T04", "T05", "T06", "T07"]
    counts = {number for number, one in lines.items() if one["counts"]}
    assert counts == {"T02", "T06"} == {number for number, one in lines.items() if one["entries"]}
    words = {
        "T01": "施行", "T02": "第 1 起", "T03": "并入 T02", "T04": "不成立", "T05": "“无责”", "T06": "第 2 起",
        "T07": "待查",
    }  # fmt: skip
    assert {number: word for number, word in words.items() if word not in lines[number]["why"]} == {}
    assert (lines["T02"]["responsibility"], lines["T02"]["severity"], lines["T02"]["channel"]) == (
        "有责",
        "一般",
        "来电",
    )
    assert lines["T04"]["content"] == "材料退回两次"


def test_a_complaint_leads_to_its_entries(zlts: Within) -> None:
    found = told(zlts, "戴若兰")
    kinds = {one["id"]: one["kind"] for one in found["entries"]}
    led = {one["number"]: [kinds[number] for number in one["entries"]] for one in found["complaints"]}
    assert (led["T02"], led["T06"]) == (["谈话", "取消评先评优"], ["告诫"])
    (serious,) = told(zlts, "申屠远")["complaints"]
    assert len(serious["entries"]) == 5  # 谈话, 取消评先评优 and the three of a serious matter in town


@pytest.mark.parametrize("ending", ["", "xlsx", "docx", "json"])
def test_nobody_who_complained_is_named(zlts: Within, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"一人.{ending}"
    done = zlts.run("explain", "戴若兰", "--year", "2013", *(["-o", path] if ending else []))
    assert done.returncode == 0
    text = done.stdout + done.stderr
    if ending == "docx":
        text += page_text(path)
    elif ending == "xlsx":
        text += str([[cell.value for cell in row] for sheet in load_workbook(path) for row in sheet.iter_rows()])
    elif ending:
        text += path.read_text(encoding="utf-8")
    assert COMPLAINANT not in text
    assert PHONE not in text
    assert "T02" in text


# ---------------------------------------------------------------- what was carried out, and leaders


def test_what_was_carried_out_waived_and_left_open(tmp_path: Path) -> None:
    zlts = founded_within(tmp_path, ROSTER)
    rows = [f"柳湾派出所,柏一鸣,不满意,2013-{month:02}-06 09:10:00" for month in (3, 4, 5)]
    (tmp_path / "评价.csv").write_text("\n".join(["单位,姓名,评价,评价时间", *rows, ""]), encoding="utf-8")
    zlts.ok("import", tmp_path / "评价.csv")
    assert zlts.run("assess", "2013-05").returncode in DONE
    first, second, third = ids_of(told(zlts, "柏一鸣"), "打招呼")
    done = ("done", first, "--on", "2013-06-05", "--by", "孔海川", "--doc", "谈字〔2013〕1号")
    assert zlts.run(*done).returncode in DONE
    waive = ("waive", second, "--reason", "评价器故障", "--doc", "纪要〔2013〕2号")
    assert zlts.run(*waive).returncode in DONE
    lines = {one["entry"]: one for one in told(zlts, "柏一鸣")["measures"]}
    carried, waived = lines[first], lines[second]
    assert (carried["day"], carried["by"], carried["document"]) == ("2013-06-05", "孔海川", "谈字〔2013〕1号")
    assert (waived["state"], waived["reason"], waived["document"]) == ("免予执行", "评价器故障", "纪要〔2013〕2号")
    assert lines[third]["state"] == "还没有登记执行"


def test_what_reached_the_leaders_is_told_with_its_counts(zlts: Within) -> None:
    found = told(zlts, "柏一鸣")
    reminders = ids_of(found, "打招呼")
    assert [(one["kind"], one["count"], one["limit"], one["entries"]) for one in found["counts"]] == [
        ("打招呼", 3, 3, reminders)
    ]
    assert {(one["leader"], one["kind"]) for one in found["leaders"]} == {("孔海川", "谈话"), ("俞景行", "打招呼")}
    assert all(one["rests_on"] == reminders for one in found["leaders"])
    said = [one["otherwise"] for one in found["otherwise"] if found["leaders"][0]["entry"] in one["entries"]]
    assert said == [f"第 {'、'.join(map(str, reminders))} 号里少任何一次，就没有这一笔。"]
    assert "3/3" in zlts.ok("explain", "柏一鸣", "--year", "2013")


def test_with_one_measure_too_many_no_single_one_was_decisive(tmp_path: Path) -> None:
    zlts = founded_within(tmp_path, ROSTER)
    rows = [f"柳湾派出所,柏一鸣,不满意,2013-{month:02}-06 09:10:00" for month in (3, 4, 5, 6)]
    (tmp_path / "评价.csv").write_text("\n".join(["单位,姓名,评价,评价时间", *rows, ""]), encoding="utf-8")
    zlts.ok("import", tmp_path / "评价.csv")
    assert zlts.run("assess", "2013-06").returncode in DONE
    found = told(zlts, "柏一鸣")
    upon = {one["entry"] for one in found["leaders"]}
    (said,) = {one["otherwise"] for one in found["otherwise"] if upon & set(one["entries"])}
    assert said.startswith("少一次，仍有别的措施达到条件；如果同时没有")


def test_each_entry_says_what_would_have_had_to_be_different(zlts: Within) -> None:
    for name in ("柏一鸣", "戴若兰", "申屠远"):
        found = told(zlts, name)
        active = {one["id"] for one in found["entries"] if one["status"] == "active"}
        assert active <= {number for one in found["otherwise"] for number in one["entries"]}, name
    said = {number: one["otherwise"] for one in told(zlts, "戴若兰")["otherwise"] for number in one["entries"]}
    (second,) = ids_of(told(zlts, "戴若兰"), "告诫")
    assert "如果第 1 起不计，这一起就是第 1 起，不是告诫，而是谈话、取消评先评优" in said[second]


def test_a_leaders_page_has_no_score_and_no_rates(zlts: Within) -> None:
    found = told(zlts, "俞景行")
    assert (found["score"], found["months"], found["low_months"], found["counts"]) == (None, [], [], [])
    assert {who for one in found["leaders"] for who in one["officers"]} == {"柏一鸣", "戴若兰"}
    assert {one["kind"] for one in found["measures"]} == {"打招呼"}
    shown = zlts.ok("explain", "俞景行", "--year", "2013")
    assert "领导，不计分" in shown
    assert "得分" not in shown
    assert "各月满意率" not in shown
    serious = told(zlts, "梁望舒")["leaders"]
    assert ["申屠远"] in [one["officers"] for one in serious]


# ---------------------------------------------------------------- clauses, and the page to sign


def test_the_clauses_cited_stand_once_at_the_end(zlts: Within) -> None:
    found = told(zlts, "柏一鸣")
    assert [one["clause"] for one in found["clauses"]] == ["六(七)"]
    shown = "".join(zlts.ok("explain", "柏一鸣", "--year", "2013").split())
    assert shown.count("凡是窗口服务群众每月满意率低于95%的窗口民警") == 1
    assert shown.endswith("追究直接责任人和分管领导的责任。")


def page_text(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.parametrize("name", ["柏一鸣", "戴若兰", "俞景行"])
def test_the_page_to_sign_has_what_is_on_record(zlts: Within, tmp_path: Path, name: str) -> None:
    path = tmp_path / "一人.docx"
    zlts.ok("explain", name, "--year", "2013", "-o", path)
    found, text = told(zlts, name), page_text(path)
    for wanted in (name, "2013 年", "本人签字", "日期", "六(七)", *found["units"]):
        assert wanted in text, wanted
    for one in found["entries"]:
        assert one["reason"] in text
    for one in [*found["complaints"], *found["measures"]]:
        assert str(one.get("number") or one.get("entry")) in text
    assert ("得分" in text) is (found["score"] is not None)
