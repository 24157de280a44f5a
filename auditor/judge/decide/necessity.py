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
from auditor.judge.rules.ways import PurposeWays, Way, WayCatalogue
from auditor.vocabulary.fact import Fact, Source, Strength

PURPOSES = ("purpose.told", "purpose.actual", "purpose.planned")
"""The facts that name purposes of a case."""
_COUNTS = frozenset({Ground.INEFFECTIVE, Ground.UNAVAILABLE, Ground.MORE_INTRUSIVE})
"""Grounds on which a less intrusive way is out. That it is slower or costs the operator more is a
matter of comfort: a private cost interest did not justify taking every visitor's face (Ningbo)."""


class NecessityStanding(StrEnum):
    """The state of one step of the procedure."""

    ANSWERED = "answered"
    NEEDS_ANSWER = "needs_answer"
    AGAINST = "against"


class WayWeighed(Frozen):
    """One less intrusive way: what was stated about it, and what follows.

    `standing` is `against` where the way would do: it is in use, offered, or was rejected for
    comfort alone.
    """

    way: str
    title: Text
    asks: Text | None
    standing: NecessityStanding
    answers: tuple[PurposeAnswers, ...] = ()
    ground: Ground | None = None


class Necessity(Frozen):
    """The procedure for one purpose.

    `named_in` are the facts that name the purpose. `apart` and `face` give the state of the two
    questions; `apart_why` is the catalogue's reason where nobody's answer decided. `serves` and
    `costs` are None where nobody answered.
    """

    purpose: str
    named_in: tuple[str, ...]
    apart: NecessityStanding
    apart_why: Text | None
    face: NecessityStanding
    ways: tuple[WayWeighed, ...]
    serves: tuple[str, ...] | None
    costs: tuple[str, ...] | None
    answers: tuple[PurposeAnswers, ...]

    @property
    def would_do(self) -> bool:
        """Whether a less intrusive way would do."""
        return any(way.standing is NecessityStanding.AGAINST for way in self.ways)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to answer. Where no need to tell apart is left, nothing is."""
        if self.apart is NecessityStanding.AGAINST:
            return True
        answered = self.apart is NecessityStanding.ANSWERED and self.ways_answered
        return answered and self.serves is not None and self.costs is not None

    @property
    def ways_answered(self) -> bool:
        """Whether the questions on the face and on every less intrusive way were answered."""
        steps = (self.face, *(way.standing for way in self.ways))
        return NecessityStanding.NEEDS_ANSWER not in steps

    @property
    def face_shown_needed(self) -> bool:
        """Whether it is shown, by answers to every question, that this purpose needs the face."""
        return (
            self.complete
            and self.apart is NecessityStanding.ANSWERED
            and self.face is NecessityStanding.ANSWERED
            and not self.would_do
        )


def weigh_necessity(
    answers: Iterable[PurposeAnswers], facts: Mapping[str, Fact], catalogue: WayCatalogue
) -> tuple[Necessity, ...]:
    """The procedure for every purpose that a fact or an answer names, in the catalogue's order."""
    given = tuple(answers)
    named: dict[str, list[str]] = {}
    for fact in PURPOSES:
        value = facts[fact].value if fact in facts else None
        for purpose in value if isinstance(value, tuple) else ():
            named.setdefault(purpose, []).append(fact)
    for answer in given:
        named.setdefault(answer.purpose, [])
    order = list(catalogue.purposes)
    purposes = sorted(named, key=lambda p: (order.index(p) if p in order else len(order), p))
    return tuple(
        _weigh(
            purpose,
            tuple(named[purpose]),
            tuple(answer for answer in given if answer.purpose == purpose),
            catalogue,
        )
        for purpose in purposes
    )


def _weigh(
    purpose: str,
    named_in: tuple[str, ...],
    answers: tuple[PurposeAnswers, ...],
    catalogue: WayCatalogue,
) -> Necessity:
    about = catalogue.purposes.get(purpose)
    apart, apart_why = _apart(answers, about)
    return Necessity(
        purpose=purpose,
        named_in=named_in,
        apart=apart,
        apart_why=apart_why,
        face=_standing_of(
            answer.face_needed
            for answer in answers
            if answer.face_needed is False or answer.face_needed_why
        ),
        ways=_ways(answers, about, catalogue),
        serves=_together(answer.serves for answer in answers),
        costs=_together(answer.costs_to_person for answer in answers),
        answers=answers,
    )


