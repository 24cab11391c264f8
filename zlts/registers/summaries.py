"""Summaries of evaluations: counts of one officer and month, checked against what is printed beside them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from zlts.model import Place, Problem, Register, Tally
from zlts.names import plain, window_mark
from zlts.periods import Month
from zlts.policy import ByDay, Policies, Policy, Words
from zlts.registers import shares, three_keys
from zlts.registers.declaration import (
    BADGE,
    COUNT,
    EVALUATOR,
    OFFICER,
    UNIT,
    WHO_COLUMNS,
    WINDOW,
    Declaration,
    Field,
    Form,
    Says,
    Type,
)
from zlts.registers.rows import Settled, StoredRow, in_order
from zlts.registers.words import rating_meaning
from zlts.roster import Found, Roster

_ONLY_WHOLE = "评价汇总只收整月的，请导出整月的，或改交评价明细"
_SILENT = {"", "—", "-", "--", "/", "——"}


@dataclass(frozen=True, slots=True)
class Summary:
    """An accepted summary row."""

    found: Found
    window: str
    month: Month
    tally: Tally
    counts: Mapping[str, int]
    place: Place
    id: int
    three: bool | None = None
    """Whether it is of devices with three keys; None where nothing shows it."""

    @property
    def said(self) -> dict[str, int]:
        """The counts there are any of, by rating."""
        return {word: count for word, count in self.counts.items() if count}


DetailLookUp = Callable[[Summary], int | None]
"""The first batch that brought evaluations in detail of a summary's officer, unit, window and month."""


def settle(
    rows: Iterable[StoredRow],
    roster: Roster,
    policies: ByDay,
    details: DetailLookUp,
    said: Mapping[tuple[str, str], bool] | None = None,
) -> Settled[Summary]:
    """The outcomes of the rows; of two that contradict each other the later is rejected (readings: Summaries).

    Lines of one file that are together an officer's month are accepted all or none: a part of a month is no month.
    `said`: by layout and unit, whether a person said that the devices have three keys.
    """
    settled: Settled[Summary] = Settled()
    known: dict[_Key, list[_Line]] = {}
    for batch in _by_batch(rows):
        read = [(row, _read(row, roster, policies, said or {})) for row in batch]
        for row, found in read:
            if isinstance(found, tuple):
                settled.reject(row, *found)
        good = [_Line(row, found) for row, found in read if isinstance(found, Summary)]
        _reject_parts_of_months(good, roster, settled)
        refused = {_raw(row) for row in batch if row.id in settled.outcomes}
        for key, lines in _by_month(line for line in good if line.row.id not in settled.outcomes).items():
            _settle_month(lines, known.setdefault(key, []), details, settled, refused)
    return settled


@dataclass(frozen=True, slots=True)
class _Line:
    """A row and what it says."""

    row: StoredRow
    summary: Summary

    @property
    def share(self) -> shares.Share:
        return shares.share_of(self.row.fields, self.summary.window)

    @property
    def said(self) -> dict[str, int]:
        return self.summary.said

    @property
    def here(self) -> str:
        """Where it stands, for another row of its file."""
        sheet = f"工作表“{self.row.place.sheet}”" if self.row.place.sheet else ""
        return f"{sheet}第 {self.row.place.row} 行"


_Key = tuple[str, str, Month]


def _by_batch(rows: Iterable[StoredRow]) -> Iterator[list[StoredRow]]:
    """The rows of each export, in the order of import; a row that came back corrected is one of its export's."""
    exports: dict[int, list[StoredRow]] = {}
    for row in in_order(rows):
        exports.setdefault(row.returned_to or row.place.batch, []).append(row)
    for _, own in sorted(exports.items()):
        yield own


def _by_month(lines: Iterable[_Line]) -> dict[_Key, list[_Line]]:
    """The lines of each officer, unit and month."""
    found: dict[_Key, list[_Line]] = {}
    for line in lines:
        one = line.summary
        found.setdefault((one.found.person.key, one.found.unit, one.month), []).append(line)
    return found


def _raw(row: StoredRow) -> tuple[str, ...]:
    """Whose month a row says it is, also where it cannot be read further."""
    return tuple(plain(row.get(code)) for code in ("unit", "badge", "officer", "month"))


