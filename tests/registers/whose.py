"""Whose is it: badge, name, evaluator, window, unit, and the roster that changes in mid-year."""

from __future__ import annotations

from tests.registers.zoo import DETAIL, GOOD, T, csv, file, one, trait

_BADGE = ("警号", "姓名", "评价结果", "评价时间")
_DEVICE = ("单位", "窗口", "评价器", "评价结果", "评价时间")
_JULY = "2013-07-01 09:00:00"
_ROSTER = ("单位", "姓名", "警号", "角色", "窗口", "评价器", "任职起", "任职止")


def _row(unit: str, name: str, time: str = T) -> tuple[str, ...]:
    return (unit, name, "满意", time)


TRAITS = [
    one("a badge alone", csv(_BADGE, ("350509", "", "满意", T)), "ia"),
    one(
        "a name unique in the bureau needs no unit",
        csv(("姓名", "评价结果", "评价时间"), ("欧阳文", "满意", T)),
        "ia",
    ),
    one(
        "short and long names of a unit",
        csv(DETAIL, _row("城关所", "朱春梅"), _row("某县公安局城关派出所", "曹国栋")),
        "iaa",
    ),
    one("an alias", csv(DETAIL, _row("南坪户籍室", "欧阳文")), "ia"),
    one("an unknown unit", csv(DETAIL, _row("城观派出所", "朱春梅")), "ir", reasons=("最接近的是“城关派出所”",)),
    one("an unknown name", csv(DETAIL, _row("城关派出所", "朱春每")), "ir", reasons=("最接近的是“朱春梅”",)),
    one("an unknown badge", csv(_BADGE, ("350599", "", "满意", T)), "ir", reasons=("花名册里没有这个警号",)),
    one(
        "a badge and a name that disagree",
        csv(_BADGE, ("350509", "曹国栋", "满意", T)),
        "ir",
        reasons=("与姓名不一致",),
    ),
    one("two officers of one name", csv(DETAIL, _row("城关派出所", "李静")), "ir", reasons=("请补上警号",)),
    one("two officers of one name by badge", csv(_BADGE, ("350521", "李静", "满意", T)), "ia"),
    one("a badge that lost its zeros", csv(_BADGE, ("1234", "方晓明", "满意", T)), "ia"),
    one("an auxiliary", csv(DETAIL, _row("城关派出所", "苗青(辅警)")), "ia"),
    one(
        "an evaluator changes hands in mid-year",
        csv(_DEVICE, ("", "", "PJ11", "满意", T), ("", "", "PJ11", "满意", _JULY)),
        "iaa",
    ),
    one("a window of a unit", csv(_DEVICE, ("城关派出所", "2号窗口", "", "满意", T)), "ia"),
    one("a window without a unit", csv(_DEVICE, ("", "2", "", "满意", T)), "ir", reasons=("认不出是谁的",)),
    one("an unknown evaluator", csv(_DEVICE, ("", "", "PJ99", "满意", T)), "ir", reasons=("花名册里没有这个评价器",)),
    one("nobody is named", csv(DETAIL, ("城关派出所", "", "满意", T)), "ir", reasons=("认不出是谁的",)),
    one(
        "the old unit after a move",
        csv(
            DETAIL,
            _row("南坪派出所", "方晓明"),
            _row("南坪派出所", "方晓明", _JULY),
            _row("治安大队", "方晓明", _JULY),
        ),
        "iara",
        reasons=("不在“南坪派出所”的窗口任职",),
    ),
    one(
        "before the posting begins",
        csv(DETAIL, _row("城关派出所", "朱春梅", "2012-12-31 09:00:00")),
        "ir",
        reasons=("不在",),
    ),
    trait(
        "an officer unknown until the roster is mended",
        file("评价.csv", csv(DETAIL, _row("城关派出所", "夏雨晴")), "ir", reasons=("没有这个人",)),
        file(
            "新花名册.csv",
            csv(
                _ROSTER,
                ("城关派出所", "夏雨晴", "350560", "窗口民警", "6", "", "2013-01-01", ""),
                ("城关派出所", "朱春梅", "350509", "窗口民警", "1", "PJ01", "2013-01-01", ""),
            ),
            "iad",
            notes="1 行从待核实转为采用",
        ),
    ),
    trait(
        "a shared window",
        file(
            "花名册.csv",
            csv(_ROSTER, ("城关派出所", "夏雨晴", "350560", "窗口民警", "2", "", "2013-01-01", "")),
            "ia",
        ),
        file("评价.csv", csv(_DEVICE, ("城关派出所", "2", "", "满意", T)), "ir", reasons=("对应不止一名民警",)),
    ),
    trait(
        "a newer roster ends a posting",
        file(
            "花名册.csv",
            csv(_ROSTER, ("城关派出所", "朱春梅", "350509", "窗口民警", "1", "PJ01", "2013-01-01", "2013-03-31")),
            "ia",
        ),
        file("评价.csv", csv(DETAIL, GOOD), "ir", reasons=("不在“城关派出所”的窗口任职",)),
    ),
]
