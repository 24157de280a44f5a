"""The base of every typed record that passes between the steps of an audit."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable record that refuses keys it does not know.

    Records pass from step to step and are saved as JSON. Because a record cannot change after it is
    made, a report can be traced back to the observation it rests on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")
