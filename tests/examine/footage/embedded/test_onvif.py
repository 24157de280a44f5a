from __future__ import annotations

import gzip
from pathlib import Path

import av
import pytest

from auditor.core.locator import Box, MediaLocator
from auditor.examine.footage.embedded import Embedded, read_embedded
from auditor.examine.footage.embedded.limits import EmbeddedLimits
from auditor.examine.footage.embedded.onvif_track import BY_TOPIC, UNSTATED, box_in_picture
from auditor.examine.model import EvidenceState, Observation
from auditor.vocabulary.vocabulary import definition

from ..clips import exhibit_of, moving_marks, write_clip
from .files import (
    event_of,
    face_object,
    frame_of,
    matroska,
    mett,
    plain_clip,
    stream_of,
    transport_stream,
    with_metadata_track,
)

RECOGNITION = "tns1:RuleEngine/Recognition/Face"


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plain_clip(tmp_path_factory.mktemp("onvif") / "clip.mp4")


def read(path: Path, limits: EmbeddedLimits | None = None) -> Embedded:
    return read_embedded(exhibit_of(path), path, *([limits] if limits else []))


def found(read_from: Embedded, topic: str) -> Observation:
    (one,) = [o for o in read_from.observations if o.topic == f"embedded.{topic}"]
    for fact, value in one.says.items():
        definition(fact).parse(value)
    return one


def topics(read_from: Embedded) -> set[str]:
    onvif = {o.topic.removeprefix("embedded.") for o in read_from.observations}
    return {topic for topic in onvif if topic.startswith("onvif")}


def place(observation: Observation) -> MediaLocator:
    assert isinstance(observation.locator, MediaLocator)
    return observation.locator


# --- detection -----------------------------------------------------------------------------------


def test_faces_marked_by_the_device_are_counted_and_one_is_placed(clip: Path) -> None:
    samples = [
        frame_of(face_object(12, 0.4)),
        frame_of(),
        frame_of(face_object(12), face_object(13)),
    ]
    result = read(with_metadata_track(clip, samples))
    face = found(result, "onvif_face")
    assert face.note == (
        "The device's own analysis marked a face 2 times, under 2 object numbers, which join "
        "sightings of one object and name nobody."
    )
    assert face.state is EvidenceState.OBSERVED
    assert face.confidence == pytest.approx(0.93)
    where = place(face)
    assert (where.start, where.end) == (1.0, 1.0)
    assert where.quote == "HumanFace 0.93"
    # 20 to 100 across and 30 to 80 up, of 320 by 240 elements from the lower left corner.
    assert where.box == Box(x=20, y=160, width=80, height=50)


def test_a_marked_face_says_that_faces_are_seen_and_nothing_of_recognition(clip: Path) -> None:
    result = read(with_metadata_track(clip, [frame_of(face_object())]))
    assert topics(result) == {"onvif_face"}
    assert found(result, "onvif_face").says == {"capture.faces_detected": True}


@pytest.mark.parametrize(
    "described",
    [
        '<tt:Type Likelihood="0.8">Face</tt:Type>',
        "<tt:Type>Human Face</tt:Type>",
        "<tt:ClassCandidate><tt:Type>Face</tt:Type><tt:Likelihood>0.8</tt:Likelihood>"
        "</tt:ClassCandidate>",
        "<tt:Extension><tt:OtherTypes><tt:Type>HumanFace</tt:Type><tt:Likelihood>0.8"
        "</tt:Likelihood></tt:OtherTypes></tt:Extension>",
    ],
)
def test_every_spelling_of_the_class_is_known(clip: Path, described: str) -> None:
    item = (
        f'<tt:Object ObjectId="1"><tt:Appearance><tt:Class>{described}</tt:Class>'
        "</tt:Appearance></tt:Object>"
    )
    assert topics(read(with_metadata_track(clip, [frame_of(item)]))) == {"onvif_face"}


