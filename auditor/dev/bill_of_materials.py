"""The bill of materials (CycloneDX 1.6, JSON), made from the lock and the model files.

    python -m auditor.dev.bill_of_materials bom.json

Packages, versions and digests are those of `requirements.lock`. The licence of a package is what
its installed metadata states, left out where it is not installed. The same lock and the
same installation give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor import __version__
from auditor.core.digest import digest_bytes, digest_file
from auditor.core.paths import MODELS
from auditor.core.writing import write_whole

LOCK = Path(__file__).with_name("requirements.lock")
_PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)", re.MULTILINE)
_DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_MODEL_SUFFIX = ".onnx"


def bill_of_materials() -> bytes:
    """The bill of materials as JSON in UTF-8."""
    lock = LOCK.read_text(encoding="utf-8")
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{_identity(lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "face-audit",
                "name": "face-audit",
                "version": __version__,
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            }
        },
        "components": [*_packages(lock), *_models()],
    }
    return (json.dumps(bill, ensure_ascii=False, indent=1) + "\n").encode()


def _identity(lock: str) -> uuid.UUID:
    return uuid.UUID(bytes=hashlib.sha256(lock.encode()).digest()[:16], version=4)


def _packages(lock: str) -> Iterator[dict[str, Any]]:
    heads = list(_PACKAGE.finditer(lock))
    ends = [head.start() for head in heads[1:]] + [len(lock)]
    for head, end in zip(heads, ends, strict=True):
        name, version = head.groups()
        component: dict[str, Any] = {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "hashes": [
                {"alg": "SHA-256", "content": d} for d in _DIGEST.findall(lock, head.end(), end)
            ],
        }
        if licence := _licence(name):
            component["licenses"] = [{"license": {"name": licence}}]
        yield component


def _licence(name: str) -> str:
    """The licence that the installed package states; empty if it states none or is missing."""
    try:
        about = importlib.metadata.distribution(name).metadata.json
    except importlib.metadata.PackageNotFoundError:
        return ""
    stated = str(about.get("license_expression") or "")
    if not stated:
        named = [c.rsplit(" :: ", 1)[-1] for c in about.get("classifier") or () if "License" in c]
        stated = " AND ".join(dict.fromkeys(named)) or str(about.get("license") or "").strip()
    return stated.splitlines()[0] if stated else ""


def _models() -> Iterator[dict[str, Any]]:
    for path in sorted(MODELS.iterdir()):
        if path.suffix == _MODEL_SUFFIX:
            digest = digest_file(path).value
            yield {
                "type": "machine-learning-model",
                "bom-ref": f"model:{path.name}",
                "name": path.name,
                "hashes": [{"alg": "SHA-256", "content": digest}],
                "licenses": [{"license": {"id": "MIT"}}],
            }


def main() -> None:
    """Write the bill of materials and print its digest."""
    parser = argparse.ArgumentParser(description="Write the bill of materials (CycloneDX 1.6).")
    parser.add_argument("file", type=Path)
    asked = parser.parse_args()
    data = bill_of_materials()
    write_whole(data, asked.file)
    print(f"{digest_bytes(data)}  {asked.file}")


if __name__ == "__main__":
    main()
