"""Agreement with decided cases: what the tool reaches on their facts beside what the forum held.

    python -m benchmarks.decided [--each] [--json] [FOLDER]

FOLDER holds a folder with a `case.yaml` for each case, and `outcomes.yaml`; by default the forty
of `tests/decided`. Each case is judged as of its decision, those from China by every pack as
of that day; others by the packs that are asked abroad as persuasive reasoning alone (the tests of
Guo Bing and the necessity procedure), whose law does not hold there.

An issue comes out "violated" where a rule of it is adverse, "satisfied" where at least one is
satisfied and none is open, and "cannot tell" otherwise; rules that do not apply are left aside.
Each rule names its issue in its own file; `ISSUE_OF` maps the issues of the decided cases to them.
What is contradicted is explained in `contradictions.yaml` beside the outcomes, or the run fails.
`python -m auditor.dev.regenerate` keeps the table in `decided.md`, and in
`auditor/judge/compare/agreement.json`, from which the report takes it.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from auditor.core import saved
from auditor.core.digest import digest_bytes
from auditor.core.errors import CaseError
from auditor.core.own_yaml import read_yaml
from auditor.core.paths import RULES
from auditor.core.text import Text
from auditor.examine.model import Observations
from auditor.examine.open_case import open_case
from auditor.judge.compare.agreement import FILE, ISSUES, TARGETED, AgreementTable
from auditor.judge.decide.findings import Finding
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.load import load_rule_book
from auditor.judge.rules.rule import RuleBook
from auditor.judge.rules.verdict import Verdict
from auditor.judge.run import judge

CASES = Path(__file__).resolve().parent.parent / "tests" / "decided"
TABLE = Path(__file__).with_name("decided.md")
EXPLAINED = "contradictions.yaml"
LIMITS = """The tool judges forty decided cases by their facts alone, written in the words of
`case.yaml` (`tests/decided/README.md` describes how), and compares the result with what was held.
Chinese decisions are judged by all packs as of their date. The others are judged only by the Guo
Bing tests and the necessity procedure, as persuasive reasoning; their law does not apply there.
Forty cases are few. Most were reported and not read in full. Facts that a report leaves out stay
unknown, so "cannot tell" is frequent and does not count against a decision. In the first comparison
14 of the 21 issues of the Chinese core cases were reached and none was contradicted. The issues
reached since then came from rules that were added or made less cautious afterwards, so these cases
no longer test them. Agreement with decided cases does not mean that a result is right.
"""
ISSUE_OF: Mapping[str, Issue] = {
    "notice": Issue.NOTICE,
    "consent": Issue.CONSENT,
    "necessity_proportionality": Issue.NECESSITY,
    "purpose_limitation": Issue.PURPOSE,
    "alternatives": Issue.ALTERNATIVES,
    "retention_deletion": Issue.RETENTION,
    "security": Issue.SECURITY,
    "impact_assessment": Issue.SECURITY,
    "minors": Issue.PEOPLE,
    "discrimination": Issue.TREATMENT,
    "legal_basis": Issue.CONSENT,
}
"""The issue of the rules for each issue that the decided cases are sorted by."""
NOT_ASKED_ABROAD = frozenset({"legal_basis"})
"""Issues that rules asked as persuasive reasoning cannot answer.

