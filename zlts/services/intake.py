"""Importing: one file, one transaction, whole or not at all; and what became of each, as a report."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

from zlts import journal
from zlts.bulletins import register_changes
from zlts.bulletins.arrivals import Arrivals
from zlts.bulletins.facts import PassDue, RefusedFile
from zlts.bulletins.listings import imported
from zlts.db import Ledger
from zlts.errors import FileRefused, WrongUsage, ZltsError
from zlts.evaluations.bulk_intake import EvaluationIntake, SheetChunk, joined, told_by_minutes
from zlts.evaluations.changed import Change, Side, sentences
from zlts.formats.book import Book
from zlts.importers.context import source_of
from zlts.importers.headers import Overrides
from zlts.importers.period_text import period_in
from zlts.importers.reading import FileReading, Layout, Options, headings_lacking, read
from zlts.importers.sheet_choice import NOT_ASKED
from zlts.importers.vocabulary import Vocabulary
from zlts.importers.withdrawn import WithdrawnCheck
from zlts.model import Chunk, Fate, Problem, Register, SaidRow
from zlts.names import shell_word
from zlts.periods import Month
from zlts.redaction import Redaction
from zlts.registers import rosters, summaries
from zlts.registers.complaints import Grievances
from zlts.registers.rows import Waiting
from zlts.registers.words import KEYS
from zlts.reports import Report
from zlts.roster import Roster, spell
from zlts.services import coming, corrections, layouts, refusals, superseding, unusable
from zlts.services import office as offices
from zlts.services.assess import passes_due
from zlts.services.folders import PassedOver, Withdrawing, files_of
from zlts.services.layouts import UnitsSeen
from zlts.services.office import SUMMARY, Keeper, Office
from zlts.services.resettling import is_due, resettle, retry_ripe, settled_parts, shows_scales
from zlts.services.superseding import Whence, supersede
from zlts.store import batches, entries, evaluations, kept, rows
from zlts.store.batches import Batch
from zlts.store.digests import EvaluationDigest
from zlts.store.kept import TakenFile
from zlts.store.personal import redaction
from zlts.store.session import Session


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A problem of a rejected row, with its sheet and row."""

    sheet: str
    row: int
    problem: Problem


@dataclass(slots=True)
class FileOutcome:
    """What became of one file; the four counts add up to `rows`, `layouts` say what its headings were read as."""

    path: str
    kind: str = ""
    batch: int | None = None
    rows: int = 0
    accepted: int = 0
    duplicates: int = 0
    rejected: int = 0
    ignored: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    error: str = ""
    line: str = ""
    """Where it was refused: the line to type that may take it in, where one can know."""
    passed_over: PassedOver | None = None
    """Where the file was in a folder and was not read: why. All else is blank then."""
    layouts: tuple[Layout, ...] = ()
    months: frozenset[Month] = frozenset()
    """The months that its evaluations are of."""
    changes: tuple[Change, ...] = ()
    """Evaluations that may be ones of other batches changed; both count."""
    unread: int = 0
    """Tables of other registers below its rows, which were not read."""
    turned: int = 0
    """Complaints whose verdict it turned round."""
    gone: int = 0
    """Complaints which it lacks though its register had them."""
    set_aside: int = 0
    """Of the rejected rows those that a person decided not to use."""
    lost: int = 0
    """Complaints that are merged into one which does not name all whom they found at fault."""
    arrivals: Arrivals | None = None
    """With the last file of evaluations of an import: whose data of all those months have come by then."""
    passes_due: Sequence[PassDue] = ()
    """With the last file of an import that took rows in: which years have to be assessed again."""
    come_due: str = ""
    """With the first file of an import, read or not: which rows of earlier files came in, their day having come."""


Progress = Callable[[int, int, str], None]


