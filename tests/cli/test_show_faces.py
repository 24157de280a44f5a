"""Faces are to be seen in no output, except in stills of an exhibit that was named."""

from __future__ import annotations

import base64
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, UnidentifiedImageError

from auditor.core.digest import digest_bytes
from auditor.core.errors import ExitCode
from auditor.examine.model import Observations, RedactedStill
from tests.cli.program import face_audit
from tests.examine.footage.clips import room, walk, with_head, write_clip
from tests.examine.footage.detectors import all_detectors
from tests.shared import Shared

pytestmark = pytest.mark.slow

_EMBEDDED = re.compile(r"data:image/[a-z]+;base64,([A-Za-z0-9+/=]+)")


@dataclass(frozen=True)
class Ran:
    out: Path
    observations: Observations

    @classmethod
    def at(cls, out: Path) -> Ran:
        return cls(out, Observations.model_validate_json((out / "observations.json").read_bytes()))

    @property
    def stills(self) -> list[RedactedStill]:
        return [still for examined in self.observations.examinations for still in examined.stills]

    def named(self, path: str) -> str:
        """The id of the exhibit at a path of the case."""
        return next(e.id for e in self.observations.case.exhibits if e.path == path)


def ran(case: Path, out: Path, *options: str) -> Ran:
    done = face_audit("audit", case, "--out", out, *options)
    assert done.returncode not in {ExitCode.INTERNAL_ERROR, ExitCode.USAGE}, done.stderr
    return Ran.at(out)


@pytest.fixture(scope="module")
def case(shared: Shared) -> Path:
    """Two clips and a photograph with faces, one of them crossing behind another, and a sign."""
    return shared.path("clips-and-photograph", _write_case)


def _write_case(folder: Path) -> None:
    folder.mkdir()
    write_clip(folder / "door.mp4", walk([0.2 + 0.02 * n for n in range(15)]))
    crossing = [
        with_head(
            with_head(room(640, 360), x=0.3, height=0.5), x=0.2 + 0.03 * n, height=0.3, which=1
        )
        for n in range(20)
    ]
    write_clip(folder / "hall.mkv", crossing)
    photograph = with_head(with_head(room(1280, 960), x=0.3, which=2), x=0.7, height=0.3, which=3)
    Image.fromarray(photograph).save(folder / "photo.jpg", quality=95)
    (folder / "sign.txt").write_text("Video surveillance\n")


@pytest.fixture(scope="module")
def shown(case: Path, shared: Shared) -> Ran:
    def show(out: Path) -> None:
        ran(case, out, "--show-faces", "E-02")

    return Ran.at(shared.path("audited-showing-faces", show))


def pictures(data: bytes) -> Iterator[bytes]:
    """The file itself where it is a picture, and every picture written into a page."""
    yield data
    for found in _EMBEDDED.findall(data.decode("utf-8", "replace")):
        yield base64.b64decode(found)


def faces(data: bytes) -> int:
    """What both detectors find at their most eager, in all four quarter turns; -1: no picture."""
    try:
        with Image.open(io.BytesIO(data)) as opened:
            rgb = np.asarray(opened.convert("RGB"), dtype=np.uint8)
    except UnidentifiedImageError:
        return -1
    turned = [np.ascontiguousarray(np.rot90(rgb, turns)[:, :, ::-1]) for turns in range(4)]
    return sum(len(finder.detect(bgr, eager=True)) for finder in all_detectors() for bgr in turned)


def test_no_output_of_any_other_exhibit_shows_a_face(shown: Ran) -> None:
    assert shown.named("hall.mkv") == "E-02"
    uncovered = {still.digest.value for still in shown.stills if not still.redacted}
    looked_at, seen = 0, set()
    for path in sorted(p for p in shown.out.rglob("*") if p.is_file()):
        for picture in pictures(path.read_bytes()):
            seen_faces = faces(picture)
            digest = digest_bytes(picture).value
            if digest in uncovered:
                seen.add(digest)
                assert seen_faces > 0, path
            elif seen_faces >= 0:
                looked_at += 1
                assert seen_faces == 0, path
    # Of the two others: on disk and in the report.
    assert looked_at >= 4
    assert seen == uncovered


def test_the_stills_of_the_exhibit_named_are_named_and_marked(shown: Ran) -> None:
    for still in shown.stills:
        # Even there the background, which shows no one, is a redacted one.
        assert still.redacted == (still.parent != "E-02" or still.purpose == "background")
        assert still.file.endswith("-unredacted.jpg") != still.redacted
        assert bool(still.checked_by) == still.redacted
    uncovered = [still.file for still in shown.stills if not still.redacted]
    assert uncovered[0] == "stills/E-02-1-unredacted.jpg"


def test_the_run_record_and_the_report_say_so(shown: Ran) -> None:
    record = json.loads((shown.out / "run.json").read_text(encoding="utf-8"))
    assert record["faces_shown"] == ["E-02"]
    page = (shown.out / "record.html").read_text(encoding="utf-8")
    uncovered = [still for still in shown.stills if not still.redacted]
    assert page.count("Not redacted: faces are as recorded.") == len(uncovered) > 0
    run = page.split('<section id="run"')[1].split("</section>")[0]
    assert "Stills with faces uncovered, as asked for" in run


def test_the_next_run_without_the_option_leaves_no_face_behind(case: Path, tmp_path: Path) -> None:
    photograph, out = tmp_path / "photograph", tmp_path / "out"
    photograph.mkdir()
    shutil.copy(case / "photo.jpg", photograph)
    ran(photograph, out, "--show-faces", "E-01")
    assert list((out / "stills").glob("*unredacted*"))
    plain = ran(photograph, out)
    assert list((out / "stills").glob("*unredacted*")) == []
    assert plain.stills
    assert all(still.redacted for still in plain.stills)
    assert "Not redacted" not in (out / "record.html").read_text(encoding="utf-8")
    assert json.loads((out / "run.json").read_text())["faces_shown"] == []


@pytest.mark.parametrize("command", ["audit", "examine"])
@pytest.mark.parametrize("name", ["E-99", "E-04", "hall.mkv"])
def test_what_is_no_footage_of_the_case_is_refused(
    command: str, name: str, case: Path, tmp_path: Path
) -> None:
    done = face_audit(command, case, "--out", tmp_path / "out", "--show-faces", name)
    assert done.returncode == ExitCode.USAGE
    assert f"the case has no footage or picture '{name}'" in done.stderr
    assert "E-01, E-02, E-03" in done.stderr
    assert not (tmp_path / "out").exists()
