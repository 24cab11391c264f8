"""The pass, a report and an explanation over ever more evaluations; and how cost grows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.measure import Contestant, Series
from bench.results import AT_MOST, Line, Point, Section, compared, paragraphs, took
from bench.workshop import PARTLY, Workshop

COUNTS = (
    "SELECT who_id, time / 100000000, rating, COUNT(*) FROM evaluation"
    " WHERE time >= 20130301000000 AND time < 20140101000000 GROUP BY 1, 2, 3"
)
START, GROUP_BY = "start", "group by"
COMMANDS = {
    "assess": ["assess", "2013-12"],
    "report": ["report", "quarterly", "2013Q2"],
    "explain": ["explain", "880203"],
}
TITLES = {
    "assess": "`zlts assess 2013-12`, the year's first pass",
    "report": "`zlts report quarterly 2013Q2`",
    "explain": "`zlts explain`, an officer with an escalation",
}
LARGE = 5_000_000
"""Above it two rounds must do."""

_HOW = paragraphs(f"""
The yardstick is, in the sqlite3 shell on the same ledger: `{COUNTS}`. The ratio is the command's time, less that of
`zlts batches` on the same ledger (the program's start, and a table of thirteen lines) taken in the same round, ÷ the
yardstick's.

The presses of all sizes lie in one year and come in twelve files, a month each; up to 1,000,000 they are a county's,
10,000,000 are those of a city with ten times the windows. A pass runs on a fresh copy of the ledger, without earlier
passes; report and explain follow it.

Growth: the larger ledger's time less the start ÷ the smaller one's, each round by round; ten times the rows is linear
at 10, and the GROUP BY itself stands beside it.
""")


def measure(shop: Workshop) -> tuple[Section, ...]:
    sizes = sorted({*shop.sizes.passes, *shop.sizes.growth})
    found = {rows: _Ledger(shop, rows).measure() for rows in sizes}
    lines = [line for rows in shop.sizes.passes for line in _beside_counts(rows, found[rows])]
    for small, large in pairwise(shop.sizes.passes):
        lines += [_growth(name, small, large, found) for name in (*COMMANDS, GROUP_BY)]
    points = [
        Point(step, rows, taken)
        for rows, series in found.items()
        for step in ("import", *COMMANDS, GROUP_BY)
        if (taken := took(series[step]))
    ]
    return (
        Section("passes", "The pass, a report, an explanation", tuple(lines), _HOW),
        Section("growth", "How cost grows", points=tuple(points)),
    )


# ---------------------------------------------------------------- one ledger


@dataclass(frozen=True, slots=True)
class _Ledger:
    """A ledger with so many evaluations, and what is run on it."""

    shop: Workshop
    rows: int

    @property
    def _name(self) -> str:
        return f"rows-{self.rows}"

    @property
    def _rounds(self) -> int:
        return min(self.shop.rounds, 2) if self.rows > LARGE else self.shop.rounds

    def measure(self) -> dict[str, Series]:
        """Build it, run everything on it, and let it go."""
        folder = self.shop.scratch / "ledgers"
        plain, assessed = folder / self._name / "zlts.db", folder / f"{self._name}-assessed" / "zlts.db"
        build = self._build(plain)
        found = {"import": self.shop.watch.race([build], 1 if self.rows > LARGE else self._rounds)[build.name]}
        pass_ = self._command("assess", assessed, lambda: self.shop.copied(plain, assessed.parent.name))
        race = [pass_, self._start(assessed), self._counts(assessed)]
        race += [self._command(name, assessed) for name in ("report", "explain")]
        # in this order in each round: the pass makes the ledger on which the others are run
        for one in race:
            found[one.name] = Series(one.name)
        for _ in range(self._rounds):
            for one in race:
                found[one.name] = found[one.name].joined(self.shop.watch.race([one], 1)[one.name])
        for path in (plain, assessed):
            self.shop.forget(path.parent)
        return found

    def _build(self, plain: Path) -> Contestant:
        return Contestant(
            f"zlts import of {self.rows:,} rows in twelve files",
            [self.shop.zlts, "import", self.shop.months(self.rows), "--ledger", plain],
            lambda: self.shop.ledger(self._name, self.rows),
            lambda: self.shop.holds(plain, "evaluation", self.rows),
            codes=(0, PARTLY),
        )

    def _command(self, name: str, ledger: Path, prepare: Callable[[], object] = lambda: None) -> Contestant:
        command: list[str | Path] = [self.shop.zlts, *COMMANDS[name], "--ledger", ledger]
        return Contestant(name, command, prepare, codes=(0, PARTLY))

    def _start(self, ledger: Path) -> Contestant:
        return Contestant(START, [self.shop.zlts, "batches", "--ledger", ledger])

    def _counts(self, ledger: Path) -> Contestant:
        return Contestant(GROUP_BY, [self.shop.shell(), "-batch", ledger, COUNTS])


# ---------------------------------------------------------------- lines


def _net(series: Series, start: Series) -> list[float]:
    """Seconds without the start's, round by round."""
    return [a - b for a, b in zip(series.seconds, start.seconds, strict=False)]


def _own(name: str, found: dict[str, Series]) -> Sequence[float]:
    """What a step takes by itself; the shell's start is nothing."""
    return found[name].seconds if name == GROUP_BY else _net(found[name], found[START])


def _beside_counts(rows: int, found: dict[str, Series]) -> list[Line]:
    counts = found[GROUP_BY]
    named = counts.named("GROUP BY in the sqlite3 shell")
    lines = []
    for name, title in TITLES.items():
        net = _net(found[name], found[START])
        ratios = [a / b for a, b in zip(net, counts.seconds, strict=False)]
        lines.append(compared(f"{rows:,} rows, {title}", found[name], named, (AT_MOST, 2.0), ratios=ratios))
    return lines


def _growth(name: str, small: int, large: int, found: dict[int, dict[str, Series]]) -> Line:
    ours, theirs = found[large][name], found[small][name]
    pairs = zip(_own(name, found[large]), _own(name, found[small]), strict=False)
    named = theirs.named(f"itself with {small:,} rows")
    title = "the GROUP BY itself" if name == GROUP_BY else TITLES[name]
    bound = None if name == GROUP_BY else (AT_MOST, large / small)
    ratios = [a / b for a, b in pairs]
    return compared(f"growth to {large:,} rows, {title}", ours, named, bound, ratios=ratios)