def import_files(
    ledger: Ledger,
    paths: Iterable[Path],
    options: Options,
    vocabulary: Vocabulary,
    now: datetime,
    *,
    dry_run: bool = False,
    progress: Progress = lambda _done, _total, _what: None,
) -> list[FileOutcome]:
    """Import files one after the other; a refused one does not keep the others out.

    What a folder holds beside registers is among the outcomes, as passed over.

    Raises:
        FileRefused: a folder without any file.
    """
    outcomes: list[FileOutcome] = []
    keeper = Keeper()
    with ledger.read() as session:
        due = is_due(session, now)
        office, remembered = offices.load(session), layouts.remembered_columns(session, ratings=True)
    words = vocabulary.with_ratings(office.words.ratings)
    files = files_of(paths, _withdrawing(vocabulary, office.roster) if not options.kind else lambda _: "")
    paths = [one.path for one in files if not isinstance(one, PassedOver)]
    wanted = _options_by_file(paths, options, words, remembered)
    with _transactions(ledger, dry_run=dry_run) as transaction:
        come = _retried(transaction, now) if due else ""
        for number, one in enumerate(files):
            if isinstance(one, PassedOver):
                outcomes.append(FileOutcome(str(one.path), passed_over=one))
                continue
            path = one.path
            progress(number, len(files), path.name)
            own = wanted.get(path, options)
            told = partial(progress, number, len(files))
            found = _import_file(transaction, path, own, vocabulary, now, keeper, told)
            for outcome in found:
                outcome.notes += sentences(outcome.changes, tried=dry_run)
                outcome.notes += _not_used(options, own) if not outcome.error else []
            outcomes += found if one.certain else map(_tried, found)
        progress(len(files), len(files), "")
        if outcomes:
            outcomes[0].come_due = come
        # a name under which there is no file is a slip of typing, and nothing to come back to
        found = [one for one in outcomes if not one.passed_over and Path(one.path).exists()]
        with (transaction if dry_run else ledger.read)() as session:
            office = offices.load(session)
            _tell_arrivals(session, outcomes, office, now)
            if any(one.accepted or one.come_due for one in outcomes):
                outcomes[-1].passes_due = passes_due(session, office, now)
            hidden = redaction(session)
            for outcome in outcomes:
                _hide(outcome, hidden)
        if not dry_run:
            refused, taken_in = (
                [_named(one, wanted, options, office.roster, now) for one in found if bool(one.error) is out]
                for out in (True, False)
            )
            refusals.note(ledger.path, refused, taken_in, now)
    return outcomes


def _named(
    outcome: FileOutcome, wanted: Mapping[Path, Options], options: Options, roster: Roster, now: datetime
) -> RefusedFile:
    """A file by its names, which name nobody who complained by now, and the unit and month that these say."""
    path = Path(outcome.path)
    own = wanted.get(path, options)
    unit, month, _ = Whence.of(path, own.unit, own.month).says(roster)
    why = outcome.error.removeprefix(f"“{path.name}”")
    reason = f"{why.rstrip('。')}：{outcome.line}" if outcome.line else why
    return RefusedFile(path.name, path.parent.name, unit, _month(month), now.date(), reason)


def _month(said: str) -> Month | None:
    try:
        return Month.parse(said) if said else None
    except WrongUsage:
        return None


def _withdrawing(vocabulary: Vocabulary, roster: Roster) -> Withdrawing:
    check = WithdrawnCheck(None, vocabulary, roster)

    def said(name: str) -> str:
        found = check.folder(name)
        return found.place if found else ""

    return said


def _retried(transaction: Transaction, now: datetime) -> str:
    """Take in the rows whose day has come; says how many and of which batches, "" for none.

    After the program was changed all rows are settled by its rules, and what that moved is said.
    """
    with transaction() as session:
        moved = retry_ripe(session, now)
        names = batches.called(session)
    if moved.by_rules:
        return moved.told_of_rules
    if not moved.out:
        return ""
    whence = "、".join(f"第 {number} 批“{names[number]}”" for number in moved.out_of)
    return f"以前导入、原来待核实的 {moved.out} 行已经到了日子，本次已采用：{whence}"


def _options_by_file(
    paths: Sequence[Path], options: Options, vocabulary: Vocabulary, remembered: Mapping[str, Overrides]
) -> dict[Path, Options]:
    """Of several files, those without a heading that `--map` names and another has: what is left for them to apply.

    A heading that none of them has stays, so that each is refused with its own headings.
    """
    if len(paths) == 1 or not (options.columns or options.left_out):
        return {}
    lacking = {}
    for path in paths:
        # what is refused now is refused, with its reason, when its turn comes
        with suppress(ZltsError), taken(path, options) as (_, book):
            lacking[path] = headings_lacking(book, path.name, vocabulary, options, remembered)
    nowhere = frozenset.intersection(*lacking.values()) if lacking else frozenset()
    return {path: _without(options, found - nowhere) for path, found in lacking.items() if found - nowhere}


def _without(options: Options, headings: frozenset[str]) -> Options:
    columns = {name: heading for name, heading in options.columns.items() if heading not in headings}
    left_out = tuple(heading for heading in options.left_out if heading not in headings)
    return replace(options, columns=columns, left_out=left_out)


def _not_used(options: Options, own: Options) -> list[str]:
    """What of the clerk's `--map` had no heading in a file."""
    gone = [f"--map {name}={heading}" for name, heading in options.columns.items() if name not in own.columns]
    gone += [f"--map -={heading}" for heading in options.left_out if heading not in own.left_out]
    return [f"本文件没有这个表头，{'、'.join(gone)} 没有用到，按没有写来读"] if gone else []


def _hide(outcome: FileOutcome, hidden: Redaction) -> None:
    """Take those who complained out of what is told of a file, its own name included."""
    outcome.path, outcome.error = hidden.hide(outcome.path), hidden.hide(outcome.error)
    outcome.line = hidden.hide(outcome.line)
    outcome.problems, outcome.notes = hidden.of(outcome.problems), hidden.of(outcome.notes)
    outcome.changes = hidden.of(outcome.changes)
    outcome.layouts, outcome.come_due = hidden.of(outcome.layouts), hidden.hide(outcome.come_due)
    if outcome.passed_over:
        outcome.passed_over = replace(outcome.passed_over, reason=hidden.hide(outcome.passed_over.reason))


