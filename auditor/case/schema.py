"""JSON Schema of `case.yaml`, generated from its model and the vocabulary of facts.

It accepts the forms that the loader accepts: see `accepted_forms.py`.
"""

from __future__ import annotations

from typing import Any

from auditor.case.file import CaseFile
from auditor.vocabulary.vocabulary import FactDefinition, FactType, declarable, vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_YES_OR_NO: dict[str, Any] = {"enum": [True, False, "yes", "no"]}
"""An editor that follows YAML 1.2 reads a plain `yes` as text."""
_DAY: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": r"^\d{4}([-/.年]\d{1,2}([-/.月]\d{1,2}日?|月?)|年)?$"},
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ]
}
"""A day, or a month or a year alone."""


def case_schema() -> dict[str, Any]:
    """The schema, for editors: every fact with its question, type and values."""
    schema = CaseFile.model_json_schema()
    definitions = schema["$defs"]
    for entry, key, fact in (
        ("PremisesEntry", "kind", "premises.kind"),
        ("PremisesEntry", "country", "premises.country"),
        ("OperatorEntry", "kind", "operator.kind"),
        ("NecessityEntry", "purpose", "purpose.told"),
    ):
        word = definitions[entry]["properties"][key]
        word["enum"] = list(vocabulary()[fact].values)
        word.pop("default", None)
        word.pop("type", None)
    for key in ("serves", "costs_to_person"):
        entry = definitions["NecessityEntry"]["properties"]
        words = {"enum": list(vocabulary()[f"necessity.{key}"].values)}
        described = {"description": entry[key]["description"]}
        entry[key] = {**described, "type": "array", "items": words}
    schema = _accepting(schema)
    schema["$defs"]["StatementEntry"]["properties"]["facts"] = {
        "type": "object",
        "description": "The answers, by fact. What is not answered is unknown.",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {name: _fact(about) for name, about in declarable().items()},
    }
    for name, section in schema["properties"].items():
        # A blank key declares nothing, for example while its lines are still comments.
        schema["properties"][name] = {"anyOf": [section, {"type": "null"}]}
    return {"$schema": DIALECT, "title": "face-audit case file", **schema}


def _accepting(part: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """A part of the schema that also accepts the other forms of days, answers and lists."""
    if isinstance(part, list):
        return [_accepting(item) for item in part]
    if not isinstance(part, dict):
        return part
    about = {key: part[key] for key in ("description", "title", "default") if key in part}
    if part.get("format") == "date":
        return {**about, **_DAY}
    if part.get("type") == "boolean":
        return {**about, **_YES_OR_NO}
    accepting = {key: _accepting(value) for key, value in part.items()}
    # The corners of a zone, and their two numbers, have a fixed form.
    if part.get("type") == "array" and "minItems" not in part:
        return {**about, **_one_or_list(accepting["items"])}
    return accepting


def _one_or_list(items: dict[str, Any], **further: bool) -> dict[str, Any]:
    return {"anyOf": [{"type": "array", "items": items, **further}, items]}


def _fact(about: FactDefinition) -> dict[str, Any]:
    words: dict[str, Any] = {"enum": list(about.values)} if about.values else {"type": "string"}
    kinds: dict[FactType, dict[str, Any]] = {
        FactType.YES_NO: _YES_OR_NO,
        FactType.NUMBER: {"type": "number"},
        FactType.DATE: _DAY,
        FactType.TEXT: {"type": "string"},
        FactType.CHOICE: words,
        FactType.SET: _one_or_list(words, uniqueItems=True),
    }
    described = f"{about.question.en} {about.question.zh}\nEvidence: {about.evidence.en}"
    return {**kinds[about.type], "description": described}
