"""Saved steps: the one way a step is written, read back and digested.

The form is public JSON, the same bytes for the same content: keys in the order of the model, text
unescaped, one space of indentation, a line feed at the end.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from auditor.core.digest import Digest, digest_bytes
from auditor.core.errors import SavedStepError
from auditor.core.writing import write_whole

__all__ = ["encode", "read", "write", "write_whole"]

Saved = TypeVar("Saved", bound=BaseModel)


def encode(step: BaseModel) -> bytes:
    """`step` as the bytes that are saved and digested."""
    data = step.model_dump(mode="json", by_alias=True)
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def write(step: BaseModel, path: Path, root: Path | None = None) -> Digest:
    """Write `step` to `path` and return the digest of what was written.

    The file appears complete or not at all: a stopped run never leaves a half-written step. `root`
    is as in `write_whole`.
    """
    data = encode(step)
    write_whole(data, path, root)
    return digest_bytes(data)


def read(path: Path, model: type[Saved]) -> tuple[Saved, Digest]:
    """The step saved at `path`, and the digest of the file.

    Raises:
        SavedStepError: there is no such file, or it is not a step of a supported version.
    """
    made_by = "Make it with the step before this one"
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise SavedStepError(
            f"cannot be read: {problem.strerror}", where=path, remedy=made_by
        ) from problem
    try:
        head = json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise SavedStepError("is not JSON", where=path, remedy=made_by) from problem
    wanted = {name: model.model_fields[name].default for name in ("format", "version")}
    actual = {name: head.get(name) if isinstance(head, dict) else None for name in wanted}
    if actual != wanted:
        what = f"is {actual['format']} version {actual['version']}"
        needed = f"{wanted['format']} version {wanted['version']} is needed"
        raise SavedStepError(what, where=path, why=needed, remedy=made_by)
    try:
        return model.model_validate(head), digest_bytes(data)
    except ValidationError as problems:
        first = problems.errors()[0]
        at = ".".join(str(part) for part in first["loc"])
        raise SavedStepError(
            f"does not match its format: {at}: {first['msg']}", where=path, remedy=made_by
        ) from problems
