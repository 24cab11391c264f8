"""Makes counties up, as forms and as Parquet. Usage: make_counties.py COUNTIES EVALUATIONS MONTHS FOLDER.

Each county has so many evaluations a month at thirteen units, and is the same every time. FOLDER/forms gets a form
for each county and month, FOLDER/counties the tables.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from zlts import parquet
from zlts.anomalies import Pattern
from zlts.bulletins.facts import Origin, PolicyUsed
from zlts.model import Kind, Role, Verdict
from zlts.periods import Month
from zlts.rollup.county_form import (
    AnomalyCount,
    Area,
    Arrival,
    ComplaintCounts,
    CountyForm,
    InspectionCount,
    Meaning,
    MeasureCount,
    MonthCount,
    RatingLine,
    ReceivedLine,
    UnitMonthCounts,
    tally_of,
    to_machine,
)

UNITS = 13
RATINGS = {
    "非常满意": (Meaning.SATISFIED, 60),
    "满意": (Meaning.SATISFIED, 30),
    "一般": (Meaning.UNSATISFIED, 2),
    "不满意": (Meaning.UNSATISFIED, 1),
    "未评价": (Meaning.UNRATED, 7),
}
Row = tuple[str, date, int, str, int]


def main() -> None:
    counties, evaluations, months = map(int, sys.argv[1:4])
    folder = Path(sys.argv[4])
    (folder / "forms").mkdir(parents=True)
    for number in range(counties):
        for month in range(7 - months, 7):
            make(folder, f"第{number + 1:04d}县公安局", Month(2013, month), evaluations)


def make(folder: Path, county: str, month: Month, evaluations: int) -> None:
    """One county's month."""
    dice = random.Random(f"{county} {month}")  # noqa: S311 - made-up figures
    rows = sorted(presses(dice, month, evaluations), key=lambda row: row[1:3])
    form = form_of(dice, county, month, rows)
    said = json.dumps(to_machine(form), ensure_ascii=False, indent=1)
    (folder / "forms" / f"{county}-{month}.json").write_text(said, encoding="utf-8")
    places = {table: parquet.place(folder / "counties", table, county, month) for table in parquet.TABLES}
    for path in places.values():
        path.parent.mkdir(parents=True)
    parquet.write(places["evaluations"], "evaluations", rows)
    for table, lines in parquet.rows_of(form, places["evaluations"]).items():
        parquet.write(places[table], table, lines)


def presses(dice: random.Random, month: Month, count: int) -> Iterator[Row]:
    words, weights = list(RATINGS), [weight for _, weight in RATINGS.values()]
    for rating in dice.choices(words, weights, k=count):
        unit = dice.randrange(UNITS)
        day = date(month.year, month.number, dice.randint(1, month.last_day.day))
        yield f"第{unit + 1}派出所", day, dice.randint(8, 17), rating, unit * 3 + dice.randint(1, 3)


def form_of(dice: random.Random, county: str, month: Month, rows: list[Row]) -> CountyForm:
    counts = Counter((row[0], row[3]) for row in rows)
    units = []
    for number in range(UNITS):
        name = f"第{number + 1}派出所"
        ratings = tuple(RatingLine(w, RATINGS[w][0], counts[name, w]) for w in RATINGS if counts[name, w])
        state = Arrival.REPORTED if ratings else Arrival.MISSING
        units.append(
            UnitMonthCounts(
                name, Area.URBAN if number < UNITS // 3 else Area.RURAL, month, state, tally_of(ratings), ratings
            )
        )
    head = f"{dice.getrandbits(256):064x}"
    policy = PolicyUsed("2013年窗口竞赛", date(2013, 3, 1), "0" * 64, ())
    received = (ReceivedLine(month, "话难听", verdict, dice.randint(1, 4)) for verdict in sorted(Verdict))
    return CountyForm(
        source=Origin(county, str(month), (policy,), head, dice.randint(10, 900), "bench", passes_behind=False),
        months=(month,),
        units=tuple(units),
        complaints=ComplaintCounts(tuple(received), (MonthCount(month, dice.randint(0, 3)),), dice.randint(0, 2)),
        inspections=(InspectionCount(month, "日常检查", dice.randint(1, 9), -dice.randint(0, 9)),),
        measures=tuple(
            MeasureCount(month, Role.OFFICER, kind, dice.randint(1, 3)) for kind in (Kind.REMINDER, Kind.TALK)
        ),
        anomalies=(AnomalyCount(month, Pattern.BURST, dice.randint(1, 3)),),
        unassessed=(),
        quarantined=0,
    )


if __name__ == "__main__":
    main()
