"""Work that needs an event loop of its own, whatever runs in the caller's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def own_loop(work: Callable[[], Result]) -> Result:
    """What `work` returns, done in a thread in which no event loop runs yet.

    The blocking calls of the signing library start a loop, which a thread has at most one of.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()
