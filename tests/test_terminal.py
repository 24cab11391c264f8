from __future__ import annotations

import io
import sys
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from zlts import terminal as drawing
from zlts.cells import clean, fold, share, shown, width
from zlts.reports import Cell, Column, Heat, Look, Report, Table
from zlts.streams import reconfigure_streams
from zlts.terminal import make_console, progress, say, show, show_table
from zlts.terminal_tables import FULL, PLAIN, Signs, table_lines

REASON = "本季度满意率低于95%；有效投诉2件；应于3月5日前报送的实施方案逾期3天报送"
UNITS = ("城关派出所", "甲河派出所", "乙岭派出所", "出入境管理大队")
COLUMNS = (
    Column("rank", "排名", Look.WORD),
    Column("unit", "窗口单位"),
    Column("score", "得分", Look.NUMBER),
    Column("counted", "计入评价数", Look.NUMBER),
    Column("satisfied", "满意数", Look.NUMBER),
    Column("unrated", "未评价数", Look.NUMBER),
    Column("percent", "满意率", Look.PERCENT),
    Column("change", "较上季度变化"),
    Column("sustained", "有效投诉", Look.NUMBER),
    Column("pending", "待查投诉", Look.NUMBER),
    Column("measures", "三项制度措施"),
    Column("assistance", "帮扶原因"),
)


def a_row(number: int, unit: str) -> tuple[Cell, ...]:
    bad = number == 3
    percent = None if number == 2 else f"{99 - number}.94%"
    return (
        str(number + 1),
        unit,
        100 - number,
        1200 - number,
        1190,
        number,
        percent,
        "上升0.32个百分点",
        int(bad),
        0,
        "打招呼2、谈话1" if bad else "",
        REASON if bad else "",
    )


RANKING = Table(
    "units",
    "各窗口单位排名",
    COLUMNS,
    tuple(a_row(number, unit) for number, unit in enumerate(UNITS)),
    marked=frozenset({3}),
    total=("", "合计", None, 4794, 4760, 6, "99.29%", "", 1, 0, "", ""),
)
SHORT = Table("awards", "候选名单", (Column("name", "姓名"), Column("n", "次数", Look.NUMBER)), (("朱春梅", 3),))
REPORT = Report(
    "quarterly",
    "2013年第二季度通报",
    "2013年第二季度",
    "某县公安局",
    (
        RANKING,
        SHORT,
        replace(SHORT, title="空表", rows=(), empty="本季度没有"),
        replace(SHORT, title="明细", detail=True),
    ),
    attention=("方明的投诉尚未查清。",),
    basis=("依据导入批次：1至39。",),
)


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch, columns: int, report: Report = REPORT) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm-256color")
    stream = Terminal()
    show(report, make_console(stream))
    return stream.getvalue()


def piped(report: Report = REPORT, *, detail: bool = False) -> str:
    stream = io.StringIO()
    show(report, make_console(stream), detail=detail)
    return stream.getvalue()


def drawn(room: int, table: Table = RANKING, signs: Signs = FULL) -> list[Text]:
    return list(table_lines(table, Console(width=room), signs))


def set_in(room: int, table: Table = RANKING, signs: Signs = FULL) -> list[str]:
    return [line.plain for line in drawn(room, table, signs)]


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(columns: int) -> None:
    lines = set_in(columns)
    assert all(cell_len(line) <= columns for line in lines)
    text = "".join(line.replace(" ", "") for line in lines)
    for unit in UNITS:
        assert unit in text
    for figure in ("1200", "98.94%", "96.94%", "4794", "99.29%"):
        assert figure in text
    assert "…" not in text


