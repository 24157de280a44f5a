"""Progress of an examination, on stderr."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from auditor.case.model import Exhibit
from auditor.cli.console import messages, say
from auditor.examine.run import Progress as ExhibitProgress


@contextmanager
def examining(count: int) -> Iterator[ExhibitProgress]:
    """Progress over `count` exhibits, on stderr: a bar at a terminal, a line each elsewhere."""
    if not messages.is_terminal:
        yield _lines(count)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=messages, transient=True) as bar:
        tasks: dict[str, object] = {}

        def show(exhibit: Exhibit, done: float, total: float) -> None:
            if exhibit.id not in tasks:
                number = len(tasks) + 1
                tasks[exhibit.id] = bar.add_task(f"{number}/{count} {exhibit.id} {exhibit.path}")
            bar.update(tasks[exhibit.id], completed=done, total=total or 1)  # type: ignore[arg-type]

        yield show


EVERY = 20.0
"""Seconds between two lines of progress where there is no terminal."""


def _lines(count: int) -> ExhibitProgress:
    began: dict[str, float] = {}
    told: dict[str, float] = {}

    def show(exhibit: Exhibit, done: float, total: float) -> None:
        now = time.monotonic()
        if exhibit.id not in began:
            began[exhibit.id] = told[exhibit.id] = now
            say(f"examining {len(began)}/{count}: {exhibit.id} {exhibit.path}")
        elif now - told[exhibit.id] >= EVERY and 0 < done < total:
            told[exhibit.id] = now
            left = (now - began[exhibit.id]) * (total - done) / done
            say(f"{exhibit.id}: {done / total:.0%} done, about {_in_words(left)} left")

    return show


def _in_words(seconds: float) -> str:
    if seconds < 90:  # noqa: PLR2004 - up to a minute and a half, seconds tell more
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min"
