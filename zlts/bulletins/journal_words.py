"""The journal in words: who did what, when and why, for people who were not there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from zlts.bulletins.facts import JournalFacts, JournalLine, to_json
from zlts.bulletins.listings import KIND_NAMES, listing
from zlts.chain import Link
from zlts.periods import chinese
from zlts.reports import Column, Look, Report, Table

Detail = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What numbers of entries and batches and keys of complaints in the records stand for."""

    entries: Mapping[int, str]
    complaints: Mapping[str, str]
    files: Mapping[int, str]

    def of_entries(self, numbers: Iterable[int]) -> str:
        """Entries, each with whom and what it orders."""
        return "、".join(f"第 {number} 号{self.entries.get(number, '')}" for number in numbers)

    def file(self, detail: Detail) -> str:
        """The file of a batch, which older records tell themselves."""
        return str(detail.get("file") or self.files.get(detail["batch"], ""))

    def complaint(self, key: str) -> str:
        """A complaint by its number; one without a number, or gone, is not told by its text."""
        return self.complaints.get(key, "一件投诉")


def journal_report(links: Iterable[Link], names: Names, zone: tzinfo | None) -> Report:
    """What `zlts journal` shows; times are those of the clerk's zone."""
    lines = tuple(_line(link, names, zone) for link in links)
    columns = (
        Column("seq", "序号", Look.NUMBER),
        Column("at", "时间", Look.WORD),
        Column("actor", "操作人", Look.WORD),
        Column("what", "做了什么"),
        Column("why", "理由、文号"),
    )
    rows = tuple((one.seq, one.at[:16].replace("T", " "), one.actor, one.what, one.why) for one in lines)
    return listing("journal", "操作日志", [Table("journal", "操作日志", columns, rows)], to_json(JournalFacts(lines)))


def _line(link: Link, names: Names, zone: tzinfo | None) -> JournalLine:
    what, why = _told(link, names)
    return JournalLine(
        seq=link.seq,
        at=datetime.fromisoformat(link.at).astimezone(zone).isoformat(timespec="seconds"),
        actor=link.actor,
        host=link.host,
        version=link.version,
        action=link.action,
        what=what,
        why=why,
    )


def _told(link: Link, names: Names) -> tuple[str, str]:
    """What was done and why; of a record that somebody has spoilt, that it cannot be read."""
    try:
        detail: Detail = json.loads(link.detail)
        what = WORDS[link.action](detail, names) if link.action in WORDS else f"其他操作（{link.action}）"
    except (ValueError, KeyError, TypeError, AttributeError):
        return "这一条记录读不全，请运行 zlts verify 核验台账", ""
    return what, "，".join(str(detail[key]) for key in ("reason", "document") if detail.get(key))


# ---------------------------------------------------------------- each kind of record


def _imported(detail: Detail, names: Names) -> str:
    counts = "，".join(
        f"{word} {detail.get(key, 0)} 行"
        for key, word in (("accepted", "采用"), ("duplicate", "重复"), ("rejected", "待核实"))
    )
    kind = KIND_NAMES.get(detail.get("kind", ""), "登记")
    return f"导入{kind}“{names.file(detail)}”（第 {detail['batch']} 批）：{counts}"


def _resettled(detail: Detail, _names: Names) -> str:
    told = f"{detail['accepted']} 行从待核实转为采用，{detail['rejected']} 行转入待核实"
    return f"{'程序升级后' if detail.get('by_rules') else ''}重新核对各行：{told}"


def _assessed(detail: Detail, _names: Names) -> str:
    month, through = detail["month"], detail.get("through", detail["month"])
    upto = f"（连同以后各月到 {through}）" if through != month else ""
    return f"评定 {month}{upto}：新登记 {detail.get('posted', 0)} 条，撤销 {detail.get('reversed', 0)} 条"


def _done(detail: Detail, names: Names) -> str:
    by = f"，执行人 {detail['by']}" if detail.get("by") else ""
    return f"登记已执行：{names.of_entries(detail['entries'])}，{detail['day']}{by}"


