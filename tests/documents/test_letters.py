"""What the letters say, as values."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.documents import made
from zlts.bulletins.annual import annual
from zlts.bulletins.awards import awards
from zlts.bulletins.monthly import monthly
from zlts.documents.award import INTERNAL, award_letter
from zlts.documents.bulletin import bulletin_letter
from zlts.documents.letter import (
    Letter,
    LetterWords,
    Level,
    Section,
    chinese,
    full_title,
    paragraphs,
    safe_name,
    signature_gaps,
    tight,
    title_lines,
)
from zlts.documents.public import LONGEST, public_awards, public_bulletin, public_letter
from zlts.documents.sentences import without_command
from zlts.periods import Period, Span

PARTS = ["一、基本情况", "二、经验做法", "三、存在问题", "四、“三项制度”执行情况", "五、下一步工作要求"]


def text_of(letter: Letter) -> str:
    told = [paragraph.text for paragraph in paragraphs(letter.body)]
    cells = [str(cell) for annex in letter.annexes for table in annex.tables for row in table.rows for cell in row]
    return "\n".join([full_title(letter), *told, *(p for annex in letter.annexes for p in annex.paragraphs), *cells])


def headings(letter: Letter) -> list[str]:
    return [text for text, level, _ in paragraphs(letter.body) if level is Level.HEADING]


def test_headings_are_numbered_by_level() -> None:
    item = Section("寅", ("又",))
    body = ("导语", Section("甲", (Section("子", ("文", item)), Section("丑", ()))), Section("乙", ("文",)))
    told = [one.text for one in paragraphs(body)]
    assert told == ["导语", "一、甲", "（一）子。文", "1.寅：又", "（二）丑", "二、乙", "文"]
    assert [one.lead for one in paragraphs(body)] == ["", "一、甲", "（一）子。", "1.寅：", "（二）丑", "二、乙", ""]
    assert [chinese(number) for number in (1, 10, 11, 20, 34)] == ["一", "十", "十一", "二十", "三十四"]


def test_a_title_breaks_between_its_words_into_lines_alike() -> None:
    words = ("县公安局关于", "2013年第二季度", "“群众满意零投诉”窗口竞赛", "情况的通报")
    assert title_lines(words, 20) == ["县公安局关于2013年第二季度", "“群众满意零投诉”窗口竞赛情况的通报"]
    assert title_lines(("通报",), 20) == ["通报"]
    assert title_lines(words, 60) == ["".join(words)]


@pytest.mark.parametrize(
    ("signature", "gaps"),
    [("县公安局", (6, 2)), ("某某县公安局窗口竞赛活动领导小组", (2, 10))],
)
def test_the_date_begins_two_places_right_of_the_signature(signature: str, gaps: tuple[float, float]) -> None:
    assert signature_gaps(signature, "2013年7月5日") == gaps


def test_names_of_files_are_such_as_windows_takes() -> None:
    assert safe_name('0012-谈话记录-a<b>:"/\\|?*c\u202e.') == "0012-谈话记录-abc"
    assert safe_name("...") == "文书"
    assert len(safe_name("长" * 300)) == 80


def test_blanks_beside_figures_go_and_commands_too() -> None:
    assert tight("有效评价 20，满意 18") == "有效评价20，满意18"
    assert without_command("有 2 行待核实，没有计入：请看 zlts quarantine") == "有2行待核实，没有计入。"
    assert without_command("有 3 项措施还没有登记执行：执行后用 zlts done 登记") == "有3项措施还没有登记执行。"


def test_a_bulletin_has_its_five_parts_and_says_the_reports_figures() -> None:
    place = made.situation()
    bulletin = made.bulletin(place)
    letter = bulletin_letter(bulletin, LetterWords(addressees="各单位", copies="局领导"))
    assert headings(letter) == PARTS
    assert (letter.addressee, letter.copies, letter.signature) == ("各单位", "局领导", "××县公安局")
    told = text_of(letter)
    assert "有效评价3383个，其中满意3380个、不满意3个，满意率99.91%；另有未评价4个" in told
    for line in bulletin.report.machine["units"]:
        if line["percent"] and line["rank"] <= 3:
            assert f"满意率{line['percent']}（有效评价{line['counted']}个，满意{line['satisfied']}个）" in told
    assert "（一）满意率低于95%。窗口民警1人次：" in told
    assert "城东派出所朱春梅（5月）" in told
    assert "曹国栋，话难听，群众反映“办证时被推来推去还被挂了电话”（2013-05号，5月8日受理）" in told
    assert "对窗口民警打招呼1人次、谈话1人次、告诫1人次；对所在单位主要领导谈话1人次；对承包局领导打招呼1人次" in told
    assert "其中5项尚未登记执行情况。" in told
    assert "县局另行、单位自行作出并已登记的措施：对窗口民警谈话1人次。" in told
    assert "【请补写：" in told
    assert "zlts" not in told


def test_no_letter_bears_a_trace_of_the_complainant() -> None:
    place = made.shown()
    letters = [bulletin_letter(made.bulletin(place))]
    month = made.shown(period=Period.parse("2013-05", Span.MONTH))
    letters.append(bulletin_letter(monthly(month)))
    year = made.shown(period=Period.parse("2013", Span.YEAR))
    letters.append(award_letter(awards(year)))
    for letter in letters:
        for trace in (made.COMPLAINANT, made.PHONE, "138 1234 5678"):
            assert trace not in text_of(letter)
    assert made.CONTENT not in text_of(letters[-1])
    april = bulletin_letter(monthly(made.shown(period=Period.parse("2013-04", Span.MONTH))))
    assert "为投诉人上门办证" in "\n".join(one.text for one in paragraphs(april.body))


def test_month_and_year_have_the_five_parts_too() -> None:
    month, year = made.situation(period=Period.parse("2013-06", Span.MONTH)), made.yearly()
    for bulletin in (monthly(month), annual(year)):
        assert headings(bulletin_letter(bulletin)) == PARTS


def test_a_quiet_period_says_so() -> None:
    place = made.situation(tallies={}, complaints=[], inspections=[], entries=[], quarantined=0)
    told = text_of(bulletin_letter(made.bulletin(place)))
    assert "无有效评价。" in told
    assert "未受理投诉，无有效投诉。" in told
    assert "没有检查登记。" in told
    assert re.findall(r"(?<!\d)0[个件分条项]", told) == []
    assert "没有应当执行的“三项制度”措施。" in told


def test_the_award_letter_keeps_the_barred_to_itself() -> None:
    year = made.yearly()
    proposal = awards(year)
    inner = award_letter(proposal)
    public = public_letter(public_awards(proposal), inner)
    (kept,) = [annex for annex in inner.annexes if annex.mark == INTERNAL]
    assert [row[1] for row in kept.tables[0].rows] == ["曹国栋"]
    assert "提请领导小组决定的事项" in "".join(headings(inner))
    assert "曹国栋" not in text_of(public)
    assert public.annexes == ()
    (notice,) = [annex for annex in inner.annexes if "公示" in annex.title]
    told = "".join(notice.paragraphs)
    names = {line["officer"]: line["shortlisted"] for line in proposal.report.machine["ranking"]}
    assert {name: name in told for name in names} == names
    assert "曹国栋" not in told


def test_an_award_gives_its_figures_and_score() -> None:
    year = made.yearly()
    told = text_of(award_letter(awards(year)))
    assert "综合考评100分，排名第1；全年满意率99.96%（有效评价3333个，满意3332个）。" in told
    assert "综合考评90分，排名第2；全年满意率90.00%（有效评价20个，满意18个）。" in told
    assert "检查无加分，扣10分；受“三项制度”措施2次" in told


def test_public_lines_are_short_and_nameless() -> None:
    lines = public_bulletin(made.report()).machine["lines"]
    assert max(map(len, lines)) <= LONGEST
    assert [name for name in ("朱春梅", "曹国栋", "裘月华", "薛晓燕") if name in "".join(lines)] == []
    assert "2013年第二季度，县公安局3个窗口单位共收到群众有效评价3383个。" in lines
    assert "2013年第二季度群众满意3380个，窗口满意率99.91%。" in lines
    assert "2013年第二季度查实群众投诉2件，正在核查1件。" in lines
    assert public_bulletin(made.report(made.situation(tallies={}))).machine["lines"]


def test_public_lines_say_of_how_many_units_they_are() -> None:
    lines = public_bulletin(made.report(made.situation(arrived=()))).machine["lines"]
    assert "2013年第二季度，县公安局2个窗口单位中0个报齐数据，共收到群众有效评价3383个。" in lines


def test_public_lines_of_a_running_quarter_are_marked() -> None:
    runs, over = (made.situation(today=date(2013, month, day)) for month, day in ((6, 30), (7, 1)))
    assert "（本季度未结束）" in public_bulletin(made.report(runs)).title
    assert "未结束" not in public_bulletin(made.report(over)).title


def test_the_letter_is_dated_today() -> None:
    place = made.situation()
    assert bulletin_letter(made.bulletin(place)).day == date(2013, 7, 5)