@pytest.mark.parametrize("columns", [80, 120])
def test_a_terminal_of_80_and_120_columns(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = on_terminal(monkeypatch, columns).replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
    assert "\x1b" not in shown
    assert all(cell_len(line) <= columns for line in shown.splitlines())


MEASURES = ("打招呼", "谈话", "告诫", "未评价", "待核实", "满意率")
NARROW = Table(
    "measures",
    "措施",
    (Column("unit", "单位", Look.WORD), *(Column(word, word, Look.NUMBER) for word in (*MEASURES, "取消评先评优"))),
    tuple((unit, *range(7)) for unit in UNITS),
)


@pytest.mark.parametrize("columns", range(24, 90, 3))
def test_the_word_that_heads_a_column_is_never_stacked_sign_by_sign(columns: int) -> None:
    lines = set_in(columns, NARROW)
    for word in MEASURES:
        assert any(word in line for line in lines), (word, lines)


def test_figures_end_in_one_column_whatever_stands_before_them() -> None:
    rows = set_in(120)
    ends = {cell_len(row[: row.index(".94%") + 4]) for row in rows if ".94%" in row}
    assert len(ends) == 1


def test_the_widest_texts_go_below_their_row_when_they_do_not_fit() -> None:
    lines = set_in(80)
    below = next(number for number, line in enumerate(lines) if line.startswith("      帮扶原因：本季度"))
    assert lines[below].strip() + lines[below + 1].strip() == f"帮扶原因：{REASON}"
    assert not [line for line in lines if line.endswith("帮扶原因：")]


def test_what_does_not_fit_beside_goes_below_from_the_right() -> None:
    lines = set_in(60)
    row = next(number for number, line in enumerate(lines) if line.startswith("▲  4     出入境管理大队    97"))
    assert lines[row + 1 : row + 3] == [
        "      较上季度变化：上升0.32个百分点  有效投诉：1",
        "      待查投诉：0  三项制度措施：打招呼2、谈话1",
    ]


def test_a_table_whose_first_columns_do_not_fit_becomes_records() -> None:
    lines = set_in(19)
    assert lines[0] == "● 排名：1"
    assert any(line.startswith("▲ 排名：4") for line in lines)
    assert any(line.startswith("= 窗口单位：合计") for line in lines)


NAMES = Table(
    "names",
    "名单",
    (
        Column("unit", "单位", Look.WORD),
        Column("name", "姓名", Look.WORD),
        Column("day", "认定日期", Look.WORD),
        Column("merged", "并入", Look.WORD),
        Column("note", "备注", Look.WORD),
    ),
    tuple(("城关派出所", "朱春梅", "2013-05-20", "TS20130001" if number == 4 else "", "") for number in range(5)),
)


def test_a_column_that_speaks_seldom_goes_below_and_one_that_never_speaks_is_left_off() -> None:
    lines = set_in(34, NAMES)
    assert lines[0] == "单位        姓名    认定日期"
    assert lines[-2:] == ["城关派出所  朱春梅  2013-05-20", "      并入：TS20130001"]


def test_where_there_is_room_every_column_stands() -> None:
    assert set_in(60, NAMES)[0].split() == ["单位", "姓名", "认定日期", "并入", "备注"]


def test_a_text_that_alone_goes_below_has_its_heading_above() -> None:
    table = replace(NAMES, columns=(*NAMES.columns[:3], Column("reason", "理由")))
    reason = REASON[:22]
    table = replace(table, rows=tuple((*row[:3], reason) for row in NAMES.rows))
    lines = set_in(48, table)
    assert lines[:2] == ["单位        姓名    认定日期", "      理由"]
    assert lines[4] == f"      {reason}"


def test_a_text_stays_beside_where_that_costs_no_line() -> None:
    table = replace(NAMES, columns=(*NAMES.columns[:3], Column("reason", "理由")))
    table = replace(table, rows=tuple((*row[:3], REASON) for row in NAMES.rows))
    assert not [line for line in set_in(120, table) if line.startswith("      2013") or "理由：" in line]


WORDS = st.text("朱春梅城关派出所满意率，、；“”（）—─▲·1234567890%- abc", max_size=40)
CELLS = {
    Look.TEXT: WORDS,
    Look.WORD: st.sampled_from(["", "—", "城关派出所", "TS20130001", "六(七)"]),
    Look.NUMBER: st.none() | st.integers(-9999, 9999),
    Look.PERCENT: st.sampled_from([None, "100.00%", "94.99%"]),
}


@st.composite
def tables(draw: st.DrawFn) -> Table:
    looks = draw(st.lists(st.sampled_from(list(CELLS)), min_size=1, max_size=9))
    columns = tuple(Column(str(n), draw(st.sampled_from(["单位", "有效评价", "理由", ""])), look)
                    for n, look in enumerate(looks))  # fmt: skip
    row = st.tuples(*(CELLS[look] for look in looks))
    rows = tuple(draw(st.lists(row, min_size=1, max_size=6)))
    marked = draw(st.frozensets(st.integers(0, len(rows) - 1)))
    return Table("any", "任意", columns, rows, marked=marked, total=draw(st.none() | row))


@settings(deadline=None)
@given(tables(), st.sampled_from([60, 80, 120]), st.sampled_from([FULL, PLAIN]))
def test_any_table_fits_any_terminal_and_loses_nothing(table: Table, room: int, signs: Signs) -> None:
    lines = set_in(room, table, signs)
    assert all(signs.measure(line) <= room for line in lines)
    told = Counter("".join(shown(cell, Look.TEXT) for row in table.rows for cell in row))
    text = "".join(lines)
    assert not {char for char in told - Counter(text) if char not in " —"}


@settings(deadline=None)
@given(tables(), st.sampled_from([80, 120]), st.sampled_from([FULL, PLAIN]))
def test_the_columns_of_any_table_stand_straight(table: Table, room: int, signs: Signs) -> None:
    assert len(set(last_column(table, room, signs))) <= 1


def last_column(table: Table, room: int, signs: Signs) -> list[int]:
    """Where a column of bars, added to the table, stands in every line that has one; none if it is not beside."""
    columns, total = (*table.columns, Column("bar", "|", Look.WORD)), table.total and (*table.total, "|")
    barred = replace(table, columns=columns, rows=tuple((*row, "|") for row in table.rows), total=total)
    lines = set_in(room, barred, signs)
    if any("|：|" in line for line in lines):
        return []
    found = [signs.measure(line[: line.index("|")]) for line in lines if "|" in line]
    assert len(found) == 1 + len(table.rows) + bool(total)
    return found


# ---------------------------------------------------------------- heat


HEAT = Table(
    "heat",
    "各月",
    (Column("unit", "单位", Look.WORD), *(Column(str(n), f"{n}月", Look.WORD) for n in (9, 10, 11))),
    (("城关派出所", Heat.MISSING, Heat.MANY, Heat.NONE), ("甲河派出所", Heat.LOW, Heat.FEW, Heat.NONE)),
)


def test_the_signs_of_a_heat_table_stand_below_their_months() -> None:
    assert set_in(80, HEAT) == [
        "单位        9月  10月  11月",
        "───────────────────────────",
        "城关派出所  缺   #",
        "甲河派出所  低   .",
    ]


def test_heat_has_colours_where_there_are_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    report = replace(REPORT, tables=(HEAT,))
    assert "\x1b[1;31m缺\x1b[0m" in on_terminal(monkeypatch, 80, report)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1;31m" not in on_terminal(monkeypatch, 80, report)


def test_piped_output_is_as_wide_as_its_content() -> None:
    text = piped()
    assert REASON in text
    assert "\x1b" not in text
    assert max(map(cell_len, text.splitlines())) > 120


def test_the_order_of_a_report() -> None:
    text = piped()
    places = [text.index(part) for part in ("2013年第二季度通报", "▲ 方明", "各窗口单位排名", "本季度没有", "依据")]
    assert places == sorted(places)
    assert "明细“明细”共 1 行，这里没有列出。" in text
    assert "没有列出" not in piped(detail=True)


def test_marked_rows_bear_a_mark_where_there_is_no_colour() -> None:
    assert [line.split()[:3] for line in set_in(200) if "▲" in line] == [["▲", "4", "出入境管理大队"]]


def test_marked_rows_are_yellow_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1;33m▲" in on_terminal(monkeypatch, 120)


def test_the_total_stands_below_a_rule() -> None:
    lines = set_in(200)
    assert (lines[-2], lines[-1].split()[0]) == ("─" * cell_len(lines[1]), "合计")


def test_no_figure_shows_as_a_dash() -> None:
    row = next(line for line in set_in(200) if "乙岭派出所" in line)
    assert "—" in row


def test_a_single_table_of_the_reports_own_name_has_no_second_title() -> None:
    report = replace(REPORT, title="候选名单（内部）", bureau="", tables=(SHORT,), attention=(), basis=())
    assert piped(report).splitlines()[:3] == ["候选名单（内部）", "", "姓名    次数"]


def test_imported_text_is_never_markup_nor_obeyed() -> None:
    table = replace(SHORT, rows=(("[/内容]", 1), ("[red]方明[/red]", 2), ("\x1b[31m朱\u202e春\x9b梅\n", 3)))
    stream = io.StringIO()
    show_table(table, make_console(stream))
    text = stream.getvalue()
    assert "[/内容]" in text
    assert "[red]方明[/red]" in text
    assert "[31m朱春梅" in text
    assert not {"\x1b", "\u202e", "\x9b"} & set(text)


def test_say_keeps_lines_and_indents() -> None:
    stream = io.StringIO()
    say(make_console(stream), "已采用 [3] 行\n  :smile: 朱春梅")
    assert stream.getvalue() == "已采用 [3] 行\n  :smile: 朱春梅\n"


def test_everything_drawn_survives_gbk(monkeypatch: pytest.MonkeyPatch) -> None:
    for text in (piped(), on_terminal(monkeypatch, 40), on_terminal(monkeypatch, 80)):
        text.encode("gbk")


def test_a_gbk_stream_no_longer_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    sink = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(sink, encoding="gbk"))
    reconfigure_streams()
    say(make_console(), "朱春梅 \U0001f600")
    show_table(RANKING, make_console())
    sys.stdout.flush()
    shown = sink.getvalue().decode("gbk")
    assert "朱春梅 ?" in shown
    assert "─" not in shown, "box lines are two places wide in a GBK console"


