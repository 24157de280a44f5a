"""Limits on what examining one exhibit may use."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

from auditor.case.model import ExhibitKind

resource: Any = None
if sys.platform != "win32":  # which has no such limits
    import resource

GIB = 1 << 30


@dataclass(frozen=True)
class Limits:
    """What a worker process may use.

    The time limits run from the last progress of an exhibit, not from its beginning: a recording of
    a week may take hours, but no part of it that long. All are far above what was measured on real
    material (memory below 1 GiB, a text or a picture below 10 s).

    Attributes:
        memory: bytes of private memory.
        file: bytes of the largest file that it may write.
        document_seconds: processor time without progress for a text, a table or a configuration.
        footage_seconds: processor time without progress for a recording or a picture.
        idle_factor: elapsed time without progress, as a multiple of the processor time. Stops what
            waits for ever; a busy machine must not.
    """

    memory: int = 6 * GIB
    file: int = 2 * GIB
    document_seconds: float = 180.0
    footage_seconds: float = 900.0
    idle_factor: float = 10.0

    def seconds(self, kind: ExhibitKind) -> float:
        """Processor seconds without progress for an exhibit of `kind`."""
        pictures = (ExhibitKind.VIDEO, ExhibitKind.IMAGE)
        return self.footage_seconds if kind in pictures else self.document_seconds


def limit_process(limits: Limits) -> bool:
    """Limit the memory and the files of this process for good, and let it write no core file.

    Returns:
        whether the limit on memory is in force. Only Linux counts private memory of every kind.
    """
    if resource is None:
        return False
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, limits.file)
    _lower(resource.RLIMIT_DATA, limits.memory)
    return sys.platform == "linux"


def _lower(which: int, most: int) -> None:
    _, hard = resource.getrlimit(which)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(which, (most, most))


def can_limit_time() -> bool:
    """Whether this platform limits processor time."""
    return resource is not None


def allow_seconds(seconds: float) -> None:
    """From now on, let this process use `seconds` of processor time; then the system ends it."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = soft if hard == resource.RLIM_INFINITY else min(soft, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
