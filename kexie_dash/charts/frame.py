"""The words around a picture: the finding above it, where it comes from below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kexie_dash.charts.text import plain, wrap
from kexie_dash.charts.theme import NARROW, SMALL_SIZE, TEXT_SIZE, TITLE_SIZE, Style

PAD = 16
_TITLE_LINE = 1.4
_TEXT_LINE = 20


@dataclass(frozen=True, slots=True)
class Captions:
    """Unescaped. title: the finding; subtitle: metric, unit, formula, years; foot: source, caveats, build."""

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

    def words(self, left: int, below: int) -> list[dict[str, Any]]:
        """The captions as annotations of these names. left: the plot's left margin; below: the bottom one.

        Plotly's own title moves up as it gets more lines, so the title is an annotation too.
        """
        theme = self.style.colours
        under_title = self.top - PAD - self._title_height - 2
        parts = (
            ("title", self.title, 1, "top", self.top - PAD + 4, self.title_size, theme.ink),
            ("subtitle", self.subtitle, 1, "top", under_title, TEXT_SIZE, theme.soft),
            ("foot", self.foot, 0, "bottom", 8 - below, SMALL_SIZE, theme.soft),
        )
        return [self._caption(left, *part) for part in parts if part[1]]

    def _caption(
        self,
        left: int,
        name: str,
        lines: tuple[str, ...],
        y: int,
        anchor: str,
        shift: float,
        size: int,
        colour: str,
    ) -> dict[str, Any]:
        text = "<br>".join(plain(line) for line in lines)
        return {
            "name": name,
            "x": 0,
            "y": y,
            "xref": "paper",
            "yref": "paper",
            "xanchor": "left",
            "yanchor": anchor,
            "xshift": PAD - left - 2,
            "yshift": shift,
            "text": f"<b>{text}</b>" if name == "title" else text,
            "showarrow": False,
            "align": "left",
            "font": {"size": size, "color": colour},
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
        tuple(line for part in (*captions.foot, *style.notes) for line in wrap(part, SMALL_SIZE, room)),
    )
