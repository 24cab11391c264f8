"""Whose evaluations have come, by unit and month: missing is not zero (readings: Missing data)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zlts.model import Person
from zlts.periods import Month
from zlts.roster import Roster

UnitMonth = tuple[str, Month]

_NAMED = 4  # of the units whose data lack, in a sentence to the clerk; the totals' note has them all

NOT_IN, WAITING, UNUSED = "尚未报送", "已报来，均待核实", "评价器未使用"


@dataclass(frozen=True)
class Arrivals:
    """What has come for each unit and month.

    `data` are those with an accepted evaluation or summary, `nil` those with a nil return (零报告), `waiting` those
    whose rows all wait in quarantine. A unit is expected to report a month in whose covered part somebody was
    posted to its windows; nothing is missing before the month is over.
    """

    roster: Roster
    first_day: date
    today: date
    data: Collection[UnitMonth] = ()
    nil: Collection[UnitMonth] = ()
    waiting: Collection[UnitMonth] = ()
    pressed: Collection[UnitMonth] = ()
    """Where somebody did press an evaluator: there a nil return is contradicted."""
    refused: Collection[str] = ()
    """The units that a file is named after which this import has refused: they have sent something."""
    _expected: dict[Month, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def expected(self, month: Month) -> frozenset[str]:
        """The units that have somebody at a window in the month."""
        if month not in self._expected:
            first = max(month.first_day, self.first_day)
            manned = {one.unit for one in self.roster.window_postings(first, month.last_day)}
            manned |= {unit for unit, when in self.data if when == month}
            self._expected[month] = frozenset(manned)
        return self._expected[month]

    def has_come(self, unit: str, month: Month) -> bool:
        """Whether the unit's data for the month are in, or it gave a nil return."""
        return (unit, month) in self.data or (unit, month) in self.nil

    def is_whole(self, unit: str, month: Month) -> bool:
        """Whether the month is over and the unit's data for it are in; what came of a running month may be a part."""
        return month.ended(self.today) and self.has_come(unit, month)

    def is_missing(self, unit: str, month: Month) -> bool:
        """Whether the month is over, the unit was to report it, and nothing has come in."""
        over = month.ended(self.today) and month.last_day >= self.first_day
        return over and unit in self.expected(month) and not self.has_come(unit, month)

    def missing(self, months: Iterable[Month]) -> dict[str, list[Month]]:
        """The units with months that are missing, and which."""
        months = list(months)
        found = {unit.name: [one for one in months if self.is_missing(unit.name, one)] for unit in self.roster.units}
        return {unit: own for unit, own in found.items() if own}

    def missing_of(self, person: Person, months: Iterable[Month]) -> list[Month]:
        """The months in which a unit at whose windows the officer was posted is missing."""
        return [month for month in months if any(self.is_missing(unit, month) for unit in self._units(person, month))]

    def come_of(self, person: Person, months: Iterable[Month]) -> list[Month]:
        """The ended months in which the units at whose windows the officer was posted have all reported."""
        found = []
        for month in months:
            units = self._units(person, month)
            if units and all(self.is_whole(unit, month) for unit in units):
                found.append(month)
        return found

    def _units(self, person: Person, month: Month) -> set[str]:
        first = max(month.first_day, self.first_day)
        own = (one for one in self.roster.postings_of(person) if one.post.at_window)
        return {one.unit for one in own if one.overlaps(first, month.last_day)}

    # ------------------------------------------------------------ in words

    def note(self, missing: Sequence[Month], come: Sequence[Month], *, several: bool, used: bool) -> str:
        """What to note of a figure over a period of one month or several.

        `missing` and `come` are the months without and with data; `used`: something was pressed in them.
        """
        when = f"{_numbered(missing)}" if several else ""
        told = [f"{when}{NOT_IN}"] if missing else []
        if come and not used:
            told.insert(0, f"{_numbered(come) if missing else ''}{UNUSED}")
        return "，".join(told)

    def named(self, missing: Mapping[str, Sequence[Month]], *, months: bool) -> str:
        """城关派出所、沙洲派出所; with `months` 城关派出所5月、6月；沙洲派出所6月; waiting ones are told apart."""
        told = []
        for unit, own in missing.items():
            when = _numbered(own) if months else ""
            waiting = f"（{WAITING}）" if all((unit, month) in self.waiting for month in own) else ""
            told.append(f"{unit}{when}{waiting}")
        return ("；" if months else "、").join(told)

    def coverage(self, months: Sequence[Month]) -> str:
        """Of how many units totals over these months are, and whose data they lack; "" where nothing is missing."""
        missing = self.missing(months)
        if not missing:
            return ""
        expected = len({unit for month in months for unit in self.expected(month)})
        several = len(months) > 1
        done = "已报齐" if several else "已报送"
        told = f"{expected}个单位中{expected - len(missing)}个{done}，评价合计只含已报送的"
        return f"{told}；{NOT_IN}：{self.named(missing, months=several)}。"

    def attention(self, months: Sequence[Month]) -> list[str]:
        """What is missing, and where a nil return and data contradict each other, for the person who gathers them."""
        missing = self.missing(months)
        sent = {unit: own for unit, own in missing.items() if unit in self.refused}
        absent = {unit: own for unit, own in missing.items() if unit not in self.refused}
        several, found = len(months) > 1, []
        when = "" if several else f"{months[0]} "
        if sent:
            named = self._some(sent, months=several)
            found.append(
                f"{when}有 {len(sent)} 个单位的文件未能导入，评价数据还不在台账里（{named}）："
                "按列出的原因改好后再 zlts import"
            )
        if absent:
            named = self._some(absent, months=several)
            found.append(
                f"{when}有 {len(absent)} 个单位的评价数据{NOT_IN}（{named}）：收到后 zlts import，"
                "确实没有人评价的用 zlts add nil 【单位】 【月份】"
            )
        return found + self.contradictions(months)

    def _some(self, missing: Mapping[str, Sequence[Month]], *, months: bool) -> str:
        """The first of them by name."""
        some = dict(list(missing.items())[:_NAMED])
        return self.named(some, months=months) + ("等" if len(missing) > _NAMED else "")

    def contradictions(self, months: Iterable[Month]) -> list[str]:
        """Where data came although a nil return says there were none: the data count."""
        both = [(unit, month) for month in months for unit, when in sorted(self.nil) if when == month]
        return [
            f"{unit} {month} 登记了零报告，却又有评价数据，按数据计算：零报告报错了的，"
            f"用 zlts add nil {unit} {month} --undo 收回"
            for unit, month in both
            if (unit, month) in self.pressed
        ]


def _numbered(months: Iterable[Month]) -> str:
    return "、".join(f"{month.number}月" for month in months)
