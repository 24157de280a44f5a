from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.core.digest import NamedDigest, digest_bytes
from auditor.record.custody import BrokenChainError, append, last_written, read_log


def written(path: Path, entries: int = 3) -> list[bytes]:
    for number in range(entries):
        append(
            path,
            command=("face-audit", "judge", f"售楼处-{number}"),
            inputs=[NamedDigest(name="observations.json", digest=digest_bytes(b"seen"))],
            outputs=[NamedDigest(name="findings.json", digest=digest_bytes(bytes([number])))],
            exit_code=number,
        )
    return path.read_bytes().splitlines(keepends=True)


def test_every_entry_names_the_digest_of_the_line_before(tmp_path: Path) -> None:
    lines = written(tmp_path / "custody.jsonl")
    assert json.loads(lines[0])["previous"] is None
    for before, line in pairwise(lines):
        named = json.loads(line)["previous"]
        assert named == {"algorithm": "sha256", "value": hashlib.sha256(before).hexdigest()}


def test_the_log_gives_the_digest_a_file_was_last_written_with(tmp_path: Path) -> None:
    written(tmp_path / "custody.jsonl")
    entries = read_log(tmp_path / "custody.jsonl")
    assert last_written(entries) == {"findings.json": digest_bytes(b"\x02")}


def test_an_entry_taken_out_put_in_swapped_or_altered_is_found(tmp_path: Path) -> None:
    path = tmp_path / "custody.jsonl"
    first, second, third = written(path)
    altered = second.replace(b'"exit_code":1', b'"exit_code":0')
    assert altered != second
    for broken in (
        [first, third],
        [second, third],
        [second, first, third],
        [first, first, second, third],
        [first, altered, third],
        [first, second, third[:-1]],
        [first, b"\n", second, third],
        [first, second.replace(b'{"sequence":', b'{ "sequence":'), third],
        [b"\xff\xfe" + first],
        [b"[" * 5000 + b"\n"],
    ):
        path.write_bytes(b"".join(broken))
        with pytest.raises(BrokenChainError):
            read_log(path)


def test_a_broken_log_is_not_gone_on_from(tmp_path: Path) -> None:
    path = tmp_path / "custody.jsonl"
    lines = written(path)
    path.write_bytes(lines[0] + lines[2])
    with pytest.raises(BrokenChainError):
        written(path, 1)
    assert path.read_bytes() == lines[0] + lines[2]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=300))
def test_any_bytes_are_a_log_or_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "custody.jsonl"
    path.write_bytes(data)
    if not data:
        assert read_log(path) == ()
        return
    with pytest.raises(BrokenChainError):
        read_log(path)
