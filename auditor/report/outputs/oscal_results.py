"""What was established and found, as OSCAL 1.2.1 has it: observations, findings and risks."""

from __future__ import annotations

from auditor.judge.decide.findings import Finding, Flip, WaiverState
from auditor.judge.rules.verdict import Verdict
from auditor.report.audited import Audited
from auditor.report.conclusions import conclusion
from auditor.report.outputs.escape import markdown
from auditor.report.outputs.exhibit_records import facts_behind
from auditor.report.outputs.identity import Identities
from auditor.report.outputs.oscal_parts import NAMESPACE, Json, lists, paragraphs, prop
from auditor.report.sources import origin_of
from auditor.report.words import Words
from auditor.vocabulary.fact import Fact, Source, Strength

MOST_PLACES = 20
"""Places of one fact that are listed as evidence; a remark tells how many more there are."""

_STATES = {
    Verdict.VIOLATION: ("not-satisfied", "fail"),
    Verdict.LIKELY_VIOLATION: ("not-satisfied", "fail"),
    Verdict.WAIVED: ("not-satisfied", "fail"),
    Verdict.CANNOT_TELL: ("not-satisfied", "other"),
    Verdict.ERROR: ("not-satisfied", "other"),
    Verdict.SATISFIED: ("satisfied", "pass"),
}


