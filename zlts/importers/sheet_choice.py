"""Which kind of register a file is, and which of its sheets are read (readings: Registers)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zlts.formats.cells import Sheet
from zlts.importers import file_refusals
from zlts.importers.headers import Header, HeaderFinder, continues, signatures
from zlts.importers.headings import Match, named
from zlts.importers.normalization import text_of
from zlts.importers.overrides import MapOptions, Overrides
from zlts.registers.declaration import Form

NOT_ASKED = "不是指明的那一张"
"""Why a sheet is passed over when another is asked for."""


@dataclass(frozen=True, slots=True)
class ChosenSheets:
    """The form of the file, the tables by their sheets' positions, and remarks on the other sheets."""

    form: Form
    tables: Mapping[int, Header]
    names: Mapping[int, str]
    notes: tuple[str, ...]
    finder: HeaderFinder

    def named_tables(self) -> Iterator[tuple[str, Header]]:
        for position, table in self.tables.items():
            yield self.names[position], table


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sheet and its tables, the complete ones and the one that came nearest."""

    sheet: Sheet
    complete: tuple[Header, ...]
    nearest: Header | None

    @property
    def best(self) -> list[Header]:
        """The first complete tables that explain the most columns: several only where it is a tie."""
        first = min(table.at for table in self.complete)
        here = [table for table in self.complete if table.at == first]
        most = max(table.match.score for table in here)
        return [table for table in here if table.match.score == most]

    def settled(self, label: str) -> Header:
        """The one table of the sheet; of two forms of one register the first.

        Raises:
            FileRefused: it could be of two registers.
        """
        best = self.best
        if len({table.form.register for table in best}) > 1:
            raise file_refusals.two_kinds(label, self.sheet.name, [table.form for table in best])
        return best[0]


def choose(
    label: str,
    sheets: Sequence[Sheet],
    finder: HeaderFinder,
    asked: MapOptions,
    *,
    sheet: str,
    kind: str | None,
    remembered: Mapping[str, Overrides],
) -> ChosenSheets:
    """Decide what the file is.

    Raises:
        FileRefused: it cannot be told, or something needed is not there.
    """
    wanted = _wanted(label, sheets, sheet)
    if all(one.blank for one in wanted):
        raise file_refusals.empty(label)
    finder, candidates = _looked_at(wanted, finder, remembered)
    with_table = [item for item in candidates if item.complete]
    shown = [item for item in with_table if not item.sheet.hidden] or with_table
    _check_headings(label, candidates, asked)
    if not shown:
        raise _refusal(label, candidates, certain=kind is not None)
    tables = {item.sheet.position: item.settled(label) for item in shown}
    form = _form_of(label, tables, {item.sheet.position: item.sheet.name for item in shown})
    read = {position: table for position, table in tables.items() if table.form is form}
    names = {one.position: one.name for one in sheets}
    going_on = _going_on(wanted, read)
    for position, table in read.items():
        if table.match.conflicts:
            raise file_refusals.conflict(label, names[position], table.match)
    notes = [
        *_notes(sheets, wanted, tables, read | going_on),
        *(f"工作表“{names[position]}”没有表头，按前一张的表头读入" for position in going_on),
    ]
    return ChosenSheets(form, dict(sorted((read | going_on).items())), names, tuple(notes), finder)


def _wanted(label: str, sheets: Sequence[Sheet], sheet: str) -> list[Sheet]:
    """The sheet the clerk named, by its name or its number from 1; a text file's only one has no name."""
    if not sheet or [one.name for one in sheets] == [""]:
        return list(sheets)
    found = [one for one in sheets if one.name.strip() == sheet.strip()]
    if not found and sheet.isdigit():
        found = [one for one in sheets if one.position + 1 == int(sheet)]
    if not found:
        raise file_refusals.no_such_sheet(label, sheet, [one.name for one in sheets])
    return found


def _looked_at(
    sheets: Sequence[Sheet], finder: HeaderFinder, remembered: Mapping[str, Overrides]
) -> tuple[HeaderFinder, list[_Candidate]]:
    """The sheets' tables; a header that is remembered is read as it was then, whatever its headings are."""
    known = [
        remembered[mark]
        for one in (sheets if remembered else ())
        for mark in sorted(signatures(one.head) & remembered.keys())
    ]
    if known:
        finder = finder.with_overrides(finder.overrides.over(known[0]))
    return finder, [_candidate(one, finder) for one in sheets]


