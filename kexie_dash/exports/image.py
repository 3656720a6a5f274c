"""A chart as PNG or SVG."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

import plotly.graph_objects as go

from kexie_dash.charts.theme import Style, ThemeName
from kexie_dash.exports import browser

ImageFormat = Literal["png", "svg"]
SizeName = Literal["page", "slide", "half", "a4"]


@dataclass(frozen=True, slots=True)
class Size:
    """width: what the chart is drawn for; its height follows its rows. scale: PNG pixels a drawn pixel."""

    label: str
    width: int
    scale: int


SIZES: dict[SizeName, Size] = {
    "page": Size("网页宽", 1100, 2),
    "slide": Size("幻灯片 16:9", 1280, 2),
    "half": Size("半张幻灯片", 620, 3),
    "a4": Size("A4 版心", 680, 3),
}


def style_for(size: SizeName = "page", theme: ThemeName = "light") -> Style:
    """A style with the captions inside, as a picture needs that leaves the page."""
    return Style(theme, SIZES[size].width, captions=True)


def to_image(
    figure: go.Figure, form: ImageFormat = "png", size: SizeName = "page", description: str = ""
) -> bytes:
    """The figure at the width it was drawn for. description: put into an SVG for screen readers.

    ExportError with the remedy where the browser or a Chinese font is missing.
    """
    spec = figure.to_dict()
    width = spec["layout"].get("meta", {}).get("width", SIZES[size].width)
    options = {
        "format": form,
        "width": width,
        "height": spec["layout"]["height"],
        "scale": SIZES[size].scale if form == "png" else 1,
    }
    drawn = browser.draw(spec, options)
    return _described(drawn, figure, description) if form == "svg" else drawn


def _described(svg: bytes, figure: go.Figure, description: str) -> bytes:
    """Title and description as the first children of the drawing."""
    title = next((note.text for note in figure.layout.annotations if note.name == "title"), "")
    words = re.sub(r"<[^>]+>", "", title.replace("<br>", ""))
    # The title is escaped already; the description is plain text.
    head = f"<title>{words}</title>" + (f"<desc>{escape(description)}</desc>" if description else "")
    text = svg.decode("utf-8")
    end = text.index(">", text.index("<svg")) + 1
    return (text[:end] + head + text[end:]).encode("utf-8")
