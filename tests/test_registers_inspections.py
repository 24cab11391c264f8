"""Inspections, measures and filings (readings: Inspections): multisets of equal rows; near ones are told."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from itertools import count, permutations
from typing import Any

import pytest

from tests.facts import POLICY
from zlts.model import Kind, Person, Place, Post, Posting
from zlts.registers import filings, inspections, measures
from zlts.registers.rows import Settled, StoredRow
from zlts.roster import Roster, Unit

CHENG, LIN = "城关派出所", "临江派出所"
ROSTER = Roster(
    [Unit(CHENG, (), urban=True), Unit(LIN, (), urban=False)],
    [
        Posting(CHENG, Post.OFFICER, Person("朱春梅", "350509", "350509")),
        Posting(CHENG, Post.OFFICER, Person("曹国栋", "350511", "350511"), until=date(2013, 6, 15)),
        Posting(CHENG, Post.AUXILIARY, Person("卢静", "350519", "350519")),
        Posting(CHENG, Post.UNIT_LEAD, Person("薛晓燕", "", "领导:薛晓燕"), until=date(2013, 6, 15)),
        Posting(CHENG, Post.BUREAU_LEAD, Person("范小龙", "", "领导:范小龙")),
        Posting(LIN, Post.BUREAU_LEAD, Person("范小龙", "", "领导:范小龙")),
    ],
    POLICY.words,
)
IMPORTED = datetime(2013, 7, 1, 9, 0, 0)  # noqa: DTZ001 - the ledger's wall clock
FINDING = {
    "date": "2013-05-06", "unit": CHENG, "officer": "朱春梅", "badge": "", "kind": "日常检查", "item": "着装挂牌",
    "finding": "未挂牌", "points": "-2", "severity": "", "inspector": "",
}  # fmt: skip
MEASURE = {"date": "2013-05-06", "unit": CHENG, "officer": "朱春梅", "badge": "", "measure": "谈话", "reason": "脱岗"}
FILING = {"unit": CHENG, "what": "活动方案", "due": "2013-03-05", "filed": "2013-03-01"}

Sheets = list[list[dict[str, str]]]


def rows(like: dict[str, str], batches: list[Sheets]) -> list[StoredRow]:
    ids = count(1)
    return [
        StoredRow(next(ids), Place(batch, f"表{sheet}", line), f"{batch}.csv", IMPORTED, {**like, **said})
        for batch, sheets in enumerate(batches, 1)
        for sheet, lines in enumerate(sheets, 1)
        for line, said in enumerate(lines, 2)
    ]


def inspected(*batches: Sheets) -> Settled[Any]:
    return inspections.settle(rows(FINDING, list(batches)), ROSTER, POLICY)


def measured(*batches: Sheets) -> Settled[Any]:
    return measures.settle(rows(MEASURE, list(batches)), ROSTER)


def filed(*batches: Sheets) -> Settled[Any]:
    return filings.settle(rows(FILING, list(batches)), ROSTER, POLICY)


def fates(settled: Settled[Any]) -> str:
    return "".join(settled.outcomes[n].value[0] for n in sorted(settled.outcomes))


SETTLERS = [inspected, measured, filed]

# ---------------------------------------------------------------- multisets


@pytest.mark.parametrize("settle", SETTLERS)
@pytest.mark.parametrize(
    ("batches", "expected"),
    [
        ([[[{}]]], "a"),
        ([[[{}, {}]]], "aa"),  # two identical rows of one sheet are two
        ([[[{}], [{}]]], "ad"),  # a sheet that repeats another adds nothing
        ([[[{}], [{}, {}]]], "ada"),
        ([[[{}]], [[{}]]], "ad"),
        ([[[{}]], [[{}, {}]]], "ada"),
        ([[[{}, {}]], [[{}]]], "aad"),
        ([[[{}, {}]], [[{}, {}, {}]], [[{}]]], "aaddad"),
    ],
)
def test_identical_rows_are_compared_as_multisets(settle: Any, batches: list[Sheets], expected: str) -> None:
    assert fates(settle(*batches)) == expected


@pytest.mark.parametrize("settle", SETTLERS)
def test_the_order_of_batches_does_not_matter(settle: Any) -> None:
    other = {"unit": CHENG, "officer": "曹国栋"} if settle is not filed else {"unit": LIN}
    batches: list[Sheets] = [[[{}, {}], [other]], [[{}, other, other]], [[{}]]]
    facts = [Counter(_said(fact) for fact in settle(*order).facts) for order in permutations(batches)]
    assert all(found == facts[0] for found in facts)
    assert facts[0].total() == 4


def _said(fact: Any) -> str:
    return str({name: getattr(fact, name) for name in fact.__slots__ if name not in ("id", "key", "place")})


# ---------------------------------------------------------------- inspections


@pytest.mark.parametrize("change", [{"points": "-1"}, {"severity": "轻微"}, {"finding": "未挂牌上岗"}])
def test_a_row_that_differs_only_in_points_severity_or_wording_is_pointed_out(change: dict[str, str]) -> None:
    settled = inspected([[{}]], [[change]])
    assert fates(settled) == "aa"
    assert "第 1 批“1.csv”第 2 行" in settled.notes[2]


@pytest.mark.parametrize(
    "change", [{"date": "2013-05-07"}, {"officer": "曹国栋"}, {"officer": ""}, {"kind": "季度检查"}]
)
def test_another_day_person_or_kind_is_another_inspection(change: dict[str, str]) -> None:
    settled = inspected([[{}]], [[change]])
    assert fates(settled) == "aa"
    assert settled.notes == {}


def test_points_and_whose() -> None:
    found = inspected([[{}, {"officer": "", "points": "2"}, {"officer": "卢静", "points": ""}]]).facts
    assert [one.points for one in found] == [-2, 2, 0]
    assert [one.person.name if one.person else None for one in found] == ["朱春梅", None, "卢静"]
    assert [one.auxiliary for one in found] == [False, False, True]


def test_by_badge_alone() -> None:
    assert inspected([[{"officer": "", "badge": "350511"}]]).facts[0].person.name == "曹国栋"
    assert fates(inspected([[{"officer": "", "badge": "350599"}]])) == "r"


def test_no_earlier_posting_serves_an_inspection() -> None:
    assert fates(inspected([[{"officer": "曹国栋", "date": "2013-06-15"}]])) == "a"
    assert fates(inspected([[{"officer": "曹国栋", "date": "2013-06-16"}]])) == "r"


def test_an_inspection_to_come() -> None:
    assert fates(inspected([[{"date": "2013-07-01"}]])) == "a"
    assert fates(inspected([[{"date": "2013-07-02"}]])) == "r"
    assert fates(inspected([[{"date": ""}]])) == "r"


def test_severity_of_an_inspection() -> None:
    found = inspected([[{"severity": "严重"}, {"severity": "较重"}]]).facts
    assert [one.serious for one in found] == [True, False]
    assert "程度" in inspected([[{"severity": "恶劣"}]]).problems[1][0].column


def test_a_unit_unknown_or_missing() -> None:
    assert fates(inspected([[{"unit": "城光派出所", "officer": ""}]])) == "r"
    assert fates(inspected([[{"unit": "", "officer": ""}]])) == "r"
    assert inspected([[{"unit": ""}]]).facts[0].unit == CHENG


# ---------------------------------------------------------------- measures


@pytest.mark.parametrize("word", ["打招呼", "谈话", "告诫"])
def test_the_three_measures(word: str) -> None:
    assert measured([[{"measure": word}]]).facts[0].kind is Kind(word)


@pytest.mark.parametrize("word", ["", "批评", "扣分", "谈"])
def test_no_other_measure(word: str) -> None:
    assert fates(measured([[{"measure": word}]])) == "r"


def test_a_measure_on_a_leader_of_that_day() -> None:
    lead = {"officer": "薛晓燕"}
    assert measured([[{**lead, "date": "2013-06-15"}]]).facts[0].post is Post.UNIT_LEAD
    assert fates(measured([[{**lead, "date": "2013-06-16"}]])) == "r"


def test_a_leader_of_two_units_is_one_person() -> None:
    found = measured([[{"officer": "范小龙", "unit": LIN}]]).facts[0]
    assert (found.person.name, found.unit, found.post) == ("范小龙", LIN, Post.BUREAU_LEAD)


def test_a_measure_to_come() -> None:
    assert fates(measured([[{"date": "2013-07-01"}]])) == "a"
    assert fates(measured([[{"date": "2013-07-02"}]])) == "r"


# ---------------------------------------------------------------- filings


def test_when_a_plan_was_filed_and_due() -> None:
    found = filed([[{}, {"unit": LIN, "due": "", "filed": ""}]]).facts
    assert [(one.due, one.filed) for one in found] == [
        (date(2013, 3, 5), date(2013, 3, 1)),
        (date(2013, 3, 5), None),
    ]


def test_a_filing_of_an_unknown_unit_or_to_come() -> None:
    assert fates(filed([[{"unit": "城光派出所"}]])) == "r"
    assert fates(filed([[{"filed": "2013-07-01"}]])) == "a"
    assert fates(filed([[{"filed": "2013-07-02"}]])) == "r"
