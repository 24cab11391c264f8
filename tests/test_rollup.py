"""Many counties on one report: from their forms alone, each whole or refused with its reason."""

from __future__ import annotations

import json
import re
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.command import Within
from tests.counties import changed, complaints, county, month, uploaded

QINGYUAN, JIAHE, YISHAN = "清源县公安局", "甲河县公安局", "乙山县公安局"


@pytest.fixture
def desk(tmp_path: Path) -> Within:
    """Somebody above the counties, without a ledger."""
    return Within(tmp_path / "没有台账" / "zlts.db")


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """A folder with June of two counties: 清源 198 satisfied of 200, 甲河 191 and a sustained complaint."""
    folder = tmp_path / "上报"
    for name, unsatisfied in ((QINGYUAN, 2), (JIAHE, 9)):
        made = county(tmp_path / name, name)
        month(made, "2013-06", unsatisfied)
        if name == JIAHE:
            complaints(made, "1,2013-06-08,话难听,属实,2013-06-20")
        made.run("assess", "2013-06")
        uploaded(made, folder)
    return folder


def rolled(desk: Within, *words: object, code: int = 0) -> Any:
    return desk.json("rollup", *words, codes=(code,))


def refused(done: CompletedProcess[str]) -> str:
    assert done.returncode == 1
    return done.stderr


def test_counties_are_ranked_by_rate_and_added_up(desk: Within, forms: Path) -> None:
    said = rolled(desk, forms)
    assert [(one["rank"], one["county"], one["percent"]) for one in said["counties"]] == [
        (1, QINGYUAN, "99.00%"),
        (2, JIAHE, "95.50%"),
    ]
    assert said["period"] == "2013-06"
    assert said["total"] == {"counted": 400, "satisfied": 389, "unrated": 14, "percent": "97.25%"}
    assert (said["received_complaints"], said["sustained_complaints"]) == (1, 1)
    jiahe = said["counties"][1]
    assert (jiahe["measures"], jiahe["units_expected"], jiahe["units_reported"]) == (
        {"打招呼": 1, "谈话": 1, "告诫": 0},
        2,
        2,
    )


def test_equal_rates_are_told_apart_by_complaints_and_else_share_the_rank(desk: Within, tmp_path: Path) -> None:
    for name, told in ((QINGYUAN, ()), (JIAHE, ("1,2013-06-08,话难听,属实,2013-06-20",)), (YISHAN, ())):
        made = county(tmp_path / name, name)
        month(made, "2013-06", 2)
        if told:
            complaints(made, *told)
        uploaded(made, tmp_path / "上报")
    ranks = {one["county"]: one["rank"] for one in rolled(desk, tmp_path / "上报")["counties"]}
    assert ranks == {QINGYUAN: 1, YISHAN: 1, JIAHE: 3}


def test_figures_are_a_countys_own(desk: Within, forms: Path, tmp_path: Path) -> None:
    own = Within(tmp_path / JIAHE / "zlts.db").json("report", "monthly", "2013-06", codes=(0, 3))
    (line,) = (one for one in rolled(desk, forms)["counties"] if one["county"] == JIAHE)
    assert line["satisfied"] == sum(one["satisfied"] for one in own["units"])
    assert line["sustained_complaints"] == own["totals"]["sustained_complaints"]


# ---------------------------------------------------------------- periods


def test_the_period_before_is_compared_and_who_is_silent_is_named(desk: Within, tmp_path: Path) -> None:
    for name, may, june in ((QINGYUAN, 5, 2), (JIAHE, 5, 9), (YISHAN, 5, None)):
        made = county(tmp_path / name, name)
        month(made, "2013-05", may)
        uploaded(made, tmp_path / "上报", "2013-05")
        if june is not None:
            month(made, "2013-06", june)
            uploaded(made, tmp_path / "上报")
    said = rolled(desk, tmp_path / "上报")
    assert (said["period"], said["before"], said["silent"]) == ("2013-06", "2013-05", [YISHAN])
    told = {one["county"]: (one["percent_before"], one["change"]) for one in said["counties"]}
    assert told == {QINGYUAN: ("97.50%", "上升"), JIAHE: ("97.50%", "下降")}
    shown = desk.ok("rollup", tmp_path / "上报")
    assert "应报 3 个县，报来 2 个" in shown


