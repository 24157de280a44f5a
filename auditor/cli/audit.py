"""`face-audit audit`: examine, judge and report in one go."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from auditor.cli.console import explained, result, say
from auditor.cli.lang import Lang
from auditor.cli.options import (
    AsOf,
    Because,
    CaseFolder,
    Detector,
    Exhaustive,
    FailOn,
    Format,
    Link,
    Out,
    Rules,
    ShowFaces,
    asked_outputs,
    judged_as_of,
    linking_reason,
    repeating,
    rule_roots,
    shown_exhibits,
)
from auditor.cli.steps import Run
from auditor.cli.summary import summary
from auditor.examine.interface import Workbench
from auditor.examine.open_case import open_case
from auditor.judge.exit_code import exit_code
from auditor.judge.rules.rule import load_rule_book
from auditor.judge.rules.verdict import Severity


def audit(
    case: CaseFolder,
    out: Out = Path("audit-out"),
    as_of: AsOf = "",
    rules: Rules = [],
    lang: Lang = "en",
    formats: Format = [],
    detector: Detector = "centerface",
    exhaustive: Exhaustive = False,
    show_faces: ShowFaces = [],
    link: Link = False,
    because: Because = "",
    fail_on: FailOn = Severity.LOW,
) -> None:
    """Audit a case: examine every exhibit, judge the facts, write the report.

    Leaves observations.json, findings.json, report.html, stills, run.json and the digest manifest
    in the output folder. The exit code says how grave the worst finding is; the README lists them.
    """
    with explained():
        reason = linking_reason(link, because)
        outputs = asked_outputs(formats)
        # A mistake in a rule must not cost the time the examination takes.
        book = load_rule_book(*rule_roots(rules))
        loaded = open_case(case, out)
        shown = shown_exhibits(show_faces, loaded.case)
        day = judged_as_of(as_of, loaded.case)
        run = Run(out, ("face-audit", *sys.argv[1:]))
        run.again = repeating(
            "audit", case, detector, exhaustive, shown, reason, as_of=day, rules=rules, lang=lang
        )
        observations, digest = run.examine(
            loaded,
            Workbench(
                detector=detector,
                exhaustive=exhaustive,
                show_faces=shown,
                link_because=reason,
            ),
        )
        findings = run.judge(observations, digest, book, day)
        written, missing = run.report(findings, observations, digest, out, lang, outputs)
        code = missing or exit_code(findings, observations, fail_on)
        run.close(code)
        result(summary(findings, observations))
        for path in written:
            result(f"Report: {path}")
        if observations.altered:
            say(f"Changed while they were examined: {', '.join(observations.altered)}.")
        raise typer.Exit(code)
