"""The maps a clerk gave once: the same headings are recognised next month."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zlts import journal
from zlts.bulletins.listings import KIND_NAMES, listing
from zlts.db import Ledger
from zlts.errors import WrongUsage
from zlts.importers.normalization import clean
from zlts.importers.overrides import NO_COLUMN, Overrides
from zlts.importers.reading import FileReading, Layout, Options
from zlts.registers.catalogue import code_names
from zlts.registers.declaration import COUNT
from zlts.registers.three_keys import KEYS
from zlts.reports import Column, Look, Report, Table
from zlts.services import office as offices
from zlts.services.redacting import redacts
from zlts.services.units_seen import UnitsSeen
from zlts.store import decisions
from zlts.store.session import Session

Words = Mapping[tuple[str, str], str]
ByUnits = Mapping[str, Sequence[str]]
"""A standard word → the units of the rows of which a word was said to mean it; none: nobody noted which."""


_PART = ("table:layout",)
_LEFT_OUT, _SETTLED = "-", "="
"""Beside the fields: the headings that are no field, and the fields that the clerk named herself."""
_RATING = ("评价结果", "rating")
"""Words for a rating may head a summary's counts too."""


def remembered_columns(session: Session, *, ratings: bool) -> dict[str, Overrides]:
    """Header signature → what was said of its columns.

    `ratings`: with what was last said of rating words, in whatever unit. A summary headed by such words is known by
    them, and only then is it known of which units it is; its rows must not be read by them.
    """
    return {
        one.signature: _overrides(json.loads(one.columns), _latest(json.loads(one.words)) if ratings else {})
        for one in decisions.layouts(session)
    }


def _overrides(kept: Mapping[str, Any], words: Mapping[str, str]) -> Overrides:
    columns = {code: heading for code, heading in kept.items() if code not in (_LEFT_OUT, _SETTLED)}
    pairs = ((*key.partition(":"), standard) for key, standard in words.items())
    heads = {word: standard for where, _, word, standard in pairs if where in _RATING and word != KEYS}
    return Overrides(columns, heads, tuple(kept.get(_LEFT_OUT, ())), frozenset(kept.get(_SETTLED, ())))


@dataclass(frozen=True, slots=True)
class Recalled:
    """Words given earlier for a file's headers: those that hold for its units, and those given for other units."""

    holding: Words
    elsewhere: Mapping[tuple[str, str], ByUnits]


def remembered_words(session: Session, reading: FileReading) -> dict[tuple[str, str], ByUnits]:
    """Field and word → what it was said to mean, by standard word, with the units of the rows it was said of."""
    known = {one.signature: json.loads(one.words) for one in decisions.layouts(session)}
    words: dict[tuple[str, str], ByUnits] = {}
    for layout in reading.layouts:
        for key, meanings in known.get(layout.signature, {}).items():
            where, _, word = key.partition(":")
            words[where, word] = _by_units(meanings)
    return words


def whichever(remembered: Mapping[tuple[str, str], ByUnits]) -> Words:
    """Remembered words as they were last said, in whatever unit: enough to see whose the rows are."""
    return {key: list(meanings)[-1] for key, meanings in remembered.items()}


def recalled(remembered: Mapping[tuple[str, str], ByUnits], seen: UnitsSeen) -> Recalled:
    """Of remembered words those that were said of all these units: two makers may count from opposite ends."""
    holding: dict[tuple[str, str], str] = {}
    elsewhere: dict[tuple[str, str], ByUnits] = {}
    units = seen.units() if seen.all_known else frozenset()
    for key, meanings in remembered.items():
        own = next((standard for standard, said_of in meanings.items() if units and units <= set(said_of)), None)
        if own is None:
            elsewhere[key] = meanings
        else:
            holding[key] = own
    return Recalled(holding, elsewhere)


def _by_units(meanings: str | ByUnits) -> ByUnits:
    """As kept today; earlier a word had one meaning in all units, which "no units" says."""
    return {meanings: ()} if isinstance(meanings, str) else meanings


def _latest(words: Mapping[str, Any]) -> dict[str, str]:
    """Each word with the meaning that was said last."""
    return {key: list(_by_units(meanings))[-1] for key, meanings in words.items()}


def named_words(reading: FileReading, words: Words) -> dict[tuple[str, str], str]:
    """The words by the fields' names, whichever way the clerk wrote them."""
    return {(reading.name_of(where), clean(word)): standard for (where, word), standard in words.items()}


def recalled_note(words: Words) -> str:
    """That words are read as they were explained for the same headings before."""
    said = "，".join(f"{where}:{word}={standard}" for (where, word), standard in words.items())
    return f"按以前记住的表头对应关系读：{said}（不对的话，用 --map 另行指明，或用 zlts layouts 忘掉）"


def elsewhere_note(words: Mapping[tuple[str, str], ByUnits]) -> str:
    """That words are not read as they were explained for other units with the same headings."""
    said = _words_shown({f"{where}:{word}": meanings for (where, word), meanings in words.items()})
    lines = " ".join(
        f"--map {where}:{word}={next(iter(meanings)) if len(meanings) == 1 else '标准词'}"
        for (where, word), meanings in words.items()
    )
    return f"以前在别的单位记住的表头对应关系没有用在这里：{said}；意思一样的话，请加 {lines} 再导入"


