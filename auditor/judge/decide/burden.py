"""Where the operator has to prove facts in a civil case: Fa Shi (2021) No. 15 art 6, and no wider.

Article 6, para 2, puts on the operator the facts by which its conduct meets art 1035, para 1, of
the Civil Code (consent, disclosed rules, stated purpose, manner and scope, lawfulness), article 6,
para 3, those of the defences in article 5. The interpretation governs cases about faces processed
with face recognition (art 1) and does not reach processing before 1 August 2021 (art 16, para 2).
Which facts these are is said in the vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from auditor.judge.decide.bench import is_abroad
from auditor.vocabulary.fact import Fact

IN_FORCE = date(2021, 8, 1)
"""First day of Fa Shi (2021) No. 15 (art 16, para 1)."""
_ANALYSES = frozenset(
    {
        "detect_count",
        "attributes",
        "identify_repeat_visitor",
        "verify_one_to_one",
        "identify_one_to_many",
    }
)
"""Values of `capture.function` that verify, recognise or analyse faces (art 2, item (1))."""


def is_burden_on_operator(facts: Mapping[str, Fact], as_of: date) -> bool:
    """Whether article 6 applies: faces are known to be processed, in China, since August 2021."""
    end = _value(facts, "deployment.end")
    last = date.fromisoformat(end) if isinstance(end, str) else as_of
    if is_abroad(facts) or min(last, as_of) < IN_FORCE:
        return False
    items = _value(facts, "collection.items")
    return (
        _value(facts, "capture.function") in _ANALYSES
        or _value(facts, "capture.template_extracted") is True
        or _value(facts, "configuration.recognition_enabled") is True
        or (isinstance(items, tuple) and "face" in items)
    )


def _value(facts: Mapping[str, Fact], name: str) -> object:
    return facts[name].value if name in facts else None
