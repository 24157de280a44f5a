"""Overlays of an exhibit: words read in a few frames, what they show, and the burned-in clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from auditor.case.model import Exhibit, ExhibitKind
from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.footage.overlay.boxes import drawn_boxes
from auditor.examine.footage.overlay.choose import Choosing, SeenFrame, chosen
from auditor.examine.footage.overlay.classify import classify
from auditor.examine.footage.overlay.clock import ClockReading, Ticking, going_clocks, read_clocks
from auditor.examine.footage.overlay.drawing import Drawing, DrawnBox, FrameShape
from auditor.examine.footage.overlay.hits import Scene
from auditor.examine.footage.overlay.lines import lines_of
from auditor.examine.footage.overlay.placement import Placing
from auditor.examine.footage.overlay.places import Area, area_of
from auditor.examine.footage.overlay.reader import Word, WordReader, reader
from auditor.examine.footage.overlay.tell import FrameNote, Sighting, observations_of
from auditor.examine.model import FaceMeasurement, Observation


@dataclass(frozen=True)
class OverlaySettings:
    """How overlays are looked for.

    Attributes:
        choosing: which frames are read.
        drawing: what counts as a frame drawn around a face.
        placing: where words have to stand.
        ticking: what makes readings a clock.
        least: confidence below which a line of text is left out and counted.
        most_faces: faces of a frame around which drawn frames are looked for, the largest.
        smallest_face: faces whose longer side has fewer elements are not searched for frames.
        closer: words around a drawn frame without a label are read again from a part of the
            picture enlarged to this many elements.
        most_closer: such parts of one frame.
    """

    choosing: Choosing = field(default_factory=Choosing)
    drawing: Drawing = field(default_factory=Drawing)
    placing: Placing = field(default_factory=Placing)
    ticking: Ticking = field(default_factory=Ticking)
    least: float = 0.6
    most_faces: int = 16
    smallest_face: int = 20
    closer: int = 640
    most_closer: int = 3


@dataclass(frozen=True)
class ReadFrame:
    """A frame to be read: what was seen in it, and its picture as (height, width, 3), BGR."""

    seen: SeenFrame
    bgr: Pixels


@dataclass(frozen=True)
class OverlayResult:
    """What overlays show in one exhibit.

    `clocks` are the readings of clocks that go on as the footage does. `method` are pairs of a
    label and a sentence for the report's table of methods.
    """

    observations: tuple[Observation, ...] = ()
    clocks: tuple[ClockReading, ...] = ()
    frames_read: int = 0
    method: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()


def wanted(seen: Sequence[SeenFrame], settings: OverlaySettings | None = None) -> tuple[int, ...]:
    """Indices of the frames to read, in order of time."""
    return chosen(seen, (settings or OverlaySettings()).choosing)


def read_overlays(
    exhibit: Exhibit,
    frames: Iterable[ReadFrame],
    settings: OverlaySettings | None = None,
    words: WordReader | None = None,
) -> OverlayResult:
    """What the `frames` of an exhibit show, which come one at a time and in order of time.

    No picture is kept. `words` reads words; without it, RapidOCR does.

    Raises:
        FaceAuditError: the models that read words are not installed.
    """
    use = settings or OverlaySettings()
    words = words or reader()
    sightings: list[Sighting] = []
    readings: list[ClockReading] = []
    seen: list[FrameNote] = []
    weak = 0
    for frame in frames:
        found, clocks, looked, left_out = _read(frame, use, words)
        sightings += found
        readings += clocks
        seen.append(looked)
        weak += left_out
    observations, unlisted = observations_of(exhibit, sightings, seen)
    still = exhibit.kind is ExhibitKind.IMAGE
    going, stray = going_clocks(readings, still=still, use=use.ticking)
    return OverlayResult(
        observations=observations,
        clocks=going,
        frames_read=len(seen),
        method=_method(use, words, weak=weak, stray=stray),
        warnings=_warnings(unlisted),
    )


def _read(
    frame: ReadFrame, use: OverlaySettings, words: WordReader
) -> tuple[list[Sighting], tuple[ClockReading, ...], FrameNote, int]:
    height, width = frame.bgr.shape[:2]
    faces = tuple(area_of(face.box) for face in frame.seen.faces)
    drawn = drawn_boxes(frame.bgr, _to_look_at(frame.seen.faces, use), use.drawing)
    read = list(words.read(frame.bgr))
    read += _closer(frame.bgr, read, drawn, use, words)
    shares = {w.area: _frame_colour_share(frame.bgr, w.area, drawn) for w in read}
    scene = Scene(
        width,
        height,
        faces,
        drawn,
        in_frame_colour=frozenset(area for area, share in shares.items() if share > 0),
        on_frame_colour=frozenset(area for area, share in shares.items() if share >= _GROUND),
    )
    lines, weak = lines_of(read, use.least)
    hits = classify(lines, scene, use.placing)
    clocks = read_clocks(read, time=frame.seen.time, frame=frame.seen.index, use=use.ticking)
    # Trackers of objects draw boxes around bodies without looking for faces.
    at_faces = tuple(box for box in drawn if box.shape is not FrameShape.BODY)
    looked = FrameNote(frame.seen.index, frame.seen.time, len(faces), at_faces)
    return [Sighting(hit, looked) for hit in hits], clocks, looked, weak


def _to_look_at(faces: Sequence[FaceMeasurement], use: OverlaySettings) -> list[Area]:
    large = [f.box for f in faces if max(f.box.width, f.box.height) >= use.smallest_face]
    large.sort(key=lambda box: (-box.width * box.height, box.x, box.y))
    return [area_of(box) for box in large[: use.most_faces]]


# --- the colour of words --------------------------------------------------------------------------


def _frame_colour_share(bgr: Pixels, area: Area, drawn: Sequence[DrawnBox]) -> float:
    """The share of a word's place in the strong colour of the frame next to it; 0 by chance.

    A program draws its label like its frame; the caption of a portrait seldom has its colour.
    """
    frames = [d for d in drawn if _is_at(area, d.area) and max(d.colour) - min(d.colour) >= _STRONG]
    left, top = max(0, int(area.left)), max(0, int(area.top))
    part = bgr[top : int(area.bottom), left : int(area.right)]
    if not frames or part.size == 0:
        return 0.0
    shares = [
        share
        for frame in frames
        if (share := _share_of(frame.colour, part))
        >= max(_WRITTEN, _RARER * _share_of(frame.colour, bgr))
    ]
    return max(shares, default=0.0)


def _share_of(colour: tuple[int, int, int], picture: Pixels) -> float:
    """The share of pixels that have the hue of a strong colour, 0 to 1."""
    own = np.array(colour, np.float32)
    own -= own.mean()
    hues = picture.astype(np.float32)
    hues -= hues.mean(axis=2, keepdims=True)
    sizes = np.linalg.norm(hues, axis=2)
    same = hues @ own >= _SAME_HUE * sizes * np.linalg.norm(own)
    return float((same & (sizes >= np.linalg.norm(own) / 3)).mean())


_STRONG = 80
"""Levels between the strongest and weakest channel of a colour that hardly occurs by chance; as
`Drawing.strong`."""
_WRITTEN = 0.06
"""Share of a word's place that thin letters cover at least; engineering choice."""
_GROUND = 0.5
"""Share from which the colour is the ground, not the letters; letters cover less than half."""
_RARER = 4.0
"""How many times more frequent the colour is within the words than in the whole picture."""
_SAME_HUE = 0.95
"""Cosine between two hues that counts as the same; as `Drawing.same_hue`."""


