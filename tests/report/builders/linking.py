"""Episodes that were compared, with the error rates of the encoder."""

from __future__ import annotations

from auditor.examine.footage.link.errors import error_rate
from auditor.examine.linking_model import (
    EncoderErrors,
    Linking,
    MatchingTest,
    NotCompared,
    ThresholdErrors,
)


def linking(episodes: int = 6, reason: str = "asked for by the privacy office") -> Linking:
    """Episodes of which every third could be joined; two more were not compared."""
    tests = tuple(
        MatchingTest(
            material=material,
            people=people,
            templates=60,
            eye_distance=41.5,
            closest_different=0.49,
            furthest_same=0.61,
            thresholds=tuple(
                ThresholdErrors(
                    threshold=value,
                    false_match=error_rate(wrong, 1234, 190),
                    false_non_match=error_rate(missed, 57, 20),
                )
                for value, wrong, missed in ((0.4, 0, 9), (0.45, 1, 4), (0.6, 222, 0))
            ),
        )
        for material, people in (("photographs", 22), ("clips", 8))
    )
    names = tuple(f"C-{number:03d}" for number in range(episodes))
    rows = tuple(
        tuple(0.31 if (a - b) % 3 == 0 else 0.72 + (a + b) % 7 / 100 for b in range(a))
        for a in range(episodes)
    )
    return Linking(
        reason=reason,
        errors=EncoderErrors(encoder="dlib ResNet", model="net.dat sha256:00ff", tests=tests),
        threshold=0.45,
        accepted=0.001,
        compared=names,
        distances=rows,
        joined=episodes if episodes > 3 else 0,
        groups=3 if episodes > 5 else 0,
        not_compared=(
            NotCompared(episode="C-900", why="tier"),
            NotCompared(episode="C-901", why="not_aligned"),
        ),
    )
