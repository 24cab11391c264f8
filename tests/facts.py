"""Small makers of the facts that rules are given; names are made up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zlts import policy_file as policies
from zlts.model import Complaint, Inspection, Kind, Measure, OfficerMonth, Person, Place, Post, Tally, Verdict
from zlts.periods import Month
from zlts.policy import Policy
from zlts.resources import data_file
from zlts.rules import Facts

POLICY: Policy = policies.load(data_file("policy-2013.toml").read_text(encoding="utf-8"))
UNIT = "城关派出所"
OFFICER = Person("朱春梅", "350509", "350509")
OTHER = Person("曹国栋", "350511", "350511")
LEAD = Person("薛晓燕", "", "领导:薛晓燕")
BUREAU_LEAD = Person("范小龙", "", "领导:范小龙")
PLACE = Place(1, "Sheet1", 2)


def month(text: str) -> Month:
    return Month.parse(text)


def officer_month(text: str, counted: int, satisfied: int, **more: object) -> OfficerMonth:
    values: dict[str, object] = {"person": OFFICER, "auxiliary": False, "unit": UNIT, "places": (PLACE,), **more}
    return OfficerMonth(month=month(text), tally=Tally(counted, satisfied), **values)  # type: ignore[arg-type]


def complaint(number: str, received: str, decided: str | None, **more: object) -> Complaint:
    values: dict[str, object] = {
        "officers": (OFFICER,),
        "auxiliaries": (),
        "verdict": Verdict.SUSTAINED,
        "verdict_word": "属实",
        "serious": False,
        "unit": UNIT,
        "places": (PLACE,),
        **more,
    }
    return Complaint(
        key=number,
        number=number,
        received=date.fromisoformat(received),
        verdict_date=date.fromisoformat(decided) if decided else None,
        **values,  # type: ignore[arg-type]
    )


def inspection(day: str, points: int, **more: object) -> Inspection:
    values: dict[str, object] = {
        "key": f"{day}/{points}",
        "unit": UNIT,
        "person": OFFICER,
        "auxiliary": False,
        "kind": "日常检查",
        "item": "着装挂牌",
        "finding": "未挂牌",
        "serious": False,
        "place": PLACE,
        **more,
    }
    return Inspection(day=date.fromisoformat(day), points=points, **values)  # type: ignore[arg-type]


def measure(day: str, kind: Kind, **more: object) -> Measure:
    values: dict[str, object] = {
        "key": f"{day}/{kind}",
        "unit": UNIT,
        "person": OFFICER,
        "post": Post.OFFICER,
        "reason": "督察通报",
        "place": PLACE,
        **more,
    }
    return Measure(day=date.fromisoformat(day), kind=kind, **values)  # type: ignore[arg-type]


def leads(unit: str, post: Post, day: date) -> tuple[Person, ...]:
    del unit, day
    return {Post.UNIT_LEAD: (LEAD,), Post.BUREAU_LEAD: (BUREAU_LEAD,)}.get(post, ())


def facts(
    months: Sequence[OfficerMonth] = (),
    complaints: Sequence[Complaint] = (),
    inspections: Sequence[Inspection] = (),
    measures: Sequence[Measure] = (),
    **more: object,
) -> Facts:
    values: dict[str, object] = {
        "year": 2013,
        "through": Month(2013, 12),
        "leads": leads,
        "urban": lambda _unit: True,
        **more,
    }
    return Facts(
        officer_months=months,
        complaints=complaints,
        inspections=inspections,
        measures=measures,
        **values,  # type: ignore[arg-type]
    )
