"""More files of the kinds that the cases show: other words, other columns, the same mistake to make."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.play import Played, begun

DETAIL = "单位,姓名,评价结果,评价时间"
PRESS = "柳河派出所,乔安然,满意,2013-05-06 09:10:11"
COMPLAINT = "编号,受理日期,投诉人,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期"


def written(folder: Path, name: str, *lines: str) -> Path:
    """A file of these lines."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def clerk(tmp_path: Path) -> Played:
    """A new ledger with the made-up roster."""
    return begun("", tmp_path)


def taken(clerk: Played, name: str, *lines: str, options: tuple[str, ...] = ()) -> dict[str, object]:
    path = written(clerk.ledger.parent / "收件", name, *lines)
    clerk.take_in(path, *options)
    return clerk.files[path.name]


# ---------------------------------------------------------------- columns that change what a row means

SECOND_RATINGS = {
    "in all": "评价结果,综合评价",
    "by part": "接待评价,环境评价",
    "of a device and a phone": "评价器评价,短信评价",
    "asked again": "满意度,二次评价",
    "stars beside": "评价结果,服务星级",
    "a yes or no": "评价结果,是否满意",
    "the words alone tell": "评价结果,甲项",
}


@pytest.mark.parametrize("headings", SECOND_RATINGS.values(), ids=SECOND_RATINGS.keys())
def test_a_second_rating_is_put_before_a_person(clerk: Played, headings: str) -> None:
    second = {"服务星级": "1星", "是否满意": "否"}.get(headings.split(",")[1], "不满意")
    found = taken(
        clerk,
        "a.csv",
        f"流水号,单位,姓名,{headings},评价时间",
        f"A1,柳河派出所,乔安然,满意,{second},2013-05-06 09:10:11",
    )
    assert found["accepted"] == 0
    assert any("--map" in reason for reason in clerk.reasons())


HARMLESS = [
    "备注",
    "业务名称",
    "身份证件号码",
    "取号时间",
    "等待时长",
    "客户端IP",
    "版本号",
    "打印人",
    "排队号",
    "办理事项",
]


@pytest.mark.parametrize("heading", HARMLESS)
def test_a_column_that_says_nothing_of_the_rating_stops_nothing(clerk: Played, heading: str) -> None:
    cell = "2013-05-06 09:01:00" if "时间" in heading else "补办"
    found = taken(clerk, "a.csv", f"单位,姓名,评价结果,评价时间,{heading}", f"{PRESS},{cell}")
    assert found["accepted"] == 1, clerk.reasons()


STATES = {"状态": "已撤销", "是否作废": "是", "删除标志": "1", "有效标识": "无效"}


@pytest.mark.parametrize(("heading", "word"), STATES.items())
def test_a_state_of_the_row_is_never_passed_over(clerk: Played, heading: str, word: str) -> None:
    found = taken(clerk, "a.csv", f"{DETAIL},{heading}", f"{PRESS},{word}")
    assert found["accepted"] == 0


def test_a_state_of_a_complaint_is_never_passed_over(clerk: Played) -> None:
    line = "TS1,2013-05-06,甲某某,柳河派出所,乔安然,态度生硬,属实,2013-05-09"
    taken(clerk, "a.csv", f"{COMPLAINT},办理状态", f"{line},已撤诉")
    assert not clerk.entries()


def test_every_heading_is_listed_as_used_or_not(clerk: Played) -> None:
    found = taken(clerk, "a.csv", f"序号,{DETAIL},备注", f"1,{PRESS},无")
    used = {one["heading"] for one in found["used"]}  # type: ignore[attr-defined]
    unused = {one["heading"] for one in found["unused"]}  # type: ignore[attr-defined]
    assert used == {"单位", "姓名", "评价结果", "评价时间"}
    assert unused == {"序号", "备注"}


GROUPS = {
    "month and year": "姓名,本月满意,本月不满意,本年满意,本年不满意,月份",
    "this and last": "姓名,本期满意,上期满意,本期不满意,上期不满意,月份",
    "morning and afternoon": "姓名,上午满意,下午满意,上午不满意,下午不满意,月份",
}


