"""The registry as a whole: every format introduces itself, and the page is made from that."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.examine.configs.format_list import as_markdown, as_text
from auditor.examine.configs.registry import FORMATS, matches
from auditor.examine.configs.syntax.source import read_source
from auditor.examine.shared.text import read_text
from tests.cli.program import face_audit
from tests.places import SAMPLES


def test_every_format_has_an_id_of_its_own_versions_and_a_page_to_check_it_by() -> None:
    assert len({entry.id for entry in FORMATS}) == len(FORMATS)
    for entry in FORMATS:
        assert entry.title, entry.id
        assert entry.versions, entry.id
        assert entry.covers, entry.id
        assert not entry.covers.endswith("."), entry.id
        assert entry.documentation_url.startswith("https://"), entry.id


def test_the_command_lists_all_of_them() -> None:
    assert face_audit("formats").stdout.strip() == as_text().strip()
    assert face_audit("formats", "--markdown").stdout.strip() == as_markdown().strip()


SAMPLE_FORMATS = {
    "billboard": "openvino",
    "credit-scheme": "compose",
    "opt-in-gym": "frigate",
    "residential-gate": "hikvision",
    "sales-office": "frigate",
    "street-jaywalkers": "hikvision",
}


@pytest.mark.parametrize(
    "path", sorted(SAMPLES.glob("*/configs/*")), ids=lambda p: p.parent.parent.name
)
def test_a_sample_is_read_as_one_format_and_once(path: Path) -> None:
    source = read_source(read_text(path), path.name)
    found = [entry.id for entry, _ in matches(source)]
    assert found == [SAMPLE_FORMATS[path.parent.parent.name]]