@pytest.mark.parametrize("kind", ["Human", "Vehicle", "LicensePlate", "Faceplate", ""])
def test_other_objects_are_no_faces(clip: Path, kind: str) -> None:
    item = face_object().replace("HumanFace", kind)
    assert topics(read(with_metadata_track(clip, [frame_of(item)]))) == set()


def test_a_class_the_device_thought_unlikely_does_not_count(clip: Path) -> None:
    assert topics(read(with_metadata_track(clip, [frame_of(face_object(1, 0.3))]))) == set()


def test_a_missing_likelihood_is_not_certainty(clip: Path) -> None:
    item = face_object().replace(' Likelihood="0.93"', "")
    face = found(read(with_metadata_track(clip, [frame_of(item)])), "onvif_face")
    assert face.confidence == UNSTATED


def test_what_a_device_is_able_to_do_is_not_read_as_done(clip: Path) -> None:
    sample = frame_of(face_object()).replace(
        b"tt:MetadataStream", b"tan:GetSupportedMetadataResponse"
    )
    result = read(with_metadata_track(clip, [sample]))
    assert topics(result) == set()
    assert "Track 1 (data) holds 1 packets of a kind not known here; they were not read." in (
        result.warnings
    )


# --- the person described ------------------------------------------------------------------------

DESCRIBED = (
    "<tt:HumanFace><fc:Age><tt:Min>25</tt:Min><tt:Max>35</tt:Max></fc:Age><fc:Gender>Female"
    "</fc:Gender><fc:PoseAngle><fc:PoseAngles yaw='1'/></fc:PoseAngle></tt:HumanFace>"
)


def test_described_persons_are_analysis_of_attributes(clip: Path) -> None:
    samples = [frame_of(face_object(extra=DESCRIBED))]
    result = read(with_metadata_track(clip, samples))
    described = found(result, "onvif_attributes")
    assert "1 times, by Age, Gender." in described.note
    assert described.says["capture.function"] == "attributes"
    assert "25" not in described.model_dump_json()
    assert "Female" not in described.model_dump_json()


def test_a_vendors_own_attribute_counts_too(clip: Path) -> None:
    extra = '<v:Emotion xmlns:v="http://vendor.example/schema" Likelihood="0.7">Neutral</v:Emotion>'
    result = read(with_metadata_track(clip, [frame_of(face_object(extra=extra))]))
    assert "by Emotion." in found(result, "onvif_attributes").note


def test_where_a_face_points_is_no_attribute(clip: Path) -> None:
    extra = "<tt:HumanFace><fc:PoseAngle><fc:PoseAngles yaw='1'/></fc:PoseAngle></tt:HumanFace>"
    result = read(with_metadata_track(clip, [frame_of(face_object(extra=extra))]))
    assert topics(result) == {"onvif_face"}


def test_bodies_are_told_and_say_nothing_of_faces(clip: Path) -> None:
    body = (
        '<tt:Object ObjectId="4"><tt:Appearance><tt:HumanBody><bd:Clothing><bd:Tops/>'
        "</bd:Clothing></tt:HumanBody></tt:Appearance></tt:Object>"
    )
    result = read(with_metadata_track(clip, [frame_of(body)]))
    assert topics(result) == {"onvif_body"}
    assert found(result, "onvif_body").says == {}


def test_pictures_cut_out_are_kept_pictures(clip: Path) -> None:
    samples = [
        frame_of(face_object(extra="<tt:Image>/9j/4AAQSkZJRg==</tt:Image>")),
        frame_of(face_object(extra="<tt:ImageRef>rtsp://root:pass@192.0.2.7/1.jpg</tt:ImageRef>")),
    ]
    result = read(with_metadata_track(clip, samples))
    assert found(result, "onvif_picture").says == {"storage.raw_face_images": True}
    assert found(result, "onvif_picture_address").confidence == BY_TOPIC
    told = "".join(o.model_dump_json() for o in result.observations)
    assert "pass" not in told
    assert "4AAQ" not in told


