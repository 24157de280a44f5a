"""Which finished examinations may be used again: those of the same exhibit, made the same way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from auditor import __version__
from auditor.case.model import Case, Exhibit, Statement
from auditor.core.frozen import Frozen
from auditor.examine.documents.quotes import quoted_exhibits
from auditor.examine.interface import Workbench
from auditor.examine.kept import key_of
from auditor.examine.ladder_model import DetectorLadder
from auditor.examine.model import Examination
from auditor.record.run_record import environment


class ExaminedKeys(Frozen):
    """The key of each examination in `observations.json` of the same folder, by exhibit.

    Keys differ from machine to machine, since they depend on the versions of libraries. So they
    are no part of the observations, which do not.
    """

    format: Literal["face-audit/examined"] = "face-audit/examined"
    version: Literal[1] = 1
    keys: dict[str, str]


@dataclass(frozen=True)
class Earlier:
    """What an earlier run examined: examinations by their key, and the ladders it recorded."""

    examinations: Mapping[str, Examination] = field(default_factory=dict)
    ladders: tuple[DetectorLadder, ...] = ()


def examination_keys(case: Case, bench: Workbench) -> dict[str, str]:
    """By exhibit, a key that differs with everything that its examination depends on."""
    machine = tuple(sorted(environment().items()))
    return {
        exhibit.id: _key(exhibit, bench, quoting(case.statements, exhibit), machine)
        for exhibit in case.exhibits
    }


def quoting(statements: Sequence[Statement], exhibit: Exhibit) -> tuple[Statement, ...]:
    """The statements that quote words of the exhibit."""
    return tuple(each for each in statements if exhibit.id in quoted_exhibits(each))


def _key(
    exhibit: Exhibit,
    bench: Workbench,
    statements: Sequence[Statement],
    machine: tuple[tuple[str, str], ...],
) -> str:
    how = (__version__, bench.detector, bench.exhaustive, exhibit.id in bench.show_faces)
    quotes = tuple(statement.model_dump_json() for statement in statements)
    return key_of(exhibit.model_dump_json(), how, bench.stills is None, quotes, machine)
