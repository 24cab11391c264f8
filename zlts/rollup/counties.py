"""Counties side by side: their forms chosen and joined for a period, and what can be compared of them.

A county's figures come from its forms (`joined`) or from a folder of Parquet files; what is said of them is the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zlts.bulletins.facts import Origin, OtherSetting
from zlts.bulletins.source import FIRST_DAY
from zlts.model import MEASURES, Role, Tally
from zlts.periods import Month, Period
from zlts.rollup.county_form import Arrival, Upload, period_of


@dataclass(frozen=True, slots=True)
class Proof:
    """Which form, or month of a folder, figures come from: its digest, and what it stands on."""

    period: str
    digest: str
    source: Origin


@dataclass(frozen=True, slots=True)
class County:
    """A county's figures over a period; `months` are those that its forms cover, `lacking` those that they do not.

    `measures` are its officers' by kind, `leaders` all entries upon leaders; `units` were to report, data lack of
    `missing` ones.
    """

    name: str
    months: tuple[Month, ...]
    lacking: tuple[Month, ...]
    tally: Tally
    received: int
    sustained: int
    pending: int
    measures: Mapping[str, int]
    leaders: int
    inspections: int
    inspection_points: int
    anomalies: int
    units: int
    missing: int
    unassessed: tuple[Month, ...]
    quarantined: int
    proofs: tuple[Proof, ...]

    @property
    def behind(self) -> bool:
        """Whether its passes are behind its evidence in any of the forms."""
        return any(proof.source.passes_behind for proof in self.proofs)


def chosen(uploads: Iterable[Upload], period: Period) -> list[Upload]:
    """Of a county's forms those that make up the period, no month twice: the longest first; in order of time."""
    within = [(period_of(one.form.source.period), one) for one in uploads]
    within = [(own, one) for own, one in within if set(own.months) <= set(period.months)]
    covered: set[Month] = set()
    kept: list[tuple[Month, Upload]] = []
    for own, one in sorted(within, key=lambda each: (-len(each[0].months), each[0].months[0])):
        if covered.isdisjoint(own.months):
            covered.update(own.months)
            kept.append((own.months[0], one))
    return [one for _, one in sorted(kept, key=lambda each: each[0])]


def joined(uploads: Sequence[Upload], period: Period) -> County:
    """A county's forms, one after the other, as its figures of a period."""
    forms = [one.form for one in uploads]
    measures = [one for form in forms for one in form.measures]
    counts = Counter({kind.value: 0 for kind in MEASURES})
    for one in measures:
        if one.role is Role.OFFICER and one.kind in MEASURES:
            counts[one.kind.value] += one.count
    units = [one for form in forms for one in form.units]
    inspections = [one for form in forms for one in form.inspections]
    months = tuple(month for form in forms for month in form.months)
    return County(
        name=forms[0].source.bureau,
        months=months,
        lacking=_lacking(period, months, forms[0].source),
        tally=sum((form.tally for form in forms), Tally()),
        received=sum(one.count for form in forms for one in form.complaints.received),
        sustained=sum(one.count for form in forms for one in form.complaints.sustained),
        pending=forms[-1].complaints.pending,
        measures=dict(counts),
        leaders=sum(one.count for one in measures if one.role in (Role.UNIT_LEAD, Role.BUREAU_LEAD)),
        inspections=sum(one.count for one in inspections),
        inspection_points=sum(one.points for one in inspections),
        anomalies=sum(one.count for form in forms for one in form.anomalies),
        units=len({one.unit for one in units if one.state is not Arrival.NOT_EXPECTED}),
        missing=len({one.unit for one in units if one.state is Arrival.MISSING}),
        unassessed=tuple(month for form in forms for month in form.unassessed),
        quarantined=forms[-1].quarantined,
        proofs=tuple(Proof(one.form.source.period, one.digest, one.form.source) for one in uploads),
    )


def _lacking(period: Period, months: Sequence[Month], source: Origin) -> tuple[Month, ...]:
    """The period's months that no form covers; before a county's first policy there is nothing to cover."""
    begins = min(one.effective_from for one in source.policies)
    return tuple(one for one in period.months if one not in months and one.last_day >= begins)


# ---------------------------------------------------------------- what can be compared

_COMPARED = (FIRST_DAY, "ratings.", "scale.", "verdicts.", "responsibilities.", "kinds.", "states.")
"""The settings that decide what a ranking uses: which evaluations are satisfied, which complaints sustained."""


@dataclass(frozen=True, slots=True)
class OtherReading:
    """A setting that a county has otherwise than the shipped policy; `ranked`: whether a ranking rests on it."""

    county: str
    difference: OtherSetting
    ranked: bool


def other_readings(counties: Iterable[County]) -> tuple[OtherReading, ...]:
    """Every difference of every county, once."""
    return tuple(
        OtherReading(one.name, difference, difference.setting.startswith(_COMPARED))
        for one in counties
        for difference in dict.fromkeys(
            each for proof in one.proofs for policy in proof.source.policies for each in policy.differs
        )
    )


@dataclass(frozen=True, slots=True)
class Apart:
    """The readings of what a ranking uses by which a county differs from most: its `own`, and those of most only."""

    own: tuple[OtherSetting, ...]
    others: tuple[OtherSetting, ...]


def not_comparable(counties: Sequence[County]) -> dict[str, Apart]:
    """The counties whose readings of what a ranking uses are not those of most, and which these are.

    Most is the largest group of counties with the same readings, of equal ones that with the fewest differences from
    the shipped policy; of two groups equal in both neither is. A word that only one county's policy knows is no other
    reading, as no other county has met it.
    """
    known: dict[str, set[str | None]] = defaultdict(set)
    for one in other_readings(counties):
        known[one.difference.setting].add(one.difference.value)
    differences = {one.name: _compared(one, known) for one in counties}
    groups: dict[frozenset[tuple[str, str | None]], list[str]] = defaultdict(list)
    for name, own in differences.items():
        groups[frozenset((each.setting, each.value) for each in own)].append(name)
    order = sorted(groups, key=lambda group: (-len(groups[group]), len(group)))
    most = groups[order[0]] if order else []
    if len(order) > 1 and (len(groups[order[1]]), len(order[1])) == (len(most), len(order[0])):
        most = []
    common = {each for name in most for each in differences[name]}
    return {
        name: Apart(
            tuple(one for one in own if one not in common),
            tuple(sorted(common.difference(own), key=lambda each: each.setting)),
        )
        for name, own in differences.items()
        if name not in most
    }


def _compared(county: County, known: Mapping[str, set[str | None]]) -> tuple[OtherSetting, ...]:
    """What of a county's differences a ranking rests on and somebody else reads otherwise.

    `known` are the values of every setting that some county has otherwise than the shipped policy.
    """
    return tuple(
        one.difference
        for one in other_readings([county])
        if one.ranked
        and one.difference.value is not None
        and (one.difference.shipped is not None or len(known[one.difference.setting]) > 1)
    )
