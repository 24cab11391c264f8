"""Ctrl-C at any moment leaves the ledger as it was, and says so."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from tests.command import Zlts
from tests.trust.county import whole
from zlts.resources import data_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to another process")

HEADINGS = ("单位", "姓名", "评价结果", "评价时间")
ROWS = 60_000
SAID = "已中断：做完的文件已导入，正在做的一步没有写入。\n"
MOMENTS = (0.0, 0.03, 0.1, 0.2, 0.35)
"""Seconds after the first write has begun."""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Zlts:
    """A ledger with the made-up county's roster, and two files that take a while beside it."""
    zlts = Zlts(tmp_path_factory.mktemp("county") / "zlts.db")
    zlts.ok("init", "--roster", data_file("demo-county.csv"))
    lines = [HEADINGS, *_rows()]
    (zlts.ledger.parent / "一年.csv").write_text("\n".join(map(",".join, lines)), encoding="utf-8")
    _write_book(zlts.ledger.parent / "一季.xlsx", lines[: ROWS // 4])
    return zlts


def _rows() -> Iterator[tuple[str, ...]]:
    for n in range(ROWS):
        yield "交管大队", "彭宇航", "满意", f"{datetime(2013, 3, 1, 9) + timedelta(minutes=7 * n)}"  # noqa: DTZ001 - a device's wall clock


def _write_book(path: Path, lines: list[tuple[str, ...]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("评价")
    for line in lines:
        sheet.append(line)
    book.save(path)


def _interrupted(zlts: Zlts, *words: str, after: float) -> tuple[int, str, str]:
    running = subprocess.Popen(
        [sys.executable, "-m", "zlts", *words],
        cwd=zlts.ledger.parent,
        env={**os.environ, "ZLTS_LEDGER": str(zlts.ledger), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    note = zlts.ledger.with_name(f".{zlts.ledger.name}.使用者")
    while not note.exists() and running.poll() is None:
        time.sleep(0.005)
    time.sleep(after)
    if running.poll() is None:
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: all processes of the command at once
    out, err = running.communicate(timeout=60)
    return running.returncode, out, err


@pytest.mark.parametrize("file", ["一年.csv", "一季.xlsx"])
def test_an_import_is_taken_back_wherever_it_is_interrupted(county: Zlts, file: str) -> None:
    before, stopped = county.json("batches"), 0
    for moment in MOMENTS:
        code, out, err = _interrupted(county, "import", file, after=moment)
        after = county.json("batches")
        whole(county.ledger)
        if after == before:
            assert (code, out, err) == (1, "", SAID)
            stopped += 1
        else:  # a quick machine had taken it in by then
            assert (code, err) in {(0, ""), (1, SAID)}
            last = after["batches"][-1]
            assert last["accepted"] == last["rows"] - 1
            county.ok("undo", str(last["batch"]))
            before = county.json("batches")
    assert stopped


def test_once_a_command_is_over_it_comes_too_late() -> None:
    words = """
import signal
from zlts.interrupt import end_at_once, taking_back
end_at_once()
with taking_back():
    pass
signal.raise_signal(signal.SIGINT)
"""
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_before_a_command_has_begun_it_ends_at_once() -> None:
    words = "import signal; from zlts.interrupt import end_at_once; end_at_once(); signal.raise_signal(signal.SIGINT)"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "已中断，什么也没有写入。\n")


def test_in_code_made_of_a_text_it_ends_with_the_code_too(tmp_path: Path) -> None:
    """As it does while a module of dataclasses loads."""
    (tmp_path / "pressed.py").write_text(
        "import signal, sys\n"
        "from zlts.interrupt import taking_back\n"
        "try:\n"
        "    with taking_back():\n"
        "        exec('signal.raise_signal(signal.SIGINT)')\n"
        "except KeyboardInterrupt:\n"
        "    print('told')\n"
        "sys.exit(1)\n",
        encoding="utf-8",
    )
    roots = os.pathsep.join((str(tmp_path), str(Path(__file__).parents[1])))
    done = subprocess.run(
        [sys.executable, "-m", "pressed"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": roots},
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "told\n", "")


LOST = """
import signal, sys, weakref
from pathlib import Path
from zlts.db import Ledger
from zlts.interrupt import end_at_once, taking_back

class Thing: pass

def press():
    thing = Thing()
    mark = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGINT))
    del thing

sys.unraisablehook = lambda _: None
"""
"""A program that can press Ctrl-C where Python lets no exception out."""


def test_where_python_lets_nothing_out_nothing_more_is_written(county: Zlts) -> None:
    words = f"""{LOST}
try:
    with taking_back():
        ledger = Ledger.open(Path(sys.argv[1]))
        with ledger.write() as session:
            session.execute("CREATE TABLE never (x)")
            press()
            print("goes on")
        print("written")
except KeyboardInterrupt:
    print("heard")
"""
    done = subprocess.run(
        [sys.executable, "-c", words, county.ledger], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "goes on\nheard\n", "")
    with closing(sqlite3.connect(county.ledger)) as ledger:
        assert not ledger.execute("SELECT * FROM sqlite_master WHERE name = 'never'").fetchall()


def test_no_command_begins_after_it_was_said_that_nothing_was_written() -> None:
    words = f"""{LOST}
end_at_once()
press()
with taking_back():
    print("begun")
"""
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "已中断，什么也没有写入。\n")


def test_one_of_an_earlier_command_is_not_heard_in_the_next() -> None:
    words = f"""{LOST}
for _ in range(2):
    with taking_back():
        from zlts.interrupt import stop_if_pressed
        stop_if_pressed()
        press()
print("both")
"""
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (0, "both\n"), done.stderr
