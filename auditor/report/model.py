"""The report as a model: what a template prints, in words and numbers, nothing left to work out.

Every text here is in the language of the report already, except `Said`: words that are not the
report's own (a quotation, a file name, an examiner's note) carry the language they are in. Codes
(`verdict`, `tier`, `truth`) are next to their words so that a template can choose a mark for them.
Coordinates for drawings are in the units of the drawing.
"""

from __future__ import annotations

from auditor.core.frozen import Frozen
from auditor.core.text import Language
from auditor.report.action_view import ActionRow
from auditor.report.charts.tiers_view import TierChart
from auditor.report.exhibit_view import ExhibitRecord
from auditor.report.parts import Pair, Said
from auditor.report.sections.accounts.view import AccountRow
from auditor.report.sections.authorities.view import AuthorityRow
from auditor.report.sections.basis.view import BasisView
from auditor.report.sections.cameras.view import CamerasView
from auditor.report.sections.cards.view import Card, SilentIssues
from auditor.report.sections.comparison.view import ComparisonView
from auditor.report.sections.contradictions.view import ContradictionView
from auditor.report.sections.cover.view import CoverView
from auditor.report.sections.coverage.view import CoverageView
from auditor.report.sections.deletions.view import DeletionRow
from auditor.report.sections.exhibits.view import ExhibitRow, Failure
from auditor.report.sections.facts.view import FactRow
from auditor.report.sections.figures.view import FigureView
from auditor.report.sections.findings.view import (
    FindingView,
    GlanceGroup,
    NotApplicableRow,
    SubjectRow,
)
from auditor.report.sections.footage.view import FootageView
from auditor.report.sections.inventory.view import InventoryView
from auditor.report.sections.laws.view import LawView
from auditor.report.sections.linking.view import (
    LinkingView,
)
from auditor.report.sections.method.view import (
    AgreementView,
    DetectorFloor,
    MethodView,
)
from auditor.report.sections.necessity.view import NecessityView
from auditor.report.sections.page_one.view import PageOne
from auditor.report.sections.penalties.view import PenaltyRow
from auditor.report.sections.plan.view import PlanView
from auditor.report.sections.questions.view import QuestionToAsk
from auditor.report.sections.readings.view import ReadExhibit
from auditor.report.sections.requests.view import Addressee
from auditor.report.sections.waivers.view import WaiverRow


class ReportModel(Frozen):
    """Everything a report prints, in the order it prints it."""

    language: Language
    title: Said
    version: str
    as_of: str
    digest: str
    page_one: PageOne
    cards: tuple[Card, ...]
    silent_issues: tuple[SilentIssues, ...]
    not_looked_into: tuple[str, ...] = ()
    cameras: CamerasView
    accounts: tuple[AccountRow, ...]
    questions: tuple[QuestionToAsk, ...]
    basis: BasisView
    material: str
    findings: tuple[FindingView, ...]
    glance: tuple[GlanceGroup, ...]
    by_subject: tuple[SubjectRow, ...]
    addressees: tuple[Addressee, ...]
    not_applicable: tuple[NotApplicableRow, ...]
    figures: tuple[FigureView, ...]
    plan: PlanView | None
    necessity: tuple[NecessityView, ...]
    deletions: tuple[DeletionRow, ...]
    waivers: tuple[WaiverRow, ...]
    penalties: tuple[PenaltyRow, ...]
    penalty_time_rules: tuple[str, ...]
    contradictions: tuple[ContradictionView, ...]
    comparison: ComparisonView | None
    cover: CoverView
    laws: LawView
    tiers: TierChart | None
    footage: tuple[FootageView, ...]
    linking: LinkingView | None
    inventory: InventoryView | None
    configurations: tuple[ReadExhibit, ...]
    documents: tuple[ReadExhibit, ...]
    facts: tuple[FactRow, ...]
    unknown_facts: tuple[FactRow, ...]
    exhibits: tuple[ExhibitRow, ...]
    actions: tuple[ActionRow, ...]
    evidence: tuple[ExhibitRecord, ...]
    left_out: tuple[Pair, ...]
    coverage: tuple[CoverageView, ...]
    not_examined: tuple[Failure, ...]
    method: tuple[MethodView, ...]
    floor: DetectorFloor | None = None
    agreement: AgreementView
    annexes: tuple[Pair, ...]
    authorities: tuple[AuthorityRow, ...]
    packs: tuple[Pair, ...]
    run: tuple[Pair, ...]
    reproduce: tuple[Pair, ...] = ()
    glossary_verdicts: tuple[Pair, ...]
    glossary_tiers: tuple[Pair, ...]
    glossary_states: tuple[Pair, ...]
    strengths: tuple[str, ...]
    compiled: str
