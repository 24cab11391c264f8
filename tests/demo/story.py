"""What befalls 清源县 on purpose, beside the ordinary days that chance fills in.

Every rule of the notice is touched; `tests/demo` says which, name by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from tests.demo.county_roster import MadeUpCounty
from tests.demo.year_events import MadeUpFiling, MadeUpInspection, MadeUpMeasure, MadeUpPress, on

# ---------------------------------------------------------------- evaluations

MONTHS: dict[tuple[str, str, int], tuple[int, int]] = {
    # unit, officer, month: satisfied and unsatisfied
    ("交管大队", "韩冬梅", 3): (41, 1),
    ("交管大队", "韩冬梅", 4): (46, 4),
    ("交管大队", "韩冬梅", 5): (52, 3),
    ("交管大队", "韩冬梅", 6): (37, 2),
    # below 95 % only when both units are taken together
    ("出入境大队", "罗志远", 6): (29, 1),
    ("柳林派出所", "罗志远", 6): (24, 2),
    # a single 不满意 at a small station
    ("双溪派出所", "常月娥", 7): (14, 1),
    # exactly 95 %, and one short of it
    ("交管大队", "任晓东", 5): (38, 2),
    ("石桥派出所", "秦学文", 8): (19, 1),
    ("治安大队", "贾明辉", 11): (37, 2),
    ("临江派出所", "夏天佑", 10): (36, 2),
    ("城关派出所", "邓小雨", 3): (45, 5),
    # a unit whose quarter falls below 95 % though most of its officers' months do not
    ("茶山派出所", "葛志鹏", 5): (35, 3),
    ("茶山派出所", "葛志鹏", 7): (38, 2),
    ("茶山派出所", "葛志鹏", 8): (38, 2),
    ("茶山派出所", "葛志鹏", 9): (30, 8),
    ("茶山派出所", "熊小梅", 7): (57, 3),
    ("茶山派出所", "熊小梅", 8): (38, 2),
    ("茶山派出所", "熊小梅", 9): (38, 2),
}

SMALL = {"双溪派出所": (12, 17)}
"""Stations with few evaluations: the fewest and the most in a month."""

SILENT = {("青峰派出所", 9)}
"""Units and months in which no evaluator was on."""

OVERLAPS = {("出入境大队", 7): "06-24", ("交管大队", 9): "08-26"}
"""Months whose export begins with days of the month before, already exported: from which day."""

_TWICE = ("苏晓晴", "06-26", time(9, 15, 7))
_BURST = ("莫小龙", "10-24", time(18, 2), 12)


def told_presses(county: MadeUpCounty, year: int) -> tuple[MadeUpPress, ...]:
    """Two people who press in one second, and an officer who presses a dozen times himself."""
    name, day, clock = _TWICE
    pair = [datetime.combine(on(year, day), clock)] * 2
    own_name, own_day, start, count = _BURST
    first = datetime.combine(on(year, own_day), start)
    burst = [first + timedelta(seconds=6 * n) for n in range(count)]
    return (*_pressed(county, name, pair), *_pressed(county, own_name, burst))


def _pressed(county: MadeUpCounty, name: str, times: Sequence[datetime]) -> list[MadeUpPress]:
    row = next(row for row in county.windows if row.name == name)
    return [
        MadeUpPress(row.unit, row.window, row.evaluator, row.badge, row.name, "非常满意", moment) for moment in times
    ]


# ---------------------------------------------------------------- inspections

_Finding = tuple[str, str, str, str, str, str, int | None, str]

_INSPECTIONS: tuple[_Finding, ...] = (
    ("02-06", "治安大队", "袁帅", "日常检查", "着装挂牌", "未按规定着装", -2, "一般"),
    ("03-18", "治安大队", "袁帅", "日常检查", "着装挂牌", "未挂牌上岗", -1, "一般"),
    ("03-27", "城关派出所", "", "季度检查", "经验做法", "推行一窗式受理，群众一次办结", 2, ""),
    ("03-28", "出入境大队", "苏晓晴", "季度检查", "服务制度", "一次性告知单制作规范", 2, ""),
    ("04-16", "交管大队", "何建业", "日常检查", "接待态度", "未使用文明用语", -1, "轻微"),
    ("05-15", "茶山派出所", "", "查处通报", "评价器使用", "评价器未通电", -2, "一般"),
    ("06-20", "竹园派出所", "", "日常检查", "服务承诺", "墟天准时提前开门", None, ""),
    ("06-26", "梅岭派出所", "崔玉洁", "季度检查", "服务承诺", "墟天提前半小时开门，延时服务到位", 2, ""),
    ("06-27", "沙洲派出所", "倪晓丹", "季度检查", "网上服务", "网上咨询当日答复", 1, ""),
    ("07-10", "出入境大队", "苏晓晴", "日常检查", "经验做法", "为行动不便老人上门办证", 2, ""),
    ("07-23", "青峰派出所", "郝大伟", "查处通报", "接待态度", "值班时饮酒，群众围观，影响恶劣", -5, "严重"),
    ("08-14", "临江派出所", "夏天佑", "日常检查", "着装挂牌", "未挂牌上岗", -1, "一般"),
    ("09-11", "城关派出所", "尹秀珍", "季度检查", "服务制度", "首问负责落实好", 5, ""),
    ("09-24", "沙洲派出所", "倪晓丹", "季度检查", "经验做法", "流动警务室进山村", 1, ""),
    ("09-25", "梅岭派出所", "崔玉洁", "季度检查", "网上服务", "网上预约全部按时办结", 1, ""),
    ("10-17", "石桥派出所", "俞小兵", "日常检查", "服务制度", "未执行一次性告知", -1, "一般"),
    ("11-06", "竹园派出所", "卜凡", "查处通报", "评价器使用", "替群众按评价器", -2, "较重"),
    ("12-11", "双溪派出所", "", "季度检查", "经验做法", "预约服务上墙公示", 1, ""),
    ("12-12", "茶山派出所", "", "季度检查", "服务制度", "服务台账不全", -6, "一般"),
)


def inspections(year: int) -> tuple[MadeUpInspection, ...]:
    return tuple(
        MadeUpInspection(on(year, day), unit, officer, kind, item, finding, points, severity, "督察大队")
        for day, unit, officer, kind, item, finding, points, severity in _INSPECTIONS
    )


# ---------------------------------------------------------------- measures

_MEASURES = (
    ("02-20", "何建业", "交管大队", "打招呼", "节前值守不到位"),
    ("03-20", "段成林", "治安大队", "谈话", "督察通报：上班时间玩手机"),
    ("05-08", "田雨欣", "出入境大队", "打招呼", "日常检查发现工作纪律松散"),
    ("05-28", "彭宇航", "交管大队", "谈话", "有效投诉1起，按活动方案执行"),
    ("08-09", "常月娥", "双溪派出所", "打招呼", "7月份满意率低于95%"),
    ("10-15", "段成林", "治安大队", "谈话", "督察通报：窗口无人在岗"),
    ("11-05", "邵长河", "柳林派出所", "打招呼", "活动推进缓慢"),
)


def measures(year: int) -> tuple[MadeUpMeasure, ...]:
    return tuple(MadeUpMeasure(on(year, day), *rest) for day, *rest in _MEASURES)


# ---------------------------------------------------------------- filings

_DUE = "03-05"
_FILED = {"城关派出所": _DUE, "沙洲派出所": "03-08", "茶山派出所": ""}
"""On the last day, late, never; the others file on the first."""


def filings(county: MadeUpCounty, year: int) -> tuple[MadeUpFiling, ...]:
    return tuple(_filing(unit, year) for unit in county.units)


def _filing(unit: str, year: int) -> MadeUpFiling:
    mark = _FILED.get(unit, "03-01")
    return MadeUpFiling(unit, "活动方案", on(year, _DUE), on(year, mark) if mark else None)
