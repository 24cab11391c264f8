"""A hundred thousand rows in the other formats: .xlsx, BIFF, and a web page under the name .xls."""

from __future__ import annotations

from pathlib import Path

from bench.measure import Contestant
from bench.results import AT_MOST, Section, compared, paragraphs
from bench.topics.imports import zlts
from bench.workshop import PROGRAMS, Workshop

BOUNDS = {"xlsx": 2.5, "xls": 3.5, "html": 3.0}
TITLES = {"xlsx": ".xlsx", "xls": "BIFF .xls, two sheets", "html": "HTML under the name .xls"}

_HOW = paragraphs("""
The yardstick of the workbooks is a Python that loads python-calamine and goes through all rows without looking at a
cell; that of the web page is `zlts import` of the same rows as CSV. Our child process is included.
""")


def measure(shop: Workshop) -> tuple[Section, ...]:
    rows = shop.sizes.sheet
    files = {kind: _file(shop, kind, rows) for kind in BOUNDS}
    ours = {kind: zlts(shop, f"sheet-{kind}", file, rows) for kind, file in files.items()}
    bare = {kind: _bare(shop, file) for kind, file in files.items() if kind != "html"}
    csv = zlts(shop, "sheet-csv", shop.export(rows), rows)
    found = shop.watch.race([*ours.values(), *bare.values(), csv], shop.rounds, warm=True)
    lines = []
    for kind, bound in BOUNDS.items():
        yardstick = found[bare[kind].name] if kind in bare else found[csv.name].named("zlts import of the CSV")
        title = f"{rows:,} rows, {TITLES[kind]}"
        lines.append(compared(title, found[ours[kind].name], yardstick, (AT_MOST, bound)))
    return (Section("sheets", "Import from spreadsheets", tuple(lines), _HOW),)


def _file(shop: Workshop, kind: str, rows: int) -> Path:
    """The export in that format; a web page ends in .xls, as its makers have it."""
    name, ending = ("web", "xls") if kind == "html" else ("year", kind)
    target = shop.folder(f"data/{kind}") / f"{name}-{rows}.{ending}"
    if not target.exists():
        shop.tell(f"writing {kind} {target.name}")
        python = (shop.peers if kind == "xls" else shop.ours) / "bin" / "python"
        draft = target.with_suffix(f".part.{kind}")
        shop.must(python, PROGRAMS / "write_sheet.py", shop.export(rows), draft)
        draft.rename(target)
    return target


def _bare(shop: Workshop, file: Path) -> Contestant:
    name = f"python-calamine's bare iteration over the {file.suffix}"
    return Contestant(name, [shop.python, PROGRAMS / "calamine_rows.py", file])
