"""Reference pages of the documentation, made from the program itself so that they stay true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from auditor.cli.application import COMMANDS, load_command
from auditor.cli.examples import EXAMPLES
from auditor.core.errors import EXIT_CODE_MEANING
from auditor.report.outputs.registry import DEFAULT, OUTPUTS, OutputEntry
from auditor.vocabulary.vocabulary import FactDefinition, declarable

_MADE = "Made by `python -m auditor.dev.regenerate`; do not edit it.\n"


def command_page() -> str:
    """Every command with its options, and the exit codes."""
    blocks = ["# Commands\n", _MADE, "Results go to stdout, everything else to stderr.\n"]
    for name in COMMANDS:
        blocks += _command(f"face-audit {name}", load_command(name))
        blocks.append(
            "\n".join(["Examples:\n", *(f"    {line}" for line in EXAMPLES[name])]) + "\n"
        )
    blocks.append("## Exit codes\n")
    rows = [f"| {int(code)} | {means} |" for code, means in sorted(EXIT_CODE_MEANING.items())]
    blocks.append("\n".join(["| code | meaning |", "| --- | --- |", *rows]) + "\n")
    return "\n".join(blocks)


def _command(path: str, command: Any) -> Iterator[str]:  # noqa: ANN401 - Click's, or Typer's copy
    if subcommands := getattr(command, "commands", None):
        for name, below in subcommands.items():
            yield from _command(f"{path} {name}", below)
        return
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
    usage = " ".join((path, *(p.metavar or str(p.name).upper() for p in arguments)))
    yield f"## {path}\n"
    yield f"    {usage}\n"
    yield f"{_paragraphs(command.help or '')}\n"
    if options:
        rows = [
            f"| `{', '.join((*p.opts, *p.secondary_opts))}` | {_cell(p.help or '')} |"
            for p in options
        ]
        yield "\n".join(["| option | does |", "| --- | --- |", *rows]) + "\n"


def _paragraphs(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def fact_page() -> str:
    """Every fact a case can declare, with its question and its values."""
    rows = [
        f"| `{name}` | {_takes(about)} | {_cell(about.question.en)} | {_cell(about.question.zh)} |"
        for name, about in declarable().items()
    ]
    head = ("| fact | takes | question | 问题 |", "| --- | --- | --- | --- |")
    intro = (
        "A case declares facts in the statements of its `case.yaml` "
        "([case files](case-files.md)). `face-audit facts --help` says how to search them.\n"
    )
    return "\n".join(["# Facts\n", _MADE, intro, *head, *rows, ""])


def _takes(about: FactDefinition) -> str:
    if about.values:
        return ", ".join(f"`{value}`" for value in about.values)
    return about.type.value.replace("_", "/")


def _files(entry: OutputEntry) -> str:
    return ", ".join(f"`{output.file}`" for output in entry.load())


def output_page() -> str:
    """Every output that `--format` can name."""
    rows = [f"| `{entry.name}` | {_files(entry)} | {_cell(entry.says)} |" for entry in OUTPUTS]
    default = " and ".join(f"`{name}`" for name in DEFAULT)
    intro = (
        f"`audit` and `report` write {default} unless `--format` names others; it can be given "
        "several times. The JSON forms have schemas in `auditor/schemas/`. The same case, version "
        "and date give the same bytes; only `run.json`, `custody.jsonl` and, between machines, "
        "`examined.json` differ.\n"
    )
    head = ("| `--format` | file | holds |", "| --- | --- | --- |")
    return "\n".join(["# Outputs\n", _MADE, intro, *head, *rows, ""])
