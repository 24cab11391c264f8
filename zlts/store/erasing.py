"""Those whose complaints are erased, taken out of all else that the ledger keeps (readings: Redaction)."""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache

from zlts.redaction import Redaction
from zlts.registers.catalogue import REGISTERS
from zlts.registers.declaration import Type
from zlts.store import kept
from zlts.store.session import Session

_LEFT = {"policy", "journal", "journal_end"}
"""Rules say nothing of complainants; the journal's chain holds only unchanged, and names nobody known to complain."""


def erase_texts(session: Session, gone: Redaction) -> int:
    """Take them out of every text of every table; returns in how many rows they stood.

    Equal words get equal signs, others others: what was told apart, or known as the same, still is.
    """
    hide = cache(gone.hide)
    with _unguarded(session):
        return sum(_erase_in(session, table, hide) for table in _tables(session) if table not in _LEFT)


def _erase_in(session: Session, table: str, hide: Callable[[str], str]) -> int:
    columns = [row[1] for row in session.execute(f'PRAGMA table_info("{table}")') if "CHAR" in str(row[2]).upper()]
    touched = set()
    for column in columns:
        found = session.execute(f'SELECT rowid, "{column}" FROM "{table}" WHERE typeof("{column}") = \'text\'')
        changed = [(told, number) for number, said in found if (told := hide(said)) != said]
        if (table, column) in _FIGURES:  # a number that was taken for points or a count is none
            changed = [("0", number) for _, number in changed]
        session.execute_all(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', changed)
        touched |= {number for _, number in changed}
    return len(touched)


_FIGURES = {
    ("summary_count", "count"),
    *(
        (one.table, code)
        for one in REGISTERS
        for code, item in one.fields.items()
        if item.type in (Type.COUNT, Type.POINTS, Type.MINUS, Type.PLUS, Type.MARK, Type.PERCENT)
    ),
}
"""The columns whose texts are read as figures."""


def _tables(session: Session) -> list[str]:
    found = session.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [name for (name,) in found.fetchall()]


@contextmanager
def _unguarded(session: Session) -> Iterator[None]:
    """Without the triggers that keep entries from being changed; they stand again at the end."""
    guards = session.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_update'"
    ).fetchall()
    for name, _ in guards:
        session.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, statement in guards:
        session.execute(statement)


# ---------------------------------------------------------------- kept files


def erase_files(session: Session, gone: Redaction, sheets: Iterable[int], at: str) -> int:
    """The bytes of the files go whose complaints (of those sheets) are erased, or in which one of them stands."""
    own = (
        "SELECT b.file_id FROM batch b JOIN sheet s ON s.batch_id = b.id"
        " WHERE s.id IN (SELECT value FROM json_each(?))"
    )
    chosen = {number for (number,) in session.execute(own, (json.dumps(sorted(set(sheets))),))}
    there = session.execute("SELECT id FROM kept_file WHERE erased_at IS NULL ORDER BY id").fetchall()
    erased = [number for (number,) in there if number in chosen or _names_one(session, number, gone)]
    for number in erased:
        session.execute("UPDATE kept_file SET content = x'', erased_at = ? WHERE id = ?", (at, number))
    return len(erased)


def _names_one(session: Session, file: int, gone: Redaction) -> bool:
    content = b"".join(kept.chunks(session, file))
    return any(gone.is_private(line) for piece in _pieces(content) for line in _lines(piece))


def _pieces(content: bytes) -> Iterator[bytes]:
    """A file's bytes, and those of each file that is packed in it."""
    yield content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for one in packed.infolist():
                yield one.filename.encode()
                yield packed.read(one)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError):  # it is none, or not all of it can be unpacked
        return


_ENDS = re.compile(r"</(?:\w+:)?(?:si|is|c|p|td|th|tr|row|text)>", re.IGNORECASE)
_MARKS = re.compile(r"<[^<>]*>")
_CONTROLS = re.compile(r"[\x00-\x1f]")


def _lines(piece: bytes) -> set[str]:
    """What the bytes may say, line by line; a word that marks divide stays one."""
    found: set[str] = set()
    for text in _texts(piece):
        plain = _MARKS.sub(" ", _ENDS.sub("\n", text)) if "</" in text else text
        found.update(_CONTROLS.split(plain))
    return found


def _texts(piece: bytes) -> Iterator[str]:
    """The bytes as text; in every encoding that may be meant where they are no plain text."""
    for encoding in ("utf-8", "gb18030"):
        try:
            yield piece.decode(encoding)
        except UnicodeDecodeError:
            continue
        return
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        yield piece.decode(encoding, errors="ignore")
    yield piece[1:].decode("utf-16-le", errors="ignore")
