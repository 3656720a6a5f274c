"""Colours on paper of a picture that was drawn for a dark screen."""

from __future__ import annotations

import colorsys
import json
import re
from functools import cache

from kexie_dash.charts import category_heat, heat_tints
from kexie_dash.charts.theme import THEMES, VERDICT_COLOURS
from kexie_dash.definitions.palette import load_palette

_COLOUR = re.compile(rb'"(#[0-9A-Fa-f]{6})"')
_OF_THEME = ("ground", "ink", "soft", "rule", "grid", "mark", "wash")


def with_paper(wired: bytes) -> bytes:
    """The picture with what its colours become when the page is printed (static/chart/chart.js).

    wired: as `charts.wire.wire` writes it, drawn for the dark theme.
    """
    found = sorted({one.decode().upper() for one in _COLOUR.findall(wired)})
    pairs = json.dumps({one: on_paper(one) for one in found}, separators=(",", ":"))
    return wired[:-1] + b',"paper":' + pairs.encode() + b"}"


def on_paper(colour: str) -> str:
    """#RRGGBB: the light theme's for one of the dark theme's; a mixed one as light as it was dark."""
    return _known().get(colour.upper()) or _turned(colour)


@cache
def _known() -> dict[str, str]:
    dark, light = THEMES["dark"], THEMES["light"]
    palette = load_palette()
    pairs = [
        *((getattr(dark, name), getattr(light, name)) for name in _OF_THEME),
        *((on_dark, on_light) for on_light, on_dark in VERDICT_COLOURS.values()),
        *((one.dark, one.light) for one in (*palette.bodies.values(), *palette.further, palette.rest)),
        *zip(heat_tints.DARK, heat_tints.LIGHT, strict=True),
        *zip(category_heat.DARK, category_heat.LIGHT, strict=True),
    ]
    return {one.upper(): other.upper() for one, other in pairs}


def _turned(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    parts = colorsys.hls_to_rgb(hue, 1 - lightness, saturation)
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)
