"""`face-audit audit`: examine, judge and report a case."""

from __future__ import annotations

from pathlib import Path

import typer

from auditor.cli.console import explained, print_result
from auditor.cli.lang import Lang
from auditor.cli.options import (
    AsOf,
    Because,
    CaseFolder,
    Detector,
    Exhaustive,
    FailOn,
    Format,
    ForReader,
    Isolation,
    Keep,
    Link,
    Out,
    Reuse,
    Rules,
    ShowFaces,
    Verbose,
    command_line,
    date_of,
    linking_reason,
)
from auditor.cli.progress import TerminalListener
from auditor.cli.summary import print_outputs, summary
from auditor.judge.rules.verdict import Severity
from auditor.pipeline.audit import audit as audit_case
from auditor.pipeline.options import AuditOptions


def audit(
    case: CaseFolder,
    out: Out = Path("audit-out"),
    as_of: AsOf = "",
    rules: Rules = [],
    lang: Lang = "en",
    formats: Format = [],
    reader: ForReader = None,
    keep: Keep = None,
    detector: Detector = "centerface",
    exhaustive: Exhaustive = False,
    show_faces: ShowFaces = [],
    link: Link = False,
    because: Because = "",
    reuse: Reuse = None,
    isolation: Isolation = True,
    fail_on: FailOn = Severity.LOW,
    verbose: Verbose = False,
) -> None:
    """Audit a case: examine every exhibit, judge the facts, write the report.

    Writes observations.json, findings.json, report.html, stills, run.json and the digest manifest
    to the output folder. The exit code states the severity of the worst finding.
    """
    with explained():
        options = AuditOptions(
            out=out,
            as_of=date_of(as_of),
            rules=tuple(rules),
            language=lang,
            outputs=tuple(formats),
            reader=reader,
            keep=keep,
            detector=detector,
            exhaustive=exhaustive,
            show_faces=tuple(show_faces),
            link_because=linking_reason(link, because),
            reuse=reuse,
            isolated=isolation,
            fail_on=fail_on,
            command=command_line(),
        )
        audited = audit_case(case, options, TerminalListener())
        print_result(summary(audited.findings, audited.observations, reader, verbose=verbose))
        print_outputs(audited.written)
        raise typer.Exit(audited.exit_code)
