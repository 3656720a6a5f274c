"""The controls of a static pack: metric and picture, axes and columns, years and bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kexie_dash.exports import texts_site as words
from kexie_dash.exports.html import EMPTY, Html, element, escape, join, text
from kexie_dash.exports.site_side import MOST_AXES
from kexie_dash.model.assessment import Metric
from kexie_dash.queries.facets import Facet

#: More bodies than this fold away, with a field to find one.
_BESIDE = 12


def controls(
    metrics: Sequence[Metric], facets: Sequence[Facet], names: Mapping[str, str], years: Sequence[int]
) -> Html:
    """Hidden until the script runs, which also fills the choice of pictures."""
    axes = [(str(number), facet.label) for number, facet in enumerate(facets[:MOST_AXES])]
    columns = [(str(number), facet.label) for number, facet in enumerate(facets)]
    parts = [
        _select("metric", words.METRIC, [(metric.id, metric.label) for metric in metrics]),
        _select("kind", words.KIND, []),
        _select("x", words.ACROSS, axes),
        _select("y", words.UP, axes),
        _boxes("column", words.COLUMNS, columns),
        _boxes("year", words.YEARS, [(str(year), str(year)) for year in years]),
        _bodies(sorted(names.items())),
        element(
            "span",
            join(
                [
                    text("button", words.RESET, type="button", id="reset"),
                    text("button", words.DARK, type="button", id="theme"),
                ]
            ),
            class_="buttons",
        ),
    ]
    return element(
        "nav",
        element("form", join(parts), autocomplete="off"),
        id="controls",
        aria_label=words.FILTERS,
        hidden="",
    )


def _select(name: str, said: str, options: Sequence[tuple[str, str]]) -> Html:
    made = join(text("option", label, value=value) for value, label in options)
    chosen = element("select", made, name=name)
    return element("label", join([text("span", said, class_="soft"), chosen]), class_=f"for-{name}")


def _boxes(name: str, legend: str, options: Sequence[tuple[str, str]]) -> Html:
    boxes = join(_box(name, value, said) for value, said in options)
    return element("fieldset", join([text("legend", legend), boxes]), class_=f"for-{name}")


def _box(name: str, value: str, said: str) -> Html:
    box = Html(f'<input type="checkbox" name="{name}" value="{escape(value)}">')
    return element("label", join([box, escape(said)]))


def _bodies(options: Sequence[tuple[str, str]]) -> Html:
    if len(options) <= _BESIDE:
        return _boxes("body", words.BODIES, options)
    find = Html(f'<input type="search" id="find" placeholder="{words.FIND}" aria-label="{words.FIND}">')
    boxes = _boxes("body", words.BODIES, options)
    inside = element("div", join([find, boxes]), class_="unfolded")
    return element("details", join([element("summary", EMPTY), inside]), class_="bodies")
