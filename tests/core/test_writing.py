"""Files are there whole or not at all: without space, without power, and beside planted links."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from auditor.core import writing
from auditor.core.folder_lock import FolderInUseError, folder_lock
from auditor.core.writing import PlantedLinkError, remove_unfinished, write_whole

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="relies on open folders")


class Disk:
    """What a disk holds after a power loss: what was brought to it, and what came there by chance.

    Names and contents are kept apart, as a file system keeps them: a rename that was not brought to
    the disk may be lost or not, a content that was not may be empty.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[tuple[str, Any]] = []
        real = {name: getattr(os, name) for name in ("open", "write", "fsync", "rename")}
        paths: dict[int, str] = {}

        def opened(name: str | Path, flags: int, *mode: int, dir_fd: int | None = None) -> int:
            descriptor: int = real["open"](name, flags, *mode, dir_fd=dir_fd)
            paths[descriptor] = str(Path(f"/proc/self/fd/{descriptor}").readlink())
            if flags & os.O_CREAT:
                self.calls.append(("create", paths[descriptor]))
            return descriptor

        def write(descriptor: int, data: memoryview) -> int:
            self.calls.append(("write", (paths[descriptor], bytes(data))))
            count: int = real["write"](descriptor, data)
            return count

        def fsync(descriptor: int) -> None:
            self.calls.append(("fsync", paths[descriptor]))
            real["fsync"](descriptor)

        def rename(start: str, end: str, **folders: int) -> None:
            folder = Path(paths[folders["src_dir_fd"]])
            self.calls.append(("rename", (str(folder / start), str(folder / end))))
            real["rename"](start, end, **folders)

        for name, replacement in (
            ("open", opened),
            ("write", write),
            ("fsync", fsync),
            ("rename", rename),
        ):
            monkeypatch.setattr(os, name, replacement)

    def after(self, count: int, file: Path, before: bytes | None) -> Iterator[bytes | None]:
        """Every content that `file` may have if the power fails after `count` calls."""
        written: dict[str, bytes] = {}
        safe: dict[str, bytes] = {}
        name, renamed = str(file), None
        for call, about in self.calls[:count]:
            if call == "write":
                written[about[0]] = written.get(about[0], b"") + about[1]
            elif call == "fsync" and about in written:
                safe[about] = written[about]
            elif call == "fsync" and about == str(file.parent):
                if renamed:
                    before, renamed = safe.get(renamed, b""), None
            elif call == "rename" and about[1] == name:
                renamed = about[0]
        yield before
        if renamed:
            yield safe.get(renamed, b"")


@pytest.mark.parametrize("before", [None, b"the one before"])
def test_power_lost_after_any_call_leaves_the_old_file_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None
) -> None:
    file, data = tmp_path / "out" / "step.json", b"x" * 100_000
    file.parent.mkdir()
    if before is not None:
        file.write_bytes(before)
    disk = Disk(monkeypatch)
    write_whole(data, file, tmp_path / "out")
    monkeypatch.undo()
    assert {call for call, _ in disk.calls} == {"create", "write", "fsync", "rename"}
    for count in range(len(disk.calls) + 1):
        assert set(disk.after(count, file, before)) <= {before, data}
    assert set(disk.after(len(disk.calls), file, before)) == {data}


def test_names_are_never_used_twice_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.json.part").write_text("a file of somebody else")
    for _ in range(3):
        write_whole(b"new", tmp_path / "a.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "a.json.part"]
    assert (tmp_path / "a.json.part").read_text() == "a file of somebody else"


@pytest.mark.parametrize("call", ["write", "fsync", "rename"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS])
def test_what_cannot_be_written_leaves_the_file_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"before")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(OSError, match=os.strerror(number)) as problem:
            write_whole(b"after", file)
    assert problem.value.filename == str(file)
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert file.read_bytes() == b"before"


def test_a_link_at_the_name_is_replaced_and_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.html").symlink_to(victim)
    write_whole(b"page", out / "report.html", out)
    assert victim.read_text() == "mine"
    assert not (out / "report.html").is_symlink()


def test_a_link_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.mkdir()
    out = tmp_path / "out"
    out.mkdir()
    (out / "stills").symlink_to(victim)
    with pytest.raises(PlantedLinkError):
        write_whole(b"picture", out / "stills" / "E-01-1.jpg", out)
    assert list(victim.iterdir()) == []


def test_the_output_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    write_whole(b"page", tmp_path / "out" / "a" / "b", tmp_path / "out")
    assert (tmp_path / "real" / "a" / "b").read_bytes() == b"page"


def test_only_our_own_unfinished_files_are_removed(tmp_path: Path) -> None:
    ours = tmp_path / writing.unfinished_name("a.json")
    ours.write_text("half")
    for name in ("a.part", ".a.part", ".a.0123.part"):
        (tmp_path / name).write_text("somebody's")
    remove_unfinished(tmp_path)
    assert not ours.exists()
    assert len(list(tmp_path.iterdir())) == 3


def test_a_second_process_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    held = (
        "import sys; from pathlib import Path; from auditor.core.folder_lock import folder_lock\n"
        f"with folder_lock(Path({str(tmp_path)!r})): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", held], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(FolderInUseError, match="another run is working in it"):
            folder_lock(tmp_path).__enter__()
        other.kill()
    with folder_lock(tmp_path), folder_lock(tmp_path):
        pass


def test_a_copy_of_the_process_does_not_keep_the_folder(tmp_path: Path) -> None:
    read, write = os.pipe()
    ready, begun = os.pipe()
    with folder_lock(tmp_path):
        child = os.fork()
        if child == 0:
            os.write(begun, b"x")
            os.read(read, 1)
            os._exit(0)
        os.read(ready, 1)
    try:
        with folder_lock(tmp_path):  # although the copy still runs
            pass
    finally:
        os.write(write, b"x")
        os.waitpid(child, 0)