def _reject_parts_of_months(lines: Iterable[_Line], roster: Roster, settled: Settled[Summary]) -> None:
    """A file told apart by days which are not all of their month, or not all that an officer had his post."""
    by_month: dict[Month, list[_Line]] = {}
    for line in lines:
        if line.row.get("day"):
            by_month.setdefault(line.summary.month, []).append(line)
    for month, own in by_month.items():
        days = [line.row.get("day") for line in own]
        lacking = shares.lacking_days(days, month.first_day, month.last_day) or shares.ends_early(
            days, month.last_day
        )
        if lacking:
            todo = _for_days(month.first_day, month.last_day)
            _reject_days(own, f"各行合起来不是整月：{lacking}；{todo}", settled)
            continue
        for each in _by_month(own).values():
            _reject_parts_of_an_officer(each, roster, settled)


def _reject_parts_of_an_officer(lines: Sequence[_Line], roster: Roster, settled: Settled[Summary]) -> None:
    """One officer's lines in a file whose days are, all together, the month."""
    one = lines[0].summary
    first, last = _at_the_window(one, roster)
    lacking = shares.lacking_days((line.row.get("day") for line in lines), first, last)
    if lacking:
        whose = f"“{one.found.person.name}”的各行合起来不是整月：{lacking}，同一份里别人的却是整月"
        _reject_days(lines, f"{whose}；{_for_days(first, last)}", settled)


def _for_days(first: date, last: date) -> str:
    """What to do about lines of days that are not all."""
    return (
        f"缺的那些天确实没有评价的，请加一行 {last.day} 日、次数写 0 的（开头缺的就加 {first.day} 日的）再导入；"
        f"这一栏不是评价的日子的，就用 --map 日期=- 再导入；都不是的，{_ONLY_WHOLE}"
    )


def _at_the_window(one: Summary, roster: Roster) -> tuple[date, date]:
    """The first and the last day of the month on which the officer is posted to a window of the unit."""
    month = one.month
    own = [p for p in roster.postings_of(one.found.person) if p.unit == one.found.unit]
    held = [p for p in own if p.overlaps(month.first_day, month.last_day)]
    begins = min((p.since or month.first_day for p in held), default=month.first_day)
    ends = max((p.until or month.last_day for p in held), default=month.last_day)
    return max(begins, month.first_day), min(ends, month.last_day)


def _reject_days(lines: Iterable[_Line], reason: str, settled: Settled[Summary]) -> None:
    for line in lines:
        settled.reject(line.row, Problem("日期", line.row.get("day"), reason))


def _settle_month(
    lines: Sequence[_Line],
    earlier: list[_Line],
    details: DetailLookUp,
    settled: Settled[Summary],
    refused: Collection[tuple[str, ...]],
) -> None:
    """The outcomes of one file's lines of one officer's month."""
    if clashing := _clashing(lines):
        _reject_all(lines, clashing, settled)
        return
    if earlier:
        for line in lines:
            _settle_again(line, earlier, settled)
        return
    if problems := _problems_together(lines, details, refused):
        _reject_all(lines, problems, settled)
        return
    for line in lines:
        settled.accept(line.row)
        settled.facts.append(line.summary)
    earlier += lines


def _settle_again(line: _Line, earlier: Sequence[_Line], settled: Settled[Summary]) -> None:
    """A line of a month that another export has brought: it says the same, or it waits.

    Two exports are never added, for nothing tells whether the presses of one are in the other, too.
    """
    rival = next((one for one in earlier if one.share == line.share), None)
    if rival is None:
        settled.reject(line.row, _otherwise_split(line.summary, earlier[0].row))
    elif rival.said == line.said:
        settled.duplicate(line.row)
    else:
        settled.reject(line.row, _contradiction(line.summary, rival.row.where, rival.row.place.batch))


def _reject_all(lines: Iterable[_Line], problems: Mapping[int, Problem], settled: Settled[Summary]) -> None:
    for line in lines:
        settled.reject(line.row, problems.get(line.row.id) or _waits_for(next(iter(problems.values())), line))


def _clashing(lines: Sequence[_Line]) -> dict[int, Problem]:
    """Two lines of one file that may count the same presses, by row."""
    found = shares.clash([line.share for line in lines])
    if not found:
        return {}
    first, second, lacking = found
    pairs = ((lines[first], lines[second]), (lines[second], lines[first]))
    return {line.row.id: _clash(line, other, lacking) for line, other in pairs}


