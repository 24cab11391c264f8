"""Gathering what the bulletins are made from, and making them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from zlts import backups, journal
from zlts.anomalies import find
from zlts.bulletins import explanations, listings, passes
from zlts.bulletins.annual import annual
from zlts.bulletins.awards import awards
from zlts.bulletins.clauses import clauses
from zlts.bulletins.evaluator_use import use_of
from zlts.bulletins.monthly import monthly
from zlts.bulletins.next_steps import Due, PassDue
from zlts.bulletins.parts import undone
from zlts.bulletins.quarterly import quarterly
from zlts.bulletins.situation import Situation
from zlts.bulletins.status import status as status_report
from zlts.db import Ledger
from zlts.desk import evidence as evidences
from zlts.desk import office as offices
from zlts.desk import watching
from zlts.desk.assess import Assessment, derive
from zlts.desk.office import Office
from zlts.desk.telling import told, without_complainants
from zlts.documents.figures import charts
from zlts.errors import Refused, WrongUsage
from zlts.model import Person, PostedEntry, Rule, Tally
from zlts.names import nearest
from zlts.periods import Month, Period, Span
from zlts.reconcile import reconcile
from zlts.reports import Report
from zlts.store import batches, decisions, entries, rows
from zlts.store.private import discretion

BULLETINS: Mapping[Span, Callable[[Situation], Report]] = {
    Span.MONTH: monthly,
    Span.QUARTER: quarterly,
    Span.YEAR: annual,
}


@told
def bulletin(ledger: Ledger, span: Span, text: str | None, now: datetime) -> Report:
    """The bulletin of a period; without one, of the last finished period that has evidence.

    Raises:
        WrongUsage: no such period, or one wholly before the policy.
    """
    with ledger.read() as session:
        office = offices.load(session)
        return made(session, office, span, text, now)


def period_of(session: Session, office: Office, span: Span, text: str | None, now: datetime) -> Period:
    """The period named, else the last finished one that has evidence."""
    return Period.parse(text, span) if text else _latest(session, office, span, now)


@told
def award_proposal(ledger: Ledger, text: str, now: datetime) -> Report:
    """六(八): the December proposal of a year."""
    with ledger.read() as session:
        return proposal(session, offices.load(session), text, now)


def proposal(session: Session, office: Office, text: str, now: datetime) -> Report:
    """The same within a transaction."""
    return awards(*award_situation(session, office, text, now))


def award_situation(session: Session, office: Office, text: str, now: datetime) -> tuple[Situation, list[Person]]:
    """The year as far as it counts for the awards, and who was awarded."""
    year = Period.parse(text, Span.YEAR).year
    months = tuple(Month(year, n) for n in range(1, office.policy_of(year).awards.last_month + 1))
    awarded = [Person(one.person, one.badge, one.person_key) for one in decisions.awards(session, year)]
    return situation(session, office, Period(Span.YEAR, months), now), awarded


def made(session: Session, office: Office, span: Span, text: str | None, now: datetime) -> Report:
    """A bulletin with its charts, within a transaction."""
    return of(situation(session, office, period_of(session, office, span, text, now), now))


def of(place: Situation) -> Report:
    """The bulletin of a situation, with its charts."""
    report = BULLETINS[place.period.span](place)
    return replace(report, charts=charts(report, place))


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
    policy = office.policy_of(period.year)
    month = period.months[0] if period.span is Span.MONTH else None
    pressed = watching.presses(session, office, evidence, month) if month else []
    place = Situation(
        period=period,
        today=now.date(),
        first_day=office.first_day,
        policy=policy,
        roster=office.roster,
        tallies=evidence.tallies,
        auxiliaries=evidence.auxiliaries,
        complaints=evidence.complaints,
        inspections=evidence.inspections,
        filings=evidence.filings,
        entries=[one for one in entries.active(session, period.year) if one.entry.month <= period.months[-1]],
        quarantined=rows.quarantined_rows(session),
        unassessed=_unassessed(session, office, period, now.date()),
        batches=len(batches.batches(session)),
        files=batches.names_of(session),
        before=_before(session, office, period),
        carried_out={matter: one.day for matter, one in decisions.carried_out(session).items()},
        waived=[(one.reason, one.document, one.matter) for one in decisions.waivers(session).values()],
        corrections=_corrections(session, period),
        use=use_of(pressed),
        anomalies=find(pressed, month, policy.anomalies, policy.rate.floor) if month else (),
        voided=len(evidence.voided),
        head=journal.head(session),
    )
    return without_complainants(place, discretion(session))


_ISSUED_AS = {Span.MONTH: "monthly", Span.QUARTER: "quarterly", Span.YEAR: "annual"}


def _corrections(session: Session, period: Period) -> list[PostedEntry]:
    """Entries posted or reversed since the last issue of this kind, in periods that were issued before."""
    issued = decisions.issued_of(session, _ISSUED_AS[period.span])
    if not issued:
        return []
    months = {month for one in issued for month in Period.parse(one.period, period.span).months}
    since = issued[-1].through_entry
    own = [one for year in sorted({month.year for month in months}) for one in entries.ledger(session, year)]
    return [one for one in own if one.id > since and one.entry.month in months]


def _unassessed(session: Session, office: Office, period: Period, today: date) -> list[Month]:
    """The period's finished, covered months that no pass has run through."""
    through = entries.assessed_through(session, period.year)
    return [
        month
        for month in period.months
        if office.first_day <= month.last_day < today and (through is None or month > through)
    ]


