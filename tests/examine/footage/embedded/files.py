"""Files with embedded metadata, made on the spot in the syntax of the standards."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from uuid import UUID

import av
import numpy as np
from av.video.stream import VideoStream
from PIL import Image

SCHEMA = "http://www.onvif.org/ver10/schema"
NAMESPACES = (
    f'xmlns:tt="{SCHEMA}" xmlns:fc="http://www.onvif.org/ver20/analytics/humanface" '
    'xmlns:bd="http://www.onvif.org/ver20/analytics/humanbody" '
    'xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2" '
    'xmlns:tns1="http://www.onvif.org/ver10/topics"'
)

# --- ONVIF ---------------------------------------------------------------------------------------


def stream_of(content: str) -> bytes:
    """A document with `content` in it."""
    return f"<tt:MetadataStream {NAMESPACES}>{content}</tt:MetadataStream>".encode()


def frame_of(*objects: str, utc: str = "2024-05-06T07:08:09.000Z", width: int = 320) -> bytes:
    """A frame with objects, its coordinates in pixels from the lower left corner."""
    height = width * 3 // 4
    return stream_of(
        f'<tt:VideoAnalytics><tt:Frame UtcTime="{utc}"><tt:Transformation>'
        f'<tt:Translate x="-1.0" y="-1.0"/><tt:Scale x="{2 / width}" y="{2 / height}"/>'
        f"</tt:Transformation>{''.join(objects)}</tt:Frame></tt:VideoAnalytics>"
    )


def face_object(number: int = 12, likelihood: float = 0.93, extra: str = "") -> str:
    """A face as the analytics specification's examples write an object."""
    return (
        f'<tt:Object ObjectId="{number}"><tt:Appearance><tt:Shape>'
        '<tt:BoundingBox left="20.0" top="80.0" right="100.0" bottom="30.0"/>'
        '<tt:CenterOfGravity x="60.0" y="50.0"/></tt:Shape><tt:Class>'
        f'<tt:Type Likelihood="{likelihood}">HumanFace</tt:Type></tt:Class>{extra}'
        "</tt:Appearance></tt:Object>"
    )


def event_of(topic: str, *items: tuple[str, str], operation: str = "Changed") -> bytes:
    """A notification as it lies in a metadata stream."""
    data = "".join(f'<tt:SimpleItem Name="{name}" Value="{value}"/>' for name, value in items)
    return stream_of(
        "<tt:Event><wsnt:NotificationMessage><wsnt:Topic "
        'Dialect="http://www.onvif.org/ver10/tev/topicExpression/ConcreteSet">'
        f"{topic}</wsnt:Topic><wsnt:Message>"
        f'<tt:Message UtcTime="2024-05-06T07:08:09Z" PropertyOperation="{operation}"><tt:Source>'
        '<tt:SimpleItem Name="VideoSource" Value="1"/></tt:Source>'
        f"<tt:Data>{data}</tt:Data></tt:Message></wsnt:Message></wsnt:NotificationMessage>"
        "</tt:Event>"
    )


# --- MP4 -----------------------------------------------------------------------------------------


def box(kind: bytes, *parts: bytes) -> bytes:
    """A box of ISO/IEC 14496-12."""
    content = b"".join(parts)
    return struct.pack(">I4s", 8 + len(content), kind) + content


def full_box(kind: bytes, *parts: bytes, flags: int = 0) -> bytes:
    """A box with a version, 0, and flags."""
    return box(kind, struct.pack(">I", flags), *parts)


def metx(encoding: bytes = b"") -> bytes:
    """The sample entry of the ONVIF Export File Format for timed metadata."""
    return box(b"metx", bytes(6), b"\x00\x01", encoding + b"\0", SCHEMA.encode() + b"\0", b"\0")


def mett() -> bytes:
    """The sample entry for text with a media type."""
    return box(b"mett", bytes(6), b"\x00\x01", b"\0", b"application/vnd.onvif.metadata\0")


