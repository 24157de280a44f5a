"""All documents of a video's ONVIF metadata, counted, and what follows from them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from auditor.case.model import Exhibit
from auditor.core.locator import Box
from auditor.examine.footage.embedded.findings import (
    Found,
    Span,
    Stamp,
    listed,
    masked_list,
    observe,
    quoted,
)
from auditor.examine.footage.embedded.limits import LIMITS, EmbeddedLimits
from auditor.examine.model import EvidenceState, Observation
from auditor.examine.shared.markup import UnreadableXmlError, parse, unpacked
from auditor.examine.shared.onvif_metadata import (
    BodyObject,
    Corners,
    FaceEvent,
    FaceObject,
    Scene,
    documents_in,
    is_onvif,
    read_scene,
    worth_parsing,
)
from auditor.vocabulary.value import FactValue

UNSTATED = 0.9
"""Confidence of a record whose device states no likelihood."""
BY_TOPIC = 0.6
"""Confidence where only the name of a vendor's topic says what an event is."""
_EXI = b"$EXI"
_BEYOND = 1.2
"""Coordinates further out than this are in a scale the document does not explain."""
MOST_ATTRIBUTES = 20
"""Names of attributes that are reported; the schema has seventeen."""
STAMP_RANK = 2


@dataclass
class Tally:
    """Sightings of one kind, their first and last time in seconds, and the likeliest example."""

    count: int = 0
    start: float = 0.0
    end: float = 0.0
    ids: set[str] = field(default_factory=set)
    names: Counter[str] = field(default_factory=Counter)
    topics: set[str] = field(default_factory=set)
    lowest: float | None = None
    highest: float | None = None
    corners: Corners | None = None
    example: str = ""

    def add(self, time: float, likelihood: float | None = None) -> bool:
        """Count one sighting; True where it is the likeliest so far."""
        self.start = time if not self.count else min(self.start, time)
        self.end = time if not self.count else max(self.end, time)
        self.count += 1
        if likelihood is None:
            return self.count == 1
        better = self.highest is None or likelihood > self.highest
        self.highest = likelihood if better else self.highest
        self.lowest = likelihood if self.lowest is None else min(self.lowest, likelihood)
        return better

    @property
    def confidence(self) -> float:
        """The highest likelihood stated, within 0 to 1; `UNSTATED` for none."""
        return UNSTATED if self.highest is None else min(1.0, max(0.0, self.highest))


