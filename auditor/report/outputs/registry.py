"""Every output there is, in the order of the README."""

from __future__ import annotations

from auditor.core.errors import FaceAuditError
from auditor.report.outputs.action_plan import ActionPlan
from auditor.report.outputs.annexes import ANNEXES
from auditor.report.outputs.dpv import Dpv
from auditor.report.outputs.evidence_list import EvidenceList
from auditor.report.outputs.html import Html
from auditor.report.outputs.interface import Output
from auditor.report.outputs.json_v1 import JsonV1
from auditor.report.outputs.markdown import Markdown
from auditor.report.outputs.oscal import Oscal
from auditor.report.outputs.pdf import Pdf
from auditor.report.outputs.sarif import Sarif
from auditor.report.outputs.workbook import Workbook

OUTPUTS: tuple[Output, ...] = (
    Html(),
    Pdf(),
    Markdown(),
    JsonV1(),
    Sarif(),
    Oscal(),
    Dpv(),
    ActionPlan(),
    EvidenceList(),
    Workbook(),
    *ANNEXES,
)

DEFAULT = ("html",)


def output(name: str) -> Output:
    """The output that `--format` calls `name`.

    Raises:
        FaceAuditError: there is none of that name.
    """
    for one in OUTPUTS:
        if one.name == name:
            return one
    known = ", ".join(one.name for one in OUTPUTS)
    raise FaceAuditError(f"{name!r} is no output", where="--format", remedy=f"Use one of: {known}")
