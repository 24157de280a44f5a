"""The register of authorities: what a rule may cite, with the dates it was in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.core.text import Text
from auditor.judge.rules.period import Period


class Renumbered(Frozen):
    """One article of an instrument before and after an amendment."""

    old: str
    new: str


class Authority(Frozen):
    """An instrument, a judgment, or a penalty decision.

    `from_` and `until` are the first and last day in force; for a judgment or a penalty `from_` is
    its date, or the day it was reported where the date itself was not seen. Left out, the day was
    seen nowhere.
    `status` says whether its text was read (`confirmed`) or is known only in general
    (`unconfirmed`); an unconfirmed authority never decides alone. `read_at` says where it was read.
    `renumbered` says which article became which in the text that `succeeded_by` names.
    """

    id: str
    kind: Literal["statute", "interpretation", "measures", "judgment", "penalty", "standard"]
    title: Text
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    succeeded_by: str = ""
    renumbered: tuple[Renumbered, ...] = ()
    status: Literal["confirmed", "unconfirmed"]
    read_at: str
    url: str = ""
    note: Text | None = None

    @property
    def window(self) -> Period:
        """The days on which it was in force."""
        return Period(start=self.from_, end=self.until)


class _Register(Frozen):
    authorities: tuple[Authority, ...]


def load_authorities(path: Path) -> dict[str, Authority]:
    """The register at `path`, by id.

    Raises:
        RuleError: the file is missing or wrong, or an id occurs twice.
    """
    source = read_yaml(path, path.name, RuleError)
    register = validated(source, _Register, source.data, RuleError).authorities
    known = {authority.id: authority for authority in register}
    if len(known) != len(register):
        raise RuleError("an authority is registered twice", where=path.name)
    for authority in register:
        if authority.succeeded_by and authority.succeeded_by not in known:
            raise RuleError(
                f'{authority.id} is succeeded by "{authority.succeeded_by}", which is no entry',
                where=path.name,
            )
    return known
