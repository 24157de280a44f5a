"""Findings as results of SARIF 2.1.0: kind, level, places, attachments, suppressions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from auditor.case.model import ExhibitKind
from auditor.core.digest import digest_bytes
from auditor.core.locator import Box, MediaLocator, TextLocator
from auditor.examine.model import CaptureEpisode, Examination, FootageCoverage, RedactedStill
from auditor.judge.decide.findings import Finding, WaiverState, WaiverUsed
from auditor.judge.rules.verdict import Severity, Verdict
from auditor.report.audited import Audited
from auditor.report.conclusions import conclusion
from auditor.report.outputs.exhibit_records import facts_behind
from auditor.report.outputs.identity import Identities, relative_uri
from auditor.report.outputs.sarif_text import filled, plain
from auditor.report.words import Words
from auditor.vocabulary.fact import Source

Json = dict[str, Any]

MOST_PLACES = 20
"""Places of one finding that are listed; a property tells how many more there are."""

SAME_MOMENT = 0.02
"""Seconds within which a still and a measurement are of the same frame."""

KINDS = {
    Verdict.VIOLATION: "fail",
    Verdict.LIKELY_VIOLATION: "fail",
    Verdict.CANNOT_TELL: "open",
    Verdict.ERROR: "open",
    Verdict.WAIVED: "fail",
    Verdict.SATISFIED: "pass",
    Verdict.NOT_APPLICABLE: "notApplicable",
}
"""A question that the law leaves open, and not the facts, is for a person: `review`."""

LEVELS = {
    Severity.INFO: "note",
    Severity.LOW: "note",
    Severity.MEDIUM: "warning",
    Severity.HIGH: "error",
    Severity.CRITICAL: "error",
}

_SUPPRESSED = {
    WaiverState.APPLIED: "accepted",
    WaiverState.EXPIRED: "rejected",
    WaiverState.NOT_YET: "underReview",
    WaiverState.EVIDENCE_CHANGED: "underReview",
}


class Results:
    """The results of one report.

    Args:
        audited: what was audited.
        rules: the index of each rule among the driver's, by id.
        artifacts: the index of each file among the run's: exhibits by id, stills by file.
    """

    def __init__(
        self, audited: Audited, rules: Mapping[str, int], artifacts: Mapping[str, int]
    ) -> None:
        self.audited = audited
        self.rules = rules
        self.artifacts = artifacts
        self.words = Words(audited.report.language, audited.findings.case.exhibits)
        self.identities = Identities(audited)
        self.facts = {fact.id: fact for fact in audited.findings.facts}
        self.waivers = {used.waiver.rule: used for used in audited.findings.waivers}
        self.exhibits = {exhibit.id: exhibit for exhibit in audited.findings.case.exhibits}
        self.captions = {
            still.file: still.caption
            for footage in audited.report.footage
            for still in footage.stills
        }

    def all(self) -> list[Json]:
        """A result for every finding, in the order of the judgment, then one for every figure."""
        figures = self.audited.report.figures
        return [
            *(self._result(finding) for finding in self.audited.findings.findings),
            *(
                self._named(figure.id)
                | {
                    "kind": "informational",
                    "level": "none",
                    "message": {
                        "text": plain(
                            f"{figure.title}: {figure.amount or self.words.join(figure.missing)}"
                        )
                    },
                }
                for figure in figures
            ),
        ]

    def _named(self, rule: str) -> Json:
        return {
            "ruleId": rule,
            "ruleIndex": self.rules[rule],
            "guid": self.identities.of("result", rule),
        }

    def _result(self, finding: Finding) -> Json:
        kind = "review" if finding.open_in_law else KINDS[finding.verdict]
        if not finding.is_in_question:
            kind = KINDS[Verdict.NOT_APPLICABLE]
        sources = _places(self.facts[f].sources for f in facts_behind(finding) if f in self.facts)
        shown = [self._location(source) for source in sources[:MOST_PLACES]]
        waiver = self.waivers.get(finding.rule)
        case = self.audited.findings.case
        return self._named(finding.rule) | filled(
            {
                "kind": kind,
                "level": LEVELS[finding.severity] if kind == "fail" else "none",
                "message": {"text": plain(self._said(finding))},
                "locations": shown[:1],
                "relatedLocations": [
                    {"id": number, **location} for number, location in enumerate(shown[1:], 1)
                ],
                "attachments": self._attachments(sources),
                "suppressions": self._suppressions(waiver),
                "partialFingerprints": filled(
                    {
                        # What is the same from one audit of these premises to the next.
                        "ruleAndPremises/v1": digest_bytes(
                            f"{finding.rule}\n{case.premises.name}\n{case.premises.address}".encode()
                        ).value,
                        "basis/v1": finding.basis.value if finding.basis else "",
                    }
                ),
                "properties": self._properties(finding, len(sources) - len(shown)),
            }
        )

    def _said(self, finding: Finding) -> str:
        words = self.words
        verdict = words.verdict(finding)
        why = conclusion(words, finding)
        return words.say("sarif.result", verdict=verdict, title=words.text(finding.title), why=why)

    def _properties(self, finding: Finding, more: int) -> Json:
        period = finding.period
        return filled(
            {
                "verdict": finding.verdict.value,
                "severity": finding.severity.value,
                "confidence": finding.confidence.value if finding.confidence else "",
                "issue": finding.issue.value if finding.issue else "",
                "openTriggers": list(finding.open_triggers),
                "notShown": list(finding.not_shown),
                "pack": finding.pack,
                "ruleVersion": finding.rule_version,
                "period": period.model_dump(mode="json") if period else {},
                "possible": [verdict.value for verdict in finding.possible],
                "waivedFrom": finding.waived_from.value if finding.waived_from else "",
                "persuasive": finding.persuasive,
                "remedy": self.words.text(finding.remedy),
                "flips": [
                    [change.model_dump(mode="json") for change in flip.changes]
                    for flip in finding.flips
                ],
                "deciders": [
                    {"facts": list(one.facts), "ask": [role.value for role in one.ask]}
                    for one in finding.deciders
                ],
                "placesNotListed": max(0, more),
            }
        )

    # --- places --------------------------------------------------------------------------------

    def _location(self, source: Source) -> Json:
        words = self.words
        if not source.exhibit:
            who = words.speaker(source.by) if source.by else words.strength(source.strength)
            said = (
                words.say("source.stated", who=who, on=words.day(source.on)) if source.on else who
            )
            return {"logicalLocations": [{"name": said, "kind": "statement"}]}
        physical: Json = {"artifactLocation": self._artifact(source.exhibit)}
        if isinstance(source.locator, TextLocator):
            physical["region"] = filled(
                {
                    "startLine": source.locator.line,
                    "startColumn": source.locator.column,
                    "snippet": filled({"text": source.locator.quote}),
                }
            )
        found: Json = {"physicalLocation": physical}
        if isinstance(source.locator, TextLocator) and source.locator.key:
            found["logicalLocations"] = [
                {"fullyQualifiedName": source.locator.key, "kind": "member"}
            ]
        if isinstance(source.locator, MediaLocator):
            found["message"] = {"text": plain(words.place(source.locator))}
            found["properties"] = {"media": source.locator.model_dump(mode="json")}
        return found

    def _artifact(self, exhibit: str) -> Json:
        path = self.exhibits[exhibit].path
        index = self.artifacts[exhibit]
        return {"uri": relative_uri(path), "uriBaseId": "CASE", "index": index}

    def _attachments(self, sources: Iterable[Source]) -> list[Json]:
        """Pictures with the rectangles a finding rests on: exhibits, and stills of footage."""
        boxes: dict[str, list[Box]] = {}
        footage: dict[str, None] = {}
        for source in sources:
            exhibit = self.exhibits.get(source.exhibit)
            if exhibit is None or not isinstance(source.locator, MediaLocator):
                continue
            if exhibit.kind is ExhibitKind.VIDEO:
                footage[exhibit.id] = None
            elif source.locator.box is not None:
                boxes.setdefault(exhibit.id, []).append(source.locator.box)
        pictures = [
            {
                "artifactLocation": self._artifact(exhibit),
                "rectangles": [_rectangle(box) for box in dict.fromkeys(found)],
            }
            for exhibit, found in boxes.items()
        ]
        return pictures + [
            self._still(one, still)
            for one in self.audited.observations.examinations
            if one.exhibit in footage
            for still in one.stills
            if still.purpose == "evidence"
        ]

    def _still(self, examination: Examination, still: RedactedStill) -> Json:
        words = self.words
        # A face is known to be in its best box at one moment only.
        shown = [
            one
            for one in examination.episodes
            if one.id in still.episodes and abs(one.best.time - still.time) < SAME_MOMENT
        ]
        return filled(
            {
                "description": {"text": plain(self.captions.get(still.file, still.file))},
                "artifactLocation": {
                    "uri": relative_uri(still.file),
                    "uriBaseId": "OUTPUT",
                    "index": self.artifacts[still.file],
                },
                "rectangles": [
                    _rectangle(
                        _scaled(one, still, examination), words.say(f"tier.{one.tier.value}")
                    )
                    for one in shown
                ],
            }
        )

    # --- waivers -------------------------------------------------------------------------------

    def _suppressions(self, used: WaiverUsed | None) -> list[Json]:
        if used is None or used.state not in _SUPPRESSED:
            return []
        waiver = used.waiver
        return [
            {
                "kind": "external",
                "status": _SUPPRESSED[used.state],
                "justification": waiver.reason,
                "guid": self.identities.of("waiver", waiver.rule, str(waiver.on)),
                "properties": {
                    "approvedBy": waiver.approved_by,
                    "on": waiver.on.isoformat(),
                    "expires": waiver.expires.isoformat(),
                    "state": used.state.value,
                },
            }
        ]


def _places(of_facts: Iterable[tuple[Source, ...]]) -> list[Source]:
    """The sources of several facts, each place once, strongest first."""
    places: dict[tuple[object, ...], Source] = {}
    for sources in of_facts:
        for source in sources:
            places.setdefault((source.exhibit, source.locator, source.by, source.on), source)
    return sorted(places.values(), key=lambda source: -source.strength.rank)


def _rectangle(box: Box, said: str = "") -> Json:
    edges = {
        "top": box.y,
        "left": box.x,
        "bottom": box.y + box.height,
        "right": box.x + box.width,
    }
    return edges | ({"message": {"text": plain(said)}} if said else {})


def _scaled(episode: CaptureEpisode, still: RedactedStill, examination: Examination) -> Box:
    """The episode's best box in the still's own pixels."""
    box, coverage = episode.best.box, examination.coverage
    if not isinstance(coverage, FootageCoverage) or not coverage.width or not coverage.height:
        return box
    across, down = still.width / coverage.width, still.height / coverage.height
    return Box(
        x=round(box.x * across),
        y=round(box.y * down),
        width=round(box.width * across),
        height=round(box.height * down),
    )
