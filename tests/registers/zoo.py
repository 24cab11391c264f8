"""What the zoo's animals are made of: one smallest file for each trait, with the fates of its rows.

Fates are written one letter a row, from the file's first: `a` accepted, `d` duplicate, `r` rejected,
`i` ignored (titles, headers, footers, blanks). All names are made up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.importers.files import html, xls, xlsx
from zlts.importers.reading import Options

ROSTER = """单位,别名,城区农村,姓名,警号,角色,窗口,评价器,任职起,任职止
城关派出所,,城区,朱春梅,350509,窗口民警,1,PJ01,2013-01-01,
城关派出所,,城区,曹国栋,350511,窗口民警,2,PJ02,2013-01-01,
城关派出所,,城区,苗青,F0001,窗口辅警,3,PJ03,2013-01-01,
城关派出所,,城区,李静,350520,窗口民警,4,,2013-01-01,
城关派出所,,城区,李静,350521,窗口民警,5,,2013-01-01,
城关派出所,,城区,薛晓燕,,责任领导,,,2013-01-01,
南坪派出所,南坪户籍室,农村,方晓明,001234,窗口民警,1,PJ11,2013-01-01,2013-06-15
南坪派出所,,农村,马立冬,350530,窗口民警,1,PJ11,2013-06-16,
南坪派出所,,农村,欧阳文,350531,窗口民警,2,,2013-01-01,
治安大队,,城区,方晓明,001234,窗口民警,1,,2013-06-16,
出入境大队,,城区,贺佳慧,350540,窗口民警,1,PJ21,2013-01-01,
"""
T = "2013-05-06 09:10:11"
DETAIL = ("单位", "姓名", "评价结果", "评价时间")
GOOD = ("城关派出所", "朱春梅", "满意", T)


@dataclass(frozen=True)
class File:
    """A file of a trait: its bytes, how it is read, and what is to become of it.

    `fates` is by sheet, or of the only sheet; `reasons` are the rejected rows' in order, each a part of the
    sentence; `says` are fields of the first accepted or else first rejected row; `error` is a part of the refusal.
    """

    name: str
    content: bytes
    fates: str | Mapping[str, str] = ""
    reasons: tuple[str, ...] = ()
    says: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    notes: str = ""
    options: Options = field(default_factory=Options)


@dataclass(frozen=True)
class Trait:
    """One trait: its files are imported one after the other into a ledger of their own."""

    name: str
    files: tuple[File, ...]


def trait(name: str, *files: File) -> Trait:
    return Trait(name, files)


def one(name: str, content: bytes, fates: str | Mapping[str, str] = "", **more: Any) -> Trait:
    """A trait that one file shows, named after the trait."""
    options = Options(**more.pop("asked", {}))
    label = more.pop("label", "导出.xls")
    return Trait(name, (File(label, content, fates, options=options, **more),))


def file(name: str, content: bytes, fates: str = "", **more: Any) -> File:
    options = Options(**more.pop("asked", {}))
    return File(name, content, fates, options=options, **more)


# ------------------------------------------------------------------------------------------------ bytes

Row = Sequence[object]


def csv(*rows: Row, encoding: str = "utf-8", sep: str = ",", end: str = "\r\n") -> bytes:
    """Separated text, quoted where it must be."""
    return "".join(sep.join(_quoted(cell, sep) for cell in row) + end for row in rows).encode(encoding)


def _quoted(cell: object, sep: str) -> str:
    text = "" if cell is None else str(cell)
    if any(char in text for char in (sep, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text


def book(*rows: Row, merged: Iterable[str] = (), name: str = "Sheet1") -> bytes:
    """A workbook of one sheet."""
    return sheets({name: rows}, merged=merged)


def sheets(
    tables: Mapping[str, Sequence[Row]], merged: Iterable[str] = (), change: Callable[[Any], object] | None = None
) -> bytes:
    """A workbook; `!` before a sheet's name hides it."""

    def fill(workbook: Any) -> None:
        workbook.remove(workbook.active)
        for name, rows in tables.items():
            sheet = workbook.create_sheet(name.lstrip("!"))
            sheet.sheet_state = "hidden" if name.startswith("!") else "visible"
            for row in rows:
                sheet.append(list(row))
            for block in merged:
                sheet.merge_cells(block)
        if change:
            change(workbook)

    return xlsx(fill)


def biff(*rows: Row) -> bytes:
    """An .xls of one sheet."""

    def fill(workbook: Any) -> None:
        sheet = workbook.add_sheet("Sheet1")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell)

    return xls(fill)


def table(*rows: Row) -> str:
    """A table of HTML."""
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return "<table>" + "".join(lines) + "</table>"


def page(*rows: Row, encoding: str = "gb18030", charset: str | None = "gb2312") -> bytes:
    return html(table(*rows), encoding=encoding, charset=charset)


def cyclic() -> bytes:
    """A compound file whose allocation table sends its first sector to itself."""
    data = bytearray(biff(*((f"甲{n}",) for n in range(2000))))
    table = 512 * (int.from_bytes(data[76:80], "little") + 1)
    data[table : table + 4] = bytes(4)
    return bytes(data)
