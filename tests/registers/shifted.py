"""Separated text whose rows have a cell too many or too few, are cut off, or are held together by a quote."""

from __future__ import annotations

from tests.registers.zoo import Trait, one

_MANY, _FEW, _CUT, _QUOTES = "可能多了一个分隔符", "可能少了一个分隔符", "文件在这一行断了", "引号没有成对"

_DETAIL = "单位,姓名,评价时间,评价结果,备注"
_PRESS = "城关派出所,朱春梅,2013-05-06 09:10:11,满意,"
_OTHER = "城关派出所,曹国栋,2013-05-06 09:11:11,不满意,"
_TIMED = "单位,姓名,评价结果,评价时间"
_TIMES = [f"城关派出所,朱春梅,满意,2013-05-06 09:1{n}:11" for n in range(4)]
_COMPLAINTS = "编号,受理日期,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期"
_GRIEVED = [
    "T1,2013-05-06,城关派出所,朱春梅,态度差,属实,2013-05-09",
    "T2,2013-05-07,城关派出所,曹国栋,等候久,不属实,2013-05-10",
]
_MADE = "城关派出所,朱春梅,2013-05"


def _lines(name: str, fates: str, *lines: str, reasons: tuple[str, ...] = (), end: str = "\n", **more: str) -> Trait:
    """A file of these lines; `end` ends the last one."""
    content = ("\n".join(lines) + end).encode()
    return one(f"widths: {name}", content, fates, reasons=reasons, label="导出.csv", **more)


TRAITS = [
    # ------------------------------------------------------------ a cell too many
    _lines("a separator too many, the last column blank", "iar", _DETAIL, _PRESS,
           "城关派出所,曹国栋,2013-05-06 09:11:11,,不满意,", reasons=(_MANY,)),
    _lines("two separators too many", "iar", _DETAIL, _PRESS, "城关派出所,,,曹国栋,2013-05-06 09:11:11,不满意,",
           reasons=("这一行有7格，表头只有5格", "评价时间没有填")),
    _lines("a separator too many in the only row", "ir", "单位,姓名,月份,满意,不满意,备注", f"{_MADE},30,,2,",
           reasons=(_MANY,)),
    _lines("a separator too many in a complaint", "iar", f"{_COMPLAINTS},备注", f"{_GRIEVED[0]},",
           "T2,2013-05-07,城关派出所,曹国栋,等候久,,不属实,2013-05-10,", reasons=(_MANY, "看不懂")),
    _lines("a separator too many in a roster", "ir", "单位,姓名,警号,角色,任职起,任职止",
           "城关派出所,夏雨晴,350560,,窗口民警,2013-01-01,",
           reasons=(_MANY, "角色没有填", "看不懂这个日期", "没有这种角色")),
    _lines("a separator at the end of every row", "iaaa", _DETAIL,
           *(f"城关派出所,朱春梅,2013-05-06 09:1{n}:11,满意,无," for n in range(3))),
    _lines("a separator after a time that is in its place", "iaa", _TIMED, f"{_TIMES[0]},", f"{_TIMES[1]},,,"),
    # ------------------------------------------------------------ a cell too few
    _lines("a row without its last, often filled", "iaara", _TIMED.replace("评价结果,评价时间", "评价时间,评价结果"),
           "城关派出所,朱春梅,2013-05-06 09:10:11,满意", "城关派出所,朱春梅,2013-05-06 09:11:11,满意",
           "城关派出所,朱春梅,2013-05-06 09:12:11", "城关派出所,朱春梅,2013-05-06 09:13:11,满意", reasons=(_FEW,)),
    _lines("a complaint without its verdict's cells", "iaar", _COMPLAINTS, *_GRIEVED,
           "T3,2013-05-08,城关派出所,朱春梅,态度差", reasons=("这一行只有5格，表头有7格",)),
    _lines("blank cells at the end left out by the maker", "iaaa", _DETAIL, _PRESS[:-1], _OTHER[:-1],
           "城关派出所,朱春梅,2013-05-06 09:12:11,满意"),
    _lines("pending complaints whose cells at the end are left out", "iaaa", _COMPLAINTS, _GRIEVED[0],
           "T2,2013-05-07,城关派出所,曹国栋,等候久", "T3,2013-05-08,城关派出所,朱春梅,态度差"),
    # ------------------------------------------------------------ the end of the file
    _lines("the last line cut off", "iaar", _DETAIL, _PRESS, _OTHER, "城关派出所,朱春梅,2013-05-06 09:1",
           end="", reasons=(_CUT,)),
    _lines("the only line cut off", "ir", _DETAIL, "城关派出所,朱春梅,2013-05-06 09:1", end="", reasons=(_CUT,)),
    _lines("the last time cut off", "iaaaar", _TIMED, *_TIMES, "城关派出所,朱春梅,满意,2013-05-06 09:1", end="",
           reasons=(_CUT,)),
    _lines("a last line without an end, but whole", "iaaaaa", _TIMED, *_TIMES, f"{_TIMES[0][:-2]}59", end=""),
    _lines("a last time written shorter, with an end", "iaaaaa", _TIMED, *_TIMES,
           "城关派出所,朱春梅,满意,2013-05-06 09:1"),
    _lines("a signature without an end", "iai", _DETAIL, _PRESS, "制表人：薛晓燕", end=""),
    # ------------------------------------------------------------ quotes
    _lines("a quote that swallows the next lines", "irar", _COMPLAINTS,
           'T1,2013-05-06,城关派出所,朱春梅,"态度差,属实,2013-05-09', _GRIEVED[1],
           'T3,2013-05-08,城关派出所,朱春梅,正常",属实,2013-05-09', reasons=(_QUOTES, _QUOTES)),
    _lines("a quote that is never closed", "iara", _DETAIL, _PRESS,
           '城关派出所,曹国栋,2013-05-06 09:11:11,不满意,"很', "城关派出所,朱春梅,2013-05-06 09:12:11,满意,",
           reasons=(_QUOTES,)),
    _lines("quotes with backslashes", "ira", _COMPLAINTS,
           r'"T1","2013-05-06","城关派出所","朱春梅","他说\"不办\"","属实","2013-05-09"',
           '"T2","2013-05-07","城关派出所","曹国栋","等候久","不属实","2013-05-10"', reasons=(_QUOTES,)),
    _lines("a text that ends with a backslash", "ia", _COMPLAINTS,
           '"T1","2013-05-06","城关派出所","朱春梅","见 D:\\","属实","2013-05-09"'),
    _lines("a text of several lines with commas", "ia", _COMPLAINTS,
           'T1,2013-05-06,城关派出所,朱春梅,"一、态度差,', "二、等候久,说了三次", '",属实,2013-05-09'),
    _lines("words in quotes within a text", "iaa", _COMPLAINTS,
           'T1,2013-05-06,城关派出所,朱春梅,要"一寸"照片,属实,2013-05-09', _GRIEVED[1]),
]  # fmt: skip
