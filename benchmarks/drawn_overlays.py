"""Precision and recall on a set of drawn overlays.

    python -m benchmarks.drawn_overlays [--only TEXT] [--pictures FOLDER]

For each form: what it shows, what was concluded, and the words that are quoted.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from PIL import Image

from auditor.examine.footage.overlay import read_overlays
from tests.examine.footage.overlay.drawn_set import DRAWN_SET, DrawnForm, Shows
from tests.examine.footage.overlay.drawn_verdicts import (
    CLAIMS,
    claims_too_much,
    concluded,
    is_right,
    names_somebody,
)
from tests.examine.footage.overlay.pictures import exhibit


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", default="", help="only forms whose id contains this")
    parser.add_argument("--pictures", type=Path, help="folder in which the pictures are kept")
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    for number, form in enumerate(DRAWN_SET):
        if asked.only in form.id:
            _try(number, form, counts, asked.pictures)
    right, missed, wrong = counts["right"], counts["missed"], counts["wrong"]
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    print(f"\nprecision {precision:.3f}, recall {recall:.3f}; {counts['name']} wrong names")
    print(f"{right} found, {missed} missed, {wrong} wrong, {counts['nothing']} rightly nothing")
    print(f"scripts not read: {counts['unread']} of {counts['scripts']} said so")


def _try(number: int, form: DrawnForm, counts: Counter[str], pictures: Path | None) -> None:
    drawn = form.draw()
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
        Image.fromarray(drawn.picture()).save(pictures / f"{number:03}.png")
    result = read_overlays(exhibit(), [drawn.read()])
    verdict = concluded(result)
    right = is_right(form, result)
    if form.shows in CLAIMS:
        counts["right" if right else "missed"] += 1
    elif form.shows is Shows.UNREADABLE:
        counts["scripts"] += 1
        counts["unread"] += right
    else:
        counts["nothing"] += right
    counts["wrong"] += claims_too_much(form, result)
    counts["name"] += names_somebody(result) and not form.named
    state = "ok " if right else "NOT"
    print(f"{state} {number:03} {form.shows.value:11} {form.id}: {verdict.value}")
    for observation in () if right else result.observations:
        quote = getattr(observation.locator, "quote", "")
        print(f"          {observation.topic}  {observation.note}  {quote}")


if __name__ == "__main__":
    main()
