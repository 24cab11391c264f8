"""A summary whose rows say from which day to which they count: only a whole month is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.play import Played, begun


@pytest.fixture
def clerk(tmp_path: Path) -> Played:
    """A new ledger with the made-up roster."""
    return begun("", tmp_path)


def taken(clerk: Played, name: str, *lines: str) -> dict[str, object]:
    path = clerk.ledger.parent / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    clerk.take_in(path)
    return clerk.files[name]


HEADS = ["开始日期,结束日期", "起,止", "统计开始日期,统计截止日期", "开始时间,结束时间"]


@pytest.mark.parametrize("heads", HEADS)
@pytest.mark.parametrize(
    ("ends", "accepted"),
    [
        ("2013-05-01,2013-05-31", 1),
        ("2013-05-01,2013-05-15", 0),
        ("2013-05-02,2013-05-31", 0),
        ("2013-05-01,2013-06-30", 0),
        ("2013-04-01,2013-04-30", 0),
        ("2013-05-01,月底", 0),
    ],
)
def test_only_the_whole_month_is_taken(clerk: Played, heads: str, ends: str, accepted: int) -> None:
    found = taken(
        clerk,
        "汇总.csv",
        f"单位,姓名,月份,满意,不满意,{heads}",
        f"柳河派出所,乔安然,2013-05,10,1,{ends}",
    )
    assert (found["accepted"], found["rejected"]) == (accepted, 1 - accepted), clerk.reasons()


@pytest.mark.parametrize(("until", "accepted"), [("2013-05-31", 1), ("2013-05-20", 0)])
def test_a_last_day_alone_must_end_the_month(clerk: Played, until: str, accepted: int) -> None:
    found = taken(clerk, "2013年5月评价汇总.csv", "单位,姓名,满意,不满意,截止日期", f"柳河派出所,乔安然,10,1,{until}")
    assert found["accepted"] == accepted, clerk.reasons()


def test_two_days_give_the_month_that_nothing_else_says(clerk: Played) -> None:
    found = taken(
        clerk,
        "评价汇总.csv",
        "单位,姓名,满意,不满意,开始日期,结束日期",
        "柳河派出所,乔安然,10,1,2013-05-01,2013-05-31",
    )
    assert found["accepted"] == 1, clerk.reasons()


def test_hours_of_the_counter_are_no_period(clerk: Played) -> None:
    found = taken(
        clerk,
        "2013年5月评价汇总.csv",
        "单位,姓名,满意,不满意,开始时间,结束时间",
        "柳河派出所,乔安然,10,1,08:30,17:30",
    )
    assert found["accepted"] == 1, clerk.reasons()
