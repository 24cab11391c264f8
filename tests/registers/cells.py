"""Cells: names, badges, dates, counts, percents and errors in every form."""

from __future__ import annotations

import datetime as dt
from typing import Any

from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.importers.files import raw_xlsx
from tests.registers.zoo import DETAIL, GOOD, T, Trait, book, csv, one, page, sheets

_NAMES = {
    "blank": "朱 春梅", "full-width blank": "朱\u3000春梅", "no-break space": "朱\xa0春梅",
    "zero-width space": "\u200b朱春梅", "star": "★朱春梅", "asterisk": "朱春梅*", "officer's mark": "朱春梅(民警)",
    "full-width brackets": "朱春梅（民警）", "badge in brackets": "朱春梅(350509)",
    "badge in full-width brackets": "朱春梅（350509）", "badge before the name": "350509朱春梅",
    "badge after a dash": "朱春梅-350509", "badge after a slash": "350509/朱春梅",
    "badge in square brackets": "[350509]朱春梅", "badge after a blank": "朱春梅 350509",
    "title": "朱春梅(窗口民警)",
}  # fmt: skip
_TIMES = {
    "2013-05-06 09:10:11": T, "2013/5/6 9:10": "2013-05-06 09:10:00", "2013.5.6 9:10:11": T,
    "2013年5月6日 9时10分11秒": T, "2013年5月6日9时10分": "2013-05-06 09:10:00", "2013年05月06日 09:10:11": T,
    "20130506091011": T, "2013-05-06T09:10:11": T, "2013-05-06 09:10:11.0": T, "2013-05-06 09:10:11.347": T,
    "2013-05-06T01:10:11Z": T, "2013-05-06T09:10:11+08:00": T, "2013-05-06 上午9:10:11": T,
    "2013-05-06 下午 2:10:11": "2013-05-06 14:10:11", "2013/5/6 上午 09:10:11": T,
    "2013-05-06 中午12:10:11": "2013-05-06 12:10:11", "2013-05-06 中午1:10:11": "2013-05-06 13:10:11",
    "2013-05-06 晚上8:10:11": "2013-05-06 20:10:11", "2013-05-06 凌晨1:10:11": "2013-05-06 01:10:11",
    "2013-05-06 傍晚6:10:11": "2013-05-06 18:10:11", "2013-05-06 早上8:10:11": "2013-05-06 08:10:11",
    "2013-05-06 清晨6:10:11": "2013-05-06 06:10:11", "2013-05-06 晚8:10": "2013-05-06 20:10:00",
    "2013-05-06 9:10:11 AM": T, "2013-05-06 2:10:11 PM": "2013-05-06 14:10:11", "41400.382071759": T,
    "2013-05-05 24:00:00": "2013-05-06 00:00:00", "２０１３－０５－０６　０９：１０：１１": T,
    "2013-05-06  09:10:11": T, "2013-05-06,09:10:11": T, "2013-05-06 星期一 09:10:11": T,
    "Mon May 06 09:10:11 CST 2013": T, "Mon May  6 09:10:11 GMT+08:00 2013": T, "May 6, 2013 9:10:11 AM": T,
    "06-May-2013 09:10:11": T, "2013-05-06 09-10-11": T, "2013-05-06 09.10.11": T, "2013-5-6日 9:10:11": T,
    "2013年5月6日(星期一)9:10:11": T, "2013-05-06 09：10：11": T, "06-5月 -13 09.10.11.000000 上午": T,
}  # fmt: skip
_NO_TIMES = {
    "13-05-06 09:10:11": "没有四位数的年份", "2013-05-06 晚上12:00": "没有这个时刻",
    "2013-05-06 凌晨15:10": "没有这个时刻", "5月6日 9:10": "没有四位数的年份", "2013-02-30 09:00:00": "没有这一天",
    "2013-05-06 25:10:11": "没有这个时刻", "2013-05-06 上午15:10:11": "没有这个时刻",
    "05/06/2013 09:10:11": "分不清是日在前还是月在前", "昨天": "看不懂", "2.01305E+13": "科学记数",
    "": "评价时间没有填", "1368": "看不懂", "2019-05-06 09:10:11": "时间在将来", "2005-01-01 00:00:00": "时间太早",
    "1367802611000": "看不懂",
}  # fmt: skip
_RATINGS = {
    "非常满意(5分)": "非常满意(5分)", "满 意": "满意", "满意\u3000": "满意", "【满意】": "【满意】",
    "1-满意": "1-满意",
}  # fmt: skip
_BAD_RATINGS = {"5": "不认识", "#N/A": "错误值 #N/A", "#VALUE!": "错误值 #VALUE!", "滿意": "不认识", "A": "不认识"}
_HEADS = ("姓名", "非常满意", "满意", "不满意", "未评价", "合计", "满意率")
_RATES = ("93.75%", "93.75", "0.9375", "９３．７５％", "93.7%", "93.8%", "94%", "—", "/", "", "93.75 %", "93.75％")
_BAD_RATES = {"93.74%": "满意率与各栏不符", "九成": "看不懂这个百分比", "#DIV/0!": "错误值 #DIV/0!"}
_BADGES = {
    "350509.0": "350509", "３５０５０９": "350509", " 350509 ": "350509", "1234": "1234", "001234": "001234",
    "'350509": "350509", "350509\t": "350509",
}  # fmt: skip
_INLINE = '<c t="inlineStr"><is><t>{}</t></is></c>'
_FORMULA = raw_xlsx(
    f"<row>{''.join(map(_INLINE.format, DETAIL))}</row>"
    f"<row>{''.join(map(_INLINE.format, GOOD[:2]))}<c><f>E2</f></c>{_INLINE.format(T)}</row>"
)


