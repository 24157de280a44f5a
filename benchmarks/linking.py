"""How often face templates join two people, and how often they fail to join one.

    python -m benchmarks.linking MEDIA [--write]

MEDIA holds `d/pairs.tsv` (columns a, b, id_a, id_b: pictures and who is in them) and
`d/clip_people.tsv` (person, clip). Photographs: the template of the largest face of each picture.
Clips: the template of each episode of a clip in which one person is to be seen, of whatever tier,
compared across clips only. All are compared with all. It prints the distances and, in the terms of
ISO/IEC 19795-1, false match and false non-match rates; `--write` stores them where `--link` finds
them. The material is not part of the repository.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

import numpy as np

from auditor.case.load import LoadedCase
from auditor.case.model import Case, Exhibit
from auditor.core.digest import digest_file
from auditor.examine.footage.examiner import FootageExaminer
from auditor.examine.footage.link.encoder import Encoder, Template
from auditor.examine.footage.link.errors import ACCEPTED, FILE, error_rate, threshold
from auditor.examine.footage.link.linking import distances_of, templates_of
from auditor.examine.interface import Workbench
from auditor.examine.kind import kind_of
from auditor.examine.linking_model import EncoderErrors, MatchingTest, ThresholdErrors
from auditor.examine.model import CaptureEpisode

THRESHOLDS = (0.30, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60)
"""0.6 is the one dlib's own examples use."""
SHOWN = 5
"""Closest comparisons of different people that are printed."""


@dataclass(frozen=True)
class Known:
    """A template, whose it is, where it is from, and the eye distance in picture elements."""

    person: str
    file: str
    eyes: float
    template: Template


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.name}")
    asked = parser.parse_args()
    encoder = Encoder()
    errors = EncoderErrors(
        encoder=encoder.name,
        model=encoder.model,
        tests=(
            _test("photographs", _photographs(asked.folder, encoder)),
            _test("clips", _clips(asked.folder, encoder)),
        ),
    )
    print(f"threshold for at most {ACCEPTED:.1%} false matches: {threshold(errors):.2f}")
    if asked.write:
        FILE.write_text(errors.model_dump_json(indent=1) + "\n", encoding="utf-8")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def _photographs(folder: Path, encoder: Encoder) -> list[Known]:
    people = {}
    for row in _rows(folder / "d" / "pairs.tsv"):
        people[row["a"]], people[row["b"]] = row["id_a"], row["id_b"]
    known = []
    for file, person in sorted(people.items()):
        found = _templates(folder, file, encoder)
        if found:
            known.append(_known(person, file, max(found, key=lambda f: f[0].best.box.width)))
        else:
            print(f"no template: {file}")
    return known


def _clips(folder: Path, encoder: Encoder) -> list[Known]:
    people: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder / "d" / "clip_people.tsv"):
        people[row["clip"]].add(row["person"])
    known = []
    for file, there in sorted(people.items()):
        if len(there) == 1:  # else nobody says whose episode is whose
            found = _templates(folder, file, encoder)
            known += [_known(min(there), file, one) for one in found]
    return known


def _known(person: str, file: str, found: tuple[CaptureEpisode, Template]) -> Known:
    return Known(person, file, found[0].best.eye_distance, found[1])


def _templates(folder: Path, file: str, encoder: Encoder) -> list[tuple[CaptureEpisode, Template]]:
    """Every episode in a file with its template, found and made as in an audit."""
    path = folder / file
    kind, media_type = kind_of(path)
    exhibit = Exhibit(
        id="E-01",
        path=file,
        kind=kind,
        media_type=media_type,
        size=path.stat().st_size,
        digest=digest_file(path),
    )
    result = FootageExaminer().examine(exhibit, path, Workbench())
    loaded = LoadedCase(Case(title=file, exhibits=(exhibit,)), {exhibit.id: path})
    faces = [(exhibit.id, episode) for episode in result.episodes]
    templates = templates_of(encoder, loaded, faces, [])
    return [(e, templates[e.id]) for e in result.episodes if e.id in templates]


def _test(material: Literal["photographs", "clips"], known: Sequence[Known]) -> MatchingTest:
    distances = distances_of([one.template for one in known])
    same: list[float] = []
    different: list[tuple[float, int, int]] = []
    pairs: set[tuple[str, str]] = set()
    twice: set[str] = set()
    for a, b in combinations(range(len(known)), 2):
        distance = float(distances[a, b])
        if known[a].file == known[b].file:
            continue
        if known[a].person == known[b].person:
            same.append(distance)
            twice.add(known[a].person)
        else:
            different.append((distance, a, b))
            pairs.add(
                (min(known[a].person, known[b].person), max(known[a].person, known[b].person))
            )
    apart = np.array([distance for distance, _, _ in different])
    together = np.array(same)
    test = MatchingTest(
        material=material,
        people=len({one.person for one in known}),
        templates=len(known),
        eye_distance=round(float(np.median([one.eyes for one in known])), 1),
        closest_different=float(apart.min()),
        furthest_same=float(together.max()),
        thresholds=tuple(
            ThresholdErrors(
                threshold=value,
                false_match=error_rate(int((apart <= value).sum()), len(apart), len(pairs)),
                false_non_match=error_rate(
                    int((together > value).sum()), len(together), len(twice)
                ),
            )
            for value in THRESHOLDS
        ),
    )
    _print(test, apart, together)
    for distance, a, b in sorted(different)[:SHOWN]:
        print(
            f"  close: {distance:.2f} {known[a].file} ({known[a].person}), {known[b].file}"
            f" ({known[b].person})"
        )
    return test


def _print(test: MatchingTest, apart: np.ndarray, together: np.ndarray) -> None:
    print(
        f"\n{test.material}: {test.people} people, {test.templates} templates, median eye distance "
        f"{test.eye_distance}"
    )
    marks = (0, 1, 5, 25, 50, 75, 95, 99, 100)
    for name, values in (("same", together), ("different", apart)):
        at = " ".join(f"{np.percentile(values, mark):.2f}" for mark in marks)
        print(f"  {name}: {len(values)} comparisons; percentiles {marks}: {at}")
    for row in test.thresholds:
        said = [
            f"{name} {rate.errors}/{rate.comparisons} = {rate.rate:.2%} "
            f"[{rate.low:.2%}, {rate.high:.2%}]"
            for name, rate in (("FMR", row.false_match), ("FNMR", row.false_non_match))
        ]
        print(f"  {row.threshold:.2f}  {said[0]:38}  {said[1]}")


if __name__ == "__main__":
    main()
