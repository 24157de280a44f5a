"""What an exchange says, and above all what it does not say: measured over tables of phrasings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from auditor.case.model import DocumentRole
from auditor.examine.documents.chats.recognise import conversation_in
from auditor.examine.documents.readers.model import DocumentText
from auditor.vocabulary.value import FactValue, SpeakerRole
from tests.examine.documents.chats.support import exchange, phrasings, read_text

HERE = Path(__file__).parent
DEVELOPED = HERE / "phrasings.yaml"
HELD_BACK = tuple(
    HERE / f"held_back{which}.yaml"
    for which in ("", "_again", "_third", "_fourth", "_fifth", "_sixth")
)
RECALL = {"held_back_sixth": 0.90}
"""Least recall by set; 0.95 for every other one."""
PRECISION = 0.96
"""Of each set held back, as the reader is now. When it first saw them, precision and recall were
0.964 and 0.942, 0.868 and 0.569, 0.821 and 0.511, 0.941 and 0.533, 0.941 and 0.533, 0.838 and
0.795: words that it has not seen are more often missed than misread."""
EVERY = [case for path in (DEVELOPED, *HELD_BACK) for case in phrasings(path)]

INVERTED = {
    ("declared.recognition_denied", True): ("capture.template_extracted", True),
    ("alternative.offered", True): ("alternative.offered", False),
    ("request.answer", "done"): ("request.answer", "refused_bare"),
}
"""Pairs of which one must never be read where the other is meant."""


def pairs(facts: Mapping[str, Any]) -> Iterator[tuple[str, FactValue]]:
    for name, value in facts.items():
        for member in value if isinstance(value, list | tuple) else (value,):
            yield name, member


def read(turns: list[str]) -> set[tuple[str, FactValue]]:
    observations = read_text(exchange(turns)).observations
    return {pair for observation in observations for pair in pairs(observation.says)}


@pytest.mark.parametrize("case", phrasings(DEVELOPED), ids=lambda case: case["turns"][-1][:40])
def test_an_exchange_says_what_it_says_and_nothing_else(case: Mapping[str, Any]) -> None:
    assert read(case["turns"]) == set(pairs(case["facts"]))


@pytest.mark.parametrize("path", HELD_BACK, ids=lambda path: path.stem)
def test_exchanges_held_back_are_read_with_precision_and_recall(path: Path) -> None:
    right = wrong = missed = 0
    for case in phrasings(path):
        got, want = read(case["turns"]), set(pairs(case["facts"]))
        right, wrong, missed = (
            right + len(got & want),
            wrong + len(got - want),
            missed + len(want - got),
        )
    assert right / (right + wrong) >= PRECISION
    assert right / (right + missed) >= RECALL.get(path.stem, 0.95)


@pytest.mark.parametrize("case", EVERY)
def test_no_negation_is_inverted(case: Mapping[str, Any]) -> None:
    got, want = read(case["turns"]), set(pairs(case["facts"]))
    for one, other in INVERTED.items():
        assert not (one in want and other in got)
        assert not (other in want and one in got)


@pytest.mark.parametrize("case", EVERY)
def test_what_the_visitor_writes_is_never_the_operators_word(case: Mapping[str, Any]) -> None:
    """With the sides exchanged the same words admit nothing."""
    swapped = [{"v": "o", "o": "v"}[turn[0]] + turn[1:] for turn in case["turns"]]
    text = exchange(swapped)
    conversation = conversation_in(DocumentText(text), DocumentRole.MESSAGE)
    assert conversation is not None
    for observation in read_text(text).observations:
        if observation.utterance is None or observation.utterance.by is not SpeakerRole.OPERATOR:
            continue
        turns = [turn[2:].strip() for turn in swapped if turn[0] == "o"]
        locator = observation.locator
        assert any(getattr(locator, "quote", "")[:12] in turn for turn in turns)