@pytest.mark.parametrize("headings", GROUPS.values(), ids=GROUPS.keys())
def test_a_second_group_of_counts_is_put_before_a_person(clerk: Played, headings: str) -> None:
    found = taken(clerk, "柳河派出所.csv", headings, "乔安然,5,25,1,2,2013-05")
    assert found["accepted"] == 0


DEFAULTS = ["满意(自动)", "满意（未评默认）", "默认非常满意", "系统默认满意", "超时满意", "满意(缺省)"]


@pytest.mark.parametrize("heading", DEFAULTS)
def test_a_count_of_defaults_is_nobodys_satisfaction(clerk: Played, heading: str) -> None:
    taken(clerk, "柳河派出所.csv", f"姓名,满意,{heading},不满意,月份", "乔安然,3,50,1,2013-05")
    assert clerk.tally("2013-05").get("乔安然", (4, 3)) == (4, 3)


@pytest.mark.parametrize("word", ["默认非常满意", "自动评价满意", "满意(超时)", "未评价默认满意", "系统好评"])
def test_a_device_that_rates_by_itself_satisfies_nobody(clerk: Played, word: str) -> None:
    taken(clerk, "a.csv", DETAIL, f"柳河派出所,乔安然,{word},2013-05-06 09:10:11")
    assert clerk.tally("2013-05") == {}


# ---------------------------------------------------------------- points

SHEETS: dict[str, tuple[str, str, list[int] | None]] = {
    "all three agree": ("分值,扣分,得分", "10,2,8", [-2]),
    "all three disagree": ("分值,扣分,得分", "10,2,9", None),
    "full mark and mark": ("满分,得分", "10,8", [-2]),
    "more than the full mark": ("分值,得分", "10,12", None),
    "a footnote": ("扣分", "扣2①", None),
    "a square": ("扣分", "2²", None),
    "a circled figure": ("扣分", "②", None),
    "minus under deducted": ("扣分", "-2", [-2]),
    "in words": ("加扣分", "扣2分", [-2]),
    "beyond what is possible": ("扣分", "2000", None),
    "own mark": ("自评分", "98", []),
    "a standard only": ("标准分", "10", []),
    "a total": ("总分", "95", []),
}


@pytest.mark.parametrize(("headings", "cells", "points"), SHEETS.values(), ids=SHEETS.keys())
def test_points_are_deductions_and_never_marks(
    clerk: Played, headings: str, cells: str, points: list[int] | None
) -> None:
    line = f"2013-05-08,柳河派出所,乔安然,着装挂牌,未挂牌,{cells}"
    found = taken(clerk, "检查.csv", f"检查日期,单位,姓名,检查项目,检查情况,{headings}", line)
    assert [entry["points"] for entry in clerk.entries()] == (points or [])
    if points is None:
        assert found["accepted"] == 0


# ---------------------------------------------------------------- matters

OPINIONS = ["表扬", "感谢", "咨询", "求助", "建议"]


@pytest.mark.parametrize("kind", OPINIONS)
@pytest.mark.parametrize("heading", ["诉求类型", "事项类别", "工单类型"])
def test_what_is_no_complaint_disciplines_nobody(clerk: Played, kind: str, heading: str) -> None:
    line = f"GD1,2013-05-06,甲某某,柳河派出所,乔安然,事由一,属实,2013-05-09,{kind}"
    taken(clerk, "工单.csv", f"{COMPLAINT},{heading}", line)
    assert not clerk.entries()


def test_a_complaint_among_opinions_is_one(clerk: Played) -> None:
    matters = [("乔安然", "表扬"), ("马立夏", "投诉"), ("高𠮷", "咨询")]
    lines = [
        f"GD{at},2013-05-06,某{at},柳河派出所,{who},事由{at},属实,2013-05-09,{kind}"
        for at, (who, kind) in enumerate(matters)
    ]
    taken(clerk, "工单.csv", f"{COMPLAINT},诉求类型", *lines)
    assert {entry["person"] for entry in clerk.entries() if entry["role"] == "officer"} == {"马立夏"}