def test_a_list_says_who_should_report(desk: Within, forms: Path, tmp_path: Path) -> None:
    (tmp_path / "名单.txt").write_text(f"{QINGYUAN}\n\n{YISHAN},城西\n{JIAHE}\n", encoding="utf-8")
    assert rolled(desk, forms, "--counties", tmp_path / "名单.txt")["silent"] == [YISHAN]


def test_months_make_up_a_quarter_and_a_quarter_lacking_one_is_not_ranked(desk: Within, tmp_path: Path) -> None:
    for name, months in ((QINGYUAN, (4, 5, 6)), (JIAHE, (4, 6))):
        made = county(tmp_path / name, name)
        complaints(made, "1,2013-04-08,话难听,属实,2013-06-20", "2,2013-04-09,话难听,待查,")
        for number in months:
            month(made, f"2013-{number:02d}", number)
        for number in months:
            uploaded(made, tmp_path / "上报", f"2013-{number:02d}")
    whole, part = rolled(desk, tmp_path / "上报", "--period", "2013Q2")["counties"]
    assert (whole["rank"], whole["counted"], whole["satisfied"]) == (1, 600, 585)
    assert (whole["received_complaints"], whole["sustained_complaints"], whole["pending_complaints"]) == (2, 1, 1)
    assert (part["rank"], part["lacking"], part["counted"]) == (None, ["2013-05"], 400)
    own = Within(tmp_path / QINGYUAN / "zlts.db")
    uploaded(own, tmp_path / "季度", "2013Q2", "quarterly")
    (quarter,) = rolled(desk, tmp_path / "季度")["counties"]
    assert {**quarter, "rank": 1} == whole


def test_a_month_that_a_longer_form_has_is_not_counted_twice(desk: Within, tmp_path: Path) -> None:
    made = county(tmp_path / QINGYUAN, QINGYUAN)
    month(made, "2013-06", 2)
    uploaded(made, tmp_path / "上报")
    uploaded(made, tmp_path / "上报", "2013Q2", "quarterly")
    said = rolled(desk, tmp_path / "上报")
    assert (said["period"], said["total"]["counted"]) == ("2013Q2", 200)
    told = "或者已经含在用到的表里：清源县公安局-2013-06.json（清源县公安局 2013-06）"
    assert told in desk.ok("rollup", tmp_path / "上报")


def test_quarters_make_up_half_a_year(desk: Within, tmp_path: Path) -> None:
    made = county(tmp_path / QINGYUAN, QINGYUAN)
    for number in (3, 6):
        month(made, f"2013-0{number}", number)
    for quarter in ("2013Q1", "2013Q2"):
        uploaded(made, tmp_path / "上报", quarter, "quarterly")
    (line,) = rolled(desk, tmp_path / "上报", "--period", "2013H1")["counties"]
    assert (line["rank"], line["counted"], line["lacking"]) == (1, 400, [])


def test_a_year_is_made_of_its_quarters(desk: Within, tmp_path: Path) -> None:
    made = county(tmp_path / QINGYUAN, QINGYUAN)
    for number in (3, 6, 9, 12):
        month(made, f"2013-{number:02d}", number)
    for quarter in range(1, 5):
        uploaded(made, tmp_path / "上报", f"2013Q{quarter}", "quarterly")
    (line,) = rolled(desk, tmp_path / "上报", "--period", "2013")["counties"]
    assert (line["rank"], line["counted"], line["satisfied"], line["lacking"]) == (1, 800, 770, [])


def test_what_is_no_period_is_asked_again(desk: Within, forms: Path) -> None:
    done = desk.run("rollup", forms, "--period", "六月")
    assert done.returncode == 2
    assert "不是期间" in done.stderr


# ---------------------------------------------------------------- readings


SATISFIED = {
    'satisfied = ["非常满意"': 'satisfied = ["一般", "非常满意"',
    'middle_of_three = "unsatisfied"': 'middle_of_three = "satisfied"',
    'unsatisfied = ["一般", ': "unsatisfied = [",
}


def test_a_county_that_reads_a_rating_otherwise_is_not_ranked_and_is_told(
    desk: Within, forms: Path, tmp_path: Path
) -> None:
    made = county(tmp_path / YISHAN, YISHAN, **SATISFIED)
    month(made, "2013-06", 50)
    uploaded(made, forms)
    said = rolled(desk, forms)
    assert [(one["county"], one["rank"]) for one in said["counties"]] == [(QINGYUAN, 1), (JIAHE, 2), (YISHAN, None)]
    (reading,) = [one for one in said["readings"] if one["setting"] == "ratings.一般"]
    assert (reading["county"], reading["ranked"]) == (YISHAN, True)
    assert f"“{YISHAN}”的口径和多数县不同" in desk.ok("rollup", forms)


