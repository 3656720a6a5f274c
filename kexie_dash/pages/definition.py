"""The definition at a picture's title: a word that unfolds what is measured, how, and with which limits."""

from __future__ import annotations

from kexie_dash.model.assessment import Metric
from kexie_dash.pages import texts
from kexie_dash.pages.markup import DICTIONARY_PATH, EMPTY, SEARCH, Html, element, escape, join, link, text
from kexie_dash.store.database import View


def headed(level: str, title: Html, definition: Html) -> Html:
    """The title with its definition at hand. level: h2 or h3."""
    return element("div", join([element(level, title), definition]), class_="kx-titled")


def definition_of(metric: Metric) -> Html:
    """As in the dictionary, short; the whole entry is one link away."""
    address = f"{DICTIONARY_PATH}?{SEARCH}={metric.id}"
    limits = element("ul", join(text("li", one) for one in metric.limits), class_="kx-plain")
    formula = text("p", f"{texts.FORMULA}：{metric.formula}") if metric.formula else EMPTY
    more = element("p", link(address, escape(texts.DEFINITION_MORE)))
    said = text("p", f"{metric.label}：{metric.definition}")
    return _folded(join([said, formula, limits if metric.limits else EMPTY, more]), metric.label)


def definition_words(words: str, about: str) -> Html:
    """Of a picture whose figures are not one metric."""
    return _folded(text("p", words), about)


def defined(view: View, *metrics: str) -> str:
    """What each of these metrics is, in one text; a metric the build does not know is left out."""
    known = (view.metric(one) for one in metrics)
    return " ".join(f"{metric.label}：{metric.definition}" for metric in known if metric is not None)


def _folded(content: Html, about: str) -> Html:
    word = join([escape(texts.DEFINITION), element("span", escape(about), class_="kx-hidden")])
    return element("details", join([element("summary", word), element("div", content)]), class_="kx-define")
