"""The report in short as Markdown (CommonMark), for a ticket, a wiki or a message.

Page one, the cards, the questions and what the report rests on. Every word is escaped, because
file names and quotations come from anyone who submits a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditor.report.audited import Audited
from auditor.report.catalogue import catalogue
from auditor.report.model import ReportModel
from auditor.report.outputs.escape import markdown as plain
from auditor.report.sections.cards.view import Card, LawLine


class Markdown:
    """The report without its pictures."""

    name = "markdown"
    file = "report.md"

    def render(self, audited: Audited) -> bytes:
        """The document in UTF-8."""
        blocks = _MarkdownDocument(audited.report).blocks()
        return ("\n\n".join(blocks) + "\n").encode()


class _MarkdownDocument:
    def __init__(self, report: ReportModel) -> None:
        self.report = report
        self.t = catalogue(report.language)

    def blocks(self) -> Iterator[str]:
        report = self.report
        yield from self._page_one()
        yield self._heading("card.section")
        for card in report.cards:
            yield from self._card(card)
        for silent in report.silent_issues:
            yield plain(silent.text)
        if report.not_looked_into:
            count = len(report.not_looked_into)
            yield plain(self.t.say("card.waiting_rules", count=count))
            yield _list(report.not_looked_into)
        yield from self._accounts()
        yield from self._questions()
        yield from self._basis()
        yield plain(self.t.say("page.made_by", version=report.version))
        yield plain(self.t.say("page.foot", digest=report.digest))

    def _page_one(self) -> Iterator[str]:
        t, page = self.t, self.report.page_one
        yield f"# {plain(page.headline)}"
        yield f"**{plain(page.place.text)}** {plain(page.law)}"
        for sentence in page.grounds:
            yield plain(sentence)
        if page.unread:
            yield _list(words.text for words in page.unread)
        yield _table(
            (t.say("page_one.issue"), t.say("page_one.result"), ""),
            (
                (
                    t.say("page.comma").join(link.text for link in row.issues),
                    row.status_word,
                    row.sentence,
                )
                for row in page.rows
            ),
        )
        if page.numbers:
            yield plain(page.numbers)
        yield self._heading("page_one.next")
        for steps in page.next_steps:
            if len(page.next_steps) > 1:
                yield f"**{plain(steps.reader_word)}**"
            yield _numbered(steps.steps)
        yield plain(page.limits)

    def _card(self, card: Card) -> Iterator[str]:
        t = self.t
        yield f"### {plain(card.issue)}{plain(t.say('page.colon'))}{plain(card.status_word)}"
        yield plain(card.conclusion)
        if card.persuasive:
            yield plain(card.persuasive)
        if card.why:
            yield plain(" ".join(card.why))
        yield from self._part("card.unknown", card.unknown)
        if card.shown_by:
            yield from self._part("card.shown_by", (card.burden, *card.shown_by))
        yield from self._part("card.law", map(self._cited, card.law))
        yield from self._part("card.practice", map(self._cited, card.practice))
        yield from self._part("card.change", card.changes or filter(None, (card.remedy,)))
        if card.rests_on:
            yield plain(card.rests_on)

    def _part(self, key: str, entries: Iterable[str]) -> Iterator[str]:
        listed = tuple(entries)
        if listed:
            yield _nested(((self.t.say(key), listed),))

    def _cited(self, line: LawLine) -> str:
        comma = self.t.say("page.comma")
        return comma.join((line.cited, line.kind, line.reading))

    def _accounts(self) -> Iterator[str]:
        if not self.report.accounts:
            return
        yield self._heading("accounts.section")
        for row in self.report.accounts:
            sides = (
                " ".join(filter(None, (side.sentence, self._places(side.places), side.judged)))
                for side in row.accounts
            )
            yield _nested(((row.question, (*sides, row.open)),))

    def _places(self, places: str) -> str:
        return f"{self.t.say('page.open')}{places}{self.t.say('page.close')}" if places else ""

    def _questions(self) -> Iterator[str]:
        if not self.report.questions:
            return
        t = self.t
        yield self._heading("questions.section")
        for question in self.report.questions:
            parts = (
                f"{t.say('questions.ask')} {question.ask}",
                f"{t.say('questions.evidence')} {question.evidence}",
                f"{t.say('questions.decides')} {question.decides}",
            )
            yield _nested(((question.question, parts),))

    def _basis(self) -> Iterator[str]:
        t, basis = self.t, self.report.basis
        yield self._heading("basis.exhibits")
        if basis.exhibits:
            heads = ("exhibits.exhibit", "table.path", "basis.read", "basis.digest")
            yield _table(
                tuple(map(t.say, heads)),
                (
                    (row.id, row.path, " ".join((row.read.text, *row.remarks)), row.digest)
                    for row in basis.exhibits
                ),
            )
        else:
            yield plain(t.say("exhibits.none"))
        if basis.notes:
            yield f"### {plain(t.say('basis.notes'))}"
            yield _list(basis.notes)
        yield self._heading("basis.method")
        yield _list(basis.method)
        yield f"### {plain(t.say('limits.section'))}"
        yield _list(basis.limits)
        yield f"### {plain(t.say('basis.verify'))}"
        yield _numbered(basis.verify)

    def _heading(self, key: str) -> str:
        return f"## {plain(self.t.say(key))}"


def _list(entries: Iterable[str]) -> str:
    return "\n".join(f"- {plain(entry)}" for entry in entries if entry)


def _numbered(entries: Iterable[str]) -> str:
    return "\n".join(f"{n}. {plain(entry)}" for n, entry in enumerate(entries, 1))


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
