"""The examiner of configurations, and how a configuration is kept apart from other texts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.errors import ExhibitError
from auditor.core.wording import wording
from auditor.examine.configs.interface import ConfigFormat
from auditor.examine.configs.registry import matches, suspected
from auditor.examine.configs.syntax.source import ConfigDocument, ConfigSource, read_source
from auditor.examine.configs.syntax.yaml import OversizedError
from auditor.examine.interface import Workbench
from auditor.examine.model import ConfigurationSummary, Examination, Observation, TextCoverage
from auditor.examine.shared.text import MAX_BYTES, DecodedText, read_text

_HEAD = 4096
UNREADABLE = "unreadable"
"""What `recognise` returns for a structured file that cannot be read here at all."""
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class _Read:
    """A text as decoded and parsed, and the formats that recognise it, each with its document."""

    decoded: DecodedText
    source: ConfigSource
    found: tuple[tuple[ConfigFormat, ConfigDocument], ...]


def recognise(path: Path) -> str | None:
    """The id of the vendor format the file at `path` is in, recognised by its content; else None.

    A file meant to be in a known format and too damaged to be parsed is recognised as well, so that
    examining it says what is wrong; so is one refused for what it would grow to, or on which a
    reader fails (`UNREADABLE`). A text in no format is None.
    """
    try:
        if not 0 < path.stat().st_size <= MAX_BYTES or _is_binary(path):
            return None
        read = _read(path, path.name)
    except (OSError, ExhibitError):
        return None
    except Exception:  # a reader's defect: examining the file reports it as not read
        return UNREADABLE
    if read.found:
        return read.found[0][0].id
    if isinstance(read.source.problem, OversizedError):
        return UNREADABLE
    guessed = suspected(read.source) if read.source.problem is not None else None
    return None if guessed is None else guessed.id


def _read(path: Path, name: str) -> _Read:
    """The file at `path`, called `name` in errors.

    Raises:
        ExhibitError: it cannot be read or is too large.
        OSError: there is no such file.
    """
    state = path.stat()
    return _read_once(path, name, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=1)
def _read_once(path: Path, name: str, size: int, changed: int) -> _Read:
    # A file is mostly examined right after its format was asked for, and parsing takes the time.
    del size, changed
    decoded = read_text(path, name)
    source = read_source(decoded, name)
    return _Read(decoded, source, matches(source))


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
        try:
            read = _read(path, exhibit.path)
        except OSError as problem:
            raise ExhibitError(
                f"cannot be read: {problem.strerror}", where=exhibit.path
            ) from problem
        lines = read.decoded.text.count("\n") + 1
        bench.progress(0, lines)
        examination = _examination(exhibit, read, lines)
        bench.progress(lines, lines)
        return examination


def _examination(exhibit: Exhibit, read: _Read, lines: int) -> Examination:
    decoded, source = read.decoded, read.source
    if not read.found and source.problem is not None:
        raise source.problem
    if not read.found:
        raise ExhibitError(
            "is in no configuration format known here",
            where=exhibit.path,
            remedy="See the list of formats, or hand it in as a text",
        )
    observations: list[Observation] = []
    warnings = [*decoded.notes, *source.warnings]
    not_understood: list[str] = []
    configured: list[ConfigurationSummary] = []
    method: list[tuple[str, str]] = [("decoded as", decoded.encoding)]
    for entry, document in read.found:
        reading = entry.read(replace(document, exhibit=exhibit.id))
        observations += reading.observations
        configured.append(reading.summary)
        warnings += reading.warnings
        not_understood += reading.not_understood
        method.append(("read as", _read_as(entry, document, reading.version)))
        method.append(("after", entry.documentation_url))
    return Examination(
        exhibit=exhibit.id,
        examiner=ConfigurationExaminer.name,
        format=", ".join(dict.fromkeys(entry.id for entry, _ in read.found)),
        method=tuple(dict.fromkeys(method)),
        observations=tuple(observations),
        coverage=TextCoverage(
            lines=lines, encoding=decoded.encoding, not_understood=tuple(not_understood)
        ),
        configured=tuple(configured),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _read_as(entry: ConfigFormat, document: ConfigDocument, version: str) -> str:
    if not document.within:
        return wording("configs.read_as", title=entry.title, version=version)
    under = document.within.removesuffix(".").removesuffix(" -> ")
    return wording("configs.read_under", title=entry.title, under=under, version=version)
