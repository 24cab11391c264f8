"""The rows under a header, one after the other, as the file says them (spec 3).

Most rows are plain: every cell is read, none is odd, and they go out at once. Any other line is weighed:
it may be a title, a section, a sum or another header, or a data row with problems.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from zlts.importers.cells import Bad, text_of
from zlts.importers.context import Context, title_sources
from zlts.importers.flow import Flow
from zlts.importers.grids.cells import Line
from zlts.importers.layout import Table, keys_of
from zlts.importers.lines import Judged, LineJudge, Sort
from zlts.importers.looks import Odd
from zlts.importers.parts import joined
from zlts.importers.plan import Plan, Rules
from zlts.importers.proofs import Proofs
from zlts.importers.text import squeezed
from zlts.model import SaidRow

_AHEAD = 30


@dataclass(slots=True)
class Tally:
    """What became of the lines of one sheet."""

    total: int = 0
    data: int = 0
    notes: list[str] = field(default_factory=list)


class SheetRows:
    """One sheet's rows, streaming; `tally` is right when they have been gone through."""

    def __init__(self, name: str, table: Table, context: Context, rules: Rules, proofs: Proofs) -> None:
        self.tally = Tally()
        self._name = name
        self._context = context
        self._rules = rules
        self._proofs = proofs
        self._titles: set[str] = set()
        self._elsewhere = False
        self._begin(table)

    def _begin(self, table: Table) -> None:
        """Compile a header; what plain rows get besides their cells stands in the context."""
        self._plan = Plan(table, self._rules, self._context, self._proofs, self._name)
        self._judge = LineJudge(table.form, self._rules.vocabulary.lines, self._rules.units, frozenset(self._titles))
        extra = self._plan.context_fields()
        self._extra = extra or {}
        # Where the context is at odds with itself, no row is plain.
        self._plain = self._plan.tells_rows and extra is not None and not self._elsewhere

    def rows(self, lines: Iterable[Line]) -> Iterator[SaidRow]:
        """The data rows among the lines, which begin at the sheet's first."""
        flow = Flow(lines)
        self._read_header(flow)
        going_on = True
        while going_on:
            going_on = yield from self._stretch(flow)

    def _read_header(self, flow: Flow) -> None:
        table = self._plan.table
        for line in flow.take(table.at):
            texts = _texts(line)
            self._titles.update(map(squeezed, texts))
            self._context.add_title(title_sources(texts, self._rules.units, self._rules.vocabulary.lines))
        flow.take(table.depth)
        self.tally.total += table.at + table.depth
        self._begin(table)

    def _stretch(self, flow: Flow) -> Generator[SaidRow, None, bool]:
        """Rows until a line changes how the next ones are read; False at the sheet's end."""
        plan, extra, plain, name = self._plan, self._extra, self._plain, self._name
        quick, width, form, parts = plan.quick, plan.table.width, plan.table.form, plan.has_parts
        total = data = 0
        try:
            for line in flow:
                total += 1
                number, cells = line
                try:
                    if not plain or len(cells) > width:
                        raise Odd  # noqa: TRY301 - one way out for all that is not plain
                    fields = {code: look(cells[index]) for code, look, index in quick}
                except (Odd, IndexError):
                    values = plan.values(cells)
                    if self._is_data(line, values, flow):
                        data += 1
                        yield plan.row(line, values)
                    if self._plan is not plan or flow.must_restart:
                        return True
                    continue
                data += 1
                if extra:
                    fields |= extra
                yield SaidRow(name, number, joined(form, fields) if parts else fields)
        finally:
            self.tally.total += total
            self.tally.data += data
        return False

    # ------------------------------------------------------------ lines that are not plain

    def _is_data(self, line: Line, values: Sequence[str | Bad], flow: Flow) -> bool:
        """Whether a line is data; another header, a section or a title change the plan."""
        keys = keys_of(line)
        if self._plan.table.repeats(keys):
            self._come_back()
            return False
        if self._rules.finder.hits(line) > 1 and self._change_header(line, flow):
            return False
        judged = self._judge.judge(_texts(line), dict(zip(self._plan.codes, values, strict=True)))
        if judged.sources:
            self._change_context(judged)
        return judged.sort is Sort.DATA and not self._elsewhere

    def _change_header(self, line: Line, flow: Flow) -> bool:
        """Begin another header where the line is one's first."""
        found = self._rules.finder.tables_at([line, *flow.ahead(_AHEAD)], 0)
        complete = [table for table in found if table.match.complete]
        if not complete:
            return False
        best = max(complete, key=lambda table: table.match.score)
        self.tally.total += len(flow.take(best.depth - 1))
        self._elsewhere = best.form is not self._plan.table.form
        if self._elsewhere:
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
