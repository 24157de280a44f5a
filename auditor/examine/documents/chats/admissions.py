"""What an operator's own people admit: recognition, capture, purpose, price, entry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.examine.documents.chats import lexicon
from auditor.examine.documents.chats.model import Turn
from auditor.examine.documents.chats.sayings import Saying, SpokenTurn
from auditor.examine.documents.chats.sentences import ENDED, FUTURE, QUESTION, Sentence
from auditor.examine.documents.find import refusals, retentions
from auditor.examine.documents.lexicon import compiled
from auditor.examine.documents.normal import normalise
from auditor.vocabulary.value import FactValue, SpeakerRole

IN_USE: dict[str, FactValue] = {
    "capture.template_extracted": True,
    "capture.analyses": ("recognition",),
}
_DENIED: dict[str, FactValue] = {"declared.recognition_denied": True}
_REFUSED: dict[str, FactValue] = {"refusal.entry_or_service_refused": True}
_OTHER_WAY = {
    True: "The operator offers another way.",
    False: "The operator writes that there is no other way.",
}
_VISIT: dict[str, FactValue] = {"capture.function": "identify_repeat_visitor"}
_PRICE: dict[str, FactValue] = {
    "treatment.price_differs_by_face": True,
    "treatment.effects": ("price",),
}


@dataclass(frozen=True)
class _Spoken:
    """A sentence of the operator with its turn, and the words of the visitor before it."""

    spoken: SpokenTurn
    sentence: Sentence

    def saying(self, topic: str, words: str, **facts: FactValue) -> Saying:
        named = {name.replace("__", "."): value for name, value in facts.items()}
        return Saying(topic, words, self.spoken.turn, self.sentence, named)

    def with_facts(self, topic: str, words: str, facts: dict[str, FactValue]) -> Saying:
        return Saying(topic, words, self.spoken.turn, self.sentence, facts)


def admissions(turns: Sequence[SpokenTurn]) -> tuple[Saying, ...]:
    """What the turns of the operator say of faces. The words of others are context only."""
    spoken = [
        _Spoken(turn, sentence)
        for turn in turns
        if turn.role is SpeakerRole.OPERATOR
        for sentence in turn.sentences
    ]
    answered = list(_answers(turns))
    in_use = [*answered, *_in_use(spoken)]
    denied = [said for said in in_use if said.topic == "recognition_denied"]
    admitted = [said for said in in_use if said.topic == "recognition_in_use"]
    by_face = bool(admitted) and not denied
    visits = list(_visits(spoken, by_face=by_face))
    sayings = [*in_use, *visits, *_captured(spoken), *_purposes(spoken, visits)]
    causes = [said.turn for said in visits if said.facts] + _classified(spoken, by_face=by_face)
    sayings += [*_prices(turns, causes), *_entry(spoken), *_keeping(spoken)]
    if admitted and denied:
        # Somebody who says both has said neither.
        sayings = [_without(said, ("declared.recognition_denied", *IN_USE)) for said in sayings]
    return tuple(sayings)


def _without(said: Saying, facts: Sequence[str]) -> Saying:
    kept = {name: value for name, value in said.facts.items() if name not in facts}
    return Saying(said.topic, said.words, said.turn, said.sentence, kept)


def _in_use(spoken: Sequence[_Spoken]) -> Iterator[Saying]:
    """Recognition that is said to be used, or not to be."""
    for index, each in enumerate(spoken):
        sentence = each.sentence
        if sentence.has(lexicon.NOT_THAT) and _names_before(spoken, index):
            yield each.saying(
                "recognition_denied",
                "The operator writes that no face recognition is used.",
                declared__recognition_denied=True,
            )
            continue
        if not sentence.has(lexicon.RECOGNITION) or not sentence.asserts(FUTURE):
            continue
        denial = sentence.find(lexicon.NOT_IN_USE)
        if denial is not None:
            if _is_denied(sentence, denial, lexicon.DOUBLE_NEGATION):
                continue
            rest = sentence.text[: denial.start()] + sentence.text[denial.end() :]
            if not _is_limited(sentence, denial) and not compiled(ENDED).search(rest):
                yield each.saying(
                    "recognition_denied",
                    "The operator writes that no face recognition is used.",
                    declared__recognition_denied=True,
                )
            continue
        if sentence.has(ENDED) or _is_mere_capability(sentence):
            continue
        answers = sentence.has(lexicon.IT_IS) and _is_first(each)
        what = compiled(lexicon.WHAT_IS_IT).search(each.spoken.before)
        if sentence.affirms_in_clause(lexicon.IN_USE) or (answers and what):
            yield each.with_facts(
                "recognition_in_use", "The operator writes that face recognition is used.", IN_USE
            )


def _is_first(each: _Spoken) -> bool:
    return each.spoken.sentences[0] is each.sentence


def _names_before(spoken: Sequence[_Spoken], index: int) -> bool:
    """Whether recognition was named just before: in the same turn, or by the visitor."""
    if index and spoken[index - 1].spoken is spoken[index].spoken:
        return spoken[index - 1].sentence.has(lexicon.RECOGNITION)
    return compiled(lexicon.RECOGNITION).search(spoken[index].spoken.before) is not None


def _is_denied(sentence: Sentence, match: re.Match[str], by: str) -> bool:
    """Whether the words just before `match` deny it."""
    return compiled(by).search(sentence.text[: match.start()]) is not None


def _is_limited(sentence: Sentence, denial: re.Match[str]) -> bool:
    around = sentence.text[max(0, denial.start() - 12) : denial.end() + 24]
    return compiled(lexicon.LIMITED).search(around) is not None


def _is_mere_capability(sentence: Sentence) -> bool:
    return sentence.has(lexicon.CAPABILITY) and not sentence.has(lexicon.SWITCHED_ON)


def _answers(turns: Sequence[SpokenTurn]) -> Iterator[Saying]:
    """A plain yes or no to the visitor's question just before it."""
    for turn in turns:
        if turn.role is not SpeakerRole.OPERATOR or not turn.sentences:
            continue
        first, asked = turn.sentences[0], _last_question(turn.before)
        if asked is None or first.asks or not first.asserts(FUTURE, ENDED):
            continue
        if compiled(lexicon.LEADING).search(asked):
            continue
        yes = first.has(lexicon.YES) or first.has(r"^(?:可以|能|行)(?:的|[，,。]|$)")
        no = first.has(rf"{lexicon.NO}|{lexicon.CANNOT}")
        if yes != no:
            yield from _answer(_Spoken(turn, first), asked, yes=yes)


