"""How much of the business done was evaluated (readings: Business volume); nothing where no business is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zlts.bulletins.facts import BusinessLine
from zlts.bulletins.situation import Situation
from zlts.model import Person, cut_percent
from zlts.periods import Month
from zlts.registers.business import Business
from zlts.reports import Column, Look, Table


def business_lines(situation: Situation) -> tuple[BusinessLine, ...]:
    """The units of which business of the period is known, in the roster's order, each with its officers behind it."""
    own = [one for one in situation.business if one.month in situation.months]
    lines = []
    for unit in situation.roster.units:
        of_unit = [one for one in own if one.unit == unit.name]
        if of_unit:
            lines.append(_business_line(unit.name, None, of_unit, situation))
            people = dict.fromkeys(one.person for one in of_unit if one.person)
            lines += [
                _business_line(unit.name, person, [one for one in of_unit if one.person == person], situation)
                for person in people
            ]
    return tuple(lines)


def _business_line(unit: str, person: Person | None, own: Sequence[Business], situation: Situation) -> BusinessLine:
    """What is beyond the counter has its mode, and is not added: it stands among the business, too."""
    modes, business = Counter[str](), 0
    counted: set[Month] = set()
    for one in own:
        mode = situation.policy_on(one.month.last_day).business.mode_of(one.matter)
        if mode:
            modes[mode] += one.number
        else:
            business += one.number
            counted.add(one.month)
    tallies = [
        tally
        for (who, where, month), tally in situation.tallies.items()
        if where == unit and month in counted and person in (None, who)
    ]
    evaluations = sum(tally.counted + tally.unrated for tally in tallies)
    known = [mode for mode in situation.policy.business.modes if mode in modes]
    return BusinessLine(
        unit,
        person.name if person else "",
        business,
        evaluations,
        cut_percent(evaluations, business) if business else None,
        {mode: modes[mode] for mode in known},
        more_evaluations=evaluations > business,
    )


def business_tables(lines: Sequence[BusinessLine], situation: Situation) -> tuple[Table, ...]:
    """The evaluations beside the business; no table where no business is known."""
    if not lines:
        return ()
    rule = situation.policy.business
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("business", "业务量", Look.NUMBER, "件"),
        Column("evaluations", "评价器使用", Look.NUMBER, "次"),
        Column("evaluated_percent", "使用率", Look.PERCENT, "%"),
        *(Column(mode, f"{mode}服务", Look.NUMBER, "件") for mode in rule.modes),
        Column("note", "说明", Look.WORD),
    )
    rows = tuple(
        (
            one.unit,
            one.officer or "全单位",
            one.business,
            one.evaluations,
            one.evaluated_percent,
            *(one.modes.get(mode) for mode in rule.modes),
            "评价多于业务量" if one.more_evaluations else "",
        )
        for one in lines
    )
    marked = frozenset(place for place, one in enumerate(lines) if one.more_evaluations)
    note = (
        "使用率＝评价次数÷业务量（未评价的也是使用了评价器），只算报了业务量的月份；"
        f"{'、'.join(rule.modes)}服务（{rule.clause}、{rule.online_clause}）单列，不再加进业务量。"
    )
    return (Table("business", "业务量与评价器使用", columns, rows, marked=marked, note=note),)


def surplus(lines: Sequence[BusinessLine]) -> list[str]:
    """六(三): more evaluations than business is for a person to look into."""
    return [
        f"{one.unit}{one.officer and f'“{one.officer}”'}评价 {one.evaluations} 次，多于业务量 {one.business} 件，"
        "请核实是否自行评价，或业务量有漏报"
        for one in lines
        if one.more_evaluations
    ]
