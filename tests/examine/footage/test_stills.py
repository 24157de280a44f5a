from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from auditor.core.errors import FaceAuditError
from auditor.core.locator import Box
from auditor.examine.footage import stills as room_of_stills
from auditor.examine.footage.decode import Picture, StillPicture
from auditor.examine.footage.detect import DETECTORS, detector
from auditor.examine.footage.detect.interface import Detection, Pixels
from auditor.examine.footage.redact import Redaction
from auditor.examine.footage.sampling import Look
from auditor.examine.footage.stills import make_stills
from auditor.examine.interface import Workbench
from auditor.examine.model import (
    NO_STILL,
    CaptureEpisode,
    Examination,
    FaceMeasurement,
    Pose,
    RedactedStill,
    Tier,
)

from .clips import exhibit_of, room, walk, with_head, write_clip
from .no_words import FACES


def examined(path: Path, bench: Workbench) -> Examination:
    return FACES.examine(exhibit_of(path), path, bench)


def evidence(result: Examination) -> list[RedactedStill]:
    """The stills shown for what is in them."""
    return [still for still in result.stills if still.purpose == "evidence"]


class Blind:
    """A detector that finds nothing, so that only what is followed gets covered."""

    name = "blind"
    model = "none"
    threshold = 0.5
    nose_depth = 0.5

    def detect(
        self, bgr: Pixels, *, eager: bool = False, scale: float | None = None
    ) -> tuple[Detection, ...]:
        return ()

    def scale(self, width: int, height: int) -> float:
        return 1.0

    def floor(self, width: int, height: int) -> float:
        return 1.0


def measured(time: float, x: float) -> FaceMeasurement:
    """A head of `with_head` at the share `x` of a picture of 640 by 360, half as high as it."""
    return FaceMeasurement(
        time=time,
        frame=round(time * 10),
        box=Box(x=round(640 * x) - 50, y=110, width=100, height=140),
        eye_distance=40.0,
        eye_distance_in_picture=40.0,
        pose=Pose(yaw=0.0, roll=0.0),
        sharpness=100.0,
        confidence=0.9,
    )


def test_a_face_between_two_looks_is_covered_without_being_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_of_stills, "all_detectors", lambda _: [Blind(), Blind()])
    # Somebody is shown at 1.0 s. Somebody else was seen at 0.45 and 1.45 s, further
    # away than what is covered anyhow.
    shown = [measured(t, 0.8) for t in (0.45, 1.0, 1.45)]
    other = [measured(0.45, 0.2), measured(1.45, 0.4)]
    looks = [
        Look(index=4, time=0.45, hits=2, found=(other[0], shown[0])),
        Look(index=10, time=1.0, hits=1, found=(shown[1],)),
        Look(index=14, time=1.45, hits=2, found=(other[1], shown[2])),
    ]
    frame = with_head(with_head(room(640, 360), x=0.8, height=0.5), x=0.3, height=0.5, which=1)
    episode = CaptureEpisode(
        id="E-01/1",
        start=0.45,
        end=1.45,
        frames=3,
        tier=Tier.USABLE,
        boundary=False,
        best=shown[1],
        path=((0.8, 0.5),),
    )

    def pictures_at(frames: set[int]) -> Iterator[Picture]:
        assert frames == {10}
        yield StillPicture(np.ascontiguousarray(frame[:, :, ::-1]), index=10, time=1.0)

    path = write_clip(tmp_path / "any.mp4", [frame])
    stills, warnings = make_stills(
        exhibit_of(path),
        episodes=[episode],
        looks=looks,
        pictures_at=pictures_at,
        bench=Workbench(stills=tmp_path / "stills"),
        redaction=Redaction(),
    )
    assert len(stills) == 1
    assert warnings == ()
    written = np.asarray(Image.open(tmp_path / stills[0].file).convert("RGB"))
    for x in (0.3, 0.8):
        face = written[120:240, round(640 * x) - 40 : round(640 * x) + 40].astype(int)
        assert face.max() - face.min() <= 6
    # The rest of the picture is still to be seen.
    assert written[:60].std() > 5


def test_without_a_second_detector_no_still_is_written_and_it_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise FaceAuditError("the detector `dlib-hog` is not installed")

    monkeypatch.setitem(DETECTORS, "dlib-hog", missing)
    monkeypatch.setattr(
        room_of_stills,
        "detector",
        lambda name: detector(name) if name == "centerface" else DETECTORS[name](),
    )
    folder = tmp_path / "stills"
    path = write_clip(tmp_path / "visit.mp4", walk([0.5] * 6))
    result = examined(path, Workbench(stills=folder))
    assert result.episodes
    assert result.stills == ()
    assert not folder.exists()
    (warning,) = [w for w in result.warnings if w.startswith(NO_STILL)]
    assert "face-audit[dlib]" in warning


@pytest.mark.slow
def test_faces_are_shown_only_of_the_exhibit_that_was_named(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "visit.mp4", walk([0.5] * 6))
    folder = tmp_path / "stills"
    other = examined(path, Workbench(stills=folder, show_faces=frozenset({"E-02"})))
    assert [s.file for s in other.stills] == ["stills/E-01-1.jpg", "stills/E-01-background.jpg"]
    assert all(s.redacted for s in other.stills)
    named = examined(path, Workbench(stills=folder, show_faces=frozenset({"E-01"})))
    (still,) = (s for s in named.stills if s.purpose == "evidence")
    assert (still.file, still.redacted, still.checked_by) == (
        "stills/E-01-1-unredacted.jpg",
        False,
        "",
    )
    with Image.open(folder / "E-01-1-unredacted.jpg") as picture:
        bgr = np.ascontiguousarray(np.asarray(picture.convert("RGB"))[:, :, ::-1])
    assert detector("centerface").detect(bgr)


def test_a_still_saved_before_faces_could_be_shown_is_a_redacted_one() -> None:
    saved = {
        "file": "stills/E-01-1.jpg",
        "digest": {"value": "0" * 64},
        "parent": "E-01",
        "time": 1.0,
        "width": 640,
        "height": 360,
        "episodes": [],
        "checked_by": "centerface + dlib-hog",
    }
    assert RedactedStill.model_validate(saved).redacted
