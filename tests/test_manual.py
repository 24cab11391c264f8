"""The clerk's manual: every output in it is what the program says, every command in it is one."""

from __future__ import annotations

import re
import sqlite3
import tomllib
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import Zlts
from tests.manual.stage import DOCS, PAGES, Stage, played, shortened
from tests.manual.words import parsed, spoken_of
from zlts.documents.form import _AROUND, _PAGE, _intro, heights
from zlts.manual.card import card
from zlts.manual.markdown import Block, BlockKind, blocks
from zlts.manual.topics import TOPICS, find, text_of
from zlts.store.views import VIEWS

TOP = DOCS.parent
FILES = sorted({topic.file for topic in TOPICS})


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """Every page as it stands, and as it would be written now."""
    return {name: (before, now) for name, before, now in played(tmp_path_factory.mktemp("manual"))}


@pytest.mark.parametrize("name", PAGES)
def test_the_outputs_are_real(pages: dict[str, tuple[str, str]], name: str) -> None:
    """Where this fails the program says something else now: `python -m tests.manual.make`, then read the page."""
    before, now = pages[name]
    assert now == before


def test_every_page_is_played_and_is_a_topic() -> None:
    written = {path.stem for path in (DOCS / "manual").glob("*.md")}
    assert written == set(PAGES)
    assert {f"manual/{name}.md" for name in PAGES} <= set(FILES)


def test_a_command_that_ends_otherwise_is_not_written_down(tmp_path: Path) -> None:
    page = "<!-- fresh -->\n<!-- today 2013-04-01 -->\n```console\n> zlts assess 2013-03\n```"
    with pytest.raises(AssertionError, match="zlts init"):
        Stage(tmp_path).page(page)


def test_a_long_output_says_how_much_is_left_out() -> None:
    lines = [str(number) for number in range(10)]
    assert shortened(lines, {}) == lines
    assert shortened(lines, {"head": 2}) == ["0", "1", "……（以下 8 行略）"]
    assert shortened(lines, {"head": 1, "tail": 2}) == ["0", "……（中间 7 行略）", "8", "9"]
    assert shortened(lines, {"head": 4, "tail": 5}) == lines


# ---------------------------------------------------------------- the pages and their names


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: str(topic.name))
def test_a_topic_has_its_page(topic: object) -> None:
    assert topic in TOPICS
    own = next(one for one in TOPICS if one is topic)
    first = next(iter(blocks(text_of(own))))
    assert (first.kind, first.level, first.lines) == (BlockKind.HEADING, 1, (own.title,))
    for word in (own.name, own.title, *own.words):
        assert find(word) is own, word


@pytest.mark.parametrize("file", FILES)
def test_a_page_has_nothing_the_screen_cannot_show(file: str) -> None:
    for block in blocks((DOCS / file).read_text(encoding="utf-8")):
        if block.kind is not BlockKind.CODE:
            shown = "\n".join(block.lines).replace("***", "")  # what the program says for a hidden name is no mark
            assert not re.search(r"`|\*\*|\]\(|<!--|^#", shown), block


def test_a_page_loses_its_marks_and_no_words() -> None:
    page = (
        "# 一\n\n**粗** `zlts` [名](a.md)\n接着\nSQLite\nODBC\n\n<!-- x -->\n> 投诉人“***”\n\n3. 甲\n4. 乙\n   丙\n"
    )
    assert list(blocks(page)) == [
        Block(BlockKind.HEADING, ("一",), 1),
        Block(BlockKind.TEXT, ("粗 zlts 名接着SQLite ODBC",)),
        Block(BlockKind.QUOTE, ("投诉人“***”",)),
        Block(BlockKind.ITEM, ("3. 甲",)),
        Block(BlockKind.ITEM, ("4. 乙丙",)),
    ]


@pytest.mark.parametrize("file", FILES)
def test_the_commands_in_the_sentences_are_commands(file: str) -> None:
    for line in spoken_of((DOCS / file).read_text(encoding="utf-8")):
        parsed(line, named=True)


@pytest.mark.parametrize("file", FILES)
def test_a_page_that_is_referred_to_is_there(file: str) -> None:
    text = (DOCS / file).read_text(encoding="utf-8")
    for word in re.findall(r"`zlts help ([a-z-]+)`", text):
        assert find(word), word
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (DOCS / file).parent.joinpath(target).is_file(), target


def test_the_wheel_takes_every_page() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    taken = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for file in FILES:
        source = next(one for one in (f"docs/{file}", f"docs/{Path(file).parent}") if one in taken)
        assert taken[source] == f"zlts/{source}"


# ---------------------------------------------------------------- the card


def test_the_card_fits_one_page() -> None:
    topic = find("card")
    assert topic
    paper = card(text_of(topic))
    assert paper.rows[0][0].label == "每个月"
    assert all(row[0].text for row in paper.rows)
    assert sum(heights(paper)) + _intro(paper) + _AROUND <= _PAGE


def test_the_card_is_printed(zlts: Zlts) -> None:
    folder = zlts.ledger.parent
    assert "速查卡.docx" in zlts.ok("help", "card", "-o", folder / "打印")
    assert (folder / "打印" / "速查卡.docx").read_bytes().startswith(b"PK")
    refused = zlts.run("help", "month", "-o", folder / "打印")
    assert refused.returncode == 2
    assert "只有速查卡" in refused.stderr


# ---------------------------------------------------------------- the views


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Every view of a new ledger, and its columns."""
    made = Zlts(tmp_path_factory.mktemp("views") / "zlts.db")
    made.ok("init")
    with closing(sqlite3.connect(made.ledger)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
        return {name: [row[1] for row in connection.execute(f'PRAGMA table_info("{name}")')] for (name,) in names}


def test_the_views_page_lists_what_there_is(views: dict[str, list[str]]) -> None:
    sections = re.split(r"^## ", (DOCS / "views.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    told = {section.split("\n")[0]: re.findall(r"^\| ([^|]+?) \|", section, re.MULTILINE) for section in sections}
    listed = {name: columns[1:] for name, columns in told.items() if columns}
    assert listed == views
    assert list(listed) == list(VIEWS)


def test_the_queries_on_the_views_page_run(views: dict[str, list[str]], tmp_path: Path) -> None:
    ledger = Zlts(tmp_path / "zlts.db")
    ledger.ok("init")
    page = (DOCS / "views.md").read_text(encoding="utf-8")
    queries = re.findall(r"^SELECT .*;$", page, re.MULTILINE)
    assert queries
    with closing(sqlite3.connect(ledger.ledger)) as connection:
        for query in queries:
            assert any(name in query for name in views)
            connection.execute(query).fetchall()
