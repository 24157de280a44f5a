"""What every test of an output starts from: a rich case and a hostile one, judged once each."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from auditor.core import saved
from auditor.core.digest import digest_bytes
from auditor.core.paths import RULES
from auditor.core.text import LANGUAGES, Language
from auditor.examine.configs.examiner import ConfigurationExaminer
from auditor.examine.documents.examiner import DocumentExaminer
from auditor.examine.interface import Workbench
from auditor.examine.model import Observations
from auditor.examine.open_case import open_case
from auditor.examine.run import examine
from auditor.judge.decide.findings import Findings
from auditor.judge.rules.rule import load_rule_book
from auditor.judge.run import judge
from auditor.report.build import build_report
from auditor.report.outputs.interface import Audited
from tests.places import SAMPLES
from tests.report.builders.footage import write_still
from tests.report.builders.judged import RUN, findings
from tests.report.builders.observations import observations

PACKS = ("guo-bing", "personal-information", "standards")

MakeAudited = Callable[..., Audited]


@pytest.fixture(scope="session")
def make_audited(tmp_path_factory: pytest.TempPathFactory) -> MakeAudited:
    """The rich case of the report's tests in a language, with hostile words where asked for."""
    folder: Path = tmp_path_factory.mktemp("outputs")
    still = write_still(folder)

    @cache
    def make(language: Language = "en", *, hostile: bool = False) -> Audited:
        seen = observations((still,), hostile=hostile, episodes=8)
        judged = findings(seen)
        return Audited(build_report(judged, seen, RUN, folder, language), judged, seen)

    return make


@pytest.fixture(scope="session")
def make_sample() -> MakeAudited:
    """A sample case in a language, from its texts alone and by the packs that are judged fast."""
    whole = load_rule_book(RULES)
    packs = tuple(pack for pack in whole.packs if pack.head.id in PACKS)
    book = dataclasses.replace(whole, packs=packs)

    @cache
    def judged(name: str) -> tuple[Findings, Observations]:
        loaded = open_case(SAMPLES / name)
        readers = (ConfigurationExaminer(), DocumentExaminer())
        seen = examine(loaded, readers, Workbench(), lambda *_: None)
        as_of = loaded.case.as_of
        assert as_of is not None
        return judge(seen, digest_bytes(saved.encode(seen)), book, as_of), seen

    @cache
    def make(name: str, language: Language = "en") -> Audited:
        findings_, seen = judged(name)
        report = build_report(findings_, seen, RUN, SAMPLES / name, language)
        return Audited(report, findings_, seen)

    return make


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found
