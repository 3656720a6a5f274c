"""Categories of activities by bodies in one coverage: the number in the cell, the tint by its size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.format import scale_for, value_label
from kexie_dash.charts.frame import PAD, Captions
from kexie_dash.charts.names import short_names
from kexie_dash.charts.rows import band_heading
from kexie_dash.charts.sheet import Sheet
from kexie_dash.charts.text import plain, soft, text_width, wrap
from kexie_dash.charts.theme import ROW_HEIGHT, SMALL_SIZE, TEXT_SIZE, Style, Theme
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.model.assessment import STATUS_LABEL, MeasureValue
from kexie_dash.model.labels import CATEGORY_LABEL, by_label
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.queries.activities import ActivityRow, ActivityTable
from kexie_dash.store.database import Snapshot

TOTAL = "合计"
_SCALE = scale_for("场次")
_LABEL_LINE = 18
_NAMED = 3


def category_heat(
    table: ActivityTable,
    rows: Sequence[ActivityRow],
    captions: Captions,
    style: Style | None = None,
    *,
    colours: BodyColours | None = None,
) -> go.Figure:
    """rows: of the table, those to draw. The first column is the total. customdata: value ids."""
    style = style or Style()
    hues = colours or BodyColours(row.total.body_code for row in rows)
    names = short_names({row.total.body_code: row.total.body for row in table.rows})
    labels = [_label(row, names, hues, style.colours) for row in rows]
    widest = max((text_width(label, TEXT_SIZE) for label in labels), default=0.0)
    sheet = Sheet(style, round(min(widest + 2 * PAD, style.width * 0.42)), PAD)
    columns = ["", *table.categories]
    _headings(sheet, columns)
    middles: list[float] = []
    for number, (label, group) in enumerate(groupby(rows, key=lambda row: row.group_label)):
        band_heading(sheet, label, first=not number)
        for row in group:
            middle = sheet.row(ROW_HEIGHT)
            sheet.margin_text(middle, labels[len(middles)])
            middles.append(middle)
            if hues.role(row.total.body_code) == "本单位":
                _frame(sheet, middle, len(columns))
    placed = zip(rows, middles, strict=True)
    sheet.traces = [_cells(one, middle, columns, table, style) for one, middle in placed]
    sheet.y += 8
    figure = sheet.figure(captions, None)
    figure.update_xaxes(range=[-0.5, len(columns) - 0.5])
    return figure


def heat_captions(table: ActivityTable, snapshot: Snapshot | None = None) -> Captions:
    """Which category most bodies state."""
    coverage = by_label("coverage", table.coverage)
    subtitle = (
        f"{coverage}活动，按类别（场次）；格内为场次，颜色越深场次越多；"
        f"≥ 至少，≈ 约数，{STATE_SIGN['not_stated']} 未载明（不等于没有），"
        f"{STATE_SIGN['undefined']} 只以项、个、批次计，不折成场次"
    )
    foot = "合计为报告写明的合计，没有时由所列相加作下限；各统计范围分开看，互不相加。"
    return Captions(
        heat_title(table), subtitle, (foot, SOURCE, *([snapshot_words(snapshot)] if snapshot else []))
    )


def heat_title(table: ActivityTable) -> str:
    """本级活动：讲座报告最普遍，5家中4家写明了场次."""
    coverage = by_label("coverage", table.coverage)
    told = {row.total.body_code for row in table.rows if row.told}
    by_category = {one: _who(table, one) for one in table.categories}
    most = max((len(who) for who in by_category.values()), default=0)
    everyone = len({row.total.body_code for row in table.rows})
    if not most:
        return f"{coverage}活动：{everyone}家单位都没有写明分类场次"
    named = [CATEGORY_LABEL[one] for one, who in by_category.items() if len(who) == most]  # type: ignore[index]
    listed = "、".join(named[:_NAMED]) + (f"等{len(named)}类" if len(named) > _NAMED else "")
    each = "各有" if len(named) > 1 else "有"
    silent = everyone - len(told)
    more = f"，{silent}家没有写明任何活动或受众" if silent else ""
    return f"{coverage}活动：写明{listed}的最多，{everyone}家中{each}{most}家{more}"


def _who(table: ActivityTable, category: str) -> set[str]:
    cells = ((row.total.body_code, row.categories.get(category)) for row in table.rows)
    return {code for code, value in cells if value is not None and value.has_figure}


def heat_alt(table: ActivityTable) -> str:
    """Body by body the total and every category that is stated."""
    names = short_names({row.total.body_code: row.total.body for row in table.rows})
    said = []
    for row in table.rows:
        cells = [f"{TOTAL}{value_label(row.total, _SCALE)}"]
        cells += [f"{CATEGORY_LABEL[one]}{value_label(v, _SCALE)}" for one, v in row.categories.items()]  # type: ignore[index]
        said.append(f"{names[row.total.body_code]}{row.total.year}年：{'，'.join(cells)}")
    return f"{heat_title(table)}。类别与单位的矩阵。{'；'.join(said)}。没有提到的类别未载明。"


def _label(row: ActivityRow, names: dict[str, str], hues: BodyColours, theme: Theme) -> str:
    value = row.total
    more = " ".join(filter(None, (str(value.year), value.project, hues.role(value.body_code))))
    return f"<b>{plain(names[value.body_code])}</b> {soft(plain(more), theme.soft)}"


def _headings(sheet: Sheet, columns: Sequence[str]) -> None:
    room = sheet.plot_width / len(columns) - 6
    words = [TOTAL if not one else by_label("category", one) for one in columns]
    lines = [wrap(word, SMALL_SIZE, max(room, SMALL_SIZE * 2 + 2)) for word in words]
    sheet.y += _LABEL_LINE * max(len(one) for one in lines) + 8
    for column, one in enumerate(lines):
        sheet.annotations.append(
            {
                "x": column,
                "y": sheet.y - 4,
                "xref": "x",
                "yref": "y",
                "yanchor": "bottom",
                "text": "<br>".join(plain(line) for line in one),
                "showarrow": False,
                "font": {"size": SMALL_SIZE, "color": sheet.style.colours.soft},
            }
        )


def _frame(sheet: Sheet, middle: float, columns: int) -> None:
    """The own body's row has a border; its label says 本单位."""
    sheet.shapes.append(
        {
            "type": "rect",
            "xref": "x",
            "yref": "y",
            "x0": -0.5,
            "x1": columns - 0.5,
            "y0": middle - ROW_HEIGHT / 2,
            "y1": middle + ROW_HEIGHT / 2,
            "line": {"color": sheet.style.colours.ink, "width": 2},
            "fillcolor": "rgba(0,0,0,0)",
        }
    )


