"""同一把尺子: declared score rates by dimension, points lost, and every report by one rubric's rules."""

from __future__ import annotations

import streamlit as st

from kexie_dash.charts.names import short_names
from kexie_dash.charts.score_grid import grid_captions, grid_words, score_grid
from kexie_dash.charts.score_ranges import ranges_captions, ranges_words, score_ranges
from kexie_dash.charts.waterfall import losses_of, waterfall, waterfall_captions, waterfall_words
from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.rubric import Rubric
from kexie_dash.pages import choices, rubric_rows, texts
from kexie_dash.pages import texts_ruler as wording
from kexie_dash.pages.frame import aside, foot, guarded, heading, notice, opening, section, start
from kexie_dash.pages.markup import element, escape, join, text
from kexie_dash.pages.picture import Picture, show_picture
from kexie_dash.pages.selection import Selection, report_shown, shortened
from kexie_dash.queries.body import own_comparison
from kexie_dash.queries.catalogue import Catalogue
from kexie_dash.queries.rubric_tables import totals_table
from kexie_dash.queries.rubrics import (
    LOST_METRIC,
    dimension_grid,
    known_rubrics,
    points_lost,
    scored_reports,
)
from kexie_dash.store.database import View

#: More reports than these are no picture any more.
_ROWS = 30


@guarded
def show() -> None:
    view, known, chosen = start()
    if not known.reports:
        heading(texts.RULER)
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    heading(texts.RULER, escape(wording.RULER_LEAD))
    opening(view, known, chosen)
    _grid(view, chosen)
    rubric = _rubric(view, chosen)
    if rubric is not None:
        _ranges(view, chosen, rubric)
    report = _report(known, chosen, rubric)
    _one_report(view, known, chosen, report)
    if rubric is not None:
        rubric_rows.show(view, known, chosen, rubric, report)
    _others(view)
    foot(view)


def _report(known: Catalogue, chosen: Selection, rubric: Rubric | None) -> str:
    """The report asked for; unasked, the one whose own form the rubric is: there it says most."""
    asked = chosen.own or chosen.report or chosen.bodies
    own = rubric is not None and any(stored.report.id == rubric.report for stored in known.reports)
    return rubric.report if rubric is not None and own and not asked else report_shown(known, chosen)


def _rubric(view: View, chosen: Selection) -> Rubric | None:
    """The rubric asked for among those that score, else the first of them."""
    able = tuple(one for one in known_rubrics(view) if one.scores)
    if not able:
        notice(wording.NO_RUBRIC, wording.NO_RUBRIC_REMEDY)
        return None
    found = next((one for one in able if one.id == chosen.rubric), None)
    if chosen.rubric and found is None:
        aside((wording.UNKNOWN_RUBRIC.format(shown=shortened(chosen.rubric)) + texts.DEFAULT_VIEW,))
    shown = found or able[0]
    if len(able) > 1:
        choices.rubric_choice(able, chosen, shown.id)
    return shown


def _page(count: int, name: str) -> slice:
    """Of many rows the part chosen in the address; its parameter has this name."""
    if count <= _ROWS:
        return slice(None)
    starts = range(0, count, _ROWS)
    spans = [texts.PAGE_SPAN.format(first=one + 1, last=min(one + _ROWS, count)) for one in starts]
    number = choices.page_choice(spans, 0, name)
    return slice(number * _ROWS, (number + 1) * _ROWS)


@guarded
def _grid(view: View, chosen: Selection) -> None:
    grid = dimension_grid(view, chosen.bodies, chosen.years)
    if grid is None or not grid.bands:
        notice(texts.RULER, texts.NOTHING_HERE)
        return
    captions = grid_captions(grid, view.snapshot)
    told = grid.told
    part = _page(len(told), "page")
    shown = grid.only(told[part]) if len(told) > _ROWS else grid
    picture = Picture(
        "dimensions",
        f"{texts.RULER}_{grid.comparison.metric.label}",
        captions,
        lambda style: score_grid(shown, captions, style),
        lambda: f"{captions.title}。{grid_words(grid)}。",
        grid.comparison,
        of=(chosen, part.start),
    )
    show_picture(picture, view)


@guarded
def _ranges(view: View, chosen: Selection, rubric: Rubric) -> None:
    scored = scored_reports(view, rubric.id, chosen.bodies, chosen.years)
    if not scored:
        notice(texts.RULER, texts.NOTHING_HERE)
        return
    captions = ranges_captions(scored, view.snapshot)
    table = totals_table(rubric, scored)
    part = _page(len(scored), "ranges")
    picture = Picture(
        "ranges",
        table.name,
        captions,
        lambda style: score_ranges(scored[part], captions, style),
        lambda: f"{captions.title}。{ranges_words(scored)}。",
        lambda: table,
        wording.RANGES_DEFINITION,
        of=(chosen, rubric.id, part.start),
    )
    show_picture(picture, view)
    st.html(text("p", wording.RULER_HINT, "kx-caveat"))


def _one_report(view: View, known: Catalogue, chosen: Selection, report: str) -> None:
    """What one report took off itself; the choice of the report serves the table below it too."""
    stored = next(one for one in known.reports if one.report.id == report)
    reports = known.reports_of(stored.report.body_code)
    if len(reports) > 1:
        choices.report_choice(reports, chosen, report)
    _lost(view, known, report)


def who(known: Catalogue, report: str) -> str:
    """甲2020年部门整体."""
    found = next(one.report for one in known.reports if one.report.id == report)
    names = short_names({body.code: body.name for body in known.bodies})
    return f"{names[found.body_code]}{found.year}年{KIND_LABEL[found.kind]}"


@guarded
def _lost(view: View, known: Catalogue, report: str) -> None:
    metric, values = points_lost(view, report)
    name = who(known, report)
    if metric is None or not values:
        st.html(text("p", wording.NO_LOST.format(who=name), "kx-lead"))
        return
    total = next((value.value for value in view.values(metric="self_score", report=report)), None)
    losses = losses_of(values, total)
    captions = waterfall_captions(name, losses, view.snapshot)
    picture = Picture(
        "lost",
        f"{name}_{metric.label}",
        captions,
        lambda style: waterfall(losses, values[0].body_code, captions, style),
        lambda: waterfall_words(name, losses),
        own_comparison(view, next(o.report for o in known.reports if o.report.id == report), LOST_METRIC),
        of=report,
    )
    show_picture(picture, view)


def _others(view: View) -> None:
    """Rubrics that are recorded and score nobody, and why."""
    rubrics = tuple(one for one in known_rubrics(view) if not one.scores)
    if rubrics:
        section(wording.OTHER_RUBRICS)
        items = (
            text(
                "li",
                wording.OTHER_RUBRIC.format(title=one.title, count=len(one.indicators), note=one.note),
            )
            for one in rubrics
        )
        st.html(element("ul", join(items), class_="kx-plain"))
