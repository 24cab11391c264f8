"""The notice's discipline in boundary pairs: at the limit and one past it, the n-th and the n+1-th."""

from __future__ import annotations

import dataclasses
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import facts as make
from tests.facts import BUREAU_LEAD, LEAD, OFFICER, OTHER, POLICY
from zlts.model import Entry, Kind, Person, Post, Role, Rule, Tally, Verdict
from zlts.periods import Month
from zlts.policy import Policy
from zlts.rules import Derived, Facts, derive, is_below_floor


def run(given_facts: Facts) -> Derived:
    return derive(given_facts, POLICY)


def with_rate(**settings: object) -> Policy:
    return dataclasses.replace(POLICY, rate=dataclasses.replace(POLICY.rate, **settings))  # type: ignore[arg-type]


def kinds(derived: Derived, person: Person = OFFICER) -> list[Kind]:
    return [entry.kind for entry in derived.entries if entry.person == person]


def lines(derived: Derived, role: Role) -> list[tuple[str, str, Kind]]:
    return [(str(e.month), e.person.name if e.person else "", e.kind) for e in derived.entries if e.role is role]


# ---------------------------------------------------------------- 六(七): the rate


@pytest.mark.parametrize(
    ("counted", "satisfied", "below"),
    [
        (10000, 9499, True),  # 94.99 %
        (10000, 9500, False),  # 95 % is not below
        (10000, 9501, False),
        (100000, 94999, True),  # reads 94.99 %, never 95.00 %
        (20, 19, False),
        (19, 18, True),
        (1, 0, True),
        (0, 0, False),  # no rate, no penalty
    ],
)
def test_floor(counted: int, satisfied: int, below: bool) -> None:
    assert is_below_floor(Tally(counted, satisfied), POLICY) is below
    derived = run(make.facts([make.officer_month("2013-05", counted, satisfied)]))
    assert kinds(derived) == ([Kind.DEDUCTION, Kind.REMINDER] if below else [])


def test_rate_entry_bears_points_month_and_clause() -> None:
    deduction, reminder = run(make.facts([make.officer_month("2013-05", 20, 18)])).entries
    assert (deduction.points, reminder.points) == (-10, 0)
    assert str(deduction.month) == "2013-05"
    assert deduction.day == date(2013, 5, 31)
    assert deduction.cause.clause == "六(七)"
    assert "90.00%" in deduction.cause.reason


def test_each_low_month_is_punished() -> None:
    derived = run(make.facts([make.officer_month(f"2013-{n:02d}", 20, 18) for n in (3, 4)]))
    assert kinds(derived).count(Kind.DEDUCTION) == 2


@pytest.mark.parametrize(
    ("setting", "points", "reminders"),
    [
        ("points_each_month", ["2013-03"], ["2013-03", "2013-04"]),
        ("measure_each_month", ["2013-03", "2013-04"], ["2013-03"]),
    ],
)  # fmt: skip
def test_points_and_reminder_each_once_a_year_on_their_own(
    setting: str, points: list[str], reminders: list[str]
) -> None:
    policy = with_rate(**{setting: False})
    derived = derive(make.facts([make.officer_month(f"2013-{n:02d}", 20, 18) for n in (3, 4)]), policy)
    assert [str(e.month) for e in derived.entries if e.kind is Kind.DEDUCTION] == points
    assert [str(e.month) for e in derived.entries if e.kind is Kind.REMINDER] == reminders


@pytest.mark.parametrize(("least", "costs"), [(20, True), (21, False)])
def test_with_fewer_evaluations_than_the_policy_wants_a_low_month_costs_nothing(least: int, costs: bool) -> None:
    derived = derive(make.facts([make.officer_month("2013-05", 20, 18)]), with_rate(least_counted=least))
    assert bool(derived.entries) is costs


def test_without_points_there_is_no_entry_of_points() -> None:
    derived = derive(make.facts([make.officer_month("2013-05", 20, 18)]), with_rate(points=0))
    assert kinds(derived) == [Kind.REMINDER]


@pytest.mark.parametrize(("month", "counts"), [("2013-02", False), ("2013-03", True)])
def test_first_covered_month(month: str, counts: bool) -> None:
    assert bool(run(make.facts([make.officer_month(month, 20, 10)])).entries) is counts


def test_months_after_the_pass_wait() -> None:
    months = [make.officer_month("2013-06", 20, 10), make.officer_month("2013-07", 20, 10)]
    derived = run(make.facts(months, through=Month(2013, 6)))
    assert {str(entry.month) for entry in derived.entries} == {"2013-06"}


