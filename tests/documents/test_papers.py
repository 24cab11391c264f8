"""The papers for a measure: facts, clause, room for the officer, nothing of the complainant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from tests.documents import made
from zlts.documents.form import heights
from zlts.documents.paper import Paper, measure_paper
from zlts.documents.word import write_paper, write_papers
from zlts.errors import WrongUsage
from zlts.model import Kind, PostedEntry

PAPERS = [made.REMINDER, made.TALK, made.ADMONISHMENT, made.LED, made.BUREAU_LED, made.MANUAL]


def field(paper: Paper, label: str) -> str:
    return next(one.text for row in paper.rows for one in row if one.label.startswith(label))


def paper(posted: PostedEntry) -> Paper:
    place = made.shown(entries=(posted, *(one for one in made.ENTRIES if one is not posted)))
    return measure_paper(place.entries[0], place)


def test_facts_of_a_rate() -> None:
    assert field(paper(made.REMINDER), "事实") == (
        "在城东派出所窗口工作期间，2013年5月满意率90.00%（有效评价20，满意18，不满意2），低于95%。同时扣10分。"
    )
    assert "第六条第（七）项：当月满意率不到95%，年终考评减10分，并给予一次打招呼" in field(
        paper(made.REMINDER), "依据"
    )


def test_a_complaints_number_is_told_as_it_stands() -> None:
    told = field(paper(made.TALK), "事实")
    assert told == (
        "在城东派出所窗口工作期间，2013-05-08受理的投诉2013-05认定有效，是本年第1起有效投诉。同时取消当年评先评优资格。"
    ).replace("2013-05-08", "2013年5月8日")


def test_leaders_are_told_of_their_officer() -> None:
    assert field(paper(made.LED), "事实") == (
        "担任城东派出所主要领导期间，本单位窗口民警“曹国栋”年内告诫1次（2013年6月）。"
    )
    assert field(paper(made.BUREAU_LED), "单位") == "承包城东派出所"
    assert "对承包局领导实行打招呼一次" in field(paper(made.BUREAU_LED), "依据")


@pytest.mark.parametrize("posted", PAPERS)
def test_no_trace_of_the_complainant(posted: PostedEntry, tmp_path: Path) -> None:
    told = repr(paper(posted))
    document = Document(str(write_paper(paper(posted), tmp_path)))
    told += "".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    for trace in (made.COMPLAINANT, made.PHONE, made.CONTENT, "138 1234 5678"):
        assert trace not in told


@pytest.mark.parametrize("posted", PAPERS)
def test_a_paper_is_signed_by_three_and_has_room_for_a_statement(posted: PostedEntry) -> None:
    labels = [one.label for row in paper(posted).rows for one in row]
    assert "本人陈述" in labels
    assert sum("签名" in label for label in labels) == 3
    assert sum(heights(paper(posted))) < 225 / 25.4 * 72 - 60


def test_even_a_long_reason_leaves_one_page() -> None:
    long = made.entry(9, Kind.ADMONISHMENT, made.MANUAL.entry.cause.rule, "窗口服务不到位，" * 200)
    told = paper(long)
    assert "全文见登记编号9" in field(told, "事实")
    assert sum(heights(told)) < 225 / 25.4 * 72 - 60


def test_an_admonishment_is_given_under_the_bureaus_name_with_day_and_seal() -> None:
    told = paper(made.ADMONISHMENT)
    assert told.signed[0] == "××县公安局"
    assert "年" in told.signed[1]
    assert "印章" in told.signed[2]
    labels = [one.label for row in told.rows for one in row]
    assert "被告诫人\n（签名）" in labels
    assert not any("谈话人" in label for label in labels)
    assert paper(made.TALK).signed == ()
    assert all("〔2013〕" in paper(posted).reference for posted in PAPERS)


def test_several_papers_in_one_document_have_a_page_each(tmp_path: Path) -> None:
    papers = [paper(posted) for posted in PAPERS]
    write_papers(papers, tmp_path / "六月.docx")
    document = Document(str(tmp_path / "六月.docx"))
    titles = [one for one in document.paragraphs if one.style is not None and one.style.name == "公文标题"]
    assert [one.text for one in titles] == [one.title for one in papers]
    assert [bool(one.paragraph_format.page_break_before) for one in titles] == [False, True, True, True, True, True]
    assert len(document.tables) == len(papers)


def test_names_of_files(tmp_path: Path) -> None:
    path = write_paper(paper(made.ADMONISHMENT), tmp_path)
    assert path.name == "0005-告诫书-曹国栋.docx"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_only_standing_measures_have_papers() -> None:
    with pytest.raises(WrongUsage, match="没有文书"):
        paper(made.DEDUCTION)
    with pytest.raises(WrongUsage, match="撤销"):
        paper(replace(made.TALK, reversed_by=9))
