"""A CSV file holds one table: which others a report has, and how to get them, is said."""

from __future__ import annotations

from pathlib import Path

from tests.command import founded

ROSTER = "单位,城区/农村,姓名,警号,角色\n东山派出所,城区,柳河清,880101,窗口民警\n"
SUMMARY = "单位,姓名,月份,满意,不满意\n东山派出所,柳河清,2013-05,10,5\n"


def test_tables_left_out_are_named(tmp_path: Path) -> None:
    zlts = founded(tmp_path, ROSTER)
    (tmp_path / "汇总.csv").write_text(SUMMARY, encoding="utf-8")
    zlts.ok("import", tmp_path / "汇总.csv")
    done = zlts.run("report", "monthly", "2013-05", "-o", tmp_path / "五月.csv")
    assert "写入的是“窗口单位满意率”" in done.stderr
    assert "“窗口民警满意率”" in done.stderr
    assert "-o 五月.xlsx" in done.stderr
    assert (tmp_path / "五月.csv").read_text(encoding="utf-8-sig").startswith("单位,有效评价")
    whole = ("report", "monthly", "2013-05", "-o", tmp_path / "五月.xlsx")
    for words in (whole, ("ledger", "-o", tmp_path / "账.csv")):
        assert "只能写一张表" not in zlts.run(*words).stderr, "all is written, or there is one table only"
