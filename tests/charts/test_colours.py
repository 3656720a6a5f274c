"""One colour a body, visible on its ground; text readable on its ground."""

from __future__ import annotations

import pytest

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.theme import THEMES, Theme
from kexie_dash.definitions.palette import Shade, load_palette

NAMED = {
    "440300": "#0072B2",
    "440600": "#D55E00",
    "440700": "#009E73",
    "440800": "#CC79A7",
    "440117": "#B58900",
}


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _shades() -> list[Shade]:
    palette = load_palette()
    return [*palette.bodies.values(), *palette.further, palette.rest]


def test_contrast_is_reckoned_rightly() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("shade", _shades(), ids=lambda shade: shade.light)
def test_marks_stand_out_from_their_ground(shade: Shade) -> None:
    assert contrast(shade.light, THEMES["light"].ground) >= 3
    assert contrast(shade.light, THEMES["print"].ground) >= 3
    assert contrast(shade.dark, THEMES["dark"].ground) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_text_is_readable(theme: Theme) -> None:
    assert contrast(theme.ink, theme.ground) >= 7
    assert contrast(theme.soft, theme.ground) >= 4.5
    assert contrast(theme.soft, theme.wash) >= 4.5
    assert contrast(theme.mark, theme.ground) >= 3


@pytest.mark.parametrize(("code", "colour"), NAMED.items())
def test_a_city_has_one_colour_in_any_company(code: str, colour: str) -> None:
    light = THEMES["light"]
    for company in ([code], [*NAMED], [code, *(f"99{n:04d}" for n in range(40))]):
        assert BodyColours(company).of(code, light) == colour


def test_further_bodies_are_coloured_up_to_a_limit_and_grey_beyond() -> None:
    light, palette = THEMES["light"], load_palette()
    few = [f"99{n:04d}" for n in range(palette.coloured)]
    assert len({BodyColours(few).of(code, light) for code in few}) == palette.coloured
    many = [f"99{n:04d}" for n in range(palette.coloured + 1)]
    assert {BodyColours(many).of(code, light) for code in many} == {palette.rest.light}
    own = BodyColours(many, own=many[3])
    assert own.of(many[3], light) == palette.further[0].light
    assert own.of(many[4], light) == palette.rest.light


def test_colours_do_not_depend_on_the_order_asked() -> None:
    bodies = ["990003", "990001", "440300"]
    first, second = BodyColours(bodies), BodyColours(reversed(bodies))
    light = THEMES["light"]
    assert [first.of(b, light) for b in bodies] == [second.of(b, light) for b in bodies]
    assert len({first.of(b, light) for b in bodies}) == 3
