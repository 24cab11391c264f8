"""Those who complained are planted wherever text can stand; no command tells them, nothing has them after `purge`.

They are looked for in what is shown, in what is written (unpacked), in what is left in temporary folders, and at the
end in every byte that lies beside the ledger.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from typer.main import get_command

from tests.command import Zlts, founded_within
from tests.test_complainants_stay_hidden import (
    COMPLAINTS,
    FILINGS,
    FIXED,
    INSPECTIONS,
    MEASURES,
    NAME,
    NUMBER,
    OTHER,
    PHONE,
    PRESSES,
    ROSTER,
    SAID,
    WAITING,
    packed,
    said_in,
)
from tests.trust.county import ask, inside, sql
from zlts.backups import folder_of
from zlts.cli import app

SPACED = " ".join(NAME)
BUSINESS = f"单位,姓名,月份,事项,数量\n东山派出所,柳河清,2013-05,{SAID}的业务,12\n东山派出所,{OTHER},2013-05,户籍,3\n"
LETTERS = f"""\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况
TS5,2013-05-06,{SAID},{SPACED},,东山派出所,柳河清,{OTHER}说,态度冷淡,属实,2013-05-20,,
"""
WAITS = (
    "SELECT MIN(q.row) FROM quarantine q JOIN sheet s ON s.id = q.sheet_id WHERE s.batch_id = {}"
    " AND q.register_kind = 'evaluations'"
)
"""A row of a batch that waits."""
REASON = f"{SAID}已当面说明"
ENDINGS = (".xlsx", ".docx", ".html", ".csv", ".json")


def leaves(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command of the program with its words."""
    for name, one in getattr(group, "commands", {}).items():
        if getattr(one, "commands", None):
            yield from leaves(one, f"{before}{name} ")
        else:
            yield before + name, one


COMMANDS = dict(leaves(get_command(app)))
READING = {
    "status": ["", "--missing"], "journal": ["", "--since 2013-01-01"], "anchor": [""],
    "eligible": ["", "柳河清", NAME], "rollup": ["{upload}", NAME],
    "explain": ["柳河清 --year 2013", f"{NAME} --year 2013"],
    "ledger": ["2013", "2013 --all", "2013 --measures", "2013 --findings"],
    "complaints": ["", "--pending", "--alike"],
    "anomalies": ["2013-05", "{reason}"],
    "batches": [""], "rules": ["", OTHER], "quarantine": [""], "layouts": [""], "verify": ["", f"--anchor {NAME}"],
    "export": ["台账", "评价", "评价汇总", "投诉", "检查", "措施", "报送", "批次", "日志", "花名册", NAME],
    "simulate": ["2013 --policy {policy}"], "policy show": [""], "policy check": ["{policy}", f"{NAME}.toml"],
    "awards": ["2013"],
    "report monthly": ["2013-05", "2013-05 --public", "2013-05 --upload", "2013-05 --reprint {issued}", NAME],
    "report unit": ["东山派出所 2013-05", f"{NAME} 2013-05"],
    "report quarterly": ["2013Q2"], "report annual": ["2013"], "extract": ["1", "2", "3", "4", "5", "6", "7"],
    "assess": ["2013-05", "2013-06", PHONE], "notice": ["{entries}", "99999"], "help": ["", "month", NAME],
}  # fmt: skip
"""What is only asked, or says the same each time it is done."""
WRITING = {
    "merge": ["TS5 into {number} --reason {reason} --dry-run", "TS5 into {number} --reason {reason} --force",
              f"TS5 {NAME}"],
    "done": ["{entry} --on 2013-06-10 --by {other} --doc {reason}", f"{NAME} --on 2013-06-10"],
    "object": ["{entry} --on {today} --text {reason}", "{entry} --dismissed --doc {reason}"],
    "waive": ["{last} --reason {reason} --doc {reason}"],
    "void": ["{presses}::3-4 --reason {reason}", f"2:{NAME}:3 --reason x"],
    "count": ["99", "1"], "retry": [""], "bureau": ["云溪县公安局"],
    "set-aside": ["{waits} --reason {reason} --dry-run", "{waits} --reason {reason}",
                  f"{NAME} --reason x"],
    "post": [f"{OTHER} 东山派出所 --from 2013-09-01 --dry-run",
             f"季新雨 东山派出所 --from 2013-09-01 --window {PHONE}"],
    "add measure": ["白露明 谈话 --date 2013-06-03 --reason {reason}", f"{NAME} 谈话 --date 2013-06-03"],
    "add inspection": ["西桥派出所 --date 2013-06-03 --finding {reason} --points -1 --inspector {other}"],
    "add filing": ["西桥派出所 {reason} --filed 2013-03-04"],
    "add nil": ["西桥派出所 2013-06", f"{NAME} 2013-06"],
    "policy adopt": [f"{NAME}.toml", "{policy} --dry-run"],
    "import": ["{waiting}", "{mapped} --map 检查人=联系人", "{broken}", "{broken} --dry-run"],
    "undo": ["{last_batch} --dry-run", "{last_batch}", NAME],
    "backup": ["{folder}/另存/" + NAME + ".db"], "restore": ["{folder}/另存/" + NAME + ".db", f"{OTHER}.db"],
    "next": [""],
}  # fmt: skip
ELSEWHERE = {"init": "founds the ledger", "demo": "has a ledger of its own", "purge": "comes last"}


