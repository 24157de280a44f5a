"""A rule as a page of a handbook, in plain text."""

from __future__ import annotations

from auditor.facts.vocabulary import definition
from auditor.judge.condition import All, AnyOf, Condition, Not, Test
from auditor.judge.rule import Outcome, Rule, RuleBook
from auditor.text import Language

_HEADS: dict[Language, dict[str, str]] = {
    "en": {
        "question": "Question",
        "rule": "Rule",
        "rationale": "Why",
        "applies": "Applies",
        "authorities": "Authorities",
        "steps": "Steps, first that holds decides",
        "exceptions": "Exceptions",
        "severity": "Severity",
        "remedy": "Remedy",
        "unsettled": "Unsettled",
        "facts": "Facts it asks for",
        "examples": "Examples",
        "otherwise": "otherwise",
        "figure": "Figure",
    },
    "zh": {
        "question": "问题",
        "rule": "规则",
        "rationale": "理由",
        "applies": "适用",
        "authorities": "依据",
        "steps": "判断步骤（依次，首个成立者决定）",
        "exceptions": "例外",
        "severity": "严重程度",
        "remedy": "整改",
        "unsettled": "尚无定论",
        "facts": "所需事实",
        "examples": "示例",
        "otherwise": "其他情形",
        "figure": "数额",
    },
}


def rule_page(rule: Rule, book: RuleBook, language: Language) -> str:
    """`rule` as text, with its authorities from the register of `book`."""
    heads = _HEADS[language]
    tests = f"  [{', '.join(rule.tests)}]" if rule.tests else ""
    window = f"{rule.applies.from_} - {rule.applies.until or ''}".rstrip(" -")
    kinds = [definition("premises.kind").values[kind][language] for kind in rule.applies.kinds]
    lines = [
        f"{rule.id} (version {rule.version}){tests}",
        rule.title[language],
        "",
        *_section(heads["question"], rule.question[language]),
        *_section(heads["rule"], rule.rule[language]),
        *_section(heads["rationale"], rule.rationale[language]),
        *_section(heads["applies"], window, "; ".join(kinds)),
    ]
    if rule.applies.when is not None:
        lines[-1:] = [*_condition(rule.applies.when, 1), ""]
    cited = []
    for citation in rule.authorities:
        authority = book.authorities[citation.authority]
        dates = f"{authority.from_ or '?'} - {authority.until or ''}".rstrip(" -")
        cited.append(
            f"{authority.title[language]}, {citation.pinpoint[language]} "
            f"({citation.status or authority.status}; {dates})"
        )
    lines += _section(heads["authorities"], *cited)
    for name, steps in (("steps", rule.outcomes), ("exceptions", rule.exceptions)):
        if steps:
            lines += [heads[name], *_steps(steps, language, heads["otherwise"]), ""]
    if rule.figure:
        lines += _section(heads["figure"], rule.figure.value)
    lines += _section(heads["severity"], rule.severity.value, rule.severity_reason[language])
    lines += _section(heads["remedy"], rule.remedy[language])
    if rule.unsettled:
        lines += _section(heads["unsettled"], rule.unsettled[language])
    asked = [f"{name}: {definition(name).question[language]}" for name in rule.facts]
    lines += _section(heads["facts"], *asked)
    shown = [
        f"{example.verdict if example.amount is None else f'{example.amount:g}'}: {example.name}"
        for example in rule.examples
    ]
    lines += _section(heads["examples"], *shown)
    return "\n".join(lines).rstrip()


def _section(head: str, *texts: str) -> list[str]:
    return [head, *(f"  {text}" for text in texts), ""]


def _steps(steps: tuple[Outcome, ...], language: Language, otherwise: str) -> list[str]:
    lines = []
    for number, step in enumerate(steps, start=1):
        lines.append(f"  {number}. {step.verdict.value}: {step.because[language]}")
        lines += _condition(step.when, 3) if step.when is not None else [f"      {otherwise}"]
    return lines


def _condition(condition: Condition, depth: int) -> list[str]:
    pad = "  " * depth
    if isinstance(condition, Test):
        against = condition.other or condition.value
        if condition.plus is not None:
            unit = condition.plus.unit.replace("_", " ")
            against = f"{condition.other} + {condition.plus.number} {unit}"
        words = ", ".join(against) if isinstance(against, tuple) else against
        shown = {True: "yes", False: "no"}.get(words, words) if isinstance(words, bool) else words
        return [f"{pad}{condition.fact} {condition.test.replace('_', ' ')} {shown}"]
    if isinstance(condition, Not):
        return [f"{pad}not:", *_condition(condition.not_, depth + 1)]
    operator, parts = (
        ("all", condition.all) if isinstance(condition, All) else ("any", condition.any)
    )
    assert isinstance(condition, All | AnyOf)  # noqa: S101 - the union has no other branch
    return [f"{pad}{operator} of:", *(x for part in parts for x in _condition(part, depth + 1))]
