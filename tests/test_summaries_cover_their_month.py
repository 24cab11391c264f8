"""A month's summary covers its whole month, from one export alone, or waits for a person (readings: Summaries)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.play import Played, begun
from tests.clock import at, told
from tests.command import Within
from zlts.resources import data_file

HEADS = "单位,姓名,月份,满意,不满意"
WHO = "柳河派出所,乔安然,2013-05"


@pytest.fixture
def clerk(tmp_path: Path) -> Played:
    """A new ledger with the made-up roster."""
    return begun("", tmp_path)


def taken(clerk: Played, name: str, *lines: str) -> dict[str, object]:
    path = clerk.ledger.parent / "收件" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    clerk.take_in(path)
    return clerk.files[name]


# ---------------------------------------------------------------- two exports of one month

SPLIT = {
    "评价器": ("甲", "乙"),
    "窗口": ("1号窗口", "2号窗口"),
    "业务": ("户籍", "出入境"),
    "时段": ("上午", "下午"),
}


@pytest.mark.parametrize("column", SPLIT)
@pytest.mark.parametrize("second", ["30,1", "20,2"])
def test_two_exports_of_a_month_are_never_added(clerk: Played, column: str, second: str) -> None:
    one, other = SPLIT[column]
    assert taken(clerk, "前.csv", f"{HEADS},{column}", f"{WHO},30,1,{one}")["accepted"] == 1
    assert taken(clerk, "后.csv", f"{HEADS},{column}", f"{WHO},{second},{other}")["accepted"] == 0
    assert clerk.tally("2013-05") == {"乔安然": (31, 30)}
    (reason,) = clerk.reasons(2)
    assert "第 2 批“前.csv”" in reason
    assert "zlts undo 2 " in reason


def test_a_total_and_its_parts_are_not_added_either_way_round(clerk: Played) -> None:
    whole = [HEADS, f"{WHO},30,1"]
    parts = [f"{HEADS},评价器", f"{WHO},20,1,甲", f"{WHO},10,0,乙"]
    taken(clerk, "合计.csv", *whole)
    assert taken(clerk, "分列.csv", *parts)["accepted"] == 0
    assert "zlts undo 2 " in "".join(clerk.reasons())
    assert clerk.tally("2013-05") == {"乔安然": (31, 30)}
    clerk.run("undo", 2)
    assert clerk.tally("2013-05") == {"乔安然": (31, 30)}  # the parts, tried again
    assert clerk.json("quarantine")["rows"] == []


def test_the_parts_of_one_export_are_added(clerk: Played) -> None:
    assert taken(clerk, "分列.csv", f"{HEADS},评价器", f"{WHO},20,1,甲", f"{WHO},10,0,乙")["accepted"] == 2
    assert taken(clerk, "再来.csv", f"{HEADS},评价器", f"{WHO},10,0,乙", f"{WHO},20,1,甲")["duplicates"] == 2
    assert clerk.tally("2013-05") == {"乔安然": (31, 30)}


# ---------------------------------------------------------------- each officer's own days

DAYS = f"{HEADS},日期"
OTHERS = [f"柳河派出所,马立夏,2013-05,1,0,2013-05-{day:02}" for day in range(1, 32)]
"""Another officer of the same file, whose days are the month."""


def of_days(*days: object, name: str = "乔安然") -> list[str]:
    return [f"柳河派出所,{name},2013-05,2,0,{day}" for day in days]


PARTS = {
    "ten days": [f"2013-05-{day:02}" for day in range(1, 11)],
    "the last ten": [f"2013-05-{day:02}" for day in range(22, 32)],
    "half of it": [f"{day}日" for day in range(1, 16)],
    "a week": [f"2013-05-{day:02}" for day in range(6, 13)],
    "until the 23rd": [f"2013-05-{day:02}" for day in range(1, 24)],
    "two thirds": ["上旬", "中旬"],
    "a first half": ["上半月"],
    "spans": ["2013-05-01至2013-05-10"],
}


@pytest.mark.parametrize("days", PARTS.values(), ids=PARTS)
def test_one_officers_part_of_a_month_waits_though_others_have_it_all(clerk: Played, days: list[str]) -> None:
    found = taken(clerk, "逐日.csv", DAYS, *of_days(*days), *OTHERS)
    assert (found["accepted"], found["rejected"]) == (len(OTHERS), len(days))
    assert clerk.tally("2013-05") == {"马立夏": (31, 31)}
    assert all("“乔安然”的各行合起来不是整月" in reason for reason in clerk.reasons())


@pytest.mark.parametrize("days", [range(1, 11), range(1, 24)])
def test_a_line_of_none_on_the_last_day_answers(clerk: Played, days: range) -> None:
    answer = "柳河派出所,乔安然,2013-05,0,0,2013-05-31"
    lines = of_days(*(f"2013-05-{day:02}" for day in days))
    taken(clerk, "逐日.csv", DAYS, *lines, answer, *OTHERS)
    assert clerk.tally("2013-05") == {"乔安然": (2 * len(days), 2 * len(days)), "马立夏": (31, 31)}


def test_days_of_a_weekend_or_a_holiday_need_no_line(clerk: Played) -> None:
    taken(clerk, "逐日.csv", DAYS, *of_days(*(f"2013-05-{day:02}" for day in range(7, 26))), *OTHERS)
    assert clerk.tally("2013-05")["乔安然"] == (38, 38)


@pytest.mark.parametrize(
    ("since", "until", "days"), [("2013-05-20", "", range(20, 32)), ("", "2013-05-10", range(1, 11))]
)
def test_who_was_posted_for_a_part_of_it_has_only_that(tmp_path: Path, since: str, until: str, days: range) -> None:
    clerk = begun("", tmp_path)
    roster = tmp_path / "增补.csv"
    heads = "单位,城区农村,姓名,警号,角色,任职起,任职止"
    roster.write_text(f"{heads}\n柳河派出所,城区,车远洋,661099,窗口民警,{since},{until}\n", encoding="utf-8")
    clerk.take_in(roster)
    lines = of_days(*(f"2013-05-{day:02}" for day in days), name="车远洋")
    taken(clerk, "逐日.csv", DAYS, *lines, *OTHERS)
    assert clerk.tally("2013-05")["车远洋"] == (2 * len(days), 2 * len(days))


@pytest.mark.parametrize(("last", "accepted"), [(26, 0), (28, 0), (29, 1), (30, 1), (31, 1)])
def test_a_file_that_ends_before_the_months_last_days_is_no_month(clerk: Played, last: int, accepted: int) -> None:
    found = taken(clerk, "逐日.csv", DAYS, *of_days(*(f"2013-05-{day:02}" for day in range(1, last + 1))))
    assert found["accepted"] == accepted * last


# ---------------------------------------------------------------- the day of the import


@pytest.mark.parametrize(("day", "accepted"), [("2013-05-20", 0), ("2013-05-31", 0), ("2013-06-01", 1)])
def test_a_summary_that_comes_in_before_its_month_is_over_never_covers_it(
    tmp_path: Path, day: str, accepted: int
) -> None:
    """Neither then nor when it is tried again after the month's end."""
    clerk = begun("", tmp_path)
    path = tmp_path / "汇总.csv"
    path.write_text(f"{HEADS}\n{WHO},30,1\n", encoding="utf-8")
    (file,) = told(clerk.ledger, day, "import", path)["files"]
    assert file["accepted"] == accepted
    at(clerk.ledger, "2013-06-03", "retry")
    waiting = told(clerk.ledger, "2013-06-03", "quarantine")["rows"]
    assert [day in one["reason"] and "zlts undo 2" in one["reason"] for one in waiting] == [True] * (1 - accepted)
    at(clerk.ledger, "2013-06-03", "undo", 2)
    (file,) = told(clerk.ledger, "2013-06-03", "import", path)["files"]
    assert file["accepted"] == 1


