"""What the bureau is called: told once by a person, it stands on every letter, paper and table from then on."""

from __future__ import annotations

from datetime import datetime

from zlts import journal
from zlts.cells import clean
from zlts.db import Ledger
from zlts.errors import WrongUsage
from zlts.services import office as offices
from zlts.services.office import stamp
from zlts.store import decisions
from zlts.store.decisions import BureauName
from zlts.store.session import Session

_SHORTEST, _LONGEST = 4, 30


def name_of(ledger: Ledger, now: datetime) -> str:
    """The name in use."""
    with ledger.read() as session:
        return offices.load(session).policies.on(now.date()).bureau.name


def name(ledger: Ledger, told: str, now: datetime) -> str:
    """Call the bureau so; "" calls it as its policy does again. Returns the name in use.

    Issued bulletins stay as they were.

    Raises:
        WrongUsage: that is no name.
    """
    told = checked(told)
    with ledger.write() as session:
        put(session, told, now)
    return name_of(ledger, now)


def checked(told: str) -> str:
    """A name as it is to stand.

    Raises:
        WrongUsage: that is no name.
    """
    told = clean(told).strip()
    if told and not _SHORTEST <= len(told) <= _LONGEST:
        raise WrongUsage(f"“{told}”不像局名。", "请写全称，如：zlts bureau 云溪县公安局")
    return told


def put(session: Session, told: str, now: datetime) -> None:
    """Write a name that was checked; also the one that a ledger is founded with."""
    journal.check(session, ["table:bureau_name"])
    decisions.name_bureau(session, BureauName(told, stamp(now)))
    journal.write(session, "bureau", {"name": told}, now, ["table:bureau_name"])
