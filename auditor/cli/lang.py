"""The option for the language, which commands that judge nothing take, too."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor.core.text import Language

Lang = Annotated[Language, typer.Option("--lang", help="Language of what is written.")]
