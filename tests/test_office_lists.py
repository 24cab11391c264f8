"""Lists that lie in the same folders and are no register: none is taken in unless a person says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Zlts, founded
from tests.outputs.county import ROSTER
from tests.registers.zoo import csv

DAY = "2013-05-08"
UNIT, NAME, OTHER = "柳河派出所", "乔安然", "马立夏"
LISTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "值班表": (("日期", "单位", "姓名", "岗位"), (DAY, UNIT, NAME, "窗口民警")),
    "排班": (("单位", "姓名", "窗口", "角色", "日期"), (UNIT, NAME, "1", "窗口民警", DAY)),
    "签到表": (("单位", "姓名", "职务", "签到"), (UNIT, NAME, "民警", "")),
    "名单": (("单位", "姓名", "身份"), (UNIT, NAME, "窗口民警")),
    "通讯录": (("部门", "姓名", "职务", "手机"), (UNIT, NAME, "窗口民警", "13900000000")),
    "联系人": (("单位", "姓名", "角色", "联系电话"), (UNIT, NAME, "窗口民警", "13900000000")),
    "工资表": (("单位", "姓名", "职务", "应发", "扣分"), (UNIT, NAME, "民警", "4000", "0")),
    "奖金分配": (("日期", "单位", "姓名", "事由", "扣分", "奖金"), (DAY, UNIT, NAME, "迟到", "2", "100")),
    "表彰名单": (("单位", "姓名", "身份", "事由"), (UNIT, NAME, "民警", "优秀")),
    "请假登记": (("日期", "姓名", "单位", "类别", "事由"), (DAY, NAME, UNIT, "谈话", "找领导谈话")),
    "外出登记": (("日期", "姓名", "单位", "情况"), (DAY, NAME, UNIT, "办案")),
    "考勤表": (("工号", "姓名", "部门", "日期", "结果"), ("661001", NAME, UNIT, DAY, "正常")),
    "出警登记": (("编号", "受理时间", "单位", "民警", "内容", "处理结果"), ("A1", DAY, UNIT, NAME, "纠纷", "调解")),
    "案件受理": (("编号", "受理日期", "单位", "民警", "案情", "结果"), ("A1", DAY, UNIT, NAME, "盗窃", "立案")),
    "来访登记": (("日期", "姓名", "单位", "内容", "处理结果"), (DAY, "某先生", UNIT, "咨询落户", "已答复")),
    "回访": (("日期", "单位", "民警", "满意度"), (DAY, UNIT, NAME, "满意")),
    "互评": (("单位", "姓名", "评价人", "评价结果", "日期"), (UNIT, NAME, OTHER, "满意", DAY)),
    "五月": (("单位", "姓名", "评价人", "评价结果", "日期"), (UNIT, NAME, OTHER, "满意", DAY)),
    "民主测评": (("单位", "姓名", "月份", "满意", "不满意"), (UNIT, NAME, "2013-05", "10", "1")),
    "党费": (("单位", "项目", "完成日期"), (UNIT, "五月党费", DAY)),
    "工作安排": (("单位", "内容", "完成时间"), (UNIT, "夏季治安", DAY)),
    "案件台账": (
        ("编号", "受理日期", "当事人", "单位", "民警", "案情", "认定结果"),
        ("A1", DAY, "某", UNIT, NAME, "打架", "属实"),
    ),
    "交通违法举报": (
        ("编号", "举报时间", "涉及单位", "举报内容", "民警", "核查结果"),
        ("A1", DAY, UNIT, "闯红灯", NAME, "属实"),
    ),
    "入党谈话": (("日期", "姓名", "单位", "措施", "事由"), (DAY, NAME, UNIT, "谈话", "入党")),
    "督察情况": (("日期", "单位", "姓名", "问题", "处理"), (DAY, UNIT, NAME, "上班玩手机", "谈话")),
}
REGISTERS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "导出": (("单位", "姓名", "评价结果", "评价时间"), (UNIT, NAME, "满意", f"{DAY} 09:00:00")),
    "甲": (("受理日期", "单位", "民警", "投诉内容", "认定结果"), (DAY, UNIT, NAME, "态度冷淡", "属实")),
    "庚": (
        ("案件编号", "受理日期", "被投诉单位", "涉案民警", "案情", "认定结果"),
        ("1", DAY, UNIT, NAME, "态度冷淡", "属实"),
    ),
    "投诉": (("受理日期", "单位", "民警", "内容", "结果"), (DAY, UNIT, NAME, "态度冷淡", "属实")),
    "乙": (("检查日期", "单位", "姓名", "情况", "加扣分"), (DAY, UNIT, NAME, "未挂牌", "-1")),
    "督察通报": (("日期", "单位", "姓名", "问题", "扣分"), (DAY, UNIT, NAME, "未挂牌", "1")),
    "丙": (("日期", "姓名", "单位", "措施", "事由"), (DAY, NAME, UNIT, "谈话", "迟到")),
    "丁": (("单位", "报送事项", "报送日期"), (UNIT, "方案", "2013-03-04")),
    "戊": (("单位", "姓名", "警号", "角色"), (UNIT, "新来人", "661077", "窗口民警")),
    "己": (("单位", "姓名", "职务", "任职起"), (UNIT, "又来人", "窗口民警", "2013-04-01")),
    "名单": (("参与单位", "责任人", "责任领导", "责任局领导"), (UNIT, "再来人", "白露珠", "谷雨生")),
}


@pytest.fixture(scope="module")
def zlts(tmp_path_factory: pytest.TempPathFactory) -> Zlts:
    return founded(tmp_path_factory.mktemp("台账"), ROSTER)


def placed(folder: Path, tables: dict[str, tuple[tuple[str, ...], tuple[str, ...]]]) -> Path:
    folder.mkdir()
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_bytes(csv(*rows))
    return folder


def test_no_other_list_is_taken_in(zlts: Zlts, tmp_path: Path) -> None:
    said = zlts.json("import", placed(tmp_path / "其他", LISTS), codes=(1, 3))
    taken = {Path(one["path"]).stem: one["kind"] for one in said["files"] if one["accepted"] or one["duplicates"]}
    assert taken == {}


def test_registers_are_known_by_a_word_of_their_own(zlts: Zlts, tmp_path: Path) -> None:
    said = zlts.json("import", placed(tmp_path / "登记", REGISTERS), codes=(0, 3))
    errors = {Path(one["path"]).stem: one["error"] for one in said["files"] if "error" in one}
    assert errors == {}
    assert all(one["accepted"] + one["duplicates"] for one in said["files"])


def test_a_person_may_say_what_it_is(zlts: Zlts, tmp_path: Path) -> None:
    folder = placed(tmp_path / "名册", {"民警名单": (("单位", "姓名", "职务"), (UNIT, "另一人", "窗口民警"))})
    refused = zlts.json("import", folder, codes=(1,))["files"][0]["error"]
    assert "没有角色、任职起止这样只有花名册才有的列" in refused
    assert "--kind roster" in refused
    assert zlts.json("import", folder, "--kind", "roster")["files"][0]["accepted"] == 1


def test_a_roster_of_unknown_roles_is_told_so(zlts: Zlts, tmp_path: Path) -> None:
    folder = placed(tmp_path / "名册", {"花名册2": (("单位", "姓名", "角色"), (UNIT, "另一人", "窗口警长"))})
    refused = zlts.json("import", folder, codes=(1,))["files"][0]["error"]
    assert "“角色”一列里多半不是花名册的角色" in refused
    assert "没有角色" not in refused
    assert "--kind roster" in refused


PERSON = ("姓名", "单位", "警号", "角色")
HIM = (NAME, UNIT, "661001", "窗口民警")
BESIDE = (
    *("联系电话", "手机号码", "办公室电话", "短号", "微信", "联系方式", "签到", "签到时间", "签名", "上班", "下班"),
    *(
        "值班日期",
        "值班时间",
        "班次",
        "星期",
        "应发工资",
        "实发工资",
        "基本工资",
        "补贴",
        "金额",
        "银行卡号",
        "绩效奖",
    ),
    *("考核等次", "成绩", "尺码", "房间号", "车牌号", "领取数量", "获奖情况"),
)


def test_a_role_beside_what_no_roster_has_makes_no_roster(zlts: Zlts, tmp_path: Path) -> None:
    folder = tmp_path / "名单"
    folder.mkdir()
    for number, head in enumerate(BESIDE):
        (folder / f"{number:02d}.csv").write_bytes(csv((*PERSON, head), (*HIM, "1")))
    files = zlts.json("import", folder, codes=(1,))["files"]
    errors = {head: one.get("error", "") for head, one in zip(BESIDE, files, strict=True)}
    assert [head for head, error in errors.items() if "这样的列" not in error or "--kind roster" not in error] == []


@pytest.mark.parametrize("heads", [("起", "止"), ("起始日期", "结束日期")])
def test_a_list_whose_every_row_has_both_ends_is_a_duty_list(
    zlts: Zlts, tmp_path: Path, heads: tuple[str, str]
) -> None:
    duty = placed(tmp_path / "表", {"五月": ((*PERSON, *heads), (*HIM, DAY, "2013-05-09"))})
    refused = zlts.json("import", duty, codes=(1,))["files"][0]["error"]
    assert "每一行都写着起止日期" in refused
    assert "--kind roster" in refused
    staff = placed(tmp_path / "册", {"六月": ((*PERSON, *heads), ("常思远", UNIT, "661078", "窗口民警", DAY, ""))})
    found = zlts.json("import", staff)["files"][0]
    assert (found["kind"], found["accepted"] + found["duplicates"]) == ("roster", 1)


def test_what_rosters_say_of_their_people_makes_no_other_list(zlts: Zlts, tmp_path: Path) -> None:
    heads = ("序号", *PERSON, "性别", "出生年月", "民族", "学历", "政治面貌", "职务", "警衔", "身份证号", "备注")
    row = ("1", "顾念慈", UNIT, "661079", "窗口民警", "女", "1980-01", "汉", "本科", "党员", "民警", "一督", "无", "")
    found = zlts.json("import", placed(tmp_path / "册", {"七月": (heads, row)}))["files"][0]
    assert (found["kind"], found["accepted"]) == ("roster", 1)


COMPLAINED = {
    "甲": ("编号", "受理日期", "来访人", "被投诉单位", "被投诉民警", "投诉内容", "认定结果"),
    "乙": ("编号", "来访时间", "来访人", "被投诉单位", "被投诉民警", "投诉内容", "认定结果"),
    "丙": ("编号", "受理日期", "来访人姓名", "单位", "民警", "反映内容", "核查结果"),
    "来访投诉登记": ("编号", "受理日期", "来访人", "单位", "民警", "投诉内容", "认定结果"),
}


def test_whoever_came_to_complain_a_register_of_complaints_is_one(zlts: Zlts, tmp_path: Path) -> None:
    tables: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        name: (heads, (f"LF{number}", DAY, "某先生", UNIT, NAME, f"第{number}件，态度冷淡", "待查"))
        for number, (name, heads) in enumerate(COMPLAINED.items())
    }
    files = zlts.json("import", placed(tmp_path / "投诉", tables))["files"]
    assert [(one["kind"], one["accepted"]) for one in files] == [("complaints", 1)] * len(tables)


@pytest.mark.parametrize("name", ["来访登记", "五月"])
def test_a_visitors_book_is_none(zlts: Zlts, tmp_path: Path, name: str) -> None:
    heads = ("日期", "来访人", "单位", "来访内容", "处理结果")
    book = placed(tmp_path / "表", {name: (heads, (DAY, "某先生", UNIT, "咨询落户", "已答复"))})
    assert "error" in zlts.json("import", book, codes=(1,))["files"][0]
