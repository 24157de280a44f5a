"""A text as a configuration exhibit, examined as an audit does."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.case.model import Exhibit, ExhibitKind
from auditor.core.digest import digest_file
from auditor.core.errors import ExhibitError
from auditor.core.wording import in_language
from auditor.examine.configs.examiner import ConfigurationExaminer
from auditor.examine.interface import Workbench
from auditor.examine.kind import kind_of
from auditor.examine.model import ConfiguredDevice, Examination, Observation


def kind(content: str | bytes, name: str = "file.txt") -> ExhibitKind:
    """What a file with this content is taken for."""
    with TemporaryDirectory() as folder:
        return kind_of(_written(Path(folder), content, name))[0]


def examined(content: str | bytes, name: str = "file.txt") -> Examination:
    """What the configuration examiner makes of a file with this content."""
    with TemporaryDirectory() as folder:
        path = _written(Path(folder), content, name)
        exhibit = Exhibit(
            id="E-01",
            path=name,
            kind=ExhibitKind.CONFIGURATION,
            media_type="text/plain",
            size=path.stat().st_size,
            digest=digest_file(path),
        )
        return ConfigurationExaminer().examine(exhibit, path, Workbench())


def label(content: str | bytes, name: str = "file.txt") -> str:
    """The label of the one configuration in the file."""
    (summary,) = examined(content, name).configured
    return summary.label.value


def devices(content: str | bytes, name: str = "file.txt") -> dict[str, ConfiguredDevice]:
    """The cameras and services of every configuration in the file, by name."""
    return {
        device.name: device
        for summary in examined(content, name).configured
        for device in summary.devices
    }


def topics(examination: Examination, topic: str) -> list[Observation]:
    """The observations with this topic, without the format's id before it."""
    return [one for one in examination.observations if one.topic.partition(".")[2] == topic]


def facts(examination: Examination) -> dict[str, object]:
    """The facts that the observations bear on; the last value of each."""
    return {fact: value for one in examination.observations for fact, value in one.says.items()}


def assert_sentences_and_cuts_hold(text: str, *, recognises: bool = False) -> None:
    """Every sentence about `text` has its Chinese, and no cut of it ends in a traceback.

    A cut that is still read recognises faces only where the whole `recognises` them.
    """
    for observation in examined(text).observations:
        assert in_language(observation.note, "zh") is not None, observation.note
    for cut in range(1, 12):
        try:
            examination = examined(text[: len(text) * cut // 12])
        except ExhibitError:
            continue
        labels = {summary.label.value for summary in examination.configured}
        assert recognises or "recognition" not in labels


def _written(folder: Path, content: str | bytes, name: str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
