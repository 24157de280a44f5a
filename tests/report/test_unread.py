"""What page one says was not seen: gaps that may matter, and no noise about photographed papers."""

from __future__ import annotations

from auditor.core.locator import TextLocator
from auditor.examine.model import Examination, FootageCoverage, Observation, Observations
from auditor.report.sections.coverage.build import loud
from auditor.report.words import Words
from tests.report.builders.observations import observations


def gaps(*, read_as_document: bool, decoded: int) -> str:
    """The gaps of a picture in which no face was found."""
    seen = observations()
    examined = seen.examinations[0]
    assert isinstance(examined.coverage, FootageCoverage)
    counts = {"decoded": decoded, "sampled": decoded, "with_detection": 0, "measured": 0}
    words = Observation(
        exhibit=examined.exhibit,
        topic="text.video_surveillance_only",
        locator=TextLocator(line=1),
        note="The words name video surveillance and do not name faces.",
    )
    picture = Examination(
        exhibit=examined.exhibit,
        examiner="footage",
        coverage=examined.coverage.model_copy(update=counts),
        observations=(words,) if read_as_document else (),
    )
    alone: Observations = seen.model_copy(update={"examinations": (picture,)})
    return " ".join(gap.text for gap in loud(Words("en"), alone))


def test_a_camera_picture_without_a_face_proves_no_absence() -> None:
    assert "no proof that nobody" in gaps(read_as_document=False, decoded=1)


def test_a_photographed_sign_without_a_face_is_no_gap() -> None:
    assert "no proof that nobody" not in gaps(read_as_document=True, decoded=1)


def test_a_photographed_sign_that_could_not_be_decoded_is_one() -> None:
    assert "no proof that nobody" in gaps(read_as_document=True, decoded=0)