# --- a second, closer reading ---------------------------------------------------------------------


def _closer(
    bgr: Pixels,
    read: Sequence[Word],
    drawn: Sequence[DrawnBox],
    use: OverlaySettings,
    words: WordReader,
) -> list[Word]:
    """Words at drawn frames where none was read, from enlarged parts without the frame's lines.

    A label that touches a frame is found as one with it, and then not read.
    """
    sure = [word.area for word in read if word.confidence >= use.placing.sure]
    bare = [frame for frame in drawn if not any(_is_at(area, frame.area) for area in sure)]
    found: list[Word] = []
    for frame in bare[: use.most_closer]:
        found += _read_part(bgr, frame.area, use.closer, words)
    return found


def _is_at(area: Area, frame: Area) -> bool:
    across, down = area.gaps_to(frame)
    return across <= 0.3 * frame.width and down <= 0.3 * frame.height


def _read_part(bgr: Pixels, frame: Area, side: int, words: WordReader) -> list[Word]:
    height, width = bgr.shape[:2]
    part = frame.grown(_AROUND * frame.width, _AROUND * frame.height)
    left, top = max(0, int(part.left)), max(0, int(part.top))
    right, bottom = min(width, int(part.right)), min(height, int(part.bottom))
    if right - left < _LEAST or bottom - top < _LEAST:
        return []
    factor = side / max(right - left, bottom - top)
    inner = (max(1, round((right - left) * factor)), max(1, round((bottom - top) * factor)))
    how = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    cut: Pixels = cv2.resize(bgr[top:bottom, left:right], inner, interpolation=how).astype(np.uint8)
    inside = Area(frame.left - left, frame.top - top, frame.right - left, frame.bottom - top)
    return [
        Word(
            word.text,
            Area(
                left + word.area.left / factor,
                top + word.area.top / factor,
                left + word.area.right / factor,
                top + word.area.bottom / factor,
            ),
            word.confidence,
        )
        for word in words.read(_without_lines(cut, inside, factor))
    ]


def _without_lines(cut: Pixels, frame: Area, factor: float) -> Pixels:
    """`cut` with the lines of a frame filled from what is next to them (Telea, JGT 9(1), 2004)."""
    mask = np.zeros(cut.shape[:2], np.uint8)
    corner = (round(frame.left * factor), round(frame.top * factor))
    opposite = (round(frame.right * factor), round(frame.bottom * factor))
    cv2.rectangle(mask, corner, opposite, 255, max(3, round(_LINE * factor)))
    filled: Pixels = cv2.inpaint(cut, mask, 3, cv2.INPAINT_TELEA).astype(np.uint8)
    return filled


_AROUND = 0.6
"""Sizes of a frame around it that are read."""
_LINE = 5
"""Elements of the picture across a drawn line, with what compression spreads next to it."""
_LEAST = 8


# --- how it was done ------------------------------------------------------------------------------


def _method(
    use: OverlaySettings, words: WordReader, *, weak: int, stray: int
) -> tuple[tuple[str, str], ...]:
    return (
        ("frames read for words", use.choosing.words()),
        (
            "reading",
            f"{words.name} ({words.model}); lines with a confidence below {use.least:g} are left "
            "out; letters that may be somebody's name or number are blanked",
        ),
        (
            "words left out",
            f"{weak} lines read too weakly; {stray} dates with a time that do not go on as the "
            "footage does",
        ),
        (
            "overlays",
            "words of recognition and analytics programs by a list; names by a list, at a frame "
            "drawn around a face and with a second sign; other words there are labels of unknown "
            "meaning; camera names, clocks, subtitles, scores, tickers and labels of object "
            "detectors are none",
        ),
    )


def _warnings(unlisted: int) -> tuple[str, ...]:
    if not unlisted:
        return ()
    return (f"Not listed: {unlisted} more overlays of kinds that are listed already.",)
