"""The short `case.yaml` that `face-audit init` writes: what is found, and where the rest is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.case.comments import comment, inline_comment
from auditor.case.discover import SCHEMA_FILE
from auditor.case.model import DocumentRole, ExhibitKind
from auditor.core.text import Language
from auditor.vocabulary.vocabulary import vocabulary

MOST_EXHIBITS = 12
"""Exhibits listed in a new case file; the others are examined all the same."""


@dataclass(frozen=True)
class SuggestedExhibit:
    """A file of the folder, what it is, and what it seems to be.

    `sure` means that its words leave no doubt, so that the role counts at once; otherwise it is
    written as a comment for a person to confirm.
    """

    path: str
    kind: ExhibitKind
    role: DocumentRole | None = None
    sure: bool = False


@dataclass(frozen=True)
class SuggestedCase:
    """What is known when a case file is written; empty where it is not.

    `guessed_kind` is a kind of premises that the name suggests; it is written as a comment.
    `schema` is the path from the case file to the schema for editors.
    """

    exhibits: tuple[SuggestedExhibit, ...] = ()
    cameras: tuple[str, ...] = ()
    title: str = ""
    kind: str = ""
    guessed_kind: str = ""
    city: str = ""
    operator: str = ""
    schema: str = SCHEMA_FILE


def case_template(suggested: SuggestedCase, language: Language) -> str:
    """The text of a `case.yaml` that states what is suggested, with comments in `language`."""
    return "\n".join(_lines(suggested, language)) + "\n"


def _lines(case: SuggestedCase, language: Language) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={case.schema}"
    yield from comment("template_head", language)
    yield f"title: {_text(case.title)}"
    yield "premises:"
    yield f"  name: {_text(case.title)}"
    yield _kind(case, language)
    yield f"  city: {_text(case.city)}"
    yield "operator:"
    yield f"  name: {_text(case.operator)}"
    yield "period:"
    yield f"  # start: 2025-01-01   # {inline_comment('template_start', language)}"
    yield f"# as_of: 2025-12-31     # {inline_comment('template_as_of', language)}"
    yield ""
    yield from _exhibits(case, language)
    if case.cameras:
        names = ", ".join(case.cameras[:MOST_EXHIBITS])
        yield f"# {inline_comment('template_cameras', language).format(cameras=names)}"
    yield ""
    yield from comment("template_rest", language)


def _kind(case: SuggestedCase, language: Language) -> str:
    if case.kind:
        return f"  kind: {case.kind}"
    if case.guessed_kind:
        return f"  # kind: {case.guessed_kind}   # {inline_comment('template_guess', language)}"
    return f"  # kind: {', '.join(vocabulary()['premises.kind'].values)}"


def _exhibits(case: SuggestedCase, language: Language) -> Iterator[str]:
    yield from comment("template_exhibits", language)
    if not case.exhibits:
        yield "exhibits: []"
        return
    yield "exhibits:"
    for exhibit in case.exhibits[:MOST_EXHIBITS]:
        yield f"  - path: {_text(exhibit.path)}"
        if exhibit.role is not None and exhibit.sure:
            yield f"    role: {exhibit.role.value}"
        elif exhibit.role is not None:
            guess = inline_comment("template_guess", language)
            yield f"    # role: {exhibit.role.value}   # {guess}"
        elif exhibit.kind in (ExhibitKind.VIDEO, ExhibitKind.IMAGE) and not case.cameras:
            yield f"    # recorded_on: 2025-01-01   # {inline_comment('template_day', language)}"
    if (rest := len(case.exhibits) - MOST_EXHIBITS) > 0:
        yield f"# {inline_comment('template_more', language).format(count=rest)}"


def _text(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)