def test_auxiliary_has_a_rate_but_no_measure() -> None:
    assert run(make.facts([make.officer_month("2013-05", 20, 10, auxiliary=True)])).entries == ()


@given(st.integers(1, 5000), st.data())
def test_a_shown_rate_never_reads_better_than_it_is(counted: int, data: st.DataObject) -> None:
    satisfied = data.draw(st.integers(0, counted))
    tally = Tally(counted, satisfied)
    shown = (tally.percent or "").rstrip("%")
    assert float(shown) * counted <= satisfied * 100 + 1e-6
    assert not (is_below_floor(tally, POLICY) and shown == "95.00")
    assert not (satisfied < counted and shown == "100.00")


# ---------------------------------------------------------------- 六(七): complaints


def test_ladder_first_second_third() -> None:
    first = make.complaint("1", "2013-04-01", "2013-04-10")
    second = make.complaint("2", "2013-05-01", "2013-05-10")
    third = make.complaint("3", "2013-06-01", "2013-06-10")
    assert kinds(run(make.facts(complaints=[first]))) == [Kind.TALK, Kind.NO_AWARDS]
    assert kinds(run(make.facts(complaints=[first, second]))) == [Kind.TALK, Kind.NO_AWARDS, Kind.ADMONISHMENT]
    assert kinds(run(make.facts(complaints=[third, second, first])))[-2:] == [Kind.ADMONISHMENT] * 2


def test_ladder_goes_by_verdict_not_by_number() -> None:
    early = make.complaint("9", "2013-03-05", "2013-04-01")
    late = make.complaint("1", "2013-03-01", "2013-06-01")
    derived = run(make.facts(complaints=[late, early]))
    own = [(str(entry.month), entry.kind) for entry in derived.entries if entry.person == OFFICER]
    assert own == [("2013-04", Kind.TALK), ("2013-04", Kind.NO_AWARDS), ("2013-06", Kind.ADMONISHMENT)]


def test_of_two_verdicts_of_a_day_the_lower_number_is_the_first() -> None:
    derived = run(make.facts(complaints=[make.complaint(one, "2013-04-01", "2013-04-10") for one in ("TS10", "TS9")]))
    told = {entry.kind: entry.cause.reason for entry in derived.entries if entry.person == OFFICER}
    assert "TS9 " in told[Kind.TALK]
    assert "TS10 " in told[Kind.ADMONISHMENT]


@pytest.mark.parametrize(("received", "counts"), [("2013-02-28", False), ("2013-03-01", True)])
def test_received_on_the_first_day(received: str, counts: bool) -> None:
    derived = run(make.facts(complaints=[make.complaint("1", received, "2013-03-20")]))
    assert bool(derived.entries) is counts


def test_verdict_in_january_counts_in_december() -> None:
    derived = run(make.facts(complaints=[make.complaint("1", "2013-12-20", "2014-01-15")]))
    assert {str(entry.month) for entry in derived.entries} == {"2013-12"}
    assert derived.entries[0].day == date(2014, 1, 15)
    assert not run(make.facts(complaints=[make.complaint("1", "2014-01-02", "2014-01-15")])).entries


def test_every_officer_named_has_it() -> None:
    derived = run(make.facts(complaints=[make.complaint("1", "2013-04-01", "2013-04-10", officers=(OFFICER, OTHER))]))
    assert kinds(derived, OFFICER) == kinds(derived, OTHER) == [Kind.TALK, Kind.NO_AWARDS]


@pytest.mark.parametrize(
    "more",
    [{"verdict": Verdict.PENDING}, {"verdict": Verdict.NOT_SUSTAINED}, {"merged_into": "7"}, {"officers": ()}],
)
def test_without_effect(more: dict[str, object]) -> None:
    assert not run(make.facts(complaints=[make.complaint("1", "2013-04-01", "2013-04-10", **more)])).entries


def test_a_verdict_without_a_date_takes_the_receipt_and_is_reported() -> None:
    derived = run(make.facts(complaints=[make.complaint("1", "2013-04-01", None)]))
    assert str(derived.entries[0].month) == "2013-04"
    assert "没有认定日期" in derived.gaps[0].reason


# ---------------------------------------------------------------- 六(七): escalation


def low(*months: int) -> list[object]:
    return [make.officer_month(f"2013-{n:02d}", 20, 10) for n in months]


def test_third_reminder_reaches_the_leaders_second_does_not() -> None:
    assert not lines(run(make.facts(low(3, 4))), Role.UNIT_LEAD)  # type: ignore[arg-type]
    derived = run(make.facts(low(3, 4, 6)))  # type: ignore[arg-type]
    assert lines(derived, Role.UNIT_LEAD) == [("2013-06", LEAD.name, Kind.TALK)]
    assert lines(derived, Role.BUREAU_LEAD) == [("2013-06", BUREAU_LEAD.name, Kind.REMINDER)]


