from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from auditor.case.model import ExhibitKind
from auditor.core.digest import digest_file
from auditor.core.errors import ExhibitError
from auditor.core.locator import MediaLocator
from auditor.examine.footage import stills as stills_module
from auditor.examine.footage.examiner import FootageExaminer
from auditor.examine.footage.gate import Gate
from auditor.examine.footage.seen import Strategy
from auditor.examine.footage.track import Tracking
from auditor.examine.interface import Workbench
from auditor.examine.model import Examination, FootageCoverage
from auditor.report.examiner_words import in_chinese

from .clips import Rgb, exhibit_of, moving_marks, room, truncated, walk, with_head, write_clip
from .no_words import FACES, NoWords


def examined(path: Path, bench: Workbench | None = None) -> Examination:
    return FACES.examine(exhibit_of(path), path, bench or Workbench())


def coverage_of(result: Examination) -> FootageCoverage:
    assert isinstance(result.coverage, FootageCoverage)
    return result.coverage


def test_a_visit_is_one_episode_with_its_ends(tmp_path: Path) -> None:
    # Ten frames a second: away for 1.3 s, there until 3.2 s, away again.
    places = [None] * 13 + [0.3 + 0.02 * n for n in range(20)] + [None] * 12
    path = write_clip(tmp_path / "visit.mp4", walk(places))
    result = examined(path)
    assert [e.id for e in result.episodes] == ["E-01/1"]
    episode = result.episodes[0]
    assert 1.3 <= episode.start <= 1.6
    assert 2.9 <= episode.end <= 3.2
    assert episode.path[0][0] < 0.45
    assert episode.path[-1][0] > 0.55
    assert abs(episode.best.pose.yaw) < 20
    coverage = coverage_of(result)
    assert coverage.decoded == 45
    assert coverage.with_detection == coverage.measured == episode.frames
    assert coverage.sampled < coverage.decoded
    assert coverage.largest_gap <= 0.5


def test_time_lapse_is_examined_frame_by_frame_with_a_warning(tmp_path: Path) -> None:
    places = [None] * 6 + [0.5] * 5 + [None] * 3
    stamps = [number * 8000 for number in range(len(places))]
    result = examined(write_clip(tmp_path / "lapse.mkv", walk(places), stamps=stamps))
    coverage = coverage_of(result)
    assert coverage.sampled + coverage.compared == len(places)
    assert coverage.largest_gap == pytest.approx(8.0)
    assert [(e.start, e.end) for e in result.episodes] == [(48.0, 80.0)]
    (warning,) = (w for w in result.warnings if w.startswith("Up to 8.0 s"))
    assert in_chinese(warning) is not None
    assert "after 12 s without the face" in dict(result.method)["joining"]


