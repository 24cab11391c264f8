"""七(一): what the units filed, by when (readings: Filings); and nil returns (零报告): a unit had no evaluation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zlts.model import Filing, Problem, Register
from zlts.names import plain
from zlts.periods import Month
from zlts.policy import ByDay
from zlts.registers.declaration import Declaration, Field, Form, Says, Type
from zlts.registers.rows import Copies, Settled, StoredRow, future, in_order, iso_day
from zlts.roster import Roster


def settle(rows: Iterable[StoredRow], roster: Roster, policies: ByDay) -> Settled[Filing]:
    """The outcomes of the rows, and the facts of the filings' register."""
    settled: Settled[Filing] = Settled()
    copies, loosely = Copies(), dict[tuple[str, str], StoredRow]()
    for row in in_order(rows):
        unit = roster.unit_of(row.get("unit"))
        filed = None if row.broken else iso_day(row.get("filed"))
        late = future("报送日期", filed, row)
        if row.broken or isinstance(unit, Problem) or late:
            settled.reject(row, *(problem for problem in (unit, late) if isinstance(problem, Problem)))
            continue
        what, due = plain(row.get("what")), iso_day(row.get("due"))
        month = Month.parse(row.get("month")) if row.get("month") else None
        if policies.on(month.last_day if month else row.imported_at.date()).filing.is_nil(what):
            _settle_nil(settled, copies, row, unit, filed, month)
            continue
        if not copies.is_new((unit, what, due, filed), row.place):
            settled.duplicate(row)
            continue
        settled.accept(row)
        first = loosely.setdefault((unit, what), row)
        if first is not row:
            settled.notes[row.id] = f"与{first.where}只有日期不同，请核对是否同一次报送"
        settled.facts.append(Filing(unit, what, due or _due(what, filed, policies), filed, row.place))
    return settled


_NO_MONTH = "零报告没有写是哪个月的：请加“月份”一栏（如 2013-06），或用 zlts add nil 【单位】 【月份】"


def _settle_nil(
    settled: Settled[Filing], copies: Copies, row: StoredRow, unit: str, filed: date | None, month: Month | None
) -> None:
    """A nil return names its month, which must be over by the time it comes; a second one of a month adds nothing."""
    if month is None:
        settled.reject(row, Problem("月份", "", _NO_MONTH))
    elif not month.ended(row.imported_at.date()):
        settled.reject(row, Problem("月份", str(month), f"{month} 还没有结束，{month.day_after} 起才能登记零报告"))
    elif not copies.is_new((unit, month), row.place):
        settled.duplicate(row)
    else:
        settled.accept(row)
        settled.facts.append(Filing(unit, plain(row.get("what")), None, filed, row.place, month))


def _due(what: str, filed: date | None, policies: ByDay) -> date | None:
    """七(一): a plan is due by 5 March of its year, whether the register says so or not.

    One without any day is of the first policy's year.
    """
    policy = policies.on(filed or date.min)
    year = filed.year if filed else policy.effective_from.year
    is_plan = any(word in what for word in policy.filing.plan_words)
    return date(year, *policy.filing.plan_due) if is_plan else None


FILINGS = Declaration(
    kind=Register.FILINGS,
    word="报送",
    table="filing",
    forms=(
        Form(
            Register.FILINGS,
            "rows",
            "报送登记",
            (
                Field("unit", "单位", Type.WORD, filled=True),
                Field("what", "事项", Type.TEXT, Says.WHAT, filled=True),
                Field("due", "截止日期", Type.DATE),
                Field("filed", "报送日期", Type.DATE),
                Field("month", "月份", Type.MONTH, since=2),
            ),
            needed=(("unit",), ("what",)),
        ),
    ),
    settle=settle,
    view="报送",
    viewed=("unit", "what", "due", "filed", "month"),
)
