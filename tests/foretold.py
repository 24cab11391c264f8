"""What `simulate` foretells of a year, beside what then changes: read from what the other commands say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.command import Zlts

DONE = (0, 3)
ENTRY = ("month", "unit", "person", "role", "kind", "points", "clause", "reason")
LEADERS = ("unit_lead", "bureau_lead")
Line = dict[str, Any]


def entry_counts(lines: list[Line]) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(one[key] for key in ENTRY) for one in lines)


@dataclass(frozen=True)
class Year:
    """A year as the ledger, the award proposal and the bulletins tell it."""

    entries: list[Line]
    leaders: list[Line]
    officers: dict[str, tuple[int, int | None]]
    """Badge → score and rank; auxiliaries left out."""
    shortlist: list[str]
    barred: set[str]
    ranks: dict[tuple[str, str], int]
    assistance: dict[tuple[str, str], list[str]]

    @classmethod
    def of(cls, zlts: Zlts, *quarters: str) -> Year:
        awards = zlts.json("awards", "2013", codes=DONE)
        annual = zlts.json("report", "annual", "2013", codes=DONE)
        bulletins = {"2013": annual} | {one: zlts.json("report", "quarterly", one, codes=DONE) for one in quarters}
        scores = {one["badge"]: one["score"] for one in annual["officers"] if "辅警" not in one["note"]}
        scores |= {one["badge"]: one["score"] for one in awards["ranking"]}  # as far as counts for the awards
        ranks = {one["badge"]: one["rank"] for one in awards["ranking"]}
        units = [(period, unit) for period, told in bulletins.items() for unit in told["units"]]
        return cls(
            zlts.json("ledger", "2013")["entries"],
            annual["leaders"],
            {badge: (score, ranks.get(badge)) for badge, score in scores.items()},
            [one["badge"] for one in awards["ranking"] if one["shortlisted"]],
            {one["badge"] for one in awards["ineligible"]},
            {(period, one["unit"]): one["rank"] for period, one in units},
            {(period, one["unit"]): one["assistance"] for period, one in units if one["assistance"]},
        )


def simulated(zlts: Zlts, *args: object) -> Line:
    """What `simulate` says; it leaves the ledger's file as it is, to the byte, and none beside it."""
    before = _files(zlts.ledger.parent)
    found = zlts.json("simulate", "2013", "--policy", *args)
    assert _files(zlts.ledger.parent) == before
    return found


def _files(folder: Path) -> dict[str, str]:
    return {one.name: sha256(one.read_bytes()).hexdigest() for one in folder.iterdir() if one.is_file()}


def check_entries(said: Line, before: list[Line], after: list[Line]) -> None:
    """Standing entries − removed + added are the entries after."""
    gone, come = entry_counts(said["removed"]), entry_counts(said["added"])
    assert gone <= entry_counts(before)
    assert entry_counts(before) - gone + come == entry_counts(after)


def check_figures(said: Line, before: Year, after: Year) -> None:
    """Entries, leaders' measures, officers' scores and ranks, the shortlist, the barred, units' ranks, assistance."""
    check_entries(said, before.entries, after.entries)
    of_leaders = {key: [one for one in said[key] if one["role"] in LEADERS] for key in ("added", "removed")}
    check_entries(of_leaders, before.leaders, after.leaders)
    assert {
        one["badge"]: ((one["score_now"], one["rank_now"]), (one["score_then"], one["rank_then"]))
        for one in said["officers"]
    } == {
        badge: (before.officers.get(badge, (None, None)), after.officers.get(badge, (None, None)))
        for badge in before.officers.keys() | after.officers.keys()
        if before.officers.get(badge) != after.officers.get(badge)
    }
    assert [one["badge"] for one in said["shortlist"] if one["now"]] == before.shortlist
    assert {one["badge"] for one in said["shortlist"] if one["then"]} == set(after.shortlist)
    assert {one["badge"] for one in said["barred"] if one["now"]} == before.barred
    assert {one["badge"] for one in said["barred"] if one["then"]} == after.barred
    periods = {period for period, _ in (*before.ranks, *after.ranks)}
    ranks = {(one["period"], one["unit"]): (one["rank_now"], one["rank_then"]) for one in said["units"]}
    assert {key: ranks[key] for key in ranks if key[0] in periods} == _differing(before.ranks, after.ranks)
    reasons = {(one["period"], one["unit"]): (one["now"] or None, one["then"] or None) for one in said["assistance"]}
    assert {key: reasons[key] for key in reasons if key[0] in periods} == _differing(
        before.assistance, after.assistance
    )


def _differing(now: dict[Any, Any], then: dict[Any, Any]) -> dict[Any, tuple[Any, Any]]:
    return {key: (now.get(key), then.get(key)) for key in now.keys() | then.keys() if now.get(key) != then.get(key)}
