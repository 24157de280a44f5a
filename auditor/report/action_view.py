"""One step, deletion or question of the plan of action."""

from __future__ import annotations

from typing import Literal

from auditor.core.frozen import Frozen


class ActionRow(Frozen):
    """One step of the plan of action, or one open question.

    `id` is made from what is to be done alone, so that it stays the same in another order, in
    another language, and when the plan is made again. `rank` is its place in the plan from 1.
    `findings` are the ids of the rules it answers, `issues` the words for their issues. `change` is
    the fact in question with its value now and the value it would need, and `remedies` what each of
    the rules asks for, a line each; both are empty where a step has only a remedy and for a
    question. `in_plan`: the change is one of those that clear the whole case. `deadline` and `due`
    (`YYYY-MM-DD`) are empty where no rule names a day.
    """

    id: str
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
    remedies: str = ""
    in_plan: bool = False
    who: str
    deadline: str = ""
    due: str = ""
    evidence: str
    authorities: tuple[str, ...]
