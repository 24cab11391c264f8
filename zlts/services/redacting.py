"""What leaves the program leaves without those who complained (readings: Redaction)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from zlts.db import Ledger
from zlts.errors import LedgerRefused, ZltsError
from zlts.redaction import Redaction
from zlts.store.personal import redaction
from zlts.store.session import Session

if TYPE_CHECKING:  # a usage error is told without loading what bulletins are made from
    from zlts.bulletins.situation import Situation
    from zlts.model import Complaint, PostedEntry

_Words = ParamSpec("_Words")
_Made = TypeVar("_Made")


def reads(case: Callable[Concatenate[Session, _Words], _Made]) -> Callable[Concatenate[Ledger, _Words], _Made]:
    """A use case that only reads, in one transaction; what it makes names nobody who complained."""

    @wraps(case)
    def asked(ledger: Ledger, /, *args: _Words.args, **kwargs: _Words.kwargs) -> _Made:
        with ledger.read() as session:
            return redaction(session).of(case(session, *args, **kwargs))

    return asked


def redacts(case: Callable[Concatenate[Ledger, _Words], _Made]) -> Callable[Concatenate[Ledger, _Words], _Made]:
    """A use case with a transaction of its own; what it makes names nobody who complained."""

    @wraps(case)
    def asked(ledger: Ledger, /, *args: _Words.args, **kwargs: _Words.kwargs) -> _Made:
        made = case(ledger, *args, **kwargs)
        with ledger.read() as session:
            return redaction(session).of(made)

    return asked


def redact_error(ledger: Ledger, error: ZltsError) -> None:
    """Take those who complained out of what an error says; one of the ledger itself says nothing of them."""
    if isinstance(error, LedgerRefused):
        return
    with suppress(LedgerRefused):
        with ledger.read() as session:
            hidden = redaction(session)
        error.message, error.todo = hidden.hide(error.message), hidden.hide(error.todo)


def without_complainants(place: Situation, hidden: Redaction) -> Situation:
    """A situation whose free texts name nobody who complained, so that nothing made of it can.

    What is cut to the length of a line or a page would show half a name otherwise.
    """
    return replace(
        place,
        complaints=[
            replace(
                one, channel=hidden.hide(one.channel), category=hidden.hide(one.category),
                complainant="", phone="", content=hidden.hide(one.content) if _is_found(one) else "",
            )
            for one in place.complaints
        ],
        inspections=[
            replace(
                one, kind=hidden.hide(one.kind), item=hidden.hide(one.item), finding=hidden.hide(one.finding),
                due=hidden.hide(one.due), rectified=hidden.hide(one.rectified),
            )
            for one in place.inspections
        ],
        entries=[_open_entry(one, hidden) for one in place.entries],
        corrections=[_open_entry(one, hidden) for one in place.corrections],
        corrections_within=[_open_entry(one, hidden) for one in place.corrections_within],
        waived=hidden.of(place.waived),
        void_reasons={(name, hidden.hide(reason)): count for (name, reason), count in place.void_reasons.items()},
        cleared={key: hidden.hide(reason) for key, reason in place.cleared.items()},
        objections=[
            replace(one, text=hidden.hide(one.text), document=hidden.hide(one.document)) for one in place.objections
        ],
    )  # fmt: skip


def _is_found(one: Complaint) -> bool:
    """Whether what happened may be told: somebody is found at fault."""
    return any(part.sustained for part in one.parts)


def _open_entry(posted: PostedEntry, hidden: Redaction) -> PostedEntry:
    """An entry whose reason names nobody who complained."""
    cause = replace(posted.entry.cause, reason=hidden.hide(posted.entry.cause.reason))
    return replace(posted, entry=replace(posted.entry, cause=cause))
