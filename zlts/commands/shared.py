"""What every command needs: the clock, the ledger, and how a report is shown or written."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO

import typer

from zlts.errors import WrongUsage, ZltsError

if TYPE_CHECKING:
    from zlts.db import Ledger
    from zlts.documents.award_papers import ApprovalForms
    from zlts.documents.letter import Letter
    from zlts.documents.seen import SeenPage
    from zlts.documents.template import Template
    from zlts.importers.vocabulary import Vocabulary
    from zlts.reports import Report
    from zlts.services.outputs import Output

PARTLY = 3
"""Done in part or done, and something needs a person."""


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def tell(text: str) -> None:
    """A sentence for the person at the terminal, out of the way of what other programs read."""
    typer.echo(_folded(text, sys.stderr), err=True)


def say(text: str) -> None:
    """What was done, in lines of the terminal's width where there is one."""
    typer.echo(_folded(text, sys.stdout))


def _folded(text: str, stream: TextIO) -> str:
    """Without what a terminal would obey, in lines of its width where there is one."""
    from zlts.cells import clean, fold

    lines = list(map(clean, text.split("\n")))
    if stream.isatty():
        room, whole, lines = get_terminal_size().columns - 1, lines, []
        for line in whole:
            indent = line[: len(line) - len(line.lstrip())]
            lines += [indent + part for part in fold(line.lstrip(), room - len(indent), at_pauses=True)]
    return "\n".join(lines)


