"""A million evaluations from CSV, and the same file again."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from bench.measure import Contestant, Series
from bench.results import AT_LEAST, AT_MOST, Line, Section, by_peak, compared, paragraphs
from bench.workshop import PARTLY, PROGRAMS, Workshop

ENCODINGS = {"UTF-8": "utf-8", "GB18030": "gb18030"}
IMPORT, LEAN = "sqlite3 .import, same key", "sqlite3 .import, lean key"
INSERT, PANDAS = "sqlite-utils insert --csv", "pandas, index in place"
PANDAS_AFTER = "pandas, index made afterwards"

COLUMNS = "单位 TEXT, 窗口 TEXT, 评价器编号 TEXT, 工号 TEXT, 姓名 TEXT, 评价结果 TEXT, 评价时间 TEXT"
KEYS = {IMPORT: "评价时间, 单位, 工号, 姓名, 评价结果", LEAN: "评价时间, 工号, 评价结果"}

_HOW = paragraphs("""
zlts: the whole command into a new ledger, with everything on (whose is it, duplicates, quarantine, kept bytes,
journal). About one row in 10,000 repeats another, one in 20,000 has a broken clock and is rejected.

`.import`: the shell's own, into a table of the file's seven columns. Its unique index leads with the time, as ours
does; “same key” spells out what our code for the officer stands for, “lean key” has the badge alone. It refuses the
genuine repeats.

The shell reads no GB18030: there the yardsticks are those of the UTF-8 twin. sqlite-utils runs once, with its
default settings and no index. pandas (`read_csv`, `drop_duplicates`, `to_sql`) gets the same key, either before its
rows as `.import` does, or built over them at the end, which is cheaper and leaves them unchecked until then.
""")


def measure(shop: Workshop) -> tuple[Section, ...]:
    return _import(shop), _again(shop)


# ---------------------------------------------------------------- the contestants


def zlts(shop: Workshop, name: str, file: Path, rows: int) -> Contestant:
    """`zlts import` of one export into a new ledger."""
    ledger = shop.scratch / "ledgers" / name / "zlts.db"
    return Contestant(
        f"zlts import {file.name}",
        [shop.zlts, "import", file, "--ledger", ledger],
        lambda: shop.ledger(name, rows),
        lambda: shop.holds(ledger, "evaluation", rows),
        codes=(0, PARTLY),
    )


def _dot_import(shop: Workshop, name: str, file: Path, rows: int) -> Contestant:
    database = shop.folder("yardsticks") / "import.db"
    return Contestant(
        name,
        [shop.shell(), "-batch", database, f'.import --csv --skip 1 "{file}" evaluation'],
        lambda: _table(shop, database, KEYS[name]),
        lambda: shop.holds(database, "evaluation", rows),
        codes=(0, 1),  # 1: some rows were refused, as the repeats should be
    )


def _table(shop: Workshop, database: Path, key: str = "") -> None:
    """A new database, with the table and its unique index if there is a key."""
    database.unlink(missing_ok=True)
    if key:
        create = f"CREATE TABLE evaluation ({COLUMNS}); CREATE UNIQUE INDEX once ON evaluation ({key});"
        shop.asked(database, create)


def _others(shop: Workshop, file: Path, rows: int) -> list[Contestant]:
    made = shop.folder("yardsticks") / "others.db"
    insert = shop.peers / "bin" / "sqlite-utils"
    pandas = [shop.peers / "bin" / "python", PROGRAMS / "pandas_insert.py", file, made]

    def peer(name: str, command: list[str | Path], key: str = "", most: int | None = None) -> Contestant:
        check = partial(shop.holds, made, "evaluation", rows)
        return Contestant(name, command, partial(_table, shop, made, key), check, most=most)

    return [
        peer(PANDAS, [*pandas, "before"], KEYS[IMPORT]),
        peer(PANDAS_AFTER, [*pandas, "after"]),
        peer(INSERT, [insert, "insert", made, "evaluation", file, "--csv"], most=1),
    ]


# ---------------------------------------------------------------- the first time


def _import(shop: Workshop) -> Section:
    rows = shop.sizes.rows
    files = {name: shop.export(rows, encoding) for name, encoding in ENCODINGS.items()}
    ours = {name: zlts(shop, f"import-{name}", file, rows) for name, file in files.items()}
    plain = files["UTF-8"]
    yardsticks = [*(_dot_import(shop, name, plain, rows) for name in KEYS), *_others(shop, plain, rows)]
    found = shop.watch.race([*ours.values(), *yardsticks], shop.rounds)
    lines = [line for name, one in ours.items() for line in _beside(f"{rows:,} rows, {name}", found[one.name], found)]
    return Section("import", "Import from CSV", (*lines, _flat(shop)), _HOW)


def _beside(what: str, ours: Series, found: dict[str, Series]) -> list[Line]:
    import_ = dict.fromkeys(KEYS, (AT_MOST, 2.0))
    pandas = dict.fromkeys((PANDAS, PANDAS_AFTER), (AT_MOST, 1.0))
    bounds = {**import_, **pandas, INSERT: (AT_LEAST, 10.0)}
    return [compared(what, ours, found[name], bound) for name, bound in bounds.items()]


def _flat(shop: Workshop) -> Line:
    """The peak of memory over many rows and few."""
    few, many = shop.sizes.flat
    contestants = [zlts(shop, f"import-{rows}", shop.export(rows), rows) for rows in (few, many)]
    found = shop.watch.race(contestants, min(shop.rounds, 2))
    small, large = (found[one.name] for one in contestants)
    title, yardstick = f"{many:,} rows, UTF-8: peak of memory", small.named(f"itself with {few:,} rows")
    return compared(title, large, yardstick, (AT_MOST, 1.3), ratios=by_peak(large, small))


# ---------------------------------------------------------------- the second time


def _again(shop: Workshop) -> Section:
    rows = shop.sizes.rows
    file = shop.export(rows)
    first = zlts(shop, "again", file, rows)
    # what waits in it waits again
    second = Contestant("the same file again", first.command, check=first.check, codes=(0, PARTLY))
    firsts, seconds = Series("its first import"), Series(second.name)
    for _ in range(shop.rounds):
        firsts = firsts.joined(shop.watch.race([first], 1)[first.name])
        seconds = seconds.joined(shop.watch.race([second], 1)[second.name])
    what = f"{rows:,} rows, the same file again"
    return Section("again", "Again", (compared(what, seconds, firsts, (AT_MOST, 0.05)),))
