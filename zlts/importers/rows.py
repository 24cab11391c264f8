"""The rows under a header, one after the other, as the file says them (readings: Lines).

Most rows are plain: every cell is read, none is odd, and they go out by the block. Any other line is weighed
by itself: it may be a title, a section, a sum or another header, or a data row with problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from zlts.formats.cells import ROWS, Chunk, Line
from zlts.importers.cells import Bad, text_of
from zlts.importers.context import Context, title_sources
from zlts.importers.disowning import Disowned, Disowner
from zlts.importers.flow import Flow
from zlts.importers.layout import Table, keys_of
from zlts.importers.leftovers import Leftovers, LookAlikes
from zlts.importers.lines import Judged, LineJudge, Sort
from zlts.importers.plan import Plan, Rules
from zlts.importers.proofs import Proofs
from zlts.importers.remarks import Remarks
from zlts.importers.text import squeezed
from zlts.model import Register, SaidBlock, SaidRow
from zlts.periods import Month

_AHEAD = 30
_BLOCK = ROWS
"""Lines read at a time, at most."""


@dataclass(frozen=True, slots=True)
class Against:
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
    notes: list[str] = field(default_factory=list)
    unread: int = 0
    """Tables of other registers below, which were not read."""
    months: set[Month] = field(default_factory=set)
    """Of a summary's rows that are read without fault."""
    early: tuple[str, str] | None = None
    """The day below the rows on which the paper was made, while one of those months still ran, and what to do."""
    against: Against | None = None


