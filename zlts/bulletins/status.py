"""The clerk's overview on one screen: what needs a person, who needs help, what is in and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from zlts.bulletins.board import board, legend
from zlts.bulletins.early_help import early_help, help_summary, reminders
from zlts.bulletins.facts import StatusFacts, to_json
from zlts.bulletins.listings import listing
from zlts.bulletins.next_steps import Due, next_steps, upcoming
from zlts.bulletins.parts import arrival_figures, outstanding
from zlts.bulletins.register_changes import change_notes, change_words, missing_notes
from zlts.bulletins.situation import Situation
from zlts.model import Missing, VerdictChange
from zlts.periods import Month
from zlts.reports import Report
from zlts.roster import spell


def status(situation: Situation, through: Month | None, due: Due, copies: str) -> Report:
    """One screen on a year."""
    found, units = reminders(situation), board(situation)
    steps, later = next_steps(situation, due), upcoming(situation)
    missing, expected, reported = arrival_figures(situation)
    facts = StatusFacts(
        year=situation.period.year,
        batches=situation.batches,
        assessed_through=through,
        backups=copies,
        passes_due=tuple(due.passes),
        unassessed=() if situation.is_blank else tuple(situation.unassessed),
        missing=missing,
        units_expected=expected,
        units_reported=reported,
        nothing_in=situation.is_blank,
        quarantined=situation.quarantined,
        pending_complaints=tuple(one.label for one in situation.pending()),
        pending_text=_pending_text(situation),
        verdict_changes=tuple(map(change_words, _of_year(situation.verdict_changes, situation))),
        missing_complaints=tuple(one.label for one in _of_year(situation.missing_complaints, situation)),
        outstanding=len(outstanding(situation)),
        overlapping_postings=tuple((spell(one), spell(other)) for one, other in situation.roster.overlapping),
        early_help=early_help(found),
        next=(*steps, *later),
    )
    helped = [help_summary(found)] if found else []
    return listing(
        "status",
        f"{situation.period.year} 年进度",
        [*helped, units],
        to_json(facts),
        attention=tuple(steps),
        basis=tuple(filter(None, [legend(units, situation), *_footing(situation, through, later, copies)])),
        period=str(situation.period),
    )


def _pending_text(situation: Situation) -> str:
    """Which complaints wait, and how long the oldest has."""
    pending = situation.pending()
    if not pending:
        return ""
    days = max((situation.today - one.received).days for one in pending)
    return f"{len(pending)} 件，最久 {days} 天：{'、'.join(one.label for one in pending)}"


Received = TypeVar("Received", VerdictChange, Missing)


def _of_year(found: Sequence[Received], situation: Situation) -> list[Received]:
    """Those of complaints that were received in the year."""
    return [one for one in found if one.received.year == situation.period.year]


def _footing(situation: Situation, through: Month | None, later: Sequence[str], copies: str) -> Iterator[str]:
    """How far the ledger is, and what comes next."""
    assessed = f"已评定到 {through}" if through else "还没有评定"
    yield f"已导入 {situation.batches} 批文件；{assessed}。自动备份：{copies}。"
    for told in (
        *missing_notes(_of_year(situation.missing_complaints, situation)),
        *change_notes(_of_year(situation.verdict_changes, situation)),
    ):
        yield f"{told}：zlts complaints。"
    if later:
        yield f"接下来：{'；'.join(later)}。"
