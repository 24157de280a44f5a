"""How strong the words of one side of a conversation are, and whose statement they are."""

from __future__ import annotations

from auditor.examine.document_model import Medium, Utterance
from auditor.vocabulary.fact import Source, Strength
from auditor.vocabulary.value import Speaker, SpeakerRole

_STRENGTH = {
    Medium.TYPED: Strength.REPORTED,
    Medium.SCREENSHOT: Strength.READ_IN_SCREENSHOT,
    Medium.EXPORT: Strength.READ_IN_DOCUMENT,
}
"""How hard it is to make the words of the operator up: a convention of this tool."""


def strength_of_utterance(utterance: Utterance) -> Strength:
    """The strength of what `utterance` says.

    Only the operator's own words weigh more than a statement: what a visitor writes in a message is
    what the visitor states, however it came to us.
    """
    if utterance.by is SpeakerRole.OPERATOR:
        return _STRENGTH[utterance.medium]
    return Strength.DECLARED


def as_spoken(source: Source, utterance: Utterance) -> Source:
    """`source` with who said it, and when."""
    return source.model_copy(update={"by": Speaker(role=utterance.by), "on": utterance.on})
