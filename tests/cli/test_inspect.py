"""`face-audit inspect`: what one file says, for somebody who has only that file."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import jsonschema
import pytest

from auditor.cli.texts import sentences
from auditor.core.errors import ExitCode
from auditor.core.paths import SCHEMAS
from auditor.core.text import Language
from auditor.examine.model import EvidenceState
from tests.cli.program import face_audit
from tests.places import SAMPLES

FRIGATE = SAMPLES / "sales-office" / "configs" / "frigate.yml"
HIDDEN = "Tr0ub4dor-hunter"


def test_it_says_what_is_on_where_it_is_and_what_to_ask(tmp_path: Path) -> None:
    done = face_audit("inspect", FRIGATE, cwd=tmp_path)
    assert done.returncode == 0
    assert "Conclusion: recognition: faces are compared with a stored set" in done.stdout
    assert "Why: face recognition is on" in done.stdout
    assert "entrance, model-table (2): recognition: face recognition is on" in done.stdout
    assert "car_park: none: face recognition is switched off" in done.stdout
    assert "Not legal advice" in done.stdout
    assert list(tmp_path.iterdir()) == []


ORDER = (
    *("What is done:", "How long it is kept:", "Where it goes:"),
    *("How strict it is:", "What to ask:"),
)


def test_the_order_is_that_of_a_privacy_officer() -> None:
    printed = face_audit("inspect", FRIGATE).stdout
    places = [printed.index(heading) for heading in ORDER]
    assert places == sorted(places)


@pytest.mark.parametrize("state", [*EvidenceState])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_state_is_printed_by_its_internal_word(state: EvidenceState, language: Language) -> None:
    words = sentences(language)[f"state.{state.value}"]
    assert len(words) > len(state.value) or language == "zh"


def test_chinese_is_wholly_chinese() -> None:
    printed = face_audit("inspect", "--lang", "zh", FRIGATE).stdout
    assert "结论：人脸识别：将人脸与已存集合比对" in printed
    assert "应索取" in printed
    said = [line for line in printed.splitlines() if not line.lstrip().startswith(">")]
    assert [line for line in said if re.search(r"[a-z]+ [a-z]+ [a-z]+", line)] == []


def test_comments_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / "docker-compose.yml"
    path.write_text(
        "# face one\nservices:\n  a: {image: nginx}\n# face two\n# face three\n", encoding="utf-8"
    )
    printed = face_audit("inspect", path).stdout
    assert "Comments that mention faces: 3 (lines 1, 4, 5)." in printed
    assert "A comment mentions faces" not in printed


def test_the_reason_of_an_unclear_file_is_in_words(tmp_path: Path) -> None:
    path = tmp_path / "config.yml"
    path.write_text(
        "version: 0.16-0\nmqtt: {enabled: false}\nface_recognition: {enabled: true}\n"
        "cameras: {gate: {ffmpeg: {inputs: [{path: 'rtsp://10.0.0.9/1', roles: [detect]}]}}}\n",
        encoding="utf-8",
    )
    printed = face_audit("inspect", path).stdout
    assert "Why: face recognition is switched on but cannot run here: object detection is off" in (
        printed
    )


def test_a_folder_joins_compose_with_its_environment(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / ".env").write_text(
        f"FACES=true\nURL=http://10.0.0.4:8000\nDB_PASSWORD={HIDDEN}\n", encoding="utf-8"
    )
    (tmp_path / "site" / "docker-compose.yml").write_text(
        "services:\n  door:\n    image: own/door\n    environment:\n"
        "      FACE_RECOGNITION_ENABLED: ${FACES}\n      PASSWORD: ${DB_PASSWORD}\n",
        encoding="utf-8",
    )
    alone = face_audit("inspect", tmp_path / "site" / "docker-compose.yml").stdout
    joined = face_audit("inspect", tmp_path).stdout
    assert "Conclusion: recognition" not in alone
    assert "Conclusion: recognition" in joined
    assert "Values of variables were taken from .env" in joined
    assert HIDDEN not in joined


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yml"
    os.mkfifo(pipe)
    done = face_audit("inspect", pipe)
    assert done.returncode == ExitCode.NOTHING_EXAMINED
    assert "neither a file nor a folder" in done.stdout


def test_json_keeps_to_its_schema_and_has_the_label_with_its_evidence() -> None:
    done = face_audit("inspect", "--json", FRIGATE)
    printed = json.loads(done.stdout)
    schema = json.loads((SCHEMAS / "inspection-v1.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(printed, schema)
    (file,) = printed["files"]
    assert (file["label"], file["state"]) == ("recognition", "enabled")
    labels = {camera["name"]: camera["label"] for camera in file["cameras"]}
    assert labels == {"entrance": "recognition", "model-table": "recognition", "car_park": "none"}
    assert any(entry["locator"].get("line") == 13 for entry in file["evidence"])


def test_one_file_that_cannot_be_read_does_not_keep_the_others_back(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text("cameras:\n  a:\n   ffmpeg:\n     inputs: [\n  b: {\n", encoding="utf-8")
    done = face_audit("inspect", "--json", tmp_path / "nothing.yml", broken, FRIGATE)
    assert done.returncode == 0
    missing, damaged, read = json.loads(done.stdout)["files"]
    assert "No such file" in missing["error"]
    assert missing["label"] is None
    assert damaged["error"]
    assert damaged["label"] == "ambiguous"
    assert read["label"] == "recognition"


def test_nothing_examined_has_its_own_exit_code(tmp_path: Path) -> None:
    assert face_audit("inspect", tmp_path / "nothing").returncode == ExitCode.NOTHING_EXAMINED


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_no_secret_is_printed(tmp_path: Path, form: tuple[str, ...]) -> None:
    path = tmp_path / "config.yml"
    path.write_text(
        f"mqtt: {{host: 10.0.0.2, user: a, password: {HIDDEN}}}\n"
        f"# old password {HIDDEN}\n"
        "cameras:\n  gate:\n    ffmpeg:\n      inputs:\n"
        f"        - path: rtsp://admin:{HIDDEN}@10.0.0.3/stream\n"
        "          roles: [detect]\n",
        encoding="utf-8",
    )
    done = face_audit("inspect", *form, path)
    assert "gate" in done.stdout
    assert HIDDEN not in done.stdout + done.stderr