def _track(entry: bytes, samples: Sequence[bytes], at: int, step: int) -> bytes:
    offsets = [at + sum(map(len, samples[:number])) for number in range(len(samples))]
    long = step * len(samples)
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    table = box(
        b"stbl",
        full_box(b"stsd", struct.pack(">I", 1), entry),
        full_box(b"stts", struct.pack(">III", 1, len(samples), step)),
        full_box(b"stsc", struct.pack(">IIII", 1, 1, 1, 1)),
        full_box(b"stsz", struct.pack(f">II{len(samples)}I", 0, len(samples), *map(len, samples))),
        full_box(b"stco", struct.pack(f">I{len(samples)}I", len(samples), *offsets)),
    )
    data_reference = box(
        b"dinf", full_box(b"dref", struct.pack(">I", 1), full_box(b"url ", flags=1))
    )
    media = box(
        b"mdia",
        full_box(b"mdhd", struct.pack(">IIIIHH", 0, 0, 1000, long, 0x55C4, 0)),
        full_box(b"hdlr", bytes(4), b"meta", bytes(12), b"metadata\0"),
        box(b"minf", full_box(b"nmhd"), data_reference, table),
    )
    header = struct.pack(">IIIII", 0, 0, 9, 0, long) + bytes(16) + matrix + bytes(8)
    return box(b"trak", full_box(b"tkhd", header, flags=3), media)


def with_metadata_track(
    clip: Path,
    samples: Sequence[bytes],
    *,
    entry: bytes | None = None,
    step: int = 500,
    appended: bytes = b"",
) -> Path:
    """The clip with a track of timed metadata, a sample each `step` milliseconds."""
    data = clip.read_bytes()
    index = data.rfind(b"moov") - 4
    before, movie = data[:index], data[index:]
    track = _track(entry or metx(), samples, len(before) + 8, step)
    written = clip.with_name(f"with-metadata-{clip.name}")
    written.write_bytes(before + box(b"mdat", *samples) + box(b"moov", movie[8:], track) + appended)
    return written


def with_box(clip: Path, content: bytes) -> Path:
    """The clip with one more box at its end."""
    written = clip.with_name(f"with-box-{clip.name}")
    written.write_bytes(clip.read_bytes() + content)
    return written


def edit_list(clip: Path, *edits: tuple[int, int]) -> Path:
    """The clip with another edit list; durations and starts as they are stored."""
    data = clip.read_bytes()
    at = data.find(b"elst") - 4
    (length,) = struct.unpack_from(">I", data, at)
    entries = b"".join(struct.pack(">IiI", *edit, 0x10000) for edit in edits)
    new = full_box(b"elst", struct.pack(">I", len(edits)), entries)
    grown = len(new) - length
    data = data[:at] + new + data[at + length :]
    for kind in (b"edts", b"trak", b"moov"):
        place = data.find(kind) - 4
        (old,) = struct.unpack_from(">I", data, place)
        data = data[:place] + struct.pack(">I", old + grown) + data[place + 4 :]
    written = clip.with_name(f"edited-{clip.name}")
    written.write_bytes(data)
    return written


# --- other containers ----------------------------------------------------------------------------


def plain_clip(path: Path, codec: str = "libx264", frames: int = 20, **tags: str) -> Path:
    """Two seconds of a plain picture of 320x240, with metadata `tags`; no B-frames."""
    with av.open(str(path), "w") as container:
        container.metadata.update(tags)
        stream = _picture(container, codec)
        for number in range(frames):
            container.mux(stream.encode(_frame(number)))
        container.mux(stream.encode(None))
    return path


