"""Compose the sample clips from sprites and plates, and write their ground truth.

    python compose_clips.py --heads heads --plates plates --samples ..

Needs PyAV, OpenCV and NumPy, not Blender. A pinhole camera places each figure: at distance
d everything is drawn at f/d pixels per metre, so the eye distance in every frame is known.
The same sprites give the same frames; the sensor noise is seeded.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray
from scenes import HEIGHT, SCENES, WIDTH, Scene

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]

RATE = 12  # frames a second
IDLE_STEP = 6  # where a clip is idle only every sixth frame is kept
NOISE = 1.2  # standard deviation of the sensor noise, in grey levels
STEPS_PER_SECOND = 3.6
STRIDES = (-1, 0, 1, 0)
JPEG_QUALITY = 95
USABLE = 20.0  # pixels of eye distance from which a face should be found
HIDDEN = 128  # a mask value above this hides what is behind


@dataclass(frozen=True)
class Stand:
    """Where somebody is: metres to the right and away; degrees, > 0 turned to the right."""

    right: float
    away: float
    yaw: float = 0.0
    pitch: float = 3.0
    turn: int = 0  # of the body: -45, 0 or 45
    walking: bool = True


@dataclass(frozen=True)
class Visit:
    """One person along points of time (seconds) and place."""

    head: str
    points: tuple[tuple[float, Stand], ...]

    def at(self, time: float) -> Stand | None:
        """Place and pose at a time; between two points everything changes evenly."""
        for (t0, a), (t1, b) in zip(self.points, self.points[1:], strict=False):
            if t0 <= time < t1:
                share = (time - t0) / (t1 - t0)
                mixed = [
                    x + (y - x) * share
                    for x, y in (
                        (a.right, b.right),
                        (a.away, b.away),
                        (a.yaw, b.yaw),
                        (a.pitch, b.pitch),
                    )
                ]
                return Stand(*mixed, turn=a.turn, walking=a.walking)
        return None


@dataclass(frozen=True)
class Clip:
    """A clip: its scene, who walks through it, and where the recorder idles."""

    file: str
    scene: str
    seconds: float
    visits: tuple[Visit, ...]
    idle: tuple[tuple[float, float], ...] = ()

    def frames(self) -> Iterator[int]:
        """Numbers of the frames that are kept; idle times have gaps."""
        for number in range(round(self.seconds * RATE)):
            idle = any(start <= number / RATE < end for start, end in self.idle)
            if not idle or number % IDLE_STEP == 0:
                yield number


@dataclass(frozen=True)
class Seen:
    """A person in one frame, as composed."""

    head: str
    visit: int
    eye_distance: float  # seen from the front, pixels
    yaw: float
    visible: bool


class Sprites:
    """The rendered pictures, premultiplied, and where the eyes are in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index: dict[str, Any] = json.loads((folder / "sprites.json").read_text())
        self._cache: dict[str, Floats] = {}

    def picture(self, file: str) -> Floats:
        """A sprite with its colours multiplied by its alpha (0 to 1)."""
        if file not in self._cache:
            raw = cv2.imread(str(self.folder / file), cv2.IMREAD_UNCHANGED)
            picture = raw.astype(np.float32)
            picture[..., 3] /= 255.0
            picture[..., :3] *= picture[..., 3:]
            self._cache[file] = picture
        return self._cache[file]

    def head(self, name: str, yaw: float, pitch: float) -> tuple[Floats, float, float, float]:
        """The nearest head pose: picture, eyes in it, and its yaw."""
        best = min(
            self.index[name]["heads"].values(),
            key=lambda h: abs(h["yaw"] - yaw) + 2 * abs(h["pitch"] - pitch),
        )
        return self.picture(best["file"]), best["eye_x"], best["eye_y"], best["yaw"]

    def body(self, name: str, turn: int, stride: int) -> tuple[Floats, float, float]:
        """A body; one that is turned to the left is the mirrored other step to the right."""
        key = f"t{abs(turn)}s{stride if turn >= 0 else -stride:+d}"
        body = self.index[name]["bodies"][key]
        picture = self.picture(body["file"])
        if turn < 0:
            return picture[:, ::-1], picture.shape[1] - body["eye_x"], body["eye_y"]
        return picture, body["eye_x"], body["eye_y"]


