"""Which register a file is, and which of its sheets are read (readings: Registers).

What this program wrote itself is never evidence (readings: Own files): workbooks bear marks that Excel keeps
(`formats.sniff`), and any table is known by its headings: data/outputs.toml lists those of every report, made from
the reports themselves. The workbook of `quarantine` alone comes back.

Duty lists, pay lists and phone books have units, names and dates too. A table is a register only by a word that only
the register has, in its headings, its titles or its names; a roster only by its columns.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from zlts.formats.cells import Line, Sheet, is_blank
from zlts.formats.sniff import is_ours
from zlts.importers import file_refusals
from zlts.importers.columns import CellFit, fit_of
from zlts.importers.headers import Header, HeaderFinder, MapOptions, Match, Overrides, continues, named, signatures
from zlts.importers.normalization import squeezed, text_of
from zlts.importers.quarantine_workbook import NUMBERS
from zlts.importers.vocabulary import ListWords
from zlts.model import Register
from zlts.registers.declaration import Form
from zlts.resources import data_file

_DEEPEST = 12
_MOST_COLUMNS = 1_000
"""Filled side by side; a register of one line for each day of a year has fewer."""
_COUNTED = re.compile(r"\d+")
_BUREAU, _PERIOD = "填报单位:", "统计期间:"
_SERIAL, _REMARK = "序号", "备注"

_TELLING = (
    frozenset({"批次", "文件"}),
    frozenset({"种类", "分值", "依据", "理由"}),
    frozenset({"待查天数", "并入"}),
    frozenset({"情形", "认定", "所在行"}),
)
"""Headings that stand together in no register: tables of other versions are known by them too."""

Mark = tuple[str, ...]


def refuse_own(path: Path, label: str, sheets: Sequence[Sheet]) -> None:
    """Refuse a file that this program wrote.

    Raises:
        FileRefused: it did, and it is not the workbook of `quarantine`.
    """
    lines = [line for sheet in sheets for line in sheet.head[:_DEEPEST]]
    marks = [mark_of(map(text_of, line.cells)) for line in lines]
    if any(NUMBERS.intersection(mark) for mark in marks):
        return
    if is_ours(path) or any(_is_output(sheet.head[:_DEEPEST]) for sheet in sheets):
        raise file_refusals.own_output(label)


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
    alone, below = own_headings()
    titled = False
    for line in lines:
        texts = [squeezed(text_of(cell)) for cell in line.cells]
        line_of_ours = "".join(texts)
        titled = titled or (line_of_ours.startswith(_BUREAU) and _PERIOD in line_of_ours)
        mark = mark_of(filter(None, texts))  # where tables share a sheet, headings lie across several columns
        if mark in alone or (titled and mark in below) or any(told <= set(mark) for told in _TELLING):
            return True
    return False


@lru_cache
def own_headings() -> tuple[frozenset[Mark], frozenset[Mark]]:
    """The headings of our tables: those that no register has, and those that are ours below our title lines."""
    said = tomllib.loads(data_file("outputs.toml").read_text(encoding="utf-8"))
    alone = frozenset(map(tuple, said["tables"]))
    return alone, alone | frozenset(map(tuple, said["sheets"]))


# ---------------------------------------------------------------- other lists of the office

Known = Callable[[str], bool]

_SATISFIED = "满意"
_NEVER_IN_A_ROSTER = ("日期", "时间", "手机", "电话", "签到", "事由", "月份")
_NAMED_OUTRIGHT = frozenset({Register.COMPLAINTS, Register.INSPECTIONS, Register.MEASURES, Register.FILINGS})
"""群众来访投诉登记簿 is a register of complaints; but 同事互评 is no evaluation, whatever word is in it."""
_POSTING = frozenset({"since", "until", "area"})
_ROLE = "角色"
_FOLLOW_UP = "回访"
_BY_WHOM = ("评价人", "评议人", "打分人", "评分人", "测评人", "投票人")
"""Where an officer stands under such a heading, colleagues have judged each other."""


@dataclass(frozen=True, slots=True)
class TextsAround:
    """What stands around a table: its titles, and the names of its sheet, file and folder."""

    titles: Sequence[str]
    headlines: Sequence[str]
    """Those of the titles that say what the table is."""
    names: Sequence[str]
    folder: str = ""


def why_other_list(
    match: Match, values: Mapping[int, Sequence[str]], around: TextsAround, words: ListWords, known: Known
) -> str:
    """Why a table may be another list than its form, in words; "" where it is that register.

    `values` are the first cells by column; `known` says whether a text is the name of one of the roster's people.
    """
    said = [squeezed(text) for text in (*around.titles, *around.names)]
    named = [*map(squeezed, around.headlines), *map(squeezed, around.names)]
    # a word of its own register beside another list's outweighs it
    tells = words.tells[match.form.register] if match.form.register in _NAMED_OUTRIGHT else ()
    if other := _first(words.outright, named) or _first(
        words.names, [one for one in named if not _first(tells, [one])]
    ):
        return f"名称或标题里有“{other}”"
    heads = [squeezed(item.text) for item in match.headings]
    if case := _case(match, [*heads, *said], words):
        return f"有“{case}”，却没有“{words.complaining[0]}”“{words.complaining[1]}”这样的词"
    if other := _first(words.headings, heads if not _is_found(match) else [*_free(match)]):
        return f"有“{other}”这样的列"
    if match.form.register == Register.EVALUATIONS and _first(
        (_FOLLOW_UP,), list(_heads(match, tuple(match.columns)))
    ):
        return f"有“{_FOLLOW_UP}”的列，不是窗口评价器的"
    if colleague := _colleague(match, values, known):
        return f"“{colleague}”一列是民警自己的名字"
    return _untold(match, values, [*heads, *said, squeezed(around.folder)], words)


def _case(match: Match, texts: Sequence[str], words: ListWords) -> str:
    """The word by which a table is of cases, whose officers handle them, where nobody is said to complain."""
    if match.form.register != Register.COMPLAINTS or _first(words.complaining, texts):
        return ""
    return _first(words.cases, texts)


_FINDING = frozenset({"verdict", "responsibility"})
_ACCUSING = ("投诉", "举报")


def _is_found(match: Match) -> bool:
    """Whether a table is of complaints by its verdicts or by whom they are against, whoever its 来访人 are."""
    if match.form.register != Register.COMPLAINTS:
        return False
    heads = _heads(match, tuple(match.columns))
    return not _FINDING.isdisjoint(match.columns) or bool(_first(_ACCUSING, list(heads)))


def _free(match: Match) -> Iterator[str]:
    """The headings that are no field."""
    return (squeezed(item.text) for item in match.headings if item.index not in match.columns.values())


def _first(words: Sequence[str], texts: Sequence[str]) -> str:
    return next((word for word in words for text in texts if word in text), "")


def _colleague(match: Match, values: Mapping[int, Sequence[str]], known: Known) -> str:
    if match.form.register != Register.EVALUATIONS:
        return ""
    for item in match.headings:
        cells = values.get(item.index, ())
        if squeezed(item.text).startswith(_BY_WHOM) and cells and sum(map(known, cells)) * 2 > len(cells):
            return item.text
    return ""


def _untold(match: Match, values: Mapping[int, Sequence[str]], texts: Sequence[str], words: ListWords) -> str:
    register = match.form.register
    if register == Register.ROSTER:
        return "" if _is_roster(match, values, words) else _why_no_roster(match, values, words)
    tells = words.tells[register]
    if any(word in text.casefold() for text in texts for word in tells):
        return ""
    if register == Register.EVALUATIONS and any(map(_is_rated, values.values())):
        return ""
    return f"表头、标题和文件名里都没有“{tells[0]}”“{tells[1]}”这样的词"


def _is_rated(cells: Sequence[str]) -> bool:
    return any(_SATISFIED in cell for cell in cells)


def _why_no_roster(match: Match, values: Mapping[int, Sequence[str]], words: ListWords) -> str:
    if other := _strange(match, words):
        return f"有“{other}”这样的列"
    if _are_spans(match, values, words.tells[Register.ROSTER]):
        return "每一行都写着起止日期，像是值班、排班的"
    if "role" in match.columns and squeezed(match.heading_of("role")) == _ROLE:
        return f"“{_ROLE}”一列里多半不是花名册的角色"
    return "没有角色、任职起止这样只有花名册才有的列"


def _is_roster(match: Match, values: Mapping[int, Sequence[str]], words: ListWords) -> bool:
    tells = words.tells[Register.ROSTER]
    if _first(_NEVER_IN_A_ROSTER, [*_free(match)]):
        return False
    if match.form.form == "wide":
        return any(word in head for head in _heads(match, ("unit_lead", "bureau_lead")) for word in tells)
    if any(word in head for head in _heads(match, _POSTING) for word in tells):
        return True
    is_named = any(word in head for head in _heads(match, ("role",)) for word in tells)
    is_role = is_named and fit_of(match.form.get("role"), values.get(match.columns["role"], ())) is CellFit.SURE
    return is_role and not _strange(match, words) and not _are_spans(match, values, tells)


def _strange(match: Match, words: ListWords) -> str:
    """A heading that stands in no roster; "" where all may."""
    never = (head for head in _free(match) if _first(_NEVER_IN_A_ROSTER, [head]))
    beside = (
        squeezed(item.text)
        for item in match.headings
        if item.index not in match.columns.values() and words.beside_a_role.isdisjoint(item.keys)
    )
    return next(never, "") or next(filter(None, beside), "")


def _are_spans(match: Match, values: Mapping[int, Sequence[str]], tells: Sequence[str]) -> bool:
    """Whether every row has both ends of a time that is not called a posting's: a duty, where postings are open."""
    if not {"since", "until"} <= match.columns.keys():
        return False
    if any(word in head for head in _heads(match, ("since", "until")) for word in tells):
        return False
    began, ended = (values.get(match.columns[code], ()) for code in ("since", "until"))
    return bool(ended) and len(began) == len(ended)


