"""Writes a ledger's evaluations as they stand into one Parquet file. Usage: bare_parquet.py LEDGER FILE.

What a script would do that need not know whose a press is: SQLite's rows, a hundred thousand at a time, to pyarrow.
"""

import sqlite3
import sys
from contextlib import closing

import pyarrow as pa
import pyarrow.parquet as pq

AT_ONCE = 100_000
SCHEMA = pa.schema([("time", pa.int64()), ("who", pa.int64()), ("rating", pa.string())])


def main() -> None:
    ledger, file = sys.argv[1:]
    with closing(sqlite3.connect(ledger)) as connection, pq.ParquetWriter(file, SCHEMA, compression="zstd") as writer:
        rows = connection.execute("SELECT time, who_id, rating FROM evaluation ORDER BY time, id")
        while block := rows.fetchmany(AT_ONCE):
            columns = [
                pa.array(column, field.type) for column, field in zip(zip(*block, strict=True), SCHEMA, strict=True)
            ]
            writer.write_batch(pa.record_batch(columns, schema=SCHEMA))


if __name__ == "__main__":
    main()
