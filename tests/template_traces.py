"""Looks for a face template in bytes, in every form in which one is likely to be written."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Template = NDArray[np.float64]
_NUMBER = re.compile(rb"-?\d*\.\d+(?:[eE][-+]?\d+)?")
_PLACES = (0, 40, 100)
"""Components at which binary forms are looked for; a template may be written in parts."""
_BINARY, _DECIMAL = 4, 6
"""So many components in a row are no accident."""
_ROUNDED = 0.0051
"""Decimals are recognised down to two places."""


def traces(template: Template, data: bytes) -> list[str]:
    """The forms in which `template` is found in `data`."""
    found = [form for form, looked_for in _forms(template) if looked_for in data]
    numbers = np.array([float(n) for n in _NUMBER.findall(data)])
    if len(numbers) >= _DECIMAL:
        rows = np.lib.stride_tricks.sliding_window_view(numbers, _DECIMAL)
        for start in range(0, len(template) - _DECIMAL, _DECIMAL):
            part = template[start : start + _DECIMAL]
            if (np.abs(rows - part) < _ROUNDED).all(axis=1).any():
                return [*found, "decimals"]
    return found


def _forms(template: Template) -> Iterator[tuple[str, bytes]]:
    for kind in ("<f8", ">f8", "<f4", ">f4", "<f2", ">f2"):
        whole = template.astype(kind).tobytes()
        size = np.dtype(kind).itemsize
        for place in _PLACES:
            part = whole[place * size : (place + _BINARY) * size]
            yield f"{kind} binary", part
            yield f"{kind} hexadecimal", part.hex().encode()
            yield f"{kind} hexadecimal", part.hex().upper().encode()
        for skipped in range(3):
            # Base64 writes three bytes in four letters, wherever the template begins among them.
            part = whole[skipped : skipped + 48]
            yield f"{kind} base64", base64.b64encode(part)
            yield f"{kind} base64", base64.urlsafe_b64encode(part)