def squeezed(pictures: list[Rgb]) -> list[Rgb]:
    return [
        np.asarray(Image.fromarray(p).resize((p.shape[1] // 2, p.shape[0])), dtype=np.uint8)
        for p in pictures
    ]


@pytest.mark.parametrize(
    "gate",
    [pytest.param(60.0, id="in order", marks=pytest.mark.slow), pytest.param(0.0, id="by table")],
)
def test_pixels_of_another_shape_are_measured_as_shown(tmp_path: Path, gate: float) -> None:
    pictures = walk([0.5] * 18)
    plain = examined(write_clip(tmp_path / "square.mp4", pictures))
    path = write_clip(tmp_path / "half.mp4", squeezed(pictures), aspect=Fraction(2))
    examiner = replace(FACES, strategy=Strategy(gate=Gate(from_seconds=gate)))
    half = examiner.examine(exhibit_of(path), path, Workbench())
    assert len(half.episodes) == len(plain.episodes) == 1
    best, other = half.episodes[0].best, plain.episodes[0].best
    assert best.eye_distance == pytest.approx(other.eye_distance, rel=0.1)
    assert best.box.width == pytest.approx(other.box.width, rel=0.1)
    assert half.episodes[0].tier == plain.episodes[0].tier
    shape = dict(half.method)["shape of pixels"]
    assert shape == "stored 2:1, examined as shown, at 320x240; all distances are in display pixels"
    assert "shape of pixels" not in dict(plain.method)
    assert in_chinese(shape) is not None


def test_an_observation_says_that_a_face_was_seen_and_nothing_more(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "visit.mp4", walk([0.5] * 8))
    (observation,) = (o for o in examined(path).observations if o.topic == "face.episode")
    assert observation.says == {"capture.faces_detected": True}
    assert isinstance(observation.locator, MediaLocator)
    assert observation.locator.box is not None
    assert observation.locator.end == pytest.approx(0.7)
    assert 0 < observation.confidence <= 1


def test_two_people_who_cross_are_two_episodes(tmp_path: Path) -> None:
    pictures = []
    for n in range(30):
        share = n / 29
        picture = with_head(room(480, 270), x=0.15 + 0.7 * share, y=0.4, height=0.45, which=0)
        pictures.append(with_head(picture, x=0.85 - 0.7 * share, y=0.62, height=0.55, which=1))
    path = write_clip(tmp_path / "cross.mp4", pictures)
    episodes = examined(path).episodes
    assert len(episodes) == 2
    moved = sorted(e.path[-1][0] - e.path[0][0] for e in episodes)
    assert moved[0] < -0.4
    assert moved[1] > 0.4


def test_nobody_in_view_is_a_loud_zero_and_says_nothing(tmp_path: Path) -> None:
    result = examined(write_clip(tmp_path / "empty.mp4", moving_marks(25, 320, 240)))
    (observation,) = (o for o in result.observations if o.topic == "face.none")
    assert observation.says == {}
    warning = next(w for w in result.warnings if w.startswith("No face:"))
    assert "decoded 25" in warning
    assert f"examined {coverage_of(result).sampled}" in warning
    assert "pixels between the eyes" in warning


def test_a_detection_set_aside_is_counted_in_a_warning(
    tmp_path: Path,
) -> None:
    path = write_clip(tmp_path / "visit.mp4", walk([0.5] * 2 + [None] * 20))
    strict = FootageExaminer(tracking=Tracking(lone_score=1.1), words=NoWords())
    result = strict.examine(exhibit_of(path), path, Workbench())
    assert not result.episodes
    assert any(w.startswith("Set aside: 1 faces") for w in result.warnings)
    assert any("every hit of the detector was set aside" in w for w in result.warnings)


def test_an_image_is_examined_as_one_frame(tmp_path: Path) -> None:
    Image.fromarray(with_head(room(), x=0.5)).save(tmp_path / "photo.png")
    result = examined(tmp_path / "photo.png", Workbench(stills=tmp_path / "stills"))
    assert len(result.episodes) == 1
    assert (coverage_of(result).decoded, coverage_of(result).sampled) == (1, 1)
    assert coverage_of(result).largest_gap == 0
    assert len(result.stills) == 1


@pytest.mark.slow
def test_stills_are_written_once_for_each_view_and_sealed(tmp_path: Path) -> None:
    folder = tmp_path / "out" / "stills"
    clip = walk([0.5] * 10 + [None] * 15 + [0.4] * 10)
    path = write_clip(tmp_path / "visit.mkv", clip)
    result = examined(path, Workbench(stills=folder))
    names = ["E-01-1.jpg", "E-01-2.jpg", "E-01-background.jpg"]
    assert [s.file for s in result.stills] == [f"stills/{name}" for name in names]
    assert [s.purpose for s in result.stills] == ["evidence", "evidence", "background"]
    assert sorted(p.name for p in folder.iterdir()) == names
    for still in result.stills:
        file = folder.parent / still.file
        assert digest_file(file) == still.digest
        assert still.parent == "E-01"
        assert still.checked_by == "centerface + dlib-hog"
        # The check of the checker: the report's pictures are examined like any exhibit.
        again = FACES.examine(exhibit_of(file), file, Workbench())
        assert not again.episodes
        assert not Image.open(io.BytesIO(file.read_bytes())).getexif()
    assert {e for s in result.stills for e in s.episodes} == {e.id for e in result.episodes}


def test_without_a_folder_no_still_is_made(tmp_path: Path) -> None:
    assert examined(write_clip(tmp_path / "visit.mp4", walk([0.5] * 4))).stills == ()


def test_an_unsafe_still_is_not_written_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stills_module, "redact_frame", lambda *_: None)
    folder = tmp_path / "stills"
    result = examined(write_clip(tmp_path / "visit.mp4", walk([0.5] * 4)), Workbench(stills=folder))
    assert not [still for still in result.stills if still.purpose == "evidence"]
    assert any(w.startswith("No still of") for w in result.warnings)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_two_runs_are_identical_to_the_byte(tmp_path: Path, suffix: str) -> None:
    path = write_clip(
        tmp_path / f"visit{suffix}", walk([0.2 + 0.03 * n for n in range(20)]), keys_every=6
    )
    if suffix == ".mkv":
        path = truncated(path, 0.7)
    runs = []
    for number in (1, 2):
        folder = tmp_path / str(number) / "stills"
        result = examined(path, Workbench(stills=folder))
        assert result.stills
        pictures = [(folder.parent / s.file).read_bytes() for s in result.stills]
        runs.append((result.model_dump_json(), pictures))
    assert runs[0] == runs[1]
    assert Examination.model_validate_json(runs[0][0]).model_dump_json() == runs[0][0]


def test_a_truncated_file_keeps_what_it_showed(tmp_path: Path) -> None:
    whole = write_clip(tmp_path / "visit.mkv", walk([0.5] * 40), keys_every=5)
    result = examined(truncated(whole, 0.5))
    assert not coverage_of(result).read_to_end
    assert result.episodes
    assert any(w.startswith("Broken off") for w in result.warnings)


@pytest.mark.slow
def test_a_rotated_phone_clip_is_examined_upright(tmp_path: Path) -> None:
    # Stored lying on its side; the display matrix stands it up again.
    lying = [picture.swapaxes(0, 1)[:, ::-1] for picture in walk([0.5] * 6)]
    plain = write_clip(tmp_path / "plain.mp4", lying)
    turned = write_clip(tmp_path / "turned.mp4", lying, rotation=90)
    result = examined(turned)
    assert len(result.episodes) == 1
    assert abs(result.episodes[0].best.pose.roll) < 15
    assert (coverage_of(result).width, coverage_of(result).height) == (320, 240)
    lying_on_side = examined(plain)
    assert (coverage_of(lying_on_side).width, coverage_of(lying_on_side).height) == (240, 320)


def test_progress_is_told_in_seconds(tmp_path: Path) -> None:
    told: list[tuple[float, float]] = []
    path = write_clip(tmp_path / "clip.mp4", moving_marks(30))
    examined(path, Workbench(progress=lambda done, total: told.append((done, total))))
    assert told[-1] == pytest.approx((2.9, 3.0))
    assert all(done <= total for done, total in told)


def test_it_reads_videos_and_images_and_nothing_else(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", moving_marks(2))
    reads = {kind: FACES.reads(exhibit_of(path, kind), path) for kind in ExhibitKind}
    assert [kind for kind, does in reads.items() if does] == [ExhibitKind.VIDEO, ExhibitKind.IMAGE]


# --- hostile bytes -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[ExhibitKind, list[bytes]]:
    folder = tmp_path_factory.mktemp("seeds")
    clips = [
        write_clip(folder / f"seed{suffix}", moving_marks(4, 64, 48)).read_bytes()
        for suffix in (".mp4", ".mkv", ".avi", ".ts", ".webm", ".gif", ".h264")
    ]
    images = []
    for suffix in ("png", "jpg", "webp", "bmp", "tiff"):
        Image.fromarray(moving_marks(1, 64, 48)[0]).save(folder / f"seed.{suffix}")
        images.append((folder / f"seed.{suffix}").read_bytes())
    return {ExhibitKind.VIDEO: clips, ExhibitKind.IMAGE: images}


def examined_or_refused(path: Path, kind: ExhibitKind) -> Examination | ExhibitError:
    try:
        return FACES.examine(exhibit_of(path, kind), path, Workbench())
    except ExhibitError as refusal:
        return refusal


@settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_hostile_bytes_give_an_examination_or_an_exhibit_error(
    data: st.DataObject, seeds: dict[ExhibitKind, list[bytes]], tmp_path: Path
) -> None:
    kind = data.draw(st.sampled_from([ExhibitKind.VIDEO, ExhibitKind.IMAGE]))
    content = bytearray(data.draw(st.sampled_from(seeds[kind])))
    for _ in range(data.draw(st.integers(0, 12))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    content = content[: data.draw(st.integers(0, len(content)))]
    path = tmp_path / "hostile"
    path.write_bytes(content)
    result = examined_or_refused(path, kind)
    if isinstance(result, ExhibitError):
        assert result.why
        assert result.remedy
    else:
        coverage = coverage_of(result)
        assert 0 < coverage.sampled <= coverage.decoded
        assert Examination.model_validate_json(result.model_dump_json()) == result


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    content=st.binary(max_size=400), kind=st.sampled_from([ExhibitKind.VIDEO, ExhibitKind.IMAGE])
)
def test_any_bytes_at_all_are_refused_politely(
    content: bytes, kind: ExhibitKind, tmp_path: Path
) -> None:
    path = tmp_path / "anything"
    path.write_bytes(content)
    result = examined_or_refused(path, kind)
    assert isinstance(result, Examination) or result.why
