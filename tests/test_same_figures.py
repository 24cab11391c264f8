"""One report, five drawings: terminal, JSON, CSV, workbook and document say the same, figure by figure."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import readers
from tests.readers import Read, agree
from tests.trust.county import County, inside, judge, make_county

REPORTS = {
    "monthly": "report monthly 2013-06",
    "quarterly": "report quarterly 2013Q2",
    "annual": "report annual 2013",
    "awards": "awards 2013",
}
FIRST = {
    "monthly": "窗口单位满意率", "quarterly": "窗口单位排名", "annual": "窗口单位全年排名", "awards": "入围名单",
}  # fmt: skip
TALLY = {"counted": "有效评价", "satisfied": "满意", "unrated": "未评价", "percent": "满意率"}
COMPLAINTS = {"sustained_complaints": "有效投诉", "pending_complaints": "待查投诉"}
RANKED = {"rank": "名次", "unit": "单位", "score": "得分", "inspection_points": "检查加减分", **COMPLAINTS, **TALLY}
MEASURES = ("打招呼", "谈话", "告诫")
OFFICER = {"unit": "单位", "officer": "姓名", **TALLY}
MACHINE = {
    "monthly": {
        "units": ("窗口单位满意率", {"unit": "单位", "received_complaints": "收到投诉", **COMPLAINTS, **TALLY}),
        "officers": ("窗口民警满意率", OFFICER),
    },
    "quarterly": {"units": ("窗口单位排名", RANKED), "officers": ("窗口民警满意率", OFFICER)},
    "annual": {"units": ("窗口单位全年排名", RANKED), "officers": ("窗口民警全年得分", {**OFFICER, "score": "得分"})},
    "awards": {
        "ranking": (
            "综合考评排名",
            {
                "rank": "名次",
                "badge": "警号",
                "score": "得分",
                **{k: v for k, v in OFFICER.items() if k != "unrated"},
            },
        ),
        "ineligible": ("取消评先评优资格（内部掌握）", {"unit": "单位", "officer": "姓名", "reason": "理由"}),
    },
}


@dataclass(frozen=True)
class Drawn:
    """A report in all its drawings."""

    terminal: dict[str, Read]
    machine: dict[str, Any]
    csv: Read
    workbook: dict[str, Read]
    document: dict[str, Read]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """A county whose June is not all in."""
    made = make_county(tmp_path_factory.mktemp("county"))
    judge(made.ledger, "2013-12")
    return made


@pytest.fixture(scope="module", params=REPORTS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def drawn(name: str, county: County, tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    folder = tmp_path_factory.mktemp(name)
    ledger = Path(shutil.copy(county.ledger, folder))
    words = REPORTS[name].split()

    def told(*more: object) -> str:
        done = inside(ledger, *words, *more)
        assert done.returncode in (0, 3), done.stderr
        return done.stdout

    told("-o", folder / "a.xlsx")
    told(*(["--annex"] if words[0] == "report" else []), "-o", folder / "a.docx")
    return Drawn(
        readers.of_terminal(told()),
        json.loads(told("--format", "json")),
        readers.of_csv(told("--format", "csv")),
        readers.of_workbook(folder / "a.xlsx"),
        readers.of_document(folder / "a.docx"),
    )


def same(one: Read, other: Read) -> None:
    """Whether two drawings of a table agree; where the terminal leaves blanks out, the rest stands in order."""
    assert one.headings == other.headings
    for said, values in zip(one.rows, other.rows, strict=True):
        told, meant = [cell for cell in said if cell != ""], [value for value in values if value != ""]
        assert len(told) == len(meant), (said, values)
        assert all(map(agree, told, meant)), (said, values)


def test_the_terminal_and_the_workbook_agree(drawn: Drawn, name: str) -> None:
    assert FIRST[name] in drawn.terminal
    for title, table in drawn.terminal.items():
        same(table, drawn.workbook[title])


def test_the_document_and_the_workbook_agree(drawn: Drawn, name: str) -> None:
    shared = drawn.document.keys() & drawn.workbook.keys()
    assert FIRST[name] in shared
    assert len(shared) >= 3
    for title in shared:
        same(drawn.document[title], drawn.workbook[title])


def test_csv_is_the_first_table_of_the_workbook(drawn: Drawn, name: str) -> None:
    table = drawn.workbook[FIRST[name]]
    missing = [["" if cell == "—" else cell for cell in row] for row in table.rows if "合计" not in row]
    same(drawn.csv, Read(table.headings, missing))


def test_json_and_the_workbook_agree(drawn: Drawn, name: str) -> None:
    for key, (title, headings) in MACHINE[name].items():
        table = drawn.workbook[title]
        places = {heading: place for place, heading in enumerate(table.headings)}
        lines = drawn.machine[key]
        assert lines
        for line, row in zip(lines, table.rows, strict=False):
            for code, heading in headings.items():
                assert agree(figure(line, code, row[places[heading]]), row[places[heading]]), (line, heading)
            for kind in MEASURES if "measures" in line else ():
                assert row[places[kind]] == line["measures"][kind]


def figure(line: dict[str, Any], code: str, shown: Any) -> str:
    """A value of the JSON contract in a table's words; nothing has come in where all its counts are zero."""
    if shown == "未报":
        assert (line["counted"], line["satisfied"], line["unrated"], line["percent"]) == (0, 0, 0, None)
        return "未报"
    if shown == "未检查":
        assert (line["uninspected"], line[code]) == (True, 0)
        return "未检查"
    if code == "rank" and line.get("before") and line["before"]["rank"]:
        return f"{line['rank']}（{line['before']['rank']}）"
    return "—" if line[code] is None else str(line[code])


def test_zero_not_applicable_and_unreported_are_told_apart(drawn: Drawn, name: str) -> None:
    cells = [cell for table in drawn.workbook.values() for row in table.rows for cell in row]
    assert 0 in cells or name == "awards"
    if name == "quarterly":
        assert {"—", "未报"} <= set(map(str, cells))
    if name == "monthly":
        rows = {row[0]: row for row in drawn.workbook[FIRST[name]].rows}
        assert sum(row[1:5] == ["未报"] * 4 for row in rows.values()) == len(rows) - 5  # four units, and the total
    assert any("“未报”是" in line for line in drawn.machine["basis"])
