"""What falls due: each thing that needs a person, how urgent, and the line to type (readings: What is due)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum, StrEnum

from zlts.bulletins.arrivals import Arrivals
from zlts.bulletins.facts import DueLine, PassDue, RefusedFile
from zlts.bulletins.missing import PLAN, Owed, owed, spans_of
from zlts.bulletins.objections import objection_steps, open_objections
from zlts.bulletins.parts import outstanding
from zlts.bulletins.rectifying import overdue
from zlts.bulletins.situation import Situation
from zlts.model import MEASURES, PostedEntry
from zlts.names import shell_word
from zlts.periods import Month, Period, Span
from zlts.roster import spell

COMPLAINT_DAYS = 60
"""信访条例 (2005) 第三十三条: so many days after its receipt a matter is to be settled."""
OBJECTION_DAYS = 30
"""公务员法 (2005) 第九十一条: so many days after it was raised a request for review is to be answered."""
NEAR_DAYS = 15
"""So many days before either has passed it goes before the work of the month."""
BACKUP_DAYS = 31
"""A copy belongs to each month's work, so that an older one lacks a month."""
PAPERS = "文书"
"""The folder beside the ledger for which the guide writes the papers of measures."""
_MISSING = "zlts status --missing"
_FIRST = 3  # the first few of many
_NAMED = 4  # units, in a line that says how many there are


class What(StrEnum):
    """What kind of thing is due, in the order of a month's work."""

    FILES = "files"
    REFUSED = "refused"
    QUARANTINE = "quarantine"
    CONTRADICTION = "contradiction"
    MISSING = "missing"
    REGISTER = "register"
    ASSESS = "assess"
    PAPERS = "papers"
    BULLETIN = "bulletin"
    BACKUP = "backup"
    COMPLAINTS = "complaints"
    MERGES = "merges"
    OBJECTION = "objection"
    POSTINGS = "postings"
    MEASURES = "measures"
    FINDINGS = "findings"
    PLANS = "plans"
    AWARDS = "awards"
    CALENDAR = "calendar"


class Urgency(IntEnum):
    """The less, the sooner: its days run out, the month's work, what waits for somebody, what only comes up."""

    PRESSING = 0
    NOW = 1
    WAITING = 2
    SOON = 3


@dataclass(frozen=True, slots=True)
class Due:
    """A thing that needs a person: in a few words, with the line to type.

    `about` are what the line is about: months and periods as they print, numbers of entries, files. `said` is the
    whole of it where words and line do not say it all, `more` what else may be typed. A line runs as it stands;
    what only the clerk knows stands in 【】, which no command takes.
    """

    what: What
    words: str
    command: str = ""
    urgency: Urgency = Urgency.NOW
    about: tuple[str, ...] = ()
    said: str = ""
    more: tuple[str, ...] = ()
    offer: str = ""
    """The number or the name that the line proposes."""

    @property
    def sentence(self) -> str:
        """The whole of it, with the line to type."""
        return self.said or "：".join(filter(None, (self.words, self.command)))

    @property
    def line(self) -> DueLine:
        """As JSON has it."""
        return DueLine(self.what.value, self.urgency.name.lower(), self.words, self.command, self.about)


@dataclass(frozen=True, slots=True)
class Around:
    """What besides the situation of the year shown may fall due.

    `files`: places beside the ledger → how many files in them are not imported; `refused`: files lately not taken in.
    `passes`, `measures`, `unassessed`:
    passes behind the evidence, measures not carried out by year, months without a pass, of other years. `arrivals`
    and `months`: what came of months of other years that still concern her. `unissued`: periods whose passes are
    done and of which no bulletin stands. `unawarded`: years that are over and whose awards nobody has decided.
    `barred_since`: by year who was awarded and is barred by now. `numbers`: what those bulletins might be issued as,
    by period. `alike`: pairs of complaints that may be one grievance. `papers`: the entries whose papers are written.
    `backed_up`: the last copy made by hand, `passed`: the last pass, `copy_name`: a name for the next copy.
    """

    files: Mapping[str, int] = field(default_factory=dict)
    refused: Sequence[RefusedFile] = ()
    passes: Sequence[PassDue] = ()
    measures: Mapping[int, int] = field(default_factory=dict)
    unassessed: Sequence[Month] = ()
    arrivals: Arrivals | None = None
    months: Sequence[Month] = ()
    unissued: Sequence[Period] = ()
    numbers: Mapping[Period, str] = field(default_factory=dict)
    unawarded: Sequence[int] = ()
    barred_since: Mapping[int, Sequence[str]] = field(default_factory=dict)
    alike: Sequence[tuple[str, str]] = ()
    papers: Collection[int] = ()
    backed_up: date | None = None
    passed: date | None = None
    copy_name: str = ""
    copied_since: bool = False
    """Whether that copy was made after the last pass."""


