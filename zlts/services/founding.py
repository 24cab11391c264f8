"""`zlts init`: a new ledger with its policy and its first roster."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from zlts import journal, policy_file
from zlts.cells import clean
from zlts.db import Ledger
from zlts.errors import FileRefused, Refused
from zlts.importers.reading import Options
from zlts.importers.vocabulary import Vocabulary
from zlts.model import Register
from zlts.policy import Bureau
from zlts.registers.rosters import settle
from zlts.resources import data_file
from zlts.services import bureau as bureaus
from zlts.services import refusals
from zlts.services.intake import FileIntake, FileOutcome, taken
from zlts.services.office import Keeper
from zlts.store import batches, kept, rows
from zlts.store.digests import every_part

ROSTER = "roster-notice.csv"
_LARGEST = 4 * 2**20
"""Bytes of a policy file; the shipped one has a hundredth."""


STARTER = "零投诉.cmd"
"""What is clicked twice on Windows."""


def found(
    path: Path,
    roster: Path | None,
    policy: Path | None,
    vocabulary: Vocabulary,
    now: datetime,
    bureau: Mapping[str, str] = MappingProxyType({}),
) -> FileOutcome:
    """Create a ledger: the notice's policy and units unless told otherwise.

    `bureau` are its words: its name is told as `zlts bureau` tells it; office and copies are keys of the policy's
    `[bureau]`. Blank ones change nothing.

    Raises:
        LedgerRefused: a file of that name is there already.
        PolicyRefused, FileRefused: the policy or the roster does not hold; nothing is created.
        WrongUsage: the name is none.
    """
    said = {key: clean(words).strip() for key, words in bureau.items() if words.strip()}
    name = bureaus.checked(said.pop("name", ""))
    shipped = data_file(batches.SHIPPED_POLICY).read_text(encoding="utf-8")
    text = policy_file.with_bureau(text_of(policy) if policy else shipped, said)
    policies = policy_file.proposed(text, shipped)
    source = roster or data_file(ROSTER)
    with Ledger.create(path) as ledger, ledger.write() as session:
        batches.adopt(session, policies, now)
        session.checked.update(every_part(session))  # it has only just been made
        journal.write(session, "init", {"policy": policies.name}, now, every_part(session))
        if name:
            bureaus.put(session, name, now)
        options = Options(kind=Register.ROSTER)
        with taken(source, options) as (file, book):
            outcome = FileIntake(session, Keeper(), file, book, options, vocabulary, now).run()
        made, _ = settle(rows.stored(session, Register.ROSTER), policies.words)
        if not made.units:
            raise Refused(f"花名册“{source.name}”里没有一行能用，台账没有建立。", "请先核对花名册。")
    refusals.forget(path)
    return outcome


def shipped_bureau() -> Bureau:
    """What the shipped policy calls the bureau, its office, and who gets copies."""
    return policy_file.load(text_of(data_file(batches.SHIPPED_POLICY))).bureau


def starter(ledger: Path, platform: str) -> Path | None:
    """Leave a file beside the ledger that opens a console there with `zlts` in it; `platform` as Python names it.

    Only on Windows, and where no file of that name is. A name of the ledger beyond ASCII is said in code page 936,
    which the file itself asks for, whatever the console's is. Returns where it lies, None where there is none.
    """
    place = ledger.with_name(STARTER)
    if platform != "win32" or place.exists():
        return None
    name = ledger.name.replace("%", "%%")
    lines = ["@echo off", *([] if name.isascii() else ["chcp 936 >nul"]), 'cd /d "%~dp0"']
    lines += [f'set "ZLTS_LEDGER=%~dp0{name}"', "cmd /k zlts", ""]
    try:
        place.write_bytes("\r\n".join(lines).encode("gbk"))
    except (OSError, UnicodeEncodeError):
        return None  # a convenience: the ledger is founded all the same
    return place


def text_of(path: Path) -> str:
    """A policy file's text.

    Raises:
        FileRefused: it is not there, cannot be read, is no UTF-8 text, or is longer than any policy.
    """
    with kept.opened(path) as stream:
        content = stream.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise FileRefused(f"“{path.name}”太大，不是政策文件。", "请检查文件名。")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused(f"政策文件“{path.name}”不是 UTF-8 文本。", "请另存为 UTF-8 再用。") from None
