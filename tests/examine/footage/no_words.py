"""An examiner that sees faces and reads no words, which its own tests have: reading is slow."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.examine.footage.detect.interface import Pixels
from auditor.examine.footage.examiner import FootageExaminer
from auditor.examine.footage.overlay.reader import Word


class NoWords:
    """Reads nothing in any picture."""

    name = "none"
    model = "none"

    def read(self, bgr: Pixels) -> Sequence[Word]:
        return ()


FACES = FootageExaminer(words=NoWords())