@dataclass
class OnvifTrack:
    """Takes packets one after another; `found` tells what they came to."""

    limits: EmbeddedLimits = LIMITS
    documents: int = 0
    parsed: int = 0
    frames: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    cut_off_at: float | None = None
    began: tuple[datetime, float] | None = None
    faces: Tally = field(default_factory=Tally)
    attributes: Tally = field(default_factory=Tally)
    pictures: Tally = field(default_factory=Tally)
    pictures_elsewhere: Tally = field(default_factory=Tally)
    bodies: Tally = field(default_factory=Tally)
    compared: Tally = field(default_factory=Tally)
    named_so: Tally = field(default_factory=Tally)
    events: Tally = field(default_factory=Tally)

    def take(self, data: bytes, time: float) -> bool:
        """Read a packet at `time` in seconds; False where it is no ONVIF metadata."""
        try:
            plain = unpacked(data, self.limits.most_bytes)
        except UnreadableXmlError:
            return False
        if plain.startswith(_EXI):
            self.unread["it is packed as EXI, which is not read here"] += 1
            return True
        if not is_onvif(plain):
            return False
        for document in documents_in(plain):
            self._take_document(document, time)
        return True

    def _take_document(self, document: bytes, time: float) -> None:
        self.documents += 1
        if self.began is not None and not worth_parsing(document):
            return
        if self.parsed >= self.limits.most_documents:
            self.cut_off_at = time if self.cut_off_at is None else self.cut_off_at
            return
        self.parsed += 1
        try:
            scene = read_scene(parse(document, self.limits.most_bytes))
        except UnreadableXmlError as problem:
            self.unread[str(problem)] += 1
            return
        self._count(scene, time)

    def _count(self, scene: Scene, time: float) -> None:
        self.frames += scene.frames
        if self.began is None and scene.began is not None:
            self.began = (scene.began, time)
        for face in scene.faces:
            self._count_face(face, time)
        for body in scene.bodies:
            self._count_body(body, time)
        for event in scene.events:
            self._count_event(event, time)

    def _count_face(self, face: FaceObject, time: float) -> None:
        if self.faces.add(time, face.likelihood):
            self.faces.corners = face.corners or self.faces.corners
            stated = "" if face.likelihood is None else f" {face.likelihood:.2f}"
            self.faces.example = quoted(face.class_name or "HumanFace") + stated
        self._keep(self.faces.ids, face.object_id)
        if face.attributes:
            self.attributes.add(time, face.likelihood)
            self._keep(self.attributes.ids, face.object_id)
            self._name(self.attributes, face.attributes)
        if face.picture:
            self.pictures.add(time)
        if face.picture_elsewhere:
            self.pictures_elsewhere.add(time)

    def _count_body(self, body: BodyObject, time: float) -> None:
        self.bodies.add(time)
        self._keep(self.bodies.ids, body.object_id)
        self._name(self.bodies, body.attributes)

    def _count_event(self, event: FaceEvent, time: float) -> None:
        tally = (
            self.compared if event.compared else self.named_so if event.named_so else self.events
        )
        if tally.add(time, event.likelihood):
            tally.corners = event.corners or tally.corners
            tally.example = event.listed
        self._keep(tally.ids, event.enrolment)
        self._keep(tally.topics, quoted(event.topic))

    def _keep(self, kept: set[str], value: str) -> None:
        if value and len(kept) < self.limits.most_kept:
            kept.add(value)

    def _name(self, tally: Tally, names: tuple[str, ...]) -> None:
        for name in names:
            if name in tally.names or len(tally.names) < self.limits.most_kept:
                tally.names[name] += 1

    # --- what it comes to ------------------------------------------------------------------------

    def found(self, exhibit: Exhibit, origin: float, size: tuple[int, int]) -> Found:
        """Observations, warnings and the time the metadata state.

        Args:
            exhibit: what the metadata are part of.
            origin: time in seconds of the first frame, from which the report counts.
            size: width and height of the picture in elements; zeros where boxes cannot be placed.
        """
        about = _About(exhibit, origin, size)
        observations = (
            *self._on_faces(about),
            *self._on_recognition(about),
            *self._on_the_rest(about),
        )
        return Found(observations, tuple(self._warnings(origin)), self._stamps(origin))

    def _on_faces(self, about: _About) -> list[Observation]:
        faces = self.faces
        if not faces.count:
            return []
        numbers = (
            f"{len(faces.ids)} object numbers, which join sightings of one object and name nobody"
            if faces.ids
            else "no object numbers"
        )
        found = [
            about.saw(
                "onvif_face",
                f"The device's own analysis marked a face {faces.count} times, under {numbers}.",
                faces,
                says={"capture.faces_detected": True},
            )
        ]
        if (described := self.attributes).count:
            found.append(
                about.saw(
                    "onvif_attributes",
                    f"The device's own analysis described the person behind a face "
                    f"{described.count} times, by {_names(described)}.",
                    described,
                    says=self._attributes_say(),
                )
            )
        return found

    def _attributes_say(self) -> dict[str, FactValue]:
        # What a system does is one fact with one value, and recognition is the greater of the two.
        if self.compared.count:
            return {"capture.faces_detected": True}
        return {"capture.faces_detected": True, "capture.function": "attributes"}

    def _on_recognition(self, about: _About) -> list[Observation]:
        found = []
        if (compared := self.compared).count:
            stated = (
                f"likelihood {compared.lowest:.2f} to {compared.highest:.2f}"
                if compared.lowest is not None and compared.highest is not None
                else "no likelihood stated"
            )
            on_list = f"; on the list {compared.example}" if compared.example else ""
            people = masked_list(compared.ids)
            found.append(
                about.saw(
                    "onvif_recognition",
                    f"The device reported {compared.count} times that a face matched an enrolled "
                    f"one ({len(compared.ids)} enrolment numbers, {stated}{on_list}).",
                    compared,
                    quote=f"EnrollmentID {people}" if people else "",
                    says={
                        "capture.faces_detected": True,
                        "capture.template_extracted": True,
                        "capture.function": "identify_one_to_many",
                        "collection.items": ("face",),
                    },
                )
            )
        if (named_so := self.named_so).count:
            found.append(
                about.saw(
                    "onvif_recognition_topic",
                    f"The device sent {named_so.count} events under topics of its vendor's own "
                    "that by their name are about recognising faces; what they mean is the "
                    "vendor's to say.",
                    named_so,
                    quote=listed(sorted(named_so.topics)),
                    says={"capture.faces_detected": True},
                    confidence=BY_TOPIC,
                )
            )
        return found

    def _on_the_rest(self, about: _About) -> list[Observation]:
        found = []
        if (events := self.events).count:
            found.append(
                about.saw(
                    "onvif_event",
                    f"The device sent {events.count} events about faces that name no comparison.",
                    events,
                    quote=listed(sorted(events.topics)),
                    says={"capture.faces_detected": True},
                    confidence=min(events.confidence, UNSTATED),
                )
            )
        if (pictures := self.pictures).count:
            found.append(
                about.saw(
                    "onvif_picture",
                    f"With {pictures.count} sightings of a face its picture was cut out and stored "
                    "in the metadata.",
                    pictures,
                    says={"storage.raw_face_images": True},
                )
            )
        if (elsewhere := self.pictures_elsewhere).count:
            found.append(
                about.saw(
                    "onvif_picture_address",
                    f"With {elsewhere.count} sightings of a face the device wrote down where it "
                    "keeps the picture of it.",
                    elsewhere,
                    says={"storage.raw_face_images": True},
                    confidence=BY_TOPIC,
                )
            )
        if (bodies := self.bodies).count:
            found.append(
                about.saw(
                    "onvif_body",
                    f"The device's own analysis described a body {bodies.count} times, by "
                    f"{_names(bodies)}; no face is needed for that.",
                    bodies,
                )
            )
        return found

    def _warnings(self, origin: float) -> list[str]:
        parts = [
            f"ONVIF metadata: {count} documents could not be read because {why}."
            for why, count in sorted(self.unread.items())
        ]
        if self.cut_off_at is not None:
            parts.append(
                f"ONVIF metadata: only the first {self.parsed} documents were read, up to "
                f"{max(0.0, self.cut_off_at - origin):.2f} s."
            )
        return parts

    def _stamps(self, origin: float) -> tuple[Stamp, ...]:
        if self.began is None:
            return ()
        moment, time = self.began
        # `UtcTime` is UTC by its definition, and is mostly written without saying so.
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        try:
            began = aware - timedelta(seconds=max(0.0, time - origin))
        except OverflowError:
            return ()
        return (Stamp(began, "UtcTime of the ONVIF metadata", STAMP_RANK),)


