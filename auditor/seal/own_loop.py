"""Run work that needs its own event loop, whatever runs in the caller's thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def own_loop(work: Callable[[], Result]) -> Result:
    """The result of `work`, run in a thread without an event loop.

    The blocking calls of the signing library start a loop, and a thread can have only one.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()
