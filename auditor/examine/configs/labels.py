"""The one answer a configuration gives, per camera and for the whole file."""

from __future__ import annotations

from enum import StrEnum


class Label(StrEnum):
    """What a configuration shows, from the strongest to the weakest."""

    RECOGNITION = "recognition"
    ATTRIBUTES = "attributes"
    FACE_CAPTURE = "face_capture"
    DETECTION_ONLY = "detection_only"
    AMBIGUOUS = "ambiguous"
    NONE = "none"

    @property
    def meaning(self) -> str:
        """The label in words."""
        return _MEANING[self]


_MEANING: dict[Label, str] = {
    Label.RECOGNITION: "faces are compared with a stored set",
    Label.ATTRIBUTES: "properties of people are inferred from their pictures",
    Label.FACE_CAPTURE: "face pictures are cut out and kept, with no comparison in this file",
    Label.DETECTION_ONLY: "faces are located, and neither kept nor compared by this file",
    Label.AMBIGUOUS: "this file alone cannot say",
    Label.NONE: "no face function is on in this file",
}


def strongest(labels: list[Label]) -> Label:
    """The strongest of `labels`; `none` where there are none."""
    order = list(Label)
    return min(labels, key=order.index, default=Label.NONE)