def _tell_arrivals(session: Session, outcomes: Sequence[FileOutcome], office: Office, now: datetime) -> None:
    """Look whose data are in, of the months of which evaluations came, and whose file was refused."""
    told = [one for one in outcomes if one.months]
    if told:
        months = frozenset[Month]().union(*(one.months for one in told))
        refused = frozenset(
            unit for one in outcomes if one.error for unit in _named_after(Path(one.path), office.roster)
        )
        come = coming.arrivals(session, office, months, now.date())
        told[-1].arrivals = replace(come, refused=refused)
        told[-1].months = months


def _named_after(path: Path, roster: Roster) -> frozenset[str]:
    """The unit that a file's name, else its folder's, names."""
    named = source_of("文件名", path.stem, roster).units
    return named or source_of("文件夹名", path.parent.name, roster).units


def _tried(outcome: FileOutcome) -> FileOutcome:
    """A file that was tried for its bytes alone and is no register is passed over, and no error."""
    if not outcome.error:
        return outcome
    path = Path(outcome.path)
    over = PassedOver(path, outcome.error.removeprefix(f"“{path.name}”"))
    return FileOutcome(str(path), passed_over=over)


Told = Callable[[str], None]
"""Is told how far a file has been taken in, in words."""
Transaction = Callable[[], AbstractContextManager[Session]]


@contextmanager
def _transactions(ledger: Ledger, *, dry_run: bool) -> Iterator[Transaction]:
    """A transaction a file; in a dry run all inside one that is never committed."""
    if not dry_run:
        yield ledger.write
        return
    with ledger.rehearse() as session:
        yield session.nested


@contextmanager
def taken(path: Path, options: Options) -> Iterator[tuple[TakenFile, Book]]:
    """Copy a file's bytes; gives them and the book that is read of them, once, for as long as the block runs.

    Raises:
        FileRefused: the file is not there, or cannot be copied.
    """
    with kept.take(path) as file, Book(file.copy, name=path.name, encoding=options.encoding) as book:
        yield file, book


def _import_file(
    transaction: Transaction,
    path: Path,
    options: Options,
    vocabulary: Vocabulary,
    now: datetime,
    keeper: Keeper,
    told: Told,
) -> list[FileOutcome]:
    """A file's outcome; of the quarantine's workbook one for each sheet."""
    intake: FileIntake | None = None
    try:
        with taken(path, options) as (file, book):

            def begin(session: Session, part: Options) -> FileIntake:
                return FileIntake(session, keeper, file, book, part, vocabulary, now, told)

            try:
                with transaction() as session:
                    intake = begin(session, options)
                    outcome = intake.run()
            except ZltsError:
                # the quarantine's workbook has a sheet for each register, which no other file may have
                sheets = () if options.sheet else corrections.sheets_of(book)
                if not sheets:
                    raise
                parts = [replace(options, sheet=sheet) for sheet in sheets]
                return _import_workbook(transaction, path, parts, keeper, begin)
    except ZltsError as error:
        return [_refused(path, options, error, intake.layouts if intake else ())]
    keeper.replace(intake.office, details=intake.is_detail)
    return [outcome]


def _import_workbook(
    transaction: Transaction,
    path: Path,
    parts: Iterable[Options],
    keeper: Keeper,
    begin: Callable[[Session, Options], FileIntake],
) -> list[FileOutcome]:
    """The quarantine's workbook, sheet by sheet, each with an outcome of its own: all of it or nothing."""
    outcomes: list[FileOutcome] = []
    part = Options()
    try:
        with transaction() as session:
            for part in parts:
                intake = begin(session, part)
                outcomes.append(intake.run())
                keeper.replace(intake.office, details=intake.is_detail)
    except ZltsError as error:
        keeper.forget()  # what the sheets before it had changed is taken back
        return [_refused(path, part, error)]
    except BaseException:
        keeper.forget()
        raise
    return outcomes


def _refused(path: Path, options: Options, error: ZltsError, known: tuple[Layout, ...] = ()) -> FileOutcome:
    line = ""
    if isinstance(error, FileRefused) and error.options:
        line = " ".join(filter(None, ("zlts import", shell_word(str(path)), options.typed, error.options)))
    return FileOutcome(path=str(path), kind=options.kind or "", error=str(error), line=line, layouts=known)


class _SeveralSheets(FileRefused):
    """The quarantine's workbook has other sheets than those that can be read at once: it is read sheet by sheet."""


class _NothingNew(Exception):
    """A file that was read another way, and that says nothing which its batch does not have."""

    def __init__(self, batch: Batch) -> None:
        super().__init__()
        self.batch = batch