def _name(what: str, text: str) -> Trait:
    return one(f"a name with {what}", csv(DETAIL, (GOOD[0], text, *GOOD[2:])), "ia", says={"officer": "朱春梅"})


def _time(text: str, moment: str) -> Trait:
    return one(f"time {text}", csv(DETAIL, (*GOOD[:3], text)), "ia", says={"time": moment})


def _no_time(text: str, reason: str) -> Trait:
    return one(f"no time {text}", csv(DETAIL, (*GOOD[:3], text)), "ir", reasons=(reason,))


def _count(rate: str) -> bytes:
    return csv(_HEADS, ("朱春梅", 10, 5, 1, 2, 18, rate))


def _badge(text: str, badge: str) -> Trait:
    date = "2013-05-06 09:10:11"
    return one(f"badge {text!r}", csv(("警号", *DETAIL[2:]), (text, "满意", date)), "ia", says={"badge": badge})


def _column(*times: str) -> bytes:
    return csv(DETAIL, *((*GOOD[:3], time) for time in times))


def _mixed(
    name: str,
    fates: str,
    *times: object,
    error: str = "",
    says: str = "",
    word: str = "",
    reasons: tuple[str, ...] = (),
) -> Trait:
    """A workbook's column of date cells and texts."""
    asked = {"words": {("评价时间", "日期单元格"): word}} if word else {}
    content = book(DETAIL, *((*GOOD[:3], time) for time in times))
    told = {"time": says} if says else {}
    return one(
        f"mixed dates: {name}",
        content,
        fates,
        error=error,
        says=told,
        reasons=reasons,
        asked=asked,
        label="导出.xlsx",
    )


def _since_1904(workbook: Any) -> None:
    workbook.epoch = CALENDAR_MAC_1904


_CELL, _LATE_CELL = dt.datetime(2013, 5, 6, 9, 10, 11), dt.datetime(2013, 5, 25, 9, 10, 11)  # noqa: DTZ001
_DAY_FIRST, _MONTH_FIRST, _NO_PROOF = "25/05/2013 09:10:11", "05/25/2013 09:10:11", "07/05/2013 09:10:11"
_MIXED = [
    _mixed("a date beside a text that proves the day first", "", _CELL, _DAY_FIRST, error="日和月可能已经对调"),
    _mixed("a text, and the date below", "", _DAY_FIRST, _CELL, error="--map 评价时间:日期单元格=照原样"),
    _mixed("a date beside a text that proves the month first", "", _CELL, _MONTH_FIRST, error="日月对调"),
    _mixed("a date that cannot have been turned", "iaa", _LATE_CELL, _DAY_FIRST),
    _mixed("a text that proves nothing", "iar", _CELL, _NO_PROOF, reasons=("分不清",)),
    _mixed("dates alone", "iaa", _CELL, _LATE_CELL),
    _mixed("the clerk has compared them", "iaa", _CELL, _DAY_FIRST, word="照原样", says=T),
    _mixed(
        "the clerk knows that they are turned", "iaa", _CELL, _DAY_FIRST, word="日月对调", says="2013-06-05 09:10:11"
    ),
    one("mixed dates: saved as text", _column("2013/5/6 9:10:11", _DAY_FIRST), error="日和月可能已经对调"),
    one(
        "mixed dates: a complaint's",
        book(
            ("编号", "受理日期", "被投诉单位", "被投诉民警", "投诉内容", "认定结果"),
            ("T1", dt.date(2013, 5, 6), "城关派出所", "朱春梅", "态度差", "属实"),
            ("T2", "25/05/2013", "城关派出所", "朱春梅", "等候久", "属实"),
        ),
        error="“受理日期”一列里",
        label="导出.xlsx",
    ),
    one(
        "mixed dates: the text in one sheet, the date in the next",
        sheets({"三月": (DETAIL, (*GOOD[:3], _DAY_FIRST)), "四月": (DETAIL, (*GOOD[:3], _CELL))}),
        error="日和月可能已经对调",
        label="导出.xlsx",
    ),
    one(
        "mixed dates: the date in one sheet, the text in the next",
        sheets({"三月": (DETAIL, (*GOOD[:3], _CELL)), "四月": (DETAIL, (*GOOD[:3], _DAY_FIRST))}),
        error="--map 评价时间:日期单元格=照原样",
        label="导出.xlsx",
    ),
    one(
        "numbers for dates that count from 1904",
        sheets({"Sheet1": (DETAIL, (*GOOD[:3], 39938.382071759))}, change=_since_1904),
        "ia",
        says={"time": T},
        label="导出.xlsx",
    ),
]


