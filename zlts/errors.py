"""What can go wrong that the clerk can put right.

    ZltsError                      every one: a Chinese sentence, and what to do next
    ├── Refused                    exit 1: nothing was taken in
    │   ├── FileRefused            a file that cannot be read as any register
    │   ├── LedgerRefused          no ledger, a foreign one, an existing one
    │   ├── OutputRefused          a file that cannot be written, or may not be overwritten
    │   └── PolicyRefused          a policy file that does not hold together
    └── WrongUsage                 exit 2: the words of the command are off

A row that cannot be taken is no exception but a value (`model.Problem`); any other exception is a bug.
"""

from __future__ import annotations

UNREADABLE = (ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError)
"""What comes of values that nothing can be made of: where a ledger has such, another program has written it."""


class ZltsError(Exception):
    """Something the clerk can put right; `exit_code` is the command's."""

    exit_code = 1

    def __init__(self, message: str, todo: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.message} {self.todo}".strip()


class Refused(ZltsError):
    """Nothing was taken in, with the reason."""


class FileRefused(Refused):
    """A file that is not taken, whole; `options` are those of `zlts import` that may read it, where one can know."""

    def __init__(self, message: str, todo: str = "", options: str = "") -> None:
        super().__init__(message, todo)
        self.options = options


class LedgerRefused(Refused):
    """The ledger file is missing, foreign, or already there."""


class OutputRefused(Refused):
    """A file of results that cannot be written, or that may not be overwritten; the ledger is as it was."""


class PolicyRefused(Refused):
    """A policy file that does not hold together; the message names the key."""


class WrongUsage(ZltsError):
    """The command's words are off: an unknown month, a period wholly before the policy."""

    exit_code = 2
