"""Faces and names that software or people marked in a picture's XMP.

Metadata Working Group, Guidelines for Handling Image Metadata 2.0, 5.9 (`mwg-rs`, with Apple's
extension `apple-fi`); Microsoft, "People Tagging Overview" (`MP:RegionInfo`); ACDSee (`acdsee-rs`);
IPTC Photo Metadata, Person Shown in the Image; digiKam and Lightroom keyword trees under "People".

Who marked a face, and whether the system under audit did, XMP does not say: a phone finds faces by
itself, a photo program recognises them, a person types a name. So a marked face bears on whether
faces are to be seen, and a name on nothing but itself. Names are personal data and are masked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from auditor.case.model import Exhibit
from auditor.core.locator import Box
from auditor.examine.footage.embedded.findings import (
    Found,
    Span,
    Stamp,
    listed,
    masked_list,
    observe,
)
from auditor.examine.footage.embedded.limits import LIMITS, EmbeddedLimits
from auditor.examine.model import EvidenceState, Observation
from auditor.examine.shared.markup import UnreadableXmlError, number, parse, text_of
from auditor.examine.shared.moments import moment_of

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_MWG = "{http://www.metadataworkinggroup.com/schemas/regions/}"
_AREA = "{http://ns.adobe.com/xmp/sType/Area#}"
_DIMENSIONS = "{http://ns.adobe.com/xap/1.0/sType/Dimensions#}"
_APPLE = "{http://ns.apple.com/faceinfo/1.0/}"
_MP_INFO = "{http://ns.microsoft.com/photo/1.2/t/RegionInfo#}"
_MP = "{http://ns.microsoft.com/photo/1.2/t/Region#}"
_ACDSEE = "{http://ns.acdsee.com/regions/}"
_ACDSEE_AREA = "{http://ns.acdsee.com/sType/Area#}"
_IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
_DIGIKAM = "{http://www.digikam.org/ns/1.0/}"
_LIGHTROOM = "{http://ns.adobe.com/lightroom/1.0/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
STAMP_RANK = 7
_SAME_SHAPE = 0.02
"""Share by which the shape for which regions were drawn may differ from the picture's."""
_DRAWN = 0.9
"""Confidence of a region: somebody or something called it a face, nobody here looked."""
_EDGES = 4


@dataclass(frozen=True)
class PictureFrame:
    """Width and height of the picture; zeros where it is shown otherwise than it is stored."""

    width: int
    height: int


@dataclass(frozen=True)
class _Face:
    name: str
    box: Box | None
    by_apple: bool = False