def test_what_no_ranking_uses_is_told_and_bars_nobody(desk: Within, forms: Path, tmp_path: Path) -> None:
    other = {
        'points_per = "month"': 'points_per = "year"',
        'satisfied = ["非常满意"': 'satisfied = ["特别好", "非常满意"',
    }
    made = county(tmp_path / YISHAN, YISHAN, **other)
    month(made, "2013-06", 1)
    uploaded(made, forms)
    said = rolled(desk, forms)
    assert said["counties"][0]["county"] == YISHAN
    assert {one["setting"] for one in said["readings"]} == {"rate.points_per", "ratings.特别好"}


def test_keys_of_a_device_read_otherwise_bar_a_county(desk: Within, forms: Path, tmp_path: Path) -> None:
    made = county(tmp_path / YISHAN, YISHAN, **{'middle_of_three = "unsatisfied"': 'middle_of_three = "satisfied"'})
    month(made, "2013-06", 0)
    uploaded(made, forms)
    said = rolled(desk, forms)
    assert [one["county"] for one in said["counties"] if one["rank"] is None] == [YISHAN]
    shown = desk.ok("rollup", forms)
    assert "合计由各县按各自口径算的数相加" in shown
    assert "“middle_of_three”" not in shown


def test_a_new_word_that_two_counties_read_differently_bars_both(desk: Within, forms: Path, tmp_path: Path) -> None:
    for name, word in ((YISHAN, "satisfied"), ("丙水县公安局", "unrated")):
        made = county(tmp_path / name, name, **{f'\n{word} = ["': f'\n{word} = ["还行", "'})
        month(made, "2013-06", 1)
        uploaded(made, forms)
    unranked = {one["county"] for one in rolled(desk, forms)["counties"] if one["rank"] is None}
    assert unranked == {YISHAN, "丙水县公安局"}


def test_where_all_read_alike_otherwise_than_shipped_they_are_ranked(desk: Within, tmp_path: Path) -> None:
    for name in (QINGYUAN, JIAHE):
        made = county(tmp_path / name, name, **SATISFIED)
        month(made, "2013-06", 50)
        uploaded(made, tmp_path / "上报")
    assert [one["rank"] for one in rolled(desk, tmp_path / "上报")["counties"]] == [1, 1]


# ---------------------------------------------------------------- files that do not count


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-200])


def _by_hand(path: Path) -> None:
    changed(path, lambda said: said["units"][0].update(satisfied=100), sealed=False)


def _sealed(path: Path) -> None:
    changed(path, lambda said: said["units"][0].update(satisfied=99), sealed=True)


def _later(path: Path) -> None:
    changed(path, lambda said: said.update(schema="zlts-upload-2"), sealed=True)


def _foreign(path: Path) -> None:
    path.write_text('{"month": "2013-06", "units": []}', encoding="utf-8")


