"""Again and overlapping: what comes twice counts once, what contradicts is not taken."""

from __future__ import annotations

from tests.registers.zoo import DETAIL, GOOD, T, book, csv, file, one, sheets, trait

_SERIAL = ("流水号", *DETAIL)
_DEVICE = ("评价器", *DETAIL)
_CAO = ("城关派出所", "曹国栋", "满意", "2013-05-06 09:20:00")
_COUNTS = ("单位", "姓名", "月份", "非常满意", "满意", "不满意")
_SUM = ("城关派出所", "朱春梅", "2013-05", "10", "5", "1")

TRAITS = [
    trait(
        "the same bytes again",
        file("五月.csv", csv(DETAIL, GOOD), "ia"),
        file("五月二.csv", csv(DETAIL, GOOD), "id", notes="是同一个文件"),
    ),
    trait(
        "an overlap adds what is new",
        file("a.csv", csv(DETAIL, GOOD), "ia"),
        file("b.csv", csv(DETAIL, GOOD, _CAO), "ida"),
    ),
    one("two presses in one second", csv(DETAIL, GOOD, GOOD), "iaa"),
    trait(
        "the most in any one sheet",
        file("a.csv", csv(DETAIL, GOOD), "ia"),
        file("b.csv", csv(DETAIL, GOOD, GOOD, ("", "", "", "")), "iadi"),
    ),
    one(
        "a sheet repeats another",
        sheets({"一": (DETAIL, GOOD, GOOD), "二": (DETAIL, GOOD)}),
        {"一": "iaa", "二": "id"},
    ),
    trait(
        "other columns, the same press",
        file("a.csv", csv(DETAIL, GOOD), "ia"),
        file("b.xlsx", book(("满意度", "提交时间", "工号"), ("满意", "2013/5/6 9:10:11", "350509")), "id"),
    ),
    one(
        "a serial with another rating",
        csv(_SERIAL, ("8001", *GOOD), ("8001", *GOOD[:2], "不满意", T)),
        "iar",
        reasons=("流水号在同一时间已是另一条评价（本文件第 2 行）",),
    ),
    one("other serials, two presses", csv(_SERIAL, ("8001", *GOOD), ("8002", *GOOD)), "iaa"),
    one("a counter is no serial", csv(("序号", *DETAIL), ("1", *GOOD), ("2", *GOOD)), "iaa"),
    trait(
        "a row without a serial repeats one with it",
        file("a.csv", csv(_SERIAL, ("8001", *GOOD)), "ia"),
        file("b.csv", csv(DETAIL, GOOD), "id"),
    ),
    trait(
        "other evaluators, two presses",
        file("a.csv", csv(_DEVICE, ("PJ01", *GOOD)), "ia"),
        file("b.csv", csv(_DEVICE, ("PJ02", *GOOD)), "ia"),
    ),
    trait("a summary again", file("a.csv", csv(_COUNTS, _SUM), "ia"), file("b.csv", csv(_COUNTS, _SUM, ()), "idi")),
    trait(
        "a line of a summary twice in one file",
        file("a.csv", csv(_COUNTS, _SUM), "ia"),
        file("b.csv", csv(_COUNTS, _SUM, _SUM), "irr", reasons=("第 3 行完全一样", "第 2 行完全一样")),
    ),
    trait(
        "two summaries with other counts",
        file("a.csv", csv(_COUNTS, _SUM), "ia"),
        file("b.csv", csv(_COUNTS, (*_SUM[:5], "2")), "ir", reasons=("zlts undo 2",)),
    ),
    trait(
        "a summary after the details",
        file("a.csv", csv(DETAIL, GOOD), "ia"),
        file("b.csv", csv(_COUNTS, _SUM), "ir", reasons=("第 2 批的评价明细",)),
    ),
    trait(
        "details after the summary",
        file("a.csv", csv(_COUNTS, _SUM), "ia"),
        file("b.csv", csv(DETAIL, GOOD, _CAO), "ira", reasons=("已有第 2 批的汇总",)),
    ),
    trait(
        "the same bytes read another way",
        file("a.csv", csv(("姓名", *DETAIL[2:]), ("李静", "满意", T)), "ir", reasons=("请补上警号",)),
        file(
            "a.csv",
            csv(("姓名", *DETAIL[2:]), ("李静", "满意", T)),
            "ir",
            reasons=("请补上警号",),
            asked={"unit": "城关所"},
        ),
    ),
]
