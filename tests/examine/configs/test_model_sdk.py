"""Model SDKs: a pipeline recognises where an embedder meets a database."""

from __future__ import annotations

from tests.examine.configs.configured import (
    assert_sentences_and_cuts_hold,
    devices,
    examined,
    facts,
    label,
    topics,
)

SDK = """\
face_detector: {hardware: HAILORT/HAILO8, inference_host_address: "%s"}
face_embedder: {hardware: HAILORT/HAILO8, inference_host_address: "%s"}
db_path: ./people.lance
cosine_similarity_threshold: 0.6
video_source: "rtsp://a:hid2den@10.77.4.2/s1"
storage: {endpoint: ./clips, bucket: strangers}
mystery: 3
"""


def test_a_pipeline_with_an_embedder_and_a_database_recognises() -> None:
    text = SDK % ("@local", "@local")
    found = examined(text)
    assert found.configured[0].label == "recognition"
    (threshold,) = topics(found, "threshold")
    assert "higher is stricter" in threshold.note
    assert devices(text)["video_source"].host == "10.77.4.2"
    assert "mystery" in found.coverage.not_understood  # type: ignore[union-attr]
    assert "hid2den" not in found.model_dump_json()


def test_inference_in_the_cloud_means_that_pictures_leave() -> None:
    assert facts(examined(SDK % ("@cloud", "@cloud")))["sharing.internet_transfer"] is True
    assert "sharing.internet_transfer" not in facts(examined(SDK % ("@local", "10.7.0.1:8778")))


def test_a_detector_alone_detects_and_an_embedder_without_database_is_open() -> None:
    lines = (SDK % ("@local", "@local")).splitlines()
    detector = "\n".join(line for line in lines if not line.startswith(("face_emb", "db_path")))
    assert label(detector) == "detection_only"
    assert label("\n".join(line for line in lines if "db_path" not in line)) == "ambiguous"


def test_every_sentence_has_its_chinese_and_damage_no_traceback() -> None:
    assert_sentences_and_cuts_hold(SDK % ("a.b", "a.b"), recognises=True)
