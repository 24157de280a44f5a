"""Azure and Google: an account is no use; a group, an attribute or a call is."""

from __future__ import annotations

import json

from auditor.core.wording import in_language
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
        assert in_language(one.note, "zh") is not None, one.note


# --- accounts in every form ----------------------------------------------------------------------

BICEP = """\
param deployFaces bool = {default}
resource face 'Microsoft.CognitiveServices/accounts@2023-05-01' = if (deployFaces) {{
  name: 'f'
  kind: 'Face'
}}
"""
ARM = {
    "parameters": {"k": {"type": "string", "defaultValue": "Face"}},
    "resources": [
        {"type": "Microsoft.CognitiveServices/accounts", "kind": "[parameters('k')]", "name": "x"}
    ],
}


def test_bicep_with_its_condition() -> None:
    assert label(BICEP.format(default="true")) == "ambiguous"
    assert label(BICEP.format(default="false")) == "none"


def test_a_resource_template_and_the_default_of_its_parameter() -> None:
    assert label(json.dumps(ARM)) == "ambiguous"
    assert label(json.dumps(ARM).replace('"Face"', '"OpenAI"')) == "none"


def test_the_command_line() -> None:
    text = "az cognitiveservices account create --name f \\\n  --kind Face --sku S0\n"
    assert label(text) == "ambiguous"


def test_terraform_with_a_kind_of_each_and_a_count() -> None:
    text = 'resource "azurerm_cognitive_account" "a" {\n  count = 0\n  kind = "Face"\n}\n'
    assert label(text) == "none"
    each = text.replace("count = 0", "for_each = var.all").replace('"Face"', "each.value.kind")
    assert label(each) == "ambiguous"


# --- settings, requests and answers --------------------------------------------------------------


def test_a_group_that_is_blank_is_to_be_filled_in() -> None:
    text = '{"FaceApi": {"Endpoint": "https://x.cognitiveservices.azure.com", "PersonGroupId": %s}}'
    assert label(text % '""') == "ambiguous"
    assert label(text % '"crew"') == "recognition"


def test_a_threshold_of_identification_without_a_group() -> None:
    text = '{"RecognitionModel": "recognition_04", "ConfidenceThreshold": 0.7, "Other": 1}'
    assert label(text) == "recognition"


def test_credentials_alone_leave_it_open() -> None:
    text = '{"Values": {"FaceApiKey": "a", "FaceApiEndpoint": "https://w.api.cognitive.microsoft.com"}}'
    assert label(text) == "ambiguous"


def test_answers_are_records_of_use_and_quote_nobody() -> None:
    identified = '[{"faceId": "a", "candidates": [{"personId": "lena-k", "confidence": 0.9}]}]'
    assert label(identified) == "recognition"
    assert "lena-k" not in examined(identified).model_dump_json()
    rectangle = '[{"faceId": "a", "faceRectangle": {"top": 1}, "faceAttributes": {"%s": 1}}]'
    assert label(rectangle % "age") == "attributes"
    assert label(rectangle % "blur") == "detection_only"


# --- programs ------------------------------------------------------------------------------------


def test_programs_by_their_calls() -> None:
    head = "from azure.cognitiveservices.vision.face import FaceClient\nc = FaceClient(E, K)\n"
    assert label(head + "c.face.identify(ids, GROUP)\n") == "recognition"
    assert label(head + "c.face.detect_with_url(u, return_face_attributes=['age'])\n") == (
        "attributes"
    )
    assert label(head + "# c.face.identify(ids)\nc.face.detect_with_url(u)\n") == "detection_only"
    google = "from google.cloud import vision\nclient.face_detection(image=i)\n"
    assert label(google) == "detection_only"


def test_a_threshold_and_an_address_in_a_program() -> None:
    text = (
        "const uri = 'https://westus.api.cognitive.microsoft.com/face/v1.0';\n"
        "post(uri + '/identify', { confidenceThreshold: 0.63 });\n"
    )
    found = examined(text)
    assert facts(found)["sharing.internet_transfer"] is True
    assert "0.63" in topics(found, "threshold")[0].note
