"""The form that a county hands up: tallies and proofs, no names; as a value, as JSON, and back from it, checked.

Its JSON is described by `docs/upload.schema.json`. `digest` is the sha256 of the canonical JSON of all else in it
(`chain.canonical`), so that whoever changes a figure by hand is found out.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, TypeVar

from zlts.anomalies import Pattern
from zlts.bulletins.facts import INLINE, Origin, OtherSetting, PolicyUsed, to_json
from zlts.chain import canonical
from zlts.errors import FileRefused, WrongUsage
from zlts.model import Kind, Role, Tally, Verdict
from zlts.names import plain
from zlts.periods import Month, Period, Span

SCHEMA = "zlts-upload-1"
_SCHEMA = re.compile(r"zlts-upload-(\d{1,6})")
_LONGEST = 12
"""A kind of complaint or inspection is a word; what is longer is a sentence, and may tell of people."""
_MOST, _LONG = 10**9, 500
"""No county counts more of anything, and no text of a form has more characters."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")

Word = TypeVar("Word", bound=StrEnum)


class Arrival(StrEnum):
    """What is known of a unit's data for a month (readings: Missing data)."""

    REPORTED = "reported"
    NIL = "nil"
    MISSING = "missing"
    NOT_EXPECTED = "not_expected"


class Meaning(StrEnum):
    """What the policy of the day makes of a rating."""

    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"
    UNRATED = "unrated"


class Area(StrEnum):
    """城区, 农村, or what the roster leaves open."""

    URBAN = "urban"
    RURAL = "rural"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RatingLine:
    """How often a rating was pressed, by its word in the county's files."""

    rating: str
    meaning: Meaning
    count: int


@dataclass(frozen=True, slots=True)
class UnitMonthCounts:
    """A unit's evaluations in a month."""

    unit: str
    area: Area
    month: Month
    state: Arrival
    tally: Tally = field(metadata=INLINE)
    ratings: tuple[RatingLine, ...]


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """Complaints received in a month, by their kind and by how they are decided now."""

    month: Month
    kind: str
    verdict: Verdict
    count: int


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many of something had effect in a month."""

    month: Month
    count: int


@dataclass(frozen=True, slots=True)
class ComplaintCounts:
    """`received` by the month of receipt, `sustained` by that of effect; `pending` all that are undecided now."""

    received: tuple[ReceivedLine, ...]
    sustained: tuple[MonthCount, ...]
    pending: int


@dataclass(frozen=True, slots=True)
class InspectionCount:
    """Rows of the inspections' register, and the sum of their points."""

    month: Month
    kind: str
    count: int
    points: int


@dataclass(frozen=True, slots=True)
class MeasureCount:
    """Active entries without points, by whom they touch and what they are."""

    month: Month
    role: Role
    kind: Kind
    count: int


@dataclass(frozen=True, slots=True)
class AnomalyCount:
    """Suspected self-evaluations, by pattern; nobody has judged them."""

    month: Month
    pattern: Pattern
    count: int


@dataclass(frozen=True, slots=True)
class CountyForm:
    """What a county hands up for a period: its covered months, in order, and what there was in them.

    `unassessed` are months that no pass has run through, `quarantined` rows that wait for a person.
    """

    source: Origin
    months: tuple[Month, ...]
    units: tuple[UnitMonthCounts, ...]
    complaints: ComplaintCounts
    inspections: tuple[InspectionCount, ...]
    measures: tuple[MeasureCount, ...]
    anomalies: tuple[AnomalyCount, ...]
    unassessed: tuple[Month, ...]
    quarantined: int

    @property
    def tally(self) -> Tally:
        """Everyone's evaluations."""
        return sum((one.tally for one in self.units), Tally())


def _is_word(kind: str) -> bool:
    """Whether a kind is a word as registers have it, so that it tells of nobody in particular."""
    return len(kind) <= _LONGEST and not any(map(str.isdigit, kind))


