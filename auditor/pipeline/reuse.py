"""Reading what an earlier run examined, so that what did not change is not examined again."""

from __future__ import annotations

from pathlib import Path

from auditor.core import saved
from auditor.core.digest import Digest, digest_bytes, digest_file
from auditor.core.errors import IntegrityError, SavedStepError
from auditor.examine.model import Examination, Observations
from auditor.examine.reuse import Earlier, ExaminedKeys
from auditor.pipeline.file_names import EXAMINED, OBSERVATIONS
from auditor.record import custody


class ChangedStepError(IntegrityError):
    """What an earlier run saved is not what its custody log records."""


def earlier_audit(folder: Path) -> Earlier:
    """What an earlier run saved in `folder`.

    Raises:
        BrokenChainError: the custody log of the folder is broken.
        ChangedStepError: a saved step or a still is not the one that the log records.
        SavedStepError: there is no finished examination, or it cannot be read.
    """
    logged = _logged(folder)
    observations, digest = saved.read(folder / OBSERVATIONS, Observations)
    _hold(folder, OBSERVATIONS, digest, logged)
    keys, digest = saved.read(folder / EXAMINED, ExaminedKeys)
    _hold(folder, EXAMINED, digest, logged)
    return Earlier(
        examinations={
            keys.keys[examination.exhibit]: examination
            for examination in observations.examinations
            if examination.exhibit in keys.keys and not examination.error
        },
        ladders=observations.ladders,
    )


def own_earlier_audit(folder: Path) -> Earlier:
    """What an earlier run saved in the output folder itself; nothing where that does not hold."""
    try:
        return earlier_audit(folder)
    except (IntegrityError, SavedStepError):
        return Earlier()


def bring_stills(examination: Examination, source: Path, out: Path) -> bool:
    """Copy the stills of an examination from the folder `source` to `out`.

    Returns:
        whether every still is in `out` now, as it was written.
    """
    for still in examination.stills:
        try:
            data = (source / still.file).read_bytes()
        except OSError:
            return False
        if digest_bytes(data) != still.digest:
            return False
        target = out / still.file
        if not target.is_file() or digest_file(target) != still.digest:
            saved.write_whole(data, target, out)
    return True


def _logged(folder: Path) -> dict[str, Digest]:
    """The last digest that the custody log has of each file of the folder."""
    entries = custody.read_log(folder / custody.FILE_NAME)
    return {output.name: output.digest for entry in entries for output in entry.outputs}


def _hold(folder: Path, name: str, digest: Digest, logged: dict[str, Digest]) -> None:
    if logged.get(name) != digest:
        raise ChangedStepError(
            "is not the file that the custody log of its folder records",
            where=folder / name,
            remedy="Examine the case again without --reuse",
        )
