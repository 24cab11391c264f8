"""How many genuine evaluations a set of rows from several exports makes (readings: Presses).

All rows here have one officer, one minute and one meaning. A file that holds k of one second (the most in any one
sheet) means k evaluations; rows with other serial numbers, or other evaluators where both have one, are others.
A sheet without seconds says the minute only: its rows may be any of that minute, and add only what the minute lacks.
The number depends on the set of rows only, not on the order of import.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One row: the sheet it stands in, its evaluator and serial where it has them, and its second.

    `second` is None where its sheet has no seconds.
    """

    sheet: int
    evaluator: str = ""
    serial: str = ""
    second: int | None = 0

    def may_be(self, other: ExportRow) -> bool:
        """Whether the times of the two leave open that they are one evaluation."""
        return None in (self.second, other.second) or self.second == other.second


def genuine(rows: Iterable[ExportRow]) -> int:
    """The number of evaluations the rows speak of."""
    rows = list(rows)
    exact = sum(map(_alike, _by_second(rows)))
    of_minute = [row for row in rows if row.second is None]
    if not of_minute:
        return exact
    return max(exact, _alike(of_minute), _by_evaluator(rows), _by_serial(rows))


def _alike(rows: Sequence[ExportRow]) -> int:
    """The evaluations of rows whose times do not tell them apart."""
    serials = {row.serial for row in rows if row.serial}
    of_evaluators: Counter[str] = Counter()
    for (_, evaluator), count in Counter((row.sheet, row.evaluator) for row in rows).items():
        if evaluator:
            of_evaluators[evaluator] = max(of_evaluators[evaluator], count)
    in_sheet = Counter(row.sheet for row in rows)
    return max(len(serials), of_evaluators.total(), max(in_sheet.values(), default=0))


def _by_second(rows: Iterable[ExportRow]) -> list[list[ExportRow]]:
    """The rows that have a second, each second's by themselves."""
    found: dict[int, list[ExportRow]] = defaultdict(list)
    for row in rows:
        if row.second is not None:
            found[row.second].append(row)
    return list(found.values())


def _by_evaluator(rows: Sequence[ExportRow]) -> int:
    """The evaluations that the evaluators tell apart."""
    total = 0
    for evaluator in {row.evaluator for row in rows} - {""}:
        own = [replace(row, serial="") for row in rows if row.evaluator == evaluator]
        total += max(sum(map(_alike, _by_second(own))), _alike([row for row in own if row.second is None]))
    return total


def _by_serial(rows: Iterable[ExportRow]) -> int:
    """The evaluations that the serial numbers tell apart."""
    seconds: dict[str, set[int | None]] = defaultdict(set)
    for row in rows:
        if row.serial:
            seconds[row.serial].add(row.second)
    return sum(len(own - {None}) or 1 for own in seconds.values())


def newcomers(standing: Sequence[ExportRow], aside: Sequence[ExportRow], new: Sequence[ExportRow]) -> list[bool]:
    """For each new row whether it adds an evaluation to those that stand; `aside` are known duplicates."""
    lacking = genuine([*standing, *aside, *new]) - len(standing)
    bearers = [row for row in standing if row.serial]
    verdicts = []
    for row in new:
        known = bool(row.serial) and any(row.serial == other.serial and row.may_be(other) for other in bearers)
        adds = lacking > 0 and not known
        verdicts.append(adds)
        lacking -= adds
        if adds and row.serial:
            bearers.append(row)
    return verdicts
