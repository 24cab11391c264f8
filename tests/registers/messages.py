"""The clerk's page of the gallery: `python -m tests.registers.messages > docs/messages.md`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from tests.registers import gallery_evaluations, gallery_files, gallery_registers

MESSAGES = [*gallery_files.MESSAGES, *gallery_evaluations.MESSAGES, *gallery_registers.MESSAGES]


def page() -> str:
    """The clerk's page of the manual."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# 导入时会看到的话\n"
    yield "每一句都说明：是哪个文件、哪一行，是什么，怎么办。下面的例子都是程序真正说的话，文件名和姓名是编的。"
    yield "不收的行都在 `zlts quarantine` 里等着：改好再导入，或者补好花名册以后 `zlts retry`。\n"
    for part, messages in groupby(MESSAGES, lambda one: one.part):
        yield f"## {part}\n"
        for one in messages:
            yield f"> {one.said}\n"
            yield f"为什么：{one.why}怎么办：{one.todo}\n"


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 - it is asked for
