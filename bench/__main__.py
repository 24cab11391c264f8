"""`python -m bench`: sets everything up, measures, and writes the table, the figures and the picture."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import environments, figure, table
from bench.machine import machine
from bench.measure import Stopwatch, Unavailable
from bench.results import Line, Results, Section
from bench.topics import counties, folders, imports, passes, sheets, start, writing
from bench.workshop import CHECKOUT, FULL, QUICK, Workshop

Topic = Callable[[Workshop], tuple[Section, ...]]

TOPICS: dict[str, Topic] = {
    "import": imports.measure,
    "sheets": sheets.measure,
    "folders": folders.measure,
    "passes": passes.measure,
    "start": start.measure,
    "writing": writing.measure,
    "counties": counties.measure,
}
HERE = Path(__file__).parent
TERMINATED = 143
EPILOG = "Only a whole run writes bench/RESULTS.md and the picture; any other writes into the scratch folder."


def main(words: Sequence[str] | None = None) -> int:
    """Returns 0 when all was measured and 1 when something was not available; a bound that is missed is a result."""
    # whoever ends this must not leave a command running
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    wanted = _arguments(words)
    if wanted.draw:
        draw(Results.read(HERE / "results.json"), HERE, CHECKOUT / table.PICTURE)
        return 0
    shop = _workshop(wanted)
    topics = {name: measure for name, measure in TOPICS.items() if name in (wanted.only or TOPICS)}
    try:
        results = _measured(shop, topics, wanted)
    except Unavailable as why:
        tell(f"nothing can be measured: {why}")
        return 1
    whole = shop.sizes == FULL and len(topics) == len(TOPICS)
    folder = HERE if whole else shop.scratch
    draw(results, folder, CHECKOUT / table.PICTURE if whole else shop.scratch / "growth.svg")
    tell(f"written: {folder / 'RESULTS.md'}")
    return int(any(line.failure for section in results.sections for line in section.lines))


def draw(results: Results, folder: Path, picture: Path) -> None:
    """Write the figures, the page and the picture."""
    results.write(folder / "results.json")
    address = picture.name if picture.parent == folder else f"../{table.PICTURE}"
    (folder / "RESULTS.md").write_text(table.markdown(results, address), encoding="utf-8")
    points = [point for section in results.sections for point in section.points]
    if points:
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_text(figure.svg(points), encoding="utf-8")


def tell(text: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {text}", file=sys.stderr, flush=True)


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("bench", description="Measures zlts beside its yardsticks.", epilog=EPILOG)
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    parser.add_argument("--only", type=_topics, help=f"some of {', '.join(TOPICS)}, with commas")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of everything that is not very slow")
    parser.add_argument("--scratch", type=Path, help="where data, environments and ledgers lie, to be used again")
    parser.add_argument("--most", type=int, default=10**9, help="leave out ledgers with more evaluations")
    parser.add_argument("--revision", default="", help="measure this commit, not the checkout as it stands")
    parser.add_argument("--draw", action="store_true", help="draw table and picture anew from results.json")
    return parser.parse_args(words)


def _topics(text: str) -> list[str]:
    names = text.split(",")
    if not set(names) <= set(TOPICS):
        raise argparse.ArgumentTypeError(f"choose from {', '.join(TOPICS)}")
    return names


def _workshop(wanted: argparse.Namespace) -> Workshop:
    scratch: Path = (wanted.scratch or Path(tempfile.gettempdir()) / "zlts-bench").resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    sizes, rounds = (QUICK, 1) if wanted.quick else (FULL.up_to(wanted.most), wanted.rounds)
    return Workshop(scratch, sizes, rounds, Stopwatch(scratch / "running", tell), tell)


def _measured(shop: Workshop, topics: dict[str, Topic], wanted: argparse.Namespace) -> Results:
    began, about = time.monotonic(), machine()
    # looked up once: HEAD may move on while this runs
    revision = wanted.revision and environments.commit(wanted.revision)
    commit = revision or environments.commit()
    environments.set_up(shop, revision)
    shop.forget_ledgers()
    versions = environments.versions(shop)
    sections: list[Section] = []
    for name, measure in topics.items():
        tell(f"== {name}")
        sections += _section(shop, name, measure)
    shop.forget_ledgers()
    minutes = (time.monotonic() - began) / 60
    return Results(f"{datetime.now(UTC):%Y-%m-%d}", commit, wanted.quick, minutes, about, versions, tuple(sections))


def _section(shop: Workshop, name: str, measure: Topic) -> tuple[Section, ...]:
    """A topic's sections; one that could not even be prepared says why, and the others go on."""
    try:
        return measure(shop)
    except (Unavailable, OSError) as why:
        tell(f"{name}: not available ({why})")
        return (Section(name, name, (Line(name, "", failure=str(why)),)),)


if __name__ == "__main__":
    sys.exit(main())
