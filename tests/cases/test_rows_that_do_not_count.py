"""A sheet, a title, a file or a line between the rows that says its rows do not count: none of them is taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cases.play import Played, begun
from tests.cases.test_same_kinds import COMPLAINT, DETAIL, PRESS, taken, written

FIRST = "T1,2013-05-06,甲甲甲,柳河派出所,乔安然,态度差,属实,2013-05-09"
SECOND = "T2,2013-05-07,乙甲甲,柳河派出所,马立夏,拖延,属实,2013-05-09"
OTHER_PRESS = "柳河派出所,马立夏,不满意,2013-05-06 09:10:12"
POINTS = "检查日期,单位,姓名,检查项目,检查情况,扣分"
POINT = "2013-05-08,柳河派出所,乔安然,着装挂牌,未挂牌,2"


@pytest.fixture
def clerk(tmp_path: Path) -> Played:
    """A new ledger with the made-up roster."""
    return begun("", tmp_path)


def two_sheets(clerk: Played, name: str, header: str, first: str, second: str) -> Path:
    """A workbook whose second sheet has that name."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, row in (("甲", first), (name, second)):
        sheet = book.create_sheet(title)
        for line in (header, row):
            sheet.append(line.split(","))
    path = clerk.ledger.parent / "登记.xlsx"
    book.save(path)
    return path


# ---------------------------------------------------------------- names of sheets, files and titles

NO_COMPLAINTS = (
    "表扬",
    "感谢信",
    "咨询求助",
    "作废",
    "重复件",
    "模板",
    "示例",
    "网上表扬件",
    "表扬、感谢",
    "5月表扬",
    "三、咨询类",
)
NO_PRESSES = ("作废", "测试", "默认评价", "剔除", "示例", "无效评价", "评价(作废)", "作废数据5月")


@pytest.mark.parametrize("name", NO_COMPLAINTS)
def test_a_sheet_of_other_matters_holds_the_file_until_a_person_says_what_it_is(clerk: Played, name: str) -> None:
    path = two_sheets(clerk, name, COMPLAINT, FIRST, SECOND)
    clerk.take_in(path)
    assert clerk.total("accepted") == 0
    assert clerk.codes == [1]
    (reason,) = clerk.reasons()
    assert f"工作表名“{name}”" in reason
    assert "--sheet 甲" in reason
    assert "--kind complaints" in reason
    clerk.take_in(path, "--sheet", "甲")
    assert clerk.total("accepted") == 1


@pytest.mark.parametrize("name", NO_PRESSES)
def test_a_sheet_of_presses_that_do_not_count_holds_the_file(clerk: Played, name: str) -> None:
    path = two_sheets(clerk, name, DETAIL, PRESS, OTHER_PRESS)
    clerk.take_in(path)
    assert (clerk.total("accepted"), clerk.codes) == (0, [1])
    clerk.take_in(path, "--kind", "evaluations")
    assert clerk.total("accepted") == 2


@pytest.mark.parametrize("name", ["撤诉", "不属实", "不属实件", "非警务类"])
def test_in_a_sheet_of_unfounded_complaints_no_row_says_otherwise(clerk: Played, name: str) -> None:
    same = SECOND.replace("T2", "T3").replace("属实", "不属实")
    clerk.take_in(two_sheets(clerk, name, COMPLAINT, FIRST, SECOND))
    assert (clerk.total("accepted"), clerk.total("rejected")) == (1, 1)
    assert f"工作表名“{name}”" in clerk.reasons(2)[0]
    clerk.take_in(two_sheets(clerk, name, COMPLAINT, FIRST.replace("T1", "T4"), same))
    assert (clerk.total("accepted"), clerk.total("rejected")) == (2, 0)


@pytest.mark.parametrize("name", ["5月表扬件.csv", "投诉登记(作废).csv", "投诉登记-作废.csv", "柳河派出所感谢信.csv"])
def test_a_file_is_refused_by_its_name(clerk: Played, name: str) -> None:
    assert taken(clerk, name, COMPLAINT, FIRST)["accepted"] == 0
    assert "--kind complaints" in clerk.reasons()[0]
    assert taken(clerk, name, COMPLAINT, FIRST, options=("--kind", "complaints"))["accepted"] == 1


@pytest.mark.parametrize("title", ["柳河派出所表扬登记簿", "2013年5月表扬件", "投诉登记(示例)", "以下作废"])
def test_a_file_is_refused_by_its_title(clerk: Played, title: str) -> None:
    assert taken(clerk, "登记.csv", title, COMPLAINT, FIRST)["accepted"] == 0
    assert "标题" in clerk.reasons()[0]


MIXED = [
    "投诉表扬登记簿",
    "投诉、表扬登记簿",
    "意见簿",
    "群众意见登记簿",
    "投诉-表扬登记",
    "属实件",
    "有效投诉",
    "2012年",
    "投诉",
]