# ---------------------------------------------------------------- several months beside each other, and none counted

ACROSS = {
    "in the headings": ["单位,姓名,4月满意,4月不满意,5月满意,5月不满意"],
    "over them": [",,4月,4月,5月,5月", "单位,姓名,满意,不满意,满意,不满意"],
    "with the year": [",,2013年4月,,2013年5月,", "单位,姓名,满意,不满意,满意,不满意"],
}


@pytest.mark.parametrize("heads", ACROSS.values(), ids=ACROSS)
@pytest.mark.parametrize("options", [(), ("--month", "2013-05")])
def test_months_beside_each_other_are_put_in_sheets_of_their_own(
    clerk: Played, heads: list[str], options: tuple[str, ...]
) -> None:
    path = clerk.ledger.parent / "2013年评价汇总.csv"
    path.write_text("\n".join([*heads, "柳河派出所,乔安然,10,1,12,0", ""]), encoding="utf-8")
    clerk.take_in(path, *options)
    assert clerk.files[path.name]["accepted"] == 0
    (reason,) = clerk.reasons()
    assert "每个月另存一张表" in reason
    assert "--month 2013-04" in reason


def test_an_officer_whom_nobody_rated_has_no_rate(clerk: Played) -> None:
    found = taken(
        clerk, "汇总.csv", f"{HEADS},总数,满意率", f"{WHO},0,0,0,0%", "柳河派出所,马立夏,2013-05,20,0,20,100%"
    )
    assert found["accepted"] == 2
    assert clerk.tally("2013-05") == {"马立夏": (20, 20)}


