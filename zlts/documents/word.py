"""Letters and papers drawn as .docx files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Pt

from zlts.cells import clean, width
from zlts.documents import form, grid, ooxml, signed
from zlts.documents.letter import (
    Annex,
    Letter,
    Level,
    chinese_day,
    full_title,
    paragraphs,
    signature_gaps,
    title_lines,
)
from zlts.documents.paper import Paper
from zlts.documents.seen import SeenPage
from zlts.documents.style import PORTRAIT_ROOM, line_height, new_document, new_page, type_size
from zlts.outfile import replacing

_TITLE, _ANNEX_LIST, _SIGNATURE, _IMPRINT = "公文标题", "公文附件说明", "公文署名", "公文版记"
"""Named styles of the template."""

_STYLE_OF = {Level.HEADING: "公文一级标题", Level.SUBHEADING: "公文二级标题", Level.TEXT: "公文正文"}
_IMPRINT_BORDERS = {"top": "single 8", "bottom": "single 8", "insideH": "single 6"}


def write(letter: Letter, path: Path) -> None:
    """Write a letter as a .docx file, whole or not at all.

    Raises:
        Refused: the file cannot be written; see `outfile.replacing`.
    """
    _save(draw_letter(letter), path)


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


def write_paper(paper: Paper, folder: Path) -> Path:
    """Write a measure's paper into a folder, under its own name; returns the file's path.

    Raises:
        Refused: the file cannot be written; see `outfile.replacing`.
    """
    path = path_of_paper(paper, folder)
    document = new_document(paper.title, None)
    form.draw(document, paper)
    _save(document, path)
    return path


def write_forms(title: str, papers: Sequence[Paper], path: Path) -> None:
    """Write several forms as one file, each on a page of its own, whole or not at all.

    Raises:
        Refused: the file cannot be written; see `outfile.replacing`.
    """
    document = new_document(clean(title), None)
    for number, paper in enumerate(papers):
        if number:
            new_page(document, landscape=False)
        form.draw(document, paper)
    _save(document, path)


def _save(document: DocumentType, path: Path) -> None:
    with replacing(path) as stream:
        document.save(stream)


def draw_letter(letter: Letter) -> DocumentType:
    """The letter, top to bottom."""
    document = new_document(clean(full_title(letter)), datetime.combine(letter.day, time()))
    for line in title_lines([clean(word) for word in letter.title], int(PORTRAIT_ROOM / type_size(_TITLE))):
        _add(document, line, _TITLE)
    if letter.addressee:
        _add(document, f"{letter.addressee}：", "公文主送")
    for text, level in paragraphs(letter.body):
        last = _add(document, text, _STYLE_OF[level])
    last.paragraph_format.keep_with_next = True  # no page for the signature alone
    _annex_list(document, letter.annexes)
    _signature(document, letter)
    for number, annex in enumerate(letter.annexes, 1):
        _annex(document, annex, f"附件{number}" if len(letter.annexes) > 1 else "附件")
    _imprint(document, letter)
    return document


def _add(document: DocumentType, text: str, style: str) -> Any:
    return document.add_paragraph(clean(text), style)


def _annex_list(document: DocumentType, annexes: Sequence[Annex]) -> None:
    """附件说明: a blank line below the text, two places in, no stop at the end."""
    for number, annex in enumerate(annexes, 1):
        mark = f"{number}．" if len(annexes) > 1 else ""
        kept = f"（{annex.mark}）" if annex.mark else ""
        lead = "附件：" if number == 1 else ""
        paragraph = _add(document, f"{lead}{mark}{annex.title}{kept}", _ANNEX_LIST)
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


def _imprint(document: DocumentType, letter: Letter) -> None:
    """版记 at the foot of the last page: copies, then who prints it and when."""
    rows = [f"抄送：{letter.copies}。"] if letter.copies else []
    _add(document, "", "公文尾")  # else Word would make one table of it and of the annex's last
    table = document.add_table(rows=0, cols=1)
    for text in (*rows, letter.issuer):
        row = table.add_row()
        ooxml.keep_row(row)
        row.cells[0].width = Pt(PORTRAIT_ROOM)
        paragraph = row.cells[0].paragraphs[0]
        paragraph.style = _IMPRINT
        paragraph.add_run(clean(text))
        ooxml.indent_paragraph(paragraph, type_size(_IMPRINT), left=1, right=1)
    ooxml.set_grid(table, [PORTRAIT_ROOM], _IMPRINT_BORDERS)
    ooxml.at_page_bottom(table)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.tab_stops.add_tab_stop(
        Pt(PORTRAIT_ROOM - type_size(_IMPRINT) - 8), WD_TAB_ALIGNMENT.RIGHT
    )
    paragraph.add_run(f"\t{chinese_day(letter.day)}印发")
    _add(document, "", "公文尾")
