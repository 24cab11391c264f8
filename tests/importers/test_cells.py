"""One cell's value to canonical text."""

from __future__ import annotations

import datetime as dt

import pytest

from zlts.formats.cells import Cell
from zlts.importers.columns import COLUMN_TYPES, LAST_DIGITS_LOST, Bad, ColumnSettings
from zlts.importers.dates import DIGITS_LOST, NO_SUCH_DAY, NO_SUCH_TIME, NO_YEAR, WHICH_ORDER, Order
from zlts.importers.normalization import text_of
from zlts.registers.declaration import Type

MOMENT = "2013-03-05 09:12:33"
MINUTE = "2013-03-05 09:12:00"


def read(kind: Type, cell: Cell, settings: ColumnSettings | None = None) -> str | Bad:
    return COLUMN_TYPES[kind](settings).parse(text_of(cell), cell)


def reason(kind: Type, cell: Cell, settings: ColumnSettings | None = None) -> str:
    found = read(kind, cell, settings)
    assert isinstance(found, Bad), found
    assert found.text == text_of(cell)
    return found.reason


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2013-03-05 09:12:33", MOMENT),
        ("2013/3/5 9:12", MINUTE),
        ("2013.3.5 9:12:33", MOMENT),
        ("2013年3月5日 9时12分33秒", MOMENT),
        ("2013 年 3 月 5 日 9 时 12 分", MINUTE),
        ("2013年3月5日9点", "2013-03-05 09:00:00"),
        ("20130305091233", MOMENT),
        ("201303050912", MINUTE),
        ("20130305 091233", MOMENT),
        ("20130305", "2013-03-05 00:00:00"),
        (20130305091233.0, MOMENT),
        ("２０１３－０３－０５　０９：１２：３３", MOMENT),
        ("\ufeff2013-03-05\u00a009:12:33\u200b", MOMENT),
        ("2013-03-05 上午9:12:33", MOMENT),
        ("2013-03-05 下午 3:05", "2013-03-05 15:05:00"),
        ("2013-03-05 下午12:30", "2013-03-05 12:30:00"),
        ("2013-03-05 上午12:30", "2013-03-05 00:30:00"),
        ("2013-03-05 03:05:01 PM", "2013-03-05 15:05:01"),
        ("2013-03-05 星期二 09:12:33", MOMENT),
        ("2013-03-05 24:00", "2013-03-06 00:00:00"),
        ("2013-12-31 24:00:00", "2014-01-01 00:00:00"),
        ("2013-03-05 09:12:33.999", MOMENT),
        ("2013-03-05T09:12:33", MOMENT),
        ("2013-03-05T01:12:33Z", MOMENT),
        ("2013-03-05T09:12:33.000+08:00", MOMENT),
        ("2013-03-05T20:12:33-05:00", "2013-03-06 09:12:33"),
        (41338.3837152778, MOMENT),
        ("41338.3837152778", MOMENT),
        (41338, "2013-03-05 00:00:00"),
        (dt.datetime(2013, 3, 5, 9, 12, 32, 999_999), MOMENT),  # noqa: DTZ001
        (dt.datetime(2013, 3, 5, 9, 12, 33, 400_000), MOMENT),  # noqa: DTZ001
        (dt.date(2013, 3, 5), "2013-03-05 00:00:00"),
    ],
)
def test_a_time_in_every_form(cell: Cell, moment: str) -> None:
    assert read(Type.TIME, cell) == moment


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2013-13-45 10:00:00", NO_SUCH_DAY),
        ("2013年2月30日", NO_SUCH_DAY),
        ("2013-03-05 24:01", NO_SUCH_TIME),
        ("2013-03-05 25:00", NO_SUCH_TIME),
        ("2013-03-05 09:60", NO_SUCH_TIME),
        ("2013-03-05 上午15:00", NO_SUCH_TIME),
        ("3月5日 9:12", NO_YEAR),
        ("13-3-5 9:12", NO_YEAR),
        (dt.time(9, 12), NO_YEAR),
        ("2.01303E+13", DIGITS_LOST),
        ("05/03/2013 09:12", WHICH_ORDER),
    ],
)
def test_what_is_no_time_says_why(cell: Cell, why: str) -> None:
    assert reason(Type.TIME, cell) == why


@pytest.mark.parametrize("text", ["昨天", "5", "2013", "2013-03-055", "20130305X", "2013-03-05 九点", "999999"])
def test_nothing_is_guessed(text: str) -> None:
    assert "看不懂" in reason(Type.TIME, text)


