"""The files of a folder, those of one system joined: a Compose file with the `.env` next to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from auditor.core.digest import digest_file
from auditor.core.errors import FaceAuditError
from auditor.core.wording import wording
from auditor.examine.configs.compose.variables import variables_of, with_values
from auditor.examine.configs.examiner import recognise
from auditor.examine.inspection import InspectedFile, inspected
from auditor.examine.shared.text import read_text

MOST_FILES = 1000
"""Most files of a folder that are read."""
_ENVIRONMENT = ".env"


def inspected_folder(folder: Path) -> Iterator[InspectedFile]:
    """What each file in `folder` and below says, in the order of their names.

    Hidden files and folders are left out, except `.env`; links are not followed.
    """
    for path in _files(folder):
        beside = path.with_name(_ENVIRONMENT)
        if path.name != _ENVIRONMENT and _is_regular(beside) and recognise(path) == "compose":
            yield from _joined(path, beside)
        else:
            yield from inspected(path)


def _files(folder: Path) -> list[Path]:
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if _is_regular(path)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts[:-1])
        and (path.name == _ENVIRONMENT or not path.name.startswith("."))
    ]
    return found[:MOST_FILES]


def _is_regular(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _joined(path: Path, environment: Path) -> tuple[InspectedFile, ...]:
    """What a Compose file says with the values of its `.env`."""
    try:
        values = variables_of(read_text(environment, environment.name).text)
        text = read_text(path, path.name).text
        joined = with_values(text, values)
        if joined == text:
            return inspected(path)
        digest = digest_file(path)
        with TemporaryDirectory() as temporary:
            copy = Path(temporary) / path.name
            copy.write_text(joined, encoding="utf-8")
            (file,) = inspected(copy)
    except (OSError, FaceAuditError, ValueError):
        return inspected(path)
    note = wording("compose.with_environment", file=environment.name)
    update = {"file": str(path), "digest": digest, "warnings": (*file.warnings, note)}
    return (file.model_copy(update=update),)
