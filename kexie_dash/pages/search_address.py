"""What 检索 is asked, as it stands in the address, and the box it is typed into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast, get_args
from urllib.parse import urlencode

import streamlit as st

from kexie_dash.model.observation import Family
from kexie_dash.pages import texts_search as wording
from kexie_dash.pages.filters import page_asked
from kexie_dash.pages.markup import SEARCH, SEARCH_PATH
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.search_words import Wanted, wanted

_BOX = "search-words"
_VIEWS = ("text", "figures", "metrics")


@dataclass(frozen=True, slots=True)
class Asked:
    """view: "" for a few of everything. family: of the figures."""

    chosen: Selection
    wanted: Wanted
    view: str = ""
    family: Family | None = None
    page: int = 1

    def address(self, *, page: int = 1, **changes: Any) -> str:
        """text, view, family or bodies changed; it begins at the first page unless one is named."""
        bodies = changes.pop("bodies", self.chosen.bodies)
        said = changes.pop("text", self.wanted.text)
        other = replace(self, **changes)
        query: Mapping[str, list[str]] = {
            SEARCH: [said] if said else [],
            **replace(self.chosen, bodies=bodies).query(),
            "view": [other.view] if other.view else [],
            "family": [other.family] if other.family else [],
            "page": [str(page)] if page > 1 else [],
        }
        return f"{SEARCH_PATH}?{urlencode({k: v for k, v in query.items() if v}, doseq=True)}"


def asked_for(chosen: Selection) -> Asked:
    """What the address says; what it gets wrong is left out."""
    view, family = st.query_params.get("view", ""), st.query_params.get("family", "")
    return Asked(
        chosen,
        wanted(st.query_params.get(SEARCH, "")),
        view if view in _VIEWS else "",
        cast("Family | None", family if family in get_args(Family) else None),
        page_asked(),
    )


def search_box(asked: Asked) -> None:
    """Enter asks; the address changes with it, and is what the box says in every run."""
    st.session_state[_BOX] = asked.wanted.text
    st.text_input(wording.BOX, key=_BOX, on_change=_typed, placeholder=wording.PLACEHOLDER, help=wording.HELP)


def _typed() -> None:
    said = wanted(str(st.session_state[_BOX])).text
    for name in ("page", "view", "family"):
        st.query_params.pop(name, None)
    if said:
        st.query_params[SEARCH] = said
    else:
        st.query_params.pop(SEARCH, None)
