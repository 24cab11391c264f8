"""疑似自行评价 (六(三)): findings and what was voided, as tables and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise

from zlts.anomalies import DAY, Finding, Pattern, Press, tally
from zlts.bulletins.facts import AnomalyFacts, FindingLine, VoidedLine, to_json
from zlts.bulletins.situation import Situation
from zlts.policy import AnomalyRule
from zlts.reports import Column, Look, Report, Rows, Table

PATTERN_NAMES = {
    Pattern.BURST: "连续快按",
    Pattern.AFTER_BAD: "紧跟差评",
    Pattern.EVEN: "等间隔",
    Pattern.NIGHT: "夜间评价",
    Pattern.OFF_DUTY: "班外评价",
    Pattern.LAST_DAYS: "月末拉高",
}

_POISSON = "按本人本月在该评价器上、工作时间内的平均速度，各次评价互不相干（泊松模型），推算一个月里出现一次的上限"
_BINOMIAL = "按全局其他民警的占比，各次评价互不相干（二项模型），推算出现这么多的可能"
MODELS = {
    Pattern.BURST: _POISSON,
    Pattern.AFTER_BAD: _POISSON,
    Pattern.EVEN: _POISSON,
    Pattern.NIGHT: _BINOMIAL,
    Pattern.OFF_DUTY: _BINOMIAL,
    Pattern.LAST_DAYS: _BINOMIAL,
}
_IN_PLAIN_WORDS = {
    _POISSON: "按本人本月在该评价器上、工作时间内的平均速度推算，正常工作中一个月里出现一次的可能不会更大",
    _BINOMIAL: "按全局其他民警的占比推算，正常工作中出现这么多的可能",
}

_LEAST = Fraction(1, 1_000_000)
_OFTEN = "常有"
_SATURDAY = 5


def lines(situation: Situation) -> tuple[FindingLine, ...]:
    """The month's findings, numbered as `zlts void --finding` takes them."""
    return tuple(_line(number, one, situation) for number, one in enumerate(situation.anomalies, 1))


def _line(number: int, one: Finding, situation: Situation) -> FindingLine:
    month = situation.period.months[0]
    present = situation.person_tally(one.person, month)
    voided = sum(press.voided for press in one.presses)
    cleared = "" if voided else situation.cleared.get(one.evidence, "")
    return FindingLine(
        number=number,
        pattern=one.pattern.value,
        kind=PATTERN_NAMES[one.pattern],
        unit=one.unit,
        officer=one.person.name,
        badge=one.person.badge,
        evaluator=one.evaluator,
        from_=_moment(one.presses[0], month.first_day),
        to=_moment(one.presses[-1], month.first_day),
        presses=len(one.presses),
        weekend=sum(_day(press, month.first_day).weekday() >= _SATURDAY for press in one.presses),
        what=_what(one, situation.policy.anomalies),
        chance=chance_text(one.chance),
        model=MODELS[one.pattern],
        tally=present + tally(press for press in one.presses if press.voided),
        without=present - tally(press for press in one.presses if not press.voided),
        rows=Rows([press.place for press in one.presses], situation.files),
        voided=voided,
        state=_state(voided, len(one.presses), cleared),
        cleared=cleared,
    )


def _state(voided: int, presses: int, cleared: str) -> str:
    if voided:
        return "已作废" if voided == presses else f"已作废 {voided} 条"
    return CLEARED if cleared else "待认定"


CLEARED = "已核实正常"


