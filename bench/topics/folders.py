"""A real month and a real year: many small files of all makers."""

from __future__ import annotations

import json
import os
from pathlib import Path

from bench.measure import Contestant, Unavailable
from bench.results import AT_MOST, Line, Section, Took, compared, paragraphs, took
from bench.workshop import CHECKOUT, PARTLY, PROGRAMS, Workshop

YEAR_FILES = "ZLTS_BENCH_YEAR"
"""Names a folder with a year's files and a roster `00-花名册.xlsx`, to be measured beside the demo's."""

_SAMPLE = CHECKOUT.parent / "shared" / "samples" / "year-2013" / "files"
_MONTH = "2013-06"
_ROOMS = ("start", "reading", "deciding", "writing", "showing", "other")

_HOW = paragraphs("""
The yardstick opens every file with the same readers, touches each cell, and does no more. “zlts's own readers” are
its formats with their child process; “bare” are the libraries below them (python-calamine, csv, lxml) in one process,
without any care for broken files.
""")


def measure(shop: Workshop) -> tuple[Section, ...]:
    demo = demo_files(shop)
    years = {"the demo's year": demo}
    given = Path(os.environ.get(YEAR_FILES) or _SAMPLE)
    if given.is_dir():
        years["the sample year"] = given
    lines: list[Line] = []
    for name, folder in years.items():
        count = sum(1 for one in folder.rglob("*") if one.is_file())
        lines += _whole(shop, f"{name}, {count} files", folder, demo if folder == demo else given)
    month, remark = _month(shop, demo)
    return (Section("folders", "A real month and year", (*lines, *month), (*_HOW, remark)),)


def demo_files(shop: Workshop) -> Path:
    """The files of `zlts demo`; its ledger lies beside them."""
    folder = shop.scratch / "demo"
    if not folder.exists():
        shop.must(shop.zlts, "demo", folder)
    return folder / "登记"


# ---------------------------------------------------------------- a year


def _import(shop: Workshop, name: str, folder: Path, roster: Path) -> Contestant:
    path = shop.scratch / "ledgers" / "folder" / "zlts.db"

    def prepare() -> None:
        shop.fresh("ledgers/folder")
        shop.must(shop.zlts, "init", "--roster", roster, "--ledger", path)

    def check() -> None:
        files = sum(1 for one in folder.rglob("*") if one.is_file())
        batches = int(shop.asked(path, "SELECT COUNT(*) FROM batch"))
        if batches < files - 1:  # the roster is in already
            raise Unavailable(f"{batches} of {files} files are in")

    return Contestant(name, [shop.zlts, "import", folder, "--ledger", path], prepare, check, codes=(0, PARTLY))


def _touch(shop: Workshop, folder: Path) -> list[Contestant]:
    programs = {
        "touching each cell, zlts's own readers": "touch_cells.py",
        "touching each cell, bare": "touch_files.py",
    }
    return [Contestant(name, [shop.python, PROGRAMS / program, folder]) for name, program in programs.items()]


def _whole(shop: Workshop, what: str, folder: Path, roster_in: Path) -> list[Line]:
    ours = _import(shop, f"zlts import of {what}", folder, roster_in / "00-花名册.xlsx")
    yardsticks = _touch(shop, folder)
    found = shop.watch.race([ours, *yardsticks], shop.rounds, warm=True)
    return [compared(what, found[ours.name], found[one.name], (AT_MOST, 3.0)) for one in yardsticks]


# ---------------------------------------------------------------- a month


def _month(shop: Workshop, year: Path) -> tuple[list[Line], str]:
    """One month's files: what it takes, and where it goes."""
    folder, roster = year / _MONTH, year / "00-花名册.xlsx"
    ours, yardsticks = _import(shop, "zlts import of one month", folder, roster), _touch(shop, folder)
    found = shop.watch.race([ours, *yardsticks], shop.rounds * 2, warm=True)
    what = f"one month of the demo, {sum(1 for _ in folder.iterdir())} files"
    lines = [compared(what, found[ours.name], found[one.name]) for one in yardsticks]
    return lines, _rooms(shop, ours, took(found[ours.name]))


def _rooms(shop: Workshop, ours: Contestant, whole: Took | None) -> str:
    """Where the time of a month's import goes, in words."""
    profile = shop.folder("yardsticks") / "month.prof"
    _, *words = ours.command
    try:
        ours.prepare()
        shop.must(shop.python, "-m", "cProfile", "-o", profile, "-m", "zlts", *words)
        rooms: dict[str, float] = json.loads(shop.must(shop.python, PROGRAMS / "rooms.py", profile))
    except (Unavailable, OSError) as why:
        return f"Where a month's time goes is not available: {why}"
    total = sum(rooms.values())
    shares = ", ".join(f"{name} {rooms.get(name, 0) / total:.0%}" for name in _ROOMS)
    seconds = f" ({whole.seconds.middle:.2f} s)" if whole else ""
    return f"Where a month's time{seconds} goes, by the profiler's own-time shares: {shares}."