def transport_stream(path: Path, packets: Sequence[bytes]) -> Path:
    """A transport stream with private data next to the picture, a packet every half second."""
    with av.open(str(path), "w") as container:
        stream = _picture(container, "libx264")
        beside = container.add_data_stream()
        for number in range(20):
            container.mux(stream.encode(_frame(number)))
            if number % 5 == 0 and number // 5 < len(packets):
                packet: av.Packet[av.stream.Stream] = av.Packet(packets[number // 5])
                packet.stream = beside
                packet.pts = packet.dts = number * 100
                packet.time_base = Fraction(1, 1000)
                container.mux(packet)
        container.mux(stream.encode(None))
    return path


def matroska(
    path: Path, packets: Sequence[bytes], *, attached: bytes = b"", begins: int = 0
) -> Path:
    """A Matroska file with a track of text next to the picture, and an attachment.

    `begins` is the number of the first frame, of which there are ten a second.
    """
    with av.open(str(path), "w") as container:
        stream = _picture(container, "libx264")
        beside = container.add_mux_stream("subrip")
        if attached:
            container.add_attachment("metadata.xml", "application/xml", attached)
        for number in range(20):
            container.mux(stream.encode(_frame(begins + number)))
            if number % 5 == 0 and number // 5 < len(packets):
                packet: av.Packet[av.stream.Stream] = av.Packet(packets[number // 5])
                packet.stream = beside
                packet.pts = packet.dts = (begins + number) * 100
                packet.duration = 100
                packet.time_base = Fraction(1, 1000)
                container.mux(packet)
        container.mux(stream.encode(None))
    return path


def _picture(container: av.container.OutputContainer, codec: str) -> VideoStream:
    stream = container.add_stream(codec, rate=10)
    assert isinstance(stream, VideoStream)
    stream.width, stream.height, stream.pix_fmt = 320, 240, "yuv420p"
    stream.codec_context.max_b_frames = 0
    stream.codec_context.gop_size = 10
    return stream


def _frame(number: int) -> av.VideoFrame:
    picture = np.full((240, 320, 3), 40 + number * 9 % 200, np.uint8)
    frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
    frame.pts, frame.time_base = number, Fraction(1, 10)
    return frame


# --- SEI -----------------------------------------------------------------------------------------

SOMEBODYS = UUID("11111111-2222-3333-4444-555555555555")
"""An identifier that nobody is known to use."""


def sei_message(content: bytes, identifier: UUID = SOMEBODYS) -> bytes:
    """A message of unregistered user data."""
    payload = identifier.bytes + content
    size = b"\xff" * (len(payload) // 255) + bytes([len(payload) % 255])
    return b"\x05" + size + payload


def _escaped(content: bytes) -> bytes:
    """With the byte 3 put in wherever two zeros are followed by a byte up to 3."""
    written = bytearray()
    zeros = 0
    for byte in content:
        if zeros >= 2 and byte <= 3:
            written.append(3)
            zeros = 0
        written.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes(written)


def with_sei(clip: Path, *messages: bytes, codec: str = "h264") -> Path:
    """A bare stream with an SEI unit holding `messages` before every coded picture."""
    header, pictures = {"h264": (b"\x06", {1, 5}), "hevc": (b"\x4e\x01", set(range(22)))}[codec]
    unit = b"\x00\x00\x00\x01" + header + _escaped(b"".join(messages) + b"\x80")
    written = bytearray()
    for part in clip.read_bytes().split(b"\x00\x00\x01")[1:]:
        kind = part[0] & 31 if codec == "h264" else part[0] >> 1 & 63
        # The first bit of a slice says that it begins a picture: as the number 0 in H.264, as a
        # flag in H.265. Encoders cut pictures into slices by the number of cores they find.
        if kind in pictures and part[len(header)] & 0x80:
            written += unit
        written += b"\x00\x00\x00\x01" + part.rstrip(b"\x00")
    out = clip.with_name(f"with-sei-{clip.name}")
    out.write_bytes(bytes(written))
    return out


def rewrapped(stream: Path, suffix: str) -> Path:
    """A bare stream in a container, where units are prefixed by their length."""
    out = stream.with_suffix(suffix)
    with av.open(str(stream)) as source, av.open(str(out), "w") as target:
        picture = source.streams.video[0]
        copy = target.add_stream_from_template(picture)
        for number, packet in enumerate(source.demux(picture)):
            if packet.size:
                packet.stream = copy
                packet.time_base = Fraction(1, 10)
                packet.pts, packet.dts, packet.duration = number, number, 1
                target.mux(packet)
    return out


# --- stills --------------------------------------------------------------------------------------

XMP_NAMESPACES = (
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" '
    'xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#" '
    'xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#" '
    'xmlns:apple-fi="http://ns.apple.com/faceinfo/1.0/" '
    'xmlns:MP="http://ns.microsoft.com/photo/1.2/" '
    'xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#" '
    'xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#" '
    'xmlns:acdsee-rs="http://ns.acdsee.com/regions/" '
    'xmlns:acdsee-stArea="http://ns.acdsee.com/sType/Area#" '
    'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" '
    'xmlns:digiKam="http://www.digikam.org/ns/1.0/" '
    'xmlns:lr="http://ns.adobe.com/lightroom/1.0/" '
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
)


def xmp_of(content: str, attributes: str = "") -> bytes:
    """An XMP packet with properties in it, as writers wrap and pad it."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF {XMP_NAMESPACES}><rdf:Description rdf:about="" {attributes}>{content}'
        f'</rdf:Description></rdf:RDF></x:xmpmeta>{" " * 200}\n<?xpacket end="w"?>'
    ).encode()


def picture() -> Image.Image:
    """A plain picture of 400x200."""
    return Image.new("RGB", (400, 200), (90, 120, 150))