def due_items(situation: Situation, around: Around) -> list[Due]:
    """What needs a person, the most urgent first."""
    blank = situation.is_blank
    found = [
        *_files(around),
        *_refused(around.refused),
        *(_beginning(situation, around) if blank else _quarantined(situation)),
        *_missing(situation, around),
        *(() if blank else _register(situation)),
        *_passes(situation, around),
        *_papers(situation, around),
        *_bulletins(around),
        *_backup(situation, around),
        *(() if blank else _complaints(situation)),
        *_alike(around),
        *_objections(situation),
        *_doubled_postings(situation),
        *_measures(situation, around.measures),
        *_rectifying(situation),
        *(() if blank else _plans(situation)),
        *_awards(situation, around),
        *_this_month(situation),
    ]
    return sorted(found, key=lambda one: one.urgency)


# ---------------------------------------------------------------- taking in


def _files(around: Around) -> Iterator[Due]:
    """Files beside the ledger, all in one line: they may hold what the other things wait for."""
    places = tuple(around.files)
    if places:
        told = "、".join(f"“{place}”里 {n} 个" if n else f"“{place}”新的一份" for place, n in around.files.items())
        command = " ".join(["zlts import", *map(shell_word, places)])
        yield Due(What.FILES, f"有文件还没有导入（{told}）", command, Urgency.PRESSING, places)


def _refused(found: Sequence[RefusedFile]) -> Iterator[Due]:
    """The files that were not taken in, the latest first; the first few of many."""
    latest_first = found[::-1]
    for one in latest_first[:_FIRST]:
        where = f"{one.folder}/" if one.folder else ""
        words = f"“{where}{one.file}”{one.day} 未能导入，不在台账里"
        about = (one.file,)
        yield Due(What.REFUSED, f"{words}，改好后再导入", about=about, said=f"{words}：{one.reason}")
    if len(found) > _FIRST:
        more = "、".join(f"“{one.file}”" for one in latest_first[_FIRST:])
        words = f"另有 {len(found) - _FIRST} 个文件未能导入：{more}；再导入一次就能看到原因"
        yield Due(What.REFUSED, words, about=tuple(one.file for one in latest_first[_FIRST:]))


def _beginning(situation: Situation, around: Around) -> Iterator[Due]:
    """Where nothing of the year is in: what to do first."""
    year = situation.period.year
    if situation.quarantined:
        words = f"{year} 年尚未采用任何评价和登记，有 {situation.quarantined} 行待核实"
        yield Due(What.QUARANTINE, words, "zlts quarantine", said=f"{words}：zlts quarantine 看原因，改好再导入")
    elif not around.files:
        told = f"{year} 年的评价和登记还没有导入" if situation.batches > 1 else "还没有导入评价和登记"
        month = max(Month.of(situation.today).previous, Month.of(situation.first_day))
        yield Due(What.MISSING, f"{told}，请放进台账旁边的“{month}”文件夹再办", "zlts next")


def _quarantined(situation: Situation) -> Iterator[Due]:
    if situation.quarantined:
        words = f"有 {situation.quarantined} 行待核实"
        yield Due(What.QUARANTINE, words, "zlts quarantine", more=_MENDING)


_MENDING = (
    "改好再导入：zlts quarantine -o 待核实.xlsx，在表里改好，再 zlts import 待核实.xlsx",
    "花名册补了人以后：zlts retry",
)


def _missing(situation: Situation, around: Around) -> Iterator[Due]:
    """Whose evaluations have not come, and where a nil return contradicts what came."""
    for arrivals, months in _expecting(situation, around):
        both = arrivals.contradictions(months)
        for one in both:
            words, _, command = one.partition("用 ")
            yield Due(What.CONTRADICTION, words.rstrip("，"), command.removesuffix(" 收回"), said=one)
        year = f"{months[0].year} 年" if len(months) > 1 and months[0].year != situation.period.year else ""
        said = "".join(f"{year}{one}；催报用 {_MISSING}" for one in arrivals.attention(months) if one not in both)
        if lacking := arrivals.missing(months):
            named = "；".join(f"{unit}{spans_of(own)}" for unit, own in lacking.items())
            if len(lacking) > _NAMED:
                named = spans_of(sorted({month for own in lacking.values() for month in own}))
            words = f"{len(lacking)} 个单位的评价还没有报来（{named}）"
            about = tuple(dict.fromkeys(str(month) for own in lacking.values() for month in own))
            yield Due(What.MISSING, words, _MISSING, about=about, said=said)


