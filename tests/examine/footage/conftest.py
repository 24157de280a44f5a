from __future__ import annotations

import pytest

from tests.places import HEADS

from .clips import frontal_heads


@pytest.fixture(scope="session", autouse=True)
def heads() -> None:
    """The tests need at least two heads; without them they must fail and not be skipped."""
    assert len(frontal_heads()) >= 2, f"no frontal heads in {HEADS}"
