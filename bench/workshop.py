"""Where things lie: the checkout, the scratch folder, the environments; and how large a run is."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bench.data import MONTHS, County, write_csv
from bench.measure import Contestant, Stopwatch, Unavailable

CHECKOUT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(__file__).with_name("programs")
ROSTER = CHECKOUT / "data" / "demo-county.csv"

PARTLY = 3
"""The exit code of zlts where something needs a person: a few rows of the made-up exports do."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many rows each measurement takes."""

    rows: int
    flat: tuple[int, int]
    sheet: int
    detail: int
    passes: tuple[int, ...]
    growth: tuple[int, ...]
    counties: tuple[tuple[int, int, int], ...]
    """How many counties, each with so many evaluations in each of so many months."""
    exported: tuple[int, ...]

    def up_to(self, most: int) -> Sizes:
        """Without the ledgers that have more evaluations."""
        return replace(
            self,
            passes=_up_to(self.passes, most),
            growth=_up_to(self.growth, most),
            exported=_up_to(self.exported, most),
        )


def _up_to(sizes: tuple[int, ...], most: int) -> tuple[int, ...]:
    return tuple(size for size in sizes if size <= most)


FULL = Sizes(1_000_000, (100_000, 3_000_000), 100_000, 20_000, (10**6, 10**7), (10**4, 10**5, 10**6, 10**7),
             ((12, 20_000, 3), (80, 3_000, 3), (2_800, 50, 1)), (10**5, 10**6))  # fmt: skip
QUICK = Sizes(20_000, (10_000, 60_000), 3_000, 1_000, (10**4, 10**5), (10**3, 10**4, 10**5),
              ((3, 200, 3), (12, 200, 1)), (10**4,))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every measurement needs at hand."""

    scratch: Path
    sizes: Sizes
    rounds: int
    watch: Stopwatch
    tell: Callable[[str], None]

    # ------------------------------------------------------------ programs

    @property
    def ours(self) -> Path:
        """The environment in which zlts is installed."""
        return self.scratch / "zlts-env"

    @property
    def peers(self) -> Path:
        """The environment of the others."""
        return self.scratch / "peers-env"

    @property
    def python(self) -> Path:
        """The Python of zlts's environment, with the libraries that it reads and writes by."""
        return self.ours / "bin" / "python"

    @property
    def zlts(self) -> Path:
        return self.ours / "bin" / "zlts"

    def shell(self) -> str:
        """The `sqlite3` shell, or a name that cannot be started."""
        return shutil.which("sqlite3") or "sqlite3"

    # ------------------------------------------------------------ folders and files

    def folder(self, name: str) -> Path:
        """A folder of the scratch folder, made where it is missing."""
        made = self.scratch / name
        made.mkdir(parents=True, exist_ok=True)
        return made

    def fresh(self, name: str) -> Path:
        """The same, empty."""
        shutil.rmtree(self.scratch / name, ignore_errors=True)
        return self.folder(name)

    def export(self, rows: int, encoding: str = "utf-8") -> Path:
        """A year of so many presses in one file."""
        path = self.folder("data") / f"year-{rows}-{encoding}.csv"
        if not path.exists():
            self.tell(f"writing {path.name}")
            write_csv(County(ROSTER, rows).year(), path, encoding)
        return path

    def months(self, rows: int) -> Path:
        """The same presses in a folder of twelve files, a month each."""
        folder = self.folder(f"data/months-{rows}")
        paths = {month: folder / f"{month:02d}.csv" for month in MONTHS}
        if not all(path.exists() for path in paths.values()):
            self.tell(f"writing {folder.name}")
            county = County(ROSTER, rows)
            for month, path in paths.items():
                write_csv(county.month(month), path, "utf-8")
        return folder

    def roster(self, rows: int) -> Path:
        """The roster of those to whom so many presses belong."""
        path = self.folder("data") / f"roster-{rows}.csv"
        if not path.exists():
            County(ROSTER, rows).write_roster(path)
        return path

    def ledger(self, name: str, rows: int) -> Path:
        """A new ledger for so many presses, in a folder of its own.

        Raises:
            Unavailable: `zlts init` failed.
        """
        path = self.fresh(f"ledgers/{name}") / "zlts.db"
        self.must(self.zlts, "init", "--roster", self.roster(rows), "--ledger", path)
        return path

    def copied(self, ledger: Path, name: str) -> Path:
        """A copy of a ledger and what lies beside it (its copy of the day, lest a timed command makes one)."""
        target = self.scratch / "ledgers" / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(ledger.parent, target)
        return target / ledger.name

    def forget(self, folder: Path) -> None:
        """Let a folder go: large ledgers would fill the disk."""
        shutil.rmtree(folder, ignore_errors=True)

    def forget_ledgers(self) -> None:
        """Let all ledgers go, the demo's too: another version of zlts may have made them."""
        for name in ("ledgers", "demo", "yardsticks"):
            self.forget(self.scratch / name)

    # ------------------------------------------------------------ work that is not timed

    def must(self, *command: str | Path) -> str:
        """Run a command; returns what it printed.

        Raises:
            Unavailable: it failed.
        """
        self.watch.run(Contestant(Path(command[0]).name, command, codes=(0, PARTLY)))
        return self.watch.output()

    def asked(self, database: Path, query: str) -> str:
        """The answer of the `sqlite3` shell.

        Raises:
            Unavailable: there is no shell, or it refuses the query.
        """
        return self.must(self.shell(), "-batch", database, query).strip()

    def holds(self, database: Path, table: str, rows: int) -> None:
        """Make sure that an import has done its work: all but one row in a thousand are in the table.

        Raises:
            Unavailable: it has not.
        """
        found = int(self.asked(database, f"SELECT COUNT(*) FROM {table}"))
        if not rows - max(rows // 1000, 1) <= found <= rows:
            raise Unavailable(f"{found} of {rows} rows are in the table")
