"""The monthly pass (readings: The pass): derive, compare, post or reverse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from zlts import journal, rules
from zlts.bulletins.arrivals import Arrivals
from zlts.bulletins.corrections import reasons_of_reversal
from zlts.bulletins.facts import PassDue
from zlts.bulletins.situation import moved_note
from zlts.carrying_out import RULE_MADE, Answer, Held, State, fallen_gap
from zlts.db import Ledger
from zlts.errors import WrongUsage
from zlts.model import Entry, Gap, ObjectionState, Person, PostedEntry, Tally
from zlts.periods import Month, Period, Span
from zlts.reconcile import Changes, reconcile
from zlts.services import coming
from zlts.services import evidence as evidences
from zlts.services import office as offices
from zlts.services.calendar import check_ended
from zlts.services.evidence import Evidence
from zlts.services.office import Office
from zlts.services.resettling import Moved, judged_by_other_rules, retry_ripe, said_of_pass
from zlts.store import batches, decisions, entries, rows
from zlts.store.session import Session


def set_aside(session: Session) -> dict[str, str]:
    """Matter → why no pass posts its entry, in words that bulletins use (readings: Objections)."""
    waived = {matter: f"领导小组决定免除（{one.document}）" for matter, one in decisions.waivers(session).items()}
    upheld = {
        one.matter: "申诉成立" + (f"（{one.document}）" if one.document else "")
        for one in decisions.objections(session)
        if one.state == ObjectionState.UPHELD
    }
    return waived | upheld


@dataclass(frozen=True, slots=True)
class OfficerRate:
    """One officer's line of the month's rates."""

    unit: str
    person: Person
    auxiliary: bool
    tally: Tally
    arrived: str
    """What is known of data that lack, of an evaluator not used, or of a move between units within the month."""
    served: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a pass did, and what it found."""

    month: Month
    through: Month
    first_time: tuple[Month, ...]
    """The months that no pass had run through before."""
    rates: tuple[OfficerRate, ...]
    posted: tuple[PostedEntry, ...]
    reversed: tuple[PostedEntry, ...]
    gaps: tuple[Gap, ...]
    files: dict[int, str]
    office: Office
    arrivals: Arrivals
    why: dict[int, str]
    """Why each reversed entry fell, by its number."""


def assess(ledger: Ledger, month: Month, now: datetime, *, dry_run: bool = False) -> Assessment:
    """Bring the ledger to what the evidence up to the end of that month supports.

    Raises:
        WrongUsage: the month lies before the policy's first day or in the future.
        Refused: the month still runs, and this is no dry run.
    """
    with ledger.transaction(dry_run=dry_run) as session:
        settled = retry_ripe(session, now)
        office = offices.load(session)
        _check_month(month, office, now.date())
        if not dry_run:
            check_ended(month, now.date(), "评定", f"现在想先看看，用 zlts assess {month} --dry-run，不写入台账。")
        return run_pass(session, office, month, now, _ruled(settled))


def run_pass(
    session: Session, office: Office, month: Month, now: datetime, found_before: Sequence[Gap] = ()
) -> Assessment:
    """Derive the year up to a month, or to the latest one assessed before, and post and reverse what differs.

    `found_before` are gaps that came up before the pass.
    """
    before = entries.assessed_through(session, month.year)
    through = max(month, before or month)
    # the evaluations themselves are left to `verify`, which compares all entries with what they say
    journal.check_all(session, evaluations=False)
    journal.check_new(session, "run")
    evidence, derived = derive(session, office, month.year, through)
    stamp = offices.stamp(now)
    standing = entries.active(session, month.year)
    changes = reconcile(derived.entries, standing)
    counts = (len(changes.post), len(changes.reverse))
    run = entries.add_run(session, month.year, month, through, stamp, counts)
    decided = set_aside(session)
    entries.reverse(session, changes.reverse, decided, run, stamp)
    posted = entries.post(session, changes.post, run, stamp)
    parts = [f"run:{run}", *(["table:held_measure"] if _hold(session, derived.held, stamp) else [])]
    arrived = arrivals(session, office, evidence, now.date())
    fell = _fallen_by_rules(session, changes.reverse)
    detail = {"month": str(month), "through": str(through), "posted": counts[0], "reversed": counts[1]}
    journal.write(session, "assess", {**detail, **said_of_pass(fell)}, now, parts)
    numbers = {one.entry.cause.matter: one.id for one in (*standing, *posted)}
    return Assessment(
        month=month,
        through=through,
        first_time=_first_time(office, before, through),
        rates=tuple(month_rates(office, evidence, month, arrived)),
        posted=tuple(posted),
        reversed=tuple(changes.reverse),
        gaps=(
            *derived.gaps_numbered(numbers),
            *_fallen(derived, changes.reverse),
            *_waiting(session),
            *found_before,
        ),
        files=batches.names_of(session),
        office=office,
        arrivals=arrived,
        why=_with_what_was_held(
            session,
            changes.reverse,
            posted,
            reasons_of_reversal(changes.reverse, posted, evidence.complaints, decided, fell),
        ),
    )


