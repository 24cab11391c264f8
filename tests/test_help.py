"""Help as the clerk meets it: Chinese throughout, examples first, offline; and words that are nearly right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from typer.main import get_command
from typer.testing import CliRunner

from tests.command import Within, Zlts, loaded
from tests.manual.stage import on_screen
from tests.manual.words import parsed
from zlts.cells import width
from zlts.cli import app
from zlts.commands import completing
from zlts.commands.help_pages import examples, summary
from zlts.errors import WrongUsage
from zlts.manual.topics import TOPICS
from zlts.model import Register
from zlts.periods import Month, Period, Span
from zlts.registers.catalogue import field_names
from zlts.store.views import VIEWS


def found(group: Any, before: str = "") -> dict[str, Any]:
    """Every command by its words, groups too."""
    own = {before + name: one for name, one in getattr(group, "commands", {}).items()}
    inner = [found(one, f"{words} ") for words, one in own.items()]
    return own | {words: one for commands in inner for words, one in commands.items()}


COMMANDS = found(get_command(app))
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(
    r"usage|options|arguments?\b|commands?\b|show this|required|default|missing|invalid|no such|\btry\b|error",
    re.IGNORECASE,
)


def said(*words: str) -> tuple[int, str, str]:
    """The program's exit code and words, without a process of its own."""
    done = CliRunner().invoke(app, [*words], prog_name="zlts", env={"ZLTS_LEDGER": "没有.db", "COLUMNS": "80"})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


# ---------------------------------------------------------------- --help


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_a_help_page_is_chinese_throughout_and_fits_the_screen(command: str) -> None:
    code, page, _ = said(*command.split(), "--help")
    assert code == 0
    options = re.compile(r"--[a-z-]+|\b(?:import|zlts)\b")
    assert not ENGLISH.search(options.sub("", page)), page
    assert "<" not in page
    for line in page.split("\n"):
        assert width(line) <= 80
    assert CHINESE.search(page.split("\n")[0])


@pytest.mark.parametrize("command", COMMANDS)
def test_examples_come_first_and_are_of_that_command(command: str) -> None:
    _, page, _ = said(*command.split(), "--help")
    lines = page.split("\n")
    assert lines[0] == summary(COMMANDS[command])
    assert lines[1:3] == ["", "例："]
    shown = [line.strip() for line in lines[3 : lines.index("", 3)]]
    assert shown == examples(COMMANDS[command])
    assert shown[0].startswith(f"zlts {command}")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_example_is_a_command(command: str) -> None:
    shown = examples(COMMANDS.get(command) or get_command(app))
    assert shown
    for line in shown:
        parsed(line)


def test_the_short_option_and_the_command_show_the_same() -> None:
    page = said("report", "monthly", "--help")[1]
    assert said("report", "monthly", "-h")[1] == page
    assert said("help", "report", "monthly")[1].startswith(page)
    assert said("help", "import")[1].startswith(said("import", "--help")[1])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("并案",), "zlts merge"),
        (("催报",), "催报"),
        (("备份",), "zlts backup"),
        (("零报告",), "zlts add nil"),
        (("quarantine",), "手册“"),
        (("anomalies",), "疑似自行评价"),
    ],
)
def test_a_word_or_a_command_finds_its_paragraph(words: tuple[str, ...], told: str) -> None:
    code, page, _ = said("help", *words)
    assert code == 0
    assert told in page
    assert "手册“" in page
    assert len(page.splitlines()) < 60


def test_an_option_without_its_value_names_the_commands_help() -> None:
    code, _, told = said("done", "--person")
    assert (code, told) == (2, "--person 后面要写内容。 用 zlts done --help 看写法。\n")


def test_import_lists_the_fields_that_map_takes() -> None:
    page = said("import", "--help")[1].replace("\n", "").replace(" ", "")
    for names in field_names().values():
        assert "、".join(names) in page


def test_the_words_offered_are_those_the_program_knows() -> None:
    assert set(Register) <= dict(completing.kinds()).keys()
    assert completing.tables() == [*VIEWS]


