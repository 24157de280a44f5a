"""The base of every typed record that passes between the steps of an audit."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable record that refuses keys it does not know.

    Records are handed from step to step and saved as JSON. A record that cannot change after it was
    made is what lets a report be traced back to the observation it rests on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")
