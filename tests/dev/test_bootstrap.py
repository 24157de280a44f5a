"""The set-up of a checkout, with the installers replaced: a test downloads nothing."""

import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from auditor.dev import bootstrap

LOCK = bootstrap.LOCK.read_text(encoding="utf-8")


def packages(lock: str) -> list[str]:
    return re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)


class Machine:
    """A checkout without an environment, and a record of the commands that set it up."""

    def __init__(self, folder: Path) -> None:
        self.environment = folder / ".venv"
        self.scripts = self.environment / ("Scripts" if sys.platform == "win32" else "bin")
        self.commands: list[list[str]] = []
        self.failing: set[str] = set()
        self.pip_settings = ""
        self.settings: dict[str, str] = {}

    def create(self, folder: Path, **_: object) -> None:
        self._program(self.scripts / "python")

    def run(self, command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        self.commands.append(command)
        if "config" in command:
            return subprocess.CompletedProcess(command, 0, stdout=self.pip_settings)
        if options.get("check"):
            assert options["stdout"] is sys.stderr
        name = Path(command[0]).stem
        if name in self.failing or ("--target" in command and "download of uv" in self.failing):
            raise subprocess.CalledProcessError(1, command)
        if "--target" in command:
            self._program(self.environment / "uv" / "bin" / "uv")
        if "--editable" in command:
            self._program(self.scripts / "face-audit")
        assert isinstance(options["env"], dict)
        self.settings = options["env"]
        return subprocess.CompletedProcess(command, 0)

    def installers(self) -> list[str]:
        """Which program took each step of installing the lock and the project."""
        steps = ("wheels.lock", "sdists.lock", "--editable")
        return [
            Path(command[0]).stem
            for command in self.commands
            if any(step in word for step in steps for word in command)
        ]

    @staticmethod
    def _program(path: Path) -> None:
        path = path.with_suffix(".exe") if sys.platform == "win32" else path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
        path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", made.environment)
    monkeypatch.setattr(venv, "create", made.create)
    monkeypatch.setattr(subprocess, "run", made.run)
    return made


def test_every_package_of_the_lock_is_installed_in_exactly_one_step() -> None:
    parts = bootstrap.lock_parts(LOCK)
    assert sorted(packages("".join(parts.values()))) == sorted(packages(LOCK))
    assert sum(map(len, parts.values())) == len(LOCK)
    assert packages(parts["uv"]) == ["uv"]
    assert set(packages(parts["sdists"])) == set(bootstrap.SDISTS)
    assert {"hatchling", "setuptools", "setuptools-scm"} <= set(packages(parts["wheels"]))


def test_uv_installs_everything_and_pip_only_uv(machine: Machine) -> None:
    assert bootstrap.main(["face-audit", "--version"]) == 0
    assert machine.installers() == ["uv", "uv", "uv"]
    assert Path(machine.commands[-1][0]).stem == "face-audit"
    assert machine.commands[-1][1:] == ["--version"]
    assert machine.settings["VIRTUAL_ENV"] == str(machine.environment)
    locked = [command for command in machine.commands if "--requirement" in command]
    assert len(locked) == 3
    assert all("--require-hashes" in command for command in locked)


@pytest.mark.parametrize(
    ("broken", "installers"),
    [("download of uv", ["python"] * 3), ("uv", ["uv", "python", "python", "python"])],
)
def test_pip_takes_over_when_uv_is_not_to_be_had_or_fails(
    broken: str, installers: list[str], machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.failing = {broken}
    assert bootstrap.main(["face-audit"]) == 0
    assert machine.installers() == installers
    out, err = capsys.readouterr()
    assert not out
    assert "Continuing with pip" in err


def test_a_failed_set_up_is_one_sentence_and_is_tried_again(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.failing = {"uv", "python"}
    assert bootstrap.main(["face-audit"]) == 1
    assert "Setting up .venv failed." in capsys.readouterr().err
    machine.failing = set()
    assert bootstrap.main(["face-audit"]) == 0


def test_an_environment_is_made_once_and_again_when_the_lock_changes(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.main(["face-audit"])
    bootstrap.main(["face-audit"])
    assert len(machine.installers()) == 3
    changed = tmp_path / "requirements.lock"
    changed.write_text(LOCK.replace("uv==", "uv==99."), encoding="utf-8")
    monkeypatch.setattr(bootstrap, "LOCK", changed)
    bootstrap.main(["face-audit"])
    assert len(machine.installers()) == 6


def test_uv_uses_the_index_that_pip_is_set_to(machine: Machine) -> None:
    machine.pip_settings = (
        ":env:.timeout='9'\nglobal.index-url='https://a.example/simple'\n"
        "install.index-url='https://b.example/simple?a=b'\n"
    )
    assert bootstrap.index_of_pip() == {"UV_DEFAULT_INDEX": "https://b.example/simple?a=b"}
    machine.pip_settings = "global.timeout='9'\n"
    assert bootstrap.index_of_pip() == {}


def test_an_unknown_command_is_an_error_of_one_sentence(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bootstrap.main(["no-such-program"]) == 127
    assert "no-such-program" in capsys.readouterr().err


def test_other_versions_of_python_are_refused_before_anything_is_made(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))
    assert bootstrap.main(["face-audit"]) == 2
    assert "3.11 to 3.13; this is 3.14.0" in capsys.readouterr().err
    assert machine.commands == []
