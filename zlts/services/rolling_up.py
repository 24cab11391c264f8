"""`zlts rollup`: many counties' forms read, checked and joined; no ledger is needed (docs/beyond-one-county.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zlts.errors import FileRefused, Refused, WrongUsage
from zlts.names import plain
from zlts.periods import Period
from zlts.rollup.counties import County, chosen, joined
from zlts.rollup.county_form import Upload, period_of, read
from zlts.rollup.report import Asked, Refusal

_LARGEST = 8 * 2**20
"""No county's form is longer, in bytes."""
_SHORTEST_HEAD = 8
_NAMED = 6
"""So many files that were not needed are named."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for: a period ("": the latest of the files), who should report, printed heads, who joins them."""

    period: str = ""
    counties: Path | None = None
    anchors: Sequence[str] = ()
    bureau: str = ""


def roll_up(paths: Sequence[Path], wanted: Scope) -> Asked:
    """All that the report of many counties is made of: files of forms, folders of these, or one of Parquet files.

    A file that cannot be counted is refused with its reason, and the others go on.

    Raises:
        WrongUsage: no such period, anchor or list of counties; a folder of Parquet files beside others.
        Refused: not one form of the period.
    """
    anchors, expected = dict(map(_anchor, wanted.anchors)), _expected(wanted.counties)
    from zlts.parquet import Lake

    lakes = [path for path in paths if Lake.is_one(path)]
    if lakes and len(paths) > 1:
        raise WrongUsage("Parquet 文件夹要单独汇总。", "请把各县都导出到同一个文件夹，再 zlts rollup 那个文件夹。")
    if lakes:
        lake = Lake(lakes[0])
        period = period_of(wanted.period) if wanted.period else _known(lake.latest(), lake.refused)
        counties, before = lake.counties(period), lake.counties(period.previous)
        return _asked(period, counties, before, Told(lake.refused), wanted, expected, anchors)
    uploads, told = _read(paths)
    by_county = _by_county(uploads, told)
    period = period_of(wanted.period) if wanted.period else _latest(uploads, told.refused)
    counties = [_of(own, period) for own in by_county.values() if chosen(own, period)]
    before = [_of(own, period.previous) for own in by_county.values() if chosen(own, period.previous)]
    told.beside += _not_needed(by_county, period)
    return _asked(period, counties, before, told, wanted, expected, anchors)


class Told:
    """What is to be said beside the figures: files that do not count, and others that are not needed."""

    def __init__(self, refused: Iterable[Refusal] = ()) -> None:
        self.refused = list(refused)
        self.beside: list[str] = []


def _asked(
    period: Period,
    counties: Sequence[County],
    before: Sequence[County],
    told: Told,
    wanted: Scope,
    expected: Sequence[str],
    anchors: Mapping[str, str],
) -> Asked:
    if not counties:
        reasons = "；".join(one.reason for one in told.refused)
        raise Refused(f"没有一份 {period} 的上报表可以汇总。{reasons}", "请检查文件和期间。")
    return Asked(
        period=period,
        counties=sorted(counties, key=lambda one: one.name),
        before={one.name: one for one in sorted(before, key=lambda one: one.name)},
        expected=expected,
        anchors=anchors,
        refused=told.refused,
        beside=told.beside,
        bureau=wanted.bureau or "上级公安机关",
    )


def _of(own: Sequence[Upload], period: Period) -> County:
    return joined(chosen(own, period), period)


# ---------------------------------------------------------------- what is asked for


def _anchor(said: str) -> tuple[str, str]:
    county, sign, head = (part.strip() for part in said.partition("="))
    head = head.lower()
    if not (county and sign and len(head) >= _SHORTEST_HEAD and set(head) <= set("0123456789abcdef")):
        raise WrongUsage(
            f"--anchor 不认得“{said}”。", "请写成 县名=校验码，如 清源县公安局=3f9c0b7e51d2a846，校验码照纸上抄。"
        )
    return plain(county), head


