"""What a front end hears while an audit runs: progress as numbers, messages as ids with values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from auditor.case.model import Exhibit


@dataclass(frozen=True)
class Message:
    """Something a person should know, as an id with values.

    The texts are data in every language: `reports/locale/terminal.*.yaml`, under `message`.
    """

    id: str
    values: Mapping[str, str] = field(default_factory=dict)


class Listener(Protocol):
    """A front end that follows an audit; every method returns at once."""

    def begin(self, exhibits: int) -> None:
        """The examination of this many exhibits begins."""

    def advance(self, exhibit: Exhibit, done: float, total: float) -> None:
        """`done` of `total` of an exhibit is examined, in seconds of media time or in lines."""

    def end(self) -> None:
        """The examination is over, completed or not."""

    def notify(self, message: Message) -> None:
        """A message is due now; the result lists it, too."""


class Silence:
    """A listener that ignores everything."""

    def begin(self, exhibits: int) -> None:
        """Ignore the beginning."""

    def advance(self, exhibit: Exhibit, done: float, total: float) -> None:
        """Ignore the progress."""

    def end(self) -> None:
        """Ignore the end."""

    def notify(self, message: Message) -> None:
        """Ignore the message."""


SILENCE = Silence()


class MessageLog:
    """Passes everything on to a listener and keeps the messages for the result."""

    def __init__(self, listener: Listener) -> None:
        self.listener = listener
        self.messages: list[Message] = []

    def notify(self, message: Message) -> None:
        """Keep a message and pass it on."""
        self.messages.append(message)
        self.listener.notify(message)