def _answer(each: _Spoken, asked: str, *, yes: bool) -> Iterator[Saying]:
    """What yes or no means for the question."""
    if compiled(lexicon.MUST_FACE).search(asked):
        if yes:
            words = "The operator answers that nobody gets in without the face."
            yield each.with_facts("entry_refused", words, _REFUSED)
    elif compiled(lexicon.CAN_WITHOUT).search(asked):
        if yes:
            words = "The operator offers another way."
            yield each.with_facts("other_way", words, {"alternative.offered": True})
        else:
            words = "The operator answers that nobody gets in without the face."
            yield each.with_facts("entry_refused", words, _REFUSED)
    elif compiled(lexicon.ASK_OTHER).search(asked):
        if compiled(lexicon.FACE).search(each.spoken.before):
            words = _OTHER_WAY[yes]
            yield each.with_facts("other_way", words, {"alternative.offered": yes})
    elif _asks_for_use(asked):
        if yes:
            words = "The operator answers that face recognition is used."
            yield each.with_facts("recognition_in_use", words, IN_USE)
        elif not each.sentence.affirms(lexicon.RECOGNITION):
            words = "The operator answers that no face recognition is used."
            yield each.with_facts("recognition_denied", words, _DENIED)


_USE = compiled(
    r"(?:有|是|用|装|开|do you (?:use|have|run)|is there|are (?:there|these|you using|those)|have"
    r" you)"
    rf"[^，。？！]{{0,16}}?(?:{lexicon.RECOGNITION})"
    rf"|(?:{lexicon.RECOGNITION})[^，。？！]{{0,4}}(?:吗|么|\?|？)|{lexicon.RECOGNISE_FACES}"
)


