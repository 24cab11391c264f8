"""Writing workbooks, beside a bare openpyxl script that writes the same cells with the same styles."""

from __future__ import annotations

from pathlib import Path

from bench.measure import Contestant
from bench.results import AT_MOST, Line, Section, compared, paragraphs
from bench.topics.folders import demo_files
from bench.workshop import PROGRAMS, Workshop

BOUND = 1.5

_HOW = paragraphs("""
Both clocks run from the finished figures to the saved file, in a process that has loaded openpyxl. The bare script
writes the values, named styles, merged areas, widths and heights of the workbook that zlts has just written; it
works nothing out, and draws no charts.
""")


def measure(shop: Workshop) -> tuple[Section, ...]:
    demo = demo_files(shop).parent / "演示.db"
    lines = [_line(shop, "the quarterly workbook of the demo's year", demo, "quarterly")]
    lines.append(_line(shop, f"a detail sheet of {shop.sizes.detail:,} rows", _detail_ledger(shop), "detail"))
    return (Section("writing", "Writing workbooks", tuple(lines), _HOW),)


def _detail_ledger(shop: Workshop) -> Path:
    ledger = shop.ledger("detail", shop.sizes.detail)
    shop.must(shop.zlts, "import", shop.export(shop.sizes.detail), "--ledger", ledger)
    return ledger


def _line(shop: Workshop, what: str, ledger: Path, kind: str) -> Line:
    folder = shop.folder("written")
    drawn, bare = folder / f"{kind}.xlsx", folder / f"{kind}-bare.xlsx"
    ours = Contestant(f"zlts, {what}", [shop.python, PROGRAMS / "draw.py", ledger, kind, drawn], own_clock=True)
    theirs = Contestant(
        f"bare openpyxl, {what}", [shop.python, PROGRAMS / "bare_openpyxl.py", drawn, bare], own_clock=True
    )
    # once untimed, in this order: the bare script reads what ours has written
    found = shop.watch.race([ours, theirs], shop.rounds, warm=True)
    return compared(what, found[ours.name], found[theirs.name], (AT_MOST, BOUND))
