"""What a video's container says of how, with what and when it was made.

Tags come from FFmpeg's demuxers: the creation time of MP4 and QuickTime (`mvhd`, ISO/IEC 14496-12,
8.2.2, UTC by its definition), `DateUTC` of Matroska (RFC 9559), Apple's metadata keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from auditor.case.model import Exhibit
from auditor.examine.footage.embedded.boxes import BoxReading
from auditor.examine.footage.embedded.findings import Found, Stamp, observe, quoted
from auditor.examine.model import EvidenceState, Observation
from auditor.examine.shared.moments import moment_of

_MADE_WITH: tuple[tuple[str, str], ...] = (
    ("com.apple.quicktime.make", "make"),
    ("make", "make"),
    ("com.android.manufacturer", "make"),
    ("com.apple.quicktime.model", "model"),
    ("model", "model"),
    ("com.android.model", "model"),
    ("com.apple.quicktime.software", "software"),
    ("software", "software"),
    ("encoder", "encoder"),
    ("handler_name", "handler"),
)
"""Key of the container or its picture track in lower case, and the word for it in the report."""
_SAYS_NOTHING = frozenset({"videohandler", "videohandle"})
"""Handlers by which nothing can be distinguished."""
_DATES: tuple[tuple[str, str, int], ...] = (
    ("com.apple.quicktime.creationdate", "creation date in the QuickTime metadata", 3),
    ("creation_time", "creation time of the container", 5),
    ("date", "date tag of the container", 9),
)
"""Key in lower case, words for the report, and rank."""
_TRACK_RANK = 6
_EXPORT_RANK = 0
NOTABLE = 1.0
"""Seconds an edit list must leave out to be reported; less makes up for the order of frames."""
_DATE_ALONE = len("2000-01-01")

_HEADS: tuple[tuple[bytes, str, str], ...] = (
    (b"IMKH", "IMKH", "Hikvision"),
    (b"DHAV", "DHAV", "Dahua"),
    (b"DAHUA", "DAHUA", "Dahua"),
)
"""First bytes by which FFmpeg's `mpeg` and `dhav` demuxers know the makers' own variants."""


@dataclass(frozen=True)
class ContainerTags:
    """Tags as FFmpeg hands them on: of the whole file, and of the picture's track.

    `coder` is what the coded picture itself names as its encoder.
    """

    file: Mapping[str, str]
    track: Mapping[str, str]
    coder: str = ""


def read_container(exhibit: Exhibit, path: Path, tags: ContainerTags, boxes: BoxReading) -> Found:
    """What the container's tags, boxes and first bytes tell.

    Raises:
        OSError: the file cannot be read.
    """
    observations = [
        *_variant(exhibit, path),
        *_edits(exhibit, boxes),
        *_face_track(exhibit, boxes),
    ]
    if made := _made_with(tags):
        observations.append(
            observe(exhibit, "container", f"The container names what made the file: {made}.")
        )
    stamps = list(_stamps(tags))
    if boxes.started is not None:
        stamps.append(Stamp(boxes.started, "start time of the ONVIF export", _EXPORT_RANK))
    return Found(tuple(observations), stamps=tuple(stamps))


def _made_with(tags: ContainerTags) -> str:
    makers: dict[str, None] = {}
    for source in (tags.file, tags.track):
        plain = {key.lower(): value for key, value in source.items()}
        for key, word in _MADE_WITH:
            value = quoted(plain.get(key, ""))
            if value and value.lower() not in _SAYS_NOTHING:
                makers[f"{word} {value}"] = None
    if tags.coder:
        makers[f"encoder {tags.coder}"] = None
    return ", ".join(makers)


def _stamps(tags: ContainerTags) -> Iterator[Stamp]:
    plain = {key.lower(): value for key, value in tags.file.items()}
    for key, words, rank in _DATES:
        if moment := _moment(plain.get(key, "")):
            yield Stamp(moment, words, rank)
    for key, value in tags.track.items():
        if key.lower() == "creation_time" and (moment := _moment(value)):
            yield Stamp(moment, "creation time of the picture's track", _TRACK_RANK)


def _moment(text: str) -> datetime | None:
    # A bare date would be taken for midnight.
    return moment_of(text) if len(text.strip()) > _DATE_ALONE else None


def _variant(exhibit: Exhibit, path: Path) -> Iterator[Observation]:
    with path.open("rb") as stream:
        head = stream.read(8)
    for first, name, maker in _HEADS:
        if head.startswith(first):
            yield observe(
                exhibit,
                "container_variant",
                f"The file begins with {name}, as recordings of {maker} devices do; what its maker "
                "stores in it next to picture and sound is not read here.",
            )


def _face_track(exhibit: Exhibit, boxes: BoxReading) -> Iterator[Observation]:
    if boxes.apple_faces:
        yield observe(
            exhibit,
            "face_track",
            "The recording declares a track for faces that an Apple device finds while filming; "
            "whether it holds any was not read.",
            state=EvidenceState.SUPPORTED,
        )


def _edits(exhibit: Exhibit, boxes: BoxReading) -> Iterator[Observation]:
    if boxes.parts > 1:
        yield observe(
            exhibit,
            "edit_list",
            f"The container shows {boxes.parts} parts of the recorded picture one after another, "
            "so it was cut after recording or joined from several recordings.",
        )
    elif max(boxes.left_out_before, boxes.left_out_after) >= NOTABLE:
        yield observe(
            exhibit,
            "edit_list",
            f"The container leaves out {boxes.left_out_before:.1f} s before and "
            f"{boxes.left_out_after:.1f} s after what it shows; the file still holds at least part "
            "of it.",
        )