TRAITS = [
    *_MIXED,
    *(
        one(
            f"a count with a footnote in a page, {tag}",
            page(_HEADS, ("朱春梅", f"10<{tag}>1</{tag}>", 5, 1, 2, "", "")),
            "ir",
            reasons=("不是整数",),
            label="城关派出所2013年5月.xls",
        )
        for tag in ("sup", "sub")
    ),
    *(
        one(
            f"a count with the mark {mark}",
            csv(_HEADS, ("朱春梅", f"10{mark}", 5, 1, 2, "", "")),
            "ir",
            reasons=("不是整数",),
            label="城关派出所2013年5月.csv",
        )
        for mark in ("①", "²", "⑴", "㎡")
    ),
    *(_name(what, text) for what, text in _NAMES.items()),
    *(_time(text, moment) for text, moment in _TIMES.items()),
    *(_no_time(text, reason) for text, reason in _NO_TIMES.items()),
    *(_badge(text, badge) for text, badge in _BADGES.items()),
    *(
        one(f"rating {text!r}", csv(DETAIL, (*GOOD[:2], text, T)), "ia", says={"rating": said})
        for text, said in _RATINGS.items()
        if not text.startswith(("【", "1-"))
    ),
    *(
        one(f"no rating {text!r}", csv(DETAIL, (*GOOD[:2], text, T)), "ir", reasons=(reason,))
        for text, reason in _BAD_RATINGS.items()
    ),
    one("a blank rating is an unrated one", csv(DETAIL, (*GOOD[:2], "", T)), "ia", says={"rating": ""}),
    *(one(f"rate {text!r}", _count(text), "ia", label="城关派出所2013年5月.csv") for text in _RATES),
    *(
        one(f"no rate {text!r}", _count(text), "ir", reasons=(reason,), label="城关派出所2013年5月.csv")
        for text, reason in _BAD_RATES.items()
    ),
    one(
        "a badge as a number",
        book(("警号", *DETAIL[2:]), (350509, "满意", T), (1234.0, "满意", T)),
        "iaa",
        says={"badge": "350509"},
        label="导出.xlsx",
    ),
    one(
        "a badge in scientific notation",
        csv(("警号", *DETAIL[2:]), ("3.5E+05", "满意", T)),
        "ir",
        reasons=("科学记数",),
    ),
    one("day first, proved by the column", _column("05/06/2013 09:10:11", "25/06/2013 09:10:11"), "iaa"),
    one("month first, proved by the column", _column("05/06/2013 09:10:11", "05/25/2013 09:10:11"), "iaa"),
    one(
        "day first, said by the clerk",
        _column("06/05/2013 09:10:11"),
        "ia",
        says={"time": T},
        asked={"words": {("评价时间", "日期"): "日月年"}},
    ),
    one(
        "day and month in a column with both orders",
        _column("13/05/2013 09:00", "05/13/2013 09:00"),
        "irr",
        reasons=("分不清", "分不清"),
    ),
    one(
        "date and time in two cells, one of them text",
        book(("单位", "姓名", "评价结果", "日期", "时间"), (*GOOD[:3], dt.date(2013, 5, 6), "9:10:11")),
        "ia",
        says={"time": T},
        label="导出.xlsx",
    ),
    one(
        "date and time in two cells, both real",
        book(
            ("单位", "姓名", "评价结果", "评价日期", "评价时间"), (*GOOD[:3], dt.date(2013, 5, 6), dt.time(9, 10, 11))
        ),
        "ia",
        says={"time": T},
        label="导出.xlsx",
    ),
    one(
        "date and time in two cells of text",
        csv(("单位", "姓名", "评价结果", "评价日期", "评价时间"), (*GOOD[:3], "2013/5/6", "上午9:10:11")),
        "ia",
        says={"time": T},
    ),
    one(
        "a serial number of a day",
        book(DETAIL, (*GOOD[:3], 41400.382071759)),
        "ia",
        says={"time": T},
        label="导出.xlsx",
    ),
    one("a formula without a result", _FORMULA, "ir", reasons=("公式没有结果",), label="导出.xlsx"),
    one("an error cell", book(DETAIL, (*GOOD[:2], "#N/A", T)), "ir", reasons=("错误值 #N/A",), label="导出.xlsx"),
    one(
        "full-width figures in counts",
        csv(_HEADS, ("朱春梅", "１０", "5次", "1", "2", "18", "")),
        "ia",
        label="城关所201305.csv",
    ),
    one("blank counts are none", csv(_HEADS, ("朱春梅", 10, "", "", "-", 10, "")), "ia", label="城关所201305.csv"),
    one(
        "a count that is no number",
        csv(_HEADS, ("朱春梅", "十", 5, 1, 2, 18, "")),
        "ir",
        reasons=("不是整数",),
        label="城关所201305.csv",
    ),
    one(
        "thousands",
        csv(_HEADS, ("朱春梅", "1,000", 0, 0, 0, "1,000", "")),
        "ia",
        says={"count:非常满意": "1000"},
        label="城关所201305.csv",
    ),
]
