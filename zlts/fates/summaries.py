"""Summaries of evaluations: counts of one officer and month, checked against what is printed beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from zlts.fates.rows import Settled, StoredRow, in_order
from zlts.fates.words import rating_meaning
from zlts.model import Place, Problem, Tally
from zlts.names import plain, window_mark
from zlts.periods import Month
from zlts.policy import ByDay, Policy
from zlts.roster import Found, Roster

COUNT = "count:"
_SILENT = {"", "—", "-", "--", "/", "——"}


@dataclass(frozen=True, slots=True)
class Summary:
    """An accepted summary row."""

    found: Found
    window: str
    month: Month
    tally: Tally
    counts: Mapping[str, int]
    place: Place
    id: int


DetailLookUp = Callable[[Summary], int | None]
"""The first batch that brought evaluations in detail of a summary's officer, unit, window and month."""


def settle(rows: Iterable[StoredRow], roster: Roster, policies: ByDay, details: DetailLookUp) -> Settled[Summary]:
    """Fates of the rows; of two that contradict each other the later is rejected (spec 3)."""
    settled: Settled[Summary] = Settled()
    known: dict[tuple[str, str, Month], list[tuple[Summary, StoredRow]]] = {}
    for row in in_order(rows):
        summary = _read(row, roster, policies)
        if isinstance(summary, tuple):
            settled.reject(row, *summary)
            continue
        peers = known.setdefault((summary.found.person.key, summary.found.unit, summary.month), [])
        rival = next((pair for pair in peers if _same_window(pair[0].window, summary.window)), None)
        if rival is not None:
            _compare(summary, row, rival, settled)
            continue
        batch = details(summary)
        if batch is not None and batch < row.place.batch:
            settled.reject(row, _contradiction(summary, f"第 {batch} 批的评价明细", batch))
            continue
        peers.append((summary, row))
        settled.accept(row)
        settled.facts.append(summary)
    return settled


def _same_window(one: str, other: str) -> bool:
    """A row that names no window stands for all of them."""
    return not one or not other or one == other


def _compare(new: Summary, row: StoredRow, rival: tuple[Summary, StoredRow], settled: Settled[Summary]) -> None:
    old, first = rival
    said = {word: count for word, count in new.counts.items() if count}
    if said == {word: count for word, count in old.counts.items() if count}:
        settled.duplicate(row)
    else:
        settled.reject(row, _contradiction(new, first.where, first.place.batch))


def _contradiction(new: Summary, where: str, batch: int) -> Problem:
    person, month = new.found.person.name, new.month
    reason = f"“{person}”{month} 的评价已由{where}收下，数字不同；以新的为准就先 zlts undo {batch} 再导入"
    return Problem("月份", str(month), reason)


def _read(row: StoredRow, roster: Roster, policies: ByDay) -> Summary | tuple[Problem, ...]:
    if row.broken:
        return ()
    month = _month(row, policies)
    if isinstance(month, Problem):
        return (month,)
    policy = policies.on(month.last_day)
    counts = _counts(row, policy)
    found = roster.find(row.claim, month.first_day, month.last_day)
    if isinstance(counts, Problem) or isinstance(found, Problem):
        return tuple(one for one in (counts, found) if isinstance(one, Problem))
    tally = tally_of(counts, policy)
    wrong = _checksum_problems(row, tally)
    return wrong or Summary(found, window_mark(row.get("window")), month, tally, counts, row.place, row.id)


def _month(row: StoredRow, policies: ByDay) -> Month | Problem:
    if not row.get("month"):
        return Problem("月份", "", "没有写月份，标题和文件名里也找不到")
    month = Month.parse(row.get("month"))
    if month > Month.of(row.imported_at.date()) or month.year < policies.on(month.last_day).earliest_year:
        return Problem("月份", str(month), "月份在将来或太早")
    return month


def _counts(row: StoredRow, policy: Policy) -> dict[str, int] | Problem:
    counts: dict[str, int] = {}
    for code, text in row.fields.items():
        if not code.startswith(COUNT):
            continue
        word = code.removeprefix(COUNT)
        meaning = rating_meaning(word, policy.words)
        if isinstance(meaning, Problem):
            return meaning
        counts[word] = int(text or 0)
    return counts


def tally_of(counts: Mapping[str, int], policy: Policy) -> Tally:
    """Counts by rating word → counted, satisfied, unrated."""
    by_meaning = {True: 0, False: 0, None: 0}
    for word, count in counts.items():
        meaning = rating_meaning(word, policy.words)
        if not isinstance(meaning, Problem):
            by_meaning[meaning] += count
    return Tally(by_meaning[True] + by_meaning[False], by_meaning[True], by_meaning[None])


def _checksum_problems(row: StoredRow, tally: Tally) -> tuple[Problem, ...]:
    total, rate = plain(row.get("total")), plain(row.get("rate"))
    problems = []
    if total not in _SILENT and int(total) not in (tally.counted, tally.counted + tally.unrated):
        both = f"有效评价 {tally.counted}，连同未评价 {tally.counted + tally.unrated}"
        problems.append(Problem("总数", total, f"总数与各栏之和不符（{both}）"))
    if rate not in _SILENT and not _agrees(rate, tally):
        problems.append(Problem("满意率", rate, f"满意率与各栏不符（应为 {tally.percent or '—'}）"))
    return tuple(problems)


def _agrees(printed: str, tally: Tally) -> bool:
    """A printed rate agrees if it is the exact one cut or rounded at its own precision."""
    if tally.rate is None:
        return False
    number = Decimal(printed.rstrip("%"))
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    return number in {_at(tally.rate * 100, step, way) for way in (ROUND_DOWN, ROUND_HALF_UP)}


def _at(exact: Fraction, step: Decimal, rounding: str) -> Decimal:
    # whole steps as a fraction first, so that no division in Decimal can round on its own
    steps = exact / Fraction(step)
    floor = steps.numerator // steps.denominator
    up = rounding == ROUND_HALF_UP and steps - floor >= Fraction(1, 2)
    return (floor + up) * step