def _expecting(situation: Situation, around: Around) -> Iterator[tuple[Arrivals, Sequence[Month]]]:
    """The months of which data are expected, and what came of them; those of other years first."""
    if around.arrivals and around.months:
        yield around.arrivals, around.months
    if situation.tallies and not situation.is_blank:
        yield situation.arrivals, situation.months


def owed_to_us(situation: Situation, around: Around) -> list[Owed]:
    """What units still have to send: by unit and month, in the roster's order."""
    return owed(situation, list(_expecting(situation, around)))


def _register(situation: Situation) -> Iterator[Due]:
    if said := situation.register_problem:
        yield Due(What.REGISTER, "还没有导入过投诉登记簿，请放在台账旁边再办", "zlts next", said=said)


# ---------------------------------------------------------------- the pass, its papers and its bulletins


def _passes(situation: Situation, around: Around) -> Iterator[Due]:
    own = () if situation.is_blank else situation.unassessed
    years = sorted({month.year for month in (*around.unassessed, *own)})
    behind = {one.through.year for one in around.passes}
    for one in around.passes:
        if one.through.year not in years:  # else the pass of a later month goes through all of them
            yield Due(What.ASSESS, one.words, one.command, about=(str(one.through),), said=one.sentence)
    for year in years:
        months = [str(month) for month in (*around.unassessed, *own) if month.year == year]
        named = "、".join(months) if len(months) <= _FIRST else f"{months[0]} 至 {months[-1]} 的 {len(months)} 个月"
        more = "（以前的月份也有变化，一并核算）" if year in behind else " "
        yield Due(What.ASSESS, f"{named}{more}待评定", f"zlts assess {months[-1]}", about=tuple(months))


def _papers(situation: Situation, around: Around) -> Iterator[Due]:
    """六(七): measures ordered in months that are over, not carried out, and without their papers."""
    lacking = [
        one
        for one in outstanding(situation)
        if one.entry.kind in MEASURES and one.id not in around.papers and one.entry.month.ended(situation.today)
    ]
    if lacking:
        numbers = tuple(str(one.id) for one in lacking)
        words = f"有 {len(lacking)} 项措施还没有出文书（{_named(lacking)}）"
        yield Due(What.PAPERS, words, f"zlts notice {_first_papers(lacking, situation)} -o {PAPERS}", about=numbers)


def _first_papers(lacking: Sequence[PostedEntry], situation: Situation) -> str:
    """The earliest month, or the numbers of what is left of it, as `zlts notice` takes them."""
    month = min(one.entry.month for one in lacking)
    own = [one for one in lacking if one.entry.month == month]
    every = [one for one in outstanding(situation) if one.entry.month == month and one.entry.kind in MEASURES]
    return f"--month {month}" if len(own) == len(every) else " ".join(str(one.id) for one in own)


_KINDS = {Span.MONTH: ("monthly", "月度"), Span.QUARTER: ("quarterly", "季度"), Span.YEAR: ("annual", "年度")}


def _bulletins(around: Around) -> Iterator[Due]:
    """七(二): of which periods no bulletin has been issued, the first by name; an issue comes one by one."""
    for span, (name, word) in _KINDS.items():
        own = [one for one in around.unissued if one.span is span]
        if own:
            first = own[0].chinese
            told = f"{first}等 {len(own)} 期{word}通报" if len(own) > 1 else f"{first}通报"
            number = around.numbers[own[0]]
            command = f"zlts report {name} {own[0]} --issue {shell_word(number)}"
            about = (span.value, *map(str, own))
            yield Due(What.BULLETIN, f"{told}还没有印发", command, about=about, offer=number)


def _backup(situation: Situation, around: Around) -> Iterator[Due]:
    """A copy is due once a pass has run that no copy has, or when the last one is older than a month."""
    made, passed = around.backed_up, around.passed
    if made is None and passed is None:
        return
    if made is None:
        words = "台账还没有备份过"
    elif not around.copied_since or (situation.today - made).days > BACKUP_DAYS:
        words = f"台账最近一次备份在 {made}，以后的还没有备份"
    else:
        return
    yield Due(What.BACKUP, words, f"zlts backup {shell_word(around.copy_name)}", offer=around.copy_name)


