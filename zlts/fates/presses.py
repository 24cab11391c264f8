"""Identical evaluations: how many genuine presses a set of rows from several exports makes (spec 3).

All rows here have one officer, one second and one rating. A file that holds k of them (the most in any
one sheet) means k presses; rows with other serial numbers, or other evaluators where both have one, are
other presses. The number depends on the set of rows only, not on the order of import.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Press:
    """One row: the sheet it stands in, its evaluator and serial where it has them."""

    sheet: int
    evaluator: str = ""
    serial: str = ""


def genuine(rows: Iterable[Press]) -> int:
    """The number of presses the rows speak of."""
    rows = list(rows)
    serials = {row.serial for row in rows if row.serial}
    in_sheet = Counter(row.sheet for row in rows)
    most: Counter[str] = Counter()
    for (_, evaluator), count in Counter((row.sheet, row.evaluator) for row in rows).items():
        if evaluator:
            most[evaluator] = max(most[evaluator], count)
    return max(len(serials), sum(most.values()), max(in_sheet.values(), default=0))


def newcomers(standing: Sequence[Press], aside: Sequence[Press], new: Sequence[Press]) -> list[bool]:
    """For each new row whether it adds a press to those that stand; `aside` are known duplicates."""
    lacking = genuine([*standing, *aside, *new]) - len(standing)
    serials = {row.serial for row in standing if row.serial}
    verdicts = []
    for row in new:
        adds = lacking > 0 and not (row.serial and row.serial in serials)
        verdicts.append(adds)
        lacking -= adds
        serials.update({row.serial} - {""} if adds else ())
    return verdicts
