"""The report as a model: what a template prints, in words and numbers, nothing left to work out.

Every text here is in the language of the report already, except `Said`: words that are not the
report's own (a quotation, a file name, an examiner's note) carry the language they are in. Codes
(`verdict`, `tier`, `truth`) stand beside their words so that a template can choose a mark for them.
Coordinates for drawings are in the units of the drawing.
"""

from __future__ import annotations

from typing import Literal

from auditor.core.frozen import Frozen
from auditor.core.text import Language


class Said(Frozen):
    """Words quoted into the report, and their language where it is not the report's own."""

    text: str
    language: str = ""


class Pair(Frozen):
    """A label and its value."""

    label: Said
    value: Said


class Link(Frozen):
    """Words that lead to a place in the report; `anchor` empty where there is no such place."""

    anchor: str
    text: str


# --- facts and their sources ---------------------------------------------------------------------


class Entry(Frozen):
    """One place a source points to."""

    place: str
    quote: Said | None = None
    note: Said | None = None


class SourceGroup(Frozen):
    """Sources of the same strength, value and origin.

    `origin` is the exhibit's id or the speaker; `more` counts the entries printed only in the table
    of facts, `saved` those that stand only in the saved observations.
    """

    strength: str
    value: str
    differs: bool
    origin: str
    anchor: str = ""
    entries: tuple[Entry, ...]
    more: int = 0
    saved: int = 0


class FactRow(Frozen):
    """A fact of the vocabulary. `value` is empty where it is unknown."""

    id: str
    anchor: str
    question: str
    value: str
    strength: str = ""
    groups: tuple[SourceGroup, ...] = ()
    evidence: str = ""
    asked_by: tuple[Link, ...] = ()
    ask: str = ""


class OtherSide(Frozen):
    """Sources of another fact that cannot hold together with the one in question."""

    question: str
    groups: tuple[SourceGroup, ...]


class ContradictionView(Frozen):
    """Sources that cannot all hold. `judged` is the sentence on what was made of it."""

    anchor: str
    number: str
    question: str
    judged: str
    settled: bool
    groups: tuple[SourceGroup, ...]
    against: tuple[OtherSide, ...] = ()


# --- findings ------------------------------------------------------------------------------------


class TraceNode(Frozen):
    """A node of a trace: an operator over parts, or a leaf with the fact, its value and the test.

    `groups` are the sources of a leaf's fact; `repeated` says that this finding has printed them
    already.
    """

    operator: str = ""
    label: str
    truth: str
    truth_word: str
    parts: tuple[TraceNode, ...] = ()
    fact: str = ""
    anchor: str = ""
    question: str = ""
    value: str = ""
    known: bool = True
    groups: tuple[SourceGroup, ...] = ()
    repeated: bool = False


class StepView(Frozen):
    """One step of a rule as weighed; `trace` None: it asks nothing."""

    verdict: str
    verdict_word: str
    because: str
    truth: str
    truth_word: str
    trace: TraceNode | None


class AuthorityView(Frozen):
    """An authority as cited."""

    anchor: str
    title: str
    kind: str
    pinpoint: str
    supports: str
    in_force: str
    status: str
    status_word: str


class AuthorityRow(Frozen):
    """An authority in the table of authorities. `url` is printed and never linked."""

    anchor: str
    id: str
    title: str
    kind: str
    in_force: str
    status: str
    status_word: str
    read_at: Said
    url: str
    note: str
    cited_by: tuple[Link, ...]


class FlipView(Frozen):
    """A set of changes that clears a finding."""

    changes: tuple[str, ...]
    burden: str
    verdict_word: str


class DeciderView(Frozen):
    """Facts that settle a question, whom to ask, and who has to prove them in a civil case."""

    questions: tuple[str, ...]
    evidence: tuple[str, ...]
    ask: str
    always: bool
    proof: tuple[str, ...] = ()


class FindingView(Frozen):
    """One finding: question, rule, application, conclusion."""

    id: str
    anchor: str
    number: int
    pack: str
    version: int
    tests: tuple[str, ...]
    subject: str
    title: str
    question: str
    rule_text: str
    rationale: str
    authorities: tuple[AuthorityView, ...]
    applies: TraceNode | None
    steps: tuple[StepView, ...]
    exceptions: tuple[StepView, ...]
    verdict: str
    verdict_word: str
    because: str
    severity: str
    severity_word: str
    severity_reason: str
    adverse: bool
    confidence: str
    period: str
    reason: str
    possible: tuple[str, ...]
    open_in_law: bool
    unsettled: str
    flips: tuple[FlipView, ...]
    deciders: tuple[DeciderView, ...]
    remedy: str
    persuasive: bool
    waived_from: str
    transitions: tuple[str, ...]
    basis: str


