"""Forms in which programs write estimates of age, gender and emotion."""

from __future__ import annotations

import re

from auditor.examine.footage.overlay.lexicon import SHARE, Kind
from auditor.examine.footage.overlay.lines import Line
from auditor.examine.footage.overlay.placement import HALF, MOSTLY

INITIAL_AND_AGE = re.compile(
    r"\W*(?:[mfw]\s?[,:/ -]?\s?\d{2}|[mfw]\s?[,:]\s?\d|\d{1,2}(?:\.\d)?\s?[,/-]\s?[mfw]"
    r"|\d{1,2}\s[fw])\W*"
)
"""InsightFace, deepface and others: "M,34", "25, F", "26 W"; but "1.8 m" is a distance."""
AGE_VALUE = re.compile(r"(?:(?<![a-z])age|年龄)\s?[:=~]?\s?~?(\d{1,3}(?:\.\d+)?)(?!\d)")
_AGE_EXACT = re.compile(r"(?:(?<![a-z])age|年龄)\s?[:=~]?\s?~?\d{1,2}\.\d")
_KEYS = (
    ("age", AGE_VALUE),
    ("age", re.compile(r"(?:(?<![a-z])age|年龄(?:段)?)\s?(?:group)?\s?[:=]?\s?[^\W\d]{2,6}")),
    (
        "gender",
        re.compile(r"(?:(?<![a-z])(?:gender|sex)|性别)\s?[:=]?\s?(?:fe)?(?:male|[mf男女]\b)"),
    ),
    (
        "emotion",
        re.compile(r"(?:(?<![a-z])(?:emotion|expression|mood)|表情|情绪)\s?[:=]?\s?[^\W\d]{2,9}"),
    ),
)


def has_scored_estimate(line: Line) -> bool:
    """Gender or emotion with a share, or an age with a decimal."""
    if _AGE_EXACT.search(line.plain):
        return True
    if line.covered < HALF:
        return False
    for term in line.of(Kind.ATTRIBUTE):
        if term.group in {"gender", "emotion"}:
            before, after = line.plain[: term.start], line.plain[term.end :]
            if re.match(rf"\s?[:=(]?\s?(?:{SHARE})", after) or re.search(
                rf"(?:{SHARE})\s?$", before
            ):
                return True
    return False


def has_paired_estimates(line: Line) -> bool:
    """Gender and age, or either and an emotion, in one line and nothing else."""
    groups = {t.group for t in line.of(Kind.ATTRIBUTE)}
    numbered = "gender" in groups and _BARE_AGE.search(line.plain) is not None
    pair = numbered or len(groups & {"gender", "age", "emotion"}) >= _PAIR
    return pair and line.covered >= MOSTLY


_BARE_AGE = re.compile(r"(?<![\d.])(?:[1-9]?\d)(?:\.\d)?\s?(?:y|yrs?|岁)?(?![\d.%])")


def keyed_estimates(line: Line) -> tuple[str, ...]:
    """The groups that a line states as key and value."""
    return tuple(dict.fromkeys(group for group, form in _KEYS if form.search(line.plain)))


def is_only(line: Line, group: str) -> bool:
    """Whether a line is one word of this group, with or without a share."""
    terms = line.of(Kind.ATTRIBUTE)
    return len(terms) == 1 and terms[0].group == group and line.covered >= _NEARLY_ALL


_NEARLY_ALL = 0.9
_PAIR = 2
