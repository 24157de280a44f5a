"""What every test of an output starts from: a rich case and a hostile one, judged once each."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from auditor.core import saved
from auditor.core.digest import digest_bytes
from auditor.core.text import LANGUAGES, Language
from auditor.examine.configs.examiner import ConfigurationExaminer
from auditor.examine.documents.examiner import DocumentExaminer
from auditor.examine.interface import Workbench
from auditor.examine.isolation.provider import NoIsolation
from auditor.examine.model import Observations
from auditor.examine.open_case import open_case
from auditor.examine.run import examine
from auditor.judge.decide.findings import Findings
from auditor.judge.run import judge
from auditor.report.audited import Audited
from auditor.report.build import build_report
from auditor.report.outputs.interface import Output
from tests.places import SAMPLES
from tests.report.builders.footage import write_still
from tests.report.builders.judged import RUN, findings
from tests.report.builders.observations import observations
from tests.rule_book import shipped_book
from tests.shared import Shared

PACKS = ("guo-bing", "personal-information", "standards")

MakeAudited = Callable[..., Audited]
Rendered = Callable[[Output, str, Language], bytes]


@pytest.fixture(scope="session")
def make_audited(
    audits: dict[Language, Audited], tmp_path_factory: pytest.TempPathFactory
) -> MakeAudited:
    """The rich case of the report's tests in a language, with hostile words where asked for."""
    folder: Path = tmp_path_factory.mktemp("outputs")
    still = write_still(folder)

    @cache
    def make(language: Language = "en", *, hostile: bool = False) -> Audited:
        if hostile:
            return audits[language]
        seen = observations((still,), episodes=8)
        judged = findings(seen)
        return Audited(build_report(judged, seen, RUN, folder, language), judged, seen)

    return make


@pytest.fixture(scope="session")
def make_sample() -> MakeAudited:
    """A sample case in a language, from its texts alone and by the packs that are judged fast."""
    whole = shipped_book()
    packs = tuple(pack for pack in whole.packs if pack.head.id in PACKS)
    book = dataclasses.replace(whole, packs=packs)

    @cache
    def judged(name: str) -> tuple[Findings, Observations]:
        loaded = open_case(SAMPLES / name)
        readers = (ConfigurationExaminer(), DocumentExaminer())
        seen = examine(loaded, NoIsolation(readers), Workbench(), lambda *_: None)
        as_of = loaded.case.as_of
        assert as_of is not None
        return judge(seen, digest_bytes(saved.encode(seen)), book, as_of), seen

    @cache
    def make(name: str, language: Language = "en") -> Audited:
        findings_, seen = judged(name)
        report = build_report(findings_, seen, RUN, SAMPLES / name, language)
        return Audited(report, findings_, seen)

    return make


@pytest.fixture(scope="session")
def rendered(
    make_audited: MakeAudited,
    make_sample: MakeAudited,
    shared: Shared,
    request: pytest.FixtureRequest,
) -> Rendered:
    """An output of the case "rich" or "hostile", or of a sample, made once for all tests."""

    def render(output: Output, case: str, language: Language) -> bytes:
        if output.name.startswith("pdf"):
            request.getfixturevalue("browser_program")

        def make() -> bytes:
            if case in ("rich", "hostile"):
                return output.render(make_audited(language, hostile=case == "hostile"))
            return output.render(make_sample(case, language))

        return shared.data(f"{case}-{language}-{output.file}", make)

    return render


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found
