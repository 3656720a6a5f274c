"""What the reader looks at, as it stands in the address: the same address always shows the same view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from kexie_dash.measures.similarity import HEAVIEST, PARTS, PartName
from kexie_dash.pages import texts
from kexie_dash.queries.bodies import find_bodies
from kexie_dash.queries.catalogue import HEADLINE, Catalogue
from kexie_dash.queries.facets import split_key
from kexie_dash.queries.peers import EVEN
from kexie_dash.store.database import View

#: More options in an address are no link anybody made; the rest is not looked at.
_MOST_OPTIONS = 200
MIXED = "mixed"
#: Kinds of picture of 横向对比, dots first.
CHARTS = ("", "multi", "heat", "scatter", "bullet")
#: So many metrics are put beside the first.
MOST_METRICS = 11
#: Filters of single pages (矛盾核查, 绩效指标, 问题与做法, 检索) that stay when body or year changes.
FINDING_FILTERS = (
    "verdict", "kind", "severity", "state", "view", "level", "form", "section", "theme", "family", "q",
    "pick",
)  # fmt: skip
EVEN_WEIGHTS = tuple(EVEN[name] for name in PARTS)
#: Parameters whose values stand in one, year=2020.2021, so that an address stays short.
_LISTS = ("year", "body", "peer")
_BETWEEN = "."
_MOST_NAMED = 3
_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Selection:
    """Empty years or bodies mean all. own: the body whose portrait is shown. by: key of a breakdown.

    coverage: the one shown on 活动与受众, empty for the one most bodies state.
    order: "mixed" where the bands are to be drawn as one order. against: the metric with another denominator.
    peers: picked ones; empty means the nearest by weights, one a part of the distance.
    chart: kind of picture, "" for dots. also: further metrics as keys of facets. line: of the bullets.

    Every part is known to the build; notices say in Chinese what of the address was not.
    """

    metric: str
    default_metric: str
    years: tuple[int, ...] = ()
    bodies: tuple[str, ...] = ()
    by: str = ""
    order: str = ""
    own: str = ""
    report: str = ""
    peers: tuple[str, ...] = ()
    weights: tuple[int, ...] = EVEN_WEIGHTS
    against: str = ""
    rubric: str = ""
    notices: tuple[str, ...] = ()
    chart: str = ""
    also: tuple[str, ...] = ()
    line: str = ""
    coverage: str = ""

    def query(self) -> dict[str, list[str]]:
        """The address's parameters; defaults are left out."""
        found = {
            "metric": [self.metric] if self.metric != self.default_metric else [],
            "year": [str(year) for year in self.years],
            "body": list(self.bodies),
            "by": [self.by] if self.by else [],
            "order": [self.order] if self.order else [],
            "own": [self.own] if self.own else [],
            "report": [self.report] if self.report else [],
            "peer": list(self.peers),
            "weigh": ["-".join(map(str, self.weights))] if self.weights != EVEN_WEIGHTS else [],
            "against": [self.against] if self.against else [],
            "rubric": [self.rubric] if self.rubric else [],
            "chart": [self.chart] if self.chart else [],
            "also": list(self.also),
            "line": [self.line] if self.line else [],
            "coverage": [self.coverage] if self.coverage else [],
        }
        return {name: _short(name, values) for name, values in found.items() if values}

    @property
    def weighing(self) -> dict[PartName, int]:
        """The weights by part."""
        return dict(zip(PARTS, self.weights, strict=True))

    def address(self, path: str, **changes: Any) -> str:
        """A link to a page with this selection, some of it changed."""
        return _address(self, path, tuple(changes.items()))


@lru_cache(maxsize=8192)
def _address(chosen: Selection, path: str, changes: tuple[tuple[str, Any], ...]) -> str:
    """A page has hundreds of links, most of them alike."""
    query = (replace(chosen, **dict(changes)) if changes else chosen).query()
    return f"{path}?{urlencode(query, doseq=True)}" if query else path


def read(parameters: Mapping[str, Sequence[str]], known: Catalogue, view: View) -> Selection:
    """What the address says; what it gets wrong is named and left out."""
    notices: list[str] = []
    parameters = {name: _long(name, values) for name, values in parameters.items()}
    default = next((i for i in HEADLINE if known.metric(i)), known.metrics[0].id if known.metrics else "")
    metric = _one(parameters, "metric") or default
    if metric != default and known.metric(metric) is None:
        label = known.metric(default)
        notices.append(
            texts.UNKNOWN_METRIC.format(shown=shortened(metric), label=label.label if label else "")
        )
        metric = default
    if (page := _one(parameters, "page")).startswith("/"):
        notices.append(texts.UNKNOWN_PAGE.format(shown=shortened(page)))
    years = _years(parameters, known, notices)
    bodies = _bodies(parameters.get("body", ()), view, notices)
    own = _bodies(parameters.get("own", ())[:1], view, notices)
    report = _one(parameters, "report")
    if report and all(stored.report.id != report for stored in known.reports):
        notices.append(texts.UNKNOWN_REPORT.format(shown=shortened(report)))
        report = ""
    by = _one(parameters, "by")[:_MOST_OPTIONS]
    order = MIXED if _one(parameters, "order") == MIXED else ""
    focus = own[0] if own else ""
    peers = _bodies(parameters.get("peer", ()), view, notices)
    against = _one(parameters, "against") if known.metric(_one(parameters, "against")) else ""
    rubric = _one(parameters, "rubric")[:_MOST_OPTIONS]
    also = _also(parameters, known, notices)
    chart = _one(parameters, "chart")
    chart = CHARTS[1] if also and not chart else chart if chart in CHARTS else ""
    line = _one(parameters, "line")[:_MOST_OPTIONS]
    said = tuple(dict.fromkeys(notices))
    weights = weights_of(_one(parameters, "weigh"))
    coverage = _one(parameters, "coverage")[:_MOST_OPTIONS]
    return Selection(
        metric,
        default,
        years,
        bodies,
        by,
        order,
        focus,
        report,
        peers,
        weights,
        against,
        rubric,
        said,
        chart,
        also,
        line,
        coverage,
    )