def test_second_talk_reaches_the_leaders_first_does_not() -> None:
    talks = [make.measure("2013-03-10", Kind.TALK), make.measure("2013-07-10", Kind.TALK)]
    assert not lines(run(make.facts(measures=talks[:1])), Role.UNIT_LEAD)
    assert lines(run(make.facts(measures=talks)), Role.UNIT_LEAD) == [("2013-07", LEAD.name, Kind.TALK)]


def test_first_admonishment_reaches_the_leaders_once_a_year() -> None:
    complaints = [make.complaint(str(n), f"2013-0{n}-01", f"2013-0{n}-20") for n in (4, 5, 6)]
    derived = run(make.facts(low(7, 8, 9), complaints))  # type: ignore[arg-type]
    assert lines(derived, Role.UNIT_LEAD) == [("2013-05", LEAD.name, Kind.TALK)]


def test_two_officers_escalate_each() -> None:
    months = [*low(3, 4, 5), *(make.officer_month(f"2013-{n:02d}", 20, 10, person=OTHER) for n in (3, 4, 5))]
    assert len(lines(run(make.facts(months)), Role.UNIT_LEAD)) == 2  # type: ignore[arg-type]


def test_leaders_measures_do_not_escalate() -> None:
    own = [make.measure(f"2013-0{n}-10", Kind.TALK, person=LEAD, post=Post.UNIT_LEAD) for n in (4, 5)]
    derived = run(make.facts(measures=own))
    assert [entry.cause.rule for entry in derived.entries] == [Rule.MANUAL, Rule.MANUAL]
    assert {entry.role for entry in derived.entries} == {Role.UNIT_LEAD}


def test_no_lead_is_a_gap_and_two_leads_have_it_each() -> None:
    nobody = run(make.facts(low(3, 4, 5), leads=lambda _u, _p, _d: ()))  # type: ignore[arg-type]
    assert not lines(nobody, Role.UNIT_LEAD)
    assert len(nobody.gaps) == 2
    both = run(make.facts(low(3, 4, 5), leads=lambda _u, _p, _d: (LEAD, BUREAU_LEAD)))  # type: ignore[arg-type]
    assert len(lines(both, Role.UNIT_LEAD)) == 2
    assert len(both.gaps) == 2


def test_the_lead_is_the_one_of_the_day() -> None:
    asked: list[date] = []

    def leads(_unit: str, _post: Post, day: date) -> tuple[Person, ...]:
        asked.append(day)
        return (LEAD,)

    run(make.facts(low(3, 4, 5), leads=leads))  # type: ignore[arg-type]
    run(make.facts(complaints=[make.complaint(str(n), "2013-12-01", f"2014-01-1{n}") for n in (1, 2)], leads=leads))
    assert set(asked) == {date(2013, 5, 31), date(2014, 1, 12)}


# ---------------------------------------------------------------- manual measures


@pytest.mark.parametrize(
    ("day", "held"),
    [("2013-04-30", False), ("2013-05-01", True), ("2013-07-30", True), ("2013-07-31", False)],
)
def test_a_logged_reminder_may_be_the_carrying_out(day: str, held: bool) -> None:
    derived = run(make.facts(low(5), measures=[make.measure(day, Kind.REMINDER)]))  # type: ignore[arg-type]
    manual = [entry for entry in derived.entries if entry.cause.rule is Rule.MANUAL]
    assert bool(manual) is not held
    assert bool(derived.gaps) is held


def test_another_kind_or_officer_is_not_held() -> None:
    others = [make.measure("2013-05-20", Kind.TALK), make.measure("2013-05-20", Kind.REMINDER, person=OTHER)]
    derived = run(make.facts(low(5), measures=others))  # type: ignore[arg-type]
    assert sum(entry.cause.rule is Rule.MANUAL for entry in derived.entries) == 2


def test_a_measure_said_to_be_its_own_counts() -> None:
    derived = run(make.facts(low(5), measures=[make.measure("2013-05-20", Kind.REMINDER, separate=True)]))  # type: ignore[arg-type]
    assert kinds(derived).count(Kind.REMINDER) == 2


# ---------------------------------------------------------------- inspections, serious matters


def test_inspection_points_on_the_officer_or_the_unit() -> None:
    rows = [
        make.inspection("2013-05-01", -2),
        make.inspection("2013-05-02", 1, person=None),
        make.inspection("2013-05-03", 0),
    ]
    found = [(e.kind, e.points, e.role, e.person) for e in run(make.facts(inspections=rows)).entries]
    assert found == [
        (Kind.INSPECTION_MINUS, -2, Role.OFFICER, OFFICER),
        (Kind.INSPECTION_PLUS, 1, Role.UNIT, None),
    ]


