"""AWS Rekognition: a search is recognition, a collection or a permission is not."""

from __future__ import annotations

import json

import pytest

from auditor.core.wording import in_language
from auditor.examine.model import ConfigurationSummary, TextCoverage
from tests.examine.configs.configured import devices, examined, facts, label, topics

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
    from auditor.core.errors import ExhibitError

    with pytest.raises(ExhibitError):
        examined(SEARCH + "resource {{{\n")


def test_every_sentence_has_its_chinese() -> None:
    for text in (json.dumps(PROCESSOR), SEARCH, PORCH, COLLECTION):
        for one in examined(text).observations:
            assert in_language(one.note, "zh") is not None, one.note


# --- many forms of one call ----------------------------------------------------------------------

CALLS = {
    "boto3": "import boto3\nrek = boto3.client('rekognition')\nrek.search_faces_by_image(\n"
    "    CollectionId='crew', FaceMatchThreshold=91)\n",
    "JavaScript": "import { SearchFacesByImageCommand } from '@aws-sdk/client-rekognition'\n"
    "const c = new SearchFacesByImageCommand({ CollectionId: id, FaceMatchThreshold: 91 })\n",
    "Java": "import software.amazon.awssdk.services.rekognition.RekognitionClient;\n"
    "SearchFacesByImageRequest r = SearchFacesByImageRequest.builder()\n"
    "    .faceMatchThreshold(91F).build();\nclient.searchFacesByImage(r);\n",
    "CDK": "import * as rekognition from 'aws-cdk-lib/aws-rekognition';\n"
    "new rekognition.CfnStreamProcessor(this, 'P', {\n"
    "  faceSearchSettings: { collectionId: 'crew', faceMatchThreshold: 91 },\n});\n",
    "shell": "#!/bin/sh\naws --region eu-west-1 rekognition search-faces-by-image \\\n"
    "  --collection-id crew --face-match-threshold 91\n",
}


@pytest.mark.parametrize("language", CALLS)
def test_a_call_in_a_program_is_a_use_with_its_threshold(language: str) -> None:
    found = examined(CALLS[language])
    assert found.configured[0].label == "recognition"
    assert "is 91 " in topics(found, "threshold")[0].note


@pytest.mark.parametrize("language", CALLS)
def test_a_call_in_a_comment_is_none(language: str) -> None:
    first, *rest = CALLS[language].splitlines()
    sign = "#" if language in ("boto3", "shell") else "//"
    text = "\n".join([first, *(f"{sign} {line}" for line in rest)])
    labels = [one.label.value for one in examined_or_none(text)]
    assert "recognition" not in labels


def examined_or_none(text: str) -> list[ConfigurationSummary]:
    from auditor.core.errors import ExhibitError

    try:
        return list(examined(text).configured)
    except ExhibitError:
        return []


def test_a_program_that_asks_for_all_attributes() -> None:
    text = "rek = boto3.client('rekognition')\nrek.detect_faces(Image=i, Attributes=['{}'])\n"
    assert label(text.format("ALL")) == "attributes"
    assert label(text.format("DEFAULT")) == "detection_only"


def test_names_that_people_are_stored_under_are_not_quoted() -> None:
    text = "aws rekognition index-faces --collection-id c --external-image-id Li-Hua-3\n"
    assert "Li-Hua" not in examined(text).model_dump_json()


def test_a_program_within_a_template_is_read() -> None:
    text = (
        "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  F:\n"
        "    Type: AWS::Lambda::Function\n    Properties:\n      Code:\n        ZipFile: |\n"
        "          import boto3\n          rek = boto3.client('rekognition')\n"
        "          rek.compare_faces(SourceImage=a, TargetImage=b, SimilarityThreshold=88)\n"
    )
    found = examined(text)
    assert found.configured[0].label == "recognition"
    assert "is 88 " in topics(found, "threshold")[0].note


# --- conditions ----------------------------------------------------------------------------------

GUARDED = """\
Parameters:
  Faces: {{Type: String, Default: '{default}'}}
Conditions:
  Wanted: !Equals [!Ref Faces, 'yes']
Resources:
  P:
    Type: AWS::Rekognition::StreamProcessor
    Condition: Wanted
    Properties:
      KinesisVideoStream: {{Arn: 'arn:aws:kinesisvideo:eu-west-1:1:stream/dock/1'}}
      FaceSearchSettings: {{CollectionId: crew, FaceMatchThreshold: 95}}
"""


def test_a_condition_of_a_template_counts_by_its_parameter() -> None:
    assert label(GUARDED.format(default="yes")) == "recognition"
    assert label(GUARDED.format(default="no")) == "none"
    without = GUARDED.format(default="").replace(", Default: ''", "")
    assert label(without) == "ambiguous"