# --- events --------------------------------------------------------------------------------------


def test_a_match_with_an_enrolled_face_is_recognition_and_names_nobody(clip: Path) -> None:
    samples = [
        event_of(
            RECOGNITION,
            ("Likelihood", likelihood),
            ("EnrollmentID", "Zhang Wei 7731"),
            ("Label", "Blacklisted"),
        )
        for likelihood in ("0.71", "0.88")
    ]
    result = read(with_metadata_track(clip, [frame_of(face_object(extra=DESCRIBED)), *samples]))
    match = found(result, "onvif_recognition")
    assert match.note == (
        "The device reported 2 times that a face matched an enrolled one (1 enrolment numbers, "
        "likelihood 0.71 to 0.88; on the list Blacklisted)."
    )
    assert match.says["capture.function"] == "identify_one_to_many"
    assert match.says["capture.template_extracted"] is True
    assert place(match).quote == "EnrollmentID Z***"
    assert (place(match).start, place(match).end) == (0.5, 1.0)
    # One system has one function: the attributes must not contradict the recognition.
    assert "capture.function" not in found(result, "onvif_attributes").says
    assert "Zhang" not in "".join(o.model_dump_json() for o in result.observations)


def test_the_topic_of_recognition_without_a_comparison_is_detection(clip: Path) -> None:
    result = read(with_metadata_track(clip, [event_of(RECOGNITION, ("IsFDAlarm", "true"))]))
    assert topics(result) == {"onvif_event"}
    assert found(result, "onvif_event").says == {"capture.faces_detected": True}


@pytest.mark.parametrize(
    ("items", "operation"),
    [([("State", "false")], "Initialized"), ([("IsFDAlarm", "true")], "Deleted")],
)
def test_an_event_that_is_not_going_on_is_none(
    clip: Path, items: list[tuple[str, str]], operation: str
) -> None:
    event = event_of("tns1:RuleEngine/MyRuleDetector/FaceDetect", *items, operation=operation)
    assert topics(read(with_metadata_track(clip, [event]))) == set()


def test_a_vendors_topic_is_told_by_its_name_only(clip: Path) -> None:
    event = event_of("tnsvendor:Apps/FaceRecognition/Match", ("active", "true"), ("name", "Ana Li"))
    result = read(with_metadata_track(clip, [event]))
    told = found(result, "onvif_recognition_topic")
    assert told.says == {"capture.faces_detected": True}
    assert place(told).quote == "tnsvendor:Apps/FaceRecognition/Match"
    assert "Ana" not in told.model_dump_json()


def test_motion_and_number_plates_are_no_faces(clip: Path) -> None:
    samples = [
        event_of("tns1:RuleEngine/CellMotionDetector/Motion", ("IsMotion", "true")),
        event_of("tns1:RuleEngine/Recognition/LicensePlate", ("Likelihood", "0.9")),
    ]
    assert topics(read(with_metadata_track(clip, samples))) == set()


# --- where it lies -------------------------------------------------------------------------------


def test_the_other_sample_entry_and_gzip_are_read(clip: Path) -> None:
    packed = gzip.compress(frame_of(face_object()))
    assert topics(read(with_metadata_track(clip, [packed], entry=mett()))) == {"onvif_face"}


def test_several_documents_in_one_packet_are_read(clip: Path) -> None:
    one = frame_of(face_object())
    result = read(with_metadata_track(clip, [one + b"\n" + one]))
    assert "2 times" in found(result, "onvif_face").note


def test_a_transport_stream_is_read(tmp_path: Path) -> None:
    path = transport_stream(tmp_path / "clip.ts", [stream_of(""), frame_of(face_object())])
    face = found(read(path), "onvif_face")
    assert place(face).start == pytest.approx(0.5, abs=0.05)


