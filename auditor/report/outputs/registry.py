"""Every output there is, in the order of the README."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from auditor.core.errors import FaceAuditError
from auditor.report.annexes.names import ANNEX_NAMES
from auditor.report.outputs.interface import Output


@dataclass(frozen=True)
class OutputEntry:
    """What one `--format` writes; it is imported when it is asked for, as libraries can be slow.

    Attributes:
        name: what `--format` takes.
        says: what it is, in a few words, for `--help` and the README.
        place: its module in this package, and the name there of the class or the output.
        others: names in the same module of further files that the same `--format` writes.
    """

    name: str
    says: str
    place: str
    others: tuple[str, ...] = ()

    def load(self) -> tuple[Output, ...]:
        """The outputs themselves, one for each file."""
        module, _, attribute = self.place.partition(":")
        loaded = import_module(f"auditor.report.outputs.{module}")
        members = (getattr(loaded, name) for name in (attribute, *self.others))
        return tuple(member() if isinstance(member, type) else member for member in members)


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
        "the list of evidence a party submits, as a draft",
        "annexes:EVIDENCE_LIST",
    ),
    OutputEntry(
        ANNEX_NAMES["declaration"],
        "drafts of certifications by FRE 902(13) and 902(14)",
        "annexes:DECLARATION",
    ),
    OutputEntry(
        ANNEX_NAMES["impact_assessment"],
        "a draft of the impact assessment by PIPL arts 55 and 56, by kind of premises",
        "annexes:IMPACT_ASSESSMENT",
    ),
    OutputEntry(
        "letter-request",
        "a letter to the operator: access, deletion, explanation, another way (HTML and DOCX)",
        "letters:REQUEST",
        ("REQUEST_DOCUMENT",),
    ),
    OutputEntry(
        "letter-complaint",
        "a complaint to the authority in charge, by kind of place (HTML and DOCX)",
        "letters:COMPLAINT",
        ("COMPLAINT_DOCUMENT",),
    ),
    OutputEntry(
        "letter-evidence",
        "a letter that asks the operator to keep evidence (HTML and DOCX)",
        "letters:EVIDENCE",
        ("EVIDENCE_DOCUMENT",),
    ),
)

DEFAULT = ("html", "record")


def outputs_called(name: str) -> tuple[Output, ...]:
    """The outputs that `--format` writes for `name`, one for each file.

    Raises:
        FaceAuditError: there is none of that name.
    """
    for entry in OUTPUTS:
        if entry.name == name:
            return entry.load()
    known = ", ".join(entry.name for entry in OUTPUTS)
    raise FaceAuditError(
        f"{name!r} is not an output", where="--format", remedy=f"Use one of: {known}"
    )