@pytest.mark.parametrize(("word", "sustained"), [
    ("成立", True), ("查实", True), ("不成立", False), ("不实", False), ("未查实", False),
    ("撤诉", False), ("不予受理", False),
])  # fmt: skip
def test_everyday_words_for_a_finding(clerk: Played, word: str, sustained: bool) -> None:
    found = taken(clerk, "投诉.csv", COMPLAINT, f"TS1,2013-05-06,甲某某,柳河派出所,乔安然,态度生硬,{word},2013-05-09")
    assert found["accepted"] == 1, clerk.reasons()
    assert bool(clerk.entries()) == sustained


@pytest.mark.parametrize("word", ["未属实", "非属实", "查无属实", "难以认定属实", "不完全属实", "无法查实"])
def test_a_hint_crosses_no_negation(clerk: Played, word: str) -> None:
    taken(clerk, "投诉.csv", COMPLAINT, f"TS1,2013-05-06,甲某某,柳河派出所,乔安然,态度生硬,{word},2013-05-09")
    assert not clerk.entries()
    assert not any("最接近的是“属实”" in reason or "最接近的是“查实”" in reason for reason in clerk.reasons())


# ---------------------------------------------------------------- numbers that restart


def test_numbers_that_restart_in_each_unit_replace_nothing(clerk: Played) -> None:
    taken(clerk, "柳河.csv", COMPLAINT, "1,2013-05-06,甲某某,柳河派出所,乔安然,态度生硬,属实,2013-05-09")
    found = taken(clerk, "石桥.csv", COMPLAINT, "1,2013-05-08,乙某某,石桥派出所,陈晓慧,等候太久,属实,2013-05-12")
    talked = {entry["person"] for entry in clerk.entries() if entry["role"] == "officer"}
    assert "乔安然" in talked
    assert found["rejected"] == 1 or "陈晓慧" in talked
    if found["rejected"]:
        assert any("--map 编号=-" in reason for reason in clerk.reasons())


def test_a_verdict_that_comes_later_is_a_new_version(clerk: Played) -> None:
    taken(clerk, "5月.csv", COMPLAINT, "007,2013-05-06,甲某某,柳河派出所,乔安然,态度生硬,待查,")
    found = taken(clerk, "6月.csv", COMPLAINT, "7,2013-05-06,甲某某,柳河派出所,乔安然,态度生硬,属实,2013-06-09")
    assert found["accepted"] == 1
    assert len(clerk.json("complaints")["complaints"]) == 1
    assert any(entry["kind"] == "谈话" for entry in clerk.entries())


# ---------------------------------------------------------------- periods

PERIODS = {
    "第19周": False, "2013年5月中旬": False, "5月1日—5月15日": False, "2013年4月26日至5月25日": False,
    "2013年1—5月": False, "截至5月20日": False, "2013年第二季度": False, "2013年上半年": False,
    "2013年5月1日-31日": True, "2013年5月": True, "统计时间:2013-05-01至2013-05-31": True,
    "统计区间：2013.05.01-2013.05.31": True,
    "统计时间：2013-05-01 00:00:00至2013-05-31 23:59:59": True, "统计日期：20130501-20130507": False,
}  # fmt: skip


@pytest.mark.parametrize(("line", "whole"), PERIODS.items())
def test_a_period_is_a_month_or_is_rejected(clerk: Played, line: str, whole: bool) -> None:
    found = taken(clerk, "柳河派出所.csv", f"{line}窗口评价汇总" if ":" not in line and "：" not in line else line,
                  "姓名,满意,不满意", "乔安然,3,1")  # fmt: skip
    assert bool(found["accepted"]) == whole, clerk.reasons()
    assert whole or clerk.reasons()


