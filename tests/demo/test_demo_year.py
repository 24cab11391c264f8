"""The made-up county and its year: what must come out of it, counted without any importer."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.demo.county_roster import MadeUpCounty, read_county
from tests.demo.dialects import DIALECTS, Export, printed_rate
from tests.demo.seeded_year import make_year
from tests.demo.year_events import SATISFIED, UNRATED, MadeUpPress, MadeUpYear
from tests.demo.year_files import dialects_of, write_year
from zlts.model import Tally
from zlts.periods import Month
from zlts.resources import data_file

COUNTY = read_county()
YEAR = make_year(COUNTY, 2013, 2013)

BELOW = {
    ("韩冬梅", 4),
    ("韩冬梅", 5),
    ("韩冬梅", 6),
    ("罗志远", 6),
    ("常月娥", 7),
    ("夏天佑", 10),
    ("贾明辉", 11),
    ("葛志鹏", 5),
    ("葛志鹏", 9),
    ("邓小雨", 3),  # an auxiliary: a rate, no penalty
}
EXACT = {("任晓东", 5), ("秦学文", 8), ("葛志鹏", 7), ("葛志鹏", 8), ("熊小梅", 7), ("熊小梅", 8), ("熊小梅", 9)}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Path, ...]]:
    folder = tmp_path_factory.mktemp("清源县")
    return folder, write_year(folder)


def tallies(year: MadeUpYear, since: int = 3) -> dict[tuple[str, int], Tally]:
    found: dict[tuple[str, int], Tally] = {}
    for (_, month), presses in year.presses.items():
        if month.number < since:
            continue
        for press in presses:
            key = (press.officer, month.number)
            found[key] = found.get(key, Tally()) + one(press)
    return found


def one(press: MadeUpPress) -> Tally:
    if press.rating == UNRATED:
        return Tally(unrated=1)
    return Tally(counted=1, satisfied=press.rating in SATISFIED)


def text_of(path: Path, encoding: str) -> str:
    return path.read_bytes().decode(encoding)


# ---------------------------------------------------------------- the events


def test_same_seed_same_year() -> None:
    assert make_year(COUNTY, 2013, 2013) == YEAR
    assert make_year(COUNTY, 2013, 7).presses != YEAR.presses


def test_the_year_has_fifteen_to_twenty_thousand_presses() -> None:
    assert 15_000 <= sum(map(len, YEAR.presses.values())) <= 20_000


def test_about_a_tenth_is_unrated() -> None:
    presses = [press for some in YEAR.presses.values() for press in some]
    assert 0.08 < sum(press.rating == UNRATED for press in presses) / len(presses) < 0.12


@pytest.mark.parametrize("seed", [2013, 1, 99])
def test_only_the_storys_months_are_below_95_percent(seed: int) -> None:
    found = tallies(make_year(COUNTY, 2013, seed))
    assert {key for key, tally in found.items() if 100 * tally.satisfied < 95 * tally.counted} == BELOW


@pytest.mark.parametrize("seed", [2013, 1, 99])
def test_months_of_exactly_95_percent(seed: int) -> None:
    found = tallies(make_year(COUNTY, 2013, seed))
    exact = {key for key, tally in found.items() if 100 * tally.satisfied == 95 * tally.counted}
    assert exact == EXACT


def test_before_the_contest_many_are_below() -> None:
    early = {key: tally for key, tally in tallies(YEAR, since=1).items() if key[1] < 3}
    assert sum(100 * tally.satisfied < 95 * tally.counted for tally in early.values()) > 40


def test_the_move_in_june_is_below_only_over_both_units() -> None:
    june = Month(2013, 6)
    apart = [
        sum((one(p) for p in YEAR.presses[unit, june] if p.officer == "罗志远"), Tally())
        for unit in ("出入境大队", "柳林派出所")
    ]
    assert [(t.satisfied, t.counted) for t in apart] == [(29, 30), (24, 26)]
    days = {p.unit: p.time.date() for p in YEAR.presses["出入境大队", june] if p.officer == "罗志远"}
    assert max(days.values()) <= date(2013, 6, 15)


def test_every_press_lies_within_its_posting() -> None:
    posts = {(row.unit, row.name, row.evaluator): row for row in COUNTY.windows}
    for some in YEAR.presses.values():
        for press in some:
            assert posts[press.unit, press.officer, press.evaluator].covers(press.time.date())


def test_a_station_is_silent_for_a_month() -> None:
    assert ("青峰派出所", Month(2013, 9)) not in YEAR.presses
    assert len(YEAR.presses) == 13 * 12 - 1


def test_serials_name_one_press_each() -> None:
    serials = [(press.unit, press.serial) for some in YEAR.presses.values() for press in some]
    assert len(set(serials)) == len(serials)


def test_one_second_holds_two_presses_and_only_there() -> None:
    same = Counter((p.evaluator, p.time) for some in YEAR.presses.values() for p in some)
    assert {evaluator for (evaluator, _), count in same.items() if count > 1} == {"PJ0101"}


def test_one_officer_presses_a_dozen_times_after_hours() -> None:
    october = YEAR.presses["沙洲派出所", Month(2013, 10)]
    late = [p for p in october if p.officer == "莫小龙" and p.time.hour >= 18]
    assert [p.rating for p in late] == ["非常满意"] * 12
    assert (late[-1].time - late[0].time).seconds == 66


def test_one_evaluator_passes_from_hand_to_hand() -> None:
    by_month = {
        month.number: {p.officer for p in some if p.evaluator == "PJ0602"}
        for (unit, month), some in YEAR.presses.items()
        if unit == "石桥派出所"
    }
    assert (by_month[9], by_month[10]) == ({"白洁"}, {"俞小兵"})


def test_overlapping_exports_repeat_what_was_exported() -> None:
    repeats = {key: len(YEAR.exports[key]) - len(own) for key, own in YEAR.presses.items()}
    assert {(unit, month.number) for (unit, month), more in repeats.items() if more} == {
        ("出入境大队", 7),
        ("交管大队", 9),
    }
    first = YEAR.exports["出入境大队", Month(2013, 7)][0]
    assert first in YEAR.presses["出入境大队", Month(2013, 6)]


def test_another_year_moves_with_its_roster() -> None:
    county = read_county(2014)
    year = make_year(county, 2014, 1)
    assert year.filings[0].due == date(2014, 3, 5)
    assert ("罗志远", 6) in tallies(year)


# ---------------------------------------------------------------- the registers


def versions(number: str) -> list[tuple[str, str, date | None]]:
    return [
        (row.verdict, row.responsibility, row.decided)
        for export in YEAR.complaints
        for row in export.rows
        if row.number == number
    ]


def test_verdicts_change_from_export_to_export() -> None:
    assert versions("TS20130005") == [
        ("属实", "", date(2013, 5, 20)),
        ("不属实", "", date(2013, 10, 12)),
        ("不属实", "", date(2013, 10, 12)),
    ]
    assert versions("TS20130008")[:2] == [("待查", "", None), ("有效", "", date(2013, 7, 10))]
    assert versions("TS20130010")[:2] == [
        ("部分属实", "", date(2013, 6, 28)),
        ("部分属实", "次要责任", date(2013, 8, 2)),
    ]
    assert versions("TS20130017") == [("待查", "", None), ("有效", "", date(2014, 1, 14))]


def test_the_register_holds_every_kind_of_complaint() -> None:
    rows = YEAR.complaints[-1].rows
    assert [len(export.rows) for export in YEAR.complaints] == [10, 19, 20]
    assert [row.number for row in rows if row.merged_into] == ["TS20130004"]
    assert [row.number for row in rows if len(row.officers) > 1] == ["TS20130006", "TS20130015"]
    assert [row.number for row in rows if row.severity == "严重"] == ["TS20130013"]
    assert [row.number for row in rows if not row.officers] == ["TS20130002", "TS20130016"]
    assert all(row.decided is None or row.received <= row.decided for row in rows)


def test_everyone_named_is_on_the_roster_that_day() -> None:
    for inspection in YEAR.inspections:
        assert posted(inspection.unit, inspection.officer, inspection.day)
    for measure in YEAR.measures:
        assert posted(measure.unit, measure.officer, measure.day)
    for row in YEAR.complaints[-1].rows:
        for officer in row.officers:
            assert any(post.unit == row.unit and post.name == officer for post in COUNTY.rows)


def posted(unit: str, name: str, day: date) -> bool:
    here = [row for row in COUNTY.rows if row.unit == unit and row.covers(day)]
    return any(not name or row.name == name for row in here)


def test_plans_are_on_time_late_or_missing() -> None:
    late = [filing.unit for filing in YEAR.filings if filing.filed and filing.filed > filing.due]
    missing = [filing.unit for filing in YEAR.filings if filing.filed is None]
    assert (late, missing) == (["沙洲派出所"], ["茶山派出所"])
    assert any(filing.filed == filing.due for filing in YEAR.filings)


def test_the_awards_have_a_clear_top_three() -> None:
    points: Counter[str] = Counter()
    for row in YEAR.inspections:
        if row.day >= date(2013, 3, 1) and row.officer:
            points[row.officer] += row.points or 0
    # 尹秀珍 would lead, and is barred by a sustained complaint.
    assert points.most_common(4) == [("尹秀珍", 5), ("苏晓晴", 4), ("崔玉洁", 3), ("倪晓丹", 2)]


# ---------------------------------------------------------------- the county


def test_the_county_has_thirteen_units_in_two_areas() -> None:
    areas = {row.unit: row.area for row in COUNTY.rows}
    assert Counter(areas.values()) == {"城区": 4, "农村": 9}


def test_one_badge_one_name() -> None:
    pairs = {(row.badge, row.name) for row in COUNTY.windows}
    assert len({badge for badge, _ in pairs}) == len(pairs) == len({name for _, name in pairs})


def test_every_unit_has_its_leads_all_year() -> None:
    for unit in COUNTY.units:
        for role in ("责任领导", "责任局领导"):
            for month in range(1, 13):
                assert len(in_post(COUNTY, unit, role, Month(2013, month).last_day)) == 1


def in_post(county: MadeUpCounty, unit: str, role: str, day: date) -> list[str]:
    return [row.name for row in county.rows if row.unit == unit and row.role == role and row.covers(day)]


def test_the_lead_of_the_traffic_unit_changes_in_august() -> None:
    assert in_post(COUNTY, "交管大队", "责任领导", date(2013, 7, 31)) == ["郭振东"]
    assert in_post(COUNTY, "交管大队", "责任领导", date(2013, 8, 1)) == ["蒋立新"]


def test_nobody_of_the_notice_is_in_the_county() -> None:
    with data_file("roster-notice.csv").open(encoding="utf-8-sig", newline="") as lines:
        real = {row["姓名"].replace(" ", "") for row in csv.DictReader(lines)}
    complainants = {row.complainant for export in YEAR.complaints for row in export.rows}
    assert not real & ({row.name for row in COUNTY.rows} | complainants)


def test_complainants_phones_are_plainly_made_up() -> None:
    people = {(row.complainant, row.phone) for export in YEAR.complaints for row in export.rows}
    assert all(phone.startswith("138-0000-") for _, phone in people)
    assert len({phone for _, phone in people}) == len(people) == 19


def test_a_missing_shipped_file_is_said() -> None:
    with pytest.raises(FileNotFoundError, match="没有这个"):
        data_file("没有这个.csv")


# ---------------------------------------------------------------- the files


def test_every_month_and_register_is_written(written: tuple[Path, tuple[Path, ...]]) -> None:
    folder, paths = written
    assert len(paths) == len(set(paths)) == 1 + 155 + 3 + 3
    assert all(path.is_file() for path in paths)
    assert paths[0] == folder / "00-花名册.xlsx"
    assert [path.name for path in paths[-6:]] == [
        "90-投诉登记簿-2013-06.xlsx",
        "91-投诉登记簿-2013-12.xlsx",
        "92-投诉登记簿-2014-02.xlsx",
        "93-检查登记.csv",
        "94-三项制度登记.csv",
        "95-方案报送.csv",
    ]


def test_every_dialect_is_spoken(written: tuple[Path, tuple[Path, ...]]) -> None:
    folder, _ = written
    spoken = dialects_of(COUNTY)
    assert set(spoken.values()) == set(DIALECTS)
    for unit, dialect in spoken.items():
        assert (folder / "2013-06" / f"{unit}.{dialect.suffix}").is_file()


def test_text_dialects(written: tuple[Path, tuple[Path, ...]]) -> None:
    june = written[0] / "2013-06"
    assert (june / "出入境大队.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert text_of(june / "交管大队.csv", "gb18030").startswith("流水号,部门,窗口,工号,工作人员,评价,时间\r\n")
    tabbed = text_of(june / "石桥派出所.xls", "utf-16").splitlines()
    assert tabbed[0] == "序号\t单位\t评价器编号\t评价结果\t评价时间"
    assert len(tabbed) == 1 + len(YEAR.exports["石桥派出所", Month(2013, 6)])
    assert "秦学文" not in "".join(tabbed)


def test_markup_dialects(written: tuple[Path, tuple[Path, ...]]) -> None:
    june = written[0] / "2013-06"
    page = text_of(june / "城关派出所.xls", "gbk")
    assert page.count("<tr>") == 3 + len(YEAR.exports["城关派出所", Month(2013, 6)])
    xml = text_of(june / "柳林派出所.xls", "utf-8")
    assert xml.count("<Row>") == 1 + len(YEAR.exports["柳林派出所", Month(2013, 6)])
    assert 'ss:Type="DateTime">2013-06-' in xml


def test_detail_workbook(written: tuple[Path, tuple[Path, ...]]) -> None:
    sheet = load_workbook(written[0] / "2013-06" / "治安大队.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    presses = YEAR.exports["治安大队", Month(2013, 6)]
    assert rows[0][0] == "治安大队窗口服务评价明细表"
    assert rows[-2][:2] == ("合计", len(presses))
    assert [row[5] for row in rows[3:-3]] == [press.time for press in presses]
    assert "袁 帅" in {row[3] for row in rows}


def test_summary_workbook(written: tuple[Path, tuple[Path, ...]]) -> None:
    sheet = load_workbook(written[0] / "2013-10" / "临江派出所.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    row = next(row for row in rows if row[2] == "夏天佑")
    counts = [int(str(cell)) for cell in row[4:11]]
    assert (sum(counts[:3]), sum(counts[3:6]), counts[6]) == (36, 2, 4)
    assert row[11:] == (42, "94.7%")


@pytest.mark.parametrize(
    ("month", "good", "bad", "printed"),
    [
        (3, 36, 2, "94.73%"),  # cut
        (4, 36, 2, "94.7%"),  # rounded
        (4, 57, 2, "96.6%"),  # 96.61
        (4, 1999, 1, "100.0%"),  # 99.95 rounds up, as makers' programs do
        (3, 1999, 1, "99.95%"),
        (4, 0, 0, "—"),
    ],
)
def test_printed_rates_are_cut_or_rounded(month: int, good: int, bad: int, printed: str) -> None:
    assert printed_rate(Counter({"满意": good, "一般": bad, UNRATED: 3}), Month(2013, month)) == printed


def test_registers_say_days_in_three_ways(written: tuple[Path, tuple[Path, ...]]) -> None:
    books = sorted(written[0].glob("9*.xlsx"))
    firsts = [load_workbook(book).worksheets[0]["B3"] for book in books]
    assert firsts[0].value == "2013-02-20"
    assert firsts[1].is_date
    assert firsts[2].value == "2013年2月20日"


def test_inspections_say_points_in_three_ways(written: tuple[Path, tuple[Path, ...]]) -> None:
    lines = text_of(written[0] / "93-检查登记.csv", "gb18030").splitlines()[1:]
    points = {line.split(",")[6] for line in lines}
    assert {"-1", "扣5分", "加2分", ""} <= points


def test_an_export_without_presses_is_a_file_without_rows() -> None:
    empty = Export("双溪派出所", Month(2013, 2), ())
    for dialect in DIALECTS:
        assert dialect.write(empty)
