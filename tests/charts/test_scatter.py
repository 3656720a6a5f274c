"""The scatter: true figures, lines of one quotient, who is labelled, who lacks a figure, open bounds."""

from __future__ import annotations

import itertools
import re
from fractions import Fraction
from typing import Any

import pytest

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.isolines import iso_values
from kexie_dash.charts.scatter import scatter
from kexie_dash.charts.scatter_words import scatter_alt, scatter_captions
from kexie_dash.charts.text import text_width
from kexie_dash.charts.theme import Style
from kexie_dash.queries.side_by_side import SideBySide, side_by_side
from tests.charts.samples import band, metric, texts, value
from tests.charts.side_samples import facet

WORDS = Captions("题目", "副题", ("来源",))
MONEY = metric("元", "none", "各阶段预算", id="budget_by_stage")
SCORE = metric("分", "higher", "自评得分", id="self_score")
RATE = metric()
NAMES = [chr(0x5E00 + n) + chr(0x6E00 + n) for n in range(60)]


def money(*figures: str, stage: str, bounds: dict[int, Any] | None = None) -> Any:
    by = (("stage", stage),)
    values = [
        value(NAMES[n], figure or None, by=by, metric=MONEY.id, bound=(bounds or {}).get(n, "exact"))
        for n, figure in enumerate(figures)
    ]
    return facet(MONEY, band(f"2022 部门整体·市级·{stage}", *values), by=by)


def plain(*figures: str, of: Any = RATE) -> Any:
    values = [value(NAMES[n], figure or None, metric=of.id) for n, figure in enumerate(figures)]
    return facet(of, band("2022 部门整体·市级", *values))


def points(figure: Any) -> dict[str, tuple[float, float]]:
    return {
        key: (x, y)
        for trace in figure.data
        if trace.customdata is not None
        for key, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
    }


def budget_and_spending() -> SideBySide:
    return side_by_side(
        [
            money("1000000", "2000000", "1500000", stage="adjusted"),
            money("700000", "2200000", "", stage="executed"),
        ]
    )


def test_points_are_the_figures_and_lead_to_them() -> None:
    table = budget_and_spending()
    found = points(scatter(table, WORDS))
    expected = {
        table.facets[1].bands[0].values[n].value.id: pair
        for n, pair in enumerate([(1_000_000.0, 700_000.0), (2_000_000.0, 2_200_000.0)])
    }
    assert found == expected


def test_who_lacks_one_of_the_two_is_named_with_the_reason() -> None:
    said = " ".join(texts(scatter(budget_and_spending(), WORDS)))
    assert "没有画出（各阶段预算·executed – 未载明）" in said
    assert NAMES[2] in said


@pytest.mark.parametrize("turned", [False, True])
def test_along_a_line_the_quotient_is_what_it_is_called(turned: bool) -> None:
    facets = budget_and_spending().facets
    table = side_by_side(facets[::-1] if turned else facets)
    figure = scatter(table, WORDS)
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert lines
    named = {note.text for note in figure.layout.annotations if note.name == "line"}
    assert "100%" in named
    for line in lines:
        for x, y in zip(line.x, line.y, strict=True):
            if x:
                quotient = Fraction(x) / Fraction(y) if turned else Fraction(y) / Fraction(x)
                assert any(abs(float(quotient) * 100 - float(name.rstrip("%"))) < 1e-6 for name in named)
    assert "斜线上的执行率（只按调整预算）相同" in scatter_captions(table).subtitle


def test_lines_of_zero_based_axes_begin_at_zero_and_values_are_round() -> None:
    figure = scatter(budget_and_spending(), WORDS)
    assert figure.layout.xaxis2.range[0] == 0
    assert figure.layout.yaxis2.range[0] == 0
    assert 1.0 in iso_values([0.65, 0.9], "比率")
    assert iso_values([], "比率") == ()
    assert all(float(f"{one:.2g}") == one for one in iso_values([12, 3400], "元/人次"))


def test_money_is_never_divided_by_what_others_did() -> None:
    held = metric("场次", label="活动场次", id="activities")
    values = [
        value(NAMES[n], f, metric=held.id, by=(("coverage", "system"),)) for n, f in enumerate(("10", "20"))
    ]
    system = facet(held, band("2022·system", *values), by=(("coverage", "system"),))
    table = side_by_side([system, money("100", "300", stage="executed")])
    assert [trace for trace in scatter(table, WORDS).data if trace.mode == "lines"] == []
    assert "不画等值线" in scatter_captions(table).subtitle


def test_without_a_quotient_medians_divide_the_plot_and_the_title_claims_no_cause() -> None:
    table = side_by_side([plain("0.7", "0.8", "0.9"), plain("95", "90", "99", of=SCORE)])
    figure = scatter(table, WORDS)
    lines = {(tuple(t.x), tuple(t.y)) for t in figure.data if t.mode == "lines"}
    assert any(set(x) == {0.8} for x, _ in lines)
    assert any(set(y) == {95.0} for _, y in lines)
    captions = scatter_captions(table)
    # By hand: the third lies above both medians, nobody below both.
    assert captions.title == "2022 部门整体·市级：3家可比单位中，1家两项都高于组内中位数，0家两项都低于"
    assert "不说明一项影响另一项" in " ".join(captions.foot)