def test_the_order_of_a_column_decides() -> None:
    assert read(Type.DATE, "05/03/2013", ColumnSettings(order=lambda: Order.DAY_FIRST)) == "2013-03-05"
    assert read(Type.DATE, "05/03/2013", ColumnSettings(order=lambda: Order.MONTH_FIRST)) == "2013-05-03"
    assert reason(Type.DATE, "25/03/2013", ColumnSettings(order=lambda: Order.MONTH_FIRST)) == NO_SUCH_DAY


def test_leap_days() -> None:
    assert read(Type.DATE, "2012年2月29日") == "2012-02-29"
    assert reason(Type.DATE, "2013年2月29日") == NO_SUCH_DAY


@pytest.mark.parametrize(
    ("cell", "clock"),
    [
        ("9:12:33", "09:12:33"),
        ("下午3时5分", "15:05:00"),
        ("091233", "09:12:33"),
        (0.3837152778, "09:12:33"),
        (dt.time(9, 12, 32, 999_999), "09:12:33"),
        (dt.datetime(1899, 12, 31, 9, 12, 33), "09:12:33"),  # noqa: DTZ001
    ],
)
def test_a_clock(cell: Cell, clock: str) -> None:
    assert read(Type.CLOCK, cell) == clock


def test_a_clock_alone_cannot_end_its_day() -> None:
    assert reason(Type.CLOCK, "24:00") == NO_SUCH_TIME


@pytest.mark.parametrize(
    ("cell", "month"),
    [
        ("2013-01", "2013-01"),
        ("2013/1", "2013-01"),
        ("2013年1月", "2013-01"),
        ("2013年01月份", "2013-01"),
        ("201301", "2013-01"),
        (201301.0, "2013-01"),
        ("二〇一三年十一月", "2013-11"),
        ("2013-01-01至2013-01-31", "2013-01"),
        (dt.datetime(2013, 1, 1), "2013-01"),  # noqa: DTZ001
        ("2013-01-31", "2013-01"),
        (41275, "2013-01"),
        (2013.01, "2013-01"),
        (2013.12, "2013-12"),
    ],
)
def test_a_month(cell: Cell, month: str) -> None:
    assert read(Type.MONTH, cell) == month


def test_a_month_without_a_year_needs_one() -> None:
    assert read(Type.MONTH, "1月", ColumnSettings(year=2013)) == "2013-01"
    assert reason(Type.MONTH, "1月").startswith("月份没有年份")


def test_a_number_that_is_january_or_october_is_neither() -> None:
    assert "10 月" in reason(Type.MONTH, 2013.1)


@pytest.mark.parametrize("text", ["2013-13", "本月"])
def test_what_is_no_month(text: str) -> None:
    assert "看不懂" in reason(Type.MONTH, text)


@pytest.mark.parametrize(
    "text", ["2013-01至2013-03", "2013年第一季度", "2013-01-01至2013-01-15", "2013年1月上旬", "第3周", "2013-01-15"]
)
def test_what_is_no_single_month(text: str) -> None:
    assert "只收整月" in reason(Type.MONTH, text)


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        ("-2", "-2"),
        (-2, "-2"),
        (2.0, "2"),
        ("+1", "1"),
        ("扣2分", "-2"),
        ("扣 2 分", "-2"),
        ("扣-2分", "-2"),
        ("减２分", "-2"),
        ("加1分", "1"),
        ("奖励1分", "1"),
        ("－2分", "-2"),
        ("−2", "-2"),
        ("0分", "0"),
        ("-0", "0"),
    ],
)
def test_points(cell: Cell, points: str) -> None:
    assert read(Type.POINTS, cell) == points


@pytest.mark.parametrize("cell", ["扣若干分", "0.5", 0.5, "扣", "加-1分", "2-3", "/", "两分"])
def test_what_is_no_whole_number_of_points(cell: Cell) -> None:
    assert "加扣几分" in reason(Type.POINTS, cell)


def test_a_bare_number_under_a_minus_heading_is_taken_away() -> None:
    assert read(Type.MINUS, "2") == "-2"
    assert read(Type.MINUS, "-2") == "-2"
    assert read(Type.MINUS, "加1分") == "1"
    assert read(Type.PLUS, "2") == "2"
    assert read(Type.PLUS, "+2") == "2"
    assert read(Type.PLUS, "扣2分") == "-2"
    assert read(Type.MINUS, "+0") == "0"