def _workbook(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04\xff\xfe\x00")


def _deep(path: Path) -> None:
    path.write_text("[" * 100_000, encoding="utf-8")


def _month(path: Path) -> None:
    changed(path, lambda said: said.update(months=["2013-07"]), sealed=True)


def _float(path: Path) -> None:
    changed(path, lambda said: said["complaints"].update(pending=1.0), sealed=True)


def _huge(path: Path) -> None:
    changed(path, lambda said: said["complaints"].update(pending=10**30), sealed=True)


def _person(path: Path) -> None:
    line = {"month": "2013-06", "kind": "柏小林说民警朱春梅打人，电话见后", "verdict": "sustained", "count": 1}
    changed(path, lambda said: said["complaints"]["received"].append(line), sealed=True)


def _rate(path: Path) -> None:
    changed(path, lambda said: said["units"][0].update(percent="99.99%"), sealed=True)


def _unreported(path: Path) -> None:
    changed(path, lambda said: said["units"][0].update(state="missing"), sealed=True)


def _unit_twice(path: Path) -> None:
    changed(path, lambda said: said["units"].append(said["units"][0]), sealed=True)


def _without_policy(path: Path) -> None:
    changed(path, lambda said: said["source"].update(policies=[]), sealed=True)


def _unseen(path: Path) -> None:
    changed(path, lambda said: said["source"].update(bureau="甲河县\x1b[31m公安局"), sealed=True)


def _headless(path: Path) -> None:
    changed(path, lambda said: said["source"].update(journal_head="x"), sealed=True)


def _key_twice(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"quarantined":', '"quarantined": 9, "quarantined":', 1), encoding="utf-8")


def _too_long(path: Path) -> None:
    path.write_bytes(b"[" * (8 * 2**20 + 1))


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_cut, "不完整，像是没有传完或没有拷完"),
        (_by_hand, "写出以后被改动过"),
        (_sealed, "“units[0]”不对：各种评价加起来不等于合计"),
        (_later, "另一版程序写的上报表（zlts-upload-2）"),
        (_foreign, "不是县里的上报表"),
        (_workbook, "不是县里的上报表"),
        (_deep, "不是县里的上报表"),
        (_month, "“months”不对"),
        (_float, "“complaints.pending”不对：应当是整数"),
        (_huge, "“complaints.pending”不对：应当是 0 到 1000000000 之间的整数"),
        (_person, "“complaints.received[1].kind”不对：应当是一个类别，不是一句话"),
        (_rate, "“units[0].percent”不对：和评价的个数对不上"),
        (_unreported, "“units[0]”不对：写着没有报送，又有评价"),
        (_unit_twice, "“units”不对：每个单位每个月应当有一行"),
        (_without_policy, "“source.policies”不对：至少应当有 1 项"),
        (_unseen, "“source.bureau”不对：文字太长，或者夹着看不见的字符"),
        (_headless, "“source.journal_head”不对：应当是 64 位的校验码"),
        (_key_twice, "写出以后被改动过"),
        (_too_long, "太大，不是县里的上报表"),
        (Path.unlink, "没有“甲河县公安局-2013-06.json”这个文件"),
    ],
)
def test_a_bad_file_has_its_sentence_and_the_others_go_on(desk: Within, forms: Path, spoil: Any, told: str) -> None:
    good, bad = forms / f"{QINGYUAN}-2013-06.json", forms / f"{JIAHE}-2013-06.json"
    spoil(bad)
    said = rolled(desk, good, bad, code=3)
    assert [one["county"] for one in said["counties"]] == [QINGYUAN]
    (refusal,) = said["refused"]
    assert refusal["file"] == bad.name
    assert told in refusal["reason"]
    assert "柏小林" not in refusal["reason"]
    assert told in refused(desk.run("rollup", bad))


def test_two_forms_of_one_county_and_period_count_neither(desk: Within, forms: Path, tmp_path: Path) -> None:
    made = Within(tmp_path / JIAHE / "zlts.db")
    (tmp_path / "又").mkdir()
    month(made, "2013-05", 1)
    again = uploaded(made, tmp_path / "又")
    said = rolled(desk, forms, again, code=3)
    assert [one["county"] for one in said["counties"]] == [QINGYUAN]
    assert "内容不同，都没有计入" in said["refused"][0]["reason"]
    assert len(said["refused"]) == 2
    assert desk.run("rollup", forms, again).stdout.count("▲ “") == 1


def test_a_countys_name_is_the_same_with_blanks_in_it(desk: Within, forms: Path, tmp_path: Path) -> None:
    path = forms / f"{JIAHE}-2013-06.json"
    changed(path, lambda said: said["source"].update(bureau=" 甲河县　公安局 "), sealed=True)
    (tmp_path / "名单.txt").write_text(f"{QINGYUAN}\n甲河县 公安局\n", encoding="utf-8")
    said = rolled(desk, forms, "--counties", tmp_path / "名单.txt")
    assert ([one["county"] for one in said["counties"]], said["silent"]) == ([QINGYUAN, JIAHE], [])


def test_one_ledger_under_two_names_is_told(desk: Within, forms: Path) -> None:
    copy = forms / "乙山.json"
    copy.write_bytes((forms / f"{JIAHE}-2013-06.json").read_bytes())
    changed(copy, lambda said: said["source"].update(bureau=YISHAN), sealed=True)
    done = desk.run("rollup", forms)
    assert done.returncode == 3
    assert f"“{YISHAN}”、“{JIAHE}”的台账校验码相同" in done.stdout


def test_the_same_form_twice_is_one(desk: Within, forms: Path) -> None:
    copy = forms / "副本.json"
    copy.write_bytes((forms / f"{JIAHE}-2013-06.json").read_bytes())
    assert rolled(desk, forms)["total"]["counted"] == 400


