"""Opens every file of a folder with zlts's own readers, child process and all, touches each cell, and does no more.

Usage: touch_cells.py FOLDER. Prints how many files and cells; a file that is refused has none.
"""

import sys
from pathlib import Path

from zlts.errors import FileRefused
from zlts.formats.book import Book


def main() -> None:
    files = [path for path in sorted(Path(sys.argv[1]).rglob("*")) if path.is_file()]
    print(len(files), sum(touched(path) for path in files))


def touched(path: Path) -> int:
    """How many cells of the file hold something."""
    try:
        with Book(path) as book:
            return sum(1 for sheet in book.sheets for line in sheet.lines for cell in line.cells if cell != "")
    except FileRefused:
        return 0


if __name__ == "__main__":
    main()
