"""A sentence in its context, highlighted; the report's text is shown as it is and can be nothing but text."""

from __future__ import annotations

from decimal import Decimal

from kexie_dash.charts.format import POINTS, percent, scale_for
from kexie_dash.model.labels import (
    CATEGORY_LABEL,
    CHANNEL_LABEL,
    COVERAGE_LABEL,
    SCORE_LEVEL_LABEL,
    STAGE_LABEL,
)
from kexie_dash.model.observation import Observation
from kexie_dash.model.quantity import BOUND_SIGN, Bound
from kexie_dash.pages import texts
from kexie_dash.pages.markup import EMPTY, Html, element, escape, join, link, text
from kexie_dash.queries.evidence import Excerpt

_CUT = "…"


def excerpt_html(excerpt: Excerpt, in_text: str) -> Html:
    """File, lines and page, then some lines with the evidence marked. in_text: to it in the whole report."""
    words = [text("mark", piece.text) if piece.marked else escape(piece.text) for piece in excerpt.pieces]
    before, after = (escape(_CUT if cut else "") for cut in (excerpt.cut_before, excerpt.cut_after))
    to_text = link(in_text, escape(texts.SEE_IN_SOURCE))
    place = element("div", join([escape(place_text(excerpt)), to_text], " "), class_="kx-place")
    body = element("div", element("pre", join([before, *words, after])), class_="kx-passage")
    return element("figure", join([place, body]), class_="kx-excerpt")


def place_text(excerpt: Excerpt) -> str:
    """Body, year, file, lines, page."""
    report = excerpt.report
    parts = [f"{report.body} {report.year} 年", line_text(report.file, excerpt.lines)]
    if excerpt.page is not None:
        parts.append(texts.SOURCE_PAGE.format(page=excerpt.page))
    return "，".join(parts)


def line_text(file: str, lines: tuple[int, int]) -> str:
    shown = str(lines[0]) if lines[0] == lines[1] else f"{lines[0]}–{lines[1]}"
    return texts.SOURCE_PLACE.format(file=file, lines=shown)


def facts_html(observation: Observation) -> Html:
    """The observation's fields in Chinese, those that say something."""
    pairs = facts(observation)
    rows = join(join([text("dt", name), text("dd", said)]) for name, said in pairs)
    return element("dl", rows, class_="kx-facts") if pairs else EMPTY


def facts(observation: Observation) -> list[tuple[str, str]]:
    """Name and words of each field that says something."""
    return [(texts.FIELD[name], said) for name, said in _facts(observation) if said]


def quantity_words(value: Decimal | None, unit: str | None, bound: Bound) -> str:
    """The value in the unit people read, with every digit it has and its bound; empty where there is none."""
    if value is None:
        return ""
    scale = scale_for(unit or "", [value])
    exact = (value * scale.factor).normalize()
    space = " " if scale.unit == POINTS else ""
    return f"{BOUND_SIGN[bound]}{exact:,f}{space}{scale.unit}"


def _facts(o: Observation) -> list[tuple[str, str]]:
    return [
        ("label", o.label),
        ("subject", o.subject if o.subject != o.label else ""),
        ("value_text", o.value_text),
        ("value", quantity_words(o.value, o.unit, o.bound)),
        ("bound", texts.BOUND[o.bound] if o.bound != "exact" else ""),
        ("family", texts.FAMILY[o.family]),
        ("stage", STAGE_LABEL[o.stage] if o.stage else ""),
        ("level", SCORE_LEVEL_LABEL[o.level] if o.level else ""),
        ("full_mark", quantity_words(o.full_mark, "分", "exact")),
        ("criteria", o.criteria or ""),
        ("indicator_path", " › ".join(part for part in o.indicator_path or () if part)),
        ("target_text", o.target_text or ""),
        ("actual_text", o.actual_text or ""),
        ("category", CATEGORY_LABEL[o.category] if o.category else ""),
        ("channel", CHANNEL_LABEL[o.channel] if o.channel else ""),
        ("coverage", COVERAGE_LABEL[o.coverage]),
        ("is_total", texts.IS_TOTAL if o.is_total else ""),
        ("period", texts.PERIOD.get(o.period, o.period)),
        ("year", str(o.year) if o.year is not None else ""),
        ("recognised", texts.RECOGNISED if o.is_recognised else ""),
        ("confidence", percent(Decimal(str(o.confidence)), 0)),
    ]
