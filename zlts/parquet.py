"""Many counties as one folder of Parquet files: written a county at a time, asked through DuckDB.

The folder is partitioned as Hive does it, `tallies/county=清源县公安局/month=2013-06/part-0.parquet`, so that DuckDB
on one machine and Spark or Trino on many read it as tables. `TABLES` says what stands in them: nobody's name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from zlts.errors import FileRefused, Refused, WrongUsage
from zlts.model import Tally
from zlts.outfile import replacing
from zlts.periods import Month, Period, Span
from zlts.rollup.counties import County, Proof, lacking
from zlts.rollup.county_form import SCHEMA, CountyForm, source_of_json, to_machine

TABLES = {
    "evaluations": ("unit string", "day date", "hour int", "rating string", "window int"),
    "tallies": ("unit string", "area string", "state string", "rating string", "meaning string", "presses int"),
    "measures": ("role string", "kind string", "entries int"),
    "matters": ("what string", "kind string", "verdict string", "cases int", "points int"),
    "forms": ("schema string", "digest string", "source string", "unassessed string", "quarantined int"),
}
"""Each table's columns, beside `county` and `month`.

`evaluations` are the presses in detail that count or are unrated, their window a number that is the ledger's own. Of
`matters`, `what` is received, sustained, pending (by the month's end, undecided now), inspections or anomalies. A row
of `forms` is what a month's form says of itself.
"""

FILE = "part-0.parquet"
_ROW_GROUP = 100_000
"""So many rows at a time are in memory, and in one group of a file."""
_IN_A_NAME = re.compile(r'[\x00-\x1f\x7f"#%\'*/:=?\\{\[\]^<>|]')
"""What neither Hive nor Windows takes in a folder's name; it stands there as %2F."""


def need() -> None:
    """Make sure that the libraries are there.

    Raises:
        WrongUsage: they are not; it says what to install.
    """
    try:
        import duckdb  # noqa: F401
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise WrongUsage(
            "Parquet 要另装 pyarrow 和 duckdb 两个库，这里没有。",
            '请在装 zlts 的地方运行 pip install "zlts[scale]"；没有网络的，请把这两个库的安装包一起拷来。',
        ) from None


def place(folder: Path, table: str, county: str, month: Month) -> Path:
    """The file of a county's month in a table."""
    return folder / table / f"county={_escaped(county)}" / f"month={month}" / FILE


def of_county(folder: Path, county: str) -> Iterator[Path]:
    """All files of a county that are there."""
    own = f"county={_escaped(county)}"
    return (path for table in TABLES for path in sorted((folder / table / own).glob(f"month=*/{FILE}")))


def _escaped(county: str) -> str:
    return _IN_A_NAME.sub(lambda found: f"%{ord(found[0]):02X}", county)


def write(path: Path, table: str, rows: Iterable[Sequence[Any]]) -> int:
    """Write a table's rows of a county's month as they come, whole or not at all; returns how many there were.

    Raises:
        OutputRefused: the file cannot be written; see `outfile.replacing`.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"string": pa.string(), "int": pa.int64(), "date": pa.date32()}
    schema = pa.schema([(name, types[kind]) for name, kind in (column.split() for column in TABLES[table])])
    count, lines = 0, iter(rows)
    with replacing(path) as stream, pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while block := list(islice(lines, _ROW_GROUP)):
            columns = [
                pa.array(column, field.type) for column, field in zip(zip(*block, strict=True), schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema), _ROW_GROUP)
            count += len(block)
    return count


def rows_of(form: CountyForm) -> dict[str, list[tuple[Any, ...]]]:
    """What of a month's form stands in the tables, the evaluations in detail aside."""
    complaints = form.complaints
    said = to_machine(form)
    return {
        "tallies": list(_tallies(form)),
        "measures": [(one.role.value, one.kind.value, one.count) for one in form.measures],
        "matters": [
            *(("received", one.kind, one.verdict.value, one.count, 0) for one in complaints.received),
            *(("sustained", "", "", one.count, 0) for one in complaints.sustained),
            ("pending", "", "", complaints.pending, 0),
            *(("inspections", one.kind, "", one.count, one.points) for one in form.inspections),
            *(("anomalies", one.pattern, "", one.count, 0) for one in form.anomalies),
        ],
        "forms": [
            (
                SCHEMA,
                said["digest"],
                json.dumps(said["source"], ensure_ascii=False),
                ",".join(map(str, form.unassessed)),
                form.quarantined,
            )
        ],
    }


def _tallies(form: CountyForm) -> Iterator[tuple[str, str, str, str | None, str | None, int]]:
    """A line for each rating of a unit's month; one without a rating where nothing was pressed or is in."""
    for one in form.units:
        whose = (one.unit, one.area.value, one.state.value)
        if not one.ratings:
            yield (*whose, None, None, 0)
        for line in one.ratings:
            yield (*whose, line.rating, line.meaning.value, line.count)


# ---------------------------------------------------------------- asked

FIGURES = """
WITH own AS (
    SELECT county, MAX(month) AS latest FROM forms WHERE month BETWEEN '{first}' AND '{last}' GROUP BY county
),
presses AS (
    SELECT county,
           SUM(CASE WHEN meaning = 'unrated' THEN 0 ELSE presses END) AS counted,
           SUM(CASE WHEN meaning = 'satisfied' THEN presses ELSE 0 END) AS satisfied,
           SUM(CASE WHEN meaning = 'unrated' THEN presses ELSE 0 END) AS unrated,
           COUNT(DISTINCT CASE WHEN state <> 'not_expected' THEN unit END) AS units,
           COUNT(DISTINCT CASE WHEN state = 'missing' THEN unit END) AS missing
    FROM tallies WHERE month BETWEEN '{first}' AND '{last}' GROUP BY county
),
ordered AS (
    SELECT county,
           SUM(CASE WHEN role = 'officer' AND kind = '打招呼' THEN entries ELSE 0 END) AS reminders,
           SUM(CASE WHEN role = 'officer' AND kind = '谈话' THEN entries ELSE 0 END) AS talks,
           SUM(CASE WHEN role = 'officer' AND kind = '告诫' THEN entries ELSE 0 END) AS admonishments,
           SUM(CASE WHEN role IN ('unit_lead', 'bureau_lead') THEN entries ELSE 0 END) AS leaders
    FROM measures WHERE month BETWEEN '{first}' AND '{last}' GROUP BY county
),
happened AS (
    SELECT matters.county AS county,
           SUM(CASE WHEN what = 'received' THEN cases ELSE 0 END) AS received,
           SUM(CASE WHEN what = 'sustained' THEN cases ELSE 0 END) AS sustained,
           SUM(CASE WHEN what = 'pending' AND month = latest THEN cases ELSE 0 END) AS pending,
           SUM(CASE WHEN what = 'inspections' THEN cases ELSE 0 END) AS inspections,
           SUM(CASE WHEN what = 'inspections' THEN points ELSE 0 END) AS points,
           SUM(CASE WHEN what = 'anomalies' THEN cases ELSE 0 END) AS anomalies
    FROM matters JOIN own ON own.county = matters.county
    WHERE month BETWEEN '{first}' AND '{last}' GROUP BY matters.county
)
SELECT own.county, counted, satisfied, unrated, units, missing, COALESCE(reminders, 0), COALESCE(talks, 0),
       COALESCE(admonishments, 0), COALESCE(leaders, 0), received, sustained, pending, inspections, points, anomalies
FROM own JOIN presses ON presses.county = own.county JOIN happened ON happened.county = own.county
     LEFT JOIN ordered ON ordered.county = own.county
ORDER BY own.county
"""
"""The counties' figures over months, from a first to a last one, in SQL that DuckDB, Spark and Trino read alike."""

_FORMS = """
SELECT county, month, digest, source, unassessed, quarantined FROM forms
WHERE month BETWEEN '{first}' AND '{last}' ORDER BY county, month
"""
_KEYS = "hive_partitioning = true, hive_types = {'county': VARCHAR, 'month': VARCHAR}"


class Lake:
    """A folder of counties' tables."""

    def __init__(self, folder: Path) -> None:
        """Look at the folder.

        Raises:
            WrongUsage: the libraries are not there.
            FileRefused: a file in it is no table, or one of another version.
        """
        need()
        self._folder = folder
        with self._asked() as connection:
            schemas = connection.sql("SELECT DISTINCT schema FROM forms ORDER BY schema").fetchall()
        others = [schema for (schema,) in schemas if schema != SCHEMA]
        if others:
            raise FileRefused(
                f"“{folder.name}”里有另一版程序写的表（{'、'.join(map(str, others))}），这里只认得 {SCHEMA}。",
                "请把这里的 zlts 和各县的换成同一版。",
            )

    def latest(self) -> Period:
        """The last month that some county has."""
        with self._asked() as connection:
            ((month,),) = connection.sql("SELECT MAX(month) FROM forms").fetchall()
        if not month:
            raise Refused(f"“{self._folder.name}”里没有任何县的表。", "请先 zlts export --parquet。")
        return Period.holding(Month.parse(str(month)), Span.MONTH)

    def counties(self, period: Period) -> list[County]:
        """The counties that have any month of a period, by name."""
        bounds = {"first": str(period.months[0]), "last": str(period.months[-1])}
        with self._asked() as connection:
            figures = connection.sql(FIGURES.format(**bounds)).fetchall()
            forms = connection.sql(_FORMS.format(**bounds)).fetchall()
        own: dict[str, list[tuple[Any, ...]]] = {}
        for county, month, *said in forms:
            self._check_whole(county, Month.parse(month))
            own.setdefault(county, []).append((month, *said))
        return [_county(name, tuple(map(int, counts)), own[name], period) for name, *counts in figures]

    def _check_whole(self, county: str, month: Month) -> None:
        """Refuse a month whose tables are not all there: what lacks would be taken for nothing."""
        lacking = [table for table in TABLES if not place(self._folder, table, county, month).is_file()]
        if lacking:
            raise FileRefused(
                f"“{self._folder.name}”里“{county}” {month} 的表不全，缺 {'、'.join(lacking)}。",
                "请该县重新 zlts export --parquet 到这里。",
            )

    @contextmanager
    def _asked(self) -> Iterator[Any]:
        """A connection that sees the tables; what is wrong with a file is told as such."""
        import duckdb

        with duckdb.connect(config={"threads": 2}) as connection:
            try:
                for table in set(TABLES) - {"evaluations"}:
                    files = str(self._folder / table / "*" / "*" / FILE).replace("'", "''")
                    connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{files}', {_KEYS})")
                yield connection
            except duckdb.Error as error:
                raise FileRefused(
                    f"“{self._folder.name}”里有文件读不了或不是县里导出的表（{type(error).__name__}）。",
                    "请各县重新 zlts export --parquet 到这里。",
                ) from None


def _county(name: str, counts: tuple[int, ...], forms: list[tuple[Any, ...]], period: Period) -> County:
    """A county from its line of `FIGURES` and its months' forms."""
    counted, satisfied, unrated, units, missing, reminders, talks, admonishments, leaders, *matters = counts
    received, sustained, pending, inspections, points, anomalies = matters
    proofs = tuple(Proof(month, digest, source_of_json(source)) for month, digest, source, *_ in forms)
    months = tuple(Month.parse(month) for month, *_ in forms)
    unassessed = [text for *_, texts, _ in forms for text in texts.split(",") if text]
    return County(
        name=name,
        months=months,
        lacking=lacking(period, months, proofs[0].source),
        tally=Tally(counted, satisfied, unrated),
        received=received,
        sustained=sustained,
        pending=pending,
        measures={"打招呼": reminders, "谈话": talks, "告诫": admonishments},
        leaders=leaders,
        inspections=inspections,
        inspection_points=points,
        anomalies=anomalies,
        units=units,
        missing=missing,
        unassessed=tuple(map(Month.parse, unassessed)),
        quarantined=int(forms[-1][-1]),
        proofs=proofs,
    )