# ---------------------------------------------------------------- what people have to decide or carry out


def _complaints(situation: Situation) -> Iterator[Due]:
    """Complaints that nobody has decided, and which has waited longest."""
    pending = situation.pending()
    if pending:
        oldest = min(pending, key=lambda one: (one.received, one.key))
        days = (situation.today - oldest.received).days
        until = oldest.received + timedelta(days=COMPLAINT_DAYS)
        near = days >= COMPLAINT_DAYS - NEAR_DAYS
        told = f"，{until} 满 {COMPLAINT_DAYS} 天" if near and days <= COMPLAINT_DAYS else ""
        told = f"，已超过 {COMPLAINT_DAYS} 天" if days > COMPLAINT_DAYS else told
        words = f"有 {len(pending)} 件投诉待认定，{oldest.label} 已等 {days} 天{told}"
        urgency = Urgency.PRESSING if near else Urgency.WAITING
        more = ("有了结论，把最新的登记簿放在台账旁边，再打 zlts next",)
        yield Due(What.COMPLAINTS, words, "zlts complaints --pending", urgency, more=more)


def _alike(around: Around) -> Iterator[Due]:
    if around.alike:
        words = f"有 {len(around.alike)} 对投诉可能是同一件事，请核对要不要并案"
        earlier, later = map(shell_word, around.alike[0])
        more = (f"是同一件事的：zlts merge {later} {earlier} --reason 【理由】",)
        yield Due(What.MERGES, words, "zlts complaints --alike", Urgency.WAITING, more=more)


def _objections(situation: Situation) -> Iterator[Due]:
    """What waits for the leading group's decision; the oldest first."""
    waiting = open_objections(situation)
    for place, said in enumerate(objection_steps(situation)):
        one = waiting[place]
        words, about = said.partition("：")[0], waiting[place : place + 1]
        if place >= _FIRST:
            words, about = said, waiting[place:]
        numbers = tuple(str(each.entry) for each in about)
        near = (situation.today - one.day).days >= OBJECTION_DAYS - NEAR_DAYS
        urgency = Urgency.PRESSING if near else Urgency.WAITING
        command = f"zlts object {one.entry} --upheld --doc 【文号】"
        yield Due(What.OBJECTION, words, command, urgency, numbers, said)


def _doubled_postings(situation: Situation) -> Iterator[Due]:
    """Postings of one person in one unit and role at one time."""
    pairs = situation.roster.overlapping
    if pairs:
        one, other = pairs[0]
        more = f" 等 {len(pairs)} 处" if len(pairs) > 1 else ""
        words = f"任职重叠，请核对花名册{more}：{spell(one)}；{spell(other)}"
        yield Due(What.POSTINGS, words, "", Urgency.WAITING)


def _measures(situation: Situation, earlier: Mapping[int, int]) -> Iterator[Due]:
    """What is ordered and not yet done, the oldest first."""
    for year, count in earlier.items():
        words, command = f"{year} 年还有 {count} 项措施尚未登记执行情况", f"zlts ledger {year} --pending"
        yield Due(What.MEASURES, words, command, Urgency.WAITING, (str(year),))
    undone = outstanding(situation)
    if undone:
        year = situation.period.year
        words = f"有 {len(undone)} 项措施尚未登记执行情况（{_named(undone)}）"
        one = min(undone, key=lambda each: (each.entry.month, each.id))
        more = (
            f"执行以后登记：zlts done {one.id} --on 【日期】",
            f"一个月的一次登记：zlts done --month {one.entry.month}",
            f"领导小组决定免除的：zlts waive {one.id} --reason 【理由】 --doc 【文号】",
        )
        yield Due(What.MEASURES, words, f"zlts ledger {year} --pending", Urgency.WAITING, (str(year),), more=more)


def _named(entries: Sequence[PostedEntry]) -> str:
    """The first few: 第 2 号韩冬梅打招呼、第 4 号葛志鹏打招呼."""
    first = sorted(entries, key=lambda one: (one.entry.month, one.id))[:_FIRST]
    return "、".join(map(_ordered, first)) + (" 等" if len(entries) > _FIRST else "")


