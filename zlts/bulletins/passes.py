"""What a monthly pass did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from zlts.bulletins.arrivals import Arrivals
from zlts.bulletins.facts import EntryLine, PassFacts, RateLine, to_json
from zlts.bulletins.listings import listing
from zlts.bulletins.parts import (
    ENTRY_COLUMNS,
    entry_line,
    entry_lines,
    entry_row,
    entry_table,
    rate_note,
    tally_cells,
)
from zlts.bulletins.situation import moved_said
from zlts.model import Gap, Person, PostedEntry, Tally
from zlts.periods import Month
from zlts.policy import Policy
from zlts.reports import Column, Look, Report, Table
from zlts.rules import is_below_floor, meets_target


def assessed(
    month: Month,
    through: Month,
    first_time: Sequence[Month],
    rates: Sequence[tuple[str, Person, Tally, bool, str, tuple[str, ...]]],
    posted: Sequence[PostedEntry],
    taken_back: Sequence[PostedEntry],
    why: Mapping[int, str],
    gaps: Sequence[Gap],
    files: Mapping[int, str],
    policy: Policy,
    arrivals: Arrivals,
    *,
    dry_run: bool,
) -> Report:
    """What a pass posted and reversed, the month's rates, and what needs a person.

    `first_time` are the months, this one among them or not, that no pass had run through before.
    A rate is a unit, an officer, the tally, whether an auxiliary's, what is known of data that lack, and the units
    where the officer served; `why` says of each reversed entry, by its number, why it fell.
    """
    facts = PassFacts(
        month,
        through,
        tuple(first_time),
        rates=tuple(
            _rate_line(unit, person, tally, month, policy, served) for unit, person, tally, _, _, served in rates
        ),
        posted=entry_lines(posted, files),
        reversed=tuple(_reversed_line(one, why.get(one.id, ""), files) for one in taken_back),
        problems=tuple({"reason": gap.reason, **gap.about} for gap in gaps),
        missing={unit: tuple(months) for unit, months in arrivals.missing([month]).items()},
    )
    notes = [rate_note(tally, policy, arrived, auxiliary=auxiliary) for _, _, tally, auxiliary, arrived, _ in rates]
    title = f"{month} 月度评定" + ("（试算，没有写入台账）" if dry_run else "")
    return listing(
        "assess",
        title,
        [
            _rates_table(facts.rates, notes, arrivals.coverage([month])),
            entry_table("posted", "本次登记", posted),
            *([_reversed_table(taken_back, why)] if taken_back else []),
        ],
        to_json(facts),
        attention=(*(gap.reason for gap in gaps), *arrivals.attention([month])),
        basis=(
            *_other_months(month, through, first_time),
            f"新登记 {len(posted)} 条，撤销 {len(taken_back)} 条。",
            *([] if dry_run else [_WITNESS]),
        ),
        incomplete=bool(gaps),
        period=str(month),
    )


def _other_months(month: Month, through: Month, first_time: Sequence[Month]) -> Iterator[str]:
    """Which other months the pass ran through: those that were never assessed, and those that were."""
    if others := [one for one in first_time if one != month]:
        named = f"{others[0]} 至 {others[-1]}" if len(others) > 1 else f"{others[0]}"
        yield f"以前还没有评定过，本次一并评定 {named}。"
    if through != month:
        yield f"{through} 已经评定过，本次一并核算到 {through}。"


_WITNESS = "存根：zlts anchor 打印台账的校验码，签字存好，以后用它核对台账。"


def _reversed_line(posted: PostedEntry, why: str, files: Mapping[int, str]) -> EntryLine:
    return replace(entry_line(posted, files), status="reversed", why=why)


def _reversed_table(taken_back: Sequence[PostedEntry], why: Mapping[int, str]) -> Table:
    """The entries taken back: the points that each gives back, and why it fell."""
    headings = {"points": "撤回分值", "reason": "撤销的原因"}
    columns = tuple(replace(one, heading=headings.get(one.key, one.heading)) for one in ENTRY_COLUMNS)
    rows = [
        {**dict(zip([column.key for column in columns], entry_row(one), strict=True)),
         "points": f"{-one.entry.points:+d}" if one.entry.points else None, "reason": why.get(one.id, "")}
        for one in taken_back
    ]  # fmt: skip
    return Table("reversed", "撤销", columns, tuple(tuple(row[column.key] for column in columns) for row in rows))


def _rate_line(
    unit: str, person: Person, tally: Tally, month: Month, policy: Policy, served: tuple[str, ...]
) -> RateLine:
    target = bool(meets_target(tally, policy))
    return RateLine(unit, person.name, person.badge, month, tally, is_below_floor(tally, policy), target, served)


def _rates_table(lines: Sequence[RateLine], notes: Sequence[str], coverage: str) -> Table:
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("counted", "有效评价", Look.NUMBER),
        Column("satisfied", "满意", Look.NUMBER),
        Column("unrated", "未评价", Look.NUMBER),
        Column("percent", "满意率", Look.PERCENT),
        Column("note", "说明"),
    )
    told = zip(lines, notes, strict=True)
    rows = tuple((line.unit, line.officer, *tally_cells(line.tally), note) for line, note in told)
    marked = frozenset(place for place, line in enumerate(lines) if line.below_floor)
    note = coverage + moved_said((line.officer, line.served) for line in lines)
    return Table("rates", "当月满意率", columns, rows, marked=marked, note=note)
