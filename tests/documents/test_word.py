"""The drawn letter, opened again: GB/T 9704 layout, and the report's figures."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.documents import made
from tests.documents.make_template import TEMPLATE, template
from zlts.bulletins.awards import awards
from zlts.documents.award import award_letter
from zlts.documents.bulletin import bulletin_letter
from zlts.documents.letter import Letter, with_annexes
from zlts.documents.word import write
from zlts.reports import Column, Look, Table


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = made.shown()
    found = tmp_path_factory.mktemp("word") / "通报.docx"
    write(with_annexes(bulletin_letter(made.bulletin(place))), found)
    return found


@pytest.fixture(scope="module")
def drawn(path: Path) -> Any:
    return Document(str(path))


def styled(drawn: Any, style: str) -> list[str]:
    return [one.text for one in drawn.paragraphs if one.style.name == style]


def boxed(drawn: Any) -> list[str]:
    """What stands in boxes, by paragraph."""
    held = drawn.element.body.iter(qn("w:txbxContent"))
    lines = (one for box in held for one in box.iter(qn("w:p")))
    return ["".join(text.text for text in one.iter(qn("w:t"))) for one in lines]


def face(drawn: Any, style: str) -> str:
    fonts = drawn.styles[style].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == fonts.get(qn("w:ascii")) == fonts.get(qn("w:hAnsi"))
    assert fonts.get(qn("w:eastAsiaTheme")) is None
    return str(fonts.get(qn("w:eastAsia")))


def test_a4_with_the_margins_of_the_standard(drawn: Any) -> None:
    first = drawn.sections[0]
    assert [round(side.mm) for side in (first.page_width, first.page_height)] == [210, 297]
    margins = (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    for section in drawn.sections:
        height = section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm
        width = section.page_width.mm - section.left_margin.mm - section.right_margin.mm
        assert {round(height), round(width)} == {156, 225}


def test_faces_and_sizes(drawn: Any) -> None:
    wanted = {
        "公文标题": ("方正小标宋简体", 22),
        "公文正文": ("仿宋_GB2312", 16),
        "公文一级标题": ("黑体", 16),
        "公文二级标题": ("楷体_GB2312", 16),
        "公文页码": ("宋体", 14),
    }
    found = {name: (face(drawn, name), drawn.styles[name].font.size.pt) for name in wanted}
    assert found == wanted


def test_the_body_is_set_at_28_points_and_indented_by_two(drawn: Any) -> None:
    body = drawn.styles["公文正文"]
    assert body.paragraph_format.line_spacing == Pt(28)
    assert body.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_fallback_faces_stand_in_the_font_table(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        fonts = archive.read("word/fontTable.xml").decode()
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in fonts


def test_title_addressee_parts_signature_and_date_in_order(drawn: Any) -> None:
    assert "".join(styled(drawn, "公文标题")) == "××县公安局关于2013年第二季度“群众满意零投诉”窗口竞赛情况的通报"
    assert styled(drawn, "公文主送") == ["各窗口单位："]
    assert [text[:2] for text in styled(drawn, "公文一级标题")] == ["一、", "二、", "三、", "四、", "五、"]
    assert styled(drawn, "公文署名") == ["××县公安局", "2013年7月5日"]
    order = [one.style.name for one in drawn.paragraphs]
    assert order.index("公文附件说明") < order.index("公文署名") < order.index("公文附件标记")
    assert boxed(drawn) == ["抄送：局领导，窗口竞赛活动领导小组成员。", "县局政工室2013年7月5日印发"]


def test_pages_are_numbered_on_the_outer_side(drawn: Any) -> None:
    section = drawn.sections[0]
    assert drawn.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "rightChars"), (section.even_page_footer, "leftChars")):
        (paragraph,) = footer.paragraphs
        assert paragraph.text == "— 1 —"
        assert " PAGE " in paragraph._p.xml
        assert paragraph._p.pPr.find(qn("w:ind")).get(qn(f"w:{side}")) == "100"


def test_tables_have_a_thin_grid_and_repeat_their_head(drawn: Any) -> None:
    for table in drawn.tables:
        borders = table._tbl.tblPr.find(qn("w:tblBorders"))
        assert {edge.get(qn("w:sz")) for edge in borders} == {"4"}
        assert len(borders) == 6
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_the_tables_say_the_reports_figures(drawn: Any) -> None:
    report = made.report()
    rows = [[cell.text for cell in row.cells] for row in drawn.tables[0].rows]
    places = {heading: place for place, heading in enumerate(rows[0])}
    for line, row in zip(report.machine["units"], rows[1:], strict=False):
        assert row[places["单位"]] == line["unit"]
        manned = line["unit"] != made.NORTH  # with nobody at its windows it has nothing to report
        assert row[places["有效评价"]] == (str(line["counted"]) if manned else "—")
        assert row[places["满意率"]] == (line["percent"] if manned else "—")
    assert rows[-1][places["满意率"]] == "99.91%"


def test_the_shipped_template_is_as_it_is_made() -> None:
    """Where this fails: `python -m tests.documents.make_template`."""
    with zipfile.ZipFile(TEMPLATE) as shipped, zipfile.ZipFile(BytesIO(template())) as anew:
        assert {name: shipped.read(name) for name in shipped.namelist()} == {
            name: anew.read(name) for name in anew.namelist()
        }


def test_nothing_tells_who_made_it(path: Path, drawn: Any) -> None:
    properties = drawn.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("zlts", "zlts", "")
    with zipfile.ZipFile(path) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    for trace in (made.COMPLAINANT, made.PHONE):
        assert trace.encode() not in everything
    assert b"python-docx" not in everything


def test_controls_in_imported_words_do_no_harm(tmp_path: Path) -> None:
    place = made.situation()
    table = Table("t", "表\x00", (Column("a", "甲\x08"), Column("b", "乙", Look.NUMBER)), (("x\x1by\u202e", None),))
    letter = bulletin_letter(made.bulletin(place))
    odd: Letter = type(letter)(**{name: getattr(letter, name) for name in letter.__slots__ if name != "annexes"},
                               annexes=(type(letter.annexes[0])("附\x01", (table, table)),))  # fmt: skip
    write(odd, tmp_path / "x.docx")
    rows = Document(str(tmp_path / "x.docx")).tables[0].rows
    assert [cell.text for cell in rows[1].cells] == ["1", "xy", "—"]


def test_the_award_letter_is_drawn_too(tmp_path: Path) -> None:
    year = made.yearly()
    write(award_letter(awards(year)), tmp_path / "评优.docx")
    drawn = Document(str(tmp_path / "评优.docx"))
    assert "附件3  内部掌握" in styled(drawn, "公文附件标记")
