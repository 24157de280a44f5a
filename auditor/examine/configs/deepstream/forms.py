"""Which of DeepStream's many files a document is, recognised by its sections."""

from __future__ import annotations

import re
from enum import StrEnum

from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.configs.syntax.tree import Node

_APPLICATION = frozenset({"primary-gie", "streammux", "tiled-display", "source-list", "osd"})
_TRACKER = frozenset(
    {"TargetManagement", "TrajectoryManagement", "DataAssociator", "StateEstimator"}
)
_ANALYTICS = re.compile(
    r"(?:roi-filtering|overcrowding|line-crossing|direction-detection)-stream-\d+"
)
_SENSOR = re.compile(r"sensor\d+")
_PROPERTY = frozenset({"gie-unique-id", "network-type", "net-scale-factor", "network-mode"})
MODEL_KEYS = (
    *(
        "tlt-encoded-model",
        "onnx-file",
        "model-engine-file",
        "model-file",
        "engine-create-func-name",
    ),
    *("labelfile-path", "uff-file", "config-file", "customlib-name", "model-file-path"),
    *("parse-bbox-func-name", "parse-bbox-face-detection-func-name", "custom-lib-path"),
    *("parse-classifier-func-name", "config-file-path", "tltEncodedModel", "modelEngineFile"),
    *("onnxFile", "proto-file", "custom-network-config"),
)
"""Keys whose values name a model, its labels, its parser or the file that does."""
_SAMPLE_MODEL = frozenset({"etltPath", "enginePath", "etltKey"})


class Form(StrEnum):
    """What a file is for."""

    APPLICATION = "application"
    MODEL = "model"
    TRACKER = "tracker"
    ANALYTICS = "analytics"
    MESSAGES = "messages"
    BROKER = "broker"


def form_of(document: ConfigDocument) -> Form | None:
    """The form of `document`; None where it is none of DeepStream's."""
    if document.syntax not in (Syntax.PAIRS, Syntax.TREE) or document.within:
        return None
    entries = document.root.entries()
    sections = {name for name, part in entries.items() if part.entries() or part.items()}
    if sections & _APPLICATION or (
        any(name.startswith("secondary-gie") for name in sections)
        and sections & {"tests", "tracker", "source0"}
    ):
        return Form.APPLICATION
    if (by_name := _by_sections(entries, sections)) is not None:
        return by_name
    found = entries.get("property")
    if found is not None and set(found.entries()) & (_PROPERTY | set(MODEL_KEYS)):
        return Form.MODEL
    bare = entries.get("") if document.syntax is Syntax.PAIRS else None
    if bare is not None and len(set(bare.entries()) & _SAMPLE_MODEL) > 1:
        return Form.MODEL
    return None


def _by_sections(entries: dict[str, Node], sections: set[str]) -> Form | None:
    if len(sections & _TRACKER) > 1 or ("ReID" in sections and "BaseConfig" in sections):
        return Form.TRACKER
    if any(_ANALYTICS.fullmatch(name) for name in sections):
        return Form.ANALYTICS
    if any(_is_sensor(name, part) for name, part in entries.items()):
        return Form.MESSAGES
    return Form.BROKER if sections == {"message-broker"} else None


def _is_sensor(name: str, part: Node) -> bool:
    return _SENSOR.fullmatch(name) is not None and {"enable", "type", "id"} <= set(part.entries())