@dataclass
class _Marked:
    """What the packets mark: faces by scheme, and names that have no place in the picture."""

    faces: dict[str, list[_Face]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    stamp: Stamp | None = None

    def add(self, scheme: str, face: _Face) -> None:
        self.faces.setdefault(scheme, []).append(face)


def read_xmp(
    exhibit: Exhibit,
    packets: list[bytes],
    frame: PictureFrame,
    limits: EmbeddedLimits = LIMITS,
) -> Found:
    """Faces, names and the creation date in XMP packets; what cannot be read is a warning."""
    marked = _Marked()
    warnings: list[str] = []
    for packet in packets:
        try:
            root = parse(packet.strip(b"\x00 \r\n\t"), limits.most_bytes)
        except UnreadableXmlError as problem:
            warnings.append(f"XMP could not be read because {problem}.")
            continue
        _read(root, frame, marked)
    stamps = (marked.stamp,) if marked.stamp is not None else ()
    return Found(tuple(_observations(exhibit, marked)), tuple(warnings), stamps)


def _read(root: Element, frame: PictureFrame, marked: _Marked) -> None:
    for element in root.iter():
        if (reader := _READERS.get(element.tag)) is not None:
            reader(element, frame, marked)


def _read_mwg(regions: Element, frame: PictureFrame, marked: _Marked) -> None:
    fits = _fits(_struct(regions, f"{_MWG}AppliedToDimensions"), _DIMENSIONS, frame)
    for item in _items_of(regions, f"{_MWG}RegionList"):
        properties = _properties(item)
        if properties.get(f"{_MWG}Type") != "Face":
            continue
        area = _struct(item, f"{_MWG}Area")
        apple = any(key.startswith(_APPLE) for key in _struct(item, f"{_MWG}Extensions"))
        box = _centred(area, _AREA, frame) if fits else None
        marked.add("MWG", _Face(properties.get(f"{_MWG}Name", ""), box, apple))


def _read_microsoft(regions: Element, frame: PictureFrame, marked: _Marked) -> None:
    for item in _items(regions):
        properties = _properties(item)
        edges = [number(part) for part in properties.get(f"{_MP}Rectangle", "").split(",")]
        box = None
        if len(edges) == _EDGES and None not in edges:
            x, y, width, height = (edge or 0.0 for edge in edges)
            box = _box(x, y, width, height, frame)
        marked.add("Microsoft", _Face(properties.get(f"{_MP}PersonDisplayName", ""), box))


def _read_acdsee(regions: Element, frame: PictureFrame, marked: _Marked) -> None:
    for item in _items_of(regions, f"{_ACDSEE}RegionList"):
        properties = _properties(item)
        if properties.get(f"{_ACDSEE}Type") != "Face":
            continue
        # The user has said that this is not who the program took it for.
        denied = properties.get(f"{_ACDSEE}NameAssignType", "").lower() == "denied"
        name = "" if denied else properties.get(f"{_ACDSEE}Name", "")
        area = _struct(item, f"{_ACDSEE}DLYArea")
        marked.add("ACDSee", _Face(name, _centred(area, _ACDSEE_AREA, frame)))


def _read_persons(element: Element, _frame: PictureFrame, marked: _Marked) -> None:
    marked.names.update(name for item in _items(element) if (name := text_of(item)))


def _read_keywords(element: Element, _frame: PictureFrame, marked: _Marked) -> None:
    for item in _items(element):
        branch, _, name = text_of(item).replace("|", "/").partition("/")
        if branch == "People" and name:
            marked.names.add(name)


def _read_date(element: Element, _frame: PictureFrame, marked: _Marked) -> None:
    created = moment_of(_properties(element).get(f"{_XMP}CreateDate", ""))
    if created is not None and marked.stamp is None:
        marked.stamp = Stamp(created, "creation date in XMP", STAMP_RANK)


_READERS: dict[str, Callable[[Element, PictureFrame, _Marked], None]] = {
    f"{_MWG}Regions": _read_mwg,
    f"{_MWG}RegionInfo": _read_mwg,
    f"{_MP_INFO}Regions": _read_microsoft,
    f"{_ACDSEE}Regions": _read_acdsee,
    f"{_IPTC}PersonInImage": _read_persons,
    f"{_IPTC}PersonName": _read_persons,
    f"{_DIGIKAM}TagsList": _read_keywords,
    f"{_LIGHTROOM}hierarchicalSubject": _read_keywords,
    f"{_RDF}Description": _read_date,
}
"""What reads an element, by its name."""


# --- RDF -----------------------------------------------------------------------------------------


def _items(element: Element) -> Iterator[Element]:
    """The items of the bag, list or choice that an element holds."""
    for container in element:
        for item in container:
            if item.tag == f"{_RDF}li":
                yield item


def _holders(node: Element) -> Iterator[Element]:
    """The node, and each `rdf:Description` in it, which may hold its properties instead."""
    yield node
    for child in node:
        if child.tag == f"{_RDF}Description":
            yield child


def _items_of(node: Element, name: str) -> Iterator[Element]:
    for holder in _holders(node):
        for found in holder.findall(name):
            yield from _items(found)


def _properties(node: Element) -> dict[str, str]:
    """Simple properties of a node, in each of the forms RDF/XML has for them.

    As attributes, as child elements, or as either of an `rdf:Description` inside (RDF 1.1 XML
    Syntax, section 2).
    """
    properties: dict[str, str] = {}
    for holder in _holders(node):
        properties.update(holder.attrib)
        properties.update((child.tag, text_of(child)) for child in holder if not len(child))
    return {key: value.strip() for key, value in properties.items()}


def _struct(node: Element, name: str) -> dict[str, str]:
    """The properties of a structure that is a property of the node; empty where there is none."""
    for holder in _holders(node):
        found = holder.find(name)
        if found is not None:
            return _properties(found)
    return {}


# --- places --------------------------------------------------------------------------------------


def _fits(dimensions: dict[str, str], space: str, frame: PictureFrame) -> bool:
    """Whether regions were drawn in a picture of the same shape; unstated counts as the same."""
    width, height = (number(dimensions.get(f"{space}{name}")) for name in "wh")
    if not width or not height or not frame.width or not frame.height:
        return True
    return abs(width / height * frame.height / frame.width - 1) <= _SAME_SHAPE


def _centred(area: dict[str, str], space: str, frame: PictureFrame) -> Box | None:
    """A box from the centre and size of an area, both as shares of the picture."""
    if area.get(f"{space}unit", "normalized") != "normalized":
        return None
    x, y, width, height = (number(area.get(f"{space}{name}")) for name in "xywh")
    if x is None or y is None or width is None or height is None:
        return None
    return _box(x - width / 2, y - height / 2, width, height, frame)


def _box(x: float, y: float, width: float, height: float, frame: PictureFrame) -> Box | None:
    """Shares of the picture as a box in pixels, cut to the picture; None outside it."""
    left, right = (min(1.0, max(0.0, edge)) * frame.width for edge in (x, x + width))
    top, bottom = (min(1.0, max(0.0, edge)) * frame.height for edge in (y, y + height))
    box = Box(x=round(left), y=round(top), width=round(right - left), height=round(bottom - top))
    return box if box.width > 0 and box.height > 0 else None


# --- what it comes to ----------------------------------------------------------------------------


def _observations(exhibit: Exhibit, marked: _Marked) -> Iterator[Observation]:
    # The same faces are mostly written in several schemes side by side.
    most = max((len(faces) for faces in marked.faces.values()), default=0)
    every = [face for faces in marked.faces.values() for face in faces]
    if most:
        schemes = listed(f"{scheme} {len(faces)}" for scheme, faces in marked.faces.items())
        by_phone = (
            " Apple's extension is among them, which the device writes by itself."
            if any(face.by_apple for face in every)
            else ""
        )
        yield observe(
            exhibit,
            "face_region",
            f"{most} faces are marked in the picture's XMP ({schemes}), by software or by a person."
            f"{by_phone}",
            at=Span(box=next((face.box for face in every if face.box), None)),
            says={"capture.faces_detected": True},
            state=EvidenceState.OBSERVED,
            confidence=_DRAWN,
        )
    names = {face.name for face in every if face.name} | marked.names
    if names:
        box = next((face.box for face in every if face.name and face.box), None)
        regions = any(face.name for face in every)
        where = "next to marked faces" if regions else "without a place in the picture"
        yield observe(
            exhibit,
            "named_person",
            f"{len(names)} names of persons are in the picture's XMP, {where}: somebody or some "
            "software identified them; who did, and for whom, the file does not say.",
            at=Span(box=box, quote=masked_list(names)),
            state=EvidenceState.OBSERVED,
            confidence=_DRAWN,
        )
