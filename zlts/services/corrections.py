"""The quarantine as a workbook to be corrected and imported back (readings: Nothing is lost).

A sheet for each register, with its own headings, a number for each row and the reasons beside it. When the
workbook comes back, cells that were masked are taken from the original row, and that row is replaced.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from zlts.db import Ledger
from zlts.errors import FileRefused
from zlts.formats.book import Book
from zlts.formats.cells import Sheet
from zlts.importers.quarantine_workbook import FILE, NUMBER, NUMBERS, REASON, ROW, SHEET, UNUSABLE
from zlts.model import MEASURES, Fate, Problem, Register, SaidRow
from zlts.names import plain
from zlts.redaction import MASK, Redaction
from zlts.registers.catalogue import BY_KIND
from zlts.registers.declaration import COUNT, Form
from zlts.registers.rows import Waiting
from zlts.reports import Cell, Choices, Column, Table, ToFill
from zlts.services import office as offices
from zlts.services.office import Office
from zlts.services.superseding import rows_of
from zlts.store import evaluations, rows
from zlts.store.batches import Batch
from zlts.store.personal import redaction
from zlts.store.session import Session

_INSPECTED = ("日常检查", "季度检查", "查处通报")
Said = Mapping[str, str]


def words_of(
    kind: str, code: str, rows: Sequence[Said], office: Office
) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
    """Which of the rows (by position) may hold which words in a field; none where it is no vocabulary.

    Officers are those of the row's own unit.
    """
    every = tuple(range(len(rows)))
    if code in ("officer", "officers"):
        yield from _officers(rows, office)
    elif found := _words(kind, code, office):
        yield every, found


def _words(kind: str, code: str, office: Office) -> tuple[str, ...]:
    words = office.words
    ours: dict[str, tuple[str, ...]] = {
        "unit": tuple(unit.name for unit in office.roster.units),
        "rating": tuple(word for word in words.ratings if word in words.standard_ratings),
        "verdict": tuple(words.verdicts),
        "responsibility": tuple(words.responsibilities),
        "severity": tuple(words.severities),
        "measure": tuple(one.value for one in MEASURES),
        "issuer": tuple(words.issuers),
        "role": tuple(words.roles),
        "area": tuple(words.areas),
    }
    if code == "kind":
        return _INSPECTED if kind == Register.INSPECTIONS else tuple(words.kinds)
    if code == "item":
        return tuple(office.policies.each[-1].inspection.items)
    return ours.get(code, ())


def _officers(rows: Sequence[Said], office: Office) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
    roster = office.roster
    units = [roster.known(said.get("unit", "")) or "" for said in rows]
    for unit in dict.fromkeys(units):
        own = (one for one in roster.postings if one.post.at_window and unit in ("", one.unit))
        names = tuple(dict.fromkeys(one.person.name for one in own))
        yield tuple(place for place, where in enumerate(units) if where == unit), names


# ---------------------------------------------------------------- the quarantine as a workbook

Spot = tuple[str, int]
"""Sheet and row."""
Numbers = Mapping[Spot, tuple[str, int]]
"""Sheet and row of a corrected workbook → register kind and row number of the original."""


def tables(ledger: Ledger) -> list[ToFill]:
    """The waiting rows, a table for each register: their wrong cells, and the words that others may hold."""
    with ledger.read() as session:
        office = offices.load(session)
        waiting: dict[str, dict[int, list[Waiting]]] = {}
        for one in rows.quarantined(session):
            waiting.setdefault(one.kind, {}).setdefault(one.row_id, []).append(one)
        hidden = redaction(session)
        return [_table(kind, own, _originals(session, kind), hidden, office) for kind, own in waiting.items()]


def _originals(session: Session, kind: str) -> dict[int, Mapping[str, str]]:
    """Row number → what the rejected rows of a register say."""
    if kind == Register.EVALUATIONS:
        return {row.id: row.fields for row in evaluations.everything_aside(session)}
    return {row.id: row.fields for row in rows.stored(session, kind, replaced=True)}


def _table(
    kind: str,
    own: Mapping[int, list[Waiting]],
    said: Mapping[int, Mapping[str, str]],
    hidden: Redaction,
    office: Office,
) -> ToFill:
    form = _form(kind, said, own)
    codes = [field.code for field in form.fields if any(field.code in said[number] for number in own)]
    counts = list(dict.fromkeys(code for number in own for code in said[number] if code.startswith(COUNT)))
    names = {field.code: field.name for field in form.fields} | {c: c.removeprefix(COUNT) for c in counts}
    masked = {field.code for field in form.fields if field.masked}
    shown = (*codes, *counts)
    columns = (Column("number", NUMBER), Column("reason", REASON), *(Column(c, names[c]) for c in shown), *_BEHIND)
    lines = tuple(
        (
            f"{BY_KIND[kind].word}-{number}",
            hidden.hide(_reasons(own[number])),
            *_cells(said[number], shown, masked, hidden),
            "",
            hidden.hide(own[number][0].file),
            own[number][0].place.sheet,
            f"第 {own[number][0].place.row} 行",
        )
        for number in own
    )
    places = {code: at for at, code in enumerate(shown, _AHEAD)}
    wrong = {
        (row, places[code]): hidden.hide(one.problem.reason)
        for row, number in enumerate(own)
        for one in own[number]
        for code in _wrong_in(one.problem, said[number], form)
        if code in places
    }
    rows = [said[number] for number in own]
    choices = tuple(
        Choices(places[code], at, words) for code in codes for at, words in words_of(kind, code, rows, office)
    )
    return ToFill(Table(kind, form.name, columns, lines), wrong, choices)


_AHEAD = 2
"""The columns before those of the register."""
_BEHIND = (
    Column("unusable", UNUSABLE), Column("file", FILE), Column("sheet", SHEET), Column("row", ROW),
)  # fmt: skip


def _wrong_in(problem: Problem, said: Mapping[str, str], form: Form) -> list[str]:
    """The fields that a problem speaks of: by their name, else by what stands in the cell that it names."""
    whole = {part: code for code, parts in form.parts.items() for part in parts}
    named = [whole.get(item.code, item.code) for item in form.fields if item.name == problem.column]
    return named or [code for code, value in said.items() if value and plain(value) == plain(problem.value)]


def _form(kind: str, said: Mapping[int, Mapping[str, str]], own: Mapping[int, list[Waiting]]) -> Form:
    form = ""
    if kind == Register.ROSTER:
        form = "rows" if any("role" in said[number] for number in own) else "wide"
    return next(one for one in BY_KIND[kind].forms if form in ("", one.form))


def _reasons(waiting: list[Waiting]) -> str:
    return "；".join(f"{one.problem.column}：{one.problem.reason}" for one in waiting)


def _cells(said: Mapping[str, str], codes: tuple[str, ...], masked: set[str], hidden: Redaction) -> Iterator[Cell]:
    for code in codes:
        value = said.get(code, "")
        yield MASK if value and (code in masked or hidden.is_private(value)) else value


# ---------------------------------------------------------------- coming back


def is_own(headings: Iterable[str]) -> bool:
    """Whether these are a sheet's of the quarantine's workbook."""
    return any(plain(heading) in NUMBERS for heading in headings)


def sheets_of(book: Book) -> tuple[str, ...]:
    """The sheets of a corrected workbook; none for any other file."""
    return tuple(dict.fromkeys(sheet for sheet, _ in numbers_of(book)))


def numbers_of(book: Book) -> Numbers:
    """The originals' numbers in a corrected workbook, by sheet and row."""
    found: dict[tuple[str, int], tuple[str, int]] = {}
    try:
        for sheet in book.sheets:
            for row, word in _below(sheet, NUMBERS):
                kind, _, number = plain(word).rpartition("-")
                if kind in _KINDS and number.isdecimal():
                    found[sheet.name, row] = (_KINDS[kind], int(number))
    except FileRefused:
        return {}
    return found