def remember(
    session: Session, reading: FileReading, options: Options, units: AbstractSet[str], file: str, now: datetime
) -> None:
    """Keep what `--map` said of this file's headers, beside what was said of them earlier.

    Its words are kept for `units`, those of the rows that were taken in; where there are none, they are not kept.
    """
    if not options.columns and not options.words and not options.left_out:
        return
    journal.check(session, _PART)
    known = {one.signature: one for one in decisions.layouts(session)}
    said = {f"{where}:{word}": standard for (where, word), standard in named_words(reading, options.words).items()}
    stamp = offices.stamp(now)
    for layout in reading.layouts:
        before = known.get(layout.signature)
        columns = json.loads(before.columns) if before else {}
        if options.columns or options.left_out:
            columns = _columns(layout)
        words = _with_said(json.loads(before.words) if before else {}, _counts(layout) | said, units)
        decisions.remember(session, layout.signature, reading.register, columns, words, file, stamp)
    journal.write(session, "layout", {"headers": len(reading.layouts)}, now, _PART)


def remember_keys(
    session: Session, reading: FileReading, words: Words, units: AbstractSet[str], file: str, now: datetime
) -> None:
    """Keep what is said of the devices' keys before the rows are read by it; all else waits for `remember`."""
    said = {f"{where}:{word}": standard for (where, word), standard in words.items() if word == KEYS}
    if not said:
        return
    journal.check(session, _PART)
    known = {one.signature: one for one in decisions.layouts(session)}
    for layout in reading.layouts:
        before = known.get(layout.signature)
        columns, earlier = (json.loads(before.columns), json.loads(before.words)) if before else ({}, {})
        told = _with_said(earlier, said, units)
        decisions.remember(session, layout.signature, reading.register, columns, told, file, offices.stamp(now))


def _with_said(known: Mapping[str, Any], said: Mapping[str, str], units: AbstractSet[str]) -> dict[str, Any]:
    """The known words with those said of a file with these units; in these units the later word holds."""
    words: dict[str, dict[str, Sequence[str]]] = {key: dict(_by_units(one)) for key, one in known.items()}
    for key, standard in said.items() if units else ():
        others: dict[str, Sequence[str]] = {
            other: tuple(unit for unit in said_of if unit not in units)
            for other, said_of in words.get(key, {}).items()
            if other != standard
        }
        before = words.get(key, {}).get(standard, ())
        kept = {other: said_of for other, said_of in others.items() if said_of}
        words[key] = kept | {standard: tuple(sorted({*before, *units}))}
    return words


def _counts(layout: Layout) -> dict[str, str]:
    """The counts which she named herself, `--map 非常满意=1`: what heads them is a word for a rating."""
    own = {code: heading for code, heading in layout.mapping.items() if code in layout.settled}
    return {f"{_RATING[0]}:{head}": code.removeprefix(COUNT) for code, head in own.items() if _is_worded(code, head)}


def _is_worded(code: str, heading: str) -> bool:
    """Whether a count is headed by another word than its own."""
    return code.startswith(COUNT) and heading not in (NO_COLUMN, code.removeprefix(COUNT))


def _columns(layout: Layout) -> dict[str, Any]:
    """A header as it was read, which was with all that had been said of it before; but for its counts.

    What heads a count is a word for a rating: one that is not known by itself is remembered as a word.
    """
    kept: dict[str, Any] = {code: head for code, head in layout.mapping.items() if not _is_worded(code, head)}
    settled = sorted(code for code in layout.settled if code in kept)
    if layout.left_out:
        kept[_LEFT_OUT] = list(layout.left_out)
    if settled:
        kept[_SETTLED] = settled
    return kept


def forget(ledger: Ledger, number: int, now: datetime) -> None:
    """Forget a remembered map.

    Raises:
        WrongUsage: there is none of that number.
    """
    with ledger.write() as session:
        journal.check(session, _PART)
        if not decisions.forget(session, number):
            raise WrongUsage(f"没有第 {number} 条对应关系。", "用 zlts layouts 看有哪些。")
        journal.write(session, "layout-forget", {"layout": number}, now, _PART)


@redacts
def listing_of(ledger: Ledger) -> Report:
    """What is remembered."""
    columns = (
        Column("id", "编号", Look.NUMBER),
        Column("kind", "种类", Look.WORD),
        Column("file", "来自文件"),
        Column("columns", "字段＝表头"),
        Column("words", "原词＝标准词"),
    )
    with ledger.read() as session:
        lines: list[dict[str, Any]] = [
            {
                "id": one.id,
                "kind": one.register_kind,
                "file": one.file,
                "columns": _shown(json.loads(one.columns)),
                "words": _latest(json.loads(one.words)),
                "units": {key: _by_units(meanings) for key, meanings in json.loads(one.words).items()},
            }
            for one in decisions.layouts(session)
        ]
    rows = tuple(
        (
            one["id"],
            KIND_NAMES[one["kind"]],
            one["file"],
            _pairs(_by_name(one["kind"], one["columns"])),
            _words_shown(one["units"]),
        )
        for one in lines
    )
    return listing("layouts", "记住的表头对应关系", [Table("layouts", "表头对应关系", columns, rows)], {"layouts": lines})


def _shown(kept: Mapping[str, Any]) -> dict[str, str]:
    """The columns as `--map` would say them."""
    columns = {code: heading for code, heading in kept.items() if code not in (_LEFT_OUT, _SETTLED)}
    return columns | ({NO_COLUMN: "、".join(kept[_LEFT_OUT])} if _LEFT_OUT in kept else {})


def _by_name(kind: str, columns: Mapping[str, str]) -> dict[str, str]:
    """The columns by their fields' names, which `--map` takes."""
    names = code_names(kind)
    return {names.get(code, code.removeprefix(COUNT)): heading for code, heading in columns.items()}


def _words_shown(words: Mapping[str, ByUnits]) -> str:
    return "，".join(
        f"{key}={standard}" + (f"（{'、'.join(filter(None, units))}）" if any(units) else "")
        for key, meanings in words.items()
        for standard, units in meanings.items()
    )


def _pairs(values: Mapping[str, str]) -> str:
    return "，".join(f"{key}={value}" for key, value in values.items())
