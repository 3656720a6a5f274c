"""横向对比 beyond the dots of one metric: several metrics, heat map, scatter, bullets; each with a table."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

import streamlit as st

from kexie_dash.charts.bullet import bullet
from kexie_dash.charts.bullet_words import bullet_alt, bullet_captions
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.heat import heat_map
from kexie_dash.charts.multiples import multiples
from kexie_dash.charts.scatter import scatter
from kexie_dash.charts.scatter_words import scatter_alt, scatter_captions
from kexie_dash.charts.side_words import heat_captions, multiples_captions, side_alt
from kexie_dash.pages import chart_choices, choices, texts
from kexie_dash.pages import texts_compare as wording
from kexie_dash.pages.compare_table import heading_of_table
from kexie_dash.pages.frame import aside, guarded, notice, section
from kexie_dash.pages.markup import escape
from kexie_dash.pages.peers import own_sentences
from kexie_dash.pages.picture import Picture, show_picture
from kexie_dash.pages.selection import Selection, shortened
from kexie_dash.pages.side_table import bullet_table, definitions, flat_of, side_table
from kexie_dash.queries.catalogue import HEADLINE, Catalogue
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.facets import Facet, facet, key_for, split_key
from kexie_dash.queries.paging import drawn, first_id, page_holding, pages_of
from kexie_dash.queries.panels import Panel
from kexie_dash.queries.side_by_side import SideBySide, row_pages, side_by_side
from kexie_dash.store.database import View

#: Of a picture of several metrics, so that its headings stay near.
_ROWS = 30


def show_view(view: View, known: Catalogue, panel: Panel, chosen: Selection, colours: BodyColours) -> None:
    """The picture the address asks for, and its figures as a table."""
    if chosen.chart == "bullet":
        _bullets(panel, view, chosen, colours)
        return
    facets = _facets(view, known, panel, chosen)
    keys = tuple(one.key for one in facets)
    if chosen.chart == "scatter":
        chart_choices.second_choice(view, chosen, keys)
    else:
        chart_choices.also_choice(view, chosen, keys)
    table = side_by_side(facets)
    if chosen.chart == "scatter":
        _scatter(table, view, chosen, colours)
    else:
        _rows(table, view, chosen, colours)
    section(wording.SIDE_TABLE.format(count=len(facets)), escape(wording.SIDE_HINT))
    st.html(side_table(table, chosen))
    st.html(definitions(table))


def _facets(view: View, known: Catalogue, panel: Panel, chosen: Selection) -> tuple[Facet, ...]:
    """The metric chosen, then the further ones, or those that every page begins with."""
    first = Facet(key_for(chosen.metric, panel.key), panel)
    also = chosen.also or tuple(one for one in HEADLINE if one != chosen.metric and known.metric(one))
    asked = also[:1] if chosen.chart == "scatter" else also
    found = {first.key: first}
    for key in asked:
        one = facet(view, key, chosen.years, chosen.bodies, near=panel.by)
        found.setdefault(one.key, one)
    aside(
        tuple(
            wording.UNKNOWN_FACET.format(
                label=one.metric.label,
                shown=shortened(one.unknown),
                default=one.panel.label or one.metric.label,
            )
            for one in found.values()
            if one.unknown
        )
    )
    if len(found) == 1:
        # A second metric there must be: the first of the dictionary that is another one.
        other = next(one for one in known.metrics if one.id != split_key(first.key)[0])
        found[other.id] = facet(view, other.id, chosen.years, chosen.bodies, near=panel.by)
    return tuple(found.values())


@st.fragment
@guarded
def _rows(table: SideBySide, view: View, chosen: Selection, colours: BodyColours) -> None:
    """Heat map or small multiples; a long one in pages, at first that of the own body."""
    heat = chosen.chart == "heat"
    pages = row_pages(table, _ROWS)
    part = pages[_page(pages, chosen.own)] if len(pages) > 1 else table
    captions = heat_captions(table) if heat else multiples_captions(table)
    draw = heat_map if heat else multiples
    picture = Picture(
        chosen.chart,
        _name(table),
        captions,
        lambda style: draw(part, captions, style, colours=colours),
        lambda: side_alt(part, wording.HEAT if heat else wording.MULTI, captions.title),
        lambda: flat_of(view, table, _name(table)),
        _definitions(table),
        of=(chosen, part.rows[0].first.id if part.rows else ""),
    )
    show_picture(picture, view)


def _page(pages: tuple[SideBySide, ...], own: str) -> int:
    ends = list(accumulate(len(page.rows) for page in pages))
    spans = [
        texts.PAGE_SPAN.format(first=end - len(page.rows) + 1, last=end)
        for page, end in zip(pages, ends, strict=True)
    ]
    holding = (n for n, page in enumerate(pages) if any(row.first.body_code == own for row in page.rows))
    return choices.page_choice(spans, next(holding, 0))


@guarded
def _scatter(table: SideBySide, view: View, chosen: Selection, colours: BodyColours) -> None:
    captions = scatter_captions(table, colours)
    first, second = table.facets
    name = wording.PAIR_FILE.format(first=first.label, second=second.label, build=view.snapshot.build)
    picture = Picture(
        "scatter",
        name,
        captions,
        lambda style: scatter(table, captions, style, colours=colours),
        lambda: scatter_alt(table, colours),
        lambda: flat_of(view, table, name),
        _definitions(table),
        of=chosen,
    )
    show_picture(picture, view)


@guarded
def _bullets(panel: Panel, view: View, chosen: Selection, colours: BodyColours) -> None:
    compared = panel.comparison
    line = chart_choices.line_choice(compared, chosen)
    if not line:
        notice(wording.NO_LINE, wording.NO_LINE_REMEDY.format(label=compared.metric.label))
    else:
        _bullet_picture(compared, panel.name, view, chosen, colours, line)
    heading_of_table(compared.metric)
    st.html(bullet_table(compared, line, chosen))


@st.fragment
@guarded
def _bullet_picture(
    compared: Comparison, name: str, view: View, chosen: Selection, colours: BodyColours, line: str
) -> None:
    captions = bullet_captions(compared.metric, compared.bands, line, compared.snapshot)
    pages = pages_of(compared)
    part = pages[0] if len(pages) == 1 else pages[_bullet_page(pages, chosen.own)]
    picture = Picture(
        "bullet",
        f"{name}_{wording.LINE}",
        replace(captions),
        lambda style: bullet(
            compared.metric, part.bands, line, captions, style,
            colours=colours, whole=compared.bands, absent=compared.absent,
        ),
        lambda: bullet_alt(compared.metric, compared.bands, line, compared.absent),
        compared,
        of=(chosen, name, line, first_id(part)),
    )  # fmt: skip
    show_picture(picture, view)
    own_sentences(compared, chosen.own)


def _bullet_page(pages: tuple[Comparison, ...], own: str) -> int:
    ends = list(accumulate(len(drawn(page)) for page in pages))
    spans = [
        texts.PAGE_SPAN.format(first=end - len(drawn(page)) + 1, last=end)
        for page, end in zip(pages, ends, strict=True)
    ]
    return choices.page_choice(spans, page_holding(pages, own))


def _definitions(table: SideBySide) -> str:
    metrics = dict.fromkeys(facet.metric for facet in table.facets)
    return " ".join(f"{metric.label}：{metric.definition}" for metric in metrics)


def _name(table: SideBySide) -> str:
    first = table.facets[0]
    build = first.panel.comparison.snapshot.build
    return wording.FILE.format(first=first.label, count=len(table.facets), build=build)
