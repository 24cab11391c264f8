"""The drawing of the architecture (`.importlinter`), executed; and what no import can show."""

from __future__ import annotations

import ast
import configparser
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DRAWING = ROOT / ".importlinter"
PACKAGE = ROOT / "zlts"


def drawing() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(DRAWING, encoding="utf-8")
    return parser


def rooms(contract: str, key: str) -> list[str]:
    return drawing()[f"importlinter:contract:{contract}"][key].split()


def modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


MODULES = modules()
PURE = rooms("pure", "source_modules")
CLOCKS = {"now", "today", "utcnow", "fromtimestamp"}
WORLD = {"open", "print", "input", "eval", "exec", "__import__"}


def inside(module: str, some: list[str]) -> bool:
    return any(module == one or module.startswith(f"{one}.") for one in some)


def calls(tree: ast.Module) -> Iterator[str]:
    """The names called, the last part of dotted ones."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            yield (
                called.attr
                if isinstance(called, ast.Attribute)
                else called.id
                if isinstance(called, ast.Name)
                else ""
            )


def test_the_drawing_holds() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--config", DRAWING, "--no-cache"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_every_pure_room_is_there() -> None:
    assert [room for room in PURE if room not in MODULES] == []
    for room in (
        "model",
        "policy",
        "rules",
        "reconcile",
        "ranking",
        "roster",
        "registers",
        "bulletins",
        "names",
        "reports",
    ):
        assert f"zlts.{room}" in PURE


@pytest.mark.parametrize("module", [name for name in MODULES if inside(name, PURE)])
def test_a_pure_room_has_no_clock_and_no_hands(module: str) -> None:
    assert not (CLOCKS | WORLD) & set(calls(MODULES[module]))


def test_the_clock_is_read_at_the_edge_only() -> None:
    readers = {name for name, tree in MODULES.items() if {"now", "today", "utcnow"} & set(calls(tree))}
    assert readers
    # `db` names a backup by the time where an old ledger is opened before any command has asked for it
    assert all(inside(name, ["zlts.cli", "zlts.commands", "zlts.db"]) for name in readers)


def test_only_the_terminals_drawing_prints() -> None:
    speakers = {name for name, tree in MODULES.items() if "print" in set(calls(tree))}
    assert speakers <= {"zlts.terminal"}


def test_only_the_making_of_a_ledger_loads_its_tables() -> None:
    """SQLModel takes longer to load than most commands take altogether."""
    knowing = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        for module in modules_of(node)
        if module.split(".")[0] in ("sqlmodel", "sqlalchemy") or inside(module, ["zlts.store.tables"])
    }
    assert "zlts.db" in knowing
    assert all(inside(name, ["zlts.store.tables", "zlts.db"]) for name in knowing)


def modules_of(node: ast.AST) -> list[str]:
    """What an import statement imports."""
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def test_tables_stay_in_the_store() -> None:
    """SQLModel classes are made in one package."""
    makers = {
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any(one.arg == "table" for one in node.keywords)
    }
    assert makers
    assert all(inside(name, ["zlts.store.tables"]) for name in makers)


def test_no_float_stands_in_the_middle() -> None:
    """Rates are fractions and points are whole (readings: Rates)."""
    for name, tree in MODULES.items():
        if inside(name, PURE) and not inside(name, ["zlts.documents"]):  # widths on paper may be halves
            floats = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, float)]
            allowed = [0.3] if name == "zlts.names" else []  # how near a nearest word must be
            assert floats == allowed, name
            assert "float" not in set(calls(tree)), name


def reads(tree: ast.Module, name: str) -> list[int]:
    """The lines in which an attribute of that name is read."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == name]


def test_decisions_and_drawings_read_facts_and_not_json() -> None:
    """A report's JSON is for other programs: letters, use cases and commands have the typed lines it is made from."""
    rooms_of_facts = ["zlts.services", "zlts.documents", "zlts.commands", "zlts.contest"]
    found = {name: reads(tree, "machine") for name, tree in MODULES.items() if inside(name, rooms_of_facts)}
    assert len(found) > len(rooms_of_facts)
    assert {name: lines for name, lines in found.items() if lines} == {}