def _day(press: Press, first: date) -> date:
    return first + timedelta(days=press.at // DAY)


def _moment(press: Press, first: date) -> str:
    second = press.at % DAY
    return f"{_day(press, first)} {second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}"


def _what(one: Finding, rule: AnomalyRule) -> str:
    """The pattern in a sentence, without whom and when."""
    count, seconds = len(one.presses), one.presses[-1].at - one.presses[0].at
    gaps = _gaps(one)
    return {
        Pattern.BURST: f"{seconds} 秒内按了 {count} 个满意（间隔 {gaps} 秒），来不及办完业务",
        Pattern.AFTER_BAD: f"一个不满意之后 {rule.after_bad_minutes} 分钟内按了 {count} 个满意",
        Pattern.EVEN: f"连续 {count} 个满意，间隔都是 {gaps} 秒",
        Pattern.NIGHT: f"夜间按了 {count} 个满意",
        Pattern.OFF_DUTY: f"工作时间以外 {rule.grace_minutes} 分钟还按了 {count} 个满意",
        Pattern.LAST_DAYS: f"此前低于标准，最后 {rule.last_days} 天按了 {count} 个满意，全月达到标准",
    }[one.pattern]


def _gaps(one: Finding) -> str:
    """The shortest and the longest gap in seconds."""
    gaps = [later.at - earlier.at for earlier, later in pairwise(one.presses)] or [0]
    return str(gaps[0]) if min(gaps) == max(gaps) else f"{min(gaps)}–{max(gaps)}"


def chance_text(chance: Fraction) -> str:
    """One in so many, the number cut to its first digit: a bound claims no more than it knows."""
    if chance < _LEAST:
        return "小于 1/1000000"
    often = int(1 / chance)
    digits = len(str(often)) - 1
    return f"至多 1/{often // 10**digits * 10**digits}" if often > 1 else _OFTEN


# ---------------------------------------------------------------- tables


def findings_table(found: Sequence[FindingLine]) -> Table:
    """A finding a line; those that wait for a decision marked."""
    columns = (
        Column("number", "编号", Look.NUMBER),
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("kind", "情形", Look.WORD),
        Column("state", "认定", Look.WORD),
        Column("chance", "正常出现的可能", Look.WORD),
        Column("percent", "满意率", Look.PERCENT),
        Column("percent_without", "剔除后满意率", Look.PERCENT),
        Column("said", "事实"),
        Column("places", "所在行"),
    )
    rows = tuple(
        (
            one.number,
            one.unit,
            one.officer,
            one.kind,
            one.state,
            "正常工作中亦可能出现" if one.chance == _OFTEN else one.chance,
            one.tally.percent,
            one.without.percent,
            _said(one),
            _places(one.rows),
        )
        for one in found
    )
    marked = frozenset(place for place, one in enumerate(found) if one.is_open)
    return Table("anomalies", "疑似自行评价", columns, rows, marked=marked)


def _said(one: FindingLine) -> str:
    until = one.to[11:] if one.to[:10] == one.from_[:10] else one.to
    seat = f"，评价器 {one.evaluator}" if one.evaluator else ""
    weekend = f"，其中周末 {one.weekend} 个" if one.weekend else ""
    cleared = f"。{CLEARED}：{one.cleared}" if one.cleared else ""
    return f"{one.from_} 至 {until}{seat}：{one.what}{weekend}{cleared}"


def _places(rows: Rows) -> str:
    """Where the rows stand."""
    found = sorted((one.batch, one.sheet, one.row) for one in rows.places)
    sheets = groupby(found, key=lambda one: (one[0], one[1]))
    return " ".join(address(batch, sheet, (row for _, _, row in own)) for (batch, sheet), own in sheets)


def address(batch: int, sheet: str, rows: Iterable[int]) -> str:
    """3:Sheet1:5-16, as `zlts void` takes it; a text file has no sheet's name."""
    return f"{batch}:{sheet}:{row_ranges(rows)}" if sheet else f"{batch}:{row_ranges(rows)}"


def row_ranges(rows: Iterable[int]) -> str:
    """5-16,20: row numbers, those in succession drawn together."""
    stretches: list[list[int]] = []
    for row in sorted(set(rows)):
        if stretches and row == stretches[-1][1] + 1:
            stretches[-1][1] = row
        else:
            stretches.append([row, row])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in stretches)


def voided_table(found: Sequence[VoidedLine]) -> Table:
    """What people have voided in the month."""
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("time", "评价时间", Look.WORD),
        Column("rating", "评价", Look.WORD),
        Column("place", "所在行", Look.WORD),
        Column("reason", "理由"),
        Column("decided_at", "认定时间", Look.WORD),
        Column("state", "状态", Look.WORD),
    )
    rows = tuple(tuple(getattr(one, column.key) for column in columns) for one in found)
    return Table("voided", "已作废的评价", columns, rows)


def report(situation: Situation, voided: Sequence[VoidedLine]) -> Report:
    """What `zlts anomalies` shows."""
    found = lines(situation)
    return Report(
        name="anomalies",
        title=f"{situation.period.chinese}疑似自行评价",
        period=str(situation.period),
        bureau=situation.policy.bureau.name,
        office=situation.policy.bureau.office,
        tables=(findings_table(found), *([voided_table(voided)] if voided else [])),
        attention=tuple(attention(found, situation)),
        basis=basis(found, situation),
        machine=to_json(AnomalyFacts(situation.period, found, tuple(voided))),
    )


def attention(found: Sequence[FindingLine], situation: Situation) -> list[str]:
    """What waits for a person."""
    waiting = [one for one in found if one.is_open]
    void = f"zlts void --month {situation.period} --finding 【编号】 --reason 【理由】"
    clear = f"zlts anomalies {situation.period} --cleared 【编号】 --reason 【理由】"
    told = f"有 {len(waiting)} 条疑似自行评价待认定；认定属实的，用 {void} 作废；核实没有问题的，用 {clear} 销去"
    return [told] if waiting else []


def voided_said(situation: Situation) -> str:
    """How many evaluations were voided, whose and why."""
    reasons = situation.void_reasons.items()
    told = "；".join(f"{name or '不知是谁的'} {count} 条：{reason}" for (name, reason), count in reasons)
    why = f"（{told}）" if told else ""
    return f"另有 {situation.voided} 条评价经认定作废{why}，不计入任何数字，仍保存在台账里。"


def basis(found: Sequence[FindingLine], situation: Situation) -> tuple[str, ...]:
    """What the chances told are reckoned from, and that nothing is removed by itself."""
    rule = situation.policy.anomalies
    kinds = {model: dict.fromkeys(one.kind for one in found if one.model == model) for model in MODELS.values()}
    voided = [voided_said(situation)] if situation.voided else []
    return (
        f"依据 {rule.clause}，疑似情形由人认定；认定作废以前照常计入，不自动剔除。",
        *(f"正常出现的可能（{'、'.join(own)}）：{_IN_PLAIN_WORDS[model]}。" for model, own in kinds.items() if own),
        *voided,
    )
