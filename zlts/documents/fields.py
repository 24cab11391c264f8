"""What a bureau's own form can ask for: the fields, and what a letter or a paper has under their names."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from zlts.documents.letter import Letter, annex_names, chinese_day, full_title
from zlts.documents.paper import Paper


class FormKind(StrEnum):
    """What is made with a form."""

    LETTER = "通报和评优"
    PAPER = "文书"


class FormField(NamedTuple):
    """A name that stands in a form between 【 and 】; a `block` has a paragraph of its own, and may need several."""

    name: str
    about: str
    kinds: tuple[FormKind, ...]
    block: bool = False


_BOTH, _LETTER, _PAPER = (FormKind.LETTER, FormKind.PAPER), (FormKind.LETTER,), (FormKind.PAPER,)
FIELDS = (
    FormField("标题", "公文或文书的标题", _BOTH),
    FormField("文号", "发文字号；没有写明的留空待填", _BOTH),
    FormField("期号", "印发的编号；没有印发的留空", _LETTER),
    FormField("统计期间", "如 2013年6月", _LETTER),
    FormField("主送", "主送机关", _LETTER),
    FormField("正文", "全部正文，独占一段；字体、缩进照这一段，层次标题用黑体、楷体", _LETTER, block=True),
    FormField("附件说明", "附件的名称，独占一段；没有附件的留空", _LETTER, block=True),
    FormField("统计表", "统计表，独占一段；内部掌握的不放", _LETTER, block=True),
    FormField("署名", "落款的机关", _BOTH),
    FormField("成文日期", "如 2013年7月5日；文书留空待填", _BOTH),
    FormField("抄送", "抄送机关", _LETTER),
    FormField("印发机关", "印发的部门", _LETTER),
    FormField("印发日期", "如 2013年7月5日", _LETTER),
    FormField("有效评价数", "通报：这一期间的有效评价", _LETTER),
    FormField("满意数", "通报：其中满意的", _LETTER),
    FormField("不满意数", "通报：其中不满意的", _LETTER),
    FormField("未评价数", "通报：没有评价的，不计入满意率", _LETTER),
    FormField("满意率", "通报：这一期间的满意率", _LETTER),
    FormField("受理投诉数", "通报：这一期间受理的投诉", _LETTER),
    FormField("有效投诉数", "通报：认定有效的投诉", _LETTER),
    FormField("待查投诉数", "通报：截至目前尚待核查的投诉", _LETTER),
    FormField("姓名", "被打招呼、谈话、告诫的人", _PAPER),
    FormField("警号", "他的警号", _PAPER),
    FormField("单位", "他的单位；局领导是承包的单位", _PAPER),
    FormField("身份", "窗口民警、单位主要领导或承包局领导", _PAPER),
    FormField("措施", "打招呼、谈话或告诫", _PAPER),
    FormField("事实", "所依据的事实", _PAPER),
    FormField("依据", "条款和要求", _PAPER),
    FormField("记入月份", "措施记在哪个月", _PAPER),
    FormField("登记编号", "台账里的编号", _PAPER),
)
"""In the order in which a document has them."""

_BLANK = "　　　　"


def names_of(kind: FormKind, *, block: bool = False) -> list[str]:
    """The fields of a kind: those within a text, or those that have a paragraph of their own."""
    return [field.name for field in FIELDS if kind in field.kinds and field.block is block]


def letter_texts(letter: Letter) -> dict[str, str]:
    """What a letter has in one piece; a figure that it has not is empty."""
    numbered = "号" in letter.number
    day = chinese_day(letter.day)
    told = {
        "标题": full_title(letter),
        "文号": letter.number if numbered else f"〔{letter.day.year}〕{_BLANK}号",
        "期号": letter.number,
        "统计期间": letter.period,
        "主送": letter.addressee,
        "署名": letter.signature,
        "成文日期": day,
        "抄送": letter.copies,
        "印发机关": letter.issuer,
        "印发日期": day,
    }
    return {**dict.fromkeys(names_of(FormKind.LETTER), ""), **told, **dict(letter.figures)}


def annex_lines(letter: Letter) -> list[str]:
    """附件说明, a line for each annex."""
    return [f"附件：{name}" if number == 0 else f"　　　{name}" for number, name in enumerate(annex_names(letter))]


def paper_texts(paper: Paper) -> Mapping[str, str]:
    """What a paper has; what is written by hand has room."""
    number = paper.reference.partition("　　登记编号")[0]
    by_hand = {"文号": number, "署名": paper.bureau, "成文日期": f"{_BLANK}年　　月　　日"}
    return {**by_hand, **dict(paper.fields)}
