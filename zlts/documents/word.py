"""Letters and papers drawn as .docx files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.document import Document as DocumentType
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Pt

from zlts.cells import clean, width
from zlts.documents import form, grid, ooxml, signed
from zlts.documents.letter import (
    Annex,
    Letter,
    Level,
    Paragraph,
    annex_names,
    chinese_day,
    full_title,
    number_line,
    paragraphs,
    signature_gaps,
    title_lines,
)
from zlts.documents.pages import AFTER_ANNEXES, Foot, foot_of, imprint_lines
from zlts.documents.paper import Paper
from zlts.documents.seen import SeenPage
from zlts.documents.style import PORTRAIT_ROOM, face, line_height, new_document, new_even_page, new_page, type_size
from zlts.documents.template import Template
from zlts.outfile import replacing

_TITLE, _ANNEX_LIST, _SIGNATURE, _IMPRINT = "公文标题", "公文附件说明", "公文署名", "公文版记"
"""Named styles of the template."""

_NUMBER, _BODY = "公文字号", "公文正文"
_STYLE_OF = {
    Level.HEADING: "公文一级标题",
    Level.SUBHEADING: "公文二级标题",
    Level.ITEM: _BODY,
    Level.TEXT: _BODY,
}
_IMPRINT_BORDERS = {"top": "single 8", "bottom": "single 8", "insideH": "single 6"}
_IMPRINT_SPARE = 3.0  # mm
_MM = 25.4 / 72  # in a point


def write(letter: Letter, path: Path, template: Template | None = None) -> None:
    """Write a letter as a .docx file, in a bureau's own form where there is one, whole or not at all.

    Raises:
        Refused: the file cannot be written; see `outfile.replacing`.
    """
    _save(template.letter(letter) if template else draw_letter(letter), path)


def write_seen(page: SeenPage, path: Path) -> None:
    """Write the page that an officer signs as seen, whole or not at all.

    Raises:
        Refused: the file cannot be written; see `outfile.replacing`.
    """
    document = new_document(page.title, None)
    signed.draw(document, page)
    _save(document, path)


def path_of_paper(paper: Paper, folder: Path) -> Path:
    """The file of a measure's paper in a folder."""
    return folder / f"{paper.name}.docx"


def write_paper(paper: Paper, folder: Path, template: Template | None = None) -> Path:
    """Write a measure's paper into a folder, under its own name; returns the file's path.

    Raises:
        Refused: the file cannot be written; see `outfile.replacing`.
    """
    path = path_of_paper(paper, folder)
    write_papers([paper], path, template)
    return path


def write_papers(papers: Sequence[Paper], path: Path, template: Template | None = None) -> None:
    """Write papers into one document, a page each, whole or not at all.

    Raises:
        Refused: the file cannot be written; see `outfile.replacing`.
    """
    _save(template.papers(papers) if template else _drawn(papers), path)


def _drawn(papers: Sequence[Paper]) -> DocumentType:
    document = new_document(papers[0].title, None)
    for number, paper in enumerate(papers):
        form.draw(document, paper, new_page=bool(number))
    return document


def _save(document: DocumentType, path: Path) -> None:
    whole = BytesIO()  # a ZIP that fails half-way tries again when it is forgotten, and complains on the terminal
    document.save(whole)
    with replacing(path) as stream:
        stream.write(whole.getbuffer())


def draw_letter(letter: Letter) -> DocumentType:
    """The letter, top to bottom."""
    document = new_document(clean(full_title(letter)), datetime.combine(letter.day, time()))
    _add(document, number_line(letter), _NUMBER)
    for line in title_lines([clean(word) for word in letter.title], int(PORTRAIT_ROOM / type_size(_TITLE))):
        _add(document, line, _TITLE)
    if letter.addressee:
        _add(document, f"{letter.addressee}：", "公文主送")
    else:
        _add(document, "", _BODY)  # the line that the addressee's style leaves free
    for one in paragraphs(letter.body):
        last = add_paragraph(document, one)
    last.paragraph_format.keep_with_next = True  # no page for the signature alone
    _annex_list(document, letter)
    _signature(document, letter)
    drawn = [(number, annex) for number, annex in enumerate(letter.annexes, 1) if not annex.apart]
    for number, annex in drawn:
        _annex(document, annex, f"附件{number}" if len(letter.annexes) > 1 else "附件")
    if letter.imprinted:
        _imprint(document, letter, AFTER_ANNEXES if drawn else foot_of(letter))
    return document


