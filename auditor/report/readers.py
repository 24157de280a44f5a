"""The three kinds of readers a report is written for."""

from __future__ import annotations

from enum import StrEnum


class Reader(StrEnum):
    """Who reads: it decides which next steps page one gives, and nothing else."""

    CONSUMER = "consumer"
    OFFICER = "officer"
    LAWYER = "lawyer"
