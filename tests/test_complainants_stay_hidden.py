"""Who complained is known from the register, and hidden wherever else the name or number stands, in any writing."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from unicodedata import normalize

import pytest
from openpyxl import Workbook, load_workbook

from tests.trust.county import ask, inside
from zlts.redaction import Complainant, Redaction

NAME, OTHER = "欧阳采薇", "柏小林"
PHONE, FIXED, IDENTITY = "13900007788", "05982330011", "350428198001010017"
NUMBER = "13700006666"
"""A complaint's number that looks like a phone's: it is needed for `merge`, and stays."""
SAID = "欧阳 采薇、柏　小林（１３９ 0000.7788，+86-139-0000-7788，（0598）233-0011，350428 19800101 0017）来所反映"
ROSTER = """\
单位,别名,城区/农村,姓名,警号,角色,窗口,评价器
东山派出所,,城区,柳河清,880101,窗口民警,1号窗口,P01
东山派出所,,城区,石砚秋,,责任领导,,
西桥派出所,,农村,白露明,880102,窗口民警,1号窗口,P02
"""
COMPLAINTS = f"""\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况
{NUMBER},2013-05-06,来电,{NAME}女士,139-0000-7788,东山派出所,柳河清,脸难看,态度冷淡,属实,2013-05-20,,
TS2,2013-05-08,来电,匿名,{FIXED},西桥派出所,白露明,,态度冷淡,待查,,,
TS3,不详,来电,{OTHER}（退休）,{IDENTITY},西桥派出所,查无此人,,言语不当,待查,,,
TS4,2013-05-09,来电,石砚秋,,西桥派出所,白露明,,言语不当,待查,,,
"""
PRESSES = "单位,姓名,窗口,评价结果,评价时间\n" + "".join(
    f"东山派出所,柳河清,1号窗口,{'满意' if n > 1 else '不满意'},2013-05-06 09:{n:02d}:00\n" for n in range(12)
)
WAITING = f"东山派出所,{NAME},{PHONE},满意,2013-05-07 10:00:00\n东山派出所,柳河清,2,{OTHER}说好,2013-05-07 10:01:00\n"
INSPECTIONS = f"""\
检查日期,单位,姓名,检查类别,检查项目,情况,加扣分,程度,检查人
2013-05-09,东山派出所,柳河清,日常检查,着装挂牌,{SAID},-2,,检查组
2013-05-10,西桥派出所,,日常检查,经验做法,为{SAID}上门办证,3,,检查组
2013-05-11,西桥派出所,{OTHER},日常检查,着装挂牌,{SAID},扣{PHONE}分,,检查组
"""
MEASURES = (
    f"日期,姓名,单位,措施,事由\n2013-05-12,白露明,西桥派出所,谈话,{SAID}\n2013-05-13,{NAME},西桥派出所,谈话,口头\n"
)
FILINGS = f"单位,事项,截止日期,报送日期\n东山派出所,实施方案（{SAID}）,2013-03-05,2013-03-08\n"
TOLD = (
    "report monthly 2013-05", "report quarterly 2013Q2", "report annual 2013", "awards 2013", "ledger 2013 --all",
    "explain 柳河清 --year 2013", "anomalies 2013-05", "complaints", "complaints --alike", "quarantine", "status",
    "batches", "layouts", "assess 2013-05",
)  # fmt: skip
TABLES = ("台账", "评价", "评价汇总", "投诉", "检查", "措施", "报送", "批次", "日志", "花名册")


def said_in(text: str) -> list[str]:
    """Which of them a text tells, whatever stands between the signs."""
    bare = re.sub(r"[\s.。．·()（）+＋_/~\u200b\-－–—]", "", normalize("NFKC", text))
    return [secret for secret in (NAME, "采薇", OTHER, PHONE, FIXED, IDENTITY) if secret in bare]


def packed(path: Path) -> str:
    """All of a packed file, without its marks; each piece apart."""
    with zipfile.ZipFile(path) as archive:
        names = [*archive.namelist()]
        text = "\n".join(names) + "".join(archive.read(name).decode("utf-8", "ignore") for name in names)
    return re.sub(r"<[^>]*>", "|", text)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    (folder / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    path = folder / "zlts.db"
    assert inside(path, "init", "--roster", folder / "花名册.csv").returncode == 0
    own = folder / f"{OTHER}等反映的事"
    own.mkdir()
    files = {f"{NAME}-检查.csv": INSPECTIONS, f"措施 {PHONE}.csv": MEASURES, "报送.csv": FILINGS,
             f"评价{FIXED}.csv": PRESSES + WAITING}  # fmt: skip
    for name, text in files.items():
        (own / name).write_text(text, encoding="utf-8")
    book = Workbook()
    book.worksheets[0].title = f"{NAME}反映"
    for line in (
        "检查日期,单位,检查项目,情况,加扣分",
        "2013-05-14,东山派出所,着装挂牌,未挂牌,-1",
        "某日,东山派出所,x,y,-1",
    ):
        book.worksheets[0].append(line.split(","))
    book.save(own / "检查表.xlsx")
    (folder / "投诉.csv").write_text(COMPLAINTS, encoding="utf-8")
    done = inside(path, "import", folder / "投诉.csv")
    assert done.returncode == 3
    assert said_in(done.stdout + done.stderr) == []
    done = inside(path, "import", own, "--format", "json")
    assert done.returncode == 3
    assert said_in(done.stdout.replace(str(folder), "") + done.stderr) == []
    assert sum(one["accepted"] for one in json.loads(done.stdout)["files"]) >= 15
    assert inside(path, "assess", "2013-05").returncode in (0, 3)
    return path


@pytest.mark.parametrize("words", TOLD)
def test_no_format_of_any_report_tells_them(words: str, ledger: Path, tmp_path: Path) -> None:
    for form in ("table", "json", "csv"):
        done = inside(ledger, *words.split(), "--format", form)
        assert done.returncode in (0, 3), done.stderr
        assert said_in(done.stdout + done.stderr) == [], form
    if words.split(maxsplit=1)[0] in ("status", "batches", "layouts", "assess"):
        return
    letters = [".docx"] if words.split(maxsplit=1)[0] in ("report", "awards") else []
    for suffix in [".xlsx"] if words == "quarantine" else [".xlsx", ".csv", ".json", *letters]:
        output = tmp_path / f"a{suffix}"
        assert inside(ledger, *words.split(), "-o", output).returncode in (0, 3)
        told = packed(output) if suffix in (".xlsx", ".docx") else output.read_text("utf-8-sig")
        assert said_in(told) == [], suffix


@pytest.mark.parametrize("table", TABLES)
def test_no_exported_table_tells_them(table: str, ledger: Path, tmp_path: Path) -> None:
    for suffix in (".csv", ".json", ".xlsx"):
        output = tmp_path / f"a{suffix}"
        assert inside(ledger, "export", table, "-o", output).returncode == 0
        assert said_in(packed(output) if suffix == ".xlsx" else output.read_text("utf-8-sig")) == [], suffix


def test_nor_the_papers_for_a_measure(ledger: Path, tmp_path: Path) -> None:
    numbers = [str(one[0]) for one in ask(ledger, "SELECT id FROM entry WHERE kind IN ('谈话', '打招呼')")]
    assert inside(ledger, "notice", *numbers, "-o", tmp_path / "文书").returncode == 0
    assert [said_in(path.name + packed(path)) for path in (tmp_path / "文书").iterdir()] == [[]] * len(numbers)


def test_nor_what_is_said_of_a_batch_or_of_a_file_that_is_refused(ledger: Path, tmp_path: Path) -> None:
    batches = json.loads(inside(ledger, "batches", "--format", "json").stdout)["batches"]
    assert sum("投诉人" in one["file"] or "***" in one["file"] for one in batches) == 3
    for one in batches:
        number = one["batch"]
        for words in (("undo", number, "--dry-run"), ("extract", number, "-o", tmp_path / f"{number}.bin")):
            done = inside(ledger, *words)
            assert said_in(done.stdout.replace(str(tmp_path), "") + done.stderr) == []
    broken = tmp_path / f"{NAME}和{OTHER}.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    for form in ("table", "json"):
        done = inside(ledger, "import", broken, "--format", form)
        assert done.returncode == 1
        assert said_in(done.stdout + done.stderr) == []
    (tmp_path / f"{OTHER}.csv").write_text(COMPLAINTS, encoding="utf-8")
    for more in ([], ["--dry-run"]):
        done = inside(ledger, "import", tmp_path / f"{OTHER}.csv", *more)
        assert said_in(done.stdout + done.stderr) == []


def test_a_dry_run_knows_those_whom_it_would_take_in(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "池小渔来电.csv"
    path.write_text(COMPLAINTS.replace(NAME, "池小渔").replace(NUMBER, "TS9"), encoding="utf-8")
    done = inside(ledger, "import", path, "--dry-run", "--format", "json")
    assert "池小渔" not in done.stdout + done.stderr


def test_a_complaints_number_and_an_officers_name_stay(ledger: Path, tmp_path: Path) -> None:
    for form in ("table", "json", "csv"):
        assert NUMBER in inside(ledger, "complaints", "--format", form).stdout
    assert NUMBER in inside(ledger, "explain", "柳河清", "--year", "2013").stdout
    assert NUMBER in inside(ledger, "report", "monthly", "2013-05", "--format", "json").stdout
    assert inside(ledger, "export", "花名册", "-o", tmp_path / "a.csv").returncode == 0
    assert "石砚秋" in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_hidden_cells_of_the_quarantine_come_back_as_they_were(ledger: Path, tmp_path: Path) -> None:
    output = tmp_path / "待核实.xlsx"
    assert inside(ledger, "quarantine", "-o", output).returncode in (0, 3)
    cells = [cell for sheet in load_workbook(output) for row in sheet.values for cell in row]
    assert cells.count("***") >= 6
    before = ask(ledger, "SELECT complainant, phone FROM complaint WHERE number = 'TS3'")
    inside(ledger, "import", output)
    after = ask(ledger, "SELECT complainant, phone FROM complaint WHERE number = 'TS3'")
    assert set(after) == set(before)


# ---------------------------------------------------------------- a number, however it is written

WAYS = (
    "13900007788", "139-0000-7788", "139 0000 7788", "139.0000.7788", "139－0000—7788", "１３９００００７７８８",
    "１３９．００００．７７８８", "1 3 9 0 0 0 0 7 7 8 8", "+86 139 0000 7788", "+8613900007788", "0086-13900007788",
    "013900007788", "139 000 07788", "(139)00007788", "139_0000_7788", "139。0000。7788",
    "139\u200b0000\u200b7788", "139\n0000\n7788", "139～0000～7788", "（＋８６）１３９　００００　７７８８",
    "139/0000/7788", "139　0000　7788", "139*0000*7788", "139 + 0000 + 7788", "139 -- 0000 -- 7788", "139=0000=7788",
    "139：0000:7788", "١٣٩٠٠٠٠٧٧٨٨", "一三九零零零零七七八八", "幺三九 〇〇〇〇 七七八八",
)  # fmt: skip


@pytest.mark.parametrize("text", WAYS)
@pytest.mark.parametrize("known", [True, False])
def test_a_mobile_number_in_any_writing(text: str, known: bool) -> None:
    told = Redaction([Complainant("", PHONE)] if known else []).hide(f"请回电{text}，谢谢")
    assert "***" in told
    assert PHONE[-4:] not in normalize("NFKC", told)
    assert said_in(told) == []


@pytest.mark.parametrize(
    "text",
    ["350428198001010017", "350428 19800101 0017", "350428-19800101-001X", "３５０４２８１９８００１０１００１ｘ"],
)
def test_an_id_number_in_any_writing(text: str) -> None:
    assert Redaction().hide(f"身份证{text}。") == "身份证***。"


@pytest.mark.parametrize("text", ["0598-2330011", "05982330011", "（0598）2330011", "0598 233 0011", "0598.2330011"])
def test_a_landline_in_any_writing(text: str) -> None:
    assert said_in(Redaction().hide(f"电话{text}。")) == []


@pytest.mark.parametrize(
    "text",
    [
        "2013-03-05 2013-03-08", "2013-05-06 13:45:00", "2013.03.05-2013.03.08 共 12 条", "20130506 09123300",
        "有效评价 1500 个，满意 1390 个", "3:Sheet1:5-16,20", "流水号 150123456789012", "13-05-06，15-05-07",
        "99.91%（3383，3380）", "12345", "第 139 号", "6 月 10 日 15 时 30 分",
        "1500:1048576", "二〇一三年五月六日", "一二三四五六七八九", "09:12:33 13:45:00 350509", "12:345:678",
    ],
)  # fmt: skip
def test_other_figures_stay(text: str) -> None:
    assert Redaction([Complainant("", PHONE)]).hide(text) == text


@pytest.mark.parametrize(
    "cell",
    [
        "柏小林和周大江",
        "柏小林（13900007788）",
        "柏小林 13900007788",
        "柏小林、周大江等3人",
        "柏小林：退休",
        "投诉人：柏小林",
    ],
)
def test_names_and_numbers_that_share_a_cell(cell: str) -> None:
    hidden = Redaction([Complainant(cell)])
    assert hidden.hide("柏小林来电") == "投诉人来电"
    assert hidden.hide("周大江来电") == ("投诉人来电" if "周大江" in cell else "周大江来电")


@pytest.mark.parametrize(
    "text", ["柏 小 林", "柏　小　林", "柏.小.林", "柏·小林", "柏_小林", "柏\n小林", "柏\u200b小林"]
)
def test_a_name_however_it_is_spaced(text: str) -> None:
    assert Redaction([Complainant("柏小林")]).hide(f"为{text}上门") == "为投诉人上门"


def test_a_latin_name_is_a_whole_word() -> None:
    hidden = Redaction([Complainant("John Smith"), Complainant("Li")])
    assert hidden.hide("John Smith and Li, Line 3, JohnSmithson") == "投诉人 and 投诉人, Line 3, JohnSmithson"


def test_as_many_names_and_numbers_as_a_city_has_are_known_at_once() -> None:
    complainants = [
        Complainant(f"欧{chr(0x4E00 + n % 5000)}{chr(0x5E00 + n // 5000)}", f"139{n:08d}") for n in range(50_000)
    ]
    hidden = Redaction(complainants, [f"TS{n:06d}" for n in range(100_000)])
    assert hidden.hide(f"{complainants[-1].name}（TS000001，{complainants[7].phone}）") == "投诉人（TS000001，***）"
