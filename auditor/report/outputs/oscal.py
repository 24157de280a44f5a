"""The findings as assessment results of OSCAL 1.2.1 (NIST), for governance and compliance systems.

OSCAL wants times where this report has none that are the same from run to run: `last-modified`,
`start` and `collected` are the day judged by, at midnight UTC, and not the clock. A finding there
is either satisfied or not: what is undecided is "not-satisfied" for the reason "other", with the
verdict next to it. What OSCAL calls a control is a rule here, by its id. Words are Markdown there,
so they are escaped.
"""

from __future__ import annotations

import json

from auditor.case.model import Exhibit
from auditor.judge.rules.authority import Authority
from auditor.report.audited import Audited
from auditor.report.outputs.escape import markdown
from auditor.report.outputs.identity import Identities, findings_digest, relative_uri
from auditor.report.outputs.oscal_parts import Json, line, lists, prop
from auditor.report.outputs.oscal_results import Established
from auditor.report.words import Words

VERSION = "1.2.1"


class Oscal:
    """Assessment results for governance systems."""

    name = "oscal"
    file = "assessment-results.json"

    def render(self, audited: Audited) -> bytes:
        """The document, with one result."""
        made = {"assessment-results": _Document(audited).made()}
        return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


class _Document:
    def __init__(self, audited: Audited) -> None:
        self.audited = audited
        self.judged = audited.findings
        self.words = Words(audited.report.language, audited.findings.case.exhibits)
        self.ids = Identities(audited)
        self.day = f"{self.judged.as_of.isoformat()}T00:00:00Z"

    def made(self) -> Json:
        return {
            "uuid": self.ids.of("document"),
            "metadata": self._metadata(),
            "import-ap": {
                "href": f"#{self.ids.of('case')}",
                "remarks": markdown(self.words.say("oscal.no_plan")),
            },
            "results": [self._result()],
            "back-matter": {"resources": self._resources()},
        }

    def _metadata(self) -> Json:
        operator = self.judged.case.operator.name
        party = self.ids.of("operator")
        about: Json = {
            "title": markdown(self.audited.report.title.text),
            "last-modified": self.day,
            "version": findings_digest(self.audited).value[:16],
            "oscal-version": VERSION,
            "props": [
                prop("tool-version", self.judged.tool_version),
                prop("language", self.audited.report.language),
                prop("as-of", self.judged.as_of.isoformat()),
                prop("observations-digest", str(self.judged.observations_digest)),
            ],
        }
        if operator.strip():
            about["roles"] = [
                {"id": "operator", "title": markdown(self.words.say("speaker.operator"))}
            ]
            about["parties"] = [{"uuid": party, "type": "organization", "name": line(operator)}]
            about["responsible-parties"] = [{"role-id": "operator", "party-uuids": [party]}]
        return about

    def _result(self) -> Json:
        result: Json = {
            "uuid": self.ids.of("result"),
            "title": markdown(self.words.say("page.kind")),
            "description": markdown(self.audited.report.material),
            "start": self.day,
            "props": [
                prop(f"issue-{status.issue.value}", status.state.value)
                for status in self.judged.issues
            ],
            "local-definitions": self._tool(),
            "reviewed-controls": self._reviewed(),
        }
        if not self.judged.issues:
            del result["props"]
        return result | Established(self.audited, self.day).all()

    def _tool(self) -> Json:
        component = {
            "uuid": self.ids.of("tool"),
            "type": "software",
            "title": "face-audit",
            "description": markdown(self.words.say("page.kind")),
            "props": [prop("version", self.judged.tool_version, ours=False)],
            "status": {"state": "operational"},
        }
        platform = {
            "uuid": self.ids.of("platform"),
            "uses-components": [{"component-uuid": component["uuid"]}],
        }
        return {
            "assessment-assets": {"components": [component], "assessment-platforms": [platform]}
        }

    def _reviewed(self) -> Json:
        silent = [finding for finding in self.judged.findings if not finding.is_in_question]
        everything = [{"control-id": one.rule} for one in self.judged.findings]
        if not everything:
            return {"control-selections": [{"include-all": {}}]}
        selection = {"include-controls": everything} | lists(
            {"exclude-controls": [{"control-id": finding.rule} for finding in silent]}
        )
        return {"control-selections": [selection]}

    # --- back matter ---------------------------------------------------------------------------

    def _resources(self) -> list[Json]:
        cited = {
            one.authority.id: one.authority
            for finding in self.judged.findings
            for one in finding.authorities
        }
        case = {
            "uuid": self.ids.of("case"),
            "title": markdown(self.words.say("oscal.case")),
            "description": markdown(self.audited.report.title.text),
            "rlinks": [{"href": "case.yaml"}],
        }
        return [
            case,
            *(self._exhibit(one) for one in self.judged.case.exhibits),
            *(self._authority(cited[name]) for name in sorted(cited)),
        ]

    def _exhibit(self, exhibit: Exhibit) -> Json:
        return {
            "uuid": self.ids.of("exhibit", exhibit.id),
            "title": markdown(self.words.exhibit(exhibit.id)),
            "props": [
                prop("exhibit", exhibit.id),
                prop("kind", exhibit.kind.value),
                prop("size", str(exhibit.size)),
            ],
            "rlinks": [
                {
                    "href": relative_uri(exhibit.path),
                    "media-type": exhibit.media_type,
                    "hashes": [{"algorithm": "SHA-256", "value": exhibit.digest.value}],
                }
            ],
        }

    def _authority(self, authority: Authority) -> Json:
        title = self.words.text(authority.title)
        return {
            "uuid": self.ids.of("authority", authority.id),
            "title": markdown(title),
            "props": [
                prop("authority", authority.id),
                prop("kind", authority.kind),
                prop("reading", authority.reading),
            ],
            "citation": {"text": markdown(title)},
        } | lists({"rlinks": [{"href": authority.url}] if authority.url else []})
