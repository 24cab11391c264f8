"""Suspected self-evaluation, and a person's decision that evaluations are void; nothing goes by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from zlts import journal
from zlts.anomalies import Finding
from zlts.bulletins import anomalies as findings
from zlts.bulletins.facts import VoidedLine
from zlts.bulletins.situation import Situation
from zlts.db import Ledger
from zlts.errors import WrongUsage
from zlts.evaluations import voids
from zlts.evaluations.owners import whose_by_code
from zlts.evaluations.voids import Void
from zlts.model import Person, Tally
from zlts.periods import Month, Period, Span
from zlts.reports import Report
from zlts.roster import Found
from zlts.services import evidence as evidences
from zlts.services import office as offices
from zlts.services.naming import OWN_ROWS, the_person, the_rows
from zlts.services.office import Office
from zlts.services.redacting import reads, redacts
from zlts.services.situations import period_of, situation
from zlts.store import decisions, evaluations, voiding
from zlts.store.decisions import Cleared
from zlts.store.session import Session
from zlts.store.voiding import Spot, Voided

_PART = ("table:voided",)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which evaluations: findings of a month by number, and rows as `BATCH:SHEET:ROWS`."""

    month: str = ""
    findings: Sequence[int] = ()
    rows: Sequence[str] = ()


@reads
def report(session: Session, text: str | None, now: datetime) -> Report:
    """A month's findings and what was voided in it; without a month, the last finished one with evidence."""
    office = offices.load(session)
    place = situation(session, office, period_of(session, office, Span.MONTH, text, now), now)
    return findings.report(place, _voided_lines(session, office, place.period))


def _voided_lines(session: Session, office: Office, period: Period) -> list[VoidedLine]:
    whose = whose_by_code(session, office.roster)
    own = [
        one
        for one in voids.voids(session, office.policies, whose)
        if Month.of(_day(one.record.time)) in period.months
    ]
    names = voiding.sheets(session)
    return [_voided_line(one, names) for one in sorted(own, key=lambda one: (one.record.time, one.spot))]


def _voided_line(one: Void, names: dict[int, tuple[int, str]]) -> VoidedLine:
    place, record = voiding.place_of(one.spot, names), one.record
    return VoidedLine(
        unit=record.unit,
        officer=record.person,
        time=evaluations.time_text(record.time),
        rating=record.rating or "（空白）",
        place=findings.address(place.batch, place.sheet, [place.row]),
        reason=record.reason,
        decided_at=record.decided_at,
        state="作废" if one.evaluation else "该行已不在",
    )


# ---------------------------------------------------------------- voiding


@redacts
def void(ledger: Ledger, wanted: Wanted, reason: str, now: datetime, *, dry_run: bool = False) -> list[str]:
    """Void evaluations: they have no effect, and stay stored and listed. Returns what was done, in words.

    Raises:
        WrongUsage: no reason, no such finding or row, or all are voided already.
    """
    if not reason.strip():
        raise WrongUsage("作废要写理由。", "请加上 --reason 【理由】。")
    with ledger.rehearse() if dry_run else ledger.write() as session:
        office = offices.load(session)
        spots = _spots(session, office, wanted, now)
        known = {one.spot for one in voids.voids(session, office.policies, whose_by_code(session, office.roster))}
        fresh = [spot for spot in spots if spot not in known]
        if not fresh:
            raise WrongUsage("这些评价已经作废过了。", "用 zlts anomalies 看已作废的评价。")
        records = list(_records(session, office, fresh, reason.strip(), now))
        before = _tallies(session, office, records)
        journal.check(session, _PART)
        voiding.add(session, records)
        detail = {"rows": _addresses(session, fresh), "reason": reason.strip()}
        journal.write(session, "void", detail, now, _PART)
        return list(_told("作废", records, before, _tallies(session, office, records)))