class NotApplicableRow(Frozen):
    """A rule that does not speak to the case, and why."""

    id: str
    anchor: str
    title: str
    reason: str
    facts: tuple[str, ...]


class TermView(Frozen):
    """One part of a figure."""

    label: str
    working: str
    amount: str


class FigureView(Frozen):
    """An amount worked out, or why there is none."""

    id: str
    anchor: str
    title: str
    amount: str
    terms: tuple[TermView, ...]
    missing: tuple[str, ...]


class HoldingRow(Frozen):
    """A holding beside what the rules came to."""

    id: str
    pinpoint: str
    on: str
    issue: str
    held: str
    results: tuple[Link, ...]
    status: str
    status_word: str
    note: str


class ComparisonView(Frozen):
    """The decided case, holding by holding."""

    case: str
    title: str
    rows: tuple[HoldingRow, ...]
    tally: tuple[str, ...]


# --- footage -------------------------------------------------------------------------------------


class Bar(Frozen):
    """An episode on the timeline."""

    x: float
    y: float
    width: float
    tier: str
    title: str


class Tick(Frozen):
    """A mark on an axis."""

    x: float
    label: str


class Lane(Frozen):
    """A row of the timeline: one tier."""

    y: float
    tier: str
    label: str
    count: str


class Timeline(Frozen):
    """Episodes on media time. `gap` is the width of the longest time not looked at, to scale."""

    label: str
    width: float
    height: float
    left: float
    right: float
    axis: float
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    strips: tuple[CoverStrip, ...]
    ticks: tuple[Tick, ...]
    gap: float
    gap_label: str
    broken: str


class Heat(Frozen):
    """Cells with one shade as one path: `level` 1 to 5 by how often a face was there.

    `outside` tells bystanders from everybody else.
    """

    level: int
    outside: bool
    d: str


class ZonePath(Frozen):
    """The way of one face, as points of a line; `outside` for a bystander."""

    points: str
    outside: bool


class ScaleMark(Frozen):
    """A mark on the scale along a side of the picture."""

    at: float
    label: str


class ZoneRow(Frozen):
    """Episodes that lie alike to the zone the purpose needs, and how long they were outside it."""

    label: str
    episodes: str
    time: str


class PurposeZone(Frozen):
    """The zone that the purpose needs, and who was captured outside it.

    `stated` is the camera's purpose and `note` what else the case file says of the zone. `timed` is
    False for a picture, of which no time can be told.
    """

    points: str
    label: str
    label_x: float
    label_y: float
    label_at_right: bool
    sentence: str
    stated: Said | None = None
    note: Said | None = None
    timed: bool
    rows: tuple[ZoneRow, ...]


class Zone(Frozen):
    """Where in the picture faces were, in units of the drawing; the picture's corner is at 0, 0.

    `background` is the still drawn upon, where it was made for that; `limit` says how far the
    drawing rests on a camera that stood still.
    """

    label: str
    view_box: str
    width: float
    height: float
    marks_across: tuple[ScaleMark, ...]
    marks_down: tuple[ScaleMark, ...]
    backdrop: str
    backdrop_label: str
    background: StillView | None
    heat: tuple[Heat, ...]
    paths: tuple[ZonePath, ...]
    legend: tuple[str, ...]
    note: str
    limit: str
    purpose: PurposeZone | None


class EpisodeRow(Frozen):
    """An episode as a row of the table that says what the timeline shows."""

    id: str
    start: str
    end: str
    tier: str
    tier_word: str
    boundary: bool
    eye_distance: str
    pose: str
    frames: str
    best_at: str


class StillView(Frozen):
    """A still. `data` is a data URI, empty where it was not embedded.

    `redacted` is False where faces in it are as recorded, because the user asked for it by name.
    """

    anchor: str
    file: str
    data: str
    status: str
    status_word: str
    width: int
    height: int
    caption: str
    digest: str
    derived_from: str
    checked_by: str
    redacted: bool


class DayBar(Frozen):
    """A stretch of days on a calendar; `state` chooses the pattern."""

    x: float
    width: float
    state: str
    title: str


class DayLane(Frozen):
    """A row of a calendar; `label` stands before it."""

    y: float
    label: str
    bars: tuple[DayBar, ...]


class CoverRow(Frozen):
    """What the calendar of coverage shows, in words."""

    what: str
    period: str
    states: tuple[str, ...]
    why: str
    facts: tuple[Link, ...] = ()


