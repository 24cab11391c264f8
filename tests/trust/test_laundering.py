"""What was changed behind the program's back is never sealed by what is written next: that stops, and says why."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.trust.county import NOW, Act, State, ask, check, inside, opened, sql, state, take
from tests.trust.innocents import ACTS
from zlts.chain import canonical
from zlts.errors import LedgerRefused, ZltsError
from zlts.registers.catalogue import REGISTERS
from zlts.services.safekeeping import purge, restore
from zlts.services.undoing import retry
from zlts.store.digests import seals
from zlts.store.session import Session


@pytest.fixture
def desk(clean: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(clean, tmp_path / "zlts.db"))


def _post(path: Path) -> None:
    """A posting by hand, as the clerk types it."""
    words = ("post", "新来的", "出入境大队", "--from", "2013-06-01", "--badge", "350109")
    done = inside(path, *words)
    if done.returncode == 1:
        raise ZltsError(done.stderr)
    assert done.returncode in (0, 3), done.stderr


RESETTLING: dict[str, Act] = {
    "a retry": ACTS["a retry"],
    "a posting": _post,
    "a roster": ACTS["an import: 花名册6.csv"],
}
"""The writes that work out every row anew, and so seal every register's batch."""
FORGED = {
    "a verdict": "UPDATE complaint SET verdict = '不属实' WHERE number = 'TS901'",
    "a complaint deleted": "DELETE FROM complaint WHERE number = 'TS901'",
    "an inspection's points": "UPDATE inspection SET points = '0'",
    "a posting's role": "UPDATE posting SET role = '窗口辅警' WHERE name = '苏晓晴'",
    "a posting's end": "UPDATE posting SET until = '2013-04-30' WHERE name = '苏晓晴'",
    "a summary's count": "UPDATE summary_count SET count = '29' WHERE count = '9'",
    "a reason why a row waits": "UPDATE quarantine SET reason = '无'",
    "a name of an evaluation": "UPDATE who SET name = '某人' WHERE name = '苏晓晴'",
    "an evaluation's batch": "UPDATE batch SET undone_at = '2013-06-01' WHERE file = '评价.csv'",
}


def stopped(path: Path, act: Act) -> str:
    """The act is stopped and leaves the ledger as it is; returns its words."""
    before: tuple[State, list[tuple[object, ...]]] = (state(path), ask(path, "SELECT * FROM journal"))
    with pytest.raises(ZltsError) as refusal:
        act(path)
    assert (state(path), ask(path, "SELECT * FROM journal")) == before
    return str(refusal.value)


@pytest.mark.parametrize("act", RESETTLING)
@pytest.mark.parametrize("forged", FORGED)
def test_it_stops_what_would_seal_it(desk: Path, forged: str, act: str) -> None:
    sql(desk, FORGED[forged])
    faults = check(desk).faults
    assert faults
    if forged == "an evaluation's batch":  # of a batch that was taken back nothing is written
        RESETTLING[act](desk)
    else:
        told = stopped(desk, RESETTLING[act])
        assert any(fault in told for fault in faults), (told, faults)
        assert "这一步没有写入" in told
        assert "zlts verify" in told
        assert "zlts restore" in told
    assert check(desk).faults == faults


DECIDED = {
    "carried_out": ("done taken back", "UPDATE carried_out SET day = '2013-06-21'"),
    "waiver": ("a waiver taken back", "UPDATE waiver SET reason = '无'"),
    "objection": ("an objection taken back", "UPDATE objection SET text = '无'"),
    "complaint_merge": ("a merge taken back", "UPDATE complaint_merge SET reason = '无'"),
    "own_measure": ("a count taken back", "UPDATE own_measure SET decided_at = '2013'"),
    "held_measure": ("a pass", "UPDATE held_measure SET done = 1 - done"),
    "voided": ("a voiding taken back", "UPDATE voided SET reason = '无'"),
    "issued": ("an issue", "UPDATE issued SET report = replace(report, '苏晓晴', '唐文静')"),
    "layout": ("an import with a map", "UPDATE layout SET file = '无'"),
    "complaint_key": ("an import: 投诉6.csv", "UPDATE complaint_key SET key = 'x' WHERE row_id = 1"),
    "device": ("an import: 评价6.csv", "UPDATE device SET evaluator = 'P09' WHERE id = 1"),
}