@redacts
def unvoid(ledger: Ledger, wanted: Wanted, now: datetime, *, dry_run: bool = False) -> list[str]:
    """Take such decisions back.

    Raises:
        WrongUsage: no such finding or row, or none of them is voided.
    """
    with ledger.rehearse() if dry_run else ledger.write() as session:
        office = offices.load(session)
        spots = set(_spots(session, office, wanted, now))
        known = voids.voids(session, office.policies, whose_by_code(session, office.roster))
        records = [one.record for one in known if spots & {one.spot, (one.record.sheet_id, one.record.row)}]
        if not records:
            raise WrongUsage("这些评价没有作废过。", "用 zlts anomalies 看已作废的评价。")
        before = _tallies(session, office, records)
        journal.check(session, _PART)
        voiding.take_back(session, records)
        detail = {"rows": _addresses(session, [(one.sheet_id, one.row) for one in records])}
        journal.write(session, "void-undo", detail, now, _PART)
        return list(_told("恢复", records, before, _tallies(session, office, records)))


# ---------------------------------------------------------------- found innocent

_CLEARED = ("table:cleared",)


@redacts
def clear(ledger: Ledger, text: str | None, words: Sequence[str], reason: str, now: datetime) -> list[str]:
    """Say of a month's suspicions, by number or by officer, that there is nothing in them; they stay listed as such.

    Once what one rests on has changed it is open again.

    Raises:
        WrongUsage: no reason, no such suspicion, several of that officer, or one decided already.
    """
    if not reason.strip():
        raise WrongUsage("核实正常要写理由。", "请加上 --reason 【理由】。")
    with ledger.write() as session:
        journal.check(session, _CLEARED)
        place, chosen = _suspicions(session, text, words, now)
        known = decisions.cleared(session, str(place.period))
        for number, one in chosen:
            if one.evidence in known:
                raise WrongUsage(f"第 {number} 条已经核实正常过了。", "要改理由，先加 --undo 收回。")
            if any(press.voided for press in one.presses):
                raise WrongUsage(f"第 {number} 条里有已经作废的评价。", "要改认定，先 zlts void --undo 收回作废。")
            decisions.clear(session, Cleared(str(place.period), one.evidence, reason.strip(), offices.stamp(now)))
        detail = {"month": str(place.period), "findings": _labels(chosen), "reason": reason.strip()}
        journal.write(session, "clear", detail, now, _CLEARED)
    return [f"已登记核实正常：{one}。" for one in _labels(chosen)]


@redacts
def unclear(ledger: Ledger, text: str | None, words: Sequence[str], now: datetime) -> list[str]:
    """Take that word back: the suspicions are open again.

    Raises:
        WrongUsage: no such suspicion, or nothing was decided of it.
    """
    with ledger.write() as session:
        journal.check(session, _CLEARED)
        place, chosen = _suspicions(session, text, words, now)
        known = decisions.cleared(session, str(place.period))
        for number, one in chosen:
            if one.evidence not in known:
                raise WrongUsage(f"第 {number} 条没有核实正常过。", f"用 zlts anomalies {place.period} 看认定。")
            decisions.unclear(session, str(place.period), one.evidence)
        detail = {"month": str(place.period), "findings": _labels(chosen)}
        journal.write(session, "clear-undo", detail, now, _CLEARED)
    return [f"已收回，重新待认定：{one}。" for one in _labels(chosen)]


_Numbered = tuple[int, Finding]


def _labels(chosen: Sequence[_Numbered]) -> list[str]:
    return [f"{number} 号{one.person.name}{findings.PATTERN_NAMES[one.pattern]}" for number, one in chosen]


def _suspicions(
    session: Session, text: str | None, words: Sequence[str], now: datetime
) -> tuple[Situation, list[_Numbered]]:
    """The month, and those of its suspicions that are meant, by number or by their only officer.

    Raises:
        WrongUsage: none, or several of an officer.
    """
    office = offices.load(session)
    place = situation(session, office, period_of(session, office, Span.MONTH, text, now), now)
    known = list(enumerate(place.anomalies, 1))
    chosen = []
    for word in words:
        by_number = word.isdigit() and (int(word) <= len(known) or not office.roster.bearers(word))
        person = None if by_number else the_person(office, word)
        own = [(n, one) for n, one in known if (str(n) == word if person is None else one.person == person)]
        if not own:
            raise WrongUsage(
                f"{place.period} 没有“{word}”的疑似自行评价。", f"用 zlts anomalies {place.period} 看编号。"
            )
        if len(own) > 1:
            raise WrongUsage(f"“{word}”有几条：{'、'.join(_labels(own))}。", "请改写编号，可以写几次 --cleared。")
        chosen += own
    return place, list(dict(chosen).items())


