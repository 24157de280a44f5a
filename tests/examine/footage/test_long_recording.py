from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from auditor.examine.footage import long_recording, work
from auditor.examine.footage.decode import Notes, open_video
from auditor.examine.footage.gate import Gate, busy, merged, spaced
from auditor.examine.footage.indexed import IndexedVideo
from auditor.examine.footage.packets import PacketTable, Unindexed, read_table
from auditor.examine.footage.pieces import Piece, PieceLooks, cut_up, look_at_piece
from auditor.examine.interface import Workbench
from auditor.examine.model import Examination, FootageCoverage
from tests.shared import Shared

from .clips import (
    Rgb,
    exhibit_of,
    in_another_container,
    moving_marks,
    room,
    truncated,
    with_head,
    write_clip,
)
from .no_words import FACES

SECONDS, RATE = 100, 8
VISITS = ((20.0, 26.0), (70.0, 73.0))


def recording(seconds: int = SECONDS, every: int = 1) -> list[Rgb]:
    """A noisy empty room, and somebody who crosses it twice; only `every` so many frames."""
    random = np.random.default_rng(3)
    empty = room()
    pictures = []
    for n in range(0, seconds * RATE, every):
        picture = empty
        for start, end in VISITS:
            if start <= n / RATE <= end:
                share = (n / RATE - start) / (end - start)
                picture = with_head(empty, x=0.25 + 0.5 * share)
        noise = random.normal(0, 1.5, picture.shape[:2])[:, :, None]
        pictures.append(np.clip(picture + noise, 0, 255).astype(np.uint8))
    return pictures


@pytest.fixture(scope="session")
def clip(shared: Shared) -> Path:
    def make(folder: Path) -> None:
        folder.mkdir()
        path = folder / "long.mp4"
        write_clip(path, recording(), rate=Fraction(RATE), keys_every=4 * RATE)

    return shared.path("long-recording", make) / "long.mp4"


@dataclass(frozen=True)
class Whole:
    """The recording examined from end to end on one core.

    Attributes:
        result: the examination.
        unfinished: the folder of the parts that were kept meanwhile; copy it before changing it.
        progress: every report of progress, as seconds done and in all.
    """

    result: Examination
    unfinished: Path
    progress: Sequence[tuple[float, float]]


@pytest.fixture(scope="module")
def whole(clip: Path, tmp_path_factory: pytest.TempPathFactory) -> Whole:
    unfinished = tmp_path_factory.mktemp("whole") / "unfinished"
    progress: list[tuple[float, float]] = []
    bench = Workbench(
        unfinished=unfinished, progress=lambda done, total: progress.append((done, total))
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "cores", lambda: 1)
        return Whole(examined(clip, bench), unfinished, progress)


def table_of(path: Path) -> PacketTable:
    table = read_table(path)[1]
    assert isinstance(table, PacketTable)
    return table


def examined(path: Path, bench: Workbench | None = None) -> Examination:
    return FACES.examine(exhibit_of(path), path, bench or Workbench())


def coverage_of(result: Examination) -> FootageCoverage:
    assert isinstance(result.coverage, FootageCoverage)
    return result.coverage


# --- the table of packets ------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".ts", ".webm", ".avi"])
def test_the_table_has_every_frame_at_the_time_decoding_gives_it(
    tmp_path: Path, suffix: str
) -> None:
    path = write_clip(tmp_path / f"clip{suffix}", moving_marks(30), keys_every=7)
    table = table_of(path)
    decoded = [(p.index, p.time) for p in open_video(path).pictures]
    assert [index for index, _ in decoded] == list(range(table.frames))
    times = [table.time(int(stamp)) for stamp in table.stamps]
    assert times == pytest.approx([time for _, time in decoded])


@pytest.mark.parametrize("suffix", [".mp4", ".mkv", ".ts", ".webm", ".avi"])
def test_frames_reached_by_a_leap_are_those_that_reading_on_gives(
    tmp_path: Path, suffix: str
) -> None:
    path = write_clip(tmp_path / f"clip{suffix}", moving_marks(40), keys_every=7)
    video = IndexedVideo(path, table_of(path))
    every = {p.index: p.pixels() for p in open_video(path).pictures}
    there = list(video.between(1.75, 2.65, Notes(), all_frames=True))
    assert [p.index for p in there] == list(range(18, 27))
    assert all((p.pixels() == every[p.index]).all() for p in there)
    asked = {p.index: p.pixels() for p in video.frames_at({3, 19, 38}, Notes())}
    assert set(asked) == {3, 19, 38}
    assert all((pixels == every[index]).all() for index, pixels in asked.items())


