"""Penalties and orders seen in practice: for comparison with a case, never for judging one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.core.text import Text
from auditor.judge.rules.authority import with_reading
from auditor.vocabulary.vocabulary import definition

PENALTIES_FILE = "penalties.yaml"


class PenaltySeen(Frozen):
    """What an authority did about faces at some premises, as far as it was reported.

    `on` is the day of the decision, or of its publication or report, which `on_note` then says;
    without a known day `on_note` is given alone. `yuan` is the sum against one operator. `kinds`
    are the values of `premises.kind` it can be compared with; `authority` is its entry in the
    register, where it has one. `reading` says whether the decision itself was read, a report of it,
    or neither: then it is known at second hand.
    """

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    place: Text
    on: date | None = None
    on_note: Text | None = None
    who: Text
    facts: Text
    sanction: Text
    yuan: int | None = Field(default=None, gt=0)
    basis: Text
    kinds: tuple[str, ...] = Field(min_length=1)
    authority: str = ""
    source: str
    url: str = ""
    reading: Literal["decision", "report", "not_read", "read"]
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _older(cls, data: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever was written
        return with_reading(data)

    @model_validator(mode="after")
    def _fits(self) -> PenaltySeen:
        for kind in self.kinds:
            definition("premises.kind").parse(kind)
        if self.on is None and self.on_note is None:
            raise ValueError(f"{self.id} says on which day, or what is known of the time")
        return self


class _Seen(Frozen):
    penalties: tuple[PenaltySeen, ...]


def load_penalties(path: Path) -> tuple[PenaltySeen, ...]:
    """The entries of the file at `path`, in its order.

    Raises:
        RuleError: the file is missing or wrong, or an id occurs twice.
    """
    source = read_yaml(path, path.name, RuleError)
    penalties = validated(source, _Seen, source.data, RuleError).penalties
    known: set[str] = set()
    for index, penalty in enumerate(penalties):
        if penalty.id in known:
            raise RuleError(
                f'the penalty "{penalty.id}" is listed twice',
                where=source.place(("penalties", index, "id")),
            )
        known.add(penalty.id)
    return penalties
