"""One browser and one rich report a language, for every test that opens or prints one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from auditor.core.text import LANGUAGES, Language
from auditor.report.audited import Audited
from auditor.report.build import build_report
from auditor.report.model import ReportModel
from auditor.report.outputs.html import render_html, render_record
from tests.report.builders.footage import write_still
from tests.report.builders.judged import RUN, findings
from tests.report.builders.linking import linking
from tests.report.builders.observations import observations
from tests.report.builders.words import HOSTILE


@pytest.fixture(scope="session")
def audits(tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Audited]:
    """A case with every section, every verdict and hostile words, in both languages."""
    folder = tmp_path_factory.mktemp("report")
    seen = observations((write_still(folder),), hostile=True, episodes=14)
    seen = seen.model_copy(update={"linking": linking(40, reason=HOSTILE)})
    judged = findings(seen)
    return {
        language: Audited(build_report(judged, seen, RUN, folder, language), judged, seen)
        for language in LANGUAGES
    }


Kind = Literal["report", "record"]
RENDER: dict[Kind, Callable[[ReportModel], str]] = {"report": render_html, "record": render_record}


@pytest.fixture(scope="session", params=RENDER)
def kind(request: pytest.FixtureRequest) -> Kind:
    """Which of the two pages."""
    found: Kind = request.param
    return found


@pytest.fixture(scope="session")
def reports(
    kind: Kind,
    audits: dict[Language, Audited],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[Language, Path]:
    """The same as HTML files of that kind."""
    folder = tmp_path_factory.mktemp("html")
    made: dict[Language, Path] = {}
    for language, audited in audits.items():
        made[language] = folder / f"{language}.html"
        made[language].write_text(RENDER[kind](audited.report), encoding="utf-8")
    return made