def _cells(
    row: ActivityRow, middle: float, columns: Sequence[str], table: ActivityTable, style: Style
) -> dict[str, Any]:
    values = [row.total if not one else row.categories.get(one) for one in columns]
    sizes = [v.value for r in table.rows for v in r.categories.values() if v.value is not None]
    most = math.log10(1 + max((float(size) for size in sizes), default=1.0))
    return {
        "type": "heatmap",
        "x": list(range(len(columns))),
        # The edges of the row: a single middle would leave its height open.
        "y": [middle - ROW_HEIGHT / 2, middle + ROW_HEIGHT / 2],
        "z": [[_tint(v, most, total=not one) for v, one in zip(values, columns, strict=True)]],
        "zmin": 0,
        "zmax": 1,
        "colorscale": _colours(style.colours),
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "text": [[_cell(value) for value in values]],
        "texttemplate": "%{text}",
        "textfont": {"size": SMALL_SIZE, "color": style.colours.ink},
        "customdata": [[value.id if value is not None and value.has_figure else "" for value in values]],
        "hovertext": [[_hover(row, one, v) for one, v in zip(columns, values, strict=True)]],
        "hoverinfo": "text",
    }


def _tint(value: MeasureValue | None, most: float, *, total: bool) -> float:
    """0 is paper; the total has no tint, as it would always be the darkest."""
    if value is None or value.value is None or value.value <= 0 or total:
        return 0.0
    return 0.15 + 0.85 * min(1.0, math.log10(1 + float(value.value)) / most)


def _cell(value: MeasureValue | None) -> str:
    if value is None:
        return STATE_SIGN["not_stated"]
    return value_label(value, _SCALE) if value.has_figure else STATE_SIGN[value.status]


def _hover(row: ActivityRow, category: str, value: MeasureValue | None) -> str:
    name = by_label("category", category) if category else TOTAL
    said = STATUS_LABEL["not_stated"] if value is None else value_label(value, _SCALE)
    return plain(f"{row.total.body} {row.total.year} {name}：{said}")


def _colours(theme: Theme) -> list[list[Any]]:
    light, dark = ("#22303C", "#3D6788") if theme.dark else ("#EAF1F7", "#8FB4D4")
    return [[0.0, theme.wash], [0.149, theme.wash], [0.15, light], [1.0, dark]]
