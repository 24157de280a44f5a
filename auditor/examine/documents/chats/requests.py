"""What a visitor asks the operator for, how the operator answers, and what the visitor reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.examine.documents.chats import lexicon
from auditor.examine.documents.chats.sayings import Saying, SpokenTurn
from auditor.examine.documents.chats.sentences import CONDITION, FUTURE, HEARSAY, UNSURE, Sentence
from auditor.examine.documents.lexicon import compiled
from auditor.vocabulary.value import FactValue, SpeakerRole

_PRIORITY = tuple(lexicon.REQUESTS)


def requests(turns: Sequence[SpokenTurn]) -> tuple[Saying, ...]:
    """Requests about one's own data, and the answers to the one that counts."""
    made = [
        (index, kind, sentence)
        for index, turn in enumerate(turns)
        if turn.role is SpeakerRole.VISITOR
        for sentence in turn.sentences
        for kind in _kinds(sentence, turn.before)
    ]
    if not made:
        return ()
    index, main, _ = min(made, key=lambda request: (_PRIORITY.index(request[1]), request[0]))
    sayings = [
        _request(turns[at], kind, sentence, counts=(at, kind) == (index, main))
        for at, kind, sentence in made
    ]
    return (*sayings, *_answer(turns, index))


def _kinds(sentence: Sentence, before: str) -> Iterator[str]:
    asked = sentence.has(lexicon.ASKED_FOR) or (sentence.asks and sentence.has(lexicon.ASKED_IF))
    if sentence.has(lexicon.NOT_ASKED) or not asked:
        return
    if sentence.has(HEARSAY) and not sentence.has(lexicon.OWN_DATA):
        return
    for kind, pattern in lexicon.REQUESTS.items():
        match = sentence.find(pattern)
        if match is None or sentence.negated(match):
            continue
        about_faces = sentence.has(rf"{lexicon.FACE}|{lexicon.DATA_WORDS}|脸") or compiled(
            lexicon.FACE
        ).search(before)
        if kind == "alternative" and not (
            sentence.has(lexicon.FACE)
            or compiled(lexicon.FACE).search(before)
            or sentence.has(r"instead|代替|其他方式")
        ):
            continue
        if about_faces or kind == "alternative":
            if sentence.has(lexicon.OF_OTHER_THINGS) and not sentence.has(lexicon.FACE):
                continue
            yield kind


def _request(turn: SpokenTurn, kind: str, sentence: Sentence, *, counts: bool) -> Saying:
    facts: dict[str, FactValue] = {}
    if counts:
        facts["request.type"] = kind
        if kind != "alternative" and sentence.has(lexicon.OWN_DATA):
            facts["request.by_data_subject"] = True
        if turn.turn.on is not None:
            facts["request.made_on"] = turn.turn.on.isoformat()
    words = f"The visitor asks: {_NAMES[kind]}."
    return Saying("request", words, turn.turn, sentence, facts)


_NAMES = {
    "delete": "deletion",
    "withdraw": "withdrawal of consent",
    "access": "access or a copy",
    "explain": "an explanation",
    "correct": "correction",
    "alternative": "another way",
}


def _answer(turns: Sequence[SpokenTurn], index: int) -> Iterator[Saying]:
    """The operator's turns after the request, up to the visitor's next subject."""
    answers = []
    for turn in turns[index + 1 :]:
        if turn.role is SpeakerRole.OPERATOR:
            answers.append(turn)
        elif turn.role is SpeakerRole.VISITOR and answers:
            break
    for turn in answers:
        for sentence in turn.sentences:
            answer = _answered(sentence, turn)
            if answer:
                yield _answer_saying(turn, sentence, answer)
                return
    if answers and answers[0].sentences:
        words = "The operator's answer neither grants nor refuses the request."
        yield Saying("request_open", words, answers[0].turn, answers[0].sentences[0])
    elif not answers:
        yield from _silence(turns[index + 1 :])


