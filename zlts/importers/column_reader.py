"""One column of a sheet: from its cells to the canonical texts of its field (readings: Cells)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from zlts.formats.cells import Cell, CellError, hung_of, span_of
from zlts.importers import column_types, date_types
from zlts.importers.column_types import Bad, CellFit, ColumnSettings, ColumnType
from zlts.importers.normalization import squeezed, text_of
from zlts.importers.vocabulary import Vocabulary
from zlts.registers.declaration import Field, Says, Type

SPANNING = "这一格跨了几列，看不出这个数是哪一列的；请拆开，一列一格，再导入"
HANGING = "这一格跨了几行，看不出这个数是每一行的，还是几行合起来的；请拆开，一行一格，再导入"
_MOST_KEPT = 100_000
"""Distinct texts remembered for one column: memory stays flat however long the file is."""

COLUMN_TYPES: Mapping[Type, type[ColumnType]] = {
    Type.TEXT: column_types.TextColumn,
    Type.PROSE: column_types.ProseColumn,
    Type.WORD: column_types.WordColumn,
    Type.RATING: column_types.RatingColumn,
    Type.AREA: column_types.AreaColumn,
    Type.ROLE: column_types.RoleColumn,
    Type.VERDICT: column_types.VerdictColumn,
    Type.NAME: column_types.NameColumn,
    Type.NAMES: column_types.NamesColumn,
    Type.CODE: column_types.CodeColumn,
    Type.SERIAL: column_types.SerialColumn,
    Type.BADGE: column_types.BadgeColumn,
    Type.DEVICE: column_types.DeviceColumn,
    Type.DATE: date_types.DateColumn,
    Type.DAY: date_types.DayColumn,
    Type.TIME: date_types.TimeColumn,
    Type.CLOCK: date_types.ClockColumn,
    Type.MONTH: date_types.MonthColumn,
    Type.DAYS: date_types.DaysColumn,
    Type.SHIFT: date_types.ShiftColumn,
    Type.COUNT: column_types.CountColumn,
    Type.POINTS: column_types.PointsColumn,
    Type.MINUS: column_types.MinusColumn,
    Type.PLUS: column_types.PlusColumn,
    Type.MARK: column_types.MarkColumn,
    Type.PERCENT: column_types.PercentColumn,
}


class Odd(Exception):
    """A cell is not plain: its row is to be read by itself."""


class ColumnReader:
    """Reads the cells of one column of a sheet."""

    def __init__(
        self,
        field: Field,
        vocabulary: Vocabulary,
        settings: ColumnSettings,
        words: Mapping[str, str],
        check: Callable[[str], str] | None = None,
    ) -> None:
        """`words` are the clerk's 原词=标准词; `check` says what is wrong with a canonical text, "" if nothing is."""
        self.field = field
        self._type = COLUMN_TYPES[field.type](settings)
        self._vocabulary = vocabulary
        self._blank_words = self._type.blank_words(vocabulary)
        self._words = words
        self._check = check
        self._known: dict[str, str | Bad] = {}

    def values(self, cells: Sequence[Cell]) -> list[str]:
        """The canonical texts of many cells.

        Raises:
            Odd: one of them is not plain: `value` gives a `Bad`.
        """
        if self._words:
            return list(map(self._plain, cells))
        return self._type.quick(cells, self._plain)

    def _plain(self, cell: Cell) -> str:
        found = self.value(cell)
        if isinstance(found, Bad):
            raise Odd
        return found

    def value(self, cell: Cell) -> str | Bad:
        """The canonical text of a cell.

        A `Bad` where it cannot be read, where a needed cell is blank, and (without a reason) where it reads like a
        sum or a signature, so that its row is weighed before it is taken for data.
        """
        if not isinstance(cell, str):
            return self._read(cell)
        found = self._known.get(cell)
        if found is None:
            found = self._read(cell)
            if len(self._known) < _MOST_KEPT:
                self._known[cell] = found
        return found

    def _read(self, cell: Cell) -> str | Bad:
        text = text_of(cell)
        if hung_of(cell) is not None:
            if self._type.is_amount:
                return Bad(text, HANGING)
            cell = text
        if isinstance(cell, CellError) or text.upper() in self._vocabulary.errors:
            spanning = span_of(cell)
            return Bad(text, SPANNING if spanning else _error_reason(text))
        if self._words:
            text = self._words.get(text) or self._words.get(text.replace(" ", "")) or text
        if self._is_blank(text):
            return self._blank()
        if self._type.takes_footers and self._vocabulary.lines.is_footer(text):
            return Bad(text)
        found = self._type.parse(text, cell)
        if isinstance(found, Bad):
            return found
        fault = self._check(found) if self._check else ""
        return Bad(found, fault) if fault or self._is_weighed(text) else found

    def _is_blank(self, text: str) -> bool:
        if not text or text in self._blank_words:
            return True
        words, field = self._vocabulary, self.field
        return (field.open_end and text in words.open_end) or (field.nobody and text in words.nobody)

    def _blank(self) -> str | Bad:
        if self.field.filled:
            return Bad("", f"{self.field.name}没有填")
        # The row is weighed then: it may be no data, or its unit may stand above it.
        return Bad("") if self.field.says is Says.WHO or self.field.code == "unit" else ""

    def _is_weighed(self, text: str) -> bool:
        """Whether a cell is to be weighed with its row: a sum, or a note that may say other than the verdict."""
        field, vocabulary = self.field, self._vocabulary
        if field.tells and squeezed(text) in vocabulary.unused_columns.undone:
            return True
        if field.summed:
            return vocabulary.lines.is_sum(text)
        if field.remark:
            return bool(vocabulary.unused_columns.taken_back_in(squeezed(text)))
        if not field.notes:
            return False
        return squeezed(text) in vocabulary.findings or bool(vocabulary.denial_in(text))


def _error_reason(text: str) -> str:
    return f"单元格是错误值 {text}" if text.startswith("#") else f"单元格{text}"


def fit_of(field: Field | None, values: Sequence[str]) -> CellFit:
    """How well a column of these texts would be the field; with no texts, anything may be."""
    return COLUMN_TYPES[field.type].fit(values) if field and values else CellFit.MAYBE
