"""Plain listings: what an import did, what waits in quarantine, the batches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from zlts.bulletins.anomalies import address
from zlts.bulletins.facts import (
    BatchFacts,
    BatchLine,
    PassDue,
    QuarantineFacts,
    SetAsideLine,
    WaitingLine,
    to_json,
)
from zlts.model import Place
from zlts.periods import Month
from zlts.registers.catalogue import KINDS
from zlts.registers.rows import Waiting
from zlts.reports import Column, Look, Report, Table


def listing(name: str, title: str, tables: Iterable[Table], machine: Mapping[str, Any], **more: Any) -> Report:
    """A report that is no bulletin: no bureau, no basis."""
    return Report(name, title, more.pop("period", ""), "", tuple(tables), machine=machine, **more)


# ---------------------------------------------------------------- import


_FILE_COLUMNS = (
    Column("file", "文件"),
    Column("kind", "种类", Look.WORD),
    Column("batch", "批次", Look.NUMBER),
    Column("rows", "行数", Look.NUMBER),
    Column("accepted", "采用", Look.NUMBER),
    Column("duplicates", "重复", Look.NUMBER),
    Column("rejected", "待核实", Look.NUMBER),
    Column("ignored", "非数据", Look.NUMBER),
)

_REFUSED = "未能导入的文件"
_NAMED = 8  # of the files refused, in the sentence that counts them

KIND_NAMES = {**KINDS, "": "—"}


def imported(
    files: Sequence[Mapping[str, Any]],
    passed_over: Sequence[Mapping[str, Any]] = (),
    *,
    dry_run: bool,
    lacking: Sequence[str] = (),
    unread: Sequence[str] = (),
    missing: Mapping[str, Sequence[str]] | None = None,
    passes: Sequence[PassDue] = (),
    come_due: str = "",
    turned: int = 0,
    gone: int = 0,
    lost: int = 0,
    brief: bool = False,
) -> Report:
    """What an import did, by file and by fate, what it passed over, and what needs the clerk.

    `brief`: without the files of which nothing is to be said, and without what their headings were read as.

    `lacking` says whose evaluations of the months that came are still missing, `missing` which months, by unit;
    `passes` says which years have to be assessed again;
    `come_due` which rows of earlier files came in with this import, `unread` the files below whose rows stands a
    table of another register; `turned` of how many complaints the verdict was turned round, `gone` how many a later
    register lacks, `lost` how many are merged into one that does not name all whom they blame.
    """
    called = _told_apart([one["path"] for one in (*files, *passed_over)])
    good = [one for one in files if not one.get("error")]
    rows = [(called[one["path"]], KIND_NAMES[one["kind"]], *(one[c.key] for c in _FILE_COLUMNS[2:])) for one in good]
    sums = {key: sum(one[key] for one in good) for key in ("rows", "accepted", "duplicates", "rejected", "ignored")}
    problems = [
        (called[one["path"]], p["sheet"] or "—", p["row"], p["column"], p["value"], p["reason"])
        for one in good
        for p in one["problems"]
    ]
    refused = [one for one in files if one.get("error")]
    out: tuple[str, ...] = (_refused_said(refused, called),) if refused else ()
    left = sums["rejected"] - sum(one["set_aside"] for one in good)
    waiting: tuple[str, ...] = (f"有 {left} 行待核实：请看 zlts quarantine",) if left else ()
    telling = [one for one in passed_over if one["could_be_register"]]
    if telling:
        waiting += (f"文件夹里有 {len(telling)} 个文件没有读，可能是登记表，请逐个看下面的原因",)
    if unread:
        waiting += (f"{'、'.join(f'“{name}”' for name in unread)}里还有别的登记表没有读：请另存成一个文件再导入",)
    if turned:
        waiting += (f"有 {turned} 件投诉改了原来的认定：请按下面的说明逐件核对",)
    if gone:
        waiting += (f"有 {gone} 件投诉在新登记簿里没有了：请按下面的说明逐件核对",)
    if lost:
        waiting += (f"有 {lost} 件投诉并到了没有写全被投诉民警的投诉里：请按下面的说明逐件核对",)
    changed = sum(len(one["changed"]) for one in good)
    if changed:
        waiting += (f"有 {changed} 行可能是以前导入过、又改过的评价，现在两行都计算：请看下面的说明，逐行核对",)
    notes = [come_due] if come_due else []
    notes += [f"{called[one['path']]}：{note}" for one in good for note in one["notes"]]
    if harmless := [called[one["path"]] for one in passed_over if not one["could_be_register"]]:
        notes.append(f"另有 {len(harmless)} 个系统文件或临时文件没有读：{'、'.join(harmless)}")
    notes += [*(() if brief else _columns_said(files, called)), *(one.sentence for one in passes)]
    title = "试导入（没有写入台账）" if dry_run else "导入结果"
    taken = Table("files", "文件", _FILE_COLUMNS, tuple(rows), total=("合计", "", "", *sums.values()))
    if brief:
        telling_ones = {place for place, one in enumerate(good) if one["rejected"] or one["duplicates"]}
        taken = taken.only(telling_ones, "其余 {n} 个文件都是新的，没有要核实的行。")
    return listing(
        "import",
        title,
        [
            taken,
            *_refused_tables(refused, called),
            *_problem_tables(problems),
            *_passed_over_tables(telling),
        ],
        {
            "files": list(files),
            "passed_over": list(passed_over),
            "missing": dict(missing or {}),
            "notes": [come_due] if come_due else [],
            "passes_due": [to_json(one) for one in passes],
        },
        attention=(*out, *waiting, *lacking),
        basis=tuple(notes),
        incomplete=bool(refused or left or changed or telling or unread or gone or lost),
    )


def _refused_said(refused: Sequence[Mapping[str, Any]], called: Mapping[str, str]) -> str:
    """Which files were not taken in."""
    more = "等" if len(refused) > _NAMED else ""
    names = "、".join(called[one["path"]] for one in refused[:_NAMED])
    return f"有 {len(refused)} 个文件未能导入：{names}{more}。原因见“{_REFUSED}”，改好后再 zlts import"


def _refused_tables(refused: Sequence[Mapping[str, Any]], called: Mapping[str, str]) -> list[Table]:
    """Why each file was not taken in."""
    columns = (Column("file", "文件"), Column("error", "原因"))
    rows = tuple((called[one["path"]], _why_refused(one)) for one in refused)
    return [Table("refused", _REFUSED, columns, rows)] if rows else []


def _why_refused(one: Mapping[str, Any]) -> str:
    """The reason without the file's name, and the whole line to type where one can know it."""
    why = str(one["error"]).removeprefix(f"“{_parts(one['path'])[-1]}”")
    return f"{why} 整行可以这样打：{one['line']}" if one.get("line") else why


