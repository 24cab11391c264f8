"""The rows under a header, one after the other, as the file says them (readings: Lines).

Most rows are plain: every cell is read, none is odd, and they go out by the block. Any other line is weighed
by itself: it may be a title, a section, a sum or another header, or a data row with problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zlts.formats.cells import ROWS, CellChunk, Line
from zlts.importers import file_refusals
from zlts.importers.column_evidence import ColumnEvidence
from zlts.importers.column_types import Bad
from zlts.importers.context import Context, title_sources
from zlts.importers.file_settings import FileSettings
from zlts.importers.flow import Flow
from zlts.importers.headers import Header, keys_of
from zlts.importers.line_kinds import ClassifiedLine, LineClassifier, LineKind
from zlts.importers.normalization import squeezed, text_of
from zlts.importers.row_reader import RowReader
from zlts.importers.unused_columns import SimilarComplaints, UnusedColumns
from zlts.importers.withdrawn import NoteColumns, Withdrawn, WithdrawnCheck
from zlts.model import Chunk, Register, SaidRow
from zlts.periods import Month

_AHEAD = 30
_CHUNK = ROWS
"""Lines read at a time, at most."""
MOST_ODD = 100_000
"""So many lines of a file may be none that are read by the block; nobody could look at so many that wait."""


@dataclass(frozen=True, slots=True)
class Objection:
    """What a text above or below a summary's rows says against them; `rows`: how many there must be, no more."""

    where: str
    words: str
    rows: int | None = None

    def stands(self, rows: int) -> bool:
        """Whether it is about the rows above it: what begins a new page is about those below."""
        return rows > 0 and self.rows in (None, rows)


@dataclass(slots=True)
class LineCounts:
    """What became of the lines of one sheet."""

    total: int = 0
    data: int = 0
    odd: int = 0
    """Lines that had to be weighed one by one."""
    notes: list[str] = field(default_factory=list)
    unread: int = 0
    """Tables of other registers below, which were not read."""
    months: set[Month] = field(default_factory=set)
    """Of a summary's rows that are read without fault."""
    early: tuple[str, str] | None = None
    """The day below the rows on which the paper was made, while one of those months still ran, and what to do."""
    objection: Objection | None = None


