"""Lists of packages: a package is at hand, and whether it is used no list can say."""

from __future__ import annotations

import json

import pytest

from auditor.case.model import ExhibitKind
from auditor.core.wording import in_language
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
        assert in_language(one.note, "zh") is not None, one.note


GRADLE = """\
plugins { id 'com.android.application' }
android { namespace 'com.example.camera' }
dependencies {
    implementation 'androidx.core:core:1.12.0'
    implementation("com.google.mlkit:%s:16.1.5")
    // implementation 'com.arcsoft:arcface:3.0'
}
"""
GO = "module example.org/door\n\ngo 1.21\n\nrequire (\n\tgithub.com/%s v0.0.1 // indirect\n)\n"
CARGO = '[package]\nname = "door"\nedition = "2021"\n\n[dependencies]\n%s = "0.3"\n'
CMAKE = (
    "cmake_minimum_required(VERSION 3.10)\nproject(door)\nfind_package(%s REQUIRED)\n"
    "add_executable(door main.cpp)\ntarget_link_libraries(door opencv_core)\n"
)
CONDA = "name: door\nchannels: [conda-forge]\ndependencies:\n- python=3.9\n- pip:\n  - %s==1.0\n"
LOCK = '[[package]]\nname = "numpy"\nversion = "1"\n\n[[package]]\nname = "%s"\nversion = "1"\n'
NPM_LOCK = (
    '{"name": "door", "lockfileVersion": 3, "packages": {"": {"name": "door"}, '
    '"node_modules/%s": {"version": "1.0.0"}}}'
)


@pytest.mark.parametrize(
    ("text", "about", "other"),
    [
        (GRADLE, "face-detection", "barcode-scanning"),
        (GO, "Kagami/go-face", "mattn/go-sqlite3"),
        (CARGO, "dlib-face-recognition", "image"),
        (CMAKE, "InspireFace", "OpenCV"),
        (CONDA, "facenet-pytorch", "requests"),
        (LOCK, "insightface", "requests"),
        (NPM_LOCK, "@vladmandic/face-api", "react"),
    ],
)
def test_lists_of_build_tools_are_read(text: str, about: str, other: str) -> None:
    assert label(text % about) == "ambiguous"
    assert label(text % other) == "none"


def test_a_package_within_a_comment_of_a_build_file_is_not_listed() -> None:
    text = GRADLE % "barcode-scanning"
    assert label(text) == "none"
    assert topics(examined(text), "mention")


def test_a_project_named_after_faces_leaves_open_with_what_it_works() -> None:
    text = '{"name": "%s", "version": "1.0.0", "dependencies": {"react": "18"}}'
    assert label(text % "face-recognition") == "ambiguous"
    assert label(text % "interface-kit") == "none"


def test_a_package_taken_from_a_repository_is_listed_by_its_name() -> None:
    text = "flask==2.3.2\ngit+https://github.com/some/face_recognition_models.git@master\n"
    assert label(text) == "ambiguous"


def test_a_dockerfile_is_read_across_its_lines_and_by_what_it_builds_on() -> None:
    run = "FROM python:3.11\nRUN pip install --no-cache-dir \\\n    flask \\\n    %s\nCMD app\n"
    assert label(run % "face_recognition") == "ambiguous"
    assert label(run % "requests") == "none"
    assert label("FROM exadel/compreface:1.1.0\nEXPOSE 80\n") == "ambiguous"
    assert label("FROM python:3.11\nEXPOSE 80\n") == "none"


def test_a_chart_with_dependencies_is_no_environment_of_conda() -> None:
    text = "apiVersion: v2\nname: face\ndependencies:\n- name: redis\n  version: 1.0.0\n"
    assert "dependencies" not in examined(text + "kind: x\n").format
