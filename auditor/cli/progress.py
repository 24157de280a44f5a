"""What the terminal shows while a case is examined: progress and messages, on stderr."""

from __future__ import annotations

import time

from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from auditor.case.model import Exhibit
from auditor.cli.console import messages, say
from auditor.pipeline.listener import Message

EVERY = 20.0
"""Seconds between two lines of progress on an exhibit where there is no terminal."""

_TEXTS = {
    "templates_in_memory": (
        "--link: face templates are made in memory of every face that is compared; none is kept."
    ),
    "still_missing": "{exhibit}: {reason}",
    "altered": "Changed while they were examined: {exhibits}.",
    "not_examined": "{exhibit} could not be examined: {reason}",
    "output_missing": "--format {output}: {reason}",
}


class TerminalListener:
    """Shows progress as a bar at a terminal and as lines elsewhere, and prints messages."""

    def __init__(self) -> None:
        self._count = 0
        self._began: dict[str, float] = {}
        self._reported: dict[str, float] = {}
        self._bar: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def begin(self, exhibits: int) -> None:
        """Start the bar, if this is a terminal."""
        self._count = exhibits
        if messages.is_terminal:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                TimeElapsedColumn(),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=messages, transient=True)
            self._bar.start()

    def advance(self, exhibit: Exhibit, done: float, total: float) -> None:
        """Move the bar, or print a line now and then."""
        if self._bar is not None:
            self._move(self._bar, exhibit, done, total)
        else:
            self._print(exhibit, done, total)

    def end(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def notify(self, message: Message) -> None:
        """Print a message."""
        say(_TEXTS[message.id].format(**message.values))

    def _move(self, bar: Progress, exhibit: Exhibit, done: float, total: float) -> None:
        if exhibit.id not in self._tasks:
            number = len(self._tasks) + 1
            description = f"{number}/{self._count} {exhibit.id} {exhibit.path}"
            self._tasks[exhibit.id] = bar.add_task(description)
        bar.update(self._tasks[exhibit.id], completed=done, total=total or 1)

    def _print(self, exhibit: Exhibit, done: float, total: float) -> None:
        now = time.monotonic()
        if exhibit.id not in self._began:
            self._began[exhibit.id] = self._reported[exhibit.id] = now
            say(f"examining {len(self._began)}/{self._count}: {exhibit.id} {exhibit.path}")
        elif now - self._reported[exhibit.id] >= EVERY and 0 < done < total:
            self._reported[exhibit.id] = now
            left = (now - self._began[exhibit.id]) * (total - done) / done
            say(f"{exhibit.id}: {done / total:.0%} done, about {_in_words(left)} left")


def _in_words(seconds: float) -> str:
    if seconds < 90:  # noqa: PLR2004 - up to a minute and a half, seconds are more exact
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min"
