"""The deployment in terms of the W3C Data Privacy Vocabulary, as JSON-LD 1.1.

What is known is stated, with the fact and its kind of source next to it. What is unknown, or known
not to be so, is not stated at all: the vocabulary has no word for "no", and a term that is missing
denies nothing. The context is in the file, so that nothing is fetched to read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from auditor.judge.decide.findings import Finding
from auditor.report.audited import Audited
from auditor.report.outputs.dpv_terms import CONTEXT, SETS, SEVERITIES, VALUES, VERSION, Said
from auditor.report.outputs.identity import Identities, findings_digest
from auditor.report.words import Words
from auditor.vocabulary.fact import Fact
from auditor.vocabulary.vocabulary import definition

Json = dict[str, Any]

_LANGUAGES = {"en": "en", "zh": "zh-Hans"}


class Dpv:
    """The processing, the measures and the risks as linked data."""

    name = "dpv"
    file = "report.jsonld"

    def render(self, audited: Audited) -> bytes:
        """One process with everything that is known of it."""
        return (json.dumps(_Process(audited).made(), ensure_ascii=False, indent=1) + "\n").encode()


class _Process:
    def __init__(self, audited: Audited) -> None:
        self.audited = audited
        self.judged = audited.findings
        self.words = Words(audited.report.language, audited.findings.case.exhibits)
        self.ids = Identities(audited)

    def made(self) -> Json:
        words, judged = self.words, self.judged
        language = _LANGUAGES[self.audited.report.language]
        process: Json = {
            "@context": {**CONTEXT, "@language": language},
            "@id": self._id("process"),
            "@type": "dpv:Process",
            "dct:title": self.audited.report.title.text,
            "dct:description": words.say("dpv.about"),
            "dct:conformsTo": {"@id": f"https://w3id.org/dpv/{VERSION}"},
            "dct:identifier": str(findings_digest(self.audited)),
            "dct:valid": {"@value": judged.as_of.isoformat(), "@type": "xsd:date"},
        }
        if judged.case.operator.name.strip():
            process["dpv:hasEntity"] = [
                {
                    "@id": self._id("operator"),
                    "@type": "dpv:LegalEntity",
                    "dct:title": judged.case.operator.name,
                    "dct:description": words.say("speaker.operator"),
                }
            ]
        for fact in judged.facts:
            for said, title in self._stated(fact):
                process.setdefault(said.relation, []).append(self._node(fact, said, title))
        risks = [self._risk(one) for one in judged.findings if one.verdict.adverse]
        if risks:
            process["dpv:hasRisk"] = risks
        return process

    def _id(self, *names: str) -> str:
        return f"urn:uuid:{self.ids.of('dpv', *names)}"

    # --- facts ---------------------------------------------------------------------------------

    def _stated(self, fact: Fact) -> Iterator[tuple[Said, str]]:
        """What a known fact states, with the words for it."""
        if fact.value is None:
            return
        if fact.id in SETS and isinstance(fact.value, tuple):
            relation, kinds, general = SETS[fact.id]
            for member in fact.value:
                title = definition(fact.id).say((member,), self.words.language)
                yield Said(relation, kinds.get(member, general)), title
            return
        # True is 1 to Python; no fact of the table has numbers for values.
        for said in VALUES.get((fact.id, fact.value), ()):
            yield said, self.words.value(fact.id, fact.value, complete=fact.complete)

    def _node(self, fact: Fact, said: Said, title: str) -> Json:
        words = self.words
        return {
            "@id": self._id(fact.id, said.relation, said.kind, title),
            "@type": said.kind,
            "dct:title": words.say("fact.line", question=words.question(fact.id), value=title),
            "dct:description": words.strength(fact.strength),
            "dct:identifier": fact.id,
        }

    # --- findings ------------------------------------------------------------------------------

    def _risk(self, finding: Finding) -> Json:
        words = self.words
        return {
            "@id": self._id("risk", finding.rule),
            "@type": "dpv:Risk",
            "dct:title": words.text(finding.title),
            "dct:description": words.say(
                "fact.line",
                question=words.verdict(finding),
                value=words.text(finding.because) or words.text(finding.question),
            ),
            "dct:identifier": finding.rule,
            "dpv:hasSeverity": {"@id": SEVERITIES[finding.severity]},
            "dpv:isMitigatedByMeasure": [
                {
                    "@id": self._id("measure", finding.rule),
                    "@type": "dpv:RiskMitigationMeasure",
                    "dct:title": words.text(finding.remedy),
                }
            ],
            "dct:references": [
                words.cited(words.text(one.authority.title), words.text(one.pinpoint))
                for one in finding.authorities
            ],
        }
