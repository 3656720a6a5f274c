"""The further pictures of 横向对比 in a real browser: no text lies on another, with few and many bodies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from kexie_dash.charts.bullet import bullet
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.heat import heat_map
from kexie_dash.charts.multiples import multiples
from kexie_dash.charts.scatter import scatter
from kexie_dash.charts.theme import Style
from kexie_dash.queries.facets import facet
from kexie_dash.queries.side_by_side import SideBySide, row_pages, side_by_side
from kexie_dash.store.database import Database
from tests.e2e.the_pages import unreadable
from tests.many_bodies import code, fill

pytestmark = pytest.mark.e2e

WORDS = Captions("", "", ())
#: Drawn for the page's width, shown squeezed, as drawn, and stretched.
WIDTHS = (640, 772, 1200)
MANY = (
    "execution_rate", "declared_execution_rate", "execution_gap", "activities", "budget_by_stage.adjusted",
    "budget_by_stage.executed", "activities_per_million", "spending_per_resident", "activities_per_10k",
    "execution_rate_adjusted", "execution_rate_initial", "targets_unmet",
)  # fmt: skip
KINDS: dict[str, tuple[tuple[str, ...], Callable[..., Any]]] = {
    "heat": (MANY, heat_map),
    "multi": (MANY[:8], multiples),
    "scatter": (("execution_rate", "activities"), scatter),
    "lines": (("budget_by_stage.adjusted", "budget_by_stage.executed"), scatter),
}


@pytest.fixture(scope="module", params=[1, 21, 143])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("pictures") / str(request.param)
    fill(made, request.param)
    return made


def table(folder: Path, keys: tuple[str, ...]) -> SideBySide:
    view = Database(folder).view()
    first = facet(view, keys[0])
    return side_by_side([first, *(facet(view, key, near=first.panel.by) for key in keys[1:])])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_lies_on_another(bundled: Page, folder: Path, kind: str, width: int) -> None:
    keys, draw = KINDS[kind]
    found = table(folder, keys)
    part = row_pages(found, 30)[0] if kind in ("heat", "multi") else found
    colours = BodyColours([code(n) for n in range(143)], own=code(1), peers=[code(2), code(4)])
    figure = draw(part, WORDS, Style("light", 772, captions=False), colours=colours)
    assert unreadable(bundled, figure, width) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nor_in_bullets(bundled: Page, folder: Path, width: int) -> None:
    one = facet(Database(folder).view(), "execution_rate")
    figure = bullet(one.metric, one.bands, "1", WORDS, Style("light", 772, captions=False))
    assert unreadable(bundled, figure, width) == []