def _short(name: str, values: list[str]) -> list[str]:
    """Several values as one parameter."""
    return [_BETWEEN.join(values)] if name in _LISTS else values


def _long(name: str, values: Sequence[str]) -> Sequence[str]:
    """Every value of a parameter, whether written as one or repeated."""
    return [one for value in values for one in value.split(_BETWEEN)] if name in _LISTS else values


def weights_of(word: str) -> tuple[int, ...]:
    """2-1-0 as weights; anything else weighs all parts alike."""
    parts = word.split("-")
    fits = len(parts) == len(PARTS) and all(part in map(str, range(HEAVIEST + 1)) for part in parts)
    return tuple(int(part) for part in parts) if fits else EVEN_WEIGHTS


def _one(parameters: Mapping[str, Sequence[str]], name: str) -> str:
    values = parameters.get(name, ())
    return values[0] if values else ""


def _years(parameters: Mapping[str, Sequence[str]], known: Catalogue, notices: list[str]) -> tuple[int, ...]:
    by_text = {str(year): year for year in known.years}
    asked = list(dict.fromkeys(parameters.get("year", ())))
    unknown = [word for word in asked[:_MOST_OPTIONS] if word not in by_text]
    _tell(texts.UNKNOWN_YEAR, unknown, len(asked) - _MOST_OPTIONS, notices)
    return tuple(by_text[word] for word in asked[:_MOST_OPTIONS] if word in by_text)


def _bodies(words: Sequence[str], view: View, notices: list[str]) -> tuple[str, ...]:
    asked = list(dict.fromkeys(words))
    unknown, found = [], []
    for word in asked[:_MOST_OPTIONS]:
        answer = find_bodies(view, [word[:_MOST_OPTIONS]])
        found += [body.code for body in answer.bodies]
        unknown += [word] if answer.unknown else []
    _tell(texts.UNKNOWN_BODY, unknown, len(asked) - _MOST_OPTIONS, notices)
    return tuple(dict.fromkeys(found))


def _also(parameters: Mapping[str, Sequence[str]], known: Catalogue, notices: list[str]) -> tuple[str, ...]:
    """Further metrics, also where `metric` is said more than once; those the dictionary lacks are named."""
    asked = dict.fromkeys((*parameters.get("metric", ())[1:], *parameters.get("also", ())))
    found = [key for key in asked if known.metric(split_key(key)[0])]
    unknown = [key for key in asked if key not in found]
    _tell(texts.UNKNOWN_FURTHER, unknown, 0, notices)
    return tuple(found[:MOST_METRICS])


def _tell(sentence: str, unknown: Sequence[str], more: int, notices: list[str]) -> None:
    if unknown:
        named = "、".join(f"“{shortened(word)}”" for word in unknown[:_MOST_NAMED])
        notices.append(sentence.format(shown=named) + texts.DEFAULT_VIEW)
    left = max(len(unknown) - _MOST_NAMED, 0) + max(more, 0)
    if left:
        notices.append(texts.MORE_UNKNOWN.format(count=left))


def report_shown(known: Catalogue, chosen: Selection) -> str:
    """The report asked for, unless it is another body's; else the newest of the body asked for or first
    selected, else of any."""
    asked = (known.reports_of(chosen.own) if chosen.own else ()) or known.reports
    if any(stored.report.id == chosen.report for stored in asked):
        return chosen.report
    own = chosen.own or (chosen.bodies[0] if chosen.bodies else "")
    return (known.reports_of(own) or known.reports)[0].report.id


def shortened(word: str) -> str:
    """A part of what was asked, without what cannot be printed."""
    cleaned = "".join(sign if sign.isprintable() else "·" for sign in word[: _SHOWN + 1])
    return cleaned if len(word) <= _SHOWN else cleaned[:_SHOWN] + "…"


def as_lists(items: Iterable[tuple[str, Sequence[str]]]) -> dict[str, list[str]]:
    """An address's parameters, each with all its values."""
    return {name: list(values) for name, values in items}
