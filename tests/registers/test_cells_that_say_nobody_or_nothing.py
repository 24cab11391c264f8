"""Ordinary words for a blank: 不详 for nobody, 不扣分 for no points, 长期 for a posting that goes on."""

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


@pytest.mark.parametrize(("who", "accepted"), [("不详", 1), ("无", 1), ("未知", 1), ("", 1), ("无名氏", 0)])
def test_a_complaint_about_nobody_known_is_the_units(clerk: Played, who: str, accepted: int) -> None:
    head = "受理日期,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期"
    found = taken(clerk, "投诉.csv", head, f"2013-05-06,柳河派出所,{who},态度差,属实,2013-05-09")
    assert found["accepted"] == accepted, clerk.reasons()


@pytest.mark.parametrize(("points", "accepted"), [("不扣分", 1), ("—", 1), ("-", 1), ("", 1), ("酌情", 0)])
def test_no_points_are_written_in_words_or_as_a_dash(clerk: Played, points: str, accepted: int) -> None:
    head = "检查日期,单位,姓名,检查项目,检查情况,扣分"
    found = taken(clerk, "检查.csv", head, f"2013-05-08,柳河派出所,乔安然,着装,规范,{points}")
    assert found["accepted"] == accepted, clerk.reasons()


@pytest.mark.parametrize(("until", "accepted"), [("长期", 1), ("至今", 1), ("下月", 0)])
def test_a_posting_that_goes_on_has_no_end(clerk: Played, until: str, accepted: int) -> None:
    head = "单位,城区农村,姓名,警号,角色,任职起,任职止"
    found = taken(clerk, "花名册增补.csv", head, f"柳河派出所,城区,岳小满,661991,窗口民警,2013-02-01,{until}")
    assert found["accepted"] == accepted, clerk.reasons()
