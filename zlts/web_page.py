"""A report as a web page: one file to look at and to print, its style inside, without any script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zlts.cells import clean, shown
from zlts.drawings import Panel, panels
from zlts.outfile import replacing
from zlts.periods import chinese
from zlts.reports import Report, Table, on_paper
from zlts.resources import data_file


@dataclass(frozen=True, slots=True)
class _Row:
    look: str
    cells: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Section:
    """A table as the template shows it: texts only, each cell with its column's look."""

    title: str
    headings: Sequence[str]
    rows: Sequence[_Row]
    empty: str
    note: str


@dataclass(frozen=True, slots=True)
class _Figure:
    title: str
    panels: Sequence[Panel]


def write(report: Report, path: Path) -> None:
    """Write the report to an .html file, whole or not at all.

    Raises:
        OutputRefused: the file cannot be written; see `outfile.replacing`.
    """
    with replacing(path) as stream:
        stream.write(page(report).encode("utf-8"))


def page(report: Report) -> str:
    """The report as the text of a web page; every imported text is escaped."""
    from jinja2 import Environment, StrictUndefined

    made = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    template = made.from_string(data_file("report.html").read_text(encoding="utf-8"))
    return template.render(
        title=clean(report.title if report.title.startswith(report.bureau) else f"{report.bureau}{report.title}"),
        bureau=clean(report.bureau),
        period=clean(chinese(report.period)),
        attention=[clean(on_paper(sentence)) for sentence in report.attention],
        tables=[_section(table) for table in sorted(report.tables, key=lambda table: table.detail)],
        charts=[_Figure(clean(chart.title), panels(chart)) for chart in report.charts],
        basis=[clean(sentence) for sentence in report.basis],
    )


def _section(table: Table) -> _Section:
    looks = [column.look for column in table.columns]
    rows = [(row, "marked" if number in table.marked else "") for number, row in enumerate(table.rows)]
    rows += [(table.total, "total")] if table.total else []
    return _Section(
        clean(table.title),
        [clean(column.heading) for column in table.columns],
        [
            _Row(kind, [(look.value, shown(cell, look)) for look, cell in zip(looks, row, strict=True)])
            for row, kind in rows
        ],
        clean(table.empty),
        clean(table.note),
    )
