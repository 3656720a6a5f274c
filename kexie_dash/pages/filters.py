"""Rows of links that filter a list through the address, each with how many it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from kexie_dash.pages import texts
from kexie_dash.pages import texts_findings as wording
from kexie_dash.pages.markup import Html, element, escape, join, link, text

#: A list shows so many at once.
PER_PAGE = 50


def page_asked() -> int:
    """The page the address asks for, from 1."""
    asked = st.query_params.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 and int(asked) else 1


def filter_row(title: str, entries: Iterable[Html]) -> Html:
    return element("div", join([text("span", title), *entries]), class_="kx-filter")


def filter_entry(label: str, count: int | None, address: str, *, current: bool) -> Html:
    shown = label if count is None else texts.COUNT_OF.format(label=label, count=f"{count:,}")
    return element(
        "a",
        escape(shown),
        href=address,
        target="_self",
        data_nav="stay",
        aria_current="true" if current else None,
    )


def pager(page: int, count: int, address: Callable[[int], str], per_page: int = PER_PAGE) -> Html:
    """Which of how many are shown, and the ways on and back."""
    first, last = (page - 1) * per_page + 1, min(page * per_page, count)
    parts = [text("span", wording.SHOWN_RANGE.format(first=first, last=last, count=f"{count:,}"))]
    if page > 1:
        parts.insert(0, link(address(page - 1), escape(wording.BEFORE_THESE)))
    if last < count:
        parts.append(link(address(page + 1), escape(wording.MORE_OF_THEM)))
    return element("nav", join(parts), class_="kx-pages", aria_label=wording.SHOWN_RANGE[:1])


def page_within(page: int, count: int, per_page: int = PER_PAGE) -> int:
    """The page asked for, or the last there is."""
    return max(1, min(page, -(-count // per_page)))
