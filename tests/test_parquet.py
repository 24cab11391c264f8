"""A folder of counties as Parquet: without names, the same figures as the forms, and each county's files its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.command import Within
from tests.counties import complaints, county, month, uploaded
from zlts import parquet
from zlts.periods import Month

QINGYUAN, JIAHE = "清源县公安局", "甲/河县公安局"
DETAIL = """单位,窗口,姓名,评价结果,评价时间
城关派出所,1号窗口,朱春梅,非常满意,2013-06-03 09:12:33
城关派出所,朱春梅,朱春梅,不满意(1分),2013-06-03 16:12:33
城关派出所,1号窗口,朱春梅,,2013-06-04 09:12:33
沙洲派出所,2号窗口,曹国栋,满意,2013-06-05 10:00:00
"""


def two_counties(folder: Path) -> dict[str, Within]:
    """Two counties, their second quarter: one with June press by press, one by summaries; exported into 各县."""
    made = {QINGYUAN: county(folder / "清源", QINGYUAN), JIAHE: county(folder / "甲河", JIAHE)}
    for one in made.values():
        month(one, "2013-04", 2)
        month(one, "2013-05", 9)
        complaints(one, "1,2013-05-08,话难听,属实,2013-06-03", "2,2013-04-09,事难办,待查,")
    detail = folder / "6月.csv"
    detail.write_text(DETAIL, encoding="utf-8")
    made[QINGYUAN].ok("import", detail)
    month(made[JIAHE], "2013-06", 1, "沙洲派出所")
    made[JIAHE].ok("add", "inspection", "城关派出所", "--date", "2013-05-04", "--finding", "未挂牌", "--points", "-2")
    for one in made.values():
        one.run("assess", "2013-06")
        one.ok("export", "--parquet", folder / "各县")
    return made


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of two counties that nobody changes."""
    folder = tmp_path_factory.mktemp("两县")
    two_counties(folder)
    return folder


@pytest.fixture
def counties(tmp_path: Path) -> dict[str, Within]:
    """Two counties of a test's own, exported into `lake`."""
    return two_counties(tmp_path)


@pytest.fixture
def lake(shared: Path, tmp_path: Path) -> Path:
    """Where a test's own counties are; else a copy of those that all tests share."""
    if not (tmp_path / "各县").exists():
        shutil.copytree(shared / "各县", tmp_path / "各县")
    return tmp_path / "各县"


@pytest.fixture
def desk(tmp_path: Path) -> Within:
    """Somebody above the counties, without a ledger."""
    return Within(tmp_path / "没有台账" / "zlts.db")


def query(lake: Path, table: str, what: str) -> list[tuple[Any, ...]]:
    """What an analyst asks of a table with nothing but DuckDB."""
    files = lake / table / "*" / "*" / "*.parquet"
    found: list[tuple[Any, ...]] = duckdb.execute(
        what.replace("TABLE", f"read_parquet('{files}', hive_partitioning = true)")
    ).fetchall()
    return found


def test_a_folder_reads_as_one_table(lake: Path) -> None:
    asked = "SELECT county, month, SUM(presses) FROM TABLE WHERE month = '2013-05' GROUP BY ALL ORDER BY ALL"
    assert query(lake, "tallies", asked) == [(QINGYUAN, "2013-05", 207), (JIAHE, "2013-05", 207)]
    assert query(lake, "measures", "SELECT DISTINCT kind FROM TABLE WHERE role = 'officer' ORDER BY 1") == [
        ("取消评先评优",), ("打招呼",), ("谈话",),
    ]  # fmt: skip


def test_presses_are_there_one_by_one_and_name_nobody(lake: Path) -> None:
    asked = 'SELECT unit, CAST(day AS VARCHAR), hour, rating, "window" FROM TABLE ORDER BY day, hour'
    assert query(lake, "evaluations", asked) == [
        ("城关派出所", "2013-06-03", 9, "非常满意", 1),
        ("城关派出所", "2013-06-03", 16, "不满意", 2),
        ("城关派出所", "2013-06-04", 9, "空白", 1),
        ("沙洲派出所", "2013-06-05", 10, "满意", 3),
    ]
    for path in lake.rglob("*.parquet"):
        said = str(pq.ParquetFile(path).read().to_pylist())
        assert not [
            name for name in ("朱春梅", "曹国栋", "薛晓燕", "350509", "柏小林", "13900007788") if name in said
        ]


