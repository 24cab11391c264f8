"""The journal's head on paper: printed such that it can be typed, and found though it was typed with a slip."""

from __future__ import annotations

import re
import shutil
import string
from hashlib import sha256
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from tests.trust.county import NOW, ask, calm, check, inside, opened, sql, whole
from tests.trust.desk import make_desk
from tests.trust.innocents import ACTS
from zlts.chain import START, Link, Typed, hash_of, printed_in, spelled
from zlts.errors import Refused
from zlts.redaction import Redaction
from zlts.services.verifying import anchor

heads = st.text("0123456789abcdef", min_size=64, max_size=64)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_desk(tmp_path_factory.mktemp("clean"))


@pytest.fixture
def desk(clean: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(clean, tmp_path / "zlts.db"))


def link(seq: int, own: str) -> Link:
    return Link(seq, "", "", "", "", "", "", "", "", own)


# ---------------------------------------------------------------- the printed form


@given(heads)
def test_it_stands_in_groups_with_a_check_sign(head: str) -> None:
    printed = spelled(head)
    assert re.fullmatch(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[g-z]", printed)
    typed = Typed.of(printed)
    assert (typed.figures, typed.is_sure, typed.found_in([link(7, head)])) == (head[:16], True, 7)


@given(heads, st.integers(0, 15), st.sampled_from("0123456789abcdef"))
def test_any_wrong_figure_is_told_by_the_sign(head: str, place: int, other: str) -> None:
    wrong = head[:place] + other + head[place + 1 :]
    assert (spelled(wrong)[-1] == spelled(head)[-1]) == (wrong[:16] == head[:16])


@given(heads, st.integers(0, 14), st.integers(0, 14))
def test_any_two_exchanged_are_told_by_the_sign(head: str, one: int, other: int) -> None:
    figures = [*head]
    figures[one], figures[other] = figures[other], figures[one]
    assert (spelled("".join(figures))[-1] == spelled(head)[-1]) == (figures == [*head])


@given(heads, st.integers(0, 15), st.sampled_from(string.digits + "abcdefz"))
def test_a_slip_is_found_in_its_group(head: str, place: int, other: str) -> None:
    another = sha256(head.encode()).hexdigest()
    printed = spelled(head)
    at = place + place // 4
    typed = Typed.of(printed[:at] + other + printed[at + 1 :])
    links = [link(1, another), link(2, head)]
    if typed.figures == head[:16]:
        assert typed.found_in(links) == 2
        return
    found = typed.misread(links)
    assert found is not None
    assert (found.seq, found.group) == (2, place // 4 + 1)


@pytest.mark.parametrize(
    "said",
    [
        "3f9a-07c2-b1d4-88e0-{}",
        "3F9A 07C2 B1D4 88E0 {}",
        " 3f9a07c2b1d488e0{} ",
        "台账校验码：3f9a－07c2－b1d4－88e0－{}（日志 12 条）。",
        "３ｆ９ａ07c2b1d488e0",
        "3f9ao7c2bld488eo",
        "3f9a07c2",
    ],
)
def test_however_it_is_typed(said: str) -> None:
    head = "3f9a07c2b1d488e0" + "5" * 48
    assert Typed.of(said.format(spelled(head)[-1])).found_in([link(3, head)]) == 3


def test_heads_of_earlier_papers_are_found(desk: Path) -> None:
    (own,) = ask(desk, "SELECT hash FROM journal WHERE seq = 9")[0]
    for said in (str(own), str(own)[:16], str(own)[:8]):
        assert check(desk, said).witnessed == 9


@given(heads)
def test_it_is_never_taken_for_a_telephone(head: str) -> None:
    line = f"台账校验码：{spelled(head)}（日志 12 条）。"
    assert Redaction([]).hide(line) == line
    figures = spelled("1380000777712345" + "0" * 48)
    assert Redaction([]).hide(figures) == figures
    wrong = figures[:-1] + ("g" if figures[-1] != "g" else "h")
    assert printed_in(wrong) == []


# ---------------------------------------------------------------- typed at the terminal


def test_a_slip_is_pointed_out(desk: Path) -> None:
    printed = spelled(whole(desk).head)
    right = printed[10:14]
    wrong = ("0" if right[0] != "0" else "1") + right[1:]
    told = calm(inside(desk, "verify", "--anchor", f"{printed[:10]}{wrong}{printed[14:]}"))
    assert f"第 3 组似有错字，写的是“{wrong}”" in told
    assert f"是“{right}”" in told
    assert "这本台账不是印出那张纸的台账" in told  # where the paper does say so


def test_a_strange_head_is_no_slip(desk: Path) -> None:
    stranger = spelled(hash_of(link(1, START)))
    told = calm(inside(desk, "verify", "--anchor", stranger))
    assert "似有错字" not in told
    assert "这本台账不是印出那张纸的台账" in told
    assert "检验字" not in told
    sign = "g" if stranger[-1] != "g" else "h"
    assert "检验字对不上" in calm(inside(desk, "verify", "--anchor", stranger[:-1] + sign))


# ---------------------------------------------------------------- the slip


def test_the_slip_for_the_safe(desk: Path) -> None:
    found = whole(desk)
    done = inside(desk, "anchor")
    assert (done.returncode, done.stderr) == (0, "")
    for words in ("台账：zlts.db", f"日志：{found.length} 条", f"校验码：{spelled(found.head)}", "签字", "年    月"):
        assert words in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) < 60
    assert whole(desk).length == found.length
    said = re.search(r"--anchor (\S+)", done.stdout)
    assert said is not None
    assert check(desk, said[1]).witnessed == found.length


def test_the_slip_as_a_file(desk: Path) -> None:
    head = spelled(whole(desk).head)
    word, text = desk.with_name("存根.docx"), desk.with_name("存根.txt")
    for output in (word, text):
        done = inside(desk, "anchor", "-o", output)
        assert (done.returncode, f"已写入 {output}" in done.stderr) == (0, True)
        assert inside(desk, "anchor", "-o", output).returncode == 0  # ours, and unchanged
    assert head in text.read_text(encoding="utf-8-sig")
    cells = [cell.text for table in Document(str(word)).tables for row in table.rows for cell in row.cells]
    assert head in cells
    assert "docx 或 .txt" in calm(inside(desk, "anchor", "-o", "存根.xlsx"), 2)
    text.write_text("手写的", encoding="utf-8")
    calm(inside(desk, "anchor", "-o", text))
    assert text.read_text(encoding="utf-8") == "手写的"


def test_no_slip_of_a_ledger_that_is_not_whole(desk: Path) -> None:
    sql(desk, "UPDATE entry SET points = 0 WHERE kind = '扣分'")
    with opened(desk) as book, pytest.raises(Refused, match="没有打印存根"):
        anchor(book, NOW)


def test_a_pass_says_that_there_is_one(desk: Path) -> None:
    assert "zlts anchor" in inside(desk, "assess", "2013-06").stdout
    assert "zlts anchor" not in inside(desk, "assess", "2013-06", "--dry-run").stdout


# ---------------------------------------------------------------- what paper alone can tell


def test_a_record_cut_off_with_its_count_mended_shows_against_a_later_paper(desk: Path) -> None:
    """Somebody looked at personal data, and took the record of it out together with the count."""
    ACTS["a look at personal data"](desk)
    printed = spelled(whole(desk).head)
    sql(
        desk,
        "DELETE FROM journal WHERE action = 'show-personal'",
        "UPDATE journal_end SET seq = (SELECT MAX(seq) FROM journal)",
    )
    assert check(desk).faults == ()  # nothing in the file can tell; docs/trust.md says so
    assert "不是印出那张纸的台账" in check(desk, printed).faults[0]
    ACTS["a retry"](desk)  # nor does what is written in its place help
    assert "不是印出那张纸的台账" in check(desk, printed).faults[0]


def test_an_issued_bulletin_bears_witness_by_itself(desk: Path) -> None:
    """The head that an issued bulletin bears must be the journal's at that length."""
    (report,) = ask(desk, "SELECT report FROM issued")[0]
    printed = re.search(r"校验码：(\S+?)（日志 (\d+) 条）", str(report))
    assert printed is not None
    other = spelled("0" * 64)
    sql(desk, f"UPDATE issued SET report = replace(report, '{printed[1]}', '{other}')")
    told = f"编号 1号 的通报印着第 {printed[2]} 条日志的校验码，与日志里的不同：日志被改写过"
    assert told in check(desk).faults
