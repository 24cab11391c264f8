"""What waits for a period to end (readings: The pass): nothing is decided, issued or drawn up while it runs."""

from __future__ import annotations

from datetime import date

from zlts.errors import Refused
from zlts.periods import Month, Period


def check_ended(period: Month | Period, today: date, what: str, instead: str) -> None:
    """Nothing where the period has ended by `today`; its last day still belongs to it.

    `what` is the act in a word or two, such as 评定; `instead` says what can be done until then.

    Raises:
        Refused: the period still runs; the message names the day from which the act is possible.
    """
    if period.ended(today):
        return
    raise Refused(f"{period} 还没有结束，{period.day_after} 起才能{what}。", instead)


UNDECIDED = (
    "公布评优结果",
    "已经由领导小组决定的，请先用 zlts awards 年份 --award 姓名 登记；只想先看看，不写 --public。",
)
"""What waits, and what to do instead, where a year's awards are asked for the public before they are decided."""
