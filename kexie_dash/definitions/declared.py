"""Base of everything that is read from a definition file."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Declared(BaseModel):
    """Closed and unchangeable: an unknown field is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)