def to_machine(form: CountyForm) -> dict[str, Any]:
    """The form as JSON has it, schema first and digest last."""
    said = {"schema": SCHEMA, **to_json(form)}
    return {**said, "digest": digest_of(said)}


def digest_of(said: Mapping[str, Any]) -> str:
    """The digest of a form's JSON, of all but the digest that it may bear."""
    return sha256(canonical({key: value for key, value in said.items() if key != "digest"}).encode()).hexdigest()


# ---------------------------------------------------------------- back from JSON


@dataclass(frozen=True, slots=True)
class Upload:
    """A form as it came: by which file, and with which digest."""

    file: str
    digest: str
    form: CountyForm


def read(name: str, text: str) -> Upload:
    """The form in the text of a file that is called so.

    Raises:
        FileRefused: it is no form, is cut off, is of a later schema, was changed after it was written, or does not
            agree with itself.
    """
    said = _parsed(name, text)
    _check_schema(name, said.get("schema"))
    digest = said.get("digest")
    try:
        whole = digest_of(said)
    except (ValueError, RecursionError):
        whole = ""
    if digest != whole:
        raise _by_hand(name)
    try:
        return Upload(name, str(digest), form_of(said))
    except NotAForm as wrong:
        raise FileRefused(
            f"“{name}”里的“{wrong.where}”不对：{wrong.what}，没有计入。",
            "请该县用 zlts report … --upload 重新写出一份。",
        ) from None


def period_of(text: str) -> Period:
    """A period of any length, as it is written.

    Raises:
        WrongUsage: the text is none.
    """
    for span in Span:
        try:
            return Period.parse(text, span)
        except WrongUsage:
            continue
    raise WrongUsage(f"“{text}”不是期间。", "请写成 2013-06、2013Q2、2013 的样子。")


def _parsed(name: str, text: str) -> dict[str, Any]:
    try:
        said = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once)
    except NotAForm:
        raise _by_hand(name) from None
    except RecursionError:
        said = None
    except ValueError:
        if _SCHEMA.search(text[:200]):
            raise FileRefused(
                f"“{name}”不完整，像是没有传完或没有拷完，没有计入。", "请该县再传一次，或重新拷一份。"
            ) from None
        said = None
    if not isinstance(said, dict):
        raise _no_form(name)
    return said


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of the JSON; a key that stands there twice is one thing to one reader and another to the next."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotAForm("", "")
    return found


def _by_hand(name: str) -> FileRefused:
    return FileRefused(
        f"“{name}”写出以后被改动过：内容和末尾的校验码对不上，没有计入。",
        "请该县用 zlts report … --upload 重新写出一份，原样报来，不要打开另存。",
    )


def _no_form(name: str) -> FileRefused:
    return FileRefused(
        f"“{name}”不是县里的上报表，没有计入。", "上报表由各县用 zlts report monthly … --upload -o 上报表.json 写出。"
    )


def _check_schema(name: str, schema: object) -> None:
    found = _SCHEMA.fullmatch(schema) if isinstance(schema, str) else None
    if not found:
        raise _no_form(name)
    if schema != SCHEMA:
        raise FileRefused(
            f"“{name}”是另一版程序写的上报表（{schema}），这里只认得 {SCHEMA}，没有计入。",
            "请把这里的 zlts 和该县的换成同一版。",
        )


