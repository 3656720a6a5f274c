"""A long comparison in pages of so many rows; groups keep their medians and places over all pages."""

from __future__ import annotations

from dataclasses import replace

from kexie_dash.model.assessment import Band, ComparedValue
from kexie_dash.queries.comparison import Comparison

#: More rows than this are no picture any more.
ROWS = 50


def pages_of(comparison: Comparison, rows: int = ROWS) -> tuple[Comparison, ...]:
    """At least one. Those without a figure take no row of their own and stand where their group ends."""
    pages: list[list[Band]] = [[]]
    room = rows
    for band in comparison.bands:
        given = [item for item in band.values if item.value.has_figure]
        rest = tuple(item for item in band.values if not item.value.has_figure)
        while len(given) > room:
            if room:
                pages[-1].append(replace(band, values=tuple(given[:room])))
            given = given[room:]
            pages.append([])
            room = rows
        pages[-1].append(replace(band, values=(*given, *rest)))
        room -= len(given)
    return tuple(replace(comparison, bands=tuple(bands)) for bands in pages)


def drawn(comparison: Comparison) -> tuple[ComparedValue, ...]:
    """Those that take a row."""
    return tuple(item for band in comparison.bands for item in band.values if item.value.has_figure)


def page_holding(pages: tuple[Comparison, ...], body_code: str) -> int:
    """The number of the first page with a figure of the body, from 0; 0 where there is none."""
    found = (
        number
        for number, page in enumerate(pages)
        if any(item.value.body_code == body_code for item in drawn(page))
    )
    return next(found, 0)


def first_id(page: Comparison) -> str:
    """What tells a page of a picture from its others; empty where it shows nothing."""
    return next((one.value.id for band in page.bands for one in band.values), "")
