"""Write the made parts of the architecture note anew, and lower the budgets: `python -m tests.architecture.make`."""

from __future__ import annotations

from tests.architecture import budgets
from tests.architecture.note import NOTE, renewed


def main() -> None:
    """Make every part, and write the note if it has changed."""
    before = NOTE.read_text(encoding="utf-8")
    after = renewed(before)
    if after != before:
        NOTE.write_text(after, encoding="utf-8")
    known = budgets.budgets() if budgets.BUDGETS.exists() else {}
    budgets.write(budgets.lowered(known, budgets.lines()))


if __name__ == "__main__":
    main()
