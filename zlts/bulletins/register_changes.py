"""What a register tells beside its complaints: opinions, changed verdicts, look-alikes, what it lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from zlts.model import Complaint, Missing, Opinion, VerdictChange
from zlts.registers.complaints import Grievances, alikes

_SHOWN = 20
"""So many are named; of more it is said how many."""


def notes(settled: Grievances, batch: int, days: int) -> list[str]:
    """What an import should say of its batch; look-alikes lie within so many days."""
    return [
        *_opinions([one for one in settled.opinions if one.place.batch == batch]),
        *change_notes([one for one in settled.changes if one.place.batch == batch]),
        *missing_notes([one for one in settled.missing if one.batch == batch]),
        *map(_lost_words, _lost(settled, batch)),
        *_alikes(alikes(settled.facts, days), batch),
    ]


def turned(settled: Grievances, batch: int) -> int:
    """Of how many complaints a batch turned the verdict round."""
    return sum(bool(one.decided) for one in settled.changes if one.place.batch == batch)


def gone(settled: Grievances, batch: int) -> int:
    """How many complaints a batch lacks though its register had them."""
    return sum(one.batch == batch for one in settled.missing)


def lost(settled: Grievances, batch: int) -> int:
    """How many complaints of a batch are merged into one that does not find at fault all whom they did."""
    return len(list(_lost(settled, batch)))


def _lost(settled: Grievances, batch: int) -> Iterator[tuple[Complaint, Complaint]]:
    """The batch's complaints that are merged into one which does not find at fault all whom they did."""
    standing = {one.label: one for one in settled.facts if not one.merged_into}
    for one in settled.facts:
        into = standing.get(one.merged_into)
        if into and one.lost_words(into) and batch in _batches(one) | _batches(into):
            yield one, into


def _lost_words(pair: tuple[Complaint, Complaint]) -> str:
    one, into = pair
    names = "、".join(person.name for person in one.lost_in(into))
    whom, added = (f"对{names}", f"写上{names}和认定结果") if names else ("", "写上认定结果")
    return (
        f"{one.lost_words(into)}，并案以后{whom}没有效果，请核对："
        f"确是同一件的，在 {into.label} 里也{added}；不是同一件的，清空并案编号，再导入"
    )


def _opinions(found: Sequence[Opinion]) -> Iterator[str]:
    if found:
        kinds = "、".join(f"{kind} {count}" for kind, count in Counter(one.kind for one in found).most_common())
        yield f"{len(found)} 件不是投诉（{kinds}），按意见登记、统计，不作投诉处理"


def change_notes(found: Sequence[VerdictChange]) -> Iterator[str]:
    """Verdicts taken back or turned round first, then those that are new."""
    turned = [one for one in found if one.decided]
    if turned:
        yield f"改变了原来认定的投诉 {len(turned)} 件，请核对：{_listed(map(change_words, turned))}"
    fresh = [one for one in found if not one.decided]
    if fresh:
        yield f"新有认定的投诉 {len(fresh)} 件：{_listed(map(change_words, fresh))}"


def change_words(one: VerdictChange) -> str:
    """TS1 某某（待查→不属实）."""
    return f"{one.label}{f' {one.who}' if one.who else ''}（{one.was}→{one.now}）"


def missing_notes(found: Sequence[Missing]) -> Iterator[str]:
    """What a later export lacks."""
    if found:
        named = _listed(one.label for one in found)
        yield f"以前登记过、后来的登记簿里没有的投诉 {len(found)} 件，照旧保留，请核对是否漏了：{named}"


def _listed(words: Iterable[str]) -> str:
    every = list(words)
    more = f" 等 {len(every)} 件" if len(every) > _SHOWN else ""
    return "、".join(every[:_SHOWN]) + more


def _alikes(pairs: Sequence[tuple[Complaint, Complaint]], batch: int) -> Iterator[str]:
    own = [(one, other) for one, other in pairs if batch in _batches(one) | _batches(other)]
    for one, other in own[:_SHOWN]:
        yield (
            f"{handle(one)} 和 {handle(other)} 可能是同一件投诉；是同一件就并案："
            f"zlts merge {handle(other)} into {handle(one)} --reason 【理由】"
        )
    if len(own) > _SHOWN:
        yield f"可能是同一件的投诉还有 {len(own) - _SHOWN} 对：zlts complaints --alike"


def _batches(one: Complaint) -> set[int]:
    return {place.batch for place in one.places}


def handle(one: Complaint) -> str:
    """By what `zlts merge` knows it: the number, or batch and row of one that has none (3:12)."""
    return one.number or f"{one.places[0].batch}:{one.places[0].row}"
