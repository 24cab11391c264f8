"""A line budget for each room, in `budgets.csv`: it may only fall.

`python -m tests.architecture.make` lowers a budget to what the room measures, and gives a new room its first one. To
raise one is a decision: change the file by hand, and say why in DECISIONS.md.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from tests.architecture.note import PACKAGE

BUDGETS = Path(__file__).with_name("budgets.csv")


def lines(package: Path = PACKAGE) -> dict[str, int]:
    """The lines of each room, blank ones and docstrings included."""
    found: Counter[str] = Counter()
    for path in package.rglob("*.py"):
        below = path.relative_to(package).parts
        room = below[0] if len(below) > 1 else path.stem
        found[room] += len(path.read_text(encoding="utf-8").splitlines())
    return {room: count for room, count in sorted(found.items()) if room not in ("__init__", "__main__")}


def budgets() -> dict[str, int]:
    """Each room's budget."""
    with BUDGETS.open(encoding="utf-8", newline="") as stream:
        return {room: int(count) for room, count in csv.reader(stream)}


def lowered(known: dict[str, int], now: dict[str, int]) -> dict[str, int]:
    """The budgets that fall to what the rooms measure; of rooms that are gone there is none."""
    return {room: min(count, known.get(room, count)) for room, count in now.items()}


def write(known: dict[str, int]) -> None:
    """Write the budgets."""
    BUDGETS.write_text("".join(f"{room},{count}\n" for room, count in sorted(known.items())), encoding="utf-8")
