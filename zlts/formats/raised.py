"""Digits shown raised or lowered: the number of a footnote must not join the figure before it (10¹ is not 101)."""

from __future__ import annotations

from collections.abc import Iterable

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_AS_RAISED = str.maketrans("0123456789０１２３４５６７８９", _RAISED * 2)


def as_raised(text: str) -> str:
    """The text with its digits as raised ones, which no number is read from."""
    return text.translate(_AS_RAISED)


def joined(runs: Iterable[tuple[str, bool]]) -> str:
    """The text of a cell's runs, each with whether it is raised or lowered."""
    return "".join(as_raised(text) if is_raised else text for text, is_raised in runs)
