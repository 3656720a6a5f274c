"""横向对比, further pictures: figures as `kexie compare` gives them, addresses, tables, and many bodies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from kexie_dash.charts.format import scale_for
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.heat import heat_map
from kexie_dash.charts.multiples import multiples
from kexie_dash.charts.scatter import scatter
from kexie_dash.cli import main
from kexie_dash.pages.side_table import flat_of
from kexie_dash.queries.facets import facet, offers, single
from kexie_dash.queries.side_by_side import SideBySide, side_by_side
from kexie_dash.store.database import Database, View
from tests.many_bodies import code, fill, name
from tests.pages.conftest import OpenPage

WORDS = Captions("题目", "副题", ("来源",))
COLUMNS = (
    "execution_rate",
    "self_score",
    "activities.system",
    "audience.system-total",
    "budget_by_stage.executed",
)


@pytest.fixture(scope="module")
def twenty_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("views") / "21"
    fill(folder, 21)
    return folder


@pytest.fixture(scope="module")
def all_counties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("views") / "143"
    fill(folder, 143)
    return folder


@pytest.fixture
def folder(request: pytest.FixtureRequest, golden_folder: Path) -> Path:
    named = {"143": "all_counties", "21": "twenty_one"}
    wanted = next((fixture for key, fixture in named.items() if f"_{key}_" in request.node.name), None)
    found: Path = request.getfixturevalue(wanted) if wanted else golden_folder
    return found


def table(folder: Path, *keys: str) -> tuple[View, SideBySide]:
    view = Database(folder).view()
    first = facet(view, keys[0])
    return view, side_by_side([first, *(facet(view, key, near=first.panel.by) for key in keys[1:])])


def compared(folder: Path, metric: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert main(["compare", metric, "--format", "json", "--data", str(folder)]) == 0
    values: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["values"]
    return values


def test_the_columns_hold_what_the_command_line_says(
    golden_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, found = table(golden_folder, *COLUMNS)
    for place, key in enumerate(COLUMNS):
        metric, _, by = key.partition(".")
        said = {
            (one["report"], one["project"] or ""): one
            for one in compared(golden_folder, metric, capsys)
            if "-".join(
                one["by"][dimension] for dimension in sorted(one["by"], key=lambda d: (d != "coverage", d))
            )
            == by
        }
        assert {row.key for row in found.rows} == set(said)
        for row in found.rows:
            item = single(found.cell(row, place))
            assert item is not None
            one = said[row.key]
            assert (item.value.status, item.value.bound, item.group) == (
                one["status"],
                one["bound"],
                one["group"],
            )
            assert (None if item.value.value is None else float(item.value.value)) == one["value"]
            assert item.comparable is one["comparable"]


def test_charts_draw_the_figures_of_the_command_line(
    golden_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, found = table(golden_folder, "budget_by_stage.initial", "budget_by_stage.executed")
    said = {
        (one["report"], one["by"]["stage"]): one["value"]
        for one in compared(golden_folder, "budget_by_stage", capsys)
    }
    report_of = {item.value.id: item.value.report for item in found.facets[1].panel.values}
    points = [
        (report_of[key], x, y)
        for trace in scatter(found, WORDS).data
        if trace.customdata is not None
        for key, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
    ]
    both = [r for r, stage in said if stage == "executed" and said[r, "executed"] and said[r, "initial"]]
    assert sorted(points) == sorted((r, said[r, "initial"], said[r, "executed"]) for r in both)
    dots = {
        (key, x)
        for trace in multiples(found, WORDS).data
        for key, x in zip(trace.customdata, trace.x, strict=True)
    }
    assert {x for _, x in dots} == {
        value for (_, stage), value in said.items() if value and stage in ("initial", "executed")
    }
    ids = {
        key
        for trace in heat_map(found, WORDS).data
        if trace.type == "heatmap"
        for row in trace.customdata
        for key in row
    }
    assert {key for key, _ in dots} <= ids


@pytest.mark.parametrize(
    ("chart", "word"),
    [("heat", "热力图"), ("multi", "多指标点图"), ("scatter", "散点图"), ("bullet", "对照图")],
)
def test_each_kind_is_told_in_words_and_has_its_table(open_page: OpenPage, chart: str, word: str) -> None:
    shown = open_page("compare", chart=chart, own="440300")
    (said,) = shown.charts
    assert word in said
    assert "71.7%" in said
    row = shown.row("深圳市科学技术协会")
    assert "71.7%" in row
    assert "2020" in row
    evidence = [link for link in shown.links if link.startswith("/evidence")]
    assert evidence
    assert all(parse_qs(urlsplit(link).query)["chart"] == [chart] for link in evidence)


def test_dots_stay_the_first_picture_and_build_nothing_else(open_page: OpenPage) -> None:
    import sys

    for module in [one for one in sys.modules if one.startswith("kexie_dash.pages.compare_views")]:
        del sys.modules[module]
    shown = open_page("compare")
    assert len(shown.charts) == 2
    assert "kexie_dash.pages.compare_views" not in sys.modules
    assert "also" not in shown.test.query_params


def test_choices_stand_in_the_address(open_page: OpenPage) -> None:
    shown = open_page("compare")
    shown.test.button_group(key="choice-chart").set_value("heat").run()
    assert shown.test.query_params["chart"] in ("heat", ["heat"])
    assert "also" not in shown.test.query_params
    shown.test.multiselect(key="choice-also").set_value(["self_score", "budget_by_stage.executed"]).run()
    assert shown.test.query_params["also"] == ["self_score", "budget_by_stage.executed"]
    assert "各阶段预算·执行（万元）" in shown.text
    shown.test.button_group(key="choice-chart").set_value("scatter").run()
    assert shown.test.query_params["also"] in ("self_score", ["self_score"])
    shown.test.button_group(key="choice-chart").set_value("").run()
    assert "chart" not in shown.test.query_params
    assert "also" not in shown.test.query_params


def test_a_metric_named_twice_in_the_address_is_put_beside_the_first(open_page: OpenPage) -> None:
    shown = open_page("compare", metric=["execution_rate", "self_score"])
    assert "多指标点图" in shown.charts[0]
    assert "自评得分（分）" in shown.text


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"chart": "heat", "also": ["nothing_known"]}, "没有这些指标：“nothing_known”"),
        ({"chart": "heat", "also": ["activities.nobody"]}, "没有统计口径“nobody”"),
        ({"chart": "bullet", "metric": "activities", "by": "own"}, "没有可以对照的参照线"),
    ],
)
def test_what_cannot_be_shown_is_said(open_page: OpenPage, parameters: dict[str, Any], said: str) -> None:
    assert said in open_page("compare", **parameters).text


@pytest.mark.parametrize("chart", ["pie", "<script>", ""])
def test_an_unknown_picture_is_dots(open_page: OpenPage, chart: str) -> None:
    assert "点图" in open_page("compare", chart=chart).charts[0]


def test_bullets_stand_against_the_line_of_the_address_on_the_21_page(open_page: OpenPage) -> None:
    shown = open_page("compare", chart="bullet", line="median", own=code(1))
    assert "低 9.0 百分点" in shown.row(f"{name(1)}市科学技术协会", "76.0%")
    assert "中位数 85.0%（13 个）" in shown.charts[0]
    shown = open_page("compare", chart="bullet", own=code(1))
    assert "未达到，低 19.0 百分点" in shown.row(f"{name(1)}市科学技术协会", "76.0%")
    assert "某评分细则" in shown.text


@pytest.mark.parametrize("chart", ["heat", "multi", "scatter", "bullet"])
def test_a_143_page_names_everybody_in_its_table(open_page: OpenPage, chart: str) -> None:
    shown = open_page("compare", chart=chart, own=code(100))
    rows = {name(n) for n in range(143) if f"{name(n)}市科学技术协会" in shown.text}
    assert len(rows) == 143
    assert "kx-long" in shown.html
    if chart != "scatter":
        assert name(100) in shown.charts[0]


def test_medians_by_hand_in_the_heat_map_of_the_21_page(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The seventh of thirteen comparable rates; and every median again by sorting."""
    _, found = table(folder, "execution_rate", "activities", "budget_by_stage.executed")
    notes = [str(note.text) for note in heat_map(found, WORDS).layout.annotations]
    assert "85.0%" in notes
    for place, metric in enumerate(("execution_rate", "activities", "budget_by_stage")):
        wanted = dict(found.facets[place].panel.by)
        numbers = sorted(
            one["value"]
            for one in compared(folder, metric, capsys)
            if one["comparable"] and one["value"] is not None and one["by"] == wanted
        )
        half = len(numbers) // 2
        middle = numbers[half] if len(numbers) % 2 else (numbers[half - 1] + numbers[half]) / 2
        unit = found.facets[place].metric.unit
        shown = scale_for(
            unit, [item.value.value for item in found.facets[place].panel.values if item.value.value]
        )
        assert any(note.endswith(shown.number(type(shown.factor)(str(middle)))) for note in notes)


def test_figures_to_take_away_hold_every_column_with_its_sentences(golden_folder: Path) -> None:
    view, found = table(golden_folder, *COLUMNS)
    flat = flat_of(view, found, "名")
    labels = [row[flat.headings.index("指标")] for row in flat.rows]
    assert set(labels) == {one.metric.label for one in found.facets}
    quotes = [
        row[flat.headings.index("所在句子")]
        for row in flat.rows
        if row[flat.headings.index("数值")] is not None
    ]
    assert quotes
    assert all(quotes)


def test_only_what_somebody_states_is_offered(golden_folder: Path) -> None:
    found = {one.key: one.bodies for one in offers(Database(golden_folder).view())}
    assert found["execution_rate"] == 5
    assert "budget_by_stage.executed" in found
    assert not any(key.startswith("score_rate.") for key in found)