def _rectified(detail: Detail, _names: Names) -> str:
    by = f"，{detail['by']}" if detail.get("by") else ""
    return f"登记已整改：{'；'.join(detail['findings'])}，{detail['day']}{by}"


def _merged(detail: Detail, names: Names) -> str:
    return f"并案：{names.complaint(detail['merged'])} 并入 {names.complaint(detail['into'])}"


def _objected(detail: Detail, names: Names) -> str:
    late = "，已过申诉期" if detail.get("late") else ""
    return f"登记申诉：{names.of_entries([detail['entry']])}，{detail['day']} 提出{late}"


def _decided(how: str) -> Callable[[Detail, Names], str]:
    return lambda detail, names: f"认定申诉{how}：{names.of_entries([detail['entry']])}，{detail['day']}"


def _of_entries(what: str) -> Callable[[Detail, Names], str]:
    return lambda detail, names: f"{what}：{names.of_entries(detail['entries'])}"


def _of_rows(what: str, key: str = "rows") -> Callable[[Detail, Names], str]:
    return lambda detail, _names: f"{what}：{'、'.join(map(str, detail[key]))}"


def _cleared(what: str) -> Callable[[Detail, Names], str]:
    return lambda detail, _names: f"{detail['month']} 疑似自行评价{what}：{'、'.join(detail['findings'])}"


def _plain(form: str) -> Callable[[Detail, Names], str]:
    """A sentence with the detail's own words in their places."""
    return lambda detail, _names: form.format_map(detail)


WORDS: dict[str, Callable[[Detail, Names], str]] = {
    "init": _plain("建立台账，采用“{policy}”"),
    "migrate": _plain("台账升级：版本 {from} → {to}"),
    "import": _imported,
    "undo": lambda detail, names: f"撤销第 {detail['batch']} 批“{names.file(detail)}”",
    "retry": _plain("重新核对待核实的行：{accepted} 行转为采用"),
    "resettle": _resettled,
    "layout": _plain("记住 {headers} 种表头的对应关系"),
    "layout-forget": _plain("忘掉第 {layout} 条表头对应关系"),
    "set-aside": _of_rows("不予采用的行"),
    "set-aside-undo": _of_rows("收回不予采用的行"),
    "assess": _assessed,
    "done": _done,
    "done-undo": _of_entries("收回执行登记"),
    "waive": _of_entries("领导小组决定免除"),
    "unwaive": _of_entries("收回免除"),
    "rectify": _rectified,
    "rectify-undo": _of_rows("收回整改登记", "findings"),
    "object": _objected,
    "object-upheld": _decided("成立"),
    "object-dismissed": _decided("不成立"),
    "object-undo": lambda detail, names: f"收回申诉的登记或决定：{names.of_entries([detail['entry']])}",
    "merge": _merged,
    "unmerge": lambda detail, names: f"取消并案：{names.complaint(detail['merged'])}",
    "count": _of_rows("登记的措施另计：编号", "measures"),
    "uncount": _of_rows("收回另计的措施：编号", "measures"),
    "void": _of_rows("认定评价作废，所在行"),
    "void-undo": _of_rows("恢复作废的评价，所在行"),
    "clear": _cleared("核实正常"),
    "clear-undo": _cleared("收回核实正常"),
    "show-personal": _plain("查看投诉人的姓名和电话：{complaints} 件"),
    "policy": _plain("采用政策“{policy}”，自 {effective_from} 起"),
    "policy-undo": _plain("收回政策“{policy}”"),
    "issue": lambda detail, _names: f"印发{chinese(detail['period'])}通报，编号 {detail['number']}",
    "issue-undo": _plain("撤回印发的通报，编号 {number}"),
    "award": lambda detail, _names: f"登记 {detail['year']} 年表彰名单（{len(detail['officers'])} 人）",
    "award-undo": _plain("收回 {year} 年表彰名单"),
    "bureau": lambda detail, _names: f"登记本局全称“{detail['name']}”" if detail["name"] else "收回登记的本局全称",
    "restore": _plain("用备份换回台账"),
    "purge": _plain("按规定清除 {before} 年以前的投诉人信息：{rows} 行，原件 {files} 份"),
}
"""Action → what was done, in words."""