class CoverView(Frozen):
    """The period looked at, what covered it, and when footage was recorded.

    `missing` says why there is no drawing; then there are no lanes.
    """

    label: str
    missing: str
    period: str
    width: float
    height: float
    left: float
    right: float
    axis: float
    lanes: tuple[DayLane, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[CoverRow, ...]
    more: str


class LawRow(Frozen):
    """An instrument beside the period looked at, in words."""

    id: str
    authority: Link
    in_force: str
    reach: str
    findings: int


class LawView(Frozen):
    """Instruments of the findings on a calendar with the period looked at.

    `marks` are days in that period on which one of them came into force or ended. `missing` as in
    `CoverView`.
    """

    label: str
    missing: str
    width: float
    height: float
    left: float
    right: float
    axis: float
    lanes: tuple[DayLane, ...]
    marks: tuple[Tick, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[LawRow, ...]
    more: str


class TierPart(Frozen):
    """The episodes of one tier, as a part of a bar."""

    x: float
    width: float
    tier: str
    title: str


class TierRow(Frozen):
    """The episodes of one camera, or of all, by tier; `counts` in the order of the columns.

    `label` is `name` cut to fit the drawing.
    """

    name: str
    label: str
    y: float
    parts: tuple[TierPart, ...]
    counts: tuple[str, ...]
    total: str


class TierChart(Frozen):
    """How many capture episodes had which tier; `columns` are the tiers."""

    label: str
    width: float
    height: float
    left: float
    columns: tuple[Pair, ...]
    rows: tuple[TierRow, ...]


class CoverStrip(Frozen):
    """A band under a timeline: whether the day of the recording was covered."""

    y: float
    label: str
    state: str
    title: str


class Funnel(Frozen):
    """Counts of frames from the file down to the measured, with the share of the row above."""

    label: str
    count: str
    share: float


class FootageView(Frozen):
    """What was seen in one piece of footage; `no_zone` says why no capture zone is drawn.

    `more_episodes` says how many stand only in the saved observations. `covered` says what is known
    of notice and consent on the day of the recording.
    """

    exhibit: str
    anchor: str
    file: str
    camera: str
    demonstrative: bool
    summary: str
    timeline: Timeline | None
    zone: Zone | None
    no_zone: str
    covered: tuple[str, ...]
    episodes: tuple[EpisodeRow, ...]
    all_episodes: str
    more_episodes: str
    stills: tuple[StillView, ...]
    others: tuple[ObservationRow, ...]


class CoverageView(Frozen):
    """What was and was not looked at in one exhibit."""

    exhibit: str
    anchor: str
    examiner: str
    funnel: tuple[Funnel, ...]
    pairs: tuple[Pair, ...]
    alerts: tuple[Said, ...]


# --- configurations, documents, exhibits ---------------------------------------------------------


class ObservationRow(Frozen):
    """An observation with its place, its words and the facts it bears on."""

    place: str
    quote: Said | None
    subject: str
    state: str
    by_default: bool
    facts: tuple[str, ...]
    note: Said
    times: int = 1


class ReadExhibit(Frozen):
    """What a configuration or a document says."""

    exhibit: str
    anchor: str
    file: str
    what: str
    rows: tuple[ObservationRow, ...]


class ExhibitRow(Frozen):
    """An exhibit as listed."""

    id: str
    anchor: str
    path: str
    kind: str
    size: str
    role: str
    camera: str
    digest: str
    provenance: tuple[Pair, ...]
    demonstrative: bool
    altered: bool


class Failure(Frozen):
    """Something that was not examined, and why."""

    exhibit: str
    anchor: str
    file: str
    examiner: str
    reason: Said


class MethodView(Frozen):
    """How one exhibit was read."""

    exhibit: str
    anchor: str
    examiner: str
    pairs: tuple[Pair, ...]


# --- agreement with decided cases ----------------------------------------------------------------


class AgreementRow(Frozen):
    """One group of decided cases: how many decided issues were reached, open or contradicted."""

    group: str
    cases: str
    decided: str
    reached: str
    cannot_tell: str
    contradicted: str


class Contradicted(Frozen):
    """A decided issue on which the rules come to the opposite, and why."""

    case: str
    said: str
    why: str


class AgreementView(Frozen):
    """Agreement with decided cases; `other_packs` empty where the measured packs are at work."""

    rows: tuple[AgreementRow, ...]
    reasoning: str
    contradictions: tuple[Contradicted, ...]
    other_packs: str


# --- what the detector finds ---------------------------------------------------------------------


class LadderLimit(Frozen):
    """Where under one condition fewer than nine in ten were found, or than half; empty: nowhere."""

    condition: str
    below_nine_in_ten: str
    below_half: str


class RungCell(Frozen):
    """What was found at one rung in pictures of one size; empty words where nothing was found."""

    found: str
    interval: str
    eyes: str
    yaw: str


class RungRow(Frozen):
    """One rung; a cell for each picture size."""

    label: str
    cells: tuple[RungCell, ...]


class RungGroup(Frozen):
    """The rungs of one condition, and what their values mean."""

    condition: str
    means: str
    rows: tuple[RungRow, ...]


class LadderGrid(Frozen):
    """Shares found by eye distance (rows) and yaw (columns) in pictures of one size."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


class LadderView(Frozen):
    """What one detector finds and misses. `changes` say how the one at work differs."""

    detector: str
    setting: str
    measured: str
    changes: tuple[Pair, ...]
    finds: str
    misses: str
    false_hits: str
    sizes: tuple[str, ...]
    limits: tuple[LadderLimit, ...]
    groups: tuple[RungGroup, ...]
    grids: tuple[LadderGrid, ...]


class DetectorFloor(Frozen):
    """What the detectors at work find and miss; `missing` says where that was not recorded."""

    missing: str
    ladders: tuple[LadderView, ...]


# --- linking -------------------------------------------------------------------------------------


class MatrixCell(Frozen):
    """A distance; `near` where it is at most the threshold, empty beyond the diagonal."""

    text: str = ""
    near: bool = False


class MatrixRow(Frozen):
    """The distances of one episode to those before it."""

    number: str
    episode: str
    cells: tuple[MatrixCell, ...]


class Matrix(Frozen):
    """Distances between episodes; `more` says which are not printed."""

    explained: str
    heads: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    more: str


class RateRow(Frozen):
    """The errors of one threshold; `used` is the one the section goes by."""

    threshold: str
    used: bool
    false_match: str
    false_non_match: str


class LinkingTest(Frozen):
    """What comparing known people came to."""

    caption: str
    rows: tuple[RateRow, ...]


class LinkingView(Frozen):
    """Whether separate visits could be joined by face, and that templates were made for it."""

    intro: str
    made: str
    reason: Said
    result: str
    rule: str
    matrix: Matrix | None
    tests_intro: str
    tests: tuple[LinkingTest, ...]
    not_compared: tuple[Pair, ...]


# --- the first page ------------------------------------------------------------------------------


class Count(Frozen):
    """How many findings have a verdict."""

    verdict: str
    number: int
    words: str


class Headline(Frozen):
    """A finding in a sentence."""

    anchor: str
    verdict: str
    verdict_word: str
    severity_word: str
    sentence: str


class OpenQuestion(Frozen):
    """What more facts would not decide, or what failed, and why."""

    anchor: str
    question: str
    settle: tuple[str, ...]


class AskedFact(Frozen):
    """A question to put, what would show the answer, and who else could give it."""

    anchor: str
    question: str
    evidence: str
    also: str


class RequestView(Frozen):
    """What to ask one addressee about one subject, and how many open findings turn on it.

    `role` is the addressee's code. `opening` are words to ask with. `settles` is empty where no
    answer to this request alone is sure to settle a finding.
    """

    anchor: str
    number: str
    whom: str
    role: str
    subject: str
    opening: str
    asked: tuple[AskedFact, ...]
    count: int
    bears_on: str
    settles: str
    findings: tuple[Link, ...]
    proof: tuple[str, ...]


class Ask(Frozen):
    """Whom to ask first, in which words, and the questions that most turns on."""

    whom: str
    opening: str
    questions: tuple[str, ...]


class Addressee(Frozen):
    """Everything one addressee is asked; numbers of questions and of the findings they bear on."""

    whom: str
    asked: int
    findings: int
    requests: tuple[RequestView, ...]


class CaptureLine(Frozen):
    """One thing about how faces are captured: the question, the answer, and what it rests on.

    `known` is False where nobody has answered it; then `value` says so and `source` is empty.
    """

    anchor: str
    question: str
    value: str
    source: str
    known: bool


class Disagreement(Frozen):
    """Accounts that cannot all hold: what was judged, and what was said against it."""

    anchor: str
    question: str
    judged: str
    against: tuple[str, ...]


class FirstPage(Frozen):
    """One page that a layman understands. `lead` is what it comes to, in a few sentences."""

    lead: tuple[str, ...]
    looked_at: tuple[Pair, ...]
    material: str
    capture: tuple[CaptureLine, ...]
    disagreements: tuple[Disagreement, ...]
    alerts: tuple[Said, ...]
    more_alerts: str
    counts: tuple[Count, ...]
    gravest: tuple[Headline, ...]
    more: str
    open_intro: str
    requests: tuple[RequestView, ...]
    more_requests: str
    open_questions: tuple[OpenQuestion, ...]
    more_open: str
    steps: tuple[Headline, ...]
    asks: tuple[Ask, ...]


class InventoryRow(Frozen):
    """One camera or service, and what each source says of it."""

    name: Said
    kind: str
    host: str
    label: str
    sources: tuple[str, ...]
    joined: str
    footage: str
    size: str
    design: str


class InventoryView(Frozen):
    """All cameras and services in one table; `unlisted` speaks of those no configuration names."""

    rows: tuple[InventoryRow, ...]
    unlisted: str


# --- what follows --------------------------------------------------------------------------------


class FixRow(Frozen):
    """One change of the plan: what it asks of people, and what it clears alone or with others."""

    number: int
    question: str
    now: str
    then: str
    burden: str
    alone: tuple[Link, ...]
    helped: tuple[Link, ...]


class GlanceGroup(Frozen):
    """Findings with one verdict and one severity, in the order of their numbers."""

    label: str
    findings: tuple[FindingView, ...]


class SubjectRow(Frozen):
    """The findings of one subject, by what was made of them."""

    subject: str
    adverse: tuple[Link, ...]
    open: tuple[Link, ...]
    met: tuple[Link, ...]


class PlanView(Frozen):
    """Changes that clear the whole case; none where none was found. `left` cannot be cleared."""

    changes: tuple[FixRow, ...]
    burden: str
    clears: tuple[Link, ...]
    left: tuple[Link, ...]


class QuestionRow(Frozen):
    """One question of the necessity procedure. `standing` is answered, needs_answer or against."""

    question: str
    standing: str
    word: str
    said: tuple[Said, ...]


class NecessityView(Frozen):
    """The procedure for one purpose; `open` where an answer is missing."""

    purpose: str
    named_in: tuple[str, ...]
    result: str
    open: bool
    rows: tuple[QuestionRow, ...]


class DeletionRow(Frozen):
    """Data to delete by a finding."""

    rule: Link
    items: str
    held: str
    since: str
    why: str


class WaiverRow(Frozen):
    """A finding accepted on purpose, and whether that still counts."""

    rule: Link
    state: str
    word: str
    verdict: str
    reason: Said
    approved_by: Said
    period: str


class PenaltyRow(Frozen):
    """A penalty or order seen at premises of the same kind."""

    place: str
    when: str
    who: str
    facts: str
    sanction: str
    basis: str
    source: Said
    url: str
    status: str
    status_word: str
    note: str


class ActionRow(Frozen):
    """One step of the plan of action, or one open question.

    `rank` is its place in the plan from 1. `findings` are the ids of the rules it answers. `now`
    and `then` are the value of the fact in question as it stands and as it would have to be, both
    empty where a step is told by its remedy alone or is a question. `in_plan` says that the change
    is one of those that clear the whole case. `deadline` is empty where no rule names a day.
    """

    rank: int
    kind: Literal["step", "deletion", "question"]
    kind_word: str
    findings: tuple[str, ...]
    about: tuple[str, ...]
    verdict_word: str
    severity_word: str
    what: str
    change: str = ""
    in_plan: bool = False
    who: str
    deadline: str = ""
    evidence: str
    authorities: tuple[str, ...]


class EvidenceRow(Frozen):
    """Something an exhibit shows at one place, and the findings that rest on it."""

    exhibit: str
    place: str
    quote: str
    subject: str
    shows: Said
    facts: tuple[str, ...]
    findings: tuple[str, ...]


class ExhibitRecord(Frozen):
    """An exhibit as one line of a list of evidence. `size` is in bytes, `digest` in hexadecimal."""

    id: str
    path: str
    kind: str
    media_type: str
    size: int
    algorithm: str
    digest: str
    provenance: str
    read_by: str
    coverage: str
    remarks: tuple[str, ...]
    findings: tuple[str, ...]
    rows: tuple[EvidenceRow, ...]


class ReportModel(Frozen):
    """Everything a report prints, in the order it prints it."""

    language: Language
    title: Said
    version: str
    as_of: str
    digest: str
    first_page: FirstPage
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


TraceNode.model_rebuild()
Zone.model_rebuild()
FootageView.model_rebuild()
ReportModel.model_rebuild()
