"""Personal data of complaints: whom nobody is shown unasked, sealed apart from the chain, and erased by rule."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import NamedTuple

from zlts.names import badge_number, listed, person_name, plain
from zlts.redaction import ERASED, Complainant, Redaction, numbers_in
from zlts.registers.catalogue import REGISTERS
from zlts.registers.complaints import COMPLAINTS
from zlts.store.batches import policies_adopted
from zlts.store.session import Session


def redaction(session: Session) -> Redaction:
    """Everybody who ever complained, whatever became of the row; officers, units, badges and numbers stay."""
    said = session.execute("SELECT DISTINCT complainant, phone, number FROM complaint").fetchall()
    complainants = (Complainant(name or "", phone or "") for name, phone, _ in said)
    return Redaction(complainants, [*(number or "" for *_, number in said), *_roster_words(session)])


def _roster_words(session: Session) -> set[str]:
    words: set[str] = set()
    for badge, *units in session.execute("SELECT badge, unit, alias FROM posting"):
        for cell in units:
            words.update(listed(cell or ""))
        words.add(badge_number(badge or ""))
    for people in session.execute("SELECT name, officers, unit_lead, bureau_lead FROM posting"):
        for cell in people:
            words.update(map(person_name, listed(cell or "")))
    return words


# ---------------------------------------------------------------- sealed and erased


FIELDS = COMPLAINTS.personal
"""Kept out of the chain as long as a keyed digest stands for them, and chained once they are erased."""


def sealed(said: Mapping[str, str]) -> dict[str, str]:
    """The key and the keyed digest that a new row bears beside these fields."""
    salt = secrets.token_hex(16)
    return {"salt": salt, "personal": digest(said, salt)}


def digest(said: Mapping[str, str | None], salt: str) -> str:
    """What stands in the chain for a complaint's personal fields."""
    words = "\x1f".join(said.get(code) or "" for code in FIELDS)
    return hmac.new(salt.encode(), words.encode(), hashlib.sha256).hexdigest()


def altered(session: Session) -> Iterator[int]:
    """The complaint rows whose personal fields are not those of their digest."""
    found = session.execute(
        f"SELECT id, salt, personal, {', '.join(FIELDS)} FROM complaint WHERE salt IS NOT NULL ORDER BY id"
    )
    for number, salt, known, *said in found:
        if digest(dict(zip(FIELDS, said, strict=True)), salt) != known:
            yield number


class PersonalRow(NamedTuple):
    """A complaint row whose personal data is still there; `imported` is the year in which it came in."""

    id: int
    sheet: int
    received: str | None
    complainant: str | None
    phone: str | None
    content: str | None
    handling: str | None
    imported: int

    @property
    def year(self) -> int:
        """The year of receipt; where it cannot be read, the year in which the row came in."""
        said = (self.received or "")[:4]
        return int(said) if said.isdigit() and int(said) in _PLAUSIBLE else self.imported


_PLAUSIBLE = range(1990, 2101)


def complaints(session: Session) -> list[PersonalRow]:
    """All of them."""
    found = session.execute(
        "SELECT c.id, c.sheet_id, c.received, c.complainant, c.phone, c.content, c.handling,"
        " CAST(substr(b.imported_at, 1, 4) AS INTEGER) FROM complaint c"
        " JOIN sheet s ON s.id = c.sheet_id JOIN batch b ON b.id = s.batch_id WHERE c.salt IS NOT NULL ORDER BY c.id"
    )
    return [PersonalRow(*said) for said in found]


def erase(session: Session, rows: Iterable[PersonalRow]) -> Redaction:
    """Names and phones go; free text leaves a digest, by which equal texts are still known as equal.

    A name leaves a sign made with a key that nobody keeps: it tells one complainant from another, on which it
    rests which rows are one complaint, and nothing else. Returns what takes the same people, and the numbers that
    their complaints gave, out of any other text (`zlts.store.erasing`), with signs of that key.
    """
    key, rows = secrets.token_bytes(32), list(rows)
    said = [(row.complainant or "", row.phone or "", f"{row.content or ''}\n{row.handling or ''}") for row in rows]
    everybody = [Complainant(name, phone) for name, phone, _ in said]
    everybody += [Complainant("", number) for *_, text in said for number in numbers_in(text)]
    known = [*_numbers_of_complaints(session), *_roster_words(session), *_rule_words(session)]
    session.execute_all(
        "UPDATE complaint SET complainant = ?, phone = NULL, salt = NULL, content = ?, handling = ? WHERE id = ?",
        ((_sign(row.complainant, key), _erased(row.content), _erased(row.handling), row.id) for row in rows),
    )
    return Redaction(
        everybody, known, sign=lambda stands, word: f"{stands}{_keyed(word, key)[:_SHORT]}", anybody=False
    )


def _numbers_of_complaints(session: Session) -> list[str]:
    return [number for (number,) in session.execute("SELECT DISTINCT number FROM complaint WHERE number <> ''")]


def _rule_words(session: Session) -> set[str]:
    """The words of rules and headings: whoever wrote 属实 or 警号 under 投诉人 named nobody."""
    said = set(_texts([replace(one, source="") for one in policies_adopted(session)]))
    return (
        {word for one in said for word in listed(one)}
        | said
        | {item.name for one in REGISTERS for item in one.fields.values()}
    )


def _texts(value: object) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield str(value)
    elif isinstance(value, Mapping):
        yield from _texts([*value.keys(), *value.values()])
    elif is_dataclass(value):
        yield from _texts([getattr(value, one.name) for one in fields(value)])
    elif isinstance(value, (list, tuple, frozenset)):
        for item in value:
            yield from _texts(item)


_SHORT = 8
"""Signs within a text are that long."""


def _keyed(word: str, key: bytes) -> str:
    return hmac.new(key, word.encode(), hashlib.sha256).hexdigest()


def _sign(name: str | None, key: bytes) -> str | None:
    said = plain(name or "")
    return f"{ERASED} {_keyed(said, key)[:16]}" if said else None


def _erased(said: str | None) -> str | None:
    return f"{ERASED} {hashlib.sha256(said.encode()).hexdigest()[:16]}" if said else said
