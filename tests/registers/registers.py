"""The other registers: summaries, inspections, measures, rosters, filings."""

from __future__ import annotations

from tests.registers.zoo import Trait, csv, file, one, trait

_SUMS = ("单位", "姓名", "月份", "非常满意", "满意", "基本满意", "一般", "不满意", "未评价", "总数", "满意率")


_INSPECTION = ("检查日期", "单位", "姓名", "检查类别", "检查项目", "情况", "加扣分", "程度", "检查人")
_FOUND = ("2013-05-06", "城关派出所", "朱春梅", "日常检查", "着装挂牌", "未挂牌", "-1", "", "薛晓燕")


def _inspected(name: str, fate: str, reason: str = "", **changed: str) -> Trait:
    row = tuple(changed.get(head, value) for head, value in zip(_INSPECTION, _FOUND, strict=True))
    reasons = (reason,) if reason else ()
    return one(f"inspection: {name}", csv(_INSPECTION, row), f"i{fate}", reasons=reasons)


def _points(text: str, points: str, *heads: str) -> Trait:
    heading = (heads or ("加扣分",))[0]
    content = csv(
        ("检查日期", "单位", "姓名", "检查项目", heading), ("2013-05-06", "城关派出所", "朱春梅", "着装", text)
    )
    return one(f"points {heading} {text}", content, "ia", says={"points": points}, asked={"kind": "inspections"})


def _marked(name: str, heads: str, cells: str, points: str, reason: str = "") -> Trait:
    """A score sheet's row: what it makes of the marks, or why it is left to a person."""
    content = csv(
        ("检查日期", "单位", "姓名", "检查项目", *heads.split(",")),
        ("2013-05-06", "城关派出所", "朱春梅", "着装", *cells.split(",")),
    )
    reasons, says = ((reason,), {}) if reason else ((), {"points": points})
    return one(f"marks: {name}", content, "ir" if reason else "ia", reasons=reasons, says=says)


_MARKED = [
    _marked("the difference from a full mark", "分值,得分", "10,8", "-2"),
    _marked("nothing lost", "标准分,实得分", "10,10", "0"),
    _marked("a deduction that agrees", "分值,扣分,得分", "10,2,8", "-2"),
    _marked("a deduction that does not agree", "分值,扣分,得分", "10,2,9", "", "与写明的加扣分对不上"),
    _marked("signed points that agree", "满分,加扣分,得分", "10,-2,8分", "-2"),
    _marked("signed points that do not agree", "满分,加扣分,得分", "10,2,8", "", "与写明的加扣分对不上"),
    _marked("a credit that agrees", "满分,加分,得分", "10,1,11", "1"),
    _marked("more than the full mark", "满分,得分", "10,11", "", "得分比满分还多"),
    _marked("half a point lost", "满分,得分", "10,9.5", "", "不是整数"),
    _marked("halves that make a whole", "满分,得分", "9.5,7.5", "-2"),
    _marked("a full mark beside a deduction", "分值,扣分", "10,2", "-2"),
    _marked("a full mark and no deduction", "分值,扣分", "10,", ""),
    _marked("what was got beside a deduction", "扣分,得分", "2,98", "-2"),
    _marked("what was got, of nobody knows what", "得分", "98", "", "--map 加扣分=得分"),
    _marked("what was got, called an assessment", "考核得分", "98分", "", "--map 加扣分=考核得分"),
    _marked("a full mark alone", "分值", "10", "", "--map 加扣分=分值"),
    _marked("a deduction under a heading of marks", "分值", "-2", "", "--map 加扣分=分值"),
    _marked("marks of which none is given", "分值,得分", ",", ""),
    _marked("their own mark", "自评分,扣分", "98,2", "-2"),
    _marked("the most that one row can cost", "扣分", "10", "-10"),
    _marked("more than one row can cost", "扣分", "11", "", "超过了一次最多的 10 分"),
    _marked("the most that one row can earn", "加分", "10", "10"),
    _marked("more than one row can earn", "加分", "11", "", "超过了一次最多的 10 分"),
]