def _records(session: Session, office: Office, spots: Sequence[Spot], reason: str, now: datetime) -> Iterator[Voided]:
    """The decisions to write.

    Raises:
        WrongUsage: a row that is no accepted evaluation.
    """
    whose = whose_by_code(session, office.roster)
    sheets = {sheet: voiding.of_sheet(session, sheet) for sheet in {sheet for sheet, _ in spots}}
    for sheet, row in spots:
        if row not in sheets[sheet]:
            raise WrongUsage(f"{_addresses(session, [(sheet, row)])[0]} 不是已采用的评价明细。", OWN_ROWS)
        time, who, rating = sheets[sheet][row]
        owner = whose[who].on(_day(time))
        person, unit = (owner.person, owner.unit) if isinstance(owner, Found) else (Person(""), "")
        yield Voided(
            sheet_id=sheet, row=row, time=time, rating=rating, unit=unit, person=person.name,
            person_key=person.key, reason=reason, decided_at=offices.stamp(now),
        )  # fmt: skip


_Share = tuple[str, Month]
"""An officer's month, by the person's key."""


def _tallies(session: Session, office: Office, records: Iterable[Voided]) -> dict[_Share, Tally]:
    """What now counts in the months of these rows."""
    found: dict[_Share, Tally] = {}
    for month in sorted({Month.of(_day(one.time)) for one in records}):
        evidence = evidences.gather(session, office, month.first_day, month.last_day)
        found |= {(person.key, when): tally for (person, when), tally in evidence.person_months().items()}
    return found


def _told(
    done: str, records: Sequence[Voided], before: dict[_Share, Tally], after: dict[_Share, Tally]
) -> Iterator[str]:
    counts = Counter((one.person, one.person_key, Month.of(_day(one.time))) for one in records)
    for (name, key, month), count in counts.items():
        then, now = before.get((key, month), Tally()), after.get((key, month), Tally())
        rates = f"满意率 {_rate(then)} → {_rate(now)}"
        yield f"{done} {count} 条：{name or '—'} {month}，{rates}。"
    yield f"请再评定一次：zlts assess {max(month for _, _, month in counts)}"


def _rate(tally: Tally) -> str:
    return f"{tally.percent or '—'}（{tally.counted} 个）"


def _day(time: int) -> date:
    return evaluations.day_of(time // evaluations.DAY)


# ---------------------------------------------------------------- which ones


def _spots(session: Session, office: Office, wanted: Wanted, now: datetime) -> list[Spot]:
    """The rows that are meant, each once.

    Raises:
        WrongUsage: nothing is named, or something unknown.
    """
    if not wanted.findings and not wanted.rows:
        raise WrongUsage("没有写作废哪些评价。", "如：zlts void --month 2013-10 --finding 1 --reason 【理由】")
    places = voiding.sheets(session)
    sheets = {place: sheet for sheet, place in places.items()}
    found = list(_of_findings(session, office, wanted, sheets, now)) if wanted.findings else []
    for text in wanted.rows:
        found += the_rows(text, sheets)
    journal.check_batches(session, (places[sheet][0] for sheet, _ in found))
    return list(dict.fromkeys(found))


def _of_findings(
    session: Session, office: Office, wanted: Wanted, sheets: dict[tuple[int, str], int], now: datetime
) -> Iterator[Spot]:
    period = period_of(session, office, Span.MONTH, wanted.month or None, now)
    known = situation(session, office, period, now).anomalies
    for number in wanted.findings:
        if not 1 <= number <= len(known):
            raise WrongUsage(f"{period} 没有第 {number} 条疑似自行评价。", f"用 zlts anomalies {period} 看编号。")
        for press in known[number - 1].presses:
            yield sheets[press.place.batch, press.place.sheet], press.place.row


def _addresses(session: Session, spots: Iterable[Spot]) -> list[str]:
    """3:Sheet1:5-16, as a person writes them."""
    names = voiding.sheets(session)
    rows: dict[int, list[int]] = {}
    for sheet, row in spots:
        rows.setdefault(sheet, []).append(row)
    return [findings.address(*names[sheet], own) for sheet, own in rows.items()]
