"""What an import did, as a report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from zlts.bulletins.listings import imported
from zlts.evaluations.changed import Side
from zlts.reports import Report
from zlts.services.folders import PassedOver
from zlts.services.intake import FileOutcome


def receipt(outcomes: Iterable[FileOutcome], *, dry_run: bool, brief: bool = False) -> Report:
    """The files' fates as the JSON contract has them, and as tables; `intake` has taken out those who complained.

    `brief` leaves off the files of which there is nothing to say.
    """
    outcomes = list(outcomes)
    come = [(one.arrivals, sorted(one.months)) for one in outcomes if one.arrivals]
    return imported(
        [_machine(one) for one in outcomes if not one.passed_over],
        [_passed_over(one.path, one.passed_over) for one in outcomes if one.passed_over],
        dry_run=dry_run,
        brief=brief,
        come_due="".join(one.come_due for one in outcomes),
        lacking=[sentence for arrivals, months in come for sentence in arrivals.attention(months)],
        unread=[Path(one.path).name for one in outcomes if one.unread and not one.error],
        turned=sum(one.turned for one in outcomes if not one.error),
        gone=sum(one.gone for one in outcomes if not one.error),
        lost=sum(one.lost for one in outcomes if not one.error),
        passes=[due for one in outcomes for due in one.passes_due],
        missing={
            unit: list(map(str, own)) for arrivals, months in come for unit, own in arrivals.missing(months).items()
        },
    )


def _said(one: Side) -> dict[str, Any]:
    place = one.place
    found = {"batch": place.batch, "file": one.file, "sheet": place.sheet, "row": place.row}
    return {**found, "officer": one.officer, "rating": one.rating, "undo": f"zlts undo {place.batch}"}


def _passed_over(path: str, one: PassedOver) -> dict[str, Any]:
    return {"path": path, "reason": one.reason, "could_be_register": one.could_be_register}


def _machine(one: FileOutcome) -> dict[str, Any]:
    machine: dict[str, Any] = {
        "path": one.path,
        "kind": one.kind,
        "batch": one.batch,
        "rows": one.rows,
        "accepted": one.accepted,
        "duplicates": one.duplicates,
        "rejected": one.rejected,
        "set_aside": one.set_aside,
        "ignored": one.ignored,
        "problems": [
            {
                "sheet": at.sheet,
                "row": at.row,
                "column": at.problem.column,
                "value": at.problem.value,
                "reason": at.problem.reason,
            }
            for at in one.problems
        ],
        "notes": one.notes,
        "changed": [
            {"time": change.time, "new": _said(change.new), "old": _said(change.old)} for change in one.changes
        ],
        "used": [
            {"sheet": layout.sheet, "heading": heading, "field": name, "code": code}
            for layout in one.layouts
            for heading, code, name in layout.used
        ],
        "unused": [
            {"sheet": layout.sheet, "heading": heading} for layout in one.layouts for heading in layout.unused
        ],
    }
    return {**machine, "error": one.error, "line": one.line} if one.error else machine
