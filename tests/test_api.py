"""The contest from Python: docs/api.md is carried out as it stands, and what it gives is what the commands give."""

from __future__ import annotations

import doctest
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.command import Within, founded_within
from zlts.contest import Contest
from zlts.errors import LedgerRefused, ZltsError
from zlts.export import to_json
from zlts.periods import Month, Period, Span

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"
NOW = datetime(2014, 1, 6, 9, 0)  # noqa: DTZ001 - the clerk's wall clock
ROSTER = (
    "单位,类别,姓名,警号,角色\n"
    "城关派出所,城区,朱春梅,350509,窗口民警\n"
    "城关派出所,城区,薛晓燕,,责任领导\n"
    "城关派出所,城区,范小龙,,责任局领导\n"
)
COMPLAINTS = (
    "编号,受理日期,投诉人,联系电话,被投诉单位,被投诉民警,事项,认定结果,认定日期\n"
    "T1,2013-06-03,郝多余,,城关派出所,朱春梅,态度生硬,属实,2013-06-10\n"
)
INSPECTIONS = (
    "检查日期,单位,姓名,检查类型,检查项目,检查情况,扣分\n"
    "2013-06-05,城关派出所,朱春梅,日常检查,接待态度,郝多余来办证时无人接待,2\n"
)
COMPLAINANT = "郝多余"


@pytest.fixture
def zlts(tmp_path: Path) -> Within:
    made = founded_within(tmp_path, ROSTER)
    (tmp_path / "投诉.csv").write_text(COMPLAINTS, encoding="utf-8")
    (tmp_path / "检查.csv").write_text(INSPECTIONS, encoding="utf-8")
    return made


@pytest.fixture
def contest(zlts: Within) -> Iterator[Contest]:
    with Contest(zlts.ledger) as made:
        yield made


def files(zlts: Within) -> list[Path]:
    return [zlts.ledger.parent / name for name in ("投诉.csv", "检查.csv")]


def test_the_page_is_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```pycon\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    told: list[str] = []
    example = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, PAGE.name, str(PAGE), 0)
    result = doctest.DocTestRunner().run(example, out=told.append)
    assert result.failed == 0, "".join(told)
    assert result.attempted >= text.count("\n>>> ") > 20


def test_it_gives_what_the_commands_print(zlts: Within, contest: Contest) -> None:
    assert [one.accepted for one in contest.import_files(files(zlts), now=NOW)] == [1, 1]
    passed = contest.assess(Month(2013, 12), now=NOW)
    assert [one.id for one in passed.posted] == [one["id"] for one in zlts.json("ledger", "2013")["entries"]] != []
    for report, words in (
        (contest.report(Period.parse("2013Q2", Span.QUARTER), now=NOW), ["report", "quarterly", "2013Q2"]),
        (contest.explain("350509", now=NOW), ["explain", "朱春梅"]),
        (contest.awards(2013, now=NOW), ["awards", "2013"]),
        (contest.quarantine(), ["quarantine"]),
    ):
        assert json.loads(to_json(report)) == zlts.json(*words, codes=(0, 3)), words


def test_every_call_happens_at_the_time_given(zlts: Within) -> None:
    book = zlts.ledger.with_name("另一本.db")
    Contest.found(book, roster=zlts.ledger.with_name("花名册.csv"), now=NOW)
    with Contest(book) as contest:
        contest.import_files(files(zlts), now=NOW)
        posted = contest.assess(Month(2013, 6), now=NOW).posted
        talk = next(one.id for one in posted if one.entry.kind == "谈话")
        contest.carried_out([talk], on=date(2013, 6, 20), now=NOW)
        contest.report(Period.parse("2013-06", Span.MONTH), now=NOW, issue="第6期")
    with closing(sqlite3.connect(book)) as written:
        acts = dict(written.execute("SELECT action, at FROM journal"))
    assert {"init", "import", "assess", "done", "issue"} <= set(acts)
    assert {at[:16] for at in acts.values()} == {"2014-01-06T09:00"}


def test_a_dry_run_writes_nothing(zlts: Within, contest: Contest) -> None:
    before = zlts.ledger.read_bytes()
    assert contest.import_files(files(zlts), now=NOW, dry_run=True)[0].accepted == 1
    assert zlts.ledger.read_bytes() == before
    contest.import_files(files(zlts), now=NOW)
    before = zlts.ledger.read_bytes()
    assert contest.assess(Month(2013, 6), now=NOW, dry_run=True).posted != ()
    assert zlts.ledger.read_bytes() == before


def test_nobody_who_complained_is_named(zlts: Within, contest: Contest) -> None:
    contest.import_files(files(zlts), now=NOW)
    passed = contest.assess(Month(2013, 6), now=NOW)
    reasons = [one.entry.cause.reason for one in passed.posted]
    assert any("投诉人来办证时无人接待" in reason for reason in reasons)
    assert COMPLAINANT not in repr((passed.posted, passed.gaps, passed.why))
    with pytest.raises(ZltsError) as refused:
        contest.explain(COMPLAINANT, now=NOW)
    assert COMPLAINANT not in str(refused.value)


def test_where_no_ledger_is_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerRefused):
        Contest(tmp_path / "zlts.db")
    assert list(tmp_path.iterdir()) == []
