"""Which Frigate a configuration is for, and the defaults that hang on it.

Source: Frigate `frigate/util/config.py` (migrations) and Frigate docs, "Full Reference Config".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.syntax.tree import Node

Version = tuple[int, int]

_DECLARED = re.compile(r"(\d{1,2})\.(\d{1,3})(?:[-.].*)?")
FACES_SINCE: Version = (0, 16)
"""`face_recognition` exists from 0.16; older versions refuse the key."""
DETECT_OFF_SINCE: Version = (0, 16)
"""From 0.16 `detect.enabled` is off where it is not written."""
MORE_ATTEMPTS_SINCE: Version = (0, 17)
"""`save_attempts` is 100 in 0.16 and 200 later."""
OPEN_END: Version = (99, 0)


@dataclass(frozen=True)
class FrigateVersion:
    """The version as declared by `version:`, and the range that the keys used allow."""

    declared: Version | None
    at_least: Version | None
    at_most: Version | None
    hints: tuple[str, ...]
    readable: bool = True

    @property
    def words(self) -> str:
        """The version for a report."""
        if self.declared:
            return _words(self.declared)
        low = _words(self.at_least) if self.at_least else ""
        high = _words(self.at_most) if self.at_most else ""
        if low and high:
            return wording("frigate.version.between", low=low, high=high)
        if low:
            return wording("frigate.version.from_keys", low=low)
        return wording(
            f"frigate.version.{'up_to' if high else 'not_stated'}", **{"high": high} if high else {}
        )

    @property
    def detect_by_default(self) -> bool:
        """Whether detection is on where `detect.enabled` is not written.

        A file of an older version, or of none, is migrated at the first start of 0.16 or later, and
        the migration writes `detect.enabled: true`.
        """
        return self.declared is None or self.declared < DETECT_OFF_SINCE

    @property
    def attempts_by_default(self) -> tuple[int, str]:
        """Face pictures kept where `save_attempts` is not written: a count, and words for it."""
        if self.declared is None or self.declared < FACES_SINCE:
            return 100, wording("frigate.attempts.by_version")
        return (200, "200") if self.declared >= MORE_ATTEMPTS_SINCE else (100, "100")


def _words(version: Version) -> str:
    return f"{version[0]}.{version[1]}"


_HINTS: tuple[tuple[tuple[str, ...], Version | None, Version | None], ...] = (
    (("face_recognition",), (0, 16), None),
    (("lpr",), (0, 16), None),
    (("classification",), (0, 16), None),
    (("semantic_search",), (0, 15), None),
    (("notifications",), (0, 15), None),
    (("auth",), (0, 14), None),
    (("review",), (0, 14), None),
    # Frigate's own migration to 0.15 turns record.events into alerts and detections.
    (("record", "events"), None, (0, 14)),
    (("record", "alerts"), (0, 15), None),
    (("record", "detections"), (0, 15), None),
    (("record", "retain"), (0, 9), (0, 16)),
    (("record", "continuous"), (0, 17), None),
    (("record", "motion"), (0, 17), None),
    (("record", "retain_days"), None, (0, 9)),
    (("objects", "genai"), (0, 17), None),
    (("review", "genai"), (0, 17), None),
    (("profiles",), (0, 18), None),
    (("rtmp",), None, (0, 13)),
    (("clips",), None, (0, 8)),
    (("save_clips",), None, (0, 8)),
)
"""Keys, at the top or in a camera, that exist only from or up to a version (both inclusive)."""


def version_of(root: Node) -> FrigateVersion:
    """The version of the configuration at `root`."""
    cameras = list(root.entries().get("cameras", root).entries().values())
    hints: list[str] = []
    low: Version | None = None
    high: Version | None = None
    for path, since, until in _HINTS:
        if not any(node.get(*path) is not None for node in (root, *cameras)):
            continue
        hints.append(".".join(path))
        if since is not None:
            low = max(low or since, since)
        if until is not None:
            high = min(high or until, until)
    written = root.get("version")
    found = _DECLARED.fullmatch(written.raw.strip()) if written is not None else None
    declared = (int(found.group(1)), int(found.group(2))) if found else None
    return FrigateVersion(declared, low, high, tuple(hints), written is None or found is not None)
