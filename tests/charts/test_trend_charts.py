"""Small multiples and quarters: lines end at gaps and breaks, words stand where they are."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from kexie_dash.charts.frame import Captions
from kexie_dash.charts.quarters import quarter_captions, quarter_figure
from kexie_dash.charts.small_multiples import small_multiples
from kexie_dash.charts.text import text_width
from kexie_dash.charts.theme import Style
from kexie_dash.charts.trend_words import trend_alt, trend_captions, trend_title
from kexie_dash.measures.comparability import compare
from kexie_dash.model.assessment import MeasureValue
from kexie_dash.model.finding import Finding
from kexie_dash.model.report import Report
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.quarters import QuarterPoint, QuarterYear
from kexie_dash.queries.trend import Trend, trend
from kexie_dash.store.database import Snapshot
from tests.charts.samples import metric, texts, value

RATE = metric()
WORDS = Captions("题目")
SNAPSHOT = Snapshot("b", 1, "d")


def _trend(*values: MeasureValue, one: Any = RATE) -> Trend:
    return trend(Comparison(one, SNAPSHOT, compare(one, values)), ())


def _two() -> Trend:
    return _trend(
        value("甲甲", "0.9", year=2019, basis="adjusted"),
        value("甲甲", "0.8", year=2020, basis="adjusted"),
        value("甲甲", "0.95", year=2022, basis="adjusted"),
        value("乙乙", "0.91", year=2019, basis="adjusted"),
        value("乙乙", "0.9", year=2020, basis="initial"),
        value("乙乙", "0.6", year=2021, basis="initial", kind="project", project="某项目"),
        value("乙乙", None, year=2022, kind="project", project="某项目"),
    )


def _plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html.replace("<br>", " ")).strip()


def _lines(figure: Any) -> list[list[float]]:
    """The stretches drawn, as lists of x."""
    found: list[list[float]] = []
    for trace in figure.data:
        if trace.mode == "lines":
            stretch: list[float] = []
            for x in trace.x:
                if x is None:
                    found.append(stretch)
                    stretch = []
                else:
                    stretch.append(x)
    return found


def test_a_line_joins_two_years_only_where_nothing_lies_between() -> None:
    figure = small_multiples(_two(), WORDS)
    # 甲 2019–2020 is the only pair without a gap or a break.
    assert len(_lines(figure)) == 1
    marks = [x for trace in figure.data if trace.mode == "markers" for x in trace.x]
    assert len(marks) == 6


def test_breaks_and_silent_years_are_named_in_the_panel() -> None:
    said = [_plain(one) for one in texts(small_multiples(_two(), WORDS))]
    assert "断点：按调整预算→按年初预算" in said
    assert "断点：部门整体→项目" in said
    assert "□ 无报告" in said
    assert "– 未载明" in said
    assert {"90.0%", "80.0%", "95.0%", "91.0%", "60.0%"} <= set(said)
    # A change that spans a year without a report says so.
    assert "2022年比2020年升15.0个百分点（中间缺1年）" in said
    assert "各年之间有断点，不比升降" in said


def test_all_panels_share_one_axis() -> None:
    figure = small_multiples(_two(), WORDS)
    heights: dict[str, set[float]] = {}
    for trace in figure.data:
        if trace.mode == "markers":
            for y, words in zip(trace.y, trace.hovertext, strict=True):
                heights.setdefault(words.split("：")[1], set()).add(round(y, 6))
    assert len(heights["90.0%"]) == 1


def test_the_title_says_the_own_body_first() -> None:
    two = _two()
    assert trend_title(two, "甲甲") == "甲甲2022年预算执行率95.0%，比2020年升15.0个百分点"
    alone = _trend(value("甲", "0.5", year=2020), value("甲", "0.5", year=2021, kind="project"))
    assert trend_title(alone) == "预算执行率：各年之间有断点或缺数，还不能说升降"
    alt = trend_alt(two)
    assert "2019与2020年之间断点（按调整预算→按年初预算）" in alt
    assert "2021年无报告" in alt
    assert "各图同一纵轴" in trend_captions(two).subtitle


def test_open_bounds_end_in_arrows() -> None:
    count = metric("场次", label="活动场次")
    open_ones = _trend(
        value("甲", "100", year=2021, bound="at_least"),
        value("甲", "120", year=2022, bound="about"),
        one=count,
    )
    figure = small_multiples(open_ones, WORDS)
    assert sum(bool(note.showarrow) for note in figure.layout.annotations) == 3
    assert {"≥100", "≈120"} <= {_plain(one) for one in texts(figure)}


@pytest.mark.parametrize("width", [358, 772, 1100])
@pytest.mark.parametrize("years", [2, 5, 8])
def test_labels_do_not_collide(width: int, years: int) -> None:
    values = [
        value(name, f"0.{50 + (7 * year + 13 * place) % 49}", year=2016 + year)
        for place, name in enumerate(("甲甲", "乙乙", "丙丙", "丁丁"))
        for year in range(years)
    ]
    figure = small_multiples(_trend(*values), WORDS, Style(width=width, captions=False))
    boxes = [_box(note) for note in figure.layout.annotations if re.fullmatch(r"[\d.]+%", _plain(note.text))]
    marked = [box for box in boxes if box[2] > 0]
    for one, other in combinations(marked, 2):
        apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
        assert apart, (one, other)


def _box(note: Any) -> tuple[float, float, float, float]:
    if note.xanchor != "center":
        return 0, 0, 0, 0
    half = text_width(note.text, note.font.size) / 2
    y = note.y - (note.yshift or 0)
    return note.x - half, note.x + half, y - 9, y + 9


def test_hostile_names_stay_text() -> None:
    bad = "<b onclick=alert(1)>甲</b>"
    two = _trend(*(value("甲", "0.5", year=year, body=bad) for year in (2021, 2022)))
    assert all("<b onclick" not in one for one in texts(small_multiples(two, WORDS)))


# --- quarters -------------------------------------------------------------------------------------

QUARTERS = ("q1", "q2", "q3", "q4")


def _year(*figures: str | None, declared: str | None = None, doubts: tuple[Finding, ...] = ()) -> QuarterYear:
    report = Report(
        "甲-2022", "f", "甲", "甲", "甲市科学技术协会", 2022, "department", "city", None, None, None, "0"
    )
    points = []
    for number, (quarter, figure) in enumerate(zip(QUARTERS, figures, strict=True), start=1):
        by = (("quarter", quarter),)
        own = value("甲", figure, by=by, basis="adjusted", declared=declared)
        gap = value("甲", None if figure is None else str(Decimal(figure) - Decimal(number) / 4), by=by)
        points.append(QuarterPoint(quarter, Decimal(number) / 4, own, gap))  # type: ignore[arg-type]
    return QuarterYear(report, tuple(points), doubts)


@pytest.mark.parametrize(
    ("figures", "title"),
    [
        (("0.1", "0.3", "0.5", "0.8"), "甲市2022年各季度都落后于序时进度，四季度末落后20.0个百分点"),
        (("0.3", "0.3", "0.5", "0.8"), "甲市2022年有的季度落后于序时进度，四季度末落后20.0个百分点"),
        (("0.3", "0.6", "0.8", "1"), "甲市2022年各季度都不慢于序时进度，四季度末与序时进度持平"),
        (("0.3", None, None, None), "甲市2022年各季度都不慢于序时进度，一季度末超前5.0个百分点"),
    ],
)
def test_the_title_says_how_the_year_ended(figures: tuple[str | None, ...], title: str) -> None:
    assert quarter_captions([_year(*figures)]).title == title


def test_quarters_stand_against_the_calendar_with_their_doubts() -> None:
    doubt = Finding(
        "甲-2022", "slid_row", "表格错位", "consistency", "undecided", "wording", "疑似<b>错位", ()
    )
    year = _year("0.1", "0.3", None, "0.8", declared="0.2", doubts=(doubt,))
    figure = quarter_figure([year], WORDS, Style(width=772))
    said = [_plain(one) for one in texts(figure)]
    assert {"序时进度 25%", "序时进度 100%", "10.0%", "自报 20.0%", "落后15.0个百分点", "– 未载明"} <= set(
        said
    )
    assert any("? 待说明：疑似&lt;b&gt;错位" in one for one in texts(figure))
    assert quarter_captions([year]).title.endswith("但这些季度数有待核对")
    own = next(trace for trace in figure.data if trace.name == "按同一把尺子")
    assert len(own.x) == 3


def test_several_reports_stand_below_each_other_on_one_axis() -> None:
    years = [_year("0.1", "0.3", "0.5", "0.8"), replace(_year("0.1", "0.3", "0.5", "1"))]
    figure = quarter_figure(years, WORDS)
    first, second = (trace.y for trace in figure.data if trace.name == "按同一把尺子")
    assert {round(b - a, 6) for a, b in zip(first[:3], second[:3], strict=True)} == {
        round(second[0] - first[0], 6)
    }
    assert quarter_captions(years).title.endswith("写明季度数的2份报告中，1份最后落后")
