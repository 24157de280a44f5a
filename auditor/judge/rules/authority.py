"""The register of authorities: what a rule may cite, with the dates it was in force."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from auditor.core.errors import RuleError
from auditor.core.frozen import Frozen
from auditor.core.own_yaml import read_yaml, validated
from auditor.core.text import Text
from auditor.judge.rules.period import Period

AuthorityKind = Literal[
    "law",
    "administrative_regulation",
    "judicial_interpretation",
    "departmental_rule",
    "departmental_notice",
    "local_regulation",
    "local_government_rule",
    "national_standard",
    "judgment",
    "penalty",
    "recommendation",
    "broadcast",
    "foreign_law",
    "regulation_or_rule",
]
"""The hierarchy of Chinese law, then decisions and what was reported about practice.

Article 2 item (1) of Fa Shi (2021) No. 15 turns on whether a provision is one of a law or an
administrative regulation. `regulation_or_rule` is found in files of minor version 1 and older only,
which did not tell administrative regulations, departmental rules and local regulations apart.
"""
PRACTICE: frozenset[AuthorityKind] = frozenset(
    {"judgment", "penalty", "recommendation", "broadcast"}
)
"""Kinds that have a day and no time in force: they explain law older than themselves."""
Reading = Literal["law_text", "standard_text", "decision", "report", "not_read", "read"]
"""What was read: the text of the law or standard, the decision itself, or only a report of it.

`read` is found in files of minor version 1 and older only, which did not say what was read.
"""
_OLDER_KINDS: dict[str, AuthorityKind] = {
    "statute": "law",
    "interpretation": "judicial_interpretation",
    "measures": "regulation_or_rule",
    "standard": "national_standard",
}
_OLDER_READINGS: dict[str, Reading] = {"confirmed": "read", "unconfirmed": "not_read"}


def with_reading(data: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever was written
    """Saved `data` of minor version 1 and older, which said "confirmed", with what it meant."""
    if not isinstance(data, dict) or "status" not in data:
        return data
    rest = {key: value for key, value in data.items() if key != "status"}
    return {"reading": _OLDER_READINGS.get(data["status"], data["status"]), **rest}


class Renumbered(Frozen):
    """One article of an instrument before and after an amendment."""

    old: str
    new: str


class Authority(Frozen):
    """An instrument, a judgment, a penalty decision, or another piece of practice.

    `from_` and `until` are the first and last day in force; for a judgment or a penalty `from_` is
    its date, or the day it was reported where the date itself was not seen. Left out, the day was
    seen nowhere.
    `reading` says what of it was read; an authority that was not read never decides alone.
    `read_at` says where it was read.
    `renumbered` says which article became which in the text that `succeeded_by` names.
    """

    id: str
    kind: AuthorityKind
    title: Text
    from_: date | None = Field(default=None, alias="from")
    until: date | None = None
    succeeded_by: str = ""
    renumbered: tuple[Renumbered, ...] = ()
    reading: Reading
    read_at: str
    url: str = ""
    note: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _older(cls, data: Any) -> Any:  # noqa: ANN401 - pydantic hands over whatever was written
        data = with_reading(data)
        if isinstance(data, dict) and data.get("kind") in _OLDER_KINDS:
            return {**data, "kind": _OLDER_KINDS[data["kind"]]}
        return data

    @property
    def is_practice(self) -> bool:
        """Whether it is a decision or other practice, which has a day and no time in force."""
        return self.kind in PRACTICE

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
