"""Which matters people decided not to pursue: waived ones, and those of objections that were upheld."""

from __future__ import annotations

from zlts.model import ObjectionState
from zlts.store import decisions
from zlts.store.session import Session


def set_aside(session: Session) -> dict[str, str]:
    """Matter → why no pass posts its entry, in words that bulletins use (readings: Objections)."""
    waived = {matter: f"领导小组决定免除（{one.document}）" for matter, one in decisions.waivers(session).items()}
    upheld = {
        one.matter: "申诉成立" + (f"（{one.document}）" if one.document else "")
        for one in decisions.objections(session)
        if one.state == ObjectionState.UPHELD
    }
    return waived | upheld
