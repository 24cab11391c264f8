"""A made file of sheets and cells, read as if it lay on disk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from zlts.formats.book import Book
from zlts.formats.cells import Cell, Flaws, Sheet, chunks_of
from zlts.formats.sniff import FileKind
from zlts.importers.headers import Overrides
from zlts.importers.reading import FileReading, Options, read
from zlts.importers.vocabulary import Vocabulary, load_vocabulary
from zlts.model import SaidRow

T = "2013-05-06 09:10:11"
DETAIL = ("姓名", "评价结果", "评价时间")
PEOPLE = ("陈小科",)
UNITS = ("城关派出所", "南坪派出所", "治安大队")


class Units:
    """A roster of three units, known by their names and short forms."""

    def known(self, word: str) -> str | None:
        word = word.replace(" ", "")
        return next((unit for unit in UNITS if word in (unit, _short(unit))), None)

    def mentioned(self, text: str) -> tuple[str, ...]:
        return tuple(unit for unit in UNITS if unit in text or _short(unit) in text)

    def bearers(self, word: str) -> tuple[str, ...]:
        return (word,) if word in PEOPLE else ()


def _short(unit: str) -> str:
    return unit.replace("派出所", "所")


@lru_cache
def vocabulary() -> Vocabulary:
    return load_vocabulary()


class _Made(Book):
    """A book that was never a file."""

    def __init__(self, label: str, kind: FileKind, tables: Mapping[str, Sequence[Sequence[Cell]]]) -> None:
        super().__init__(Path(label))
        self.kind = kind
        self.sheets = tuple(
            Sheet(at, name.lstrip("!"), list(chunks_of(table)), hidden=name.startswith("!"))
            for at, (name, table) in enumerate(tables.items())
        )

    @property
    def flaws(self) -> Flaws | None:
        return Flaws() if self.kind is FileKind.TEXT else None


@dataclass(frozen=True, slots=True)
class Told:
    """A reading gone through."""

    reading: FileReading
    rows: list[SaidRow]

    @property
    def numbers(self) -> list[int]:
        return [row.row for row in self.rows]

    @property
    def reasons(self) -> list[str]:
        return [problem.reason for row in self.rows for problem in row.problems]

    def column(self, code: str) -> list[str]:
        return [row.fields[code] for row in self.rows]

    @property
    def only(self) -> SaidRow:
        (row,) = self.rows
        return row


def told(
    *lines: Sequence[Cell],
    label: str = "导出.xlsx",
    folder: str = "",
    made_as: FileKind = FileKind.OOXML,
    remembered: Mapping[str, Overrides] | None = None,
    sheets: Mapping[str, Sequence[Sequence[Cell]]] | None = None,
    **options: Any,
) -> Told:
    """What a file with these lines says; `!` before a sheet's name hides it. Its counts must add up."""
    tables = sheets or {"Sheet1": lines}

    reading = read(
        _Made(label, made_as, tables),
        label=label,
        folder=folder,
        vocabulary=vocabulary(),
        units=Units(),
        options=Options(**options),
        remembered=remembered,
    )
    rows = list(reading.rows)
    assert reading.total_rows == sum(map(len, tables.values()))
    assert reading.ignored == reading.total_rows - len(rows)
    return Told(reading, rows)