def _columns_said(files: Sequence[Mapping[str, Any]], called: Mapping[str, str]) -> Iterator[str]:
    """What each heading was read as, and which were not used: a line for all sheets that are headed alike."""
    places: dict[str, list[str]] = {}
    for one in files:
        sheets = dict.fromkeys(item["sheet"] for key in ("used", "unused") for item in one.get(key, ()))
        for sheet in sheets:
            where = f"{called[one['path']]}的“{sheet}”" if len(sheets) > 1 else called[one["path"]]
            places.setdefault(_headings_said(one, sheet), []).append(where)
    for said, alike in places.items():
        more = f"等 {len(alike)} 张表" if len(alike) > 1 else ""
        yield f"{alike[0]}{more}的栏目：{said}"


def _headings_said(one: Mapping[str, Any], sheet: str) -> str:
    used = [item for item in one["used"] if item["sheet"] == sheet]
    read = "、".join(_read_as(item["heading"], item["field"]) for item in used)
    unused = "、".join(_short(item["heading"]) for item in one["unused"] if item["sheet"] == sheet)
    return f"{read}；没有用到：{unused}" if unused else read


def _read_as(heading: str, field: str) -> str:
    return heading if heading == field else f"{_short(heading)}（作{field}）"


_LONGEST_HEADING = 80


def _short(heading: str) -> str:
    """The beginning of a heading that nobody could read through."""
    return heading if len(heading) <= _LONGEST_HEADING else f"{heading[:_LONGEST_HEADING]}…"


def _told_apart(paths: Iterable[str]) -> dict[str, str]:
    """Each file by its name, those of one name after as many of their folders as tell them apart."""
    parts, deep = {path: _parts(path) for path in paths}, 1
    called = {path: own[-1] for path, own in parts.items()}
    while len(set(called.values())) < len(called) and deep < max(map(len, parts.values())):
        deep += 1
        counts = Counter(called.values())
        called = {p: "/".join(own[-deep:]) if counts[called[p]] > 1 else called[p] for p, own in parts.items()}
    return called


def _parts(path: str) -> list[str]:
    return path.replace("\\", "/").split("/")


_PROBLEM_COLUMNS = (
    Column("file", "文件"),
    Column("sheet", "工作表", Look.WORD),
    Column("row", "行", Look.NUMBER),
    Column("column", "栏目", Look.WORD),
    Column("value", "内容"),
    Column("reason", "原因"),
)


_MANY = 100
"""More rows than anybody reads on a terminal."""
_REASON_COLUMNS = (
    Column("file", "文件"),
    Column("column", "栏目", Look.WORD),
    Column("reason", "原因"),
    Column("count", "行数", Look.NUMBER),
    Column("first", "首行", Look.NUMBER),
)