@pytest.mark.parametrize(
    ("column", "cell"), [(Type.MINUS, "+2"), (Type.MINUS, "＋2分"), (Type.PLUS, "-2"), (Type.PLUS, -2)]
)
def test_a_sign_against_its_heading_is_put_before_a_person(column: Type, cell: Cell) -> None:
    assert "看不出是加还是扣" in reason(column, cell)


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        ("98.50%", "98.50%"),
        ("98.5％", "98.5%"),
        (98.5, "98.5%"),
        ("0.985", "98.5%"),
        (0.985, "98.5%"),
        ("0.9850", "98.50%"),
        (36 / 43, "83.7209302326%"),
        (1.0, "100%"),
        ("1%", "1%"),
        (0, "0%"),
        ("100", "100%"),
    ],
)
def test_a_percent_keeps_its_digits(cell: Cell, percent: str) -> None:
    assert read(Type.PERCENT, cell) == percent


def test_a_heading_with_a_percent_sign_makes_one_one_percent() -> None:
    assert read(Type.PERCENT, 1.0, ColumnSettings(hundredths=True)) == "1%"
    assert read(Type.PERCENT, "0.5", ColumnSettings(hundredths=True)) == "0.5%"


def test_counts() -> None:
    assert read(Type.COUNT, 17.0) == "17"
    assert read(Type.COUNT, "1,024次") == "1024"
    assert read(Type.COUNT, "０") == "0"


@pytest.mark.parametrize("cell", ["-1", 1.5, "十", "1,02"])
def test_what_is_no_count(cell: Cell) -> None:
    assert "不是整数" in reason(Type.COUNT, cell)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (350509.0, "350509"),
        ("350509.0", "350509"),
        ("３５０５０９", "350509"),
        ("035 0509", "0350509"),
        ("PJ0101", "PJ0101"),
    ],
)
def test_badges(cell: Cell, code: str) -> None:
    assert read(Type.CODE, cell) == code


@pytest.mark.parametrize("cell", ["3.5E+05", "2.01303E16"])
def test_digits_that_a_spreadsheet_dropped(cell: Cell) -> None:
    assert reason(Type.CODE, cell) == DIGITS_LOST


@pytest.mark.parametrize("cell", [2.0130305123456e16, 20130506123456792, 10**15, 1e15])
def test_a_number_of_sixteen_digits_has_lost_its_last(cell: Cell) -> None:
    assert reason(Type.CODE, cell) == LAST_DIGITS_LOST


@pytest.mark.parametrize("cell", [10**15 - 1, float(10**15 - 1), "20130506123456792"])
def test_fifteen_digits_and_any_text_are_whole(cell: Cell) -> None:
    assert read(Type.CODE, cell) == text_of(cell)


@pytest.mark.parametrize("mark", ["²", "①", "⑴", "₂", "½", "㍢", "㎡", " 2", "\n2", "٣"])
def test_no_mark_beside_a_number_becomes_a_digit(mark: str) -> None:
    assert "整数" in reason(Type.COUNT, f"10{mark}")
    assert "加扣" in reason(Type.POINTS, f"扣2{mark}")
    assert "加扣" in reason(Type.MINUS, f"2{mark}")
    assert "百分比" in reason(Type.PERCENT, f"95{mark}")
    assert "看不懂" in reason(Type.TIME, f"2013-03-05 09:1{mark}")


@pytest.mark.parametrize("mark", ["²", "①", "⑴", "₂", "㎡"])
def test_no_mark_becomes_a_digit_of_a_badge(mark: str) -> None:
    assert read(Type.CODE, f"35050{mark}") == f"35050{mark}"


@pytest.mark.parametrize(
    ("text", "count"),
    [("1,000", "1000"), ("1 000", "1000"), ("10.0", "10"), ("10.00", "10"), ("10人次", "10"), ("１０", "10")],
)
def test_a_count_as_people_write_it(text: str, count: str) -> None:
    assert read(Type.COUNT, text) == count


