"""Summaries (readings: Summaries): what is printed beside the counts agrees, or the row is rejected."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts import POLICY
from zlts.model import Fate, Person, Place, Post, Posting, Problem, Tally, cut_percent
from zlts.registers.rows import Settled, StoredRow
from zlts.registers.summaries import Summary, settle
from zlts.registers.words import rating_meaning
from zlts.roster import Roster, Unit

CHENG = "城关派出所"
ROSTER = Roster(
    [Unit(CHENG, (), urban=True)],
    [
        Posting(CHENG, Post.OFFICER, Person("朱春梅", "350509", "350509"), "1号窗口"),
        Posting(CHENG, Post.OFFICER, Person("曹国栋", "350511", "350511"), "2号窗口", until=date(2013, 6, 15)),
    ],
    POLICY.words,
)
IMPORTED = datetime(2013, 7, 1, 9, 0, 0)  # noqa: DTZ001 - the ledger's wall clock


def row(number: int = 1, batch: int = 1, **said: str) -> StoredRow:
    counts = {f"count:{word}": said.pop(word) for word in list(said) if word in POLICY.words.ratings or word == "差"}
    fields = {"unit": CHENG, "officer": "朱春梅", "month": "2013-06", **said, **counts}
    return StoredRow(number, Place(batch, "统计", number + 1), f"{batch}.xlsx", IMPORTED, fields)


def settled(*rows: StoredRow, detail: int | None = None) -> Settled[Summary]:
    return settle(rows, ROSTER, POLICY, lambda _summary: detail)


def taken(**said: str) -> bool:
    return settled(row(1, 1, **said)).outcomes[1] is Fate.ACCEPTED


COUNTS = {"满意": "36", "不满意": "2", "未评价": "4"}  # 36/38 = 94.7368… %


# ---------------------------------------------------------------- counts, totals, rates


def test_the_tally() -> None:
    (summary,) = settled(row(1, 1, **COUNTS, 基本满意="1", 一般="1")).facts
    assert summary.tally == Tally(counted=40, satisfied=37, unrated=4)


def test_a_blank_count_is_none() -> None:
    (summary,) = settled(row(满意="3", 不满意="")).facts
    assert summary.tally == Tally(3, 3, 0)


@pytest.mark.parametrize("total", ["38", "42", "", "—", "/", "-"])
def test_a_total_is_the_counted_or_all_or_says_nothing(total: str) -> None:
    assert taken(**COUNTS, total=total)


@pytest.mark.parametrize("total", ["37", "39", "41", "43", "0"])
def test_another_total_contradicts(total: str) -> None:
    assert not taken(**COUNTS, total=total)


@pytest.mark.parametrize(
    "rate", ["94.73%", "94.74%", "94.7", "94.7%", "94", "95", "95%", "94.736", "94.737", "", "—", "/"]
)
def test_a_rate_cut_or_rounded_at_its_own_precision(rate: str) -> None:
    assert taken(**COUNTS, rate=rate)


@pytest.mark.parametrize("rate", ["94.72%", "94.75%", "94.6", "94.8", "93", "96", "94.70%", "95.0", "100%", "0"])
def test_another_rate_contradicts(rate: str) -> None:
    assert not taken(**COUNTS, rate=rate)


def test_the_contradiction_names_what_it_should_be() -> None:
    (problem,) = settled(row(1, 1, **COUNTS, rate="95.5")).problems[1]
    assert (problem.column, problem.value) == ("满意率", "95.5")
    assert "94.73%" in problem.reason


@given(satisfied=st.integers(0, 400), more=st.integers(0, 60), digits=st.integers(0, 6))
def test_any_rate_agrees_cut_and_rounded(satisfied: int, more: int, digits: int) -> None:
    counted = satisfied + more
    if not counted:
        return
    steps = Fraction(100 * satisfied * 10**digits, counted)
    cut, rounded = int(steps), int(steps + Fraction(1, 2))
    for number in (cut, rounded):
        printed = f"{number // 10**digits}.{number % 10**digits:0{digits}d}" if digits else str(number)
        assert taken(满意=str(satisfied), 不满意=str(more), rate=printed), printed
    for number in (cut - 1, rounded + 1):
        printed = f"{number // 10**digits}.{number % 10**digits:0{digits}d}" if digits else str(number)
        assert number < 0 or not taken(满意=str(satisfied), 不满意=str(more), rate=printed), printed


def test_cut_percent_never_reads_more_than_it_is() -> None:
    assert cut_percent(1899, 2000) == "94.95%"
    assert cut_percent(94999, 100000) == "94.99%"
    assert cut_percent(99999, 100000) == "99.99%"
    assert cut_percent(19, 20) == "95.00%"


@pytest.mark.parametrize("rate", ["—", "", "0", "0%", "0.00%"])
def test_without_counted_ones_silence_and_nought_agree(rate: str) -> None:
    assert taken(未评价="4", rate=rate)
    assert taken(满意="0", 不满意="0", total="0", rate=rate)


@pytest.mark.parametrize("rate", ["100%", "95%", "0.1"])
def test_without_counted_ones_no_other_rate_agrees(rate: str) -> None:
    assert not taken(未评价="4", rate=rate)
    assert not taken(满意="0", 不满意="0", rate=rate)


def test_an_unknown_rating_as_heading() -> None:
    (problem,) = settled(row(满意="3", 差="0")).problems[1]
    assert problem.value == "差"


# ---------------------------------------------------------------- months and people


def test_a_month_to_come() -> None:
    assert taken(满意="1", month="2013-06")
    assert not taken(满意="1", month="2013-08")
    assert not taken(满意="1", month="2009-12")
    assert taken(满意="1", month="2010-01")
    assert not taken(满意="1", month="")


def test_a_month_that_still_runs_is_counted_only_until_today() -> None:
    (problem,) = settled(row(1, 1, 满意="1", month="2013-07")).problems[1]
    assert "还没有过完" in problem.reason


def test_posted_for_a_part_of_the_month_suffices() -> None:
    assert taken(满意="1", officer="曹国栋", month="2013-06")
    assert not taken(满意="1", officer="曹国栋", month="2013-07")


# ---------------------------------------------------------------- contradictions


def test_the_same_counts_again_are_a_duplicate() -> None:
    found = settled(row(1, 1, 满意="3", 不满意="0"), row(2, 2, 满意="3"))
    assert found.outcomes == {1: Fate.ACCEPTED, 2: Fate.DUPLICATE}


def test_other_counts_of_the_same_month_are_rejected_and_name_the_batch() -> None:
    found = settled(row(1, 1, 满意="3"), row(2, 2, 满意="4"))
    assert found.outcomes[2] is Fate.REJECTED
    assert "zlts undo 1 " in found.problems[2][0].reason
    assert len(found.facts) == 1


def test_two_windows_of_one_officer_add_up() -> None:
    found = settled(row(1, 1, 满意="3", window="1号窗口"), row(2, 1, 满意="4", window="2号窗口"))
    assert [one.tally.counted for one in found.facts] == [3, 4]
    again = settled(row(1, 1, 满意="3", window="1号窗口"), row(2, 1, 满意="4", window="1窗"))
    assert again.outcomes == {1: Fate.REJECTED, 2: Fate.REJECTED}


# ---------------------------------------------------------------- several lines of one officer's month


@pytest.mark.parametrize("column", ["window", "evaluator", "shift", "matter"])
@pytest.mark.parametrize("second", ["3", "4"])
def test_lines_told_apart_by_a_column_add_up(column: str, second: str) -> None:
    found = settled(row(1, 1, 满意="3", **{column: "甲"}), row(2, 1, 满意=second, **{column: "乙"}))
    assert set(found.outcomes.values()) == {Fate.ACCEPTED}
    assert sum(one.tally.counted for one in found.facts) == 3 + int(second)


@pytest.mark.parametrize("count", ["3", "4"])
def test_lines_that_nothing_tells_apart_wait_for_a_person(count: str) -> None:
    found = settled(row(1, 1, 满意="3"), row(2, 1, 满意=count))
    assert set(found.outcomes.values()) == {Fate.REJECTED}
    reasons = [problem.reason for problems in found.problems.values() for problem in problems]
    assert not any("undo" in reason for reason in reasons)
    assert ["第 3 行" in reasons[0], "第 2 行" in reasons[1]] == [True, True]


def test_a_line_without_what_tells_the_others_apart_may_be_their_sum() -> None:
    parts = [row(n, 1, 满意="3", evaluator=name) for n, name in ((1, "甲"), (2, "乙"))]
    for whole in (row(3, 1, 满意="6"), row(3, 1, 满意="6", evaluator="全部")):
        found = settled(*parts, whole)
        assert set(found.outcomes.values()) == {Fate.REJECTED}
        assert any("可能是合计" in problem.reason for problem in found.problems[3])


def test_a_month_is_taken_with_all_its_lines_or_not_at_all() -> None:
    good, wrong = row(1, 1, 满意="3", evaluator="甲"), row(2, 1, 满意="3", total="9", evaluator="乙")
    found = settled(good, wrong)
    assert set(found.outcomes.values()) == {Fate.REJECTED}
    assert settled(good, row(2, 1, 满意="3", total="3", evaluator="乙")).outcomes[1] is Fate.ACCEPTED


def test_the_same_lines_again_are_duplicates_and_corrected_ones_are_not_added() -> None:
    first = [row(1, 1, 满意="3", evaluator="甲"), row(2, 1, 满意="3", evaluator="乙")]
    again = [
        row(3, 2, 满意="3", evaluator="甲"),
        row(4, 2, 满意="5", evaluator="乙"),
        row(5, 2, 满意="5", evaluator="丙"),
    ]
    found = settled(*first, *again)
    assert [found.outcomes[n] for n in (3, 4, 5)] == [Fate.DUPLICATE, Fate.REJECTED, Fate.REJECTED]
    assert "zlts undo 1 " in found.problems[4][0].reason


DAYS = {
    "every third day": [f"2013-06-{day:02}" for day in range(2, 30, 3)],
    "numbers of days": [f"{day}日" for day in range(1, 31)],
    "weeks": ["2013-06-01/2013-06-09", "2013-06-10/2013-06-20", "2013-06-21/2013-06-30"],
    "thirds": ["上旬", "中旬", "下旬"],
}


@pytest.mark.parametrize("days", DAYS.values(), ids=DAYS)
def test_days_that_are_together_the_month(days: list[str]) -> None:
    found = settled(*(row(n, 1, 满意="2", day=day) for n, day in enumerate(days, 1)))
    assert set(found.outcomes.values()) == {Fate.ACCEPTED}
    assert sum(one.tally.counted for one in found.facts) == 2 * len(days)


PARTS = {
    "one day": ["2013-06-06"],
    "until today": [f"2013-06-{day:02}" for day in range(1, 20)],
    "not from the beginning": [f"2013-06-{day:02}" for day in range(10, 31)],
    "a week": ["2013-06-01/2013-06-07"],
    "weeks with a hole": ["2013-06-01/2013-06-09", "2013-06-11/2013-06-30"],
    "two thirds": ["上旬", "下旬"],
    "a week by its number": ["第23周"],
    "a day of another month": ["2013-05-31", *(f"2013-06-{day:02}" for day in range(1, 31))],
}


@pytest.mark.parametrize("days", PARTS.values(), ids=PARTS)
def test_days_that_are_not_the_whole_month(days: list[str]) -> None:
    found = settled(*(row(n, 1, 满意="2", day=day) for n, day in enumerate(days, 1)))
    assert set(found.outcomes.values()) == {Fate.REJECTED}
    assert all("不是整月" in problems[0].reason for problems in found.problems.values())


def test_details_in_the_ledger_first() -> None:
    assert settled(row(1, 3, 满意="3"), detail=2).outcomes[1] is Fate.REJECTED
    assert settled(row(1, 3, 满意="3"), detail=4).outcomes[1] is Fate.ACCEPTED
    assert settled(row(1, 3, 满意="3"), detail=None).outcomes[1] is Fate.ACCEPTED


def test_another_month_is_no_contradiction() -> None:
    found = settled(row(1, 1, 满意="3"), row(2, 2, 满意="4", month="2013-05"))
    assert len(found.facts) == 2


# ---------------------------------------------------------------- ratings


@pytest.mark.parametrize(
    "word", ["非常满意", "满意", "基本满意", "很满意", "比较满意", "非常满意(5分)", "满意（4分）", " 满 意 "]
)
def test_satisfied(word: str) -> None:
    assert rating_meaning(word, POLICY.words) is True


@pytest.mark.parametrize("word", ["一般", "不满意", "非常不满意", "不太满意", "很不满意", "一般(2分)"])
def test_not_satisfied(word: str) -> None:
    assert rating_meaning(word, POLICY.words) is False


@pytest.mark.parametrize("word", ["", " ", "未评价", "未做评价", "弃评", "超时", "未评价(0分)"])
def test_not_counted(word: str) -> None:
    assert rating_meaning(word, POLICY.words) is None


@pytest.mark.parametrize("word", ["5", "A", "满", "不", "满意不满意", "(5分)", "还行(3分)"])
def test_no_meaning_until_the_policy_gives_one(word: str) -> None:
    assert isinstance(rating_meaning(word, POLICY.words), Problem)
