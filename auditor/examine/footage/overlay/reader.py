"""Words in a picture, read by RapidOCR with the models inside its wheel; nothing is ever fetched.

The models are PaddleOCR's PP-OCR (Apache-2.0) for simplified and traditional Chinese and English.
RapidOCR fetches a model or a character list that it does not find; so both model files are named to
it, and a recognition model without its own character list is refused.
"""

from __future__ import annotations

import importlib.metadata
import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np

from auditor.core.digest import digest_file
from auditor.core.errors import FaceAuditError
from auditor.core.installed import file_of
from auditor.examine.footage import work
from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.footage.overlay.places import Area


@dataclass(frozen=True)
class Word:
    """A line of text as read: its words, where it stands, and how sure the reader is, 0 to 1."""

    text: str
    area: Area
    confidence: float


class WordReader(Protocol):
    """Reads words. Holds models, so it is made once and used often.

    Attributes:
        name: the program and its version.
        model: file names of the models, each with the first 16 hexadecimal digits of its SHA-256.
    """

    name: str
    model: str

    def read(self, bgr: Pixels) -> Sequence[Word]:
        """The lines of text in `bgr`, in elements of `bgr`, from the top down."""
        ...


@dataclass(frozen=True)
class ReaderSettings:
    """How the models are used.

    Attributes:
        threads: cores used for one picture, where the machine has as many.
        longest: pictures whose longer side is larger are reduced to this many elements; RapidOCR's
            own limit.
        shortest: a picture whose shorter side is smaller is enlarged to this many elements;
            RapidOCR's own.
        finding: text is looked for in a copy whose longer side has at most this many elements (a
            16:9 picture of `shortest`), and read in the picture itself. Of 1080p footage that took
            0.42 of the time (`benchmarks/overlays.py` holds what it finds to its targets).
        slimmest: a picture whose sides differ by more than this factor is filled up with its edge
            to that shape; RapidOCR would enlarge a strip of 3 by 900 to 736 by 220,800.
        least: confidence below which RapidOCR returns nothing; what is too weak to be used is
            decided by `OverlaySettings`, so that it can be counted.
    """

    threads: int = 2
    longest: int = 2000
    shortest: int = 736
    finding: int = 1312
    slimmest: float = 4.0
    least: float = 0.3


class RapidReader:
    """See the module's text.

    Raises:
        FaceAuditError: the models are not where the `rapidocr` wheel puts them.
    """

    def __init__(self, settings: ReaderSettings | None = None) -> None:
        self.settings = settings or ReaderSettings()
        finder, recogniser = _model("_det_"), _model("_rec_")
        # Without it RapidOCR would look for the list of characters on the network.
        if b"character" not in recogniser.read_bytes():
            raise _not_installed(f"{recogniser.name} without its characters")
        self.name = f"RapidOCR {importlib.metadata.version('rapidocr')}"
        self.model = ", ".join(
            f"{file.name} sha256:{digest_file(file).value[:16]}" for file in (finder, recogniser)
        )
        self._lock = threading.Lock()
        self._engine = _engine(finder, recogniser, self.settings)

    def read(self, bgr: Pixels) -> Sequence[Word]:
        """See `WordReader`."""
        height, width = bgr.shape[:2]
        factor = min(
            self.settings.longest / max(height, width),
            max(1.0, self.settings.shortest / min(height, width)),
        )
        inner = (max(1, round(width * factor)), max(1, round(height * factor)))
        how = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
        picture = bgr
        if inner != (width, height):
            picture = np.asarray(cv2.resize(bgr, inner, interpolation=how), dtype=np.uint8)
        with self._lock:
            found = self._engine(_not_too_slim(picture, self.settings.slimmest))
        if found.boxes is None or found.txts is None or found.scores is None:
            return ()
        return tuple(
            Word(
                text=str(text),
                area=Area(
                    float(corners[:, 0].min()) / factor,
                    float(corners[:, 1].min()) / factor,
                    float(corners[:, 0].max()) / factor,
                    float(corners[:, 1].max()) / factor,
                ),
                confidence=round(float(score), 3),
            )
            for text, score, corners in zip(found.txts, found.scores, found.boxes, strict=True)
        )


@cache
def reader() -> WordReader:
    """The reader of this process, made at the first call and kept.

    Raises:
        FaceAuditError: its models are not installed.
    """
    return RapidReader()


def _not_too_slim(picture: Pixels, slimmest: float) -> Pixels:
    """`picture`, continued by its right or lower edge where it is a strip."""
    height, width = picture.shape[:2]
    least = math.ceil(max(height, width) / slimmest)
    below, beside = max(0, least - height), max(0, least - width)
    if not (below or beside):
        return picture
    filled = cv2.copyMakeBorder(picture, 0, below, 0, beside, cv2.BORDER_REPLICATE)
    return np.asarray(filled, dtype=np.uint8)


def _engine(finder: Path, recogniser: Path, use: ReaderSettings) -> Any:  # noqa: ANN401 - no types
    from rapidocr import RapidOCR  # noqa: PLC0415 - slow to import, and often not needed

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": use.least,
            "Global.max_side_len": use.longest,
            "Det.model_path": str(finder),
            "Det.limit_type": "max",
            "Det.limit_side_len": use.finding,
            "Rec.model_path": str(recogniser),
            "EngineConfig.onnxruntime.intra_op_num_threads": min(use.threads, work.cores()),
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _model(part: str) -> Path:
    """The wheel's model file with `part` in its name."""
    file = file_of("rapidocr", lambda name: part in name and name.endswith(".onnx"))
    if file is not None:
        return file
    raise _not_installed(f"*{part}*.onnx")


def _not_installed(what: str) -> FaceAuditError:
    return FaceAuditError(
        "a model for reading text is not installed",
        where=what,
        why="it comes inside the `rapidocr` wheel",
        remedy="Install face-audit again with its dependencies",
    )