def _ordered(posted: PostedEntry) -> str:
    entry = posted.entry
    name = entry.person.name if entry.person else entry.unit
    return f"第 {posted.id} 号{name}{entry.kind}"


def _rectifying(situation: Situation) -> Iterator[Due]:
    """七(二): findings of inspections that are to be put right and whose term is over."""
    late = overdue(situation)
    if late:
        named = "、".join(f"{one.id} {one.unit}{one.finding or one.item}" for one in late[:_FIRST])
        words = f"有 {len(late)} 处检查问题逾期未整改（{named}{' 等' if len(late) > _FIRST else ''}）"
        about = tuple(one.id for one in late)
        command = f"zlts ledger {situation.period.year} --findings"
        more = (f"整改以后登记：zlts done {late[0].id} --on 【日期】",)
        yield Due(What.FINDINGS, words, command, Urgency.WAITING, about, more=more)


def _plans(situation: Situation) -> Iterator[Due]:
    """七(一): whose plan has not come; where nobody's is registered, nobody can be said to lack one."""
    if not situation.wants_plans or situation.batches <= 1:
        return
    clause = situation.policy.filing.clause
    if not situation.plans_tracked:
        units = [one.name for one in situation.roster.units]
        words = f"还没有登记各单位方案的报送（{clause}）；报送登记放在台账旁边，再打 zlts next，或一个一个登记"
        yield Due(What.PLANS, words, _filed(units[0]) if units else "", Urgency.WAITING)
    elif lacking := [one.unit for one in owed(situation, []) if one.month is None]:
        named = "、".join(lacking[:_NAMED]) + ("等" if len(lacking) > _NAMED else "")
        words = f"{len(lacking)} 个单位的实施方案还没有报来（{clause}；{named}）"
        more = (f"收到以后登记：{_filed(lacking[0])}",)
        yield Due(What.PLANS, words, _MISSING, Urgency.WAITING, more=more)


def _filed(unit: str) -> str:
    return f"zlts add filing {shell_word(unit)} {PLAN} --filed 【日期】"


def _awards(situation: Situation, around: Around) -> Iterator[Due]:
    """六(八), 七(三): who was awarded and is barred by now, and the years whose awards nobody has decided."""
    clause = situation.policy.awards.clause
    for year, names in around.barred_since.items():
        words = f"{year} 年已登记表彰的{'、'.join(names)}后来取消评先评优，与表彰决定冲突，请领导小组重新决定"
        yield Due(What.AWARDS, words, f"zlts awards {year}", Urgency.WAITING, (str(year),))
    for year in around.unawarded:
        words = f"{year} 年的评优结果还没有登记（{clause}）"
        more = (f"领导小组决定以后登记：zlts awards {year} --award 【姓名】 --award 【姓名】",)
        yield Due(What.AWARDS, words, f"zlts awards {year}", Urgency.WAITING, (str(year),), more=more)


# ---------------------------------------------------------------- the calendar


def _this_month(situation: Situation) -> Iterator[Due]:
    """What the notice's calendar wants in the running month (七(一)–七(三))."""
    today, year = situation.today, situation.period.year
    if today.year != year:
        return
    month, day = situation.policy.filing.plan_due
    if (today.month, today.day) <= (month, day) and situation.wants_plans:
        words = f"{month} 月 {day} 日前各单位报送实施方案（{situation.policy.filing.clause}）"
        yield Due(What.CALENDAR, words, "", Urgency.SOON)
    if today.month == 3 * Month.of(today).quarter:
        quarter = Period.holding(Month.of(today), Span.QUARTER)
        words = f"本季度要检查评比并通报（{situation.policy.ranking.clause}）"
        yield Due(What.CALENDAR, words, f"zlts report quarterly {quarter}", Urgency.SOON, (str(quarter),))
    if today.month == situation.policy.awards.last_month:
        yield Due(What.CALENDAR, "本月评选表彰（七(三)）", f"zlts awards {year}", Urgency.SOON, (str(year),))


def upcoming(situation: Situation) -> list[str]:
    """What the calendar wants after that, in the year that runs."""
    month, awards = Month.of(situation.today), situation.policy.awards.last_month
    if month.year != situation.period.year or month not in situation.months:
        return []
    found = [f"{month.number}月结束后评定：zlts assess {month}"]
    quarter = 3 * month.quarter
    if month.number < quarter:
        found.append(f"{quarter}月底前检查评比并通报（七(二)）")
    if month.number < awards:
        found.append(f"{awards}月评选表彰（七(三)）")
    return found