def _months_said(said: Iterable[SaidRow]) -> frozenset[Month]:
    """The months that a summary's rows name, as far as their cells could be read."""
    whole = (row.fields.get("month") for row in said if not row.problems)
    return frozenset(Month.parse(month) for month in whole if month)


class FileIntake:
    """Takes one file in, within the transaction it is given."""

    def __init__(
        self,
        session: Session,
        keeper: Keeper,
        file: TakenFile,
        book: Book,
        options: Options,
        vocabulary: Vocabulary,
        now: datetime,
        told: Told = lambda _words: None,
    ) -> None:
        self._told = told
        self._session, self._file, self._path, self._now = session, file, file.source, now
        self._book = book
        self._options = options
        self._whence = Whence.of(file.source, options.unit, options.month)
        self.office = keeper.office(session)
        self.is_detail = False
        self.layouts: tuple[Layout, ...] = ()
        # a policy's own rating words head a summary's columns too
        self._vocabulary = vocabulary.with_ratings(self.office.words.ratings)
        self._keeper = keeper
        self._elsewhere: Mapping[tuple[str, str], layouts.ByUnits] = {}
        self._sheets: Mapping[str, int] = {}
        self._back = corrections.Return()
        self._digest_taken = EvaluationDigest().text

    def run(self) -> FileOutcome:
        """Import the file, or find it known."""
        plain = _plain_options(self._options)
        earlier = superseding.earlier_readings(
            self._session, self._file.digest, self._whence, self.office.roster, self._reads_alike
        )
        # a batch lent for a while would keep the file out
        journal.check_batches(self._session, (one.id for one in earlier))
        options = batches.options_text(plain)
        known = next((one for one in earlier if superseding.options_read_as(one) == options), None)
        if known is not None:
            return self._again(self._telling([known, *(one for one in earlier if one.rows == known.rows)]))
        try:
            return self._run(plain, earlier) if not earlier else self._run_again(plain, earlier)
        except FileRefused as error:
            if not self._elsewhere:
                raise
            raise FileRefused(str(error), layouts.elsewhere_note(self._elsewhere), error.options) from None

    def _run_again(self, options: Mapping[str, object], earlier: Sequence[Batch]) -> FileOutcome:
        """The file read otherwise than before: no batch of its own where that brings nothing new."""
        try:
            with self._session.nested():
                return self._run(options, earlier)
        except _NothingNew as found:
            return self._again(found.batch)

    def _run(self, options: Mapping[str, object], earlier: Sequence[Batch]) -> FileOutcome:
        reading = self._with_remembered_words(self._read(self._options, ratings=True))
        self.is_detail = reading.register == Register.EVALUATIONS and reading.form == "detail"
        beside = self._parts_beside(reading)
        settled = settled_parts(self._session) if reading.register == Register.ROSTER else []
        relied_on = self._parts_relied_on(reading)
        journal.check(self._session, [*beside, *settled, *relied_on])
        journal.check_new(self._session, "batch")
        above = {superseding.ABOVE: self._whence.period_above}
        opened = {
            "register_kind": reading.register,
            "form": reading.form,
            "file": self._path.name,
            "folder": self._path.parent.name,
            "file_id": kept.keep(self._session, self._file),
            "options": batches.options_text({**options, **above}),
            "imported_at": offices.stamp(self._now),
        }
        batch = batches.add(self._session, opened)
        outcome = FileOutcome(str(self._path), reading.register, batch.id, layouts=reading.layouts)
        numbers = self._numbers(reading)
        waiting = rows.quarantined(self._session) if numbers else []
        back = self._back = corrections.come_back(self._session, numbers, batch.id)
        if numbers:
            left_out = self._set_aside(numbers, waiting, batch)
            reading.pieces = corrections.restored(self._session, reading.rows, numbers, left_out)
        seen = UnitsSeen(self.office.roster)
        if self._options.words or self._options.columns:
            reading.pieces = seen.noting(reading.pieces)
        says_keys = self._note_keys(reading)
        fates = self._take(reading, batch, outcome)
        kind = self._kind_of(reading)
        corrections.check(self._session, kind, batch, back)
        if self.is_detail:
            self._put_returned(back.waiting)
        superseding.refuse_twice(self._session, kind, batch, earlier, self._whence)
        if not fates[Fate.ACCEPTED] and not numbers and not says_keys:
            self._check_new(batch, reading.total_rows, earlier)
        # a workbook's rows say themselves for which ones they stand
        replaced = 0 if numbers else supersede(self._session, batch, kind, {one.id for one in earlier})
        if replaced:
            outcome.notes.append(f"原来待核实的 {replaced} 行由本文件的行接替，不再待核实")
        outcome.notes += self._other_months(outcome.months)
        if self.is_detail and shows_scales(self._session, self.office):
            resettle(self._session, self.office, self.office, self._now)
            fates, self._digest_taken = Counter(evaluations.fates(self._session, batch.id)), ""
        if self.is_detail:
            shown = offices.scales_of(self._session, self.office).of_sheet
            outcome.notes += _scales_told([one for sheet in self._sheets.values() for one in shown(sheet).items()])
        beside += journal.changed(self._session, relied_on)  # rows of other files wait, or no more, by this one's
        self._close_batch(batch, reading, fates, outcome, replaced, beside)
        taken = seen.units({(one.sheet, one.row) for one in outcome.problems})
        layouts.remember(self._session, reading, self._options, taken, self._path.name, self._now)
        return outcome

    def _check_new(self, batch: Batch, total: int, earlier: Sequence[Batch]) -> None:
        """Stop where every row is one of an earlier reading of the same sheet, or waits there just so already.

        Raises:
            _NothingNew: with the batch of that reading.
        """
        sheet = superseding.sheet_read_of(batch)
        alike = [one for one in earlier if one.rows == total and superseding.sheet_read_of(one) == sheet]
        known = {problem for one in alike for problem in self._waiting(one)}
        if alike and self._waiting(batch) <= known:
            raise _NothingNew(self._telling(alike))

    def _telling(self, found: Sequence[Batch]) -> Batch:
        """Of several readings of one file the one whose rows wait, else that which brought the rows."""
        return max(found, key=lambda one: (bool(self._waiting(one)), one.accepted))

    def _waiting(self, batch: Batch) -> set[tuple[str, int, Problem]]:
        found = rows.quarantined(self._session, batch.id)
        return {(one.place.sheet, one.place.row, one.problem) for one in found}

    def _set_aside(
        self, numbers: corrections.Numbers, waiting: Sequence[Waiting], batch: Batch
    ) -> AbstractSet[corrections.Spot]:
        """Decide of the workbook's rows that bear a reason that they are not used; returns which."""
        reasons = {spot: why for spot, why in corrections.reasons_of(self._book).items() if spot in numbers}
        corrections.check_marked(batch, self._back, reasons)
        for reason in dict.fromkeys(reasons.values()):
            chosen = {numbers[spot] for spot, why in reasons.items() if why == reason}
            own = [one for one in waiting if (one.kind, one.row_id) in chosen]
            unusable.decide_and_record(self._session, own, reason, self._now)
        return reasons.keys()

    def _with_remembered_words(self, reading: FileReading) -> FileReading:
        """The reading by the words that were explained earlier for the same headings in the same units."""
        own = layouts.named_words(reading, self._options.words)
        known = {key: one for key, one in layouts.remembered_words(self._session, reading).items() if key not in own}
        if not known:
            return reading
        words = {**layouts.whichever(known), **own}
        trial = self._read(replace(self._options, words=words), ratings=True)
        seen = UnitsSeen(self.office.roster)
        deque(seen.noting(trial.pieces), maxlen=0)  # only then it is known of which units it is
        found = layouts.recalled(known, seen)
        self._elsewhere = found.elsewhere
        reading = self._read(replace(self._options, words={**found.holding, **own}))
        if found.holding:
            reading.notes.append(layouts.recalled_note(found.holding))
        if found.elsewhere:
            reading.notes.append(layouts.elsewhere_note(found.elsewhere))
        return reading

    def _note_keys(self, reading: FileReading) -> bool:
        """Note what she says of the devices' keys, of all units of the file, so that its rows are read by it.

        Returns whether she says anything of them.
        """
        words = layouts.named_words(reading, self._options.words)
        said = any(word == KEYS for _, word in words)
        if said:
            seen = UnitsSeen(self.office.roster)
            deque(seen.noting(self._read(self._options).pieces), maxlen=0)
            layouts.remember_keys(self._session, reading, words, seen.units(), self._path.name, self._now)
        return said

    def _numbers(self, reading: FileReading) -> corrections.Numbers:
        """The rows that this file corrects, where it is the quarantine's workbook."""
        if not any(corrections.is_own(layout.unused) for layout in reading.layouts):
            return {}
        numbers = corrections.numbers_of(self._book)
        read_sheets = {layout.sheet for layout in reading.layouts}
        sheets = {sheet for sheet, _ in numbers}
        if not self._options.sheet and sheets - read_sheets:
            raise _SeveralSheets(f"“{self._path.name}”有好几张工作表。")
        # the other sheets have their own turn
        reading.notes[:] = [note for note in reading.notes if NOT_ASKED not in note]
        kind = self._kind_of(reading)
        return {place: number for place, number in numbers.items() if place[0] in read_sheets and number[0] == kind}

    def _reads_alike(self, whence: Whence) -> bool:
        """Whether the rows say the same, were the file one from there, since they name unit and month themselves."""
        now = self._read(self._options)
        try:
            then = self._read(replace(self._options, unit=whence.unit, month=whence.month), whence)
            return all(one == other for one, other in zip_longest(now.pieces, then.pieces))
        except FileRefused:
            return False

    def _read(self, options: Options, whence: Whence | None = None, *, ratings: bool = False) -> FileReading:
        whence = whence or self._whence
        reading = read(
            self._book,
            label=whence.file,
            folder=whence.folder,
            above=whence.above,
            vocabulary=self._vocabulary,
            units=self.office.roster,
            options=options,
            remembered=layouts.remembered_columns(self._session, ratings=ratings),
        )
        self.layouts = reading.layouts
        return reading

    def _again(self, known: Batch) -> FileOutcome:
        note = f"与第 {known.id} 批“{batches.called(self._session)[known.id]}”是同一个文件，未重复导入"
        data = known.rows - known.ignored
        outcome = FileOutcome(str(self._path), known.register_kind, known.id, known.rows)
        # what waits is not in, and so nothing can be its duplicate
        self._tell_waiting(outcome, known.id)
        waiting = len({(one.sheet, one.row) for one in outcome.problems})
        if waiting:
            note += f"；其中 {waiting} 行仍待核实"
        outcome.rejected = waiting + outcome.set_aside
        outcome.duplicates, outcome.ignored = data - outcome.rejected, known.ignored
        outcome.notes.insert(0, note)
        return outcome

    def _tell_waiting(self, outcome: FileOutcome, batch: int) -> None:
        for one in rows.quarantined(self._session, batch):
            outcome.problems.append(RowProblem(one.place.sheet, one.place.row, one.problem))
        outcome.set_aside = len(rows.set_aside(self._session, batch))
        if outcome.set_aside:
            outcome.notes.append(f"其中 {outcome.set_aside} 行已决定不予采用，没有计入：zlts quarantine 看理由")

    # ------------------------------------------------------------ the batch

    def _parts_beside(self, reading: FileReading) -> list[str]:
        """What taking the rows in writes besides the batch itself."""
        if reading.register == Register.COMPLAINTS:
            return ["table:complaint_key"]
        return ["table:who", "table:device"] if self.is_detail else []

    def _parts_relied_on(self, reading: FileReading) -> list[str]:
        """What the rows are read and settled by: rules, remembered headings, the roster, the register they go to."""
        kinds = {Register.ROSTER, *([] if self.is_detail else [reading.register])}
        own = [one for one in batches.batches(self._session) if one.register_kind in kinds and one.form != "detail"]
        return ["table:policy", "table:layout", "table:unusable", *(f"batch:{one.id}" for one in own)]

    def _close_batch(
        self,
        batch: Batch,
        reading: FileReading,
        fates: Counter[Fate],
        outcome: FileOutcome,
        replaced: int,
        beside: Sequence[str],
    ) -> None:
        batch = batch._replace(
            rows=reading.total_rows, ignored=reading.ignored, accepted=fates[Fate.ACCEPTED],
            duplicates=fates[Fate.DUPLICATE], rejected=fates[Fate.REJECTED],
        )  # fmt: skip
        batches.close(self._session, batch)
        outcome.rows, outcome.ignored = batch.rows, batch.ignored
        outcome.accepted, outcome.duplicates, outcome.rejected = batch.accepted, batch.duplicates, batch.rejected
        outcome.notes += reading.notes
        outcome.unread = reading.unread
        self._tell_waiting(outcome, batch.id)
        detail = {"batch": batch.id, "kind": batch.register_kind}
        counts = {fate.value: fates[fate] for fate in Fate} | ({"replaced": replaced} if replaced else {})
        known = {f"press:{batch.id}": self._digest_taken} if self._digest_taken else {}
        parts = [f"batch:{batch.id}", f"press:{batch.id}", *beside]
        journal.write(
            self._session, "import", {**detail, **counts, "ignored": batch.ignored}, self._now, parts, known
        )

    def _sheet(self, batch: Batch, name: str) -> int:
        headed = self.layouts if batch.register_kind == Register.EVALUATIONS else ()
        layout = next((one.signature for one in headed if one.sheet == name), None)
        self._sheets = batches.sheet_ids(self._session, batch.id, self._sheets, name, layout)
        return self._sheets[name]

    # ------------------------------------------------------------ the rows

    def _take(self, reading: FileReading, batch: Batch, outcome: FileOutcome) -> Counter[Fate]:
        if self.is_detail:
            return self._take_evaluations(reading, batch, outcome)
        kind = self._kind_of(reading)
        said = list(reading.rows)
        for row in said:
            self._sheet(batch, row.sheet)
        ids = set(rows.add(self._session, kind, self._sheets, said))
        self._put_returned((row.sheet, row.row) for row in said)  # a summary's rows are settled with their export's
        if kind == SUMMARY:
            outcome.months = _months_said(said)
        if kind == Register.ROSTER:
            return self._take_roster(ids, outcome)
        return self._settle(kind, ids, outcome)

    def _other_months(self, months: AbstractSet[Month]) -> Iterator[str]:
        """That the file's name, else its folder's, says another month than all of its rows."""
        names = (("文件名", Path(self._whence.file).stem), ("文件夹名", self._whence.folder))
        said = ((kind, name, period_in(name, short=True).months) for kind, name in names)
        kind, name, named = next((one for one in said if one[2]), ("", "", frozenset()))
        if named and months and not named & months:
            there, here = ("、".join(map(str, sorted(each))) for each in (named, months))
            yield f"{kind}“{name}”说的是 {there}，各行却是 {here} 的，已按各行的月份采用，请核对"

    def _put_returned(self, spots: Iterable[corrections.Spot]) -> None:
        """Keep for which waiting rows these rows of a corrected workbook stand; others are passed over."""
        waiting = self._back.waiting
        returned = [(self._sheets[spot[0]], spot[1], *waiting[spot]) for spot in spots if spot in waiting]
        rows.put_returned(self._session, returned)

    def _kind_of(self, reading: FileReading) -> str:
        """Under which name the register's rows are kept."""
        is_summary = reading.register == Register.EVALUATIONS and not self.is_detail
        return SUMMARY if is_summary else reading.register

    def _take_evaluations(self, reading: FileReading, batch: Batch, outcome: FileOutcome) -> Counter[Fate]:
        known = self._keeper.summaries(self._session, self.office)
        scales = offices.scales_of(self._session, self.office)
        intake = EvaluationIntake(self._session, self.office.roster, self.office.policies, self._now, known, scales)
        readable = self._readable(reading, batch, intake)
        for sheet, chunk in joined(told_by_minutes(readable, reading.precision, intake.mark_minutes)):
            intake.take(sheet, chunk)
            self._told(f"{self._path.name}，已收 {sum(intake.fates.values())} 行")
        intake.finish()
        journal.check(self._session, intake.relied_on)
        self._digest_taken = intake.digest
        outcome.changes = tuple(intake.changes(batch.id))
        outcome.notes += intake.notes
        outcome.months = frozenset(intake.months)
        return intake.fates

    def _readable(self, reading: FileReading, batch: Batch, intake: EvaluationIntake) -> Iterator[SheetChunk]:
        """What can be read; rows with a cell that cannot are rejected."""
        for piece in reading.pieces:
            sheet = self._sheet(batch, piece.sheet)
            if isinstance(piece, Chunk):
                yield sheet, piece
            elif piece.problems:
                intake.reject(sheet, piece.row, piece.fields, piece.problems, cell=True)
            else:
                yield sheet, piece.as_chunk()

    def _settle(self, kind: str, ids: set[int], outcome: FileOutcome) -> Counter[Fate]:
        settled = offices.settle(self._session, kind, self.office)
        stored = rows.stored(self._session, kind)
        offices.put(self._session, kind, stored, settled)
        places = {row.id: row.place for row in stored}
        outcome.notes += [f"第 {places[i].row} 行：{note}" for i, note in settled.notes.items() if i in ids]
        if kind == SUMMARY:
            own = [one for one in settled.facts if one.id in ids]
            outcome.notes += _scales_told(summaries.scales_shown(own, self.office.policies))
        if isinstance(settled, Grievances) and outcome.batch:
            days = self.office.policies.each[-1].complaint.alike_days
            outcome.notes += register_changes.notes(settled, outcome.batch, days)
            outcome.turned = register_changes.turned(settled, outcome.batch)
            outcome.gone = register_changes.gone(settled, outcome.batch)
            outcome.lost = register_changes.lost(settled, outcome.batch)
        # what is not to be used was not settled
        return Counter(settled.outcomes.get(row_id, Fate.REJECTED) for row_id in ids)

    def _take_roster(self, ids: set[int], outcome: FileOutcome) -> Counter[Fate]:
        before = self.office
        fates = self._settle(Register.ROSTER, ids, outcome)
        self.office = offices.load(self._session)
        newer = [row for row in rows.stored(self._session, Register.ROSTER) if row.id in ids]
        missing = rosters.missing_from(newer, before.roster)
        if missing and len(newer) > 1:  # one row by hand is no roster
            outcome.notes.append(f"新花名册里没有，仍按原任职保留：{'、'.join(missing)}")
        known = set(before.roster.overlapping)
        outcome.notes += (
            f"任职重叠，请核对：{spell(one)}；{spell(other)}"
            for one, other in self.office.roster.overlapping
            if (one, other) not in known
        )
        outcome.notes += (
            f"“{several[0].person.name}”作为 {len(several)} 个人登记，请核对：{'；'.join(map(spell, several))}；"
            "是同一个人的，写上同一个警号再导入；没有警号的，写上前一处的任职止再导入"
            for several in rosters.namesakes(before.roster, self.office.roster)
        )
        outcome.notes += self._ends_told(rosters.ends_changed(before.roster, self.office.roster))
        moved = resettle(self._session, before, self.office, self._now)
        if moved.out or moved.into:
            outcome.notes.append(f"花名册改变后，{moved.out} 行从待核实转为采用，{moved.into} 行转入待核实")
        return fates

    def _ends_told(self, changed: Sequence[rosters.EndChanged]) -> Iterator[str]:
        """Each last day that was changed, how many entries lie in the days it decides, and what to type next."""
        if not changed:
            return
        years = range(self.office.first_day.year, self._now.year + 1)
        standing = [one.entry for year in years for one in entries.active(self._session, year)]
        for one in changed:
            touched = [entry for entry in standing if one.touches(entry)]
            who, unit, until = one.posting.person.name, one.posting.unit, one.posting.until
            told = (
                f"“{who}”在“{unit}”的任职止改了：{one.was or '没有写'} → {until or '没有写'}，"
                f"这段日子里已经登记的有 {len(touched)} 条，请核对"
            )
            last = max((entry.month for entry in touched), default=None)
            look = f"没有错的，先看会有哪些变化：zlts assess {last} --dry-run" if last else f"zlts explain {who}"
            yield f"{told}；{look}"


