"""The letter to all units: sustained complaints with their facts, no others; and corrections that clear in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from tests.test_typed_dashes import PRESSES
from tests.trust.county import ask, inside

ROSTER = """\
单位,城区/农村,姓名,警号,角色,窗口,评价器
东山派出所,城区,柳河清,880101,窗口民警,1,P01
东山派出所,城区,石砚秋,880102,窗口民警,2,P02
东山派出所,城区,秦若谷,880103,窗口民警,3,P03
东山派出所,城区,白露明,,责任领导,,
东山派出所,城区,丁既明,,责任局领导,,
"""
HEAD = "编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况\n"
TRUE = "TS71,2013-05-06,来电,,,东山派出所,柳河清,脸难看,态度冷淡,属实,2013-05-20,,\n"
OTHERS = (
    "TS72,2013-05-08,来电,,,东山派出所,石砚秋,话难听,言语不当,待查,,,\n"
    "TS73,2013-05-09,来信,,,东山派出所,秦若谷,事难办,多跑一趟,不属实,2013-05-21,,\n"
)
ACCUSING = ("认定有效，", "有效投诉，", "TS71", "脸难看", "态度冷淡", "撤销第")


def issue(path: Path, text: str, name: str) -> None:
    """A version of the register comes in, and May is assessed again."""
    (path.parent / name).write_text(HEAD + text, encoding="utf-8")
    assert inside(path, "import", path.parent / name).returncode in (0, 3)
    assert inside(path, "assess", "2013-12").returncode in (0, 3)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "zlts.db"
    for name, text in (("花名册.csv", ROSTER), ("a.csv", PRESSES)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert inside(path, "init", "--roster", tmp_path / "花名册.csv").returncode == 0
    assert inside(path, "import", tmp_path / "a.csv").returncode == 0
    issue(path, TRUE + OTHERS, "投诉-5月.csv")
    return path


def letter(path: Path, *words: str) -> tuple[str, str]:
    """The letter's own text, and that of its annex's tables."""
    output = path.with_name("通报.docx")
    assert inside(path, "report", *words, "--annex", "-o", output, "--replace").returncode in (0, 3)
    document = Document(str(output))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(one.text for one in document.paragraphs), "\n".join(cells)


@pytest.mark.parametrize("period", ["monthly 2013-05", "quarterly 2013Q2", "annual 2013"])
def test_complaints_that_are_pending_or_unfounded_are_only_counted(ledger: Path, period: str) -> None:
    text, cells = letter(ledger, *period.split())
    facts = "柳河清，脸难看，群众反映“态度冷淡”（TS71号，5月6日受理），给予谈话一次、取消当年评先评优资格。"
    assert ("东山派出所1件（柳河清脸难看）" if period == "annual 2013" else f"1.东山派出所：{facts}") in text
    assert "尚待核查1件" in text
    assert "抓紧核查尚未认定的1件投诉" in text
    for told in (text, cells):
        for secret in ("TS72", "TS73", "话难听，", "言语不当", "多跑一趟"):
            assert secret not in told
    assert not any(name in text for name in ("石砚秋", "秦若谷"))


def test_what_was_done_of_it_is_told_and_no_fact_of_one_where_another_is_cleared(ledger: Path) -> None:
    (number,) = ask(ledger, "SELECT id FROM entry WHERE kind = '谈话' AND role = 'officer'")
    assert inside(ledger, "done", number[0], "--on", "2013-06-05", "--by", "丁既明").returncode in (0, 3)
    text, _ = letter(ledger, "monthly", "2013-05")
    assert "给予谈话一次（2013年6月5日执行）、取消当年评先评优资格。" in text
    assert "其中已执行1项，1项尚未登记执行情况。" in text
    both = TRUE + TRUE.replace("柳河清", "石砚秋").replace("属实,2013-05-20", "不属实,2013-05-20") + OTHERS
    issue(ledger, both, "投诉-二人.csv")
    text, _ = letter(ledger, "monthly", "2013-05")
    assert "柳河清，脸难看（TS71号，5月6日受理）" in text
    assert "态度冷淡" not in text


def test_nor_are_they_named_in_what_is_issued_and_printed_again(ledger: Path) -> None:
    assert inside(ledger, "report", "monthly", "2013-05", "--issue", "2013年第5期").returncode in (0, 3)
    issue(ledger, TRUE + OTHERS.replace("待查,", "属实,2013-06-03"), "投诉-6月.csv")
    text, cells = letter(ledger, "monthly", "--reprint", "2013年第5期")
    assert not any(secret in text + cells for secret in ("TS72", "TS73", "言语不当"))


@pytest.mark.parametrize(("number", "called"), [("2013年第2期", "2013年第2期通报"), ("2013-2", "编号 2013-2 的通报")])
@pytest.mark.parametrize("kind", ["monthly", "quarterly"])
def test_who_is_cleared_is_cleared_in_words(ledger: Path, kind: str, number: str, called: str) -> None:
    first, later = {"monthly": ("2013-05", "2013-06"), "quarterly": ("2013Q2", "2013Q3")}[kind]
    assert inside(ledger, "report", kind, first, "--issue", number).returncode in (0, 3)
    issue(ledger, TRUE.replace("属实,2013-05-20", "不属实,2013-06-05") + OTHERS, "投诉-复核.csv")
    said = f"{called}对柳河清的谈话，因复核认定不属实，予以撤销"
    text, cells = letter(ledger, kind, later)
    assert said.replace("编号 2013-2 的", "编号2013-2的") in text
    assert said in cells
    shown = inside(ledger, "report", kind, later)
    machine = json.loads(inside(ledger, "report", kind, later, "--format", "json").stdout)
    reasons = [one["reason"] for one in machine["corrections"]]
    assert said in shown.stdout
    assert said in reasons
    assert f"{called}对柳河清的取消评先评优，因复核认定不属实，予以撤销" in reasons
    for told in (text, cells, "\n".join(reasons), shown.stdout):
        assert [word for word in ACCUSING if word in told] == []
    assert inside(ledger, "report", kind, later, "--issue", "新号").returncode in (0, 3)
    again = letter(ledger, kind, "--reprint", "新号")
    assert [word for word in ACCUSING if word in "".join(again)] == []


def test_what_no_bulletin_has_told_is_not_told_when_it_has_fallen(ledger: Path) -> None:
    assert inside(ledger, "report", "monthly", "2013-05", "--issue", "2013年第5期").returncode in (0, 3)
    decided = OTHERS.replace("待查,", "属实,2013-05-25")
    issue(ledger, TRUE + decided, "投诉-6月.csv")
    issue(ledger, TRUE + OTHERS.replace("待查,", "不属实,2013-06-25"), "投诉-7月.csv")
    machine = json.loads(inside(ledger, "report", "monthly", "2013-06", "--format", "json").stdout)
    assert machine["corrections"] == []


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (TRUE.replace("属实,2013-05-20", "待查,"), "因该投诉正在重新核查，予以撤销"),
        (TRUE.replace("属实,2013-05-20", "无责,2013-06-05"), "因复核后不认定为有效投诉，予以撤销"),
        (TRUE.replace("属实,2013-05-20", "属实,2013-05-21"), "改按更正后的情况登记，见第"),
    ],
)  # fmt: skip
def test_why_it_fell_is_said(ledger: Path, now: str, why: str) -> None:
    assert inside(ledger, "report", "monthly", "2013-05", "--issue", "2013年第5期").returncode in (0, 3)
    issue(ledger, now + OTHERS, "投诉-复核.csv")
    machine = json.loads(inside(ledger, "report", "monthly", "2013-06", "--format", "json").stdout)
    told = [one["reason"] for one in machine["corrections"] if one.get("reverses") and one["kind"] == "谈话"]
    assert len(told) == 1
    assert why in told[0]


def test_a_waiver_is_named_with_its_document(ledger: Path) -> None:
    assert inside(ledger, "report", "monthly", "2013-05", "--issue", "2013年第5期").returncode in (0, 3)
    (number,) = ask(ledger, "SELECT id FROM entry WHERE kind = '谈话' AND role = 'officer'")
    words = ("waive", number[0], "--reason", "设备故障", "--doc", "局办〔2013〕7号")
    assert inside(ledger, *words).returncode == 0
    machine = json.loads(inside(ledger, "report", "monthly", "2013-06", "--format", "json").stdout)
    (told,) = [one["reason"] for one in machine["corrections"] if one.get("reverses") == number[0]]
    assert told.startswith("2013年第5期通报对柳河清的谈话，因领导小组决定免除（局办〔2013〕7号），予以撤销")


def test_a_correction_names_the_bulletin_that_said_it(ledger: Path) -> None:
    for period, number in (("2013-06", "2013年第6期"), ("2013-05", "2013年第5期")):
        assert inside(ledger, "report", "monthly", period, "--issue", number).returncode in (0, 3)
    issue(ledger, TRUE.replace("属实,2013-05-20", "不属实,2013-07-05") + OTHERS, "投诉-复核.csv")
    shown = inside(ledger, "report", "monthly", "2013-07").stdout
    assert "2013年第5期通报对柳河清的谈话，因复核认定不属实，予以撤销" in shown
    assert "2013年第6期通报" not in shown


def test_a_correction_of_a_correction_names_the_later_bulletin(ledger: Path) -> None:
    assert inside(ledger, "report", "monthly", "2013-05", "--issue", "2013年第5期").returncode in (0, 3)
    issue(ledger, TRUE + OTHERS.replace("待查,", "属实,2013-05-30"), "投诉-补查.csv")
    assert inside(ledger, "report", "monthly", "2013-06", "--issue", "2013年第6期").returncode in (0, 3)
    issue(ledger, TRUE + OTHERS.replace("待查,", "不属实,2013-07-05"), "投诉-复核.csv")
    shown = inside(ledger, "report", "monthly", "2013-07").stdout
    assert "2013年第6期通报对石砚秋的谈话，因复核认定不属实，予以撤销" in shown
    assert "2013年第5期通报对石砚秋" not in shown


def test_the_public_sentences_are_never_issued(ledger: Path) -> None:
    done = inside(ledger, "report", "quarterly", "2013Q2", "--public", "--issue", "1号")
    assert done.returncode == 2
    assert "先 --issue 印发，再 --public" in done.stderr
    done = inside(ledger, "report", "quarterly", "2013Q2", "--issue", "1号")
    assert done.returncode in (0, 3)
    assert "已印发 1号" in done.stderr


def test_a_withdrawal_says_so_and_no_more(ledger: Path) -> None:
    assert inside(ledger, "report", "monthly", "2013-05", "--issue", "1号").returncode in (0, 3)
    done = inside(ledger, "report", "monthly", "--withdraw", "1号")
    assert done.returncode == 0
    assert done.stdout.strip().startswith("已撤回 1号")
    assert "柳河清" not in done.stdout


def test_measures_from_the_register_are_never_told_as_open(ledger: Path) -> None:
    logged = ledger.parent / "措施.csv"
    rows = "2013-05-09,石砚秋,东山派出所,谈话,晨会迟到,本单位\n2013-05-10,秦若谷,东山派出所,打招呼,督察,\n"
    logged.write_text("日期,姓名,单位,措施,事由,实施单位\n" + rows, encoding="utf-8")
    before, _ = letter(ledger, "monthly", "2013-05")
    assert "县局另行" not in before
    assert inside(ledger, "import", logged).returncode in (0, 3)
    assert inside(ledger, "assess", "2013-12").returncode in (0, 3)
    text, _ = letter(ledger, "monthly", "2013-05")
    (ordered,) = [line for line in before.splitlines() if "应当执行" in line]
    assert "其中2项尚未登记执行情况。" in ordered
    (with_logged,) = [line for line in text.splitlines() if "应当执行" in line]
    beside = with_logged[
        with_logged.index("县局另行") : with_logged.index("人次。", with_logged.index("县局另行")) + 3
    ]
    assert with_logged.replace(beside, "") == ordered
    assert "县局另行、单位自行作出并已登记的措施：对窗口民警打招呼1人次、谈话1人次。" in text


def test_a_verdict_on_a_complaint_of_an_earlier_month_is_said_to_be_one(ledger: Path) -> None:
    """Else a month with one complaint received and two sustained reads as impossible."""
    late = "TS74,2013-04-26,来电,,,东山派出所,石砚秋,话难听,言语不当,属实,2013-05-22,,\n"
    issue(ledger, TRUE + OTHERS + late, "投诉-迟.csv")
    assert "认定有效投诉2件（其中以前受理的1件）；" in letter(ledger, "monthly", "2013-05")[0]
    assert "以前受理的" not in letter(ledger, "quarterly", "2013Q2")[0]
