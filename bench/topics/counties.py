"""Many counties on one report, beside DuckDB asked the same without any checks; and a county's export."""

from __future__ import annotations

import json
from pathlib import Path

from bench.measure import Contestant, Unavailable
from bench.results import Line, Section, compared, paragraphs
from bench.workshop import PARTLY, PROGRAMS, Workshop

_HOW = paragraphs("""
The counties are made up (`bench/programs/make_counties.py`), thirteen units each. `zlts rollup` answers from their
forms and from their folder of Parquet files; the yardstick is one process of DuckDB, with two threads, that asks the
folder `zlts.parquet.FIGURES`, the same text that zlts asks, and prints the lines. All answers are compared first.

`python bench/programs/spark_figures.py FOLDER FIRST LAST` asks Spark the same text on two executors, and compares.

The export writes a ledger's year: each press told whose unit it is, what is void left out, and five tables a month;
the yardstick brings SQLite's rows as they stand through pyarrow into one file.
""")


def measure(shop: Workshop) -> tuple[Section, ...]:
    lines = [line for counties, rows, months in shop.sizes.counties for line in _rolled(shop, counties, rows, months)]
    lines += [_exported(shop, rows) for rows in shop.sizes.exported]
    return (Section("counties", "Beyond one county", tuple(lines), _HOW),)


def _rolled(shop: Workshop, counties: int, rows: int, months: int) -> list[Line]:
    folder = shop.fresh(f"counties-{counties}")
    shop.tell(f"making {counties} counties")
    shop.must(shop.python, PROGRAMS / "make_counties.py", str(counties), str(rows), str(months), folder)
    lake, forms = folder / "counties", folder / "forms"
    bounds = {"first": f"2013-{7 - months:02d}", "last": "2013-06"}
    period = "2013-06" if months == 1 else "2013Q2"
    query = shop.must(
        shop.python, "-c", f"from zlts.parquet import FIGURES; print(FIGURES.format(**{bounds!r}))"
    ).strip()
    plain = Contestant("plain DuckDB", [shop.python, PROGRAMS / "sql_figures.py", lake, query])
    ours = [
        Contestant(name, [shop.zlts, "rollup", path, "--period", period, "--format", "json"], codes=(0, PARTLY))
        for name, path in (("from Parquet", lake), ("from forms", forms))
    ]
    told = {one.name: shop.must(*one.command) for one in (*ours, plain)}
    _agree(told)
    found = shop.watch.race([*ours, plain], shop.rounds)
    shop.forget(folder)
    what = f"{counties:,} counties, {counties * rows * months:,} evaluations, {counties * months:,} forms"
    return [compared(f"{what}, {one.name}", found[one.name], found[plain.name]) for one in ours]


def _agree(told: dict[str, str]) -> None:
    """All answers are the same.

    Raises:
        Unavailable: they are not.
    """
    figures = {line[0]: tuple(line[1:4]) for line in json.loads(told.pop("plain DuckDB"))}
    for name, text in told.items():
        lines = json.loads(text)["counties"]
        if {one["county"]: (one["counted"], one["satisfied"], one["unrated"]) for one in lines} != figures:
            raise Unavailable(f"{name}: other figures than plain DuckDB's")


def _exported(shop: Workshop, rows: int) -> Line:
    ledger = shop.ledger(f"exported-{rows}", rows)
    shop.must(shop.zlts, "import", shop.months(rows), "--ledger", ledger)
    target = shop.scratch / "exported"
    ours = Contestant(
        "zlts export --parquet",
        [shop.zlts, "export", "--parquet", target / "counties", "--ledger", ledger],
        lambda: shop.fresh("exported"),
        lambda: _is_there(target / "counties"),
    )
    bare = Contestant(
        "bare pyarrow",
        [shop.python, PROGRAMS / "bare_parquet.py", ledger, target / "bare.parquet"],
        lambda: shop.fresh("exported"),
    )
    found = shop.watch.race([ours, bare], shop.rounds)
    shop.forget(ledger.parent)
    return compared(f"export of {rows:,} evaluations", found[ours.name], found[bare.name])


def _is_there(folder: Path) -> None:
    if not any(folder.glob("forms/*/*/*.parquet")):
        raise Unavailable("the export wrote no forms")
