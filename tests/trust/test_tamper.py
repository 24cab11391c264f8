"""A dishonest hand with plain SQLite: `zlts verify` names what was changed, and since which record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.command import Zlts
from tests.trust.county import NOW, VOCABULARY, County, ask, check, judge, opened, sql, take, whole
from zlts.errors import Refused, WrongUsage
from zlts.periods import Span
from zlts.registers.catalogue import SMALL
from zlts.reports import Report
from zlts.services.bulletins import bulletin
from zlts.services.decisions import done, issue, waive
from zlts.services.founding import found
from zlts.services.outputs import allowed
from zlts.services.safekeeping import purge
from zlts.services.undoing import extract

_ADD_ENTRY = (
    "INSERT INTO entry SELECT (SELECT MAX(id) + 1 FROM entry), year, month, day, person, badge, person_key, unit,"
    " role, kind, points, rule, clause, reason, matter || 'x', material, evidence, run_id, posted_at, NULL"
    " FROM entry LIMIT 1"
)
_ADD_MARK = """
INSERT INTO carried_out (matter, entry_id, day, by, document, decided_at) VALUES ('x', 1, '2013-06', '', '', '2013')
"""
TRICKS = {
    "a point": ("UPDATE entry SET points = 0 WHERE kind = '扣分'", "评定的登记"),
    "a kind": ("UPDATE entry SET kind = '打招呼' WHERE kind = '谈话'", "评定的登记"),
    "a person": ("UPDATE entry SET person = '某人' WHERE id = 2", "评定的登记"),
    "a reason": ("UPDATE entry SET reason = '无' WHERE id = 2", "评定的登记"),
    "a removed entry": ("DELETE FROM entry WHERE id = 2", "评定的登记"),
    "the last entry removed": ("DELETE FROM entry WHERE id = (SELECT MAX(id) FROM entry)", "评定的登记"),
    "an added entry": (_ADD_ENTRY, "评定的登记"),
    "a pass removed": ("DELETE FROM run", "评定的登记"),
    "a rating": ("UPDATE evaluation SET rating = '满意' WHERE rating = '不满意'", "文件的评价"),
    "a removed evaluation": ("DELETE FROM evaluation WHERE id = (SELECT MAX(id) FROM evaluation)", "文件的评价"),
    "a verdict": ("UPDATE complaint SET verdict = '不属实' WHERE verdict = '属实'", "文件的登记"),
    "a date": ("UPDATE complaint SET received = '2012-05-06' WHERE number = 'TS901'", "文件的登记"),
    "what was complained of": ("UPDATE complaint SET content = '无' WHERE number = 'TS901'", "投诉登记第"),
    "content without its key": (
        "UPDATE complaint SET content = '无', salt = NULL WHERE number = 'TS901'",
        "文件的登记",
    ),
    "content with an empty key": (
        "UPDATE complaint SET content = '无', salt = '' WHERE number = 'TS901'",
        "投诉登记第",
    ),
    "a count of a summary": ("UPDATE summary_count SET count = '29' WHERE count = '9'", "文件的登记"),
    "whose an evaluation is": ("UPDATE who SET name = '某人' WHERE id = 1", "评价的归属"),
    "an inspection's points": ("UPDATE inspection SET points = '0'", "文件的登记"),
    "a posting": ("UPDATE posting SET until = '2013-03-02' WHERE id = 1", "文件的登记"),
    "a count of a batch": ("UPDATE batch SET accepted = accepted + 1 WHERE id = 2", "文件的登记"),
    "a batch taken back": ("UPDATE batch SET undone_at = '2013-06-01' WHERE id = 2", "文件的登记"),
    "an edited quarantine": ("UPDATE quarantine SET reason = '无'", "文件的登记"),
    "an emptied quarantine": ("DELETE FROM quarantine", "文件的登记"),
    "kept bytes": ("UPDATE kept_file SET content = content || 'x' WHERE id = 2", "原始文件被改动过"),
    "kept bytes made to look erased": (
        "UPDATE kept_file SET content = '', erased_at = '2013-01-01' WHERE id = 2",
        "文件的登记",
    ),
    "a file slipped in": (
        "INSERT INTO kept_file (sha256, size, content) VALUES ('x', 1, x'00')",
        "不属于任何批次",
    ),
    "the policy": ("UPDATE policy SET source = replace(source, '95', '90')", "政策"),
    "a waiver": (
        "INSERT INTO waiver (matter, entry_id, reason, document, decided_at) VALUES ('x', 1, 'r', 'd', '2013')",
        "免除",
    ),
    "carried out": (
        _ADD_MARK,
        "执行登记",
    ),
    "an award": (
        "INSERT INTO award (year, person, badge, person_key, decided_at) VALUES (2013, 'x', '', 'x', '2013')",
        "表彰名单",
    ),
    "whose a decision on a complaint is": ("UPDATE complaint_key SET key = 'x' WHERE row_id = 1", "投诉的对应关系"),
    "a journal record": ("UPDATE journal SET actor = '别人' WHERE seq = 3", "日志第 3 条记录被改动过"),
    "a journal record's seals": ("UPDATE journal SET seals = 'x' WHERE seq = 3", "日志第 3 条记录被改动过"),
    "a journal record removed": ("DELETE FROM journal WHERE seq = 3", "日志缺少第 3 条记录"),
    "the journal's tail": ("DELETE FROM journal WHERE seq = (SELECT MAX(seq) FROM journal)", "日志末尾缺少"),
    "the whole journal": ("DELETE FROM journal", "日志"),
    "the journal's count": ("DROP TABLE journal_end", "日志的条数"),
    "a row that points nowhere": ("UPDATE entry SET run_id = 99 WHERE id = 1", "指向不存在的记录"),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_every_trick_is_seen(ledger: Path, trick: str) -> None:
    statement, told = TRICKS[trick]
    sql(ledger, statement)
    faults = check(ledger).faults
    assert any(told in fault for fault in faults), faults


def test_an_edited_entry_with_its_count_mended_is_seen(ledger: Path) -> None:
    sql(ledger, "DELETE FROM entry WHERE run_id = 2", "UPDATE run SET posted = 0 WHERE id = 2")
    assert "第 2 次评定的登记" in check(ledger).faults[0]


def test_the_words_of_the_command(clerk: Zlts) -> None:
    done = clerk.run("verify")
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)
    assert done.stdout.startswith("台账完整：")
    sql(clerk.ledger, "UPDATE entry SET points = 0 WHERE kind = '扣分'")
    done = clerk.run("verify")
    assert (done.returncode, done.stdout) == (1, "")
    assert re.search(
        r"^▲ 第 \d+ 次评定的登记与日志不符（第 \d+ 条日志之后被改动、添加或删除）$", done.stderr, re.MULTILINE
    )
    assert "Traceback" not in done.stderr


def test_a_record_without_a_seal_is_missed_too(ledger: Path) -> None:
    from zlts.services.register import complaint_listing

    with opened(ledger) as book:
        complaint_listing(book, NOW, pending=False, alike=False, personal=True)
    whole(ledger)
    sql(ledger, "DELETE FROM journal WHERE action = 'show-personal'")
    assert "日志末尾缺少" in check(ledger).faults[0]


# ---------------------------------------------------------------- the paper as witness


def printed_head(report: Report) -> str:
    return next(line.partition("校验码：")[2] for line in report.basis if "校验码" in line)


def test_a_paper_printed_earlier_is_a_witness(ledger: Path, county: County) -> None:
    with opened(ledger) as book:
        printed = printed_head(bulletin(book, Span.MONTH, "2013-05", NOW).report)
    length = whole(ledger).length
    take(ledger, county.units("2013-07", 2))
    for text in (printed, printed[:21], f" {printed[:9].upper()} ", printed.replace("-", " ")):
        found = check(ledger, text)
        assert (found.faults, found.witnessed) == ((), length)


def test_a_paper_of_an_issued_bulletin_is_a_witness(ledger: Path) -> None:
    with opened(ledger) as book:
        printed = printed_head(issue(book, Span.MONTH, "2013-05", "1", NOW).report)
    assert check(ledger, printed).witnessed == whole(ledger).length - 1


def test_a_rewritten_ledger_is_not_the_one_on_paper(county: County, ledger: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一本.db"
    found(other, county.roster, None, VOCABULARY, NOW)
    take(other, [county.files / "2013-05"])
    judge(other, "2013-05")
    foreign = check(ledger, whole(other).head[:16])
    assert "不是印出那张纸的台账" in foreign.faults[0]
    for short in ("abc", "不是校验码"):
        with pytest.raises(WrongUsage, match="至少"):
            check(ledger, short)


# ---------------------------------------------------------------- what is no fault


def test_new_evidence_is_due_and_no_fault(ledger: Path, county: County) -> None:
    take(ledger, sorted((county.files / "2013-06").iterdir())[4:])
    assert whole(ledger).due == (2013,)


def test_decisions_are_due_and_no_fault(ledger: Path) -> None:
    talk = int(str(ask(ledger, "SELECT MIN(id) FROM entry WHERE kind = '打招呼' AND role = 'officer'")[0][0]))
    with opened(ledger) as book:
        done(book, [talk], "2013-07-01", "", "", NOW)
    whole(ledger)
    with opened(ledger) as book:
        waive(book, [talk], "另有决定", "1 号", NOW)
    whole(ledger)
    judge(ledger, "2013-06")
    assert whole(ledger).due == ()


def test_erased_personal_data_leaves_the_chain_whole(ledger: Path, county: County, tmp_path: Path) -> None:
    before = ask(ledger, "SELECT person, kind, points FROM entry ORDER BY id")
    (batch,) = ask(ledger, "SELECT id FROM batch WHERE file = '99-投诉.csv'")[0]
    with opened(ledger) as book:
        assert purge(book, 2014, NOW, dry_run=True).rows == 3
        assert purge(book, 2014, NOW).rows == 3
        assert purge(book, 2014, NOW).rows == 0
        with pytest.raises(Refused, match="已按规定清除"):
            extract(book, int(str(batch)), allowed(book, tmp_path / "取出.csv", replace=False))
    whole(ledger)
    judge(ledger, "2013-06")
    assert ask(ledger, "SELECT person, kind, points FROM entry ORDER BY id") == before
    for secret in ("柏小林", "13800007777", "110101198001010017"):
        assert secret.encode() not in ledger.read_bytes()
    for name in ("柏小林", "13800007777"):
        assert name.encode() in county.ledger.read_bytes()


def test_erased_content_is_chained(ledger: Path) -> None:
    with opened(ledger) as book:
        purge(book, 2014, NOW)
    sql(ledger, "UPDATE complaint SET content = '另一件事' WHERE number = 'TS901'")
    assert "文件的登记与日志不符" in check(ledger).faults[0]


def test_every_register_has_a_trick() -> None:
    assert {"complaints", "inspections", "measures", "filings", "business", "roster", "summary"} == set(SMALL)
