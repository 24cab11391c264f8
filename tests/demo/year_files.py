"""The files of a made-up year, as the clerk of 清源县 would find them on her desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from tests.demo.county_roster import HEADINGS, MadeUpCounty, MadeUpPosting, read_county
from tests.demo.dialects import DIALECTS, Dialect, Export, csv_text, padded
from tests.demo.plain_workbook import Cell, workbook_bytes
from tests.demo.seeded_year import make_year
from tests.demo.year_events import ComplaintExport, MadeUpComplaint, MadeUpInspection, MadeUpYear

_Row = Sequence[Cell]


def year_contents(*, year: int = 2013, seed: int = 2013) -> dict[str, bytes]:
    """The county's year as files: the roster, a folder for each month, the registers.

    By the path of each file, in the order in which a clerk would import them.
    """
    county = read_county(year)
    events = make_year(county, year, seed)
    return {
        "00-花名册.xlsx": _roster(county),
        **_evaluations(county, events),
        **_complaints(events),
        "93-检查登记.csv": _inspections(events).encode("gb18030"),
        "94-三项制度登记.csv": _measures(events).encode("utf-8-sig"),
        "95-方案报送.csv": _filings(events).encode("utf-8-sig"),
    }


def write_year(folder: Path, *, year: int = 2013, seed: int = 2013) -> tuple[Path, ...]:
    """Write the county's year into a folder; the paths come back in the order of `year_contents`."""
    contents = year_contents(year=year, seed=seed)
    return tuple(_write(folder / name, content) for name, content in contents.items())


def dialects_of(county: MadeUpCounty) -> dict[str, Dialect]:
    """Whose evaluators each unit bought: the makers take turns."""
    return {unit: DIALECTS[n % len(DIALECTS)] for n, unit in enumerate(county.units)}


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


# ---------------------------------------------------------------- roster and evaluations


def _roster(county: MadeUpCounty) -> bytes:
    return workbook_bytes("花名册", [HEADINGS, *(_roster_row(row) for row in county.rows)])


def _roster_row(row: MadeUpPosting) -> _Row:
    post = (row.unit, row.alias, row.area, row.name, row.badge, row.role, row.window, row.evaluator)
    return [word or None for word in (*post, iso(row.since), iso(row.until))]


def _evaluations(county: MadeUpCounty, events: MadeUpYear) -> dict[str, bytes]:
    makers = dialects_of(county)
    return {
        f"{month}/{unit}.{makers[unit].suffix}": makers[unit].write(Export(unit, month, presses))
        for (unit, month), presses in events.exports.items()
    }


# ---------------------------------------------------------------- complaints

_COMPLAINT_HEADINGS = (
    "编号", "受理日期", "来源", "投诉人", "联系电话", "被投诉单位", "被投诉民警", "类别", "投诉内容",
    "核查结果", "责任认定", "认定日期", "严重程度", "处理情况", "并案编号",
)  # fmt: skip


def _complaints(events: MadeUpYear) -> dict[str, bytes]:
    """Each export writes its days in another way, and says the same."""
    styles: tuple[Callable[[date | None], Cell], ...] = (iso, _cell, _chinese)
    return {
        f"{90 + n}-投诉登记簿-{export.day:%Y-%m}.xlsx": register_bytes(export, styles[n % len(styles)])
        for n, export in enumerate(events.complaints)
    }


def register_bytes(export: ComplaintExport, dated: Callable[[date | None], Cell]) -> bytes:
    rows: list[_Row] = [("群众投诉登记簿",), _COMPLAINT_HEADINGS]
    rows += [_complaint_row(row, dated) for row in export.rows]
    rows.append(("制表人：监察室", None, f"制表日期：{export.day}"))
    return workbook_bytes("登记簿", rows, title_width=len(_COMPLAINT_HEADINGS))


def _complaint_row(row: MadeUpComplaint, dated: Callable[[date | None], Cell]) -> _Row:
    who = "、".join(padded(name) for name in row.officers)
    said = (row.number, dated(row.received), row.channel, row.complainant, row.phone, row.unit, who)
    found = (row.category, row.content, row.verdict, row.responsibility, dated(row.decided))
    return [cell or None for cell in (*said, *found, row.severity, row.handling, row.merged_into)]


def iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _cell(day: date | None) -> Cell:
    return day


def _chinese(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


# ---------------------------------------------------------------- the other registers


def _inspections(events: MadeUpYear) -> str:
    head = ("检查日期", "单位", "姓名", "检查类别", "检查项目", "情况", "加扣分", "程度", "检查人")
    return csv_text([head, *(inspection_row(row) for row in events.inspections)])


def inspection_row(row: MadeUpInspection) -> _Row:
    subject = (iso(row.day), row.unit, row.officer, row.kind, row.item, row.finding)
    return (*subject, _points(row), row.severity, row.inspector)


def _points(row: MadeUpInspection) -> str:
    """加1分, 扣2分 or -2: three inspectors, three hands."""
    if row.points is None:
        return ""
    if row.points > 0:
        return f"加{row.points}分"
    return f"扣{-row.points}分" if row.kind == "查处通报" else str(row.points)


def _measures(events: MadeUpYear) -> str:
    head = ("日期", "姓名", "单位", "措施", "事由")
    return csv_text([head, *((iso(m.day), m.officer, m.unit, m.measure, m.reason) for m in events.measures)])


def _filings(events: MadeUpYear) -> str:
    head = ("单位", "报送事项", "截止日期", "报送日期")
    rows: Iterable[_Row] = ((f.unit, f.what, iso(f.due), iso(f.filed)) for f in events.filings)
    return csv_text([head, *rows])
