"""The same question on Spark as on DuckDB. Usage: spark_figures.py FOLDER FIRST LAST [MASTER].

FIRST and LAST are months; MASTER is local-cluster[2,1,1024] unless given: two executors, each a process with one core
and 1 GiB. The text that both are asked is `zlts.parquet.FIGURES`. Ends with 1 where the answers differ.

Needs `pip install pyspark` and a Java; nothing else of zlts does.
"""

import sys
import time
from pathlib import Path

from pyspark.sql import SparkSession

from zlts.parquet import FIGURES, TABLES, Lake
from zlts.periods import Month, Period, Span


def main() -> int:
    folder, first, last = Path(sys.argv[1]).resolve(), sys.argv[2], sys.argv[3]
    master = sys.argv[4] if len(sys.argv) > 4 else "local-cluster[2,1,1024]"  # noqa: PLR2004
    by_spark, seconds, executors = asked(folder, FIGURES.format(first=first, last=last), master)
    months = Period(Span.QUARTER, tuple(between(Month.parse(first), Month.parse(last))))
    start = time.perf_counter()
    by_duckdb = {
        one.name: (
            *(one.tally.counted, one.tally.satisfied, one.tally.unrated, one.units, one.missing),
            *(*one.measures.values(), one.leaders, one.received, one.sustained, one.pending),
            *(one.inspections, one.inspection_points, one.anomalies),
        )
        for one in Lake(folder).counties(months)
    }
    print(f"{len(by_duckdb)} counties; DuckDB {time.perf_counter() - start:.1f} s, with the forms")
    print(f"Spark {seconds:.1f} s on {master}, executors: {executors}")
    print("the same figures" if by_spark == by_duckdb else "OTHER FIGURES")
    return int(by_spark != by_duckdb)


def asked(folder: Path, query: str, master: str) -> tuple[dict[str, tuple[int, ...]], float, int]:
    """The lines by county, the seconds of the query alone, and on how many executors."""
    builder = SparkSession.builder.master(master).config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
    spark = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    for table in set(TABLES) - {"evaluations"}:
        spark.read.parquet(str(folder / table)).createOrReplaceTempView(table)
    start = time.perf_counter()
    lines = {line[0]: tuple(map(int, line[1:])) for line in spark.sql(query).collect()}
    seconds = time.perf_counter() - start
    executors = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1  # noqa: SLF001 - the driver is one of them
    spark.stop()
    return lines, seconds, executors


def between(first: Month, last: Month) -> list[Month]:
    months = [first]
    while months[-1] < last:
        months.append(months[-1].next)
    return months


if __name__ == "__main__":
    sys.exit(main())
