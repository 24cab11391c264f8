"""Every message of the gallery word for word, and the clerk's page of it."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from tests.registers.gallery import FILE, ROW, Message
from tests.registers.messages import MESSAGES, page
from tests.registers.zoo import ROSTER
from zlts.db import Ledger
from zlts.importers.reading import Options
from zlts.importers.vocabulary import load_vocabulary
from zlts.services.founding import found
from zlts.services.intake import FileOutcome, import_files

NOW = datetime(2014, 1, 10, 9, 0).astimezone()
DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    (folder / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    found(folder / "zlts.db", folder / "花名册.csv", None, load_vocabulary(), NOW)
    return folder / "zlts.db"


@pytest.mark.parametrize("message", MESSAGES, ids=[f"{n:02d}" for n in range(1, len(MESSAGES) + 1)])
def test_message(message: Message, founded: Path, tmp_path: Path) -> None:
    shutil.copy(founded, tmp_path / "zlts.db")
    source = tmp_path / "来文" / message.file.name
    source.parent.mkdir()
    source.write_bytes(message.file.content)
    earlier = source.with_name("先前.csv")
    with closing(Ledger.open(tmp_path / "zlts.db")) as ledger:
        if message.before:
            earlier.write_bytes(message.before)
            import_files(ledger, [earlier], Options(), load_vocabulary(), NOW)
        (outcome,) = import_files(ledger, [source], message.file.options, load_vocabulary(), NOW)
    assert said(message.part, outcome) == message.said


def said(part: str, outcome: FileOutcome) -> str:
    if part == FILE:
        return outcome.error
    if part == ROW:
        last = outcome.problems[-1]
        return f"第{last.row}行 {last.problem.column}“{last.problem.value}”：{last.problem.reason}"
    return "；".join(outcome.notes)


def test_no_message_stands_twice() -> None:
    told = [(one.said, one.why) for one in MESSAGES]
    assert len(set(told)) == len(told)


def test_the_clerks_page_is_made_from_the_gallery() -> None:
    assert (DOCS / "messages.md").read_text(encoding="utf-8") == page()
