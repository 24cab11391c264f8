"""Opens every file of a folder with the readers that zlts uses, touches each cell, and does no more.

Usage: touch_files.py FOLDER. Prints how many files and cells.
"""

import codecs
import csv
import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ENCODINGS = ("utf-8-sig", "gb18030")


def main() -> None:
    files = [path for path in sorted(Path(sys.argv[1]).rglob("*")) if path.is_file()]
    print(len(files), sum(touched(path) for path in files))


def touched(path: Path) -> int:
    """How many cells of the file hold something."""
    return sum(1 for cell in cells(path.read_bytes()) if cell != "")


def cells(data: bytes) -> Iterator[object]:
    """The cells of a file; its bytes say what it is, not its name."""
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return calamine_cells(data)
    start = data[:4096].lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start and b"<html" not in start:
        return markup_cells(data, ("{*}Data",), of_html=False)
    if b"<table" in start or b"<html" in start:
        return markup_cells(data, ("td", "th"), of_html=True)
    return text_cells(data)


def calamine_cells(data: bytes) -> Iterator[object]:
    from python_calamine import load_workbook

    book = load_workbook(io.BytesIO(data))
    for name in book.sheet_names:
        for row in book.get_sheet_by_name(name).iter_rows():
            yield from row


def markup_cells(data: bytes, tags: tuple[str, ...], *, of_html: bool) -> Iterator[object]:
    from lxml import etree

    parse: Callable[..., Iterator[tuple[str, etree._Element]]] = etree.iterparse
    for _, element in parse(io.BytesIO(data), events=("end",), tag=tags, html=of_html):
        yield element.text or ""
        element.clear()


def text_cells(data: bytes) -> Iterator[object]:
    text = decoded(data)
    separator = "\t" if "\t" in text[:1000] else ","
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield from row


def decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode(ENCODINGS[0])
    except UnicodeDecodeError:
        return data.decode(ENCODINGS[1])


if __name__ == "__main__":
    main()
