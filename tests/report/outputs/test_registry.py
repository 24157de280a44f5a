"""What holds for every output there is."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from auditor.core.errors import FaceAuditError
from auditor.core.text import LANGUAGES, Language
from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.report.audited import Audited
from auditor.report.model import ReportModel
from auditor.report.outputs.registry import DEFAULT, OUTPUTS, OutputEntry, outputs_called
from tests.places import SAMPLES
from tests.report.pdf_words import page_texts

from .conftest import MakeAudited, Rendered

OUTPUT_PAGE = Path(__file__).resolve().parents[3] / "docs" / "outputs.md"


def marks_of(entry: OutputEntry) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.browser, pytest.mark.slow) if entry.name.startswith("pdf") else ()


each = pytest.mark.parametrize(
    "entry", [pytest.param(entry, marks=marks_of(entry), id=entry.name) for entry in OUTPUTS]
)
SAMPLE_NAMES = ("safari-park-2019", "sales-office", "opt-in-gym")


def languages_of(entry: OutputEntry) -> tuple[Language, ...]:
    """The languages in which an output of the samples is made.

    A PDF is printed from a page that is made of every sample in both; Chinese needs more fonts.
    """
    return ("zh",) if entry.name.startswith("pdf") else LANGUAGES


def test_names_and_files_are_each_one() -> None:
    outputs = [output for entry in OUTPUTS for output in entry.load()]
    assert len({entry.name for entry in OUTPUTS}) == len(OUTPUTS)
    assert len({output.file for output in outputs}) == len(outputs)
    for entry in OUTPUTS:
        assert {output.name for output in entry.load()} == {entry.name}
    assert {output.name for name in DEFAULT for output in outputs_called(name)} == set(DEFAULT)


@each
def test_it_is_made_in_both_languages_and_of_hostile_words(
    entry: OutputEntry, rendered: Rendered, language: Language
) -> None:
    for output in entry.load():
        assert rendered(output, "rich", language)
        assert rendered(output, "hostile", language)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
@pytest.mark.parametrize(
    ("entry", "written_in"),
    [
        pytest.param(entry, language, marks=marks_of(entry), id=f"{entry.name}-{language}")
        for entry in OUTPUTS
        for language in languages_of(entry)
    ],
)
def test_it_is_made_of_every_sample_case(
    entry: OutputEntry, name: str, rendered: Rendered, written_in: Language
) -> None:
    for output in entry.load():
        # The plan of a case with nothing left to do is its headings alone.
        assert len(rendered(output, name, written_in)) > 100


@each
def test_no_secret_of_a_configuration_stands_in_it(entry: OutputEntry, rendered: Rendered) -> None:
    written = (SAMPLES / "sales-office" / "configs" / "frigate.yml").read_text("utf-8")
    (password,) = set(re.findall(r"rtsp://[^:]+:([^@]+)@", written))
    for output in entry.load():
        for language in languages_of(entry):
            made = rendered(output, "sales-office", language)
            assert password.encode() not in _uncompressed(made)


def _uncompressed(data: bytes) -> bytes:
    """`data`, or what is inside where it is an archive or a PDF."""
    if data.startswith(b"%PDF"):
        words = "".join(page_texts(data))
        assert "E-01" in words
        return words.encode()
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(map(archive.read, archive.namelist()))


@each
def test_the_same_input_gives_the_same_bytes(
    entry: OutputEntry, make_audited: MakeAudited, rendered: Rendered
) -> None:
    audited = make_audited("en")
    again = Audited(
        ReportModel.model_validate_json(audited.report.model_dump_json()),
        Findings.model_validate_json(audited.findings.model_dump_json(by_alias=True)),
        Observations.model_validate_json(audited.observations.model_dump_json(by_alias=True)),
    )
    for output in entry.load():
        assert rendered(output, "rich", "en") == output.render(again)


@each
def test_it_speaks_the_language_asked_for(entry: OutputEntry, rendered: Rendered) -> None:
    for output in entry.load():
        assert rendered(output, "rich", "en") != rendered(output, "rich", "zh")


@each
def test_the_documentation_lists_it(entry: OutputEntry) -> None:
    files = ", ".join(f"`{output.file}`" for output in entry.load())
    row = rf"^\| `{re.escape(entry.name)}` \| {re.escape(files)} \| {re.escape(entry.says)} \|$"
    assert re.search(row, OUTPUT_PAGE.read_text("utf-8"), re.M)


def test_an_unknown_name_is_said_with_those_there_are() -> None:
    with pytest.raises(FaceAuditError, match="is not an output") as problem:
        outputs_called("pdf2")
    assert "html" in str(problem.value)
