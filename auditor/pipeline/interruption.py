"""Ctrl-C in the middle of an audit: what is kept, and how to continue."""

from __future__ import annotations

from auditor.pipeline.listener import Message


class InterruptedAudit(KeyboardInterrupt):
    """The user stopped the audit; `message` says what is kept and how to continue."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.id)
