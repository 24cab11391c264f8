"""Asks a folder of counties in plain DuckDB. Usage: sql_figures.py FOLDER SQL. Prints the lines as JSON."""

import json
import sys

import duckdb


def main() -> None:
    folder, query = sys.argv[1:]
    keys = "hive_partitioning = true, hive_types = {'county': VARCHAR, 'month': VARCHAR}"
    connection = duckdb.connect(config={"threads": 2})
    for table in ("tallies", "measures", "matters", "forms", "evaluations"):
        if table in query:
            connection.execute(
                f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{folder}/{table}/*/*/*.parquet', {keys})"
            )
    lines = connection.sql(query).fetchall()
    print(json.dumps([[cell if isinstance(cell, str) else int(cell) for cell in line] for line in lines]))


if __name__ == "__main__":
    main()
