"""The charts of a static pack: made by the same functions as on the pages, once wide and once narrow.

Only the light ground is stored; colours of the dark one are looked up by the reader's script.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.dots import dot_plot
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.theme import THEMES, Style, ThemeName
from kexie_dash.charts.titles import captions_for
from kexie_dash.definitions.palette import load_palette
from kexie_dash.queries.panels import Panel

#: Widths charts are drawn for; they stretch, and are never squeezed.
WIDE, NARROW = 720, 330
_INKS = ("ground", "ink", "soft", "rule", "grid", "mark", "wash")


def panel_captions(panel: Panel) -> Captions:
    compared = panel.comparison
    return captions_for(compared.metric, compared.bands, compared.snapshot)


def panel_figure(
    panel: Panel, colours: BodyColours, width: int, theme: ThemeName = "light"
) -> dict[str, Any]:
    """data and layout without captions, which stand in the page."""
    compared = panel.comparison
    style = Style(theme, width, captions=False, folds=True)
    words = panel_captions(panel)
    figure = dot_plot(compared.metric, compared.bands, words, style, colours=colours, absent=compared.absent)
    spec: dict[str, Any] = figure.to_dict()
    return {"data": spec["data"], "layout": spec["layout"]}


def figures_json(panel: Panel, colours: BodyColours) -> str:
    """Both widths as one JSON text."""
    widths = {"wide": WIDE, "narrow": NARROW}
    made = {name: panel_figure(panel, colours, width) for name, width in widths.items()}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"), default=_plain)


def dark_colours() -> Mapping[str, str]:
    """Every colour of a light chart with the one that stands for it on dark."""
    light, dark, palette = THEMES["light"], THEMES["dark"], load_palette()
    inks = {getattr(light, name): getattr(dark, name) for name in _INKS}
    shades = (*palette.bodies.values(), *palette.further, palette.rest)
    return {**inks, **{shade.light: shade.dark for shade in shades}}


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(type(value).__name__)