@pytest.mark.parametrize(("session", "mark"), [("", "*"), ("6e1b", "▲")])
def test_only_the_old_windows_console_gets_plain_signs(
    session: str, mark: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zlts.terminal.os.name", "nt")
    monkeypatch.setenv("WT_SESSION", session)
    assert f"{mark} 需关注" in piped()


def test_in_a_gbk_console_marks_and_dashes_are_one_place_wide() -> None:
    quoted = replace(RANKING, rows=tuple((row[0], f"“{row[1]}”", *row[2:]) for row in RANKING.rows), total=None)
    for table in (RANKING, quoted):
        lines = set_in(200, table, PLAIN)
        assert [line.split()[1] for line in lines if "*" in line] == ["4"]
        assert len({width(line[: line.index(".94%")]) for line in lines if ".94%" in line}) == 1
        assert not {"─", "▲", "—"} & set("".join(lines))


def test_progress_is_silent_when_piped_or_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick, pipe = Terminal(), io.StringIO()
    with progress(make_console(quick)) as step:
        step(1, 3, "读取")
    monkeypatch.setattr(drawing, "_PATIENCE", -1.0)
    with progress(make_console(pipe)) as step:
        step(1, 3, "读取")
    assert quick.getvalue() == pipe.getvalue() == ""


def test_progress_shows_on_a_terminal_when_work_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "_PATIENCE", -1.0)
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with progress(make_console(stream)) as step:
        step(1, 3, "读取 [red]")
    assert "1/3  读取 [red]" in stream.getvalue()