def _problems_together(
    lines: Sequence[_Line], details: DetailLookUp, refused: Collection[tuple[str, ...]]
) -> dict[int, Problem]:
    """Why lines that are together an officer's month cannot stand, by row."""
    problems = {}
    for line in lines:
        batch = details(line.summary)
        if batch is not None and batch < line.row.place.batch:
            problems[line.row.id] = _contradiction(line.summary, f"第 {batch} 批的评价明细", batch)
        elif _raw(line.row) in refused:
            reason = "同一个人这个月的另一行未予采用，几行合起来才是整月；请把那一行改好，再一起导入"
            problems[line.row.id] = Problem("月份", str(line.summary.month), reason)
    return problems


def _clash(line: _Line, other: _Line, lacking: str) -> Problem:
    person, month = line.summary.found.person.name, line.summary.month
    if lacking:
        reason = (
            f"和{other.here}都是“{person}”{month} 的，“{lacking}”一栏却只有一行写了，可能是合计；"
            f"是合计就删去，不是就把“{lacking}”写全，再导入"
        )
    elif line.said == other.said:
        reason = (
            f"和{other.here}完全一样，看不出是重复的还是两台评价器、两天的；"
            "重复的就删去一行，不是就加一列写明（如“评价器”“日期”），再导入"
        )
    else:
        reason = (
            f"“{person}”{month} 在{other.here}已有一行，数字不同，又没有一列说明区别；"
            "请核对，要相加的就加一列写明（如“评价器”“业务”），再导入"
        )
    return Problem("月份", str(month), reason)


def _waits_for(problem: Problem, line: _Line) -> Problem:
    """A line that is right, beside others of its officer's month that are not."""
    reason = f"同一个人这个月的另一行未予采用（{problem.reason}），几行合起来才是整月"
    return Problem("月份", str(line.summary.month), reason)


def _contradiction(new: Summary, where: str, batch: int) -> Problem:
    """The batch named is always an earlier one, never that of the row itself."""
    person, month = new.found.person.name, new.month
    reason = f"“{person}”{month} 的评价已采用{where}，数字不同；以新的为准就先 zlts undo {batch} 再导入"
    return Problem("月份", str(month), reason)


def _otherwise_split(new: Summary, known: StoredRow) -> Problem:
    person, month, batch = new.found.person.name, new.month, known.place.batch
    reason = (
        f"“{person}”{month} 的评价已采用{known.where}，那一份里没有这样的一行；两份导出不能相加，"
        f"否则同一次评价会算两遍；以新的为准就先 zlts undo {batch} 再导入；"
        f"两份都要的，也先 zlts undo {batch}，合成一张表再导入"
    )
    return Problem("月份", str(month), reason)


def _read(
    row: StoredRow, roster: Roster, policies: ByDay, said: Mapping[tuple[str, str], bool]
) -> Summary | tuple[Problem, ...]:
    if row.broken:
        return ()
    month = _month(row, policies)
    if isinstance(month, Problem):
        return (month,)
    policy = policies.on(month.last_day)
    counts = _counts(row, policy)
    found = roster.find(row.claim, month.first_day, month.last_day)
    if isinstance(counts, Problem) or isinstance(found, Problem):
        return tuple(one for one in (counts, found) if isinstance(one, Problem))
    three = said.get((row.layout, found.unit), three_keys.of_columns(counts, policy.words))
    tally = _tally(counts, policy.words, three)
    if isinstance(tally, Problem):
        return (tally,)
    wrong = _checksum_problems(row, tally)
    if wrong and three_keys.matters(policy.words):
        plain_one = _tally(counts, policy.words, three=False)  # a maker prints his own reading of the middle key
        wrong = wrong if isinstance(plain_one, Problem) else _checksum_problems(row, plain_one)
    return wrong or Summary(found, window_mark(row.get("window")), month, tally, counts, row.place, row.id, three)


