"""Files that are encrypted or packed, recognised by how their bytes are spread.

What recorders and cameras export as a backup of their settings is encrypted and has no signature
(Hikvision's `configurationData`, Dahua's backup): newer ones spread their bytes evenly, older ones
are encrypted in blocks of 16 bytes each by itself, so that empty settings repeat one block.
"""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

SAMPLE = 65_536
"""Bytes examined."""
LEAST = 1024
"""Fewest bytes from which the spread tells anything."""
EVEN = 7.7
"""Bits of entropy a byte from which bytes are spread evenly; 1,024 random ones have about 7.8."""
BLOCK = 16
"""Bytes of a block of AES."""
_REPEATED = 8
"""How often a block that looks random must be there to be what nothing encrypts to."""
_DISTINCT = 13
"""Different bytes within a block from which it looks random; of 16 random ones, 15 or 16 differ."""

SEALED = (
    "It is encrypted or packed, as the backups of cameras and recorders are (Hikvision's "
    "configurationData, Dahua's backup), and nothing in it can be read. Ask for the settings as "
    "the device's interface answers them, channel by channel, and for its list of face libraries."
)
"""What is said of such a file."""


def is_sealed(path: Path) -> bool:
    """Whether the file at `path` looks encrypted or packed.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        sample = stream.read(SAMPLE)
    if len(sample) < LEAST:
        return False
    return _entropy(sample) >= EVEN or _repeats_a_block(sample)


def _entropy(sample: bytes) -> float:
    shares = (count / len(sample) for count in Counter(sample).values())
    return -sum(share * math.log2(share) for share in shares)


def _repeats_a_block(sample: bytes) -> bool:
    blocks = Counter(sample[n : n + BLOCK] for n in range(0, len(sample) - BLOCK + 1, BLOCK))
    return any(
        count >= _REPEATED and len(set(block)) >= _DISTINCT
        for block, count in blocks.most_common(4)
    )
