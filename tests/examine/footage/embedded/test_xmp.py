from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from auditor.core.locator import Box, MediaLocator
from auditor.examine.footage.embedded import Embedded, read_embedded
from auditor.examine.model import Observation

from ..clips import exhibit_of
from .files import box, picture, plain_clip, with_box, xmp_of

MWG = (
    '<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions stDim:w="400" '
    'stDim:h="200" stDim:unit="pixel"/><mwg-rs:RegionList><rdf:Bag>{items}</rdf:Bag>'
    "</mwg-rs:RegionList></mwg-rs:Regions>"
)
AREA = (
    '<mwg-rs:Area stArea:x="0.5" stArea:y="0.5" stArea:w="0.1" stArea:h="0.2" '
    'stArea:unit="normalized"/>'
)
NAMED = (
    f'<rdf:li rdf:parseType="Resource">{AREA}<mwg-rs:Type>Face</mwg-rs:Type>'
    "<mwg-rs:Name>Liu Yang</mwg-rs:Name></rdf:li>"
)
BOX = Box(x=180, y=80, width=40, height=40)


def read(path: Path) -> Embedded:
    return read_embedded(exhibit_of(path), path)


def found(result: Embedded, topic: str) -> Observation:
    (one,) = [o for o in result.observations if o.topic == f"embedded.{topic}"]
    return one


def topics(result: Embedded) -> set[str]:
    return {o.topic.removeprefix("embedded.") for o in result.observations}


def place(observation: Observation) -> MediaLocator:
    assert isinstance(observation.locator, MediaLocator)
    return observation.locator


def still(
    folder: Path, packet: bytes, name: str = "still.jpg", exif: Image.Exif | None = None
) -> Path:
    path = folder / name
    if path.suffix == ".png":
        chunks = PngImagePlugin.PngInfo()
        chunks.add_itxt("XML:com.adobe.xmp", packet.decode())
        picture().save(path, pnginfo=chunks)
    elif path.suffix == ".tiff":
        picture().save(path, tiffinfo={700: packet})
    else:
        picture().save(path, xmp=packet, exif=exif or Image.Exif())
    return path


@pytest.mark.parametrize("name", ["still.jpg", "still.png", "still.webp", "still.tiff"])
def test_a_marked_and_named_face_is_found_in_every_format(tmp_path: Path, name: str) -> None:
    result = read(still(tmp_path, xmp_of(MWG.format(items=NAMED)), name))
    region = found(result, "face_region")
    assert region.note == (
        "1 faces are marked in the picture's XMP (MWG 1), by software or by a person."
    )
    assert region.says == {"capture.faces_detected": True}
    assert place(region).box == BOX
    person = found(result, "named_person")
    assert place(person).quote == "L***"
    assert place(person).box == BOX
    assert person.says == {}
    assert "Liu" not in repr(result)


SPELLINGS = {
    "attributes": f'<rdf:li><rdf:Description mwg-rs:Name="Liu Yang" mwg-rs:Type="Face">{AREA}'
    "</rdf:Description></rdf:li>",
    "elements": '<rdf:li rdf:parseType="Resource"><mwg-rs:Area rdf:parseType="Resource">'
    "<stArea:x>0.5</stArea:x><stArea:y>0.5</stArea:y><stArea:w>0.1</stArea:w>"
    "<stArea:h>0.2</stArea:h><stArea:unit>normalized</stArea:unit></mwg-rs:Area>"
    "<mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Name>Liu Yang</mwg-rs:Name></rdf:li>",
    "short": f'<rdf:li mwg-rs:Name="Liu Yang" mwg-rs:Type="Face">{AREA}</rdf:li>',
}


@pytest.mark.parametrize("items", SPELLINGS.values(), ids=SPELLINGS)
def test_every_spelling_of_rdf_gives_the_same(tmp_path: Path, items: str) -> None:
    result = read(still(tmp_path, xmp_of(MWG.format(items=items))))
    assert place(found(result, "named_person")).box == BOX


def test_what_an_apple_device_finds_by_itself_is_told_so(tmp_path: Path) -> None:
    items = (
        f'<rdf:li rdf:parseType="Resource">{AREA}<mwg-rs:Type>Face</mwg-rs:Type>'
        '<mwg-rs:Extensions rdf:parseType="Resource"><apple-fi:FaceID>2</apple-fi:FaceID>'
        "</mwg-rs:Extensions></rdf:li>"
    )
    result = read(still(tmp_path, xmp_of(MWG.format(items=items))))
    assert found(result, "face_region").note.endswith("which the device writes by itself.")
    assert "named_person" not in topics(result)


def test_microsofts_people_tags_are_read(tmp_path: Path) -> None:
    packet = xmp_of(
        '<MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag><rdf:li '
        'MPReg:PersonDisplayName="Ana Li" MPReg:Rectangle="0.25, 0.5, 0.25, 0.25"/><rdf:li '
        'MPReg:PersonDisplayName="Bo Sun"/></rdf:Bag></MPRI:Regions></MP:RegionInfo>'
    )
    result = read(still(tmp_path, packet))
    assert "2 faces are marked in the picture's XMP (Microsoft 2)" in (
        found(result, "face_region").note
    )
    assert place(found(result, "named_person")).box == Box(x=100, y=100, width=100, height=50)
    assert place(found(result, "named_person")).quote == "A***, B***"