def test_matroska_and_its_attachments_are_read(tmp_path: Path) -> None:
    path = matroska(
        tmp_path / "clip.mkv", [frame_of(face_object())], attached=frame_of(face_object(5))
    )
    assert "2 times, under 2 object" in found(read(path), "onvif_face").note


def test_subtitles_for_people_are_not_complained_of(tmp_path: Path) -> None:
    result = read(matroska(tmp_path / "clip.mkv", [b"Good morning. My face!"]))
    assert topics(result) == set()
    assert result.warnings == ()


def test_a_picture_that_is_shown_turned_gets_no_box(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "turned.mp4", moving_marks(10), rotation=90)
    result = read(with_metadata_track(clip, [frame_of(face_object())]))
    assert place(found(result, "onvif_face")).box is None


def test_times_count_from_the_first_frame(tmp_path: Path) -> None:
    samples = [stream_of(""), frame_of(face_object())]
    late = matroska(tmp_path / "late.mkv", samples, begins=50)
    with av.open(str(late)) as container:
        assert container.start_time == pytest.approx(5_000_000)
    assert place(found(read(late), "onvif_face")).start == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("corners", "box"),
    [
        ((-1.0, 1.0, 0.0, 0.0), Box(x=0, y=0, width=160, height=120)),
        # Upside down, as cameras write whose scale turns the axis over.
        ((-1.0, 0.0, 0.0, 1.0), Box(x=0, y=0, width=160, height=120)),
        ((0.9, 1.1, 1.1, 0.9), Box(x=304, y=0, width=16, height=12)),
        ((20.0, 80.0, 100.0, 30.0), None),
        ((0.5, 0.5, 0.5, 0.5), None),
        (None, None),
    ],
)
def test_boxes_are_placed_or_left_out(
    corners: tuple[float, float, float, float] | None, box: Box | None
) -> None:
    assert box_in_picture(corners, (320, 240)) == box


# --- what cannot be read -------------------------------------------------------------------------


def test_entities_are_refused_and_said_so(clip: Path) -> None:
    bomb = (
        b'<!DOCTYPE x [<!ENTITY a "face"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b"<tt:MetadataStream xmlns:tt='http://www.onvif.org/ver10/schema'>&b;</tt:MetadataStream>"
    )
    result = read(with_metadata_track(clip, [bomb, frame_of(face_object())]))
    assert topics(result) == {"onvif_face"}
    assert result.warnings == (
        "ONVIF metadata: 1 documents could not be read because it declares a document type or "
        "entities, which can be made to fill the memory.",
    )


def test_broken_documents_are_counted_and_the_rest_is_read(clip: Path) -> None:
    broken = frame_of(face_object())[:-30]
    result = read(with_metadata_track(clip, [broken, frame_of(face_object()), broken]))
    assert "1 times" in found(result, "onvif_face").note
    assert "2 documents could not be read because it is not well-formed" in result.warnings[0]


def test_a_packed_bomb_is_not_unpacked(clip: Path) -> None:
    bomb = gzip.compress(b"<tt:MetadataStream>" + bytes(30_000_000))
    result = read(with_metadata_track(clip, [bomb]))
    assert topics(result) == set()
    assert "packets of a kind not known here" in result.warnings[0]


def test_exi_is_named(clip: Path) -> None:
    result = read(with_metadata_track(clip, [b"$EXI\x80\x00"]))
    assert "packed as EXI, which is not read here" in result.warnings[0]


def test_beyond_the_limit_reading_stops_and_says_where(clip: Path) -> None:
    samples = [frame_of(face_object())] * 4
    result = read(with_metadata_track(clip, samples), EmbeddedLimits(most_documents=2))
    assert "2 times" in found(result, "onvif_face").note
    assert result.warnings == (
        "ONVIF metadata: only the first 2 documents were read, up to 1.00 s.",
    )
    few = read(with_metadata_track(clip, samples), EmbeddedLimits(most_packets=3))
    assert "were read from the first 3 packets only" in few.warnings[0]