def _asks_for_use(question: str) -> bool:
    return _USE.search(question) is not None


def _last_question(words: str) -> str | None:
    """The last sentence of `words` if it is a question that yes or no answers."""
    pieces = [
        piece for piece in re.findall(r"[^。！？!?；;\n]+[。！？!?；;\n]*", words) if piece.strip()
    ]
    if not pieces or not compiled(QUESTION).search(pieces[-1].strip()):
        return None
    # "Why is there face recognition?" has no yes or no.
    open_question = compiled(
        r"为什么|为啥|怎么|什么|哪|凭什么|\b(?:why|how|what|where|which|when|who)\b"
    )
    return None if open_question.search(pieces[-1]) else pieces[-1].strip()


def _visits(spoken: Sequence[_Spoken], *, by_face: bool) -> Iterator[Saying]:
    """An earlier visit that was recognised: by the face if that is said, here or elsewhere."""
    for each in spoken:
        sentence = each.sentence
        if not (sentence.has(lexicon.VISIT) and sentence.has(lexicon.PERSON)):
            continue
        if not sentence.asserts(FUTURE) or not sentence.affirms_in_clause(lexicon.RECOGNISED):
            continue
        if sentence.has(lexicon.BY_OTHER) and not sentence.has(lexicon.BY_FACE):
            continue
        if sentence.has(lexicon.BY_FACE) or by_face:
            yield each.with_facts(
                "visit_recognised",
                "The operator writes that an earlier visit was recognised by the face.",
                _VISIT,
            )
        else:
            yield each.saying(
                "visit_known",
                "The operator writes that a system knew of an earlier visit; by what is not said.",
            )


def _captured(spoken: Sequence[_Spoken]) -> Iterator[Saying]:
    """Faces taken of people who come in."""
    for each in spoken:
        sentence = each.sentence
        if not all(
            sentence.has(pattern) for pattern in (lexicon.ENTERING, lexicon.FACE_TARGET)
        ) or sentence.has(lexicon.PLATE):
            continue
        if sentence.asserts(FUTURE, ENDED) and sentence.affirms_in_clause(lexicon.CAPTURED):
            yield each.saying(
                "captured_on_entering",
                "The operator writes that faces are captured on entering.",
                capture__faces_detected=True,
            )


def _purposes(spoken: Sequence[_Spoken], visits: Sequence[Saying]) -> Iterator[Saying]:
    """What faces are used for; a recognised visit is one use of them."""
    recognised = [said.sentence for said in visits if said.facts]
    for each in spoken:
        sentence = each.sentence
        of_face = sentence.has(lexicon.FACE) or sentence in recognised
        if not of_face or not sentence.asserts(FUTURE, ENDED):
            continue
        if not sentence.has(lexicon.PURPOSE_LINK):
            continue
        purposes = tuple(
            purpose for purpose, pattern in lexicon.PURPOSES.items() if sentence.affirms(pattern)
        )
        if purposes:
            yield each.saying(
                "purpose_admitted",
                "The operator writes what faces are used for.",
                purpose__actual=purposes,
            )


def _classified(spoken: Sequence[_Spoken], *, by_face: bool) -> list[Turn]:
    """Turns that say that the face showed how the visitor came."""
    return [
        each.spoken.turn
        for each in spoken
        if each.sentence.has(lexicon.CLASSIFIED)
        and (each.sentence.has(lexicon.BY_FACE) or by_face)
        and each.sentence.affirms(lexicon.RECOGNISED)
        and each.sentence.asserts(FUTURE)
    ]


