"""The way from a file to typed rows which know their place (readings: Registers)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from zlts.formats.book import Book
from zlts.formats.cells import Line, Sheet
from zlts.importers import file_refusals, quarantine_workbook, sheet_choice
from zlts.importers.columns import ColumnEvidence, DateMixtures, WrittenSeconds
from zlts.importers.context import Context, Source, UnitNames, source_above, source_of
from zlts.importers.headers import NO_COLUMN, Header, HeaderFinder, Match, Overrides, asked_of
from zlts.importers.normalization import squeezed, text_of
from zlts.importers.period_text import period_in
from zlts.importers.rows import MOST_ODD, FileSettings, SheetRows
from zlts.importers.sheet_choice import ChosenSheets, TextsAround, choose
from zlts.importers.unused_columns import questions_of
from zlts.importers.vocabulary import Vocabulary
from zlts.importers.withdrawn import Withdrawn, WithdrawnCheck, WithdrawnReason, withdrawn_by_name
from zlts.model import Chunk, Precision, SaidRow
from zlts.names import shell_word
from zlts.periods import Month
from zlts.registers.catalogue import FORMS

__all__ = ["FileReading", "Layout", "Options", "UnitNames", "headings_lacking", "read"]

_MONTH_ALONE = re.compile(r"(?:20\d\d年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?")
_EXAMPLE = 2013
"""The year of an example, where the file says none."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the clerk says of a file; blank where she leaves it to the file.

    `columns` are `--map 字段=表头` (`字段=-`: no column is that field), `left_out` the headings of `--map -=表头`
    (that column is no field), `words` are `--map 字段:原词=标准词` by (字段, 原词).
    """

    kind: str | None = None
    unit: str = ""
    month: Month | None = None
    sheet: str = ""
    encoding: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    role: str = ""

    @property
    def typed(self) -> str:
        """The same as the clerk types them."""
        named = (
            ("kind", self.kind), ("unit", self.unit), ("month", self.month), ("sheet", self.sheet),
            ("encoding", self.encoding), ("role", self.role),
        )  # fmt: skip
        maps = [f"{name}={heading}" for name, heading in self.columns.items()]
        maps += [f"-={heading}" for heading in self.left_out]
        maps += [f"{name}:{word}={standard}" for (name, word), standard in self.words.items()]
        words = [f"--{name} {shell_word(str(value))}" for name, value in named if value]
        return " ".join([*words, *(f"--map {shell_word(said)}" for said in maps)])


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet's headings were understood: `used` are heading, field's code and field's name.

    To be remembered are `mapping` (field code → heading, `-` for one that the clerk barred), what of it she
    `settled` herself, and the headings `left_out`.
    """

    sheet: str
    signature: str
    mapping: Mapping[str, str]
    settled: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()
    used: tuple[tuple[str, str, str], ...] = ()
    unused: tuple[str, ...] = ()

    @classmethod
    def of(cls, sheet: str, found: Match) -> Layout:
        """The layout of a header as it was understood."""
        used = tuple((heading, code, found.form.name_of(code)) for heading, code in found.used)
        left_out = tuple(found.shown(item) for item in found.headings if item.index in found.left_out)
        mapping = found.mapping | dict.fromkeys(found.barred, NO_COLUMN)
        return cls(sheet, found.signature, mapping, found.settled, left_out, used, found.unused)


