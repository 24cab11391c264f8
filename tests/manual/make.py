"""Write the manual's outputs anew: `python -m tests.manual.make`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.manual.stage import DOCS, played


def main() -> None:
    """Play all pages, and write those that have changed."""
    with tempfile.TemporaryDirectory(prefix="zlts-manual-") as scratch:
        for name, before, after in played(Path(scratch)):
            if before != after:
                (DOCS / "manual" / f"{name}.md").write_text(after, encoding="utf-8")
            print(f"{name}: {'anew' if before != after else 'as before'}")  # noqa: T201 - it is asked for


if __name__ == "__main__":
    main()
