"""What a clerk who knows of nothing does next on a ledger: the writes that could seal a forgery anew."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tests.trust.county import NOW, VOCABULARY, Act, ask, judge, opened, take
from tests.trust.desk import STRANGE, entry, finding
from zlts.db import Ledger
from zlts.errors import ZltsError
from zlts.importers.reading import Options
from zlts.periods import Span
from zlts.services import decisions, objecting, unusable
from zlts.services.anomalies import Wanted, unvoid
from zlts.services.handwork import count
from zlts.services.intake import import_files
from zlts.services.register import complaint_listing, unmerge
from zlts.services.undoing import retry, undo

LATER = NOW + timedelta(days=1)
FILES = {
    "评价6.csv": "单位,姓名,窗口,评价,评价时间\n出入境大队,新来的,2号窗口,满意,2013-06-04 10:10:10\n",
    "投诉6.csv": "编号,受理日期,被投诉单位,被投诉民警,核查结果\nTS904,2013-06-06,出入境大队,唐文静,待查\n",
    "检查6.csv": "日期,单位,姓名,检查类别,检查项目,情况,加扣分\n2013-06-08,出入境大队,唐文静,日常检查,着装,好,1\n",
    "汇总6.csv": "单位,姓名,月份,满意,不满意\n出入境大队,苏晓晴,2013-03,20,1\n",
    "花名册6.csv": "单位,城区农村,姓名,警号,角色,任职起\n出入境大队,城区,新来的,350109,窗口民警,2013-06-01\n",
}


def _with(path: Path, work: Callable[[Ledger], object]) -> None:
    with closing(Ledger.open(path, LATER)) as book:
        work(book)


def _import(name: str) -> Act:
    def act(path: Path) -> None:
        source = path.with_name(name)
        source.write_text(FILES[name], encoding="utf-8")
        for outcome in take(path, [source]):
            if outcome.error:
                raise ZltsError(outcome.error)

    return act


def _import_mapped(path: Path) -> None:
    source = path.with_name("又是别的表头.csv")
    source.write_text(STRANGE.replace("2013-06-03", "2013-06-13"), encoding="utf-8")
    columns = {"unit": "窗口单位", "officer": "经办", "rating": "按键", "time": "时刻"}
    with opened(path) as book:
        for one in import_files(book, [source], Options(kind="evaluations", columns=columns), VOCABULARY, NOW):
            if one.error:
                raise ZltsError(one.error)


def _numbered(kind: str, work: Callable[[Ledger, int], object]) -> Act:
    return lambda path: _with(path, lambda book: work(book, entry(path, kind)))


ACTS: dict[str, Act] = {
    "a retry": lambda path: _with(path, lambda book: retry(book, LATER)),
    **{f"an import: {name}": _import(name) for name in FILES},
    "an import with a map": _import_mapped,
    "a pass": lambda path: judge(path, "2013-07"),
    "done taken back": _numbered("打招呼", lambda book, n: decisions.not_done(book, [n], LATER)),
    "a waiver taken back": _numbered("检查扣分", lambda book, n: decisions.unwaive(book, [n], LATER)),
    "an objection taken back": _numbered("谈话", lambda book, n: objecting.undo(book, n, LATER)),
    "a merge taken back": lambda path: _with(path, lambda book: unmerge(book, "TS902", LATER)),
    "a count taken back": lambda path: _with(path, lambda book: count(book, [1], LATER, take_back=True)),
    "a voiding taken back": lambda path: _with(path, lambda book: unvoid(book, Wanted(rows=("2::5",)), LATER)),
    "a finding taken back": lambda path: _with(path, lambda book: decisions.unrectify(book, [finding(path)], LATER)),
    "a row not used taken back": lambda path: _with(
        path, lambda book: unusable.take_up(book, [_not_used(path)], LATER)
    ),
    "an issue": lambda path: _with(path, lambda book: decisions.issue(book, Span.MONTH, "2013-06", "2号", LATER)),
    "an issue withdrawn": lambda path: _with(path, lambda book: decisions.withdraw(book, "monthly", "1号", LATER)),
    "a look at personal data": lambda path: _with(
        path, lambda book: complaint_listing(book, LATER, pending=False, alike=False, personal=True)
    ),
    "a batch taken back": lambda path: _with(path, lambda book: undo(book, _last_batch(path), LATER)),
}
"""Every kind of write, by name."""


def _not_used(path: Path) -> str:
    """The row that was set aside, as `zlts set-aside --undo` takes it."""
    kind, number = ask(path, "SELECT register_kind, row_id FROM unusable")[0]
    table = {"evaluations": "evaluation_aside", "complaints": "complaint"}[str(kind)]
    batch, row = ask(
        path, f"SELECT s.batch_id, r.row FROM {table} r JOIN sheet s ON s.id = r.sheet_id WHERE r.id = {number}"
    )[0]
    return f"{batch}:{row}"


def _last_batch(path: Path) -> int:
    return int(str(ask(path, "SELECT MAX(id) FROM batch WHERE undone_at IS NULL")[0][0]))
