"""The made-up county twice: its year at the end, and as it stood on the last morning of June."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tests.demo.county_roster import read_county
from tests.demo.dialects import Export, csv_with_bom
from tests.demo.seeded_year import make_year
from tests.demo.year_events import MadeUpYear
from tests.demo.year_files import write_year
from zlts.db import Ledger
from zlts.importers.reading import Options
from zlts.importers.vocabulary import load_vocabulary
from zlts.periods import Month
from zlts.services.assess import assess
from zlts.services.founding import found
from zlts.services.intake import import_files

_CHINA = timezone(timedelta(hours=8))
YEAR_END = datetime(2014, 1, 6, 9, 30, tzinfo=_CHINA)
JUNE = datetime(2013, 6, 30, 9, 30, tzinfo=_CHINA)

_BAD = """\
编号,受理日期,来源,被投诉单位,被投诉民警,类别,投诉内容,核查结果
TS20130091,2013-06-20,来电,出入境大队,苏晓青,脸难看,态度冷淡,待查
TS20130092,2013-06-31,来电,出入境大队,苏晓晴,话难听,语气生硬,待查
TS20130093,2013-06-24,来电,出入境大队,苏晓晴,事难办,材料退回,属时
"""


@dataclass(frozen=True)
class County:
    """The ledger of the whole year, assessed; and that of June, with what had come by then, assessed to April."""

    year: Path
    june: Path
    files: Path


def make_county(folder: Path) -> County:
    """Write the year's registers, a file of evaluations for each month, and keep both ledgers."""
    files = folder / "登记"
    write_year(files)
    months = _evaluations(files, make_year(read_county(2013), 2013, 2013))
    county = County(folder / "全年.db", folder / "六月.db", files)
    registers = [one for one in sorted(files.glob("9*.*")) if "2014" not in one.name]
    _kept(county.year, files, [*months, *registers], Month(2013, 12), YEAR_END)
    (files / "补登投诉.csv").write_text(_BAD, encoding="utf-8")
    early = [files / name for name in ("90-投诉登记簿-2013-06.xlsx", "95-方案报送.csv", "补登投诉.csv")]
    _kept(county.june, files, [*months[:4], *early], Month(2013, 4), JUNE)
    return county


def _evaluations(folder: Path, year: MadeUpYear) -> list[Path]:
    """All units' presses in one file a month: 155 files say the same, and take ten times as long."""
    paths = []
    for month in (Month(2013, number) for number in range(3, 13)):
        presses = tuple(one for (_, when), some in year.presses.items() if when == month for one in some)
        paths.append(folder / f"评价明细-{month}.csv")
        paths[-1].write_bytes(csv_with_bom(Export("", month, presses)))
    return paths


def _kept(path: Path, files: Path, paths: list[Path], through: Month, now: datetime) -> None:
    vocabulary = load_vocabulary()
    found(path, files / "00-花名册.xlsx", None, vocabulary, now)
    with closing(Ledger.open(path)) as ledger:
        import_files(ledger, paths, Options(), vocabulary, now)
        assess(ledger, through, now)
