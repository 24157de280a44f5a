"""Could separate visits be joined by face? The section, where `--link` asked for it."""

from __future__ import annotations

from collections import defaultdict

from auditor.examine.linking_model import ErrorRate, Linking, MatchingTest
from auditor.examine.model import Observations
from auditor.report.parts import Pair, Said
from auditor.report.sections.linking.view import (
    LinkingTest,
    LinkingView,
    Matrix,
    MatrixCell,
    MatrixRow,
    RateRow,
)
from auditor.report.words import Words

MOST_ROWS = 24
"""Episodes whose distances are printed, those closest to another one; as many columns fit on A4."""


STANDARD = "ISO/IEC 19795-1"
"""Where the terms for the error rates come from."""


OPTION = "--link"


_LEAST = 0.0001
"""The smallest share that is printed as a number."""


def linking_view(words: Words, observations: Observations) -> LinkingView | None:
    """The section; None where no face template was made."""
    linking = observations.linking
    if linking is None:
        return None
    compared = len(linking.compared)
    if compared < 2:  # noqa: PLR2004 - a comparison takes two
        result = words.say("linking.too_few", compared=compared)
    elif linking.groups:
        result = words.say(
            "linking.joined", compared=compared, joined=linking.joined, groups=linking.groups
        )
    else:
        result = words.say("linking.none_joined", compared=compared)
    return LinkingView(
        intro=words.say("linking.intro", option=OPTION),
        made=words.say("linking.made", count=compared),
        reason=words.said(linking.reason),
        result=result,
        rule=words.say(
            "linking.rule",
            threshold=_distance(linking.threshold),
            accepted=_share(linking.accepted),
        ),
        matrix=_matrix(words, linking) if compared > 1 else None,
        tests_intro=words.say(
            "linking.tests_intro",
            encoder=f"{linking.errors.encoder} ({linking.errors.model})",
            standard=STANDARD,
        ),
        tests=tuple(_test(words, test, linking.threshold) for test in linking.errors.tests),
        not_compared=_not_compared(words, linking),
    )


def _matrix(words: Words, linking: Linking) -> Matrix:
    count = len(linking.compared)
    full = [[0.0] * count for _ in range(count)]
    for a, row in enumerate(linking.distances):
        for b, distance in enumerate(row):
            full[a][b] = full[b][a] = distance
    closest = [min(d for b, d in enumerate(row) if b != a) for a, row in enumerate(full)]
    shown = sorted(sorted(range(count), key=lambda a: (closest[a], a))[:MOST_ROWS])
    return Matrix(
        explained=words.say("linking.explained", threshold=_distance(linking.threshold)),
        # The last one is compared with all before it and needs no column.
        heads=tuple(str(number) for number in range(1, len(shown))),
        rows=tuple(
            MatrixRow(
                number=str(number),
                episode=linking.compared[a],
                cells=tuple(
                    _cell(full[a][b], linking.threshold) if b < a else MatrixCell()
                    for b in shown[:-1]
                ),
            )
            for number, a in enumerate(shown, start=1)
        ),
        more=words.say("linking.more", shown=len(shown), all=count) if len(shown) < count else "",
    )


def _cell(distance: float, threshold: float) -> MatrixCell:
    near = distance <= threshold
    return MatrixCell(text=_distance(distance) + ("*" if near else ""), near=near)


def _test(words: Words, test: MatchingTest, used: float) -> LinkingTest:
    return LinkingTest(
        caption=words.say(
            f"linking_test.{test.material}",
            people=test.people,
            templates=test.templates,
            eyes=f"{test.eye_distance:g}",
            closest=_distance(test.closest_different),
            furthest=_distance(test.furthest_same),
        ),
        rows=tuple(
            RateRow(
                threshold=_distance(row.threshold),
                used=row.threshold == used,
                false_match=_rate(words, row.false_match),
                false_non_match=_rate(words, row.false_non_match),
            )
            for row in test.thresholds
        ),
    )


def _rate(words: Words, rate: ErrorRate) -> str:
    return words.say(
        "linking.rate",
        errors=f"{rate.errors:,}",
        comparisons=f"{rate.comparisons:,}",
        rate=_share(rate.rate),
        low=_share(rate.low),
        high=_share(rate.high),
    )


def _not_compared(words: Words, linking: Linking) -> tuple[Pair, ...]:
    by_reason: dict[str, list[str]] = defaultdict(list)
    for one in linking.not_compared:
        by_reason[one.why].append(one.episode)
    return tuple(
        Pair(
            label=Said(text=words.say(f"linking_why.{why}", count=len(episodes))),
            value=Said(text=words.join(episodes)),
        )
        for why, episodes in by_reason.items()
    )


def _distance(value: float) -> str:
    return f"{value:.2f}"


def _share(value: float) -> str:
    """A share in per cent, with one decimal, below one per cent with two."""
    if 0 < value < _LEAST:
        return f"<{_LEAST:.2%}"
    digits = 1 if value >= 0.01 else 2  # noqa: PLR2004
    return f"{100 * value:.{digits}f}".rstrip("0").rstrip(".") + "%"
