"""Whether this run has written a ledger, so that no message says that nothing was written."""

from __future__ import annotations

_made: list[str] = []


def begin() -> None:
    """A command begins: nothing is written yet."""
    _made.clear()


def note(ledger: str) -> None:
    """A ledger of that name has been written; it stays so, whatever goes wrong afterwards."""
    _made.append(ledger)


def made() -> bool:
    """Whether this command has written a ledger."""
    return bool(_made)
