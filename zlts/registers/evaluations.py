"""Evaluations in detail, declared: a row for each press. What becomes of the rows: `evaluations.bulk_intake`."""

from __future__ import annotations

from zlts.model import Register
from zlts.registers.declaration import (
    BADGE,
    EVALUATOR,
    OFFICER,
    UNIT,
    WHO_COLUMNS,
    WINDOW,
    Declaration,
    Field,
    Form,
    Says,
    Type,
)

EVALUATIONS = Declaration(
    kind=Register.EVALUATIONS,
    word="评价",
    table="evaluation_aside",
    indexed=("time",),
    forms=(
        Form(
            Register.EVALUATIONS,
            "detail",
            "评价明细",
            (
                Field("serial", "流水号", Type.SERIAL),
                *(UNIT, WINDOW, EVALUATOR, BADGE, OFFICER),
                Field("rating", "评价结果", Type.RATING, Says.WHAT),
                Field("time", "评价时间", Type.TIME, Says.WHEN, filled=True),
                Field("date", "日期", Type.DAY, Says.WHEN, filled=True),
                Field("clock", "时间", Type.CLOCK, Says.WHEN, filled=True),
            ),
            needed=(("rating",), ("time", "date"), WHO_COLUMNS),
            parts={"time": ("date", "clock")},
        ),
    ),
)