def _before(session: Session, office: Office, period: Period) -> dict[str, Tally] | None:
    """The units' tallies in the period before; None where the policy does not cover it."""
    earlier = period.previous
    if period.span is not Span.QUARTER or earlier.last_day < office.first_day:
        return None
    evidence = evidences.gather(session, office, earlier.first_day, earlier.last_day)
    sums: dict[str, Tally] = defaultdict(Tally)
    for (unit, _), tally in evidence.unit_months().items():
        sums[unit] += tally
    return sums


def _latest(session: Session, office: Office, span: Span, now: datetime) -> Period:
    """The last finished period with an evaluation, a receipt or an inspection dated in it."""
    months = evidences.months(session, office, now.date())
    periods = [Period.holding(month, span) for month in sorted(months)]
    finished = [period for period in periods if period.last_day < now.date()]
    if not finished:
        raise Refused("还没有哪个期间有评价、投诉或检查记录。", "请先 zlts import，或写明期间。")
    return finished[-1]


# ---------------------------------------------------------------- listings


def assessed(outcome: Assessment, ledger: Ledger, *, dry_run: bool) -> Report:
    """What a pass did, as a report."""
    with ledger.read() as session:
        hidden = discretion(session)
    rates = [(one.unit, one.person, one.tally, one.auxiliary) for one in outcome.rates]
    report = passes.assessed(
        outcome.month, outcome.through, rates, outcome.posted, outcome.reversed, outcome.gaps, outcome.files,
        outcome.office.policy_of(outcome.month.year), dry_run=dry_run,
    )  # fmt: skip
    return hidden.of(report)


@told
def ledger_listing(ledger: Ledger, year: int | None, wanted: Mapping[str, Any], now: datetime) -> Report:
    """The entries of a year, narrowed by month, person and unit.

    `all` with the reversed and reversing ones; `pending` only what is ordered and not yet carried out.
    """
    with ledger.read() as session:
        office = offices.load(session)
        month = Month.parse(wanted["month"]) if wanted.get("month") else None
        if year is None:
            year = month.year if month else _last_assessed_year(session, office, now)
        if month and month.year != year:
            raise WrongUsage(f"{month} 不在 {year} 年。", "年份和月份只写一个就行。")
        office.policy_of(year)
        found = entries.ledger(session, year) if wanted.get("all") else entries.active(session, year)
        if wanted.get("pending"):
            found = undone((one for one in found if one.active), decisions.carried_out(session))
        if month:
            found = [one for one in found if one.entry.month == month]
        if wanted.get("person"):
            person = the_person(office, wanted["person"])
            found = [one for one in found if one.entry.person and one.entry.person.key == person.key]
        if wanted.get("unit"):
            unit = the_unit(office, wanted["unit"])
            found = [one for one in found if one.entry.unit == unit]
        return explanations.ledger(year, found, batches.names_of(session))


def _last_assessed_year(session: Session, office: Office, now: datetime) -> int:
    """The last year some pass ran in, else the policy's first."""
    years = range(now.year, office.first_day.year - 1, -1)
    return next((year for year in years if entries.assessed_through(session, year)), office.first_day.year)


