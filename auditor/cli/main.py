"""`face-audit`: the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from auditor import __version__
from auditor.cli import (
    audit,
    bundle,
    custody,
    diff,
    examine,
    facts,
    formats,
    init,
    inspect,
    judge,
    report,
    rules,
    sign,
    timeline,
    verify,
)
from auditor.cli.console import result

app = typer.Typer(
    name="face-audit",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "Privacy audit of facial-recognition deployments: footage, configurations and notices in, "
        "a reasoned report out. Works offline. Not legal advice."
    ),
)


def _version(asked: bool) -> None:
    if asked:
        result(f"face-audit {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options that belong to no command."""


app.command()(audit.audit)
app.command()(examine.examine)
app.command()(judge.judge)
app.command()(report.report)
app.command()(init.init)
app.command()(facts.facts)
app.command()(inspect.inspect)
app.command()(formats.formats)
app.command()(timeline.timeline)
app.command()(diff.diff)
app.command()(custody.custody)
app.command()(bundle.bundle)
app.command()(verify.verify)
app.command()(sign.sign)
app.add_typer(rules.app, name="rules")


def run() -> None:
    """Entry point of the program."""
    app()
