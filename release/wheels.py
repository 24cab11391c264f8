"""Wheels in a folder, and what is still missing before a computer could be set up from that folder alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from packaging.metadata import Metadata
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

from release.targets import Target


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel as its name and its metadata have it."""

    name: str
    version: Version
    tags: frozenset[Tag]
    requires: tuple[Requirement, ...]
    python: SpecifierSet

    def fits(self, target: Target) -> bool:
        """Whether that computer takes it."""
        return bool(self.tags & target.tags) and self.python.contains(f"{target.python}.0")


def read_wheel(path: Path) -> Wheel:
    """The wheel in a file."""
    name, version, _, tags = parse_wheel_filename(path.name)
    with ZipFile(path) as archive:
        inside = next(one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        told = Metadata.from_email(archive.read(inside), validate=False)
    requires = tuple(told.requires_dist or ())
    return Wheel(str(name), version, tags, requires, told.requires_python or SpecifierSet())


def missing(name: str, wheels: Iterable[Wheel], target: Target) -> list[Requirement]:
    """What the named wheel needs on that computer, directly or not, and the folder does not give.

    Of several versions the newest is meant, as pip would choose.
    """
    newest = _newest(wheels, target)
    lacking: dict[str, Requirement] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(name), "")]
    while waiting:
        wanted, extra = waiting.pop()
        found = newest.get(canonicalize_name(wanted.name))
        if found is None or not wanted.specifier.contains(found.version, prereleases=True):
            lacking[str(wanted)] = wanted
        elif (found.name, extra) not in seen:
            seen.add((found.name, extra))
            needed = [one for one in found.requires if _applies(one, target, extra)]
            waiting += [(one, own) for one in needed for own in ("", *sorted(one.extras))]
    return list(lacking.values())


def _newest(wheels: Iterable[Wheel], target: Target) -> Mapping[str, Wheel]:
    own = sorted((one for one in wheels if one.fits(target)), key=lambda one: one.version)
    return {one.name: one for one in own}


def _applies(requirement: Requirement, target: Target, extra: str) -> bool:
    return requirement.marker is None or requirement.marker.evaluate({**target.environment, "extra": extra})
