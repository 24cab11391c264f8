"""The real imports of the package, read from its sources: between modules, and between rooms.

A room is a module or a package right under `zlts`.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

Edges = Mapping[str, set[str]]
"""Who knows whom."""


def module_names(package: Path) -> dict[str, Path]:
    """The modules of a package by their dotted names."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = (package.name, *path.relative_to(package).with_suffix("").parts)
        found[".".join(parts).removesuffix(".__init__")] = path
    return found


def module_edges(package: Path) -> dict[str, set[str]]:
    """Every import of one module of the package by another, wherever in the file it stands."""
    modules = module_names(package)
    edges: dict[str, set[str]] = {name: set() for name in modules}
    for name, path in modules.items():
        for wanted in _wanted(ast.parse(path.read_text(encoding="utf-8"))):
            known = _longest_known(wanted, modules)
            if known and known != name:
                edges[name].add(known)
    return edges


def _wanted(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{one.name}" for one in node.names)


def _longest_known(wanted: str, modules: Collection[str]) -> str:
    """The module that a dotted name leads to; "" for another package's."""
    while wanted and wanted not in modules:
        wanted = wanted.rpartition(".")[0]
    return wanted


def room_of(module: str) -> str:
    """`services` for `zlts.services.intake`; "" for the package itself."""
    return module.partition(".")[2].partition(".")[0]


def room_edges(edges: Edges) -> dict[str, set[str]]:
    """The same between rooms."""
    found: dict[str, set[str]] = defaultdict(set)
    for module, known in edges.items():
        if own := room_of(module):
            found[own] |= {room_of(one) for one in known} - {own, ""}
    return dict(found)


def reached(start: str, edges: Edges) -> set[str]:
    """All that are known from there, directly or through others."""
    seen: set[str] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += edges.get(one, ())
    return seen


def rings(edges: Edges) -> list[list[str]]:
    """Those that import each other, each ring in the order of its names."""
    far = {one: reached(one, edges) for one in edges}
    found = {tuple(sorted(other for other in far[one] if one in far[other])) for one in edges if one in far[one]}
    return [list(ring) for ring in sorted(found)]


def without_short_cuts(edges: Edges) -> dict[str, set[str]]:
    """Only the imports that no longer way implies, so that a drawing stays readable."""
    return {
        one: {other for other in known if not any(other in reached(way, edges) for way in known - {other})}
        for one, known in edges.items()
    }