_MEASURE = ("日期", "姓名", "单位", "措施", "事由")
_ROSTER = ("单位", "城区农村", "姓名", "警号", "角色", "任职起", "任职止")

TRAITS = [
    # ------------------------------------------------------------ summaries
    one(
        "summary: counts, total and rate",
        csv(_SUMS, ("城关派出所", "朱春梅", "2013-05", 10, 5, 0, 0, 1, 2, 16, "93.75%")),
        "ia",
    ),
    one(
        "summary: a total with the unrated",
        csv(_SUMS, ("城关派出所", "朱春梅", "2013年5月", 10, 5, 0, 0, 1, 2, 18, "")),
        "ia",
    ),
    one(
        "summary: a total that is wrong",
        csv(_SUMS, ("城关派出所", "朱春梅", "2013-05", 10, 5, 0, 0, 1, 2, 17, "")),
        "ir",
        reasons=("总数与各栏之和不符（有效评价 16，连同未评价 18）",),
    ),
    one(
        "summary: a month that is none",
        csv(_SUMS, ("城关派出所", "朱春梅", "五月份", 1, 0, 0, 0, 0, 0, 1, "")),
        "ir",
        reasons=("月份没有年份",),
    ),
    one(
        "summary: a month to come",
        csv(_SUMS, ("城关派出所", "朱春梅", "2031-05", 1, 0, 0, 0, 0, 0, 1, "")),
        "ir",
        reasons=("月份在将来或太早",),
    ),
    one(
        "summary: months of a year known by the title",
        csv(("2013年窗口评价汇总表",), _SUMS, ("城关派出所", "朱春梅", "5月", 1, 0, 0, 0, 0, 0, 1, "")),
        "iia",
        says={"month": "2013-05"},
    ),
    one(
        "summary: a rating the policy does not know",
        csv(("单位", "姓名", "月份", "满意", "勉强满意"), ("城关派出所", "朱春梅", "2013-05", "3", "1")),
        "ir",
        reasons=("不认识的评价结果",),
    ),
    one(
        "summary: headings with what is counted",
        csv(
            ("单位", "姓名", "月份", "非常满意(次)", "满意数", "不满意人次", "满意率（%）"),
            ("城关派出所", "朱春梅", "2013-05", 3, 1, 0, "100"),
        ),
        "ia",
        says={"count:非常满意": "3", "count:满意": "1", "rate": "100%"},
    ),
    # ------------------------------------------------------------ inspections
    _inspected("an officer", "a"),
    _inspected("a unit", "a", 姓名=""),
    _inspected("serious", "a", 程度="严重"),
    _inspected("an unknown severity", "r", "不认识的程度", 程度="还行"),
    _inspected("points that cannot be read", "r", "看不出加扣几分", 加扣分="扣一点"),
    _inspected("half a point", "r", "看不出加扣几分", 加扣分="-0.5"),
    *(
        _points(text, points)
        for text, points in (
            ("-2", "-2"),
            ("扣2分", "-2"),
            ("加1分", "1"),
            ("+1", "1"),
            ("－2", "-2"),
            ("", ""),
            ("0", "0"),
            ("-2.0", "-2"),
            ("减2分", "-2"),
        )
    ),
    *(_points(text, points, "扣分") for text, points in (("2", "-2"), ("-2", "-2"), ("扣2分", "-2"))),
    _points("1", "1", "加分"),
    one(
        "inspection: points taken and given in two columns",
        csv(
            ("检查日期", "单位", "检查项目", "扣分", "加分"),
            ("2013-05-06", "城关派出所", "着装", "2", ""),
            ("2013-05-07", "城关派出所", "预约服务", "", "1"),
            ("2013-05-08", "城关派出所", "着装", "2", "1"),
        ),
        "iaar",
        reasons=("既有扣分又有加分",),
        says={"points": "-2"},
    ),
    *_MARKED,
    trait(
        "inspection: again, and with other points",
        file("a.csv", csv(_INSPECTION, _FOUND), "ia"),
        file(
            "b.csv", csv(_INSPECTION, _FOUND, (*_FOUND[:6], "-2", *_FOUND[7:])), "ida", notes="请核对是否同一次检查"
        ),
    ),
    # ------------------------------------------------------------ measures
    one("measure: 谈话", csv(_MEASURE, ("2013-05-06", "朱春梅", "城关派出所", "谈话", "满意率低")), "ia"),
    one("measure: on a leader", csv(_MEASURE, ("2013-05-06", "薛晓燕", "城关派出所", "告诫", "连带")), "ia"),
    one(
        "measure: an unknown one",
        csv(_MEASURE, ("2013-05-06", "朱春梅", "城关派出所", "批评", "")),
        "ir",
        reasons=("不是三项制度的措施",),
    ),
    one(
        "measure: blank", csv(_MEASURE, ("2013-05-06", "朱春梅", "城关派出所", "", "")), "ir", reasons=("措施没有填",)
    ),
    one(
        "measure: twice",
        csv(
            _MEASURE,
            ("2013-05-06", "朱春梅", "城关派出所", "谈话", ""),
            ("2013-05-06", "朱春梅", "城关派出所", "谈话", ""),
        ),
        "iaa",
    ),
    # ------------------------------------------------------------ rosters
    one(
        "roster: a new officer",
        csv(_ROSTER, ("城关派出所", "城区", "夏雨晴", "350560", "窗口民警", "2013-03-01", "至今")),
        "ia",
    ),
    one(
        "roster: an unknown role",
        csv(_ROSTER, ("城关派出所", "城区", "夏雨晴", "", "窗口", "", "")),
        "ir",
        reasons=("没有这种角色",),
    ),
    one(
        "roster: an end before the beginning",
        csv(_ROSTER, ("城关派出所", "", "夏雨晴", "", "窗口民警", "2013-03-01", "2013-02-01")),
        "ir",
        reasons=("任职止早于任职起",),
    ),
    one(
        "roster: a badge of another",
        csv(_ROSTER, ("城关派出所", "", "夏雨晴", "350509", "窗口民警", "", "")),
        "ir",
        reasons=("这个警号已经是“朱春梅”的",),
    ),
    one(
        "roster: neither town nor country",
        csv(_ROSTER, ("城关派出所", "山区", "夏雨晴", "", "窗口民警", "", "")),
        "ir",
        reasons=("不是城区或农村",),
    ),
    one(
        "roster: the notice's own wide form",
        csv(("参与单位", "责任人", "责任领导", "责任局领导"), ("北岭派出所", "夏雨晴、秦小雨", "贺文斌", "高长青")),
        "ia",
        says={"officers": "夏雨晴、秦小雨"},
    ),
    one(
        "roster: the unit on the first row of its block only",
        csv(
            _ROSTER,
            ("城关派出所", "城区", "夏雨晴", "350560", "窗口民警", "", ""),
            ("", "", "秦小雨", "350561", "窗口民警", "", ""),
        ),
        "iaa",
    ),
    # ------------------------------------------------------------ filings
    one(
        "filing",
        csv(("单位", "事项", "截止日期", "报送日期"), ("城关派出所", "活动方案", "2013-03-05", "2013-03-04")),
        "ia",
    ),
    one(
        "filing: not yet",
        csv(("单位", "事项", "截止日期", "报送日期"), ("城关派出所", "活动方案", "2013-03-05", "")),
        "ia",
    ),
    one(
        "filing: in the future",
        csv(("单位", "事项", "截止日期", "报送日期"), ("城关派出所", "活动方案", "", "2019-03-04")),
        "ir",
        reasons=("日期在将来",),
    ),
]