@told
def explain(ledger: Ledger, name: str, year: int | None, now: datetime) -> Report:
    """An officer's year, every entry back to clause, rows and files."""
    with ledger.read() as session:
        office = offices.load(session)
        year = _last_assessed_year(session, office, now) if year is None else year
        policy, person = office.policy_of(year), the_person(office, name)
        period = Period.holding(Month(year, 1), Span.YEAR)
        own = [
            one for one in entries.ledger(session, year) if one.entry.person and one.entry.person.key == person.key
        ]
        evidence = evidences.gather(session, office, period.first_day, period.last_day)
        tallies = {month: tally for (who, month), tally in evidence.person_months().items() if who == person}
        low = {one.entry.month for one in own if one.active and one.entry.cause.rule is Rule.RATE}
        bad = evidences.unsatisfied(session, office, person, low)
        return explanations.explain(person, year, own, tallies, bad, policy, batches.names_of(session))


def the_person(office: Office, word: str) -> Person:
    """The one who bears that name or badge.

    Raises:
        WrongUsage: nobody does, or several do (they are listed).
    """
    bearers = office.roster.bearers(word)
    if not bearers:
        near = nearest(word, [person.name for person in office.roster.people])
        raise WrongUsage(f"花名册里没有“{word}”。", f"最接近的是“{near}”。" if near else "请检查姓名或警号。")
    if len(bearers) > 1:
        labels = "、".join(_bearer(office, person) for person in bearers)
        raise WrongUsage(f"“{word}”不止一人：{labels}。", "请改用警号。")
    return bearers[0]


def _bearer(office: Office, person: Person) -> str:
    units = dict.fromkeys(posting.unit for posting in office.roster.postings if posting.person == person)
    return f"{person.label}（{'、'.join(units)}）"


def the_unit(office: Office, word: str) -> str:
    """The unit a word means.

    Raises:
        WrongUsage: none, or several.
    """
    unit = office.roster.known(word)
    if unit is None:
        near = nearest(word, [one.name for one in office.roster.units])
        raise WrongUsage(f"花名册里没有单位“{word}”。", f"最接近的是“{near}”。" if near else "")
    return unit


@told
def batch_listing(ledger: Ledger) -> Report:
    """What was imported."""
    with ledger.read() as session:
        found = [
            {
                "batch": one.id,
                "file": one.file,
                "kind": one.register_kind,
                "rows": one.rows,
                "accepted": one.accepted,
                "duplicates": one.duplicates,
                "rejected": one.rejected,
                "ignored": one.ignored,
                "imported_at": one.imported_at,
                "state": "已撤销" if one.undone_at else "",
            }
            for one in batches.batches(session, undone=True)
        ]
    return listings.batches(found)


@told
def quarantine_listing(ledger: Ledger) -> Report:
    """The rows that wait."""
    with ledger.read() as session:
        return listings.quarantine(rows.quarantined(session))


def clause_listing(ledger: Ledger) -> Report:
    """The clauses and readings of the policy in force."""
    with ledger.read() as session:
        return clauses(offices.load(session).policy)


@told
def status(ledger: Ledger, now: datetime) -> Report:
    """What is in, what is missing, what is due next."""
    with ledger.read() as session:
        office = offices.load(session)
        year = _status_year(session, office, now)
        period = Period.holding(Month(year, 1), Span.YEAR)
        through = entries.assessed_through(session, year)
        place, due = situation(session, office, period, now), _passes_due(session, office, now)
        return status_report(place, through, Due(due, _undone_before(session, office, year)), _copies(ledger))


def _copies(ledger: Ledger) -> str:
    """Where the automatic copies lie, and the newest one."""
    newest = backups.latest(ledger.path)
    return f"{backups.folder_of(ledger.path).name}（最新：{newest.name}）" if newest else "还没有"


def _undone_before(session: Session, office: Office, year: int) -> dict[int, int]:
    """Of every earlier year, how many measures nobody has carried out yet."""
    carried_out = decisions.carried_out(session)
    years = range(office.first_day.year, year)
    counts = {one: len(undone(entries.active(session, one), carried_out)) for one in years}
    return {one: count for one, count in counts.items() if count}


def _passes_due(session: Session, office: Office, now: datetime) -> list[PassDue]:
    """The assessed years whose evidence has changed since: what a pass would post and reverse."""
    due = []
    for year in range(office.first_day.year, now.year + 1):
        through = entries.assessed_through(session, year)
        if through is None:
            continue
        _, derived = derive(session, office, year, through)
        changes = reconcile(derived.entries, entries.active(session, year))
        if changes.post or changes.reverse:
            due.append(PassDue(through, len(changes.post), len(changes.reverse)))
    return due


def _status_year(session: Session, office: Office, now: datetime) -> int:
    """The year with the latest evidence, else this one."""
    try:
        return _latest(session, office, Span.MONTH, now).year
    except Refused:
        return max(now.year, office.first_day.year)
