"""Start-up: what answers without work must answer at once."""

from __future__ import annotations

from bench.measure import Contestant, Series, Unavailable
from bench.results import AT_MOST, Line, Section, compared
from bench.topics.folders import demo_files
from bench.workshop import PARTLY, Workshop

LIGHT, FULL = "import typer, rich.console", "import typer, rich.table, sqlmodel"
HEAVY = ("sqlmodel", "openpyxl")
USAGE = 2
MORE_ROUNDS = 5
"""These take a fraction of a second, and vary most."""


def measure(shop: Workshop) -> tuple[Section, ...]:
    quick, full = _quick(shop), _status(shop)
    yardsticks = [_python(shop, LIGHT), _python(shop, FULL)]
    others = _others(shop)
    found = shop.watch.race([*quick, *full, *yardsticks, *others], shop.rounds * MORE_ROUNDS, warm=True)
    light, heavy = (found[one.name] for one in yardsticks)
    lines = [compared(one.name, found[one.name], light, (AT_MOST, 1.5)) for one in quick]
    lines += [compared(one.name, found[one.name], heavy, (AT_MOST, 1.3)) for one in full]
    lines += [_other(found[one.name], light) for one in others]
    return (Section("start", "Start-up", tuple(lines), tuple(_loaded(shop, one) for one in quick)),)


# ---------------------------------------------------------------- contestants


def _quick(shop: Workshop) -> list[Contestant]:
    completion = {"_ZLTS_COMPLETE": "complete_bash", "COMP_WORDS": "zlts im", "COMP_CWORD": "1"}
    return [
        Contestant("`zlts --help`", [shop.zlts, "--help"]),
        Contestant("`zlts --version`", [shop.zlts, "--version"]),
        Contestant("completion of `zlts im`", [shop.zlts], check=lambda: _completes(shop), env=completion),
        Contestant("a usage error, `zlts import --wrong`", [shop.zlts, "import", "--wrong"], codes=(USAGE,)),
    ]


def _completes(shop: Workshop) -> None:
    if "import" not in shop.watch.output():
        raise Unavailable("nothing was completed")


def _status(shop: Workshop) -> list[Contestant]:
    year = demo_files(shop)
    small = shop.fresh("ledgers/small") / "zlts.db"
    shop.must(shop.zlts, "init", "--roster", year / "00-花名册.xlsx", "--ledger", small)
    shop.must(shop.zlts, "import", year / "2013-06", "--ledger", small)
    whole = year.parent / "演示.db"
    ledgers = {"a ledger of one month": small, "a ledger of the demo's year": whole}
    return [
        Contestant(f"`zlts status`, {name}", [shop.zlts, "status", "--ledger", ledger], codes=(0, PARTLY))
        for name, ledger in ledgers.items()
    ]


def _python(shop: Workshop, statement: str) -> Contestant:
    return Contestant(f'`python -c "{statement}"`', [shop.python, "-c", statement])


def _others(shop: Workshop) -> list[Contestant]:
    names = ("sqlite-utils", "bean-check", "llm")
    return [
        Contestant(f"`{name} {option}`", [shop.peers / "bin" / name, option])
        for name in names
        for option in ("--help", "--version")
    ]


def _other(series: Series, light: Series) -> Line:
    """A peer's start beside the same yardstick: for the eye, without a bound."""
    return compared(series.name, series, light)


# ---------------------------------------------------------------- what is loaded


def _loaded(shop: Workshop, one: Contestant) -> str:
    """Which heavy library a command loads, in words."""
    command = [shop.python, "-X", "importtime", *one.command]
    shop.watch.run(Contestant(one.name, command, codes=one.codes, env=one.env))
    modules = {line.rpartition("|")[2].strip() for line in shop.watch.errors().splitlines() if "|" in line}
    found = [name for name in HEAVY if name in modules]
    return f"{one.name} loads {len(modules)} modules; of SQLModel and openpyxl: {' and '.join(found) or 'neither'}."
