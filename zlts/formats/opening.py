"""The way in: a file of any format as a grid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from zlts.formats import refusals, text, worker
from zlts.formats.cells import Flaws, Sheet
from zlts.formats.encoding import start_of_text, survey
from zlts.formats.refusals import Unreadable, refused
from zlts.formats.sniff import HEAD, Kind, kind_of

_T = TypeVar("_T")
_TEXTS = (".csv", ".tsv", ".txt")


class Grid:
    """An opened file: the Chinese word for its kind, its sheets, a text's flaws as it is read. A context manager."""

    def __init__(
        self,
        name: str,
        format_: str,
        sheets: Iterator[Sheet],
        close: Callable[[], None],
        flaws: Flaws | None = None,
    ) -> None:
        self.format = format_
        self.flaws = flaws or Flaws()
        self._name = name
        self._sheets = sheets
        self._close = close

    @property
    def sheets(self) -> Iterator[Sheet]:
        """The sheets, each to be gone through once, in order.

        Raises:
            FileRefused: the rest of the file cannot be read.
        """
        return (Sheet(s.name, s.hidden, self._named(s.slabs), s.since_1904) for s in self._named(self._sheets))

    def _named(self, things: Iterator[_T]) -> Iterator[_T]:
        try:
            yield from things
        except Unreadable as why:
            raise refused(self._name, why) from why
        except OSError as error:
            raise refused(self._name, refusals.unopened(error)) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._close()


def open_grid(path: Path, *, encoding: str | None = None, sheet: str | None = None, name: str = "") -> Grid:
    """Open a file of any format: its bytes decide, not its name.

    Args:
        path: the file.
        encoding: overrides the detection, for text and web formats.
        sheet: only the sheet of this name, or of this number from 1; text has but one, which it then is.
        name: what the clerk calls it, where that is not the path's own name.

    Raises:
        FileRefused: the file cannot be read as a table; what is found out later is raised while iterating.
    """
    name = name or path.name
    try:
        head = _head_of(path, name)
        kind = kind_of(head, encoding)
        if kind is Kind.TEXT:
            return _text_grid(path, name, head, encoding)
        job = worker.Job(path, kind, encoding, sheet)
    except Unreadable as why:
        raise refused(name, why) from why
    except OSError as error:
        raise refused(name, refusals.unopened(error)) from error
    return Grid(name, kind.chinese, job.sheets(), job.close)


def look_at(path: Path) -> Kind:
    """What kind of file it is, by its first bytes.

    Raises:
        FileRefused: they are no table's, or cannot be read.
    """
    try:
        return kind_of(_head_of(path, path.name))
    except Unreadable as why:
        raise refused(path.name, why) from why
    except OSError as error:
        raise refused(path.name, refusals.unopened(error)) from error


def begin(paths: Iterable[Path], encoding: str | None = None) -> None:
    """Have the first spreadsheet named read while the program is still loading.

    Of a folder, files may be known already: for them a child is at hand. Whatever is wrong is said when a file is
    opened.
    """
    first = next((path for path in paths if path.suffix.lower() not in _TEXTS), None)
    if first is None:
        return
    try:
        if first.is_dir():
            worker.stand_by()
        elif (kind := kind_of(_head_of(first, first.name), encoding)) is not Kind.TEXT:
            worker.begin(first, kind, encoding)
    except (Unreadable, OSError):
        return


def _head_of(path: Path, name: str) -> bytes:
    if name.startswith("~$"):
        raise Unreadable("是 Excel 打开表格时留下的临时文件，不是表格本身。", "请导入名称不带 ~$ 的那个文件。")
    with path.open("rb") as stream:
        return stream.read(HEAD)


def _text_grid(path: Path, name: str, head: bytes, encoding: str | None) -> Grid:
    stream = path.open("rb", buffering=1 << 20)
    try:
        found = survey(stream, encoding)
        sample = start_of_text(head, found.encoding)
        cut = len(head) == HEAD and max(sample.rfind("\n"), sample.rfind("\r"))
        sep = text.separator_of(sample[:cut] if cut and cut > 0 else sample)
    except BaseException:
        stream.close()
        raise
    flaws = Flaws()
    sheets = iter([Sheet("", hidden=False, slabs=text.read_slabs(stream, found, sep, flaws))])
    return Grid(name, text.NAMES.get(sep, "分隔文本"), sheets, stream.close, flaws)
