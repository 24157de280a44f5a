"""What the terminal shows while a case is examined: progress and messages, on stderr."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from auditor.case.model import Exhibit
from auditor.cli.console import say, say_message
from auditor.cli.texts import in_words, printable, text
from auditor.pipeline.listener import Message

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

EVERY = 20.0
"""Seconds between two lines of progress on an exhibit where there is no terminal."""
LONG = 90
"""Seconds from which the remaining time is given in minutes."""


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
        if sys.stderr.isatty():
            self._bar = _bar()
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
        """Print a message; a reason that a step gave in English is translated if possible."""
        values = {name: in_words(value) for name, value in message.values.items()}
        say_message(Message(message.id, values))

    def _move(self, bar: Progress, exhibit: Exhibit, done: float, total: float) -> None:
        if exhibit.id not in self._tasks:
            number = len(self._tasks) + 1
            description = f"{number}/{self._count} {exhibit.id} {printable(exhibit.path)}"
            self._tasks[exhibit.id] = bar.add_task(description)
        bar.update(self._tasks[exhibit.id], completed=done, total=total or 1)

    def _print(self, exhibit: Exhibit, done: float, total: float) -> None:
        now = time.monotonic()
        if exhibit.id not in self._began:
            self._began[exhibit.id] = self._reported[exhibit.id] = now
            say(
                "progress.exhibit",
                number=len(self._began),
                count=self._count,
                exhibit=exhibit.id,
                path=exhibit.path,
            )
        elif now - self._reported[exhibit.id] >= EVERY and 0 < done < total:
            self._reported[exhibit.id] = now
            left = _duration((now - self._began[exhibit.id]) * (total - done) / done)
            percent = f"{done / total:.0%}"
            say("progress.remaining", exhibit=exhibit.id, percent=percent, time=left)


def _bar() -> Progress:
    # Slow to import, and needed at a terminal only.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True, highlight=False),
        transient=True,
    )


def _duration(seconds: float) -> str:
    if seconds < LONG:
        return text("progress.seconds", number=f"{seconds:.0f}")
    return text("progress.minutes", number=f"{seconds / 60:.0f}")
