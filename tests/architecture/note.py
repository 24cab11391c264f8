"""The parts of `docs/architecture.md` that are read off the code: the drawing, the rooms, the rules, our measures.

They stand between `<!-- made: NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import ast
import configparser
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.architecture.imports import module_edges, rings, room_edges, without_short_cuts
from tests.architecture.measures import Measures, measured

TOP = Path(__file__).resolve().parents[2]
PACKAGE = TOP / "zlts"
NOTE = TOP / "docs" / "architecture.md"
WELL_KNOWN = 8
"""A room that so many others know is left out of the drawing and named beside it."""

_MADE = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def contracts() -> configparser.ConfigParser:
    """The executed drawing, `.importlinter`."""
    parser = configparser.ConfigParser()
    parser.read(TOP / ".importlinter", encoding="utf-8")
    return parser


def layers() -> list[list[str]]:
    """The lines of rooms, the highest first."""
    lines = contracts()["importlinter:contract:layers"]["layers"].split("\n")
    return [re.findall(r"\w+", line) for line in lines if line.strip()]


def pure() -> set[str]:
    """The rooms, or rooms within rooms, that touch nothing."""
    listed = contracts()["importlinter:contract:pure"]["source_modules"].split()
    return {one.removeprefix("zlts.") for one in listed}


def _known() -> dict[str, set[str]]:
    return {room: known for room, known in room_edges(module_edges(PACKAGE)).items() if room != "__main__"}


def well_known(edges: Mapping[str, set[str]]) -> list[str]:
    """The rooms that nearly every other one knows."""
    counts = Counter(one for known in edges.values() for one in known)
    return sorted(room for room, count in counts.items() if count >= WELL_KNOWN)


# ---------------------------------------------------------------- the parts


def drawing() -> str:
    """The rooms and who knows whom, without the well-known ones and without imports that a longer way implies."""
    edges = _known()
    ground = well_known(edges)
    own = without_short_cuts({room: known - set(ground) for room, known in edges.items() if room not in ground})
    arrows = [f"    {room} --> {other}" for room in sorted(own) for other in sorted(own[room])]
    linked = {word for arrow in arrows for word in re.findall(r"\w+", arrow)}
    alone = [f"    {room}" for room in sorted(set(own) - linked)]
    touching_nothing = ",".join(sorted(pure() & set(own)))
    style = ["    classDef pure fill:#e8f0e0,stroke:#5a7", f"    class {touching_nothing} pure"]
    named = ", ".join(f"`{room}`" for room in ground)
    told = f"Green: touches nothing. Left out, as so many rooms know them: {named}."
    return "\n".join(("```mermaid", "flowchart TD", *arrows, *alone, *style, "```", "", told))


def rooms() -> str:
    """A row for each room, in the order of the layers: what it is, and whom it knows besides the well-known."""
    edges, still = _known(), pure()
    ground = well_known(edges)
    lines = ["| room | what it is | knows |", "| --- | --- | --- |"]
    for line in layers():
        for room in sorted(set(line) & set(edges)):
            mark = " ○" if room in still else ""
            known = ", ".join(sorted(edges[room] - set(ground))) or "–"
            lines.append(f"| `{room}`{mark} | {_purpose(room)} | {known} |")
    return "\n".join(lines)


def _purpose(room: str) -> str:
    path = PACKAGE / f"{room}.py"
    text = (path if path.is_file() else PACKAGE / room / "__init__.py").read_text(encoding="utf-8")
    told = (ast.get_docstring(ast.parse(text)) or "").split("\n\n")[0].replace("\n", " ")
    return told.removesuffix(".").replace("|", "\\|")


def rules() -> str:
    """What no room of some may know, contract by contract."""
    found = contracts()
    lines = []
    for name in found.sections():
        if found[name].get("type") == "forbidden":
            some = [one.removeprefix("zlts.") for one in found[name]["source_modules"].split()]
            told = "the rooms marked ○" if name.endswith(":pure") else ", ".join(some)
            never = ", ".join(one.removeprefix("zlts.") for one in found[name]["forbidden_modules"].split())
            lines.append(f"- {found[name]['name']}: never in {told}: {never}.")
    return "\n".join(lines)


def ours() -> Measures:
    """Our own row of the table."""
    return measured(PACKAGE, (TOP / "tests").rglob("*.py"))


ANCHORS = (
    "| beangulp | 101 / 579 | 5 / 21 / 100 | 79 % | 16 % | 1.1 | none |",
    "| beancount | 153 / 1874 | 8 / 33 / 201 | 94 % | 8 % | 1.3 | none |",
    "| fava | 127 / 938 | 5 / 19 / 104 | 97 % | 5 % | 0.8 | none |",
    "| pip-audit | 126 / 652 | 7 / 27 / 200 | 95 % | 15 % | 1.3 | a façade |",
    "| import-linter | 62 / 498 | 8 / 24 / 95 | 41 % | 6 % | 2.9 | none |",
    "| h11 | 153 / 659 | 5 / 21 / 46 | 30 % | 0 % | 1.7 | none |",
    "| packaging | 352 / 2066 | 7 / 26 / 113 | 89 % | 1 % | 2.4 | none |",
    "| structlog | 245 / 1249 | 4 / 17 / 115 | 86 % | 4 % | 1.7 | a façade |",
)
"""The codebases that good engineers hold up as models, as they were measured."""

_HEAD = (
    "| | modules' lines, median / max | functions' lines, median / p90 / longest | public functions documented |"
    " functions that touch the world | test : code | import cycles |"
)


def measures() -> str:
    """The table: our own row above the anchors'."""
    cycles = "some" if rings(module_edges(PACKAGE)) else "none"
    return "\n".join((_HEAD, "|---" * 7 + "|", row(ours(), cycles), *ANCHORS))


def row(one: Measures, cycles: str) -> str:
    """Our line of the table."""
    return (
        f"| **zlts** | {one.module_median} / {one.module_longest} |"
        f" {one.function_median} / {one.function_p90} / {one.function_longest} |"
        f" {one.documented} % | {one.worldly} % | {one.tests_to_code} | {cycles} |"
    )


def noted(text: str) -> tuple[float, ...]:
    """The figures of our row as they stand in the note."""
    line = next(line for line in text.split("\n") if line.startswith("| **zlts**"))
    return tuple(float(figure) for figure in re.findall(r"[\d.]+", line))


def apart(some: Sequence[float], others: Sequence[float]) -> list[tuple[float, float]]:
    """The figures that differ by more than a sixth, and by more than two."""
    pairs = zip(some, others, strict=True)
    return [(a, b) for a, b in pairs if abs(a - b) > max(2, max(a, b) / 6)]


PARTS: Mapping[str, Callable[[], str]] = {"drawing": drawing, "rooms": rooms, "rules": rules, "measures": measures}


def renewed(text: str, *parts: str) -> str:
    """The note with those parts made anew; without any named, all."""

    def part(found: re.Match[str]) -> str:
        name = found[2]
        return f"{found[1]}{PARTS[name]()}\n{found[3]}" if name in (parts or PARTS) else found[0]

    return _MADE.sub(part, text)