def _candidate(one: Sheet, finder: HeaderFinder) -> _Candidate:
    tables = finder.tables(one.head)
    complete = tuple(table for table in tables if table.match.complete)
    nearest = max(tables, key=lambda table: (table.match.score, -len(table.match.missing)), default=None)
    return _Candidate(one, complete, nearest)


def _check_headings(label: str, candidates: Sequence[_Candidate], asked: MapOptions) -> None:
    """Every heading the clerk named must stand in some header."""
    matches = _matches(candidates)
    for name, heading in asked.headings:
        if not any(named(found.headings, heading) for found in matches):
            shown = list(dict.fromkeys(found.shown(item) for found in matches for item in found.headings))
            if shown := shown or _likeliest(candidates):
                raise file_refusals.unknown_heading(label, name, heading, shown)
            raise file_refusals.no_header_line(label, name, heading)


def _matches(candidates: Sequence[_Candidate]) -> list[Match]:
    tables = [table for item in candidates for table in (*item.complete, item.nearest) if table]
    return [table.match for table in tables]


def headings_lacking(
    label: str,
    sheets: Sequence[Sheet],
    finder: HeaderFinder,
    asked: MapOptions,
    sheet: str,
    remembered: Mapping[str, Overrides],
) -> frozenset[str]:
    """The headings the clerk named that stand in no header of the file.

    Raises:
        FileRefused: it has not the sheet that is asked for.
    """
    _, candidates = _looked_at(_wanted(label, sheets, sheet), finder, remembered)
    matches = _matches(candidates)
    return frozenset(
        heading for _, heading in asked.headings if not any(named(found.headings, heading) for found in matches)
    )


def _refusal(label: str, candidates: Sequence[_Candidate], *, certain: bool) -> Exception:
    near = [item for item in candidates if item.nearest]
    if not near:
        sheet = next((item.sheet.name for item in candidates if not item.sheet.blank), "")
        return file_refusals.no_header(label, sheet, _likeliest(candidates))
    best = max(near, key=lambda item: item.nearest.match.score if item.nearest else 0)
    if best.nearest is None:
        raise AssertionError(label)
    return file_refusals.columns_missing(label, best.sheet.name, best.nearest, certain=certain)


def _likeliest(candidates: Sequence[_Candidate]) -> list[str]:
    """The texts of the line that has the most different ones: likely the header."""
    lines = (line for item in candidates for line in item.sheet.head[:40])
    texts = (list(dict.fromkeys(text for text in map(text_of, line.cells) if text)) for line in lines)
    return max((heads for heads in texts if file_refusals.showable(heads)), key=len, default=[])


def _form_of(label: str, tables: Mapping[int, Header], names: Mapping[int, str]) -> Form:
    """The one form of all tables; beside details, a summary of them is not counted again."""
    forms = [table.form for table in tables.values()]
    if len({form.register for form in forms}) > 1:
        raise file_refusals.sheets_differ(label, [(names[at], table.form) for at, table in tables.items()])
    return min(forms, key=lambda form: form.form not in ("detail", "rows"))


def _going_on(sheets: Sequence[Sheet], read: Mapping[int, Header]) -> dict[int, Header]:
    """Sheets without a header whose rows are as those of the sheet before: an export that overflowed one."""
    found: dict[int, Header] = {}
    before: Header | None = None
    for one in sheets:
        if one.position in read:
            before = read[one.position]
        elif before and not one.hidden and continues(before, one.head):
            found[one.position] = replace(before, at=0, depth=0)
    return found


def _notes(
    sheets: Sequence[Sheet], wanted: Sequence[Sheet], tables: Mapping[int, Header], read: Mapping[int, Header]
) -> Iterator[str]:
    for one in sheets:
        if one.position not in read:
            yield f"工作表“{one.name}”{_why_skipped(one, wanted, tables)}，没有读入"
        elif one.hidden:
            yield f"工作表“{one.name}”是隐藏的；别的工作表里没有表格，所以读了它"


def _why_skipped(one: Sheet, wanted: Sequence[Sheet], tables: Mapping[int, Header]) -> str:
    if one not in wanted:
        return NOT_ASKED
    if one.position in tables:
        return f"是{tables[one.position].form.name}，同一文件里已有明细"
    if one.blank:
        return "是空的"
    return "是隐藏的" if one.hidden else "里找不到登记表"
