"""The own body and its peers: a chosen set, or the nearest by weights that the reader moves."""

from __future__ import annotations

from decimal import Decimal

import streamlit as st

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.distance import median_sentences
from kexie_dash.charts.format import count, scale_for
from kexie_dash.measures.similarity import PARTS, Neighbour, Part
from kexie_dash.model.labels import LEVEL_LABEL
from kexie_dash.pages import choices, texts
from kexie_dash.pages.markup import BODY_PATH, Column, Html, Table, element, escape, join, link, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.catalogue import Catalogue
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.peers import NEAREST, nearest, similar
from kexie_dash.store.database import View

_SHOWN = 12


def peer_colours(view: View, known: Catalogue, chosen: Selection, own: str) -> BodyColours:
    """Colours in which own body and peers stand out."""
    bodies = (body.code for body in known.bodies)
    return BodyColours(bodies, own=own, peers=peers_of(view, chosen, own) if own else ())


def peers_of(view: View, chosen: Selection, own: str) -> tuple[str, ...]:
    """Those picked; else the nearest."""
    picked = tuple(code for code in chosen.peers if code != own)
    return picked or nearest(similar(view, own, chosen.weighing))


def own_sentences(compared: Comparison, own: str) -> None:
    """How far the own body lies from the median of its group."""
    said = median_sentences(compared.metric, compared.bands, own) if own else ()
    if said:
        st.html(join(text("p", one, "kx-own") for one in said))


def peers_control(view: View, chosen: Selection, own: str) -> None:
    """How the nearest peers are found; who is own body and who is peer stands in the line above the page."""
    if not own:
        return
    with st.expander(texts.OWN_AND_PEERS, expanded=False):
        columns = st.columns(len(PARTS))
        for name, column in zip(PARTS, columns, strict=True):
            with column:
                choices.weight_choice(name, chosen)
        found = similar(view, own, chosen.weighing)
        _list(found, peers_of(view, chosen, own), chosen)


def _list(found: tuple[Neighbour, ...], peers: tuple[str, ...], chosen: Selection) -> None:
    st.html(text("p", texts.DISTANCE_HINT.format(count=NEAREST), "kx-sub"))
    table = Table(
        [
            Column(texts.BODY_COLUMN),
            Column(texts.DISTANCE, numeric=True),
            *(Column(texts.PART_NAME[name], numeric=True) for name in PARTS),
            Column(texts.CAVEATS),
        ],
        texts.DISTANCE,
    )
    for one in found[:_SHOWN]:
        profile = one.profile
        address = chosen.address(BODY_PATH, own=profile.body_code, report="")
        mark = text("span", texts.IS_PEER, "kx-year") if profile.body_code in peers else Html("")
        table.row(
            join([link(address, escape(profile.body)), mark], " "),
            escape(texts.NOT_TOLD if one.distance is None else f"{one.distance:.2f}"),
            *(_part(one, part) for part in one.parts),
            escape(_left_out(one)),
        )
    more = text("p", texts.MORE_BODIES.format(count=len(found) - _SHOWN), "kx-sub")
    st.html(join([table.html(), more]) if len(found) > _SHOWN else table.html())


def _part(one: Neighbour, part: Part) -> Html:
    """The figure, then what it adds: difference × weight."""
    profile = one.profile
    shown = {
        "population": "" if profile.population is None else f"{count(profile.population)}人",
        "budget": _budget(profile.budget, profile.budget_year),
        "level": LEVEL_LABEL[profile.level],
    }[part.name]
    adds = texts.NOT_TOLD if part.difference is None else f"{part.difference:.2f} × {part.weight}"
    return element("span", join([escape(shown), text("span", adds, "kx-year")], " "))


def _budget(amount: Decimal | None, year: int | None) -> str:
    return "" if amount is None else f"{scale_for('元', [amount]).with_unit(amount)}（{year}）"


def _left_out(one: Neighbour) -> str:
    named = "、".join(texts.PART_NAME[name] for name in one.left_out)
    return texts.LEFT_OUT.format(parts=named) if named else ""
