"""The way in: a file of any format as a book of sheets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from zlts.formats import conversion, refusals, text
from zlts.formats.cells import CellChunk, Flaws, Sheet
from zlts.formats.conversion import Spooled
from zlts.formats.encoding import Survey, start_of_text, survey
from zlts.formats.refusals import Unreadable, refused
from zlts.formats.sniff import HEAD, FileKind, kind_of
from zlts.private_folder import private_folder


class Book:
    """A file of any format: its bytes decide, not its name. A context manager.

    Nothing is read before the kind, the format or the sheets are asked for. Text is read from the file each time its
    sheet is gone through; all else is converted once, by the child process, into a private temporary file.
    """

    def __init__(self, path: Path, *, name: str = "", encoding: str = "") -> None:
        """A file and what the clerk calls it, if not by the path's name; `encoding` overrides the detection."""
        self.path = path
        self._name = name or path.name
        self._encoding = encoding or None
        self._held = ExitStack()

    @cached_property
    def kind(self) -> FileKind:
        """What kind of file it is, by its first bytes.

        Raises:
            FileRefused: they are no table's, or cannot be read.
        """
        with _naming(self._name):
            return kind_of(self._head, self._encoding)

    @cached_property
    def _head(self) -> bytes:
        if self._name.startswith("~$"):
            raise Unreadable("是 Excel 打开表格时留下的临时文件，不是表格本身。", "请导入名称不带 ~$ 的那个文件。")
        with self.path.open("rb") as stream:
            return stream.read(HEAD)

    @property
    def format(self) -> str:
        """The Chinese word for the kind of file."""
        return self._text.format if self.kind is FileKind.TEXT else self.kind.chinese

    @property
    def is_web(self) -> bool:
        """Whether rows have the cells that a page gives them, so that one too few shifts the others."""
        return self.kind in (FileKind.HTML, FileKind.MHTML)

    @property
    def flaws(self) -> Flaws | None:
        """What is wrong with separated text, as far as it has been gone through; None of any other file."""
        return self._text.flaws if self.kind is FileKind.TEXT else None

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets in their order.

        Raises:
            FileRefused: the file cannot be read as a table; of text, also while its sheet is gone through.
        """
        if self.kind is FileKind.TEXT:
            return (Sheet(0, "", self._text),)
        with _naming(self._name):
            spool = self._held.enter_context(private_folder()) / "spool"
            found = conversion.convert(self.path, self.kind, self._encoding, spool)
            stream = self._held.enter_context(spool.open("rb"))
            sheets = tuple(
                Sheet(at, name, Spooled(stream, places), **about) for at, (name, about, places) in enumerate(found)
            )
            if all(sheet.blank for sheet in sheets) and not any(map(_says_something, sheets)):
                raise refusals.blank()
        return sheets

    @cached_property
    def _text(self) -> _Text:
        with _naming(self._name), self.path.open("rb") as stream:
            found = survey(stream, self._encoding)
            sample = start_of_text(self._head, found.encoding)
            cut = len(self._head) == HEAD and max(sample.rfind("\n"), sample.rfind("\r"))
            separator = text.separator_of(sample[:cut] if cut and cut > 0 else sample)
            return _Text(self.path, self._name, found, separator, Flaws(unended=not found.ended), self._held)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go, and remove what was written to read it."""
        self._held.close()


def look_at(path: Path) -> FileKind:
    """What kind of file it is, by its first bytes.

    Raises:
        FileRefused: they are no table's, or cannot be read.
    """
    return Book(path).kind


def _says_something(sheet: Sheet) -> bool:
    return any(cell not in (None, "") for line in sheet.lines for cell in line.cells)


@dataclass(frozen=True, slots=True)
class _Text:
    """A separated text; its chunks are read anew each time they are gone through."""

    path: Path
    name: str
    survey: Survey
    separator: str
    flaws: Flaws
    held: ExitStack

    @property
    def format(self) -> str:
        return text.NAMES.get(self.separator, "分隔文本")

    def __iter__(self) -> Iterator[CellChunk]:
        with _naming(self.name), self.held.enter_context(self.path.open("rb", buffering=1 << 20)) as stream:
            yield from text.read_chunks(stream, self.survey, self.separator, self.flaws)


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Put a file's name to why it cannot be read.

    Raises:
        FileRefused: it cannot.
    """
    try:
        yield
    except Unreadable as why:
        raise refused(name, why) from why
    except OSError as error:
        raise refused(name, refusals.unopened(error)) from error
