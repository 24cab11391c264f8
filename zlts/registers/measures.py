"""三项制度 measures issued outside the rules: a multiset of rows, on officers or leaders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from zlts.model import MEASURES, Claim, Kind, Measure, Problem, Register
from zlts.names import plain
from zlts.policy import ByDay, Words
from zlts.registers.declaration import BADGE, OFFICER, UNIT, Declaration, Field, Form, Says, Type
from zlts.registers.rows import Copies, Settled, StoredRow, future, in_order, iso_day, present
from zlts.registers.words import unknown_word
from zlts.roster import Found, Roster


def settle(
    rows: Iterable[StoredRow],
    roster: Roster,
    policies: ByDay | None = None,
    own: frozenset[int] = frozenset(),
) -> Settled[Measure]:
    """The outcomes of the rows, and the facts of the measures' register.

    `own` are the rows which a person has said are measures of their own (`zlts count`).
    `policies` know the words for who issued a measure; without them only the roster's units are known.
    """
    settled: Settled[Measure] = Settled()
    copies, loosely = Copies(), dict[tuple[str, ...], StoredRow]()
    issuers: dict[tuple[str, ...], tuple[str, StoredRow]] = {}
    for row in in_order(rows):
        day = None if row.broken else iso_day(row.get("date"))
        problems, found = _problems(row, day, roster)
        words = policies.on(day or date.min).words if policies else None
        issuer = "" if row.broken else _issuer(row.get("issuer"), roster, words)
        if isinstance(issuer, Problem):
            problems = (*problems, issuer)
        if problems or row.broken or found is None or day is None or isinstance(issuer, Problem):
            settled.reject(row, *problems)
            continue
        identity = (str(day), found.person.key, found.unit, plain(row.get("measure")), *([issuer] if issuer else []))
        nth = copies.is_new((*identity, plain(row.get("reason"))), row.place)
        if not nth:
            settled.duplicate(row)
            continue
        settled.accept(row)
        first = loosely.setdefault(identity, row)
        if first is not row:
            settled.notes[row.id] = f"与{first.where}只有事由不同，请核对是否同一次"
        elsewhere = issuers.setdefault(identity[:4], (issuer, row))
        if elsewhere[0] != issuer:
            settled.notes[row.id] = f"与{elsewhere[1].where}只有实施单位不同，请核对是否同一次"
        key = "|".join((*identity, plain(row.get("reason")), str(nth)))
        settled.facts.append(replace(_fact(row, day, found, key), issuer=issuer, separate=row.id in own))
    return settled


def _problems(row: StoredRow, day: date | None, roster: Roster) -> tuple[tuple[Problem, ...], Found | None]:
    if row.broken:
        return (), None
    word = plain(row.get("measure"))
    known = {kind.value: kind for kind in MEASURES}
    kind = None if word in known else unknown_word("措施", word, known, "不是三项制度的措施")
    if day is None:
        return present(Problem("日期", "", "没有写日期"), kind), None
    claim = Claim(row.get("unit"), row.get("badge"), row.get("officer"))
    found = roster.find(claim, day)
    if isinstance(found, Problem):
        lead = roster.lead_named(claim, day)
        return present(future("日期", day, row), kind, None if lead else found), lead
    return present(future("日期", day, row), kind), found


def _fact(row: StoredRow, day: date, found: Found, key: str) -> Measure:
    kind = Kind(plain(row.get("measure")))
    return Measure(key, day, found.unit, found.person, found.post, kind, row.get("reason"), row.place, id=row.id)


def _issuer(word: str, roster: Roster, words: Words | None) -> str | Problem:
    """The unit that issued a measure itself, "" for the bureau (六(七) 被县局); a problem where neither is known."""
    said = plain(word)
    known = words.issuers if words else {}
    bare = _without_bureau(said, words)
    for form in (said, bare):
        if not form or known.get(form):
            return ""
        unit = roster.known(form)
        if unit or form in known:
            return unit or form
    field = f"--map 实施单位:{said}"
    reason = f"看不出是县局还是单位自己作出的；县局作出的用 {field}=县局，单位自己的用 {field}=本单位"
    return Problem("实施单位", word, reason)


def _without_bureau(word: str, words: Words | None) -> str:
    """A word without the bureau's name and what stands before it: 某县公安局政工室 is 政工室."""
    for prefix in sorted(words.unit_prefixes, key=len, reverse=True) if words else ():
        _, found, rest = word.partition(prefix)
        if found:
            return rest
    return word


LOGGED_MEASURES = Declaration(
    kind=Register.MEASURES,
    word="三项制度",
    table="measure",
    forms=(
        Form(
            Register.MEASURES,
            "rows",
            "三项制度登记",
            (
                Field("date", "日期", Type.DATE, Says.WHEN, filled=True),
                *(OFFICER, BADGE, UNIT),
                Field("measure", "措施", Type.WORD, Says.WHAT, filled=True),
                Field("reason", "事由", Type.PROSE),
                Field("issuer", "实施单位", Type.WORD, tells=True, since=2),
            ),
            needed=(("date",), ("officer", "badge"), ("measure",)),
        ),
    ),
    settle=settle,
    view="措施",
    viewed=("date", "officer", "unit", "measure", "reason", "issuer"),
)
