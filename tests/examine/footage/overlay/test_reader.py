"""The reader reads without a network, gives places in the picture, and refuses what would fetch."""

from __future__ import annotations

import importlib.metadata
import socket
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from auditor.core.errors import FaceAuditError
from auditor.examine.footage.overlay import reader as module
from auditor.examine.footage.overlay.reader import RapidReader, reader

from .pictures import Drawn, scene


def _no_network(*_: object, **__: object) -> NoReturn:
    raise AssertionError("the reader asked for a network")


def test_it_reads_without_a_network(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(socket.socket, "connect", _no_network)
    monkeypatch.setattr(socket, "getaddrinfo", _no_network)
    frame = scene().text("Camera 01", (700, 490), 26).read()
    words = RapidReader().read(frame.bgr)
    assert [word.text for word in words] == ["Camera 01"]
    assert words[0].confidence > 0.9
    assert capfd.readouterr() == ("", "")


def test_places_are_in_elements_of_the_picture_also_where_it_was_reduced() -> None:
    drawn = scene().text("Similarity: 87%", (600, 100), 30)
    small = drawn.read().bgr
    large = np.repeat(np.repeat(small, 3, axis=0), 3, axis=1)
    assert large.shape[1] > RapidReader().settings.longest
    (word,) = reader().read(np.ascontiguousarray(large))
    assert word.text == "Similarity: 87%"
    assert abs(word.area.left - 3 * 600) < 30
    assert abs(word.area.top - 3 * 105) < 30


def test_the_models_are_named_with_their_digests() -> None:
    made = reader()
    assert made.name == f"RapidOCR {importlib.metadata.version('rapidocr')}"
    assert made.model.count("sha256:") == 2


def test_it_is_made_once() -> None:
    assert reader() is reader()


def test_a_model_without_its_characters_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bare = tmp_path / "x_rec_x.onnx"
    bare.write_bytes(b"no list of letters")
    monkeypatch.setattr(module, "_model", lambda _part: bare)
    with pytest.raises(FaceAuditError, match="not installed"):
        RapidReader()


def test_a_missing_model_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "files", lambda _name: [])
    with pytest.raises(FaceAuditError, match="rapidocr"):
        RapidReader()


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 900, 3), (900, 3, 3), (20, 20, 3)])
def test_no_shape_of_picture_is_too_odd(shape: tuple[int, int, int]) -> None:
    assert list(reader().read(np.zeros(shape, np.uint8))) == []


def test_a_picture_without_words_has_none() -> None:
    assert list(reader().read(Drawn(scene().rgb).read().bgr)) == []
