"""Azure and Google: an account is no use; a group, an attribute or a call is."""

from __future__ import annotations

import json

from auditor.report.examiner_words import in_chinese
from tests.examine.configs.configured import examined, facts, label, topics

GROUP = {
    "face": {
        "endpoint": "https://depot.cognitiveservices.azure.com",
        "largePersonGroupId": "depot-staff",
        "confidenceThreshold": 0.68,
        "subscriptionKey": "0011223344556677",
    }
}


def test_a_group_of_persons_is_recognition_outside_the_site() -> None:
    found = examined(json.dumps(GROUP))
    assert found.configured[0].label == "recognition"
    assert facts(found)["sharing.internet_transfer"] is True
    (threshold,) = topics(found, "threshold")
    assert "0.68" in threshold.note
    assert "0011223344556677" not in found.model_dump_json()


def test_an_account_is_open() -> None:
    text = 'resource "azurerm_cognitive_account" "f" {\n  kind = "Face"\n  sku_name = "S0"\n}\n'
    assert label(text) == "ambiguous"


def test_attributes_asked_for() -> None:
    text = '{"returnFaceAttributes": "age,gender,emotion", "a": 1, "detectionModel": "x"}'
    assert label(text) == "attributes"
    assert label(text.replace("age,gender,emotion", "headPose,blur")) == "detection_only"


def test_google_with_and_without_attributes() -> None:
    text = '{"features": ["FACE_DETECTION"], "faceDetectionConfig": {"includeAttributes": true}}'
    assert label(text) == "attributes"
    assert label(text.replace("true", "false")) == "detection_only"


def test_every_sentence_has_its_chinese() -> None:
    for one in examined(json.dumps(GROUP)).observations:
        assert in_chinese(one.note) is not None, one.note
