"""Render the empty sample scenes with Blender's ``bpy``, and the masks of what hides people.

    python render_plates.py --out plates

For each scene of ``scenes.SCENES``: a JPEG of the empty room and, per layer, a PNG that is
white where boxes of that layer are.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import bpy
import numpy as np
from mathutils import Vector
from scenes import HEIGHT, SCENES, WIDTH, Box, Scene

THIN = 0.02  # metres: what is thinner gets no rounded edges


def material(colour: tuple[float, float, float], glow: float) -> bpy.types.Material:
    """One colour all over, perhaps lit from inside."""
    out = bpy.data.materials.new("plain")
    out.use_nodes = True
    shader = out.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*colour, 1.0)
    shader.inputs["Roughness"].default_value = 0.6
    if glow:
        shader.inputs["Emission Color"].default_value = (*colour, 1.0)
        shader.inputs["Emission Strength"].default_value = glow
    return out


def add(box: Box) -> bpy.types.Object:
    """One box or bush."""
    low, high = np.array(box.low), np.array(box.high)
    centre, size = (low + high) / 2, high - low
    if box.round:
        bpy.ops.mesh.primitive_ico_sphere_add(subdivisions=4, radius=0.5, location=centre)
    else:
        bpy.ops.mesh.primitive_cube_add(size=1.0, location=centre)
    thing = bpy.context.object
    thing.scale = size
    if box.round:
        bpy.ops.object.shade_smooth()
        rng = np.random.default_rng(round(1000 * abs(centre[0])))
        for vertex in thing.data.vertices:
            vertex.co *= 1.0 + float(rng.normal(0, 0.035 if box.colour[1] > box.colour[0] else 0.0))
    elif size.min() > THIN:
        bevel = thing.modifiers.new("edge", "BEVEL")
        bevel.width = 0.006
    thing.data.materials.append(material(box.colour, box.glow))
    return thing


def lamp(
    kind: str,
    place: tuple[float, float, float],
    aim: tuple[float, float, float],
    power: float,
    size: float,
) -> None:
    """A light from ``place`` towards ``aim``."""
    data = bpy.data.lights.new("lamp", kind)
    data.energy = power
    if kind == "AREA":
        data.size = size
    else:
        data.angle = 0.25
    thing = bpy.data.objects.new("lamp", data)
    thing.location = place
    thing.rotation_euler = (Vector(aim) - Vector(place)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.collection.objects.link(thing)


def set_up(scene: Scene, samples: int) -> list[tuple[str, bpy.types.Object]]:
    """Fill an empty Blender file; returns the objects with their layers."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    things = [(box.layer, add(box)) for box in scene.boxes]
    things.append(("", add(Box((-30, -3, -0.1), (30, 40, 0.0), scene.floor))))
    settings = bpy.context.scene
    settings.render.engine = "CYCLES"
    settings.cycles.samples = samples
    settings.cycles.use_denoising = True
    settings.cycles.seed = 7
    settings.render.resolution_x, settings.render.resolution_y = WIDTH, HEIGHT
    settings.view_settings.view_transform = "Standard"
    world = bpy.data.worlds.new("world")
    world.use_nodes = True
    ground = world.node_tree.nodes["Background"]
    sky = (0.62, 0.74, 0.90, 1.0) if scene.outdoors else (0.95, 0.97, 1.0, 1.0)
    ground.inputs["Color"].default_value = sky
    ground.inputs["Strength"].default_value = 0.9 if scene.outdoors else 0.45
    settings.world = world
    if scene.outdoors:
        lamp("SUN", (-3, -4, 8), (0, 4, 0), 1.6, 0)
    else:
        for y in (1.5, 4.5, 9.5):
            lamp("AREA", (-1.0, y, 3.1), (0, y + 0.2, 0), 95.0, 2.2)
    camera = bpy.data.cameras.new("camera")
    camera.sensor_fit, camera.sensor_width = "HORIZONTAL", 36.0
    camera.lens = 36.0 * scene.camera.focal / WIDTH
    # the horizon lies above the middle of the picture, and verticals stay vertical
    camera.shift_y = -(0.5 - scene.camera.horizon) * HEIGHT / WIDTH
    eye = bpy.data.objects.new("camera", camera)
    eye.location = (0.0, 0.0, scene.camera.height)
    eye.rotation_euler = (np.pi / 2, 0.0, 0.0)
    bpy.context.collection.objects.link(eye)
    settings.camera = eye
    return things


def render(path: Path, file_format: str, mode: str) -> None:
    """Render the picture as it is set up."""
    settings = bpy.context.scene
    settings.render.image_settings.file_format = file_format
    settings.render.image_settings.color_mode = mode
    settings.render.image_settings.quality = 90
    settings.render.filepath = str(path)
    bpy.ops.render.render(write_still=True)


def main() -> None:
    """Render all scenes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--samples", type=int, default=48)
    parser.add_argument("--only", nargs="*", default=list(SCENES))
    args = parser.parse_args()
    out: Path = args.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    for name in args.only:
        scene = SCENES[name]
        things = set_up(scene, args.samples)
        render(out / f"{name}.jpg", "JPEG", "RGB")
        settings = bpy.context.scene
        settings.render.film_transparent = True
        settings.cycles.samples, settings.cycles.use_denoising = 8, False
        settings.view_settings.exposure = 10.0  # all that is there turns white
        for layer in scene.layers:
            for group, thing in things:
                thing.hide_render = group != layer
            render(out / f"{name}_{layer}.png", "PNG", "RGBA")


if __name__ == "__main__":
    main()
