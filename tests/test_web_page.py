"""A report as one web page: all its figures, no script, nothing fetched, and readable in a real browser."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.command import founded_within
from zlts.cells import shown
from zlts.reports import Chart, ChartKind, Column, Look, Report, Series, Table
from zlts.web_page import page

ROSTER = "单位,城区农村,姓名,警号,角色\n柳湾派出所,农村,柏一鸣,880001,窗口民警\n"
UNITS = Table(
    "units",
    "各窗口单位排名",
    (Column("unit", "窗口单位"), Column("score", "得分", Look.NUMBER), Column("percent", "满意率", Look.PERCENT)),
    (("城关<b>派出所", 100, "94.99%"), ("甲河派出所", -10, None)),
    marked=frozenset({1}),
    total=("合计", 90, "94.99%"),
)
REPORT = Report(
    "quarterly",
    "2013年第二季度通报",
    "2013Q2",
    "某县公安局",
    (UNITS, Table("none", "评优", (Column("name", "姓名"),), (), empty="本季度没有")),
    attention=("有 3 行待核实：zlts quarantine",),
    basis=("依据 <script>alert(1)</script> 六(七)。",),
    charts=(
        Chart(
            "rates",
            "各月满意率",
            ChartKind.LINE,
            "月份",
            ("4月", "5月", "6月"),
            (Series("全局", ("99.10%", None, "93.20%")),),
            Look.PERCENT,
            "95%",
        ),
        Chart("score", "得分", ChartKind.BAR, "单位", ("甲", "乙"), (Series("得分", (101, 94)),), limit="100"),
        Chart("kinds", "措施", ChartKind.STACKED, "月份", ("4月",), (Series("谈话", (2,)), Series("告诫", (1,)))),
    ),
)
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")


def parsed(text: str) -> Any:
    return html.fromstring(text)


def test_every_figure_stands_in_the_page_and_nothing_is_obeyed() -> None:
    tree = parsed(page(REPORT))
    text = tree.text_content()
    for table in REPORT.tables:
        for row in table.rows:
            for cell, column in zip(row, table.columns, strict=True):
                assert shown(cell, column.look) in text
    assert "本季度没有" in text
    assert "<script>alert(1)</script>" in text, "what was imported is text"
    assert not tree.xpath("//script|//link|//img|//iframe|//@onclick|//b")
    assert not tree.xpath("//@src|//@href")
    assert "zlts quarantine" not in text, "a reader of the page types no commands"
    assert [one.text_content() for one in tree.xpath("//tr[@class='marked']/td[1]")] == ["甲河派出所"]


def test_a_line_is_not_drawn_over_a_month_without_a_figure() -> None:
    (whole,) = parsed(page(replace(REPORT, charts=REPORT.charts[:1]))).xpath("//figure")
    assert len(whole.xpath(".//polyline[not(@stroke-dasharray)]")) == 0
    assert [one.text for one in whole.xpath(".//text")][-2:] == ["99.1", "▲93.2"]


def test_a_rate_in_a_drawing_never_reads_better_than_it_is() -> None:
    rates = replace(REPORT.charts[0], series=(Series("甲", ("94.99%", "99.99%", "100.00%")),))
    (drawn,) = parsed(page(replace(REPORT, charts=(rates,)))).xpath("//figure")
    assert [one.text for one in drawn.xpath(".//text")][-2:] == ["▲94.9", "99.9"]


def test_each_command_that_writes_tables_writes_the_page(tmp_path: Path) -> None:
    zlts = founded_within(tmp_path, ROSTER)
    zlts.ok("ledger", "2013", "-o", tmp_path / "台账.html")
    assert parsed((tmp_path / "台账.html").read_text(encoding="utf-8")).xpath("//h1")
    refused = zlts.run("export", "台账", "-o", tmp_path / "全部.html")
    assert refused.returncode == 2
    assert not (tmp_path / "全部.html").exists()


@pytest.mark.skipif(BROWSER is None, reason="no browser on this machine")
def test_a_browser_shows_it_without_cutting_and_prints_it_on_a4(tmp_path: Path) -> None:
    names = [f"第{number}窗口派出所" for number in range(60)]
    long = replace(UNITS, rows=tuple((name, 100, "99.99%") for name in names), marked=frozenset())
    (tmp_path / "page.html").write_text(page(replace(REPORT, tables=(long,))), encoding="utf-8")
    assert BROWSER
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    command += [
        "--disable-sync",
        "--no-first-run",
        f"--user-data-dir={tmp_path / 'profile'}",
        "--no-pdf-header-footer",
    ]
    command += [f"--print-to-pdf={tmp_path / 'page.pdf'}", (tmp_path / "page.html").as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    told = subprocess.run(["pdftotext", "-layout", str(tmp_path / "page.pdf"), "-"], check=True, capture_output=True)
    pages = told.stdout.decode().split("\f")
    assert all(name in told.stdout.decode() for name in names)
    with_rows = [text for text in pages if "窗口派出所" in text]
    assert len(with_rows) > 1
    assert all("满意率" in text for text in with_rows), "each page repeats the table's heads"
