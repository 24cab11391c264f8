"""The files that ship with the program: policies, rosters, the pages of the manual."""

from __future__ import annotations

from pathlib import Path


def data_file(name: str) -> Path:
    """A shipped file, beside the package in a wheel or at the top of the checkout.

    Raises:
        FileNotFoundError: neither place has it.
    """
    return _shipped("data", name)


def page_file(name: str) -> Path:
    """A page of the manual, `manual/month.md`, in the same two places.

    Raises:
        FileNotFoundError: neither place has it.
    """
    return _shipped("docs", name)


def _shipped(folder: str, name: str) -> Path:
    package = Path(__file__).parent
    # An editable install does not see what only the wheel's force-include copies.
    for place in (package / folder, package.parent / folder):
        if (place / name).is_file():
            return place / name
    raise FileNotFoundError(f"程序自带的文件“{name}”不见了，请重新安装。")
