"""Figures of issued bulletins that the ledger no longer gives: told once, old, new and why (readings: Bulletins)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from zlts.bulletins.facts import FigureCorrection
from zlts.periods import Span
from zlts.reports import UNREPORTED, Column, Look, Table

Figures = Mapping[str, Any]
Subject = tuple[str, str, str]
"""A unit, and of an officer his name and badge as well."""

_PRESSES = ("counted", "satisfied", "percent")
_KEYS = {
    Span.MONTH: (*_PRESSES, "received_complaints", "sustained_complaints"),
    Span.QUARTER: ("rank", "score", *_PRESSES, "sustained_complaints", "assistance"),
}
_NAMES = {
    "rank": "名次",
    "score": "得分",
    "counted": "有效评价",
    "satisfied": "满意",
    "percent": "满意率",
    "received_complaints": "收到投诉",
    "sustained_complaints": "有效投诉",
    "assistance": "帮扶",
}
_WHY = (
    (_PRESSES, "评价数据已更正"),
    (("received_complaints", "sustained_complaints"), "投诉登记已更新"),
    (("score",), "检查登记已更正"),
    (("rank", "assistance"), "按现在的数字重新核对"),
)
_LATE, _WITHDRAWN, _POINTS = "评价数据补报", "评价数据已撤销", "加减分已更正"


class Issue(NamedTuple):
    """A bulletin as issued: its number, its period and its machine form."""

    number: str
    period: str
    machine: Mapping[str, Any]


def changed(span: Span, issued: Iterable[Issue], now: Mapping[str, Mapping[str, Any]]) -> list[FigureCorrection]:
    """What has changed since it was last told, by a bulletin or by the corrections in a later one of its kind.

    `issued` stand in the order of issue; `now` has the machine form of each of their periods as it is today, its
    `missing`, its `units` and its `officers` at least.
    """
    told: dict[str, tuple[str, dict[Subject, dict[str, Any]]]] = {}
    for one in issued:
        told[one.period] = (one.number, _figures(span, one.machine))
        for item in one.machine.get("figure_corrections", ()):
            if item["period"] in told and item["period"] != one.period:
                figures = told[item["period"]][1]
                subject = _as_told((item["unit"], item["officer"], item["badge"]), figures)
                figures.setdefault(subject, {}).update(item["now"])
    return [
        FigureCorrection(number, period, *subject, *pair, _reason(*pair, of_officer=bool(subject[1])))
        for period, (number, figures) in sorted(told.items())
        for subject, pair in _differences(figures, _figures(span, now[period])).items()
    ]


def _figures(span: Span, machine: Mapping[str, Any]) -> dict[Subject, dict[str, Any]]:
    """By whom they are of; those of evaluations of a unit whose data have not come are none."""
    missing, keys = machine.get("missing", {}), _KEYS.get(span, _KEYS[Span.QUARTER])
    found: dict[Subject, dict[str, Any]] = {}
    for line in machine["units"]:
        found[line["unit"], "", ""] = {key: line[key] for key in keys if key in line}
    own = ("score", *_PRESSES) if span is Span.YEAR else _PRESSES
    for line in machine.get("officers", ()):
        found[line["unit"], line["officer"], line["badge"]] = {key: line[key] for key in own}
    for (unit, _, _), figures in found.items():
        if unit in missing and not figures["counted"]:
            figures.update(dict.fromkeys(_PRESSES, UNREPORTED))
    return found


def _differences(
    was: Mapping[Subject, Figures], now: Mapping[Subject, Figures]
) -> dict[Subject, tuple[dict[str, Any], dict[str, Any]]]:
    """Of whom something differs; somebody of whom nothing was said, or is any more, has no evaluations there."""
    none: Figures = {"counted": 0, "satisfied": 0, "percent": None}
    now = {_as_told(subject, was, now): figures for subject, figures in now.items()}
    found = {}
    for subject in dict.fromkeys([*was, *now]):
        old, new = was.get(subject, none), now.get(subject, none)
        if none in (old, new) and {old["counted"], new["counted"]} <= {0, UNREPORTED}:
            continue
        keys = [key for key in old if key in new and old[key] != new[key]]
        if set(keys) & set(_PRESSES):
            keys = [key for key in old if key in keys or key in _PRESSES]
        if keys:
            found[subject] = ({key: old[key] for key in keys}, {key: new[key] for key in keys})
    return found


def _as_told(subject: Subject, figures: Mapping[Subject, object], beside: Container[Subject] = ()) -> Subject:
    """An officer as he stands among these figures, if under another unit: a unit is no figure of his.

    `beside` are those that are told of by themselves.
    """
    if subject in figures or not subject[1]:
        return subject
    moved = [one for one in figures if one[1:] == subject[1:] and one not in beside]
    return moved[0] if len(moved) == 1 else subject


def _reason(was: Figures, now: Figures, *, of_officer: bool) -> str:
    told = []
    for keys, why in _WHY:
        if not any(was.get(key) != now.get(key) for key in keys):
            continue
        if keys is _PRESSES and was["counted"] == UNREPORTED:
            told.append(_LATE)
        elif keys is _PRESSES and now["counted"] == UNREPORTED:
            told.append(_WITHDRAWN)
        elif of_officer and "score" in keys:
            told.append(_POINTS)
        else:
            told.append(why)
    return "；".join(told)


# ---------------------------------------------------------------- as they are shown


def figures_table(found: Sequence[FigureCorrection]) -> tuple[Table, ...]:
    """A table of them, where there is anything to tell."""
    columns = (
        Column("number", "通报", Look.WORD),
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("was", "原来"),
        Column("now", "现在"),
        Column("reason", "原因"),
    )
    rows = tuple(
        (one.number, one.unit, one.officer or "—", _spelt(one.was), _spelt(one.now), one.reason) for one in found
    )
    return (Table("figure_corrections", "对以前通报数字的更正", columns, rows),) if rows else ()


def _spelt(figures: Figures) -> str:
    """有效评价 58，满意 58，满意率 100.00%; 未报 stands for the three together."""
    if figures.get("counted") == UNREPORTED:
        figures = {"counted": UNREPORTED, **{key: value for key, value in figures.items() if key not in _PRESSES}}
    return "，".join(f"{_NAMES[key]} {_value(value)}" for key, value in figures.items())


def _value(value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value)) or "无"
    return "—" if value is None else str(value)
