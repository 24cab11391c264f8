"""The files of a bundle that are written, not fetched: each in the encoding and line ends its reader expects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from release.manual import manual_page

SETUP = Path(__file__).parent / "setup"


@dataclass(frozen=True, slots=True)
class Text:
    """A file of `release/setup` and where it goes."""

    source: str
    name: str
    encoding: str
    newline: str

    def bytes_of(self, version: str) -> bytes:
        """The file as it stands in the bundle of that version."""
        text = (SETUP / self.source).read_text(encoding="utf-8").replace("@VERSION@", version)
        return text.replace("\n", self.newline).encode(self.encoding)


TEXTS = (
    # Notepad knows UTF-8 by its mark on every Windows
    Text("安装说明.txt", "安装说明.txt", "utf-8-sig", "\r\n"),
    # cmd.exe reads a script in the console's code page, which on Chinese Windows is 936; see the script
    Text("install.cmd", "install.cmd", "gb2312", "\r\n"),
    Text("install.sh", "install.sh", "utf-8", "\n"),
    Text("check.py", "setup/check.py", "ascii", "\n"),
    Text("on_path.py", "setup/on_path.py", "ascii", "\n"),
)


def written(version: str) -> Mapping[str, bytes]:
    """Name in the bundle → its bytes."""
    manual = {"手册.html": manual_page(version).encode()}
    return {**{one.name: one.bytes_of(version) for one in TEXTS}, **manual}
