"""`face-audit inspect`: what a file says by itself, without a case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.console import explained, print_result
from auditor.cli.lang import Lang
from auditor.cli.texts import in_words, printable, text
from auditor.core.errors import ExitCode
from auditor.core.locator import FileLocator, Locator
from auditor.core.saved import encode
from auditor.core.wording import wording
from auditor.examine.inspection import Evidence, InspectedFile, Inspection, inspected
from auditor.examine.model import ConfiguredDevice


def inspect(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files to read.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    lang: Lang = "en",
) -> None:
    """Print what configuration files and notices say: what is on, in which line, how certain."""
    del lang  # The option itself sets the language of the terminal.
    with explained():
        results = (result for path in files for result in inspected(path))
        inspection = Inspection(files=tuple(results))
        if as_json:
            print_result(encode(inspection).decode().rstrip("\n"))
        else:
            pages = ["\n".join(_page(file)) for file in inspection.files]
            print_result("\n\n".join([*pages, text("inspect.limit")]))
        if all(file.error for file in inspection.files):
            raise typer.Exit(ExitCode.NOTHING_EXAMINED)


def _page(file: InspectedFile) -> Iterator[str]:
    yield printable(file.file)
    yield from (f"  {line}" for line in _head(file))
    if file.cameras:
        yield f"  {text('inspect.cameras')}"
        yield from (f"    {_device(device)}" for device in file.cameras)
    evidence = [entry for entry in file.evidence if entry.topic != "label"]
    if evidence:
        yield f"  {text('inspect.says')}"
        yield from (f"    {line}" for entry in evidence for line in _evidence(entry))
    for name, notes in (("unknown", file.not_understood), ("warnings", file.warnings)):
        if notes:
            yield f"  {text(f'inspect.{name}')}"
            yield from (f"    {printable(in_words(note))}" for note in notes)


def _head(file: InspectedFile) -> Iterator[str]:
    if file.label is not None and file.format:
        versions = "; ".join(in_words(version) for version in file.versions if version)
        yield text("inspect.format", format=file.format, versions=versions)
    elif not file.error:
        yield text("inspect.text")
    if file.label is not None:
        label = text(f"label.{file.label.value}")
        meaning = in_words(wording(f"frame.label_meaning.{file.label.value}"))
        if file.state is None:
            yield text("inspect.label", label=label, meaning=meaning)
        else:
            state = text(f"state.{file.state.value}")
            yield text("inspect.label_with_state", label=label, state=state, meaning=meaning)
    if file.error:
        yield text("inspect.error", reason=in_words(file.error))


def _device(device: ConfiguredDevice) -> str:
    state = device.state
    details = [text("inspect.by_default") if state is None else text(f"state.{state.value}")]
    if place := _place(device.locator):
        details.append(place)
    more = [device.host] if device.host else []
    if device.width and device.height:
        more.append(f"{device.width}x{device.height}")
    separator = text("value.separator")
    return text(
        "inspect.device_more" if more else "inspect.device",
        name=device.name,
        label=text(f"label.{device.label.value}"),
        details=separator.join(details),
        **({"more": separator.join(more)} if more else {}),
    )


def _evidence(entry: Evidence) -> Iterator[str]:
    says = in_words(entry.says)
    if entry.subject:
        yield text("inspect.evidence", subject=entry.subject, says=says)
    else:
        yield printable(says)
    place = _place(entry.locator)
    quote = getattr(entry.locator, "quote", "")
    if place:
        quoted = text("inspect.place_with_quote", place=place, quote=quote) if quote else place
        yield f"  {quoted}"


def _place(locator: Locator) -> str:
    """A place in a file in words; empty for the file as a whole."""
    if isinstance(locator, FileLocator) or locator.type != "text":
        return ""
    if locator.column:
        return text("inspect.line_and_column", line=locator.line, column=locator.column)
    return text("inspect.line", line=locator.line)
