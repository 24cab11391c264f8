"""Rows of the registers that sum up others, or whose cells say two things: none of them counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.play import Played, begun

INSPECTION = "检查日期,单位,姓名,检查项目,检查情况,扣分"
COMPLAINT = "受理日期,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期"


@pytest.fixture
def clerk(tmp_path: Path) -> Played:
    """A new ledger with the made-up roster."""
    return begun("", tmp_path)


def taken(clerk: Played, name: str, *lines: str, options: tuple[str, ...] = ()) -> dict[str, object]:
    path = clerk.ledger.parent / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    clerk.take_in(path, *options)
    return clerk.files[name]


# ---------------------------------------------------------------- sums between the rows

SUMS = [
    "乔安然,小计,",
    "乔安然,本季度小计,",
    "乔安然,,累计扣分",
    "乔安然,,合计",
    ",本单位合计扣分,",
    ",柳河派出所合计,",
]


@pytest.mark.parametrize("cells", SUMS)
def test_a_sum_among_inspections_is_rejected(clerk: Played, cells: str) -> None:
    ordinary = "2013-05-08,柳河派出所,乔安然,着装,未挂牌,2"
    found = taken(clerk, "检查.csv", INSPECTION, ordinary, f"2013-05-08,柳河派出所,{cells},2")
    assert (found["accepted"], found["rejected"]) == (1, 1)
    assert any("像是合计行" in reason for reason in clerk.reasons())


ITEMS = ["台账,登记簿没有合计", "评价统计,未小计", "考勤,累计迟到3次", "评价器,评价数合计与台账不符"]


@pytest.mark.parametrize("cells", ITEMS)
def test_a_finding_about_sums_is_no_sum(clerk: Played, cells: str) -> None:
    found = taken(clerk, "检查.csv", INSPECTION, f"2013-05-08,柳河派出所,乔安然,{cells},2")
    assert found["accepted"] == 1, clerk.reasons()


@pytest.mark.parametrize("content", ["小计1件", "合计", "本月合计:1件"])
def test_a_sum_among_complaints_is_rejected(clerk: Played, content: str) -> None:
    ordinary = "2013-05-06,柳河派出所,乔安然,态度差,属实,2013-05-09"
    found = taken(clerk, "投诉.csv", COMPLAINT, ordinary, f"2013-05-31,柳河派出所,乔安然,{content},属实,2013-05-31")
    assert (found["accepted"], found["rejected"]) == (1, 1)


# ---------------------------------------------------------------- a sort that takes the row back


@pytest.mark.parametrize("word", ["测试", "作废", "无效", "不计入", "重复", "撤诉"])
@pytest.mark.parametrize("heading", ["检查类别", "检查项目"])
def test_an_inspection_of_a_sort_that_does_not_count_is_rejected(clerk: Played, heading: str, word: str) -> None:
    rows = [f"2013-05-0{day},柳河派出所,乔安然,未挂牌,2,{said}" for day, said in ((6, "明察"), (7, word))]
    found = taken(clerk, "检查.csv", f"检查日期,单位,姓名,检查情况,扣分,{heading}", *rows)
    assert (found["accepted"], clerk.rejected()) == (1, [3])
    assert f"--map -={heading}" in clerk.reasons()[0]


@pytest.mark.parametrize("heading", ["类别", "来源"])
def test_a_complaint_of_a_sort_that_does_not_count_is_rejected(clerk: Played, heading: str) -> None:
    rows = [
        f"2013-05-0{day},柳河派出所,乔安然,态度差,属实,2013-05-09,{said}" for day, said in ((6, "来信"), (7, "无效"))
    ]
    found = taken(clerk, "投诉.csv", f"{COMPLAINT},{heading}", *rows)
    assert (found["accepted"], clerk.rejected()) == (1, [3])
    again = taken(clerk, "投诉2.csv", f"{COMPLAINT},{heading}", rows[1], options=("--map", f"-={heading}"))
    assert again["accepted"] == 1, clerk.reasons()


REMARKS = ["已整改，不再扣分", "复核取消扣分", "经申诉成功", "实为马立夏", "非本人", "误登", "未扣分"]


@pytest.mark.parametrize("remark", REMARKS)
def test_an_inspection_whose_remark_takes_the_points_back_is_rejected(clerk: Played, remark: str) -> None:
    rows = [f"2013-05-0{day},柳河派出所,乔安然,着装,未挂牌,2,{said}" for day, said in ((6, "衣扣未扣"), (7, remark))]
    found = taken(clerk, "检查.csv", f"{INSPECTION},备注", *rows)
    assert (found["accepted"], clerk.rejected()) == (1, [3])


# ---------------------------------------------------------------- a note that takes the verdict back

NOTES = [
    *("投诉人已撤诉", "经复核不属实", "误报", "与民警无关", "与T1重复", "反映问题不属实", "不属实", "该件作废"),
    *("系辅警所为", "经查与乔安然无关", "申诉后撤销认定", "已撤销原认定", "不属于窗口业务", "同TS-07", "系群众误会"),
    *("经查，群众误解，已解释", "非本人", "并非其本人", "当事人为临时工", "经核实，系马立夏所为", "当事人应为马立夏"),
    *(
        "被投诉人为辅警",
        "经核实不是乔安然",
        "张冠李戴",
        "匿名，无法核实",
        "待复核",
        "申诉中",
        "实为咨询",
        "群众表扬误录",
    ),
    *("已并案", "与2号并案处理"),
]
KEPT_NOTES = [
    *("批评教育", "造成群众误解，已批评", "已消除群众误会", "未撤销原认定", "不予撤销原认定", "做与工作无关的事"),
    *(
        "因非本人办理未受理",
        "系乔安然所为",
        "当事人是乔安然",
        "由马立夏回访",
        "与投诉人无关联",
        "已申诉，维持原认定",
        "无需待复核",
        "系该民警所为",
    ),
]


@pytest.mark.parametrize("heading", ["处理情况", "备注", "办理结果"])
@pytest.mark.parametrize("note", NOTES)
def test_a_sustained_complaint_whose_note_denies_it_is_rejected(clerk: Played, heading: str, note: str) -> None:
    head = "受理日期,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期"
    first, second = (f"2013-05-0{day},柳河派出所,乔安然,态度差,属实,2013-05-09" for day in (6, 7))
    found = taken(clerk, "投诉.csv", f"{head},{heading}", f"{first},已批评教育", f"{second},{note}")
    assert (found["accepted"], found["rejected"]) == (1, 1)
    assert any(f"--map -={heading}" in reason for reason in clerk.reasons())


@pytest.mark.parametrize("note", KEPT_NOTES)
def test_a_sustained_complaint_whose_note_bears_it_out_is_taken(clerk: Played, note: str) -> None:
    head = "受理日期,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期,处理情况"
    found = taken(clerk, "投诉.csv", head, f"2013-05-06,柳河派出所,乔安然,态度差,属实,2013-05-09,{note}")
    assert found["accepted"] == 1, clerk.reasons()


TEXTS = [
    "态度差（经查不属实）",
    "态度差（已撤诉）",
    "感谢信：服务好",
    "来电表扬民警热情",
    "群众赠送锦旗",
    "作废",
    "测试",
]
KEPT_TEXTS = ["咨询户口时态度差", "说我反映不属实，不予理睬", "态度差（第二次）", "不予受理", "收了感谢费"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_sustained_complaint_whose_text_is_praise_or_denies_it_is_rejected(clerk: Played, text: str) -> None:
    row = f"2013-05-07,柳河派出所,乔安然,{text},属实,2013-05-09"
    found = taken(clerk, "投诉.csv", COMPLAINT, "2013-05-06,柳河派出所,乔安然,态度差,属实,2013-05-09", row)
    assert (found["accepted"], clerk.rejected()) == (1, [3])
    assert taken(clerk, "又.csv", COMPLAINT, row, options=("--map", "-=投诉内容"))["accepted"] == 1


@pytest.mark.parametrize("text", KEPT_TEXTS)
def test_a_sustained_complaint_whose_text_complains_is_taken(clerk: Played, text: str) -> None:
    row = f"2013-05-07,柳河派出所,乔安然,{text},属实,2013-05-09"
    assert taken(clerk, "投诉.csv", COMPLAINT, row)["accepted"] == 1, clerk.reasons()


def test_the_way_out_of_a_note_that_denies_leads_out(clerk: Played) -> None:
    row = "2013-05-06,柳河派出所,乔安然,态度差,属实,2013-05-09,与民警无关"
    found = taken(clerk, "投诉.csv", f"{COMPLAINT},处理情况", row, options=("--map", "-=处理情况"))
    assert found["accepted"] == 1, clerk.reasons()


PLAIN_NOTES = [
    ("属实", "已批评教育"),
    ("属实", "投诉人拒绝撤诉，已约谈"),
    ("属实", "属实"),
    ("属实", "撤销其窗口岗位"),
    ("基本属实", "态度问题属实，其余不属实"),
    ("不属实", "经查不属实，已答复"),
    ("撤诉", "投诉人已撤诉"),
    ("", "投诉人已撤诉"),
]


@pytest.mark.parametrize(("verdict", "note"), PLAIN_NOTES)
def test_a_note_that_agrees_with_the_verdict_stops_nothing(clerk: Played, verdict: str, note: str) -> None:
    row = f"2013-05-06,柳河派出所,乔安然,态度差,{verdict},{'2013-05-09' if verdict else ''},{note}"
    found = taken(clerk, "投诉.csv", f"{COMPLAINT},处理情况", row)
    assert found["accepted"] == 1, clerk.reasons()


def test_a_verdict_under_another_heading_is_asked_for(clerk: Played) -> None:
    lines = "受理日期,被投诉单位,被投诉民警,投诉内容,办理结果", "2013-05-06,柳河派出所,乔安然,态度差,属实"
    assert taken(clerk, "投诉.csv", *lines)["accepted"] == 0
    assert any("--map 认定结果=办理结果" in reason for reason in clerk.reasons())
    assert taken(clerk, "投诉.csv", *lines, options=("--map", "认定结果=办理结果"))["accepted"] == 1


def test_the_other_words_of_such_a_note_are_not_shown(clerk: Played) -> None:
    row = "2013-05-06,柳河派出所,乔安然,态度差,属实,2013-05-09,投诉人甲某某（13900000000）已撤诉"
    taken(clerk, "投诉.csv", f"{COMPLAINT},处理情况", row)
    assert clerk.reasons()
    assert "甲某某" not in str(clerk.files)
    assert "13900000000" not in str(clerk.files)
