"""检索: passages, figures and metrics of all reports, with their place in the source."""

from __future__ import annotations

import streamlit as st

from kexie_dash.charts.names import short_names
from kexie_dash.pages import texts
from kexie_dash.pages import texts_search as wording
from kexie_dash.pages.export_buttons import table_buttons
from kexie_dash.pages.filters import filter_entry, filter_row, page_within, pager
from kexie_dash.pages.frame import aside, asset, foot, guarded, heading, notice, opening, section, start
from kexie_dash.pages.markup import Html, element, escape, join, link, text
from kexie_dash.pages.search_address import Asked, asked_for, search_box
from kexie_dash.pages.search_hits import figures_html, metrics_html, passages_html, values_html
from kexie_dash.queries.catalogue import Catalogue
from kexie_dash.queries.rubric_tables import FlatTable
from kexie_dash.queries.search import Passages, passages_with, without_one
from kexie_dash.queries.search_examples import search_examples
from kexie_dash.queries.search_figures import Figures, figure_count, figures_with, metrics_with, values_with
from kexie_dash.queries.search_tables import figures_table, passages_table
from kexie_dash.queries.search_words import LONGEST, MOST_WORDS
from kexie_dash.store.database import View

_PER_PAGE, _FIRST_FEW = 20, 8
_CHIPS = 12
#: An export holds so many passages.
_TAKEN = 2000


@guarded
def show() -> None:
    view, known, chosen = start()
    st.html(asset("findings.css") + asset("topics.css"))
    heading(wording.TITLE, escape(_lead(view, known)))
    opening(view, known, chosen)
    asked = asked_for(chosen)
    search_box(asked)
    if not asked.wanted.words:
        _examples(view, asked)
        foot(view)
        return
    if asked.wanted.shortened:
        aside((wording.SHORTENED.format(length=LONGEST, words=MOST_WORDS),))
    _results(view, known, asked)
    foot(view)


def _lead(view: View, known: Catalogue) -> str:
    count = figure_count(view)
    return wording.LEAD.format(reports=len(known.reports), figures=f"{count:,}", metrics=len(known.metrics))


def _examples(view: View, asked: Asked) -> None:
    st.html(text("p", wording.HELP, "kx-sub"))
    found = search_examples(view)
    if found:
        links = (link(asked.address(text=one), escape(one), "kx-example") for one in found)
        st.html(element("p", join([escape(wording.EXAMPLES), *links], " "), class_="kx-lead"))


def _results(view: View, known: Catalogue, asked: Asked) -> None:
    chosen, few = asked.chosen, asked.view == ""
    first = 0 if few else (asked.page - 1) * _PER_PAGE
    most = _FIRST_FEW if few else _PER_PAGE
    bodies, years = chosen.bodies, chosen.years
    passages = passages_with(view, asked.wanted, bodies=bodies, years=years, first=first, most=most)
    figures = figures_with(
        view, asked.wanted, bodies=bodies, years=years, family=asked.family, first=first, most=most
    )
    metrics = metrics_with(view, asked.wanted)
    values = values_with(view, asked.wanted, bodies=bodies, years=years)
    if not (passages.count or figures.by_family or metrics or values):
        _nothing(view, asked)
        return
    st.html(text("p", _counted(asked, passages, figures, len(metrics)), "kx-lead"))
    st.html(_views(asked, passages, figures, len(metrics) + len(values)))
    if asked.view in ("", "metrics") and (metrics or values):
        section(wording.METRICS)
        shown = _FIRST_FEW if few else None
        entries, made = metrics_html(metrics[:shown], chosen), values_html(view, values[:shown], chosen)
        st.html(join([entries, made]))
    if asked.view in ("", "figures") and figures.by_family:
        _figures(view, asked, figures, few=few)
    if asked.view in ("", "text") and passages.count:
        _passages(view, known, asked, passages, few=few)