def _with_what_was_held(
    session: Session, fallen: Sequence[PostedEntry], posted: Sequence[PostedEntry], why: Mapping[int, str]
) -> dict[int, str]:
    """The reasons, with the day on which a measure was carried out that nothing orders any more."""
    done, stand = decisions.carried_out(session), {one.entry.cause.matter for one in posted}
    held = {
        one.id: f"（{done[one.entry.cause.matter].day} 已经执行）"
        for one in fallen
        if one.entry.cause.matter in done.keys() - stand
    }
    return {number: f"{said}{held.get(number, '')}" for number, said in why.items()}


def _first_time(office: Office, before: Month | None, through: Month) -> tuple[Month, ...]:
    year = Period.holding(through, Span.YEAR).months
    covered = (one for one in year if office.first_day <= one.last_day)
    return tuple(one for one in covered if (before is None or one > before) and one <= through)


def derive(session: Session, office: Office, year: int, through: Month) -> tuple[Evidence, rules.Derived]:
    """The year's evidence up to a month, and what the rules make of it."""
    office.policy_of(year)
    evidence = evidences.gather(session, office, date(year, 1, 1), through.last_day)
    facts = rules.Facts(
        year=year,
        through=through,
        officer_months=evidences.officer_months(session, office, evidence),
        complaints=evidence.complaints,
        inspections=evidence.inspections,
        measures=evidence.measures,
        leads=office.roster.leads,
        urban=lambda unit: office.roster.unit_named(unit).urban,
        waived=frozenset(set_aside(session)),
        done={matter: date.fromisoformat(one.day) for matter, one in decisions.carried_out(session).items()},
        answers=decisions.answers(session),
        ordered_before=_ordered_before(session, office, year, evidence),
        once_posted=entries.once_posted(session, (year - 1, year)),
    )
    return evidence, rules.derive(facts, office.policies)


def changes_of_pass(session: Session, office: Office, year: int, through: Month) -> Changes:
    """What a pass through that month would post and reverse."""

    def made() -> Changes:
        _, derived = derive(session, office, year, through)
        return reconcile(derived.entries, entries.active(session, year))

    return session.once((office, year, through), made)


def pass_due(session: Session, office: Office, year: int) -> PassDue | None:
    """What a pass would post and reverse in an assessed year; None where it would change nothing."""
    through = entries.assessed_through(session, year)
    if through is None:
        return None
    changes = changes_of_pass(session, office, year, through)
    return PassDue(through, len(changes.post), len(changes.reverse)) if changes.post or changes.reverse else None


def passes_due(session: Session, office: Office, now: datetime) -> list[PassDue]:
    """The assessed years whose evidence has changed since: what a pass would post and reverse."""
    years = range(office.first_day.year, now.year + 1)
    return [due for year in years if (due := pass_due(session, office, year))]


def next_passes(ledger: Ledger, now: datetime) -> list[str]:
    """Which years have to be assessed again, each with the line to type; none where no pass would change anything."""
    with ledger.read() as session:
        return [one.sentence for one in passes_due(session, offices.load(session), now)]


def _hold(session: Session, held: Sequence[Held], at: str) -> bool:
    """Record which logged measures wait or are a carrying out, so that they never count by themselves."""
    known = decisions.answers(session)
    changed = False
    for one in held:
        answer = Answer(one.matter, done=one.state is State.CARRIED_OUT)
        if one.state in (State.WAITS, State.CARRIED_OUT) and known.get(one.measure.key) != answer:
            decisions.hold_measure(session, one.measure.key, answer, at)
            changed = True
    return changed


