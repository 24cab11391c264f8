"""`zlts rules`: the clauses of the ledger's policy, or of the shipped one where there is no ledger."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

from zlts.bulletins.clauses import readings_page
from zlts.db import Ledger
from zlts.reports import Report
from zlts.services import office as offices
from zlts.store.batches import shipped_policy


def rulebook(path: Path | None, now: datetime) -> Report:
    """The clauses and readings."""
    if path is None:
        return readings_page(shipped_policy())
    with closing(Ledger.open(path, now)) as ledger:
        return clause_listing(ledger, now)


def clause_listing(ledger: Ledger, now: datetime | None = None) -> Report:
    """The clauses and readings of the policy in force today; without a day, of the latest."""
    with ledger.read() as session:
        policies = offices.load(session).policies
        return readings_page(policies.on(now.date()) if now else policies.each[-1], policies.each)