class NotAForm(Exception):
    """A value that no form has: `where` it stands, and `what` is to stand there, in Chinese."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(where, what)
        self.where, self.what = where, what


class _Part:
    """An object of the JSON: typed values by key, each refused by its place."""

    def __init__(self, value: object, where: str = "") -> None:
        if not isinstance(value, dict):
            raise NotAForm(where or "全部", "应当是一组值")
        self._values: dict[str, Any] = value
        self.where = where

    def at(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key

    def _take(self, key: str, kind: type, what: str) -> Any:
        value = self._values.get(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise NotAForm(self.at(key), f"应当是{what}")
        return value

    def text(self, key: str) -> str:
        """Text that holds something to show."""
        value = self.line(key)
        if not value.strip():
            raise NotAForm(self.at(key), "应当是文字，是空的")
        return value

    def line(self, key: str) -> str:
        """Text, "" too."""
        value = self.maybe(key)
        if value is None:
            raise NotAForm(self.at(key), "应当是文字")
        return value

    def maybe(self, key: str) -> str | None:
        """Text, "" too, or null."""
        if key in self._values and self._values[key] is None:
            return None
        value = str(self._take(key, str, "文字"))
        if len(value) > _LONG or any(unicodedata.category(sign) in _UNSEEN for sign in value):
            raise NotAForm(self.at(key), "文字太长，或者夹着看不见的字符")
        return value

    def kind(self) -> str:
        """A kind of complaint or inspection."""
        value = self.text("kind")
        if not _is_word(value):
            raise NotAForm(self.at("kind"), "应当是一个类别，不是一句话，也不带号码（上报表里不写人和事）")
        return value

    def digest(self, key: str) -> str:
        """A sha256 in hexadecimal figures."""
        value = self.text(key)
        if not _DIGEST.fullmatch(value):
            raise NotAForm(self.at(key), "应当是 64 位的校验码")
        return value

    def whole(self, key: str, least: int = 0) -> int:
        value = int(self._take(key, int, "整数"))
        if not least <= value <= _MOST:
            raise NotAForm(self.at(key), f"应当是 {least} 到 {_MOST} 之间的整数")
        return value

    def flag(self, key: str) -> bool:
        return bool(self._take(key, bool, "true 或 false"))

    def word(self, key: str, words: type[Word]) -> Word:
        value = self.text(key)
        if value not in list(words):
            raise NotAForm(self.at(key), f"写的是“{value}”，应当是 {'、'.join(words)} 中的一个")
        return words(value)

    def month(self, key: str) -> Month:
        return _month(self.text(key), self.at(key))

    def months(self, key: str) -> tuple[Month, ...]:
        return tuple(_month(one, self.at(key)) for one in self._take(key, list, "一列月份"))

    def day(self, key: str) -> date:
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            raise NotAForm(self.at(key), "应当是日期") from None

    def part(self, key: str) -> _Part:
        return _Part(self._values.get(key), self.at(key))

    def parts(self, key: str, least: int = 0) -> Iterator[_Part]:
        values = self._take(key, list, "一列值")
        if len(values) < least:
            raise NotAForm(self.at(key), f"至少应当有 {least} 项")
        for number, one in enumerate(values):
            yield _Part(one, f"{self.at(key)}[{number}]")


def _month(text: object, where: str) -> Month:
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text) if isinstance(text, str) else None
    if not found or not int(found[1]):
        raise NotAForm(where, "应当是 2013-06 这样的月份")
    return Month(int(found[1]), int(found[2]))


def form_of(whole: Mapping[str, Any]) -> CountyForm:
    """The form of its JSON, all but the digest.

    Raises:
        NotAForm: it has a value that no form has, or does not agree with itself.
    """
    said = _Part(whole)
    source, months = _source(said.part("source")), said.months("months")
    complaints = said.part("complaints")
    form = CountyForm(
        source=source,
        months=months,
        units=tuple(_unit(one) for one in said.parts("units")),
        complaints=ComplaintCounts(
            tuple(
                ReceivedLine(one.month("month"), one.kind(), one.word("verdict", Verdict), one.whole("count"))
                for one in complaints.parts("received")
            ),
            tuple(MonthCount(one.month("month"), one.whole("count")) for one in complaints.parts("sustained")),
            complaints.whole("pending"),
        ),
        inspections=tuple(
            InspectionCount(one.month("month"), one.kind(), one.whole("count"), one.whole("points", -_MOST))
            for one in said.parts("inspections")
        ),
        measures=tuple(
            MeasureCount(one.month("month"), one.word("role", Role), one.word("kind", Kind), one.whole("count"))
            for one in said.parts("measures")
        ),
        anomalies=tuple(
            AnomalyCount(one.month("month"), one.word("pattern", Pattern), one.whole("count"))
            for one in said.parts("anomalies")
        ),
        unassessed=said.months("unassessed"),
        quarantined=said.whole("quarantined"),
    )
    _check_months(form)
    return form


def _source(said: _Part) -> Origin:
    """Whose a form is; a bureau's name without the blanks that somebody may have put into it."""
    return Origin(
        bureau=plain(said.text("bureau")),
        period=said.text("period"),
        policies=tuple(
            PolicyUsed(
                one.text("name"),
                one.day("effective_from"),
                one.digest("digest"),
                tuple(
                    OtherSetting(
                        each.text("setting"),
                        each.maybe("value"),
                        each.maybe("shipped"),
                        each.line("reading"),
                        each.line("question"),
                        each.line("says"),
                        each.line("shipped_says"),
                    )
                    for each in one.parts("differs")
                ),
            )
            for one in said.parts("policies", least=1)
        ),
        journal_head=said.digest("journal_head"),
        journal_length=said.whole("journal_length"),
        program=said.text("program"),
        passes_behind=said.flag("passes_behind"),
    )