@pytest.mark.parametrize("table", DECIDED)
def test_what_people_decided_is_not_sealed_either(desk: Path, table: str) -> None:
    act, statement = DECIDED[table]
    sql(desk, statement)
    faults = check(desk).faults
    assert faults[0] in stopped(desk, ACTS[act])
    assert check(desk).faults == faults


_ENTRY = (
    "INSERT INTO entry SELECT id + 100, year, month, day, person, badge, person_key, unit, role, '告诫', 0, rule,"
    " clause, reason, matter || 'x', material, evidence, (SELECT MAX(id) + 1 FROM run), posted_at, NULL"
    " FROM entry LIMIT 1"
)
_COMPLAINT = "INSERT INTO complaint (id, sheet_id, row, fate) SELECT 99, MAX(id) + 1, 9, 'accepted' FROM sheet"
_SHEET = "INSERT INTO sheet SELECT MAX(id) + 1, (SELECT MAX(id) + 1 FROM batch), 'x', 0, NULL FROM sheet"
PLANTED = {
    "an entry for the next pass": ("a pass", _ENTRY),
    "a complaint for the next file": ("an import: 检查6.csv", _COMPLAINT),
    "a sheet for the next file": ("an import: 检查6.csv", _SHEET),
    "a count for the next summary": (
        "an import: 汇总6.csv",
        "INSERT INTO summary_count SELECT MAX(id) + 1, '满意', '99' FROM summary",
    ),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_what_waits_for_the_next_number_is_not_taken_in(desk: Path, planted: str) -> None:
    act, statement = PLANTED[planted]
    sql(desk, statement)
    assert any("指向不存在的记录" in fault for fault in check(desk).faults)
    assert "指向不存在的记录" in stopped(desk, ACTS[act])


_TWIN = "出入境大队,苏晓晴,2号窗口,不满意,2013-06-28 10:10:10"
_PLANTED_TWIN = (
    "INSERT INTO evaluation SELECT MAX(e.id) + 1, 20130628101010, e.who_id, '{}', 0, NULL, {}, e.sheet_id, 900"
    " FROM evaluation e JOIN who w ON w.id = e.who_id WHERE w.name = '苏晓晴'"
)
_SAME_FILE = "UPDATE kept_file SET sha256 = '{}' WHERE id = (SELECT file_id FROM batch WHERE id = 2)"
TWINS = {
    "a press that an evaluation to come would repeat": _PLANTED_TWIN.format("不满意", "NULL"),
    "a press that it would contradict": _PLANTED_TWIN.format("满意", "'77'"),
    "a file that it came with before": _SAME_FILE,
}


@pytest.mark.parametrize("twin", TWINS)
def test_what_was_planted_for_a_while_keeps_no_evaluation_out(desk: Path, twin: str) -> None:
    source = desk.with_name("评价7.csv")
    source.write_text(f"单位,姓名,窗口,评价,评价时间,流水号\n{_TWIN},77\n", encoding="utf-8")
    sql(desk, TWINS[twin].format(hashlib.sha256(source.read_bytes()).hexdigest()))
    faults = check(desk).faults
    before = state(desk)
    (outcome,) = take(desk, [source])
    assert any(fault in outcome.error for fault in faults), (outcome.error, faults)
    assert (state(desk), check(desk).faults) == (before, faults)


def test_a_row_that_waits_is_not_kept_out_either(desk: Path) -> None:
    source = desk.with_name("评价7.csv")
    said = _TWIN.replace("苏晓晴", "新来的")
    source.write_text(f"单位,姓名,窗口,评价,评价时间,流水号\n{said},77\n", encoding="utf-8")
    assert take(desk, [source])[0].rejected == 1
    sql(desk, TWINS["a press that it would contradict"])
    faults = check(desk).faults
    assert faults[0] in stopped(desk, _post)


_NUMBERED = ("evaluation", "quarantine", "correction", "returned")


@pytest.mark.parametrize("table", _NUMBERED)
def test_no_number_leaves_the_next_ones_without_an_order(desk: Path, table: str) -> None:
    """Beyond the greatest number SQLite gives any, and what comes in would look as if it had been changed."""
    sql(desk, f"UPDATE {table} SET id = {2**63 - 1} WHERE id = (SELECT MAX(id) FROM {table})")
    assert check(desk).faults == (f"表 {table} 的编号被改动过",)
    assert f"表 {table} 的编号被改动过" in stopped(desk, ACTS["an import: 评价6.csv"])


def test_no_two_registers_have_rows_of_one_width(desk: Path) -> None:
    """A batch's seal names no tables: by their width its rows are told apart, whichever register they are put into.

    Of those that came back the third value is a text, where a sheet's is a number.
    """
    tables = ("sheet", "quarantine", "correction", "returned", "summary_count", *(one.table for one in REGISTERS))
    left_out = {"sheet": 1, "quarantine": 2, "correction": 2, "returned": 1}
    widths = {
        one: len(ask(desk, f'SELECT * FROM pragma_table_info("{one}")')) - left_out.get(one, 0) for one in tables
    }
    alike = [one for one in widths if list(widths.values()).count(widths[one]) > 1]
    assert alike == ["sheet", "returned"], widths


def test_a_batch_that_is_gone_does_not_lend_its_number(desk: Path) -> None:
    last = "(SELECT MAX(id) FROM batch)"
    sql(
        desk,
        f"DELETE FROM sheet WHERE batch_id = {last}",
        f"DELETE FROM batch WHERE id = {last}",
    )
    assert "第 11 批文件的" in stopped(desk, ACTS["an import: 检查6.csv"])


def _looked_and_cut(path: Path) -> None:
    ACTS["a look at personal data"](path)
    sql(path, "DELETE FROM journal WHERE action = 'show-personal'")


CUT: dict[str, Callable[[Path], None]] = {
    "one record": lambda path: sql(path, "DELETE FROM journal WHERE seq = (SELECT MAX(seq) FROM journal)"),
    "a look at personal data": _looked_and_cut,
}


@pytest.mark.parametrize("cut", CUT)
def test_nothing_is_written_in_place_of_what_was_cut_off(desk: Path, cut: str) -> None:
    CUT[cut](desk)
    assert "日志末尾缺少" in stopped(desk, ACTS["a look at personal data"])
    assert "日志末尾缺少" in check(desk).faults[0]


def _seal(path: Path, part: str) -> None:
    """Write the digest of a part as it now is into the record that sealed it last, and nothing else."""
    with closing(sqlite3.connect(path)) as connection:
        found = seals(Session(connection), [part])[part]
    seq, text = ask(path, f"SELECT seq, seals FROM journal WHERE instr(seals, '\"{part}\":') ORDER BY seq DESC")[0]
    changed = canonical({**json.loads(str(text)), part: found})
    sql(path, f"UPDATE journal SET seals = '{changed}' WHERE seq = {seq}")


@pytest.mark.parametrize("act", RESETTLING)
def test_a_seal_lent_for_a_while_seals_nothing(desk: Path, act: str) -> None:
    """The record that sealed it is changed, too, and would be put back once the part is sealed anew."""
    sql(desk, FORGED["a verdict"])
    batch = ask(desk, "SELECT s.batch_id FROM complaint c JOIN sheet s ON s.id = c.sheet_id WHERE number = 'TS901'")
    _seal(desk, f"batch:{batch[0][0]}")
    assert "条记录被改动过" in check(desk).faults[0]
    assert "条记录被改动过" in stopped(desk, RESETTLING[act])


def test_a_trigger_under_a_lent_seal_does_not_act(desk: Path) -> None:
    planted = "CREATE TRIGGER planted AFTER INSERT ON complaint BEGIN DELETE FROM quarantine; END"
    with closing(sqlite3.connect(desk)) as connection:
        connection.execute(planted)
    for _ in range(2):  # the guards come back in another order
        _seal(desk, "schema")
    assert "触发器“planted”不是本程序建立的" in stopped(desk, ACTS["an import: 投诉6.csv"])


def test_a_trigger_planted_while_the_ledger_is_open_does_not_act(desk: Path) -> None:
    with opened(desk) as book:
        with closing(sqlite3.connect(desk)) as connection:
            connection.execute("CREATE TRIGGER planted AFTER INSERT ON journal BEGIN DELETE FROM quarantine; END")
        with pytest.raises(LedgerRefused, match="planted"):
            retry(book, NOW)


RELIED_ON = {
    "a policy for a pass": ("a pass", "UPDATE policy SET source = replace(source, '95', '90')"),
    "a verdict for a pass": ("a pass", FORGED["a verdict"]),
    "a complaint's batch for a pass": ("a pass", "UPDATE batch SET undone_at = '2013' WHERE file = '投诉.csv'"),
    "an entry for a bulletin": ("an issue", "UPDATE entry SET points = 0 WHERE points <> 0"),
    "a rating for a bulletin": ("an issue", "UPDATE evaluation SET rating = '满意' WHERE rating = '不满意'"),
    "a posting for a file": ("an import: 评价6.csv", FORGED["a posting's end"]),
    "a policy for a file": ("an import: 检查6.csv", "UPDATE policy SET source = replace(source, '95', '90')"),
    "a heading for a file": ("an import: 检查6.csv", "UPDATE layout SET file = '无'"),
    "a complaint for the next": ("an import: 投诉6.csv", FORGED["a complaint deleted"]),
}


_ENTRY_OF = "UPDATE entry SET matter = matter || 'x' WHERE kind = '{}'"
RELIED_ON |= {
    "an entry's matter for what was done": ("done taken back", _ENTRY_OF.format("打招呼")),
    "an entry's matter for a waiver": ("a waiver taken back", _ENTRY_OF.format("检查扣分")),
    "an entry's matter for an objection": ("an objection taken back", _ENTRY_OF.format("谈话")),
    "a complaint for a merge": ("a merge taken back", "UPDATE complaint SET received = '2013-05-07'"),
    "a measure to be counted": ("a count taken back", "UPDATE measure SET reason = '无'"),
    "a row to be voided": ("a voiding taken back", 'UPDATE evaluation SET "row" = 905 WHERE "row" = 5'),
    "an inspection to be put right": ("a finding taken back", "UPDATE inspection SET finding = '无'"),
    "a row that is not to be used": ("a row not used taken back", "UPDATE evaluation_aside SET officer = '某人'"),
}


@pytest.mark.parametrize("relied", RELIED_ON)
def test_nothing_is_made_of_what_was_changed_for_a_while(desk: Path, relied: str) -> None:
    """What is written rests on more than it writes itself; put back afterwards, that would show no more."""
    act, statement = RELIED_ON[relied]
    sql(desk, statement)
    faults = check(desk).faults
    assert any(fault in stopped(desk, ACTS[act]) for fault in faults), faults


def test_what_is_erased_was_what_came_in(desk: Path) -> None:
    """Erased content is chained: what is not the content that came in may not become so."""
    sql(desk, "UPDATE complaint SET content = '另一件事' WHERE number = 'TS901'")
    with opened(desk) as book, pytest.raises(LedgerRefused, match="个人信息或内容被改动过"):
        purge(book, 2014, NOW)
    assert "投诉登记第 1 行" in check(desk).faults[0]


def test_a_backup_helps_and_work_goes_on(desk: Path, clean: Path) -> None:
    sql(desk, FORGED["a verdict"])
    stopped(desk, ACTS["a retry"])
    restore(clean, desk, NOW)
    assert check(desk).faults == ()
    with opened(desk) as book:
        retry(book, NOW)
    assert check(desk).faults == ()


def test_what_does_not_touch_the_forged_part_is_written(desk: Path) -> None:
    """A forged verdict keeps nobody from noting that a talk was held; it still shows."""
    sql(desk, FORGED["a verdict"])
    faults = check(desk).faults
    ACTS["done taken back"](desk)
    assert check(desk).faults == faults
