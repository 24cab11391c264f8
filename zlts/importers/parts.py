"""Fields made of two columns: a time of 日期 and 时间, points of 扣分 and 加分 (spec 3)."""

from __future__ import annotations

from collections.abc import Mapping

from zlts.importers.forms import Form

_MIDNIGHT = "00:00:00"
BOTH_WAYS = "这一行既有扣分又有加分，看不出算哪一个"


def joined(form: Form, fields: dict[str, str]) -> dict[str, str]:
    """The fields, with wholes in place of their parts; two parts that contradict each other stand side by side."""
    for whole, parts in form.parts.items():
        first, second = (fields.pop(part, None) for part in parts)
        if first is not None or second is not None:
            fields[whole] = _moment(first, second) if whole == "time" else _points(first, second)
    return fields


def joined_columns(form: Form, columns: dict[str, list[str]]) -> dict[str, list[str]]:
    """The same for many rows at once, column by column."""
    there = {part for parts in form.parts.values() for part in parts if part in columns}
    if not there:
        return columns
    rows = [joined(form, dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]
    return {code: [row[code] for row in rows] for code in rows[0]}


def contradicts(form: Form, values: Mapping[str, str]) -> bool:
    """Whether a row both takes points and gives them."""
    minus, plus = form.parts.get("points", ("", ""))
    return values.get(minus, "") not in ("", "0") and values.get(plus, "") not in ("", "0")


def _moment(day: str | None, clock: str | None) -> str:
    """A day without any column for the time of day is its midnight."""
    return f"{day or ''} {_MIDNIGHT if clock is None else clock}".strip()


def _points(minus: str | None, plus: str | None) -> str:
    said = [part for part in (minus, plus) if part]
    telling = [part for part in said if part != "0"] or said[:1]
    return "/".join(telling)
