"""One step, deletion or question of the plan of action."""

from __future__ import annotations

from typing import Literal

from auditor.core.frozen import Frozen


class ActionRow(Frozen):
    """One step of the plan of action, or one open question.

    `rank` is its place in the plan from 1. `findings` are the ids of the rules it answers,
    `issues` the words for theirs. `now`
    and `then` are the value of the fact in question as it stands and as it would have to be, both
    empty where a step is told by its remedy alone or is a question. `in_plan` says that the change
    is one of those that clear the whole case. `deadline` is empty where no rule names a day.
    """

    rank: int
    kind: Literal["step", "deletion", "question"]
    kind_word: str
    findings: tuple[str, ...]
    about: tuple[str, ...]
    issues: tuple[str, ...] = ()
    verdict_word: str
    severity_word: str
    what: str
    change: str = ""
    in_plan: bool = False
    who: str
    deadline: str = ""
    evidence: str
    authorities: tuple[str, ...]
