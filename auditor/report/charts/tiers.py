"""How many capture episodes had which tier, camera by camera and over all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from auditor.case.model import Exhibit
from auditor.examine.model import Examination, Tier
from auditor.report.charts.axis import fitted
from auditor.report.charts.tiers_view import TierChart, TierPart, TierRow
from auditor.report.parts import Pair, Said
from auditor.report.words import Words

_LEFT, _RIGHT, _ROW, _TOP = 190.0, 710.0, 28.0, 6.0


def tier_chart(
    words: Words, exhibits: Iterable[Exhibit], examinations: Iterable[Examination]
) -> TierChart | None:
    """The chart; None where there was no capture episode. Each bar is the whole of its camera."""
    named = {exhibit.id: exhibit.camera or exhibit.id for exhibit in exhibits}
    counted: dict[str, Counter[Tier]] = {}
    for examination in examinations:
        if examination.episodes:
            camera = named.get(examination.exhibit, examination.exhibit)
            own = counted.setdefault(camera, Counter())
            own.update(episode.tier for episode in examination.episodes)
    if not counted:
        return None
    everything: Counter[Tier] = Counter()
    for own in counted.values():
        everything.update(own)
    all_rows = [(words.say("tiers.overall"), everything), *counted.items()]
    return TierChart(
        label=words.say("tiers.label", count=words.number(sum(everything.values()))),
        width=720.0,
        height=_TOP + len(all_rows) * _ROW + 4,
        left=_LEFT,
        columns=tuple(
            Pair(label=Said(text=tier.value), value=Said(text=words.say(f"tier.{tier.value}")))
            for tier in Tier
        ),
        rows=tuple(
            _row(words, label, counts, _TOP + index * _ROW)
            for index, (label, counts) in enumerate(all_rows)
        ),
    )


def _row(words: Words, label: str, counts: Counter[Tier], y: float) -> TierRow:
    total = sum(counts.values())
    at, parts = _LEFT, []
    for tier in Tier:
        width = (_RIGHT - _LEFT) * counts[tier] / total
        if counts[tier]:
            said = words.say(
                "footage.of_tier", tier=words.say(f"tier.{tier.value}"), count=counts[tier]
            )
            parts.append(
                TierPart(x=round(at, 1), width=round(width, 1), tier=tier.value, title=said)
            )
        at += width
    return TierRow(
        name=label,
        label=fitted(label),
        y=y,
        parts=tuple(parts),
        counts=tuple(words.number(counts[tier]) for tier in Tier),
        total=words.number(total),
    )
