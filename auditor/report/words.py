"""Words for values: dates, times, sizes, facts, places and speakers, in the report's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from auditor.case.model import Exhibit
from auditor.core.locator import Box, FileLocator, Locator, MediaLocator, TextLocator
from auditor.core.text import Language, Text
from auditor.core.wording import in_language
from auditor.judge.decide.findings import Change, Finding
from auditor.judge.decide.issue_status import IssueStatus
from auditor.judge.rules.authority import Authority
from auditor.judge.rules.period import Period
from auditor.judge.rules.verdict import Verdict
from auditor.report.catalogue import catalogue
from auditor.report.examiner_words import in_chinese
from auditor.report.locale import Catalogue
from auditor.report.parts import Pair, Said
from auditor.vocabulary.fact import Source, Strength
from auditor.vocabulary.sentences import change_sentence, sentence
from auditor.vocabulary.value import FactValue, Speaker, SpeakerRole
from auditor.vocabulary.vocabulary import FactType, definition

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z]{2,}.*\s.*[A-Za-z]{2,}", re.DOTALL)
_NOT_IN_ANCHOR = re.compile(r"[^A-Za-z0-9._-]+")
_PAGE = re.compile(r"page=(\d+)")
"""A place in a PDF, as readers of documents name it (RFC 8118)."""
_BOX_KEY = re.compile(r"xywh=(\d+),(\d+),(\d+),(\d+)")
"""A place in a picture of a text, in pixels (W3C Media Fragments)."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def anchor(kind: str, name: str) -> str:
    """A fragment identifier for `name`, safe in an attribute and in an address."""
    return f"{kind}-{_NOT_IN_ANCHOR.sub('-', name)}"