class SheetRows:
    """One sheet's rows, streaming; `tally` and `unused_columns` are right when they have been gone through."""

    def __init__(
        self,
        label: str,
        name: str,
        header: Header,
        context: Context,
        settings: FileSettings,
        evidence: ColumnEvidence,
        withdrawn: Withdrawn | None = None,
        most_odd: int = MOST_ODD,
    ) -> None:
        """The sheet `name` of the file `label`.

        `withdrawn`: what the names around the sheet say against its rows; then each row is read by itself.
        `most_odd`: so many of its lines may be none that are read by the block.
        """
        self._label, self._most_odd = label, most_odd
        self._withdrawn = withdrawn
        self._withdrawn_check = (
            None if settings.kind_asked else WithdrawnCheck(header.form.register, settings.vocabulary, settings.units)
        )
        self.tally = LineCounts()
        self._name = name
        self._context = context
        self._settings = settings
        self._evidence = evidence
        self._titles: set[str] = set()
        self._in_other_register = False
        self.unused_columns: list[UnusedColumns] = []
        self._begin(header)

    def _begin(self, header: Header) -> None:
        """Compile a header; what plain rows get besides their cells stands in the context."""
        self._reader = RowReader(header, self._settings, self._context, self._evidence, self._name)
        if not self.unused_columns or self.unused_columns[-1].match is not header.match:
            self.unused_columns.append(UnusedColumns(header.match, self._settings.vocabulary))
            self._notes = NoteColumns(self.unused_columns[-1].columns, header.match, self._settings.vocabulary)
            self._similar = SimilarComplaints(self.unused_columns[-1], self._settings.vocabulary)
        self._classifier = LineClassifier(
            header.form, self._settings.vocabulary.lines, self._settings.units, frozenset(self._titles)
        )
        each = self._withdrawn or header.form.register == Register.COMPLAINTS
        self._plain = self._reader.takes_chunks and not self._in_other_register and not each

    def pieces(self, chunks: Iterable[CellChunk]) -> Iterator[Chunk | SaidRow]:
        """The data rows among the lines, which begin at the sheet's first.

        A chunk that holds an odd line is cut in halves until that line stands alone; then chunks grow again.
        """
        flow = Flow(chunks)
        self._read_header(flow)
        size = _CHUNK
        while True:
            self._count(flow.blanks(), 0)
            taken = flow.take(size if self._plain else 1)
            if taken is None:
                return
            chunk = self._reader.chunk(taken) if self._plain and not self._is_cut_here(flow) else None
            if chunk is not None and self._notes.may_withdraw(taken.columns):
                chunk = None
            if chunk is not None:
                self._count(len(taken), len(taken))
                self._look_at(taken)
                yield chunk
                size = min(2 * size, _CHUNK)
            elif len(taken) == 1:
                self.tally.odd += 1
                if self.tally.odd > self._most_odd:
                    raise file_refusals.hardly_a_register(self._label, self._name, MOST_ODD)
                yield from self._odd_line(next(iter(taken)), flow)
                size = 2
            else:
                flow.put_back(taken)
                size = len(taken) // 2

    def _is_cut_here(self, flow: Flow) -> bool:
        """Whether the lines just taken hold the last one of a file that has no end."""
        flaws = self._settings.flaws
        return flaws is not None and flaws.unended and not flow.ahead(1)

    def _look_at(self, taken: CellChunk) -> None:
        """What the columns that are no field say beside the rows."""
        if self.unused_columns[-1].columns:
            self.unused_columns[-1].see(taken.columns)

    def _count(self, lines: int, data: int) -> None:
        self.tally.total += lines
        self.tally.data += data

    def _read_header(self, flow: Flow) -> None:
        header = self._reader.header
        for line in flow.lines(header.at):
            texts = _texts(line)
            self._titles.update(map(squeezed, texts))
            self._context.add_title(title_sources(texts, self._settings.units, self._settings.vocabulary.lines))
            self._see_objection(texts, "表上面")
        flow.lines(header.depth)
        self.tally.total += header.at + header.depth
        self._begin(header)

    # ------------------------------------------------------------ lines that are not plain

    def _odd_line(self, line: Line, flow: Flow) -> Iterator[SaidRow]:
        reader = self._reader
        values = reader.values(line.cells)
        is_data = self._is_data(line, values, flow)
        self._count(1, int(is_data))
        if is_data:
            row = reader.row(line, values, at_end=self._is_cut_here(flow))
            if self._withdrawn_check and self._withdrawn:
                row = self._withdrawn_check.over(row, self._withdrawn)
            if told := self._notes.problem(line.cells):
                row = replace(row, problems=(*row.problems, told))
            if not row.problems:
                self.unused_columns[-1].see_line(line.cells)
                self._see_month(row)
            if reader.header.form.register == Register.COMPLAINTS and (wrong := self._similar.problem(line, row)):
                row = replace(row, problems=(wrong,))
            yield row

    def _is_data(self, line: Line, values: Mapping[str, str | Bad], flow: Flow) -> bool:
        """Whether a line is data; another header, a section or a title change what follows."""
        keys = keys_of(line)
        if self._reader.header.repeats(keys):
            self._come_back()
            return False
        if self._settings.finder.hits(line) > 1 and self._change_header(line, flow):
            return False
        texts = _texts(line)
        told = self._is_withdrawn_section(texts)
        classified = self._classifier.classify(texts, values)
        if classified.sources:
            self._change_context(classified)
        if classified.kind is LineKind.FOOTER:
            self._see_signature(texts)
        if (told or classified.kind is not LineKind.DATA) and self.tally.data:
            begins = told or classified.kind in (LineKind.TITLE, LineKind.SECTION)
            self._see_objection(texts, "表下面", self.tally.data if begins else None)
        return classified.kind is LineKind.DATA and not self._in_other_register and not told

    def _see_month(self, row: SaidRow) -> None:
        if self._reader.header.form.month_from_context and row.fields.get("month"):
            self.tally.months.add(Month.parse(row.fields["month"]))

    def _see_signature(self, texts: Sequence[str]) -> None:
        """导出时间 below the rows says of those above what it says of those below where it stands over them."""
        for source in title_sources(texts, self._settings.units, self._settings.vocabulary.lines):
            told = [self._context.made_early(source.made, month) for month in sorted(self.tally.months)]
            self.tally.early = self.tally.early or next(filter(None, told), None)

    def _see_objection(self, texts: Sequence[str], where: str, rows: int | None = None) -> None:
        """What a line around a summary's rows says against them; a period above is judged with each row."""
        if not self._reader.header.form.month_from_context or (
            self.tally.objection and not self.tally.objection.rows
        ):
            return
        lines = self._settings.vocabulary.lines
        said = dict.fromkeys(map(squeezed, texts))
        for text in said:
            found = lines.against_the_counts.search(text)
            words = found[0] if found else ""
            if (
                not words
                and where == "表下面"
                and lines.about_the_rows.search(text)
                and not (len(said) > 1 and lines.is_total(text))
            ):
                words = self._odd_period_in(text)
            if words:
                self.tally.objection = Objection(where, words, rows)

    def _odd_period_in(self, text: str) -> str:
        """The period in a text that is no whole month, in words."""
        said = [
            source.said for source in title_sources([text], self._settings.units, self._settings.vocabulary.lines)
        ]
        odd = next((one.odd for one in said if one.odd), "")
        return odd or ("" if self._settings.month_asked else next((one.doubt for one in said if one.doubt), ""))

    def _is_withdrawn_section(self, texts: Sequence[str]) -> bool:
        """Whether a line is a section that says whether the rows below it count; they are judged by it."""
        if self._withdrawn_check is None or len(set(map(squeezed, texts))) != 1:
            return False
        said = self._withdrawn_check.section(texts[0])
        if said is None and not self._withdrawn_check.restores(texts[0]):
            return False
        self._withdrawn = said
        self._begin(self._reader.header)
        return True

    def _change_header(self, line: Line, flow: Flow) -> bool:
        """Begin another header where the line is one's first."""
        found = self._settings.finder.tables_at([line, *flow.ahead(_AHEAD)], 0)
        complete = [header for header in found if header.match.complete]
        if not complete:
            return False
        best = max(complete, key=lambda header: header.match.score)
        self.tally.total += len(flow.lines(best.depth - 1))
        self._in_other_register = best.form is not self._reader.header.form
        if self._in_other_register:
            self.tally.unread += 1
            kinds = best.form.name, self._reader.header.form.name
            self.tally.notes.append(f"第{line.number}行起是另一张表（{kinds[0]}），没有按{kinds[1]}读入")
        self._begin(self._reader.header if self._in_other_register else best)
        return True

    def _come_back(self) -> None:
        """The header again, after another header."""
        if self._in_other_register:
            self._in_other_register = False
            self._begin(self._reader.header)

    def _change_context(self, classified: ClassifiedLine) -> None:
        """Follow a section or a title between the rows."""
        if classified.kind is LineKind.SECTION:
            self._context.new_section(classified.sources[0])
        else:
            self._context.new_title(classified.sources)
        self._begin(self._reader.header)


def _texts(line: Line) -> list[str]:
    return [text for text in map(text_of, line.cells) if text]
