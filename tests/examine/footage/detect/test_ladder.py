"""The ladders that ship: they belong to what is installed, and are refused where damaged."""

from __future__ import annotations

import importlib
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

from auditor.case.load import LoadedCase
from auditor.case.model import Case, ExhibitKind
from auditor.examine.footage.detect import DETECTORS, detector
from auditor.examine.footage.detect import ladder as room
from auditor.examine.footage.detect.centerface import CenterFace, CenterFaceSettings
from auditor.examine.footage.detect.ladder import LadderError, build_of, ladder_file, ladder_of
from auditor.examine.interface import Workbench
from auditor.examine.isolation.provider import NoIsolation
from auditor.examine.ladder_model import Covering, DetectorLadder, LadderCondition, RungResult
from auditor.examine.model import Observations
from auditor.examine.run import examine

from ..clips import exhibit_of, with_head, write_clip
from ..clips import room as empty_room
from ..no_words import FACES

EVERY = pytest.mark.parametrize("name", sorted(DETECTORS))


@pytest.fixture(scope="module")
def benchmark() -> ModuleType:
    """The module that measures, imported only by the tests that need it."""
    return importlib.import_module("benchmarks.detector_ladder")


# --- what ships ----------------------------------------------------------------------------------


@EVERY
def test_the_ladder_belongs_to_the_model_and_the_settings_in_this_code(name: str) -> None:
    """Where this fails: `python -m benchmarks.detector_ladder --write`."""
    ladder = ladder_of(detector(name))
    assert ladder.measured_with.model == ladder.at_work.model
    assert ladder.measured_with.settings == ladder.at_work.settings
    measured = [library for library, _ in ladder.measured_with.libraries]
    assert measured == [library for library, _ in ladder.at_work.libraries]


@EVERY
def test_the_ladder_is_whole_and_its_counts_are_possible(name: str) -> None:
    ladder = ladder_of(detector(name))
    assert {rung.condition for rung in ladder.rungs} == set(get_args(LadderCondition))
    worn = {rung.covering for rung in ladder.rungs if rung.condition == "covering"}
    assert worn == set(get_args(Covering)) - {"none"}
    for rung in ladder.rungs:
        assert [(r.width, r.height) for r in rung.results] == [(1280, 720), (1920, 1080)]
        for result in rung.results:
            assert result.found <= result.faces
            assert (result.eye_ratio is None) == (result.yaw_error is None)
            assert result.found or result.eye_ratio is None
            # Eyes that a turn brings together to less than two elements are not measured.
            assert result.eye_ratio or not result.found or rung.eye_distance < 16


@EVERY
def test_the_rungs_of_a_condition_come_easiest_first(name: str) -> None:
    falling = {"eye_distance", "jpeg", "darkness", "noise"}
    ladder = ladder_of(detector(name))
    for condition in set(get_args(LadderCondition)) - {"covering"}:
        values = [
            rung.value
            for rung in ladder.rungs
            if rung.condition == condition
            and (condition != "yaw" or rung.eye_distance == ladder.base_eye_distance)
        ]
        assert values == sorted(set(values), reverse=condition in falling)


@EVERY
def test_the_floor_a_detector_states_is_one_its_ladder_bears_out(name: str) -> None:
    """Nine in ten rendered faces are found at the floor: people are no easier than that."""
    finder = detector(name)
    frontal = [rung for rung in ladder_of(finder).rungs if rung.condition == "eye_distance"]
    for size in ((1280, 720), (1920, 1080)):
        floor = finder.floor(*size)
        at = [
            result.found / result.faces
            for rung in frontal
            if rung.value >= 1.4 * floor
            for result in rung.results
            if (result.width, result.height) == size
        ]
        assert at
        assert min(at) >= 0.9


def test_large_frontal_faces_are_all_found_and_hits_are_faces() -> None:
    ladder = ladder_of(detector("centerface"))
    large = [r for r in ladder.rungs if r.condition == "eye_distance" and r.value >= 40]
    assert all(result.found == result.faces for rung in large for result in rung.results)
    results = [result for rung in ladder.rungs for result in rung.results]
    assert sum(r.false_hits for r in results) < 0.02 * sum(r.faces for r in results)


def test_the_file_is_what_the_script_writes(benchmark: ModuleType) -> None:
    for name in DETECTORS:
        text = ladder_file(name).read_text("utf-8")
        kept = ladder_of(detector(name)).model_dump(exclude={"at_work"})
        assert benchmark.as_text(benchmark.MeasuredLadder.model_validate(kept)) == text


@pytest.mark.slow
@EVERY
def test_a_rung_measured_again_comes_out_as_it_is_kept(benchmark: ModuleType, name: str) -> None:
    finder = detector(name)
    # Far above and far below the floor, where no rounding of another machine can turn a hit.
    for value in (60.0, 8.0 if name == "dlib-hog" else 24.0):
        rung = benchmark.Rung("eye_distance", value, eye_distance=value)
        tally = benchmark.Tally()
        for picture, faces in list(benchmark.scenes(rung, (1280, 720)))[:2]:
            tally.add(picture, faces, finder)
        kept = next(
            r.results[0]
            for r in ladder_of(finder).rungs
            if r.condition == "eye_distance" and r.value == value
        )
        assert tally.found / tally.faces == kept.found / kept.faces
        if kept.eye_ratio is not None:
            assert tally.result((1280, 720)).eye_ratio == pytest.approx(kept.eye_ratio, abs=0.08)


