"""What a notice of the operator says of the system itself: that faces are recognised or captured.

A notice is written to inform, by those who run the place, so what it asserts is the operator's own
word. Sentences that ask, announce, deny or set a condition assert nothing; the readers of
conversations have the same rule, and the same patterns are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.case.model import Exhibit
from auditor.examine.documents.chats.admissions import IN_USE, admissions
from auditor.examine.documents.chats.model import Turn
from auditor.examine.documents.chats.observe import Places
from auditor.examine.documents.chats.sayings import SpokenTurn
from auditor.examine.documents.chats.sentences import ENDED, FUTURE, Sentence, sentences
from auditor.examine.documents.readers.model import DocumentText
from auditor.examine.model import Observation
from auditor.vocabulary.value import FactValue, SpeakerRole

_LINE_END = re.compile(r"(?<![\n。！？!?；;.])\n(?!\n)")
_NOTES = {
    "recognition_in_use": "The notice states that face recognition is used.",
    "captured_on_entering": "The notice states that faces are captured on entering.",
}
"""What counts of the sayings that `admissions` finds."""
_BY_FACE = (
    r"\b(?:enter|entry|access|check[- ]?in|clock[- ]?in|pay|unlock|open the (?:door|gate))\b"
    r"[^.,;]{0,20}?\b(?:by|with|using|via)\b[^.,;]{0,12}?\b(?:your |the )?faces?\b"
    r"(?![ -](?:masks?|cover\w*|uncover\w*|shields?|visors?))"
    r"|\b(?:your |the )?face (?:templates?|features?) (?:is|are) (?:\w+ )?(?:stored|kept|compared)"
    r"|(?:face|facial) recognition[^.,;]{0,30}?\bis in (?:use|operation)\b"
    r"|刷脸(?:或者?\S{1,6})?(?:进入|进出|进场|入场|通行|进门|开门|入园|支付|考勤|登记)"
    r"|(?:采用|使用|启用|安装|设有|设置)[^，。；]{0,6}人脸(?:识别|比对|门禁)"
)
"""A face that opens, pays or is compared: the system tells people apart by it."""
_NOT_A_STATEMENT = (
    r"(?:^|[，。；])\s*[如若]|拟|禁止|严禁|不得"
    r"|\b(?:prohibited|forbidden|must not|may be)\b"
)
"""What sets a condition, a plan or a ban in the language of notices."""


def own_words(exhibit: Exhibit, document: DocumentText) -> Iterator[Observation]:
    """What the notice in `document` asserts of the system, each statement at its first place."""
    text = document.text
    turn = Turn(author="operator", start=0, end=len(text))
    # A line of a sign ends anywhere in a sentence, and "not" may be on the line before.
    joined = _LINE_END.sub(" ", text)
    spoken = tuple(
        sentence
        for sentence in sentences(joined, 0, len(joined), ())
        if not sentence.has(_NOT_A_STATEMENT)
    )
    sayings = admissions((SpokenTurn(turn, SpeakerRole.OPERATOR, spoken, ""),))
    denied = any(saying.topic == "recognition_denied" for saying in sayings)
    places = Places(document)
    stated: dict[str, tuple[Sentence, dict[str, FactValue]]] = {}
    for saying in sayings:
        if saying.topic in _NOTES and saying.facts:
            stated.setdefault(saying.topic, (saying.sentence, dict(saying.facts)))
    for sentence in spoken:
        if sentence.asserts(FUTURE, ENDED) and sentence.affirms(_BY_FACE) and not denied:
            stated.setdefault("recognition_in_use", (sentence, dict(IN_USE)))
    for topic, (sentence, facts) in stated.items():
        yield Observation(
            exhibit=exhibit.id,
            topic=f"text.own_{topic}",
            locator=places.locator(*sentence.place()),
            note=_NOTES[topic],
            says=facts,
            confidence=document.confidence,
        )
