"""What a clerk reads is in the words of a political office: the program's own old ones do not come back."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.note import PACKAGE, TOP

NOT_ON_SCREEN = (
    "收入", "收下", "略过", "待处理", "认法", "记账", "冲销", "怎样读", "只舍不入", "盖住", "重新算数", "泊松",
    "二项模型", "碰巧的", "去掉后", "不自动去掉", "好的做法", "下步要求", "受一次谈话", "加0分",
)  # fmt: skip
KEPT = {
    "bulletins/anomalies.py": {"泊松", "二项模型"},  # how a chance was reckoned, for machines
    "bulletins/simulations.py": {"收入", "待处理"},  # the views' words, for machines
    "commands/usage_errors.py": {"待处理"},  # what a clerk may still type
    "importers/quarantine_workbook.py": {"收下", "待处理"},  # workbooks of an earlier zlts
    "services/exports.py": {"收入", "略过", "待处理", "记账"},  # headings of the views
    "store/views.py": {"收入", "略过", "待处理", "记账", "冲销"},
}


def _said() -> Iterator[tuple[str, str]]:
    """Every text in the code by its module, and every page of the manual."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.isascii():
                yield path.relative_to(PACKAGE).as_posix(), node.value
    for path in sorted((TOP / "docs" / "manual").glob("*.md")):
        yield path.name, path.read_text(encoding="utf-8")


SAID = list(_said())


def _places(word: str) -> set[str]:
    return {place for place, text in SAID if word in text}


@pytest.mark.parametrize("word", NOT_ON_SCREEN)
def test_an_old_word_stands_only_where_it_must(word: str) -> None:
    assert _places(word) == {place for place, words in KEPT.items() if word in words}