def _expected(path: Path | None) -> tuple[str, ...]:
    """The counties of a list, one a line; of a line with several cells the first."""
    if path is None:
        return ()
    try:
        is_list = path.is_file() and path.stat().st_size <= _LARGEST
        lines = path.read_text(encoding="utf-8-sig").splitlines() if is_list else None
    except (OSError, UnicodeDecodeError):
        lines = None
    if lines is None:
        raise WrongUsage(f"“{path.name}”读不了。", "请用记事本写一份各县名单，一行一个，另存为 UTF-8。")
    names = (plain(line.replace("，", ",").split(",")[0]) for line in lines)
    return tuple(dict.fromkeys(name for name in names if name))


# ---------------------------------------------------------------- files


def _files(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """The files, each with what it is called: in a folder that is given by its way from there."""
    for path in paths:
        if path.is_dir():
            found = sorted(one for one in path.rglob("*") if one.is_file() and one.suffix.lower() == ".json")
            yield from ((one.relative_to(path).as_posix(), one) for one in found)
        else:
            yield path.name, path


def _read(paths: Iterable[Path]) -> tuple[list[Upload], Told]:
    """The forms that hold, no county and period twice."""
    told, uploads = Told(), list[Upload]()
    for name, path in _files(paths):
        try:
            uploads.append(read(name, _text(name, path)))
        except FileRefused as refused:
            told.refused.append(Refusal(name, f"{refused}"))
    return uploads, told


def _text(name: str, path: Path) -> str:
    """A file's text.

    Raises:
        FileRefused: there is none, or it is longer than any form.
    """
    try:
        if not path.is_file():
            raise FileRefused(f"没有“{name}”这个文件，没有计入。", "请检查文件名。")
        if path.stat().st_size > _LARGEST:
            raise FileRefused(f"“{name}”太大，不是县里的上报表，没有计入。", "请检查文件。")
        return path.read_bytes().decode("utf-8")
    except OSError:
        raise FileRefused(f"“{name}”读不了，没有计入。", "请检查文件，或重新拷一份。") from None
    except UnicodeDecodeError:
        raise FileRefused(
            f"“{name}”不是县里的上报表，没有计入。", "上报表是 zlts report … --upload -o 写出的 .json 文件。"
        ) from None


def _by_county(uploads: Iterable[Upload], told: Told) -> dict[str, list[Upload]]:
    """The forms by county; of several for one county and period none counts, unless they are the same."""
    same: dict[tuple[str, str], list[Upload]] = defaultdict(list)
    for one in uploads:
        same[one.form.source.bureau, one.form.source.period].append(one)
    found: dict[str, list[Upload]] = defaultdict(list)
    for (county, period), own in same.items():
        if len({one.digest for one in own}) == 1:
            found[county].append(own[0])
            continue
        files = "”、“".join(one.file for one in own)
        reason = (
            f"“{files}”都是“{county}” {period} 的上报表，内容不同，都没有计入。请向该县问清用哪一份，只留那一份；"
            "若是两个县同名，请各县在政策文件 [bureau] 的 name 里写上自己的县名，重新写出。"
        )
        told.refused += [Refusal(one.file, reason) for one in own]
    return found


def _latest(uploads: Sequence[Upload], refused: Iterable[Refusal]) -> Period:
    """The period that ends last, of those that do the longest."""
    periods = [period_of(one.form.source.period) for one in uploads]
    return _known(max(periods, key=lambda one: (one.last_day, len(one.months)), default=None), refused)


def _known(period: Period | None, refused: Iterable[Refusal]) -> Period:
    if period is None:
        reasons = "；".join(one.reason for one in refused)
        raise Refused(f"没有一份可以汇总的上报表。{reasons}", "" if reasons else "请检查文件。")
    return period


def _not_needed(by_county: Mapping[str, Sequence[Upload]], period: Period) -> Iterator[str]:
    """What is said of forms that are neither in the period nor in the one before."""
    idle = []
    for own in by_county.values():
        used = [*chosen(own, period), *chosen(own, period.previous)]
        idle += [one for one in own if one not in used]
    if idle:
        named = "、".join(f"{one.file}（{one.form.source.bureau} {one.form.source.period}）" for one in idle[:_NAMED])
        rest = "等" if len(idle) > _NAMED else ""
        yield (
            f"{period} 的汇总没有用到 {len(idle)} 份上报表，它们是别的期间的，或者已经含在用到的表里：{named}{rest}。"
            "要汇总别的期间，写 --period"
        )