def test_what_is_voided_is_not_among_them(counties: dict[str, Within], lake: Path) -> None:
    made = counties[QINGYUAN]
    before = query(lake, "evaluations", "SELECT COUNT(*) FROM TABLE")
    batch = next(one["batch"] for one in made.json("batches")["batches"] if one["file"] == "6月.csv")
    sheet = made.json("explain", "350509", codes=(0, 3))["unsatisfied"]
    row = next(one for one in sheet if one["batch"] == batch)
    made.ok("void", f"{batch}:{row['sheet']}:{row['row']}", "--reason", "误按")
    made.ok("export", "--parquet", lake)
    assert query(lake, "evaluations", "SELECT COUNT(*) FROM TABLE") == [(before[0][0] - 1,)]


def test_a_folder_gives_the_figures_of_the_forms(shared: Path, desk: Within, tmp_path: Path) -> None:
    for place in ("清源", "甲河"):
        for number in (3, 4, 5, 6):
            uploaded(Within(shared / place / "zlts.db"), tmp_path / "上报", f"2013-{number:02d}")
    for period in ("2013-05", "2013-06", "2013Q2", "2013"):
        by_forms = desk.json("rollup", tmp_path / "上报", "--period", period)
        assert len(by_forms["counties"]) == 2
        assert desk.json("rollup", shared / "各县", "--period", period) == by_forms


def test_again_changes_only_what_has_changed_and_takes_away_what_is_gone(
    counties: dict[str, Within], lake: Path
) -> None:
    before = {path.relative_to(lake): path.read_bytes() for path in lake.rglob("*.parquet")}
    made = counties[QINGYUAN]
    batch = next(one["batch"] for one in made.json("batches")["batches"] if one["file"] == "6月.csv")
    made.ok("undo", batch)
    made.ok("export", "--parquet", lake)
    after = {path.relative_to(lake): path.read_bytes() for path in lake.rglob("*.parquet")}
    own = f"county={QINGYUAN}"
    assert {path: text for path, text in after.items() if own not in path.parts} == {
        path: text for path, text in before.items() if own not in path.parts
    }
    assert query(lake, "evaluations", f"SELECT COUNT(*) FROM TABLE WHERE county = '{QINGYUAN}'") == [(0,)]


def test_a_file_that_somebody_changed_is_not_overwritten(counties: dict[str, Within], lake: Path) -> None:
    path = next(lake.glob(f"tallies/county={QINGYUAN}/*/*.parquet"))
    path.write_bytes(b"mine")
    assert counties[QINGYUAN].run("export", "--parquet", lake).returncode == 1
    assert path.read_bytes() == b"mine"
    counties[QINGYUAN].ok("export", "--parquet", lake, "--replace")
    assert path.read_bytes() != b"mine"


# ---------------------------------------------------------------- files that do not count

MAY = f"county={QINGYUAN}/month=2013-05"


def table(lake: Path, name: str) -> Path:
    """A table of May at 清源, which the tests spoil."""
    return lake / name / MAY / "part-0.parquet"


def rewritten(path: Path, change: Callable[[pa.Table], pa.Table]) -> None:
    pq.write_table(change(pq.ParquetFile(path).read()), path)


def _cut(lake: Path) -> None:
    path = table(lake, "tallies")
    path.write_bytes(path.read_bytes()[:-200])


def _text(lake: Path) -> None:
    table(lake, "forms").write_text("没有东西", encoding="utf-8")


def _without_a_column(lake: Path) -> None:
    rewritten(table(lake, "tallies"), lambda rows: rows.drop_columns(["unit", "area"]))


def _with_a_column(lake: Path) -> None:
    rewritten(table(lake, "matters"), lambda rows: rows.append_column("name", pa.array(["柏小林"] * rows.num_rows)))