def draw(
    frame: Floats,
    sprite: Floats,
    eye: tuple[float, float],
    at: tuple[float, float],
    scale: float,
) -> None:
    """Draw ``sprite`` so that its point ``eye`` lies on ``at``, scaled by ``scale``."""
    height, width = sprite.shape[:2]
    small = (max(1, round(width * min(scale, 1))), max(1, round(height * min(scale, 1))))
    source = cv2.resize(np.ascontiguousarray(sprite), small, interpolation=cv2.INTER_AREA)
    fx, fy = small[0] / width, small[1] / height
    matrix = np.array(
        [
            [scale / fx, 0.0, at[0] - scale * eye[0]],
            [0.0, scale / fy, at[1] - scale * eye[1]],
        ]
    )
    warped = cv2.warpAffine(source, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC)
    alpha = np.clip(warped[..., 3:], 0, 1)
    frame *= 1 - alpha
    frame += warped[..., :3]
    np.clip(frame, 0, 255, out=frame)


def draw_shadow(frame: Floats, x: float, ground: float, scale: float) -> None:
    """A soft shadow on the floor under somebody."""
    if ground > HEIGHT + 0.2 * scale:
        return
    spot = np.zeros((HEIGHT, WIDTH), np.float32)
    axes = (round(0.30 * scale), max(2, round(0.07 * scale)))
    cv2.ellipse(spot, (round(x), round(ground)), axes, 0, 0, 360, 1.0, -1, cv2.LINE_AA)
    spot = cv2.GaussianBlur(spot, (0, 0), max(1.5, 0.05 * scale))
    frame *= (1 - 0.42 * spot)[..., None]


class Studio:
    """One scene with its plate and masks, ready to draw people into it."""

    def __init__(self, name: str, plates: Path, sprites: Sprites) -> None:
        self.scene: Scene = SCENES[name]
        self.sprites = sprites
        self.plate = cv2.imread(str(plates / f"{name}.jpg")).astype(np.float32)
        self.masks = {
            layer: cv2.imread(str(plates / f"{name}_{layer}.png"), cv2.IMREAD_GRAYSCALE)
            for layer in self.scene.layers
        }

    def person(self, frame: Floats, visit: Visit, stand: Stand, time: float) -> tuple[float, bool]:
        """Draw somebody; returns the frontal eye distance and whether both eyes are in view."""
        entry = self.sprites.index[visit.head]
        camera = self.scene.camera
        scale = camera.focal / stand.away
        phase = time * STEPS_PER_SECOND
        bob = 0.012 * abs(math.sin(math.pi * phase / 2)) if stand.walking else 0.0
        x = WIDTH / 2 + stand.right * scale
        y = camera.horizon * HEIGHT + (camera.height - entry["eye_height_m"] - bob) * scale
        draw_shadow(frame, x, camera.horizon * HEIGHT + camera.height * scale, scale)
        stride = STRIDES[int(phase) % len(STRIDES)] if stand.walking else 0
        body, *eye = self.sprites.body(visit.head, stand.turn, stride)
        draw(frame, body, (eye[0], eye[1]), (x, y), scale / entry["body_pixels_per_metre"])
        head, *eye, yaw = self.sprites.head(visit.head, stand.yaw, stand.pitch)
        draw(frame, head, (eye[0], eye[1]), (x, y), scale / entry["head_pixels_per_metre"])
        eye_distance = entry["eye_distance_m"] * scale
        half = eye_distance * math.cos(math.radians(yaw)) / 2
        eyes = [(round(x - half), round(y)), (round(x + half), round(y))]
        visible = all(0 <= ex < WIDTH and 0 <= ey < HEIGHT for ex, ey in eyes)
        for layer, distance in self.scene.layers.items():
            if stand.away > distance:
                mask = self.masks[layer]
                share = (mask.astype(np.float32) / 255.0)[..., None]
                frame += (self.plate - frame) * share
                visible = visible and all(mask[ey, ex] < HIDDEN for ex, ey in eyes)
        return eye_distance, visible


