"""What lies beside the ledger and is not in it: a month's folder, a folder of what came, a register's new version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

from zlts.db import Ledger
from zlts.errors import FileRefused, WrongUsage, ZltsError
from zlts.periods import Month
from zlts.services import office as offices
from zlts.services import outputs, refusals
from zlts.store import batches, kept
from zlts.store.session import Session

if TYPE_CHECKING:
    from zlts.importers.headers import Overrides
    from zlts.importers.vocabulary import Vocabulary
    from zlts.roster import Roster

FOLDERS = ("收件", "来文", "待导入")
"""Besides those named after a month, the folders in which files to be imported are looked for."""
_PAPER = re.compile(r"(\d{4,})-.+\.docx")
"""The paper of an entry, as `zlts notice` names it."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A place to import from: a folder with files that are not in the ledger, or one new version of a register."""

    path: Path
    files: tuple[Path, ...] = ()


def incoming(session: Session, ledger: Path, today: date) -> list[Incoming]:
    """The places beside the ledger that are to be imported, in the order of their names (readings: What is due).

    Nothing else is guessed: not other folders nor those of months that still run, and no loose file but one that is
    named as an imported one was or reads as a register; nor a file that was refused, which waits to be mended.
    """
    known = kept.sizes(session)
    refused = {(one.folder, one.file) for one in refusals.lately(ledger, today)}
    names, looks = set(batches.names_of(session).values()), _Look(session)
    found = []
    try:
        beside = sorted(ledger.absolute().parent.iterdir())
    except OSError:
        return []  # a folder that cannot be listed offers nothing
    for path in beside:
        if path.is_dir() and _is_for_us(path.name, today):
            files = tuple(
                one
                for one in _files(path)
                if (one.parent.name, one.name) not in refused and not _is_known(session, ledger, one, known)
            )
            found += [Incoming(path, files)] if files else []
        elif (
            _is_loose(path, ledger, refused)
            and not _is_known(session, ledger, path, known)
            and (path.name in names or looks.like_a_register(path))
        ):
            found.append(Incoming(path))
    return found


def _is_loose(path: Path, ledger: Path, refused: set[tuple[str, str]]) -> bool:
    """Whether a file beside the ledger could be a register, by its name, and was not refused."""
    from zlts.services.folders import SUFFIXES

    named = path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", "."))
    folder = ledger.absolute().parent.name
    return named and path.is_file() and not {(folder, path.name), ("", path.name)} & refused


class _Look:
    """Looks into a file's heading lines; what that takes is fetched once, where there is a file to look into."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @cached_property
    def _known(self) -> tuple[Roster, Vocabulary, Mapping[str, Overrides]]:
        from zlts.importers.vocabulary import load_vocabulary
        from zlts.services import layouts

        office = offices.load(self._session)
        words = load_vocabulary().with_ratings(office.words.ratings)
        return office.roster, words, layouts.remembered_columns(self._session, ratings=True)

    def like_a_register(self, path: Path) -> bool:
        """Whether it reads as one register that no word of the clerk is needed for."""
        from zlts.formats.book import Book
        from zlts.importers.reading import Options, read

        roster, words, remembered = self._known
        try:
            with Book(path, name=path.name) as book:
                read(
                    book, label=path.name, folder=path.parent.name, vocabulary=words, units=roster,
                    options=Options(), remembered=remembered,
                )  # fmt: skip
        except (ZltsError, OSError):
            return False
        return True


def places(ledger: Ledger, today: date) -> list[Path]:
    """The same places, as an import takes them."""
    with ledger.read() as session:
        return [one.path for one in incoming(session, ledger.path, today)]


def papers_written(ledger: Path) -> frozenset[int]:
    """The numbers of the entries whose papers lie in a folder beside the ledger."""
    found = (_PAPER.fullmatch(path.name) for path in ledger.absolute().parent.glob("*/*.docx"))
    return frozenset(int(one[1]) for one in found if one)


def _is_for_us(name: str, today: date) -> bool:
    """Whether a folder is named as one for what came, or after a month that is over: a summary needs all of it."""
    if name in FOLDERS:
        return True
    try:
        return Month.parse(name).ended(today)
    except WrongUsage:
        return False


def _files(folder: Path) -> Iterator[Path]:
    """The registers in a folder, as an import of the folder would read them."""
    from zlts.services.folders import FoundFile, files_of  # loads the formats, and few ledgers have such a folder

    try:
        found = files_of([folder])
    except FileRefused:
        return
    yield from (one.path for one in found if isinstance(one, FoundFile) and one.certain)


def _is_known(session: Session, ledger: Path, path: Path, sizes: frozenset[int]) -> bool:
    """Whether a file of those bytes came in once, or is one that `zlts` wrote."""
    try:
        if path.stat().st_size not in sizes:
            return outputs.is_ours(ledger, path)
        with path.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
    except OSError:
        return True  # what cannot be read just now is nothing to offer
    return bool(kept.batch_of(session, digest)) or outputs.is_ours(ledger, path)
