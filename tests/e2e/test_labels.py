"""Every picture of every page at a desk, squeezed and on a phone, with few and many bodies, can be read.

The pages draw without a server; a browser sets the figures and measures their texts.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from playwright.sync_api import Page
from streamlit.testing.v1 import AppTest

from kexie_dash.charts.frame import Captions
from kexie_dash.charts.score_grid import score_grid
from kexie_dash.charts.theme import SQUEEZED, Style
from kexie_dash.model.report import Report
from kexie_dash.pages import picture as pictures
from kexie_dash.pages.picture import CARD_WIDTH, Picture
from kexie_dash.queries.rubrics import DimensionGrid
from kexie_dash.settings import Paths
from tests import many_bodies, many_years, topic_bodies
from tests.charts.samples import value
from tests.conftest import ROOT
from tests.e2e.the_pages import listed, unreadable

pytestmark = pytest.mark.e2e

WORDS = Captions("", "", ())
#: What a picture has on a page 1440 and 390 pixels wide; half of a page for a card.
DESK, CARD, PHONE = 1200, 576, 366
#: A longer picture comes in pages; on a phone four metrics of thirty rows stand below each other.
_HIGHEST = {DESK: 2600, CARD: 2600, SQUEEZED: 2600, PHONE: 6400}
#: Seconds a page may take on a loaded machine.
_PATIENCE = 300
_KINDS = ("multi", "heat", "scatter", "bullet")
_DRAWING = ("overview", "compare", "trend", "body", "targets", "narrative", "activities", "same_ruler")
#: Which data hold what a page draws: none of them is said twice.
_CASES: dict[str, tuple[str, ...]] = {
    "five": (*_DRAWING, *_KINDS),
    "topics21": ("targets", "narrative", "activities"),
    "bodies21": ("compare", "bullet", "scatter"),
    "bodies143": ("overview", "compare", "trend", "body", "activities", "same_ruler", *_KINDS),
    "years": ("trend",),
}


@pytest.fixture(scope="module")
def folders(built: Paths, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    made: dict[str, Path] = {"five": built.data}
    home = tmp_path_factory.mktemp("labels")

    def folder(name: str) -> Path:
        if name not in made:
            made[name] = home / name
            if name == "topics21":
                made[name].mkdir()
                topic_bodies.fill(made[name], 21)
            elif name == "years":
                made[name].mkdir()
                many_years.build_years(made[name])
            else:
                many_bodies.fill(made[name], int(name.removeprefix("bodies")))
        return made[name]

    return folder


def drawn_on(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Picture, int]]:
    """The pictures of a page (or of a kind of 横向对比), each with the width it is drawn for at a desk."""
    found: list[tuple[Picture, int]] = []
    monkeypatch.setenv("KEXIE_DATA", str(folder))
    monkeypatch.setattr(pictures, "_chart", lambda picture, _, width: found.append((picture, width)))
    st.cache_resource.clear()
    module = "compare" if name in _KINDS else name
    test = AppTest.from_string(
        f"from kexie_dash.pages import {module}\n{module}.show()\n", default_timeout=_PATIENCE
    )
    if name in _KINDS:
        test.query_params["chart"] = name
    test.run()
    assert not test.exception
    return found


def wrong(page: Page, figure: Any, width: int) -> list[str]:
    """What cannot be read of a figure at this width."""
    found = unreadable(page, figure, width)
    height = figure.layout.height
    return [*found, *([f"{height} pixels high"] if height > _HIGHEST[width] else [])]


@pytest.mark.parametrize(("data", "name"), [(data, name) for data, names in _CASES.items() for name in names])
def test_every_label_can_be_read(
    bundled: Page, folders: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, data: str, name: str
) -> None:
    shown = drawn_on(name, folders(data), monkeypatch)
    assert shown
    found = {}
    for picture, width in shown:
        desk = CARD if width == CARD_WIDTH else DESK
        for drawn_for, seen in ((width, desk), (width, SQUEEZED), (PHONE, PHONE)):
            figure = picture.draw(Style("light", drawn_for, captions=False))
            # Else its box would scroll sideways on that screen; a window in between squeezes it.
            assert figure.layout.meta["width"] <= seen or seen == SQUEEZED
            found[picture.key, seen] = wrong(bundled, figure, seen)
    assert {where: what for where, what in found.items() if what} == {}


def test_every_page_with_pictures_is_looked_at() -> None:
    drawing = {
        one.module
        for one in listed()
        if "pages.picture import" in (ROOT / "kexie_dash" / "pages" / f"{one.module}.py").read_text("utf-8")
    }
    assert drawing <= set(_DRAWING)


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("count", [1, 5, 21])
def test_nor_do_scores_of_many_reports_lie_on_each_other(bundled: Page, count: int, width: int) -> None:
    figure = score_grid(_grid(count), WORDS, Style("light", min(width, 772), captions=False))
    assert wrong(bundled, figure, width) == []


def _grid(count: int) -> DimensionGrid:
    """Every third report silent, every dimension missing somewhere."""
    names = ("预算编制", "目标设置", "资金管理", "成本控制(经济性)", "履职效率", "履职效果")
    values = [
        value(many_bodies.name(number), f"0.{70 + number + place}", by=(("dimension", one),))
        for number in range(count)
        if number % 3 != 2
        for place, one in enumerate(names)
        if (number + place) % 4
    ]
    bodies = [many_bodies.name(number) for number in range(count)]
    reports = tuple(
        Report(
            f"{one}-2022",
            "",
            one,
            one,
            f"{one}市科学技术协会",
            2022,
            "department",
            "city",
            None,
            None,
            None,
            "",
        )
        for one in bodies
    )
    found = {(one.report, dict(one.by)["dimension"]): one for one in values}
    return DimensionGrid(names, (("2022 部门整体·市级", reports),), found, None)  # type: ignore[arg-type]
