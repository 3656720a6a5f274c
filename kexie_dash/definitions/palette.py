"""The colours of bodies: reads palette.yaml and says plainly what is wrong with it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kexie_dash.definitions.errors import explain, fault
from kexie_dash.definitions.yaml_text import load_yaml

_FILE = "palette.yaml"
_HEX = r"^#[0-9A-F]{6}$"


class Shade(BaseModel):
    """One colour on a light and on a dark ground, as #RRGGBB."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    light: str = Field(pattern=_HEX)
    dark: str = Field(pattern=_HEX)


class Palette(BaseModel):
    """bodies: by body code. further: for other bodies. coloured: how many bodies may have a colour."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bodies: dict[str, Shade]
    further: tuple[Shade, ...]
    rest: Shade
    coloured: int = Field(ge=1)


@cache
def load_palette() -> Palette:
    """The palette; DefinitionError names the field that is wrong."""
    text = (files("kexie_dash.definitions") / _FILE).read_text(encoding="utf-8")
    try:
        return Palette.model_validate(load_yaml(text))
    except ValidationError as error:
        raise fault(_FILE, explain(error)) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise fault(_FILE, "不是有效的 YAML，请检查缩进和引号", mark.line + 1 if mark else None) from error
