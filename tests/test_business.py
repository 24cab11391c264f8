"""The register of business volume: every outcome of a row, the use of the evaluators, and nothing without it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command import Within, Zlts, founded_within
from tests.trust.schemas import make as schemas

ROSTER = """\
单位,城区农村,姓名,警号,角色
柳湾派出所,农村,柏一鸣,880001,窗口民警
柳湾派出所,农村,杜若水,880002,窗口民警
石桥派出所,农村,纪云帆,880003,窗口民警
"""
HEAD = "单位,月份,事项,办件量\n"
FIRST_SCHEMA = Path(schemas.__file__).with_name("v1.sql")


@pytest.fixture
def zlts(tmp_path: Path) -> Within:
    return founded_within(tmp_path, ROSTER)


def evaluations(zlts: Zlts, unit: str, officer: str, count: int) -> None:
    rows = "".join(f"{officer},满意,2013-06-{n % 28 + 1:02d} 09:{n % 60:02d}:{n // 60:02d}\n" for n in range(count))
    path = zlts.ledger.with_name(f"{unit}{officer}.csv")
    path.write_text(f"{unit}评价明细\n姓名,评价结果,评价时间\n{rows}", encoding="utf-8")
    zlts.json("import", path)


def take(zlts: Zlts, text: str, name: str = "业务量.csv") -> dict[str, Any]:
    path = zlts.ledger.with_name(name)
    path.write_text(text, encoding="utf-8")
    (file,) = zlts.json("import", path, codes=(0, 1, 3))["files"]
    assert not file.get("error"), file
    found: dict[str, Any] = file
    return found


def business(zlts: Zlts) -> dict[tuple[str, str], dict[str, Any]]:
    lines = zlts.json("report", "monthly", "2013-06", codes=(0, 3))["business"]
    return {(line["unit"], line["officer"]): line for line in lines}


def test_use_is_evaluations_beside_business_and_cut(zlts: Within) -> None:
    evaluations(zlts, "柳湾派出所", "柏一鸣", 2)
    file = take(zlts, HEAD + "柳湾所,2013-06,户籍,2\n柳湾派出所,2013年6月,身份证,1\n石桥派出所,2013-06,,7\n")
    assert (file["kind"], file["accepted"], file["rejected"]) == ("business", 3, 0)
    lines = business(zlts)
    assert lines["柳湾派出所", ""]["business"] == 3
    assert lines["柳湾派出所", ""]["evaluated_percent"] == "66.66%"
    assert lines["石桥派出所", ""]["evaluated_percent"] == "0.00%"
    zlts.ok("verify")


def test_services_beyond_the_counter_stand_apart(zlts: Within) -> None:
    take(zlts, HEAD + "柳湾派出所,2013-06,户籍,10\n柳湾派出所,2013-06,延时办理,3\n柳湾派出所,2013-06,网上受理,4\n")
    line = business(zlts)["柳湾派出所", ""]
    assert line["business"] == 10
    assert line["modes"] == {"延时": 3, "网上": 4}


@pytest.mark.parametrize(("count", "suspected"), [(5, False), (6, True)])
def test_more_evaluations_than_business_are_a_suspicion(zlts: Within, count: int, suspected: bool) -> None:
    evaluations(zlts, "柳湾派出所", "柏一鸣", count)
    take(zlts, "单位,姓名,月份,业务量\n柳湾派出所,柏一鸣,2013-06,5\n柳湾派出所,杜若水,2013-06,9\n")
    lines = business(zlts)
    assert lines["柳湾派出所", "柏一鸣"]["more_evaluations"] is suspected
    assert lines["柳湾派出所", ""]["business"] == 14
    told = zlts.run("report", "monthly", "2013-06").stdout
    assert (f"评价 {count} 次，多于业务量 5 件" in told) is suspected


def test_a_sum_beside_its_parts_is_not_added(zlts: Within) -> None:
    file = take(zlts, HEAD + "柳湾派出所,2013-06,户籍,2\n柳湾派出所,2013-06,,2\n")
    assert (file["accepted"], file["rejected"]) == (1, 1)
    assert "相加会算两遍" in file["problems"][0]["reason"]
    file = take(zlts, "单位,姓名,月份,事项,办件量\n柳湾派出所,柏一鸣,2013-06,户籍,2\n", "分人.csv")
    assert file["rejected"] == 1


def test_the_same_again_and_otherwise(zlts: Within) -> None:
    take(zlts, HEAD + "柳湾派出所,2013-06,户籍,2\n")
    file = take(zlts, HEAD + "柳湾派出所,2013-06,户籍,2\n石桥派出所,2013-06,户籍,5\n", "再来.csv")
    assert (file["accepted"], file["duplicates"]) == (1, 1)
    file = take(zlts, HEAD + "柳湾派出所,2013-06,户籍,3\n", "改.csv")
    assert file["rejected"] == 1
    assert "undo 2" in file["problems"][0]["reason"]
    file = take(zlts, HEAD + "柳湾派出所,2013-05,户籍,2\n柳湾派出所,2013-05,户籍,2\n", "两行.csv")
    assert (file["accepted"], file["rejected"]) == (1, 1)
    zlts.ok("undo", 2)
    assert business(zlts)["石桥派出所", ""]["business"] == 5
    assert ("柳湾派出所", "") in business(zlts), "what stood under the batch taken back counts again"


def test_rows_that_do_not_hold(zlts: Within) -> None:
    rows = "某某派出所,2013-06,户籍,2\n柳湾派出所,2999-06,户籍,2\n"
    rows += "柳湾派出所,2013-06,户籍,若干\n柳湾派出所,2013-06,护照,-1\n"
    file = take(zlts, HEAD + rows)
    assert (file["accepted"], file["rejected"]) == (0, 4)


def test_the_month_from_the_title(zlts: Within) -> None:
    file = take(zlts, "2013年6月窗口业务量统计表\n单位,业务量\n柳湾派出所,8\n石桥派出所,9\n合计,17\n")
    assert (file["accepted"], file["rejected"], file["ignored"]) == (2, 0, 3)


def test_without_it_nothing_is_said(zlts: Within) -> None:
    evaluations(zlts, "柳湾派出所", "柏一鸣", 3)
    assert business(zlts) == {}
    assert "业务量" not in zlts.run("report", "monthly", "2013-06").stdout


def test_a_ledger_made_before(tmp_path: Path) -> None:
    before = Zlts(schemas.load(FIRST_SCHEMA.read_text(encoding="utf-8"), tmp_path / "before.db"))
    file = take(before, HEAD + "柳湾派出所,2013-06,户籍,2\n")
    assert file["kind"] == "business"
    before.ok("verify")