def _apart(
    answers: tuple[PurposeAnswers, ...], about: PurposeWays | None
) -> tuple[NecessityStanding, Text | None]:
    """The need to tell people apart: a "yes" counts only with its reason; else the catalogue."""
    answered = _standing_of(
        answer.tells_people_apart
        for answer in answers
        if answer.tells_people_apart is False or answer.tells_people_apart_why
    )
    if answered is not NecessityStanding.NEEDS_ANSWER or about is None:
        return answered, None
    from_catalogue = {"yes": NecessityStanding.ANSWERED, "no": NecessityStanding.AGAINST}
    return from_catalogue.get(about.tells_apart, answered), about.why


def _standing_of(values: Iterable[bool | None]) -> NecessityStanding:
    """Where answers leave a question; one "no" among them counts against it."""
    seen = {value for value in values if value is not None}
    if False in seen:
        return NecessityStanding.AGAINST
    return NecessityStanding.ANSWERED if seen else NecessityStanding.NEEDS_ANSWER


def _ways(
    answers: tuple[PurposeAnswers, ...], about: PurposeWays | None, catalogue: WayCatalogue
) -> tuple[WayWeighed, ...]:
    listed = list(about.ways) if about else []
    answered = [way.way for answer in answers for way in answer.ways]
    weighed = []
    for name in dict.fromkeys([*listed, *answered]):
        way = catalogue.ways.get(name) or Way(
            id=name, title=Text(en=name, zh=name), asks=Text(en="", zh="")
        )
        speakers = tuple(answer for answer in answers if any(w.way == name for w in answer.ways))
        stated = [w for answer in speakers for w in answer.ways if w.way == name]
        would_do = any(not w.rejected or w.ground not in (None, *_COUNTS) for w in stated)
        reasoned = [w for w in stated if w.rejected and w.ground in _COUNTS and w.why]
        standing = (
            NecessityStanding.AGAINST
            if would_do
            else NecessityStanding.ANSWERED
            if reasoned
            else NecessityStanding.NEEDS_ANSWER
        )
        weighed.append(
            WayWeighed(
                way=name,
                title=way.title,
                asks=way.asks if way.asks.en else None,
                standing=standing,
                answers=speakers,
                ground=next((w.ground for w in stated if w.ground), None),
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
    """What the procedure adds to the facts, joined with what was stated about them.

    A set is complete where every purpose has been answered as far as the set asks. Without any
    purpose nothing is added.
    """
    if not weighed:
        return {}
    everything = all(each.complete for each in weighed)
    added_sets: dict[str, tuple[set[str], bool]] = {
        "necessity.identification_unneeded": (
            {each.purpose for each in weighed if each.apart is NecessityStanding.AGAINST},
            all(each.apart is not NecessityStanding.NEEDS_ANSWER for each in weighed),
        ),
        "necessity.face_needed": (
            {each.purpose for each in weighed if each.face_shown_needed},
            everything,
        ),
        "necessity.workable_alternative": (
            {
                each.purpose
                for each in weighed
                if each.would_do or each.face is NecessityStanding.AGAINST
            },
            all(each.complete and each.ways_answered for each in weighed),
        ),
        "necessity.unanswered": (
            {each.purpose for each in weighed if not each.complete},
            True,
        ),
        "necessity.serves": (
            {word for each in weighed for word in each.serves or ()},
            all(each.serves is not None for each in weighed),
        ),
        "necessity.costs_to_person": (
            {word for each in weighed for word in each.costs or ()},
            all(each.costs is not None for each in weighed),
        ),
    }
    added = {}
    for name, (members, complete) in added_sets.items():
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
    speakers = {answer.model_dump_json(): answer for each in weighed for answer in each.answers}
    sources = [
        Source(
            strength=Strength.DECLARED,
            value=members,
            complete=complete,
            by=speaker.by,
            on=speaker.on,
            note=speaker.purpose,
        )
        for speaker in speakers.values()
    ]
    return Fact(
        id=name,
        value=members,
        complete=complete,
        strength=Strength.DECLARED,
        sources=(*(stated.sources if stated else ()), *sources),
    )
