"""How to add a register, a rule, a report and a policy year: each page is carried out in a copy of the tree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.extending.pages import PAGES, TOP, Copy, Step, steps, text_of


def test_there_is_a_page_for_each() -> None:
    assert PAGES == ["policy-year", "register", "report", "rule"]
    told = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [page for page in PAGES if f"docs/extending/{page}.md" not in told] == []


def test_what_is_named_for_those_who_work_on_it_is_there() -> None:
    told = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8")
    modules = [one.replace(".", "/") for one in re.findall(r"python -m ([\w.]+)", told)]
    paths = [*re.findall(r"\]\((\S+)\)", told), *re.findall(r"`((?:docs|tests|zlts|data)/[\w./-]*)", told)]
    assert [one for one in paths if not (TOP / one).exists()] == []
    assert [
        one for one in modules if not ((TOP / f"{one}.py").exists() or (TOP / one / "__main__.py").exists())
    ] == []


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_says_is_what_happens(page: str, tmp_path: Path) -> None:
    """Where only an output differs: `python -m tests.extending.make`."""
    assert Copy.made(tmp_path / "copy").follow(text_of(page)) == text_of(page)


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> tuple[Copy, list[str]]:
    """A copy with all pages' changes in it at once, and the paths of what they changed."""
    copy = Copy.made(tmp_path_factory.mktemp("extended") / "copy")
    return copy, sorted({path for page in PAGES for path in copy.change(text_of(page)) if path.endswith(".py")})


@pytest.mark.parametrize("words", [["check"], ["format", "--check"]])
def test_the_examples_are_as_tidy_as_the_house(extended: tuple[Copy, list[str]], words: list[str]) -> None:
    copy, paths = extended
    done = copy.python(["-m", "ruff", *words, "--no-cache", *paths])
    assert done.returncode == 0, done.stdout


def test_the_examples_are_typed(extended: tuple[Copy, list[str]], tmp_path: Path) -> None:
    copy, paths = extended
    done = copy.python(["-m", "mypy", "--cache-dir", str(tmp_path), *paths])
    assert done.returncode == 0, done.stdout


def test_the_examples_keep_to_the_drawing(extended: tuple[Copy, list[str]]) -> None:
    copy, _ = extended
    linter = "import sys; from importlinter.cli import lint_imports_command; sys.argv[1:] = ['--no-cache']; "
    done = copy.python(["-c", f"{linter}lint_imports_command()"])
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


# ---------------------------------------------------------------- how pages are read


def test_blocks_are_taken_from_above() -> None:
    page = "a\n```python zlts/x.py\nX = 1\n```\n<!-- run zlts status -->\n```diff\n--- a\n```\n```sh\nno\n```\n"
    assert list(steps(page)) == [
        Step("file", "zlts/x.py", "X = 1\n"),
        Step("run", "", "zlts status"),
        Step("diff", "", "--- a\n"),
    ]


@pytest.fixture
def small(tmp_path: Path) -> Copy:
    """A folder with one file."""
    (tmp_path / "x.py").write_text("one\ntwo\n\ntwo\nthree\n", encoding="utf-8")
    return Copy(tmp_path)


@pytest.mark.parametrize(
    ("hunks", "after"),
    [
        ("@@\n-one\n+1\n", "1\ntwo\n\ntwo\nthree\n"),
        ("@@\n one\n+1\n two\n", "one\n1\ntwo\n\ntwo\nthree\n"),
        ("@@\n \n+2\n two\n", "one\ntwo\n\n2\ntwo\nthree\n"),
        ("@@\n-one\n+1\n@@\n-three\n+3\n", "1\ntwo\n\ntwo\n3\n"),
    ],
)
def test_a_change_goes_where_its_lines_stand(small: Copy, hunks: str, after: str) -> None:
    assert small.patch(f"--- x.py\n{hunks}") == ["x.py"]
    assert (small.folder / "x.py").read_text(encoding="utf-8") == after


@pytest.mark.parametrize("hunk", ["-two\n", "-four\n", "-wo\n", "-thre\n"])
def test_a_change_that_fits_nowhere_or_twice_is_refused(small: Copy, hunk: str) -> None:
    with pytest.raises(AssertionError, match=r"x\.py has not just one place"):
        small.patch(f"--- x.py\n@@\n{hunk}")


def test_a_new_file_must_be_new(small: Copy) -> None:
    with pytest.raises(AssertionError, match=r"x\.py"):
        small.follow("```python x.py\n```\n")


def test_a_command_that_fails_is_told(small: Copy) -> None:
    with pytest.raises(AssertionError, match="nothing-there"):
        small.run("pytest nothing-there.py")