def test_the_menu_is_in_the_order_of_her_work() -> None:
    page = said("--help")[1]
    panels = re.findall(r"^(\S+)：$", page, re.MULTILINE)
    assert panels == ["例", "写法", "开始", "每个月", "查问", "补正", "保管", "政策", "选项"]
    for command in COMMANDS:
        if " " not in command:
            assert re.search(rf"^  {command} ", page, re.MULTILINE), command


# ---------------------------------------------------------------- zlts help


def test_help_lists_the_pages() -> None:
    code, page, _ = said("help")
    assert code == 0
    for topic in TOPICS:
        assert re.search(rf"^{topic.name} +{topic.words[0]} ", page, re.MULTILINE)


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: str(topic.name))
def test_help_shows_a_page_plain_where_it_is_piped(topic: Any) -> None:
    code, page, _ = said("help", topic.name)
    assert code == 0
    assert page.startswith(f"{topic.title}\n\n")
    assert "\x1b" not in page
    assert "```" not in page
    assert all(cell_len(line) <= 80 for line in page.split("\n"))
    for word in topic.words:
        assert said("help", word)[1] == page


def test_help_folds_a_page_to_the_terminal(tmp_path: Path) -> None:
    shown, code = on_screen(["help", "files"], tmp_path, columns=50)
    assert code == 0
    assert "\x1b[1" in shown  # headings are bold
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert 40 < max(map(cell_len, plain.split("\n"))) <= 50


def test_a_word_with_signs_that_a_terminal_obeys_is_said_without_them(tmp_path: Path) -> None:
    shown, code = on_screen(["help", "没有\x1b[5m这页\u202e"], tmp_path)
    assert code != 0
    assert "没有" in shown
    assert [sign for sign in ("\x1b[5m", "\u202e") if sign in shown] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("看不懂这个日期", "看不懂这个日期，请写成 2013-05-06 的样子"),
        ("“王五的表.xlsx”是加密的工作簿，读不出内容。", "是加密的工作簿"),
        ("▲ “三月.xls”只是一个 Git LFS 指针，表格的内容不在里面。", "Git LFS 指针"),
        ("空文件", "“空.csv”是空文件"),
    ],
)
def test_a_message_is_explained(words: str, expected: str) -> None:
    code, told, _ = said("help", words)
    assert code == 0
    assert expected in told.replace("\n| ", "")
    assert "怎么办：" in told


@pytest.mark.parametrize(("word", "near"), [("mouth", "month"), ("trubel", "trouble"), ("每个周", "month")])
def test_a_page_that_is_not_there(word: str, near: str) -> None:
    code, told, error = said("help", word)
    assert (code, told) == (2, "")
    assert f"没有“{word}”" in error
    assert f"是不是 {near}？" in error


@pytest.mark.parametrize("words", ["--help", "help", "help month", "help 看不懂", "--nope", "import", "assess 六月"])
def test_help_and_slips_load_nothing_heavy(words: str, zlts: Zlts) -> None:
    assert loaded(zlts, *words.split()) == set()


def test_help_touches_no_ledger(zlts: Zlts) -> None:
    zlts.ok("help")
    zlts.ok("help", "month")
    assert [*zlts.ledger.parent.iterdir()] == []


# ---------------------------------------------------------------- words that are nearly right


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--nope", "没有 --nope 这个选项"),
        ("--ledgr x", "是不是 --ledger？"),
        ("--ledger", "--ledger 后面要写内容"),
        ("stauts", "是不是 status？"),
        ("report montly", "是不是 monthly？"),
        ("report", "zlts report monthly 2013-06"),
        ("import", "缺少“文件或文件夹”"),
        ("import x --mnth 2013-06", "是不是 --month？"),
        ("import x --kind 投诉", "是不是 complaints？"),
        ("import x --kind complaint", "是不是 complaints？"),
        ("assess 2013-05 --format xml", "“--format”只能写 table、json、csv"),
        ("explain 苏 晴", "多出了 1 项"),
        ("undo abc", "“批次”要写数字"),
        ("purge --before 前年", "“--before”要写数字"),
        ("done 一", "“编号”要写数字"),
        ("assess", "缺少“月份”（如 2013-06）"),
        ("assess 六月", "请连年份一起写，如 2013-06"),
        ("assess 13-06", "您是不是想写 2013-06？"),
    ],
)
def test_a_slip_is_answered_in_chinese(words: str, expected: str) -> None:
    code, told, error = said(*words.split())
    assert (code, told) == (2, "")
    assert expected in error
    assert not ENGLISH.search(re.sub(r"--?[a-z-]+|zlts( [a-z]+)*", "", error)), error


