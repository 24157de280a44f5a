"""Necessity as a procedure: for each purpose, the questions in order, and what is still open.

The order is that of the reasoning in Guo Bing v Hangzhou Safari Park: is there a need to tell
customers apart at all (first instance, on the fingerprint notices); is this item needed for the way
agreed (first instance, on the photographs); was another way there, in time and without more burden
(first instance, on breach). Whose interest a purpose serves decided the Ningbo penalties of 2021;
what it costs the person is weighed under article 6 of the Personal Information Protection Law.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from auditor.case.model import Ground, PurposeAnswers
from auditor.core.frozen import Frozen
from auditor.core.text import Text
from auditor.judge.rules.ways import Catalogue, PurposeWays, Way
from auditor.vocabulary.fact import Fact, Source, Strength

PURPOSES = ("purpose.told", "purpose.actual", "purpose.planned")
"""The facts that name purposes of a case."""
_COUNTS = frozenset({Ground.INEFFECTIVE, Ground.UNAVAILABLE, Ground.MORE_INTRUSIVE})
"""Grounds on which a less intrusive way is out. That it is slower or costs the operator more is a
matter of comfort: a private cost interest did not justify taking every visitor's face (Ningbo)."""


class Standing(StrEnum):
    """Where one step of the procedure stands."""

    ANSWERED = "answered"
    NEEDS_ANSWER = "needs_answer"
    AGAINST = "against"


class WayWeighed(Frozen):
    """One less intrusive way: what was said of it, and where that leaves it.

    `standing` is `against` where the way would do: it is in use, offered, or was rejected for
    comfort alone.
    """

    way: str
    title: Text
    asks: Text | None
    standing: Standing
    answers: tuple[PurposeAnswers, ...] = ()
    ground: Ground | None = None


class Necessity(Frozen):
    """The procedure for one purpose.

    `named_in` are the facts that name the purpose. `apart` and `face` say where the two questions
    stand; `apart_why` is the catalogue's reason where nobody's answer decided. `serves` and `costs`
    are None where nobody answered.
    """

    purpose: str
    named_in: tuple[str, ...]
    apart: Standing
    apart_why: Text | None
    face: Standing
    ways: tuple[WayWeighed, ...]
    serves: tuple[str, ...] | None
    costs: tuple[str, ...] | None
    answers: tuple[PurposeAnswers, ...]

    @property
    def would_do(self) -> bool:
        """Whether a less intrusive way would do."""
        return any(way.standing is Standing.AGAINST for way in self.ways)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to answer. Where no need to tell apart is left, nothing is."""
        if self.apart is Standing.AGAINST:
            return True
        steps = (self.apart, self.face, *(way.standing for way in self.ways))
        answered = Standing.NEEDS_ANSWER not in steps
        return answered and self.serves is not None and self.costs is not None

    @property
    def shown(self) -> bool:
        """Whether it is shown, by answers to every question, that this purpose needs the face."""
        return (
            self.complete
            and self.apart is Standing.ANSWERED
            and self.face is Standing.ANSWERED
            and not self.would_do
        )


def weigh_necessity(
    answers: Iterable[PurposeAnswers], facts: Mapping[str, Fact], catalogue: Catalogue
) -> tuple[Necessity, ...]:
    """The procedure for every purpose that a fact or an answer names, in the catalogue's order."""
    given = tuple(answers)
    named: dict[str, list[str]] = {}
    for fact in PURPOSES:
        value = facts[fact].value if fact in facts else None
        for purpose in value if isinstance(value, tuple) else ():
            named.setdefault(purpose, []).append(fact)
    for one in given:
        named.setdefault(one.purpose, [])
    order = list(catalogue.purposes)
    purposes = sorted(named, key=lambda p: (order.index(p) if p in order else len(order), p))
    return tuple(
        _weigh(
            purpose,
            tuple(named[purpose]),
            tuple(one for one in given if one.purpose == purpose),
            catalogue,
        )
        for purpose in purposes
    )


def _weigh(
    purpose: str,
    named_in: tuple[str, ...],
    answers: tuple[PurposeAnswers, ...],
    catalogue: Catalogue,
) -> Necessity:
    about = catalogue.purposes.get(purpose)
    apart, apart_why = _apart(answers, about)
    return Necessity(
        purpose=purpose,
        named_in=named_in,
        apart=apart,
        apart_why=apart_why,
        face=_said(
            one.face_needed for one in answers if one.face_needed is False or one.face_needed_why
        ),
        ways=_ways(answers, about, catalogue),
        serves=_together(one.serves for one in answers),
        costs=_together(one.costs_to_person for one in answers),
        answers=answers,
    )


