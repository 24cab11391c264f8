"""The files that ship with the program: policies and rosters."""

from __future__ import annotations

from pathlib import Path


def data_file(name: str) -> Path:
    """A shipped file, beside the package in a wheel or at the top of the checkout.

    Raises:
        FileNotFoundError: neither place has it.
    """
    package = Path(__file__).parent
    # An editable install does not see what only the wheel's force-include copies.
    for folder in (package / "data", package.parent / "data"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"程序自带的文件“{name}”不见了，请重新安装。")