_KINDS = {**{one.word: kind for kind, one in BY_KIND.items()}, **{kind: kind for kind in BY_KIND}}
"""What stands before a row's number: the register's word, in older workbooks its kind."""


def reasons_of(book: Book) -> dict[Spot, str]:
    """The rows of a corrected workbook that are not to be used, and why, by sheet and row."""
    found = {(sheet.name, row): word for sheet in book.sheets for row, word in _below(sheet, {UNUSABLE})}
    return {spot: word for spot, word in found.items() if word}


def _below(sheet: Sheet, headings: AbstractSet[str]) -> Iterator[tuple[int, str]]:
    """The number of every row below one of the headings, and what stands in its column."""
    place = -1
    for line in sheet.lines:
        words = [str(cell).strip() if cell is not None else "" for cell in line.cells]
        if place < 0:
            place = next((at for at, word in enumerate(words) if plain(word) in headings), -1)
        elif place < len(words):
            yield line.number, words[place]


@dataclass(slots=True)
class Return:
    """What a workbook's rows come back for: a row that waits still, or, `late`, one whose place another row has.

    `waiting`: kind and number of the row; `late`: the batch of that other row, 0 where no file brought it.
    """

    waiting: dict[Spot, tuple[str, int]] = field(default_factory=dict)
    late: dict[Spot, int] = field(default_factory=dict)
    unusable: set[Spot] = field(default_factory=set)
    """The rows of which a person had decided that they are not used."""