def _month(row: StoredRow, policies: ByDay) -> Month | Problem:
    if not row.get("month"):
        return Problem("月份", "", "没有写月份，标题和文件名里也找不到")
    month = Month.parse(row.get("month"))
    if month > Month.of(row.imported_at.date()) or month.year < policies.on(month.last_day).earliest_year:
        return Problem("月份", str(month), "月份在将来或太早")
    if not month.ended(row.came_in.date()):
        day = row.came_in.date()
        reason = (
            f"这一份是 {day} 导入的，那天这个月还没有过完，汇总只到导出的那一天；"
            f"请过了月底重新导出再导入（导出来一模一样的，先 zlts undo {row.place.batch}）"
        )
        return Problem("月份", str(month), reason)
    return month


def _counts(row: StoredRow, policy: Policy) -> dict[str, int] | Problem:
    counts: dict[str, int] = {}
    for code, text in row.fields.items():
        if not code.startswith(COUNT):
            continue
        word = code.removeprefix(COUNT)
        meaning = rating_meaning(word, policy.words)
        if isinstance(meaning, Problem):
            return meaning
        counts[word] = int(text or 0)
    return counts


def scales_shown(facts: Iterable[Summary], policies: Policies) -> list[tuple[str, bool]]:
    """Of summaries with a count of the middle key, unit and whether it is one of three, where a policy minds it."""
    each = [policy.words for policy in policies.each if three_keys.matters(policy.words)]
    return [
        (one.found.unit, one.three)
        for one in facts
        if one.three is not None and any(three_keys.is_middle(said, words) for said in one.said for words in each)
    ]


def _tally(counts: Mapping[str, int], words: Words, three: bool | None) -> Tally | Problem:
    """Counts by rating word, of devices with three keys or more → counted, satisfied, unrated."""
    by_meaning = {True: 0, False: 0, None: 0}
    for word, count in counts.items():
        meaning = three_keys.meaning_by_scale(word, words, three)
        if not isinstance(meaning, Problem):
            by_meaning[meaning] += count
        elif count:
            return meaning
    return Tally(by_meaning[True] + by_meaning[False], by_meaning[True], by_meaning[None])


def _checksum_problems(row: StoredRow, tally: Tally) -> tuple[Problem, ...]:
    total, rate = plain(row.get("total")), plain(row.get("rate"))
    problems = []
    if total not in _SILENT and int(total) not in (tally.counted, tally.counted + tally.unrated):
        both = f"有效评价 {tally.counted}，连同未评价 {tally.counted + tally.unrated}"
        problems.append(Problem("总数", total, f"总数与各栏之和不符（{both}）"))
    if rate not in _SILENT and not _agrees(rate, tally):
        problems.append(Problem("满意率", rate, f"满意率与各栏不符（应为 {tally.percent or '—'}）"))
    return tuple(problems)


def _agrees(printed: str, tally: Tally) -> bool:
    """A printed rate agrees if it is the exact one cut or rounded at its own precision.

    Without counted evaluations there is none, and 0 % is what a formula prints then.
    """
    number = Decimal(printed.rstrip("%"))
    if tally.rate is None:
        return not number
    step = Decimal(1).scaleb(int(number.as_tuple().exponent))
    return number in {_at(tally.rate * 100, step, way) for way in (ROUND_DOWN, ROUND_HALF_UP)}


def _at(exact: Fraction, step: Decimal, rounding: str) -> Decimal:
    # whole steps as a fraction first, so that no division in Decimal can round on its own
    steps = exact / Fraction(step)
    floor = steps.numerator // steps.denominator
    up = rounding == ROUND_HALF_UP and steps - floor >= Fraction(1, 2)
    return (floor + up) * step


SUMMARIES = Declaration(
    kind="summary",
    word="评价汇总",
    table="summary",
    forms=(
        Form(
            Register.EVALUATIONS,
            "summary",
            "评价汇总",
            (
                *(UNIT, WINDOW, EVALUATOR, BADGE, OFFICER),
                Field("month", "月份", Type.MONTH, Says.WHEN, filled=True),
                Field("day", "日期", Type.DAYS, since=2),
                Field("shift", "时段", Type.WORD, since=2),
                Field("matter", "业务", Type.WORD, since=2),
                Field("total", "总数", Type.COUNT),
                Field("rate", "满意率", Type.PERCENT),
            ),
            needed=(WHO_COLUMNS,),
            counts=True,
            month_from_context=True,
        ),
    ),
    settle=settle,
)
