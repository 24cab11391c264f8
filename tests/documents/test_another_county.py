"""Another county changes a file, not the code: its names, titles and thresholds stand on every paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.documents import made
from tests.documents.test_letters import text_of
from tests.facts import POLICY
from zlts import policy_file
from zlts.bulletins.annual import annual
from zlts.bulletins.awards import awards
from zlts.bulletins.monthly import monthly
from zlts.bulletins.quarterly import quarterly
from zlts.bulletins.situation import Situation
from zlts.documents.award import award_letter
from zlts.documents.bulletin import bulletin_letter
from zlts.documents.letter import full_title
from zlts.documents.paper import measure_paper
from zlts.documents.public import public_awards, public_bulletin, public_letter
from zlts.errors import PolicyRefused
from zlts.model import Kind, Role, Rule, Tally
from zlts.periods import Month, Period, Span
from zlts.resources import data_file
from zlts.workbook import write

OURS = data_file("policy-2013.toml").read_text(encoding="utf-8")
CHANGED = {
    'name = "县公安局"': 'name = "云溪市公安局"',
    'office = "县局政工室"': 'office = "市局警务处"',
    'contest = "“群众满意零投诉”窗口竞赛"': 'contest = "“微笑在窗口”评比"',
    'addressees = "各窗口单位"': 'addressees = "各办证大厅"',
    'copies = "局领导，窗口竞赛活动领导小组成员"': 'copies = "市局党委成员"',
    'signature = ""': 'signature = "云溪市公安局警务处"',
    'group = "窗口竞赛活动领导小组"': 'group = "微笑评比委员会"',
    'honour = "优秀窗口民警"': 'honour = "微笑之星"',
    'no_complaints = "零投诉"': 'no_complaints = "无差评"',
    'name = "2013年“群众满意零投诉”窗口竞赛"': 'name = "云溪市评比办法"',
    'quarterly = "{contest}{period}通报"': 'quarterly = "{period}{contest}简报"',
    '["{bureau}关于", "{period}", "{contest}", "情况的通报"]': '["关于", "{period}", "{contest}的简报"]',
    'floor_percent = "95"': 'floor_percent = "92"',
    'target_percent = "100"': 'target_percent = "99"',
    "points = -10 ": "points = -5 ",
    'rate_percent = "95"': 'rate_percent = "92"',
    "八(二)": "九(二)",
    "base = 100 ": "base = 80 ",
}
THEIRS = ("县公安局", "县局", "零投诉", "窗口竞赛", "优秀窗口民警", "各窗口单位", "政工室", "95%", "100 分", "八(二)")


THE_REST = """
[[clauses]]
clause = "六"
what = "一"
how = "rule"

[[readings]]
id = "a"
clause = "六"
question = "问？"
choice = "答"
why = "因"
setting = "rate"
"""


@pytest.fixture(scope="module")
def place() -> Situation:
    text = OURS.split("[[clauses]]")[0]
    for ours, other in CHANGED.items():
        assert ours in text, ours
        text = text.replace(ours, other)
    reason = "2013-05 满意率 90.00%（有效评价 20，满意 18，不满意 2），低于 92%"
    entries = [
        replace(one, entry=replace(one.entry, cause=replace(one.entry.cause, reason=reason)))
        for one in (made.DEDUCTION, made.REMINDER)
    ]
    return made.shown(policy=policy_file.load(text + THE_REST), entries=entries)


def reports(place: Situation) -> Iterator[str]:
    """Every report's own words: title, attention, tables, basis."""
    month = replace(place, period=Period.parse("2013-05", Span.MONTH))
    year = replace(place, period=Period.parse("2013", Span.YEAR))
    for made_of in (monthly(month), quarterly(place), annual(year), awards(year)):
        report = made_of.report
        yield repr((report.title, report.bureau, report.tables, report.attention, report.basis, report.charts))
    yield repr((public_bulletin(quarterly(place).report), public_awards(awards(year))))


def letters(place: Situation) -> Iterator[str]:
    month = replace(place, period=Period.parse("2013-05", Span.MONTH))
    year = replace(place, period=Period.parse("2013", Span.YEAR))
    made_letters = [bulletin_letter(quarterly(place)), bulletin_letter(monthly(month))]
    proposal = award_letter(awards(year))
    made_letters += [proposal, public_letter(public_awards(awards(year)), proposal)]
    for letter in made_letters:
        yield repr(letter)
        yield text_of(letter)


def test_no_word_of_ours_is_left(place: Situation) -> None:
    told = [*reports(place), *letters(place), repr(measure_paper(place.entries[1], place))]
    for word in THEIRS:
        assert [text[max(text.find(word) - 30, 0) :][:80] for text in told if word in text] == [], word


def test_their_own_stand_where_they_belong(place: Situation) -> None:
    letter = bulletin_letter(quarterly(place))
    assert full_title(letter) == "关于2013年第二季度“微笑在窗口”评比的简报"
    assert (letter.addressee, letter.copies) == ("各办证大厅", "市局党委成员")
    assert (letter.signature, letter.issuer) == ("云溪市公安局警务处", "市局警务处")
    told = text_of(letter)
    assert "满意率达到99%的单位" in told
    assert "低于92%的单位" in told
    assert "窗口民警1人次，年终绩效考评共扣10分" in told
    year = replace(place, period=Period.parse("2013", Span.YEAR))
    award = award_letter(awards(year))
    assert award.addressee == "微笑评比委员会"
    assert full_title(award) == "市局警务处关于2013年“微笑在窗口”评比微笑之星评选的建议"
    assert awards(year).report.title == "“微笑在窗口”评比2013年微笑之星评选建议"
    assert "帮扶名单（九(二)）" in [table.title for table in quarterly(place).report.tables]
    assert "减5分" in repr(measure_paper(place.entries[1], place))


def test_the_workbook_follows(place: Situation, tmp_path: Path) -> None:
    write(quarterly(place).report, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert sheet["A1"].value == "云溪市公安局2013年第二季度“微笑在窗口”评比简报"
    assert sheet["A3"].value == "填报单位：市局警务处"


def test_another_threshold_marks_other_rows(place: Situation) -> None:
    tallies = {(made.ZHU, made.EAST, Month(2013, 5)): Tally(100, 94)}
    for policy, marked in ((POLICY, True), (place.policy, False)):
        lines = quarterly(made.shown(policy=policy, tallies=tallies)).report.machine["units"]
        reasons = next(line["assistance"] for line in lines if line["unit"] == made.EAST)
        assert any("满意率 94.00%" in reason for reason in reasons) is marked


def test_manual_measures_are_given_by_their_bureau(place: Situation) -> None:
    posted = made.entry(9, Kind.TALK, Rule.MANUAL, "2013-05-02 谈话：督察通报", role=Role.OFFICER)
    assert "云溪市公安局另行决定给予一次谈话" in repr(measure_paper(posted, place))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("{contest}{month}", "花括号里只能写：{bureau}、{office}、{contest}、{honour}、{period}。"),
        ("{contest", "titles.quarterly"),
        ("{}", "titles.quarterly"),
    ],
)
def test_a_title_that_cannot_be_filled_is_refused(title: str, words: str) -> None:
    text = OURS.replace('quarterly = "{contest}{period}通报"', f'quarterly = "{title}"')
    with pytest.raises(PolicyRefused) as refused:
        policy_file.load(text)
    assert words in str(refused.value)