def come_back(session: Session, numbers: Numbers, batch: int) -> Return:
    """Sort out for which rows a workbook's rows now stand; the waiting ones are replaced by them."""
    found = Return()
    waiting = {(one.kind, one.row_id) for one in rows.quarantined(session)} if numbers else set()
    kinds = {kind for kind, _ in numbers.values()}
    whereabouts = {kind: _Whereabouts(session, kind, waiting) for kind in kinds}
    unusable = {kind: rows.unusable_ids(session, kind) for kind in kinds}
    for spot, (kind, number) in numbers.items():
        if number in unusable[kind]:
            found.unusable.add(spot)
        now = whereabouts[kind].of(number)
        if now.waits and (kind, now.waits) not in found.waiting.values():
            found.waiting[spot] = (kind, now.waits)
            whereabouts[kind].taken.add(now.waits)
            rows.correct(session, kind, now.waits, batch)
        elif now.waits or not now.is_gone:
            found.late[spot] = batch if now.waits else now.batch
    return found


@dataclass(frozen=True, slots=True)
class _Now:
    """Where a rejected row is now: it waits under a number, or a row of `batch` has its place.

    `is_gone`: its own batch was taken back.
    """

    waits: int = 0
    batch: int = 0
    is_gone: bool = False


class _Whereabouts:
    """Follows a register's rejected rows to the ones that took their places."""

    def __init__(self, session: Session, kind: str, waiting: AbstractSet[tuple[str, int]]) -> None:
        self._session, self._kind = session, kind
        self._waiting = {number for own, number in waiting if own == kind}
        self._back = rows.come_back(session, kind)
        self._corrected = rows.corrected_by(session, kind)
        self._originals = _originals(session, kind)
        self._undone = rows.undone(session, kind)
        self._waiting_in: dict[int, list[int]] = {}
        self._heirs: dict[int, int] = {}
        self.taken: set[int] = set()
        """The waiting rows for which one of the workbook's stands by now."""

    def of(self, number: int) -> _Now:
        """Where the row of that number is now."""
        batch = 0
        while number not in self._waiting:
            if number not in self._corrected:
                return _Now(batch=batch, is_gone=number in self._undone)
            batch = self._corrected[number]
            back = self._back.get(number)
            heir = self._heir(number, batch) if back is None else back.row_id if back.fate is Fate.REJECTED else 0
            if not heir:
                return _Now(batch=batch)
            number = heir
        return _Now(waits=number)

    def _heir(self, number: int, batch: int) -> int:
        """Where a file took the row's place that was no such workbook: its row that says the same and waits; or 0."""
        if batch not in self._waiting_in:
            own = rows_of(self._session, batch, self._kind)
            self._waiting_in[batch] = [row.id for row in own if row.fate is Fate.REJECTED]
        if number not in self._heirs:
            said = self._originals.get(number)
            able = (one for one in self._waiting_in[batch] if one not in self.taken)
            self._heirs[number] = next((one for one in able if said == self._originals.get(one)), 0)
        return self._heirs[number]