def test_every_command_is_asked() -> None:
    assert {*READING, *WRITING, *ELSEWHERE} == set(COMMANDS)


class Desk:
    """A ledger in which they stand everywhere, and everything that comes out of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.ledger, self.out = folder, folder / "台账" / "zlts.db", folder / "写出"
        self.said: dict[str, object] = {}

    def run(self, *words: object, codes: tuple[int, ...] = (0, 1, 2, 3)) -> str:
        """What a command shows; it must tell none of them."""
        done = inside(self.ledger, *words)
        shown = done.stdout + done.stderr
        assert done.returncode in codes, (words, shown)
        assert said_in(shown.replace(str(self.folder), "")) == [], (words, shown)
        left = [path for path in Path(tempfile.gettempdir()).rglob("*") if path.is_file()]
        assert left == [], words
        return shown

    def words(self, line: str) -> list[str]:
        self.said["last_batch"] = ask(self.ledger, "SELECT MAX(id) FROM batch")[0][0]
        return [word.format(**self.said) for word in line.split()]

    def ask(self, name: str, line: str) -> None:
        """A command in every format that it knows, on the terminal and in files."""
        words = [*name.split(), *self.words(line)]
        options = {one for param in COMMANDS[name].params for one in param.opts}
        for form in ("table", "json", "csv") if "--format" in options else ("",):
            if "--output" not in options or not _is_required(name):
                self.run(*words, *(["--format", form] if form else []))
        if "--output" in options:
            for ending in ENDINGS:
                target = self.out / ("文书" if name == "notice" else f"a{ending}")
                self.run(*words, "-o", target, "--replace")
                for path in sorted(self.out.rglob("*")):
                    if path.is_file():
                        told = "" if name == "extract" else _text(path)  # which is for the bytes as they came
                        assert said_in(path.name + told) == [], (words, path.name)
                shutil.rmtree(self.out)
                self.out.mkdir()


def _is_required(name: str) -> bool:
    return any(param.required and "--output" in param.opts for param in COMMANDS[name].params)


def _text(path: Path) -> str:
    if path.suffix in (".xlsx", ".docx"):
        return packed(path)
    return re.sub(r"<[^>]*>", "|", path.read_text("utf-8-sig", errors="ignore"))


def _sheet(path: Path, title: str, *lines: str) -> None:
    book = Workbook()
    book.worksheets[0].title = title
    for line in lines:
        book.worksheets[0].append(line.split(","))
    book.save(path)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    temporary = tmp_path / "临时"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    made = Desk(tmp_path)
    made.ledger.parent.mkdir()
    made.out.mkdir()
    own = tmp_path / f"{OTHER}等反映的事"
    own.mkdir()
    (own / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    assert inside(made.ledger, "init", "--roster", own / "花名册.csv").returncode == 0
    early = {f"{NAME}-检查.csv": INSPECTIONS, f"措施 {PHONE}.csv": MEASURES, "报送.csv": FILINGS,
             "业务量登记.csv": BUSINESS,
             f"评价{FIXED}.csv": PRESSES + WAITING}  # fmt: skip
    for name, text in early.items():  # nobody knows yet that they will complain
        (own / name).write_text(text, encoding="utf-8")
        assert inside(made.ledger, "import", own / name).returncode in (0, 3), name
    _sheet(own / "检查表.xlsx", f"{NAME}反映", "检查日期,单位,检查项目,情况,加扣分",
           "2013-05-14,东山派出所,着装挂牌,未挂牌,-1", "某日,东山派出所,x,y,-1")  # fmt: skip
    _sheet(own / "登记.xlsx", "Sheet1", "检查日期,单位,检查项目,情况,加扣分,联系人",
           f"2013-05-15,东山派出所,着装挂牌,未佩带,-1,{SPACED}")  # fmt: skip
    for name in ("检查表.xlsx", "登记.xlsx"):
        assert inside(made.ledger, "import", own / name).returncode in (0, 3), name
    (own / f"{NAME}.xlsx").write_bytes(b"PK\x03\x04 nothing")
    assert inside(made.ledger, "import", own / f"{NAME}.xlsx").returncode == 1
    assert NAME in made.ledger.with_name(".zlts.db.未收").read_text("utf-8")
    for name, text in {"投诉.csv": COMPLAINTS, "来信.csv": LETTERS}.items():
        (own / name).write_text(text, encoding="utf-8")
        made.run("import", own / name, codes=(0, 3))
    made.run("assess", "2013-05", codes=(0, 3))
    entries = [one[0] for one in ask(made.ledger, "SELECT id FROM entry WHERE kind IN ('谈话', '打招呼')")]
    (batch,) = ask(made.ledger, "SELECT id FROM batch WHERE register_kind = 'evaluations'")[0]
    (own / "再来.csv").write_text("单位,姓名,评价结果,评价时间\n" + WAITING.replace("10:0", "11:0"), encoding="utf-8")
    mapped = f"检查日期,单位,检查项目,情况,加扣分,联系人\n2013-05-16,东山派出所,着装挂牌,{SAID},-1,{SPACED}\n"
    (own / f"{OTHER}反映.csv").write_text(mapped, encoding="utf-8")
    policy = tmp_path / "政策.toml"
    policy.write_text(json.loads(json.dumps(ask(made.ledger, "SELECT source FROM policy")[0][0])), encoding="utf-8")
    today = datetime.now().astimezone().date()
    made.said = {
        "policy": policy, "entries": entries[0], "entry": entries[0], "last": entries[-1], "number": NUMBER,
        "reason": "".join(REASON.split()), "other": OTHER, "presses": batch, "folder": tmp_path,
        "waiting": own / "再来.csv", "broken": own / f"{NAME}.xlsx", "issued": "2013年第5期", "today": today,
        "mapped": own / f"{OTHER}反映.csv", "upload": tmp_path / "上报.json",
        "waits": f"{batch}:{ask(made.ledger, WAITS.format(batch))[0][0]}",
    }  # fmt: skip
    return made


def test_nobody_is_told_by_any_command_and_nothing_has_them_after_the_purge(desk: Desk) -> None:
    desk.run("report", "monthly", "2013-05", "--issue", "2013年第5期", codes=(0, 3))
    desk.run("report", "monthly", "2013-05", "--upload", "-o", desk.said["upload"], codes=(0, 3))
    for name, lines in (WRITING | READING).items():
        for line in lines:
            desk.ask(name, line)
    figures, issued = _figures(desk), _issued(desk)
    assert all(
        said_in(str(word))
        for (word,) in ask(desk.ledger, "SELECT reason FROM waiver UNION SELECT text FROM objection")
    )
    rehearsed = desk.run("purge", "--before", "2100", "--dry-run", codes=(0,))
    assert desk.run("purge", "--before", "2100", codes=(0,)) == rehearsed.replace("会", "已")
    for path in sorted(desk.ledger.parent.rglob("*")):
        if path.is_file():
            told = path.read_bytes()
            for encoding in ("utf-8", "gb18030", "utf-16-le"):
                assert said_in(path.name + told.decode(encoding, "ignore")) == [], path.name
    _unpacked(desk.ledger, desk.folder / "原件.zip")
    for name, lines in READING.items():
        for line in lines:
            if "{reason}" not in line and not said_in(line):  # nobody knows them any more
                if _is_required(name):
                    desk.ask(name, line)
                else:  # no byte that it could tell is left in the ledger, whatever the format
                    desk.run(*name.split(), *desk.words(line))
    assert _figures(desk) == figures
    assert _issued(desk) == issued
    desk.run("verify", codes=(0,))
    assert desk.run("export", "花名册", "-o", desk.out / "a.csv", codes=(0,))
    assert "石砚秋" in (desk.out / "a.csv").read_text("utf-8-sig")  # an officer, who once complained


def _unpacked(ledger: Path, target: Path) -> None:
    """The kept files that are packed tell none of them either."""
    with closing(sqlite3.connect(ledger)) as connection:
        for (content,) in connection.execute("SELECT content FROM kept_file WHERE substr(content, 1, 2) = x'504B'"):
            target.write_bytes(content)
            assert said_in(packed(target)) == []


def _figures(desk: Desk) -> list[tuple[object, ...]]:
    """What stands in the ledger, after a pass."""
    desk.run("assess", "2013-06", codes=(0, 3))
    return ask(desk.ledger, "SELECT id, month, unit, person, kind, points, reverses FROM entry ORDER BY id")


def _issued(desk: Desk) -> str:
    """The issued bulletin, whatever signs stand for those who complained."""
    shown = desk.run("report", "monthly", "--reprint", "2013年第5期", "--format", "json")
    return re.sub(r"(投诉人|\*\*\*)[0-9a-f]{8}", r"\1", shown)


# ---------------------------------------------------------------- what stays


def _told(folder: Path, complainant: str) -> Zlts:
    """A ledger with inspections and a complaint of somebody so called, assessed."""
    made = founded_within(folder, ROSTER)
    files = {"投诉.csv": COMPLAINTS.replace(f"{NAME}女士", complainant), "检查.csv": INSPECTIONS}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        assert made.run("import", folder / name).returncode in (0, 3)
    made.json("assess", "2013-06", codes=(0, 3))
    return made


@pytest.mark.parametrize("word", ["属实", "柳河清", "东山派出所", "谈话", "群众", "警号"])
def test_a_word_of_the_rules_or_the_roster_is_nobodys_name(word: str, tmp_path: Path) -> None:
    made = _told(tmp_path, word)
    said = (
        "SELECT verdict, unit, officers, received FROM complaint ORDER BY id",
        "SELECT kind, item, unit, date FROM inspection ORDER BY id",
        "SELECT id, month, unit, person, role, kind, points, rule FROM entry ORDER BY id",
    )
    before = [ask(made.ledger, statement) for statement in said]
    made.ok("purge", "--before", "2014")
    made.json("assess", "2013-06", codes=(0, 3))
    assert [ask(made.ledger, statement) for statement in said] == before


def test_two_rows_that_differ_in_whom_they_name_stay_two(tmp_path: Path) -> None:
    made = founded_within(tmp_path, ROSTER)
    row = "2013-05-09,东山派出所,柳河清,着装挂牌,{}来电,-1\n"
    files = {
        "检查.csv": "检查日期,单位,姓名,检查项目,情况,加扣分\n" + row.format(NAME) + row.format("周大江"),
        "投诉.csv": COMPLAINTS.replace(f"{NAME}女士", f"{NAME}、周大江"),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert made.run("import", tmp_path / name).returncode in (0, 3)
    made.json("assess", "2013-06", codes=(0, 3))
    before = ask(made.ledger, "SELECT id, points FROM entry")
    made.ok("purge", "--before", "2014")
    made.json("assess", "2013-06", codes=(0, 3))
    assert ask(made.ledger, "SELECT id, points FROM entry") == before
    assert len(ask(made.ledger, "SELECT DISTINCT finding FROM inspection WHERE fate = 'accepted'")) == 2
    shown = made.ok("explain", "柳河清", "--year", "2013")
    assert "投诉人" in shown
    assert re.search("已清除(?! *[0-9a-f]{8})", shown)
    assert not re.search("(投诉人|已清除) ?[0-9a-f]{9}", shown)


def test_purge_does_not_hide_what_was_tampered_with(tmp_path: Path) -> None:
    made = _told(tmp_path, NAME)
    sql(made.ledger, "UPDATE inspection SET points = '-1' WHERE id = 1")
    for command in (("purge", "--before", "2014"), ("verify",)):
        done = made.run(*command)
        assert done.returncode == 1
        assert "文件的登记与日志不符" in done.stderr


def test_copies_stay_where_nothing_is_to_be_erased(tmp_path: Path) -> None:
    made = _told(tmp_path, NAME)
    copies = sorted(path.name for path in folder_of(made.ledger).iterdir())
    assert copies
    assert "备份已删去" not in made.ok("purge", "--before", "2000")
    assert sorted(path.name for path in folder_of(made.ledger).iterdir()) == copies
