"""The words around heat map and small multiples: what stands out inside one group, how to read cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kexie_dash.charts.format import value_text
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.rows import why_hollow
from kexie_dash.charts.side import (
    RowCast,
    bands_by_group,
    build_words,
    foot_of,
    position_of,
    reference_words,
    row_cast,
    years_words,
)
from kexie_dash.charts.side import facet_scale as scale_of
from kexie_dash.charts.theme import Style
from kexie_dash.charts.titles import title_for
from kexie_dash.model.assessment import STATUS_LABEL, Band
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.state import STATE_LABEL, STATE_SIGN, is_disclosure, state_of
from kexie_dash.queries.side_by_side import Row, SideBySide

_TINTS = (
    "蓝好于对照、橙差于对照，只在本组之内比，偏离大的（一成以上，或组内最外四分之一）色深；↑ 高于、↓ 低于"
)
#: So many cells on the wrong side of what a column is held against are worth a title.
_TELLING = 2
_MOST_NAMED = 3


def heat_captions(table: SideBySide) -> Captions:
    """table: all rows, also where a page of them is drawn."""
    cast = row_cast(table, Style())
    counted = f"{len(table.rows)}份报告 × {len(table.facets)}项指标"
    subtitle = "；".join(
        filter(
            None, (counted, years_words([r.first for r in table.rows]), _TINTS, _signs(table, hatched=True))
        )
    )
    return Captions(
        _heat_title(table, cast), subtitle, foot_of(table, build_words(table), [*_sources(table)])
    )


def multiples_captions(table: SideBySide) -> Captions:
    """The first metric's finding; each column says what it is."""
    first = table.facets[0]
    others = "、".join(facet.label for facet in table.facets[1:])
    subtitle = "；".join(
        filter(
            None,
            (
                f"{first.label}，并列{others}",
                years_words([row.first for row in table.rows]),
                "每列自有横轴，各列同一行是同一单位；≥ 至少，≤ 至多，≈ 约数",
                _signs(table),
            ),
        )
    )
    foot = foot_of(table, build_words(table), [*_sources(table)])
    return Captions(title_for(first.metric, first.bands), subtitle, foot)


def side_alt(table: SideBySide, what: str, title: str) -> str:
    """Row by row every cell with its value, or the word for what is missing. what: the kind of picture."""
    cast = row_cast(table, Style())
    bands = [bands_by_group(facet) for facet in table.facets]
    groups = [
        f"{group.label}：{'；'.join(_row(table, cast, bands, row) for row in group.rows)}"
        for group in table.groups
    ]
    columns = "、".join(
        f"{facet.label}（{reference_words(facet, scale_of(facet))}）" for facet in table.facets
    )
    return f"{title}。{what}，各列为{columns}。{'。'.join(groups)}。"


def _row(table: SideBySide, cast: RowCast, bands: Sequence[Mapping[str, Band]], row: Row) -> str:
    cells = (_cell(table, bands, row, column) for column in range(len(table.facets)))
    return f"{cast.said(row)} {'，'.join(cells)}"


def _cell(table: SideBySide, bands: Sequence[Mapping[str, Band]], row: Row, column: int) -> str:
    facet, item = table.facets[column], table.value(row, column)
    if item is None:
        several = [one for one in table.cell(row, column) if one.value.has_figure]
        return f"{facet.label} {f'{len(several)} 项，见表' if several else '没有这一项'}"
    if not item.value.has_figure:
        return f"{facet.label} {STATUS_LABEL[item.value.status]}"
    found = position_of(facet, bands[column], item) if item.comparable else None
    side = (
        {"above": "，高于对照", "below": "，低于对照", "equal": "，与对照相同"}.get(found.side, "")
        if found
        else ""
    )
    why = why_hollow(item)
    return f"{facet.label} {value_text(item.value, facet.metric)}{side}{f'（{why}）' if why else ''}"


def _heat_title(table: SideBySide, cast: RowCast) -> str:
    """甲2022年项目的5项可判定指标中，3项差于对照; else how much is stated."""
    bands = [bands_by_group(facet) for facet in table.facets]
    told: list[tuple[int, int, Row | None]] = []
    for row in table.rows:
        verdicts = []
        for column, facet in enumerate(table.facets):
            item = table.figure(row, column)
            found = position_of(facet, bands[column], item) if item and item.comparable else None
            verdicts += [found.good] if found and found.good is not None else []
        told.append((verdicts.count(False), len(verdicts), row))
    bad, decided, worst = max(told, key=lambda one: (one[0], -one[1]), default=(0, 0, None))
    if worst and bad >= _TELLING:
        also = sum(one[0] == bad for one in told) - 1
        more = f"，另有{also}份报告也是如此" if also else ""
        who = f"{cast.name(worst)}{worst.first.year}年{KIND_LABEL[worst.first.kind]}"
        return f"{who}：能判定的{decided}项指标中{bad}项差于对照{more}"
    if (said := _worst_column(table, cast, bands)) is not None:
        return said
    cells = [table.cell(row, column) for row in table.rows for column in range(len(table.facets))]
    empty = sum(not any(item.value.has_figure for item in cell) for cell in cells)
    short = f"，{empty}格没有数值" if empty else "，格格有数值"
    return f"{len(table.rows)}份报告、{len(table.facets)}项指标{short}" if cells else "没有符合条件的报告"


def _worst_column(table: SideBySide, cast: RowCast, bands: Sequence[Mapping[str, Band]]) -> str | None:
    """2022 项目·市级：甲、乙的预算执行率低于目标 95%; the column with most such reports of one group."""
    most: tuple[int, str] = (0, "")
    for group in table.groups:
        for column, facet in enumerate(table.facets):
            bad = [
                (row, found)
                for row in group.rows
                if (item := table.figure(row, column)) is not None and item.comparable
                if (found := position_of(facet, bands[column], item)) is not None and found.good is False
            ]
            if len(bad) > most[0]:
                names = list(dict.fromkeys(cast.name(row) for row, _ in bad))
                more = f"等{len(names)}家" if len(names) > _MOST_NAMED else ""
                side = "低于" if bad[0][1].size < 0 else "高于"
                against = reference_words(facet, scale_of(facet)).removeprefix("对照")
                who = f"{'、'.join(names[:_MOST_NAMED])}{more}"
                most = len(bad), f"{group.label}：{who}的{facet.label}{side}{against}"
    return most[1] or None


def _signs(table: SideBySide, *, hatched: bool = False) -> str:
    """The signs of states in use, each with its word."""
    used = {
        state_of(item, facet.metric.unit)
        for column, facet in enumerate(table.facets)
        for row in table.rows
        for item in table.cell(row, column)
        if not is_disclosure(item.value)
    }
    shown = [state for state in STATE_SIGN if state in used and state not in ("stated", "derived", "zero")]
    more = {"not_comparable": "（斜纹）", "pending_review": "（斜纹）"} if hatched else {}
    return "，".join(f"{STATE_SIGN[one]} {STATE_LABEL[one]}{more.get(one, '')}" for one in shown)


def _sources(table: SideBySide) -> list[str]:
    """Where the declared lines come from."""
    said = dict.fromkeys(
        f"{facet.metric.label}的对照线来自{facet.metric.thresholds[0].source}。"
        for facet in table.facets
        if facet.metric.thresholds
    )
    return list(said)
