"""What an installation from a wheel has and asks for."""

import hashlib
import re
import tomllib
import zipfile
from email.message import Message
from email.parser import Parser

import pytest
from hatchling.builders.wheel import WheelBuilder

from auditor.core.paths import MODELS
from tests.places import ROOT

TWICE_OR_COMPILED = {"opencv-python", "opencv-contrib-python", "dlib", "face-recognition", "deface"}
"""Second builds of OpenCV, a package that compiles for minutes, and packages that ask for these."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    (file,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    return zipfile.ZipFile(file)


@pytest.fixture(scope="module")
def metadata(wheel: zipfile.ZipFile) -> Message:
    (name,) = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    return Parser().parsestr(wheel.read(name).decode())


def files_below(folder: str) -> set[str]:
    """Paths from the root of the repository of all files in a folder, without byte code."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_has_the_program_and_all_its_data(wheel: zipfile.ZipFile) -> None:
    program = files_below("auditor") - files_below("auditor/dev")
    data = files_below("rules") | files_below("reports/html") | files_below("reports/locale")
    expected = program | {f"auditor/_data/{name}" for name in data}
    installed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert installed == expected
    suffixes = {name.rpartition(".")[2] for name in installed}
    assert {"py", "typed", "yaml", "j2", "css", "json", "onnx"} <= suffixes


def test_the_wheel_has_the_licences_of_all_it_carries(wheel: zipfile.ZipFile) -> None:
    names = [name for name in wheel.namelist() if ".dist-info/licenses/" in name]
    texts = [wheel.read(name).decode() for name in names]
    assert any("Apache License" in text for text in texts)
    assert any("MIT License" in text and "StarClouds" in text for text in texts)


def test_the_wheel_asks_for_one_opencv_and_nothing_to_compile(metadata: Message) -> None:
    required = {
        re.split(r"[^\w.-]", line, maxsplit=1)[0] for line in metadata.get_all("Requires-Dist", [])
    }
    assert "opencv-python-headless" in required
    assert not required & TWICE_OR_COMPILED


def test_no_dependency_of_a_dependency_brings_a_second_opencv_or_compiles_dlib() -> None:
    """The lock is what a resolver chooses from the same declarations that the wheel carries."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "override-dependencies" not in settings.get("tool", {}).get("uv", {})
    lock = (ROOT / "auditor/dev/requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([\w.-]+)==", lock, re.MULTILINE))
    assert "opencv-python-headless" in locked
    assert not locked & TWICE_OR_COMPILED


def test_every_supported_python_gets_the_same_packages() -> None:
    """Another PyAV or OpenCV could see other things in the same footage.

    Parts of newer standard libraries, which distributed needs on Python 3.11, see nothing.
    """
    lock = (ROOT / "auditor/dev/requirements.lock").read_text(encoding="utf-8")
    of_one_version = re.findall(
        r"^([\w.-]+)==.*python_(?:full_)?version [<>=!]+ '3\.1[1-3]", lock, re.MULTILINE
    )
    assert set(of_one_version) <= {"importlib-metadata", "lazy-importer", "zipp"}


def test_the_shipped_model_is_the_one_that_its_authors_published() -> None:
    digest = hashlib.sha256((MODELS / "centerface.onnx").read_bytes()).hexdigest()
    assert digest in (MODELS / "README.md").read_text(encoding="utf-8")
    # The revision named in that file has the model under this Git object name.
    content = (MODELS / "centerface.onnx").read_bytes()
    header = b"blob %d\0" % len(content)
    published = "e334bcc016b1e3fff6561d108a0d4b86c0003f9f"
    assert hashlib.sha1(header + content, usedforsecurity=False).hexdigest() == published
    assert "StarClouds" in (MODELS / "LICENSE-centerface.txt").read_text(encoding="utf-8")