def render(clip: Clip, plates: Path, sprites: Sprites) -> Iterator[tuple[int, Picture, list[Seen]]]:
    """The kept frames of a clip: number, picture, who is in it."""
    studio = Studio(clip.scene, plates, sprites)
    rng = np.random.default_rng(20191026)
    for number in clip.frames():
        time = number / RATE
        frame = studio.plate.copy()
        here = [(n, v, s) for n, v in enumerate(clip.visits) if (s := v.at(time)) is not None]
        seen = []
        for n, visit, stand in sorted(here, key=lambda item: -item[2].away):
            distance, visible = studio.person(frame, visit, stand, time)
            seen.append(Seen(visit.head, n, distance, stand.yaw, visible))
        soft = cv2.GaussianBlur(frame, (0, 0), 0.45)
        soft += rng.normal(0, NOISE, (HEIGHT, WIDTH, 1)).astype(np.float32)
        yield number, np.clip(soft, 0, 255).astype(np.uint8), seen


# --- who walks where ------------------------------------------------------------------------


def through_the_door(head: str, start: float, side: int) -> Visit:
    """From the corridor behind the door up to the camera and past it."""
    return Visit(
        head,
        (
            (start, Stand(1.25 * side, 6.95, yaw=-30 * side, turn=-45 * side)),
            (start + 0.8, Stand(0.12 * side, 6.75)),
            (start + 4.1, Stand(-0.04 * side, 1.12, yaw=0)),
            (start + 4.4, Stand(0.0, 1.04, yaw=15 * side, turn=45 * side)),
            (start + 5.1, Stand(0.90 * side, 0.98, yaw=30 * side, turn=45 * side)),
        ),
    )


AT_TABLE = {"right": -0.16, "away": 1.66, "walking": False}

CLIPS = (
    Clip(
        "sales-office/footage/entrance.mp4",
        "entrance",
        20.5,
        (
            through_the_door("head1", 0.5, 1),
            through_the_door("head2", 7.8, -1),
            through_the_door("head1", 15.0, 1),
        ),
    ),
    Clip(
        "sales-office/footage/model-table.mkv",
        "model-table",
        16.0,
        (
            Visit(
                "head1",
                (
                    (1.0, Stand(-1.85, 2.3, yaw=26, turn=45)),
                    (2.6, Stand(-0.16, 1.66, pitch=4, walking=False)),
                    (3.0, Stand(**AT_TABLE, pitch=18)),
                    (4.4, Stand(**AT_TABLE, pitch=18)),
                    (4.6, Stand(**AT_TABLE, pitch=4)),
                    (5.4, Stand(**AT_TABLE, pitch=4, yaw=-35)),
                    (6.0, Stand(**AT_TABLE, pitch=4, yaw=-35)),
                    (8.0, Stand(**AT_TABLE, pitch=4, yaw=35)),
                    (8.6, Stand(**AT_TABLE, pitch=4, yaw=35)),
                    (9.4, Stand(**AT_TABLE, pitch=4)),
                    (11.0, Stand(-0.16, 1.66, pitch=4, turn=-45)),
                    (12.6, Stand(-1.85, 2.1, pitch=4, yaw=-35)),
                ),
            ),
            Visit(
                "head2",
                (
                    (4.8, Stand(2.15, 2.95, yaw=-15, turn=-45)),
                    (10.4, Stand(-2.15, 2.85, yaw=-15)),
                ),
            ),
        ),
        idle=((0.0, 1.0), (12.8, 16.0)),
    ),
    Clip(
        "safari-park-2019/footage/gate-reconstruction.mp4",
        "gate-reconstruction",
        12.0,
        (
            Visit(
                "head3",
                (
                    (0.6, Stand(3.9, 8.3, yaw=-30, turn=-45)),
                    (3.0, Stand(0.15, 7.2)),
                    (6.4, Stand(0.0, 1.42, walking=False)),
                    (9.4, Stand(0.0, 1.42)),
                    (9.7, Stand(0.0, 1.36, yaw=15, turn=45)),
                    (10.8, Stand(1.15, 1.2, yaw=30)),
                ),
            ),
        ),
    ),
    Clip(
        "opt-in-gym/footage/face-gate.mp4",
        "face-gate",
        11.0,
        (
            Visit(
                "head4",
                (
                    (0.8, Stand(1.2, 7.0, yaw=-30, turn=-45)),
                    (1.7, Stand(0.1, 6.9)),
                    (5.2, Stand(0.0, 1.04, walking=False)),
                    (8.4, Stand(0.0, 1.04)),
                    (8.7, Stand(0.0, 1.0, yaw=-15, turn=-45)),
                    (9.6, Stand(-0.95, 0.95, yaw=-30)),
                ),
            ),
        ),
    ),
    Clip(
        "opt-in-gym/footage/card-lane.mp4",
        "card-lane",
        11.0,
        (
            Visit(
                "head4",
                (
                    (0.8, Stand(-1.4, 11.3, yaw=30, turn=45)),
                    (1.9, Stand(0.0, 11.2)),
                    (3.7, Stand(0.15, 8.7, pitch=20, walking=False)),
                    (5.2, Stand(0.15, 8.7, pitch=20)),
                    (5.4, Stand(0.15, 8.4)),
                    (6.7, Stand(0.1, 6.5, yaw=30, turn=45)),
                    (8.9, Stand(2.5, 6.3, yaw=30)),
                ),
            ),
        ),
    ),
)
STILL = ("sales-office/footage/model-table.mkv", 10.5, "sales-office/photos/model-table-still.jpg")


