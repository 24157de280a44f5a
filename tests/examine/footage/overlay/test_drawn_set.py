"""Precision and recall on the drawn set, and that nobody is named who was not recognised."""

from __future__ import annotations

import pytest

from auditor.examine.footage.overlay import read_overlays

from .drawn_set import DRAWN_SET
from .drawn_verdicts import CLAIMS, claims_too_much, is_right, names_somebody
from .pictures import exhibit, needs_chinese

RECALL = 0.95


@pytest.mark.slow
def test_of_drawn_forms_none_is_claimed_wrongly_and_few_are_missed() -> None:
    needs_chinese()
    missed, wrong, names = [], [], []
    for form in DRAWN_SET:
        result = read_overlays(exhibit(), [form.draw().read()])
        if claims_too_much(form, result):
            wrong.append(form.id)
        if names_somebody(result) and not form.named:
            names.append(form.id)
        if form.shows in CLAIMS and not is_right(form, result):
            missed.append(form.id)
    claimed = sum(form.shows in CLAIMS for form in DRAWN_SET)
    assert (wrong, names) == ([], [])
    assert len(missed) <= (1 - RECALL) * claimed, missed
