"""The complaint register: verdicts, officers, numbers and versions."""

from __future__ import annotations

from tests.registers.zoo import Trait, book, csv, file, one, trait

_COMPLAINT = (
    "编号",
    "受理日期",
    "投诉人",
    "联系电话",
    "被投诉单位",
    "被投诉民警",
    "投诉内容",
    "认定结果",
    "责任认定",
    "认定日期",
    "严重程度",
    "并案编号",
)
_FIRST = ("TS1", "2013-05-06", "某先生", "", "城关派出所", "朱春梅", "态度冷淡", "属实", "", "2013-05-20", "", "")


def _complaint(**changed: str) -> tuple[str, ...]:
    return tuple(changed.get(name, value) for name, value in zip(_COMPLAINT, _FIRST, strict=True))


def _said(name: str, fate: str, reason: str = "", **changed: str) -> Trait:
    reasons = (reason,) if reason else ()
    return one(f"complaint: {name}", csv(_COMPLAINT, _complaint(**changed)), f"i{fate}", reasons=reasons)


TRAITS = [
    _said("属实", "a"),
    _said("blank is pending", "a", 认定结果="", 认定日期=""),
    *(
        _said(word, "a", 认定结果=word)
        for word in ("有效", "不属实", "查无实据", "无责", "待查", "部分属实", "基本属实")
    ),
    _said("an unknown verdict", "r", "不认识的认定结果，最接近的是“属实”", 认定结果="属时"),
    _said("属实 and 无责", "a", 责任认定="无责"),
    _said("不属实 with 有责", "r", "与责任认定矛盾", 认定结果="不属实", 责任认定="有责"),
    _said("a verdict before the receipt", "r", "认定日期早于受理日期", 认定日期="2013-05-01"),
    _said("an unknown severity", "r", "不认识的严重程度", 严重程度="中等"),
    _said("a day that is none", "r", "没有这一天", 受理日期="2013-02-30"),
    _said("in the future", "r", "日期在将来", 受理日期="2019-05-06", 认定日期=""),
    _said("a unit and nobody", "a", 被投诉民警=""),
    _said("several officers", "a", 被投诉民警="朱春梅、曹国栋"),
    _said("several officers parted by blanks", "a", 被投诉民警="朱春梅 曹国栋"),
    _said("several officers parted by a semicolon", "a", 被投诉民警="朱春梅；曹国栋"),
    _said("one of several is unknown", "r", "最接近的是“曹国栋”", 被投诉民警="朱春梅、曹国东"),
    _said("a name with a blank inside", "a", 被投诉民警="朱 春梅"),
    _said(
        "after a move",
        "a",
        被投诉单位="南坪派出所",
        被投诉民警="方晓明",
        受理日期="2013-07-01",
        认定日期="2013-07-20",
    ),
    _said("an unknown unit", "r", "花名册里没有这个单位", 被投诉单位="县医院"),
    one("complaint: two rows of one number", csv(_COMPLAINT, _FIRST, _complaint(被投诉民警="曹国栋")), "iaa"),
    one(
        "complaint: a row of the number is not taken",
        csv(_COMPLAINT, _FIRST, _complaint(被投诉民警="曹国东")),
        "irr",
        reasons=("第 3 行未予采用，整件投诉待核实", "没有"),
    ),
    one(
        "complaint: each officer of a number has his own verdict",
        csv(_COMPLAINT, _FIRST, _complaint(被投诉民警="曹国栋", 认定结果="不属实")),
        "iaa",
    ),
    one(
        "complaint: rows of one number that disagree",
        csv(_COMPLAINT, _FIRST, _complaint(认定结果="不属实")),
        "irr",
        reasons=("说法不一致（认定结果）", "说法不一致（认定结果）"),
    ),
    trait(
        "complaint: again",
        file("a.csv", csv(_COMPLAINT, _FIRST), "ia"),
        file("b.xlsx", book(_COMPLAINT, _FIRST), "id"),
    ),
    trait(
        "complaint: a new version",
        file("a.csv", csv(_COMPLAINT, _complaint(认定结果="待查", 认定日期="")), "ia"),
        file("b.csv", csv(_COMPLAINT, _FIRST), "ia"),
    ),
    trait(
        "complaint: a number used again",
        file("a.csv", csv(_COMPLAINT, _FIRST), "ia"),
        file(
            "b.csv",
            csv(
                _COMPLAINT,
                _complaint(
                    受理日期="2013-06-01", 认定日期="2013-06-20", 被投诉单位="南坪派出所", 被投诉民警="欧阳文"
                ),
            ),
            "ir",
            reasons=("编号已用于另一件投诉",),
        ),
    ),
    trait(
        "complaint: numbers begin again every year",
        file("a.csv", csv(_COMPLAINT, _complaint(受理日期="2013-01-05", 认定日期="2013-01-06")), "ia"),
        file(
            "b.csv",
            csv(_COMPLAINT, _complaint(受理日期="2014-01-05", 认定日期="2014-01-06", 被投诉民警="曹国栋")),
            "ia",
        ),
    ),
    one(
        "complaint: a counter is no number",
        csv(("序号", *_COMPLAINT[1:]), ("1", *_FIRST[1:]), ("2", *_complaint(投诉内容="等候太久")[1:])),
        "iaa",
        says={"number": ""},
    ),
    one(
        "complaint: what was said never stands in a reason",
        csv(_COMPLAINT, _complaint(投诉人="#N/A")),
        "ir",
        reasons=("单元格是错误值",),
    ),
    one(
        "complaint: with a title and signatures",
        csv(("2013年5月窗口投诉登记簿",), _COMPLAINT, _FIRST, ("登记人：苗青",), ("合计：1件",)),
        "iiaii",
    ),
]