def _apart(
    answers: tuple[PurposeAnswers, ...], about: PurposeWays | None
) -> tuple[Standing, Text | None]:
    """The need to tell people apart: a "yes" counts only with its reason; else the catalogue."""
    said = _said(
        one.tells_people_apart
        for one in answers
        if one.tells_people_apart is False or one.tells_people_apart_why
    )
    if said is not Standing.NEEDS_ANSWER or about is None:
        return said, None
    from_catalogue = {"yes": Standing.ANSWERED, "no": Standing.AGAINST}
    return from_catalogue.get(about.tells_apart, said), about.why


def _said(values: Iterable[bool | None]) -> Standing:
    """Where answers leave a question; one "no" among them counts against it."""
    seen = {value for value in values if value is not None}
    if False in seen:
        return Standing.AGAINST
    return Standing.ANSWERED if seen else Standing.NEEDS_ANSWER


def _ways(
    answers: tuple[PurposeAnswers, ...], about: PurposeWays | None, catalogue: Catalogue
) -> tuple[WayWeighed, ...]:
    listed = list(about.ways) if about else []
    said = [way.way for one in answers for way in one.ways]
    weighed = []
    for name in dict.fromkeys([*listed, *said]):
        way = catalogue.ways.get(name) or Way(
            id=name, title=Text(en=name, zh=name), asks=Text(en="", zh="")
        )
        speakers = tuple(one for one in answers if any(w.way == name for w in one.ways))
        told = [w for one in speakers for w in one.ways if w.way == name]
        would_do = any(not w.rejected or w.ground not in (None, *_COUNTS) for w in told)
        reasoned = [w for w in told if w.rejected and w.ground in _COUNTS and w.why]
        standing = (
            Standing.AGAINST
            if would_do
            else Standing.ANSWERED
            if reasoned
            else Standing.NEEDS_ANSWER
        )
        weighed.append(
            WayWeighed(
                way=name,
                title=way.title,
                asks=way.asks if way.asks.en else None,
                standing=standing,
                answers=speakers,
                ground=next((w.ground for w in told if w.ground), None),
            )
        )
    return tuple(weighed)


def _together(given: Iterable[tuple[str, ...] | None]) -> tuple[str, ...] | None:
    answered = [words for words in given if words is not None]
    if not answered:
        return None
    return tuple(sorted({word for words in answered for word in words}))


def facts_of_necessity(
    weighed: tuple[Necessity, ...], facts: Mapping[str, Fact]
) -> dict[str, Fact]:
    """What the procedure adds to the facts, joined with what was stated of them.

    A set is complete where every purpose has been answered as far as the set asks. Without any
    purpose nothing is added.
    """
    if not weighed:
        return {}
    everything = all(one.complete for one in weighed)
    found: dict[str, tuple[set[str], bool]] = {
        "necessity.identification_unneeded": (
            {one.purpose for one in weighed if one.apart is Standing.AGAINST},
            all(one.apart is not Standing.NEEDS_ANSWER for one in weighed),
        ),
        "necessity.face_needed": ({one.purpose for one in weighed if one.shown}, everything),
        "necessity.workable_alternative": (
            {one.purpose for one in weighed if one.would_do or one.face is Standing.AGAINST},
            everything,
        ),
        "necessity.unanswered": (
            {one.purpose for one in weighed if not one.complete},
            True,
        ),
        "necessity.serves": (
            {word for one in weighed for word in one.serves or ()},
            all(one.serves is not None for one in weighed),
        ),
        "necessity.costs_to_person": (
            {word for one in weighed for word in one.costs or ()},
            all(one.costs is not None for one in weighed),
        ),
    }
    added = {}
    for name, (members, complete) in found.items():
        stated = facts.get(name)
        whole = complete
        if stated is not None and isinstance(stated.value, tuple):
            members |= set(stated.value)
            whole = complete or stated.complete
        if members or whole:
            added[name] = _fact(name, tuple(sorted(members)), whole, weighed, stated)
    return added


def _fact(
    name: str,
    members: tuple[str, ...],
    complete: bool,
    weighed: tuple[Necessity, ...],
    stated: Fact | None,
) -> Fact:
    speakers = {one.model_dump_json(): one for each in weighed for one in each.answers}
    sources = [
        Source(
            strength=Strength.DECLARED,
            value=members,
            complete=complete,
            by=one.by,
            on=one.on,
            note=one.purpose,
        )
        for one in speakers.values()
    ]
    return Fact(
        id=name,
        value=members,
        complete=complete,
        strength=Strength.DECLARED,
        sources=(*(stated.sources if stated else ()), *sources),
    )