class Words:
    """How one report says things.

    Args:
        language: the report's language.
        exhibits: the exhibits, so that a source can name its file.
    """

    def __init__(self, language: Language, exhibits: Iterable[Exhibit] = ()) -> None:
        self.language: Language = language
        self.catalogue: Catalogue = catalogue(language)
        self.exhibits = {exhibit.id: exhibit for exhibit in exhibits}

    def say(self, key: str, **values: object) -> str:
        """A fixed sentence."""
        return self.catalogue.say(key, **values)

    def text(self, text: Text | None) -> str:
        """A text in the report's language; empty for none."""
        return text[self.language] if text is not None else ""

    def verdict(self, finding: Finding) -> str:
        """The verdict in words, marked where only the reasoning of a rule was followed."""
        verdict = self.say(f"verdict.{finding.verdict.value}")
        decided = finding.verdict.adverse or finding.verdict is Verdict.SATISFIED
        if finding.persuasive and decided:
            return self.say("finding.persuasive_verdict", verdict=verdict)
        return verdict

    def status(self, status: IssueStatus) -> str:
        """The state of an issue in words, marked as `verdict` does."""
        word = self.say(f"status.{status.state.value}")
        if status.persuasive:
            return self.say("finding.persuasive_verdict", verdict=word)
        return word

    def said(self, words: str) -> Said:
        """Words from outside, marked with their language where it is not the report's."""
        if self.language == "en":
            return Said(text=words, language="zh" if _HAN.search(words) else "")
        foreign = not _HAN.search(words) and _LATIN.search(words)
        return Said(text=words, language="en" if foreign else "")

    def examiner(self, words: str) -> Said:
        """A sentence of an examiner's, in Chinese where the catalogue has it."""
        if self.language == "en":
            return self.said(str(words))
        chinese = in_language(words, "zh") or in_chinese(words)
        return Said(text=chinese) if chinese else self.said(str(words))

    def pair(self, label: str, value: str) -> Pair:
        """A label and its value, both from outside or fixed."""
        return Pair(label=self.said(label), value=self.said(value))

    def join(self, parts: Iterable[str]) -> str:
        """A list in a sentence."""
        return {"en": ", ", "zh": "、"}[self.language].join(parts)

    def series(self, parts: Iterable[str]) -> str:
        """Parts that hold commas of their own, on one line."""
        return {"en": "; ", "zh": "；"}[self.language].join(parts)

    def title(self, authority: Authority) -> str:
        """The title of an authority; Chinese puts that of an instrument in title marks."""
        title = self.text(authority.title)
        if self.language == "en" or authority.is_practice or title.endswith("》"):
            return title
        name, mark, rest = title.partition("（")
        return f"《{name.replace('《', '〈').replace('》', '〉')}》{mark}{rest}"

    def cited(self, title: str, pinpoint: str) -> str:
        """An authority with the place cited."""
        return {"en": ", ", "zh": ""}[self.language].join((title, pinpoint))

    def within(self, parts: Iterable[str]) -> str:
        """Parts of one place, the whole first; empty parts are left out."""
        return {"en": ", ", "zh": "，"}[self.language].join(filter(None, parts))

    def lines(self, parts: Iterable[str]) -> str:
        """Parts in one cell of a table, a line each."""
        return "\n".join(parts)

    # --- numbers and times ---------------------------------------------------------------------

    def day(self, day: date) -> str:
        """A day in full."""
        if self.language == "en":
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        return f"{day.year}年{day.month}月{day.day}日"

    def number(self, value: float) -> str:
        """A number with thousands apart; at most one decimal."""
        whole = float(value).is_integer()
        return f"{int(value):,}" if whole else f"{value:,.1f}"

    def clock(self, seconds: float) -> str:
        """Media time as m:ss.t or h:mm:ss.t."""
        tenths = round(seconds * 10)
        minutes, rest = divmod(abs(tenths), 600)
        hours, minutes = divmod(minutes, 60)
        sign = "-" if tenths < 0 else ""
        ahead = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
        return f"{sign}{ahead}:{rest // 10:02d}.{rest % 10}"

    def moment(self, seconds: float) -> str:
        """Media time as `clock` has it, without tenths where there are none."""
        return self.clock(seconds).removesuffix(".0")

    def size(self, octets: int) -> str:
        """A file size, in bytes and where large in a rounded unit."""
        exact = self.say("size.bytes", count=f"{octets:,}")
        for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
            if octets >= factor:
                return self.say(
                    "size.rounded", rounded=f"{octets / factor:.1f} {unit}", exact=exact
                )
        return exact

    def period(self, period: Period | None) -> str:
        """A period of days; empty for none."""
        if period is None:
            return ""
        start, end = period.start, period.end
        if start and end:
            if start == end:
                return self.say("period.one", day=self.day(start))
            return self.say("period.both", start=self.day(start), end=self.day(end))
        if start:
            return self.say("period.since", start=self.day(start))
        return self.say("period.until", end=self.day(end)) if end else self.say("period.open")

    # --- facts ---------------------------------------------------------------------------------

    def question(self, fact: str) -> str:
        """The question of a fact."""
        return self.text(definition(fact).question)

    def value(self, fact: str, value: FactValue | None, *, complete: bool = True) -> str:
        """A fact's value; empty where it is unknown."""
        if value is None:
            return ""
        about = definition(fact)
        if about.type is FactType.DATE and isinstance(value, str):
            return self.day(date.fromisoformat(value))
        if about.type is FactType.NUMBER and isinstance(value, int | float):
            return self.number(value)
        if value == () and not complete:
            return self.say("fact.none_named")
        said = about.say(value, self.language)
        partial = isinstance(value, tuple) and not complete
        return self.say("fact.at_least", value=said) if partial else said

    def sentence(self, fact: str, value: FactValue, *, complete: bool = True) -> str:
        """A fact's value as a sentence without a full stop; empty where it has none."""
        words = self.value(fact, value)
        return sentence(fact, value, words, self.language, complete=complete)

    def conduct(self, change: Change) -> str:
        """A change as what the operator does; empty where it is no conduct."""
        now, then = change.now, change.then
        words = self.value(change.fact, then)
        if isinstance(then, tuple):
            before = now if isinstance(now, tuple) else ()
            moved = tuple(sorted(set(before) - set(then) or set(then) - set(before)))
            words = self.value(change.fact, moved)
        return change_sentence(change.fact, now, then, words, self.language)

    def fact(self, fact: str, value: FactValue | None, *, complete: bool = True) -> str:
        """A fact and its value in one line."""
        said = self.value(fact, value, complete=complete)
        return self.say("fact.line", question=self.question(fact), value=said)

    def change(self, change: Change) -> str:
        """A fact as it stands and as it would have to be, in one line."""
        return self.say(
            "flip.change",
            question=self.question(change.fact),
            now=self.value(change.fact, change.now) or self.say("fact.unknown"),
            then=self.value(change.fact, change.then),
        )

    def strength(self, strength: Strength | None) -> str:
        """What kind of source; empty for none."""
        return self.say(f"strength.{strength.name.lower()}") if strength else ""

    def speaker(self, speaker: Speaker) -> str:
        """Who spoke."""
        role = self.say(f"speaker.{speaker.role.value}")
        return self.say("source.named", role=role, name=speaker.name) if speaker.name else role

    def reported(self, who: str, source: Source) -> str:
        """`who` with the party through whom the statement is known, where it is another one."""
        if not source.reported_by:
            return who
        if source.reported_by == "case":
            return self.say("statement.reported_in_case", who=who)
        reporter = self.say(f"speaker.{SpeakerRole(source.reported_by).value}")
        return self.say("statement.reported", who=who, reporter=reporter)

    def roles(self, roles: Iterable[SpeakerRole]) -> str:
        """Whom to ask."""
        return {"en": " or ", "zh": "或"}[self.language].join(
            self.say(f"speaker.{role.value}") for role in roles
        )

    # --- places --------------------------------------------------------------------------------

    def exhibit(self, identifier: str) -> str:
        """An exhibit's id with its file name."""
        found = self.exhibits.get(identifier)
        return self.say("source.exhibit", id=identifier, file=found.path) if found else identifier

    def file(self, identifier: str) -> str:
        """An exhibit's file."""
        found = self.exhibits.get(identifier)
        return found.path if found else ""

    def place(self, locator: Locator | None) -> str:
        """A place in an exhibit; empty for none."""
        if locator is None:
            return ""
        if isinstance(locator, FileLocator):
            return self.say("place.file")
        if isinstance(locator, MediaLocator):
            return self._media_place(locator)
        if page := _PAGE.fullmatch(locator.key):
            return self.within((self.say("place.page", page=page[1]), self._line(locator)))
        if box := _BOX_KEY.fullmatch(locator.key):
            x, y, width, height = map(int, box.groups())
            return self.box(Box(x=x, y=y, width=width, height=height))
        return self.within((self._line(locator), locator.key))

    def short_place(self, locator: Locator | None) -> str:
        """A place without what only a machine needs: no column, frame, key or box."""
        match locator:
            case None | FileLocator():
                return ""
            case MediaLocator() as media:
                return self.moment(media.start)
            case TextLocator() as text:
                if page := _PAGE.fullmatch(text.key):
                    return self.say("place.page", page=page[1])
                picture = _BOX_KEY.fullmatch(text.key)
                return self.say("place.picture") if picture else self._line(text, column=False)

    def _line(self, locator: TextLocator, *, column: bool = True) -> str:
        line = self.say("place.line", line=locator.line)
        beyond = column and locator.column > 1
        return self.within(
            (line, self.say("place.column", column=locator.column) if beyond else "")
        )

    def _media_place(self, locator: MediaLocator) -> str:
        start, end = self.clock(locator.start), self.clock(locator.end)
        parts = [start if start == end else f"{start}–{end}"]
        if locator.frame is not None:
            parts.append(self.say("place.frame", frame=locator.frame))
        if locator.box is not None:
            parts.append(self.box(locator.box))
        return self.within(parts)

    def box(self, box: Box) -> str:
        """A rectangle in the picture."""
        return self.say("place.box", x=box.x, y=box.y, width=box.width, height=box.height)
