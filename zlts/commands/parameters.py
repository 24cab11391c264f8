"""The words a command takes: each with its Chinese name, what it means, and what Tab offers for it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zlts.commands import completing
from zlts.commands.shared import Format

# ---------------------------------------------------------------- what many commands have

LedgerPath = Annotated[
    Path | None, typer.Option("--ledger", metavar="文件", help="台账文件；不写就用 ZLTS_LEDGER，再不然是 zlts.db")
]
Shape = Annotated[Format, typer.Option("--format", help="json、csv 供其他程序用")]
OutFile = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="文件", help="写到 .xlsx、.html、.csv 或 .json 文件")
]
LetterFile = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="文件", help="写到 .xlsx、.docx、.html、.csv 或 .json 文件")
]
Replace = Annotated[
    bool, typer.Option("--replace", help="文件已经有了、又不是 zlts 原样写的，也换掉它；原始登记表和台账除外")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只试算，不写入台账")]
Undo = Annotated[bool, typer.Option("--undo", help="收回先前的登记")]

# ---------------------------------------------------------------- who and where

Person = Annotated[str, typer.Argument(metavar="姓名", help="姓名或警号", autocompletion=completing.people)]
PersonOption = Annotated[str, typer.Option(metavar="姓名", help="姓名或警号", autocompletion=completing.people)]
Unit = Annotated[str, typer.Argument(metavar="单位", help="单位，简称也行", autocompletion=completing.units)]
UnitOption = Annotated[str, typer.Option(metavar="单位", help="单位，简称也行", autocompletion=completing.units)]
Badge = Annotated[str, typer.Option(metavar="警号", help="警号，同名的人要写", autocompletion=completing.people)]

# ---------------------------------------------------------------- when

Month = Annotated[str, typer.Argument(metavar="月份", help="如 2013-06", autocompletion=completing.months)]
MonthOption = Annotated[str, typer.Option(metavar="月份", help="如 2013-06", autocompletion=completing.months)]
LastMonth = Annotated[
    str | None,
    typer.Argument(metavar="月份", help="如 2013-06；不写就是最近一个有证据的月份", autocompletion=completing.months),
]
BulletinMonth = Annotated[
    str | None,
    typer.Argument(metavar="月份", help="如 2013-06；不写就是最近过完的那个月", autocompletion=completing.months),
]
BulletinQuarter = Annotated[
    str | None,
    typer.Argument(
        metavar="季度",
        help="如 2013Q2，半年写 2013H1；不写就是最近过完的那个季度",
        autocompletion=completing.quarters,
    ),
]
BulletinYear = Annotated[
    str | None,
    typer.Argument(metavar="年份", help="如 2013；不写就是最近过完的那一年", autocompletion=completing.years),
]
Year = Annotated[str, typer.Argument(metavar="年份", help="如 2013", autocompletion=completing.years)]
LastYear = Annotated[
    str | None,
    typer.Argument(metavar="年份", help="如 2013；不写就是最近评定过的一年", autocompletion=completing.years),
]
LastYearOption = Annotated[
    str | None,
    typer.Option(metavar="年份", help="如 2013；不写就是最近评定过的一年", autocompletion=completing.years),
]
Day = Annotated[str, typer.Option(metavar="日期", help="如 2013-05-06")]

# ---------------------------------------------------------------- numbers

Batch = Annotated[
    int, typer.Argument(metavar="批次", help="批次号，见 zlts batches", autocompletion=completing.batches)
]
Entries = Annotated[
    list[int], typer.Argument(metavar="编号", help="登记编号，见 zlts ledger", autocompletion=completing.entries)
]
Entry = Annotated[
    int, typer.Argument(metavar="编号", help="登记编号，见 zlts ledger", autocompletion=completing.entries)
]
Document = Annotated[str, typer.Option("--doc", metavar="文号", help="决定的文号")]

# ---------------------------------------------------------------- how a file is to be read

Kind = Annotated[
    str,
    typer.Option(
        metavar="种类",
        help="认错种类时写：evaluations 评价、complaints 投诉、inspections 检查、measures 三项制度、"
        "roster 花名册、filings 报送",
        autocompletion=completing.kinds,
    ),
]
Maps = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="字段=表头",
        help="认错表头时写；字段=- 是没有这一列，-=表头 是不用这一列；也可写 字段:原词=标准词。字段名见“其中”",
    ),
]
RoleOption = Annotated[str, typer.Option("--role", metavar="角色", help="花名册没有角色一列时写，例如 窗口民警")]
SheetOption = Annotated[str, typer.Option(metavar="工作表", help="只读这个工作表")]
Encoding = Annotated[
    str, typer.Option(metavar="编码", help="文本文件的编码，一般不用写", autocompletion=completing.encodings)
]

# ---------------------------------------------------------------- bulletins

Public = Annotated[bool, typer.Option("--public", help="只要可以公开的")]
Upload = Annotated[
    bool, typer.Option("--upload", help="写成报上级的表：只有数字和校验码，没有人名；报上去的是 .json 文件")
]
Attached = Annotated[bool, typer.Option("--annex", help="写成 .docx 时，统计表作为附件放在文后；不写就另附")]
Template = Annotated[
    Path | None, typer.Option("--template", metavar="文件", help="用本局的 Word 模板，见 zlts help template")
]
Issue = Annotated[str, typer.Option("--issue", metavar="编号", help="按这个编号印发，从此不变")]
Withdraw = Annotated[
    str,
    typer.Option(
        "--withdraw",
        metavar="编号",
        help="撤回这个编号的印发；通报留存，编号不再用",
        autocompletion=completing.issued,
    ),
]
Reprint = Annotated[
    str,
    typer.Option("--reprint", metavar="编号", help="原样再印这个编号的通报", autocompletion=completing.issued),
]