def test_a_column_that_is_no_day_of_the_evaluations_is_mapped_away(clerk: Played) -> None:
    """One line each for the month, beside the day on which somebody wrote it down."""
    lines = [f"{HEADS},日期", f"{WHO},30,1,2013-05-10", "柳河派出所,马立夏,2013-05,20,0,2013-05-10"]
    assert taken(clerk, "汇总.csv", *lines)["accepted"] == 0
    assert "--map 日期=-" in "".join(clerk.reasons())
    clerk.take_in(clerk.ledger.parent / "收件" / "汇总.csv", "--map", "日期=-")
    assert clerk.tally("2013-05") == {"乔安然": (31, 30), "马立夏": (20, 20)}


# ---------------------------------------------------------------- whose column does not look like one of days


@pytest.mark.parametrize("heading", ["时段", "统计期间", "评价期间", "起止时间"])
@pytest.mark.parametrize(
    ("days", "accepted"),
    [
        ("2013年5月1日至5月31日", 1),
        ("2013-05-01至2013-05-15", 0),
        ("2013年5月上半月", 0),
        ("2013-05-01至2013-06-30", 0),
    ],
)
def test_days_give_their_month_and_only_a_whole_one_is_taken(
    clerk: Played, heading: str, days: str, accepted: int
) -> None:
    rows = [f"单位,姓名,{heading},满意,不满意", f"柳河派出所,乔安然,{days},30,1"]
    found = taken(clerk, "汇总.csv", *rows)
    if heading == "时段" and accepted:
        clerk.take_in(clerk.ledger.parent / "收件" / "汇总.csv", "--map", "日期=时段")
        found = clerk.files["汇总.csv"]
    assert found["accepted"] == accepted, clerk.reasons()
    clerk.take_in(clerk.ledger.parent / "收件" / "汇总.csv", "--month", "2013-05")
    assert clerk.tally("2013-05") == ({"乔安然": (31, 30)} if accepted else {})


def test_a_column_of_periods_under_an_unknown_heading_is_asked_about(clerk: Played) -> None:
    rows = [f"{HEADS},哪段时间", f"{WHO},30,1,5月上旬"]
    assert taken(clerk, "汇总.csv", *rows)["batch"] is None
    assert taken(clerk, "整月.csv", f"{HEADS},哪段时间", f"{WHO},30,1,2013年5月")["accepted"] == 1


def test_of_the_first_policy_s_month_its_covered_part_is_whole(tmp_path: Path) -> None:
    shipped = data_file("policy-2013.toml").read_text(encoding="utf-8")
    text = shipped.replace('effective_from = "2013-03-01"', 'effective_from = "2013-03-15"')
    (tmp_path / "花名册.csv").write_text(
        "单位,城区农村,姓名,警号,角色\n测试一所,城区,柏一鸣,880001,窗口民警\n", encoding="utf-8"
    )
    (tmp_path / "三月中.toml").write_text(text, encoding="utf-8")
    made = Within(tmp_path / "zlts.db")
    made.run("init", "--roster", tmp_path / "花名册.csv", "--policy", tmp_path / "三月中.toml")
    for first, accepted in (("2013-03-16", 0), ("2013-03-15", 1)):
        path = tmp_path / f"汇总{accepted}.csv"
        path.write_text(
            f"单位,姓名,起止日期,满意,不满意\n测试一所,柏一鸣,{first}至2013-03-31,9,1\n", encoding="utf-8"
        )
        assert made.json("import", path, codes=(0, 3))["files"][0]["accepted"] == accepted
