"""The complaints of 清源县, and what three exports of their register say of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.demo.year_events import ComplaintExport, MadeUpComplaint, on

_EXPORTED = ("06-30", "12-31", "+02-28")


@dataclass(frozen=True, slots=True)
class _Ruling:
    """What was found, from the day it was found."""

    day: str
    verdict: str
    responsibility: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    """A grievance: who, what, and its rulings in the order of time; `waiting` stands until the first."""

    number: int
    received: str
    channel: str
    complainant: str
    unit: str
    officers: tuple[str, ...]
    category: str
    content: str
    rulings: tuple[_Ruling, ...] = ()
    waiting: str = "待查"
    severity: str = "一般"
    same_as: int = 0


_CASES = (
    _Case(
        1, "02-20", "来电", "柏小林", "治安大队", ("袁帅",), "脸难看", "办理特种行业备案时被冷落",
        (_Ruling("03-06", "属实"),),
    ),
    _Case(
        2, "03-12", "信访", "车美玲", "竹园派出所", (), "事难办", "叫号机坏了一上午无人引导",
        (_Ruling("04-02", "有效"),),
    ),
    _Case(
        3, "04-09", "12389", "岑建平", "交管大队", ("彭宇航",), "话难听", "补办行驶证时被训斥",
        (_Ruling("05-14", "属实", "有责"),),
    ),
    _Case(
        4, "04-10", "12345", "岑建平", "交管大队", ("彭宇航",), "话难听", "补办行驶证时被训斥，又打热线反映",
        (_Ruling("05-14", "属实", "有责"),), same_as=3,
    ),
    _Case(
        5, "04-18", "局长信箱", "褚秋实", "治安大队", ("宋丽君",), "事难办", "材料退回三次，未一次性告知",
        (_Ruling("05-20", "属实"), _Ruling("10-12", "不属实")),
    ),
    _Case(
        6, "05-13", "网上警局", "戴安平", "城关派出所", ("姚春燕", "邓小雨"), "门难进", "下班前十分钟拒绝受理",
        (_Ruling("06-05", "有效"),),
    ),
    _Case(
        7, "05-27", "来电", "单桂花", "柳林派出所", ("孟祥瑞",), "事难办", "未当场办结户口迁移",
        (_Ruling("06-18", "属实", "无责"),),
    ),
    _Case(
        8, "06-18", "12345", "房立冬", "城关派出所", ("尹秀珍",), "脸难看", "询问三次不予理睬",
        (_Ruling("07-10", "有效"),),
    ),
    _Case(
        9, "06-21", "信访", "甘雨生", "石桥派出所", ("白洁",), "话难听", "说话生硬",
        (_Ruling("07-19", "查无实据"),), waiting="调查中",
    ),
    _Case(
        10, "06-25", "12389", "管小军", "出入境大队", ("唐文静",), "事难办", "取证日期两次告知有误",
        (_Ruling("06-28", "部分属实"), _Ruling("08-02", "部分属实", "次要责任")),
    ),
    _Case(
        11, "07-04", "网上警局", "霍大山", "出入境大队", ("罗志远",), "脸难看", "五月份办证时态度冷淡",
        (_Ruling("07-25", "基本属实"),),
    ),
    _Case(
        12, "08-06", "12345", "简玉梅", "交管大队", ("彭宇航",), "门难进", "窗口挂牌暂停服务一小时",
        (_Ruling("09-11", "有效"),),
    ),
    _Case(
        13, "08-20", "局长信箱", "焦立秋", "城关派出所", ("傅强",), "事难办", "收取不应收取的费用，群众反响强烈",
        (_Ruling("09-17", "属实"),), severity="严重",
    ),
    _Case(
        14, "09-16", "来电", "匡月明", "双溪派出所", ("常月娥",), "事难办", "要求跨县补办证件未果",
        (_Ruling("09-30", "无效"),),
    ),
    _Case(
        15, "10-14", "信访", "黎小满", "治安大队", ("贾明辉", "袁帅"), "门难进", "两个窗口互相推诿",
        (_Ruling("11-08", "有效"),),
    ),
    _Case(
        16, "11-20", "12345", "栾春生", "茶山派出所", (), "门难进", "墟天未提前开门", waiting="调查中",
    ),
    _Case(
        17, "12-16", "12389", "毛小寒", "临江派出所", ("范秋菊",), "话难听", "接听咨询电话时挂断",
        (_Ruling("+01-14", "有效"),),
    ),
    _Case(
        18, "12-20", "网上警局", "聂立夏", "沙洲派出所", ("倪晓丹",), "事难办", "网上预约后仍要排队",
        (_Ruling("+01-20", "查无实据"),), waiting="调查中",
    ),
    _Case(
        19, "12-24", "来电", "瞿清明", "青峰派出所", ("龙飞燕",), "脸难看", "办理居住证时态度冷淡", waiting="办理中",
    ),
    _Case(1, "+01-09", "12345", "冉谷雨", "竹园派出所", ("齐秀文",), "门难进", "午间窗口无人值守"),
)  # fmt: skip


def complaint_exports(year: int) -> tuple[ComplaintExport, ...]:
    return tuple(export_on(year, on(year, mark)) for mark in _EXPORTED)


def export_on(year: int, day: date) -> ComplaintExport:
    known = (case for case in _CASES if on(year, case.received) <= day)
    return ComplaintExport(day, tuple(_row(case, year, day) for case in known))


def _row(case: _Case, year: int, day: date) -> MadeUpComplaint:
    received = on(year, case.received)
    rulings = [ruling for ruling in case.rulings if on(year, ruling.day) <= day]
    last = rulings[-1] if rulings else None
    return MadeUpComplaint(
        number=_number(received.year, case.number),
        received=received,
        channel=case.channel,
        complainant=case.complainant,
        phone=f"138-0000-{received:%y}{case.same_as or case.number:02d}",
        unit=case.unit,
        officers=case.officers,
        category=case.category,
        content=case.content,
        verdict=last.verdict if last else case.waiting,
        responsibility=last.responsibility if last else "",
        decided=on(year, last.day) if last else None,
        severity=case.severity,
        handling="已答复投诉人" if last else "",
        merged_into=_number(received.year, case.same_as) if case.same_as else "",
    )


def _number(year: int, number: int) -> str:
    return f"TS{year}{number:04d}"
