"""Every pattern of the readers takes at most about twice the time for a text twice as long."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import auditor.examine.configs

UNITS = (
    *("a", "A", "1", " ", "\t", "\n", "-", "_", ".", '"', "{", "[", "<", "/", "=", ":"),
    *("a ", "a=", "a.", "a_", "_a", "face", "face ", "\n ", "a:\n", "${a", "$a", 'x"', " --a"),
)
LENGTH = 500
NOISE = 0.004
"""Seconds of processor time below which nothing is compared."""
_WHOLE = re.compile(r"\b(\w+)\.(?:search|finditer|findall|sub|split)\b")


def modules() -> list[str]:
    package = auditor.examine.configs
    return [m.name for m in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]


def searched(path: Path) -> frozenset[str]:
    """Names of patterns that a module searches for, and does not only try at the beginning."""
    return frozenset(_WHOLE.findall(path.read_text("utf-8")))


def patterns(value: object, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth < 3:
        yield from patterns((*value, *value.values()), depth)
    elif isinstance(value, tuple | list | frozenset) and depth < 3:
        for part in value:
            yield from patterns(part, depth + 1)


def seconds(use: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    use(text)
    return time.process_time() - start


def slow(pattern: re.Pattern[str], *, whole: bool) -> str:
    """The unit that makes `pattern` take more than about twice the time; empty for none."""
    use: Callable[[str], object] = pattern.match
    if whole:
        use = lambda text: sum(1 for _ in pattern.finditer(text))  # noqa: E731
    for unit in UNITS:
        short = unit * (LENGTH // len(unit))
        if seconds(use, short) < NOISE:
            continue
        # The least of three is the time without what else the machine does.
        twice = min(seconds(use, short * 2) for _ in range(3))
        if twice > 3 * min(seconds(use, short) for _ in range(3)):
            return unit
    return ""


@pytest.mark.parametrize("name", modules())
def test_patterns_are_linear(name: str) -> None:
    module = importlib.import_module(name)
    names = searched(Path(str(module.__file__)))
    found = {
        key: unit
        for key, value in vars(module).items()
        for pattern in patterns(value)
        if (unit := slow(pattern, whole=not isinstance(value, re.Pattern) or key in names))
    }
    assert found == {}
