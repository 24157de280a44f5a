"""What reading embedded metadata may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EmbeddedLimits:
    """What one exhibit may cost; beyond it reading stops, and a warning says where.

    All are counts of this tool's own choosing. Measured on one core, a packet costs about 15
    microseconds and a document with three described faces about 600, so that a file at every limit
    takes about two minutes.

    Attributes:
        most_packets: packets read from a video; 33 hours at 25 frames a second without sound.
        most_documents: XML documents of a metadata track that are parsed.
        most_messages: messages of user data next to the picture that are examined.
        most_bytes: bytes of one XML document, one packet of XMP or one message, unpacked.
        most_kept: different object numbers, names, words or identifiers that are distinguished.
        most_boxes: boxes of an MP4 or QuickTime file whose headers are read.
        most_errors: packets that cannot be read before the rest is given up.
    """

    most_packets: int = 3_000_000
    most_documents: int = 100_000
    most_messages: int = 500_000
    most_bytes: int = 8_000_000
    most_kept: int = 100_000
    most_boxes: int = 20_000
    most_errors: int = 1_000

    def words(self) -> str:
        """What is read, and how far, for the table of methods."""
        return (
            "tracks of ONVIF metadata, user data next to the picture (SEI, H.264 and H.265), XMP, "
            "EXIF, tags of the container and the file's name; at most "
            f"{self.most_packets} packets, {self.most_documents} documents and "
            f"{self.most_messages} messages of at most {self.most_bytes // 1_000_000} MB each; "
            "names are shown by their first character only"
        )


LIMITS = EmbeddedLimits()
