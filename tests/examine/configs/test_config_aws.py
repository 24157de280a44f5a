"""AWS Rekognition: a search is recognition, a collection or a permission is not."""

from __future__ import annotations

import json

import pytest

from auditor.report.examiner_words import in_chinese
from tests.examine.configs.configured import examined, facts, label, topics

PROCESSOR = {
    "Name": "quay-watch",
    "Input": {
        "KinesisVideoStream": {"Arn": "arn:aws:kinesisvideo:eu-north-1:000000000000:stream/quay/1"}
    },
    "Settings": {"FaceSearch": {"CollectionId": "passes", "FaceMatchThreshold": 62}},
}
SEARCH = """\
resource "aws_rekognition_stream_processor" "gate" {
  settings {
    face_search {
      collection_id = aws_rekognition_collection.c.id
      face_match_threshold = 85
    }
  }
}
"""
PORCH = """\
resource "aws_rekognition_stream_processor" "porch" {
  # face_search is not used
  settings { connected_home { labels = ["PACKAGE"] } }
  data_sharing_preference { opt_in = false }
}
"""
COLLECTION = 'Resources:\n  Guests: {Type: "AWS::Rekognition::Collection", Properties: {A: b}}\n'


def test_a_face_search_is_recognition_and_a_low_threshold_acts_as_eighty() -> None:
    found = examined(json.dumps(PROCESSOR))
    assert found.configured[0].label == "recognition"
    assert facts(found)["sharing.internet_transfer"] is True
    assert topics(found, "effective")


def test_stopped_is_open() -> None:
    assert label(json.dumps({**PROCESSOR, "Status": "STOPPED"})) == "ambiguous"
    assert label(json.dumps({**PROCESSOR, "Status": "RUNNING"})) == "recognition"


def test_terraform_with_its_gate() -> None:
    assert label(SEARCH) == "recognition"
    gated = SEARCH.replace('"gate" {', '"gate" {\n  count = var.faces ? 1 : 0', 1)
    assert label(gated) == "ambiguous"
    assert label(gated + 'variable "faces" { default = false }\n') == "none"
    assert label(gated + 'variable "faces" { default = true }\n') == "recognition"


def test_parcels_are_none() -> None:
    assert label(PORCH) == "none"


def test_a_misspelt_resource_deploys_nothing() -> None:
    text = SEARCH.replace("stream_processor", "streaming_processor")
    assert label(text) == "none"
    assert topics(examined(text), "no_such_resource")


def test_a_collection_alone_is_open_and_one_with_faces_is_recognition() -> None:
    assert label(COLLECTION) == "ambiguous"
    assert (
        label('{"CollectionARN": "x", "FaceCount": 0, "FaceModelVersion": "6.0"}') != "recognition"
    )
    assert (
        label('{"CollectionARN": "x", "FaceCount": 44, "FaceModelVersion": "6.0"}') == "recognition"
    )


@pytest.mark.parametrize("action", ["rekognition:IndexFaces", "rekognition:*"])
def test_a_permission_is_no_use(action: str) -> None:
    text = json.dumps({"Statement": [{"Effect": "Allow", "Action": [action], "Resource": "*"}]})
    assert label(text) == "ambiguous"


def test_commands() -> None:
    assert label("aws rekognition index-faces --collection-id c --image x\n") == "recognition"
    assert label("aws rekognition detect-faces --attributes ALL --image x\n") == "attributes"
    assert label("aws rekognition detect-faces --image x\n") == "detection_only"
    assert label("aws rekognition detect-labels --image x\n") == "none"


def test_faces_listed_are_counted_and_not_named() -> None:
    faces = [{"FaceId": "11111111-2222", "ExternalImageId": "zhang.wei"}]
    found = examined(json.dumps({"Faces": faces, "FaceModelVersion": "6.0"}))
    assert found.configured[0].label == "recognition"
    assert "zhang" not in " ".join(one.note for one in found.observations)


def test_broken_hcl_is_one_sentence_and_never_none() -> None:
    from auditor.errors import ExhibitError

    with pytest.raises(ExhibitError):
        examined(SEARCH + "resource {{{\n")


def test_every_sentence_has_its_chinese() -> None:
    for text in (json.dumps(PROCESSOR), SEARCH, PORCH, COLLECTION):
        for one in examined(text).observations:
            assert in_chinese(one.note) is not None, one.note