def _scales_told(shown: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """By which scale the middle key of these units' devices is read, where that matters to a policy."""
    for three, told, other in ((True, "只有三个键的", 5), (False, "不止三个键的", 3)):
        units = "、".join(dict.fromkeys(unit for unit, own in shown if own is three))
        if units:
            yield f"{units}的评价器按{told}读；不对的话，加上 --map 评价结果:{KEYS}={other} 再导入一次"


def _plain_options(options: Options) -> dict[str, object]:
    values = {key: value for key, value in asdict(options).items() if key not in ("kind", "encoding")}
    values["month"] = str(options.month) if options.month else ""
    values["words"] = {f"{where}:{word}": known for (where, word), known in options.words.items()}
    values["columns"] = dict(options.columns)
    for later in ("left_out", "role"):  # where they are not given, as older ledgers have it
        if not values[later]:
            del values[later]
    return values


# ---------------------------------------------------------------- what an import did, as a report


def receipt(outcomes: Iterable[FileOutcome], *, dry_run: bool, brief: bool = False) -> Report:
    """The files' fates as the JSON contract has them, and as tables; `intake` has taken out those who complained.

    `brief` leaves off the files of which there is nothing to say.
    """
    outcomes = list(outcomes)
    come = [(one.arrivals, sorted(one.months)) for one in outcomes if one.arrivals]
    return imported(
        [_machine(one) for one in outcomes if not one.passed_over],
        [_passed_over(one.path, one.passed_over) for one in outcomes if one.passed_over],
        dry_run=dry_run,
        brief=brief,
        come_due="".join(one.come_due for one in outcomes),
        lacking=[sentence for arrivals, months in come for sentence in arrivals.attention(months)],
        unread=[Path(one.path).name for one in outcomes if one.unread and not one.error],
        turned=sum(one.turned for one in outcomes if not one.error),
        gone=sum(one.gone for one in outcomes if not one.error),
        lost=sum(one.lost for one in outcomes if not one.error),
        passes=[due for one in outcomes for due in one.passes_due],
        missing={
            unit: list(map(str, own)) for arrivals, months in come for unit, own in arrivals.missing(months).items()
        },
    )


def _said(one: Side) -> dict[str, Any]:
    place = one.place
    found = {"batch": place.batch, "file": one.file, "sheet": place.sheet, "row": place.row}
    return {**found, "officer": one.officer, "rating": one.rating, "undo": f"zlts undo {place.batch}"}


def _passed_over(path: str, one: PassedOver) -> dict[str, Any]:
    return {"path": path, "reason": one.reason, "could_be_register": one.could_be_register}


def _machine(one: FileOutcome) -> dict[str, Any]:
    machine: dict[str, Any] = {
        "path": one.path,
        "kind": one.kind,
        "batch": one.batch,
        "rows": one.rows,
        "accepted": one.accepted,
        "duplicates": one.duplicates,
        "rejected": one.rejected,
        "set_aside": one.set_aside,
        "ignored": one.ignored,
        "problems": [
            {
                "sheet": at.sheet,
                "row": at.row,
                "column": at.problem.column,
                "value": at.problem.value,
                "reason": at.problem.reason,
            }
            for at in one.problems
        ],
        "notes": one.notes,
        "changed": [
            {"time": change.time, "new": _said(change.new), "old": _said(change.old)} for change in one.changes
        ],
        "used": [
            {"sheet": layout.sheet, "heading": heading, "field": name, "code": code}
            for layout in one.layouts
            for heading, code, name in layout.used
        ],
        "unused": [
            {"sheet": layout.sheet, "heading": heading} for layout in one.layouts for heading in layout.unused
        ],
    }
    return {**machine, "error": one.error, "line": one.line} if one.error else machine
