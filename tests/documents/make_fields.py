"""Write the table of fields into the manual anew: `python -m tests.documents.make_fields`."""

from __future__ import annotations

from pathlib import Path

from zlts.documents.fields import FIELDS

PAGE = Path(__file__).parents[2] / "docs" / "template.md"
HEAD = "| 字段 | 用于 | 填什么 |\n| --- | --- | --- |\n"


def page(text: str) -> str:
    """The page with the table as the code has it, which ends it."""
    lines = (f"| 【{one.name}】 | {'、'.join(one.kinds)} | {one.about} |\n" for one in FIELDS)
    return text.partition(HEAD)[0] + HEAD + "".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
