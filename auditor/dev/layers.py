"""The layers of the program, and every import that runs against them.

    python -m auditor.dev.layers

`ORDER` lists the members of a package from the bottom up. A module may import from its own member
and from those below; members in one group do not import each other. Imports inside functions
count. Members that are in no group are at the top, and may import each other without a circle.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]

ORDER: dict[str, tuple[tuple[str, ...], ...]] = {
    "auditor": (
        ("core",),
        ("vocabulary",),
        ("case",),
        ("record",),
        ("examine",),
        ("establish",),
        ("judge",),
        ("report",),
        ("interview",),
        ("seal",),
        ("pipeline",),
        ("collect",),
        ("serve",),
        ("cli",),
        ("schemas",),
        ("dev",),
    ),
    "auditor.examine": (
        ("document_model", "ladder_model", "linking_model"),
        ("model",),
        ("interface", "kept"),
        ("shared",),
        ("footage", "configs", "documents"),
    ),
    "auditor.examine.configs": (("syntax",), ("interface",), ("frame",)),
    "auditor.judge": (("rules",), ("decide",), ("remedy",), ("compare",)),
}
"""From the bottom up. Below `auditor` every member must have a place, except `__main__`."""


@dataclass(frozen=True, order=True)
class ImportArrow:
    """Module `source` imports module `target`; `package` is the smallest that holds both.

    `upper` and `lower` are the members of that package which the two belong to.
    """

    package: str
    upper: str
    lower: str
    source: str
    target: str

    def __str__(self) -> str:
        return f"{self.source} -> {self.target}"


@dataclass(frozen=True)
class LayerCheck:
    """Every import between members of one package; those against the layers; every circle."""

    arrows: tuple[ImportArrow, ...]
    against: tuple[ImportArrow, ...]
    circles: tuple[str, ...]
    unplaced: tuple[str, ...]


def check_layers(root: Path = ROOT) -> LayerCheck:
    """Read the imports of every module of the package in folder `root`."""
    arrows = tuple(sorted(set(_arrows(root))))
    packages: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for arrow in arrows:
        packages[arrow.package][arrow.upper].add(arrow.lower)
    placed = {member for group in ORDER[root.name] for member in group} | {"__main__"}
    members = {name.split(".")[1] for name in _modules(root) if "." in name}
    return LayerCheck(
        arrows=arrows,
        against=tuple(arrow for arrow in arrows if not _allowed(arrow)),
        circles=tuple(
            f"{package}: {' -> '.join(circle)}"
            for package, graph in sorted(packages.items())
            if (circle := _circle(graph))
        ),
        unplaced=tuple(sorted(members - placed)),
    )


def _modules(root: Path) -> dict[str, Path]:
    modules = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root.parent).with_suffix("").parts
        modules[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return modules


def _arrows(root: Path) -> Iterator[ImportArrow]:
    modules = _modules(root)
    for source, path in modules.items():
        tree = ast.parse(path.read_bytes(), str(path))
        for target in _imported(tree, modules, root.name):
            here, there = source.split("."), target.split(".")
            common = 0
            while here[common : common + 1] == there[common : common + 1] != []:
                common += 1
            # A package and its own `__init__` are one.
            if common < min(len(here), len(there)):
                package = ".".join(here[:common])
                yield ImportArrow(package, here[common], there[common], source, target)


def _imported(tree: ast.Module, modules: Mapping[str, Path], program: str) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            members = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in modules else node.module for name in members]
        else:
            continue
        yield from (name for name in names if name.partition(".")[0] == program)


def _allowed(arrow: ImportArrow) -> bool:
    order = ORDER.get(arrow.package)
    if order is None:
        return True
    upper, lower = _height(order, arrow.upper), _height(order, arrow.lower)
    return lower < upper or upper == lower == len(order)


def _height(order: Sequence[Sequence[str]], member: str) -> int:
    """The number of the group, from the bottom; that of the top for a member of no group."""
    return next((height for height, group in enumerate(order) if member in group), len(order))


def _circle(graph: Mapping[str, set[str]]) -> list[str]:
    """The first circle that there is, as a path that ends where it began; empty if none."""
    done: set[str] = set()

    def follow(member: str, path: list[str]) -> list[str]:
        if member in path:
            return [*path[path.index(member) :], member]
        if member in done:
            return []
        for below in sorted(graph.get(member, ())):
            if circle := follow(below, [*path, member]):
                return circle
        done.add(member)
        return []

    return next((circle for member in sorted(graph) if (circle := follow(member, []))), [])


def main() -> int:
    """Print what runs against the layers, and the counts; 1 if anything does."""
    check = check_layers()
    lines = [f"{arrow}: against the layers" for arrow in check.against]
    lines += [f"circle in {circle}" for circle in check.circles]
    lines += [f"auditor.{member}: has no place in the order" for member in check.unplaced]
    lines.append(
        f"{len(check.arrows)} imports between packages and modules, "
        f"{len(check.against)} imports against the layers, {len(check.circles)} circles"
    )
    sys.stdout.write("\n".join(lines) + "\n")
    return int(bool(check.against or check.circles or check.unplaced))


if __name__ == "__main__":
    sys.exit(main())
