"""The full fault run: `python -m tests.trust.full [--kills N] [--rounds N]`; fails at the first loss."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.trust import forgeries, syscalls
from tests.trust.county import County, make_county
from tests.trust.crash import stories, torment
from tests.trust.together import rounds


def main() -> None:
    """Try every fault, kill every kind of work so many times, then let two clerks work at once so many rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50, help="for each of the nine kinds of work")
    parser.add_argument("--rounds", type=int, default=100, help="of two processes at one ledger")
    parser.add_argument("--calls", type=int, default=11, help="one failure of so many at system calls; 1: every one")
    parser.add_argument("--seed", type=int, default=2013)
    wanted = parser.parse_args()
    began = time.monotonic()
    if pytest.main(["-q", str(Path(__file__).parent)]):  # every trick and every fault, once each
        sys.exit(1)
    with tempfile.TemporaryDirectory(prefix="zlts-trust-") as folder:
        county = make_county(_made(Path(folder) / "county"))
        killed = _kill(county, _made(Path(folder) / "crash"), wanted.kills, wanted.seed)
        rounds(county, _made(Path(folder) / "together"), wanted.rounds)
        forged = forgeries.try_all(_made(Path(folder) / "forged"))
        if syscalls.is_there():
            syscalls.try_all(_made(Path(folder) / "calls"), step=wanted.calls)
    kinds = ", ".join(f"{count} of {kind}" for kind, count in forged.items())
    told = f"{forged.total()} forgeries seen ({kinds}), {killed} kills"
    told += f", {wanted.rounds} rounds of two at once, nothing lost"
    told += "" if syscalls.is_there() else "; no strace: no failure at a system call tried"
    sys.stdout.write(f"{told}; {time.monotonic() - began:.0f} s\n")


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _kill(county: County, folder: Path, kills: int, seed: int) -> int:
    total = half = 0
    for story in stories(county, folder):
        tally = torment(story, folder, kills, seed)
        total, half = total + tally.kills, half + tally.half_written
        stages = ", ".join(f"{count} at stage {stage}" for stage, count in sorted(tally.stages.items()))
        line = f"{story.name}: {tally.kills} kills, {tally.half_written} with a half-written file; {stages}\n"
        sys.stdout.write(line)
        sys.stdout.flush()
    sys.stdout.write(f"all kinds: {total} kills, {half} with a half-written file\n")
    return total


if __name__ == "__main__":
    main()