@pytest.mark.parametrize(
    ("item", "clause"), [("着装挂牌", "六(一)"), ("网上服务", "六(六)"), ("经验做法", "八(二)"), ("别的", "七(二)")]
)
def test_inspection_clause_is_its_items(item: str, clause: str) -> None:
    (entry,) = run(make.facts(inspections=[make.inspection("2013-05-01", -1, item=item)])).entries
    assert entry.cause.clause == clause


@pytest.mark.parametrize(("day", "counts"), [("2013-02-28", False), ("2013-03-01", True)])
def test_inspection_on_the_first_day(day: str, counts: bool) -> None:
    assert bool(run(make.facts(inspections=[make.inspection(day, -1)])).entries) is counts


@pytest.mark.parametrize(("urban", "transfers"), [(True, 1), (False, 0)])
def test_serious_set(urban: bool, transfers: int) -> None:
    rows = [make.inspection("2013-05-01", 0, serious=True)]
    found = Counter(e.kind for e in run(make.facts(inspections=rows, urban=lambda _u: urban)).entries)
    assert found[Kind.NO_PROMOTION] == 1
    assert found[Kind.ACCOUNTABILITY] == 2
    assert found[Kind.TRANSFER] == transfers


@pytest.mark.parametrize(
    ("lead", "role", "person"),
    [
        (Post.UNIT_LEAD, Role.UNIT_LEAD, LEAD),
        (Post.DEPUTY_LEAD, Role.UNIT_LEAD, OTHER),
        (Post.BUREAU_LEAD, Role.BUREAU_LEAD, BUREAU_LEAD),
    ],
)
def test_who_answers_for_a_serious_matter_is_a_setting(lead: Post, role: Role, person: Person) -> None:
    policy = dataclasses.replace(POLICY, serious=dataclasses.replace(POLICY.serious, lead=lead))
    posted = {Post.UNIT_LEAD: (LEAD,), Post.DEPUTY_LEAD: (OTHER,), Post.BUREAU_LEAD: (BUREAU_LEAD,)}
    rows = [make.inspection("2013-05-01", 0, serious=True)]
    derived = derive(make.facts(inspections=rows, leads=lambda _unit, post, _day: posted.get(post, ())), policy)
    assert [(e.role, e.person) for e in derived.entries if e.role is not Role.OFFICER] == [(role, person)]


def test_serious_complaint_of_two_officers_and_a_second_matter() -> None:
    one = make.complaint("1", "2013-04-01", "2013-04-10", officers=(OFFICER, OTHER), serious=True)
    two = make.complaint("2", "2013-05-01", "2013-05-10", serious=True)
    serious = [e for e in run(make.facts(complaints=[one, two])).entries if e.cause.rule is Rule.SERIOUS]
    assert sum(e.role is Role.UNIT_LEAD for e in serious) == 2
    assert sum(e.person == OFFICER for e in serious) == 6
    assert sum(e.person == OTHER for e in serious) == 3


def test_serious_without_an_officer_is_put_before_a_person() -> None:
    derived = run(make.facts(inspections=[make.inspection("2013-05-01", 0, person=None, serious=True)]))
    assert derived.entries == ()
    assert "需要人定" in derived.gaps[0].reason


def test_unknown_area_is_put_before_a_person() -> None:
    derived = run(make.facts(inspections=[make.inspection("2013-05-01", 0, serious=True)], urban=lambda _u: None))
    assert Kind.TRANSFER not in kinds(derived)
    assert "城区还是农村" in derived.gaps[0].reason


# ---------------------------------------------------------------- properties


@given(st.permutations(range(8)))
def test_the_order_of_the_evidence_does_not_matter(order: list[int]) -> None:
    rows = [
        *low(3, 5, 8),
        *(make.complaint(str(n), f"2013-0{n}-01", f"2013-0{n}-20") for n in (4, 6)),
        *(make.measure(f"2013-1{n}-05", Kind.REMINDER, person=OTHER) for n in (0, 1, 2)),
    ]
    mixed = [rows[place] for place in order]

    def entries(items: list[object]) -> set[Entry]:
        by_type = {
            name: [one for one in items if type(one).__name__ == name]
            for name in ("OfficerMonth", "Complaint", "Measure")
        }
        return set(run(make.facts(by_type["OfficerMonth"], by_type["Complaint"], (), by_type["Measure"])).entries)  # type: ignore[arg-type]

    assert entries(mixed) == entries(rows)
