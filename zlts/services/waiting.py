"""Whose evaluations came and wait in quarantine: such a unit has not failed to report."""

from __future__ import annotations

from zlts.errors import WrongUsage
from zlts.model import Register
from zlts.periods import Month
from zlts.services.office import SUMMARY, Office
from zlts.store import evaluations, rows
from zlts.store.session import Session


def unit_months(session: Session, office: Office) -> frozenset[tuple[str, Month]]:
    """The units and months of rejected evaluations, as far as their rows name both."""
    found = set()
    but, summaries = (rows.unusable_ids(session, kind) for kind in (Register.EVALUATIONS, SUMMARY))
    for word, said in evaluations.rejected_units(session, but=but, summaries=summaries):
        unit = office.roster.known(word)
        try:
            month = Month.parse(said)
        except WrongUsage:
            continue  # the cell that should say when is what is wrong with the row
        if unit:
            found.add((unit, month))
    return frozenset(found)
