"""The handbook: every rule as a page that a lawyer reads, in both languages.

`python -m auditor.dev.regenerate` writes one file for each pack and language into `rules/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from auditor.core.paths import RULES
from auditor.core.text import LANGUAGES, Language
from auditor.judge.rules.authority import Authority
from auditor.judge.rules.condition import All, Condition, Not, Test
from auditor.judge.rules.period import Period
from auditor.judge.rules.rule import Citation, Outcome, Pack, Rule, RuleBook
from auditor.report.condition_words import test_words
from auditor.report.words import Words
from auditor.vocabulary.vocabulary import FINDING, definition


def rule_page(rule: Rule, book: RuleBook, language: Language) -> str:
    """`rule` as Markdown that reads as plain text, with its authorities from the register."""
    return "\n".join(_page(rule, book, Words(language))).rstrip()


def pack_page(pack: Pack, book: RuleBook, language: Language) -> str:
    """Every rule of `pack`, one after another."""
    words = Words(language)
    head = [
        f"# {words.text(pack.head.title)}",
        "",
        words.say("handbook.made", command="python -m auditor.dev.regenerate"),
        "",
    ]
    pages = [rule_page(rule, book, language) for rule in pack.rules]
    return "\n".join(head) + "\n" + "\n\n".join(pages) + "\n"


def pages(book: RuleBook) -> Iterator[tuple[Path, str]]:
    """The file of every pack in every language, and what it has to hold."""
    for pack in book.packs:
        for language in LANGUAGES:
            path = RULES / pack.head.id / f"handbook.{language}.md"
            yield path, pack_page(pack, book, language)


def _page(rule: Rule, book: RuleBook, words: Words) -> Iterator[str]:
    tests = f" [{', '.join(rule.tests)}]" if rule.tests else ""
    yield f"## {words.text(rule.title)}"
    yield ""
    version = words.say("handbook.version", number=rule.version)
    yield f"`{rule.id}` {version}{tests}"
    yield from _section(words, "issue", words.say(f"issue.{rule.issue.value}"))
    yield from _section(words, "question", words.text(rule.question))
    yield from _section(words, "rule", words.text(rule.rule))
    yield from _section(words, "rationale", words.text(rule.rationale))
    yield from _applies(rule, words)
    yield from _section(
        words,
        "authorities",
        *(_cited(one, book.authorities, words) for one in rule.authorities),
    )
    for name, steps in (("steps", rule.outcomes), ("exceptions", rule.exceptions)):
        if steps:
            yield from _steps(name, steps, words)
    severity = words.say(f"severity.{rule.severity.value}")
    yield from _section(words, "severity", f"{severity}. {words.text(rule.severity_reason)}")
    yield from _section(words, "remedy", words.text(rule.remedy))
    if rule.unsettled:
        yield from _section(words, "unsettled", words.text(rule.unsettled))
    yield from _section(words, "facts", *(_question(name, words) for name in rule.facts))
    yield from _examples(rule, words)


def _section(words: Words, head: str, *texts: str) -> Iterator[str]:
    yield ""
    yield f"### {words.say(f'handbook.{head}')}"
    yield ""
    yield from (texts if len(texts) == 1 else (f"- {text}" for text in texts))


def _applies(rule: Rule, words: Words) -> Iterator[str]:
    kinds = words.join(
        words.text(definition("premises.kind").values[kind]) for kind in rule.applies.kinds
    )
    window = words.period(Period(start=rule.applies.from_, end=rule.applies.until))
    yield from _section(words, "applies", f"{window}; {kinds}")
    if rule.applies.when is not None:
        yield ""
        yield from _condition(rule.applies.when, words, 0)


def _cited(one: Citation, authorities: Mapping[str, Authority], words: Words) -> str:
    authority = authorities[one.authority]
    said = [
        words.say(f"reading.{one.reading or authority.reading}"),
        words.period(authority.window) if authority.from_ else "",
    ]
    if authority.succeeded_by:
        after = words.text(authorities[authority.succeeded_by].title)
        articles = words.join(f"{one.old} → {one.new}" for one in authority.renumbered)
        said.append(words.say("handbook.succeeded", by=after, articles=articles or "-"))
    details = "; ".join(part for part in said if part)
    supports = words.text(one.supports)
    return f"{words.text(authority.title)}, {words.text(one.pinpoint)}: {supports} ({details})"


def _steps(name: str, steps: tuple[Outcome, ...], words: Words) -> Iterator[str]:
    yield from _section(words, name)
    for number, step in enumerate(steps, start=1):
        verdict = words.say(f"verdict.{step.verdict.value}")
        yield f"{number}. **{verdict}**: {words.text(step.because)}"
        if step.when is None:
            yield "   - " + words.say("handbook.otherwise")
        else:
            yield from _condition(step.when, words, 1)


def _condition(condition: Condition, words: Words, depth: int) -> Iterator[str]:
    pad = "   " * depth + "- "
    if isinstance(condition, Test):
        other = words.say("fact.unknown") if condition.other else ""
        yield f"{pad}{_question(condition.fact, words)} {test_words(words, condition, other)}"
        return
    parts: tuple[Condition, ...]
    if isinstance(condition, Not):
        operator, parts = "not", (condition.not_,)
    elif isinstance(condition, All):
        operator, parts = "all", condition.all
    else:
        operator, parts = "any", condition.any
    yield f"{pad}{words.say(f'node.{operator}')}"
    for part in parts:
        yield from _condition(part, words, depth + 1)


def _question(fact: str, words: Words) -> str:
    return f"{words.question(fact)} (`{fact.removeprefix(FINDING)}`)"


def _examples(rule: Rule, words: Words) -> Iterator[str]:
    shown = [
        f"{words.say(f'verdict.{example.verdict.value}')}: {example.name}"
        if example.verdict is not None
        else f"{example.amount:g}: {example.name}"
        for example in rule.examples
    ]
    yield from _section(words, "examples", *shown)
