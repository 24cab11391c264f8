from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from zlts.errors import WrongUsage
from zlts.export import to_csv, to_json, write_file, write_lines
from zlts.reports import Cell, Column, Look, Report, Table

TABLE = Table(
    "units",
    "排名",
    (Column("unit", "窗口单位"), Column("score", "得分", Look.NUMBER), Column("percent", "满意率", Look.PERCENT)),
    (("城关派出所", -10, "94.99%"), ("甲河,派出所", 100, None)),
    total=("合计", 90, "94.99%"),
)
REPORT = Report(
    "quarterly",
    "通报",
    "2013Q2",
    "某县公安局",
    (TABLE,),
    machine={"quarter": "2013Q2", "units": [{"unit": "城关派出所", "percent": None}]},
)


def with_cell(cell: Cell) -> Report:
    return replace(REPORT, tables=(replace(TABLE, rows=((cell, 1, None),)),))


def test_json_comes_back_as_it_went_in_keys_in_order() -> None:
    text = to_json(REPORT)
    assert json.loads(text) == REPORT.machine
    assert text.startswith('{\n "quarter": "2013Q2",\n "units"')
    assert "城关派出所" in text
    assert text.endswith("}\n")


def test_json_takes_any_mapping_and_refuses_what_is_no_json() -> None:
    assert json.loads(to_json(replace(REPORT, machine={"a": MappingProxyType({"b": 1})}))) == {"a": {"b": 1}}
    with pytest.raises(TypeError):
        to_json(replace(REPORT, machine={"a": object()}))


def test_json_is_exact_yet_harmless_to_a_terminal_and_an_encoder() -> None:
    hostile = {"file": "\x1b[31m\x9b\u202e\udce9.csv"}
    text = to_json(replace(REPORT, machine=hostile))
    assert json.loads(text) == hostile
    assert not {"\x1b", "\x9b", "\u202e", "\udce9"} & set(text)
    text.encode()


def test_csv_has_chinese_headings_and_no_total() -> None:
    assert to_csv(REPORT) == '窗口单位,得分,满意率\n城关派出所,-10,94.99%\n"甲河,派出所",100,\n'
    assert to_csv(replace(REPORT, tables=())) == ""


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-@x", "@SUM(A1)", "\t=1", " =1", "＝1+1", "-2+3"])
def test_no_csv_text_becomes_a_formula(text: str) -> None:
    assert next(csv.reader([to_csv(with_cell(text)).splitlines()[1]]))[0].startswith("'")


@pytest.mark.parametrize("text", ["-2", "+1", "-0.5%", "朱春梅", "—", "2013-06"])
def test_figures_and_names_stay_as_they_are(text: str) -> None:
    assert to_csv(with_cell(text)).splitlines()[1] == f"{text},1,"


def test_a_file_of_either_kind(tmp_path: Path) -> None:
    write_file(REPORT, tmp_path / "a.json")
    write_file(REPORT, tmp_path / "a.CSV")
    assert (tmp_path / "a.json").read_text("utf-8") == to_json(REPORT)
    data = (tmp_path / "a.CSV").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == to_csv(REPORT).replace("\n", "\r\n")


def test_another_kind_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match=r"不会写“a\.pdf”这样的文件。 文件名请以 \.json 或 \.csv 结尾。"):
        write_file(REPORT, tmp_path / "a.pdf")
    assert not list(tmp_path.iterdir())


# ---------------------------------------------------------------- tables of any length


@pytest.mark.parametrize("name", ["长表.csv", "长表.json"])
def test_a_long_table_is_written_while_its_rows_come(tmp_path: Path, name: str) -> None:
    """Of what has come, all but the last thousand rows or what a file gathers are on the disk already."""
    sizes = []

    def rows() -> Iterator[tuple[int, str]]:
        for number in range(20_000):
            if number % 5_000 == 0:
                sizes.append(sum(one.stat().st_size for one in tmp_path.iterdir()))
            yield number, "满意"

    assert write_lines(tmp_path / name, "评价", ["行", "评价"], rows()) == 20_000
    assert sizes == sorted(set(sizes))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_rows_one_by_one_read_as_the_whole_does(tmp_path: Path, count: int) -> None:
    rows = [(number, "=1+1\u2028") for number in range(count)]
    write_lines(tmp_path / "表.json", "表", ["行", "字"], iter(rows))
    told = json.loads((tmp_path / "表.json").read_text(encoding="utf-8"))
    assert told == {"table": "表", "rows": [{"行": one, "字": two} for one, two in rows]}


def test_a_table_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "表.csv").write_text("旧", encoding="utf-8")

    def rows() -> Iterator[tuple[str]]:
        yield ("一",)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_lines(tmp_path / "表.csv", "表", ["字"], rows())
    assert [one.read_text(encoding="utf-8") for one in tmp_path.iterdir()] == ["旧"]