def _add(document: DocumentType, text: str, style: str) -> Any:
    return document.add_paragraph(clean(text), style)


def add_paragraph(document: DocumentType, one: Paragraph) -> Any:
    """A paragraph of the body; a heading that goes on in the line has its own face."""
    lead, text = clean(one.lead), clean(one.text)
    if one.level is not Level.SUBHEADING or lead == text:
        return _add(document, text, _STYLE_OF[one.level])
    paragraph = _add(document, "", _BODY)
    ooxml.set_faces(paragraph.add_run(lead).font.element.get_or_add_rPr(), face(_STYLE_OF[one.level]))
    paragraph.add_run(text.removeprefix(lead))
    return paragraph


def _annex_list(document: DocumentType, letter: Letter) -> None:
    """附件说明: a blank line below the text, two places in, no stop at the end."""
    for number, name in enumerate(annex_names(letter), 1):
        mark = f"{number}．" if len(letter.annexes) > 1 else ""
        lead = "附件：" if number == 1 else ""
        paragraph = _add(document, f"{lead}{name}", _ANNEX_LIST)
        own = width(lead + mark) / 2
        ooxml.indent_paragraph(paragraph, type_size(_ANNEX_LIST), left=5 + width(mark) / 2, hanging=own)
        paragraph.paragraph_format.space_before = Pt(line_height(_ANNEX_LIST) if number == 1 else 0)


def _signature(document: DocumentType, letter: Letter) -> None:
    day = chinese_day(letter.day)
    gaps = signature_gaps(letter.signature, day)
    for text, gap in zip((letter.signature, day), gaps, strict=True):
        paragraph = _add(document, text, _SIGNATURE)
        ooxml.indent_paragraph(paragraph, type_size(_SIGNATURE), right=gap)
        if text == letter.signature:
            paragraph.paragraph_format.space_before = Pt(line_height(_SIGNATURE))
    paragraph.paragraph_format.keep_with_next = False


def _annex(document: DocumentType, annex: Annex, mark: str) -> None:
    """On pages of its own, which lie on their side if any of its tables needs that."""
    lies = any(grid.fit(table).landscape for table in annex.tables)
    new_page(document, landscape=lies)
    _add(document, f"{mark}  {annex.mark}".rstrip(), "公文附件标记")
    _add(document, annex.title, "公文附件标题")
    for text in annex.paragraphs:
        paragraph = _add(document, text, "公文说明")
        paragraph.paragraph_format.keep_with_next = text == annex.paragraphs[-1]  # no page for the imprint alone
    for table in annex.tables:
        if len(annex.tables) > 1:
            _add(document, table.title, "公文表题")
        if table.note:
            _add(document, table.note, "公文说明").paragraph_format.keep_with_next = True
        grid.draw(document, table, grid.fit(table, landscape=lies))


def _imprint(document: DocumentType, letter: Letter, place: Foot) -> None:
    """版记 at the foot of an even page, the last of all: copies, then who prints it and when."""
    if not place.on_last_page:
        new_even_page(document, numbered=not place.blank)
    rows = [f"抄送：{letter.copies}。"] if letter.copies else []
    table = document.add_table(rows=0, cols=1)
    for text in (*rows, letter.issuer):
        row = table.add_row()
        ooxml.keep_row(row)
        row.cells[0].width = Pt(PORTRAIT_ROOM)
        paragraph = row.cells[0].paragraphs[0]
        paragraph.style = _IMPRINT
        paragraph.add_run(clean(text))
        ooxml.indent_paragraph(paragraph, type_size(_IMPRINT), left=1, right=1)
    end = Pt(PORTRAIT_ROOM - type_size(_IMPRINT) - 8)
    paragraph.paragraph_format.tab_stops.add_tab_stop(end, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"\t{chinese_day(letter.day)}印发")
    ooxml.set_grid(table, [PORTRAIT_ROOM], _IMPRINT_BORDERS)
    box = ooxml.Box(PORTRAIT_ROOM * _MM, imprint_lines(letter) * line_height(_IMPRINT) * _MM + _IMPRINT_SPARE)
    ooxml.put_in_box(_add(document, "", "公文尾"), ooxml.table_element(table), box, 1)
