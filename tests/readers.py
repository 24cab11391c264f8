"""Second readers: what a terminal's page, a CSV file, a workbook and a document say, as tables by their titles."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from python_calamine import CalamineWorkbook

_OURS = ("序号", "备注")
"""What the paper drawings add to a table."""


class Read(NamedTuple):
    """A table as it was read: cells are texts, or a workbook's own numbers."""

    headings: list[str]
    rows: list[list[Any]]


def agree(said: str, value: Any) -> bool:
    """Whether a cell of one drawing says what a cell of another does; a number is what it is in a workbook."""
    if not isinstance(value, (int, float)):
        return said == str(value)
    exact = Decimal(str(value))
    return bool(re.fullmatch(r"-?\d+(\.\d+)?%?", said)) and exact == (
        Decimal(said[:-1]) / 100 if said.endswith("%") else Decimal(said)
    )


def of_terminal(text: str) -> dict[str, Read]:
    """Cells are two blanks apart; those at a row's end may be missing."""
    found = {}
    for block in re.split(r"\n\n", text):
        lines = block.split("\n")
        if len(lines) > 2 and _is_rule(lines[2]):
            headings = _split(lines[1])
            rows = [_split(line) for line in lines[3:] if not _is_rule(line)]
            found[_split(lines[0])[0]] = Read(headings, rows)
    return found


def _is_rule(line: str) -> bool:
    return bool(line.strip()) and set(line.strip()) <= set("─-")


def _split(line: str) -> list[str]:
    return re.split(r"\s{2,}", re.sub(r"^▲ ", "  ", line).strip())


def of_csv(text: str) -> Read:
    headings, *rows = list(csv.reader(io.StringIO(text)))
    return Read(headings, list(rows))


def of_workbook(path: Path) -> dict[str, Read]:
    """Tables by their sheet's name, or where a sheet has several by the title above each; the rows and the total."""
    book = CalamineWorkbook.from_path(path)
    found = {}
    for name in book.sheet_names:
        lines = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        heads, above = [number for number, line in enumerate(lines) if line[0] == "序号"], 2
        for head in heads:
            rows = list(takewhile(_is_row, lines[head + 1 :]))
            found[name if len(heads) == 1 else str(lines[above][0])] = _kept(lines[head], rows)
            above = head + 1 + len(rows)
    return found


def _is_row(line: Sequence[Any]) -> bool:
    return isinstance(line[0], (int, float)) or "合计" in line


def of_document(path: Path) -> dict[str, Read]:
    """Tables by the title before them, else by the annex's."""
    found, title = {}, ""
    for block in Document(str(path)).iter_inner_content():
        if hasattr(block, "rows"):
            lines = [[cell.text for cell in row.cells] for row in block.rows]
            if lines and lines[0][0] == "序号":
                found[title] = _kept(lines[0], lines[1:])
        elif block.style and block.style.name in ("公文表题", "公文附件标题"):
            title = block.text
    return found


def _kept(headings: Sequence[Any], rows: Sequence[Sequence[Any]]) -> Read:
    places = [place for place, heading in enumerate(headings) if heading and heading not in _OURS]
    return Read([str(headings[place]) for place in places], [[row[place] for place in places] for row in rows])
