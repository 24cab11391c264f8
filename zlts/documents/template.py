"""A bureau's own form: a Word document with 【field】 marks, filled in and otherwise left as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError

from zlts.cells import clean
from zlts.documents import grid, ooxml
from zlts.documents.fields import FIELDS, FormKind, annex_lines, letter_texts, names_of, paper_texts
from zlts.documents.letter import Letter, Level, paragraphs, with_annexes
from zlts.documents.paper import Paper
from zlts.documents.style import PORTRAIT_ROOM, face, new_document
from zlts.errors import FileRefused
from zlts.names import nearest
from zlts.reports import Table

_MARK = re.compile(r"【([^【】]*)】")
_FACES = {Level.HEADING: "公文一级标题", Level.SUBHEADING: "公文二级标题"}
_STYLES = ("公文表头", "公文表文", "公文表题")
"""What the house's tables are drawn with, which a bureau's form lacks."""
_SMALL = 7.0  # points, of a table that is wider than the form's page
_HELP = "zlts help template 列出全部字段。"

Blocks = Mapping[str, Callable[[Any], Iterable[Any]]]
"""Field → makes from the paragraph that bears the mark what stands in its place."""


class Template:
    """A form that holds: every mark in it is a field of what is to be made with it."""

    def __init__(self, path: Path, kind: FormKind) -> None:
        """Read the form.

        Raises:
            FileRefused: it cannot be read, has no mark, or one that is no field; the message names the nearest.
        """
        self._name, self._kind = path.name, kind
        try:
            self._data = path.read_bytes()
            document = self._opened()
        except (OSError, BadZipFile, PackageNotFoundError, KeyError, ValueError):
            raise FileRefused(
                f"模板“{path.name}”读不了。", "请用 Word 或 WPS 另存为 .docx，并确认文件没有损坏。"
            ) from None
        self._check(document)

    def letter(self, letter: Letter) -> DocumentType:
        """The form filled in with a letter."""
        document = self._opened()
        if any(_text(one).strip() == "【统计表】" for one in _paragraphs(document)):
            letter = with_annexes(letter)  # they stand in the form itself
        blocks: Blocks = {
            "正文": lambda mark: _body(mark, letter),
            "附件说明": lambda mark: (ooxml.like(mark, line) for line in annex_lines(letter) or [""]),
            "统计表": lambda mark: _tables(mark, document, letter),
        }
        _fill(document, letter_texts(letter), blocks)
        return document

    def papers(self, papers: Sequence[Paper]) -> DocumentType:
        """The form filled in with each paper, a page after the other.

        Raises:
            FileRefused: of several, one has a field in its header or footer, which all pages share.
        """
        shared = [_text(one) for one in _paragraphs(self._opened()) if not ooxml.is_in_body(one)]
        if len(papers) > 1 and any(map(_MARK.search, shared)):
            raise FileRefused(
                f"模板“{self._name}”的页眉、页脚里有字段，几份不能合成一个文件。", "请写 -o 文件夹，每份一个文件。"
            )
        document, *others = [self._filled(paper) for paper in papers]
        for other in others:
            ooxml.append_page(document, other)
        return document

    def _filled(self, paper: Paper) -> DocumentType:
        document = self._opened()
        _fill(document, paper_texts(paper), {})
        return document

    def _opened(self) -> DocumentType:
        return Document(BytesIO(self._data))

    def _check(self, document: DocumentType) -> None:
        found = 0
        inline, blocks = names_of(self._kind), names_of(self._kind, block=True)
        for paragraph in _paragraphs(document):
            text = _text(paragraph)
            for mark in _MARK.findall(text):
                found += 1
                if mark in blocks and text.strip() != f"【{mark}】":
                    raise FileRefused(f"模板“{self._name}”里的【{mark}】要独占一段。", "请让它自成一段。")
                if mark not in inline and mark not in blocks:
                    raise FileRefused(self._unknown(mark), f"{_HELP}不是字段的方括号，请改用〔〕或［］。")
        if not found:
            raise FileRefused(f"模板“{self._name}”里没有【】字段，填不进内容。", _HELP)

    def _unknown(self, mark: str) -> str:
        others = [kind for field in FIELDS if field.name == mark for kind in field.kinds]
        if others:
            return f"模板“{self._name}”里的【{mark}】只用于{others[0]}，这里是{self._kind}。"
        near = nearest(mark, [field.name for field in FIELDS if self._kind in field.kinds])
        told = f"最接近的是【{near}】。" if near else ""
        return f"模板“{self._name}”里的【{mark}】不是字段。{told}"


def _paragraphs(document: DocumentType) -> Iterator[Any]:
    """Every paragraph's element: of the text, its tables and boxes, then of headers and footers."""
    yield from list(ooxml.paragraphs_in(document.element.body))
    for relation in document.part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            part: Any = relation.target_part
            yield from list(ooxml.paragraphs_in(part.element))


def _text(paragraph: Any) -> str:
    return "".join(one.text or "" for one in ooxml.texts_of(paragraph))


def _fill(document: DocumentType, texts: Mapping[str, str], blocks: Blocks) -> None:
    for paragraph in _paragraphs(document):
        marks = list(_MARK.finditer(_text(paragraph)))
        if len(marks) == 1 and marks[0][1] in blocks:
            ooxml.put_instead(paragraph, list(blocks[marks[0][1]](paragraph)))
            continue
        for mark in reversed(marks):
            ooxml.replace_text(paragraph, mark.start(), mark.end(), clean(texts[mark[1]]))


def _body(mark: Any, letter: Letter) -> Iterator[Any]:
    """The body in the form's own type, but for the faces of headings."""
    for one in paragraphs(letter.body):
        style = _FACES.get(one.level)
        if style is None:
            yield ooxml.like(mark, clean(one.text))
        else:
            lead = clean(one.lead)
            yield ooxml.like(mark, clean(one.text).removeprefix(lead), lead=lead, face=face(style))


def _tables(mark: Any, document: DocumentType, letter: Letter) -> Iterator[Any]:
    ooxml.adopt_styles(document, new_document("", None), _STYLES)
    for annex in letter.annexes:
        for table in annex.tables if not annex.mark else ():
            title = ooxml.like(mark, clean(table.title))
            title.get_or_add_pPr().keepNext_val = True
            yield title
            grid.draw(document, table, _upright(table))
            yield ooxml.table_element(document.tables[-1])


def _upright(table: Table) -> grid.Fit:
    """Within the width of an upright page, whatever that takes."""
    found = grid.fit(table)
    if not found.landscape:
        return found
    factor = PORTRAIT_ROOM / sum(found.widths)
    return grid.Fit(False, min(found.size, _SMALL), [width * factor for width in found.widths])