# ---------------------------------------------------------------- cells


def test_clean_makes_breaks_blanks_and_drops_what_is_obeyed() -> None:
    assert clean("甲\r\n乙\t丙\u2028丁") == "甲 乙 丙 丁"
    assert clean("\ufeff朱\u200b春\x00梅\ud800\u2066") == "朱春梅"


def test_width_counts_chinese_twice() -> None:
    assert (width("abc"), width("朱春梅"), width("95%—"), width("e\u0301")) == (3, 6, 5, 1)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 10, [""]),
        ("朱春梅、方明", 8, ["朱春梅、", "方明"]),
        ("满意率94.99%低", 10, ["满意率", "94.99%低"]),
        ("他说“好的”", 8, ["他说“好", "的”"]),
        ("他们说“好的”", 7, ["他们说", "“好的”"]),
        ("a" * 7, 3, ["aaa", "aaa", "a"]),
        ("甲乙 丙丁", 4, ["甲乙", "丙丁"]),
        ("依据六(七)处理", 8, ["依据", "六(七)处", "理"]),
        ("共有 19 行待查", 8, ["共有", "19 行待", "查"]),
        ("请先 zlts assess 2013-06", 22, ["请先", "zlts assess 2013-06"]),
        ("有新的：zlts import 2013-06 登记簿.xlsx", 38, ["有新的：", "zlts import 2013-06 登记簿.xlsx"]),
        (
            "收到后 zlts add filing 城关所 方案 --filed 【日期】",
            46,
            ["收到后", "zlts add filing 城关所 方案 --filed 【日期】"],
        ),
        ("再 zlts done 6 以后评定", 18, ["再 zlts done 6 以", "后评定"]),
        ("请先 zlts assess 2013-06", 12, ["请先 zlts", "assess", "2013-06"]),
    ],
)
def test_fold(text: str, room: int, lines: list[str]) -> None:
    assert fold(text, room, cell_len) == lines


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("城关派出所朱春梅、方明；甲河派出所秦丽", 26, ["城关派出所朱春梅、方明；", "甲河派出所秦丽"]),
        ("好，城关派出所朱春梅方明甲河派出所秦丽", 26, ["好，城关派出所朱春梅方明甲", "河派出所秦丽"]),
        ("甲，乙，丙", 4, ["甲，", "乙，", "丙"]),
    ],
)
def test_fold_at_pauses_where_the_line_is_long_enough(text: str, room: int, lines: list[str]) -> None:
    assert fold(text, room, cell_len, at_pauses=True) == lines


def test_share_cuts_the_widest_first() -> None:
    assert share([8, 40, 30], 48) == [8, 20, 20]
    assert share([8, 4], 48) == [8, 4]
    assert share([], 5) == []
