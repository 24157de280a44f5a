"""Could separate visits be joined by face? One template for each episode, in memory, for a moment.

What is kept are distances between episodes, rounded, and counts. Nobody is named, and nothing is
compared with anything from outside the case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from auditor.case.load import LoadedCase
from auditor.case.model import Exhibit
from auditor.core.errors import ExhibitError
from auditor.examine.footage.decode import Picture
from auditor.examine.footage.link.encoder import Encoder, Template
from auditor.examine.footage.link.errors import ACCEPTED, measured, threshold
from auditor.examine.footage.seeing import frames_again
from auditor.examine.footage.tier import rank
from auditor.examine.linking_model import Linking, NotCompared
from auditor.examine.model import CaptureEpisode, Examination, Tier

LEAST_TIER = Tier.USABLE
"""Tier from which an episode is compared: below it suppliers expect no reliable template."""
MOST_COMPARED = 200
"""Episodes compared at a time, the best ones; 200 make 19,900 distances. Engineering choice."""
_NEARLY = 0.002
"""Seconds by which the frame read again may lie off the one measured: times are rounded."""

Distances = NDArray[np.float64]
"""(n, n), symmetric, Euclidean, rounded to two decimals."""
_Face = tuple[str, CaptureEpisode]
"""The id of the exhibit, and the episode."""


def ready() -> None:
    """Make sure that what linking needs is there, before hours are spent on examining.

    Raises:
        FaceAuditError: the extra `dlib` is not installed, or its encoder is not the one measured.
    """
    threshold(measured(Encoder().model))


def link(reason: str, loaded: LoadedCase, examinations: Sequence[Examination]) -> Linking:
    """Compare the episodes of all footage of the case, demonstrative footage included.

    Raises:
        FaceAuditError: as `ready`.
    """
    encoder = Encoder()
    errors = measured(encoder.model)
    limit = threshold(errors)
    chosen, left = _choose(examinations)
    templates = templates_of(encoder, loaded, chosen, left)
    faces = [face for face in chosen if face[1].id in templates]
    distances = distances_of([templates[episode.id] for _, episode in faces])
    for template in templates.values():
        template.fill(0)
    templates.clear()
    groups = grouped(distances, _may_join(faces, distances, limit))
    return Linking(
        reason=reason,
        errors=errors,
        threshold=limit,
        accepted=ACCEPTED,
        compared=tuple(episode.id for _, episode in faces),
        distances=tuple(
            tuple(float(value) for value in row[:place]) for place, row in enumerate(distances)
        ),
        joined=sum(len(group) for group in groups),
        groups=len(groups),
        not_compared=tuple(left),
    )


def _choose(examinations: Sequence[Examination]) -> tuple[list[_Face], list[NotCompared]]:
    """The episodes to compare in the order of the case, and those left out."""
    faces = [(one.exhibit, episode) for one in examinations for episode in one.episodes]
    good = [face for face in faces if rank(face[1].tier) >= rank(LEAST_TIER)]
    best = sorted(good, key=lambda f: (-rank(f[1].tier), -f[1].best.eye_distance, f[1].id))
    kept = {episode.id for _, episode in best[:MOST_COMPARED]}
    left = [
        NotCompared(
            episode=episode.id, why="cap" if rank(episode.tier) >= rank(LEAST_TIER) else "tier"
        )
        for _, episode in faces
        if episode.id not in kept
    ]
    return [face for face in good if face[1].id in kept], left


def templates_of(
    encoder: Encoder, loaded: LoadedCase, faces: Sequence[_Face], left: list[NotCompared]
) -> dict[str, Template]:
    """The template of each episode's best frame, by episode; to `left` go those that have none."""
    templates: dict[str, Template] = {}
    for exhibit in loaded.case.exhibits:
        episodes = {episode.id: episode for name, episode in faces if name == exhibit.id}
        for picture in _again(exhibit, loaded.files[exhibit.id], list(episodes.values())):
            bgr = picture.pixels()
            for name, episode in list(episodes.items()):
                # The frame must be the one measured, or the box would cut out something else.
                same = abs(picture.time - episode.best.time) <= _NEARLY
                if episode.best.frame == picture.index and same:
                    del episodes[name]
                    template = encoder.template(bgr, episode.best)
                    if template is None:
                        left.append(NotCompared(episode=name, why="not_aligned"))
                    else:
                        templates[name] = template
        left += [NotCompared(episode=name, why="not_read") for name in episodes]
    return templates


def _again(exhibit: Exhibit, path: Path, episodes: Sequence[CaptureEpisode]) -> Iterator[Picture]:
    """The best frames of `episodes`, read again; none where the exhibit cannot be read any more."""
    frames = {episode.best.frame for episode in episodes}
    with suppress(ExhibitError, OSError):
        yield from frames_again(exhibit, path, frames)


def distances_of(templates: Sequence[Template]) -> Distances:
    """The distance of every template to every other."""
    distances: Distances = np.zeros((len(templates), len(templates)))
    for a, one in enumerate(templates):
        for b, other in enumerate(templates[:a]):
            distances[a, b] = distances[b, a] = round(float(np.linalg.norm(one - other)), 2)
    return distances


def _may_join(faces: Sequence[_Face], distances: Distances, limit: float) -> NDArray[np.bool_]:
    """(n, n): whether two episodes may be in one group."""
    fits = distances <= limit
    for a, (exhibit, one) in enumerate(faces):
        for b, (other_exhibit, other) in enumerate(faces[:a]):
            together = one.start <= other.end and other.start <= one.end
            # Two faces in view at the same time are no two visits of anybody.
            if exhibit == other_exhibit and together:
                fits[a, b] = fits[b, a] = False
    return fits


def grouped(distances: Distances, fits: NDArray[np.bool_]) -> list[list[int]]:
    """Groups of two or more in which every two fit, the closest joined first.

    Complete linkage: one false match between two groups does not join them.
    """
    groups = {place: [place] for place in range(len(distances))}
    pairs = sorted(
        (float(distances[a, b]), b, a)
        for a in range(len(distances))
        for b in range(a)
        if fits[a, b]
    )
    for _, a, b in pairs:
        one, other = groups[a], groups[b]
        if one is not other and fits[np.ix_(one, other)].all():
            one += other
            for place in other:
                groups[place] = one
    return [group for place, group in groups.items() if len(group) > 1 and group[0] == place]
