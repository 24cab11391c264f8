"""Whether a table is the register it could be read as, or another list of the office (readings: Registers).

Duty lists, pay lists and phone books have units, names and dates too. A table is a register only by a word that
only the register has, in its headings, its titles or its names; a roster only by its columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zlts.importers.column_reader import fit_of
from zlts.importers.column_types import CellFit
from zlts.importers.headings import Match
from zlts.importers.normalization import squeezed
from zlts.importers.vocabulary import ListWords
from zlts.model import Register

Known = Callable[[str], bool]

_SATISFIED = "满意"
_NEVER_IN_A_ROSTER = ("日期", "时间", "手机", "电话", "签到", "事由", "月份")
_NAMED_OUTRIGHT = frozenset({Register.COMPLAINTS, Register.INSPECTIONS, Register.MEASURES, Register.FILINGS})
"""群众来访投诉登记簿 is a register of complaints; but 同事互评 is no evaluation, whatever word is in it."""
_POSTING = frozenset({"since", "until", "area"})
_ROLE = "角色"
_FOLLOW_UP = "回访"
_BY_WHOM = ("评价人", "评议人", "打分人", "评分人", "测评人", "投票人")
"""Where an officer stands under such a heading, colleagues have judged each other."""


@dataclass(frozen=True, slots=True)
class TextsAround:
    """What stands around a table: its titles, and the names of its sheet, file and folder."""

    titles: Sequence[str]
    headlines: Sequence[str]
    """Those of the titles that say what the table is."""
    names: Sequence[str]
    folder: str = ""


def why_other_list(
    match: Match, values: Mapping[int, Sequence[str]], around: TextsAround, words: ListWords, known: Known
) -> str:
    """Why a table may be another list than its form, in words; "" where it is that register.

    `values` are the first cells by column; `known` says whether a text is the name of one of the roster's people.
    """
    said = [squeezed(text) for text in (*around.titles, *around.names)]
    named = [*map(squeezed, around.headlines), *map(squeezed, around.names)]
    if other := _named(match, named, words):
        return f"名称或标题里有“{other}”"
    heads = [squeezed(item.text) for item in match.headings]
    if case := _case(match, [*heads, *said], words):
        return f"有“{case}”，却没有“{words.complaining[0]}”“{words.complaining[1]}”这样的词"
    if other := _first(words.headings, heads if not _is_found(match) else [*_free(match)]):
        return f"有“{other}”这样的列"
    if match.form.register == Register.EVALUATIONS and _first(
        (_FOLLOW_UP,), list(_heads(match, tuple(match.columns)))
    ):
        return f"有“{_FOLLOW_UP}”的列，不是窗口评价器的"
    if colleague := _colleague(match, values, known):
        return f"“{colleague}”一列是民警自己的名字"
    return _untold(match, values, [*heads, *said, squeezed(around.folder)], words)


def _named(match: Match, named: Sequence[str], words: ListWords) -> str:
    """The word of another list in what a table is called; "" where a word of its register stands beside it."""
    tells = words.tells[match.form.register] if match.form.register in _NAMED_OUTRIGHT else ()
    return _first(words.outright, named) or _first(words.names, [text for text in named if not _first(tells, [text])])


def _case(match: Match, texts: Sequence[str], words: ListWords) -> str:
    """The word by which a table is of cases, whose officers handle them, where nobody is said to complain."""
    if match.form.register != Register.COMPLAINTS or _first(words.complaining, texts):
        return ""
    return _first(words.cases, texts)


_FINDING = frozenset({"verdict", "responsibility"})
_ACCUSING = ("投诉", "举报")


def _is_found(match: Match) -> bool:
    """Whether a table is of complaints by its verdicts or by whom they are against, whoever its 来访人 are."""
    if match.form.register != Register.COMPLAINTS:
        return False
    heads = _heads(match, tuple(match.columns))
    return not _FINDING.isdisjoint(match.columns) or bool(_first(_ACCUSING, list(heads)))


def _free(match: Match) -> Iterator[str]:
    """The headings that are no field."""
    return (squeezed(item.text) for item in match.headings if item.index not in match.columns.values())


def _first(words: Sequence[str], texts: Sequence[str]) -> str:
    return next((word for word in words for text in texts if word in text), "")


def _colleague(match: Match, values: Mapping[int, Sequence[str]], known: Known) -> str:
    if match.form.register != Register.EVALUATIONS:
        return ""
    for item in match.headings:
        cells = values.get(item.index, ())
        if squeezed(item.text).startswith(_BY_WHOM) and cells and sum(map(known, cells)) * 2 > len(cells):
            return item.text
    return ""


def _untold(match: Match, values: Mapping[int, Sequence[str]], texts: Sequence[str], words: ListWords) -> str:
    register = match.form.register
    if register == Register.ROSTER:
        return "" if _is_roster(match, values, words) else _why_no_roster(match, values, words)
    tells = words.tells[register]
    if any(word in text.casefold() for text in texts for word in tells):
        return ""
    if register == Register.EVALUATIONS and any(map(_is_rated, values.values())):
        return ""
    return f"表头、标题和文件名里都没有“{tells[0]}”“{tells[1]}”这样的词"


def _is_rated(cells: Sequence[str]) -> bool:
    return any(_SATISFIED in cell for cell in cells)


def _why_no_roster(match: Match, values: Mapping[int, Sequence[str]], words: ListWords) -> str:
    if other := _strange(match, words):
        return f"有“{other}”这样的列"
    if _are_spans(match, values, words.tells[Register.ROSTER]):
        return "每一行都写着起止日期，像是值班、排班的"
    if "role" in match.columns and squeezed(match.heading_of("role")) == _ROLE:
        return f"“{_ROLE}”一列里多半不是花名册的角色"
    return "没有角色、任职起止这样只有花名册才有的列"


def _is_roster(match: Match, values: Mapping[int, Sequence[str]], words: ListWords) -> bool:
    tells = words.tells[Register.ROSTER]
    if _first(_NEVER_IN_A_ROSTER, [*_free(match)]):
        return False
    if match.form.form == "wide":
        return any(word in head for head in _heads(match, ("unit_lead", "bureau_lead")) for word in tells)
    if any(word in head for head in _heads(match, _POSTING) for word in tells):
        return True
    is_named = any(word in head for head in _heads(match, ("role",)) for word in tells)
    is_role = is_named and fit_of(match.form.get("role"), values.get(match.columns["role"], ())) is CellFit.SURE
    return is_role and not _strange(match, words) and not _are_spans(match, values, tells)


def _strange(match: Match, words: ListWords) -> str:
    """A heading that stands in no roster; "" where all may."""
    never = (head for head in _free(match) if _first(_NEVER_IN_A_ROSTER, [head]))
    beside = (
        squeezed(item.text)
        for item in match.headings
        if item.index not in match.columns.values() and words.beside_a_role.isdisjoint(item.keys)
    )
    return next(never, "") or next(filter(None, beside), "")


def _are_spans(match: Match, values: Mapping[int, Sequence[str]], tells: Sequence[str]) -> bool:
    """Whether every row has both ends of a time that is not called a posting's: a duty, where postings are open."""
    if not {"since", "until"} <= match.columns.keys():
        return False
    if any(word in head for head in _heads(match, ("since", "until")) for word in tells):
        return False
    began, ended = (values.get(match.columns[code], ()) for code in ("since", "until"))
    return bool(ended) and len(began) == len(ended)


def _heads(match: Match, codes: Sequence[str] | frozenset[str]) -> Iterator[str]:
    return (squeezed(match.heading_of(code)).casefold() for code in codes if code in match.columns)
