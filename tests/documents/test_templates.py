"""A bureau's own form: marks are filled wherever they stand, what is no field is refused, the rest stays."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.documents import made
from tests.documents.make_fields import PAGE, page
from tests.trust.county import County, ask, calm, inside, make_county
from zlts.documents.award import award_letter
from zlts.documents.bulletin import bulletin_letter
from zlts.documents.fields import FIELDS, FormKind, letter_texts, names_of, paper_texts
from zlts.documents.letter import full_title, paragraphs
from zlts.documents.paper import measure_paper
from zlts.documents.template import Template
from zlts.errors import FileRefused

LETTER = bulletin_letter(made.bulletin(made.shown()))
Draws = Callable[[Any], object]


def form(path: Path, draw: Draws) -> Path:
    """A form that a bureau has drawn."""
    document = Document()
    draw(document)
    document.save(str(path))
    return path


def filled(tmp_path: Path, draw: Draws) -> Any:
    return Template(form(tmp_path / "本局.docx", draw), FormKind.LETTER).letter(LETTER)


def texts(document: Any) -> list[str]:
    return [one.text for one in document.paragraphs]


def test_a_mark_is_filled_in_body_table_header_footer_and_box(tmp_path: Path) -> None:
    def draw(document: Any) -> None:
        document.add_paragraph("云溪县公安局文件")
        document.add_paragraph("【标题】")
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text = "满意率"
        table.cell(0, 1).text = "【满意率】（满意【满意数】个）"
        document.sections[0].header.paragraphs[0].text = "【统计期间】"
        document.sections[0].footer.paragraphs[0].text = "【印发机关】　【印发日期】印发"

    document = filled(tmp_path, draw)
    assert texts(document) == ["云溪县公安局文件", full_title(LETTER)]
    assert document.tables[0].cell(0, 1).text == "99.91%（满意3380个）"
    assert document.sections[0].header.paragraphs[0].text == "2013年第二季度"
    assert document.sections[0].footer.paragraphs[0].text == "县局政工室　2013年7月5日印发"


def test_a_mark_split_over_runs_takes_the_look_of_its_first_sign(tmp_path: Path) -> None:
    def draw(document: Any) -> None:
        paragraph = document.add_paragraph("致：")
        for number, piece in enumerate(("【主", "送", "】同志，【署名", "】")):
            run = paragraph.add_run(piece)
            run.bold = number == 0

    (paragraph,) = filled(tmp_path, draw).paragraphs
    assert paragraph.text == "致：各窗口单位同志，××县公安局"
    assert [run.text for run in paragraph.runs if run.bold] == ["各窗口单位"]


def test_the_body_takes_the_place_of_its_paragraph_in_its_look(tmp_path: Path) -> None:
    def draw(document: Any) -> None:
        document.add_paragraph("上")
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.first_line_indent = Pt(32)
        paragraph.add_run("【正文】").font.size = Pt(15)
        document.add_paragraph("下")

    document = filled(tmp_path, draw)
    body = [one.text for one in paragraphs(LETTER.body)]
    assert texts(document) == ["上", *body, "下"]
    own = document.paragraphs[1:-1]
    assert {one.paragraph_format.first_line_indent for one in own} == {Pt(32)}
    assert {run.font.size for one in own for run in one.runs} == {Pt(15)}
    faces = {
        run.text: run._r.rPr.rFonts.get(qn("w:eastAsia"))
        for one in own
        for run in one.runs
        if run._r.rPr.rFonts is not None
    }
    assert faces["一、基本情况"] == "黑体"
    assert faces["（一）满意率。"] == "楷体_GB2312"


def test_tables_and_the_note_of_annexes_have_their_places(tmp_path: Path) -> None:
    def draw(document: Any) -> None:
        document.add_paragraph("【附件说明】")
        document.add_paragraph("【统计表】")

    document = filled(tmp_path, draw)
    assert texts(document)[0] == "附件：2013年第二季度窗口服务统计表"
    apart = filled(tmp_path, lambda one: one.add_paragraph("【附件说明】"))
    assert texts(apart) == ["附件：2013年第二季度窗口服务统计表（另附）"]
    titles = [table.title for table in LETTER.annexes[0].tables]
    assert [one for one in texts(document) if one in titles] == titles
    assert len(document.tables) == len(titles)
    assert document.element.body[-2].tag == qn("w:p")
    again = tmp_path / "出.docx"
    document.save(str(again))
    assert Document(str(again)).tables[0].rows[0].cells[0].text == "序号"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("【满意度】", "【满意度】不是字段。最接近的是【满意率】"),
        ("【姓名】", "【姓名】只用于文书，这里是通报和评优"),
        ("见【正文】", "【正文】要独占一段"),
        ("没有字段", "没有【】字段"),
        ("【】", "【】不是字段"),
    ],
)
def test_what_is_no_field_is_refused(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        Template(form(tmp_path / "本局.docx", lambda one: one.add_paragraph(text)), FormKind.LETTER)
    assert words in str(refused.value)


def test_a_mark_in_a_footer_is_looked_at_too(tmp_path: Path) -> None:
    def draw(document: Any) -> None:
        document.add_paragraph("【标题】")
        document.sections[0].footer.paragraphs[0].text = "【印发时间】"

    with pytest.raises(FileRefused, match="【印发时间】不是字段"):
        Template(form(tmp_path / "本局.docx", draw), FormKind.LETTER)


def test_every_field_has_a_text_and_stands_in_the_manual() -> None:
    year = award_letter(made_awards())
    for letter in (LETTER, year):
        assert set(letter_texts(letter)) == set(names_of(FormKind.LETTER))
    place = made.shown()
    paper = measure_paper(next(one for one in place.entries if one.id == made.TALK.id), place)
    assert set(paper_texts(paper)) == set(names_of(FormKind.PAPER))
    assert len({field.name for field in FIELDS}) == len(FIELDS)
    text = PAGE.read_text(encoding="utf-8")
    assert text == page(text), "python -m tests.documents.make_fields"


def made_awards() -> Any:
    from zlts.bulletins.awards import awards

    return awards(made.yearly())


# ---------------------------------------------------------------- from the command line


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    return make_county(tmp_path_factory.mktemp("county"))


@pytest.fixture
def ledger(county: County, tmp_path: Path) -> Path:
    return Path(shutil.copy(county.ledger, tmp_path / "zlts.db"))


def test_bulletins_and_awards_come_out_in_the_bureaus_form(ledger: Path, tmp_path: Path) -> None:
    path = form(
        tmp_path / "本局.docx", lambda one: [one.add_paragraph(text) for text in ("红头", "【标题】", "【正文】")]
    )
    for words in (
        ("report", "monthly", "2013-05"),
        ("report", "quarterly", "2013Q2", "--public"),
        ("awards", "2013"),
    ):
        output = tmp_path / "出.docx"
        done = inside(ledger, *words, "-o", output, "--template", path, "--replace")
        assert done.returncode in (0, 3), done.stderr
        told = texts(Document(str(output)))
        assert told[0] == "红头"
        assert told[1].startswith(("××县公安局关于2013年", "××县公安局政工室关于2013年"))
        assert len(told) > 3


def test_a_form_that_does_not_hold_issues_nothing(ledger: Path, tmp_path: Path) -> None:
    path = form(tmp_path / "本局.docx", lambda one: one.add_paragraph("【题目】"))
    words = ("report", "monthly", "2013-05", "--issue", "2013-1", "--template", path)
    assert "【题目】不是字段" in calm(inside(ledger, *words, "-o", tmp_path / "出.docx"))
    assert "--template" in calm(inside(ledger, *words, "-o", tmp_path / "出.xlsx"), 2)
    path.write_bytes(b"no form")
    assert "读不了" in calm(inside(ledger, *words, "-o", tmp_path / "出.docx"))
    assert ask(ledger, "SELECT COUNT(*) FROM issued")[0][0] == 0
    assert not list(tmp_path.glob("出.*"))


def test_papers_fill_the_form_one_after_the_other(ledger: Path, tmp_path: Path) -> None:
    def draw(document: Any) -> None:
        document.add_paragraph("【标题】　登记编号【登记编号】")
        table = document.add_table(rows=1, cols=2)
        table.cell(0, 0).text = "【姓名】"
        table.cell(0, 1).text = "【事实】"

    path, output = form(tmp_path / "谈话.docx", draw), tmp_path / "五月.docx"
    done = inside(ledger, "notice", "--month", "2013-05", "-o", output, "--template", path)
    assert done.returncode == 0, done.stderr
    document = Document(str(output))
    assert len(document.tables) >= 2
    assert all("2013年" in table.cell(0, 1).text for table in document.tables)
    assert f"{len(document.tables)} 份" in done.stdout
    form(path, lambda one: one.sections[0].header.add_paragraph("【姓名】"))
    words = ("notice", "--month", "2013-05", "--template", path, "-o")
    assert "页眉、页脚里有字段" in calm(inside(ledger, *words, tmp_path / "六月.docx"))
    assert inside(ledger, *words, tmp_path / "文书").returncode == 0
