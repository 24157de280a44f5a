"""Every output there is, in the order of the README."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from auditor.core.errors import FaceAuditError
from auditor.report.annexes.names import ANNEX_NAMES
from auditor.report.outputs.interface import Output


@dataclass(frozen=True)
class OutputEntry:
    """An output that is imported when it is asked for; some need slow libraries.

    Attributes:
        name: what `--format` takes.
        says: what it is, in a few words, for `--help` and the README.
        place: its module in this package, and the name there of the class or the output.
    """

    name: str
    says: str
    place: str

    def load(self) -> Output:
        """The output itself."""
        module, _, attribute = self.place.partition(":")
        there = getattr(import_module(f"auditor.report.outputs.{module}"), attribute)
        output: Output = there() if isinstance(there, type) else there
        return output


OUTPUTS: tuple[OutputEntry, ...] = (
    OutputEntry("html", "the report, one page without script", "html:Html"),
    OutputEntry(
        "record",
        "the record: every rule with its reasoning, every fact with its sources",
        "html:RecordHtml",
    ),
    OutputEntry("pdf", "the report as tagged PDF on A4; needs Chromium, Chrome or Edge", "pdf:Pdf"),
    OutputEntry("pdf-record", "the record as tagged PDF on A4", "pdf:PdfRecord"),
    OutputEntry(
        "markdown", "the report without pictures, for a ticket or a wiki", "markdown:Markdown"
    ),
    OutputEntry("json", "the report for programs, with a published schema", "json_v1:JsonV1"),
    OutputEntry("sarif", "the findings as SARIF 2.1.0", "sarif:Sarif"),
    OutputEntry("oscal", "the findings as OSCAL assessment results", "oscal:Oscal"),
    OutputEntry("dpv", "the deployment in terms of the W3C Data Privacy Vocabulary", "dpv:Dpv"),
    OutputEntry(
        "csv", "the plan of action: steps, deletions, open questions", "action_plan:ActionPlan"
    ),
    OutputEntry(
        "evidence-csv",
        "every exhibit, what it shows where, and the findings that rest on it",
        "evidence_list:EvidenceList",
    ),
    OutputEntry(
        "xlsx", "the same evidence, the findings and the plan as a workbook", "workbook:Workbook"
    ),
    OutputEntry(
        ANNEX_NAMES["evidence_list"],
        "the list of evidence a party hands in, as a draft",
        "annexes:EVIDENCE_LIST",
    ),
    OutputEntry(
        ANNEX_NAMES["declaration"],
        "drafts of certifications by FRE 902(13) and 902(14)",
        "annexes:DECLARATION",
    ),
    OutputEntry(
        ANNEX_NAMES["impact_assessment"],
        "a draft of the impact assessment by PIPL arts 55 and 56",
        "annexes:IMPACT_ASSESSMENT",
    ),
    OutputEntry(
        "letter-request",
        "a letter to the operator: what is held, deletion, explanation, another way",
        "letters:REQUEST",
    ),
    OutputEntry(
        "letter-complaint",
        "a complaint to the authority in charge, by kind of place",
        "letters:COMPLAINT",
    ),
    OutputEntry(
        "letter-evidence",
        "a letter that asks the operator to keep evidence",
        "letters:EVIDENCE",
    ),
)

DEFAULT = ("html", "record")


def output(name: str) -> Output:
    """The output that `--format` calls `name`.

    Raises:
        FaceAuditError: there is none of that name.
    """
    for entry in OUTPUTS:
        if entry.name == name:
            return entry.load()
    known = ", ".join(entry.name for entry in OUTPUTS)
    raise FaceAuditError(f"{name!r} is no output", where="--format", remedy=f"Use one of: {known}")