@dataclass(frozen=True)
class _About:
    exhibit: Exhibit
    origin: float
    size: tuple[int, int]

    def saw(
        self,
        topic: str,
        note: str,
        tally: Tally,
        *,
        says: dict[str, FactValue] | None = None,
        quote: str | None = None,
        confidence: float | None = None,
    ) -> Observation:
        return observe(
            self.exhibit,
            topic,
            note,
            at=Span(
                tally.start - self.origin,
                tally.end - self.origin,
                box_in_picture(tally.corners, self.size),
                tally.example if quote is None else quote,
            ),
            says=says,
            state=EvidenceState.OBSERVED,
            confidence=tally.confidence if confidence is None else confidence,
        )


def _names(tally: Tally) -> str:
    return listed(sorted(quoted(name) for name in tally.names), MOST_ATTRIBUTES)


def box_in_picture(corners: Corners | None, size: tuple[int, int]) -> Box | None:
    """Corners in ONVIF's coordinates as a box in pixels, cut to the picture.

    None where either is unknown, or the corners lie so far out that their scale is not understood.
    """
    width, height = size
    if corners is None or not width or not height or max(map(abs, corners)) > _BEYOND:
        return None
    left, top, right, bottom = corners
    across = sorted(min(width, max(0, round((x + 1) / 2 * width))) for x in (left, right))
    down = sorted(min(height, max(0, round((1 - y) / 2 * height))) for y in (top, bottom))
    box = Box(x=across[0], y=down[0], width=across[1] - across[0], height=down[1] - down[0])
    return box if box.width and box.height else None
