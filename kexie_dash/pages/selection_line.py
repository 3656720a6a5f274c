"""The line under the menu: what is selected, changeable there, to be cleared, copied and kept under a name.

Native controls whose changes selection.js writes into the address; without a change the server hears nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kexie_dash.charts.names import short_names
from kexie_dash.pages import texts_frame as wording
from kexie_dash.pages.markup import BODY_PATH, EMPTY, SOURCE_PATH, Html, element, escape, join, text, void
from kexie_dash.pages.selection import Selection, report_shown
from kexie_dash.queries.catalogue import Catalogue

#: With the own body as many as have a colour.
MOST_PEERS = 6
_NAMED = 3
#: What of the selection changes something on a page; what is not named stays in the address and waits.
_ALL = ("own", "peer", "body", "year", "metric")
_USED: Mapping[str, tuple[str, ...]] = {
    "/": ("own", "peer", "year"),
    "/compare": _ALL,
    "/trend": _ALL,
    "/activities": ("own", "peer", "body", "year"),
    "/targets": ("own", "peer", "body", "year"),
    "/narrative": ("own", "peer", "body", "year", "metric"),
    "/body": ("own", "peer"),
    "/briefing": ("own", "body", "year", "metric"),
    "/ruler": ("own", "body", "year"),
    "/findings": ("body", "year"),
    "/source": ("own",),
    "/search": ("body", "year"),
    "/evidence": (),
    "/dictionary": (),
    "/guide": (),
}
#: Pages that show one body whether or not it was asked for; the line names it.
_OF_ONE_BODY = (BODY_PATH, SOURCE_PATH)


def selection_line(known: Catalogue, chosen: Selection, path: str) -> Html:
    """The line for one page; where nothing can be chosen the address can still be copied and kept."""
    used = _USED.get(path, _ALL) if known.reports else ()
    names = short_names({body.code: body.name for body in known.bodies})
    parts = {"own": _own, "peer": _peers, "body": _bodies, "year": _years, "metric": _metric}
    looked_at = _with_shown_body(known, chosen) if used and path in _OF_ONE_BODY else chosen
    shown = [draw(known, looked_at, names) for name, draw in parts.items() if name in used]
    clear = EMPTY
    # What is chosen at a picture draws that alone anew, and this line stays as it is.
    if used and replace(chosen, against="", line="").query():
        clear = element(
            "a", escape(wording.CLEAR), href=path, target="_self", data_nav="stay", class_="kx-select-clear"
        )
    copy = element("button", escape(wording.COPY), type="button", data_do="copy")
    said = element("span", EMPTY, class_="kx-select-said", role="status")
    listed = _listed(names) if {"peer", "body"} & set(used) else EMPTY
    acts = element("div", join([clear, said, copy, _views()]), class_="kx-select-acts")
    return element(
        "div",
        join([*shown, listed, acts]),
        class_="kx-select",
        role="group",
        aria_label=wording.SELECTION,
        data_said=wording.COPIED,
        data_by_hand=wording.COPY_BY_HAND,
    )


def _with_shown_body(known: Catalogue, chosen: Selection) -> Selection:
    shown = report_shown(known, chosen)
    return replace(chosen, own=next(o.report.body_code for o in known.reports if o.report.id == shown))


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
    return element("label", join([text("span", label), box]), class_="kx-select-part")


def _option(value: str, label: str, chosen: str) -> Html:
    return element("option", escape(label), value=value, selected="" if value == chosen else None)


def _years(known: Catalogue, chosen: Selection, names: Mapping[str, str]) -> Html:
    boxes = join(_box("year", str(year), str(year), checked=year in chosen.years) for year in known.years)
    said = "、".join(str(year) for year in sorted(chosen.years)) or wording.ALL_YEARS
    return _folded("year", wording.YEARS, said, join([text("p", wording.YEARS_HINT), boxes]))


def _peers(known: Catalogue, chosen: Selection, names: Mapping[str, str]) -> Html:
    """Peers belong to an own body."""
    if not chosen.own:
        return EMPTY
    picked = [code for code in chosen.peers if code != chosen.own]
    said = _named(picked, names) or wording.NEAREST
    hint = wording.PEERS_HINT.format(count=MOST_PEERS)
    return _folded(
        "peer", wording.PEERS, said, _names_of(names, "peer", hint, picked, chosen.own, MOST_PEERS)
    )


def _bodies(known: Catalogue, chosen: Selection, names: Mapping[str, str]) -> Html:
    said = _named(chosen.bodies, names) or wording.ALL_BODIES
    return _folded("body", wording.BODIES, said, _names_of(names, "body", wording.BODIES_HINT, chosen.bodies))


def _names_of(
    names: Mapping[str, str], name: str, hint: str, chosen: Iterable[str], without: str = "", most: int = 0
) -> Html:
    """Filled in the browser from one list of names. most: 0 for any number."""
    place = element(
        "div",
        EMPTY,
        data_fill=name,
        data_chosen=" ".join(chosen),
        data_without=without,
        data_most=str(most),
        data_find=wording.FIND_BODY,
    )
    return join([text("p", hint), place])


def _folded(name: str, label: str, said: str, content: Html) -> Html:
    summary = element("summary", join([text("span", label), text("b", said)]))
    return element(
        "details",
        join([summary, element("div", content, class_="kx-select-pop")]),
        class_="kx-select-part",
        data_part=name,
    )


def _box(name: str, value: str, label: str, *, checked: bool) -> Html:
    box = void("input", type="checkbox", name=name, value=value, checked="" if checked else None)
    return element("label", join([box, escape(label)]))


def _listed(names: Mapping[str, str]) -> Html:
    """Every body once, for the boxes."""
    options = (element("option", escape(name), value=code) for code, name in names.items())
    return element("datalist", join(options), id="kx-select-names")


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
    pop = element("div", join([form, said, listed, where]), class_="kx-select-pop")
    return element(
        "details", join([text("summary", wording.VIEWS), pop]), class_="kx-select-views", data_part="views"
    )
