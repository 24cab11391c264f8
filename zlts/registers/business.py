"""How much business the windows did, by month (readings: Business volume)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zlts.model import Person, Place, Problem, Register
from zlts.names import plain
from zlts.periods import Month
from zlts.policy import ByDay
from zlts.registers.declaration import BADGE, OFFICER, UNIT, Declaration, Field, Form, Says, Type
from zlts.registers.rows import Settled, StoredRow, in_order
from zlts.roster import Roster


@dataclass(frozen=True, slots=True)
class Business:
    """What a unit, or one of its officers, did in a month: so many of a matter, or in all if none is named."""

    unit: str
    person: Person | None
    month: Month
    matter: str
    number: int
    place: Place


_Key = tuple[str, str, Month, str]


def settle(rows: Iterable[StoredRow], roster: Roster, policies: ByDay) -> Settled[Business]:
    """The outcomes of the rows; of two that say otherwise of the same business the later is rejected."""
    settled: Settled[Business] = Settled()
    known: dict[_Key, tuple[StoredRow, Business]] = {}
    for row in in_order(rows):
        found = _read(row, roster, policies)
        if not isinstance(found, Business):
            settled.reject(row, *found)
            continue
        key = (found.unit, found.person.key if found.person else "", found.month, found.matter)
        earlier = known.get(key)
        if earlier is None:
            problem = _other_division(found, known.values())
        elif earlier[0].place.batch == row.place.batch:
            problem = _twice(found, earlier[0])
        elif earlier[1].number == found.number:
            settled.duplicate(row)
            continue
        else:
            problem = _otherwise(found, earlier[0])
        if problem:
            settled.reject(row, problem)
            continue
        known[key] = (row, found)
        settled.accept(row)
        settled.facts.append(found)
    return settled


def _read(row: StoredRow, roster: Roster, policies: ByDay) -> Business | tuple[Problem, ...]:
    """What the row says, or why it cannot stand."""
    if row.broken:
        return ()
    month = _month(row, policies)
    if isinstance(month, Problem):
        return (month,)
    person = None
    if row.get("officer") or row.get("badge"):
        found = roster.find(row.claim, month.first_day, month.last_day)
        if isinstance(found, Problem):
            return (found,)
        unit, person = found.unit, found.person
    else:
        named = roster.unit_of(row.get("unit"))
        if isinstance(named, Problem):
            return (named,)
        unit = named
    return Business(unit, person, month, plain(row.get("matter")), int(row.get("number")), row.place)


def _month(row: StoredRow, policies: ByDay) -> Month | Problem:
    if not row.get("month"):
        return Problem("月份", "", "没有写月份，标题和文件名里也找不到")
    month = Month.parse(row.get("month"))
    if month.year < policies.on(month.last_day).earliest_year:
        return Problem("月份", str(month), "月份太早")
    if not month.ended(row.came_in.date()):
        return Problem("月份", str(month), f"{month} 还没有结束，业务量要等月底统计完再导入")
    return month


def _other_division(new: Business, known: Iterable[tuple[StoredRow, Business]]) -> Problem | None:
    """A sum beside its parts would count the same business twice."""
    for row, one in known:
        if (one.unit, one.month) != (new.unit, new.month):
            continue
        if (one.person is None) != (new.person is None):
            lacking = "民警"
        elif one.person == new.person and bool(one.matter) != bool(new.matter):
            lacking = "事项"
        else:
            continue
        reason = (
            f"“{new.unit}”{new.month} 的业务量在{row.where}已有，一行分{lacking}、一行不分，"
            "可能是合计，相加会算两遍；"
            f"是合计的就删去，或先 zlts undo {row.place.batch} 再导入"
        )
        return Problem(lacking, new.matter, reason)
    return None


def _twice(new: Business, earlier: StoredRow) -> Problem:
    reason = (
        f"和第 {earlier.place.row} 行是同一单位、同一人、同一月、同一事项，看不出是重复的还是要相加；"
        "请删去一行，或把事项写得不同，再导入"
    )
    return Problem("数量", str(new.number), reason)


def _otherwise(new: Business, earlier: StoredRow) -> Problem:
    batch = earlier.place.batch
    reason = f"{earlier.where}写的数量不同；以新的为准就先 zlts undo {batch} 再导入"
    return Problem("数量", str(new.number), reason)


BUSINESS = Declaration(
    kind=Register.BUSINESS,
    word="业务量",
    table="business",
    forms=(
        Form(
            Register.BUSINESS,
            "rows",
            "业务量登记",
            (
                *(UNIT, BADGE, OFFICER),
                Field("month", "月份", Type.MONTH, Says.WHEN, filled=True),
                Field("matter", "事项", Type.TEXT, Says.WHAT),
                Field("number", "数量", Type.COUNT, Says.WHAT, filled=True),
            ),
            needed=(("number",),),
            month_from_context=True,
        ),
    ),
    settle=settle,
    view="业务量",
    viewed=("unit", "officer", "month", "matter", "number"),
    since=5,
)