@pytest.mark.parametrize("name", ["柳河派出所5月第2周.csv", "柳河派出所2013年5月下旬.csv", "柳河派出所(5.6-5.12).csv",
                                  "柳河派出所2013.5.6.csv", "柳河派出所2013年1至5月累计.csv"])  # fmt: skip
def test_the_name_of_a_file_may_say_that_it_is_no_month(clerk: Played, name: str) -> None:
    assert taken(clerk, name, "姓名,满意,不满意", "乔安然,3,1")["accepted"] == 0


PARTS = {"时段": ("上午", "下午"), "班次": ("早班", "晚班"), "业务": ("户籍", "治安"), "设备编号": ("Q1", "Q2")}


@pytest.mark.parametrize(("heading", "words"), PARTS.items())
def test_parts_of_a_month_are_added(clerk: Played, heading: str, words: tuple[str, str]) -> None:
    lines = [f"柳河派出所,乔安然,2013-05,{word},5,1" for word in words]
    taken(clerk, "a.csv", f"单位,姓名,月份,{heading},满意,不满意", *lines)
    assert clerk.tally("2013-05") in ({"乔安然": (12, 10)}, {})
    assert clerk.total("duplicates") == 0


def test_wholly_equal_lines_are_put_before_a_person(clerk: Played) -> None:
    line = "柳河派出所,乔安然,2013-05,5,1"
    found = taken(clerk, "a.csv", "单位,姓名,月份,满意,不满意", line, line)
    assert found["duplicates"] == 0
    assert found["rejected"]


# ---------------------------------------------------------------- dates, cut lines, quotation marks


def test_a_mark_that_is_never_closed_swallows_no_line_in_silence(clerk: Played) -> None:
    lines = ['柳河派出所,乔安然,满意,2013-05-06 09:10:11,"很好', "柳河派出所,马立夏,不满意,2013-05-06 09:10:11,",
             "柳河派出所,高𠮷,满意,2013-05-06 09:10:11,"]  # fmt: skip
    found = taken(clerk, "a.csv", f"{DETAIL},备注", *lines)
    told = len(clerk.rejected()) or found.get("error")
    assert told


@pytest.mark.parametrize("extra", [",", ",,", ",多"])
def test_a_row_longer_than_its_headings_is_rejected(clerk: Played, extra: str) -> None:
    row = f"柳河派出所,乔安然,,不满意,2013-05-06 09:10:11{extra}"
    taken(clerk, "a.csv", f"{DETAIL},备注", f"{PRESS},", row)
    assert clerk.rejected() == [3]


def test_a_last_line_cut_off_is_rejected(clerk: Played) -> None:
    path = written(clerk.ledger.parent, "a.csv", f"{DETAIL},窗口", f"{PRESS},1")
    path.write_text(path.read_text(encoding="utf-8") + "柳河派出所,马立夏,不满意,2013-05-06 09:1", encoding="utf-8")
    clerk.take_in(path)
    assert clerk.rejected() == [3]


def test_a_date_that_ends_at_midnight_is_that_day(clerk: Played) -> None:
    taken(clerk, "投诉.csv", COMPLAINT, "TS1,2013-05-06 24:00,甲某某,柳河派出所,乔安然,态度生硬,待查,")
    assert [one["received"] for one in clerk.json("complaints")["complaints"]] == ["2013-05-06"]


# ---------------------------------------------------------------- what is no register

LISTS = {
    "通讯录.csv": ("单位,姓名,职务,手机,备注", "柳河派出所,乔安然,民警,13900000000,"),
    "值班表.csv": ("日期,单位,值班领导,值班民警", "2013-05-06,柳河派出所,齐长风,乔安然"),
    "签到.csv": ("日期,单位,姓名,签到时间", "2013-05-06,柳河派出所,乔安然,08:30"),
    "工资.csv": ("单位,姓名,月份,基本工资,奖金,扣款", "柳河派出所,乔安然,2013-05,3000,200,50"),
    "绩效.csv": ("单位,姓名,月份,考核得分,等次", "柳河派出所,乔安然,2013-05,96,优秀"),
    "人员.csv": ("序号,单位,姓名,警号,性别,出生年月", "1,柳河派出所,乔安然,661001,女,1985-03"),
    "考试.csv": ("单位,姓名,考试日期,成绩,是否合格", "柳河派出所,乔安然,2013-05-06,88,合格"),
}


