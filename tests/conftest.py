"""What tests of several packages share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.shared import Shared

# A worker process for each audit costs a second; tests that are about it ask for it.
os.environ["FACE_AUDIT_ISOLATION"] = "no"

# How long an example takes says something about the machine and nothing about the code.
settings.register_profile("untimed", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile("untimed")

CaseMaker = Callable[..., Path]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Results that one worker makes for all."""
    return Shared(tmp_path_factory)


@pytest.fixture
def make_case(tmp_path: Path) -> CaseMaker:
    """A case folder with the given `case.yaml` and files; bytes or text by path."""

    def make(case_yaml: str | None = None, /, **files: str | bytes) -> Path:
        folder = tmp_path / "case"
        folder.mkdir(exist_ok=True)
        if case_yaml is not None:
            (folder / "case.yaml").write_text(case_yaml, encoding="utf-8")
        for name, content in files.items():
            path = folder / name.replace("__", "/").replace("_dot_", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return make
