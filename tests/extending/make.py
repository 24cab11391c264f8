"""Write the outputs on the pages anew: `python -m tests.extending.make`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.extending.pages import FOLDER, PAGES, Copy, text_of


def main() -> None:
    """Carry out every page, and write those whose outputs have changed."""
    with tempfile.TemporaryDirectory(prefix="zlts-extending-") as scratch:
        for name in PAGES:
            before = text_of(name)
            after = Copy.made(Path(scratch) / name).follow(before)
            if after != before:
                (FOLDER / f"{name}.md").write_text(after, encoding="utf-8")


if __name__ == "__main__":
    main()
