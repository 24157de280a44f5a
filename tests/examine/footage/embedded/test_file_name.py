from __future__ import annotations

import pytest

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.digest import digest_bytes
from auditor.core.locator import MediaLocator
from auditor.examine.footage.embedded.file_name import STRONGEST, read_file_name
from auditor.examine.model import EvidenceState, Observation


def hint(path: str) -> Observation | None:
    exhibit = Exhibit(
        id="E-01",
        path=path,
        kind=ExhibitKind.IMAGE,
        media_type="image/jpeg",
        size=1,
        digest=digest_bytes(b""),
    )
    observations = read_file_name(exhibit).observations
    return observations[0] if observations else None


@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("ftp/192.0.2.47_01_20221019212211186_FACE_SNAP.jpg", "FACE_SNAP"),
        ("192.0.2.13_01_20190505160221327_FACE_BACKGROUND.jpg", "FACE_BACKGROUND"),
        ("192.0.2.37_01_20181212095726453_FACE_DETECTION.jpg", "FACE_DETECTION"),
        ("VFD_2021-01-09-14-05-06-123_001.jpg", "VFD"),
        ("1768738225.678005-wb4vpn-1768738226.801436-unknown-0.36.webp", "unknown 0.36"),
        ("1768738225.678005-wb4vpn-1768738226.801436-Wang Fang-0.97.webp", "W*** 0.97"),
        ("FaceCapture-17.jpg", "FaceCapture"),
        ("人脸抓拍_003.jpg", "人脸抓拍"),
    ],
)
def test_names_of_face_events_are_weak_hints(name: str, quote: str) -> None:
    told = hint(name)
    assert told is not None
    assert isinstance(told.locator, MediaLocator)
    assert told.locator.quote == quote
    assert told.says == {}
    assert told.confidence <= STRONGEST <= 0.3
    assert told.state is EvidenceState.MENTIONED
    assert told.note.endswith("a name can be changed, so this is a weak hint and no more.")
    assert "Wang" not in told.model_dump_json()


@pytest.mark.parametrize(
    "name",
    [
        "192.0.2.64_01_20200730111229020_MOTION_DETECTION.jpg",
        "192.0.2.51_01_20160505160951242_LINE_CROSSING_DETECTION.jpg",
        "2018-02-25/001/jpg/18/09/42[M][0@0][0].jpg",
        "07.45.31-08.02.21[F][0@0][226331].dav",
    ],
)
def test_other_names_of_makers_tell_the_maker_and_no_faces(name: str) -> None:
    told = hint(name)
    assert told is not None
    assert "faces" in told.note
    assert told.confidence < STRONGEST


@pytest.mark.parametrize(
    "name",
    [
        "lobby.mp4",
        "surface.jpg",
        "my face.jpg",
        "20240506_070809.mp4",
        "20240506070809_GATE.jpg",
        "IMG_0001.JPG",
        "gate_FACE",
    ],
)
def test_names_that_people_give_are_no_hint(name: str) -> None:
    assert hint(name) is None