def _heads(match: Match, codes: Sequence[str] | frozenset[str]) -> Iterator[str]:
    return (squeezed(match.heading_of(code)).casefold() for code in codes if code in match.columns)


# ---------------------------------------------------------------- the sheets that are read

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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sheet and its tables, the complete ones and the one that came nearest."""

    sheet: Sheet
    complete: tuple[Header, ...]
    nearest: Header | None

    def settled(self, label: str) -> Header:
        """The first complete table that explains the most columns; of two forms of one register the first.

        Raises:
            FileRefused: it could be of two registers.
        """
        first = min(table.at for table in self.complete)
        here = [table for table in self.complete if table.at == first]
        most = max(table.match.score for table in here)
        best = [table for table in here if table.match.score == most]
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
    for one in wanted:
        width = max((sum(not is_blank(cell) for cell in line.cells) for line in one.head), default=0)
        if width > _MOST_COLUMNS:
            raise file_refusals.too_wide(label, one.name, width, _MOST_COLUMNS)
    finder, candidates = _looked_at(wanted, finder, remembered)
    with_table = [item for item in candidates if item.complete]
    shown = [item for item in with_table if not item.sheet.hidden] or with_table
    _check_headings(label, candidates, asked)
    if not shown:
        raise _refusal(label, candidates, certain=kind is not None)
    tables = {item.sheet.position: item.settled(label) for item in shown}
    names = {one.position: one.name for one in sheets}
    forms = [table.form for table in tables.values()]
    if len({form.register for form in forms}) > 1:
        raise file_refusals.sheets_differ(label, [(names[at], table.form) for at, table in tables.items()])
    # beside details, a summary of them is not counted again
    form = min(forms, key=lambda form: form.form not in ("detail", "rows"))
    read = {position: table for position, table in tables.items() if table.form is form}
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
    candidates = []
    for one in sheets:
        tables = finder.tables(one.head)
        complete = tuple(table for table in tables if table.match.complete)
        nearest = max(tables, key=lambda table: (table.match.score, -len(table.match.missing)), default=None)
        candidates.append(_Candidate(one, complete, nearest))
    return finder, candidates


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
        if one.position in read and one.hidden_rows:
            yield f"工作表“{one.name}”里有 {one.hidden_rows} 行是隐藏的（或者筛选掉的），照样读入了；不该算的请先删去"


def _why_skipped(one: Sheet, wanted: Sequence[Sheet], tables: Mapping[int, Header]) -> str:
    if one not in wanted:
        return NOT_ASKED
    if one.position in tables:
        return f"是{tables[one.position].form.name}，同一文件里已有明细"
    if one.blank:
        return "是空的"
    return "是隐藏的" if one.hidden else "里找不到登记表"