@pytest.mark.parametrize("name", LISTS)
def test_other_lists_of_an_office_are_no_register(clerk: Played, name: str) -> None:
    assert taken(clerk, name, *LISTS[name])["accepted"] == 0


@pytest.mark.parametrize("words", [
    ("report", "monthly", "2013-05"), ("awards", "2013"), ("ledger", "2013"), ("complaints",), ("export", "评价汇总"),
], ids=" ".join)  # fmt: skip
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_a_command_writes_is_never_evidence(clerk: Played, words: tuple[str, ...], ending: str) -> None:
    taken(clerk, "评价.csv", DETAIL, PRESS, "柳河派出所,马立夏,不满意,2013-05-06 09:10:11")
    taken(clerk, "投诉.csv", COMPLAINT, "TS1,2013-05-06,甲某某,柳河派出所,乔安然,态度生硬,属实,2013-05-09")
    clerk.run("assess", "2013-12")
    own = clerk.ledger.parent / "旧件" / f"文件.{ending}"
    own.parent.mkdir()
    code, printed, _ = clerk.run(*words, "-o", own)
    if code == 2 and not own.exists():  # the command writes no such file
        code, printed, _ = clerk.run(*words, "--format", "csv")
        own = own.with_suffix(".csv")
        own.write_text(printed, encoding="utf-8-sig")
    assert own.exists(), (code, printed)
    before = clerk.entries()
    clerk.take_in(own)
    assert clerk.files[own.name]["accepted"] == 0
    assert clerk.entries() == before


# ---------------------------------------------------------------- a folder


def test_what_could_have_been_a_register_is_named(clerk: Played) -> None:
    folder = clerk.ledger.parent / "收"
    for name in ("扫描.png", "通知.pdf", "登记.docx", "汇总.ods", "打包.zip", "表.xls (1)"):
        written(folder, name, "不是表格")
    written(folder, "Thumbs.db", "x")
    written(folder, "好.csv", DETAIL, PRESS)
    clerk.take_in(folder)
    named = {Path(one["path"]).name for one in clerk.passed_over} | set(clerk.files)
    assert {"扫描.png", "通知.pdf", "登记.docx", "汇总.ods", "打包.zip", "表.xls (1)", "好.csv"} <= named
    assert clerk.files["好.csv"]["accepted"] == 1
    assert clerk.codes == [3]


# ---------------------------------------------------------------- whose a row is

INSPECTION = "检查日期,单位,姓名,检查项目,检查情况,扣分"
MEASURE = "日期,单位,姓名,措施,事由"
COMPLAINED = "T1,2013-05-06,甲某某,柳河派出所,乔安然,态度生硬,属实,2013-05-09"
INSPECTED = "2013-05-08,柳河派出所,乔安然,着装挂牌,未挂牌,2"
SPOKEN = "2013-05-06,柳河派出所,乔安然,谈话,迟到"
NOBODY = "编号,受理日期,投诉人,被投诉单位,{},投诉内容,认定结果,认定日期"

NO_OFFICER = {
    "numbered": ("被投诉民警1,被投诉民警2", "乔安然,马立夏"),
    "numbered in words": ("涉及民警一,涉及民警二", "乔安然,马立夏"),
    "who handled it": ("办理民警", "乔安然"),
}


@pytest.mark.parametrize(("headings", "names"), NO_OFFICER.values(), ids=NO_OFFICER.keys())
def test_names_of_the_roster_without_an_officers_column_are_put_before_a_person(
    clerk: Played, headings: str, names: str
) -> None:
    line = f"T1,2013-05-06,甲某某,柳河派出所,{names},态度生硬,属实,2013-05-09"
    found = taken(clerk, "投诉.csv", NOBODY.format(headings), line)
    assert found["accepted"] == 0
    (reason,) = clerk.reasons()
    assert "--map 被投诉民警=" in reason
    assert ("、" in reason and "写在一格里" in reason) == ("," in headings)