class FileReading:
    """A file's rows, to be gone through once; the counts and notes are whole when they have been.

    `total_rows` are all rows of all sheets, `ignored` those that are no data: titles, headers, footers,
    blanks, sections, and the rows of sheets that were skipped.
    """

    def __init__(
        self,
        label: str,
        book: Book,
        chosen: ChosenSheets,
        settings: FileSettings,
        outer: tuple[Source, ...],
        above: Source | None,
        withdrawn: Mapping[int, Withdrawn],
    ) -> None:
        """`outer`: what the names around the sheets say; `withdrawn`: what they say against a sheet's rows."""
        self._label, self._chosen, self._settings = label, chosen, settings
        self._outer, self._above, self._withdrawn = outer, above, withdrawn
        self._mixtures: DateMixtures = {}
        self._odd = 0
        self.register = chosen.form.register
        self.form = chosen.form.form
        self.layouts = tuple(Layout.of(chosen.names[at], table.match) for at, table in chosen.tables.items())
        self.notes = list(chosen.notes)
        self.total_rows = 0
        self.ignored = 0
        self.unread = 0
        """Tables of other registers below the rows, which were not read."""
        self.pieces = self._pieces(book)
        self.seconds: dict[str, WrittenSeconds] = {}
        """How the times of each sheet are written, as far as its rows have been gone through."""

    def name_of(self, word: str) -> str:
        """The name of a field which the clerk wrote by its name or its code."""
        found = self._chosen.form.by_name(word)
        return found.name if found else word

    def precision(self, sheet: str) -> Precision:
        """How exactly a sheet gives its times, by what of it has been gone through."""
        return self.seconds[sheet].precision

    @property
    def rows(self) -> Iterator[SaidRow]:
        """The rows of the pieces as they are now, one after the other."""
        return chain.from_iterable([one] if isinstance(one, SaidRow) else one.rows() for one in self.pieces)

    def _pieces(self, book: Book) -> Iterator[Chunk | SaidRow]:
        for sheet in book.sheets:
            if sheet.position in self._chosen.tables:
                yield from self._sheet_pieces(sheet)
            else:
                skipped = sum(map(len, sheet.chunks))
                self.total_rows += skipped
                self.ignored += skipped

    def _sheet_pieces(self, sheet: Sheet) -> Iterator[Chunk | SaidRow]:
        table, settings = self._chosen.tables[sheet.position], self._settings
        source = source_of("工作表名", sheet.name, settings.units)
        outer = (source, *self._outer) if source else self._outer
        context = Context(outer, self._above, settings.unit_asked, settings.month_asked)
        proofs = ColumnEvidence(lambda: sheet.lines, table.at + table.depth, self._mixtures)
        self.seconds[sheet.name] = proofs.seconds
        withdrawn, odd_left = self._withdrawn.get(sheet.position), MOST_ODD - self._odd
        rows = SheetRows(self._label, sheet, table, context, settings, proofs, withdrawn, odd_left)
        yield from rows.pieces()
        self._odd += rows.tally.odd
        for name, heading, mixture in proofs.mixed():
            raise file_refusals.dates_mixed(self._label, sheet.name, heading, name, mixture)
        if doubts := list(questions_of(rows.unused_columns, settings.vocabulary, settings.units)):
            raise file_refusals.open_columns(self._label, sheet.name, doubts)
        tally = rows.tally
        if tally.early:
            raise file_refusals.made_early(self._label, sheet.name, *tally.early)
        if tally.objection and tally.objection.stands(tally.data):
            raise file_refusals.objected(self._label, sheet.name, tally.objection.where, tally.objection.words)
        self.total_rows += tally.total
        self.unread += tally.unread
        self.ignored += tally.total - tally.data
        self.notes.extend(f"工作表“{sheet.name}”{note}" if sheet.name else note for note in tally.notes)
        if not tally.data:
            self.notes.append(f"工作表“{sheet.name}”只有表头，没有数据" if sheet.name else "只有表头，没有数据")


def read(
    book: Book,
    *,
    label: str,
    folder: str,
    vocabulary: Vocabulary,
    units: UnitNames,
    options: Options,
    above: str = "",
    remembered: Mapping[str, Overrides] | None = None,
) -> FileReading:
    """Recognise a file and begin to read it; the rows are read while they are gone through.

    Args:
        book: the file, to be closed when the rows have been gone through.
        label: its name as the clerk knows it.
        folder: the name of the folder it came from.
        above: the name of the folder above that one.
        vocabulary: the words of headings and lines.
        units: the roster's units, to find one in titles and names.
        options: what the clerk says of the file.
        remembered: for headers by their signature, what the clerk said of them earlier.

    Raises:
        FileRefused: the file cannot be read, its kind cannot be told, a needed column is missing, a heading
            could be two fields, or `--map`, `--sheet` name what is not there. While the rows are gone through:
            a column that is no field could change what they mean.
    """
    asked = asked_of(label, options.kind, options.columns, options.words, vocabulary, options.left_out)
    sheets = book.sheets
    sheet_choice.refuse_own(book.path, label, sheets)
    forms = [form for form in FORMS if options.kind in (None, form.register)]
    given = frozenset(code for code, said in (("unit", options.unit), ("role", options.role)) if said)
    finder = HeaderFinder(forms, vocabulary, asked.overrides(given))
    chosen = choose(label, sheets, finder, asked, sheet=options.sheet, kind=options.kind, remembered=remembered or {})
    outer = (source_of("文件名", Path(label).stem, units), source_of("文件夹名", folder, units))
    if not (options.kind or options.role or asked.columns) and chosen.finder is finder:
        _check_lists(label, folder, sheets, chosen, vocabulary, units)
    _check_months(label, sheets, chosen)
    unit = (units.known(options.unit) or options.unit) if options.unit else ""
    settings = FileSettings(
        chosen.finder, vocabulary, units, asked.words, unit, options.month,
        any(sheet.since_1904 for sheet in sheets), book.flaws, options.role, bool(options.kind), book.is_web,
    )  # fmt: skip
    withdrawn = {} if options.kind else _withdrawn(label, (folder, above), sheets, chosen, vocabulary, units)
    around = tuple(source for source in outer if source)
    return FileReading(label, book, chosen, settings, around, source_above(above), withdrawn)


