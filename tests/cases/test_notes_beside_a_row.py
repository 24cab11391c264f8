"""A note, a kind or a sign in a column that is no field, by which a row may not mean what its fields say."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.play import Played, begun

COMPLAINT = "编号,受理日期,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期"
COMPLAINED = "TS9,2013-05-06,柳河派出所,乔安然,态度冷淡,属实,2013-05-20"
DISMISSED = "TS9,2013-05-06,柳河派出所,乔安然,态度冷淡,不属实,2013-05-20"
PRESS = "单位,姓名,评价结果,评价时间"
PRESSED = "柳河派出所,乔安然,不满意,2013-05-06 09:10:11"
POINTS = "检查日期,单位,姓名,检查项目,检查情况,扣分"
POINT = "2013-05-08,柳河派出所,乔安然,着装挂牌,未挂牌,2"
MEASURE = "日期,单位,姓名,措施,事由"
MEASURED = "2013-05-20,柳河派出所,乔安然,告诫,迟到"


@pytest.fixture
def clerk(tmp_path: Path) -> Played:
    """A new ledger with the made-up roster."""
    return begun("", tmp_path)


def taken(clerk: Played, name: str, *lines: str, end: str = "\n") -> dict[str, object]:
    path = clerk.ledger.parent / "收件" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + end, encoding="utf-8")
    clerk.take_in(path)
    return clerk.files[name]


def waits(clerk: Played, name: str, header: str, row: str, heading: str, cell: str) -> bool:
    """Whether a file waits for a person because of one more column, with the line to type."""
    found = taken(clerk, name, f"{header},{heading}", f"{row},{cell}")
    return found["accepted"] == 0 and f"--map -={heading}" in "".join(clerk.reasons())


MATTERS = ["件别=表扬件", "内容分类=表扬类", "标签=表扬", "主题=感谢", "转来类别=咨询转投诉", "性质分类=求助性"]


@pytest.mark.parametrize("said", MATTERS)
def test_a_kind_of_matter_is_seen_under_any_heading(clerk: Played, said: str) -> None:
    assert waits(clerk, "投诉.csv", COMPLAINT, COMPLAINED, *said.split("="))


@pytest.mark.parametrize("said", ["业务类型=咨询", "来源=举报", "件别=投诉件", "标签=窗口服务", "备注=已电话回访"])
def test_what_the_citizen_came_for_is_no_kind_of_matter(clerk: Played, said: str) -> None:
    heading, cell = said.split("=")
    assert taken(clerk, "投诉.csv", f"{COMPLAINT},{heading}", f"{COMPLAINED},{cell}")["accepted"] == 1


NOTES = [
    "备注=重复投诉，见TS1",
    "备注=并入TS001",
    "备注=投诉人承认系误会",
    "备注=非本所民警",
    "备注=不属于公安管辖",
    "备注=复查后认定无责",
    "备注=申诉成立，撤销原认定",
    "备注=投诉错误，应为马立夏",
    "备注=不计入考核",
    "备注=录入错误",
    "备注=测试",
    "说明=投诉人主动撤回",
    "核查说明=反映问题不存在",
    "局领导意见=不作有效投诉",
    "处理备注=该件为表扬件",
    "认定依据=监控显示民警无过错",
    "有无过错=无过错",
    "投诉定性=恶意投诉",
    "是否本局=否",
    "管辖=非管辖",
    "甄别=不实举报",
]


@pytest.mark.parametrize("said", NOTES)
def test_a_note_against_a_sustained_complaint_is_put_before_a_person(clerk: Played, said: str) -> None:
    assert waits(clerk, "投诉.csv", COMPLAINT, COMPLAINED, *said.split("="))


@pytest.mark.parametrize("said", ["备注=反映问题不存在", "核查说明=民警无过错", "甄别=不实举报"])
def test_a_note_that_says_what_the_verdict_says_is_none_against_it(clerk: Played, said: str) -> None:
    heading, cell = said.split("=")
    assert taken(clerk, "投诉.csv", f"{COMPLAINT},{heading}", f"{DISMISSED},{cell}")["accepted"] == 1


@pytest.mark.parametrize("said", ["备注=投诉人不撤回", "备注=消除误会，当面道歉", "备注=非恶意投诉"])
def test_a_note_that_denies_a_denial_is_none(clerk: Played, said: str) -> None:
    heading, cell = said.split("=")
    assert taken(clerk, "投诉.csv", f"{COMPLAINT},{heading}", f"{COMPLAINED},{cell}")["accepted"] == 1


@pytest.mark.parametrize(
    "said", ["备注=民警代按", "备注=系统测试数据", "是否测试=是", "是否代评=是", "是否默认=是", "有效=否"]
)
def test_a_press_that_nobody_from_the_public_made_is_asked_about(clerk: Played, said: str) -> None:
    assert waits(clerk, "评价.csv", PRESS, PRESSED, *said.split("="))


@pytest.mark.parametrize("said", ["是否测试=否", "是否代评=否", "有效=是", "备注=无"])
def test_one_that_the_public_made_is_not(clerk: Played, said: str) -> None:
    heading, cell = said.split("=")
    assert taken(clerk, "评价.csv", f"{PRESS},{heading}", f"{PRESSED},{cell}")["accepted"] == 1


@pytest.mark.parametrize("said", ["备注=仅口头提醒，不计分", "备注=此条作废", "申诉=成立"])
def test_points_that_are_taken_back_are_asked_about(clerk: Played, said: str) -> None:
    assert waits(clerk, "督察.csv", POINTS, POINT, *said.split("="))


@pytest.mark.parametrize("said", ["备注=对象错误", "备注=拟谈话", "是否生效=否", "进度=待实施"])
def test_a_measure_that_is_none_yet_is_asked_about(clerk: Played, said: str) -> None:
    assert waits(clerk, "措施.csv", MEASURE, MEASURED, *said.split("="))


@pytest.mark.parametrize(
    "said", ["实施级别=所级", "谈话级别=所级", "层级=派出所", "备注=所内谈话", "备注=派出所自行谈话"]
)
def test_a_measure_of_the_unit_itself_reaches_no_leader(clerk: Played, said: str) -> None:
    """六(七) speaks of what the bureau ordered."""
    heading, _ = said.split("=")
    assert waits(clerk, "措施.csv", MEASURE, MEASURED, *said.split("="))
    assert f"--map 实施单位={heading}" in "".join(clerk.reasons())


@pytest.mark.parametrize("said", ["进度=已实施", "是否生效=是", "事由来源=派出所报送", "备注=当面谈话"])
def test_a_measure_that_was_held_is_taken_in(clerk: Played, said: str) -> None:
    heading, cell = said.split("=")
    assert taken(clerk, "措施.csv", f"{MEASURE},{heading}", f"{MEASURED},{cell}")["accepted"] == 1


# ---------------------------------------------------------------- lists, sheets, signs, a file's end


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("违章登记.csv", ("日期,单位,姓名,违章内容,扣分", "2013-05-08,柳河派出所,乔安然,闯红灯,6")),
        ("学习积分.csv", ("日期,单位,姓名,学习项目,加分", "2013-05-08,柳河派出所,乔安然,网上学习,2")),
        ("食堂满意度.csv", ("姓名,单位,评价,时间", "乔安然,柳河派出所,不满意,2013-05-08 12:10:00")),
    ],
)
def test_another_list_of_the_office_is_asked_about(clerk: Played, name: str, lines: tuple[str, str]) -> None:
    assert taken(clerk, name, *lines)["accepted"] == 0
    assert "--kind" in "".join(clerk.reasons())


@pytest.mark.parametrize("name", ["来信感谢", "好人好事", "群众建议", "已撤", "退件"])
def test_a_file_that_is_called_so_holds_no_complaints(clerk: Played, name: str) -> None:
    assert taken(clerk, f"{name}.csv", COMPLAINT, COMPLAINED)["accepted"] == 0


@pytest.mark.parametrize(
    ("heading", "points", "accepted"),
    [("扣分", "+2", 0), ("扣分", "-2", 1), ("扣分", "加2分", 1), ("加分", "-2", 0), ("加分", "+2", 1)],
)
def test_a_sign_against_its_heading_waits(clerk: Played, heading: str, points: str, accepted: int) -> None:
    found = taken(clerk, "督察.csv", POINTS.replace("扣分", heading), POINT.removesuffix("2") + points)
    assert found["accepted"] == accepted


@pytest.mark.parametrize("last", ["2013-05-07 09:1", "2013-05-07 09:12:1", "2013-05-07 09:12", "2013-05-07"])
def test_a_last_line_that_is_cut_within_its_time_waits(clerk: Played, last: str) -> None:
    found = taken(clerk, "评价.csv", PRESS, PRESSED, f"柳河派出所,马立夏,不满意,{last}", end="")
    assert (found["accepted"], found["rejected"]) == (1, 1)


@pytest.mark.parametrize(("first", "last"), [("2013-5-16 9:10", "2013-5-17 9:12"), ("2013-5-16", "2013-5-8")])
def test_a_last_line_that_is_whole_needs_no_newline(clerk: Played, first: str, last: str) -> None:
    rows = [f"TS{n},柳河派出所,乔安然,态度冷淡,属实,{day}" for n, day in enumerate((first, last))]
    found = taken(clerk, "投诉.csv", "编号,被投诉单位,被投诉民警,投诉内容,认定结果,受理日期", *rows, end="")
    assert found["accepted"] == 2


# ---------------------------------------------------------------- what is plain, and taken in


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("年度,月份,单位,姓名,满意,不满意", "2013,5,柳河派出所,乔安然,30,1"),
        ("年份,季度,月份,单位,姓名,满意,不满意", "2013年,二季度,5月,柳河派出所,乔安然,30,1"),
    ],
)
def test_a_year_in_a_column_of_its_own_is_the_months(clerk: Played, header: str, row: str) -> None:
    taken(clerk, "汇总.csv", header, row)
    assert clerk.tally("2013-05") == {"乔安然": (31, 30)}


def test_months_of_two_years_need_theirs_written(clerk: Played) -> None:
    header = "年度,月份,单位,姓名,满意,不满意"
    found = taken(clerk, "汇总.csv", header, "2013,12,柳河派出所,乔安然,30,1", "2014,1,柳河派出所,乔安然,30,1")
    assert found["accepted"] == 0
    assert "--month" in "".join(clerk.reasons())


@pytest.mark.parametrize("time", ["6 May 2013 09:10:11", "06 May 2013 09:10:11", "6-May-2013 09:10:11"])
def test_a_month_by_its_english_name(clerk: Played, time: str) -> None:
    assert taken(clerk, "评价.csv", PRESS, f"柳河派出所,乔安然,不满意,{time}")["accepted"] == 1
    assert clerk.tally("2013-05") == {"乔安然": (1, 0)}


def test_no_points_in_words_are_none(clerk: Played) -> None:
    assert taken(clerk, "督察.csv", POINTS, POINT.removesuffix("2") + "无")["accepted"] == 1
    assert not clerk.entries("2013-05")


def test_a_title_in_round_noughts_names_its_month(clerk: Played) -> None:
    taken(clerk, "汇总.csv", "二○一三年五月份群众评价汇总,,,", "单位,姓名,满意,不满意", "柳河派出所,乔安然,30,1")
    assert clerk.tally("2013-05") == {"乔安然": (31, 30)}


# ---------------------------------------------------------------- however many rows, and without a name


def test_a_remark_is_weighed_in_whatever_row_it_stands(clerk: Played) -> None:
    rows = [f"2013-05-{n % 28 + 1:02d},柳河派出所,乔安然,着装挂牌,未挂牌{n},1,第{n}号记录已通知" for n in range(260)]
    rows[240] = "2013-05-09,柳河派出所,马立夏,着装挂牌,未挂牌,5,申诉成立，不扣分"
    assert taken(clerk, "督察.csv", f"{POINTS},备注", *rows)["accepted"] == 259
    assert clerk.rejected() == [242]
    assert "--map -=备注" in clerk.reasons(242)[0]


@pytest.mark.parametrize("remark", ["测试 ", "作废 ", "民警代按第241号", "系统补录（非群众）"])
def test_so_is_one_on_a_press(clerk: Played, remark: str) -> None:
    rows = [f"柳河派出所,乔安然,满意,2013-05-06 {n // 60 + 9:02d}:{n % 60:02d}:11,号票{n}" for n in range(260)]
    rows[240] = f"柳河派出所,马立夏,不满意,2013-05-07 09:10:11,{remark}"
    assert taken(clerk, "评价.csv", f"{PRESS},备注", *rows)["accepted"] == 259
    assert clerk.rejected() == [242]
    assert clerk.tally("2013-05") == {"乔安然": (259, 259)}


AGAINST = [
    *(
        "补录",
        "6月3日补录",
        "重复",
        "与上一条重复",
        "乱按",
        "小孩按的",
        "误按",
        "群众误按",
        "非群众评价",
        "不是群众按的",
        "测试",
        "开机测试",
    ),
    *("此条作废", "民警自评", "自评", "试机", "设备故障", "刷评", "不计"),
]


@pytest.mark.parametrize("remark", AGAINST)
@pytest.mark.parametrize("heading", ["备注", "情况说明"])
def test_only_the_row_waits_whose_remark_says_that_no_citizen_pressed(
    clerk: Played, heading: str, remark: str
) -> None:
    other = "柳河派出所,马立夏,满意,2013-05-06 10:10:11,"
    found = taken(clerk, "评价.csv", f"{PRESS},{heading}", f"{PRESSED},{remark}", other)
    assert (found["accepted"], clerk.rejected()) == (1, [2])
    assert f"--map -={heading}" in clerk.reasons(2)[0]
    assert "请从表里删去再导入" in clerk.reasons(2)[0]


@pytest.mark.parametrize(
    "remark", ["无", "已回访", "非重复", "不是误按", "无故障", "群众本人按", "首次办证", "办理户口注销", "撤销挂失"]
)
def test_no_row_waits_for_another_remark(clerk: Played, remark: str) -> None:
    assert taken(clerk, "评价.csv", f"{PRESS},备注", f"{PRESSED},{remark}")["accepted"] == 1


def test_a_row_that_counts_all_the_same_comes_in_by_the_line_it_names(clerk: Played) -> None:
    other = "柳河派出所,马立夏,满意,2013-05-06 10:10:11,"
    taken(clerk, "评价.csv", f"{PRESS},备注", f"{PRESSED},排队重复取号", other)
    clerk.take_in(clerk.ledger.parent / "收件" / "评价.csv", "--map", "-=备注")
    assert (clerk.files["评价.csv"]["accepted"], clerk.files["评价.csv"]["duplicates"]) == (1, 1)
    assert clerk.json("quarantine")["rows"] == []


def test_a_remark_on_a_months_counts_holds_that_line_back(clerk: Played) -> None:
    heads = "单位,姓名,月份,满意,不满意,备注"
    rows = ["柳河派出所,乔安然,2013-05,30,1,含测试2次", "柳河派出所,马立夏,2013-05,20,0,"]
    assert taken(clerk, "汇总.csv", heads, *rows)["accepted"] == 1
    assert clerk.tally("2013-05") == {"马立夏": (20, 20)}


@pytest.mark.parametrize(
    ("header", "row", "remark"),
    [(COMPLAINT, COMPLAINED, "见TS1，重复投诉"), (POINTS, POINT, "免扣"), (MEASURE, MEASURED, "拟告诫，未实施")],
)
def test_in_registers_too_the_other_rows_come_in(clerk: Played, header: str, row: str, remark: str) -> None:
    other = row.replace("乔安然", "马立夏").replace("TS9", "TS8")
    found = taken(clerk, "登记.csv", f"{header},备注", f"{row},{remark}", f"{other},")
    assert (found["accepted"], clerk.rejected()) == (1, [2])


NAMED = [
    "备注=沈青云本人6月2日来所同意撤诉",
    "复核情况=沈青云补充材料",
    "责任方=沈青云",
    "审核意见=不采纳沈青云的说法",
    "是否采信=沈青云说的不采信",
    "备注=沈青云承认误会",
    "甄别=沈青云转咨询",
]


@pytest.mark.parametrize("said", NAMED)
def test_no_question_repeats_who_complained(clerk: Played, said: str) -> None:
    heading, cell = said.split("=")
    header = COMPLAINT.replace("被投诉单位", "投诉人,被投诉单位")
    row = COMPLAINED.replace(",柳河派出所", ",沈青云,柳河派出所")
    taken(clerk, "投诉.csv", f"{header},{heading}", f"{row},{cell}")
    assert clerk.reasons()
    assert "沈青云" not in "".join(clerk.reasons())


@pytest.mark.parametrize(
    "said", ["办理业务=注销", "业务结果=退回", "操作类型=注销", "业务类型=户口注销", "事项结果=不予受理"]
)
def test_business_that_ends_something_takes_no_press_back(clerk: Played, said: str) -> None:
    heading, cell = said.split("=")
    assert taken(clerk, "评价.csv", f"{PRESS},{heading}", f"{PRESSED},{cell}")["accepted"] == 1