def _problem_tables(problems: Sequence[tuple[Any, ...]]) -> list[Table]:
    """The rows that wait; of very many, the commonest reasons first, and each row in the details."""
    if len(problems) <= _MANY:
        return [_problems_table(problems)] if problems else []
    counts = Counter((file, column, reason) for file, _, _, column, _, reason in problems)
    first = {(file, column, reason): row for file, _, row, column, _, reason in reversed(problems)}
    rows = tuple((*key, count, first[key]) for key, count in counts.most_common(20))
    return [
        Table("reasons", "待核实的原因，最多的在前", _REASON_COLUMNS, rows),
        replace(_problems_table(problems), detail=True),
    ]


def _problems_table(rows: Sequence[tuple[Any, ...]]) -> Table:
    return Table("problems", "待核实的行", _PROBLEM_COLUMNS, tuple(rows))


def _passed_over_tables(telling: Sequence[Mapping[str, Any]]) -> list[Table]:
    columns = (Column("path", "文件"), Column("reason", "原因"))
    rows = tuple((one["path"], one["reason"]) for one in telling)
    return [Table("passed_over", "没有读的文件", columns, rows)] if rows else []


def row_number(place: Place, several: Container[int]) -> str:
    """3:5 is row 5 of batch 3, as `zlts set-aside` takes it; 3:Sheet1:5 where the batch has `several` sheets."""
    return address(place.batch, place.sheet if place.batch in several else "", [place.row])


_NUMBER_COLUMN = Column("id", "编号", Look.WORD)
_SET_ASIDE_COLUMNS = (
    _NUMBER_COLUMN,
    Column("file", "文件"),
    Column("problem", "原来的问题"),
    Column("reason", "不予采用的理由"),
    Column("decided_at", "决定时间", Look.WORD),
)


def quarantine(waiting: Sequence[Waiting], set_aside: Sequence[SetAsideLine], several: Container[int]) -> Report:
    """The rows that wait, with number, file, sheet, row, column, value and reason, and those that wait no more."""
    facts = QuarantineFacts(tuple(_waiting(one, several) for one in waiting), tuple(set_aside))
    columns = (_NUMBER_COLUMN, *_PROBLEM_COLUMNS)
    rows = tuple(tuple(getattr(line, column.key) for column in columns) for line in facts.rows)
    tables = [Table("problems", "待核实的行", columns, rows)]
    aside = tuple((o.id, o.file, o.problem, o.reason, o.decided_at.replace("T", " ")[:16]) for o in facts.set_aside)
    tables += [Table("set_aside", "已不予采用的行", _SET_ASIDE_COLUMNS, aside)] if aside else []
    told = [f"已不予采用 {len(aside)} 行；要收回：zlts set-aside 【编号】 --undo"] if aside else []
    told += ["不能改对、也不该采用的行：zlts set-aside 【编号】 --reason 【理由】"] if rows else []
    return listing("quarantine", "待核实的行", tables, to_json(facts), basis=tuple(told))


def _waiting(one: Waiting, several: Container[int]) -> WaitingLine:
    place, problem = one.place, one.problem
    return WaitingLine(
        row_number(place, several), one.kind, place.batch, one.file, place.sheet, place.row, problem.column,
        problem.value, problem.reason,
    )  # fmt: skip


# ---------------------------------------------------------------- batches


def batches(found: Sequence[BatchLine], called: Mapping[int, str]) -> Report:
    """What was imported; `called` names each batch's file so that it is told from others of that name."""
    columns = (
        Column("batch", "批次", Look.NUMBER),
        Column("file", "文件"),
        Column("kind", "种类", Look.WORD),
        Column("months", "月份", Look.WORD),
        Column("unit", "单位", Look.WORD),
        *_FILE_COLUMNS[3:],
        Column("imported_at", "导入时间", Look.WORD),
        Column("state", "状态", Look.WORD),
    )
    said = (
        {
            "file": called[one.batch],
            "kind": KIND_NAMES[one.kind],
            "months": _months(one.months),
            "imported_at": one.imported_at.replace("T", " ")[: len("2013-06-30 09:30")],
        }
        for one in found
    )
    rows = tuple(
        tuple(told.get(column.key, getattr(one, column.key)) for column in columns)
        for one, told in zip(found, said, strict=True)
    )
    table = Table("batches", "导入批次", columns, rows)
    return listing("batches", "导入批次", [table], to_json(BatchFacts(tuple(found))))


def _months(months: Sequence[Month]) -> str:
    """2013-03, or from the first to the last: 2013-03 至 2013-06."""
    return f"{months[0]} 至 {months[-1]}" if len(months) > 1 else "".join(map(str, months))