def _counted(asked: Asked, passages: Passages, figures: Figures, metrics: int) -> str:
    return wording.COUNTED.format(
        asked=asked.wanted.text,
        reports=passages.reports,
        passages=f"{passages.count:,}",
        hits=f"{passages.hits:,}",
        figures=f"{sum(figures.by_family.values()):,}",
        metrics=metrics,
    )


def _views(asked: Asked, passages: Passages, figures: Figures, metrics: int) -> Html:
    named = (
        ("", wording.ALL, None),
        ("text", wording.PASSAGES, passages.count),
        ("figures", wording.FIGURES, sum(figures.by_family.values())),
        ("metrics", wording.METRICS, metrics),
    )
    return filter_row(
        wording.BY_VIEW,
        [
            filter_entry(label, count, asked.address(view=one, family=None), current=asked.view == one)
            for one, label, count in named
        ],
    )


def _figures(view: View, asked: Asked, figures: Figures, *, few: bool) -> None:
    section(wording.FIGURES, escape(wording.FIGURES_HINT))
    whole = sum(figures.by_family.values())
    entries = [
        filter_entry(wording.ALL_FAMILIES, whole, asked.address(family=None), current=not asked.family)
    ]
    entries += [
        filter_entry(texts.FAMILY[one], count, asked.address(family=one), current=asked.family == one)
        for one, count in sorted(figures.by_family.items(), key=lambda pair: -pair[1])
    ]
    st.html(filter_row(wording.BY_FAMILY, entries))
    st.html(figures_html(figures, asked))
    _onward(asked, "figures", figures.count, few=few)
    chosen = asked.chosen
    table_buttons(
        "search-figures", lambda: figures_table(view, asked.wanted, chosen.bodies, chosen.years), view
    )


def _passages(view: View, known: Catalogue, asked: Asked, passages: Passages, *, few: bool) -> None:
    section(wording.PASSAGES, escape(wording.PASSAGES_HINT))
    names = short_names({body.code: body.name for body in known.bodies})
    if len(passages.by_body) > 1:
        st.html(_bodies(asked, passages, names))
    st.html(passages_html(passages, names, asked))
    _onward(asked, "text", passages.count, few=few)
    table_buttons("search-passages", lambda: _taken(view, asked), view)


def _taken(view: View, asked: Asked) -> FlatTable:
    """More than is shown."""
    chosen = asked.chosen
    found = passages_with(view, asked.wanted, bodies=chosen.bodies, years=chosen.years, most=_TAKEN)
    return passages_table(asked.wanted, found)


def _bodies(asked: Asked, passages: Passages, names: dict[str, str]) -> Html:
    """Bodies with most passages, as filters."""
    ordered = sorted(passages.by_body.items(), key=lambda pair: (-pair[1], pair[0]))
    entries = [
        filter_entry(names.get(code, code), count, asked.address(bodies=(code,)), current=False)
        for code, count in ordered[:_CHIPS]
    ]
    if len(ordered) > _CHIPS:
        entries.append(text("span", wording.MORE_BODIES.format(count=len(ordered) - _CHIPS), "kx-soft"))
    return filter_row(wording.BY_BODY, entries)


def _onward(asked: Asked, view: str, count: int, *, few: bool) -> None:
    if not few:
        page = page_within(asked.page, count, _PER_PAGE)
        st.html(pager(page, count, lambda number: asked.address(page=number), _PER_PAGE))
    elif count > _FIRST_FEW:
        to_all = link(asked.address(view=view), escape(wording.SEE_MORE.format(count=f"{count:,}")))
        st.html(element("p", to_all, class_="kx-pages"))


def _nothing(view: View, asked: Asked) -> None:
    notice(wording.NOTHING.format(asked=asked.wanted.text), wording.NOTHING_REMEDY)
    if len(asked.wanted.words) > 1:
        parts = "、".join(
            wording.ALONE_PART.format(word=word, count=count)
            for word, count in without_one(view, asked.wanted).items()
        )
        st.html(text("p", wording.ALONE.format(parts=parts), "kx-sub"))
