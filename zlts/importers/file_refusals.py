"""Why a file is refused, in words a clerk can act on: what was found, what to type (readings: Registers)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from zlts.errors import FileRefused
from zlts.importers.columns import DateMixture
from zlts.importers.headers import Header, Match
from zlts.importers.normalization import squeezed
from zlts.importers.unused_columns import ColumnQuestion
from zlts.importers.vocabulary import Vocabulary, load_vocabulary
from zlts.names import nearest
from zlts.registers.declaration import COUNT, Form

_SHOWN = 20
_LONG_NUMBER = re.compile(r"\d{4}")


def empty(label: str) -> FileRefused:
    return FileRefused(f"“{label}”是空的，没有任何内容。", "请检查是否选错了文件，或重新导出。")


def no_such_sheet(label: str, sheet: str, names: Sequence[str]) -> FileRefused:
    near = nearest(sheet, names) or names[0]
    return FileRefused(
        f"“{label}”里没有名为“{sheet}”的工作表；它的工作表有：{'、'.join(names[:_SHOWN])}。", f"例如：--sheet {near}"
    )


def no_header(label: str, sheet: str, texts: Sequence[str]) -> FileRefused:
    """No line reads like a header at all; without texts, none that may be shown: they are data."""
    if not texts:
        return FileRefused(
            f"“{label}”{_in(sheet)}找不到表头行，没有一行写着各列的名称。",
            "请在表格最上面加一行表头（例如：单位、姓名、评价结果、评价时间），保存后再导入。",
        )
    seen = f"；最像表头的一行是：{_listed(texts)}"
    return FileRefused(
        f"“{label}”{_in(sheet)}找不到表头，看不出是哪一种登记表{seen}。",
        "请用 --map 字段=表头 指明各列（例如 --map 姓名=经手人），并用 --kind 说明种类。",
    )


def columns_missing(label: str, sheet: str, table: Header, *, certain: bool) -> FileRefused:
    """The nearest form lacks needed columns: all of them are named, with the headings as they stand."""
    match = table.match
    lacking = "、".join(_group(match.form, group) for group in match.missing)
    kind = f"按{match.form.name}读" if certain else f"最接近的是{match.form.name}"
    line = _map_line(match)
    return FileRefused(
        f"“{label}”{_in(sheet)}{kind}，但缺少{lacking}一列；找到的表头有：{_headings(match)}。",
        f"请指明是哪一列，例如：{line}" + ("" if certain else f"；不是{match.form.name}的，用 --kind 说明是哪一种。"),
        "" if f"={_ANY}" in line else line,
    )


def hardly_a_register(label: str, sheet: str, most: int) -> FileRefused:
    """More lines than anybody could look at have to be weighed one by one, or are no evaluations."""
    return FileRefused(
        f"“{label}”{_in(sheet)}有超过 {most} 行不是成块的评价明细，要逐行核对，未予导入。",
        "请检查表头和各栏的写法，删去多余的行，或按单位、月份分成几个文件再导入。",
    )


def too_wide(label: str, sheet: str, width: int, most: int) -> FileRefused:
    return FileRefused(
        f"“{label}”{_in(sheet)}有一行写了 {width} 栏（最多 {most} 栏），登记表没有这么多。",
        "请删去多余的列，另存后再导入。",
    )


def dates_mixed(label: str, sheet: str, heading: str, name: str, mixture: DateMixture) -> FileRefused:
    """Dates stand beside texts of an order that the program which made the dates did not know."""
    return FileRefused(
        f"“{label}”{_in(sheet)}“{heading}”一列里，有的写成文字“{mixture.text}”（年在最后），有的是日期“{mixture.date}”："
        "多半是 Excel 打开时把一部分认成了日期，日和月可能已经对调，分不清哪些是对的。",
        f"请从原系统重新导出，那一列设为文本。核对过日期没有错的，请写 --map {name}:日期单元格=照原样；"
        f"确实都对调了的，请写 --map {name}:日期单元格=日月对调。",
    )


def other_list(label: str, sheet: str, form: Form, why: str) -> FileRefused:
    """It could be read as a register, but may be another list of the office."""
    return FileRefused(
        f"“{label}”{_in(sheet)}有些像{form.name}，又像办公室的其他名单或表格（{why}），未予导入。",
        f"确实是{form.name}的，请加上 --kind {form.register}。",
        f"--kind {form.register}",
    )


def withdrawn(label: str, sheet: str, form: Form, place: str, why: str, others: Sequence[str]) -> FileRefused:
    """A name or a title says that the rows do not count."""
    only = f"只要其他工作表的，请用 --sheet 一张一张地导入（例如 --sheet {others[0]}）；" if others else ""
    return FileRefused(
        f"“{label}”{_in(sheet)}未予导入：{place}说里面的行{why}。",
        f"请先核对。{only}确实都是算数的{form.name}，请加上 --kind {form.register}。",
        f"--kind {form.register}",
    )


def own_output(label: str) -> FileRefused:
    """What this program wrote itself is no evidence."""
    return FileRefused(
        f"“{label}”是 zlts 自己写出的表，不是报来的登记表，未予导入。",
        "请导入单位报来的原始文件；改待核实的行，用 zlts quarantine -o 写出的工作簿。",
    )


def two_kinds(label: str, sheet: str, forms: Sequence[Form]) -> FileRefused:
    names = "、".join(form.name for form in forms)
    options = " 或 ".join(f"--kind {form.register}" for form in forms)
    return FileRefused(
        f"“{label}”{_in(sheet)}既像{names.replace('、', '，又像')}，分不清是哪一种。", f"请加上 {options} 指明。"
    )


def sheets_differ(label: str, found: Iterable[tuple[str, Form]]) -> FileRefused:
    """Sheets of one workbook are of several registers."""
    pairs = list(found)
    what = "，".join(f"“{sheet}”是{form.name}" for sheet, form in pairs)
    return FileRefused(
        f"“{label}”的工作表不是同一种登记表：{what}。",
        f"请用 --sheet 一张一张地导入（例如 --sheet {pairs[0][0]}），"
        f"或用 --kind 说明读哪一种（例如 --kind {pairs[0][1].register}）。",
    )


def conflict(label: str, sheet: str, match: Match) -> FileRefused:
    """A heading could be several fields, or several columns are headed alike."""
    first = match.conflicts[0]
    heading = first.headings[0]
    if len(first.fields) > 1:
        names = "，也可能是".join(f"“{name}”" for name in first.fields)
        return FileRefused(
            f"“{label}”{_in(sheet)}的表头“{heading}”可能是{names}，分不清是哪一列；找到的表头有：{_headings(match)}。",
            f"请指明，例如：--map {first.fields[0]}={squeezed(heading)}",
            f"--map {first.fields[0]}={squeezed(heading)}",
        )
    return FileRefused(
        f"“{label}”{_in(sheet)}有{len(first.headings)}列都叫“{heading}”，内容却不一样，分不清哪一列是“{first.fields[0]}”。",
        f"请在表里把不用的一列改名；如果另有一列才是，请写 --map {first.fields[0]}=表头",
    )


def open_columns(label: str, sheet: str, questions: Sequence[ColumnQuestion]) -> FileRefused:
    """Columns that are no field could change what the rows mean; all of them, each with what to type."""
    why = "；".join(f"“{question.heading}”{question.why}" for question in questions)
    ways = "；".join(
        f"“{question.heading}”写 {' 或 '.join(f'--map {squeezed(way)}' for way in question.ways)}"
        for question in questions
    )
    line = " ".join(f"--map {squeezed(way)}" for way in _one_way_each(questions))
    return FileRefused(
        f"“{label}”{_in(sheet)}有没用到、却可能改变一行意思的列，整个文件未予导入：{why}。",
        f"请先核对，再指明：{ways}。例如：{line}（-= 是说这一列不用；同样的表头以后会记住）",
        line,
    )


def months_across(label: str, sheet: str, months: Sequence[int], year: int) -> FileRefused:
    """A summary with a group of counts for each of several months."""
    first = f"{year:04d}-{months[0]:02d}"
    return FileRefused(
        f"“{label}”{_in(sheet)}一行里有几个月的次数（{'、'.join(f'{month}月' for month in months)}），"
        "看不出各列是哪个月的，整个文件未予导入。",
        f"请每个月另存一张表，只留单位、姓名和这个月的几列，表头里去掉月份，再分别导入，"
        f"例如：zlts import {months[0]}月.xlsx --month {first}。",
    )


def made_early(label: str, sheet: str, day: str, todo: str) -> FileRefused:
    """A summary whose last lines say that it was made before its month was over."""
    return FileRefused(f"“{label}”{_in(sheet)}表下面写着“{day}”，整个文件未予导入。", f"{todo}。")


def objected(label: str, sheet: str, where: str, words: str) -> FileRefused:
    """A summary above or below whose rows a text says that they are not what was pressed in a whole month."""
    return FileRefused(
        f"“{label}”{_in(sheet)}{where}写着“{words}”，整个文件未予导入。",
        "请先核对：各栏就是群众在这整整一个月里按的次数，请从表里删去这一句再导入；不是的，请重新导出，或请报送单位更正。",
    )


def _one_way_each(questions: Iterable[ColumnQuestion]) -> list[str]:
    """A way for each question that says nothing else of a field than the ways before it."""
    chosen: list[str] = []
    for question in questions:
        fields = {way.partition("=")[0] for way in chosen} - {"-"}
        if not set(question.ways) & set(chosen):
            chosen += [way for way in question.ways if way.partition("=")[0] not in fields][:1]
    return chosen


def unknown_heading(label: str, field: str, heading: str, headings: Sequence[str]) -> FileRefused:
    near = nearest(heading, headings)
    return FileRefused(
        f"“{label}”里没有“{heading}”这个表头；找到的表头有：{_listed(headings)}。",
        f"最接近的是“{near}”，例如：--map {field}={squeezed(near)}"
        if near
        else f"请照着文件里的表头写：--map {field}=表头",
    )


def no_header_line(label: str, field: str, heading: str) -> FileRefused:
    """The clerk names a heading, and no line of the file could be a header."""
    return FileRefused(
        f"“{label}”没有表头行：第一行就是数据，找不到“{heading}”这个表头。",
        f"请在表格最上面加一行表头（例如：单位、姓名、评价结果、评价时间），保存后再导入；"
        f"--map {field}=… 只能指明已有的表头。",
    )


def _in(sheet: str) -> str:
    return f"的工作表“{sheet}”" if sheet else ""


def showable(texts: Iterable[str]) -> bool:
    """Headings bear no long numbers; a line that does may be a complainant's, and is never shown."""
    return not any(_LONG_NUMBER.search(text) for text in texts)


