"""`face-audit facts`: the vocabulary, and the old names of the research notes."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.cli.console import explained, result
from auditor.cli.lang import Lang
from auditor.vocabulary.vocabulary import MOVED_TO_RUN_RECORD, declarable


def facts(
    lang: Lang = "en",
    renamed: Annotated[
        bool, typer.Option("--renamed", help="Print the old names beside the new ones.")
    ] = False,
) -> None:
    """List every fact a case can declare, with its question and what it takes."""
    with explained():
        if renamed:
            for about in declarable().values():
                if about.was:
                    result(f"{about.was:40} {about.id}")
            for old, new in MOVED_TO_RUN_RECORD.items():
                result(f"{old:40} {new}")
            return
        for about in declarable().values():
            result(f"{about.id:42} {about.question[lang]}\n{'':42} takes {about.takes()}")
