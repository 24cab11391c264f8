"""`zlts init`: a new ledger with its policy and its first roster."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from zlts import journal, policy_file
from zlts.db import Ledger
from zlts.errors import FileRefused, Refused
from zlts.importers.reading import Options
from zlts.importers.vocabulary import Vocabulary
from zlts.model import Register
from zlts.registers.rosters import settle
from zlts.resources import data_file
from zlts.services.intake import FileIntake, FileOutcome, taken
from zlts.services.office import Keeper
from zlts.store import batches, kept, rows
from zlts.store.digests import every_part

ROSTER = "roster-notice.csv"


def found(path: Path, roster: Path | None, policy: Path | None, vocabulary: Vocabulary, now: datetime) -> FileOutcome:
    """Create a ledger: the notice's policy and units unless told otherwise.

    Raises:
        LedgerRefused: a file of that name is there already.
        PolicyRefused, FileRefused: the policy or the roster does not hold; nothing is created.
    """
    policies = policy_file.load(text_of(policy or data_file(batches.SHIPPED_POLICY)))
    source = roster or data_file(ROSTER)
    with Ledger.create(path) as ledger, ledger.write() as session:
        batches.adopt(session, policies, now)
        session.checked.update(every_part(session))  # it has only just been made
        journal.write(session, "init", {"policy": policies.name}, now, every_part(session))
        options = Options(kind=Register.ROSTER)
        with taken(source, options) as (file, book):
            outcome = FileIntake(session, Keeper(), file, book, options, vocabulary, now).run()
        made, _ = settle(rows.stored(session, Register.ROSTER), policies.words)
        if not made.units:
            raise Refused(f"花名册“{source.name}”里没有一行能用，台账没有建立。", "请先核对花名册。")
    return outcome


def text_of(path: Path) -> str:
    """A policy file's text.

    Raises:
        FileRefused: it is not there, cannot be read, or is no UTF-8 text.
    """
    try:
        with kept.opened(path) as stream:
            return stream.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused(f"政策文件“{path.name}”不是 UTF-8 文本。", "请另存为 UTF-8 再用。") from None
