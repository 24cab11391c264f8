"""Those who complained, written down in every field that takes free text, and shown in none."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.trust.county import ask, inside
from zlts import services
from zlts.model import Place, Problem
from zlts.redaction import Complainant, Redaction
from zlts.reports import Column, Look, Report, Table

NAME, PHONE, FIXED, IDENTITY = "欧阳采薇", "13900007788", "0598-2330011", "350428198001010017"
SECRETS = (NAME, "采薇", PHONE, "139-0000-7788", FIXED, IDENTITY)
SAID = f"{NAME}（139-0000-7788，{IDENTITY}）反映，电话{FIXED}"
ROSTER = """\
单位,别名,城区/农村,姓名,警号,角色,窗口,评价器
东山派出所,,城区,柳河清,880101,窗口民警,1号窗口,P01
东山派出所,,城区,石砚秋,,责任领导,,
西桥派出所,,农村,白露明,880102,窗口民警,1号窗口,P02
"""
FILES = {
    "评价.csv": "单位,姓名,评价结果,评价时间\n"
    + "".join(f"东山派出所,柳河清,{'满意' if n > 1 else '不满意'},2013-05-06 09:{n:02d}:00\n" for n in range(12)),
    "投诉.csv": f"""\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况
TS1,2013-05-06,{SAID},{NAME}女士,{PHONE},东山派出所,柳河清,{SAID},{SAID},属实,2013-05-20,,{SAID}
TS2,2013-05-08,来电,欧阳 采薇,{FIXED},西桥派出所,白露明,,态度冷淡,待查,,,
TS3,2013-05-09,来电,{NAME},{PHONE},西桥派出所,查无此人,,{SAID},待查,,,
""",
    "检查.csv": f"""\
