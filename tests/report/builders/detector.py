"""How well a detector finds faces, as a ladder that was measured."""

from __future__ import annotations

from auditor.examine.ladder_model import (
    Covering,
    DetectorBuild,
    DetectorLadder,
    LadderCondition,
    LadderRung,
    RungResult,
)


def rung(
    condition: LadderCondition,
    value: float,
    *found: int,
    yaw: float = 0.0,
    eyes: float = 40.0,
    covering: Covering = "none",
) -> LadderRung:
    """A rung at which `found` of 20 faces were found, one number for each picture size."""
    return LadderRung(
        condition=condition,
        value=value,
        covering=covering,
        eye_distance=eyes,
        yaw=yaw,
        results=tuple(
            RungResult(
                width=width,
                height=height,
                pictures=4,
                faces=20,
                found=count,
                false_hits=0,
                eye_ratio=1.08 if count else None,
                yaw_error=2.4 if count else None,
                brightness=130.0,
            )
            for (width, height), count in zip(((1280, 720), (1920, 1080)), found, strict=False)
        ),
    )


def ladder(*rungs: LadderRung) -> DetectorLadder:
    """The ladder of a detector, measured with what is at work."""
    build = DetectorBuild(
        detector="centerface",
        model="centerface.onnx sha256:0123456789abcdef",
        libraries=(("OpenCV", "5.0.0"),),
        settings=(("threshold", 0.5),),
    )
    return DetectorLadder(
        measured_with=build,
        script="benchmarks/detector_ladder.py",
        drawn_with=(("OpenCV", "5.0.0"),),
        heads=4,
        backgrounds=4,
        base_eye_distance=40.0,
        rungs=rungs
        or (
            *(rung("eye_distance", eyes, 20, 20, eyes=eyes) for eyes in (60.0, 40.0)),
            rung("eye_distance", 12.0, 20, 17, eyes=12.0),
            rung("eye_distance", 8.0, 15, 0, eyes=8.0),
            rung("yaw", 45.0, 20, 20, yaw=45.0),
            rung("yaw", 90.0, 9, 9, yaw=90.0),
            rung("yaw", 45.0, 12, 0, yaw=45.0, eyes=12.0),
            rung("covering", 0, 20, 20, covering="cap"),
            rung("covering", 0, 17, 17, covering="mask"),
            rung("covering", 0, 3, 20, covering="full_face_helmet"),
        ),
        at_work=build,
    )