def test_a_name_that_was_denied_in_acdsee_is_none(tmp_path: Path) -> None:
    region = (
        "<acdsee-rs:Regions rdf:parseType='Resource'><acdsee-rs:RegionList><rdf:Bag>"
        "<rdf:li acdsee-rs:Type='Face' acdsee-rs:Name='Ana Li' acdsee-rs:NameAssignType='{how}'>"
        "<acdsee-rs:DLYArea acdsee-stArea:x='0.5' acdsee-stArea:y='0.5' acdsee-stArea:w='0.1' "
        "acdsee-stArea:h='0.2'/></rdf:li></rdf:Bag></acdsee-rs:RegionList></acdsee-rs:Regions>"
    )
    kept = read(still(tmp_path, xmp_of(region.format(how="manual"))))
    assert place(found(kept, "named_person")).box == BOX
    denied = read(still(tmp_path, xmp_of(region.format(how="denied"))))
    assert topics(denied) == {"face_region"}


@pytest.mark.parametrize(
    "content",
    [
        "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Ana Li</rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:PersonInImage>",
        "<digiKam:TagsList><rdf:Seq><rdf:li>People/Ana Li</rdf:li><rdf:li>Places/Hangzhou</rdf:li>"
        "</rdf:Seq></digiKam:TagsList>",
        "<lr:hierarchicalSubject><rdf:Bag><rdf:li>People|Ana Li</rdf:li><rdf:li>People</rdf:li>"
        "</rdf:Bag></lr:hierarchicalSubject>",
    ],
)
def test_names_without_a_place_are_told_as_such(tmp_path: Path, content: str) -> None:
    result = read(still(tmp_path, xmp_of(content)))
    assert topics(result) == {"named_person"}
    assert found(result, "named_person").note.startswith(
        "1 names of persons are in the picture's XMP, without a place in the picture"
    )


@pytest.mark.parametrize("kind", ["Pet", "BarCode", "Focus", ""])
def test_regions_of_other_things_are_no_faces(tmp_path: Path, kind: str) -> None:
    items = NAMED.replace("Face", kind)
    assert topics(read(still(tmp_path, xmp_of(MWG.format(items=items))))) == set()


def test_the_same_face_in_two_schemes_counts_once(tmp_path: Path) -> None:
    packet = xmp_of(
        MWG.format(items=NAMED) + '<MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions><rdf:Bag>'
        '<rdf:li MPReg:PersonDisplayName="Liu Yang" MPReg:Rectangle="0.45, 0.4, 0.1, 0.2"/>'
        "</rdf:Bag></MPRI:Regions></MP:RegionInfo>"
    )
    result = read(still(tmp_path, packet))
    assert "1 faces are marked in the picture's XMP (MWG 1, Microsoft 1)" in (
        found(result, "face_region").note
    )
    assert found(result, "named_person").note.startswith("1 names")


def test_regions_drawn_in_another_shape_or_a_turned_picture_get_no_box(tmp_path: Path) -> None:
    other = xmp_of(MWG.format(items=NAMED).replace('stDim:h="200"', 'stDim:h="400"'))
    assert place(found(read(still(tmp_path, other)), "face_region")).box is None
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = still(tmp_path, xmp_of(MWG.format(items=NAMED)), exif=exif)
    assert place(found(read(turned), "face_region")).box is None


def test_the_extended_form_of_jpeg_is_put_together(tmp_path: Path) -> None:
    items = NAMED * 400
    packet = xmp_of(MWG.format(items=items))
    head = b"http://ns.adobe.com/xmp/extension/\x00" + b"0123456789ABCDEF0123456789ABCDEF"
    size = 60_000
    assert len(packet) > size
    segments = b""
    for at in range(0, len(packet), size):
        part = packet[at : at + size]
        content = head + len(packet).to_bytes(4, "big") + at.to_bytes(4, "big") + part
        segments += b"\xff\xe1" + (len(content) + 2).to_bytes(2, "big") + content
    plain = still(tmp_path, xmp_of(""))
    data = plain.read_bytes()
    path = tmp_path / "extended.jpg"
    path.write_bytes(data[:2] + segments + data[2:])
    assert "400 faces are marked" in found(read(path), "face_region").note


def test_xmp_of_a_video_is_read(tmp_path: Path) -> None:
    clip = plain_clip(tmp_path / "clip.mp4")
    identifier = bytes.fromhex("BE7ACFCB97A942E89C71999491E3AFAC")
    packet = xmp_of(MWG.format(items=NAMED))
    path = with_box(clip, box(b"uuid", identifier, packet))
    assert place(found(read(path), "named_person")).quote == "L***"
    quicktime = with_box(clip, box(b"moov", box(b"udta", box(b"XMP_", packet))))
    assert place(found(read(quicktime), "named_person")).quote == "L***"


def test_entities_in_xmp_are_refused_and_said_so(tmp_path: Path) -> None:
    packet = b'<!DOCTYPE x [<!ENTITY a "b">]>' + xmp_of("&a;")
    result = read(still(tmp_path, packet))
    assert result.warnings == (
        "XMP could not be read because it declares a document type or entities, which can be made "
        "to fill the memory.",
    )


def test_broken_xmp_is_a_warning(tmp_path: Path) -> None:
    result = read(still(tmp_path, xmp_of("")[:300]))
    assert result.warnings == ("XMP could not be read because it is not well-formed.",)
