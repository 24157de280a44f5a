"""The report in short as Markdown (CommonMark), for a ticket, a wiki or a message.

The first page, what was found and what is open, the exhibits and the limits. Every word is escaped,
for file names and quotations come from whoever handed the case in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.report.catalogue import catalogue
from auditor.report.model import ReportModel
from auditor.report.outputs.escape import markdown as plain
from auditor.report.outputs.interface import Audited
from auditor.report.parts import Pair
from auditor.report.sections.findings.view import FindingView
from auditor.report.words import Words

OPEN = ("cannot_tell", "error")
"""Verdicts that leave a question open."""


class Markdown:
    """The report in short."""

    name = "markdown"
    file = "report.md"

    def render(self, audited: Audited) -> bytes:
        """The document in UTF-8."""
        blocks = _Document(audited.report).blocks()
        return ("\n\n".join(blocks) + "\n").encode()


class _Document:
    def __init__(self, report: ReportModel) -> None:
        self.report = report
        self.t = catalogue(report.language)
        self.words = Words(report.language)

    def blocks(self) -> Iterator[str]:
        t, report = self.t, self.report
        yield f"# {plain(report.title.text)}"
        yield plain(t.say("page.kind"))
        yield from self._first_page()
        yield f"## {plain(t.say('finding.section'))}"
        if report.findings:
            yield self._glance()
        else:
            yield plain(t.say("finding.none"))
        for finding in report.findings:
            if finding.adverse or finding.waived_from or finding.verdict in OPEN:
                yield from self._finding(finding)
        if report.not_applicable:
            count = len(report.not_applicable)
            yield plain(t.say("finding.not_applicable", count=count))
        yield from self._exhibits()
        yield f"## {plain(t.say('limits.section'))}"
        yield _list(
            (
                t.say("limits.capability"),
                t.say("limits.low_tier"),
                t.say("limits.episodes"),
                t.say("limits.unknown"),
                t.say("limits.silence"),
                t.say("limits.law"),
                t.say("limits.stated"),
            )
        )
        yield plain(t.say("page.made_by", version=report.version))
        yield plain(t.say("page.foot", digest=report.digest))

    def _first_page(self) -> Iterator[str]:
        t, page = self.t, self.report.first_page
        yield f"## {plain(t.say('first.title'))}"
        yield self._pairs(page.looked_at)
        yield plain(page.material)
        yield f"### {plain(t.say('first.capture'))}"
        yield _list(
            f"{line.question} {line.value}{self._bracket(line.source)}" for line in page.capture
        )
        if page.disagreements:
            yield f"### {plain(t.say('first.disagree'))}"
            yield _nested((one.question, (one.judged, *one.against)) for one in page.disagreements)
        if page.alerts:
            yield f"### {plain(t.say('first.alerts'))}"
            yield _list((*(alert.text for alert in page.alerts), page.more_alerts))
        yield f"### {plain(t.say('first.found'))}"
        yield _list(self._count(one.words, one.number) for one in page.counts)
        if page.gravest:
            yield _list(
                (
                    *(
                        self._headline(one.verdict_word, one.severity_word, one.sentence)
                        for one in page.gravest
                    ),
                    page.more,
                )
            )
        else:
            yield plain(t.say("first.none_found"))
        yield f"### {plain(t.say('first.open'))}"
        if page.requests:
            yield plain(page.open_intro)
            yield _nested(
                (
                    f"{one.whom}{t.say('page.colon')}{one.subject}",
                    tuple(fact.question for fact in one.asked),
                )
                for one in page.requests
            )
        if page.open_questions:
            yield _nested((one.question, one.settle) for one in page.open_questions)
        if not page.requests and not page.open_questions:
            yield plain(t.say("first.nothing_open"))
        if page.more_open:
            yield plain(page.more_open)
        yield f"### {plain(t.say('first.next'))}"
        yield f"**{plain(t.say('first.for_operator'))}**"
        yield _list(one.sentence for one in page.steps) or plain(t.say("first.no_step"))
        yield f"**{plain(t.say('first.for_asking'))}**"
        asks = _nested((one.whom, one.questions) for one in page.asks)
        yield asks or plain(t.say("first.nothing_to_ask"))
        yield f"### {plain(t.say('first.not_proved'))}"
        yield _list(
            (
                t.say("first.not_proved_recognised"),
                t.say("first.not_proved_well"),
                t.say("first.not_proved_true"),
                t.say("first.not_proved_advice"),
            )
        )

    def _count(self, words: str, number: int) -> str:
        return f"{words}{self.t.say('page.colon')}{number}"

    def _headline(self, verdict: str, severity: str, sentence: str) -> str:
        told = self.t.say("finding.severity_short", word=severity)
        return f"{verdict}{self._bracket(told)}{self.t.say('page.colon')}{sentence}"

    def _bracket(self, words: str) -> str:
        """`words` in brackets behind something; empty for none."""
        t = self.t
        space = "" if t.language == "zh" else " "
        return f"{space}{t.say('page.open')}{words}{t.say('page.close')}" if words else ""

    def _pairs(self, pairs: Iterable[Pair]) -> str:
        colon = self.t.say("page.colon")
        return _list(f"{pair.label.text}{colon}{pair.value.text}" for pair in pairs)

    # --- findings ------------------------------------------------------------------------------

    def _glance(self) -> str:
        t = self.t
        heads = (
            t.say("finding.number"),
            t.say("finding.verdict"),
            t.say("finding.severity"),
            t.say("finding.about"),
            t.say("finding.rule_id"),
        )
        return _table(
            heads,
            (
                (str(one.number), one.verdict_word, one.severity_word, one.title, one.id)
                for one in self.report.findings
            ),
        )

    def _finding(self, finding: FindingView) -> Iterator[str]:
        t = self.t
        yield f"### {finding.number}\\. {plain(finding.title)}"
        told = (
            (t.say("finding.verdict"), finding.verdict_word),
            (t.say("finding.waived_from"), finding.waived_from),
            (t.say("finding.severity"), finding.severity_word),
            (t.say("finding.issue"), finding.question),
            (t.say("finding.conclusion"), finding.because or finding.reason),
            (t.say("finding.confidence"), finding.confidence),
            (t.say("finding.period"), finding.period),
            (t.say("finding.unsettled"), finding.unsettled),
            (t.say("finding.remedy"), finding.remedy if finding.adverse else ""),
        )
        colon = t.say("page.colon")
        yield _list(f"{label}{colon}{value}" for label, value in told if value)
        # What is open is told by what would settle it; the law it turns on stands in the report.
        if finding.authorities and finding.verdict not in OPEN:
            cited = tuple(
                self.words.cited(one.title, one.pinpoint) + self._bracket(one.status_word)
                for one in finding.authorities
            )
            yield _nested(((t.say("authorities.section"), cited),))
        if finding.flips:
            changes = (*finding.flips[0].changes, finding.flips[0].burden)
            yield _nested(((t.say("finding.flips"), changes),))
        if finding.deciders:
            first = finding.deciders[0]
            settle = (*first.questions, t.say("finding.ask", whom=first.ask))
            yield _nested(((t.say("finding.deciders"), settle),))

    # --- exhibits ------------------------------------------------------------------------------

    def _exhibits(self) -> Iterator[str]:
        t = self.t
        yield f"## {plain(t.say('exhibits.section'))}"
        yield plain(t.say("exhibits.intro"))
        if not self.report.evidence:
            yield plain(t.say("exhibits.none"))
            return
        heads = (
            t.say("table.exhibit"),
            t.say("table.path"),
            t.say("table.file_kind"),
            t.say("table.digest"),
            t.say("table.coverage"),
            t.say("table.remarks"),
        )
        yield _table(
            heads,
            (
                (
                    one.id,
                    one.path,
                    one.kind,
                    f"{one.algorithm}:{one.digest}",
                    one.coverage,
                    " ".join(one.remarks),
                )
                for one in self.report.evidence
            ),
        )


def _list(entries: Iterable[str]) -> str:
    return "\n".join(f"- {plain(entry)}" for entry in entries if entry)


def _nested(entries: Iterable[tuple[str, Iterable[str]]]) -> str:
    lines = []
    for head, below in entries:
        lines.append(f"- {plain(head)}")
        lines += [f"    - {plain(entry)}" for entry in below if entry]
    return "\n".join(lines)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = [plain(head) for head in heads]
    lines = [_row(titles), _row("---" for _ in titles)]
    return "\n".join([*lines, *(_row(map(plain, row)) for row in rows)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
