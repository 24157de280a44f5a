"""What a result concludes about a picture of the drawn set, and whether that is right."""

from __future__ import annotations

from auditor.examine.footage.overlay import OverlayResult

from .drawn_set import DrawnForm, Shows

_RECOGNITION = frozenset({"recognition", "lists", "repeat_visits"})
_ESTIMATES = frozenset({"overlay.attribute", "overlay.attention"})
CLAIMS = frozenset({Shows.RECOGNITION, Shows.ANALYTICS})
"""What a picture can be claimed to show."""


def concluded(result: OverlayResult) -> Shows:
    """What the observations claim."""
    analyses: set[str] = set()
    for observation in result.observations:
        value = observation.says.get("capture.analyses", ())
        analyses.update(value if isinstance(value, tuple) else ())
    topics = {o.topic for o in result.observations}
    if analyses & _RECOGNITION or "overlay.name" in topics:
        return Shows.RECOGNITION
    if topics & _ESTIMATES:
        return Shows.ANALYTICS
    if any("could not be read" in o.note for o in result.observations):
        return Shows.UNREADABLE
    return Shows.NEITHER


def names_somebody(result: OverlayResult) -> bool:
    """Whether it says that a person's name is shown."""
    return any(o.topic == "overlay.name" for o in result.observations)


def is_right(form: DrawnForm, result: OverlayResult) -> bool:
    """Whether a result is right: of signs of a name any kind of recognition will do."""
    verdict = concluded(result)
    if form.shows is Shows.NEITHER:
        return verdict in {Shows.NEITHER, Shows.UNREADABLE}
    return verdict is form.shows


def claims_too_much(form: DrawnForm, result: OverlayResult) -> bool:
    """Whether a result claims what the picture does not show; to miss something is no claim."""
    verdict = concluded(result)
    return verdict in CLAIMS and verdict is not form.shows
