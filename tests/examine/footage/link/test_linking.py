from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from auditor.case.load import LoadedCase
from auditor.examine.footage.link import linking as room_of_linking
from auditor.examine.footage.link.encoder import Encoder
from auditor.examine.footage.link.linking import distances_of, grouped, link
from auditor.examine.interface import Workbench
from auditor.examine.linking_model import Linking
from auditor.examine.model import Examination
from auditor.examine.open_case import open_case

from ..clips import Rgb, room, with_head, write_clip
from ..no_words import FACES

REASON = "to show what the footage allows"


def visit(which: int, x: float, height: float = 0.6) -> list[Rgb]:
    empty = room(640, 480)
    return [with_head(empty, x=x + 0.005 * n, height=height, which=which) for n in range(8)]


@pytest.fixture(scope="module")
def examined(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[LoadedCase, list[Examination]]:
    """Somebody twice, in two clips; somebody else; the first far away; one face twice at a time."""
    folder = tmp_path_factory.mktemp("case")
    write_clip(folder / "1.mp4", visit(0, 0.3))
    write_clip(folder / "2.mkv", visit(0, 0.6, height=0.5))
    write_clip(folder / "3.mp4", visit(1, 0.5))
    write_clip(folder / "4.mp4", visit(0, 0.5, height=0.12))
    both = with_head(with_head(room(640, 480), x=0.25, which=2), x=0.75, which=2)
    Image.fromarray(both).save(folder / "5.png")
    loaded = open_case(folder)
    examinations = [
        FACES.examine(exhibit, loaded.files[exhibit.id], Workbench())
        for exhibit in loaded.case.exhibits
    ]
    return loaded, examinations


@pytest.fixture(scope="module")
def linked(examined: tuple[LoadedCase, list[Examination]]) -> Linking:
    return link(REASON, *examined)


def distance(linking: Linking, one: str, other: str) -> float:
    a, b = sorted((linking.compared.index(one), linking.compared.index(other)))
    return linking.distances[b][a]


@pytest.mark.slow
def test_two_visits_of_one_person_could_be_joined_and_no_others(linked: Linking) -> None:
    assert linked.reason == REASON
    assert (linked.joined, linked.groups) == (2, 1)
    assert distance(linked, "E-01/1", "E-02/1") < linked.threshold
    assert distance(linked, "E-01/1", "E-03/1") > linked.threshold
    assert distance(linked, "E-02/1", "E-03/1") > linked.threshold


@pytest.mark.slow
def test_two_faces_at_the_same_time_are_not_two_visits(linked: Linking) -> None:
    assert distance(linked, "E-05/1", "E-05/2") < linked.threshold
    assert linked.groups == 1


@pytest.mark.slow
def test_a_face_too_small_is_not_compared_and_it_says_why(linked: Linking) -> None:
    assert [(one.episode, one.why) for one in linked.not_compared] == [("E-04/1", "tier")]
    assert "E-04/1" not in linked.compared


@pytest.mark.slow
def test_the_matrix_has_every_pair_once_to_two_decimals(linked: Linking) -> None:
    assert [len(row) for row in linked.distances] == list(range(len(linked.compared)))
    for value in (value for row in linked.distances for value in row):
        assert value == round(value, 2)


@pytest.mark.slow
def test_it_comes_out_the_same_every_time(
    examined: tuple[LoadedCase, list[Examination]], linked: Linking
) -> None:
    assert link(REASON, *examined) == linked


@pytest.mark.slow
def test_more_episodes_than_are_compared_at_a_time_are_left_out_the_best_kept(
    examined: tuple[LoadedCase, list[Examination]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room_of_linking, "MOST_COMPARED", 2)
    few = link(REASON, *examined)
    assert len(few.compared) == 2
    eyes = {e.id: e.best.eye_distance for one in examined[1] for e in one.episodes}
    capped = [one.episode for one in few.not_compared if one.why == "cap"]
    assert len(capped) == 3
    assert min(eyes[name] for name in few.compared) >= max(eyes[name] for name in capped)


@pytest.mark.slow
def test_a_file_that_changed_meanwhile_is_not_compared(
    examined: tuple[LoadedCase, list[Examination]], tmp_path: Path
) -> None:
    loaded, examinations = examined
    (tmp_path / "gone.mp4").write_bytes(b"not a video any more")
    files = {**loaded.files, "E-01": tmp_path / "gone.mp4"}
    linking = link(REASON, LoadedCase(loaded.case, files), examinations)
    assert ("E-01/1", "not_read") in [(one.episode, one.why) for one in linking.not_compared]
    assert linking.groups == 0


@pytest.mark.slow
def test_a_face_that_does_not_lie_where_it_was_measured_gets_no_template(
    examined: tuple[LoadedCase, list[Examination]],
) -> None:
    best = examined[1][0].episodes[0].best
    bgr = np.ascontiguousarray(visit(0, 0.3)[0][:, :, ::-1])
    encoder = Encoder()
    assert encoder.template(bgr, best) is not None
    wrong = best.model_copy(update={"eye_distance_in_picture": best.eye_distance_in_picture / 2})
    assert encoder.template(bgr, wrong) is None


@pytest.mark.slow
def test_nobody_to_compare_is_no_error(examined: tuple[LoadedCase, list[Examination]]) -> None:
    loaded, _ = examined
    linking = link(REASON, loaded, [])
    assert (linking.compared, linking.distances, linking.joined, linking.groups) == ((), (), 0, 0)


# --- groups --------------------------------------------------------------------------------------


def at(*places: float) -> list[list[int]]:
    """Groups of points on a line, those within 1 of each other fitting."""
    distances = distances_of([np.array([place]) for place in places])
    return sorted(sorted(group) for group in grouped(distances, distances <= 1))


def test_a_chain_is_not_joined_from_end_to_end() -> None:
    assert at(0.0, 0.9, 1.8, 5.0) == [[0, 1]]
    assert at(0.0, 0.9, 1.7, 5.0) == [[1, 2]]


def test_groups_hold_only_what_fits_with_everything_in_them() -> None:
    assert at(0.0, 0.2, 0.4, 3.0, 3.3, 9.0) == [[0, 1, 2], [3, 4]]


def test_two_that_must_not_be_joined_are_not_joined_by_a_third() -> None:
    distances = distances_of([np.array([0.0]), np.array([0.1]), np.array([0.3])])
    fits = distances <= 1
    fits[0, 1] = fits[1, 0] = False
    assert grouped(distances, fits) == [[1, 2]]
