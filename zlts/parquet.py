"""Many counties as one folder of Parquet files: written a county at a time, asked through DuckDB.

The folder is partitioned as Hive does it, `tallies/county=清源县公安局/month=2013-06/part-0.parquet`, so that DuckDB
on one machine and Spark or Trino on many read it as tables. `TABLES` says what stands in them: nobody's name.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import file_digest
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from zlts.errors import FileRefused, WrongUsage
from zlts.model import MEASURES, Tally
from zlts.names import plain
from zlts.outfile import replacing
from zlts.periods import Month, Period, Span
from zlts.rollup.counties import County, joined
from zlts.rollup.county_form import SCHEMA, CountyForm, NotAForm, Upload, digest_of, form_of, to_machine
from zlts.rollup.report import Refusal

TABLES = {
    "evaluations": ("unit string", "day date", "hour int", "rating string", "window int"),
    "tallies": ("unit string", "area string", "state string", "rating string", "meaning string", "presses int"),
    "measures": ("role string", "kind string", "entries int"),
    "matters": ("what string", "kind string", "verdict string", "cases int", "points int"),
    "forms": (
        "schema string", "digest string", "source string", "unassessed string", "quarantined int",
        "evaluations string",
    ),
}  # fmt: skip
"""Each table's columns, beside `county` and `month`.

