"""What a folder holds: files to be read, and what is passed over and why (readings: Nothing is lost)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zlts.errors import FileRefused
from zlts.formats.book import look_at

SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".et", ".htm", ".html", ".mht", ".mhtml"})
"""Endings under which registers come; of any other file the bytes decide whether it is one."""
_COPIES = (".bak", ".old", ".orig", ".tmp", ".temp", ".swp", ".part", ".crdownload", ".td", "~")
_SYSTEM = frozenset({"desktop.ini", "thumbs.db", "ehthumbs.db", "icon\r", "__macosx"})
_SHORTCUTS = (".lnk", ".url")
"""Of Windows, to files and to pages."""
_LOCK = "是 Excel 或 WPS 打开表格时留下的临时文件，不是表格本身。"
_MISNAMED = "名称里有不是 UTF-8 编码的字（多半是别的电脑上压缩的），没有读。请改名后再导入。"
_NO_FOLDER = "是指向文件夹的链接，没有进去。请直接导入那个文件夹。"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to be read; `certain`: the clerk named it, or it ends as registers do, so that a refusal is an error."""

    path: Path
    certain: bool = True


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file that is not read, and why; where it `could_be_register`, a person must look."""

    path: Path
    reason: str
    could_be_register: bool = True


Withdrawing = Callable[[str], str]
"""Of a folder's name, how it says that the files inside do not count (`文件夹名“作废”`); "" where it does not."""


def files_of(paths: Iterable[Path], withdrawing: Withdrawing = lambda _: "") -> list[FoundFile | PassedOver]:
    """The files named, and what is inside the folders named, in the order of their names.

    Folders are gone into however deep; links to folders are not, for they may have no end. What lies in a folder that
    withdraws it is passed over, unless the file itself is named.

    Raises:
        FileRefused: a folder without any file.
    """
    found: list[FoundFile | PassedOver] = []
    for path in paths:
        if not path.is_dir():
            found.append(_named(path) or FoundFile(path))
            continue
        inside = sorted(_inside(path, withdrawing), key=lambda one: one.path)
        if not inside:
            raise FileRefused(f"文件夹“{path.name}”里没有可以导入的文件。", "请检查路径。")
        found += inside
    return found


def _inside(folder: Path, withdrawing: Withdrawing) -> Iterator[FoundFile | PassedOver]:
    unseen: list[OSError] = []
    withdrawn = {str(folder): withdrawing(folder.name)}
    for where, folders, names in os.walk(folder, onerror=unseen.append):
        kept = []
        for name in folders:
            path = Path(where, name)
            if _is_hidden(name):
                yield PassedOver(path, "是隐藏的文件夹，没有进去。", could_be_register=False)
            elif path.is_symlink():
                yield PassedOver(path, _NO_FOLDER, could_be_register=not _is_gone_into(path, folder))
            else:
                kept.append(name)
                withdrawn[str(path)] = withdrawn[where] or withdrawing(name)
        folders[:] = kept
        inside = (Path(where, name) for name in names)
        yield from (_of_folder(_named(path) or _judged(path), withdrawn[where]) for path in inside)
    for error in unseen:
        yield PassedOver(Path(error.filename or folder), "这个文件夹打不开，没有进去。请检查它的权限。")


def _of_folder(one: FoundFile | PassedOver, withdrawn: str) -> FoundFile | PassedOver:
    if not withdrawn or isinstance(one, PassedOver):
        return one
    return PassedOver(
        one.path,
        f"{withdrawn}说里面的文件不算数，没有读。请先核对；确实算数的，请单独导入这个文件：zlts import 文件名",
    )


def _is_gone_into(link: Path, folder: Path) -> bool:
    """Whether a link leads to what is gone into anyway, or to a folder that holds the link itself."""
    target, root = Path(os.path.realpath(link)), Path(os.path.realpath(folder))
    return target == root or root in target.parents or target in root.parents


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name.casefold() in _SYSTEM


def _named(path: Path) -> PassedOver | None:
    """A file whose name, or a folder's above it, is no text that could be kept; None of any other."""
    shown = str(path).encode("utf-8", "replace").decode()
    return PassedOver(Path(shown), _MISNAMED) if shown != str(path) else None


def _judged(path: Path) -> FoundFile | PassedOver:
    name = path.name.casefold()
    if name.startswith("~$"):
        return PassedOver(path, _LOCK, could_be_register=False)
    if _is_hidden(name):
        return PassedOver(path, "是系统的或隐藏的文件，不是登记表。", could_be_register=False)
    if reason := _no_file(path, name):
        return PassedOver(path, reason)
    return FoundFile(path) if path.suffix.lower() in SUFFIXES else _by_bytes(path)


def _no_file(path: Path, name: str) -> str:
    """Why something that is in the folder is not looked into."""
    if name.endswith(_SHORTCUTS):
        return "是快捷方式，表格的内容不在里面。请导入它指向的文件。"
    if not path.is_file():
        return "不是普通文件，或者它指向的文件已经不在。"
    if name.endswith(_COPIES):
        return "像是备份、临时文件或没有下载完的文件。需要它的内容，就改名后单独导入。"
    return ""


def _by_bytes(path: Path) -> FoundFile | PassedOver:
    try:
        look_at(path)
    except FileRefused as why:
        return PassedOver(path, reason_of(why, path))
    return FoundFile(path, certain=False)


def reason_of(why: FileRefused, path: Path) -> str:
    """The refusal without the file's name, which stands beside it."""
    return str(why).removeprefix(f"“{path.name}”")
