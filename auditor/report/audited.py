"""What every output and annex is made from."""

from __future__ import annotations

from dataclasses import dataclass

from auditor.examine.model import Observations
from auditor.judge.decide.findings import Findings
from auditor.report.kept_plan import KeptPlan
from auditor.report.model import ReportModel


@dataclass(frozen=True)
class Audited:
    """What every output is made from.

    `report` holds every word in the report's language; outputs for people print it. `findings` and
    `observations` are the saved steps it was built from; outputs for programs take their codes,
    places and digests there. `kept` is the earlier plan of action whose entries the new one keeps.
    """

    report: ReportModel
    findings: Findings
    observations: Observations
    kept: KeptPlan | None = None
