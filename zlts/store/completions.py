"""The words of a ledger file that a shell may complete: names, units, numbers; read without locking the file.

Nothing is created, locked or altered, and what cannot be read is empty: a word is only ever offered.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from zlts.names import listed

_STANDING = "JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id AND b.undone_at IS NULL"
_PEOPLE = f"""
SELECT DISTINCT r.name, r.badge, r.unit, r.officers FROM posting r {_STANDING} WHERE r.fate = 'accepted' ORDER BY r.id
"""
_UNITS = f"SELECT DISTINCT r.unit, '' FROM posting r {_STANDING} WHERE r.unit > '' ORDER BY r.id"
_BATCHES = "SELECT id, file FROM batch WHERE undone_at IS NULL ORDER BY id DESC"
_ENTRIES = """
SELECT e.id, e.month || ' ' || COALESCE(e.person, e.unit) || ' ' || e.kind FROM entry e
WHERE e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entry o WHERE o.reverses = e.id) ORDER BY e.id DESC
"""
_COMPLAINTS = f"""
SELECT r.number, MIN(r.received) FROM complaint r {_STANDING} WHERE r.number > '' GROUP BY r.number
"""
_ISSUED = "SELECT number, period FROM issued ORDER BY id DESC"
_MONTHS = """
SELECT (SELECT MIN(time) FROM evaluation) / 100000000, (SELECT MAX(time) FROM evaluation) / 100000000
UNION ALL SELECT MIN(REPLACE(month, '-', '')), MAX(REPLACE(month, '-', '')) FROM summary
"""

Word = tuple[str, str]
"""A word to complete, and what it is."""


def people(ledger: Path) -> list[Word]:
    """Names, and badges, of everyone on the roster; a name that several bear stands by its badges only."""
    bearers: dict[str, set[str]] = {}
    badges: dict[str, str] = {}
    for name, badge, unit, officers in _look(ledger, _PEOPLE):
        for one in [name] if name else listed(officers or ""):
            bearers.setdefault(one, set()).add(badge or one)
            if badge:
                badges.setdefault(badge, f"{one} {unit}")
    clear = [(name, "、".join(sorted(own - {name}))) for name, own in bearers.items() if len(own) == 1]
    return [*clear, *badges.items()]


def units(ledger: Path) -> list[Word]:
    """The units, in the roster's order."""
    return _words(ledger, _UNITS)


def batches(ledger: Path) -> list[Word]:
    """The batches that stand, newest first."""
    return _words(ledger, _BATCHES)


def entries(ledger: Path) -> list[Word]:
    """The entries that stand, newest first."""
    return _words(ledger, _ENTRIES)


def complaints(ledger: Path) -> list[Word]:
    """The numbers of the complaints."""
    return _words(ledger, _COMPLAINTS)


def issued(ledger: Path) -> list[Word]:
    """The numbers under which bulletins were issued, newest first."""
    return _words(ledger, _ISSUED)


def months(ledger: Path) -> list[tuple[int, int]]:
    """Year and month from the first to the last evaluation."""
    ends = [int(end) for row in _look(ledger, _MONTHS) for end in row if end and str(end).isdigit()]
    if not ends:
        return []
    first, last = (divmod(end, 100) for end in (min(ends), max(ends)))
    return [(n // 12, n % 12 + 1) for n in range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])]


def _words(ledger: Path, query: str) -> list[Word]:
    return [(str(word), str(what or "")) for word, what in _look(ledger, query)]


def _look(ledger: Path, query: str) -> list[tuple[Any, ...]]:
    try:
        # immutable: no lock is taken, so that whoever is writing need not wait for a Tab
        address = f"{ledger.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            return connection.execute(query).fetchall()
    except (sqlite3.Error, OSError, ValueError):
        return []
