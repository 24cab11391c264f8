"""Rosters (readings: Rosters): a posting is its unit, role, person and first day; a newer one fills in the rest."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count

import pytest

from tests.facts import POLICY
from zlts.model import Claim, Fate, Place, Post, Posting
from zlts.registers.rosters import missing_from, settle
from zlts.registers.rows import Settled, StoredRow
from zlts.roster import Found, Roster

CHENG, LIN = "城关派出所", "临江派出所"
IMPORTED = datetime(2013, 7, 1, 9, 0, 0)  # noqa: DTZ001 - the ledger's wall clock
POSTING = {
    "unit": CHENG, "alias": "", "area": "城区", "name": "朱春梅", "badge": "350509", "role": "窗口民警",
    "window": "1号窗口", "evaluator": "PJ1", "since": "", "until": "",
}  # fmt: skip


def rows(*batches: list[dict[str, str]], wide: bool = False) -> list[StoredRow]:
    ids, like = count(1), {} if wide else POSTING
    return [
        StoredRow(next(ids), Place(batch, "", line), f"{batch}.xlsx", IMPORTED, {**like, **said})
        for batch, lines in enumerate(batches, 1)
        for line, said in enumerate(lines, 2)
    ]


def roster(*batches: list[dict[str, str]]) -> tuple[Roster, Settled[Posting]]:
    return settle(rows(*batches), POLICY.words)


def fates(settled: Settled[Posting]) -> str:
    return "".join(settled.outcomes[n].value[0] for n in sorted(settled.outcomes))


def test_a_row_is_a_posting() -> None:
    found, _ = roster([{}])
    (only,) = found.postings
    assert (only.unit, only.post, only.person.name, only.person.badge) == (CHENG, Post.OFFICER, "朱春梅", "350509")
    assert found.units[0].urban is True


def test_the_same_row_again_says_nothing_new() -> None:
    found, settled = roster([{}], [{}])
    assert fates(settled) == "ad"
    assert len(found.postings) == 1


@pytest.mark.parametrize(
    ("change", "what", "value"),
    [
        ({"until": "2013-06-15"}, "until", date(2013, 6, 15)),
        ({"window": "2号窗口"}, "window", "2号窗口"),
        ({"evaluator": "PJ2"}, "evaluator", "PJ2"),
    ],
)
def test_a_newer_roster_fills_in_end_window_and_evaluator(change: dict[str, str], what: str, value: object) -> None:
    found, settled = roster([{}], [change])
    assert fates(settled) == "aa"
    (only,) = found.postings
    assert getattr(only, what) == value


def test_a_newer_rosters_blank_takes_nothing_away() -> None:
    found, settled = roster([{"until": "2013-06-15"}], [{"until": "", "window": "", "evaluator": ""}])
    assert fates(settled) == "ad"
    assert found.postings[0].until == date(2013, 6, 15)
    assert found.postings[0].window == "1号窗口"


@pytest.mark.parametrize("change", [{"unit": LIN}, {"role": "窗口辅警"}, {"since": "2013-06-16"}])
def test_another_unit_role_or_first_day_is_another_posting(change: dict[str, str]) -> None:
    found, _ = roster([{}], [change])
    assert len(found.postings) == 2
    assert len({posting.person for posting in found.postings}) == 1


def test_postings_a_newer_roster_lacks_stay_and_are_reported() -> None:
    old, _ = roster([{}, {"name": "曹国栋", "badge": "350511"}])
    newer = rows([{}])
    found, _ = roster([{}, {"name": "曹国栋", "badge": "350511"}], [{}])
    assert len(found.postings) == 2
    assert missing_from(newer, old) == ("曹国栋(350511)",)


def test_who_has_left_is_not_reported_missing() -> None:
    old, _ = roster([{"until": "2013-06-15"}])
    assert missing_from([], old) == ()


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"unit": ""}, "单位"),
        ({"name": ""}, "姓名"),
        ({"role": "民政"}, "角色"),
        ({"area": "郊区"}, "城区农村"),
        ({"since": "2013-06-16", "until": "2013-06-15"}, "任职止"),
    ],
)
def test_rows_that_cannot_be_taken(change: dict[str, str], column: str) -> None:
    found, settled = roster([change])
    assert fates(settled) == "r"
    assert settled.problems[1][0].column == column
    assert found.postings == ()


def test_a_posting_of_one_day() -> None:
    assert fates(roster([{"since": "2013-06-16", "until": "2013-06-16"}])[1]) == "a"


def test_a_badge_has_one_bearer() -> None:
    _, settled = roster([{}], [{"name": "曹国栋"}])
    assert fates(settled) == "ar"
    assert "朱春梅" in settled.problems[2][0].reason


def test_a_unit_under_its_short_form_is_the_same_unit() -> None:
    found, _ = roster([{}], [{"unit": "城关所", "name": "曹国栋", "badge": "350511"}])
    assert [unit.name for unit in found.units] == [CHENG]
    assert {posting.unit for posting in found.postings} == {CHENG}


def test_aliases() -> None:
    found, _ = roster([{"alias": "城关分局、户政中心"}])
    assert found.known("户政中心") == CHENG


def test_without_badges_one_name_at_two_units_at_once_is_two_people() -> None:
    both = [{"badge": "", "since": ""}, {"badge": "", "unit": LIN}]
    found, _ = roster(both)
    assert len({posting.person for posting in found.postings}) == 2
    moved, _ = roster([{"badge": "", "until": "2013-06-15"}, {"badge": "", "unit": LIN, "since": "2013-06-16"}])
    assert len({posting.person for posting in moved.postings}) == 1


def test_one_leader_of_several_units_is_one_person() -> None:
    lead = {"role": "责任局领导", "badge": "", "name": "范小龙"}
    found, _ = roster([lead, {**lead, "unit": LIN}])
    assert len({posting.person for posting in found.postings}) == 1


def test_the_wide_form_of_the_notice() -> None:
    said = {"unit": CHENG, "officers": "朱春梅、曹国栋", "unit_lead": "薛晓燕", "bureau_lead": "范小龙"}
    found, settled = settle(rows([said], wide=True), POLICY.words)
    assert fates(settled) == "a"
    assert [(posting.person.name, posting.post) for posting in found.postings] == [
        ("朱春梅", Post.OFFICER),
        ("曹国栋", Post.OFFICER),
        ("薛晓燕", Post.UNIT_LEAD),
        ("范小龙", Post.BUREAU_LEAD),
    ]
    assert found.units[0].urban is None


def test_the_leading_group_is_no_unit() -> None:
    found, settled = roster([{"unit": "领导小组", "role": "组长", "badge": "", "name": "范小龙"}])
    assert fates(settled) == "a"
    assert found.units == ()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_of_rosters_does_not_matter(order: tuple[int, int]) -> None:
    batches = ([{"until": "2013-06-15"}], [{"unit": LIN, "since": "2013-06-16", "evaluator": "PJ2"}])
    found, _ = roster(*(batches[n] for n in order))
    for day, unit in ((date(2013, 6, 15), CHENG), (date(2013, 6, 16), LIN)):
        whose = found.find(Claim(name="朱春梅"), day)
        assert isinstance(whose, Found)
        assert whose.unit == unit


def test_fates_are_of_every_row() -> None:
    _, settled = roster([{}, {"name": ""}, {}])
    assert settled.outcomes == {1: Fate.ACCEPTED, 2: Fate.REJECTED, 3: Fate.DUPLICATE}
