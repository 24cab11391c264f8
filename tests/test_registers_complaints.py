"""Complaints (readings: Complaints): verdicts, versions, reused numbers, merges, several rows of one number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import count, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts import POLICY
from zlts.model import Complaint, Fate, Person, Place, Post, Posting, Problem, Verdict
from zlts.names import slip_of
from zlts.registers.complaints import KnownKeys, settle, verdict_of
from zlts.registers.rows import Settled, StoredRow
from zlts.roster import Roster, Unit

CHENG, LIN = "城关派出所", "临江派出所"
ZHU, CAO, FANG = (Person(n, b, b) for n, b in (("朱春梅", "350509"), ("曹国栋", "350511"), ("方明", "350513")))
HELPER = Person("卢静", "350519", "350519")
ROSTER = Roster(
    [Unit(CHENG, (), urban=True), Unit(LIN, (), urban=False)],
    [
        Posting(CHENG, Post.OFFICER, ZHU),
        Posting(CHENG, Post.OFFICER, CAO, until=date(2013, 6, 15)),
        Posting(LIN, Post.OFFICER, FANG),
        Posting(CHENG, Post.AUXILIARY, HELPER),
    ],
    POLICY.words,
)
IMPORTED = datetime(2014, 3, 1, 9, 0, 0)  # noqa: DTZ001 - the ledger's wall clock
SAID = {
    "number": "TS1",
    "received": "2013-05-06",
    "channel": "来电",
    "complainant": "柏小林",
    "phone": "138-0000-0001",
    "unit": CHENG,
    "officers": "朱春梅",
    "badge": "",
    "category": "脸难看",
    "content": "态度冷淡",
    "verdict": "属实",
    "responsibility": "",
    "verdict_date": "2013-05-20",
    "severity": "",
    "handling": "",
    "merged_into": "",
}


class Files:
    """Rows as a ledger would number them, file after file."""

    def __init__(self) -> None:
        self.rows: list[StoredRow] = []
        self._ids = count(1)
        self._batches = count(1)

    def file(self, *said: dict[str, str], without: tuple[str, ...] = ()) -> list[int]:
        batch, ids = next(self._batches), []
        for line, some in enumerate(said, 2):
            fields = {key: word for key, word in {**SAID, **some}.items() if key not in without}
            place = Place(batch, "登记簿", line)
            ids.append(next(self._ids))
            self.rows.append(StoredRow(ids[-1], place, f"{batch}.xlsx", IMPORTED, fields))
        return ids

    def settle(self) -> Settled[Complaint]:
        return settle(self.rows, ROSTER, POLICY)


def one_file(*said: dict[str, str]) -> Settled[Complaint]:
    files = Files()
    files.file(*said)
    return files.settle()


def reason(settled: Settled[Complaint], row: int = 1) -> str:
    assert settled.outcomes[row] is Fate.REJECTED
    return "；".join(f"{one.column}：{one.reason}" for one in settled.problems[row])


def fact(settled: Settled[Complaint], number: str = "TS1") -> Complaint:
    (only,) = [one for one in settled.facts if one.number == number]
    return only


# ---------------------------------------------------------------- verdict × responsibility

SUSTAINED = ("有效", "属实", "基本属实", "有责")
NOT_SUSTAINED = ("无效", "不属实", "查无实据", "查否", "无责")
PENDING = ("", "待查", "调查中", "办理中", "复核中")
RESPONSIBLE = ("有责", "主要责任", "次要责任", "部分责任")
ALL = (*SUSTAINED, *NOT_SUSTAINED, *PENDING, "部分属实")


def expected(word: str, responsibility: str) -> Verdict | None:
    """None is a contradiction, to be rejected."""
    if word in PENDING or (word == "部分属实" and not responsibility):
        return Verdict.PENDING
    if not responsibility:
        return Verdict.SUSTAINED if word in SUSTAINED else Verdict.NOT_SUSTAINED
    responsible = responsibility in RESPONSIBLE
    if (word in NOT_SUSTAINED and responsible) or (word == "有责" and not responsible):
        return None
    return Verdict.SUSTAINED if responsible else Verdict.NOT_SUSTAINED


@pytest.mark.parametrize(("word", "responsibility"), list(product(ALL, ("", *RESPONSIBLE, "无责"))))
def test_verdict_and_responsibility(word: str, responsibility: str) -> None:
    meant = verdict_of(word, responsibility, POLICY.words)
    wanted = expected(word, responsibility)
    assert isinstance(meant, Problem) if wanted is None else meant is wanted


@pytest.mark.parametrize("word", ["属", "实", "部分", "不", "不太属实", "属实。", "严重"])
def test_a_verdict_in_no_vocabulary_is_rejected(word: str) -> None:
    meant = verdict_of(word, "", POLICY.words)
    assert isinstance(meant, Problem)
    assert meant.column == "认定结果"


def test_the_nearest_known_word_is_named() -> None:
    assert "最接近的是“属实”" in reason(one_file({"verdict": "属时"}))
    assert "最接近的是“次要责任”" in reason(one_file({"responsibility": "次责任"}))


def test_full_width_and_blanks_are_no_other_word() -> None:
    assert fact(one_file({"verdict": " 属　实 "})).verdict is Verdict.SUSTAINED


# ---------------------------------------------------------------- dates, severity


def test_a_verdict_dated_before_the_receipt() -> None:
    assert fact(one_file({"verdict_date": "2013-05-06"})).verdict_date == date(2013, 5, 6)
    assert "早于受理日期" in reason(one_file({"verdict_date": "2013-05-05"}))


def test_days_after_the_import() -> None:
    assert one_file({"received": "2014-03-01", "verdict": "", "verdict_date": ""}).facts
    assert "将来" in reason(one_file({"received": "2014-03-02", "verdict": "", "verdict_date": ""}))
    assert "将来" in reason(one_file({"verdict_date": "2014-03-02"}))


def test_without_a_received_date() -> None:
    assert "没有写受理日期" in reason(one_file({"received": ""}))


@pytest.mark.parametrize("word", ["严重", "特别严重", "重大"])
def test_serious(word: str) -> None:
    assert fact(one_file({"severity": word})).serious


@pytest.mark.parametrize("word", ["", "一般", "轻微", "较轻", "较重"])
def test_not_serious(word: str) -> None:
    assert not fact(one_file({"severity": word})).serious


def test_another_severity() -> None:
    assert "严重程度" in reason(one_file({"severity": "很严重"}))


# ---------------------------------------------------------------- whose


def test_a_complaint_naming_one_unknown_officer_waits_as_a_whole() -> None:
    assert fact(one_file({"officers": "朱春梅、曹国栋"})).officers == (ZHU, CAO)
    settled = one_file({"officers": "朱春梅、曹国梁"})
    assert settled.facts == []
    assert "最接近的是“曹国栋”" in reason(settled)


def test_an_earlier_posting_to_the_named_unit_serves_and_is_noted() -> None:
    day = {"verdict_date": "2013-07-01", "officers": "曹国栋"}
    assert one_file({**day, "received": "2013-06-15"}).notes == {}
    settled = one_file({**day, "received": "2013-06-16"})
    assert fact(settled).officers == (CAO,)
    assert "已离开" in settled.notes[1]


def test_without_an_officer_it_counts_for_the_unit() -> None:
    one = fact(one_file({"officers": ""}))
    assert (one.unit, one.officers) == (CHENG, ())


def test_without_a_unit_the_officers_is_taken() -> None:
    assert fact(one_file({"unit": ""})).unit == CHENG
    assert "都没有写" in reason(one_file({"unit": "", "officers": ""}))


def test_an_auxiliary_stands_apart() -> None:
    one = fact(one_file({"officers": "卢静、朱春梅"}))
    assert (one.officers, one.auxiliaries) == ((ZHU,), (HELPER,))


# ---------------------------------------------------------------- several rows of one number


def test_rows_of_one_number_are_one_complaint() -> None:
    settled = one_file({"officers": "朱春梅"}, {"officers": "曹国栋"})
    one = fact(settled)
    assert one.officers == (ZHU, CAO)
    assert [place.row for place in one.places] == [2, 3]
    assert set(settled.outcomes.values()) == {Fate.ACCEPTED}


def test_a_row_repeated_word_for_word_is_a_duplicate() -> None:
    settled = one_file({}, {})
    assert settled.outcomes == {1: Fate.ACCEPTED, 2: Fate.DUPLICATE}
    assert fact(settled).officers == (ZHU,)


def test_one_bad_row_keeps_the_whole_complaint_out() -> None:
    settled = one_file({"officers": "朱春梅"}, {"officers": "无此人"})
    assert settled.facts == []
    assert "第 3 行未予采用" in reason(settled, 1)
    assert settled.outcomes[2] is Fate.REJECTED


def test_rows_of_one_number_that_disagree() -> None:
    settled = one_file({"officers": "朱春梅"}, {"officers": "朱春梅", "verdict": "不属实"})
    assert settled.facts == []
    assert "认定结果" in reason(settled, 1)


def test_a_number_begins_anew_each_year() -> None:
    settled = one_file({}, {"received": "2014-01-09", "verdict_date": "2014-01-10"})
    assert len(settled.facts) == 2


# ---------------------------------------------------------------- versions


def test_an_equal_row_is_a_duplicate_of_the_current_version() -> None:
    files = Files()
    files.file({})
    (again,) = files.file({})
    settled = files.settle()
    assert settled.outcomes[again] is Fate.DUPLICATE
    assert len(settled.facts) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "不属实"},
        {"verdict_date": "2013-05-21"},
        {"severity": "严重"},
        {"handling": "已答复"},
        {"content": "态度冷淡，材料退回"},
        {"merged_into": "TS9"},
        {"officers": "朱春梅、曹国栋"},
        {"received": "2013-05-07"},
        {"unit": LIN, "officers": "方明"},
    ],
)
def test_any_other_row_is_a_new_version(change: dict[str, str]) -> None:
    files = Files()
    files.file({})
    (newer,) = files.file(change)
    settled = files.settle()
    assert settled.outcomes[newer] is Fate.ACCEPTED
    assert len(settled.facts) == 1
    assert [place.batch for place in settled.facts[0].places] == [2]


def test_a_version_that_returns_counts_again() -> None:
    files = Files()
    files.file({})
    files.file({"verdict": "不属实"})
    (third,) = files.file({})
    settled = files.settle()
    assert settled.outcomes[third] is Fate.ACCEPTED
    assert fact(settled).verdict is Verdict.SUSTAINED


def test_versions_follow_the_order_of_import() -> None:
    verdicts = ("属实", "不属实", "待查")
    for order in permutations(verdicts):
        files = Files()
        for word in order:
            files.file({"verdict": word})
        assert fact(files.settle()).verdict_word == order[-1]


def test_a_later_export_that_lacks_it_keeps_it() -> None:
    files = Files()
    files.file({}, {"number": "TS2", "content": "另一件"})
    files.file({})
    assert {one.number for one in files.settle().facts} == {"TS1", "TS2"}


def test_a_column_missing_in_a_later_export_says_nothing() -> None:
    files = Files()
    files.file({"severity": "严重", "responsibility": "有责"})
    (same,) = files.file({"handling": ""}, without=("severity", "responsibility", "merged_into", "phone"))
    settled = files.settle()
    assert settled.outcomes[same] is Fate.DUPLICATE
    assert fact(settled).serious


def test_a_blank_cell_does_say_something() -> None:
    files = Files()
    files.file({"severity": "严重"})
    (newer,) = files.file({"severity": ""})
    settled = files.settle()
    assert settled.outcomes[newer] is Fate.ACCEPTED
    assert not fact(settled).serious


def test_a_reused_number_changes_date_unit_and_all_officers() -> None:
    other = {"received": "2013-05-09", "unit": LIN, "officers": "方明"}
    files = Files()
    files.file({})
    (reused,) = files.file(other)
    settled = files.settle()
    assert "编号已用于另一件投诉（第 1 批“1.xlsx”第 2 行）" in reason(settled, reused)
    assert fact(settled).officers == (ZHU,)


@pytest.mark.parametrize("kept", ["received", "unit"])
def test_a_number_that_keeps_its_date_or_unit_is_a_version(kept: str) -> None:
    other = {"received": "2013-05-09", "unit": LIN, "officers": "方明"}
    if kept == "unit":
        other["officers"] = "曹国栋"
    del other[kept]
    files = Files()
    files.file({})
    (newer,) = files.file(other)
    assert files.settle().outcomes[newer] is Fate.ACCEPTED


def test_without_a_number_date_unit_officers_and_text_are_the_identity() -> None:
    files = Files()
    files.file({"number": ""})
    (newer,) = files.file({"number": "", "verdict": "不属实"})
    (other,) = files.file({"number": "", "content": "另一件"})
    settled = files.settle()
    assert [settled.outcomes[row] for row in (newer, other)] == [Fate.ACCEPTED, Fate.ACCEPTED]
    assert len(settled.facts) == 2


# ---------------------------------------------------------------- merges


def merged(**into: str) -> dict[str, Complaint]:
    settled = one_file(*({"number": number, "merged_into": target} for number, target in into.items()))
    return {one.number: one for one in settled.facts}


def test_a_merged_one_has_no_effect_of_its_own() -> None:
    found = merged(A="", B="A")
    assert (found["A"].sustained, found["B"].sustained) == (True, False)


def test_a_chain_leaves_its_head() -> None:
    found = merged(A="", B="A", C="B")
    assert [found[n].sustained for n in "ABC"] == [True, False, False]


def test_a_merge_into_an_unknown_number_stands_and_says_so() -> None:
    found = merged(A="", B="Z")
    assert found["B"].sustained
    assert found["B"].merge_adrift == "Z"
    assert found["A"].merge_adrift == ""


def test_a_chain_into_an_unknown_number_leaves_its_last_link() -> None:
    found = merged(A="Z", B="A")
    assert [found[n].sustained for n in "AB"] == [True, False]


def test_a_merge_into_itself_stands() -> None:
    assert merged(A="A")["A"].sustained


@pytest.mark.parametrize("order", list(permutations("ABC")))
def test_of_a_circle_exactly_one_stands_whatever_the_order(order: tuple[str, ...]) -> None:
    circle = {"A": "B", "B": "C", "C": "A"}
    found = merged(**{number: circle[number] for number in order})
    assert [n for n in "ABC" if found[n].sustained] == ["A"]


def test_a_link_into_a_circle_is_merged() -> None:
    found = merged(A="B", B="A", C="B")
    assert [n for n in "ABC" if found[n].sustained] == ["A"]


def test_the_same_years_number_is_meant_first() -> None:
    year = {"received": "2014-01-09", "verdict_date": "2014-01-10"}
    settled = one_file(
        {"number": "A"},
        {"number": "A", **year, "merged_into": ""},
        {"number": "B", **year, "merged_into": "A"},
    )
    assert {one.label: one.sustained for one in settled.facts if one.number == "B"} == {"B": False}


# ---------------------------------------------------------------- words that are not known


@pytest.mark.parametrize(
    ("word", "known", "slip"),
    [
        ("属时", ("属实", "不属实"), "属实"),
        ("失实", ("属实", "不属实"), ""),
        ("部份属实", ("属实", "部分属实"), "部分属实"),
        ("大部分属实", ("属实", "部分属实"), ""),
        ("不严重", ("严重", "一般"), ""),
        ("较严重", ("严重", "较重"), ""),
        ("一级", ("严重", "一般"), ""),
        ("次责任", ("主要责任", "次要责任"), "次要责任"),
        ("无责任", ("有责", "部分责任"), ""),
        ("窗口协警", ("窗口民警", "窗口辅警"), ""),
        ("告戒", ("谈话", "告诫"), "告诫"),
        ("有理", ("有责", "无责"), ""),
    ],
)
def test_a_slip_of_the_pen_never_turns_the_meaning(word: str, known: tuple[str, ...], slip: str) -> None:
    assert slip_of(word, known) == slip


@pytest.mark.parametrize(
    ("changed", "fate"),
    [
        ({"officers": "方明", "unit": LIN, "content": "别的事"}, Fate.ACCEPTED),  # one day, one complainant
        ({"officers": "方明", "unit": LIN, "content": "别的事", "complainant": "某女士", "phone": ""}, Fate.REJECTED),
        ({"received": "2013-05-07", "complainant": "某女士"}, Fate.ACCEPTED),  # one unit, one text
        ({"received": "2013-05-07", "complainant": "钟秀", "content": "别的事", "phone": ""}, Fate.REJECTED),
        ({"received": "2013-05-07", "unit": LIN, "officers": "方明"}, Fate.REJECTED),  # another day and unit
    ],
)
def test_in_what_a_version_agrees(changed: dict[str, str], fate: Fate) -> None:
    files = Files()
    files.file({})
    (newer,) = files.file({"verdict": "不属实", **changed})
    assert files.settle().outcomes[newer] is fate


# ---------------------------------------------------------------- keys, whatever comes and goes

ALIKE = [{"number": "", "complainant": name} for name in ("甲先生", "乙女士", "丙先生")]
OF_ONE_NUMBER = [
    {"phone": "", "complainant": "丁女士"},
    {"phone": "", "complainant": "戊先生", "content": "让人久等", "received": "2013-05-08"},
    {"phone": "", "complainant": "己女士", "content": "推诿", "received": "2013-05-07"},
]
NAMELESS: dict[str, str] = {"number": "", "complainant": ""}


class Desk:
    """Files that come in and are taken back, with the keys kept as a ledger keeps them."""

    def __init__(self, files: list[dict[str, str]]) -> None:
        self._files, self._register = files, Files()
        self._standing: dict[int, int] = {}
        self._keys: dict[int, str] = {}

    def turn(self, file: int) -> dict[str, str]:
        """Import a file, or take it back; returns the standing complaints' keys with who complained."""
        if file in self._standing:
            del self._standing[file]
        else:
            (self._standing[file],) = self._register.file(self._files[file])
        standing = set(self._standing.values())
        rows = [row for row in self._register.rows if row.id in standing]
        gone = [row for row in self._register.rows if row.id not in standing]
        settled = settle(rows, ROSTER, POLICY, known=KnownKeys(dict(self._keys), gone))
        self._keys |= settled.keys
        return {one.key: one.complainant for one in settled.facts}