def _withdrawn(
    label: str,
    folders: Sequence[str],
    sheets: Sequence[Sheet],
    chosen: ChosenSheets,
    vocabulary: Vocabulary,
    units: UnitNames,
) -> dict[int, Withdrawn]:
    """Sheets whose names say that their rows were not found true, by position: each row is judged by its own words.

    Raises:
        FileRefused: a name or a title says that a sheet's rows do not count at all.
    """
    found: dict[int, Withdrawn] = {}
    check = WithdrawnCheck(chosen.form.register, vocabulary, units)
    others = [sheet.name for sheet in sheets if sheet.position in chosen.tables]
    for sheet in sheets:
        table = chosen.tables.get(sheet.position)
        if table is None or _is_own(table):
            continue
        titles = _titles(sheet, table)
        said = withdrawn_by_name(check, sheet.name, Path(label).stem, dict.fromkeys(titles), folders)
        if said and said.reason is not WithdrawnReason.DISMISSED:
            rest = [name for name in others if name != sheet.name]
            raise file_refusals.withdrawn(label, sheet.name, table.form, said.place, said.reason.value, rest)
        if said:
            found[sheet.position] = said
    return found


def _is_own(table: Header) -> bool:
    """Whether it is a sheet of the quarantine's workbook."""
    return any(item.text in quarantine_workbook.NUMBERS for item in table.match.headings)


def _titles(sheet: Sheet, table: Header) -> list[str]:
    """The texts above a table."""
    return [text for line in sheet.head[: table.at] for text in map(text_of, line.cells) if text]


def headings_lacking(
    book: Book, label: str, vocabulary: Vocabulary, options: Options, remembered: Mapping[str, Overrides]
) -> frozenset[str]:
    """The headings named with `--map` that stand in no header of the file.

    Raises:
        FileRefused: the file cannot be read.
    """
    asked = asked_of(label, options.kind, options.columns, options.words, vocabulary, options.left_out)
    forms = [form for form in FORMS if options.kind in (None, form.register)]
    finder = HeaderFinder(forms, vocabulary, asked.overrides(frozenset()))
    return sheet_choice.headings_lacking(label, book.sheets, finder, asked, options.sheet, remembered)


def _check_lists(
    label: str,
    folder: str,
    sheets: Sequence[Sheet],
    chosen: ChosenSheets,
    vocabulary: Vocabulary,
    units: UnitNames,
) -> None:
    """Refuse what nobody has called a register, and what may be another list.

    Raises:
        FileRefused: the first sheet that is read may be another list.
    """
    for sheet in sheets:
        table = chosen.tables.get(sheet.position)
        if table is None or not table.depth or _is_own(table):
            continue
        titles = _titles(sheet, table)
        headlines = [text for text in titles if vocabulary.lines.is_title(text)]
        around = TextsAround(titles, headlines, (sheet.name, Path(label).stem), folder)
        rows = sheet.head[table.at + table.depth :]
        columns = {item.index: _column(rows, item.index) for item in table.match.headings}
        known = lambda text: bool(units.bearers(text))  # noqa: E731 - a question, asked of each cell
        if why := sheet_choice.why_other_list(table.match, columns, around, vocabulary.lists, known):
            raise file_refusals.other_list(label, sheet.name, table.form, why)


def _check_months(label: str, sheets: Sequence[Sheet], chosen: ChosenSheets) -> None:
    """Refuse a summary whose headings, or the cells over them, are of several months: 4月满意, 5月满意.

    Raises:
        FileRefused: the first such sheet.
    """
    for sheet in sheets:
        table = chosen.tables.get(sheet.position)
        if table is None or not table.form.month_from_context:
            continue
        over = [text for text in map(text_of, sheet.head[table.at - 1].cells if table.at else ()) if text]
        if not all(_MONTH_ALONE.fullmatch(squeezed(text)) for text in over):
            over = []  # a title, which may say when it was made, too
        said = [period_in(text) for text in (*(item.full for item in table.match.headings), *over)]
        months = {number for one in said for number in one.numbers | {month.number for month in one.months}}
        if len(months) > 1:
            years = {month.year for one in said for month in one.months} or period_in(label).years or {_EXAMPLE}
            raise file_refusals.months_across(label, sheet.name, sorted(months), min(years))


def _column(rows: Sequence[Line], index: int) -> list[str]:
    """A column's first cells that are not blank."""
    texts = (text_of(line.cells[index]) for line in rows if index < len(line.cells))
    return [text for text in texts if text]