def test_an_inspections_names_without_an_officers_column_are_put_before_a_person(clerk: Played) -> None:
    found = taken(clerk, "检查.csv", INSPECTION.replace("姓名", "当班民警"), INSPECTED)
    assert found["accepted"] == 0
    assert "=当班民警" in clerk.reasons()[0]


SOMEBODY_ELSE = ["责任民警", "主办民警", "责任人", "第二责任人", "同案民警", "被投诉民警2"]


@pytest.mark.parametrize("heading", SOMEBODY_ELSE)
def test_another_that_may_answer_is_put_before_a_person(clerk: Played, heading: str) -> None:
    found = taken(clerk, "投诉.csv", f"{COMPLAINT},{heading}", f"{COMPLAINED},马立夏")
    assert found["accepted"] == 0
    assert f"--map 被投诉民警={heading}" in clerk.reasons()[0]


@pytest.mark.parametrize("heading", [*SOMEBODY_ELSE, "承办人"])
def test_the_same_name_twice_is_no_doubt(clerk: Played, heading: str) -> None:
    found = taken(clerk, "投诉.csv", f"{COMPLAINT},{heading}", f"{COMPLAINED},乔安然")
    assert found["accepted"] == 1, clerk.reasons()


@pytest.mark.parametrize("heading", ["承办人", "调查人", "谈话人", "协办人", "记录人", "责任领导"])
def test_who_handled_a_complaint_does_not_answer_for_it(clerk: Played, heading: str) -> None:
    found = taken(clerk, "投诉.csv", f"{COMPLAINT},{heading}", f"{COMPLAINED},马立夏")
    assert found["accepted"] == 1, clerk.reasons()


def test_who_was_spoken_to_is_put_before_a_person(clerk: Played) -> None:
    found = taken(clerk, "措施登记.csv", f"{MEASURE},被谈话人", f"{SPOKEN},高𠮷")
    assert found["accepted"] == 0
    found = taken(clerk, "措施.csv", f"{MEASURE},谈话人", f"{SPOKEN},齐长风")
    assert found["accepted"] == 1, clerk.reasons()


def test_who_really_served_is_put_before_a_person(clerk: Played) -> None:
    found = taken(clerk, "a.csv", f"{DETAIL},实际办理民警", f"{PRESS},马立夏")
    assert found["accepted"] == 0


# ---------------------------------------------------------------- columns that decide whether a row counts

DECIDING = {
    "是否重复": ("是", "否"),
    "是否恶意投诉": ("是", "否"),
    "是否采信": ("否", "是"),
    "是否计入": ("不计入", "计入"),
    "是否窗口业务": ("否", "是"),
    "考核意见": ("不予考核", "扣分"),
    "责任方": ("群众", "民警"),
    "复议结果": ("推翻", "维持"),
    "市局复核": ("不属实", "属实"),
    "申诉": ("成立", "维持"),
    "申诉结果": ("撤销原认定", "维持"),
    "备注": ("投诉人已撤诉", "已当面致歉"),
}


@pytest.mark.parametrize(("heading", "words"), DECIDING.items())
def test_a_complaint_that_may_not_count_is_put_before_a_person(
    clerk: Played, heading: str, words: tuple[str, str]
) -> None:
    headings = f"{COMPLAINT},处理情况,{heading}"
    found = taken(clerk, "投诉.csv", headings, f"{COMPLAINED},已谈话,{words[0]}")
    assert found["accepted"] == 0
    assert "--map" in clerk.reasons()[0]
    found = taken(
        clerk, "好.csv", headings, f"{COMPLAINED},已谈话,{words[1]}", f"{COMPLAINED},已谈话,".replace("T1", "T2")
    )
    assert found["accepted"] == 2, clerk.reasons()


