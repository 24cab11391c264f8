"""A small made-up quarter: three units, a low month, complaints with everything a complainant says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from tests.facts import POLICY
from zlts.bulletins.parts import Bulletin
from zlts.bulletins.quarterly import quarterly
from zlts.bulletins.situation import Situation
from zlts.model import (
    Cause,
    Complaint,
    Entry,
    Inspection,
    Kind,
    Person,
    Place,
    Post,
    PostedEntry,
    Posting,
    Role,
    Rule,
    Tally,
    Verdict,
)
from zlts.periods import Month, Period, Span
from zlts.redaction import Complainant, Redaction
from zlts.reports import Report
from zlts.roster import Roster, Unit
from zlts.services.redacting import without_complainants

ZHU = Person("朱春梅", "350509", "350509")
CAO = Person("曹国栋", "350511", "350511")
QIU = Person("裘月华", "350512", "350512")
LEAD = Person("薛晓燕", "", "领导:薛晓燕")
BUREAU_LEAD = Person("范小龙", "", "领导:范小龙")
EAST, WEST, NORTH = "城东派出所", "城西派出所", "城北派出所"
PLACE = Place(1, "Sheet1", 2)
COMPLAINANT, PHONE, CONTENT = "欧阳采薇", "139-0000-7788", "办证时被推来推去还被挂了电话"


def entry(number: int, kind: Kind, rule: Rule, reason: str, **more: Any) -> PostedEntry:
    values: dict[str, Any] = {"person": ZHU, "role": Role.OFFICER, "points": 0, "day": date(2013, 5, 31), **more}
    cause = Cause(rule, "六(七)", reason, f"{rule}:{number}:{kind}", "20/18", (PLACE,))
    made = Entry(month=Month.of(values["day"]), unit=EAST, kind=kind, cause=cause, **values)
    return PostedEntry(number, made, 1, "2013-07-01T09:00:00")


LOW = "2013-05 满意率 90.00%（有效评价 20，满意 18，不满意 2），低于 95%"
COMPLAINED = "2013-05-08 受理的投诉 2013-05 认定有效，是本年第 1 起有效投诉"
AGAIN = "2013-06-03 受理的投诉 TS7 认定有效，是本年第 2 起有效投诉"
DEDUCTION = entry(1, Kind.DEDUCTION, Rule.RATE, LOW, points=-10)
REMINDER = entry(2, Kind.REMINDER, Rule.RATE, LOW)
TALK = entry(3, Kind.TALK, Rule.COMPLAINT, COMPLAINED, day=date(2013, 5, 20), person=CAO)
BARRED = entry(4, Kind.NO_AWARDS, Rule.COMPLAINT, COMPLAINED, day=date(2013, 5, 20), person=CAO)
ADMONISHMENT = entry(5, Kind.ADMONISHMENT, Rule.COMPLAINT, AGAIN, day=date(2013, 6, 9), person=CAO)
LED = entry(
    6, Kind.TALK, Rule.ESCALATION, "“曹国栋”年内告诫 1 次（2013-06）", day=date(2013, 6, 9),
    person=LEAD, role=Role.UNIT_LEAD,
)  # fmt: skip
BUREAU_LED = entry(
    7, Kind.REMINDER, Rule.ESCALATION, "“曹国栋”年内告诫 1 次（2013-06）", day=date(2013, 6, 9),
    person=BUREAU_LEAD, role=Role.BUREAU_LEAD,
)  # fmt: skip
MANUAL = entry(
    8, Kind.TALK, Rule.MANUAL, f"2013-06-11 县局另行谈话：{COMPLAINANT}（{PHONE}）反映未办；138 1234 5678",
    day=date(2013, 6, 11),
)  # fmt: skip
ENTRIES = (DEDUCTION, REMINDER, TALK, BARRED, ADMONISHMENT, LED, BUREAU_LED, MANUAL)


def complaint(number: str, received: date, decided: date | None, **more: Any) -> Complaint:
    verdict = Verdict.SUSTAINED if decided else Verdict.PENDING
    values: dict[str, Any] = {"officers": (CAO,), "unit": EAST, "channel": "12345", "category": "话难听", **more}
    return Complaint(
        key=number, number=number, received=received, auxiliaries=(), verdict=verdict, verdict_word="", serious=False,
        verdict_date=decided, places=(PLACE,), content=CONTENT, complainant=COMPLAINANT, phone=PHONE, **values,
    )  # fmt: skip


def inspection(day: date, points: int, finding: str, item: str = "着装挂牌") -> Inspection:
    return Inspection(f"{day}/{points}", day, WEST, None, False, "日常检查", item, finding, points, False, PLACE)


def roster() -> Roster:
    at_window = {EAST: (ZHU, CAO), WEST: (QIU,), NORTH: ()}
    postings = [Posting(unit, Post.OFFICER, person) for unit, people in at_window.items() for person in people]
    postings += [Posting(EAST, Post.UNIT_LEAD, LEAD), Posting(EAST, Post.BUREAU_LEAD, BUREAU_LEAD)]
    return Roster([Unit(name) for name in at_window], postings, POLICY.words)


def situation(**more: Any) -> Situation:
    values: dict[str, Any] = {
        "period": Period.parse("2013Q2", Span.QUARTER),
        "today": date(2013, 7, 5),
        "first_day": date(2013, 3, 1),
        "policy": POLICY,
        "roster": roster(),
        "tallies": {
            (ZHU, EAST, Month(2013, 5)): Tally(20, 18, 3),
            (CAO, EAST, Month(2013, 6)): Tally(30, 30, 0),
            (QIU, WEST, Month(2013, 6)): Tally(3333, 3332, 1),
        },
        "arrived": [(unit, Month(2013, number)) for unit in (EAST, WEST) for number in range(3, 13)],
        "auxiliaries": frozenset(),
        "complaints": [
            complaint("2013-05", date(2013, 5, 8), date(2013, 5, 20)),
            complaint("TS7", date(2013, 6, 3), date(2013, 6, 9), channel="=SUM(1)"),
            complaint("TS9", date(2013, 6, 20), None, officers=(), channel=""),
        ],
        "inspections": [
            inspection(date(2013, 4, 2), 2, f"为{COMPLAINANT}上门办证", "经验做法"),
            inspection(date(2013, 4, 3), -3, "未挂牌"),
        ],
        "filings": [],
        "entries": ENTRIES,
        "quarantined": 2,
        "unassessed": [],
        "batches": 3,
        "files": {1: "登记.xlsx"},
        **more,
    }
    return Situation(for_units=values["tallies"], **values)


def redaction(place: Situation) -> Redaction:
    """Those who complained in a situation, as the desk would know them."""
    complainants = (Complainant(one.complainant, one.phone) for one in place.complaints)
    return Redaction(complainants, (person.name for person in place.roster.people))


def shown(**more: Any) -> Situation:
    """A situation as the desk hands it out: without those who complained."""
    place = situation(**more)
    return without_complainants(place, redaction(place))


def bulletin(place: Situation | None = None) -> Bulletin:
    return quarterly(place or situation())


def report(place: Situation | None = None) -> Report:
    return bulletin(place).report


def yearly() -> Situation:
    return replace(situation(), period=Period.parse("2013", Span.YEAR))
