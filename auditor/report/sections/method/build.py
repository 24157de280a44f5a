"""How each exhibit was examined."""

from __future__ import annotations

from auditor.examine.model import Observations
from auditor.report.parts import Pair
from auditor.report.sections.method.view import MethodView
from auditor.report.words import Words, anchor


def method_views(words: Words, observations: Observations) -> tuple[MethodView, ...]:
    """How each exhibit was read."""
    return tuple(
        MethodView(
            exhibit=words.exhibit(examination.exhibit),
            anchor=anchor("exhibit", examination.exhibit),
            examiner=" ".join(
                part
                for part in (words.examiner(examination.examiner).text, examination.format)
                if part
            ),
            pairs=tuple(
                Pair(label=words.examiner(label), value=words.examiner(value))
                for label, value in examination.method
            ),
        )
        for examination in observations.examinations
        if not examination.error
    )