def _listed(texts: Sequence[str]) -> str:
    if not showable(texts):
        return "（不像表头，未列出）"
    more = f"……（共 {len(texts)} 个）" if len(texts) > _SHOWN else ""
    return "、".join(texts[:_SHOWN]) + more


def _headings(match: Match) -> str:
    return _listed([item.text for item in match.headings])


def _group(form: Form, group: Sequence[str]) -> str:
    if group == (COUNT,):
        return "“非常满意”“满意”等评价次数"
    return "或".join(f"“{form.name_of(code)}”" for code in group)


_ANY = "表头"
"""Stands for the heading that only the clerk knows."""


def _map_line(match: Match) -> str:
    """What to type to name a column for each field that is still open; never one picked at random."""
    vocabulary = load_vocabulary()
    counters = vocabulary.counters  # a column that only counts the rows is none of the fields
    free = [
        match.shown(item)
        for item in match.headings
        if item.index not in match.columns.values() and not counters.intersection(item.keys)
    ]
    lines = []
    for group in match.missing:
        if group == (COUNT,):
            name, chosen = _count_pair(match, free, vocabulary)
        else:
            name, chosen = _nearest_pair(_names_of(match.form, group), free)
        if not chosen and group != (COUNT,) and len(free) == len(match.missing) == 1:
            chosen = free[0]
        free = [heading for heading in free if heading != chosen]
        lines.append(f"--map {name}={squeezed(chosen or _ANY)}")
    return " ".join(lines)


def _names_of(form: Form, group: Sequence[str]) -> list[str]:
    """The names of a group's fields, an officer's before his badge."""
    return [form.name_of(code) for code in sorted(group, key=lambda code: code != "officer")]


def _count_pair(match: Match, free: Sequence[str], vocabulary: Vocabulary) -> tuple[str, str]:
    """A rating and the heading that contains it whole: a count is never advised to be that of another rating."""
    for heading in free:
        rating = vocabulary.rating_within(heading)
        if rating and COUNT + rating not in match.columns:
            return rating, heading
    return "非常满意", ""


def _nearest_pair(names: Sequence[str], free: Sequence[str]) -> tuple[str, str]:
    for name in names:
        if found := nearest(name, free):
            return name, found
    return names[0], ""
