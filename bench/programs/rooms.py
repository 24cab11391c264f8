"""Where the time of a profiled command went, room by room. Usage: rooms.py FILE.prof.

Prints JSON: room → seconds of its own. What is built in counts for the room that called it.
"""

import json
import pstats
import sys
from collections import defaultdict

ROOMS = (
    ("start", ("<frozen importlib", "/typer/", "/pydantic", "/importlib/", "/re/", "/inspect.py", "/typing.py")),
    ("start", ("/dataclasses.py", "/enum.py", "/ast.py", "/zlts/cli.py", "/zlts/commands/")),
    ("reading", ("/zlts/importers/", "/lxml/", "/python_calamine/", "/csv.py", "/codecs.py", "/subprocess.py")),
    (
        "deciding",
        (
            "/zlts/registers/",
            "/zlts/roster.py",
            "/zlts/services/",
            "/zlts/names.py",
            "/zlts/policy",
            "/zlts/model.py",
        ),
    ),
    ("writing", ("/zlts/store/", "/zlts/db.py", "/zlts/journal.py", "/zlts/backups.py", "/zlts/chain.py")),
    ("writing", ("/sqlalchemy/", "/sqlmodel/", "/sqlite3/", "/json/")),
    ("showing", ("/rich/", "/zlts/terminal.py", "/zlts/terminal_tables.py", "/zlts/export.py")),
)
BUILT_IN = {"sqlite3": "writing", "_imp.": "start", "marshal": "start", "posix.read": "reading", "_csv": "reading"}

Function = tuple[str, int, str]


def main() -> None:
    found: dict[Function, tuple[int, int, float, float, dict[Function, tuple[int, int, float, float]]]]
    found = pstats.Stats(sys.argv[1]).stats  # type: ignore[attr-defined]
    sums: dict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in found.items():
        known = room(function)
        if known:
            sums[known] += own
            continue
        for caller, (_, _, part, _) in callers.items():
            sums[room(caller) or "other"] += part
    print(json.dumps({name: round(seconds, 4) for name, seconds in sums.items()}))


def room(function: Function) -> str:
    """The room of a function; "" where only its caller can tell."""
    file, _, name = function
    if file == "~":
        return next((known for mark, known in BUILT_IN.items() if mark in name), "")
    if name == "<module>":
        return "start"
    path = file.replace("\\", "/")
    return next((known for known, marks in ROOMS if any(mark in path for mark in marks)), "")


if __name__ == "__main__":
    main()
