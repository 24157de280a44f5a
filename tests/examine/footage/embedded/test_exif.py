from __future__ import annotations

import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from auditor.examine.footage.embedded import Embedded, read_embedded
from auditor.examine.model import EvidenceState, Observation

from ..clips import exhibit_of
from .files import picture, xmp_of


def read(path: Path) -> Embedded:
    return read_embedded(exhibit_of(path), path)


def found(result: Embedded, topic: str) -> Observation:
    (one,) = [o for o in result.observations if o.topic == f"embedded.{topic}"]
    return one


def topics(result: Embedded) -> set[str]:
    return {o.topic.removeprefix("embedded.") for o in result.observations}


def still(path: Path, tags: dict[int, object], details: dict[int, object] | None = None) -> Path:
    exif = Image.Exif()
    exif.update(tags)
    exif.get_ifd(ExifTags.IFD.Exif).update(details or {})
    picture().save(path, exif=exif)
    return path


@pytest.mark.parametrize("name", ["still.jpg", "still.png", "still.webp"])
def test_the_camera_and_the_moment_with_its_zone(tmp_path: Path, name: str) -> None:
    path = still(
        tmp_path / name,
        {0x010F: "Hikvision", 0x0110: "DS-2CD7A26G0", 0x0131: "V5.5 rtsp://admin:pw123@192.0.2.1/"},
        {0x9003: "2024:05:06 07:08:09", 0x9011: "+08:00"},
    )
    result = read(path)
    assert found(result, "exif").note == (
        "EXIF names what made the picture: make Hikvision, model DS-2CD7A26G0, software V5.5 "
        "rtsp://[removed]@192.0.2.1/."
    )
    assert result.created == datetime(2024, 5, 5, 23, 8, 9, tzinfo=UTC)
    assert "2024-05-05 23:08:09 (UTC)" in found(result, "created").note


def test_a_moment_without_a_zone_stays_without_one(tmp_path: Path) -> None:
    result = read(still(tmp_path / "a.jpg", {}, {0x9003: "2024:05:06 07:08:09"}))
    assert result.created == datetime(2024, 5, 6, 7, 8, 9)
    assert dict(result.method)["creation time"] == (
        "DateTimeOriginal in EXIF; local time, zone unknown"
    )


def test_the_moment_of_taking_goes_before_that_of_editing(tmp_path: Path) -> None:
    tags: dict[int, object] = {0x0132: "2025:01:01 00:00:00"}
    result = read(still(tmp_path / "a.jpg", tags, {0x9003: "2024:05:06 07:08:09"}))
    assert result.created == datetime(2024, 5, 6, 7, 8, 9)
    assert "2025-01-01 00:00:00 (local time, zone unknown) (DateTime in EXIF)" in (
        found(result, "created_differs").note
    )


@pytest.mark.parametrize("written", ["0000:00:00 00:00:00", "    :  :     :  :  ", "gestern"])
def test_no_real_time_is_none(tmp_path: Path, written: str) -> None:
    assert read(still(tmp_path / "a.jpg", {}, {0x9003: written})).created is None


def test_a_clock_that_was_never_set_is_said_so(tmp_path: Path) -> None:
    result = read(still(tmp_path / "a.jpg", {}, {0x9003: "1970:01:01 00:00:12"}))
    assert result.created is None
    assert result.warnings == (
        "The DateTimeOriginal in EXIF is 1970-01-01; the clock that wrote it was never set, so it "
        "was not used.",
    )


@pytest.mark.parametrize(
    "comment",
    [
        b"ASCII\x00\x00\x00" + b'{"faceLibID":"3","similarity":0.9,"name":"Wang Fang"}',
        b"UNICODE\x00" + '{"faceLibID":"3","similarity":0.9}'.encode("utf-16-be"),
        bytes(8) + b"faceLibID=3;similarity=0.9",
    ],
)
def test_a_comment_that_speaks_of_faces_is_a_mention(tmp_path: Path, comment: bytes) -> None:
    exif = still(tmp_path / "a.jpg", {}, {0x9286: comment})
    told = found(read(exif), "comment")
    assert told.note.startswith("The field UserComment of the picture mentions faces (faceLib")
    assert "similarity" in told.note
    assert told.state is EvidenceState.MENTIONED
    assert told.says == {}
    assert "Wang" not in told.note


def test_comments_of_png_and_segments_of_the_makers_own_are_looked_at(tmp_path: Path) -> None:
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Description", "FaceCapture 人脸抓拍")
    picture().save(tmp_path / "a.png", pnginfo=chunks)
    assert "field Description" in found(read(tmp_path / "a.png"), "comment").note
    picture().save(tmp_path / "a.jpg")
    data = (tmp_path / "a.jpg").read_bytes()
    content = b'{"FaceDetect":1}'
    segment = b"\xff\xe7" + (len(content) + 2).to_bytes(2, "big") + content
    (tmp_path / "b.jpg").write_bytes(data[:2] + segment + data[2:])
    assert "field APP7" in found(read(tmp_path / "b.jpg"), "comment").note


def test_the_same_hints_from_two_makers_notes(tmp_path: Path) -> None:
    entry = struct.pack("<HHIHH", 0x003F, 3, 1, 2, 0)
    panasonic = b"Panasonic\x00\x00\x00" + struct.pack("<H", 1) + entry
    fuji = b"FUJIFILM" + struct.pack("<IH", 12, 1) + struct.pack("<HHIHH", 0x4100, 3, 1, 2, 0)
    for note, maker in ((panasonic, "Panasonic"), (fuji, "Fujifilm")):
        exif = Image.Exif()
        exif.endian = "<"
        exif.get_ifd(ExifTags.IFD.Exif)[0x927C] = note
        path = tmp_path / f"{maker}.jpg"
        little = b"Exif\x00\x00" + _little(note)
        picture().save(path, exif=little)
        told = found(read(path), "exif_face")
        assert f"({maker}) states 2 faces" in told.note
        assert told.says == {}
        assert told.confidence < 1


def _little(note: bytes) -> bytes:
    """A TIFF in little endian with nothing but a maker note."""
    details = 8 + 2 + 12 + 4
    at = details + 2 + 12 + 4
    return (
        b"II*\x00\x08\x00\x00\x00"
        + struct.pack("<HHHIII", 1, 0x8769, 4, 1, details, 0)
        + struct.pack("<HHHIII", 1, 0x927C, 7, len(note), at, 0)
        + note
    )


def test_a_maker_note_that_is_cut_off_gives_no_hint(tmp_path: Path) -> None:
    for note in (b"Panasonic\x00\x00\x00\xff", b"FUJIFILM\xff\xff\xff\xff", b"FUJIFILM"):
        path = tmp_path / "a.jpg"
        picture().save(path, exif=b"Exif\x00\x00" + _little(note))
        assert "exif_face" not in topics(read(path))


def test_broken_exif_leaves_the_rest_to_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    packet = xmp_of(
        "<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Ana Li</rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:PersonInImage>"
    )
    picture().save(path, exif=b"Exif\x00\x00this is no directory at all", xmp=packet)
    result = read(path)
    assert topics(result) == {"named_person"}
    assert result.warnings == ("EXIF is there and could not be read.",)


def test_a_plain_picture_says_nothing(tmp_path: Path) -> None:
    picture().save(tmp_path / "a.jpg")
    result = read(tmp_path / "a.jpg")
    assert result.observations == ()
    assert result.warnings == ()
    assert result.created is None
    assert dict(result.method)["creation time"] == "the file states none that can be true"
