"""JSON Schemas of everything this program reads and writes, generated from its models.

The files next to this module are what `generated()` returns; `python -m auditor.dev.regenerate`
writes them.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from auditor.case.schema import DIALECT, case_schema
from auditor.examine.inspection import Inspection
from auditor.examine.model import Observations
from auditor.judge.comparison import AuditComparison
from auditor.judge.decide.findings import Findings
from auditor.record.custody import CustodyEntry
from auditor.record.run_record import RunRecord
from auditor.report.outputs.json_model import ReportV1
from auditor.report.portfolio.model import Portfolio
from auditor.seal.layout import BundleContents
from auditor.seal.verify import Verification


def _of(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": DIALECT, **schema}


def generated() -> dict[str, str]:
    """Every schema as the text of its file, by file name."""
    schemas = {
        "case-v1.schema.json": case_schema(),
        "observations-v1.schema.json": _of(Observations),
        "inspection-v1.schema.json": _of(Inspection),
        "findings-v1.schema.json": _of(Findings),
        "comparison-v1.schema.json": _of(AuditComparison),
        "report-v1.schema.json": _of(ReportV1),
        "portfolio-v1.schema.json": _of(Portfolio),
        "run-v1.schema.json": _of(RunRecord),
        "custody-v1.schema.json": _of(CustodyEntry),
        "bundle-v1.schema.json": _of(BundleContents),
        "verification-v1.schema.json": _of(Verification),
    }
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for name, schema in schemas.items()
    }
