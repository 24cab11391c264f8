"""What the bulletins are made from: a period as the ledger has it today, and which period is meant."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypedDict

from zlts import __version__, journal
from zlts.anomalies import find
from zlts.bulletins.annual import scored_officers
from zlts.bulletins.corrections import Published, corrections, corrections_of_months
from zlts.bulletins.eligibility import since
from zlts.bulletins.evaluator_use import use_of
from zlts.bulletins.facts import FigureCorrection, to_json
from zlts.bulletins.figure_corrections import Issue, changed
from zlts.bulletins.parts import GROUNDLESS, officer_lines
from zlts.bulletins.quarterly import ranked_units
from zlts.bulletins.situation import Done, Situation
from zlts.bulletins.source import source_of
from zlts.errors import Refused, WrongUsage
from zlts.evaluations import voids
from zlts.model import Complaint, Entry, Kind, Person, PostedEntry, Register, Role
from zlts.periods import Month, Period, Span
from zlts.services import coming
from zlts.services import evidence as evidences
from zlts.services.assess import changes_of_pass, pass_due, set_aside
from zlts.services.evidence import Evidence
from zlts.services.logged import groundless
from zlts.services.objecting import objections
from zlts.services.office import Office, scales_of
from zlts.services.redacting import without_complainants
from zlts.services.resettling import fallen_by_rules
from zlts.store import batches, decisions, entries, rows
from zlts.store.personal import redaction
from zlts.store.session import Session

ISSUED_AS = {Span.MONTH: "monthly", Span.QUARTER: "quarterly", Span.HALF: "half", Span.YEAR: "annual"}
"""The kinds of bulletin, as issued ones are named."""
_WITHIN = {
    Span.MONTH: (),
    Span.QUARTER: (Span.MONTH,),
    Span.HALF: (Span.MONTH, Span.QUARTER),
    Span.YEAR: (Span.MONTH, Span.QUARTER, Span.HALF),
}
"""The shorter periods of which bulletins are issued too."""


def period_of(session: Session, office: Office, span: Span, text: str | None, now: datetime) -> Period:
    """The period named, else the last finished one that has evidence."""
    return Period.parse(text, span) if text else latest(session, office, span, now)


def latest(session: Session, office: Office, span: Span, now: datetime) -> Period:
    """The last finished period with an evaluation, a receipt or an inspection dated in it."""
    months = evidences.months(session, office, now.date())
    periods = [Period.holding(month, span) for month in sorted(months)]
    finished = [period for period in periods if period.ended(now.date())]
    if not finished:
        raise Refused("还没有哪个期间有评价、投诉或检查记录。", "请先 zlts import，或写明期间。")
    return finished[-1]


def situation(session: Session, office: Office, period: Period, now: datetime) -> Situation:
    """A period as the ledger has it today.

    Raises:
        WrongUsage: the period lies wholly before the policy, or has not begun.
    """
    if period.last_day < office.first_day:
        raise WrongUsage(f"{period} 在办法施行（{office.first_day}）之前，没有可以通报的内容。", "请换一个期间。")
    if period.first_day > now.date():
        raise WrongUsage(f"{period} 还没有开始。", "请换一个期间。")
    evidence = evidences.gather(session, office, period.first_day, period.last_day)
    office.policy_of(period.year)
    policy = office.policies.on(period.last_day)
    month = period.months[0] if period.span is Span.MONTH else None
    pressed = (
        voids.one_by_one(
            session, office.roster, scales_of(session, office), evidence.first, evidence.last, evidence.voided
        )
        if month
        else []
    )
    place = Situation(
        period=period,
        today=now.date(),
        first_day=office.first_day,
        policy=policy,
        policies=office.policies,
        roster=office.roster,
        tallies=evidence.tallies,
        for_units=evidence.for_units(office.policies),
        auxiliaries=evidence.auxiliaries,
        complaints=evidence.complaints,
        opinions=evidence.opinions,
        verdict_changes=evidence.verdict_changes,
        missing_complaints=evidence.missing_complaints,
        inspections=evidence.inspections,
        filings=evidence.filings,
        business=evidence.business,
        entries=[one for one in entries.active(session, period.year) if one.entry.month <= period.months[-1]],
        quarantined=rows.quarantined_rows(session),
        set_aside=len(rows.set_aside(session)),
        unassessed=_unassessed(session, office, period, now.date()),
        batches=len(batches.batches(session)),
        registered=any(one.register_kind == Register.COMPLAINTS for one in batches.batches(session)),
        files=batches.names_of(session),
        carried_out=done_of(session),
        waived=[(one.reason, one.document, one.matter) for one in decisions.waivers(session).values()],
        objections=objections(session, office, now.date()),
        **_corrections(session, office, period, evidence.complaints),
        figure_corrections=figure_corrections(session, office, period.span, now),
        use=use_of(pressed),
        arrived=evidence.arrived,
        waiting=coming.waiting(session, office),
        anomalies=find(pressed, month, policy.anomalies, policy.rate.floor) if month else (),
        rectified={key: Done(one.day, one.by, one.document) for key, one in decisions.rectified(session).items()},
        several_sheets=batches.of_several_sheets(session),
        cleared={key: one.reason for key, one in decisions.cleared(session, str(month)).items()} if month else {},
        voided=len(evidence.voided),
        voided_of=evidence.voided_of,
        void_reasons=evidence.void_reasons,
        head=journal.head(session),
    )
    return without_complainants(place, redaction(session))


def award_situation(
    session: Session, office: Office, text: str, now: datetime
) -> tuple[Situation, list[Person], date | None]:
    """The year as far as it counts for the awards, who was awarded, and when that was recorded."""
    whole = Period.parse(text, Span.YEAR)
    counted = _counted_for_awards(office, whole)
    recorded = decisions.awards(session, whole.year)
    awarded = [Person(one.person, one.badge, one.person_key) for one in recorded]
    decided_on = date.fromisoformat(recorded[0].decided_at[:10]) if recorded else None
    year = whole.year
    place = published(session, office, counted, now)
    first, last = Month(year, 1), Month(year, 12)
    through = max(min(Month.of(now.date()), last), entries.assessed_through(session, year) or first)
    changes = changes_of_pass(session, office, year, through)
    place = replace(
        place,
        unbooked_bars=_barred_by(changes.post, now.date()),
        falling_bars=_barred_by((one.entry for one in changes.reverse), now.date()),
    )
    if counted != whole:
        place = replace(place, of_year=situation(session, office, whole, now))
    return place, awarded, decided_on


def _counted_for_awards(office: Office, whole: Period) -> Period:
    last = office.policy_of(whole.year).awards.last_month
    return Period(Span.YEAR, tuple(Month(whole.year, number) for number in range(1, last + 1)))


def year_situations(session: Session, office: Office, year: int, now: datetime) -> tuple[Situation, Situation]:
    """The year as far as it counts for the awards, and all of it, without what is published beside them."""
    whole = Period.holding(Month(year, 1), Span.YEAR)
    counted, place = _counted_for_awards(office, whole), situation(session, office, whole, now)
    if counted == whole:
        return place, place
    return replace(situation(session, office, counted, now), of_year=place), place


def _barred_by(found: Iterable[Entry], today: date) -> list[Person]:
    """六(七): whom entries that hold by today bar from awards."""
    own = (one for one in found if one.kind is Kind.NO_AWARDS and one.role is Role.OFFICER and since(one) <= today)
    return list(dict.fromkeys(one.person for one in own if one.person))


def published(session: Session, office: Office, period: Period, now: datetime) -> Situation:
    """The same with the period before, a pass that is behind, and whose it is, as what is published needs them."""
    place = situation(session, office, period, now)
    place = replace(place, before=_before(session, office, period, now), due=pass_due(session, office, period.year))
    return replace(place, source=source_of(place, batches.shipped_policy(), __version__))


def done_of(session: Session) -> dict[str, Done]:
    """Matter → its carrying out."""
    return {key: Done(one.day, one.by, one.document) for key, one in decisions.carried_out(session).items()}


class _Corrected(TypedDict):
    corrections: list[PostedEntry]
    corrections_within: list[PostedEntry]


def _corrections(session: Session, office: Office, period: Period, complaints: Sequence[Complaint]) -> _Corrected:
    """What corrects the issued bulletins of this kind since the last one; and those of shorter periods within.

    The reason of a reversing entry says that what it orders was carried out already, where it was.
    """
    published, shorter = _published(session, [period.span]), _published(session, _WITHIN[period.span])
    years = {month.year for one in published for month in one.months} | ({period.year} if shorter else set())
    own = [one for year in sorted(years) for one in entries.ledger(session, year)]
    waived = set_aside(session)
    ruled = fallen_by_rules(session)
    done = _done_in_vain(session, office, own)

    def finished(found: Iterable[PostedEntry]) -> list[PostedEntry]:
        return [
            _with_what_was_done(one, done.get(one.entry.cause.matter, ())) if one.reverses else one for one in found
        ]

    return {
        "corrections": finished(corrections(own, published, complaints, waived, ruled)),
        "corrections_within": finished(corrections_of_months(own, period.months, shorter, complaints, waived, ruled)),
    }


def figure_corrections(session: Session, office: Office, span: Span, now: datetime) -> list[FigureCorrection]:
    """The figures of issued bulletins of the kind that no longer hold, those in each as they were told last."""
    issued = [
        Issue(one.number, one.period, json.loads(one.report)["machine"])
        for one in decisions.issued_of(session, ISSUED_AS[span])
    ]
    periods = {text: Period.parse(text, span) for text in dict.fromkeys(one.period for one in issued)}
    return changed(span, issued, _figures_now(session, office, periods, now)) if periods else []


def _figures_now(
    session: Session, office: Office, periods: Mapping[str, Period], now: datetime
) -> dict[str, dict[str, Any]]:
    """What bulletins of these periods would give as their figures today."""
    first = min(period.first_day for period in periods.values())
    last = max(period.last_day for period in periods.values())
    evidence, active = evidences.gather(session, office, first, last), {}
    for year in {period.year for period in periods.values()}:
        active[year] = entries.active(session, year)
    found = {}
    for text, period in periods.items():
        place = _figures(office, period, evidence, active[period.year], now)
        month, units = period.span is Span.MONTH, [unit.name for unit in office.roster.units]
        found[text] = {
            "missing": place.missing,
            "units": [_unit_figures(unit, place) for unit in units] if month else to_json(ranked_units(place)),
            "officers": to_json(scored_officers(place) if period.span is Span.YEAR else officer_lines(place)),
        }
    return found


def _figures(
    office: Office, period: Period, evidence: Evidence, active: Sequence[PostedEntry], now: datetime
) -> Situation:
    """A period as far as its figures need it; evidence and active entries may be of more than it."""
    return Situation(
        period=period,
        today=now.date(),
        first_day=office.first_day,
        policy=office.policies.on(period.last_day),
        policies=office.policies,
        roster=office.roster,
        tallies={share: tally for share, tally in evidence.tallies.items() if share[2] in period.months},
        for_units=evidence.for_units(office.policies),
        auxiliaries=evidence.auxiliaries,
        complaints=evidence.complaints,
        inspections=evidence.inspections,
        filings=evidence.filings,
        entries=[one for one in active if one.entry.month <= period.months[-1]],
        quarantined=0,
        unassessed=(),
        batches=0,
        files={},
        arrived=evidence.arrived,
    )


def _unit_figures(unit: str, place: Situation) -> dict[str, Any]:
    return {
        "unit": unit,
        **to_json(place.unit_tally(unit)),
        "received_complaints": len(place.received(unit)),
        "sustained_complaints": len(place.sustained(unit)),
    }


def _published(session: Session, spans: Iterable[Span]) -> list[Published]:
    """The issued bulletins of periods so long, in the order of issue."""
    issued = [(one, span) for span in spans for one in decisions.issued_of(session, ISSUED_AS[span])]
    return [
        Published(one.number, one.through_entry, Period.parse(one.period, span).months)
        for one, span in sorted(issued, key=lambda each: each[0].issued_at)
    ]


def _done_in_vain(session: Session, office: Office, own: Sequence[PostedEntry]) -> dict[str, set[str]]:
    """Matters of which no entry stands any more → the days on which what they ordered was carried out."""
    stands = {one.entry.cause.matter for one in own if one.active}
    days: dict[str, set[str]] = defaultdict(set)
    for matter, mark in decisions.carried_out(session).items():
        days[matter].add(mark.day)
    for year in sorted({one.entry.month.year for one in own}):
        for one in groundless(session, office, year):
            days[one.posted.entry.cause.matter].add(str(one.measure.day))
    return {matter: found for matter, found in days.items() if matter not in stands}


def _with_what_was_done(posted: PostedEntry, days: Iterable[str]) -> PostedEntry:
    """A reversing entry, its reason with the days on which the measure had been carried out already."""
    if not days:
        return posted
    cause = posted.entry.cause
    reason = f"{cause.reason}（{'、'.join(sorted(days))} {GROUNDLESS}，不另计）"
    return replace(posted, entry=replace(posted.entry, cause=replace(cause, reason=reason)))


def _unassessed(session: Session, office: Office, period: Period, today: date) -> list[Month]:
    """The period's finished, covered months that no pass has run through."""
    through = entries.assessed_through(session, period.year)
    return [
        month
        for month in period.months
        if office.first_day <= month.last_day and month.ended(today) and (through is None or month > through)
    ]


def _before(session: Session, office: Office, period: Period, now: datetime) -> Situation | None:
    """The figures of the period before; None where the policy does not cover it."""
    earlier = period.previous
    if earlier.last_day < office.first_day:
        return None
    evidence = evidences.gather(session, office, earlier.first_day, earlier.last_day)
    return _figures(office, earlier, evidence, entries.active(session, earlier.year), now)