@pytest.mark.parametrize("word", ["非警务", "投诉转表扬", "转咨询"])
def test_a_category_that_is_no_complaint_is_put_before_a_person(clerk: Played, word: str) -> None:
    line = f"{COMPLAINED},{word}"
    found = taken(clerk, "投诉.csv", f"{COMPLAINT},投诉类型", line)
    assert found["accepted"] == 0
    found = taken(clerk, "好.csv", f"{COMPLAINT},投诉类型", line.replace(word, "服务态度"))
    assert found["accepted"] == 1, clerk.reasons()


@pytest.mark.parametrize(("heading", "word", "good"), [("审批结果", "不同意", "同意"), ("是否执行", "否", "是")])
def test_a_measure_that_was_not_taken_is_put_before_a_person(
    clerk: Played, heading: str, word: str, good: str
) -> None:
    assert taken(clerk, "措施登记.csv", f"{MEASURE},{heading}", f"{SPOKEN},{word}")["accepted"] == 0
    found = taken(clerk, "措施.csv", f"{MEASURE},{heading}", f"{SPOKEN},{good}")
    assert found["accepted"] == 1, clerk.reasons()


FREED = {"备注": ("复查合格，不扣分", "避免扣分，已整改"), "复核意见": ("不予扣分", "同意"), "是否扣分": ("否", "是")}


@pytest.mark.parametrize(("heading", "words"), FREED.items())
def test_an_inspection_that_costs_no_points_is_put_before_a_person(
    clerk: Played, heading: str, words: tuple[str, str]
) -> None:
    assert taken(clerk, "检查.csv", f"{INSPECTION},{heading}", f"{INSPECTED},{words[0]}")["accepted"] == 0
    found = taken(clerk, "好.csv", f"{INSPECTION},{heading}", f"{INSPECTED},{words[1]}")
    assert found["accepted"] == 1, clerk.reasons()


# ---------------------------------------------------------------- what to type

TWO_POINTS = {"应扣分,实扣分": "5,2", "扣分,最终扣分": "2,0", "初查扣分,复查扣分": "2,0"}


@pytest.mark.parametrize(("headings", "cells"), TWO_POINTS.items())
def test_of_two_columns_of_points_each_can_be_chosen(clerk: Played, headings: str, cells: str) -> None:
    form, line = INSPECTION.removesuffix(",扣分"), INSPECTED.removesuffix(",2")
    found = taken(clerk, "检查.csv", f"{form},{headings}", f"{line},{cells}")
    assert found["accepted"] == 0
    for heading in headings.split(","):
        assert f"扣分={heading}" in clerk.reasons()[0]


@pytest.mark.parametrize("headings", ["初核结果,复核结果", "单位认定,局纪委认定"])
def test_of_two_columns_of_verdicts_each_can_be_chosen(clerk: Played, headings: str) -> None:
    line = COMPLAINED.replace("属实", "属实,不属实")
    found = taken(clerk, "投诉.csv", COMPLAINT.replace("认定结果", headings), line)
    assert found["accepted"] == 0
    for heading in headings.split(","):
        assert f"--map 认定结果={heading}" in clerk.reasons()[0]


# ---------------------------------------------------------------- presses that are none of the public's, or several

PRESSES = {"评价人类型": ("内部民警", "群众"), "数量": ("3", "1"), "评价分值": ("1", "5")}


@pytest.mark.parametrize(("heading", "words"), PRESSES.items())
def test_a_press_that_is_not_one_of_the_publics_is_put_before_a_person(
    clerk: Played, heading: str, words: tuple[str, str]
) -> None:
    assert taken(clerk, "a.csv", f"{DETAIL},{heading}", f"{PRESS},{words[0]}")["accepted"] == 0
    found = taken(clerk, "b.csv", f"{DETAIL},{heading}", f"{PRESS},{words[1]}")
    assert found["accepted"] == 1, clerk.reasons()
