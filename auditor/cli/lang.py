"""The option for the language of what is written and of what is printed."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli.texts import use_language
from auditor.core.text import Language


def _use(language: Language) -> Language:
    return use_language(language)


Lang = Annotated[
    Language,
    typer.Option(
        "--lang",
        help="Language of reports, results and messages.",
        callback=_use,
        is_eager=True,
    ),
]