class SheetRows:
    """One sheet's rows, streaming; `tally` and `leftovers` are right when they have been gone through."""

    def __init__(
        self,
        name: str,
        table: Table,
        context: Context,
        rules: Rules,
        proofs: Proofs,
        disowned: Disowned | None = None,
    ) -> None:
        """`disowned`: what the names around the sheet say against its rows, where each row is to be judged."""
        self._disowned = disowned
        self._disowner = None if rules.kind_asked else Disowner(table.form.register, rules.vocabulary, rules.units)
        self.tally = LineCounts()
        self._name = name
        self._context = context
        self._rules = rules
        self._proofs = proofs
        self._titles: set[str] = set()
        self._elsewhere = False
        self.leftovers: list[Leftovers] = []
        self._begin(table)

    def _begin(self, table: Table) -> None:
        """Compile a header; what plain rows get besides their cells stands in the context."""
        self._plan = Plan(table, self._rules, self._context, self._proofs, self._name)
        if not self.leftovers or self.leftovers[-1].match is not table.match:
            self.leftovers.append(Leftovers(table.match, self._rules.vocabulary))
            self._remarks = Remarks(self.leftovers[-1].columns, table.match, self._rules.vocabulary)
            self._alike = LookAlikes(self.leftovers[-1], self._rules.vocabulary)
        self._judge = LineJudge(table.form, self._rules.vocabulary.lines, self._rules.units, frozenset(self._titles))
        each = self._disowned or table.form.register is Register.COMPLAINTS
        self._plain = self._plan.takes_blocks and not self._elsewhere and not each

    def pieces(self, chunks: Iterable[Chunk]) -> Iterator[SaidBlock | SaidRow]:
        """The data rows among the lines, which begin at the sheet's first.

        A block that holds an odd line is cut in halves until that line stands alone; then blocks grow again.
        """
        flow = Flow(chunks)
        self._read_header(flow)
        size = _BLOCK
        while taken := flow.take(size if self._plain else 1):
            block = self._plan.block(taken) if self._plain and not self._is_cut_here(flow) else None
            if block is not None and self._remarks.stand_in(taken.columns):
                block = None
            if block is not None:
                self._count(len(taken), len(taken))
                self._look_at(taken)
                yield block
                size = min(2 * size, _BLOCK)
            elif len(taken) == 1:
                yield from self._weighed(next(iter(taken)), flow)
                size = 2
            else:
                flow.put_back(taken)
                size = len(taken) // 2

    def _is_cut_here(self, flow: Flow) -> bool:
        """Whether the lines just taken hold the last one of a file that has no end."""
        flaws = self._rules.flaws
        return flaws is not None and flaws.unended and not flow.ahead(1)

    def _look_at(self, taken: Chunk) -> None:
        """What the columns that are no field say beside the rows."""
        if self.leftovers[-1].columns:
            self.leftovers[-1].see(taken.columns)

    def _count(self, lines: int, data: int) -> None:
        self.tally.total += lines
        self.tally.data += data

    def _read_header(self, flow: Flow) -> None:
        table = self._plan.table
        for line in flow.lines(table.at):
            texts = _texts(line)
            self._titles.update(map(squeezed, texts))
            self._context.add_title(title_sources(texts, self._rules.units, self._rules.vocabulary.lines))
            self._see_against(texts, "表上面")
        flow.lines(table.depth)
        self.tally.total += table.at + table.depth
        self._begin(table)

    # ------------------------------------------------------------ lines that are not plain

    def _weighed(self, line: Line, flow: Flow) -> Iterator[SaidRow]:
        plan = self._plan
        values = plan.values(line.cells)
        is_data = self._is_data(line, values, flow)
        self._count(1, int(is_data))
        if is_data:
            row = plan.row(line, values, at_end=self._is_cut_here(flow))
            if self._disowner and self._disowned:
                row = self._disowner.over(row, self._disowned)
            if told := self._remarks.problem(line.cells):
                row = replace(row, problems=(*row.problems, told))
            if not row.problems:
                self.leftovers[-1].see_line(line.cells)
                self._see_month(row)
            if plan.table.form.register is Register.COMPLAINTS and (wrong := self._alike.problem(line, row)):
                row = replace(row, problems=(wrong,))
            yield row

    def _is_data(self, line: Line, values: Sequence[str | Bad], flow: Flow) -> bool:
        """Whether a line is data; another header, a section or a title change the plan."""
        keys = keys_of(line)
        if self._plan.table.repeats(keys):
            self._come_back()
            return False
        if self._rules.finder.hits(line) > 1 and self._change_header(line, flow):
            return False
        texts = _texts(line)
        told = self._is_telling(texts)
        judged = self._judge.judge(texts, dict(zip(self._plan.codes, values, strict=True)))
        if judged.sources:
            self._change_context(judged)
        if judged.sort is Sort.FOOTER:
            self._see_signature(texts)
        if (told or judged.sort is not Sort.DATA) and self.tally.data:
            begins = told or judged.sort in (Sort.TITLE, Sort.SECTION)
            self._see_against(texts, "表下面", self.tally.data if begins else None)
        return judged.sort is Sort.DATA and not self._elsewhere and not told

    def _see_month(self, row: SaidRow) -> None:
        if self._plan.table.form.month_from_context and row.fields.get("month"):
            self.tally.months.add(Month.parse(row.fields["month"]))

    def _see_signature(self, texts: Sequence[str]) -> None:
        """导出时间 below the rows says of those above what it says of those below where it stands over them."""
        for source in title_sources(texts, self._rules.units, self._rules.vocabulary.lines):
            told = [self._context.made_early(source.made, month) for month in sorted(self.tally.months)]
            self.tally.early = self.tally.early or next(filter(None, told), None)

    def _see_against(self, texts: Sequence[str], where: str, rows: int | None = None) -> None:
        """What a line around a summary's rows says against them; a period above is judged with each row."""
        if not self._plan.table.form.month_from_context or (self.tally.against and not self.tally.against.rows):
            return
        lines = self._rules.vocabulary.lines
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
                words = self._odd_in(text)
            if words:
                self.tally.against = Against(where, words, rows)

    def _odd_in(self, text: str) -> str:
        """The period in a text that is no whole month, in words."""
        said = [source.said for source in title_sources([text], self._rules.units, self._rules.vocabulary.lines)]
        odd = next((one.odd for one in said if one.odd), "")
        return odd or ("" if self._rules.month_asked else next((one.doubt for one in said if one.doubt), ""))

    def _is_telling(self, texts: Sequence[str]) -> bool:
        """Whether a line is a section that says whether the rows below it count; they are judged by it."""
        if self._disowner is None or len(set(map(squeezed, texts))) != 1:
            return False
        said = self._disowner.section(texts[0])
        if said is None and not self._disowner.owns(texts[0]):
            return False
        self._disowned = said
        self._begin(self._plan.table)
        return True

    def _change_header(self, line: Line, flow: Flow) -> bool:
        """Begin another header where the line is one's first."""
        found = self._rules.finder.tables_at([line, *flow.ahead(_AHEAD)], 0)
        complete = [table for table in found if table.match.complete]
        if not complete:
            return False
        best = max(complete, key=lambda table: table.match.score)
        self.tally.total += len(flow.lines(best.depth - 1))
        self._elsewhere = best.form is not self._plan.table.form
        if self._elsewhere:
            self.tally.unread += 1
            kinds = best.form.name, self._plan.table.form.name
            self.tally.notes.append(f"第{line.number}行起是另一张表（{kinds[0]}），没有按{kinds[1]}读入")
        self._begin(self._plan.table if self._elsewhere else best)
        return True

    def _come_back(self) -> None:
        """The header again, after another table."""
        if self._elsewhere:
            self._elsewhere = False
            self._begin(self._plan.table)

    def _change_context(self, judged: Judged) -> None:
        """Follow a section or a title between the rows."""
        if judged.sort is Sort.SECTION:
            self._context.new_section(judged.sources[0])
        else:
            self._context.new_title(judged.sources)
        self._begin(self._plan.table)


def _texts(line: Line) -> list[str]:
    return [text for text in map(text_of, line.cells) if text]