# ---------------------------------------------------------------- proofs


def test_a_head_is_compared_with_the_paper(desk: Within, forms: Path, tmp_path: Path) -> None:
    made = Within(tmp_path / JIAHE / "zlts.db")
    head = made.json("report", "monthly", "2013-06", codes=(0, 3))["source"]["journal_head"]
    said = rolled(desk, forms, "--anchor", f"{JIAHE}={head[:16].upper()}")
    papers = {one["county"]: one["paper"] for one in said["proofs"]}
    assert papers == {JIAHE: "与纸上一致", QINGYUAN: ""}
    other = desk.run("rollup", forms, "--anchor", f"{JIAHE}=0123456789abcdef")
    assert other.returncode == 3
    assert f"“{JIAHE}”的台账校验码和纸上印的不同" in other.stdout


@pytest.mark.parametrize(
    "said", ["甲河县公安局", "甲河县公安局=12", "=0123456789abcdef", "甲河县公安局=校验码一二三四五六七八"]
)
def test_an_anchor_that_is_none_is_told(desk: Within, forms: Path, said: str) -> None:
    done = desk.run("rollup", forms, "--anchor", said)
    assert done.returncode == 2
    assert "请写成 县名=校验码" in done.stderr


# ---------------------------------------------------------------- drawings


@pytest.mark.parametrize("name", ["全市.xlsx", "全市.docx", "全市.csv", "全市.json", "全市.html"])
def test_it_goes_to_every_kind_of_file_and_overwrites_none(
    desk: Within, forms: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    desk.ok("rollup", forms, "-o", file, "--bureau", "某市公安局")
    before = file.read_bytes()
    assert desk.run("rollup", forms, "-o", file).returncode == 1
    assert file.read_bytes() == before
    if name.endswith("json"):
        assert json.loads(before)["counties"][0]["county"] == QINGYUAN


def test_a_page_shows_what_a_workbook_does(desk: Within, forms: Path, tmp_path: Path) -> None:
    (tmp_path / "名单.txt").write_text(f"{QINGYUAN}\n{YISHAN}\n", encoding="utf-8")
    (forms / "坏.json").write_text("{}", encoding="utf-8")
    page, book = tmp_path / "全市.html", tmp_path / "全市.xlsx"
    for file in (page, book):
        words = ("rollup", forms, "--counties", tmp_path / "名单.txt", "--bureau", "某市公安局", "-o", file)
        assert desk.run(*words).returncode == 3
    text = page.read_text(encoding="utf-8")
    titles = ["各县满意率", "投诉、措施和检查", "没有报来的县", "各县数字的来处", "没有计入的文件"]
    titles += ["各县有效投诉（按名次排列）", "各县三项制度措施（按名次排列）"]
    assert [title for title in titles if f">{title}</h2>" not in text] == []
    assert re.findall(r"<td[^>]*>(.*?)</td>", text)[:14] == [
        *("1", QINGYUAN, "200", "198", "7", "99.00%", "0"),
        *("2", JIAHE, "200", "191", "7", "95.50%", "1"),
    ]
    assert text.count("<svg") == 2
    assert "“坏.json”不是县里的上报表" in text
    written = {cell for sheet in load_workbook(book) for row in sheet.values for cell in row}
    assert written >= {title for title in titles if "（" not in title}


def test_a_county_by_the_shipped_policy_among_others_is_the_odd_one(desk: Within, tmp_path: Path) -> None:
    for name, readings in ((QINGYUAN, SATISFIED), (JIAHE, SATISFIED), (YISHAN, {})):
        made = county(tmp_path / name, name, **readings)
        month(made, "2013-06", 50)
        uploaded(made, tmp_path / "上报")
    assert "“一般”：多数县算满意，该县算不满意" in desk.ok("rollup", tmp_path / "上报")


def test_a_reading_is_told_in_words(desk: Within, forms: Path, tmp_path: Path) -> None:
    made = county(tmp_path / YISHAN, YISHAN, **SATISFIED, **{'points_per = "month"': 'points_per = "year"'})
    month(made, "2013-06", 1)
    uploaded(made, forms)
    shown = desk.ok("rollup", forms)
    assert "“一般”：该县算满意，随程序的政策算不满意" in shown
    assert "全年只扣一次" in shown
    assert "unsatisfied" not in shown
