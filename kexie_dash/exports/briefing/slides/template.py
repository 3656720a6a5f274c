"""The template of the slides: 16:9, our ink and colours as the theme, Chinese faces for every script."""

from __future__ import annotations

import re
from typing import Any

from pptx import Presentation
from pptx.util import Emu

from kexie_dash.charts.theme import THEMES
from kexie_dash.definitions.palette import load_palette
from kexie_dash.exports import texts
from kexie_dash.exports.briefing import texts_slides as wording

#: Windows has it; where it is missing, other systems put their own Chinese sans in its place.
FACE = "Microsoft YaHei"
WIDTH, HEIGHT = Emu(12_192_000), Emu(6_858_000)
CM = 360_000
#: Left and right of everything.
MARGIN = round(1.4 * CM)
_TITLE = (MARGIN, round(0.9 * CM), WIDTH - 2 * MARGIN, round(1.9 * CM))
_TITLE_ONLY = 5
_INK = THEMES["light"]


def presentation() -> Any:
    """An empty presentation with one layout: a title, and room."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    master = made.slide_masters[0]
    kept = made.slide_layouts[_TITLE_ONLY]
    for layout in list(made.slide_layouts):
        if layout is not kept:
            made.slide_layouts.remove(layout)
    kept.name = wording.LAYOUT
    for holder in (master, kept):
        _only_title(holder)
    _theme(master)
    return made


def _only_title(holder: Any) -> None:
    """The foot of a slide is text of its own, so date, number and foot placeholders go."""
    for shape in list(holder.placeholders):
        if shape.placeholder_format.type is None or "TITLE" not in str(shape.placeholder_format.type):
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.top, shape.width, shape.height = _TITLE


def _theme(master: Any) -> None:
    """Colours and faces of the theme, so that what people add looks like what is there."""
    part = next(rel.target_part for rel in master.part.rels.values() if rel.reltype.endswith("/theme"))
    text = part.blob.decode("utf-8")
    shades = list(load_palette().bodies.values())
    colours = {
        "dk1": _INK.ink,
        "lt1": _INK.ground,
        "dk2": _INK.soft,
        "lt2": _INK.wash,
        **{f"accent{number}": shade.light for number, shade in enumerate(shades, start=1)},
        "accent6": load_palette().further[0].light,
        "hlink": _INK.ink,
        "folHlink": _INK.soft,
    }
    for name, colour in colours.items():
        text = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>',
            text,
            flags=re.DOTALL,
        )
    for font in ("majorFont", "minorFont"):
        faces = f'<a:latin typeface="{FACE}"/><a:ea typeface="{FACE}"/><a:cs typeface="{FACE}"/>'
        text = re.sub(rf"<a:{font}>.*?</a:{font}>", f"<a:{font}>{faces}</a:{font}>", text, flags=re.DOTALL)
    text = re.sub(r'(<a:(?:theme|clrScheme|fontScheme)\b[^>]*?name=)"[^"]*"', rf'\1"{texts.PRODUCT}"', text)
    part._blob = text.encode("utf-8")