def _other_type(lake: Path) -> None:
    def as_text(rows: pa.Table) -> pa.Table:
        return rows.set_column(2, "entries", rows["entries"].cast(pa.string()))

    rewritten(table(lake, "measures"), as_text)


def _other_count(lake: Path) -> None:
    def less(rows: pa.Table) -> pa.Table:
        return rows.set_column(5, "presses", pa.array([number // 2 for number in rows["presses"].to_pylist()]))

    rewritten(table(lake, "tallies"), less)


def _other_state(lake: Path) -> None:
    def missing(rows: pa.Table) -> pa.Table:
        words = rows["state"].to_pylist()
        return rows.set_column(2, "state", pa.array([*words[:-1], "missing"]))

    rewritten(table(lake, "tallies"), missing)


def _fewer_rows(lake: Path) -> None:
    rewritten(table(lake, "measures"), lambda rows: rows.slice(1))


def _no_form(lake: Path) -> None:
    rewritten(table(lake, "forms"), lambda rows: rows.slice(1))


def _form_of_nothing(lake: Path) -> None:
    def nothing(rows: pa.Table) -> pa.Table:
        return pa.Table.from_pylist([{"schema": "zlts-upload-1"}], rows.schema)

    rewritten(table(lake, "forms"), nothing)


def _later(lake: Path) -> None:
    rewritten(table(lake, "forms"), lambda rows: rows.set_column(0, "schema", pa.array(["zlts-upload-2"])))


def _lacking(lake: Path) -> None:
    table(lake, "tallies").unlink()


def _half_of_an_export(lake: Path) -> None:
    june = lake / "tallies" / f"county={QINGYUAN}" / "month=2013-06" / "part-0.parquet"
    shutil.copy(june, table(lake, "tallies"))


def _other_evaluations(lake: Path) -> None:
    june = lake / "evaluations" / f"county={QINGYUAN}" / "month=2013-06" / "part-0.parquet"
    shutil.copy(june, table(lake, "evaluations"))


def _of_another_month(lake: Path) -> None:
    for path in lake.glob(f"*/county={QINGYUAN}/month=2013-06/part-0.parquet"):
        shutil.copy(path, path.parent.parent / "month=2013-05" / path.name)


CHANGED = "“清源县公安局 2013-05”的表写出以后被改动过，或者重新导出没有做完"


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_cut, f"“tallies/{MAY}/part-0.parquet”读不了，像是没有写完或没有拷完"),
        (_text, f"“forms/{MAY}/part-0.parquet”读不了"),
        (_without_a_column, f"“tallies/{MAY}/part-0.parquet”的列不对：缺 unit、area，没有计入"),
        (_with_a_column, f"“matters/{MAY}/part-0.parquet”的列不对：name 不该有或类型不对"),
        (_other_type, f"“measures/{MAY}/part-0.parquet”的列不对：entries 不该有或类型不对"),
        (_other_count, CHANGED),
        (_other_state, CHANGED),
        (_fewer_rows, CHANGED),
        (_no_form, "“清源县公安局 2013-05”的 forms 应当有一行，有 0 行"),
        (_form_of_nothing, CHANGED),
        (_later, "“清源县公安局 2013-05”是另一版程序写的表（zlts-upload-2）"),
        (_lacking, "“清源县公安局 2013-05”的表不全，缺 tallies"),
        (_half_of_an_export, CHANGED),
        (_other_evaluations, CHANGED),
        (_of_another_month, f"“{MAY}”里是“清源县公安局” 2013-06 的表，和文件夹的名字不同"),
    ],
)
def test_a_bad_month_has_its_sentence_and_the_others_go_on(
    lake: Path, desk: Within, spoil: Callable[[Path], None], told: str
) -> None:
    spoil(lake)
    said = desk.json("rollup", lake, "--period", "2013Q2", codes=(3,))
    lines = {one["county"]: (one["lacking"], one["rank"]) for one in said["counties"]}
    assert lines == {QINGYUAN: (["2013-05"], None), JIAHE: ([], 1)}
    (refusal,) = said["refused"]
    assert refusal["file"] == "清源县公安局 2013-05"
    assert told in refusal["reason"]
    assert "柏小林" not in refusal["reason"]


