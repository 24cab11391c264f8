"""The computers a bundle is for, in the words of wheels and of requirement markers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from packaging.tags import Tag, compatible_tags, cpython_tags

PYTHONS = ("3.11", "3.12", "3.13")
"""The versions of CPython a bundle holds wheels for."""


@dataclass(frozen=True, slots=True)
class Target:
    """One system with one version of CPython; `platforms` are wheels' platform tags, the preferred first."""

    system: str
    python: str
    platforms: tuple[str, ...]
    markers: Mapping[str, str]

    @property
    def name(self) -> str:
        return f"{self.system} CPython {self.python}"

    @property
    def pip_options(self) -> list[str]:
        """What makes pip fetch for this computer instead of the one it runs on."""
        own = ["--only-binary=:all:", "--implementation", "cp", "--python-version", self.python]
        return [*own, *chain.from_iterable(("--platform", one) for one in self.platforms)]

    @property
    def tags(self) -> frozenset[Tag]:
        """The tags of the wheels that this computer takes."""
        major, minor = self.python.split(".")
        version = (int(major), int(minor))
        own = cpython_tags(version, platforms=self.platforms)
        return frozenset([*own, *compatible_tags(version, f"cp{major}{minor}", self.platforms)])

    @property
    def environment(self) -> dict[str, str]:
        """What requirement markers see there. pip takes the markers of the computer it runs on."""
        return {
            **self.markers,
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
            "extra": "",
        }


_WINDOWS = {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"}
_LINUX = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64"}
_GLIBC = range(28, 16, -1)
"""Minor versions of glibc: wheels made for any of them run on a Linux of 2018 or later."""

TARGETS = tuple(
    Target(system, python, platforms, markers)
    for system, platforms, markers in (
        ("Windows", ("win_amd64",), _WINDOWS),
        ("Linux", (*(f"manylinux_2_{minor}_x86_64" for minor in _GLIBC), "manylinux2014_x86_64"), _LINUX),
    )
    for python in PYTHONS
)
