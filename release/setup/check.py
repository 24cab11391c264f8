"""Is this Python fit for zlts, and has the folder come over whole? The exit code tells; the script has the words.

An old Python runs this too: nothing in it is newer than Python 3.6.
"""

import struct
import sys
from pathlib import Path

PYTHONS = ((3, 11), (3, 12), (3, 13))
BITS = 64
SQLITE = (3, 35)
WRONG_VERSION, NOT_64_BIT, OLD_SQLITE, NO_VENV, DAMAGED = 11, 12, 13, 14, 15


def unfit() -> int:
    """The exit code that says why this Python does not serve; 0 if it does."""
    if sys.version_info[:2] not in PYTHONS:
        return WRONG_VERSION
    if struct.calcsize("P") * 8 != BITS:
        return NOT_64_BIT
    return _old_sqlite() or _lacks_parts()


def _old_sqlite() -> int:
    import sqlite3

    if sqlite3.sqlite_version_info < SQLITE:
        return OLD_SQLITE
    try:
        sqlite3.connect(":memory:").execute("SELECT value FROM json_each('[1]')")
    except sqlite3.OperationalError:
        return OLD_SQLITE
    return 0


def _lacks_parts() -> int:
    from importlib.util import find_spec

    return 0 if find_spec("venv") and find_spec("ensurepip") else NO_VENV


def damaged(folder: Path) -> int:
    """The exit code that says a file of the bundle is missing or other than it was made; 0 if none is."""
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = [line.split("  ", 1) for line in sums]
    whole = all(_digest(folder / name) == digest for digest, name in listed)
    return 0 if listed and whole else DAMAGED


def _digest(path: Path) -> str:
    import hashlib

    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(unfit() or (damaged(Path(sys.argv[1])) if len(sys.argv) > 1 else 0))
