"""What people decide about entries, awards and bulletins; a pass never changes it silently (readings: Decisions)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from zlts import frozen, journal
from zlts.bulletins.awards import awards
from zlts.bulletins.corrections import Published
from zlts.bulletins.listings import row_number
from zlts.bulletins.parts import CARRIED_OUT, undone
from zlts.carrying_out import Answer
from zlts.db import Ledger
from zlts.documents import kept
from zlts.documents.bulletin import bulletin_letter
from zlts.errors import Refused, WrongUsage
from zlts.model import Inspection, Measure, PostedEntry, Register
from zlts.periods import Month, Period, Span, day_of
from zlts.services import logged as logged_measures
from zlts.services import office as offices
from zlts.services.assess import set_aside
from zlts.services.bulletins import Publication, bulletin_of
from zlts.services.calendar import check_ended
from zlts.services.naming import standing_entry, the_entry, the_person, the_rows
from zlts.services.office import stamp
from zlts.services.redacting import reads, redacts
from zlts.services.situations import ISSUED_AS, award_situation, period_of, published
from zlts.store import batches, decisions, entries, voiding
from zlts.store.decisions import Award, CarriedOut, Issued, Rectified, Waiver
from zlts.store.personal import redaction
from zlts.store.session import Session

_CARRYING_OUT = ("table:carried_out", "table:held_measure")


@redacts
def done(ledger: Ledger, numbers: Sequence[int], day: str, by: str, document: str, now: datetime) -> list[str]:
    """Record that what entries order has taken place; returns what to tell of the logged measures it answers.

    A logged measure that waits for the entry is its carrying out if it is of that day, or the only one. An entry
    carried out already, or reversed, can be named once more for another logged measure of that day.

    Raises:
        WrongUsage: no such active entry, nothing to carry out, or a day in the future.
        Refused: a day before the entry's own: a complaint's verdict, the last day of a month below the floor.
    """
    when = _day(day, now)
    told: list[str] = []
    with ledger.write() as session:
        journal.check(session, _CARRYING_OUT)
        office = offices.load(session)
        for number in numbers:
            posted = the_entry(session, number)
            logged = logged_measures.waiting_for(session, office, posted)
            of_that_day = [one for one in logged if one.day == when]
            known = decisions.carried_out(session).get(posted.entry.cause.matter)
            if not posted.active and not of_that_day:
                standing_entry(session, number)
            if posted.entry.kind not in CARRIED_OUT:
                raise WrongUsage(f"第 {posted.id} 号是{posted.entry.kind}，没有要执行的措施。", "请检查编号。")
            if not of_that_day:
                _check_day(posted, when)
            if known and not of_that_day:
                raise WrongUsage(f"第 {posted.id} 号已于 {known.day} 执行。", "要改请先 zlts done --undo。")
            if not known:
                mark = CarriedOut(
                    matter=posted.entry.cause.matter, entry_id=posted.id, day=str(when), by=by, document=document,
                    decided_at=stamp(now),
                )  # fmt: skip
                decisions.carry_out(session, mark)
            told += _answered(session, posted, of_that_day[:1] or (logged if len(logged) == 1 else []), now)
        detail = {"entries": list(numbers), "day": str(when), "by": by, "document": document}
        journal.write(session, "done", detail, now, _CARRYING_OUT)
    return told


@reads
def not_yet_done(
    session: Session, name: str, month: str, now: datetime, *, day: str = "", bulletin: str = ""
) -> list[tuple[int, str]]:
    """The measures that nobody has carried out, with a line on each: all of those that meet what is asked.

    `name` is whose, `month` and `day` are when they were ordered, `bulletin` is the number of the issued one that
    told them.

    Raises:
        WrongUsage: an unknown or ambiguous name, no such month, day or number, or nothing is open there.
    """
    office = offices.load(session)
    person = the_person(office, name) if name else None
    wanted, on = Month.parse(month) if month else None, day_of(day) if day else None
    told = _told_in(session, bulletin) if bulletin else None
    years = [wanted.year] if wanted else range(office.first_day.year, now.year + 1)
    every = undone((one for year in years for one in entries.active(session, year)), decisions.carried_out(session))
    found = [
        one
        for one in every
        if (person is None or (one.entry.person is not None and one.entry.person.key == person.key))
        and wanted in (None, one.entry.month)
        and on in (None, one.entry.day)
        and (told is None or (one.entry.month in told.months and one.id <= told.through))
    ]
    if not found:
        raise WrongUsage("没有还没有执行的措施。", "用 zlts ledger --measures 看各项措施的执行情况。")
    return [(one.id, f"  {_measure_said(one)}") for one in found]


def _told_in(session: Session, number: str) -> Published:
    """What an issued bulletin had to tell of.

    Raises:
        WrongUsage: none was issued under that number.
    """
    one = decisions.issued(session, number)
    if one is None:
        raise WrongUsage(f"没有编号“{number}”的通报。", "用 zlts report --list 看印发过的。")
    span = next(span for span, name in ISSUED_AS.items() if name == one.name)
    return Published(one.number, one.through_entry, Period.parse(one.period, span).months)


def _measure_said(posted: PostedEntry) -> str:
    entry = posted.entry
    who = entry.person.label if entry.person else entry.unit
    return f"第 {posted.id} 号 {entry.month} {who} {entry.kind}：{entry.cause.reason}"


def _answered(session: Session, posted: PostedEntry, logged: Iterable[Measure], now: datetime) -> Iterator[str]:
    """Record that logged measures were the carrying out of an entry, and say so."""
    for one in logged:
        decisions.hold_measure(session, one.key, Answer(posted.entry.cause.matter, done=True), stamp(now))
        yield f"{one.day} 登记的对“{one.person.name}”{one.kind}就是第 {posted.id} 号的执行，不另计。"


def not_done(ledger: Ledger, numbers: Sequence[int], now: datetime) -> None:
    """Take the record of carrying out back.

    Raises:
        WrongUsage: no such entry, nothing recorded of it, or one whose record could not be put back.
    """
    with ledger.write() as session:
        journal.check(session, _CARRYING_OUT)
        for number in numbers:
            _check_can_be_put_back(session, the_entry(session, number))
        for matter in _matters(session, numbers, decisions.carried_out(session), "没有登记过执行"):
            decisions.not_carried_out(session, matter)
        journal.write(session, "done-undo", {"entries": list(numbers)}, now, _CARRYING_OUT)


def _check_can_be_put_back(session: Session, posted: PostedEntry) -> None:
    """The carrying out of what has fallen cannot be recorded a second time."""
    matter = posted.entry.cause.matter
    stands = any(one.entry.cause.matter == matter for one in entries.active(session, posted.entry.month.year))
    if matter in decisions.carried_out(session) and not stands:
        raise WrongUsage(
            f"第 {posted.id} 号已经撤销，它的执行登记收回以后不能再补登，所以不收回。", "登记照原样留着，不另计。"
        )


@redacts
def waive(ledger: Ledger, numbers: Sequence[int], reason: str, document: str, now: datetime) -> list[str]:
    """The leading group decides otherwise: the entries are reversed, and later passes respect it.

    Raises:
        WrongUsage: no such active entry, or neither reason nor document.
    """
    if not reason.strip() or not document.strip():
        raise WrongUsage("免除要写理由和文号。", "请加上 --reason 【理由】 --doc 【文号】。")
    with ledger.write() as session:
        found = [standing_entry(session, number) for number in numbers]
        years = {posted.entry.month.year for posted in found}
        journal.check(session, ["table:waiver"])
        for posted in found:
            decision = Waiver(
                matter=posted.entry.cause.matter, entry_id=posted.id, reason=reason, document=document,
                decided_at=stamp(now),
            )  # fmt: skip
            decisions.waive(session, decision)
        runs = [_reverse_waived(session, year, found, now) for year in sorted(years)]
        parts = ["table:waiver", *(f"run:{run}" for run in runs)]
        detail = {"entries": list(numbers), "reason": reason, "document": document}
        journal.write(session, "waive", detail, now, parts)
        office = offices.load(session)
        fallen = (one for year in sorted(years) for one in logged_measures.groundless(session, office, year))
        beside = {one.measure.key: one for one in fallen}
    return [
        f"{one.measure.day} 登记的对“{one.measure.person.name}”{one.measure.kind}已执行，"
        f"依据（第 {one.posted.id} 号）已撤销，不另计；确实另有依据的，用 zlts count {one.measure.id}。"
        for one in beside.values()
        if one.posted.id in numbers  # others may have fallen before
    ]


def _reverse_waived(session: Session, year: int, found: Iterable[PostedEntry], now: datetime) -> int:
    own = [posted for posted in found if posted.entry.month.year == year]
    latest = max(posted.entry.month for posted in own)
    through = entries.assessed_through(session, year) or latest
    journal.check_new(session, "run")
    run = entries.add_run(session, year, through, through, stamp(now), (0, len(own)))
    entries.reverse(session, own, set_aside(session), run, stamp(now))
    return run


def unwaive(ledger: Ledger, numbers: Sequence[int], now: datetime) -> None:
    """Take waivers back; the next pass posts the entries again.

    Raises:
        WrongUsage: no such entry, or it was not waived.
    """
    with ledger.write() as session:
        journal.check(session, ["table:waiver"])
        for matter in _matters(session, numbers, decisions.waivers(session), "没有免除过"):
            decisions.unwaive(session, matter)
        journal.write(session, "unwaive", {"entries": list(numbers)}, now, ["table:waiver"])


def _matters(session: Session, numbers: Iterable[int], known: Container[str], missing: str) -> Iterator[str]:
    """The matters of these entries, each of which must be among the known."""
    for number in numbers:
        matter = the_entry(session, number).entry.cause.matter
        if matter not in known:
            raise WrongUsage(f"第 {number} 号{missing}。")
        yield matter


# ---------------------------------------------------------------- findings put right


@redacts
def rectify(ledger: Ledger, texts: Sequence[str], day: str, by: str, document: str, now: datetime) -> list[str]:
    """Record that what inspections found (3:5, as the quarter lists it) has been put right; returns what to tell.

    Raises:
        WrongUsage: no such finding, one recorded already, or a day in the future.
        Refused: a day before the inspection.
    """
    when = _day(day, now)
    with ledger.write() as session:
        journal.check(session, ["table:rectified"])
        found = _findings(session, texts)
        known = decisions.rectified(session)
        for text, one in found.items():
            if one.key in known:
                raise WrongUsage(f"{text} 已于 {known[one.key].day} 登记整改。", "要改请先 zlts done --undo。")
            if when < one.day:
                raise Refused(f"{text} 是 {one.day} 检查的，不会在 {when} 就整改了。", "请核对编号和日期。")
            decisions.rectify(session, Rectified(one.key, str(when), by, document, stamp(now)))
        detail = {
            "findings": list(map(_finding_said, found.values())),
            "day": str(when),
            "by": by,
            "document": document,
        }
        journal.write(session, "rectify", detail, now, ["table:rectified"])
    return [f"已登记整改：{text} {_finding_said(one)}。" for text, one in found.items()]


@redacts
def unrectify(ledger: Ledger, texts: Sequence[str], now: datetime) -> list[str]:
    """Take the record that findings were put right back.

    Raises:
        WrongUsage: no such finding, or nothing recorded of it.
    """
    with ledger.write() as session:
        journal.check(session, ["table:rectified"])
        found = _findings(session, texts)
        known = decisions.rectified(session)
        for text, one in found.items():
            if one.key not in known:
                raise WrongUsage(f"{text} 没有登记过整改。")
            decisions.unrectify(session, one.key)
        detail = {"findings": list(map(_finding_said, found.values()))}
        journal.write(session, "rectify-undo", detail, now, ["table:rectified"])
    return [f"已收回整改登记：{text} {_finding_said(one)}。" for text, one in found.items()]


def _finding_said(one: Inspection) -> str:
    return f"{one.day} {one.unit}{one.finding or one.item}"


def _findings(session: Session, texts: Sequence[str]) -> dict[str, Inspection]:
    """The findings by what was typed.

    Raises:
        WrongUsage: a row that is no inspection which is in.
    """
    office = offices.load(session)
    known = {one.place: one for one in offices.settle(session, Register.INSPECTIONS, office).facts}
    names, several = voiding.sheets(session), batches.of_several_sheets(session)
    sheets = {place: sheet for sheet, place in names.items()}
    found: dict[str, Inspection] = {}
    for text in texts:
        for spot in the_rows(text, sheets):
            one = known.get(voiding.place_of(spot, names))
            if one is None:
                raise WrongUsage(f"{text} 不是已采用的检查登记。", "编号用 zlts ledger --findings 看。")
            found[row_number(one.place, several)] = one
    journal.check_batches(session, (one.place.batch for one in found.values()))
    return found


# ---------------------------------------------------------------- awards


def award(ledger: Ledger, year: str, names: Sequence[str], now: datetime) -> None:
    """Record the leading group's choice: two or three of the shortlist.

    Raises:
        WrongUsage: too few or too many, someone unknown, or not on the shortlist.
        Refused: the year's award is decided already.
    """
    with ledger.write() as session:
        journal.check_all(session)
        office = offices.load(session)
        proposal = awards(*award_situation(session, office, year, now))
        chosen = list(dict.fromkeys(the_person(office, name) for name in names))
        rule = office.policy_of(int(year)).awards
        if not rule.fewest <= len(chosen) <= rule.most:
            raise WrongUsage(f"要选 {rule.fewest}–{rule.most} 人，写了 {len(chosen)} 人。", f"依据 {rule.clause}。")
        if decisions.awards(session, int(year)):
            raise Refused(f"{year} 年已经登记过表彰名单。", "要改请先 zlts awards 年份 --undo。")
        listed = {(one.officer, one.badge) for one in proposal.facts.shortlist}
        for person in chosen:
            if (person.name, person.badge) not in listed:
                raise WrongUsage(f"“{person.label}”不在入围名单里，不能表彰。", f"依据 {rule.clause}。")
            record = Award(
                year=int(year), person=person.name, badge=person.badge, person_key=person.key, decided_at=stamp(now)
            )
            decisions.award(session, record)
        detail = {"year": year, "officers": [person.key for person in chosen]}
        journal.write(session, "award", detail, now, ["table:award"])


def unaward(ledger: Ledger, year: str, now: datetime) -> None:
    """Take the record of a year's award back."""
    with ledger.write() as session:
        number = period_of(session, offices.load(session), Span.YEAR, year, now).year
        if not decisions.awards(session, number):
            raise WrongUsage(f"{year} 年没有登记过表彰名单。")
        journal.check(session, ["table:award"])
        decisions.unaward(session, number)
        journal.write(session, "award-undo", {"year": year}, now, ["table:award"])


