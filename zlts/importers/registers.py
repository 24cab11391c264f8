"""The registers, declared: each form's fields, their Chinese names and types, and what it needs (readings: Columns).

Words for headings are data (data/vocabulary.toml). Of two forms a file could be, the one with more columns
is meant; within a register the earlier one is preferred.
"""

from __future__ import annotations

from zlts.importers.forms import Field, Form, Says, Type
from zlts.model import Register

_WHO_COLUMNS = ("badge", "officer", "window", "evaluator")

_UNIT = Field("unit", "单位", Type.WORD)
_WINDOW = Field("window", "窗口", Type.WORD, Says.WHO)
_EVALUATOR = Field("evaluator", "评价器", Type.DEVICE, Says.WHO)
_BADGE = Field("badge", "警号", Type.BADGE, Says.WHO)
_OFFICER = Field("officer", "姓名", Type.NAME, Says.WHO)
_MOMENT = {"time": ("date", "clock")}

DETAIL = Form(
    Register.EVALUATIONS,
    "detail",
    "评价明细",
    (
        Field("serial", "流水号", Type.SERIAL),
        *(_UNIT, _WINDOW, _EVALUATOR, _BADGE, _OFFICER),
        Field("rating", "评价结果", Type.RATING, Says.WHAT),
        Field("time", "评价时间", Type.TIME, Says.WHEN, filled=True),
        Field("date", "日期", Type.DAY, Says.WHEN, filled=True),
        Field("clock", "时间", Type.CLOCK, Says.WHEN, filled=True),
    ),
    needed=(("rating",), ("time", "date"), _WHO_COLUMNS),
    parts=_MOMENT,
)

SUMMARY = Form(
    Register.EVALUATIONS,
    "summary",
    "评价汇总",
    (
        *(_UNIT, _WINDOW, _EVALUATOR, _BADGE, _OFFICER),
        Field("month", "月份", Type.MONTH, Says.WHEN, filled=True),
        Field("day", "日期", Type.DAYS),
        Field("shift", "时段", Type.WORD),
        Field("matter", "业务", Type.WORD),
        Field("total", "总数", Type.COUNT),
        Field("rate", "满意率", Type.PERCENT),
    ),
    needed=(_WHO_COLUMNS,),
    counts=True,
    month_from_context=True,
)

COMPLAINTS = Form(
    Register.COMPLAINTS,
    "rows",
    "投诉登记",
    (
        Field("number", "编号", Type.CODE),
        Field("received", "受理日期", Type.DATE, Says.WHEN, filled=True),
        Field("channel", "来源", tells=True),
        Field("complainant", "投诉人", masked=True),
        Field("phone", "联系电话", masked=True),
        Field("unit", "被投诉单位", Type.WORD),
        Field("officers", "被投诉民警", Type.NAMES, Says.WHO, nobody=True),
        _BADGE,
        Field("category", "类别", Type.WORD, tells=True),
        Field("kind", "诉求类型", Type.WORD),
        Field("content", "投诉内容", Type.PROSE, Says.WHAT, summed=True),
        Field("verdict", "认定结果", Type.VERDICT, Says.WHAT),
        Field("responsibility", "责任认定", Type.WORD),
        Field("verdict_date", "认定日期", Type.DATE),
        Field("state", "状态", Type.WORD),
        Field("severity", "严重程度", Type.WORD),
        Field("handling", "处理情况", Type.PROSE, notes=True),
        Field("merged_into", "并案编号", Type.CODE),
    ),
    needed=(("received",), ("unit", "officers", "badge"), ("verdict", "content")),
)

INSPECTIONS = Form(
    Register.INSPECTIONS,
    "rows",
    "检查登记",
    (
        Field("date", "检查日期", Type.DATE, Says.WHEN, filled=True),
        Field("unit", "单位", Type.WORD, filled=True),
        *(_OFFICER, _BADGE),
        Field("kind", "检查类别", Type.WORD, tells=True),
        Field("item", "检查项目", Type.WORD, Says.WHAT, tells=True, summed=True),
        Field("finding", "情况", Type.PROSE, Says.WHAT, summed=True),
        Field("points", "加扣分", Type.POINTS),
        Field("minus", "扣分", Type.MINUS),
        Field("plus", "加分", Type.PLUS),
        Field("full", "满分", Type.MARK),
        Field("score", "得分", Type.MARK),
        Field("severity", "程度", Type.WORD),
        Field("inspector", "检查人"),
    ),
    needed=(("date",), ("points", "minus", "plus", "finding", "item")),
    parts={"points": ("minus", "plus")},
    marks=("full", "score"),
)

MEASURES = Form(
    Register.MEASURES,
    "rows",
    "三项制度登记",
    (
        Field("date", "日期", Type.DATE, Says.WHEN, filled=True),
        *(_OFFICER, _BADGE, _UNIT),
        Field("measure", "措施", Type.WORD, Says.WHAT, filled=True),
        Field("reason", "事由", Type.PROSE),
        Field("issuer", "实施单位", Type.WORD, tells=True),
    ),
    needed=(("date",), ("officer", "badge"), ("measure",)),
)

ROSTER_ROWS = Form(
    Register.ROSTER,
    "rows",
    "花名册",
    (
        Field("unit", "单位", Type.WORD, filled=True),
        Field("alias", "别名"),
        Field("area", "城区农村", Type.AREA),
        Field("name", "姓名", Type.NAME, Says.WHO, filled=True),
        _BADGE,
        Field("role", "角色", Type.ROLE, Says.WHAT, filled=True),
        *(_WINDOW, _EVALUATOR),
        Field("since", "任职起", Type.DATE),
        Field("until", "任职止", Type.DATE, open_end=True),
    ),
    needed=(("unit",), ("name",), ("role",)),
    unit_from_context=False,
)

ROSTER_WIDE = Form(
    Register.ROSTER,
    "wide",
    "花名册(通知样式)",
    (
        Field("unit", "参与单位", Type.WORD, filled=True),
        Field("officers", "责任人", Type.NAMES, Says.WHO),
        Field("unit_lead", "责任领导", Type.NAMES, Says.WHO),
        Field("bureau_lead", "责任局领导", Type.NAMES, Says.WHO),
    ),
    needed=(("unit",), ("officers",), ("unit_lead", "bureau_lead")),
    unit_from_context=False,
)

FILINGS = Form(
    Register.FILINGS,
    "rows",
    "报送登记",
    (
        Field("unit", "单位", Type.WORD, filled=True),
        Field("what", "事项", Type.TEXT, Says.WHAT, filled=True),
        Field("due", "截止日期", Type.DATE),
        Field("filed", "报送日期", Type.DATE),
        Field("month", "月份", Type.MONTH),
    ),
    needed=(("unit",), ("what",)),
)

FORMS = (DETAIL, SUMMARY, COMPLAINTS, INSPECTIONS, MEASURES, ROSTER_ROWS, ROSTER_WIDE, FILINGS)


def field_names() -> dict[Register, tuple[str, ...]]:
    """The names `--map` takes, for each register, for help texts."""
    names: dict[Register, dict[str, None]] = {}
    for form in FORMS:
        names.setdefault(form.register, {}).update((item.name, None) for item in form.fields)
    return {register: tuple(known) for register, known in names.items()}


def code_names(register: Register) -> dict[str, str]:
    """The codes of a register's fields with the names `--map` takes."""
    return {item.code: item.name for form in FORMS if form.register is register for item in form.fields}
