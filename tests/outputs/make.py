"""Makes data/outputs.toml, the headings by which what zlts wrote is known again: `python -m tests.outputs.make`."""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from openpyxl import load_workbook

from tests.outputs.county import county, written
from zlts.importers.sheet_choice import mark_of

DATA = Path(__file__).parents[2] / "data" / "outputs.toml"
_HEAD = """\
# Headings of the tables that zlts writes, by which they are known again on import and refused: made from the reports
# themselves by `python -m tests.outputs.make`. Figures in a heading are written #.

# In CSV a table stands alone.
"""
_LEAST = 3
"""A table of fewer columns lacks what any register needs."""


def of_csv(path: Path) -> tuple[str, ...]:
    """The headings of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return mark_of(next(csv.reader(stream), []))


def of_workbook(path: Path) -> Iterator[tuple[str, ...]]:
    """The headings of each table: in the row above the frozen pane, or of several in one sheet where 序号 begins."""
    for sheet in load_workbook(path).worksheets:
        frozen = int("".join(filter(str.isdigit, str(sheet.freeze_panes or ""))) or "0") - 1
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            if number == frozen or (frozen < 0 and row[0] == "序号"):
                yield mark_of(str(cell) for cell in row if cell is not None)


def page(files: Iterable[Path]) -> str:
    """The data file for these files."""
    alone: set[tuple[str, ...]] = set()
    below: set[tuple[str, ...]] = set()
    for path in files:
        if path.suffix == ".csv":
            alone.add(of_csv(path))
        else:
            below.update(of_workbook(path))
    tables = sorted(mark for mark in alone if len(mark) >= _LEAST)
    sheets = sorted(mark for mark in below - alone if len(mark) >= _LEAST)
    said = "# In a workbook it stands below our title lines.\n"
    return f"{_HEAD}{_listed('tables', tables)}\n{said}{_listed('sheets', sheets)}"


def _listed(name: str, marks: Iterable[tuple[str, ...]]) -> str:
    return f"{name} = [\n" + "".join(f"    {json.dumps(mark, ensure_ascii=False)},\n" for mark in marks) + "]\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        made = written(county(Path(place)), Path(place) / "写出")
        DATA.write_text(page(made.values()), encoding="utf-8")
