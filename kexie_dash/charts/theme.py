"""Ink, ground and type of every picture: on the page in light and dark, and in print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kexie_dash.model.finding import Verdict

ThemeName = Literal["light", "dark", "print"]

#: The reader's own Chinese font first, then the one the project serves.
FONT_FAMILY = (
    "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, "
    "Noto Sans SC, Noto Sans SC Web, SimHei, sans-serif"
)
TITLE_SIZE = 20
VALUE_SIZE = 15
TEXT_SIZE = 14
#: Nothing in a picture is smaller.
SMALL_SIZE = 13
ROW_HEIGHT = 32
#: Below this width a body's name stands above its mark instead of beside it.
NARROW = 480
#: No picture that was drawn wider is shown narrower than this (static/chart/chart.js); texts must fit there.
SQUEEZED = 640


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours that belong to no body. ink, soft: text, at least 4.5:1 on ground; mark: at least 3:1."""

    name: ThemeName
    ground: str
    ink: str
    soft: str
    rule: str
    grid: str
    mark: str
    wash: str
    dark: bool


THEMES: dict[ThemeName, Theme] = {
    "light": Theme(
        "light", "#FFFFFF", "#1F1E1C", "#5F5B55", "#BDB9B1", "#ECEAE6", "#8A867F", "#F6F5F2", False
    ),
    "dark": Theme("dark", "#171614", "#ECEAE6", "#B5B0A8", "#5C5850", "#2E2B27", "#96918A", "#23211E", True),
    "print": Theme(
        "print", "#FFFFFF", "#000000", "#4A4A4A", "#9A9A9A", "#E4E4E4", "#767676", "#F4F4F4", False
    ),
}


#: A verdict, or what stands for one, on light and on dark ground; a sign or word stands beside it.
VERDICT_COLOURS: dict[Verdict, tuple[str, str]] = {
    "contradicts": ("#B3261E", "#F28B82"),
    "undecided": ("#8A6D00", "#D9B44A"),
    "holds": ("#2E7D5B", "#6CC19A"),
}


def verdict_colour(verdict: Verdict, theme: Theme) -> str:
    return VERDICT_COLOURS[verdict][theme.dark]


@dataclass(frozen=True, slots=True)
class Style:
    """How a picture is asked for.

    width: pixels it is drawn for; a page may stretch it. captions: title, subtitle, foot inside the picture.
    notes: lines below the foot that only a picture needs which leaves the page. most: the height in pixels
    that a picture keeps to where it can draw less; None where there is no limit.
    """

    theme: ThemeName = "light"
    width: int = 1100
    captions: bool = True
    notes: tuple[str, ...] = ()
    most: int | None = None

    @property
    def colours(self) -> Theme:
        return THEMES[self.theme]

    @property
    def halo(self) -> str:
        """The ground around a label that may lie on a line; no blur, which PDF would draw as a picture."""
        around = ((2, 0), (-2, 0), (0, 2), (0, -2), (1, 1), (1, -1), (-1, 1), (-1, -1))
        return ", ".join(f"{x}px {y}px 0 {self.colours.ground}" for x, y in around)

    @property
    def text_room(self) -> int:
        """Width that lines of text may take: what stands on a page is squeezed before it scrolls."""
        return self.width if self.captions else min(self.width, SQUEEZED)

    @property
    def narrow(self) -> bool:
        return self.width < NARROW

    @property
    def columns(self) -> bool:
        """Whether columns of words and bars find room beside each other; else they stand below each other."""
        return self.width >= SQUEEZED
