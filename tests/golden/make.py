"""Make the golden pictures again: `python -m tests.golden.make`, then read `git diff tests/golden`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.golden.county import make_county
from tests.golden.pictures import pictures, reports

HERE = Path(__file__).parent


def main() -> None:
    """Write every picture, and remove those that are none any more."""
    with tempfile.TemporaryDirectory() as scratch:
        made = pictures(reports(make_county(Path(scratch))), Path(scratch))
    for old in HERE.glob("*.txt"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (HERE / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