`evaluations` are the presses in detail that count or are unrated, their window a number that is the ledger's own. Of
`matters`, `what` is received, sustained, pending (by the month's end, undecided now), inspections or anomalies. The
row of `forms` is what a month's form says of itself: its `digest` proves the tables, `evaluations` is the sha256 of
that file. It is written last, so that tables beside an older one are found out.
"""

FILE = "part-0.parquet"
_ROW_GROUP = 20_000
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

    schema, count, lines = _schema(table), 0, iter(rows)
    with replacing(path) as stream, pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while block := list(islice(lines, _ROW_GROUP)):
            columns = [
                pa.array(column, field.type) for column, field in zip(zip(*block, strict=True), schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema), _ROW_GROUP)
            count += len(block)
    return count


def _schema(table: str) -> Any:
    """A table's columns as pyarrow has them."""
    import pyarrow as pa

    types = {"string": pa.string(), "int": pa.int64(), "date": pa.date32()}
    return pa.schema([(name, types[kind]) for name, kind in map(str.split, TABLES[table])])


def rows_of(form: CountyForm, evaluations: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What of a month's form stands in the tables beside the file of its evaluations in detail, `forms` last."""
    said = to_machine(form)
    source, unassessed = json.dumps(said["source"], ensure_ascii=False), ",".join(map(str, form.unassessed))
    own = (SCHEMA, said["digest"], source, unassessed, form.quarantined, _digest(evaluations))
    return {**_counts(form), "forms": [own]}


def _counts(form: CountyForm) -> dict[str, list[tuple[Any, ...]]]:
    complaints = form.complaints
    return {
        "tallies": list(_tallies(form)),
        "measures": [(one.role.value, one.kind.value, one.count) for one in form.measures],
        "matters": [
            *(("received", one.kind, one.verdict.value, one.count, 0) for one in complaints.received),
            *(("sustained", "", "", one.count, 0) for one in complaints.sustained),
            ("pending", "", "", complaints.pending, 0),
            *(("inspections", one.kind, "", one.count, one.points) for one in form.inspections),
            *(("anomalies", one.pattern.value, "", one.count, 0) for one in form.anomalies),
        ],
    }


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


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

_KEYS = "hive_partitioning = true, hive_types = {'county': VARCHAR, 'month': VARCHAR}"
_PARTITION = re.compile(r"county=([^/]+)/month=((?!0000)\d{4}-(?:0[1-9]|1[0-2]))")
_AGAIN = "请该县重新 zlts export --parquet 到这里。"


class Lake:
    """A folder of counties' tables; `refused` are the months and files found so far that do not count."""

    def __init__(self, folder: Path) -> None:
        """Look for the counties and months in it.

        Raises:
            WrongUsage: the libraries are not there.
        """
        need()
        self._folder = folder
        self._found: dict[str, dict[Month, list[str]]] = defaultdict(lambda: defaultdict(list))
        """County → month → where in each table it is, once unless two folders mean the same county."""
        self._refused: dict[str, Refusal] = {}
        for table in TABLES:
            for path in sorted((folder / table).rglob("*.parquet")):
                self._look_at(table, path.relative_to(folder / table))

    @staticmethod
    def is_one(folder: Path) -> bool:
        """Whether a folder has counties' tables."""
        return any(any((folder / table).glob("county=*")) for table in TABLES)

    def _look_at(self, table: str, path: Path) -> None:
        where = _PARTITION.fullmatch(path.parent.as_posix())
        if where and path.name == FILE:
            places = self._found[plain(unquote(where[1]))][Month.parse(where[2])]
            if where[0] not in places:
                places.append(where[0])
        elif not path.name.startswith("."):
            name = f"{table}/{path.as_posix()}"
            self._refuse(
                name,
                FileRefused(f"“{name}”不是 zlts export --parquet 写在那里的文件，没有计入。", "请把它移到别处。"),
            )

    def _refuse(self, name: str, reason: FileRefused) -> None:
        self._refused[name] = Refusal(name, f"{reason}")

    @property
    def refused(self) -> list[Refusal]:
        return list(self._refused.values())

    def latest(self) -> Period | None:
        """The last month that some county has whole; None where there is none."""
        for month in sorted({month for own in self._found.values() for month in own}, reverse=True):
            if any(self._month(county, month) for county in self._found):
                return Period.holding(month, Span.MONTH)
        return None

    def counties(self, period: Period) -> list[County]:
        """The counties that have any month of a period whole, by name; what is not whole is refused."""
        own: dict[str, County] = {}
        places: list[str] = []
        for county in self._found:
            months = [found for month in period.months if (found := self._month(county, month))]
            if months:
                own[unquote(months[0][0].split("/")[0].removeprefix("county="))] = joined(
                    [upload for _, upload in months], period
                )
                places += [where for where, _ in months]
        figures = self._figures(period, places) if places else []
        return [_county(own[name], tuple(map(int, counts))) for name, *counts in figures]

    def _month(self, county: str, month: Month) -> tuple[str, Upload] | None:
        """Where a county's month is, and its form as the tables have it; None where there is none to count."""
        whole = []
        for where in self._found[county].get(month, ()):
            name = unquote(where.removeprefix("county=")).replace("/month=", " ")
            try:
                whole.append((where, self._upload(name, where)))
            except FileRefused as refused:
                self._refuse(name, refused)
        if len(whole) > 1:
            told = f"“{'”、“'.join(where for where, _ in whole)}”都是“{county}” {month} 的表，都没有计入。"
            for _, upload in whole:
                self._refuse(upload.file, FileRefused(told, "请向该县问清用哪一份，只留那一份。"))
            return None
        return whole[0] if whole else None

    def _upload(self, name: str, where: str) -> Upload:
        """The form of a county's month, put together from its tables, checked as a form's file is.

        Raises:
            FileRefused: a table lacks, cannot be read or has other columns; or they are not those of the form.
        """
        lacking = [table for table in TABLES if not (self._folder / table / where / FILE).is_file()]
        if lacking:
            raise FileRefused(f"“{name}”的表不全，缺 {'、'.join(lacking)}，没有计入。", _AGAIN)
        tables = {table: self._rows(table, where) for table in TABLES if table != "evaluations"}
        if len(tables["forms"]) != 1:
            raise FileRefused(f"“{name}”的 forms 应当有一行，有 {len(tables['forms'])} 行，没有计入。", _AGAIN)
        (form,) = tables["forms"]
        changed = FileRefused(
            f"“{name}”的表写出以后被改动过，或者重新导出没有做完：和 forms 里的校验码对不上，没有计入。", _AGAIN
        )
        if form["schema"] != SCHEMA:
            raise FileRefused(
                f"“{name}”是另一版程序写的表（{form['schema']}），这里只认得 {SCHEMA}，没有计入。",
                "请把这里的 zlts 和该县的换成同一版。",
            )
        try:
            said = _said(tables)
            form_is_whole = digest_of(said) == form["digest"]
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            said, form_is_whole = {}, False
        if not form_is_whole:
            raise changed
        try:
            upload = Upload(name, form["digest"], form_of(said))
        except NotAForm as wrong:
            raise FileRefused(f"“{name}”里的“{wrong.where}”不对：{wrong.what}，没有计入。", _AGAIN) from None
        found = {table: [tuple(row.values()) for row in rows] for table, rows in tables.items() if table != "forms"}
        detail = _digest(self._folder / "evaluations" / where / FILE)
        if found != _counts(upload.form) or detail != form["evaluations"]:
            raise changed
        county, period = said["source"]["bureau"], upload.form.source.period
        if where != f"county={_escaped(county)}/month={period}":
            raise FileRefused(f"“{where}”里是“{county}” {period} 的表，和文件夹的名字不同，没有计入。", _AGAIN)
        return upload

    def _rows(self, table: str, where: str) -> list[dict[str, Any]]:
        """A file's rows.

        Raises:
            FileRefused: it is none, or has other columns.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        name, columns = f"{table}/{where}/{FILE}", _schema(table)
        try:
            with pq.ParquetFile(self._folder / name) as file:
                found = file.schema_arrow
                rows: list[dict[str, Any]] = file.read().to_pylist() if found.equals(columns) else []
        except (pa.ArrowException, OSError):
            raise FileRefused(f"“{name}”读不了，像是没有写完或没有拷完，没有计入。", _AGAIN) from None
        if not found.equals(columns):
            lacking = [column for column in columns.names if column not in found.names]
            other = [
                one.name for one in found if one.name not in columns.names or one.type != columns.field(one.name).type
            ]
            told = [f"缺 {'、'.join(lacking)}"] if lacking else []
            told += [f"{'、'.join(other)} 不该有或类型不对"] if other else []
            raise FileRefused(f"“{name}”的列不对：{'；'.join(told) or '次序不同'}，没有计入。", _AGAIN)
        return rows

    def _figures(self, period: Period, places: Iterable[str]) -> list[tuple[Any, ...]]:
        """The answer to `FIGURES`, from the files at these places alone."""
        import duckdb

        folder = self._folder.as_posix().replace("'", "''")
        with duckdb.connect(config={"threads": 2}) as connection:
            for table in TABLES:
                files = ", ".join(f"'{folder}/{table}/{where}/{FILE}'" for where in places)
                connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet([{files}], {_KEYS})")
            bounds = {"first": str(period.months[0]), "last": str(period.months[-1])}
            found: list[tuple[Any, ...]] = connection.sql(FIGURES.format(**bounds)).fetchall()
            return found


def _said(tables: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """A month's form as its JSON has it, from the rows of its tables: the other way round than `rows_of`."""
    (form,) = tables["forms"]
    source = json.loads(form["source"])
    month = source["period"]
    matters: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in tables["matters"]:
        matters[one["what"]].append(one)
    units: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in tables["tallies"]:
        own = {"unit": one["unit"], "area": one["area"], "month": month, "state": one["state"], "ratings": []}
        unit = units.setdefault((one["unit"], one["area"], one["state"]), own)
        if one["rating"] is not None:
            unit["ratings"].append({"rating": one["rating"], "meaning": one["meaning"], "count": one["presses"]})
    for unit in units.values():
        sums = dict.fromkeys(("satisfied", "unsatisfied", "unrated"), 0)
        for one in unit["ratings"]:
            sums[one["meaning"]] += one["count"]
        tally = Tally(sums["satisfied"] + sums["unsatisfied"], sums["satisfied"], sums["unrated"])
        unit |= {"counted": tally.counted, "satisfied": tally.satisfied, "unrated": tally.unrated}
        unit |= {"percent": tally.percent}

    def lines(what: str, **keys: str) -> list[dict[str, Any]]:
        return [{"month": month, **{key: one[column] for key, column in keys.items()}} for one in matters[what]]

    (pending,) = matters["pending"]
    return {
        "schema": form["schema"],
        "source": source,
        "months": [month],
        "units": list(units.values()),
        "complaints": {
            "received": lines("received", kind="kind", verdict="verdict", count="cases"),
            "sustained": lines("sustained", count="cases"),
            "pending": pending["cases"],
        },
        "inspections": lines("inspections", kind="kind", count="cases", points="points"),
        "measures": [
            {"month": month, "role": one["role"], "kind": one["kind"], "count": one["entries"]}
            for one in tables["measures"]
        ],
        "anomalies": lines("anomalies", pattern="kind", count="cases"),
        "unassessed": [text for text in form["unassessed"].split(",") if text],
        "quarantined": form["quarantined"],
    }


def _county(own: County, counts: tuple[int, ...]) -> County:
    """A county's months with the figures of its line of `FIGURES`."""
    counted, satisfied, unrated, units, missing, *measures = counts[:8]
    leaders, received, sustained, pending, inspections, points, anomalies = counts[8:]
    return replace(
        own,
        tally=Tally(counted, satisfied, unrated),
        units=units,
        missing=missing,
        measures=dict(zip((kind.value for kind in MEASURES), measures, strict=True)),
        leaders=leaders,
        received=received,
        sustained=sustained,
        pending=pending,
        inspections=inspections,
        inspection_points=points,
        anomalies=anomalies,
    )