@given(turns=st.lists(st.integers(0, 5), max_size=25))
def test_a_complaint_has_one_key_for_good_and_no_other_has_it(turns: list[int]) -> None:
    desk = Desk([*ALIKE, *OF_ONE_NUMBER])
    found = {pair for file in turns for pair in desk.turn(file).items()}
    assert len(found) == len({key for key, _ in found}) == len({who for _, who in found})


@given(turns=st.lists(st.integers(0, 3), max_size=25))
def test_a_key_is_never_that_of_two_who_complained(turns: list[int]) -> None:
    desk = Desk([NAMELESS, *ALIKE])
    found = {(key, who) for file in turns for key, who in desk.turn(file).items() if who}
    assert len(found) == len({key for key, _ in found})


def test_a_row_that_does_not_stand_any_more_changes_no_meaning() -> None:
    """A sheet's column of categories is one of kinds by the rows that stand."""
    files = Files()
    files.file({"category": "投诉"}, {"number": "TS2", "category": "表扬", "verdict": "", "verdict_date": ""})
    files.file({"category": "脸难看", "complainant": "乙女士", "phone": "", "content": "推诿"})
    (gone,) = [row for row in files.rows if row.place.batch == 2]
    gone = replace(gone, place=replace(gone.place, batch=1))
    settled = settle(files.rows[:2], ROSTER, POLICY, known=KnownKeys({gone.id: "TS1@2013"}, [gone]))
    assert [one.number for one in settled.opinions] == ["TS2"]
    assert [(one.number, one.key) for one in settled.facts] == [("TS1", "TS1@2013@2")]