def test_a_provisioner_that_enrols_is_a_use_beside_a_gated_processor() -> None:
    gated = SEARCH.replace('"gate" {', '"gate" {\n  count = var.faces ? 1 : 0', 1)
    enrol = (
        'resource "null_resource" "enrol" {\n  provisioner "local-exec" {\n'
        '    command = "aws rekognition index-faces --collection-id c --image x"\n  }\n}\n'
    )
    assert label(gated + enrol) == "recognition"
    assert devices(gated + enrol)["gate"].label == "ambiguous"


def test_a_list_that_is_empty_by_default_deploys_nothing() -> None:
    each = SEARCH.replace('"gate" {', '"gate" {\n  for_each = var.cameras', 1)
    assert label(each) == "ambiguous"
    assert label(each + 'variable "cameras" { default = {} }\n') == "none"
    assert label(each + 'variable "cameras" { default = { a = 1 } }\n') == "recognition"


def test_a_module_is_named_as_unseen() -> None:
    text = 'module "faces" {\n  source = "./modules/rekognition"\n}\n'
    assert label(text + COLLECTION_TF) == "ambiguous"


COLLECTION_TF = 'resource "aws_rekognition_collection" "c" {\n  collection_id = "c"\n}\n'


# --- templates that deploy functions -------------------------------------------------------------

FUNCTIONS = """\
AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Resources:
  {name}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.main
      Environment: {{Variables: {{REKOGNITION_COLLECTION: crew}}}}
      Policies:
        - RekognitionFacesPolicy: {{CollectionId: crew}}
"""


def test_a_permission_a_library_and_a_name_together_are_a_use() -> None:
    assert label(FUNCTIONS.format(name="SearchFaces")) == "recognition"
    assert label(FUNCTIONS.format(name="Upload")) == "ambiguous"
    without = FUNCTIONS.format(name="SearchFaces").replace("REKOGNITION_COLLECTION", "BUCKET")
    assert label(without) == "ambiguous"


def test_a_task_of_a_state_machine_is_a_call() -> None:
    task = '{"States": {"S": {"Resource": "arn:aws:states:::aws-sdk:rekognition:%s", %s}}}'
    search = '"Parameters": {"CollectionId": "c", "FaceMatchThreshold": 85}'
    assert label(task % ("searchFacesByImage", search)) == "recognition"
    assert label(task % ("detectFaces", '"Parameters": {"Attributes": ["ALL"]}')) == "attributes"


def test_a_switch_of_a_media_workflow() -> None:
    text = '{"Stage": {"faceSearch": {"Enabled": %s, "CollectionId": "c"}, "labels": 1}}'
    assert label(text % "true") == "recognition"
    assert label(text % "false") == "none"


# --- requests, answers, times --------------------------------------------------------------------


def test_requests_and_answers() -> None:
    assert label('{"CollectionId": "c", "Image": {}, "FaceMatchThreshold": 70}') == "recognition"
    assert label('{"SourceImage": {}, "TargetImage": {}, "SimilarityThreshold": 70}') == (
        "recognition"
    )
    assert label('{"CollectionIds": ["a"], "FaceModelVersions": ["7.0"]}') == "ambiguous"
    record = '{"StreamProcessorArn": "x", "FaceSearchResponse": [{"MatchedFaces": []}]}'
    assert label(record) == "recognition"


def test_each_stream_has_its_own_label() -> None:
    two = SEARCH + PORCH
    found = devices(two)
    assert {name: one.label.value for name, one in found.items()} == {
        "gate": "recognition",
        "porch": "none",
    }


def test_what_is_kept_and_for_how_long() -> None:
    text = SEARCH + (
        'resource "aws_kinesis_video_stream" "s" {\n  data_retention_in_hours = 48\n}\n'
        'resource "aws_s3_bucket_lifecycle_configuration" "faces" {\n  rule {\n'
        '    id = "old"\n    expiration {\n      days = 9\n    }\n  }\n}\n'
    )
    notes = {one.note for one in topics(examined(text), "retention")}
    assert notes == {"Recordings: kept for 48 hours.", "Face pictures: kept for 9 days."}
    assert facts(examined(text))["storage.retention_days"] == 9


def test_an_empty_list_is_no_search() -> None:
    state = (
        '{"type": "aws_rekognition_stream_processor", "values": {"name": "porch", "settings": '
        '[{"face_search": %s, "connected_home": [{"labels": ["PET"]}]}]}}'
    )
    assert label(state % "[]") == "none"
    assert label(state % '[{"collection_id": "crew"}]') == "recognition"


def test_a_key_that_is_unknown_is_told() -> None:
    found = examined(json.dumps({**PROCESSOR, "Orbit": 7}))
    assert isinstance(found.coverage, TextCoverage)
    assert found.coverage.not_understood == ("Orbit",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_other_encodings_and_line_ends(encoding: str) -> None:
    assert label(SEARCH.replace("\n", "\r\n").encode(encoding)) == "recognition"


def test_answers_and_programs_have_their_chinese() -> None:
    texts = [*CALLS.values(), FUNCTIONS.format(name="SearchFaces"), GUARDED.format(default="yes")]
    for text in texts:
        for one in examined(text).observations:
            assert in_language(one.note, "zh") is not None, one.note
