"""Lists of packages: a package is at hand, and whether it is used no list can say."""

from __future__ import annotations

import json

import pytest

from auditor.case.model import ExhibitKind
from auditor.report.examiner_words import in_chinese
from tests.examine.configs.configured import examined, kind, label, topics

REQUIREMENTS = (
    "-r base.txt\nfastapi==0.110\ninsightface>=0.7 ; python_version > '3.8'\n# deepface\n"
)


def test_a_library_that_can_compare_faces_leaves_it_open() -> None:
    assert label(REQUIREMENTS) == "ambiguous"
    (found,) = topics(examined(REQUIREMENTS), "function")
    assert found.state == "provisioned"
    assert "insightface" in found.locator.model_dump_json()


def test_general_libraries_prove_nothing() -> None:
    assert label("opencv-python==4.9\nonnxruntime\ntorch>=2\nboto3\n") == "none"


def test_a_commented_one_is_a_mention() -> None:
    text = "fastapi==0.110\n# deepface==0.0.90\n"
    assert label(text) == "none"
    assert topics(examined(text), "mention")


def test_another_list_must_be_followed() -> None:
    (refers,) = topics(examined(REQUIREMENTS), "refers")
    assert "base.txt" in refers.note


def test_an_extra_is_gated() -> None:
    text = (
        '[project]\nname = "x"\ndependencies = ["numpy"]\n'
        '[project.optional-dependencies]\nf = ["face_recognition>=1.3"]\n'
    )
    assert label(text) == "ambiguous"
    (found,) = topics(examined(text), "function")
    assert found.state == "gated"


def test_npm_maven_and_docker() -> None:
    npm = json.dumps({"name": "x", "dependencies": {"@vladmandic/face-api": "^1.7", "react": "18"}})
    assert label(npm) == "ambiguous"
    assert label(npm.replace("@vladmandic/face-api", "typeface-roboto")) == "none"
    maven = (
        "<project xmlns='http://maven.apache.org/POM/4.0.0'><modelVersion>4.0.0</modelVersion>"
        "<dependencies><dependency><groupId>com.arcsoft.face</groupId>"
        "<artifactId>arcsoft-sdk-face</artifactId></dependency></dependencies></project>"
    )
    assert label(maven) == "ambiguous"
    docker = "FROM python:3.11\nWORKDIR /app\nRUN pip install --no-cache-dir deepface flask\n"
    assert label(docker) == "ambiguous"
    assert label(docker.replace("deepface ", "")) == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Notice\n\nWe recognise faces at the gate.\nThank you\n",
        "apples\npears\n",
        "From the office: please install the camera.\n",
    ],
)
def test_prose_and_other_lists_are_none(text: str) -> None:
    assert kind(text) is ExhibitKind.TEXT


def test_every_sentence_has_its_chinese() -> None:
    for one in examined(REQUIREMENTS).observations:
        assert in_chinese(one.note) is not None, one.note