def _silence(turns: Sequence[SpokenTurn]) -> Iterator[Saying]:
    """The visitor's own words that nobody answered."""
    for turn in turns:
        for sentence in turn.sentences:
            if turn.role is SpeakerRole.VISITOR and sentence.has(lexicon.NO_ANSWER):
                yield Saying(
                    "request_silent",
                    "The visitor writes that the request was not answered.",
                    turn.turn,
                    sentence,
                    {"request.answer": "silent"},
                )
                return


def _answered(sentence: Sentence, turn: SpokenTurn) -> str:
    """`done`, `refused_reasoned` or `refused_bare`; empty where it is neither."""
    if sentence.asks or any(sentence.has(p) for p in (CONDITION, HEARSAY, UNSURE)):
        return ""
    done = sentence.find(lexicon.DONE)
    if done is not None and not sentence.negated(done) and not sentence.has(lexicon.PASSED_ON):
        return "" if sentence.has(FUTURE) else "done"
    if not sentence.has(lexicon.REFUSED) or sentence.has(lexicon.ONLY_WITH_CONSENT):
        return ""
    if compiled(lexicon.PASSED_ON).search(turn.words):
        # Who passes a request on has not refused it.
        return ""
    # A reason in the next sentence is a reason.
    return "refused_reasoned" if compiled(lexicon.REASONED).search(turn.words) else "refused_bare"


def _answer_saying(turn: SpokenTurn, sentence: Sentence, answer: str) -> Saying:
    words = {
        "done": "The operator writes that the request was carried out.",
        "refused_reasoned": "The operator refuses the request and gives a reason.",
        "refused_bare": "The operator refuses the request without a reason in law.",
    }[answer]
    facts: dict[str, FactValue] = {"request.answer": answer}
    if turn.turn.on is not None:
        facts["request.answered_on"] = turn.turn.on.isoformat()
    return Saying("request_answer", words, turn.turn, sentence, facts)


def accounts(turns: Sequence[SpokenTurn]) -> tuple[Saying, ...]:
    """What the visitor reports of consent: the visitor's own statement, nobody's admission."""
    everything = "".join(turn.words for turn in turns)
    about_faces = compiled(rf"{lexicon.FACE}|{lexicon.CAMERA}").search(everything) is not None
    sayings: list[Saying] = []
    for turn in turns:
        if turn.role is not SpeakerRole.VISITOR:
            continue
        for sentence in turn.sentences:
            if sentence.has(CONDITION) or sentence.has(HEARSAY) or not about_faces:
                continue
            sayings += _account(turn, sentence)
    return tuple(sayings)


def _account(turn: SpokenTurn, sentence: Sentence) -> Iterator[Saying]:
    near_faces = sentence.has(
        rf"{lexicon.FACE}|{lexicon.CAMERA}|拍|采集|录入|识别|\bphoto|\bscan|\bcaptur|\brecord"
    )
    # "I never agreed to that", after words about faces.
    if sentence.has(r"\b(?:to|about) (?:that|this|it)\b|这个|这些|这种|这事"):
        near_faces = near_faces or compiled(lexicon.FACE).search(turn.before) is not None
    if near_faces and sentence.has(lexicon.NOT_AGREED) and not _is_pure_question(sentence):
        yield Saying(
            "not_asked",
            "The visitor writes that nobody asked for or got consent.",
            turn.turn,
            sentence,
            {"consent.obtained": False},
        )
    objection = sentence.find(lexicon.OBJECTS)
    if objection and not sentence.negated(objection) and not _is_pure_question(sentence):
        yield Saying(
            "objected",
            "The visitor writes that they do not agree to face recognition.",
            turn.turn,
            sentence,
            {"refusal.person_objected": True},
        )


def _is_pure_question(sentence: Sentence) -> bool:
    """Whether the claim itself is what is asked, and not a request in its second half."""
    text = sentence.text.strip()
    # "How come nobody asked me?" is a complaint.
    if not sentence.asks or sentence.has(
        r"^(?:从来|根本|就)?没(?:有)?人|^(?:nobody|no one)\b|(?:怎么|为什么|为啥|凭什么)[^，。]{0,"
        r"6}(?:没人|没有人|没经过)"
    ):
        return False
    pieces = [piece for piece in compiled(r"[，,]").split(text) if piece.strip()]
    return len(pieces) < 2  # noqa: PLR2004 - a claim, then what is asked
