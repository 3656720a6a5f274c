"""Which body has which colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kexie_dash.charts import texts
from kexie_dash.charts.theme import Theme
from kexie_dash.definitions.palette import Palette, Shade, load_palette


class BodyColours:
    """Colours of the bodies of one view; the same set of bodies always gives the same colours.

    bodies: codes of all bodies the reader may meet, so that a smaller selection keeps its colours.
    own, peers: of the reader; where there are many bodies only these are coloured.
    """

    def __init__(
        self,
        bodies: Iterable[str],
        own: str = "",
        peers: Iterable[str] = (),
        palette: Palette | None = None,
    ) -> None:
        self._palette = palette or load_palette()
        self._own, self._peers = own, frozenset(peers)
        chosen = dict.fromkeys(code for code in (own, *peers) if code)
        self._shades = _assign(sorted(set(bodies)), tuple(chosen), self._palette)

    @property
    def chosen(self) -> frozenset[str]:
        """Own body and peers."""
        return self._peers | {self._own} if self._own else self._peers

    def role(self, body_code: str) -> str:
        """The word that says with the colour whose row it is; empty for everybody else."""
        if body_code == self._own:
            return texts.OWN_BODY
        return texts.PEER if body_code in self._peers else ""

    def of(self, body_code: str, theme: Theme) -> str:
        """#RRGGBB of a body; grey for one without a colour of its own."""
        shade = self._shades.get(body_code) or self._palette.rest
        return shade.dark if theme.dark else shade.light

    def colorway(self, theme: Theme) -> list[str]:
        """Plotly's default order of colours, which it would otherwise invent."""
        shades = (*self._palette.bodies.values(), *self._palette.further)
        return [shade.dark if theme.dark else shade.light for shade in shades]


def _assign(bodies: list[str], chosen: tuple[str, ...], palette: Palette) -> Mapping[str, Shade]:
    few = len(bodies) <= palette.coloured or not chosen
    named = {
        code: palette.bodies[code] for code in bodies if code in palette.bodies and (few or code in chosen)
    }
    unnamed = [code for code in chosen if code not in palette.bodies]
    if len(bodies) <= palette.coloured:
        unnamed += [code for code in bodies if code not in named and code not in unnamed]
    room = max(palette.coloured - len(named), 0)
    return {**named, **dict(zip(unnamed[:room], palette.further, strict=False))}
