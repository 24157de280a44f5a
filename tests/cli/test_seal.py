"""Sealing, signing and verifying as a user does, and that none of it needs the network."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

from auditor.core.errors import ExitCode
from auditor.core.paths import SCHEMAS
from tests.cli.program import face_audit


def test_an_audit_is_sealed_verified_and_found_altered(audited: Path) -> None:
    bundle = audited / "bundle"
    sealed = face_audit("bundle", audited / "out", "--case", audited / "case", "--to", bundle)
    assert sealed.returncode == ExitCode.CLEAN, sealed.stderr
    assert "may show people" in sealed.stderr
    held = face_audit("verify", bundle, "--record")
    assert held.returncode == ExitCode.CLEAN, held.stdout
    assert "All checks passed" in held.stdout
    assert "does not show what a camera saw" in held.stdout
    for folder, commands in ((audited / "out", ["audit", "bundle"]),
                             (bundle, ["audit", "bundle", "verify"])):  # fmt: skip
        log = face_audit("custody", folder)
        assert log.returncode == ExitCode.CLEAN, log.stdout
        assert [line.split()[3] for line in log.stdout.splitlines()[:-1]] == commands
    (bundle / "data/audit/findings.json").write_text("{}")
    broken = face_audit("verify", bundle, "--json")
    assert broken.returncode == ExitCode.VERIFY_FAILED
    result = json.loads(broken.stdout)
    schema = json.loads((SCHEMAS / "verification-v1.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(result, schema)
    assert {"fault": "altered", "path": "data/audit/findings.json",
            "says": "does not have the listed digest"} in result["problems"]  # fmt: skip


def test_a_changed_original_is_refused(audited: Path) -> None:
    (audited / "case/告示/sign 50% off.txt").write_text("another", encoding="utf-8")
    bundle = audited / "bundle"
    done = face_audit("bundle", audited / "out", "--case", audited / "case", "--to", bundle)
    assert done.returncode == ExitCode.INTEGRITY
    assert "is not the file that was examined" in done.stderr
    assert not bundle.exists()


def test_leaving_the_originals_out_needs_a_reason(audited: Path) -> None:
    done = face_audit("bundle", audited / "out", "--without-originals", "--to", audited / "bundle")
    assert done.returncode == ExitCode.USAGE
    assert "needs a reason" in done.stderr
