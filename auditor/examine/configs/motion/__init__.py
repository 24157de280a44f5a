"""Motion and motionEye: they record what moves, and have no function of faces.

`threshold` counts changed pixels and is no threshold of comparison. Commands run at an
event may hand pictures to another program.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.core.wording import wording
from auditor.examine.configs.frame.labels import Function
from auditor.examine.configs.frame.notebook import Notebook
from auditor.examine.configs.frame.terms import KeptThing, TimeUnit, shown
from auditor.examine.configs.interface import FormatReading
from auditor.examine.configs.syntax.source import ConfigDocument, Syntax
from auditor.examine.model import EvidenceState

_LINE = re.compile(r"^[ \t]*(?:[;#]\s*@|#\s*@)?([a-z][a-z0-9_]+)\s*(?:=|\s)\s*(.*?)\s*$")
_OWN = frozenset(
    {
        *("daemon", "netcam_url", "threshold", "target_dir", "videodevice", "framerate"),
        *("on_event_start", "on_picture_save", "on_movie_end", "on_motion_detected"),
        *("webcontrol_port", "stream_port", "movie_output", "picture_output", "camera_name"),
        *("noise_level", "minimum_motion_frames", "event_gap", "pre_capture", "post_capture"),
        *("camera_id", "width", "height", "despeckle_filter", "lightswitch_percent"),
    }
)
_ENOUGH = 4
"""Options of these names from which a text is one of theirs."""
_KEPT = {"preserve_pictures": KeptThing.SNAPSHOTS, "preserve_movies": KeptThing.RECORDINGS}


@dataclass(frozen=True)
class MotionFormat:
    """The reader of Motion and motionEye configurations."""

    id: str = "motion"
    title: str = "Motion and motionEye"
    versions: str = "Motion 3.2 to 4.6"
    covers: str = (
        "The camera, its host and size, days of pictures and films, commands run at events"
    )
    documentation_url: str = "https://motion-project.github.io/motion_config.html"

    def recognises(self, document: ConfigDocument) -> bool:
        """Whether the lines are options by names that Motion has."""
        if document.syntax is not Syntax.PLAIN:
            return False
        names = [found.group(1) for line in document.lines if (found := _LINE.match(line))]
        return len(_OWN & set(names)) >= _ENOUGH and (
            {"netcam_url", "videodevice", "target_dir", "webcontrol_port"} & set(names) != set()
        )

    def suspects(self, text: str) -> bool:
        """Plain lines cannot be too damaged to be read."""
        del text
        return False

    def read(self, document: ConfigDocument) -> FormatReading:
        """Read a document that it recognises."""
        book = Notebook(document, self.id, closed=True)
        options: dict[str, tuple[str, int]] = {}
        for number, line in enumerate(document.lines, start=1):
            if (found := _LINE.match(line)) is not None:
                options.setdefault(found.group(1), (found.group(2), number))
        _camera(book, options)
        for key, thing in _KEPT.items():
            if key in options and options[key][0].isdigit():
                days, number = int(options[key][0]), options[key][1]
                place = book.line(number, 1, key)
                # Nought keeps them for ever.
                book.retention(thing, days or None, TimeUnit.DAYS, at=place)
        for key, (value, number) in options.items():
            if key.startswith("on_") and value and value not in ("value", ";"):
                book.note("command", wording("motion.command"), at=book.line(number, 1, key))
                if re.search(r"face|人脸", value, re.IGNORECASE):
                    book.function(
                        Function.UNSTATED, EvidenceState.PROVISIONED, at=book.line(number, 1, key)
                    )
        return book.reading()


def _camera(book: Notebook, options: dict[str, tuple[str, int]]) -> None:
    name, at = options.get("camera_name") or options.get("text_left") or ("", 1)
    name = shown(name) or "camera"
    book.device(name, at=book.line(at))
    known: dict[str, object] = {}
    if "netcam_url" in options:
        known["host"] = options["netcam_url"][0]
    for key in ("width", "height"):
        if key in options and options[key][0].isdigit() and int(options[key][0]):
            known[key] = int(options[key][0])
    book.detail(name, **known)


MOTION = MotionFormat()