def _prices(turns: Sequence[SpokenTurn], recognised: Sequence[Turn]) -> Iterator[Saying]:
    """A discount or price refused in the same breath as what was `recognised` by the face."""
    for block in _blocks(turns):
        if not any(turn.turn in recognised for turn in block):
            continue
        words = "".join(turn.words for turn in block)
        if compiled(lexicon.STILL_GIVEN).search(words):
            continue
        refused = [
            _Spoken(turn, sentence)
            for turn in block
            for sentence in turn.sentences
            if sentence.has(lexicon.REFUSED_PRICE) and sentence.asserts()
        ]
        # The sentence that names the visit gives the reason, too.
        refused.sort(key=lambda each: each.spoken.turn not in recognised)
        if refused:
            yield refused[0].with_facts(
                "price_refused",
                "The operator refuses a discount because an earlier visit was recognised.",
                _PRICE,
            )


def _blocks(turns: Sequence[SpokenTurn]) -> Iterator[list[SpokenTurn]]:
    """Turns of the operator that nobody interrupts."""
    block: list[SpokenTurn] = []
    for turn in turns:
        if turn.role is SpeakerRole.OPERATOR:
            block.append(turn)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _entry(spoken: Sequence[_Spoken]) -> Iterator[Saying]:
    """No way in without the face, and other ways in."""
    for each in spoken:
        sentence = each.sentence
        if sentence.asks or (sentence.has(FUTURE) and not _says_no_entry(sentence)):
            continue
        of_face = sentence.has(lexicon.FACE) or compiled(lexicon.FACE).search(each.spoken.before)
        refusal = sentence.find(lexicon.NO_ENTRY)
        if refusal is not None and _is_denied(sentence, refusal, lexicon.NO_ENTRY_DENIED):
            continue
        short = of_face and sentence.has(lexicon.NO_ENTRY_SHORT)
        if refusal is not None or short or _announces_refusal(sentence):
            yield each.saying(
                "entry_refused",
                "The operator writes that nobody gets in without the face.",
                refusal__entry_or_service_refused=True,
            )
        if not of_face:
            continue
        other = sentence.find(lexicon.OTHER_WAY)
        if other is not None and not _is_denied(sentence, other, lexicon.OTHER_WAY_DENIED):
            yield each.saying(
                "other_way", "The operator offers another way.", alternative__offered=True
            )
        elif sentence.has(lexicon.NO_OTHER_WAY) and sentence.asserts():
            yield each.saying(
                "no_other_way",
                "The operator writes that there is no other way.",
                alternative__offered=False,
            )


def _says_no_entry(sentence: Sentence) -> bool:
    return sentence.has(rf"{lexicon.NO_ENTRY}|{lexicon.NO_ENTRY_SHORT}")


def _announces_refusal(sentence: Sentence) -> bool:
    if sentence.has(r"\bif\b|如果|除非") and not sentence.has(r"without|不刷|不录"):
        return False
    if sentence.has(lexicon.NOT_NEEDED):
        return False
    return next(refusals(normalise(sentence.text)), None) is not None


def _keeping(spoken: Sequence[_Spoken]) -> Iterator[Saying]:
    """How long face data are kept."""
    for each in spoken:
        sentence = each.sentence
        if not sentence.asserts(FUTURE):
            continue
        of_face = sentence.has(lexicon.FACE)
        periods = [
            period
            for period in retentions(normalise(sentence.text))
            if period.days is not None and not period.at_least and period.of_faces
        ]
        if of_face and len(periods) == 1 and periods[0].days is not None:
            days = periods[0].days
            yield each.saying(
                "kept",
                "The operator writes how long face data are kept.",
                storage__retention_days=int(days) if float(days).is_integer() else days,
            )
        about = of_face or compiled(lexicon.DATA_WORDS).search(each.spoken.before)
        if about and sentence.affirms(lexicon.KEPT_FOR_EVER):
            yield each.saying(
                "kept_for_ever",
                "The operator writes that data are kept without a limit.",
                storage__retention_limit_stated=False,
            )
