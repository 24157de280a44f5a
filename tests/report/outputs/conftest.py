"""What every test of an output starts from: a rich case and a hostile one, judged once each."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from auditor.report.build import build_report
from auditor.report.outputs.interface import Audited
from auditor.text import LANGUAGES, Language

from ..builders import RUN, findings, observations, write_still

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


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found
