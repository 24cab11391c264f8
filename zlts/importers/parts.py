"""Fields of two columns: a time of 日期 and 时间, points of 扣分 and 加分, 满分 and 得分 (readings: Columns)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from zlts.registers.declaration import Form

_MIDNIGHT = "00:00:00"
BOTH_WAYS = "这一行既有扣分又有加分，看不出算哪一个"
NO_FULL_MARK = (
    "得分本身不是加扣分：要同一行有满分（分值）才算得出，满分在哪一列请用 --map 满分=… 指明；"
    "只有这一列写的就是加几分、扣几分的，才用 --map 加扣分=表头"
)
FULL_MARK_ALONE = (
    "分值（满分）不是加扣分，这一行没有写加扣几分；"
    "这一列如果就是加扣分，请用 --map 加扣分=表头 指明，没有加扣分的请用 --map 满分=-"
)


def joined(form: Form, fields: dict[str, str]) -> dict[str, str]:
    """The fields, with wholes in place of their parts; two parts that contradict each other stand side by side."""
    for whole, parts in form.parts.items():
        first, second = (fields.pop(part, None) for part in parts)
        if first is not None or second is not None:
            fields[whole] = _moment(first, second) if whole == "time" else _points(first, second)
    return _with_marks(form, fields)


def _with_marks(form: Form, fields: dict[str, str]) -> dict[str, str]:
    """The fields, with the difference of two marks as points where no column says the points; the marks go."""
    if form.marks and not fields.keys().isdisjoint(form.marks):
        full, score = (fields.pop(code, "") for code in form.marks)
        difference = _difference(full, score)
        if difference is not None and not fields.get("points"):
            fields["points"] = str(difference)
    return fields


def _difference(full: str, score: str) -> int | None:
    """What was got less what could be; None where a mark is missing, or it is no whole number."""
    try:
        difference = Decimal(score) - Decimal(full)
    except ArithmeticError:
        return None
    return int(difference) if difference == int(difference) else None


def fault_of_marks(form: Form, values: Mapping[str, str]) -> tuple[str, str] | None:
    """The field and the reason why a row's marks cannot be taken; `values` are those that could be read."""
    if not form.marks or values.keys().isdisjoint(form.marks):
        return None
    full, score = (values.get(code, "") for code in form.marks)
    told = [int(values[code]) for code in ("points", "minus", "plus") if values.get(code)]
    if full and score:
        return _fault_of_difference(_difference(full, score), sum(told) if told else None)
    says_points = not values.keys().isdisjoint(("points", "minus", "plus"))
    if score and not told:
        return "score", NO_FULL_MARK
    return ("full", FULL_MARK_ALONE) if full and not says_points else None


def _fault_of_difference(difference: int | None, told: int | None) -> tuple[str, str] | None:
    if difference is None:
        return "score", "得分比满分少的不是整数，加扣分只能是整数"
    if told is not None:
        return None if told == difference else ("score", f"满分、得分相差 {difference:+d} 分，与写明的加扣分对不上")
    return ("score", "得分比满分还多，看不出加几分，请写成加分") if difference > 0 else None


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
