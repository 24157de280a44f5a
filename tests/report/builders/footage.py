"""What the examiner of footage would hand on: episodes, stills and coverage."""

from __future__ import annotations

import io
import random
from pathlib import Path

from PIL import Image

from auditor.core.digest import digest_bytes
from auditor.core.locator import Box, MediaLocator
from auditor.examine.model import (
    CaptureEpisode,
    Examination,
    FaceMeasurement,
    FootageCoverage,
    Observation,
    Pose,
    RedactedStill,
    Tier,
)

_SIZES = {
    Tier.CAPTURED: 14.0,
    Tier.MARGINAL: 25.0,
    Tier.USABLE: 44.0,
    Tier.STRONG: 72.0,
    Tier.ENROLMENT: 104.0,
}


def episode(number: int, start: float, length: float, tier: Tier, seed: int) -> CaptureEpisode:
    chance = random.Random(seed)  # noqa: S311 - places of faces, not secrets
    x, y = chance.uniform(0.2, 0.5), chance.uniform(0.3, 0.5)
    path = []
    for _ in range(max(2, int(length * 4))):
        x = min(0.98, max(0.02, x + chance.uniform(-0.01, 0.03)))
        y = min(0.98, max(0.02, y + chance.uniform(-0.01, 0.016)))
        path.append((round(x, 4), round(y, 4)))
    eyes = _SIZES[tier] + chance.uniform(-3, 3)
    return CaptureEpisode(
        id=f"C-{number:03d}",
        start=start,
        end=round(start + length, 2),
        frames=len(path),
        tier=tier,
        boundary=number % 7 == 0,
        best=FaceMeasurement(
            time=round(start + length / 2, 2),
            frame=int(start * 25),
            box=Box(x=300, y=200, width=90, height=120),
            eye_distance=eyes,
            eye_distance_in_picture=eyes * 0.95,
            pose=Pose(yaw=chance.uniform(-40, 40), roll=chance.uniform(-10, 10)),
            sharpness=120.0,
            confidence=0.93,
        ),
        path=tuple(path),
    )


def still_picture(width: int = 480, height: int = 270) -> bytes:
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    picture.paste((90, 96, 104), (200, 80, 250, 150))
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=70)
    return data.getvalue()


def footage_examination(
    exhibit: str, episodes: int, stills: tuple[RedactedStill, ...] = ()
) -> Examination:
    tiers = list(Tier)
    made = tuple(
        episode(n, round(n * 240 / max(episodes, 1), 2), 2 + n % 5, tiers[(n * 3 + n // 4) % 5], n)
        for n in range(episodes)
    )
    seen = tuple(
        Observation(
            exhibit=exhibit,
            topic="face.episode",
            locator=MediaLocator(start=e.start, end=e.end, frame=e.best.frame, box=e.best.box),
            note=f"A face with {e.best.eye_distance:.0f} px between the eyes.",
            says={"capture.faces_detected": True},
            confidence=0.9,
        )
        for e in made
    )
    return Examination(
        exhibit=exhibit,
        examiner="footage",
        format="h264",
        method=(
            ("detector", "CenterFace (ONNX), score floor 0.5"),
            ("frames looked at", "every key frame, and every 12th frame between"),
        ),
        # Judging thousands of sources takes longer than the report of them does.
        observations=seen[:300],
        episodes=made,
        stills=stills,
        coverage=FootageCoverage(
            frames_in_file=6400,
            decoded=6400,
            sampled=1602,
            with_detection=411 if made else 0,
            measured=390 if made else 0,
            duration=256.0,
            largest_gap=1.92,
            read_to_end=True,
            width=1280,
            height=720,
        ),
    )


def write_still(
    folder: Path, name: str = "stills/E-01-001.jpg", exhibit: str = "E-01"
) -> RedactedStill:
    data = still_picture()
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return RedactedStill(
        file=name,
        digest=digest_bytes(data),
        parent=exhibit,
        time=48.2,
        width=480,
        height=270,
        episodes=("C-004",),
        checked_by="dlib HOG",
    )
