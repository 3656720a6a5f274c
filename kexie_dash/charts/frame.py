"""The words around a picture: the finding above it, where it comes from below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kexie_dash.charts.text import plain, wrap
from kexie_dash.charts.theme import FONT_FAMILY, NARROW, SMALL_SIZE, TEXT_SIZE, TITLE_SIZE, Style

PAD = 16
_TITLE_LINE = 1.4
_TEXT_LINE = 20


@dataclass(frozen=True, slots=True)
class Captions:
    """Unescaped. title: the finding; subtitle: metric, unit, denominator, years; foot: source, caveats, snapshot."""

    title: str
    subtitle: str = ""
    foot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Captions broken into lines for one width. top, bottom: pixels they need above and below the plot."""

    style: Style
    title: tuple[str, ...] = ()
    subtitle: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()

    @property
    def top(self) -> int:
        if not self.title:
            return 8
        return round(PAD + self._title_height + _TEXT_LINE * len(self.subtitle) + 12)

    @property
    def bottom(self) -> int:
        return _TEXT_LINE * len(self.foot) + 12 if self.foot else 8

    @property
    def title_size(self) -> int:
        return TITLE_SIZE if self.style.width >= NARROW else TITLE_SIZE - 3

    @property
    def _title_height(self) -> float:
        return len(self.title) * self.title_size * _TITLE_LINE

    def heading(self) -> dict[str, Any]:
        """Plotly's title."""
        return {
            "text": "<br>".join(f"<b>{plain(line)}</b>" for line in self.title),
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"t": PAD, "l": PAD},
            "font": {"size": self.title_size, "color": self.style.colours.ink, "family": FONT_FAMILY},
        }

    def words(self, left: int, below: int) -> list[dict[str, Any]]:
        """Subtitle and foot. left: the plot's left margin; below: the whole bottom margin."""
        under_title = self.top - PAD - self._title_height - 4
        found = []
        if self.subtitle:
            found.append(self._caption(self.subtitle, left, 1, "top", under_title, TEXT_SIZE))
        if self.foot:
            found.append(self._caption(self.foot, left, 0, "bottom", 8 - below, SMALL_SIZE))
        return found

    def _caption(
        self, lines: tuple[str, ...], left: int, y: int, anchor: str, shift: float, size: int
    ) -> dict[str, Any]:
        return {
            "x": 0,
            "y": y,
            "xref": "paper",
            "yref": "paper",
            "xanchor": "left",
            "yanchor": anchor,
            "xshift": PAD - left - 2,
            "yshift": shift,
            "text": "<br>".join(plain(line) for line in lines),
            "showarrow": False,
            "align": "left",
            "font": {"size": size, "color": self.style.colours.soft},
        }


def frame_for(captions: Captions, style: Style) -> Frame:
    """The frame for a picture; an empty one where the page sets the words itself."""
    if not style.captions:
        return Frame(style)
    room = style.width - 2 * PAD
    size = Frame(style).title_size
    return Frame(
        style,
        tuple(wrap(captions.title, size, room)),
        tuple(wrap(captions.subtitle, TEXT_SIZE, room)),
        tuple(line for part in captions.foot for line in wrap(part, SMALL_SIZE, room)),
    )