def test_a_key_frame_decoded_alone_is_the_same_picture(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", moving_marks(40), keys_every=10)
    video = IndexedVideo(path, table_of(path))
    every = {p.index: p.pixels() for p in open_video(path).pictures}
    keys = dict(video.key_frames(range(4), Notes()))
    stamps = [int(stamp) for stamp in video.table.keys[:4]]
    assert [p.index for p in keys.values()] == [video.table.index(stamp) for stamp in stamps]
    assert all(picture.key for picture in keys.values())
    assert all((p.pixels() == every[p.index]).all() for p in keys.values())


def test_files_whose_frames_cannot_be_reached_say_why(tmp_path: Path) -> None:
    bare = write_clip(tmp_path / "bare.h264", moving_marks(10))
    assert isinstance(read_table(bare)[1], Unindexed)
    first = write_clip(tmp_path / "one.ts", moving_marks(30))
    joined = tmp_path / "joined.ts"
    joined.write_bytes(first.read_bytes() * 2)
    table = read_table(joined)[1]
    assert isinstance(table, Unindexed)
    assert "backwards" in table.why


# --- the gate ------------------------------------------------------------------------------------


def sizes_of(levels: list[float], seed: int = 5) -> PacketTable:
    """Ten frames a second, a key frame every 2 s, frames of these sizes for half a second each."""
    random = np.random.default_rng(seed)
    sizes = np.repeat(levels, 5) * random.normal(1, 0.1, len(levels) * 5)
    stamps = np.arange(len(sizes), dtype=np.int64)
    return PacketTable(stamps, sizes.astype(np.int64), stamps[::20], Fraction(1, 10), True)


def test_what_is_larger_than_the_quiet_around_it_is_busy() -> None:
    levels = [1000.0] * 600
    for place in (*range(100, 110), *range(400, 403)):
        levels[place] = 1700
    spans = busy(sizes_of(levels), Gate(), 320 * 240)
    inside = [(a, b) for a, b in spans if 50 <= a < 55 or 200 <= a < 201.5]
    assert len(inside) >= 11
    assert len(spans) - len(inside) <= 6


def test_a_level_that_changes_with_the_light_is_followed() -> None:
    levels = [1000.0 + 4000 * n / 4800 for n in range(4800)]
    levels[3000:3010] = [9000.0] * 10
    spans = busy(sizes_of(levels), Gate(), 320 * 240)
    assert {(a, b) for a, b in spans if 1500 <= a < 1505}
    assert len(spans) < 0.03 * len(levels)


def test_spans_are_merged_in_order_and_kept_inside() -> None:
    spans = [(50.0, 52.0), (-1.0, 3.0), (53.0, 60.0), (98.0, 120.0)]
    assert merged(spans, 2.0, 100.0) == [(0.0, 3.0), (50.0, 60.0), (98.0, 100.0)]


def test_every_file_of_key_frames_is_compared_once_a_second() -> None:
    stamps = np.arange(250, dtype=np.int64)
    table = PacketTable(stamps, stamps, stamps, Fraction(1, 25), True)
    assert spaced(table, Gate()) == list(range(0, 250, 25))


def test_pieces_cover_the_spans_and_say_where_nothing_moves() -> None:
    stamps = np.arange(0, 2000, dtype=np.int64)
    table = PacketTable(stamps, stamps, stamps[::20], Fraction(1, 10), True)
    pieces = cut_up([(10.0, 15.0), (50.0, 130.5)], table, faces=[52.0])
    assert (pieces[0].start, pieces[0].end) == (10.0, 15.0)
    assert pieces[0].until == 50.0
    assert [p.end for p in pieces[1:-1]] == [p.start for p in pieces[2:]]
    assert pieces[-1].end == 130.5
    assert [p.begins for p in pieces] == [True, True, *[False] * (len(pieces) - 2)]
    assert pieces[1].faces == (52.0,)


# --- the whole way -------------------------------------------------------------------------------


@pytest.mark.slow
def test_visits_to_a_quiet_room_are_found_with_their_ends(whole: Whole) -> None:
    result = whole.result
    assert len(result.episodes) == len(VISITS)
    for episode, (start, end) in zip(result.episodes, VISITS, strict=True):
        assert start <= episode.start <= start + 0.5
        assert end - 0.5 <= episode.end <= end + 0.13
    coverage = coverage_of(result)
    assert coverage.quiet > 60
    assert coverage.decoded < 0.5 * SECONDS * RATE
    assert coverage.sampled + coverage.compared < 120
    assert coverage.largest_gap <= 4.1
    assert any(label == "long recordings" for label, _ in result.method)


@pytest.mark.slow
def test_exhaustive_looks_at_every_frame_of_it(tmp_path: Path) -> None:
    pictures = recording(seconds=64, every=2 * RATE)
    path = write_clip(tmp_path / "slow.mp4", pictures, rate=Fraction(1, 2))
    result = examined(path, Workbench(exhaustive=True))
    coverage = coverage_of(result)
    assert coverage.sampled == coverage.decoded == 32
    assert coverage.quiet == 0
    assert result.episodes


@pytest.mark.slow
def test_the_number_of_cores_changes_nothing(
    clip: Path, whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "cores", lambda: 3)
    assert examined(clip).model_dump_json() == whole.result.model_dump_json()


@pytest.mark.slow
def test_interrupted_work_goes_on_from_what_was_finished(
    clip: Path, whole: Whole, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = Workbench(unfinished=tmp_path / "unfinished")
    look = look_at_piece
    finished: list[int] = []

    def interrupted(video: IndexedVideo, piece: Piece, *rest: Any) -> PieceLooks:  # noqa: ANN401
        if finished:
            raise KeyboardInterrupt
        finished.append(piece.number)
        return look(video, piece, *rest)

    monkeypatch.setattr(work, "cores", lambda: 1)
    monkeypatch.setattr(long_recording, "look_at_piece", interrupted)
    with pytest.raises(KeyboardInterrupt):
        examined(clip, bench)
    kept = sorted(p.name for p in (tmp_path / "unfinished").rglob("*.json"))
    assert "piece-0000.json" in kept
    again: list[int] = []

    def counted(video: IndexedVideo, piece: Piece, *rest: Any) -> PieceLooks:  # noqa: ANN401
        again.append(piece.number)
        return look(video, piece, *rest)

    monkeypatch.setattr(long_recording, "look_at_piece", counted)
    assert examined(clip, bench) == whole.result
    assert again
    assert 0 not in again
    # Another detector is other work.
    examined(clip, Workbench(unfinished=tmp_path / "unfinished", detector="dlib-hog"))
    assert 0 in again


@pytest.mark.slow
def test_what_was_kept_and_cannot_be_read_is_done_again(
    clip: Path, whole: Whole, tmp_path: Path
) -> None:
    unfinished = shutil.copytree(whole.unfinished, tmp_path / "unfinished")
    for file in unfinished.rglob("*.json"):
        file.write_text("{", encoding="utf-8")
    assert examined(clip, Workbench(unfinished=unfinished)) == whole.result


@pytest.mark.slow
def test_a_long_recording_that_breaks_off_says_so(clip: Path, tmp_path: Path) -> None:
    result = examined(truncated(in_another_container(clip, tmp_path / "long.mkv"), 0.8))
    assert not coverage_of(result).read_to_end
    assert any(w.startswith("Broken off") for w in result.warnings)
    assert result.episodes


@pytest.mark.slow
def test_progress_rises_to_the_whole(whole: Whole) -> None:
    done = [done for done, _ in whole.progress]
    assert done == sorted(done)
    assert done[-1] == pytest.approx(whole.progress[-1][1], rel=0.02)


@pytest.mark.slow
def test_what_is_kept_holds_no_picture(whole: Whole) -> None:
    files = [file for file in whole.unfinished.rglob("*") if file.is_file()]
    assert files
    assert all(file.suffix == ".json" for file in files)
