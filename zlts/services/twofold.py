"""Equal bytes that come twice: the same file, read another way, or another unit's or month's (readings: Again).

Some exports name neither unit nor month: what stands in them is the same for two idle months, and only the names of
file and folder, or `--unit` and `--month`, tell them apart. Those are two exports, and both count. Anything else is
one file, of which no line may count twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from zlts.errors import FileRefused
from zlts.importers.context import Context, UnitNames, source_above, source_of
from zlts.periods import Month
from zlts.store import batches, rows
from zlts.store.batches import Batch
from zlts.store.session import Session

ABOVE = "above"
"""Among a batch's options, the name of the folder above its file's, where that is a year or a month."""


@dataclass(frozen=True, slots=True)
class Whence:
    """The names of a file, its folder and the one above, and what the clerk said of unit and month."""

    file: str
    folder: str
    above: str = ""
    unit: str = ""
    month: Month | None = None

    @classmethod
    def of(cls, path: Path, unit: str, month: Month | None) -> Whence:
        """Whence a file comes that is to be imported."""
        return cls(path.name, path.parent.name, path.parent.parent.name, unit, month)

    @classmethod
    def of_batch(cls, batch: Batch) -> Whence:
        """Whence a batch's file came."""
        said = json.loads(batch.options)
        month = said.get("month")
        return cls(
            batch.file, batch.folder, said.get(ABOVE, ""), said.get("unit", ""), Month.parse(month) if month else None
        )

    @property
    def period_above(self) -> str:
        """The folder above where its name is a year or a month, else ""."""
        return self.above if source_above(self.above) else ""

    @property
    def place(self) -> tuple[str, str, str]:
        """Where the file lay, as far as a batch remembers it."""
        return self.file, self.folder, self.period_above

    def says(self, units: UnitNames) -> tuple[str, str, str]:
        """Unit, month and year of rows that name none; "" where nothing beside the rows says it."""
        outer = (source_of("文件名", Path(self.file).stem, units), source_of("文件夹名", self.folder, units))
        unit = (units.known(self.unit) or self.unit) if self.unit else ""
        context = Context(outer, source_above(self.above), unit, self.month)
        return context.unit().value, context.month().value, str(context.year() or "")


ReadsAlike = Callable[[Whence], bool]
"""Whether the file's rows say the same, were it read as one from there."""


def readings(
    session: Session, digest: str, whence: Whence, units: UnitNames, reads_alike: ReadsAlike
) -> tuple[Batch, ...]:
    """The standing batches that were read from this very file; those of another unit or month are other exports."""
    now = whence.says(units)

    def is_this(before: Batch) -> bool:
        earlier = Whence.of_batch(before)
        against = any(a and b and a != b for a, b in zip(earlier.says(units), now, strict=True))
        return not against or earlier.place == whence.place or reads_alike(earlier)

    return tuple(before for before in batches.of_file(session, digest) if is_this(before))


def read_as(before: Batch) -> str:
    """A batch's options, without what only says whence it came."""
    return batches.options_text({key: value for key, value in json.loads(before.options).items() if key != ABOVE})


def sheet_of(batch: Batch) -> str:
    """The sheet that a batch's file was read for, "" for whichever it was."""
    return str(json.loads(batch.options).get("sheet", ""))


def check(session: Session, kind: str, batch: Batch, earlier: Sequence[Batch], whence: Whence) -> None:
    """Refuse a file read another way, some of whose lines are in already.

    `earlier` are its readings that stand; `batch` is the new one, whose rows have been settled.

    Raises:
        FileRefused: a line that is in would count again, or would wait beside itself.
    """
    found = rows.lines(session, kind, batch.id, duplicates=False) if earlier else set()
    twice = {before.id: found & rows.lines(session, kind, before.id, waiting=False) for before in earlier}
    known = [before for before in earlier if twice[before.id]]
    if not known:
        return
    lines = len(set().union(*twice.values()))
    called = batches.called(session)
    named = "、".join(f"第 {before.id} 批“{called[before.id]}”" for before in known)
    first = "、".join(f"zlts undo {before.id}" for before in reversed(known))
    todo = f"要改成这次的读法，请先 {first}，再导入一次。"
    if any((one.unit, one.month) != (whence.unit, whence.month) for one in map(Whence.of_batch, known)):
        todo += "如果确实是另一个单位或另一个月的表，请放进以单位、月份命名的文件夹，再导入一次。"
    told = f"“{batch.file}”与{named}是同一个文件，那时已经导入；这次换了读法，有 {lines} 行会重复，未予导入。"
    raise FileRefused(told, todo)
