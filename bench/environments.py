"""The environments in which zlts and the others run: installed, so that nobody's edits change a run half-way."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

from bench.measure import Unavailable
from bench.workshop import CHECKOUT, Workshop

PEERS = ("sqlite-utils", "pandas", "beancount", "llm", "xlwt")
MISSING = "not available"
LIBRARIES = (
    "zlts",
    "typer",
    "rich",
    "sqlmodel",
    "SQLAlchemy",
    "pydantic",
    "openpyxl",
    "python-calamine",
    "lxml",
    "pyarrow",
    "duckdb",
)

_ASK = """
import json, platform, sqlite3, sys
from importlib.metadata import PackageNotFoundError, version
found = {"Python": platform.python_version(), "SQLite in Python": sqlite3.sqlite_version}
for name in sys.argv[1:]:
    try:
        found[name] = version(name)
    except PackageNotFoundError:
        found[name] = "not available"
print(json.dumps(found))
"""


def set_up(shop: Workshop, revision: str = "") -> None:
    """Make the environments; zlts is installed anew, the others once.

    `revision`: the commit to be measured; without it, the checkout as it stands.

    Raises:
        Unavailable: zlts cannot be installed or does not start. A peer that cannot be is missing, and its lines
            say so.
    """
    source = _exported(shop, revision) if revision else CHECKOUT
    shop.tell(f"installing zlts from {revision or 'the checkout'}")
    _make(shop.ours)
    _pip(shop.ours, [f"{source}[scale]"])
    _pip(shop.ours, ["--force-reinstall", "--no-deps", str(source)])
    shop.must(shop.zlts, "--version")
    _make(shop.peers)
    here = _versions(shop.peers, PEERS)
    for peer in (name for name in PEERS if here[name] == MISSING):
        shop.tell(f"installing {peer}")
        try:
            _pip(shop.peers, [peer])
        except Unavailable as why:
            shop.tell(f"{peer} is not available: {why}")


def versions(shop: Workshop) -> dict[str, str]:
    """What is compared, by name."""
    peers = _versions(shop.peers, PEERS)
    found = {**_versions(shop.ours, LIBRARIES), **{name: peers[name] for name in PEERS}}
    try:
        found["sqlite3 shell"] = shop.must(shop.shell(), "--version").split()[0]
    except (Unavailable, OSError):
        found["sqlite3 shell"] = MISSING
    return found


def commit(revision: str = "") -> str:
    """The commit that is measured; without a revision the checkout's, and whether the checkout holds more.

    Raises:
        Unavailable: there is no such revision.
    """
    try:
        number = _git("rev-parse", "--short", revision or "HEAD")
        changed = not revision and _git("status", "--porcelain", "--", "zlts", "data", "pyproject.toml")
    except (OSError, subprocess.CalledProcessError) as error:
        if revision:
            raise Unavailable(f"no commit {revision}") from error
        return "unknown"
    return f"{number} and uncommitted changes" if changed else number


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _exported(shop: Workshop, revision: str) -> Path:
    """The tree of a commit, in the scratch folder."""
    folder = shop.fresh("source")
    packed = folder.with_suffix(".tar")
    _git("archive", "-o", str(packed), revision)
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    packed.unlink()
    return folder


def _make(folder: Path) -> None:
    if not (folder / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)


def _pip(folder: Path, words: Sequence[str]) -> None:
    command: list[str | Path] = [
        folder / "bin" / "python",
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        *words,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable((done.stderr.strip().splitlines() or ["pip failed"])[-1])


def _versions(folder: Path, names: Sequence[str]) -> dict[str, str]:
    command: list[str | Path] = [folder / "bin" / "python", "-c", _ASK, *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found: dict[str, str] = json.loads(done.stdout) if done.returncode == 0 else dict.fromkeys(names, MISSING)
    return found
