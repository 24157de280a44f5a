"""`face-audit inspect`: what one file says, for somebody who has only that file."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from auditor.core.errors import ExitCode
from auditor.core.paths import SCHEMAS
from tests.cli.program import face_audit
from tests.places import SAMPLES

FRIGATE = SAMPLES / "sales-office" / "configs" / "frigate.yml"
HIDDEN = "Tr0ub4dor-hunter"


def test_it_says_what_is_on_where_it_stands_and_what_to_ask(tmp_path: Path) -> None:
    done = face_audit("inspect", FRIGATE, cwd=tmp_path)
    assert done.returncode == 0
    assert "Label: recognition [enabled]" in done.stdout
    assert "entrance: recognition [enabled, line 13, column 3]" in done.stdout
    assert "car_park: none [disabled, line 54, column 7]" in done.stdout
    assert "Ask for" in done.stdout
    assert "Not legal advice" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_same_in_chinese() -> None:
    done = face_audit("inspect", "--lang", "zh", FRIGATE)
    assert "结论：人脸识别〔已启用〕：将人脸与已存集合比对" in done.stdout
    assert "第 13 行第 3 列" in done.stdout
    assert "应索取" in done.stdout


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
