"""The tests on the built wheel, not on the checkout: `python -m release.trial [pytest's words]`.

The wheel is installed in an environment of its own, and the tests run in a copy of the tree without `zlts`. Tests
that read the sources themselves, or what lies beside the checkout, stay at home.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
LEFT_AT_HOME = (
    "tests/architecture",
    "tests/extending",
    "tests/test_architecture.py",
    "tests/test_real_people.py",
    "tests/test_sample_year.py",
)
_NOT_TAKEN = shutil.ignore_patterns("zlts", ".*", "__pycache__", "dist", "build", "*.db", "*.egg-info")


def main(words: Sequence[str]) -> int:
    """Run the tests, and return pytest's exit code."""
    with tempfile.TemporaryDirectory(prefix="zlts-trial-") as scratch:
        place = Path(scratch)
        python = installed(place)
        shutil.copytree(TOP, place / "tree", ignore=_NOT_TAKEN)
        ignored = [f"--ignore={one}" for one in LEFT_AT_HOME]
        own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return _run([str(python), "-m", "pytest", *ignored, *words], cwd=place / "tree", env=own)


def installed(place: Path) -> Path:
    """Build the wheel and install it with what the tests need; returns that environment's Python."""
    _run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(place), str(TOP)])
    venv.create(place / "env", with_pip=True)
    python = place / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wheel = next(place.glob("zlts-*.whl"))
    _run([str(python), "-m", "pip", "install", "--quiet", f"{wheel}[test]"])
    return python


def _run(command: Sequence[str], cwd: Path | None = None, env: dict[str, str] | None = None) -> int:
    return subprocess.run(command, cwd=cwd, env=env, check=False).returncode  # noqa: S603 - our own words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
