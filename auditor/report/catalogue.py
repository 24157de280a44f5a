"""The fixed sentences of a report, in every language, checked to be complete.

`reports/locale/en.yaml` and `zh.yaml` hold the same keys with the same placeholders; a catalogue
that lacks one is refused, so that no report is half translated. Keys are dotted paths. Families of
keys that are chosen by a code (a verdict, a tier) are listed here with the codes they must have.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import get_args

from auditor.case.model import DocumentRole, ExhibitKind, Ground
from auditor.core.frozen import Frozen
from auditor.core.text import LANGUAGES, Language
from auditor.examine.ladder_model import Covering, LadderCondition
from auditor.examine.linking_model import MatchingTest, NotCompared
from auditor.examine.model import EvidenceState, Label, Tier
from auditor.judge.compare.agreement import ISSUES
from auditor.judge.compare.difference import Differs
from auditor.judge.compare.inputs import InputChange
from auditor.judge.compare.transitions import FindingChange
from auditor.judge.decide.findings import HoldingAgreement, WaiverState
from auditor.judge.decide.issue_status import IssueState
from auditor.judge.decide.necessity import NecessityStanding
from auditor.judge.rules.authority import Authority
from auditor.judge.rules.condition import TestName
from auditor.judge.rules.issue import Issue
from auditor.judge.rules.logic import Truth
from auditor.judge.rules.span import LegalSpan
from auditor.judge.rules.verdict import Severity, Verdict
from auditor.report.complaints import COMPLAINT_BODIES
from auditor.report.cover_periods import Kind, Reach, State, Why
from auditor.report.headline_clauses import MEANINGS, OTHER_SYSTEMS, SYSTEMS
from auditor.report.letter_codes import (
    ATTACHMENT_HEADS,
    DEMANDS,
    EVIDENCE_DATED,
    EVIDENCE_KEPT,
    FOLLOW_UP_ASKS,
    FOLLOW_UP_LAWS,
    LIMIT_LAWS,
    REQUEST_LAWS,
    STATED_BY,
)
from auditor.report.locale import Catalogue, CatalogueError, check_alike, read_sentences
from auditor.report.plan_columns import PLAN_COLUMNS
from auditor.report.portfolio_codes import PORTFOLIO_COLUMNS, PORTFOLIO_DIFFERS, PortfolioTurn
from auditor.report.readers import Reader
from auditor.report.subjects import SUBJECTS
from auditor.vocabulary.fact import Strength
from auditor.vocabulary.value import SpeakerRole


def _codes(kind: type[Enum]) -> tuple[str, ...]:
    return tuple(str(member.value) for member in kind)


def _words(model: type[Frozen], name: str) -> tuple[str, ...]:
    """The words a field of `model` can bear."""
    return get_args(model.model_fields[name].annotation)


FOLLOW_UPS = ("reminder", "refusal_reply", "data_reply")
"""Letters that follow up a request."""
FAMILIES: dict[str, tuple[str, ...]] = {
    "verdict": _codes(Verdict),
    "verdict_means": _codes(Verdict),
    "severity": _codes(Severity),
    "truth": _codes(Truth),
    "strength": tuple(member.name.lower() for member in Strength),
    "tier": _codes(Tier),
    "tier_means": _codes(Tier),
    "label": _codes(Label),
    "state": _codes(EvidenceState),
    "state_means": _codes(EvidenceState),
    "kind": _codes(ExhibitKind),
    "document": _codes(DocumentRole),
    "speaker": _codes(SpeakerRole),
    "node": ("all", "any", "not"),
    "test": (*get_args(TestName), "not_known"),
    "test_other": ("is", "is_not", "within", "after", "more_than"),
    "agreement": _words(HoldingAgreement, "status"),
    "authority": _words(Authority, "kind"),
    "test_span": _words(LegalSpan, "unit"),
    "authority_dates": ("judgment", "practice", "undated", "in_force"),
    "reading": _words(Authority, "reading"),
    "burden": ("0", "1", "2"),
    "proof": ("operator",),
    "subject": SUBJECTS,
    "request_whom": _codes(SpeakerRole),
    "request_words": _codes(SpeakerRole),
    "cover_lane": ("period", *get_args(Kind)),
    "cover_state": get_args(State),
    "cover_why": get_args(Why),
    "law_reach": get_args(Reach),
    "standing": _codes(NecessityStanding),
    "issue": _codes(Issue),
    "status": _codes(IssueState),
    "case_summary": ("not_in_question", "not_looked_into", "accounts"),
    "statement": ("by", "by_on", "found", "found_on"),
    "page_one": ("open_in_law_alone", "met_alone"),
    "card": ("not_shown", "open", "not_looked_into", "not_in_question"),
    "headline": tuple(dict.fromkeys((*SYSTEMS.values(), *OTHER_SYSTEMS))),
    "headline_and": MEANINGS,
    "reader": _codes(Reader),
    "flow": ("camera", "service", "store", "recipient"),
    "follow_up": tuple(f"{kind}_title" for kind in FOLLOW_UPS),
    "follow_up_opening": (*FOLLOW_UPS, "partly"),
    "follow_up_ask": tuple(name for names in FOLLOW_UP_ASKS.values() for name in names),
    "follow_up_law": tuple(FOLLOW_UP_LAWS),
    "letter": ("name", "contact", "signature"),
    "letter_ask": tuple(REQUEST_LAWS),
    "letter_ask_law": tuple(name for name, law in REQUEST_LAWS.items() if law),
    "letter_attachment": ATTACHMENT_HEADS,
    "letter_body": COMPLAINT_BODIES,
    "letter_denial": ("operator", "authority"),
    "letter_party": ("of_sentences", "operator", "authority"),
    "letter_demand": (*DEMANDS, "mediate"),
    "letter_complaint": ("opening", "opening_undated"),
    "letter_evidence": ("opening", "opening_undated", "recordings_go", "faces_go"),
    "letter_keep": (*EVIDENCE_KEPT, *(f"{name}_on" for name in EVIDENCE_DATED)),
    "letter_kind": _codes(ExhibitKind),
    "letter_limit": tuple(LIMIT_LAWS),
    "letter_place": ("operator", "authority"),
    "letter_request": ("opening", "opening_undated"),
    "letter_source": tuple(f"{who}{day}" for who in STATED_BY for day in ("", "_on")),
    "next_step": (
        *(f"complain_{body}" for body in COMPLAINT_BODIES),
        *("first_question", "first_answer"),
    ),
    "handbook": (
        "issue",
        "question",
        "rule",
        "rationale",
        "applies",
        "authorities",
        "steps",
        "exceptions",
        "severity",
        "remedy",
        "unsettled",
        "facts",
        "examples",
    ),
    "annex": ("evidence_list", "declaration", "impact_assessment"),
    "annex_list_head": ("number", "item", "source", "to_show", "form", "pages"),
    "annex_declaration_head": ("exhibit", "file", "digest", "copied"),
    "annex_assessment_item": ("lawfulness", "impact", "risk", "safeguards"),
    "annex_assessment_asks": ("lawfulness", "impact", "risk", "safeguards"),
    "annex_assessment": ("no_answer", "no_purpose"),
    "annex_assessment_about": ("system", "operator", "place", "period", "cameras"),
    "annex_assessment_caption": (
        *("earlier", "lawfulness", "impact", "risk", "safeguards", "necessity", "unknown"),
    ),
    "annex_assessment_due": (
        *("sensitive", "automated", "entrusted", "provided", "published", "exported"),
    ),
    "annex_assessment_head": ("question", "answer", "rests", "purpose", "ask", "evidence"),
    "finding_change": tuple(code for code in _codes(FindingChange) if code != "same"),
    "finding_change_means": tuple(code for code in _codes(FindingChange) if code != "same"),
    "differs": _codes(Differs),
    "differs_alone": _codes(Differs),
    "kept": _codes(InputChange),
    "decided_issue": ISSUES,
    "decided_result": ("violated", "satisfied"),
    "decided_group": ("china_core", "china_adjacent", "elsewhere_core", "elsewhere_adjacent"),
    "ground": _codes(Ground),
    "waiver_state": _codes(WaiverState),
    "ladder_condition": get_args(LadderCondition),
    "ladder_means": get_args(LadderCondition),
    "ladder_rung": get_args(LadderCondition),
    "ladder_from": get_args(LadderCondition),
    "ladder_covering": get_args(Covering),
    "linking_test": _words(MatchingTest, "material"),
    "linking_why": _words(NotCompared, "why"),
    "plan_head": PLAN_COLUMNS,
    "plan_asked": ("asked", "new", "no_longer_asked", "own"),
    "plan_status": ("open", "no_longer_asked"),
    "action_kind": ("step", "deletion", "question"),
    "portfolio_worst": _codes(IssueState),
    "portfolio_turn": _codes(PortfolioTurn),
    "portfolio_turn_means": _codes(PortfolioTurn),
    "portfolio_differs": PORTFOLIO_DIFFERS,
    "portfolio_column": PORTFOLIO_COLUMNS,
    "still": ("embedded", "missing", "altered", "outside", "not_a_picture", "too_large"),
}
"""Keys chosen by a code: the family, and every code it must have."""


@cache
def catalogue(language: Language) -> Catalogue:
    """The catalogue of `language`, once all of them have been checked against each other.

    Raises:
        CatalogueError: a catalogue is missing a key or placeholder that another has.
    """
    loaded = {name: load_sentences(name) for name in LANGUAGES}
    check(loaded)
    return Catalogue(language, loaded[language])


def load_sentences(language: Language) -> dict[str, str]:
    """The sentences of the report in one language, by dotted key."""
    return read_sentences(f"{language}.yaml")


def check(loaded: Mapping[Language, Mapping[str, str]]) -> None:
    """Refuse catalogues that do not say the same things.

    Raises:
        CatalogueError: keys or placeholders differ, or a family lacks a code.
    """
    check_alike(loaded)
    for language, sentences in loaded.items():
        where = f"{language}.yaml"
        for family, codes in FAMILIES.items():
            if missing := [code for code in codes if f"{family}.{code}" not in sentences]:
                raise CatalogueError(f"{family} lacks {', '.join(missing)}", where=where)