@pytest.mark.parametrize("text", ["1.000", "1,00", "10 2", "1 0", "l0", "1O", "٣", "十", "+10"])
def test_a_count_that_may_be_another_is_none(text: str) -> None:
    assert "整数" in reason(Type.COUNT, text)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("朱 春 梅", "朱春梅"),
        ("　方　明　", "方明"),
        ("方\u200b明\ufeff", "方明"),
        ("朱春梅★", "朱春梅"),
        ("*朱春梅（辅警）", "朱春梅"),
        ("阿里木•买买提", "阿里木·买买提"),
        ("John Smith", "John Smith"),
    ],
)
def test_names(cell: str, name: str) -> None:
    assert read(Type.NAME, cell) == name


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("朱春梅，曹国栋", "朱春梅、曹国栋"),
        ("朱春梅 / 曹国栋;方明", "朱春梅、曹国栋、方明"),
        ("方　明、朱春梅", "方 明、朱春梅"),
        ("朱春梅  曹国栋", "朱春梅 曹国栋"),
        ("朱春梅\n曹国栋", "朱春梅 曹国栋"),
        ("朱春梅(辅警)、曹国栋★", "朱春梅、曹国栋"),
    ],
)
def test_several_names_keep_what_parts_them(cell: str, names: str) -> None:
    assert read(Type.NAMES, cell) == names


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2013-03-05 09:12:33+08", MOMENT),
        ("2013-03-05 01:12:33+00", MOMENT),
        ("2013-03-05 09:12:33.5+0800", MOMENT),
        ("2013-03-05 09:12:33 CST", MOMENT),
        ("2013-03-05 01:12:33 UTC", MOMENT),
        ("2013-03-05 01:12:33 GMT", MOMENT),
        ("2013-03-05 09:12:33 GMT+8", MOMENT),
        ("2013-03-05 09:12:33 (UTC+08:00)", MOMENT),
        ("2013-03-04 20:12:33-05", MOMENT),
        ("2013-03-05T09:12:33+08:00[Asia/Shanghai]", MOMENT),
        ("Tue Mar 05 2013 09:12:33 GMT+0800 (中国标准时间)", MOMENT),
        ("Tue, 05 Mar 2013 01:12:33 GMT", MOMENT),
        ("Tue Mar 05 09:12:33 CST 2013", MOMENT),
        ("05-MAR-13 09.12.33", MOMENT),
        ("05-MAR-13 09.12.33.000000 AM", MOMENT),
        ("05-3月 -13 09.12.33", MOMENT),
        ("05-MAR-13", "2013-03-05 00:00:00"),
        ("/Date(1362445953000)/", MOMENT),
        ("/Date(1362445953999+0800)/", MOMENT),
        ("2013—03—05 09:12:33", MOMENT),
        ("2013−03−05 09:12:33", MOMENT),
        ("2013-03-05 9点半", "2013-03-05 09:30:00"),
        ("2013-03-05 下午5点一刻", "2013-03-05 17:15:00"),
        ("2013-03-05 9点整", "2013-03-05 09:00:00"),
        ("2013-03-05 午后2:10", "2013-03-05 14:10:00"),
        ("2013-03-05 深夜11:00", "2013-03-05 23:00:00"),
        ("二〇一三年三月五日 九时十二分", MINUTE),
        ("二〇一三年十二月三十一日", "2013-12-31 00:00:00"),
    ],
)
def test_a_time_as_databases_browsers_and_people_write_it(text: str, moment: str) -> None:
    assert read(Type.TIME, text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "2013-03-05 09:10-11:30",
        "2013-03-05 9-10",
        "2013-03-05 09:10:11-09:12",
        "2013-03-05 09:10:11+25",
        "2013-03-05 09:10:11+0817",
        "2013-03-05 09:10:11 EST",
        "2013-03-05 09:10:11 CST+8",
        "2013-03-05 半夜1:00",
        "2013-03-05 深夜12点",
        "2O13-03-05 09:10",
        "2013-O3-05 09:10",
        "2013-l2-05 09:10",
        "2013-03-05 O9:10",
        "1362445953000",
        "农历四月初六",
        "102/03/05",
        "平成25年3月5日",
        "05-MAR-03",
        "2013-03-05 09:10:11~09:12:00",
    ],
)
def test_a_time_that_may_be_another_is_none(text: str) -> None:
    assert reason(Type.TIME, text)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2013-06-15 24:00", "2013-06-15"),
        ("2013-06-15 24:00:00", "2013-06-15"),
        ("20130615240000", "2013-06-15"),
        ("2013年6月15日24时", "2013-06-15"),
        ("2013-06-15 00:00", "2013-06-15"),
        ("2013-06-15 23:59:59", "2013-06-15"),
        ("2013-06-15T16:00:00Z", "2013-06-16"),
    ],
)
def test_a_day_that_is_said_to_end_is_that_day(cell: Cell, day: str) -> None:
    assert read(Type.DATE, cell) == day
    assert "只收整月" in reason(Type.MONTH, cell)


def test_a_moment_at_the_end_of_its_day_is_the_next_ones_beginning() -> None:
    assert read(Type.TIME, "2013-06-15 24:00") == "2013-06-16 00:00:00"


@pytest.mark.parametrize(("late", "day"), [(False, "2013-03-05"), (True, "2017-03-06")])
def test_serials_count_from_the_workbooks_first_day(late: bool, day: str) -> None:
    assert read(Type.DATE, 41338, ColumnSettings(since_1904=late)) == day
    assert read(Type.TIME, "41338.3837152778", ColumnSettings(since_1904=late)) == f"{day} 09:12:33"
