"""Wheels made for the tests: a name, a version, and what they require."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile


def make_wheel(
    folder: Path, name: str, version: str = "1.0", tags: str = "py3-none-any", requires: Sequence[str] = ()
) -> Path:
    """A wheel that holds nothing but its metadata."""
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}", "Requires-Python: >=3.8"]
    lines += [f"Requires-Dist: {one}" for one in requires]
    path = folder / f"{name}-{version}-{tags}.whl"
    with ZipFile(path, "w") as archive:
        archive.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join((*lines, "")))
    return path
