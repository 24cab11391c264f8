"""What the words of a complaint's row mean: its verdict, kind, state and severity (readings: Verdicts)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from zlts.model import Problem, Verdict
from zlts.names import plain
from zlts.policy import ByDay, Words
from zlts.registers.rows import StoredRow, is_serious, iso_day
from zlts.registers.words import unknown_word


def verdict_of(word: str, responsibility: str, words: Words, state: str = "") -> Verdict | Problem:
    """What a verdict, a responsibility and a state mean together (readings: Verdicts)."""
    if responsibility and responsibility not in words.responsibilities:
        return unknown_word("责任认定", responsibility, words.responsibilities)
    if word and word not in words.verdicts:
        return unknown_word("认定结果", word, words.verdicts)
    if state and state not in words.states:
        return unknown_word("状态", state, words.states)
    found = _found(word, responsibility, words)
    if isinstance(found, Problem) or not (state and words.states[state]):
        return found
    if found is Verdict.SUSTAINED:
        told = f"状态是“{state}”，认定结果却是“{word}”，不知道以哪个为准：请改好登记簿再导入"
        return Problem("状态", state, told)
    return found if found is Verdict.NOT_SUSTAINED else words.withdrawn


def _found(word: str, responsibility: str, words: Words) -> Verdict | Problem:
    verdict = words.verdicts[word] if word else Verdict.PENDING
    if not responsibility or (verdict is Verdict.PENDING and word not in words.by_responsibility):
        return verdict
    responsible = words.responsibilities[responsibility]
    denied = verdict is Verdict.NOT_SUSTAINED and responsible
    if denied or (word in words.responsibilities and words.responsibilities[word] != responsible):
        return Problem("责任认定", responsibility, f"认定结果是“{word}”，与责任认定矛盾")
    return Verdict.SUSTAINED if responsible else Verdict.NOT_SUSTAINED


def word_problems(row: StoredRow, words: Words) -> Iterator[Problem | None]:
    """What cannot be understood of the words that decide a complaint."""
    said = (plain(row.get(code)) for code in ("verdict", "responsibility", "state"))
    verdict, responsibility, state = said
    found = verdict_of(verdict, responsibility, words, state)
    yield found if isinstance(found, Problem) else None
    severity = plain(row.get("severity"))
    if is_serious(severity, words) is None:
        yield unknown_word("严重程度", severity, words.severities)


def reading_day(received: date, decided: date | None) -> date:
    """The day by whose policy a complaint's words are read: the verdict's, or the last of the year of receipt."""
    return min(decided or received, date(received.year, 12, 31))


class Kinds:
    """Which rows are opinions and no complaints, by the kind of matter that they say.

    A column of categories is one of kinds where all its words in a sheet are, and they are of several kinds
    or of complaints; elsewhere a word of praise or advice in it is put before a person.
    """

    def __init__(self, rows: Iterable[StoredRow], policies: ByDay) -> None:
        self._policies = policies
        said: dict[tuple[int, str], list[StoredRow]] = {}
        for row in rows:
            if row.get("category"):
                said.setdefault((row.place.batch, row.place.sheet), []).append(row)
        self._by_category = {sheet for sheet, found in said.items() if self._are_kinds(found)}

    def _are_kinds(self, rows: Sequence[StoredRow]) -> bool:
        meanings = {plain(row.get("category")): self._meaning(row, "category") for row in rows}
        return None not in meanings.values() and (len(meanings) > 1 or True in meanings.values())

    def _kinds(self, row: StoredRow) -> Mapping[str, bool]:
        received = iso_day(row.get("received")) if not row.broken else None
        return self._policies.on(reading_day(received, None) if received else date.min).words.kinds

    def _meaning(self, row: StoredRow, code: str) -> bool | None:
        return self._kinds(row).get(plain(row.get(code)))

    def word(self, row: StoredRow) -> str:
        """The kind that a row says; "" where it says none."""
        by_category = (row.place.batch, row.place.sheet) in self._by_category
        return plain(row.get("kind")) or (plain(row.get("category")) if by_category else "")

    def is_opinion(self, row: StoredRow) -> bool | Problem:
        """Whether a row is one; a problem where that cannot be told."""
        kind, category, known = self.word(row), plain(row.get("category")), self._kinds(row)
        if kind:
            return not known[kind] if kind in known else unknown_word("诉求类型", kind, known)
        if known.get(category) is False or _ends_in_opinion(category, known):
            told = (
                f"“{category}”像是来件的种类：不是投诉的，这样导入：--map 诉求类型=这一栏的表头；"
                f"确是投诉的，这样导入：--map 类别:{category}=投诉"
            )
            return Problem("类别", category, told)
        if any(sign in category for sign in _NO_MATTER):
            told = (
                f"类别是“{category}”，像是不归窗口管的来件：不算的请从表里删去；"
                f"确是投诉的，这样导入：--map 类别:{category}=投诉"
            )
            return Problem("类别", category, told)
        return False


def _ends_in_opinion(category: str, known: Mapping[str, bool]) -> bool:
    """Whether a category such as 投诉转表扬 ends in a kind of matter that is no complaint."""
    bare = category.removesuffix("类").removesuffix("件")
    return category not in known and any(not is_one and bare.endswith(word) for word, is_one in known.items())


_NO_MATTER = ("非警务", "非投诉", "非窗口", "非公安", "非诉求", "骚扰", "报警")
