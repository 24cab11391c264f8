"""The clerk's use cases in their order, for programs: found, import, assess, explain, report, award.

Thin over `services`, and typed as they are. Nothing here looks at the clock: every call is given the time it happens
at. The commands do not go this way but load each its own part of the services, as loading all takes longer
than most of them work; what they do is the same. docs/api.md shows them at work.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from zlts.db import Ledger
from zlts.errors import ZltsError
from zlts.importers.reading import Options
from zlts.importers.vocabulary import load_vocabulary
from zlts.periods import Month, Period
from zlts.reports import Report
from zlts.services import assess, bulletins, decisions, explaining, founding, intake, listings, overview
from zlts.services.assess import Assessment
from zlts.services.intake import FileOutcome
from zlts.services.redacting import redact_error
from zlts.store.personal import redaction


class Contest:
    """The contest that one ledger file holds, open until `close` or the end of a `with` block.

    Every method raises `zlts.errors.ZltsError` with a Chinese sentence where the clerk has to put something right.
    Neither its results nor its errors name those who complained.
    """

    def __init__(self, path: Path, *, now: datetime | None = None) -> None:
        """Open the ledger there; with the time, its first write of a day copies it first.

        Raises:
            LedgerRefused: there is none, or it is no ledger of this program.
        """
        self.ledger = Ledger.open(path, now)
        """For those parts of the desk that have no method here."""

    @staticmethod
    def found(path: Path, *, now: datetime, roster: Path | None = None, policy: Path | None = None) -> FileOutcome:
        """建立台账: make the ledger there, with a roster and a policy file, else those of the notice.

        Returns what became of the roster's rows.

        Raises:
            LedgerRefused: a file of that name is there already.
            FileRefused, PolicyRefused: the roster or the policy does not hold; nothing is made.
        """
        return founding.found(path, roster, policy, load_vocabulary(), now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.ledger.close()

    def import_files(
        self, paths: Iterable[Path], *, now: datetime, options: Options | None = None, dry_run: bool = False
    ) -> list[FileOutcome]:
        """导入: take files or folders in; what became of each. A file refused has its `error` and keeps no other out.

        Raises:
            FileRefused: a folder without any file.
        """
        with self._redacting_errors():
            said = options or Options()
            return intake.import_files(self.ledger, paths, said, load_vocabulary(), now, dry_run=dry_run)

    def quarantine(self) -> Report:
        """待核实: the rows that were not understood and have no effect, each with the reason."""
        with self._redacting_errors():
            return listings.quarantine_listing(self.ledger)

    def assess(self, month: Month, *, now: datetime, dry_run: bool = False) -> Assessment:
        """月度评定: post and reverse until the ledger says what the evidence supports; a second pass posts nothing.

        Raises:
            WrongUsage: the month lies before the policy's first day or in the future.
            Refused: the month still runs, and this is no dry run.
        """
        with self._redacting_errors():
            made = assess.assess(self.ledger, month, now, dry_run=dry_run)
            with self.ledger.read() as session:
                hidden = redaction(session)
            return replace(
                made,
                posted=hidden.of(made.posted),
                reversed=hidden.of(made.reversed),
                gaps=hidden.of(made.gaps),
                files=hidden.of(made.files),
                why=hidden.of(made.why),
            )

    def carried_out(
        self, entries: Sequence[int], *, on: date, now: datetime, by: str = "", document: str = ""
    ) -> list[str]:
        """执行: record that measures took place on a day; what else the clerk should know of them.

        Raises:
            WrongUsage: no such active entry, nothing to carry out, or a day in the future.
            Refused: a day before the entry's own.
        """
        with self._redacting_errors():
            return decisions.done(self.ledger, entries, on.isoformat(), by, document, now)

    def explain(self, name: str, *, now: datetime, year: int | None = None) -> Report:
        """An officer's year by name or badge, every entry back to clause, rows and files; else the last assessed one.

        Raises:
            WrongUsage: nobody or several are called that.
        """
        with self._redacting_errors():
            return explaining.explain(self.ledger, name, year, now)

    def report(self, period: Period, *, now: datetime, issue: str = "") -> Report:
        """通报: the bulletin of a month, a quarter or a year; with a number, issued under it for good.

        Raises:
            WrongUsage: the period lies wholly before the policy.
            Refused: the number is used already, or the period still runs and was to be issued.
        """
        with self._redacting_errors():
            if issue:
                return decisions.issue(self.ledger, period.span, str(period), issue, now).report
            return bulletins.bulletin(self.ledger, period.span, str(period), now).report

    def awards(self, year: int, *, now: datetime, chosen: Sequence[str] = ()) -> Report:
        """六(八): the December proposal; with the names the leading group chose, its decision recorded.

        Raises:
            WrongUsage: too few or too many are chosen, or one who is not on the shortlist.
            Refused: the year's award is decided already.
        """
        with self._redacting_errors():
            if chosen:
                decisions.award(self.ledger, str(year), chosen, now)
            return bulletins.award_proposal(self.ledger, str(year), now).report

    def status(self, *, now: datetime) -> Report:
        """进度: what is in, what is missing, what is due next."""
        with self._redacting_errors():
            return overview.status(self.ledger, now)

    @contextmanager
    def _redacting_errors(self) -> Iterator[None]:
        """Errors leave without those who complained."""
        try:
            yield
        except ZltsError as error:
            redact_error(self.ledger, error)
            raise
