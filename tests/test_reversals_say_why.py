"""What a pass takes back stands with the reason why it fell, and with the points it gives back."""

from __future__ import annotations

from pathlib import Path

from tests.command import founded

ROSTER = "单位,城区/农村,姓名,警号,角色\n东山派出所,城区,柳河清,880101,窗口民警\n"
HEAD = "编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况\n"
ROW = "TS71,2013-05-06,来电,,,东山派出所,柳河清,脸难看,态度冷淡,{},,\n"
SUMMARY = "单位,姓名,月份,满意,不满意\n东山派出所,柳河清,2013-05,10,5\n"


def test_the_table_of_a_pass_says_why_and_how_many_points(tmp_path: Path) -> None:
    zlts = founded(tmp_path, ROSTER)
    (tmp_path / "汇总.csv").write_text(SUMMARY, encoding="utf-8")
    (tmp_path / "投诉.csv").write_text(HEAD + ROW.format("属实,2013-05-20"), encoding="utf-8")
    for name in ("汇总.csv", "投诉.csv"):
        zlts.ok("import", tmp_path / name)
    zlts.ok("assess", "2013-05")
    (tmp_path / "复核.csv").write_text(HEAD + ROW.format("不属实,2013-06-05"), encoding="utf-8")
    zlts.json("import", tmp_path / "复核.csv")
    zlts.ok("undo", "2")
    shown = zlts.json("assess", "2013-05", "--dry-run")
    assert {one["kind"]: one["why"] for one in shown["reversed"]} == {
        "扣分": "评价数据已更正", "打招呼": "评价数据已更正",
        "谈话": "复核认定不属实", "取消评先评优": "复核认定不属实",
    }  # fmt: skip
    table = zlts.ok("assess", "2013-05")
    assert "撤销的原因" in table
    assert "+10" in table
    assert "认定有效，是" not in table.replace("\n", "")
