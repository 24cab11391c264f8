"""A letter as plain values and back, so that an issued one is drawn again as it was."""

from __future__ import annotations

from datetime import date
from typing import Any

from zlts import frozen
from zlts.documents.letter import Annex, Letter, Section


def to_plain(letter: Letter) -> dict[str, Any]:
    """The letter as JSON has it."""
    return {
        "title": list(letter.title),
        "body": [_part(one) for one in letter.body],
        "signature": letter.signature,
        "day": letter.day.isoformat(),
        "addressee": letter.addressee,
        "annexes": [_annex(one) for one in letter.annexes],
        "copies": letter.copies,
        "issuer": letter.issuer,
        "number": letter.number,
        "period": letter.period,
        "figures": [list(pair) for pair in letter.figures],
    }


def _part(part: str | Section) -> Any:
    return part if isinstance(part, str) else {"heading": part.heading, "parts": [_part(one) for one in part.parts]}


def _annex(annex: Annex) -> dict[str, Any]:
    return {
        "title": annex.title,
        "tables": [frozen.plain(table) for table in annex.tables],
        "paragraphs": list(annex.paragraphs),
        "mark": annex.mark,
        "apart": annex.apart,
    }


def from_plain(said: dict[str, Any]) -> Letter:
    """The letter as it was; one kept before letters had them bears no number, figures or annex apart."""
    return Letter(
        title=tuple(said["title"]),
        body=tuple(_part_again(one) for one in said["body"]),
        signature=said["signature"],
        day=date.fromisoformat(said["day"]),
        addressee=said["addressee"],
        annexes=tuple(_annex_again(one) for one in said["annexes"]),
        copies=said["copies"],
        issuer=said["issuer"],
        number=said.get("number", ""),
        period=said.get("period", ""),
        figures=tuple((name, value) for name, value in said.get("figures", ())),
    )


def _part_again(said: Any) -> str | Section:
    return said if isinstance(said, str) else Section(said["heading"], tuple(map(_part_again, said["parts"])))


def _annex_again(said: dict[str, Any]) -> Annex:
    tables = tuple(frozen.table(one) for one in said["tables"])
    return Annex(said["title"], tables, tuple(said["paragraphs"]), said["mark"], said.get("apart", False))
