"""Builds the bundle: our own wheel, every wheel it needs on every target, the scripts, the manual, the sums."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from packaging.requirements import Requirement

from release.targets import TARGETS, Target
from release.texts import written
from release.wheels import Wheel, missing, read_wheel

TOP = Path(__file__).resolve().parents[1]
SUMS = "SHA256SUMS"


class BundleError(Exception):
    """The bundle could not be made whole."""


def build(out: Path, installers: Iterable[Path], tell: Callable[[str], None]) -> Path:
    """Make the bundle's folder anew under `out` and return it.

    `installers` are Python's own installers for Windows, to be carried along.

    Raises:
        BundleError: some target would lack a wheel.
        CalledProcessError: pip could not fetch or build.
    """
    draft = out / "zlts-offline.draft"
    shutil.rmtree(draft, ignore_errors=True)
    wheels = draft / "wheels"
    wheels.mkdir(parents=True)
    tell("zlts")
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(TOP))
    own = read_wheel(next(wheels.glob("zlts-*.whl")))
    for target in TARGETS:
        tell(target.name)
        fetch(own.name, wheels, target)
    _lay_in(draft, str(own.version), installers)
    folder = out / f"zlts-{own.version}-offline"
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)
    return folder


def fetch(name: str, wheels: Path, target: Target) -> None:
    """Bring what `name` needs on that computer into the folder.

    pip leaves out what only the other system needs, as it looks at the markers of its own: so what is
    still missing is asked for until nothing is.

    Raises:
        BundleError: something is missing that pip did not bring.
    """
    lacking = missing(name, _inside(wheels), target)
    while lacking:
        _pip(
            "download",
            "--quiet",
            "--dest",
            str(wheels),
            "--find-links",
            str(wheels),
            *target.pip_options,
            *map(_bare, lacking),
        )
        before, lacking = lacking, missing(name, _inside(wheels), target)
        if {*map(str, before)} & {*map(str, lacking)}:
            raise BundleError(f"{target.name}: {', '.join(map(str, lacking))}")


def _inside(wheels: Path) -> list[Wheel]:
    return [read_wheel(path) for path in sorted(wheels.glob("*.whl"))]


def _bare(requirement: Requirement) -> str:
    """Without the marker: it holds on the target, and is none of this computer's business."""
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    return f"{requirement.name}{extras}{requirement.specifier}"


def _pip(command: str, *words: str) -> None:
    """Run pip with this computer's own settings: where packages come from is said nowhere here."""
    subprocess.run([sys.executable, "-m", "pip", command, *words], check=True)  # noqa: S603 - our own words


def _lay_in(folder: Path, version: str, installers: Iterable[Path]) -> None:
    for name, content in written(version).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    for path in installers:
        (folder / "python").mkdir(exist_ok=True)
        shutil.copy(path, folder / "python")
    (folder / SUMS).write_text(sums(folder), encoding="utf-8", newline="\n")


def sums(folder: Path) -> str:
    """A line for each file, as `sha256sum --check` reads them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files
    )
    return "".join(f"{line}\n" for line in lines)
