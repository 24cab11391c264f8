"""Killing the program at random moments of its work, and looking at what it leaves."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.trust.county import NOW, VOCABULARY, Act, County, State, judge, opened, state, take, whole
from zlts import backups, db
from zlts.errors import ZltsError
from zlts.services.founding import found
from zlts.services.safekeeping import backup, purge, restore
from zlts.services.undoing import undo
from zlts.store.session import Session


@dataclass(frozen=True)
class Story:
    """One kind of work: `begin` makes the ledger, `act` is killed, `stages` are all the states it may leave."""

    name: str
    begin: Act
    act: Act
    stages: tuple[Act, ...] = ()
    step: Callable[[Session], None] | None = None


@dataclass
class Tally:
    """What a run of kills has shown."""

    kills: int = 0
    half_written: int = 0
    """Kills after which the file held half a transaction, to be taken back."""
    stages: Counter[int] = field(default_factory=Counter)


# ---------------------------------------------------------------- the stories


def stories(county: County, folder: Path) -> list[Story]:
    """The writes of the clerk's year."""
    july = sorted((county.files / "2013-07").glob("*.csv"))[:3]
    fuller, copy = folder / "fuller.db", folder / "copy.db"
    shutil.copy(county.ledger, fuller)
    take(fuller, july)
    with opened(county.ledger, None) as book:
        backup(book, copy, NOW)
    base, full = _from(county.ledger), _from(fuller)
    return [
        Story("init", _nothing, lambda path: found(path, county.roster, None, VOCABULARY, NOW)),
        Story("import a file", base, lambda path: take(path, july[:1])),
        Story("import a folder", base, lambda path: take(path, july), tuple(_taking(july[:n]) for n in (1, 2))),
        Story("assess", full, lambda path: judge(path, "2013-07")),
        Story("undo", full, _undo),
        Story("backup", full, _backup),
        Story("restore", full, lambda path: restore(copy, path, NOW)),
        Story("purge", full, _purge),
        Story("migrate", full, _open, step=_next_schema),
    ]


def _from(source: Path) -> Act:
    return lambda path: shutil.copy(source, path)


def _nothing(path: Path) -> None:
    path.unlink(missing_ok=True)


def _taking(files: list[Path]) -> Act:
    return lambda path: take(path, files)


def _undo(path: Path) -> None:
    with opened(path) as book:
        undo(book, 2, NOW)


def _backup(path: Path) -> None:
    with opened(path) as book:
        backup(book, path.with_name("备份.db"), NOW)


def _purge(path: Path) -> None:
    with opened(path) as book:
        purge(book, 2014, NOW)


def _open(path: Path) -> None:
    with opened(path):
        pass


def _next_schema(session: Session) -> None:
    """A step such as a later release may bring: a column, a table, and every row of a large table written."""
    session.execute("ALTER TABLE batch ADD COLUMN remark TEXT")
    session.execute("CREATE TABLE later (id INTEGER PRIMARY KEY)")
    session.execute("UPDATE evaluation SET serial = serial || ''")


# ---------------------------------------------------------------- killing


@contextmanager
def schema(step: Callable[[Session], None] | None) -> Iterator[None]:
    """The program as a release with one more schema step, or as it is."""
    own, making = db.STEPS, db.MAKING
    db.STEPS, db.MAKING = ((*own, step), (*making, step)) if step else (own, making)
    try:
        yield
    finally:
        db.STEPS, db.MAKING = own, making


def kill(act: Act, path: Path, delay: float | None, *, tiny: bool = False) -> bool:
    """Act in a process of its own, killed after so many seconds; whether it was still at work."""
    child = os.fork()
    if child == 0:
        os.setsid()
        if tiny:
            db.PRAGMAS = (*db.PRAGMAS, "cache_size = 4")  # so that pages reach the file long before the end
        with suppress(BaseException):
            act(path)
        os._exit(0)
    if delay is not None:
        time.sleep(delay)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def fresh(folder: Path) -> Path:
    """An empty folder's ledger."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder / "zlts.db"


def left(path: Path) -> State | None:
    return state(path) if path.exists() else None


def torment(story: Story, folder: Path, kills: int, seed: int) -> Tally:
    """Kill a story's work at random moments; each time the ledger is whole, at a stage, and the work can be redone.

    A kill that came after the work was done does not count.
    """
    dice, tally = random.Random(seed), Tally()  # noqa: S311 (nothing is secret here)
    with schema(story.step):
        allowed, seconds = _undisturbed(story, folder / "calm")
        while tally.kills < kills:
            path = fresh(folder / "torn")
            story.begin(path)
            tiny = dice.random() < 0.5
            if not kill(story.act, path, dice.uniform(0, seconds), tiny=tiny):
                seconds *= 0.95
                continue
            tally.kills += 1
            _judge(story, path, allowed, tally)
    return tally


def _undisturbed(story: Story, folder: Path) -> tuple[list[State | None], float]:
    """The states the work may leave, the last one when it is done; and how long it takes."""
    allowed: list[State | None] = []
    for act in (lambda _: None, *story.stages, story.act):
        path = fresh(folder)
        story.begin(path)
        began = time.perf_counter()
        kill(act, path, None)
        seconds = time.perf_counter() - began
        if not (story.step and act is not story.act):
            allowed.append(left(path))
    if story.step:
        story.begin(path := fresh(folder))
        allowed.insert(0, left(path))
    assert story.name == "backup" or allowed[0] != allowed[-1], story.name
    return allowed, seconds


def _judge(story: Story, path: Path, allowed: list[State | None], tally: Tally) -> None:
    hot = path.with_name(f"{path.name}-journal")
    tally.half_written += hot.exists() and hot.stat().st_size > 0
    found = left(path)
    assert found in allowed, (story.name, found)
    tally.stages[allowed.index(found)] += 1
    if found is not None and not story.step:
        whole(path)
    _copies_are_whole(path)
    with suppress(ZltsError):  # it was done already, and says so
        story.act(path)
    assert left(path) == allowed[-1], story.name
    whole(path)


def _copies_are_whole(path: Path) -> None:
    """Whatever bears a copy's name is a whole ledger."""
    for copy in (*path.parent.glob("备份.db"), *backups.folder_of(path).glob("*.db")):
        with schema(None):
            whole(copy)
