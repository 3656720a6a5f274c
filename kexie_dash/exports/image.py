"""A chart as PNG, SVG or PDF, sized for a slide, half a slide, a column of A4, or as wide as the page."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any, Literal
from xml.sax.saxutils import escape

import plotly.graph_objects as go

from kexie_dash.charts.theme import SQUEEZED, Style, ThemeName
from kexie_dash.exports import browser, texts
from kexie_dash.exports.drawing import Page
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.stamp import Stamp, stamp_picture

ImageFormat = Literal["png", "svg", "pdf"]
SizeName = Literal["page", "slide", "half", "a4"]
#: PNG pixels a drawn pixel: 2 for the screen; for print what gives 300 dots an inch at the size meant.
SCREEN_SCALE = 2.0
#: A picture too tall for its frame is drawn wider and scaled down by at most this, or text gets too small.
_MOST_SHRUNK = 1.4
_WIDER = 1.06
#: A picture with room left over is drawn narrower and scaled up by at most this, and never on a sheet on
#: which parts of a picture have to stand below each other.
_MOST_GROWN, _LEAST_WIDTH = 1.4, SQUEEZED
_SIXTEENTH, _STEP, _PART_OF_A_PIXEL = 16, 64, 0.01
#: Rows are spread by at most this part of the plot to fill a frame; the rest stays empty above the foot.
_MOST_SPREAD = 0.6


@dataclass(frozen=True, slots=True)
class Size:
    """width: what the chart is drawn for. height: of the frame; None where it follows the rows.

    most: the greatest height, where there is no frame. print_scale: PNG pixels a drawn pixel in print.
    """

    label: str
    width: int
    height: int | None
    most: int | None
    print_scale: float


SIZES: dict[SizeName, Size] = {
    "page": Size(texts.PAGE_WIDE, 1100, None, None, 3.0),
    "slide": Size(texts.SLIDE, 1280, 720, None, 3.125),
    "half": Size(texts.HALF_SLIDE, 640, 720, None, 3.125),
    # 170 mm between the margins, four pixels a millimetre; no taller than the page's text.
    "a4": Size(texts.A4_COLUMN, 680, None, 960, 3.0),
}


def style_for(
    size: SizeName = "page", theme: ThemeName = "light", notes: tuple[str, ...] = (), width: int = 0
) -> Style:
    """A style with the captions inside, as a picture needs that leaves the page. width: another one."""
    frame = SIZES[size]
    limit, wide = frame.height or frame.most, width or frame.width
    return Style(theme, wide, captions=True, notes=notes, most=limit and _height(limit, wide, frame))


def fitted(
    draw: Callable[[Style], Any],
    size: SizeName = "page",
    theme: ThemeName = "light",
    notes: tuple[str, ...] = (),
) -> Any:
    """The chart drawn for a size; ExportError where it has more rows than can be read there."""
    frame = SIZES[size]
    figure = draw(style_for(size, theme, notes))
    limit = frame.height or frame.most
    if limit is None:
        return figure
    width = frame.width
    while figure.layout.height > _height(limit, width, frame):
        # Sixteenths keep 16:9 and 8:9 in whole pixels.
        width = math.ceil(width * _WIDER / _SIXTEENTH) * _SIXTEENTH
        if width > frame.width * _MOST_SHRUNK:
            raise ExportError(texts.TOO_MANY_ROWS.format(size=frame.label))
        figure = draw(style_for(size, theme, notes, width))
    if frame.height and width == frame.width:
        width, figure = _grown(lambda wide: draw(style_for(size, theme, notes, wide)), figure, frame)
    figure.layout.meta = {**(figure.layout.meta or {}), "shrunk": frame.width / width}
    return _framed(figure, _height(limit, width, frame)) if frame.height else figure


def _grown(draw: Callable[[int], Any], figure: Any, frame: Size) -> tuple[int, Any]:
    """The narrowest sheet whose picture still fits the frame: larger words, less emptiness.

    draw: for a width. Its width, and the picture.
    """
    limit, width = frame.height or 0, frame.width
    while (less := width - _STEP) * _MOST_GROWN >= frame.width and less >= _LEAST_WIDTH:
        smaller = draw(less)
        # What is drawn larger must be all that is drawn.
        if smaller.layout.height > _height(limit, less, frame) or _parts(smaller) < _parts(figure):
            break
        width, figure = less, smaller
    return width, figure


def _parts(figure: Any) -> int:
    """How many plots of its own a picture has, where it leaves some out for want of room."""
    return int((figure.layout.meta or {}).get("parts", 1))


def to_image(
    figure: go.Figure,
    form: ImageFormat = "png",
    size: SizeName = "page",
    description: str = "",
    *,
    for_print: bool = False,
    stamp: Stamp | None = None,
) -> bytes:
    """The figure at the size of its frame. description: put into an SVG for screen readers.

    for_print: 300 dots an inch. stamp: of the build its figures are of, for what leaves the page alone.
    ExportError with the remedy where browser or Chinese font is missing.
    """
    frame = SIZES[size]
    meta = figure.layout.meta or {}
    shrunk, width = meta.get("shrunk", 1), meta.get("width", frame.width)
    scale = frame.print_scale if for_print else SCREEN_SCALE
    picture = Page(
        form,
        width,
        int(figure.layout.height),
        # The browser cuts off what is less than a pixel.
        (round(width * scale * shrunk) + _PART_OF_A_PIXEL) / width if form == "png" else shrunk,
    )
    drawn = browser.draw(figure.to_json(validate=False), picture)
    title = _title(figure)
    if form == "svg":
        drawn = _described(drawn, title, description)
    return stamp_picture(drawn, form, stamp, unescape(title), scale) if stamp else drawn


def _height(limit: int, width: int, frame: Size) -> int:
    return round(limit * width / frame.width)


def _framed(figure: Any, height: int) -> Any:
    """The figure at exactly this height: rows spread, the foot at the bottom."""
    spec = figure.to_dict()
    layout = spec["layout"]
    margin = dict(layout["margin"])
    missing = height - layout["height"]
    plot = layout["height"] - margin["t"] - margin["b"]
    rest = max(0, missing - round(plot * _MOST_SPREAD))
    notes = [
        {**note, "yshift": note["yshift"] - rest} if note.get("name") == "foot" else note
        for note in layout["annotations"]
    ]
    layout.update(height=height, margin={**margin, "b": margin["b"] + rest}, annotations=notes)
    return go.Figure(spec, _validate=False)


def _title(figure: go.Figure) -> str:
    """Its words as SVG holds them: escaped, without mark-up."""
    title = next((note.text for note in figure.layout.annotations if note.name == "title"), "")
    return re.sub(r"<[^>]+>", "", title.replace("<br>", ""))


def _described(svg: bytes, title: str, description: str) -> bytes:
    """Title and description as the first children of the drawing."""
    # The title is escaped already; the description is plain text.
    head = f"<title>{title}</title>" + (f"<desc>{escape(description)}</desc>" if description else "")
    text = svg.decode("utf-8")
    end = text.index(">", text.index("<svg")) + 1
    return (text[:end] + head + text[end:]).encode("utf-8")