@pytest.mark.parametrize(
    "text",
    ["2013-06", "2013-6", "2013.06", "2013/6", "201306", "2013年6月", "2013年06月份", "２０１３－０６", " 2013-06 "],
)
def test_a_month_in_any_clear_form(text: str) -> None:
    assert str(Month.parse(text)) == "2013-06"


@pytest.mark.parametrize(
    "text", ["2013Q2", "2013q2", "2013-Q2", "2013 Q2", "2013二季度", "2013年第二季度", "2013年2季度", "２０１３Ｑ２"]
)
def test_a_quarter_in_any_clear_form(text: str) -> None:
    assert str(Period.parse(text, Span.QUARTER)) == "2013Q2"


@pytest.mark.parametrize("text", ["2013", "2013年", "2013年度", "２０１３"])
def test_a_year_in_any_clear_form(text: str) -> None:
    assert str(Period.parse(text, Span.YEAR)) == "2013"


@pytest.mark.parametrize(
    ("text", "span", "advice"),
    [
        ("13-06", Span.MONTH, "您是不是想写 2013-06？"),
        ("13年6月", Span.MONTH, "您是不是想写 2013-06？"),
        ("二〇一三年十一月", Span.MONTH, "您是不是想写 2013-11？"),
        ("2013-06-05", Span.MONTH, "您是不是想写 2013-06？"),
        ("六月", Span.MONTH, "请连年份一起写，如 2013-06。"),
        ("12", Span.MONTH, "请连年份一起写，如 2013-12。"),
        ("2013", Span.MONTH, "请写成 2013-06 的样子。"),
        ("2014Q2", Span.MONTH, "请写成 2014-06 的样子。"),
        ("2013-13", Span.MONTH, "请写成 2013-06 的样子。"),
        ("201313", Span.MONTH, "请写成 2013-06 的样子。"),
        ("0000-01", Span.MONTH, "请写成 2013-06 的样子。"),
        ("2013-05", Span.QUARTER, "您是不是想写 2013Q2？"),
        ("二季度", Span.QUARTER, "请连年份一起写，如 2013Q2。"),
        ("2013Q5", Span.QUARTER, "请写成 2013Q2 的样子。"),
        ("2013-12", Span.YEAR, "您是不是想写 2013？"),
        ("二零一三", Span.YEAR, "您是不是想写 2013？"),
        ("13", Span.YEAR, "请写成 2013 的样子。"),
    ],
)
def test_a_period_that_leaves_something_open(text: str, span: Span, advice: str) -> None:
    with pytest.raises(WrongUsage) as refused:
        Period.parse(text, span)
    assert refused.value.todo == advice
    assert text in refused.value.message


@pytest.mark.parametrize("columns", [60, 80, 100])
def test_a_list_of_words_is_folded_between_them(columns: int) -> None:
    done = CliRunner().invoke(app, ["import", "--help"], prog_name="zlts", env={"COLUMNS": str(columns)})
    lines = [line.strip() for line in done.stdout.splitlines()]
    for names in field_names().values():
        for name in names:
            assert any(name in line for line in lines), (name, columns)


@pytest.mark.parametrize(("word", "command"), [("导入", "import"), ("评定", "assess"), ("催报", "status --missing")])
def test_a_command_in_the_clerks_own_words_is_understood(word: str, command: str, tmp_path: Path) -> None:
    done = Within(tmp_path / "zlts.db").run(word)
    assert done.returncode == 2
    assert f"是不是 {command}？" in done.stderr
