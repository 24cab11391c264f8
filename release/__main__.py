"""Make the offline bundle: `python -m release [FOLDER] [--python INSTALLER.exe ...]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from release.bundle import TOP, build


def main() -> None:
    """Build into `dist/`, or the folder named."""
    parser = argparse.ArgumentParser(prog="python -m release", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=TOP / "dist", help="where to put it (dist)")
    parser.add_argument(
        "--python",
        nargs="+",
        type=Path,
        default=[],
        metavar="INSTALLER",
        help="Python's own 64-bit installers for Windows, to be carried along",
    )
    asked = parser.parse_args()
    made = build(asked.folder, asked.python, _tell)
    _tell(str(made))


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    main()
