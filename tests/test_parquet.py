"""A folder of counties as Parquet: without names, the same figures as the forms, and each county's files its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
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


@pytest.fixture
def counties(tmp_path: Path) -> dict[str, Within]:
    """Two counties, their second quarter: one with June press by press, one by summaries."""
    made = {QINGYUAN: county(tmp_path / "清源", QINGYUAN), JIAHE: county(tmp_path / "甲河", JIAHE)}
    for one in made.values():
        month(one, "2013-04", 2)
        month(one, "2013-05", 9)
        complaints(one, "1,2013-05-08,话难听,属实,2013-06-03", "2,2013-04-09,事难办,待查,")
    detail = tmp_path / "6月.csv"
    detail.write_text(DETAIL, encoding="utf-8")
    made[QINGYUAN].ok("import", detail)
    month(made[JIAHE], "2013-06", 1, "沙洲派出所")
    made[JIAHE].ok("add", "inspection", "城关派出所", "--date", "2013-05-04", "--finding", "未挂牌", "--points", "-2")
    for one in made.values():
        one.run("assess", "2013-06")
    return made


@pytest.fixture
def lake(counties: dict[str, Within], tmp_path: Path) -> Path:
    for one in counties.values():
        one.ok("export", "--parquet", tmp_path / "各县")
    return tmp_path / "各县"


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


@pytest.mark.parametrize("period", ["2013-05", "2013-06", "2013Q2", "2013"])
def test_a_folder_gives_the_figures_of_the_forms(
    counties: dict[str, Within], lake: Path, tmp_path: Path, period: str
) -> None:
    desk = Within(tmp_path / "没有台账" / "zlts.db")
    for made in counties.values():
        for number in (3, 4, 5, 6):
            uploaded(made, tmp_path / "上报", f"2013-{number:02d}")
    by_forms = desk.json("rollup", tmp_path / "上报", "--period", period)
    by_folder = desk.json("rollup", lake, "--period", period)
    assert len(by_forms["counties"]) == 2
    assert by_folder == by_forms


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


def test_a_broken_folder_is_told_calmly(lake: Path, tmp_path: Path) -> None:
    next(lake.glob("tallies/*/*/*.parquet")).write_bytes(b"PAR1 cut off")
    done = Within(tmp_path / "x" / "zlts.db").run("rollup", lake, "--period", "2013Q2")
    assert done.returncode == 1
    assert "有文件读不了或不是县里导出的表" in done.stderr


def test_a_copy_beside_a_file_counts_nothing_and_a_lacking_table_is_told(lake: Path, tmp_path: Path) -> None:
    desk, path = Within(tmp_path / "x" / "zlts.db"), next(lake.glob("tallies/*/month=2013-05/*.parquet"))
    before = desk.json("rollup", lake, "--period", "2013Q2")
    path.with_name("part-0 - 副本.parquet").write_bytes(path.read_bytes())
    assert desk.json("rollup", lake, "--period", "2013Q2") == before
    path.unlink()
    done = desk.run("rollup", lake, "--period", "2013Q2")
    assert done.returncode == 1
    assert "2013-05 的表不全，缺 tallies" in done.stderr


def test_a_folder_stands_alone(lake: Path, tmp_path: Path) -> None:
    done = Within(tmp_path / "x" / "zlts.db").run("rollup", lake, tmp_path)
    assert done.returncode == 2
    assert "要单独汇总" in done.stderr


@pytest.mark.parametrize("words", [("export",), ("export", "台账"), ("export", "台账", "--parquet", "各县")])
def test_export_asks_for_what_it_lacks(counties: dict[str, Within], words: tuple[str, ...]) -> None:
    done = counties[QINGYUAN].run(*words)
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
    assert parquet.write(path, "measures", (("officer", "谈话", number) for number in range(250_000))) == 250_000
    groups = pq.ParquetFile(path).metadata
    assert [groups.row_group(number).num_rows for number in range(groups.num_row_groups)] == [
        100_000,
        100_000,
        50_000,
    ]
