"""Work shared out over the cores, each finished part kept, so that interrupted work goes on.

Where the parts lie depends on the footage alone, not on the number of cores, so neither do the
results.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

import cv2

from auditor.core.frozen import Frozen
from auditor.examine.kept import Kept

Part = TypeVar("Part", bound=Frozen)
Task = TypeVar("Task")


def cores() -> int:
    """How many cores this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def share_out(
    tasks: Sequence[Task],
    do: Callable[[Task], Part],
    *,
    kept: Kept,
    name: Callable[[Task], str],
    kind: type[Part],
    done: Callable[[Task], None],
) -> list[Part]:
    """`do` each task on all cores; results in the order of `tasks`.

    Parts that were kept are not done again. `done` is called as each is finished. The first
    failure ends the work; what was finished by then stays kept.
    """
    results: dict[int, Part] = {}
    open_tasks: list[int] = []
    for place, task in enumerate(tasks):
        part = kept.read(name(task), kind)
        if part is None:
            open_tasks.append(place)
        else:
            results[place] = part
            done(task)
    workers = min(cores(), len(open_tasks))
    # One thread for each worker: the network's own threads would only wait for each other.
    cv2.setNumThreads(max(1, cores() // max(1, workers)))
    if workers <= 1:
        for place in open_tasks:
            results[place] = do(tasks[place])
            kept.write(name(tasks[place]), results[place])
            done(tasks[place])
    else:
        for place, part in _in_threads(open_tasks, lambda p: do(tasks[p]), workers):
            kept.write(name(tasks[place]), part)
            results[place] = part
            done(tasks[place])
    return [results[place] for place in range(len(tasks))]


def _in_threads(
    places: Sequence[int], do: Callable[[int], Part], workers: int
) -> Iterator[tuple[int, Part]]:
    with ThreadPoolExecutor(workers) as pool:
        running: dict[Future[Part], int] = {pool.submit(do, place): place for place in places}
        try:
            while running:
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    yield running.pop(future), future.result()
        finally:
            for future in running:
                future.cancel()
