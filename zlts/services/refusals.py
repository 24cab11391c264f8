"""Which files were refused lately, so that the overview can say it (readings: Nothing is lost).

A refusal leaves the ledger unchanged to the byte, as it promises. So its trace is kept beside the ledger: the names
of file and folder, the unit and month they say, the day and the reason, complainants taken out. A trace that cannot
be kept only means that nothing is said. It goes when such a file is taken in, or after some days.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

from zlts.bulletins.facts import RefusedFile
from zlts.errors import OutputRefused, ZltsError
from zlts.outfile import replacing
from zlts.periods import Month

_DAYS = 30
"""A trace is shown so long."""
_MOST = 200


def lately(ledger: Path, today: date) -> list[RefusedFile]:
    """The files refused in the last days and not taken in since, the latest last."""
    return [one for one in _kept(ledger) if today - timedelta(days=_DAYS) < one.day <= today]


def note(ledger: Path, refused: Sequence[RefusedFile], taken_in: Iterable[RefusedFile], now: datetime) -> None:
    """Remember refused files, and forget those that were taken in by now."""
    gone = list(taken_in)
    before = lately(ledger, now.date())
    again = {(one.file, one.folder) for one in refused}
    left = [
        one
        for one in before
        if (one.file, one.folder) not in again and not any(_is_the_same(one, other) for other in gone)
    ]
    if refused or left != _kept(ledger):
        _keep(ledger, [*left, *refused][-_MOST:])


def forget(ledger: Path) -> None:
    """Forget what was refused by another ledger of that name."""
    with suppress(OSError):
        _record_of(ledger).unlink(missing_ok=True)


def redact(ledger: Path, hide: Callable[[str], str]) -> None:
    """Take out of the trace whom `hide` takes out of a text."""
    before = _kept(ledger)
    after = [
        replace(one, file=hide(one.file), folder=hide(one.folder), unit=hide(one.unit), reason=hide(one.reason))
        for one in before
    ]
    if after != before:
        _keep(ledger, after)


def _is_the_same(refused: RefusedFile, taken: RefusedFile) -> bool:
    """Whether a file that was taken in stands for the refused one: of its folder and name, or of its unit and month.

    The name counts without its ending, as a file is often saved anew in another format.
    """
    if refused.folder == taken.folder and Path(refused.file).stem == Path(taken.file).stem:
        return True
    return bool(refused.unit and refused.month) and (refused.unit, refused.month) == (taken.unit, taken.month)


# ---------------------------------------------------------------- the record


def _record_of(ledger: Path) -> Path:
    return ledger.with_name(f".{ledger.name}.未收")


def _kept(ledger: Path) -> list[RefusedFile]:
    try:
        return [_read(one) for one in json.loads(_record_of(ledger).read_text(encoding="utf-8"))]
    except (OSError, ValueError, KeyError, TypeError, ZltsError):
        return []


def _read(said: dict[str, str]) -> RefusedFile:
    month = Month.parse(said["month"]) if said["month"] else None
    day = date.fromisoformat(said["day"])
    return RefusedFile(said["file"], said["folder"], said["unit"], month, day, said["reason"])


def _keep(ledger: Path, found: Iterable[RefusedFile]) -> None:
    said = [
        {
            "file": one.file, "folder": one.folder, "unit": one.unit, "month": str(one.month or ""),
            "day": str(one.day), "reason": one.reason,
        }
        for one in found
    ]  # fmt: skip
    with suppress(OutputRefused, OSError), replacing(_record_of(ledger)) as stream:
        stream.write(json.dumps(said, ensure_ascii=False, indent=0).encode("utf-8"))
    with suppress(OSError):
        _record_of(ledger).chmod(0o600)
