"""What a static pack draws is what the database holds: read from the ink, and calculated a second way."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kexie_dash.cli import main
from kexie_dash.model.assessment import MeasureValue
from kexie_dash.pipeline import build
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database, View
from tests import naive
from tests.conftest import copy_data

#: Of a picture: its ticks as pixel and text, and of each row the pixels of its marks with all its words.
_INK = """() => [...document.querySelectorAll('section.on article')]
  .filter(one => one.querySelector('.row')).map(article => {
  const shown = one => one.style.display !== 'none';
  const feet = article.querySelector('.picture').lastElementChild;
  return {
    ticks: [...article.querySelectorAll('line.grid')]
      .map((line, at) => [+line.getAttribute('x1'), feet.children[at].textContent]),
    log: feet.textContent.includes('对数'), sub: article.querySelector('.sub').textContent,
    rows: [...article.querySelectorAll('a.row')].filter(shown).map(row => ({
      id: row.dataset.id, words: row.textContent,
      own: [...row.querySelectorAll('circle.filled,circle.hollow')].map(one => +one.getAttribute('cx')),
      ring: [...row.querySelectorAll('circle.ring')].map(one => +one.getAttribute('cx')),
      bar: [...row.querySelectorAll('rect.bar')]
        .map(one => +one.getAttribute('x') + +one.getAttribute('width')),
      arrows: row.querySelectorAll('.arrow').length,
    })) }; })"""
_POINTS = """() => [...document.querySelectorAll('section.on .picture a')]
  .map(one => one.getAttribute('aria-label'))"""
_CELLS = """() => [...document.querySelectorAll('.heat td a')].map(one => [
  new URLSearchParams(one.hash.slice(1)).get('r'), one.textContent, one.parentElement.className])"""
_TIMES = {"%": Decimal("0.01"), "万": Decimal(10_000), "亿": Decimal(100_000_000), "": Decimal(1)}


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    made = copy_data(tmp_path_factory.mktemp("figures") / "data")
    assert build(made).publication is not None
    return made


@pytest.fixture(scope="module")
def view(paths: Paths) -> View:
    return Database(paths.database).view()


@pytest.fixture(scope="module")
def file(paths: Paths, tmp_path_factory: pytest.TempPathFactory) -> Path:
    one = tmp_path_factory.mktemp("figures") / "one.html"
    metrics = ("execution_rate", "self_score", "activities", "audience", "budget_by_stage")
    assert main(["export", "site", *metrics, "--single", str(one), "--data", str(paths.data)]) == 0
    return one


@pytest.fixture
def tall(browser: Browser) -> Iterator[Page]:
    """So tall that every picture of a metric is near the screen."""
    page = browser.new_page(viewport={"width": 1440, "height": 12_000})
    yield page
    page.close()


def _drawn(page: Page, file: Path, view: str) -> list[dict[str, object]]:
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}{view}")
    for article in page.locator("section.on article").all():
        expect(article.locator(".picture")).to_be_visible()
    found: list[dict[str, object]] = page.evaluate(_INK)
    assert found
    return found


def _number(text: str) -> Decimal:
    found = re.fullmatch(r"(−?)([\d,]*\.?\d+)(%|万|亿|)", text)
    assert found, text
    return Decimal(found[2].replace(",", "")) * _TIMES[found[3]] * (-1 if found[1] else 1)


def _value_at(ticks: list[tuple[float, str]], log: bool, x: float, step: Decimal) -> float:
    """From a pixel back to the figure, by the first and the last tick."""
    (x0, first), (x1, last) = ticks[0], ticks[-1]
    low, high = float(_number(first) * step), float(_number(last) * step)
    part = (x - x0) / (x1 - x0)
    return low * (high / low) ** part if log else low + part * (high - low)


@pytest.mark.e2e
@pytest.mark.parametrize(
    ("metric", "kind"),
    [
        ("execution_rate", "dots"),
        ("execution_rate", "dumbbell"),
        ("execution_rate", "line-1"),
        ("self_score", "dots"),
        ("self_score", "line-2"),
        ("activities", "dots"),
        ("audience", "dots"),
        ("budget_by_stage", "dots"),
    ],
)
def test_ink_stands_where_the_figure_is(tall: Page, file: Path, view: View, metric: str, kind: str) -> None:
    known = {value.id: value for value in view.values(metric=metric)}
    seen = set()
    for panel in _drawn(tall, file, f"#m={metric}&k={kind}"):
        money = re.search("（([万亿])元）", panel["sub"])  # type: ignore[call-overload]
        unit = _TIMES[money[1]] if money else Decimal(1)
        ticks, log = panel["ticks"], panel["log"]
        for row in panel["rows"]:  # type: ignore[attr-defined]
            value = known[row["id"]]
            seen.add(value.id)
            assert value.value is not None
            reach = _value_at(ticks, log, ticks[-1][0], unit) - _value_at(ticks, log, ticks[0][0], unit)  # type: ignore[arg-type, index]
            marks = [(x, value.value) for x in (*row["own"], *row["bar"])]
            marks += [(x, value.declared) for x in row["ring"]]
            assert marks
            for x, figure in marks:
                found = _value_at(ticks, log, x, unit)  # type: ignore[arg-type]
                near = abs(float(figure)) * 1e-3 if log else reach * 1e-3
                assert math.isclose(found, float(figure), abs_tol=near), (row, figure)
            assert row["arrows"] == {"exact": 0, "about": 2}.get(value.bound, 1)
            assert (value.bound == "at_least") is ("≥" in row["words"])
    assert seen == {key for key, value in known.items() if value.has_figure and value.value is not None}


@pytest.mark.e2e
def test_rates_are_those_of_the_sentences(tall: Page, file: Path, view: View) -> None:
    """Calculated from the observations in fractions, by code that shares nothing with the program."""
    panel = _drawn(tall, file, "")[0]
    words = {row["id"]: row["words"] for row in panel["rows"]}  # type: ignore[attr-defined]
    values = view.values(metric="execution_rate")
    assert len(words) == len(values) == 5
    for value in values:
        said = view.observations(report=value.report)
        found = naive.execution_rate(said, value.kind == "project")
        assert found is not None
        exact = Decimal(found[0].numerator) / Decimal(found[0].denominator)
        assert f"{(exact * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%" in words[value.id]


@pytest.mark.e2e
def test_cells_and_points_are_the_values(tall: Page, file: Path, view: View) -> None:
    known: dict[str, MeasureValue] = {value.id: value for value in view.values()}
    tall.goto(f"{file.as_uri()}#k=heat")
    expect(tall.locator(".heat")).to_be_visible()
    cells = tall.evaluate(_CELLS)
    assert len(cells) > 30
    for key, words, look in cells:
        value = known.get(key)
        if value is None or not value.has_figure:
            # A breakdown that the report does not have is made when values are compared.
            assert re.match("[–÷／]", words), words
            continue
        assert str(value.year) in words
        if value.metric == "execution_rate" and value.value is not None:
            assert f"{(value.value * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%" in words
            assert ("↓" in words) is (value.value < Decimal("0.95"))
            assert "hatched" not in look
    tall.goto("about:blank")
    tall.goto(f"{file.as_uri()}#k=scatter&x=0&u=1")
    expect(tall.locator("section.on .picture")).to_be_visible()
    points = tall.evaluate(_POINTS)
    rates = {v.body_code: v for v in view.values(metric="execution_rate") if v.value is not None}
    scores = {v.body_code: v for v in view.values(metric="self_score") if v.value is not None}
    assert len(points) == len(rates.keys() & scores.keys()) == 5
    for value in rates.values():
        rate = f"{((value.value or 0) * 100).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
        score = f"{(scores[value.body_code].value or Decimal(0)).normalize():f}"
        assert any(rate in one and f" {score}" in one for one in points)
