"""Agreement with decided cases: what the tool reaches on their facts beside what the forum held.

    python benchmarks/decided.py [--write] [FOLDER]

FOLDER holds a folder with a `case.yaml` for each case, and `outcomes.yaml`; by default the forty
of `tests/decided`. Each case is judged as of its decision, those from China by every pack as
of that day; others by the packs that are asked abroad as persuasive reasoning alone (the tests of
Guo Bing and the necessity procedure), whose law does not hold there.

An issue comes out "violated" where a rule of it is adverse, "satisfied" where at least one is
satisfied and none is open, and "cannot tell" otherwise; rules that do not apply are left aside.
`ISSUES` says which rules belong to an issue. It was fixed before the outcomes were compared.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from auditor.case.load import load_case
from auditor.errors import CaseError
from auditor.evidence.digest import digest_bytes
from auditor.examine.model import Observations
from auditor.judge.model import Finding
from auditor.judge.rule import RuleBook, load_rule_book
from auditor.judge.run import judge
from auditor.judge.verdict import Verdict
from auditor.paths import RULES
from auditor.yaml_source import read_yaml

CASES = Path(__file__).resolve().parent.parent / "tests" / "decided"
TABLE = Path(__file__).with_name("decided.md")
ISSUES: Mapping[str, tuple[str, ...]] = {
    "notice": (
        "gb-modality-announced-before-contract",
        "crpl-purpose-rules-stated",
        "spc-undisclosed",
        "pipl-notice-complete",
        "pipl-public-place-sign",
        "frm-notice",
        "nec-told-beforehand",
    ),
    "consent": (
        "gb-photo-consent-is-not-face-consent",
        "gb-unilateral-modality-change",
        "crpl-consent-before-collection",
        "crpl-covert-customer-analytics",
        "spc-no-separate-consent",
        "spc-forced-consent",
        "spc-bundled-consent",
        "pipl-separate-consent",
        "frm-separate-consent",
        "nec-free-choice",
    ),
    "necessity_proportionality": (
        "gb-identity-need",
        "gb-item-beyond-agreed-modality",
        "crpl-commission-channel-necessity",
        "pipl-necessity-sensitive",
        "nec-tell-apart",
        "nec-less-intrusive-way",
        "nec-whose-interest",
        "nec-everyone-to-find-few",
    ),
    "purpose_limitation": (
        "gb-stored-photo-repurposed",
        "spc-purpose-drift",
        "pipl-reconsent-on-change",
        "pipl-public-place-secondary-use",
        "ndsr-beyond-consent",
        "nec-purpose-kept",
    ),
    "alternatives": (
        "gb-alternative-late-or-burdensome",
        "gb-entry-refused-without-new-modality",
        "spc-residential-face-only",
        "pipl-no-service-refusal",
        "frm-sole-method",
        "frm-alternative-quality",
        "sh-not-only-way",
    ),
    "retention_deletion": (
        "gb-retired-modality-data",
        "gb-remaining-data-needed",
        "gb-remaining-data-after-contract",
        "spc-delete-on-breach",
        "pipl-retention",
        "pipl-delete-duty",
        "frm-retention",
        "std-raw-face-images",
        "nec-kept-no-longer",
    ),
    "security": ("pipl-security-measures", "frm-security", "std-separate-storage"),
    "impact_assessment": ("pipl-pia", "frm-pia"),
    "minors": ("pipl-under14", "frm-under14", "minors-annual-audit"),
    "discrimination": ("pipl-automated-treatment", "pipl-quality", "nec-price-by-face"),
    "legal_basis": ("pipl-legal-basis",),
}
"""Rules by the issue they answer, in the words of the decided cases."""
TARGETED = (
    "consent",
    "necessity_proportionality",
    "purpose_limitation",
    "alternatives",
    "retention_deletion",
)
"""The issues that reasoning alone is held to abroad."""


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
    for name, outcome in outcomes.items():
        case = load_case(folder / name).case
        observations = Observations(tool_version="", case=case, examinations=())
        digest = digest_bytes(observations.model_dump_json().encode())
        as_of = case.as_of or date.today()
        findings = judge(observations, digest, book, as_of).findings
        verdicts = {finding.rule: finding for finding in findings}
        for issue, held in outcome["issues"].items():
            yield Compared(
                case=name,
                country=outcome["country"],
                scope=outcome["scope"],
                issue=issue,
                held=held,
                reached=_reached(verdicts, ISSUES.get(issue, ())),
            )


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


def table(results: list[Compared]) -> str:
    """The agreement as Markdown: by group and issue, then every contradiction."""
    lines = [
        "| cases | issue | decided | reached | cannot tell | contradicted |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    groups: dict[tuple[str, str], list[Compared]] = defaultdict(list)
    for one in results:
        groups[one.country, one.scope].append(one)
    for (country, scope), members in sorted(groups.items()):
        cases = len({one.case for one in members})
        for issue in (*ISSUES, "all"):
            counted = Counter(one.result for one in members if issue in ("all", one.issue))
            if total := sum(counted.values()):
                numbers = (counted[word] for word in ("reached", "cannot tell", "contradicted"))
                cells = " | ".join(str(number) for number in (total, *numbers))
                lines.append(f"| {country}, {scope} ({cases}) | {issue} | {cells} |")
    targeted = [one for one in results if one.country != "china" and one.issue in TARGETED]
    against = sum(one.result == "contradicted" for one in targeted)
    lines += [
        "",
        f"Abroad, on {', '.join(TARGETED)}: {against} of {len(targeted)} contradicted.",
        "",
    ]
    lines += ["Contradicted:", ""]
    lines += [
        f"- {one.case}: {one.issue} held {one.held}, reached {one.reached}"
        for one in results
        if one.result == "contradicted"
    ] or ["- none"]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Compare and print; with --write, save the table beside this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=CASES)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--each", action="store_true", help="print every issue of every case")
    options = parser.parse_args()
    results = list(compared(options.folder, load_rule_book(RULES)))
    if options.each:
        for one in results:
            print(f"{one.result:13} {one.case:36} {one.issue:26} held {one.held:10} {one.reached}")
    text = table(results)
    print(text)
    if options.write:
        TABLE.write_text(f"# Agreement with decided cases\n\n{text}", encoding="utf-8")


if __name__ == "__main__":
    main()
