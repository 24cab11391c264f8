"""Two clerks at one ledger at the same time."""

from __future__ import annotations

import os
import shutil
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.trust.county import Act, County, State, judge, state, take, whole
from tests.trust.crash import fresh


def clerks(county: County) -> tuple[Act, Act]:
    """One imports July's first files, the other its next ones; each assesses after her own."""
    files = sorted((county.files / "2013-07").glob("*.csv"))
    return _work(files[:2]), _work(files[2:4])


def _work(files: Sequence[Path]) -> Act:
    def work(path: Path) -> None:
        for file in files:
            (outcome,) = take(path, [file])
            assert not outcome.error, outcome.error
            judge(path, "2013-07")

    return work


def at_once(acts: Sequence[Act], path: Path) -> list[int]:
    """Each act in a process of its own, all begun together; their exit codes."""
    ready, go = os.pipe()
    children = [_child(act, path, (ready, go)) for act in acts]
    os.close(ready)
    os.close(go)  # the start: every child waits for the pipe's end
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def _child(act: Act, path: Path, gate: tuple[int, int]) -> int:
    child = os.fork()
    if child:
        return child
    os.close(gate[1])
    os.read(gate[0], 1)
    try:
        act(path)
    except BaseException:  # noqa: BLE001 (the parent sees the exit code)
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def one_after_the_other(county: County, folder: Path) -> State:
    path = fresh(folder)
    shutil.copy(county.ledger, path)
    for act in clerks(county):
        act(path)
    return state(path)


def rounds(county: County, folder: Path, count: int) -> None:
    """So many times two at once: the same as one after the other, every record in the chain."""
    expected = one_after_the_other(county, folder / "serial")
    for _ in range(count):
        path = fresh(folder / "parallel")
        shutil.copy(county.ledger, path)
        length = whole(path).length
        assert at_once(clerks(county), path) == [0, 0]
        assert whole(path).length == length + 8  # four imports and four passes
        assert state(path) == expected