@pytest.mark.parametrize("name", MIXED)
def test_names_of_registers_that_hold_several_matters_say_nothing(clerk: Played, name: str) -> None:
    clerk.take_in(two_sheets(clerk, name if name != "投诉" else "投诉登记", COMPLAINT, FIRST, SECOND))
    assert clerk.total("accepted") == 2
    assert taken(clerk, f"{name}.csv", name, COMPLAINT, FIRST.replace("T1", "T3"))["accepted"] == 1


@pytest.mark.parametrize("name", ["评价汇总", "不满意", "未评价", "柳河派出所"])
def test_names_of_sheets_of_presses_say_nothing(clerk: Played, name: str) -> None:
    clerk.take_in(two_sheets(clerk, name, DETAIL, PRESS, OTHER_PRESS))
    assert clerk.total("accepted") == 2


# ---------------------------------------------------------------- lines between the rows


@pytest.mark.parametrize(
    "line", ["二、表扬类", "撤诉件：", "不属实", "以下作废", "以下为咨询求助", "(二)感谢信", "重复件"]
)
def test_rows_below_a_line_that_says_they_do_not_count_wait(clerk: Played, line: str) -> None:
    third = SECOND.replace("T2", "T3").replace("马立夏", "高𠮷")
    found = taken(
        clerk, "投诉.csv", COMPLAINT, "一、投诉类,,,,,,,", FIRST, f"{line},,,,,,,", SECOND, "三、投诉类,,,,,,,", third
    )
    assert (found["accepted"], found["rejected"], clerk.rejected()) == (2, 1, [5])
    assert "分节行" in clerk.reasons(5)[0]


def test_below_such_a_line_a_row_that_says_the_same_is_taken(clerk: Played) -> None:
    row = SECOND.replace("属实", "不属实")
    found = taken(clerk, "投诉.csv", COMPLAINT, "属实,,,,,,,", FIRST, "不属实,,,,,,,", row)
    assert (found["accepted"], found["rejected"]) == (2, 0)


def test_a_unit_below_such_a_line_does_not_end_it(clerk: Played) -> None:
    found = taken(clerk, "投诉.csv", COMPLAINT, FIRST, "二、表扬类,,,,,,,", "柳河派出所,,,,,,,", SECOND)
    assert clerk.rejected() == [5]
    assert found["accepted"] == 1


@pytest.mark.parametrize("line", ["以下为默认评价", "以下作废", "测试数据"])
def test_presses_below_such_a_line_wait(clerk: Played, line: str) -> None:
    found = taken(
        clerk, "a.csv", DETAIL, PRESS, f"{line},,,", OTHER_PRESS, "有效评价,,,", OTHER_PRESS.replace(":12", ":13")
    )
    assert (found["accepted"], clerk.rejected()) == (2, [4])


def test_officers_of_a_summary_below_such_a_line_wait(clerk: Played) -> None:
    taken(clerk, "柳河派出所2013年5月.csv", "姓名,满意,不满意", "乔安然,10,1", "以下作废,,", "马立夏,1,9")
    assert clerk.rejected() == [4]
    assert clerk.tally("2013-05") == {"乔安然": (11, 10)}


def test_deductions_below_such_a_line_wait(clerk: Played) -> None:
    found = taken(clerk, "检查.csv", POINTS, POINT, "以下作废,,,,,", POINT.replace("乔安然", "马立夏"))
    assert (found["accepted"], clerk.rejected()) == (1, [4])


def test_a_title_between_the_rows_still_says_the_month(clerk: Played) -> None:
    lines = ("姓名,满意,不满意", "乔安然,10,1", "2013年6月评价汇总表,,", "姓名,满意,不满意", "乔安然,7,0")
    taken(clerk, "柳河派出所.csv", "2013年5月评价汇总表,,", *lines)
    assert clerk.tally("2013-05") == {"乔安然": (11, 10)}
    assert clerk.tally("2013-06") == {"乔安然": (7, 7)}


# ---------------------------------------------------------------- tables that were not read


def test_a_table_of_another_register_below_needs_a_person(clerk: Played) -> None:
    taken(clerk, "a.csv", DETAIL, PRESS, POINTS, POINT)
    assert clerk.codes == [3]
    path = written(clerk.ledger.parent / "收件", "c.csv", DETAIL, OTHER_PRESS, POINTS, POINT)
    code, printed, _ = clerk.run("import", path, "--dry-run")
    assert code == 3
    assert "“c.csv”里还有别的登记表没有读：请另存成一个文件再导入" in printed.replace("\n", "")
    assert taken(clerk, "b.csv", DETAIL, OTHER_PRESS)["accepted"] == 1
    assert clerk.codes == [3, 0]
