"""The base of everything that is read from a definition file."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Declared(BaseModel):
    """Closed and unchangeable: a field nobody knows is a fault of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
