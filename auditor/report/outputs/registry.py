"""Every output there is, in the order of the README."""

from __future__ import annotations

from auditor.errors import FaceAuditError
from auditor.report.outputs.annexes import ANNEXES
from auditor.report.outputs.html import Html
from auditor.report.outputs.interface import Output
from auditor.report.outputs.pdf import Pdf

OUTPUTS: tuple[Output, ...] = (Html(), Pdf(), *ANNEXES)

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
