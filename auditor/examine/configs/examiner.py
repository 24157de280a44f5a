"""The examiner of configurations, and how a configuration is told from other texts."""

from __future__ import annotations

from pathlib import Path

from auditor.case.model import Exhibit, ExhibitKind
from auditor.errors import ExhibitError
from auditor.examine.configs.registry import matches, suspected
from auditor.examine.configs.source import ConfigSource, read_source
from auditor.examine.documents.text import MAX_BYTES, DecodedText, decode, read_text
from auditor.examine.interface import Workbench
from auditor.examine.model import ConfigurationSummary, Examination, Observation, TextCoverage

_HEAD = 4096
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def recognise(path: Path) -> str | None:
    """The id of the vendor format the file at `path` is in, told by its content; else None.

    A file meant to be in a known format and too damaged to be parsed is recognised as well, so that
    examining it says what is wrong. A structured file of an unknown format is None.
    """
    try:
        if not 0 < path.stat().st_size <= MAX_BYTES or _is_binary(path):
            return None
        decoded = decode(path.read_bytes())
    except OSError:
        return None
    source = read_source(decoded, path.name)
    if found := matches(source):
        return found[0][0].id
    guessed = suspected(source) if source.problem is not None else None
    return None if guessed is None else guessed.id


def _is_binary(path: Path) -> bool:
    """Whether the file begins as text never does: NUL bytes before its padding, no UTF-16 mark."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    return b"\0" in head.rstrip(b"\0") and not head.startswith(_UTF16_MARKS)


class ConfigurationExaminer:
    """Reads configurations of every registered vendor format."""

    name = "configuration"

    def reads(self, exhibit: Exhibit, path: Path) -> bool:
        """Whether the exhibit is a configuration. The case found that out by `recognise`."""
        del path
        return exhibit.kind is ExhibitKind.CONFIGURATION

    def examine(self, exhibit: Exhibit, path: Path, bench: Workbench) -> Examination:
        """Read the configuration at `path`.

        Raises:
            ExhibitError: it cannot be decoded or parsed, or is in no known format.
        """
        decoded = read_text(path, exhibit.path)
        lines = decoded.text.count("\n") + 1
        bench.progress(0, lines)
        source = read_source(decoded, exhibit.path, exhibit.id)
        examination = _examination(exhibit, decoded, source, lines)
        bench.progress(lines, lines)
        return examination


def _examination(
    exhibit: Exhibit, decoded: DecodedText, source: ConfigSource, lines: int
) -> Examination:
    found = matches(source)
    if not found and source.problem is not None:
        raise source.problem
    if not found:
        raise ExhibitError(
            "is in no configuration format known here",
            where=exhibit.path,
            remedy="See the list of formats, or hand it in as a text",
        )
    observations: list[Observation] = []
    warnings = [*decoded.notes, *source.warnings]
    not_understood: list[str] = []
    configured: list[ConfigurationSummary] = []
    method = [("decoded as", decoded.encoding)]
    for entry, document in found:
        reading = entry.read(document)
        observations += reading.observations
        configured.append(reading.summary)
        warnings += reading.warnings
        not_understood += reading.not_understood
        place = f" (under {document.within.removesuffix('.').removesuffix(' -> ')})"
        method.append(
            ("read as", f"{entry.title}{place if document.within else ''}, {reading.version}")
        )
        method.append(("after", entry.documentation_url))
    return Examination(
        exhibit=exhibit.id,
        examiner=ConfigurationExaminer.name,
        format=", ".join(dict.fromkeys(entry.id for entry, _ in found)),
        method=tuple(dict.fromkeys(method)),
        observations=tuple(observations),
        coverage=TextCoverage(
            lines=lines, encoding=decoded.encoding, not_understood=tuple(not_understood)
        ),
        configured=tuple(configured),
        warnings=tuple(dict.fromkeys(warnings)),
    )