def attended() -> bool:
    """Whether somebody sits at the terminal who can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def now() -> datetime:
    """The clock; nothing below the commands looks at it."""
    return datetime.now().astimezone()


def path_of(ctx: typer.Context, ledger: Path | None) -> Path:
    """The ledger file: the option's, else ZLTS_LEDGER's, else zlts.db here."""
    return ledger or ctx.find_root().obj or Path(os.environ.get("ZLTS_LEDGER") or "zlts.db")


Progress = Callable[[int, int | None, str], None]
"""How far the work is: so many of so many, and what is at hand."""


@contextmanager
def opened(ctx: typer.Context, ledger: Path | None, *, strange: bool = False) -> Iterator[Ledger]:
    """The ledger, open for as long as the block lasts; work that lasts shows a line on a terminal.

    `strange`: also one whose schema a strange hand has changed.
    """
    with at_work(ctx, ledger, strange=strange) as (book, _):
        yield book


@contextmanager
def at_work(ctx: typer.Context, ledger: Path | None, *, strange: bool = False) -> Iterator[tuple[Ledger, Progress]]:
    """The same, with a function `(done, total, what)` to tell how far the work is."""
    from zlts.db import Ledger

    with closing(Ledger.open(path_of(ctx, ledger), now(), strange=strange)) as book, _progress() as told:
        try:
            yield book, told
        except ZltsError as error:
            from zlts.services.redacting import redact_error

            redact_error(book, error)
            raise


def redacted_words(path: Path, text: str) -> str:
    """The text without those who complained, as far as the ledger there can be read as it is."""
    said = ZltsError(text)
    if path.is_file():
        from zlts.db import Ledger, check, version
        from zlts.services.redacting import redact_error

        with suppress(ZltsError, sqlite3.Error, OSError):
            if check(path) == version():
                with closing(Ledger.open(path)) as book:
                    redact_error(book, said)
    return said.message


def year_of(text: str | None) -> int | None:
    """The year written.

    Raises:
        WrongUsage: the text is no year.
    """
    from zlts.periods import Period, Span

    return Period.parse(text, Span.YEAR).year if text else None


def warn_of_network(path: Path) -> None:
    """Say so where the ledger lies on a network drive."""
    from zlts.services.safekeeping import network_warning

    warning = network_warning(path)
    if warning:
        tell(f"▲ {warning}")


def vocabulary() -> Vocabulary:
    """The words of headings."""
    from zlts.importers.vocabulary import load_vocabulary

    return load_vocabulary()


def _progress() -> AbstractContextManager[Progress]:
    """Progress on stderr, where that is a terminal."""
    if not sys.stderr.isatty():
        return nullcontext(lambda _done, _total, _what: None)
    from zlts import terminal

    return terminal.progress(terminal.make_console(sys.stderr))


def show(report: Report, shape: Format) -> None:
    """Print a report."""
    if shape is Format.TABLE:
        from zlts import terminal

        terminal.show(report, terminal.make_console())
        return
    from zlts import export

    sys.stdout.write(export.to_json(report) if shape is Format.JSON else export.to_csv(report))


def is_document(output: Path | None) -> bool:
    """Whether a Word document is wanted."""
    return output is not None and output.suffix.lower() == ".docx"


def template_of(path: Path | None, output: Path | None, *, papers: bool = False) -> Template | None:
    """The bureau's own form that is wanted, if it holds; asked before anything is done.

    Raises:
        WrongUsage: no Word document is to be written with it.
        FileRefused: it cannot be read, or has marks that are no fields.
    """
    if path is None:
        return None
    if not papers and not is_document(output):
        raise WrongUsage(
            "--template 是 Word 模板，要同时写明输出的 .docx 文件。", "如：-o 通报.docx --template 本局.docx"
        )
    from zlts.documents.fields import FormKind
    from zlts.documents.template import Template

    return Template(path, FormKind.PAPER if papers else FormKind.LETTER)


WHOLE_TABLES = (".xlsx", ".csv", ".json")
TABLES = (".xlsx", ".html", ".csv", ".json")
DOCUMENTS = (".xlsx", ".docx", ".html", ".csv", ".json")


def target(book: Ledger, output: Path | None, *, replace: bool, endings: Sequence[str] = TABLES) -> Output | None:
    """The file that is wanted, if it may be written; asked before anything is done.

    Raises:
        WrongUsage: its name has none of the endings.
        OutputRefused: it is a ledger, an input, or holds what `zlts` did not write.
    """
    if output is None:
        return None
    from zlts.services.outputs import allowed

    return allowed(book, output, replace=replace, endings=endings)


def finish(
    report: Report,
    shape: Format,
    output: Output | None = None,
    letter: Letter | SeenPage | ApprovalForms | None = None,
    template: Template | None = None,
) -> None:
    """Write the file if one is wanted, show the report, and end with its exit code.

    Of a report that is written only what needs a person is shown, but to a machine.
    `letter` is the Word document, where one is wanted: an official letter, a page to be signed, or forms;
    `template` the bureau's own form for it.
    """
    if output:
        write(report, output, letter, template)
    if output and shape is Format.TABLE:
        from zlts import terminal

        terminal.show_attention(report, terminal.make_console())
    else:
        show(report, shape)
    if output:
        tell(f"已写入 {output.told}")
        tell_left_out(report, output)
    end(report)


def tell_left_out(report: Report, output: Output) -> None:
    """Say which tables a CSV file, which holds one only, does not have, and how to get them."""
    if output.path.suffix.lower() == ".csv" and report.tables[1:]:
        names = "、".join(f"“{table.title}”" for table in report.tables[1:])
        tell(
            f"▲ .csv 只能写一张表，写入的是“{report.tables[0].title}”，没有写的有：{names}。"
            f"要全部的表，用 -o {output.path.stem}.xlsx。"
        )


def write(
    report: Report,
    output: Output,
    letter: Letter | SeenPage | ApprovalForms | None = None,
    template: Template | None = None,
) -> None:
    """Write a report to a file, by its ending, and remember that we did.

    Raises:
        OutputRefused: it cannot be written.
    """
    suffix = output.path.suffix.lower()
    if suffix == ".xlsx":
        from zlts import workbook

        workbook.write(report, output.path)
    elif suffix == ".html":
        from zlts import web_page

        web_page.write(report, output.path)
    elif letter is not None:
        from zlts.documents import word
        from zlts.documents.letter import Letter
        from zlts.documents.seen import SeenPage

        if isinstance(letter, Letter):
            word.write(letter, output.path, template)
        elif isinstance(letter, SeenPage):
            word.write_seen(letter, output.path)
        else:
            word.write_papers(letter.papers, output.path, template)
    else:
        from zlts import export

        export.write_file(report, output.path)
    output.remember()


def write_page(page: SeenPage, text: str, output: Output) -> None:
    """Write a page to be signed, as a Word document or as text, by the file's ending, and say so.

    Raises:
        OutputRefused: it cannot be written.
    """
    if is_document(output.path):
        from zlts.documents import word

        word.write_seen(page, output.path)
    else:
        from zlts.outfile import replacing

        with replacing(output.path) as stream:
            stream.write(text.encode("utf-8-sig"))
    output.remember()
    tell(f"已写入 {output.told}")


def write_table(book: Ledger, name: str, output: Output) -> int:
    """Write one of the ledger's tables to a file, a row at a time but for a workbook; returns how many rows it has.

    Raises:
        WrongUsage: there is none of that name.
        OutputRefused: it cannot be written.
    """
    from zlts.services import exports

    if output.path.suffix.lower() == ".xlsx":
        report = exports.table(book, name, now())
        write(report, output)
        return len(report.tables[0].rows)
    from zlts import export

    with exports.lines(book, name, now(), coded=output.path.suffix.lower() == ".json") as found:
        headings = [column.heading for column in found.columns]
        count = export.write_lines(output.path, name, headings, found.rows)
    output.remember()
    return count


def end(report: Report) -> None:
    """Exit 3 where something needs a person."""
    if report.incomplete:
        raise typer.Exit(PARTLY)
