"""The program in a process that is watched: what it loads, opens, writes and connects to."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from tests.cli.program import process
from tests.shared import Shared

# The program in a process that notes what is loaded, opened, written and connected to, and by how
# many networks templates are made. dlib opens files unseen by Python, so its
# constructor is watched instead.
_WATCHED = """
import json, os, sys
# What is opened relative to an open folder is noted with that folder.
folders = [""]
plainly = os.open
def opening(path, flags, mode=0o777, *, dir_fd=None):
    folders.append("" if dir_fd is None else os.readlink(f"/proc/self/fd/{dir_fd}"))
    try:
        return plainly(path, flags, mode, dir_fd=dir_fd)
    finally:
        folders.pop()
os.open = opening
os.supports_dir_fd.add(opening)
seen = {"opened": [], "written": [], "networks": 0, "connections": []}
def watch(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)):
        path, mode, flags = args
        name = os.fsdecode(path)
        seen["opened"].append(name)
        if flags & (os.O_WRONLY | os.O_RDWR):
            seen["written"].append(os.path.abspath(os.path.join(folders[-1], name)))
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"):
        seen["connections"].append(event)
sys.addaudithook(watch)
import dlib
make = dlib.face_recognition_model_v1
def watched(*arguments):
    seen["networks"] += 1
    return make(*arguments)
dlib.face_recognition_model_v1 = watched
report_to, sys.argv = sys.argv[1], ["face-audit", *sys.argv[2:]]
from auditor.cli.main import run
try:
    run()
finally:
    seen["modules"] = [m for m in sys.modules if m.startswith("auditor.examine.footage.link")]
    report = json.dumps(seen)
    with open(report_to, "w") as stream:
        stream.write(report)
"""


class Seen(BaseModel):
    """How a watched run ended, and what was seen of it.

    `outside` are the files it wrote outside its output folder, `left` those that libraries left
    where they would keep something.
    """

    code: int
    stderr: str
    opened: list[str]
    outside: list[str]
    left: list[str]
    modules: list[str]
    networks: int
    connections: list[str]


@dataclass(frozen=True)
class Watched:
    seen: Seen
    out: Path


def watch(folder: Path, case: Path, *options: str) -> None:
    """Audit `case` watched; the program may write into `folder/out` and nowhere else."""
    home, temporary = folder / "home", folder / "tmp"
    for place in (home, temporary):
        place.mkdir(parents=True)
    out = folder / "out"
    done = process(
        folder / "raw.json",
        "audit",
        case,
        "--out",
        out,
        *options,
        code=_WATCHED,
        cwd=folder,
        env={
            **os.environ,
            "HOME": str(home),
            "TMPDIR": str(temporary),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
    )
    raw = json.loads((folder / "raw.json").read_text())
    seen = Seen(
        code=done.returncode,
        stderr=done.stderr,
        opened=raw["opened"],
        outside=[
            name
            for name in raw["written"]
            if not Path(name).is_relative_to(out) and not name.startswith("/dev/")
        ],
        left=[
            str(path) for place in (home, temporary) for path in place.rglob("*") if path.is_file()
        ],
        modules=raw["modules"],
        networks=raw["networks"],
        connections=raw["connections"],
    )
    (folder / "seen.json").write_text(seen.model_dump_json())


def watched(shared: Shared, name: str, case: Path, *options: str) -> Watched:
    folder = shared.path(name, lambda path: watch(path, case, *options))
    seen = Seen.model_validate_json((folder / "seen.json").read_bytes())
    return Watched(seen, folder / "out")
