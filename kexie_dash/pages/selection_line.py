"""The line under the menu: what is selected, changeable there, to be cleared, copied and kept under a name.

Native controls whose changes selection.js writes into the address; without a change the server hears nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kexie_dash.charts.names import short_names
from kexie_dash.pages import texts_frame as wording
from kexie_dash.pages.markup import EMPTY, Html, element, escape, join, text, void
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.catalogue import Catalogue

#: With the own body as many as have a colour.
MOST_PEERS = 6
_NAMED = 3
#: What of the selection changes something on a page; what is not named stays in the address and waits.
_USED: Mapping[str, tuple[str, ...]] = {
    "/": (),
    "/compare": ("own", "peer", "year", "metric"),
    "/body": ("own", "peer"),
    "/ruler": ("own", "year"),
    "/findings": ("year",),
    "/source": ("own",),
    "/evidence": (),
    "/targets": ("own", "peer", "year"),
    "/narrative": ("own", "peer", "year", "metric"),
    "/search": ("year",),
    "/dictionary": (),
    "/guide": (),
}
_ALL = ("own", "peer", "year", "metric")


def selection_line(known: Catalogue, chosen: Selection, path: str) -> Html:
    """The line for one page; where nothing can be chosen the address can still be copied and kept."""
    used = _USED.get(path, _ALL) if known.reports else ()
    names = short_names({body.code: body.name for body in known.bodies})
    parts = {"own": _own, "peer": _peers, "year": _years, "metric": _metric}
    shown = [draw(known, chosen, names) for name, draw in parts.items() if name in used]
    only = _only(chosen, names, path) if used else EMPTY
    clear = EMPTY
    if used and chosen.query():
        clear = element(
            "a", escape(wording.CLEAR), href=path, target="_self", data_nav="stay", class_="kx-clear"
        )
    copy = element("button", escape(wording.COPY), type="button", data_do="copy")
    said = element("span", EMPTY, class_="kx-said", role="status")
    acts = element("div", join([clear, said, copy, _views()]), class_="kx-acts")
    return element(
        "div",
        join([*shown, only, acts]),
        class_="kx-line",
        role="group",
        aria_label=wording.SELECTION,
        data_said=wording.COPIED,
        data_by_hand=wording.COPY_BY_HAND,
    )


def _own(known: Catalogue, chosen: Selection, names: Mapping[str, str]) -> Html:
    options = [("", wording.NOT_CHOSEN), *names.items()]
    return _select("own", wording.OWN, join(_option(*one, chosen.own) for one in options))


def _metric(known: Catalogue, chosen: Selection, names: Mapping[str, str]) -> Html:
    topics: dict[str, list[Html]] = {}
    for metric in known.metrics:
        topics.setdefault(metric.topic, []).append(_option(metric.id, metric.label, chosen.metric))
    groups = (element("optgroup", join(those), label=topic) for topic, those in topics.items())
    return _select("metric", wording.METRIC, join(groups), default=chosen.default_metric)


def _select(name: str, label: str, options: Html, default: str = "") -> Html:
    """default: the value that is left out of the address."""
    box = element("select", options, name=name, data_default=default)
    return element("label", join([text("span", label), box]), class_="kx-part")


def _option(value: str, label: str, chosen: str) -> Html:
    return element("option", escape(label), value=value, selected="" if value == chosen else None)


def _years(known: Catalogue, chosen: Selection, names: Mapping[str, str]) -> Html:
    boxes = join(_box("year", str(year), str(year), checked=year in chosen.years) for year in known.years)
    said = "、".join(str(year) for year in sorted(chosen.years)) or wording.ALL_YEARS
    return _folded("year", wording.YEARS, said, join([text("p", wording.YEARS_HINT), boxes]))


def _peers(known: Catalogue, chosen: Selection, names: Mapping[str, str]) -> Html:
    """Peers belong to an own body; their boxes are made in the browser, from the list of bodies."""
    if not chosen.own:
        return EMPTY
    picked = [code for code in chosen.peers if code != chosen.own]
    boxes = element("div", EMPTY, data_fill="peer", data_chosen=" ".join(picked), data_most=str(MOST_PEERS))
    hint = text("p", wording.PEERS_HINT.format(count=MOST_PEERS))
    return _folded("peer", wording.PEERS, _named(picked, names) or wording.NEAREST, join([hint, boxes]))


def _folded(name: str, label: str, said: str, content: Html) -> Html:
    summary = element("summary", join([text("span", label), text("b", said)]))
    return element(
        "details",
        join([summary, element("div", content, class_="kx-pop")]),
        class_="kx-part",
        data_part=name,
    )


def _box(name: str, value: str, label: str, *, checked: bool) -> Html:
    box = void("input", type="checkbox", name=name, value=value, checked="" if checked else None)
    return element("label", join([box, escape(label)]))


def _only(chosen: Selection, names: Mapping[str, str], path: str) -> Html:
    """Which bodies alone are looked at, if not all; one click looks at all again."""
    if not chosen.bodies:
        return EMPTY
    everyone = element(
        "a",
        escape(wording.BODIES_ALL),
        href=chosen.address(path, bodies=()),
        target="_self",
        data_nav="stay",
    )
    said = [text("span", wording.MORE_BODIES), text("b", _named(chosen.bodies, names)), everyone]
    return element("span", join(said, " "), class_="kx-part")


def _named(codes: Iterable[str], names: Mapping[str, str]) -> str:
    found = [names.get(code, code) for code in codes]
    first = "、".join(found[:_NAMED])
    return first if len(found) <= _NAMED else wording.NAMED_BODIES.format(names=first, count=len(found))


def _views() -> Html:
    """Kept in the reader's browser; selection.js fills the list with text, never with markup."""
    box = void(
        "input",
        type="text",
        name="view",
        maxlength="40",
        autocomplete="off",
        placeholder=wording.VIEW_EXAMPLE,
    )
    name = element("label", join([text("span", wording.VIEW_NAME), box]))
    form = element(
        "form", join([name, element("button", escape(wording.VIEW_SAVE), type="submit")]), data_do="save"
    )
    listed = element("ul", EMPTY, data_none=wording.VIEWS_NONE, data_delete=wording.VIEW_DELETE)
    said = element(
        "p",
        EMPTY,
        role="status",
        data_saved=wording.VIEW_SAVED,
        data_replaced=wording.VIEW_REPLACED,
        data_deleted=wording.VIEW_DELETED,
        data_unnamed=wording.VIEW_UNNAMED,
        data_failed=wording.VIEWS_FAILED,
    )
    where = text("p", wording.VIEWS_WHERE, "kx-soft")
    pop = element("div", join([form, said, listed, where]), class_="kx-pop")
    return element(
        "details", join([text("summary", wording.VIEWS), pop]), class_="kx-views-of", data_part="views"
    )
