"""Colours and scripts of the static pack: one style sheet for light, dark and paper, one script of parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.heat_tints import tint_scale
from kexie_dash.charts.theme import THEMES, Theme, ThemeName

_CLIENT = Path(__file__).resolve().parent / "site_client"
_PARTS = ("ink.js", "rows.js", "rows_words.js", "heat.js", "spots.js", "scatter.js", "choice.js", "page.js")
_INKS = ("ground", "ink", "soft", "rule", "grid", "mark", "wash")
_LINKS = {"light": "#0059A0", "print": "#0059A0", "dark": "#8CC4F0"}


@dataclass(frozen=True, slots=True)
class Look:
    """slots: body code → number of its colour. Where a body has none of its own it shares the grey one."""

    slots: Mapping[str, int]
    colours: tuple[tuple[str, str], ...]

    def style(self, body_code: str) -> str:
        """For a style attribute: everything inside is drawn in the body's colour."""
        return f"--c:var(--k{self.slots[body_code]})"

    def css(self) -> str:
        """The page follows data-theme of its root; paper is always light."""
        light, dark = (self._variables(name) for name in ("light", "dark"))
        return (
            f":root{{color-scheme:light;{light}}}\n"
            f':root[data-theme="dark"]{{color-scheme:dark;{dark}}}\n'
            f'@media print{{:root[data-theme="dark"]{{color-scheme:light;{self._variables("print")}}}}}\n'
        )

    def _variables(self, name: ThemeName) -> str:
        theme = THEMES[name]
        said = [f"--{ink}:{getattr(theme, ink)}" for ink in _INKS]
        said.append(f"--link:{_LINKS[name]}")
        said += [f"--t{number}:{tint}" for number, tint in enumerate(_tints(theme))]
        said += [f"--k{number}:{pair[theme.dark]}" for number, pair in enumerate(self.colours)]
        return ";".join(said)


def look_of(bodies: Iterable[str], colours: BodyColours) -> Look:
    light, dark = THEMES["light"], THEMES["dark"]
    pairs = {code: (colours.of(code, light), colours.of(code, dark)) for code in sorted(set(bodies))}
    numbers = {pair: number for number, pair in enumerate(dict.fromkeys(pairs.values()))}
    return Look({code: numbers[pair] for code, pair in pairs.items()}, tuple(numbers))


def style_sheet() -> str:
    return _text("site.css")


def script() -> str:
    """All parts as one closed script; what it offers the page is `kexie`."""
    parts = "\n".join(_text(name) for name in _PARTS)
    return f'"use strict";\nconst kexie = (() => {{\n{parts}\nreturn {{ first, rest }};\n}})();\n'


def _tints(theme: Theme) -> list[str]:
    return [tint for _, tint in tint_scale(theme)]


def _text(name: str) -> str:
    return (_CLIENT / name).read_text(encoding="utf-8")
