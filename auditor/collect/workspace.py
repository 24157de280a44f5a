"""The case that is put together: its folder, its files and what is said of the place."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from auditor.case.discover import CASE_FILE, find_files
from auditor.core.saved import write_whole
from auditor.core.text import Language
from auditor.vocabulary.value import SpeakerRole

_COMMENT: dict[Language, str] = {
    "en": "# Written by face-audit. What is not here is unknown.\n",
    "zh": "# 由 face-audit 写入。此处未写明的，视为尚不清楚。\n",
}


@dataclass(frozen=True)
class PlaceForm:
    """What a person says of the place: all of it may stay empty.

    Attributes:
        kind: a value of `premises.kind`.
        name: name of the place.
        city: the city it is in.
        day: the day of the visit, by whose law it is judged.
        role: who puts the case together.
    """

    kind: str = ""
    name: str = ""
    city: str = ""
    day: date | None = None
    role: SpeakerRole = SpeakerRole.VISITOR


@dataclass
class Workspace:
    """A case folder, and the folder of its results next to it.

    Attributes:
        case: the folder of the case.
        out: the folder of the results.
        temporary: whether both are removed at the end.
        form: what was said of the place.
        declared: whether the folder brought a `case.yaml` of its own, which is then left alone.
    """

    case: Path
    out: Path
    temporary: bool
    form: PlaceForm
    declared: bool

    @classmethod
    def opened(cls, folder: Path | None) -> Self:
        """A workspace in `folder`, made if it is missing; None gives a temporary one.

        Raises:
            OSError: the folder cannot be made.
        """
        if folder is None:
            root = Path(tempfile.mkdtemp(prefix="face-audit-"))
            case, out = root / "case", root / "report"
            case.mkdir()
        else:
            case, out = folder, folder.with_name(f"{folder.name}-report")
            case.mkdir(parents=True, exist_ok=True)
        declared = (case / CASE_FILE).exists()
        return cls(case, out, folder is None, PlaceForm(), declared)

    def files(self) -> tuple[tuple[str, int], ...]:
        """The files of the case with their sizes in bytes, in order of their names."""
        files, _ = find_files(self.case, (), None)
        return tuple((name, path.stat().st_size) for name, path in sorted(files.items()))

    def remove(self, name: str) -> None:
        """Remove a file that was sent; of a chosen folder nothing is removed."""
        files, _ = find_files(self.case, (), None)
        if self.temporary and name in files:
            files[name].unlink(missing_ok=True)

    def describe(self, form: PlaceForm, language: Language) -> None:
        """Keep what was said of the place, in `case.yaml` where the folder brought none."""
        self.form = form
        if self.declared:
            return
        premises = {"name": form.name, "kind": form.kind, "city": form.city}
        lines = [
            _COMMENT[language],
            f"premises: {_flow({key: value for key, value in premises.items() if value})}\n",
            f"compiled: {_flow({'role': form.role.value})}\n",
        ]
        if form.day is not None:
            lines += [f"period: {{start: {form.day}}}\n", f"as_of: {form.day}\n"]
        write_whole("".join(lines).encode(), self.case / CASE_FILE)

    def close(self) -> None:
        """Remove a temporary case with its results."""
        if self.temporary:
            shutil.rmtree(self.case.parent, ignore_errors=True)


def _flow(values: dict[str, str]) -> str:
    """A mapping on one line; JSON is YAML, and quotes whatever a person typed."""
    return json.dumps(values, ensure_ascii=False)
