"""What a sensible person expects of the small cases from life, case by case."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.play import FILES, Played, begun, play


@pytest.fixture
def played(request: pytest.FixtureRequest, tmp_path: Path) -> Played:
    """The case that the test is about."""
    return play(request.param, tmp_path)


def case(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("played", names, indirect=True)


def cases(beginning: str) -> pytest.MarkDecorator:
    return case(*sorted(one.name for one in FILES.iterdir() if one.name.startswith(beginning)))


ACCEPTED = {
    "02-pdf-radicals": 6,
    "04-variation-selectors": 14,
    "12-score-sheets-b": 0,
    "12-score-sheets-c": 0,
    "22-phonetic-guide": 3,
    "23-x000d-escapes": 3,
    "24-strict-ooxml": 1,
    "25-backslash-paths": 1,
    "67-other-office-lists": 0,
    "70-summary-period-half-month": 0,
    "70-summary-period-ten-days": 0,
    "70-summary-period-week-files": 0,
    "70-summary-period-week-line": 0,
    "71-summary-headings-a": 0,
    "71-summary-headings-k": 0,
    "73-two-groups-of-counts": 0,
    "86-name-like-a-unit-detail": 1,
    "92-rate-cells": 15,
}


@pytest.mark.parametrize(("name", "accepted"), ACCEPTED.items())
def test_as_many_rows_are_accepted_as_a_person_would_accept(name: str, accepted: int, tmp_path: Path) -> None:
    played = play(name, tmp_path)
    assert played.total("accepted") == accepted, played.reasons()


# ---------------------------------------------------------------- names


@case("01-name-dots")
def test_a_name_with_another_dot_is_the_same_or_put_before_a_person(played: Played) -> None:
    assert played.total("accepted") >= 9
    assert played.total("accepted") + played.total("rejected") + played.total("ignored") == played.total("rows")
    assert set(played.tally("2013-05")) == {"阿依古丽·买买提"}
    assert all("最接近的是“阿依古丽·买买提”" in reason for reason in played.reasons())


@case("04-variation-selectors")
def test_only_the_combining_accent_makes_another_name(played: Played) -> None:
    assert played.rejected() == [15]


@case("08-complaint-name-separators")
def test_of_two_officers_never_one_alone_is_taken(played: Played) -> None:
    entries = played.entries()
    assert not entries  # all are pending
    for row in played.json("complaints")["complaints"]:
        assert row["officers"] == "乔安然、马立夏", row


@case("86-name-like-a-unit-detail")
def test_a_name_like_a_unit_opens_no_section(played: Played) -> None:
    assert not any("分节行“张科”" in reason for reason in played.reasons())


# ---------------------------------------------------------------- points and counts


@case("12-score-sheets-b", "12-score-sheets-c", "12-score-sheets-e", "12-score-sheets-i")
def test_a_mark_is_no_points(played: Played) -> None:
    assert {entry["points"] for entry in played.entries()} <= {-1}


@case("12-score-sheets-f", "12-score-sheets-g")
def test_a_number_under_deducted_is_a_deduction(played: Played) -> None:
    assert [entry["points"] for entry in played.entries()] == [-2]


@case("90-count-cells")
def test_footnote_marks_and_dots_are_no_digits(played: Played) -> None:
    rejected = {problem["value"] for one in played.files.values() for problem in one["problems"]}
    assert {"10①", "10②", "10²", "1.000"} <= rejected


# ---------------------------------------------------------------- ratings


@cases("14-several-ratings")
def test_of_several_ratings_the_first_is_never_taken_in_silence(played: Played) -> None:
    assert played.total("accepted") == 0
    assert any("--map" in reason for reason in played.reasons())


@case("15-default-praise")
def test_silence_of_a_device_is_no_praise(played: Played) -> None:
    # 满意 twice, 基本满意(3) and 较满意 satisfied, 不太满意 not; no other word of the sheet has a meaning
    assert played.tally("2013-05") == {"乔安然": (5, 4)}


@case("71-summary-headings-a", "71-summary-headings-b", "71-summary-headings-c", "71-summary-headings-h")
def test_a_default_is_nobodys_satisfaction(played: Played) -> None:
    assert all(satisfied <= 7 for _, satisfied in played.tally("2013-05").values())


@case("73-two-groups-of-counts", "71-summary-headings-k")
def test_two_groups_of_counts_are_put_before_a_person(played: Played) -> None:
    assert all(one.get("error") for one in played.files.values())


@case("74-same-press-other-words")
def test_the_same_press_in_other_words_is_the_same_press(played: Played) -> None:
    assert (played.files["2.csv"]["accepted"], played.files["2.csv"]["duplicates"]) == (0, 3)


def test_a_remembered_scale_is_named_or_asked_anew_in_another_unit(tmp_path: Path) -> None:
    played = begun("75", tmp_path)
    folder = FILES / "75-remembered-scale-reversed"
    played.take_in(folder / "A所.csv", "--map", "评价结果:1=非常满意")
    played.take_in(folder / "B所.csv")
    other = played.files["B所.csv"]
    assert other["accepted"] == 0 or any("1" in note and "非常满意" in note for note in other["notes"])


# ---------------------------------------------------------------- complaints


@case("13-12345-export-praise")
def test_praise_and_questions_are_no_complaints(played: Played) -> None:
    disciplined = {entry["person"] for entry in played.entries() if entry["role"] == "officer"}
    assert disciplined == {"陈晓慧"}


@case("16-verdict-words")
def test_a_hint_never_turns_a_finding_round(played: Played) -> None:
    never = {2: "属实”", 5: "“基本属实”", 7: "“部分属实”", 46: "“有效投诉”", 38: "“未办结”"}
    for row, word in never.items():
        assert not any(word in reason for reason in played.reasons(row)), row


@case("17-responsibility-words")
def test_a_hint_never_changes_a_responsibility(played: Played) -> None:
    assert not any("“部分责任”" in reason for reason in played.reasons(15))


@case("18-severity-words")
def test_a_hint_never_makes_a_matter_serious(played: Played) -> None:
    assert not any("“严重”" in reason for reason in played.reasons(7))


@case("55-complaint-number-reformatted")
def test_a_number_written_in_another_way_is_the_same_complaint(played: Played) -> None:
    assert [played.files[name]["accepted"] for name in ("a.csv", "b.csv", "c.csv")] == [1, 0, 0]


@case("58-complaint-number-looks-like-phone")
def test_a_number_is_never_hidden(played: Played) -> None:
    _, printed, _ = played.run("complaints")
    assert "***" not in printed + "".join(played.reasons())
    assert "***" not in str(played.files)


@case("60-numbers-restart-every-month")
def test_a_number_used_again_never_replaces_a_complaint(played: Played) -> None:
    standing = played.json("complaints")["complaints"]
    june = played.files["6月.csv"]
    assert len(standing) == 4 or (june["rejected"] == 2 and all("编号" in reason for reason in played.reasons()))


@case("87-homonyms-in-complaints")
def test_a_name_that_three_bear_is_never_guessed(played: Played) -> None:
    assert {entry["person"] for entry in played.entries() if entry["role"] == "officer"} <= {"李静"}


# ---------------------------------------------------------------- the same row again


@case("54-overlaps-minutes-and-seconds")
def test_seconds_cut_off_do_not_double(played: Played) -> None:
    later = played.files["系统导出.csv"]
    assert later["duplicates"] == 2 or later["notes"] or later["rejected"]


TOTALS = {"54-overlaps-serials-as-floats": 1, "57-same-serial-seconds-cut": 2, "57-same-serial-zeros-lost": 1}


@pytest.mark.parametrize(("name", "total"), TOTALS.items())
def test_a_serial_that_lost_something_is_the_same_press(name: str, total: int, tmp_path: Path) -> None:
    assert sum(counted for counted, _ in play(name, tmp_path).tally("2013-05").values()) == total


@case("83-numbering-called-ID", "83-numbering-called-编号")
def test_what_numbers_the_rows_makes_no_two_presses_one(played: Played) -> None:
    assert played.total("duplicates") == 0
    rejected = played.rejected()
    assert not rejected or all("--map 流水号=-" in reason for reason in played.reasons())


def test_correcting_the_file_itself_leaves_nothing_waiting(tmp_path: Path) -> None:
    played = play("88-corrected-original-again", tmp_path)
    assert played.json("quarantine")["rows"] == []


# ---------------------------------------------------------------- shapes of files


@case("51-backslash-quotes")
def test_no_cell_slides_into_another_column(played: Played) -> None:
    for row in played.json("complaints")["complaints"]:
        assert row["verdict"] in ("属实", "不属实", "待查"), row


@case("20-roster-end-24h")
def test_midnight_of_a_posting_is_its_last_day(played: Played) -> None:
    held = played.files["花名册.csv"]
    if not held["rejected"]:
        (folder := played.ledger.parent / "e.csv").write_text(
            "单位,姓名,评价结果,评价时间\n柳河派出所,乔安然,满意,2013-06-16 09:00:00\n", encoding="utf-8"
        )
        played.take_in(folder)
        # the older, open posting of the case's roster is ended on the 15th
        assert played.files["e.csv"]["rejected"] == 1


@case("82-subtotal-lines")
def test_lines_of_subtotals_are_no_data(played: Played) -> None:
    assert (played.files["分类汇总.csv"]["accepted"], played.rejected("分类汇总.csv")) == (3, [])


@case("43-folder-with-other-endings")
def test_every_file_of_a_folder_is_taken_or_named(played: Played) -> None:
    inside = {one.name for one in (FILES / "43-folder-with-other-endings" / "收").iterdir()}
    assert inside == set(played.files) | {Path(one["path"]).name for one in played.passed_over}
    assert played.files["单位14.xml"]["accepted"] > 0
    assert played.codes == [3]


# ---------------------------------------------------------------- periods of a summary


@cases("70-summary-period")
def test_a_summary_is_taken_for_a_month_only_where_it_is_one(played: Played, request: pytest.FixtureRequest) -> None:
    name = request.node.callspec.params["played"].removeprefix("70-summary-period-")
    whole = {"cross-month", "en-month", "month-name-folder", "months-as-sheets"}
    if name in whole:
        assert played.total("accepted") or played.reasons()
    else:
        assert played.total("accepted") == 0
        assert played.reasons()


@case("70-weekly-summary-penalty")
def test_a_week_costs_nobody_ten_points(played: Played) -> None:
    assert not played.entries()
    assert played.total("accepted") == 0


@case("72-summary-per-business", "72-summary-per-device-other", "72-summary-per-device-same", "72-summary-per-window")
def test_lines_told_apart_by_a_column_are_added_or_put_before_a_person(played: Played) -> None:
    assert played.total("duplicates") == 0
    assert not any("zlts undo 2" in reason for reason in played.reasons())
    assert played.total("rejected") or played.tally("2013-05")["乔安然"][0] == sum(
        {"72-summary-per-business": 16, "72-summary-per-device-other": 12}.get(name, 10) for name in [played.case]
    )


# ---------------------------------------------------------------- our own files


@cases("66-own")
def test_what_the_program_wrote_itself_is_no_evidence(played: Played) -> None:
    own = next(one for name, one in played.files.items() if name.endswith(".xlsx"))
    assert own["accepted"] == 0
    assert own.get("error") or own["duplicates"]


# ---------------------------------------------------------------- the words of a command line


def test_an_option_with_a_dash_of_a_word_processor_imports_nothing(tmp_path: Path) -> None:
    played = begun("80", tmp_path)
    file = FILES / "80-arguments" / "a.csv"
    code, _, _ = played.run("import", file, "—dry-run")
    assert code == 2
    assert [one["kind"] for one in played.json("batches")["batches"]] == ["roster"]


def test_a_day_with_slashes_is_a_day(tmp_path: Path) -> None:
    played = begun("80", tmp_path)
    played.take_in(FILES / "80-arguments" / "a.csv")
    entries = played.entries("2013-05")
    talk = next(entry["id"] for entry in entries if entry["kind"] == "打招呼")
    assert played.run("done", talk, "--on", "2013/6/10")[0] == 0
