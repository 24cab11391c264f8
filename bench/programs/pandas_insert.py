"""An export into a table through pandas, as its manual has it. Usage: pandas_insert.py FILE DATABASE before|after.

The table is there already with its unique index (before), or is made by pandas and gets the index then (after).
Genuine repeats, which the index would refuse, are dropped.
"""

import sqlite3
import sys
from contextlib import closing

import pandas as pd  # type: ignore[import-untyped]

KEY = ["评价时间", "单位", "工号", "姓名", "评价结果"]


def main() -> None:
    file, database, index = sys.argv[1:]
    frame = pd.read_csv(file, dtype=str).drop_duplicates(KEY)
    with closing(sqlite3.connect(database)) as connection:
        frame.to_sql("evaluation", connection, index=False, if_exists="append")
        if index == "after":
            connection.execute(f"CREATE UNIQUE INDEX once ON evaluation ({', '.join(KEY)})")
        connection.commit()


if __name__ == "__main__":
    main()
