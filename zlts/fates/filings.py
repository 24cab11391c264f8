"""七(一): what the units filed, by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from zlts.fates.rows import Copies, Settled, StoredRow, future, in_order, iso_day
from zlts.model import Filing, Problem
from zlts.names import plain
from zlts.policy import ByDay
from zlts.roster import Roster


def settle(rows: Iterable[StoredRow], roster: Roster, policies: ByDay) -> Settled[Filing]:
    """Fates and facts of the filings' register."""
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
        if not copies.is_new((unit, what, due, filed), row.place):
            settled.duplicate(row)
            continue
        settled.accept(row)
        first = loosely.setdefault((unit, what), row)
        if first is not row:
            settled.notes[row.id] = f"与{first.where}只有日期不同，请核对是否同一次报送"
        settled.facts.append(Filing(unit, what, due or _due(what, filed, policies), filed, row.place))
    return settled


def _due(what: str, filed: date | None, policies: ByDay) -> date | None:
    """七(一): a plan is due by 5 March of its year, whether the register says so or not.

    One without any day is of the first policy's year.
    """
    policy = policies.on(filed or date.min)
    year = filed.year if filed else policy.effective_from.year
    is_plan = any(word in what for word in policy.filing.plan_words)
    return date(year, *policy.filing.plan_due) if is_plan else None
