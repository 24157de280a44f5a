"""From a file to pictures in the order of presentation, each with its own time."""

from auditor.examine.footage.decode.clock import JITTER, JUMP, jump_words
from auditor.examine.footage.decode.container import (
    FALLBACK_RATE,
    footage_streams,
    open_container,
    pixel_aspect,
    streams_in,
)
from auditor.examine.footage.decode.limits import LIMITS, Limits, refuse_huge, unreadable
from auditor.examine.footage.decode.pictures import (
    Grey,
    Picture,
    Signature,
    StillPicture,
    VideoPicture,
    display_size,
)
from auditor.examine.footage.decode.reading import Footage, Notes, Reading, warn_if_broken_off
from auditor.examine.footage.decode.sequence import open_sequence
from auditor.examine.footage.decode.source import FORMATS, open_source
from auditor.examine.footage.decode.still import image_formats, open_image
from auditor.examine.footage.decode.video import open_video

__all__ = [
    "FALLBACK_RATE",
    "FORMATS",
    "JITTER",
    "JUMP",
    "LIMITS",
    "Footage",
    "Grey",
    "Limits",
    "Notes",
    "Picture",
    "Reading",
    "Signature",
    "StillPicture",
    "VideoPicture",
    "display_size",
    "footage_streams",
    "image_formats",
    "jump_words",
    "open_container",
    "open_image",
    "open_sequence",
    "open_source",
    "open_video",
    "pixel_aspect",
    "refuse_huge",
    "streams_in",
    "unreadable",
    "warn_if_broken_off",
]