# ---------------------------------------------------------------- issued bulletins


def issue(ledger: Ledger, span: Span, text: str | None, number: str, now: datetime) -> Publication:
    """Freeze a bulletin and its letter under a number.

    Raises:
        Refused: the number is used already, or the period still runs.
    """
    with ledger.write() as session:
        journal.check_all(session)  # what is printed and sent out says all of it
        office = offices.load(session)
        if decisions.issued(session, number):
            raise Refused(f"编号 {number} 已经用过。", f"要再印那一份，请用 --reprint {number}。")
        period = period_of(session, office, span, text, now)
        check_ended(period, now.date(), "印发", "现在想先看看，不写 --issue。")
        made, hidden = bulletin_of(published(session, office, period, now)), redaction(session)
        report = replace(made.report, basis=(f"通报编号：{number}。", *made.report.basis))
        report, letter = hidden.of(report), hidden.of(bulletin_letter(replace(made, report=report), number=number))
        record = Issued(
            number=number, name=report.name, period=str(period), report=frozen.to_text(report, kept.to_plain(letter)),
            through_entry=entries.latest(session), issued_at=stamp(now),
        )  # fmt: skip
        decisions.issue(session, record)
        journal.write(session, "issue", {"number": number, "period": str(period)}, now, ["table:issued"])
    return Publication(report, letter)


