"""The bill of materials names everything in the lock, with its digests."""

from __future__ import annotations

import json

from auditor.core.digest import digest_file
from auditor.core.paths import MODELS
from auditor.dev.bill_of_materials import LOCK, bill_of_materials
from tests.dev.test_bootstrap import packages


def test_every_package_of_the_lock_and_every_model_is_in_it() -> None:
    data = bill_of_materials()
    assert data == bill_of_materials()
    components = json.loads(data)["components"]
    libraries = [c for c in components if c["type"] == "library"]
    assert [c["name"] for c in libraries] == packages(LOCK.read_text(encoding="utf-8"))
    assert all(c["hashes"] and c["purl"].startswith("pkg:pypi/") for c in libraries)
    assert sum("licenses" in c for c in libraries) > len(libraries) / 2
    models = {c["name"]: c["hashes"][0]["content"] for c in components if c not in libraries}
    assert models["centerface.onnx"] == digest_file(MODELS / "centerface.onnx").value


def test_digests_belong_to_their_own_package() -> None:
    components = json.loads(bill_of_materials())["components"]
    lock = LOCK.read_text(encoding="utf-8")
    total = sum(len(c["hashes"]) for c in components if c["type"] == "library")
    assert total == lock.count("--hash=sha256:")