def test_a_county_that_is_there_twice_is_told(lake: Path, desk: Within) -> None:
    """A copy of a county's folders beside them is not another county, however its name is written."""
    for path in sorted(lake.glob(f"*/county={QINGYUAN}")):
        shutil.copytree(path, path.with_name(f"county={QINGYUAN} - 副本"))
        shutil.copytree(path, path.with_name("county=%E6%B8%85源县公安局"))
    said = desk.json("rollup", lake, "--period", "2013-05", codes=(3,))
    assert [one["counted"] for one in said["counties"]] == [200, 200]
    assert {one["file"] for one in said["refused"]} >= {"清源县公安局 - 副本 2013-05", "清源县公安局 2013-05"}
    assert all("和文件夹的名字不同" in one["reason"] for one in said["refused"])


def test_a_foreign_file_in_a_folder_counts_nothing_and_is_told(lake: Path, desk: Within) -> None:
    before = desk.json("rollup", lake, "--period", "2013Q2")
    copy = table(lake, "tallies").with_name("part-0 - 副本.parquet")
    shutil.copy(table(lake, "tallies"), copy)
    pq.write_table(pa.table({"name": ["柏小林"]}), lake / "measures" / "别处.parquet")
    after = desk.json("rollup", lake, "--period", "2013Q2", codes=(3,))
    assert {one.pop("file") for one in after["refused"]} == {
        f"tallies/{MAY}/part-0 - 副本.parquet", "measures/别处.parquet",
    }  # fmt: skip
    assert all("不是 zlts export --parquet 写在那里的文件" in one["reason"] for one in after["refused"])
    assert {**after, "refused": []} == before


def test_where_nothing_is_whole_each_is_told(lake: Path, desk: Within) -> None:
    for path in lake.glob("forms/*/*/*.parquet"):
        path.write_bytes(b"PAR1")
    done = desk.run("rollup", lake)
    assert done.returncode == 1
    assert "没有一份可以汇总的上报表" in done.stderr
    assert done.stderr.count("读不了") == len(list(lake.glob("forms/*/*/*.parquet")))


def test_the_last_month_that_is_whole_is_taken(lake: Path, desk: Within) -> None:
    for path in lake.glob("forms/*/month=2013-06/*.parquet"):
        path.unlink()
    said = desk.json("rollup", lake, codes=(3,))
    assert (said["period"], len(said["counties"]), len(said["refused"])) == ("2013-05", 2, 2)


def test_a_folder_stands_alone(lake: Path, desk: Within, tmp_path: Path) -> None:
    done = desk.run("rollup", lake, tmp_path)
    assert done.returncode == 2
    assert "要单独汇总" in done.stderr


@pytest.mark.parametrize("words", [("export",), ("export", "台账"), ("export", "台账", "--parquet", "各县")])
def test_export_asks_for_what_it_lacks(shared: Path, words: tuple[str, ...]) -> None:
    done = Within(shared / "清源" / "zlts.db").run(*words)
    assert done.returncode == 2
    assert "例如 zlts export" in done.stderr


def test_without_the_libraries_a_clerk_is_told_what_to_install(tmp_path: Path, lake: Path) -> None:
    script = "import sys; sys.modules['pyarrow'] = sys.modules['duckdb'] = None\nfrom zlts.cli import main\nmain()\n"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, "rollup", str(lake)],
        capture_output=True, encoding="utf-8", check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 2
    assert 'pip install "zlts[scale]"' in done.stderr


def test_rows_are_written_in_groups_of_bounded_length(tmp_path: Path) -> None:
    path = parquet.place(tmp_path, "measures", QINGYUAN, Month(2013, 6))
    path.parent.mkdir(parents=True)
    assert parquet.write(path, "measures", (("officer", "谈话", number) for number in range(50_000))) == 50_000
    groups = pq.ParquetFile(path).metadata
    assert [groups.row_group(number).num_rows for number in range(groups.num_row_groups)] == [20_000, 20_000, 10_000]
