"""What of the evidence an entry rests on, as text: when it changes, `reconcile` takes the entry back."""

from __future__ import annotations

from collections.abc import Sequence

from zlts.model import Complaint, Entry, Inspection, Measure, Tally


def month(tally: Tally) -> str:
    """Of an officer's month."""
    return f"{tally.counted}/{tally.satisfied}"


def complaint(one: Complaint) -> str:
    """Of a complaint, whoever's entry it is; of a part of one, with those whom only the whole names."""
    officers = ",".join(sorted(person.key for person in (*one.officers, *one.beside)))
    facts = (one.received, one.verdict_date, one.verdict, one.serious)
    return "|".join((officers, one.unit, *map(str, facts)))


def inspection(one: Inspection) -> str:
    """Of an inspection's finding."""
    person = one.person.key if one.person else ""
    return "|".join((str(one.day), person, one.unit, one.kind, str(one.points), str(one.serious)))


def measure(one: Measure) -> str:
    """Of a measure issued outside the rules."""
    issuer = f"|{one.issuer}" if one.issuer else ""
    return f"{one.day}|{one.person.key}|{one.unit}|{one.kind}{issuer}"


def nth_complaint(nth: int, one: Complaint) -> str:
    """Of a complaint that is the nth sustained one of an officer's year."""
    return f"{nth}|{complaint(one)}"


def nth_of(material: str) -> int:
    """Which one in an officer's year the complaint is that an entry with that ground rests on."""
    return int(material.partition("|")[0])


def rests_on(material: str, matter: str) -> bool:
    """Whether an escalation with that ground was completed by a measure of that matter, among others."""
    return f"|{matter}|" in f"|{material}"


def steps(taken: Sequence[Entry]) -> str:
    """Of the measures that completed a condition, the completing one last."""
    return "|".join((*(step.cause.matter for step in taken), str(taken[-1].day)))
