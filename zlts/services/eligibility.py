"""Who may be honoured or promoted on a day: the ledger's bars, and what a pass would still change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from zlts.bulletins.eligibility import BARS, KnownBars, eligibility, since
from zlts.errors import WrongUsage
from zlts.periods import Month, Period, Span, day_of
from zlts.reports import Report
from zlts.services import office as offices
from zlts.services.assess import changes_of_pass, set_aside
from zlts.services.naming import the_person
from zlts.services.office import Office
from zlts.services.redacting import reads
from zlts.services.situations import published
from zlts.store import decisions, entries
from zlts.store.session import Session


@reads
def eligible(session: Session, names: Sequence[str], day: str, now: datetime) -> Report:
    """Those named, or without names everyone who is barred, on a day; without a day, today.

    Raises:
        WrongUsage: nobody or several are called that; no day, one to come, or one before the first policy.
    """
    office, on = offices.load(session), day_of(day) if day else now.date()
    if on > now.date():
        raise WrongUsage(f"{on} 还没有到。", "请写今天或以前的日期。")
    if on < office.first_day:
        raise WrongUsage(f"{on} 在办法施行（{office.first_day}）之前，没有可以查的内容。", "请换一个日期。")
    asked = list(dict.fromkeys(the_person(office, name) for name in names)) if names else None
    months = tuple(Month(on.year, number) for number in range(1, on.month + 1))
    place = published(session, office, Period(Span.YEAR, months), now)
    return eligibility(on, asked, _standing(session, office, on), place)


def _standing(session: Session, office: Office, on: date) -> KnownBars:
    aside = set_aside(session)
    years = range(office.first_day.year, on.year + 1)
    every = [one for year in years for one in entries.ledger(session, year) if one.entry.kind in BARS]
    stands = {one.entry.cause.matter for one in every if one.active}
    kept = {
        one.entry.cause.matter: one
        for one in every
        if one.active or (one.reverses is None and one.entry.cause.matter in aside.keys() - stands)
    }
    through = max(Month.of(on), entries.assessed_through(session, on.year) or Month.of(on))
    changes = changes_of_pass(session, office, on.year, through)
    return KnownBars(
        entries=list(kept.values()),
        drafted=[one for one in changes.post if one.kind in BARS and since(one) <= on],
        falling=frozenset(one.id for one in changes.reverse),
        waived=aside,
        done={
            matter: (date.fromisoformat(one.day), one.document)
            for matter, one in decisions.carried_out(session).items()
        },
    )
