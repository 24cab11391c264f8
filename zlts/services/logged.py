"""Measures that belong to entries: which wait for one, which outlive one that fell (readings: Logged measures)."""

from __future__ import annotations

from collections.abc import Iterable

from zlts.carrying_out import RULE_MADE, Groundless, fits_once
from zlts.model import Measure, PostedEntry, Register
from zlts.rules import window_of
from zlts.services import office as offices
from zlts.services.office import Office
from zlts.store import decisions, entries
from zlts.store.session import Session


def waiting_for(session: Session, office: Office, posted: PostedEntry) -> list[Measure]:
    """The logged measures that may be the carrying out of that entry, and that nobody has given an answer of."""
    if posted.entry.cause.rule not in RULE_MADE:
        return []
    window = window_of(posted.entry, office.policies)
    answers = decisions.answers(session)
    logged = offices.settle(session, Register.MEASURES, office).facts
    open_ones = (one for one in logged if not one.separate and not (one.key in answers and answers[one.key].done))
    fitting = (one for one in open_ones if fits_once(one, posted.entry, window))
    return sorted(fitting, key=lambda one: (one.day, one.place))


def groundless(session: Session, office: Office, year: int) -> list[Groundless]:
    """已执行，依据已撤销: the logged measures that belong to an entry which does not stand any more.

    Those of the year, and those of the next one that belong to an entry of the year.
    """
    answers = decisions.answers(session)
    if not answers:
        return []
    logged = offices.settle(session, Register.MEASURES, office).facts
    near = [one for one in logged if one.day.year in (year, year + 1)]
    held = [(one, answers[one.key]) for one in near if one.key in answers and not one.separate]
    last = _last_by_matter([*entries.ledger(session, year - 1), *entries.ledger(session, year)]) if held else {}
    found = ((one, answer, last.get(answer.matter)) for one, answer in held)
    return [
        Groundless(one, posted, answer.done)
        for one, answer, posted in found
        if posted and not posted.active and year in (one.day.year, posted.entry.month.year)
    ]


def _last_by_matter(posted: Iterable[PostedEntry]) -> dict[str, PostedEntry]:
    """Each matter's last entry, the reversing ones left out."""
    return {one.entry.cause.matter: one for one in posted if one.reverses is None}
