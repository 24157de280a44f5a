"""The findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020, with Errata 01), for viewers of it.

One run: the rules that were judged, the packs as extensions, the authorities as a taxonomy, every
exhibit as an artifact with its digest, a result for every finding. There is no clock in it.
"""

from __future__ import annotations

import json
from typing import Any

from auditor.judge.decide.findings import Finding
from auditor.judge.rules.authority import Authority
from auditor.report.audited import Audited
from auditor.report.outputs.escape import markdown
from auditor.report.outputs.identity import Identities, findings_digest, named, relative_uri
from auditor.report.outputs.sarif_results import LEVELS, Results
from auditor.report.outputs.sarif_text import filled, plain
from auditor.report.words import Words

Json = dict[str, Any]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LANGUAGES = {"en": "en-GB", "zh": "zh-CN"}


class Sarif:
    """Findings for viewers and dashboards that read SARIF."""

    name = "sarif"
    file = "report.sarif"

    def render(self, audited: Audited) -> bytes:
        """The log file, with one run."""
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_Run(audited).made()]}
        return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode()


class _Run:
    def __init__(self, audited: Audited) -> None:
        self.audited = audited
        self.findings = audited.findings
        self.words = Words(audited.report.language, audited.findings.case.exhibits)
        self.language = _LANGUAGES[audited.report.language]
        cited = {
            one.authority.id: one.authority
            for finding in self.findings.findings
            for one in finding.authorities
        }
        self.authorities = [cited[name] for name in sorted(cited)]
        self.taxa = {authority.id: index for index, authority in enumerate(self.authorities)}

    def made(self) -> Json:
        rules = self._rules()
        artifacts, index = self._artifacts()
        results = Results(
            self.audited, {rule["id"]: number for number, rule in enumerate(rules)}, index
        )
        words = self.words
        return {
            "tool": {"driver": self._driver(rules), "extensions": self._packs()},
            "taxonomies": [self._taxonomy()],
            "automationDetails": {
                "id": f"face-audit/{self.findings.as_of.isoformat()}",
                "guid": Identities(self.audited).of("run"),
            },
            "invocations": [self._invocation()],
            "originalUriBaseIds": {
                "CASE": {"description": {"text": words.say("sarif.case_folder")}},
                "OUTPUT": {"description": {"text": words.say("sarif.output_folder")}},
            },
            "artifacts": artifacts,
            "results": results.all(),
            "language": self.language,
            "columnKind": "unicodeCodePoints",
            "properties": {
                "asOf": self.findings.as_of.isoformat(),
                "observationsDigest": str(self.findings.observations_digest),
                "findingsDigest": str(findings_digest(self.audited)),
                "title": self.audited.report.title.text,
                "issues": [
                    status.model_dump(mode="json")
                    | {"shown_by": list(map(words.text, status.shown_by))}
                    for status in self.findings.issues
                ],
                "notLookedInto": [
                    waiting.model_dump(mode="json") for waiting in self.findings.not_looked_into
                ],
            },
        }

    # --- the tool ------------------------------------------------------------------------------

    def _driver(self, rules: list[Json]) -> Json:
        return {
            "name": "face-audit",
            "version": self.findings.tool_version,
            "guid": named("driver"),
            "language": self.language,
            "shortDescription": {"text": self.words.say("page.kind")},
            "supportedTaxonomies": [self._taxonomy_reference()],
            "rules": rules,
        }

    def _packs(self) -> list[Json]:
        return [
            {
                "name": pack.id,
                "guid": named("pack", pack.id),
                "version": pack.version,
                "language": self.language,
                "shortDescription": {"text": plain(self.words.text(pack.title))},
                "properties": {"digest": str(pack.digest)},
            }
            for pack in self.findings.packs
        ]

    def _rules(self) -> list[Json]:
        known = {finding.rule for finding in self.findings.findings}
        return [
            *map(self._rule, self.findings.findings),
            *(
                {
                    "id": figure.id,
                    "guid": named("rule", figure.id),
                    "shortDescription": {"text": plain(figure.title)},
                }
                for figure in self.audited.report.figures
                if figure.id not in known
            ),
        ]

    def _rule(self, finding: Finding) -> Json:
        words = self.words
        return {
            "id": finding.rule,
            "guid": named("rule", finding.rule),
            "shortDescription": {"text": plain(words.text(finding.title))},
            "fullDescription": {"text": plain(words.text(finding.question))},
            "help": self._help(finding),
            "defaultConfiguration": {"level": LEVELS[finding.severity]},
            "relationships": [
                {
                    "target": {
                        "id": one.authority.id,
                        "index": self.taxa[one.authority.id],
                        "toolComponent": self._taxonomy_reference(),
                    },
                    "kinds": ["relevant"],
                    "description": {
                        "text": plain(
                            words.series(
                                part
                                for part in (words.text(one.pinpoint), words.text(one.supports))
                                if part
                            )
                        )
                    },
                }
                for one in {one.authority.id: one for one in finding.authorities}.values()
            ],
            "properties": {
                "pack": finding.pack,
                "version": finding.rule_version,
                "severity": finding.severity.value,
                "severityReason": words.text(finding.severity_reason),
                "tags": sorted({finding.pack, *finding.tests}),
            },
        }

    def _help(self, finding: Finding) -> Json:
        words = self.words
        parts = (
            (words.say("finding.rule"), words.text(finding.rule_text)),
            (words.say("finding.rationale"), words.text(finding.rationale)),
            (words.say("finding.remedy"), words.text(finding.remedy)),
            (words.say("finding.unsettled"), words.text(finding.unsettled)),
        )
        labelled = [(head.rstrip("：:"), said) for head, said in parts if said]
        return {
            "text": plain("\n\n".join(f"{head}\n{said}" for head, said in labelled)),
            "markdown": plain(
                "\n\n".join(f"**{markdown(head)}**\n\n{markdown(said)}" for head, said in labelled)
            ),
        }

    # --- the law -------------------------------------------------------------------------------

    def _taxonomy_reference(self) -> Json:
        return {"name": "authorities", "guid": named("authorities"), "index": 0}

    def _taxonomy(self) -> Json:
        return {
            "name": "authorities",
            "guid": named("authorities"),
            "language": self.language,
            "shortDescription": {"text": self.words.say("sarif.authorities")},
            "isComprehensive": False,
            "taxa": [self._taxon(authority) for authority in self.authorities],
        }

    def _taxon(self, authority: Authority) -> Json:
        return filled(
            {
                "id": authority.id,
                "guid": named("authority", authority.id),
                "shortDescription": {"text": plain(self.words.text(authority.title))},
                "helpUri": authority.url,
                "properties": filled(
                    {
                        "kind": authority.kind,
                        "from": authority.from_.isoformat() if authority.from_ else "",
                        "until": authority.until.isoformat() if authority.until else "",
                        "reading": authority.reading,
                    }
                ),
            }
        )

    # --- the material --------------------------------------------------------------------------

    def _artifacts(self) -> tuple[list[Json], dict[str, int]]:
        """Every exhibit and still, and the index of each by its id or file."""
        index: dict[str, int] = {}
        artifacts: list[Json] = []
        for record in self.audited.report.evidence:
            index[record.id] = len(artifacts)
            artifacts.append(
                {
                    "location": {"uri": relative_uri(record.path), "uriBaseId": "CASE"},
                    "length": record.size,
                    "mimeType": record.media_type,
                    "hashes": {"sha-256": record.digest},
                    "roles": ["analysisTarget"],
                    "properties": {"exhibit": record.id},
                }
            )
        for one in self.audited.observations.examinations:
            for still in one.stills:
                index[still.file] = len(artifacts)
                artifacts.append(
                    {
                        "location": {"uri": relative_uri(still.file), "uriBaseId": "OUTPUT"},
                        "mimeType": "image/jpeg",
                        "hashes": {"sha-256": still.digest.value},
                        "roles": ["attachment"],
                        "properties": {"derivedFrom": still.parent, "redacted": still.redacted},
                    }
                )
        return artifacts, index

    def _invocation(self) -> Json:
        """What could not be examined and which waivers fit nothing; no time of the run."""
        missed = [
            {
                "level": "error",
                "message": {"text": plain(f"{failure.exhibit}: {failure.reason.text}")},
            }
            for failure in self.audited.report.not_examined
        ]
        warned = [
            {"level": "warning", "message": {"text": plain(alert.text)}}
            for view in self.audited.report.coverage
            for alert in view.alerts
        ]
        waivers = [
            {"level": "error", "message": {"text": plain(f"{row.rule.text}: {row.word}")}}
            for row, used in zip(self.audited.report.waivers, self.findings.waivers, strict=True)
            if not used.state.matches
        ]
        return filled(
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [*missed, *warned],
                "toolConfigurationNotifications": waivers,
            }
        )
