from __future__ import annotations

from collections.abc import Iterator

import pytest

from auditor.examine.footage import work
from tests.places import HEADS

from .clips import frontal_heads


@pytest.fixture(scope="session", autouse=True)
def heads() -> None:
    """The tests need at least two heads; without them they must fail and not be skipped."""
    assert len(frontal_heads()) >= 2, f"no frontal heads in {HEADS}"


@pytest.fixture(scope="session", autouse=True)
def one_core() -> Iterator[None]:
    """One core for each worker of the tests: threads for more would only wait for one another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "cores", lambda: 1)
        yield