def check(session: Session, kind: str, batch: Batch, back: Return) -> None:
    """Let rows wait on for which nothing came; refuse a row whose place another one has, unless it says the same.

    Raises:
        FileRefused: it does not, and would count, or wait, beside the other.
    """
    there = rows.lines(session, kind, batch.id) if back.waiting else set()
    for spot in back.waiting.keys() - there:  # blank but for its number: nothing has come for the row
        rows.uncorrect(session, *back.waiting.pop(spot), batch.id)
    left = rows.unusable_ids(session, kind) if back.late or back.unusable else {}
    told = [row for row in rows_of(session, batch.id, kind) if row.id not in left or row.fate is not Fate.REJECTED]
    # of equal rows in one sheet, those further down are the duplicates
    spare = Counter(row.said for row in told if row.spot in back.waiting and row.fate is Fate.DUPLICATE)
    for row in told:
        if row.spot in back.unusable:
            raise _told_unusable(batch, row.row)
        if row.spot not in back.late or row.fate is Fate.DUPLICATE:
            continue
        if row.fate is Fate.ACCEPTED and spare[row.said]:
            spare[row.said] -= 1
        else:
            raise _told_otherwise(batch, row.row, back.late[row.spot])


def check_marked(batch: Batch, back: Return, marked: Iterable[Spot]) -> None:
    """Refuse a row that is not to be used where the workbook has another one for the same.

    Raises:
        FileRefused: so it is.
    """
    for spot in marked:
        if back.late.get(spot) == batch.id:
            raise _told_otherwise(batch, spot[1], batch.id)


def _told_unusable(batch: Batch, row: int) -> FileRefused:
    told = f"“{batch.file}”第 {row} 行原来待核实的那一行已决定不予采用，这次作了改动，仍不采用。"
    todo = "要采用的，先用 zlts quarantine 看编号，zlts set-aside 【编号】 --undo 收回，再导入一次；"
    todo += "不采用的，请删掉这一行。"
    return FileRefused(told, todo)


def _told_otherwise(batch: Batch, row: int, other: int) -> FileRefused:
    where = f"“{batch.file}”第 {row} 行"
    if other == batch.id:
        told = f"{where}的{NUMBER}在前面已经有了，一行只能改成一行，未予采用。"
        return FileRefused(told, "请删掉其中一行，再导入一次。")
    whence = f"已由第 {other} 批采用" if other else "已经采用"
    undo = f"要改用这次的，请先 zlts undo {other}，再导入一次；" if other else ""
    told = f"{where}原来待核实的那一行{whence}，这次写得与那时不一样，未予采用。"
    return FileRefused(told, f"{undo}不改的，把这一行从工作簿里删掉，再导入一次。")


def restored(
    session: Session, said: Iterator[SaidRow], numbers: Numbers, unusable: Container[Spot] = ()
) -> Iterator[SaidRow]:
    """The corrected rows, masked and never filled cells taken from the originals.

    `unusable`: those that come back as they were, with what was wrong in their cells, as they are not to be used.
    """
    originals = {kind: _originals(session, kind) for kind in {kind for kind, _ in numbers.values()}}
    for row in said:
        original = _original(row, numbers, originals)
        if original is not None and (row.sheet, row.row) in unusable:
            problems = rows.cell_problems(session, *numbers[row.sheet, row.row])
            yield SaidRow(row.sheet, row.row, dict(original), tuple(problems))
        else:
            yield _restored(row, original)


def _original(
    row: SaidRow, numbers: Numbers, originals: Mapping[str, Mapping[int, Mapping[str, str]]]
) -> Mapping[str, str] | None:
    kind, number = numbers.get((row.sheet, row.row), ("", 0))
    return originals.get(kind, {}).get(number)


def _restored(row: SaidRow, original: Mapping[str, str] | None) -> SaidRow:
    if original is None:
        return row
    fields = {
        code: original.get(code, "") if value == MASK else value
        for code, value in row.fields.items()
        if value or code in original
    }
    return SaidRow(row.sheet, row.row, fields, row.problems)
