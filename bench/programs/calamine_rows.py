"""All rows of a workbook through python-calamine, and nothing done with them. Usage: calamine_rows.py FILE."""

import sys

from python_calamine import load_workbook


def main() -> None:
    book = load_workbook(sys.argv[1])
    print(sum(1 for name in book.sheet_names for _ in book.get_sheet_by_name(name).iter_rows()))


if __name__ == "__main__":
    main()