def withdraw(ledger: Ledger, names: Container[str], number: str, now: datetime) -> None:
    """Take an issue back: the bulletin is kept, its number stays used, later ones no longer correct it.

    Raises:
        WrongUsage: none of those kinds was issued under that number, or it is withdrawn already.
    """
    with ledger.write() as session:
        if _issued(session, names, number).withdrawn_at:
            raise WrongUsage(f"编号 {number} 的通报已经撤回过。", "没有改动。")
        journal.check(session, ["table:issued"])
        decisions.withdraw(session, number, stamp(now))
        journal.write(session, "issue-undo", {"number": number}, now, ["table:issued"])


def reprint(ledger: Ledger, names: Container[str], number: str, *, letter: bool = False) -> Publication:
    """An issued bulletin, unchanged but for those who complained.

    Raises:
        WrongUsage: none of those kinds was issued under that number.
        Refused: the letter of one that was issued before letters were kept; or what was issued has been changed.
    """
    with ledger.read() as session:
        journal.check(session, ["table:issued"])
        text, hidden = _issued(session, names, number).report, redaction(session)
        # also those who complained after it was issued
        report, paper = hidden.of(frozen.from_text(text)), hidden.of(frozen.letter_in(text))
    if letter and paper is None:
        raise Refused(f"编号 {number} 的通报印发时还没有留存文稿，只能再印表格。", "请用 .xlsx 结尾。")
    return Publication(report, kept.from_plain(paper) if letter and paper else None)


def _issued(session: Session, names: Container[str], number: str) -> Issued:
    known = decisions.issued(session, number)
    if known is None or known.name not in names:
        raise WrongUsage(f"没有编号为 {number} 的这种通报。", "请检查编号。")
    return known


# ---------------------------------------------------------------- helpers of this room


def _day(text: str, now: datetime) -> date:
    day = day_of(text)
    if day > now.date():
        raise WrongUsage(f"{day} 还没有到。", "请写实际执行的日期。")
    return day


def _check_day(posted: PostedEntry, day: date) -> None:
    """Nobody can carry out what had not come to be."""
    if day < posted.entry.day:
        raise Refused(
            f"第 {posted.id} 号记的是 {posted.entry.day} 的事，不会在 {day} 就执行了。",
            "请核对编号和实际执行的日期。",
        )