class Established:
    """Observations, findings and risks of one report; `day` is the time they all bear."""

    def __init__(self, audited: Audited, day: str) -> None:
        self.judged = audited.findings
        self.words = Words(audited.report.language, audited.findings.case.exhibits)
        self.ids = Identities(audited)
        self.day = day
        self.known = [fact for fact in self.judged.facts if fact.sources]
        self.speaking = [finding for finding in self.judged.findings if finding.is_in_question]

    def all(self) -> Json:
        """The three lists, without those that are empty."""
        return lists(
            {
                "observations": [self._observation(fact) for fact in self.known],
                "risks": [self._risk(one) for one in self.speaking if at_risk(one)],
                "findings": [self._finding(one) for one in self.speaking],
            }
        )

    # --- observations --------------------------------------------------------------------------

    def _observation(self, fact: Fact) -> Json:
        words = self.words
        shown = fact.sources[:MOST_PLACES]
        value = words.value(fact.id, fact.value, complete=fact.complete)
        said = value or words.say("fact.unknown")
        more = len(fact.sources) - len(shown)
        exhibits = dict.fromkeys(one.exhibit for one in fact.sources if one.exhibit)
        observation = {
            "uuid": self.ids.of("fact", fact.id),
            "title": markdown(words.question(fact.id)),
            "description": markdown(said),
            "props": [
                prop("fact", fact.id),
                prop("known", "no" if fact.value is None else "yes"),
            ],
            "methods": sorted({_method(one) for one in fact.sources}),
            "origins": [self._origin()],
            "relevant-evidence": [self._evidence(fact, one) for one in shown],
            "collected": self.day,
        }
        if more > 0:
            observation["remarks"] = markdown(words.say("oscal.more", count=more))
        return observation | lists(
            {
                "subjects": [
                    {"subject-uuid": self.ids.of("exhibit", one), "type": "resource"}
                    for one in exhibits
                ]
            }
        )

    def _evidence(self, fact: Fact, source: Source) -> Json:
        words = self.words
        value = words.value(fact.id, source.value, complete=source.complete)
        where = (origin_of(words, source), words.place(source.locator), value)
        described = words.series(part for part in where if part)
        evidence: Json = {
            "description": markdown(described),
            "props": [prop("strength", source.strength.value)],
        }
        if source.exhibit:
            evidence["href"] = f"#{self.ids.of('exhibit', source.exhibit)}"
        return evidence

    # --- findings and risks --------------------------------------------------------------------

    def _finding(self, finding: Finding) -> Json:
        words = self.words
        state, reason = _STATES[finding.verdict]
        known = {fact.id for fact in self.known}
        return {
            "uuid": self.ids.of("finding", finding.rule),
            "title": markdown(words.text(finding.title)),
            "description": paragraphs(words.text(finding.question), conclusion(words, finding)),
            "props": [
                prop("verdict", finding.verdict.value),
                *([prop("issue", finding.issue.value)] if finding.issue else []),
                prop("severity", finding.severity.value),
                *([prop("persuasive", "yes")] if finding.persuasive else []),
                prop("pack", f"{finding.pack} {finding.rule_version}"),
                *([prop("basis", finding.basis.value)] if finding.basis else []),
                *([prop("confidence", finding.confidence.value)] if finding.confidence else []),
            ],
            "origins": [self._origin()],
            "target": {
                "type": "objective-id",
                "target-id": finding.rule,
                "title": markdown(words.text(finding.title)),
                "status": {
                    "state": state,
                    "reason": reason,
                    "remarks": markdown(words.verdict(finding)),
                },
            },
        } | lists(
            {
                "links": [
                    {
                        "href": f"#{self.ids.of('authority', one.authority.id)}",
                        "rel": "reference",
                        "text": markdown(words.text(one.pinpoint)),
                    }
                    for one in finding.authorities
                ],
                "related-observations": [
                    {"observation-uuid": self.ids.of("fact", fact)}
                    for fact in facts_behind(finding)
                    if fact in known
                ],
                "related-risks": [{"risk-uuid": self.ids.of("risk", finding.rule)}]
                if at_risk(finding)
                else [],
            }
        )

    def _risk(self, finding: Finding) -> Json:
        words = self.words
        waivers = [one for one in self.judged.waivers if one.waiver.rule == finding.rule]
        applied = any(one.state is WaiverState.APPLIED for one in waivers)
        known = {fact.id for fact in self.known}
        return {
            "uuid": self.ids.of("risk", finding.rule),
            "title": markdown(words.text(finding.title)),
            "description": markdown(words.text(finding.because) or words.text(finding.question)),
            "statement": markdown(words.text(finding.rationale)),
            "status": "deviation-approved" if applied else "open",
            "origins": [self._origin()],
            "characterizations": [
                {
                    "origin": self._origin(),
                    "facets": [
                        {
                            "name": "severity",
                            "system": NAMESPACE,
                            "value": finding.severity.value,
                            "remarks": markdown(words.text(finding.severity_reason)),
                        }
                    ],
                }
            ],
            "remediations": self._remediations(finding),
        } | lists(
            {
                "mitigating-factors": [
                    {
                        "uuid": self.ids.of("waiver", finding.rule, str(number)),
                        "description": paragraphs(
                            one.waiver.reason,
                            words.say(
                                "oscal.waiver",
                                by=one.waiver.approved_by,
                                expires=words.day(one.waiver.expires),
                            ),
                        ),
                    }
                    for number, one in enumerate(waivers)
                    if one.state is WaiverState.APPLIED
                ],
                "related-observations": [
                    {"observation-uuid": self.ids.of("fact", fact)}
                    for fact in facts_behind(finding)
                    if fact in known
                ],
            }
        )

    def _remediations(self, finding: Finding) -> list[Json]:
        """The remedy, then every smallest set of changes that clears the finding."""
        words = self.words
        described = [
            {
                "uuid": self.ids.of("remedy", finding.rule),
                "lifecycle": "recommendation",
                "title": markdown(words.say("finding.remedy")),
                "description": markdown(words.text(finding.remedy)),
            }
        ]
        return described + [
            {
                "uuid": self.ids.of("flip", finding.rule, str(number)),
                "lifecycle": "recommendation",
                "title": markdown(words.say("finding.flips")),
                "description": self._changes(flip),
            }
            for number, flip in enumerate(finding.flips)
        ]

    def _changes(self, flip: Flip) -> str:
        return paragraphs(
            *map(self.words.change, flip.changes), self.words.say(f"burden.{flip.burden}")
        )

    def _origin(self) -> Json:
        return {"actors": [{"type": "tool", "actor-uuid": self.ids.of("tool")}]}


def at_risk(finding: Finding) -> bool:
    """Whether there is something to fix, accepted or not."""
    return finding.verdict.adverse or finding.verdict is Verdict.WAIVED


def _method(source: Source) -> str:
    if not source.exhibit:
        return "INTERVIEW"
    return "TEST" if source.strength is Strength.SEEN_IN_FOOTAGE else "EXAMINE"
