"""What the pixels allow: from eye distance and pose to a tier, with the source of each threshold.

Standards of video surveillance count pixels per metre of the scene. With 63 mm between
the pupils of an adult (mean; range 52 to 78: Dodgson, "Variation and extrema of human
interpupillary distance", SPIE 5291, 2004) 250, 500 and 1500 elements a metre are 16, 32 and 95
between the eyes.

A tier is a capability of the picture. It never says that anybody was recognised, and newer
recognition software may do with less than any threshold here, so a low tier clears nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from auditor.examine.model import Tier


@dataclass(frozen=True)
class Threshold:
    """From how many pixels between the eyes a tier begins, and who says so."""

    tier: Tier
    eye_distance: float
    source: str


THRESHOLDS: tuple[Threshold, ...] = (
    Threshold(
        Tier.MARGINAL,
        20.0,
        "engineering choice, no standard names it: above the 16 elements that the identification "
        "level of EN 62676-4:2015 (250 elements a metre) comes to, below every supplier's minimum "
        "cited for the next tier",
    ),
    Threshold(
        Tier.USABLE,
        32.0,
        "Neurotechnology, VeriLook technical specifications: 32 is the recommended minimum for "
        "making a template reliably; AxxonSoft, camera requirements for face detection: not less "
        "than 32 between the pupils; IEC 62676-4:2025, validation level (500 elements a metre): 32",
    ),
    Threshold(
        Tier.STRONG,
        60.0,
        "AxxonSoft, requirements for reference photographs: not less than 60 between the eyes; "
        "Neurotechnology, VeriLook: 64 or more for better results",
    ),
    Threshold(
        Tier.ENROLMENT,
        90.0,
        "ISO/IEC 19794-5:2005, full frontal images, to which ICAO Doc 9303 refers: roughly 90 from "
        "eye centre to eye centre; IEC 62676-4:2025, scrutiny level (1500 elements a metre): 95",
    ),
)
"""In rising order; below the first a face is `captured`."""

MOST_YAW = 45.0
"""Degrees of yaw beyond which a tier is at most `marginal`. Engineering choice: suppliers name from
15 degrees (AxxonSoft, for good results) to 90 (Neurotechnology, with several views enrolled)."""

BAND = 0.1
"""Share of the eye distance by which it may be wrong: the error of the landmarks (0.1 of the eye
distance is the usual bound of a failed localisation: Jesorsky et al., AVBPA 2001)."""


def tier_of(eye_distance: float, yaw: float) -> Tier:
    """The tier of a face. `eye_distance` as seen from the front, `yaw` in degrees."""
    reached = Tier.CAPTURED
    for threshold in THRESHOLDS:
        if eye_distance >= threshold.eye_distance:
            reached = threshold.tier
    capped = abs(yaw) > MOST_YAW and reached is not Tier.CAPTURED
    return Tier.MARGINAL if capped else reached


def rank(tier: Tier) -> int:
    """Place of a tier in rising order, from 0."""
    return tuple(Tier).index(tier)


def on_boundary(eye_distance: float, yaw: float) -> bool:
    """Whether the eye distance lies within `BAND` of a threshold that counts at this yaw."""
    return any(
        abs(eye_distance - threshold.eye_distance) <= BAND * threshold.eye_distance
        and tier_of(threshold.eye_distance, yaw) is threshold.tier
        for threshold in THRESHOLDS
    )


def words() -> str:
    """The thresholds as one sentence for a report."""
    steps = ", ".join(f"{t.tier.value} from {t.eye_distance:g}" for t in THRESHOLDS)
    return (
        f"pixels between the eyes, as from the front: captured below "
        f"{THRESHOLDS[0].eye_distance:g}, {steps}; turned by more than {MOST_YAW:g} degrees at "
        f"most marginal; on a boundary if within {BAND:.0%} of a threshold"
    )


def sources() -> tuple[tuple[str, str], ...]:
    """The source of each threshold, for a report."""
    return tuple((f"threshold {t.tier.value}", t.source) for t in THRESHOLDS)
