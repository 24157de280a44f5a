"""JSON Schema of `case.yaml`, generated from its model and the vocabulary of facts."""

from __future__ import annotations

from typing import Any

from auditor.case.file import CaseFile
from auditor.vocabulary.vocabulary import FactDefinition, FactType, declarable, vocabulary

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def case_schema() -> dict[str, Any]:
    """The schema, for editors: every fact with its question, type and values."""
    schema = CaseFile.model_json_schema()
    definitions = schema["$defs"]
    definitions["StatementEntry"]["properties"]["facts"] = {
        "type": "object",
        "description": "The answers, by fact. What is not answered is unknown.",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": {name: _fact(about) for name, about in declarable().items()},
    }
    for key, fact in (
        ("purpose", "purpose.told"),
        ("serves", "necessity.serves"),
        ("costs_to_person", "necessity.costs_to_person"),
    ):
        words = {"enum": list(vocabulary()[fact].values)}
        entry = definitions["NecessityEntry"]["properties"]
        about = entry[key]
        described = {"description": about["description"]}
        entry[key] = (
            {**described, **words}
            if key == "purpose"
            else {**described, "type": "array", "items": words}
        )
    for entry, key, fact in (
        ("PremisesEntry", "kind", "premises.kind"),
        ("PremisesEntry", "country", "premises.country"),
        ("OperatorEntry", "kind", "operator.kind"),
    ):
        kind = definitions[entry]["properties"][key]
        kind["enum"] = list(vocabulary()[fact].values)
        kind.pop("default", None)
    for name, section in schema["properties"].items():
        # A blank key declares nothing, for example while its lines are still comments.
        schema["properties"][name] = {"anyOf": [section, {"type": "null"}]}
    return {"$schema": DIALECT, "title": "face-audit case file", **schema}


def _fact(about: FactDefinition) -> dict[str, Any]:
    words: dict[str, Any] = {"enum": list(about.values)} if about.values else {"type": "string"}
    kinds: dict[FactType, dict[str, Any]] = {
        FactType.YES_NO: {"type": "boolean"},
        FactType.NUMBER: {"type": "number"},
        FactType.DATE: {"type": "string", "format": "date"},
        FactType.TEXT: {"type": "string"},
        FactType.CHOICE: words,
        FactType.SET: {"type": "array", "items": words, "uniqueItems": True},
    }
    described = f"{about.question.en} {about.question.zh}\nEvidence: {about.evidence.en}"
    return {**kinds[about.type], "description": described}
