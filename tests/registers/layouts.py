"""Layouts: what stands above, between, beside and below the rows."""

from __future__ import annotations

from tests.registers.zoo import DETAIL, GOOD, Row, T, Trait, biff, book, csv, file, one, page, sheets, trait

_BARE = ("姓名", "评价结果", "评价时间")
_ROW = ("朱春梅", "满意", T)
_CAO = ("曹国栋", "满意", "2013-05-06 09:20:00")
_OU = ("欧阳文", "满意", "2013-05-06 09:30:00")
_SEATS = ("单位", "窗口", "评价结果", "评价时间")
_AT = ("满意", T)
_UNIT = {"unit": "城关派出所"}
_COUNTS = ("姓名", "非常满意", "满意", "不满意", "未评价", "合计", "满意率")
_SUM = ("朱春梅", 10, 5, 1, 2, 18, "93.75%")
_MAY = {"month": "2013-05"}


def _preamble(height: int) -> Trait:
    lines: list[Row] = [(f"群众满意零投诉活动说明材料之{n}",) for n in range(height)]
    return one(f"a preamble of {height} lines", book(*lines, DETAIL, GOOD), "i" * height + "ia", label="导出.xlsx")


TRAITS = [
    *(_preamble(height) for height in (1, 3, 30)),
    one(
        "a title names the unit and the month",
        book(("城关派出所2013年5月窗口评价汇总表",), _COUNTS, _SUM),
        "iia",
        says=_UNIT | _MAY,
        label="导出.xlsx",
    ),
    one(
        "a period line names the month",
        book(("窗口评价汇总表",), ("统计时间：2013-05-01至2013-05-31", None, "单位：城关所"), _COUNTS, _SUM),
        "iiia",
        says=_UNIT | _MAY,
        label="导出.xlsx",
    ),
    one(
        "a period line in two cells",
        csv(("统计月份", "2013年5月"), ("单位", "城关派出所"), _COUNTS, _SUM),
        "iiia",
        says=_UNIT | _MAY,
    ),
    one("the unit in the sheet's name", sheets({"城关所": (_BARE, _ROW)}), {"城关所": "ia"}, says=_UNIT),
    one("the unit in the file's name", csv(_BARE, _ROW), "ia", says=_UNIT, label="城关派出所5月.csv"),
    one("the unit in the folder's name", csv(_BARE, _ROW), "ia", says=_UNIT, label="城关所/5月.csv"),
    one("the month in the file's name", csv(_COUNTS, _SUM), "ia", says=_MAY, label="201305.csv"),
    one(
        "file and title disagree",
        csv(("南坪派出所窗口评价明细表",), _BARE, _ROW),
        "iir",
        reasons=("说的单位不一样，请用 --unit 指明",),
        label="城关派出所.csv",
    ),
    one(
        "months that disagree",
        csv(("2013年4月评价汇总表",), _COUNTS, _SUM),
        "iir",
        reasons=("说的月份不一样，请用 --month 指明",),
        label="城关派出所2013年5月.csv",
    ),
    one(
        "a quarter is no month",
        csv(("2013年第二季度评价汇总表",), _COUNTS, _SUM),
        "iir",
        reasons=("不是一个月",),
    ),
    one(
        "section rows",
        book(_BARE, ("城关派出所",), _ROW, ("南坪派出所",), _OU),
        "iiaia",
        says=_UNIT,
    ),
    one(
        "merged section rows",
        book(_BARE, ("城关派出所", None, None), _ROW, ("南坪派出所", None, None), _OU, merged=("A2:C2", "A4:C4")),
        "iiaia",
        says=_UNIT,
    ),
    one(
        "a section of a unit that the roster lacks",
        book(_BARE, ("城关派出所",), _ROW, ("北岭派出所",), ("曹国栋", "满意", T)),
        "iiair",
        reasons=("花名册里没有这个单位",),
    ),
    one(
        "the unit in the first cell of a merged block",
        book(DETAIL, GOOD, (None, *_CAO), ("南坪派出所", *_OU), merged=("A2:A3",)),
        "iaaa",
        says=_UNIT,
    ),
    one(
        "the unit on the first row of its block only",
        csv(("警号", *DETAIL), ("350509", *GOOD), ("350511", "", *_CAO), ("350531", "南坪派出所", *_OU)),
        "iaaa",
        says=_UNIT,
    ),
    one(
        "names without a badge under a unit written once",
        csv(DETAIL, GOOD, ("", *_CAO), ("南坪派出所", *_OU)),
        "iaaa",
        says=_UNIT,
    ),
    one(
        "windows under a unit written once",
        csv(_SEATS, ("城关派出所", "1", *_AT), ("", "2", *_AT), ("南坪派出所", "2", *_AT)),
        "iaaa",
    ),
    one(
        "a unit written twice proves no block",
        csv(_SEATS, ("城关派出所", "1", *_AT), ("城关派出所", "2", *_AT), ("", "1", *_AT)),
        "iaar",
        reasons=("认不出是谁的",),
    ),
    one(
        "one unit alone proves no block",
        csv(_SEATS, ("城关派出所", "1", *_AT), ("", "2", *_AT)),
        "iar",
        reasons=("认不出是谁的",),
    ),
    one(
        "a sum ends a block",
        csv(_SEATS, ("城关派出所", "1", *_AT), ("小计", "1"), ("", "2", *_AT), ("南坪派出所", "2", *_AT)),
        "iaira",
        reasons=("认不出是谁的",),
    ),
    one(
        "a complaint's blank unit is not the one above",
        csv(
            ("受理日期", "被投诉单位", "被投诉民警", "投诉内容", "认定结果"),
            ("2013-05-06", "城关派出所", "朱春梅", "态度冷淡", "待查"),
            ("2013-05-07", "", "", "等候太久", "待查"),
            ("2013-05-08", "南坪派出所", "", "窗口无人", "待查"),
        ),
        "iara",
        reasons=("单位和民警都没有写",),
    ),
    one(
        "two merged header lines",
        book(
            ("姓名", "评价情况", None, None, None, None, "满意率"),
            (None, "非常满意", "满意", "不满意", "未评价", "合计", None),
            _SUM,
            merged=("A1:A2", "B1:F1", "G1:G2"),
        ),
        "iia",
        label="城关派出所2013年5月.xlsx",
        says={"count:非常满意": "10", "count:未评价": "2", "total": "18"},
    ),
    one(
        "two header lines in text",
        csv(
            ("姓名", "评价情况", "", "", "", "", "满意率"),
            ("", "非常满意", "满意", "不满意", "未评价", "合计", ""),
            _SUM,
        ),
        "iia",
        label="城关派出所2013年5月.csv",
        says={"count:满意": "5"},
    ),
    one(
        "three header lines",
        book(
            ("姓名", "评价情况", None, None, None, None, "满意率"),
            (None, "满意", None, "不满意", "其他", None, None),
            (None, "非常满意", "满意", "不满意", "未评价", "合计", None),
            _SUM,
            merged=("A1:A3", "B1:F1", "B2:C2", "E2:F2", "G1:G3"),
        ),
        "iiia",
        label="城关派出所2013年5月.xlsx",
        says={"count:非常满意": "10", "count:满意": "5", "count:不满意": "1", "count:未评价": "2"},
    ),
    one(
        "units of measure below the header",
        csv(_COUNTS, ("", "(次)", "(次)", "(次)", "(次)", "(次)", "(%)"), _SUM),
        "iia",
        label="城关派出所2013年5月.csv",
    ),
    one(
        "column numbers below the header",
        csv(DETAIL, ("1", "2", "3", "4"), GOOD),
        "iia",
    ),
    one(
        "headers repeated by page",
        csv(
            ("窗口评价明细表",),
            DETAIL,
            GOOD,
            ("第1页",),
            ("窗口评价明细表",),
            DETAIL,
            ("城关派出所", *_CAO),
            ("第2页",),
        ),
        "iiaiiiai",
    ),
    one(
        "a title half-way brings another unit",
        csv(("城关派出所评价明细表",), _BARE, _ROW, ("",), ("南坪派出所评价明细表",), _BARE, _OU),
        "iiaiiia",
    ),
    one(
        "a title half-way without a header below it",
        csv(("城关派出所评价明细表",), _BARE, _ROW, ("南坪派出所评价明细表",), _OU),
        "iiaia",
    ),
    one(
        "subtotals in the middle",
        csv(_COUNTS, _SUM, ("小计", 10, 5, 1, 2, 18, ""), ("曹国栋", 3, 0, 0, 0, 3, "100%"), ("共：2人",)),
        "iaiai",
        label="城关派出所2013年5月.csv",
    ),
    one(
        "sums and signatures below",
        csv(
            DETAIL,
            GOOD,
            ("合计", "1", "", ""),
            ("制表人：苗青", "", "审核人：薛晓燕", ""),
            ("记录数：1",),
            ("打印时间：2013-06-01 08:00:00",),
            ("以下空白",),
        ),
        "iaiiiii",
    ),
    one("blank rows and columns", csv(("",), ("", *DETAIL), ("",), ("", *GOOD), (",",)), "iiiai"),
    one("blank columns between", csv((*DETAIL[:2], "", *DETAIL[2:]), (*GOOD[:2], "", *GOOD[2:])), "ia"),
    one(
        "rows numbered beforehand",
        csv(("序号", *DETAIL), ("1", *GOOD), ("2", "", "", "", ""), ("3", "", "", "", "")),
        "iaii",
    ),
    one(
        "a hidden sheet is not read",
        sheets({"评价": (DETAIL, GOOD), "!旧表": (DETAIL, ("城关派出所", *_CAO))}),
        {"评价": "ia", "!旧表": "ii"},
        notes="工作表“旧表”是隐藏的，没有读入",
    ),
    one(
        "a second sheet repeats the first",
        sheets({"一": (DETAIL, GOOD), "二": (DETAIL, GOOD)}),
        {"一": "ia", "二": "id"},
    ),
    one(
        "a sheet for each unit",
        sheets({"城关所": (_BARE, _ROW), "南坪所": (_BARE, _OU)}),
        {"城关所": "ia", "南坪所": "ia"},
    ),
    one(
        "a sheet that goes on without a header",
        sheets({"一": (DETAIL, GOOD), "二": (("城关派出所", *_CAO),)}),
        {"一": "ia", "二": "a"},
        notes="没有表头，按前一张的表头读入",
    ),
    one(
        "a cover sheet",
        sheets({"封面": (("城关派出所",), ("二〇一三年五月",)), "明细": (DETAIL, GOOD)}),
        {"封面": "ii", "明细": "ia"},
        notes="里找不到登记表，没有读入",
    ),
    one(
        "details beside their summary",
        sheets({"明细": (DETAIL, GOOD), "汇总": (("单位", *_COUNTS), ("城关派出所", *_SUM))}),
        {"明细": "ia", "汇总": "ii"},
    ),
    one("a header alone", csv(DETAIL), "i", notes="只有表头，没有数据"),
    one(
        "two tables side by side",
        csv((*DETAIL, "", *DETAIL), (*GOOD, "", "南坪派出所", *_OU)),
        error="列都叫",
    ),
    one(
        "a note below a merged row",
        book(DETAIL, GOOD, ("本表数据由评价系统导出，如有疑问请联系治安大队", None, None, None), merged=("A3:D3",)),
        "iai",
    ),
    one(
        "a footnote in the first column",
        csv(DETAIL, GOOD, ("注：本表由系统自动生成",), ("说明:评价结果以系统为准",)),
        "iaii",
    ),
    one(
        "months as section rows",
        csv(_COUNTS, ("2013年4月",), _SUM, ("2013年5月",), _SUM),
        "iiaia",
        label="城关派出所.csv",
        says={"month": "2013-04"},
    ),
    one("an xls with a title", biff(("城关派出所窗口评价明细",), _BARE, _ROW), "iia", says=_UNIT),
    one("html with a title", page(("城关派出所窗口评价明细", "", ""), _BARE, _ROW), "iia", says=_UNIT),
    trait(
        "the clerk names the unit",
        file("a.csv", csv(_BARE, _ROW), "ia", says=_UNIT, asked={"unit": "城关所"}),
    ),
]
