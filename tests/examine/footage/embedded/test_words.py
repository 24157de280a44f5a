"""Every sentence of this room has a Chinese form."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.examine.footage import embedded
from auditor.examine.footage.embedded import read_embedded
from auditor.report.examiner_words import in_chinese

from ..clips import exhibit_of
from .files import (
    event_of,
    face_object,
    frame_of,
    picture,
    plain_clip,
    sei_message,
    with_metadata_track,
    with_sei,
    xmp_of,
)

ROOM = Path(embedded.__file__).parent
PLACES = {"observe": 2, "saw": 1}
"""Functions that take the sentence of an observation, and at which place."""


def sentences() -> Iterator[str]:
    """The sentences handed to observations, with 7 for every value in them."""
    for module in ROOM.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            place = PLACES.get(name, len(node.args))
            text = _filled(node.args[place]) if place < len(node.args) else None
            if text is not None:
                yield text


def _filled(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values
        )
    return None


def test_every_observation_can_be_said_in_chinese() -> None:
    spelled = set(sentences())
    assert len(spelled) >= 20
    for sentence in spelled:
        # An addition that is sometimes empty leaves its own value behind.
        assert in_chinese(sentence) or in_chinese(sentence.removesuffix("7")), sentence


@pytest.mark.parametrize("kind", ["track", "user data", "still", "broken"])
def test_what_is_read_can_be_said_in_chinese(tmp_path: Path, kind: str) -> None:
    clip = plain_clip(tmp_path / "clip.mp4", creation_time="1970-01-01T00:00:00Z")
    if kind == "track":
        samples = [
            frame_of(face_object()),
            event_of(
                "tns1:RuleEngine/Recognition/Face", ("EnrollmentID", "7"), ("Label", "Temporary")
            ),
            frame_of(face_object())[:-20],
        ]
        path = with_metadata_track(clip, samples)
    elif kind == "user data":
        bare = plain_clip(tmp_path / "192.0.2.1_01_20240506070809123_FACE_SNAP.h264")
        path = with_sei(bare, sei_message(b'{"faceRect":1}'), sei_message(b"\xff\xfe\xfd\xfc"))
    elif kind == "still":
        path = tmp_path / "a.jpg"
        picture().save(path, xmp=xmp_of("", 'xmp:CreateDate="2024-05-06T07:08:09Z"'))
    else:
        path = tmp_path / "a.jpg"
        picture().save(path, xmp=b"<x")
    result = read_embedded(exhibit_of(path), path)
    said = [o.note for o in result.observations]
    for label, sentence in result.method:
        said += [label, sentence]
    for sentence in (*said, *result.warnings):
        chinese = in_chinese(sentence)
        assert chinese is not None, sentence
