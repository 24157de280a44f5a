"""Results that are expensive to make: made by the first worker that asks, read by all others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

try:
    import fcntl
except ImportError:  # Windows: each worker may make its own, and the last rename stays.
    fcntl = None  # type: ignore[assignment]


class Shared:
    """A folder that every worker of one test session reads and writes."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        """The folder above those of the workers; without workers, the session's own."""
        own = factory.getbasetemp()
        self.folder = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def path(self, name: str, make: Callable[[Path], object]) -> Path:
        """The file or folder `name`, which `make` writes at the path it is given if there is none.

        Another worker waits until it is whole. If `make` fails, the next that asks tries again.
        """
        path = self.folder / name
        with _locked(self.folder / f"{name}.lock"):
            if not path.exists():
                unfinished = self.folder / f"{name}.{os.getpid()}"
                make(unfinished)
                unfinished.rename(path)
        return path

    def data(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The bytes that `make` returned to the first worker that asked for `name`."""
        return self.path(name, lambda path: path.write_bytes(make())).read_bytes()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
