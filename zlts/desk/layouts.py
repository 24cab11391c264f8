"""The maps a clerk gave once: the same headings are recognised next month."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from zlts import journal
from zlts.bulletins.listings import KIND_NAMES, listing
from zlts.db import Ledger
from zlts.desk import office as offices
from zlts.desk.telling import told
from zlts.errors import WrongUsage
from zlts.importers.reading import Options, Reading
from zlts.reports import Column, Look, Report, Table
from zlts.store import decisions
from zlts.store.session import Session

Words = Mapping[tuple[str, str], str]


def remembered_columns(session: Session) -> dict[str, dict[str, str]]:
    """Header signature → the columns given for it."""
    return {one.signature: json.loads(one.columns) for one in decisions.layouts(session)}


def remembered_words(session: Session, reading: Reading) -> Words:
    """The words given earlier for the headers of this file."""
    known = {one.signature: json.loads(one.words) for one in decisions.layouts(session)}
    words: dict[tuple[str, str], str] = {}
    for layout in reading.layouts:
        for key, standard in known.get(layout.signature, {}).items():
            where, _, word = key.partition(":")
            words[where, word] = standard
    return words


def remember(session: Session, reading: Reading, options: Options, file: str, now: datetime) -> None:
    """Keep what `--map` said of this file's headers."""
    if not options.columns and not options.words:
        return
    words = {f"{where}:{word}": standard for (where, word), standard in options.words.items()}
    stamp = offices.stamp(now)
    for layout in reading.layouts:
        columns = layout.mapping if options.columns else {}
        decisions.remember(session, layout.signature, reading.register, columns, words, file, stamp)
    journal.write(session, "layout", {"file": file, "headers": len(reading.layouts)}, now, ["table:layout"])


def forget(ledger: Ledger, number: int, now: datetime) -> None:
    """Forget a remembered map.

    Raises:
        WrongUsage: there is none of that number.
    """
    with ledger.write() as session:
        if not decisions.forget(session, number):
            raise WrongUsage(f"没有第 {number} 条认法。", "用 zlts layouts 看有哪些。")
        journal.write(session, "layout-forget", {"layout": number}, now, ["table:layout"])


@told
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
        lines = [
            {
                "id": one.id,
                "kind": one.register_kind,
                "file": one.file,
                "columns": json.loads(one.columns),
                "words": json.loads(one.words),
            }
            for one in decisions.layouts(session)
        ]
    rows = tuple(
        (one["id"], KIND_NAMES[one["kind"]], one["file"], _pairs(one["columns"]), _pairs(one["words"]))
        for one in lines
    )
    return listing("layouts", "记住的表头认法", [Table("layouts", "认法", columns, rows)], {"layouts": lines})


def _pairs(values: Mapping[str, str]) -> str:
    return "，".join(f"{key}={value}" for key, value in values.items())