def test_the_pictures_are_the_same_every_time_and_hold_the_faces_they_say(
    benchmark: ModuleType,
) -> None:
    rung = benchmark.Rung("yaw", 60, eye_distance=40.0, yaw=60)
    (first, faces), *_ = benchmark.scenes(rung, (1280, 720))
    (again, _), *_ = benchmark.scenes(rung, (1280, 720))
    assert (first == again).all()
    assert len(faces) == 12
    assert {face.yaw for face in faces} == {60.0, -60.0}
    assert all(0 < x < 1280 and 0 < y < 720 for x, y in (face.middle for face in faces))
    hits = detector("centerface").detect(first)
    found = sum(any(benchmark._is_on(hit, face) for hit in hits) for face in faces)
    assert found >= 10


# --- identity ------------------------------------------------------------------------------------


def test_another_setting_is_another_build() -> None:
    finder = CenterFace(replace(CenterFaceSettings(), threshold=0.6))
    ladder = ladder_of(finder)
    assert ladder.at_work != ladder.measured_with
    assert dict(ladder.at_work.settings)["threshold"] == 0.6


def test_a_build_names_the_versions_at_work() -> None:
    import cv2
    import dlib

    libraries = dict(build_of(detector("dlib-hog")).libraries)
    assert libraries == {"OpenCV": cv2.__version__, "dlib": dlib.__version__}


# --- damaged -------------------------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, dict[str, Any]]:
    """A place for a ladder of centerface, and the content of the real one."""
    content = json.loads(ladder_file("centerface").read_text("utf-8"))
    monkeypatch.setattr(room, "_FOLDER", tmp_path)
    return tmp_path / "ladder_centerface.json", content


def test_a_ladder_that_is_not_there_is_the_programs_fault(copy: tuple[Path, Any]) -> None:
    with pytest.raises(LadderError, match="cannot be read") as raised:
        ladder_of(detector("centerface"))
    assert raised.value.exit_code == 1
    assert "/" not in raised.value.where


def test_a_ladder_in_another_form_is_refused_with_the_place(copy: tuple[Path, Any]) -> None:
    file, content = copy
    content["rungs"][3]["results"][0]["found"] = "all"
    file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(LadderError, match=r"rungs\.3\.results\.0\.found"):
        ladder_of(detector("centerface"))


def test_a_ladder_with_an_unknown_key_is_refused(copy: tuple[Path, Any]) -> None:
    file, content = copy
    file.write_text(json.dumps({**content, "measured_on": "2026-01-01"}), encoding="utf-8")
    with pytest.raises(LadderError, match="measured_on"):
        ladder_of(detector("centerface"))


def test_a_ladder_that_is_cut_off_is_refused(copy: tuple[Path, Any]) -> None:
    file, content = copy
    file.write_text(json.dumps(content)[:400], encoding="utf-8")
    with pytest.raises(LadderError, match="is damaged"):
        ladder_of(detector("centerface"))


def test_the_ladder_of_another_detector_is_refused(copy: tuple[Path, Any]) -> None:
    file, content = copy
    content["measured_with"]["detector"] = "dlib-hog"
    file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(LadderError, match="that of dlib-hog"):
        ladder_of(detector("centerface"))


# --- the interval --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "faces", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(found: int, faces: int, low: float, high: float) -> None:
    result = RungResult(
        width=1, height=1, pictures=1, faces=faces, found=found, false_hits=0, brightness=0
    )
    assert result.interval == pytest.approx((low, high), abs=5e-5)


def test_the_interval_of_all_ends_at_one() -> None:
    result = RungResult(
        width=1, height=1, pictures=1, faces=20, found=20, false_hits=0, brightness=0
    )
    assert result.interval == pytest.approx((1 - 0.1611, 1.0), abs=5e-5)


# --- with the observations -----------------------------------------------------------------------


def _examined(path: Path, *kinds: ExhibitKind) -> Observations:
    exhibits = tuple(
        exhibit_of(path, kind).model_copy(update={"id": f"E-{number:02}"})
        for number, kind in enumerate(kinds, start=1)
    )
    case = Case(title="test", exhibits=exhibits)
    loaded = LoadedCase(case=case, files={exhibit.id: path for exhibit in exhibits})
    return examine(loaded, NoIsolation((FACES,)), Workbench(), lambda *_: None)


def test_footage_brings_the_ladder_of_its_detector_once(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a.mp4", [with_head(empty_room(), x=0.5)] * 3)
    seen = _examined(clip, ExhibitKind.VIDEO, ExhibitKind.VIDEO)
    assert [ladder.at_work.detector for ladder in seen.ladders] == ["centerface"]
    again = Observations.model_validate_json(seen.model_dump_json())
    assert again.ladders == seen.ladders
    assert isinstance(again.ladders[0], DetectorLadder)


def test_a_case_without_footage_needs_no_detector(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.examine.isolation.provider.made_detector", None)
    paper = tmp_path / "a.txt"
    paper.write_text("closed on Monday", encoding="utf-8")
    assert _examined(paper, ExhibitKind.TEXT).ladders == ()


def test_footage_that_could_not_be_read_brings_none(tmp_path: Path) -> None:
    broken = tmp_path / "a.mp4"
    broken.write_bytes(b"not a video at all")
    seen = _examined(broken, ExhibitKind.VIDEO)
    assert seen.examinations[0].error
    assert seen.ladders == ()


def test_observations_saved_before_there_were_ladders_still_load(tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text("closed on Monday", encoding="utf-8")
    old = json.loads(_examined(paper, ExhibitKind.TEXT).model_dump_json())
    del old["ladders"]
    assert Observations.model_validate_json(json.dumps(old)).ladders == ()
