"""Words that nothing the program prints may use, in one place for every test that looks for them.

The tool compares facts with rules. It convicts nobody, gives no marks, is never certain of what a
person did, and does not know who anybody is.
"""

from __future__ import annotations

import re

CONDEMNING = r"\billegal|\bunlawful|\bcriminal|\bguilty|违法|非法|犯罪|有罪|侵权成立"
SCORING = (
    r"\b(?:overall|total|final|privacy|compliance|risk|safety) (?:score|rating|mark)|\btotal points"
    r"|\bscores? (?:of|out of) (?:100|10|5)\b|总分|(?:综合|合规|隐私|风险|安全)(?:评分|得分|评级)"
)
"""Marks for a deployment. What a detector gives a face, or a scheme a person, is called a score."""
CERTAIN = (
    r"\bproves? that|\bproven that|\bcertainly\b|\bundoubtedly|\bwithout (?:any )?doubt|\bguarantee"
    r"|\bbeyond doubt|\bconclusively|证明了|必然|毫无疑问|毋庸置疑|肯定违|确凿|保证其|足以证明|铁证"
)
IDENTIFYING = (
    r"\bidentified (?:person|people|individual|visitor)|\bwe identified"
    r"|身份已确认|已识别出(?:身份|本人)"
)

NAMES = ("查处行人闯红灯等交通违法",)
"""Fixed terms in which a banned word says nothing of the case: traffic offences, as a purpose."""

BANNED = re.compile("|".join((CONDEMNING, SCORING, CERTAIN, IDENTIFYING)), re.IGNORECASE)


def banned_in(text: str) -> list[str]:
    """The banned words in `text`, as they stand there; fixed terms are left aside."""
    for name in NAMES:
        text = text.replace(name, "")
    return [found.group() for found in BANNED.finditer(text)]
