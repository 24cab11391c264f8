"""What a computer without a network would lack, told before the bundle leaves the house."""

from __future__ import annotations

from pathlib import Path

import pytest

from release import bundle
from release.targets import PYTHONS, TARGETS, Target
from release.wheels import missing, read_wheel
from tests.release.made import make_wheel

WINDOWS = next(one for one in TARGETS if (one.system, one.python) == ("Windows", "3.12"))
LINUX = next(one for one in TARGETS if (one.system, one.python) == ("Linux", "3.12"))


def lacking(folder: Path, target: Target) -> list[str]:
    return [str(one) for one in missing("zlts", [read_wheel(path) for path in folder.glob("*.whl")], target)]


def test_every_python_of_both_systems_is_a_target() -> None:
    assert [(one.system, one.python) for one in TARGETS] == [
        (system, python) for system in ("Windows", "Linux") for python in PYTHONS
    ]


def test_pip_is_asked_for_wheels_of_the_target() -> None:
    assert WINDOWS.pip_options == [
        *("--only-binary=:all:", "--implementation", "cp", "--python-version", "3.12"),
        *("--platform", "win_amd64"),
    ]


def test_a_whole_folder_lacks_nothing(tmp_path: Path) -> None:
    make_wheel(tmp_path, "zlts", requires=["typer<2"])
    make_wheel(tmp_path, "typer", "1.9", requires=["rich"])
    make_wheel(tmp_path, "rich")
    assert lacking(tmp_path, WINDOWS) == []


def test_what_a_requirement_requires_is_missed(tmp_path: Path) -> None:
    make_wheel(tmp_path, "zlts", requires=["typer"])
    make_wheel(tmp_path, "typer", requires=["rich"])
    assert lacking(tmp_path, WINDOWS) == ["rich"]


def test_markers_are_those_of_the_target(tmp_path: Path) -> None:
    make_wheel(tmp_path, "zlts", requires=['colorama; sys_platform == "win32"'])
    assert lacking(tmp_path, WINDOWS) == ['colorama; sys_platform == "win32"']
    assert lacking(tmp_path, LINUX) == []


@pytest.mark.parametrize(
    ("tags", "fits"),
    [
        ("cp312-cp312-win_amd64", True),
        ("cp39-abi3-win_amd64", True),
        ("py3-none-any", True),
        ("cp311-cp311-win_amd64", False),
        ("cp312-cp312-win32", False),
        ("cp312-cp312-manylinux_2_17_x86_64", False),
    ],
)
def test_a_wheel_for_another_computer_does_not_serve(tmp_path: Path, tags: str, fits: bool) -> None:
    make_wheel(tmp_path, "zlts", requires=["lxml"])
    make_wheel(tmp_path, "lxml", tags=tags)
    assert lacking(tmp_path, WINDOWS) == ([] if fits else ["lxml"])


@pytest.mark.parametrize(("glibc", "fits"), [("2_17", True), ("2_28", True), ("2_29", False)])
def test_linux_of_2018_is_the_oldest(tmp_path: Path, glibc: str, fits: bool) -> None:
    assert read_wheel(make_wheel(tmp_path, "lxml", tags=f"cp312-cp312-manylinux_{glibc}_x86_64")).fits(LINUX) is fits


def test_the_newest_version_is_the_one_that_counts(tmp_path: Path) -> None:
    make_wheel(tmp_path, "zlts", requires=["typer<2"])
    make_wheel(tmp_path, "typer", "1.9")
    make_wheel(tmp_path, "typer", "2.0")
    assert lacking(tmp_path, WINDOWS) == ["typer<2"]


def test_extras_bring_their_own_requirements(tmp_path: Path) -> None:
    make_wheel(tmp_path, "zlts", requires=["rich[fast]"])
    make_wheel(tmp_path, "rich", requires=['speed; extra == "fast"', 'noise; extra == "loud"'])
    assert lacking(tmp_path, WINDOWS) == ['speed; extra == "fast"']


def test_requirements_that_go_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    make_wheel(tmp_path, "zlts", requires=["typer"])
    make_wheel(tmp_path, "typer", requires=["zlts"])
    assert lacking(tmp_path, WINDOWS) == []


class Pip:
    """Stands for pip: makes the wheels it is asked for, as far as `has` knows them."""

    def __init__(self, folder: Path, **has: list[str]) -> None:
        self.folder, self.has, self.asked = folder, has, list[str]()

    def __call__(self, *words: str) -> None:
        asked = [word for word in words if word in self.has]
        self.asked += asked
        for name in asked:
            make_wheel(self.folder, name, requires=self.has[name])


def test_pip_is_asked_until_nothing_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_wheel(tmp_path, "zlts", requires=["typer"])
    pip = Pip(tmp_path, typer=['colorama; sys_platform == "win32"'], colorama=[])
    monkeypatch.setattr(bundle, "_pip", pip)
    bundle.fetch("zlts", tmp_path, WINDOWS)
    assert pip.asked == ["typer", "colorama"]
    assert lacking(tmp_path, WINDOWS) == []


def test_a_wheel_that_cannot_be_had_stops_the_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_wheel(tmp_path, "zlts", requires=["typer"])
    monkeypatch.setattr(bundle, "_pip", Pip(tmp_path))
    with pytest.raises(bundle.BundleError, match=r"Windows CPython 3\.12: typer"):
        bundle.fetch("zlts", tmp_path, WINDOWS)
