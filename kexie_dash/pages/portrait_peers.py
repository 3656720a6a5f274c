"""The headline measures of a portrait as pictures, with everyone of the same group."""

from __future__ import annotations

from dataclasses import replace

from kexie_dash.charts.alt import alt_text
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.strip import dot_strip
from kexie_dash.charts.titles import captions_for
from kexie_dash.pages import texts
from kexie_dash.pages import texts_portrait as wording
from kexie_dash.pages.frame import guarded, section
from kexie_dash.pages.markup import COMPARE_PATH, Html, escape, link
from kexie_dash.pages.peers import own_sentences, peer_colours, peers_control
from kexie_dash.pages.picture import Picture, in_pairs, show_card
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.body import peer_comparison
from kexie_dash.queries.catalogue import HEADLINE, Catalogue
from kexie_dash.queries.comparison import Comparison
from kexie_dash.queries.portrait import FullPortrait
from kexie_dash.store.database import View


def peers_section(view: View, found: FullPortrait, known: Catalogue, chosen: Selection) -> None:
    """With the choice of peers, which colours the pictures."""
    section(wording.PEERS_PICTURES, escape(texts.PEERS_HINT))
    report = found.base.report
    own = report.body_code
    peers_control(view, replace(chosen, own=own), own)
    colours = peer_colours(view, known, chosen, own)
    asked = [peer_comparison(view, report, one) for one in HEADLINE if view.metric(one) is not None]
    shown = [compared for compared in asked if compared.bands]
    for column, compared in zip(in_pairs("peers", len(shown)), shown, strict=True):
        with column:
            metric = compared.metric.id
            address = chosen.address(
                COMPARE_PATH, metric=metric, by="", years=(report.year,), own=own, report=""
            )
            more = link(address, escape(texts.MORE_COMPARE), "kx-more")
            _peer_picture(view, found, chosen, compared, more, colours)


@guarded
def _peer_picture(
    view: View,
    found: FullPortrait,
    chosen: Selection,
    compared: Comparison,
    more: Html,
    colours: BodyColours,
) -> None:
    captions = captions_for(compared.metric, compared.bands, compared.snapshot)
    picture = Picture(
        f"peers-{compared.metric.id}",
        picture_name(found, compared),
        captions,
        lambda style: dot_strip(compared.metric, compared.bands, captions, style, colours=colours),
        lambda: alt_text(compared),
        compared,
        of=(chosen, found.base.report.id),
    )
    show_card(picture, view, more)
    own_sentences(compared, found.base.report.body_code)


def picture_name(found: FullPortrait, compared: Comparison) -> str:
    """What a file made of it is called."""
    return f"{found.base.report.body}_{found.base.report.year}_{compared.metric.label}"
