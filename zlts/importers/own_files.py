"""What this program wrote itself is never evidence (readings: Own files): it is known again and refused.

Workbooks bear marks that Excel keeps (`formats.sniff`). Any table is known by its headings: data/outputs.toml lists
those of every report, made from the reports themselves. The workbook of `quarantine` alone comes back.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from zlts.formats.cells import Line, Sheet
from zlts.formats.sniff import is_ours
from zlts.importers import file_refusals
from zlts.importers.normalization import squeezed, text_of
from zlts.importers.quarantine_workbook import NUMBER
from zlts.resources import data_file

_TODO = "请导入单位报来的原始文件；改待核实的行，用 zlts quarantine -o 写出的工作簿。"
_DEEPEST = 12
_COUNTED = re.compile(r"\d+")
_BUREAU, _PERIOD = "填报单位:", "统计期间:"
_SERIAL, _REMARK = "序号", "备注"

_TELLING = (
    frozenset({"批次", "文件"}),
    frozenset({"种类", "分值", "依据", "理由"}),
    frozenset({"待查天数", "并入"}),
)
"""Headings that stand together in no register: tables of other versions are known by them too."""

Mark = tuple[str, ...]


def check(path: Path, label: str, sheets: Sequence[Sheet]) -> None:
    """Refuse a file that this program wrote.

    Raises:
        FileRefused: it did, and it is not the workbook of `quarantine`.
    """
    lines = [line for sheet in sheets for line in sheet.head[:_DEEPEST]]
    marks = [mark_of(map(text_of, line.cells)) for line in lines]
    if any(NUMBER in mark for mark in marks):
        return
    if is_ours(path) or any(_is_output(sheet.head[:_DEEPEST]) for sheet in sheets):
        raise file_refusals.own_output(label, _TODO)


def mark_of(cells: Iterable[str]) -> Mark:
    """A line of headings as compared: without the counter, the remark and blanks; figures in them are any figure."""
    texts = [_COUNTED.sub("#", squeezed(cell)) for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    start = bool(texts) and texts[0] == _SERIAL
    end = len(texts) - (bool(texts) and texts[-1] == _REMARK)
    return tuple(texts[start:end])


def _is_output(lines: Sequence[Line]) -> bool:
    """Whether headings of ours stand among a sheet's first lines, the less telling ones below our own title lines."""
    alone, below = known()
    titled = False
    for line in lines:
        texts = [squeezed(text_of(cell)) for cell in line.cells]
        line_of_ours = "".join(texts)
        titled = titled or (line_of_ours.startswith(_BUREAU) and _PERIOD in line_of_ours)
        mark = mark_of(texts)
        if mark in alone or (titled and mark in below) or any(told <= set(mark) for told in _TELLING):
            return True
    return False


@lru_cache
def known() -> tuple[frozenset[Mark], frozenset[Mark]]:
    """The headings of our tables: those that no register has, and those that are ours below our title lines."""
    said = tomllib.loads(data_file("outputs.toml").read_text(encoding="utf-8"))
    alone = frozenset(map(tuple, said["tables"]))
    return alone, alone | frozenset(map(tuple, said["sheets"]))
