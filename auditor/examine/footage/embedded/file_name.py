"""What a file's name tells, if nobody has changed it: a weak hint, and never a fact.

The patterns are of names seen in public code that reads such files, and of makers' manuals:

- Hikvision, pictures sent by FTP: device, channel, time to the millisecond and event, as in
  `192.0.2.47_01_20221019212211186_FACE_SNAP.jpg`; FACE_BACKGROUND is the scene around the face.
- GeoVision: event, time and number, as in `VFD_2021-01-09-14-05-06-123_001.jpg`. The manual of the
  GV-TMEB5800 calls VFD "Face Recognition" in its table and face detection in its text, so which of
  the two it is stays open.
- Frigate, attempts at recognition (`frigate/data_processing/real_time/face.py`): event, time, name
  and score, as in `1768738225.678005-wb4vpn-1768738226.801436-unknown-0.36.webp`.
- Dahua and Amcrest, as in `42[M][0@0][0].jpg` or `07.45.31-08.02.21[F][0@0][226331].dav`: no letter
  of theirs is known to stand for faces, so only the maker is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from auditor.case.model import Exhibit
from auditor.examine.footage.embedded.findings import Found, Span, masked, observe
from auditor.examine.footage.embedded.mentions import mentions_of_faces
from auditor.examine.model import EvidenceState, Observation

STRONGEST = 0.3
"""Confidence of the clearest name; anybody can name a file."""
_MAKER_ONLY = 0.2
_ANY_WORD = 0.1
_HIKVISION = re.compile(r"_\d{17}_(?P<event>[A-Z]+(?:_[A-Z]+)+)$")
_GEOVISION = re.compile(r"^(?P<event>VFD)_\d{4}(?:-\d{2}){5}(?:-\d{3})?(?:_\d{3})?$")
_FRIGATE = re.compile(
    r"^\d{9,11}\.\d+-[a-z0-9]{6}-\d{9,11}(?:\.\d+)?-(?P<name>[^-]+)-(?P<score>\d(?:\.\d+)?)$"
)
_DAHUA = re.compile(r"\[(?P<event>[A-Z])\]\[\d+@\d+\]\[\d+\]")
_ANY_DEVICE = re.compile(r"snap|capture|detect|recogni|match|compare|抓拍|识别|比对", re.IGNORECASE)
"""What a device does with a face; the word alone is how people name pictures."""


@dataclass(frozen=True)
class _Hint:
    words: str
    quote: str
    confidence: float


def read_file_name(exhibit: Exhibit) -> Found:
    """The hint in the name of the exhibit, if there is one; the first pattern that fits counts."""
    stem = PurePosixPath(exhibit.path).stem
    hint = next(_hints(stem), None)
    return Found((_observed(exhibit, hint),)) if hint is not None else Found()


def _observed(exhibit: Exhibit, hint: _Hint) -> Observation:
    return observe(
        exhibit,
        "file_name",
        f"The file's name {hint.words}; a name can be changed, so this is a weak hint and no more.",
        at=Span(quote=hint.quote),
        state=EvidenceState.MENTIONED,
        confidence=hint.confidence,
    )


def _hints(stem: str) -> Iterator[_Hint]:
    if found := _FRIGATE.match(stem):
        yield _frigate(found["name"], found["score"])
    if found := _HIKVISION.search(stem):
        yield _hikvision(found["event"])
    if found := _GEOVISION.match(stem):
        yield _Hint(
            "is of the form in which GeoVision cameras name pictures of face events, whether of "
            "detection or of recognition",
            found["event"],
            STRONGEST,
        )
    if word := next((word for word in mentions_of_faces(stem) if _ANY_DEVICE.search(word)), ""):
        yield _Hint("mentions capturing, finding or recognising faces", word, _ANY_WORD)
    if found := _DAHUA.search(stem):
        yield _Hint(
            "is of the form in which Dahua devices name their recordings, and tells nothing of "
            "faces",
            found.group(),
            _MAKER_ONLY,
        )


def _hikvision(event: str) -> _Hint:
    if not event.startswith("FACE_"):
        return _Hint(
            "is of the form in which Hikvision devices name pictures of an event other than faces",
            event,
            _MAKER_ONLY,
        )
    return _Hint(
        "is of the form in which Hikvision devices name pictures of face events", event, STRONGEST
    )


def _frigate(name: str, score: str) -> _Hint:
    outcome = "nobody" if name == "unknown" else "a person"
    return _Hint(
        "is of the form in which Frigate names the picture of an attempt at recognition, with "
        f"{outcome} recognised",
        f"{name if name == 'unknown' else masked(name)} {score}",
        STRONGEST,
    )