def encode(
    clip: Clip, plates: Path, sprites: Sprites, samples: Path
) -> list[tuple[int, list[Seen]]]:
    """Write a clip as H.264; frames keep their own time stamps, so gaps stay gaps."""
    path = samples / clip.file
    path.parent.mkdir(parents=True, exist_ok=True)
    log = []
    # bitexact: no random identifiers, so the same input gives the same bytes
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {"crf": "24", "preset": "slow", "threads": "1"}
        stream.codec_context.time_base = Fraction(1, RATE)
        stream.codec_context.gop_size = 4 * RATE
        for number, picture, seen in render(clip, plates, sprites):
            frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
            frame.time_base, frame.pts = Fraction(1, RATE), number
            container.mux(stream.encode(frame))
            log.append((number, seen))
            if (clip.file, number) == (STILL[0], round(STILL[1] * RATE)):
                still = samples / STILL[2]
                still.parent.mkdir(parents=True, exist_ok=True)
                cv2.imwrite(str(still), picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
        container.mux(stream.encode())
    return log


def spans(numbers: list[int]) -> list[list[float]]:
    """Runs of neighbouring frames as seconds from (inclusive) and to (exclusive)."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number - runs[-1][1] == 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return [[round(a / RATE, 3), round((b + 1) / RATE, 3)] for a, b in runs]


def truth(clip: Clip, log: list[tuple[int, list[Seen]]]) -> dict[str, Any]:
    """Who is in view when, and how far the eyes are apart, in pixels."""
    visits = []
    for n, visit in enumerate(clip.visits):
        rows = [(number, s) for number, seen in log for s in seen if s.visit == n and s.visible]
        usable = [number for number, s in rows if s.eye_distance >= USABLE]
        frontal = [s.eye_distance for _, s in rows]
        projected = [s.eye_distance * math.cos(math.radians(s.yaw)) for _, s in rows]
        visits.append(
            {
                "head": visit.head,
                "in_scene_s": [round(visit.points[0][0], 3), round(visit.points[-1][0], 3)],
                "visible_s": spans([number for number, _ in rows]),
                "eye_distance_20_px_s": spans(usable),
                "eye_distance_px": [round(min(frontal), 1), round(max(frontal), 1)],
                "projected_eye_distance_px": [round(min(projected), 1), round(max(projected), 1)],
                "yaw_deg": [round(min(s.yaw for _, s in rows)), round(max(s.yaw for _, s in rows))],
            }
        )
    return {
        "seconds": clip.seconds,
        "frames": len(log),
        "frame_rate": "variable" if clip.idle else RATE,
        "size": [WIDTH, HEIGHT],
        "visits": visits,
    }


def main() -> None:
    """Write every clip, the still and the ground truth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--heads", type=Path, required=True, help="folder of the sprites")
    parser.add_argument("--plates", type=Path, required=True, help="folder of the empty scenes")
    parser.add_argument("--samples", type=Path, required=True, help="the folder sample_media")
    args = parser.parse_args()
    sprites = Sprites(args.heads)
    found: dict[str, Any] = {}
    for clip in CLIPS:
        found[clip.file] = truth(clip, encode(clip, args.plates, sprites, args.samples))
    found[STILL[2]] = {"head": "head1", "from": STILL[0], "at_s": STILL[1]}
    target = Path(__file__).with_name("ground_truth.json")
    target.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