Whether a statute gives a ground is a question of that statute alone.
"""


@dataclass(frozen=True)
class Compared:
    """One decided issue of one case: what was held, and what the tool reached."""

    case: str
    country: str
    scope: str
    issue: str
    held: str
    reached: str

    @property
    def result(self) -> str:
        """reached, cannot tell, or contradicted."""
        if self.reached == "cannot tell":
            return self.reached
        return "reached" if self.reached == self.held else "contradicted"


def compared(folder: Path, book: RuleBook) -> Iterator[Compared]:
    """Every decided issue of every case below `folder`."""
    outcomes = read_yaml(folder / "outcomes.yaml", "outcomes.yaml", CaseError).data
    rules_of = _rules_by_issue(book)
    for name, outcome in outcomes.items():
        case = open_case(folder / name).case
        observations = Observations(tool_version="", case=case, examinations=())
        digest = digest_bytes(observations.model_dump_json().encode())
        as_of = case.as_of or date.today()
        findings = judge(observations, digest, book, as_of).findings
        verdicts = {finding.rule: finding for finding in findings}
        for issue, held in outcome["issues"].items():
            asked = outcome["country"] == "china" or issue not in NOT_ASKED_ABROAD
            yield Compared(
                case=name,
                country=outcome["country"],
                scope=outcome["scope"],
                issue=issue,
                held=held,
                reached=_reached(verdicts, rules_of[ISSUE_OF[issue]] if asked else ()),
            )


def _rules_by_issue(book: RuleBook) -> Mapping[Issue, tuple[str, ...]]:
    rules = [rule for pack in book.packs for rule in pack.rules]
    return {issue: tuple(rule.id for rule in rules if rule.issue is issue) for issue in Issue}


def _reached(findings: Mapping[str, Finding], rules: Iterable[str]) -> str:
    verdicts = [
        findings[rule].verdict
        for rule in rules
        if rule in findings and findings[rule].verdict is not Verdict.NOT_APPLICABLE
    ]
    if any(verdict.adverse for verdict in verdicts):
        return "violated"
    if verdicts and all(verdict is Verdict.SATISFIED for verdict in verdicts):
        return "satisfied"
    return "cannot tell"


def agreement(
    results: list[Compared], explained: Mapping[str, Mapping[str, Text]], book: RuleBook
) -> AgreementTable:
    """The table of `results`.

    Raises:
        CaseError: a contradiction is not explained, or an explanation fits none.
    """
    wrong = {(one.case, one.issue) for one in results if one.result == "contradicted"}
    told = {(case, issue) for case, issues in explained.items() for issue in issues}
    if wrong != told:
        odd = ", ".join(f"{case}: {issue}" for case, issue in sorted(wrong ^ told))
        raise CaseError("and what is contradicted differ", where=EXPLAINED, why=odd)
    groups: dict[str, set[str]] = defaultdict(set)
    for one in results:
        groups[f"{one.country}, {one.scope}"].add(one.case)
    counts = []
    for group in sorted(groups):
        country, scope = group.split(", ")
        for issue in ISSUES:
            found = Counter(
                one.result
                for one in results
                if (one.country, one.scope, one.issue) == (country, scope, issue)
            )
            if found:
                counts.append(
                    {
                        "country": country,
                        "scope": scope,
                        "issue": issue,
                        "reached": found["reached"],
                        "cannot_tell": found["cannot tell"],
                        "contradicted": found["contradicted"],
                    }
                )
    return AgreementTable.model_validate(
        {
            "cases": {group: len(groups[group]) for group in sorted(groups)},
            "counts": counts,
            "contradictions": [
                {
                    "case": one.case,
                    "country": one.country,
                    "issue": one.issue,
                    "held": one.held,
                    "reached": one.reached,
                    "why": explained[one.case][one.issue],
                }
                for one in results
                if one.result == "contradicted"
            ],
            "packs": {pack.head.id: str(pack.digest) for pack in book.packs},
        }
    )


def explanations(folder: Path) -> dict[str, dict[str, Text]]:
    """Why a decision is contradicted, by case and issue, as written beside the outcomes."""
    written = read_yaml(folder / EXPLAINED, EXPLAINED, CaseError).data
    return {
        case: {issue: Text.model_validate(why) for issue, why in issues.items()}
        for case, issues in written.items()
    }


def table(found: AgreementTable) -> str:
    """The agreement as Markdown: by group and issue, then every contradiction."""
    lines = [
        "| cases | issue | decided | reached | cannot tell | contradicted |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for group, cases in found.cases.items():
        country, scope = group.split(", ")
        rows = [row for row in found.counts if (row.country, row.scope) == (country, scope)]
        for row in (*rows, found.total(country, scope)):
            cells = (row.issue, row.decided, row.reached, row.cannot_tell, row.contradicted)
            lines.append(f"| {group} ({cases}) | {' | '.join(str(cell) for cell in cells)} |")
    aimed = [found.total("elsewhere", scope, TARGETED) for scope in ("core", "adjacent")]
    against, of = sum(row.contradicted for row in aimed), sum(row.decided for row in aimed)
    lines += ["", f"Abroad, on {', '.join(TARGETED)}: {against} of {of} contradicted.", ""]
    lines += ["Contradicted:", ""]
    lines += [
        f"- {one.case}: {one.issue} held {one.held}, reached {one.reached}. {one.why.en}"
        for one in found.contradictions
    ] or ["- none"]
    return "\n".join(lines) + "\n"


def agreement_files() -> dict[Path, str]:
    """The files that keep the agreement, by path: for the report, and as a page."""
    book = load_rule_book(RULES)
    measured = agreement(list(compared(CASES, book)), explanations(CASES), book)
    page = f"# Agreement with decided cases\n\n{LIMITS}\n{table(measured)}"
    return {FILE: saved.encode(measured).decode(), TABLE: page}


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=CASES)
    parser.add_argument("--each", action="store_true", help="print every issue of every case")
    parser.add_argument("--json", action="store_true", help="print the table as it is kept")
    options = parser.parse_args()
    book = load_rule_book(RULES)
    results = list(compared(options.folder, book))
    if options.each:
        for one in results:
            print(f"{one.result:13} {one.case:36} {one.issue:26} held {one.held:10} {one.reached}")
    found = agreement(results, explanations(options.folder), book)
    if options.json:
        print(saved.encode(found).decode(), end="")
        return
    print(table(found))


if __name__ == "__main__":
    main()