def _unit(said: _Part) -> UnitMonthCounts:
    tally = Tally(said.whole("counted"), said.whole("satisfied"), said.whole("unrated"))
    ratings = tuple(
        RatingLine(one.text("rating"), one.word("meaning", Meaning), one.whole("count"))
        for one in said.parts("ratings")
    )
    if tally_of(ratings) != tally:
        raise NotAForm(said.where, "各种评价加起来不等于合计")
    month, state = said.month("month"), said.word("state", Arrival)
    if said.maybe("percent") != tally.percent:
        raise NotAForm(said.at("percent"), "和评价的个数对不上")
    if state is Arrival.MISSING and ratings:
        raise NotAForm(said.where, "写着没有报送，又有评价")
    return UnitMonthCounts(said.text("unit"), said.word("area", Area), month, state, tally, ratings)


def tally_of(ratings: tuple[RatingLine, ...]) -> Tally:
    """Ratings added up by their meaning."""
    sums = dict.fromkeys(Meaning, 0)
    for one in ratings:
        sums[one.meaning] += one.count
    satisfied = sums[Meaning.SATISFIED]
    return Tally(satisfied + sums[Meaning.UNSATISFIED], satisfied, sums[Meaning.UNRATED])


def _check_months(form: CountyForm) -> None:
    """Refuse months that are not of the period or not one after the other, and lines of other months."""
    try:
        period = period_of(form.source.period)
    except WrongUsage:
        raise NotAForm("source.period", "应当是期间") from None
    if not form.months or list(form.months) != list(period.months[-len(form.months) :]):
        raise NotAForm("months", f"应当是 {period} 里的月份")
    beside = next((month for month in _months_named(form) if month not in form.months), None)
    if beside:
        raise NotAForm("month", f"{beside} 不在 {period} 里")
    named = sorted((one.unit, one.month) for one in form.units)
    if named != [(unit, month) for unit in sorted({unit for unit, _ in named}) for month in form.months]:
        raise NotAForm("units", "每个单位每个月应当有一行，而且只有一行")


def _months_named(form: CountyForm) -> Iterator[Month]:
    """The months of all its lines."""
    yield from (one.month for one in form.units)
    yield from (one.month for one in form.complaints.received)
    yield from (one.month for one in form.complaints.sustained)
    yield from (one.month for one in form.inspections)
    yield from (one.month for one in form.measures)
    yield from (one.month for one in form.anomalies)
