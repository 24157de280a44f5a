"""A worker process: the same results, and a file that ends it costs that exhibit alone."""

from __future__ import annotations

import json
import multiprocessing
import socket
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from PIL import Image

from auditor.case.model import Exhibit
from auditor.examine.interface import Workbench
from auditor.examine.isolation.limits import Limits
from auditor.examine.isolation.process import WorkerProcess
from auditor.examine.isolation.provider import NoIsolation
from auditor.examine.isolation.sandbox import program_folders, refuse_network, restrict_files
from auditor.examine.open_case import open_case
from auditor.examine.registry import EXAMINERS
from auditor.pipeline.examine import examine_case
from auditor.pipeline.options import ExamineOptions
from tests.conftest import CaseMaker

pytestmark = pytest.mark.slow

FRIGATE = "face_recognition:\n  enabled: true\nmqtt:\n  enabled: false\n"
NOTICE = "Face recognition is in use at this entrance. Faces are kept for 30 days.\n"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Landlock and seccomp are Linux's")


class Opened:
    """A case with a configuration, a notice and a picture, and a worker for it."""

    def __init__(self, folder: Path, out: Path) -> None:
        self.loaded = open_case(folder, out)
        self.out = out
        self.bench = Workbench(stills=out / "stills", unfinished=out / "unfinished")

    def worker(self, limits: Limits | None = None) -> WorkerProcess:
        return WorkerProcess(
            readable=tuple(self.loaded.files.values()),
            writable=(self.out / "stills", self.out / "unfinished"),
            scratch=self.out / "scratch",
            limits=limits or Limits(),
        )

    def exhibit(self, name: str) -> Exhibit:
        return next(each for each in self.loaded.case.exhibits if each.path == name)

    def path(self, name: str) -> Path:
        return self.loaded.files[self.exhibit(name).id]


@pytest.fixture
def opened(make_case: CaseMaker, tmp_path: Path) -> Opened:
    folder = make_case(None, frigate_dot_yml=FRIGATE, notice_dot_txt=NOTICE)
    Image.new("RGB", (320, 240), "grey").save(folder / "grey.png")
    return Opened(folder, tmp_path / "out")


def test_a_worker_finds_what_the_program_itself_finds(opened: Opened) -> None:
    with opened.worker() as worker:
        for name in ("frigate.yml", "notice.txt"):
            exhibit, path = opened.exhibit(name), opened.path(name)
            apart = worker.examine(exhibit, path, opened.bench, ())
            here = NoIsolation(EXAMINERS).examine(exhibit, path, opened.bench, ())
            assert apart == here
            assert not apart.error
    assert not multiprocessing.active_children()


def test_a_worker_that_is_killed_costs_one_exhibit(opened: Opened) -> None:
    frigate, notice = opened.exhibit("frigate.yml"), opened.exhibit("notice.txt")
    with opened.worker() as worker:
        for process in multiprocessing.active_children():
            process.kill()
        lost = worker.examine(frigate, opened.path("frigate.yml"), opened.bench, ())
        assert "stopped the process" in lost.error
        assert not worker.examine(notice, opened.path("notice.txt"), opened.bench, ()).error


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        pytest.param(Limits(memory=100 << 20), "memory|crashed", marks=ON_LINUX),
        pytest.param(Limits(footage_seconds=0.0, document_seconds=60), "processor time|progress"),
    ],
    ids=("memory", "time"),
)
def test_a_limit_costs_the_exhibit_that_reaches_it(
    opened: Opened, limits: Limits, reason: str
) -> None:
    picture, notice = opened.exhibit("grey.png"), opened.exhibit("notice.txt")
    with opened.worker(limits) as worker:
        refused = worker.examine(picture, opened.path("grey.png"), opened.bench, ())
        assert any(word in refused.error for word in reason.split("|")), refused.error
        assert not worker.examine(notice, opened.path("notice.txt"), opened.bench, ()).error


# --- what a worker reaches ------------------------------------------------------------------------


def _outcome(action: Callable[[], object]) -> str:
    try:
        action()
    except OSError as problem:
        return type(problem).__name__
    return "done"


def _reach(connection: Connection, allowed: Path, outside: Path) -> None:
    """Try everything that a hostile file could want; runs in a process of its own."""
    files = restrict_files((*program_folders(),), (allowed,))
    network = refuse_network()
    tries: dict[str, Callable[[], object]] = {
        "read outside": outside.read_bytes,
        "write outside": lambda: outside.with_name("new").write_bytes(b"x"),
        "write inside": lambda: (allowed / "new").write_bytes(b"x"),
        "connect": lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
        "look up a name": lambda: socket.getaddrinfo("example.invalid", 80),
        "run a program": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
    }
    outcomes = {name: _outcome(action) for name, action in tries.items()}
    connection.send_bytes(json.dumps([files, network, outcomes]).encode())


@ON_LINUX
def test_a_worker_reaches_neither_other_files_nor_the_network(tmp_path: Path) -> None:
    allowed, outside = tmp_path / "allowed", tmp_path / "private" / "key.pem"
    allowed.mkdir()
    outside.parent.mkdir()
    outside.write_text("secret")
    spawn = multiprocessing.get_context("spawn")
    own, other = spawn.Pipe()
    process = spawn.Process(target=_reach, args=(other, allowed, outside))
    process.start()
    files, network, outcomes = json.loads(own.recv_bytes())
    process.join()
    if files:
        assert outcomes["read outside"] == outcomes["write outside"] == "PermissionError"
        assert outcomes["write inside"] == "done"
    if network:
        assert outcomes["connect"] == outcomes["run a program"] == "PermissionError"
        assert outcomes["look up a name"] == "gaierror"


# --- in an audit ----------------------------------------------------------------------------------


def test_an_audit_names_its_protections_and_finds_the_same(opened: Opened, tmp_path: Path) -> None:
    case = opened.path("notice.txt").parent
    (case / "grey.png").unlink()
    apart = examine_case(case, ExamineOptions(out=tmp_path / "apart"))
    here = examine_case(case, ExamineOptions(out=tmp_path / "here", isolated=False))
    assert apart.written.read_bytes() == here.written.read_bytes()
    protections = json.loads((tmp_path / "apart" / "run.json").read_text())["isolation"]
    assert "process" in protections
    assert json.loads((tmp_path / "here" / "run.json").read_text())["isolation"] == []