def test_open_bounds_end_in_arrows_along_their_axis() -> None:
    table = side_by_side(
        [
            money("1000000", "2000000", stage="adjusted", bounds={0: "at_least"}),
            money("700000", "900000", stage="executed", bounds={1: "at_most"}),
        ]
    )
    arrows = [n for n in scatter(table, WORDS).layout.annotations if n.showarrow and n.name != "leader"]
    assert sorted((note.xshift or 0, note.yshift or 0) for note in arrows) == [(0, -26), (26, 0)]


def test_not_comparable_points_are_hollow() -> None:
    first = facet(
        RATE, band("g", *(value(NAMES[n], "0.8") for n in range(2)), reasons={NAMES[1]: ("口径不同",)})
    )
    figure = scatter(side_by_side([first, plain("90", "91", of=SCORE)]), WORDS)
    assert {trace.name for trace in figure.data if trace.customdata is not None} == {"可比", "组内不可比"}
    assert "空心点在本组内不可比或待核" in " ".join(
        scatter_captions(side_by_side([first, plain("90", "91", of=SCORE)])).foot
    )


@pytest.mark.parametrize("width", [390, 772, 1100])
@pytest.mark.parametrize("count", [1, 5, 25])
def test_every_label_is_written_apart_and_inside(count: int, width: int) -> None:
    table = side_by_side(
        [
            plain(*(f"0.{70 + n % 3}" for n in range(count))),
            plain(*(f"{90 + n % 4}" for n in range(count)), of=SCORE),
        ]
    )
    figure = scatter(table, WORDS, Style(width=width))
    labels = [note for note in figure.layout.annotations if note.name == "label"]
    assert len(labels) == count
    layout = figure.layout
    plot = width - layout.margin.l - layout.margin.r
    low, high = layout.xaxis2.range
    boxes = []
    for note in labels:
        left = (note.x - low) / (high - low) * plot + note.xshift
        lines = note.text.split("<br>")
        top = note.y - note.yshift
        boxes.append((left, top, left + max(text_width(line, 13) for line in lines), top + 18 * len(lines)))
    for one, other in itertools.combinations(boxes, 2):
        across = min(one[2], other[2]) - max(one[0], other[0])
        assert across <= 0 or min(one[3], other[3]) - max(one[1], other[1]) <= 0
    assert all(box[0] >= 0 and box[2] <= plot for box in boxes)


def test_of_many_the_own_body_peers_and_outliers_are_labelled() -> None:
    count = 60
    rates = [f"0.{80 + n % 10}" for n in range(count)]
    rates[7] = "0.1"
    scores = [str(90 + n % 7) for n in range(count)]
    table = side_by_side([plain(*rates), plain(*scores, of=SCORE)])
    colours = BodyColours(NAMES, own=NAMES[3], peers=[NAMES[4]])
    figure = scatter(table, WORDS, colours=colours)
    said = [re.sub("<[^>]+>", "", n.text) for n in figure.layout.annotations if n.name == "label"]
    named = {one.split()[0] for one in said}
    assert {NAMES[3], NAMES[4], NAMES[7]} <= named
    # A plain count: beyond one and a half times the spread of the quartiles, and each axis' two ends.
    ordered = sorted(map(Fraction, rates))
    first, third = (ordered[14] + ordered[15]) / 2, (ordered[44] + ordered[45]) / 2
    far = {
        n
        for n in range(count)
        if not first - (third - first) * 3 / 2 <= Fraction(rates[n]) <= third + (third - first) * 3 / 2
    }
    assert far == {7}
    assert len(named) <= 2 + len(far) + 4
    assert "只标出本单位、同伴和离群的单位" in scatter_captions(table, colours).subtitle
    assert all(name in scatter_alt(table, colours) for name in NAMES)


def test_pages_without_a_pair_say_so() -> None:
    table = side_by_side([plain("0.7", ""), plain("", "95", of=SCORE)])
    figure = scatter(table, WORDS)
    assert points(figure) == {}
    assert "没有成对数值的分组" in texts(figure)
    assert scatter_captions(table).title == "没有同时写明预算执行率和自评得分的报告"


def three_groups() -> SideBySide:
    def of(metric_: Any, *figures: str) -> Any:
        bands = [
            band(f"{year} 部门整体", *(value(n, f, year=year, metric=metric_.id) for n in NAMES[:2]))
            for year, f in zip((2020, 2021, 2022), figures, strict=True)
        ]
        return facet(metric_, *bands)

    return side_by_side([of(RATE, "0.7", "0.8", "0.9"), of(SCORE, "90", "95", "98")])


@pytest.mark.parametrize(("width", "most", "plots"), [(1280, 720, 3), (680, 960, 2), (640, 720, 1)])
def test_groups_find_room_in_a_frame_or_are_named(width: int, most: int, plots: int) -> None:
    style = Style(width=width, most=most)
    figure = scatter(three_groups(), Captions("题目", "副题", ("来源",) * 5), style)
    assert figure.layout.height <= most
    assert len(points(figure)) == 2 * plots
    said = " ".join(texts(figure))
    assert (f"另有 {3 - plots} 组没有画出" in said) == (plots < 3)


def test_groups_beside_each_other_keep_their_words_and_points_in_their_column() -> None:
    figure = scatter(three_groups(), WORDS, Style(width=1280, most=720))
    domains = [figure.layout[f"xaxis{n}"].domain for n in (2, 3, 4)]
    assert all(left[1] < right[0] for left, right in itertools.pairwise(domains))
    heads = [note.x for note in figure.layout.annotations if "部门整体" in note.text]
    assert heads == [pytest.approx(domain[0]) for domain in domains]
    assert figure.layout.yaxis2.domain == figure.layout.yaxis4.domain