检查日期,单位,姓名,检查类别,检查项目,情况,加扣分,程度,检查人
2013-05-09,东山派出所,柳河清,{SAID},{SAID},{SAID},-2,,{SAID}
2013-05-10,西桥派出所,,日常检查,经验做法,为欧 阳采薇上门办证，{SAID},3,,检查组
2013-05-11,西桥派出所,查无此人,日常检查,着装挂牌,{SAID},-2,,检查组
""",
    "措施.csv": f"日期,姓名,单位,措施,事由\n2013-05-12,白露明,西桥派出所,谈话,{SAID}\n",
    "报送.csv": f"单位,事项,截止日期,报送日期\n东山派出所,实施方案（{SAID}）,2013-03-05,2013-03-08\n",
}
TOLD = (
    "report monthly 2013-05", "report quarterly 2013Q2", "report annual 2013", "awards 2013",
    "ledger 2013 --all", "explain 柳河清", "explain 白露明", "anomalies 2013-05", "complaints",
)  # fmt: skip
TABLES = ("台账", "投诉", "检查", "措施", "报送", "批次", "日志", "花名册")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("personal")
    (folder / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "zlts.db"
    assert inside(path, "init", "--roster", folder / "花名册.csv").returncode == 0
    done = inside(path, "import", folder / "检查.csv", folder / "措施.csv")  # before anybody knows who complained
    assert done.returncode in (0, 3)
    inside(path, "assess", "2013-05")
    for name in ("评价.csv", "投诉.csv", "报送.csv"):
        assert inside(path, "import", folder / name).returncode in (0, 3), name
    assert inside(path, "assess", "2013-12").returncode in (0, 3)
    done = inside(path, "waive", _number(path, "打招呼"), "--reason", SAID, "--doc", "局办〔2013〕1号")
    assert done.returncode == 0, done.stderr
    return path


def _number(path: Path, kind: str) -> int:
    return int(str(ask(path, f"SELECT id FROM entry WHERE kind = '{kind}' AND reverses IS NULL")[0][0]))


def silent(text: str) -> None:
    assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize("words", [*TOLD, "quarantine", "status", "batches", "assess 2013-05"])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_not_on_the_screen(words: str, form: str, ledger: Path) -> None:
    done = inside(ledger, *words.split(), "--format", form)
    assert done.returncode in (0, 3), done.stderr
    silent(done.stdout + done.stderr)


@pytest.mark.parametrize("words", [*TOLD[:-1], "quarantine", *(f"export {table}" for table in TABLES)])
def test_not_in_a_workbook(words: str, ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert inside(ledger, *words.split(), "-o", path).returncode in (0, 3)
    cells = [str(cell) for sheet in load_workbook(path) for row in sheet.values for cell in row]
    silent("\n".join([*cells, *_packed(path)]))


@pytest.mark.parametrize("words", [*TOLD[:4], "awards 2013 --public"])
def test_not_in_a_document(words: str, ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    assert inside(ledger, *words.split(), "-o", path).returncode in (0, 3)
    silent("\n".join(_packed(path)))


def test_not_in_the_papers_for_a_measure(ledger: Path, tmp_path: Path) -> None:
    numbers = [str(one[0]) for one in ask(ledger, "SELECT id FROM entry WHERE kind = '谈话' AND reverses IS NULL")]
    assert inside(ledger, "notice", *numbers, "-o", tmp_path / "文书").returncode == 0
    papers = list((tmp_path / "文书").iterdir())
    assert len(papers) == len(numbers) >= 2
    for path in papers:
        silent("\n".join(_packed(path)))
        cells = [cell.text for row in Document(str(path)).tables[0].rows for cell in row.cells]
        assert ("白露明" in path.name) == any("投诉人" in cell for cell in cells), "|".join(cells)


def test_not_in_what_is_issued(ledger: Path, tmp_path: Path) -> None:
    for suffix in ("xlsx", "docx"):
        words = ("report", "quarterly", "2013Q2", "--issue", f"2013-{suffix}", "-o", tmp_path / f"a.{suffix}")
        assert inside(ledger, *words).returncode in (0, 3)
    silent(str(ask(ledger, "SELECT * FROM issued")))


def test_the_facts_beside_them_stay(ledger: Path) -> None:
    told = inside(ledger, "report", "quarterly", "2013Q2").stdout
    assert "为投诉人上门办证" in told
    assert "投诉人（***，***）反映，电话***" in told
    assert "柳河清" in told


def test_all_of_it_on_request(ledger: Path) -> None:
    told = inside(ledger, "complaints", "--show-personal", "--format", "json").stdout
    assert all(secret in told for secret in (NAME, PHONE, FIXED, IDENTITY))


def _packed(path: Path) -> list[str]:
    """Every part of a packed file, its author's and its title's included."""
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()]


OF_THEIR_OWN = {
    "decisions.issue", "decisions.reprint",  # frozen without them
    "exports.table",  # hides them column by column
    "policies.show", "policies.clause_listing",  # the policy's words only
    "listings._findings",  # asked for by `ledger_listing`, which hides them
    "uploading.upload",  # hides them before its digest is made
}  # fmt: skip


def test_whatever_the_desk_makes_of_a_ledger_is_told_so() -> None:
    made = {
        f"{module.name}.{name}": found
        for module in pkgutil.iter_modules(services.__path__)
        for name, found in vars(importlib.import_module(f"zlts.services.{module.name}")).items()
        if inspect.isfunction(found) and found.__module__ == f"zlts.services.{module.name}"
        if str(found.__annotations__.get("return")) in ("Report", "Publication", "Letter", "list[Paper]")
        if inspect.signature(found, follow_wrapped=False).parameters.keys() & {"ledger", "session"}
        or hasattr(found, "__wrapped__")
    }
    assert {"overview.status", "bulletins.bulletin", "bulletins.measure_papers"} < made.keys()
    assert {name for name, found in made.items() if not hasattr(found, "__wrapped__")} == OF_THEIR_OWN


# ---------------------------------------------------------------- what is a name, and what is none


def hidden(text: str, *complainants: Complainant, known: tuple[str, ...] = ()) -> str:
    return Redaction(complainants, known).hide(text)


@pytest.mark.parametrize("name", ["柏小林", "柏 小林", "柏小林女士", "柏小林(退休)", "柏小林、周大江", "匿名,柏小林"])
def test_a_name_is_known_however_the_register_writes_it(name: str) -> None:
    assert hidden("柏小林来电，柏 小 林又来电", Complainant(name)) == "投诉人来电，投诉人又来电"


@pytest.mark.parametrize("name", ["", "匿名", "群众", "某", "女士", "无", "12345", "—"])
def test_where_nobody_gave_a_name_no_word_is_lost(name: str) -> None:
    text = "匿名群众拨打12345，某女士无理由—"
    assert hidden(text, Complainant(name)) == text


def test_a_page_in_the_place_of_a_name_does_no_harm() -> None:
    assert hidden("柏小林来电", Complainant("柏" * 3000, "1" * 3000), Complainant("柏小林")) == "投诉人来电"


def test_an_officers_name_stays_also_where_a_complainants_is_part_of_it() -> None:
    said = (Complainant("王小"), Complainant("石砚秋"))
    assert hidden("王小明接待王小，石砚秋在场", *said, known=("王小明", "石砚秋")) == "王小明接待投诉人，石砚秋在场"
    assert hidden("王小明的邻居", Complainant("王小明"), known=("王小",)) == "投诉人的邻居"


def test_numbers_go_badges_and_the_journals_head_stay() -> None:
    assert hidden("13900007788、0598-2330011、35042819800101001X") == "***、***、***"
    assert hidden("警号 13900007788", known=("13900007788",)) == "警号 13900007788"
    assert hidden("台账校验码：ab13900007788cd1") == "台账校验码：ab13900007788cd1"
    assert (
        hidden("１３９０００７７８８０，０５９８－２３３００１１，３５０４２８１９８００１０１００１Ｘ")
        == "***，***，***"
    )
    assert hidden("内线 ２３３００１１", Complainant(phone="2330011")) == "内线 ***"
    assert hidden("内线 2330011", Complainant(phone="2330011")) == "内线 ***"
    assert hidden("内线 233-0011", Complainant(phone="2330011")) == "内线 ***"
    assert hidden("流水 1233001199", Complainant(phone="2330011")) == "流水 1233001199"
    assert (
        hidden("来自 12345，第 110 号", Complainant(phone="12345"), Complainant(phone="110"))
        == "来自 12345，第 110 号"
    )


def test_a_whole_report_is_gone_through_and_one_with_personal_data_is_not() -> None:
    table = Table("t", "柏小林", (Column("柏小林", "柏小林", Look.WORD),), (("柏小林", 1, None),), total=("柏小林",))
    machine: dict[str, Any] = {
        "柏小林": ["柏小林", {"a": ("柏小林", 2)}],
        "problem": Problem("列", "柏小林", "柏小林"),
    }
    report = Report("r", "柏小林", "", "", (table,), ("柏小林",), ("柏小林",), machine)
    shown = Redaction([Complainant("柏小林")]).of(report)
    assert "柏小林" not in repr(shown).replace("'柏小林': [", "").replace("key='柏小林'", "")
    assert shown.machine["柏小林"] == ["投诉人", {"a": ("投诉人", 2)}]
    assert (shown.tables[0].columns[0].look, shown.tables[0].rows[0][1:]) == (Look.WORD, (1, None))
    personal = Report("r", "柏小林", "", "", (), personal=True)
    assert Redaction([Complainant("柏小林")]).of(personal) is personal
    assert Redaction([Complainant("柏小林")]).of([Place(1, "柏小林", 2)]) == [Place(1, "投诉人", 2)]


VARIANTS = Redaction(
    [
        Complainant("Bai Xiaolin"),
        Complainant("古丽·测不都"),
        Complainant("", "0598-2330011"),
        Complainant("", "010-23300112"),
    ],
    ["350102", "TS2330011"],
)


@pytest.mark.parametrize(
    "said",
    [
        "Bai Xiaolin", "bai xiaolin", "BAI XIAOLIN", "baixiaolin", "Ｂａｉ　Ｘｉａｏｌｉｎ", "Bai.Xiaolin",
        "古丽·测不都", "古丽•测不都", "古丽测不都", "古丽・测不都", "古丽.测不都", "古丽 测不都",
    ],
)  # fmt: skip
def test_a_name_is_hidden_however_it_is_written(said: str) -> None:
    assert VARIANTS.hide(f"反映人{said}来电。") == "反映人投诉人来电。"


@pytest.mark.parametrize("said", ["0598-2330011", "2330011", "233 0011", "23300112", "010 2330 0112"])
def test_a_landline_is_hidden_without_its_area_too(said: str) -> None:
    assert VARIANTS.hide(f"回电{said}。") == "回电***。"


@pytest.mark.parametrize(
    "said", ["baixiaoling", "古丽", "2330012", "12330011", "TS2330011", "警号350102", "满意率97.50%。A.B"]
)
def test_what_is_only_alike_is_shown(said: str) -> None:
    assert VARIANTS.hide(said) == said
