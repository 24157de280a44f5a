"""The run record: everything about a run that is not a result, kept apart from the results.

Clock and machine differ from run to run; the saved steps must not. So only the run record contains
them.
"""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from importlib import metadata
from typing import Literal

from auditor import __version__
from auditor.core.digest import Digest
from auditor.core.frozen import Frozen
from auditor.record.reproduce import Reproduce

FILE_NAME = "run.json"

_LIBRARIES = (
    "av",
    "dlib-bin",
    "numpy",
    "opencv-python-headless",
    "pillow",
    "pyyaml",
    "ruamel.yaml",
)
"""Libraries whose version affects what an examiner sees."""


class RunStep(Frozen):
    """One step of the run: when it started and how long it took, in seconds."""

    name: str
    started: datetime
    seconds: float


class RunOutput(Frozen):
    """A file the run wrote, with its digest. `file` is relative to the output folder."""

    file: str
    digest: Digest


class RunRecord(Frozen):
    """What ran, where, when, on what, with what result.

    `command` is as typed, without the program's path. `exit_code` is that of the run.
    `digests_held`: every exhibit had the same digest after the examination as before. `faces_shown`
    are the exhibits whose stills show uncovered faces (`--show-faces`). `link_because` is the
    reason given for making face templates in memory (`--link`), empty if none were made.
    `isolation` says what held hostile exhibits back: a worker `process` with limits on `memory` and
    `time`, `files` of the case alone, no `network`; empty where the program itself read them, or
    nothing was examined. `reused` are the exhibits whose examination an earlier run made.
    `reproduce` is None if nothing was examined.
    """

    format: Literal["face-audit/run"] = "face-audit/run"
    version: Literal[1] = 1
    tool_version: str = __version__
    command: tuple[str, ...]
    started: datetime
    finished: datetime
    environment: dict[str, str]
    steps: tuple[RunStep, ...]
    results: tuple[RunOutput, ...]
    digests_held: bool
    faces_shown: tuple[str, ...] = ()
    link_because: str = ""
    isolation: tuple[str, ...] = ()
    reused: tuple[str, ...] = ()
    exit_code: int
    reproduce: Reproduce | None = None


def environment() -> dict[str, str]:
    """Python, operating system, processor and the libraries that read footage, with versions."""
    versions = {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
    }
    for library in _LIBRARIES:
        try:
            versions[library] = metadata.version(library)
        except metadata.PackageNotFoundError:
            versions[library] = "not installed"
    return versions


def now() -> datetime:
    """The current time in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
