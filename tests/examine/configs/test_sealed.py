"""Backups of devices that are encrypted: named as what they are, and never none."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from auditor.examine.configs.syntax.sealed import is_sealed
from auditor.examine.inspection import inspected


def noise(length: int) -> bytes:
    """Bytes that look random and are the same every time."""
    blocks = (hashlib.sha256(str(n).encode()).digest() for n in range(length // 32))
    return b"".join(blocks)


EMPTY = noise(32)[:16]


@pytest.mark.parametrize(
    ("data", "sealed"),
    [
        (noise(8192), True),
        (noise(1024) + EMPTY * 400 + noise(512), True),
        (noise(512), False),
        (bytes(range(16)) + b"\0" * 8192, False),
        (b"\x7fELF" + b"word " * 2000, False),
    ],
)
def test_what_is_encrypted_is_told_by_its_bytes(data: bytes, sealed: bool, tmp_path: Path) -> None:
    path = tmp_path / "configurationData"
    path.write_bytes(data)
    assert is_sealed(path) is sealed


def test_an_encrypted_backup_is_ambiguous_and_says_what_to_ask_for(tmp_path: Path) -> None:
    path = tmp_path / "configurationData"
    path.write_bytes(noise(8192))
    found = inspected(path)[0]
    assert found.label is not None
    assert found.label.value == "ambiguous"
    assert "encrypted" in found.error