def _fallen(derived: rules.Derived, taken_back: Sequence[PostedEntry]) -> list[Gap]:
    """The logged measures whose entry this pass takes back."""
    numbers = {one.entry.cause.matter: one.id for one in taken_back}
    return [
        fallen_gap(replace(one, number=numbers[one.matter]))
        for one in derived.held
        if one.state is State.GROUNDLESS and one.matter in numbers
    ]


def _waiting(session: Session) -> list[Gap]:
    """Rows in quarantine have no effect, and every pass says so."""
    count = rows.quarantined_rows(session)
    return [Gap(f"有 {count} 行待核实，没有计入：请看 zlts quarantine", {"rows": str(count)})] if count else []


def _ruled(settled: Moved) -> list[Gap]:
    """What a change of the program's rules moved."""
    return [Gap(settled.told_of_rules, {})] if settled.told_of_rules else []


def _fallen_by_rules(session: Session, taken_back: Sequence[PostedEntry]) -> frozenset[int]:
    """Of the entries that a pass takes back those whose files all stand, where the program's rules have changed."""
    if not taken_back or not judged_by_other_rules(session):
        return frozenset()
    stand = {one.id for one in batches.batches(session)}
    return frozenset(one.id for one in taken_back if all(place.batch in stand for place in one.entry.cause.evidence))


def _ordered_before(session: Session, office: Office, year: int, evidence: Evidence) -> list[Entry]:
    """Last year's rules' entries that a measure logged early this year may carry out (readings: Logged measures)."""
    first = date(year, 1, 1)
    reach = timedelta(days=max(policy.carrying_out_days for policy in office.policies.each))
    early = [one for one in evidence.measures if first <= one.day <= first + reach]
    if not early or year <= office.first_day.year:
        return []
    _, derived = derive(session, office, year - 1, Month(year - 1, 12))
    return [one for one in derived.entries if one.cause.rule in RULE_MADE and one.month.last_day + reach >= first]


def _check_month(month: Month, office: Office, today: date) -> None:
    first = Month.of(office.first_day)
    if month < first:
        raise WrongUsage(f"{month} 在办法施行（{office.first_day}）之前，不评定。", f"最早可以评定 {first}。")
    if month > Month.of(today):
        raise WrongUsage(f"{month} 还没有到。", "请等该月过完再评定。")


def arrivals(session: Session, office: Office, evidence: Evidence, today: date) -> Arrivals:
    """Whose evaluations of the evidence's months have come."""
    pressed = {(unit, month) for (_, unit, month), t in evidence.tallies.items() if t.counted or t.unrated}
    waiting = coming.waiting(session, office)
    return Arrivals(office.roster, office.first_day, today, evidence.arrived, evidence.nil_returns, waiting, pressed)


def month_rates(office: Office, evidence: Evidence, month: Month, arrived: Arrivals) -> list[OfficerRate]:
    """Every officer with an evaluation in the month or posted to a window in it, zeros included."""
    tallies = {person: tally for (person, when), tally in evidence.person_months().items() if when == month}
    counted = _counted(evidence, month)
    posted = [posting.person for posting in office.roster.window_postings(month.first_day, month.last_day)]
    people = dict.fromkeys([*posted, *tallies])
    spared = evidences.auxiliaries(office, month.first_day, month.last_day)
    order = {unit.name: place for place, unit in enumerate(office.roster.units)}
    rates = []
    for person in people:
        tally = tallies.get(person, Tally())
        missing, come = arrived.missing_of(person, [month]), arrived.come_of(person, [month])
        note = arrived.note(missing, come, several=False, used=bool(tally.counted or tally.unrated))
        own = counted.get(person, {})
        unit = office.roster.unit_of_month(person, month, own) or ""
        served = office.roster.units_served(person, month, own)
        known = "，".join(filter(None, (moved_note(served), note)))
        rates.append(OfficerRate(unit, person, person in spared, tally, known, served))
    return sorted(rates, key=lambda one: order[one.unit])


def _counted(evidence: Evidence, month: Month) -> dict[Person, dict[str, int]]:
    """The month's counted evaluations by officer and unit."""
    found: dict[Person, dict[str, int]] = {}
    for (person, unit, when), tally in evidence.tallies.items():
        if when == month:
            found.setdefault(person, {})[unit] = tally.counted
    return found
