"""Compressed RTF of Outlook messages (MS-OXRTFCP): a sliding window of 4,096 bytes."""

from __future__ import annotations

import struct

_COMPRESSED, _PLAIN = b"LZFu", b"MELA"
_WINDOW = 4096
_HEADER = 16
MAX_BYTES = 16 * 1024 * 1024
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the window holds before the first byte (MS-OXRTFCP 2.1.2.1)."""


class CompressedRtfError(Exception):
    """The data are not compressed RTF, or too large."""


def decompress(packed: bytes) -> bytes:
    """The RTF in `packed`.

    Raises:
        CompressedRtfError: it is something else, or larger than `MAX_BYTES`.
    """
    if len(packed) < _HEADER:
        raise CompressedRtfError
    size, kind = struct.unpack_from("<I", packed, 4)[0], packed[8:12]
    if size > MAX_BYTES or kind not in {_COMPRESSED, _PLAIN}:
        raise CompressedRtfError
    if kind == _PLAIN:
        return packed[_HEADER : _HEADER + size]
    return bytes(_unpacked(packed[_HEADER:], size))


def _unpacked(data: bytes, size: int) -> bytearray:
    window = bytearray(_WINDOW)
    window[: len(_START)] = _START
    write = len(_START)
    unpacked = bytearray()
    position = 0
    while position < len(data) and len(unpacked) < size:
        control = data[position]
        position += 1
        for bit in range(8):
            is_reference = bool(control & 1 << bit)
            if position + is_reference >= len(data):
                return unpacked
            piece = data[position : position + 1]
            if is_reference:
                reference = int.from_bytes(data[position : position + 2], "big")
                offset, length = reference >> 4, (reference & 0xF) + 2
                # A reference to the place that is written next ends the data.
                if offset == write:
                    return unpacked
                position += 1
            else:
                offset, length = -1, 1
            position += 1
            for step in range(length):
                byte = piece[0] if offset < 0 else window[(offset + step) % _WINDOW]
                window[write] = byte
                write = (write + 1) % _WINDOW
                unpacked.append(byte)
    return unpacked
