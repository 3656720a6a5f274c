"""What of the targets the address asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast, get_args
from urllib.parse import urlencode

import streamlit as st

from kexie_dash.measures.target_standing import STANDING_LABEL, Standing
from kexie_dash.pages import texts_targets as wording
from kexie_dash.pages.filters import filter_entry, filter_row, page_asked
from kexie_dash.pages.markup import TARGETS_PATH, Html, join
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.targets import Form, TargetFilter, Targets


@dataclass(frozen=True, slots=True)
class Asked:
    """The selection and the filters of the list. page: from 1."""

    chosen: Selection
    filter: TargetFilter
    page: int = 1

    def address(self, *, page: int = 1, chosen: Selection | None = None, **changes: Any) -> str:
        """This page with other filters; it begins at the first page unless one is named."""
        other = replace(self.filter, **changes)
        query: Mapping[str, list[str]] = {
            **(chosen or self.chosen).query(),
            "state": list(other.standings),
            "level": [other.level_1] if other.level_1 else [],
            "kind": [other.kind] if other.kind else [],
            "form": [other.form] if other.form else [],
            "page": [str(page)] if page > 1 else [],
        }
        said = urlencode({name: values for name, values in query.items() if values}, doseq=True)
        return f"{TARGETS_PATH}?{said}" if said else TARGETS_PATH


def asked_for(chosen: Selection, found: Targets) -> Asked:
    """What the address says; what it gets wrong is left out."""
    states = dict.fromkeys(one for one in st.query_params.get_all("state") if one in get_args(Standing))
    form = st.query_params.get("form", "")
    asked = TargetFilter(
        cast("tuple[Standing, ...]", tuple(states)),
        _known("level", found.levels),
        _known("kind", found.kinds),
        cast("Form | None", form if form in get_args(Form) else None),
    )
    return Asked(chosen, asked, page_asked())


def _known(name: str, words: tuple[str, ...]) -> str:
    said = st.query_params.get(name, "")
    return said if said in words else ""


def filters_html(found: Targets, asked: Asked) -> Html:
    """A row a filter."""
    rows = [
        filter_row(wording.BY_STATE, _states(found, asked)),
        filter_row(wording.BY_FORM, _choice(found, asked, "form", wording.ALL_FORMS, wording.FORM)),
    ]
    levels = {name: name for name in found.levels}
    if len(levels) > 1:
        rows.append(
            filter_row(wording.BY_LEVEL, _choice(found, asked, "level_1", wording.ALL_LEVELS, levels))
        )
    kinds = {name: name for name in found.kinds}
    if kinds:
        rows.append(filter_row(wording.BY_KIND, _choice(found, asked, "kind", wording.ALL_KINDS, kinds)))
    return join(rows)


def _states(found: Targets, asked: Asked) -> Iterator[Html]:
    now = tuple(asked.filter.standings)
    counts = found.counted(asked.filter, "standings")
    yield filter_entry(wording.ALL_STATES, sum(counts.values()), asked.address(standings=()), current=not now)
    for one, label in STANDING_LABEL.items():
        if counts.get(one) or now == (one,):
            shown = f"{wording.SIGN[one]} {label}"
            address = asked.address(standings=(one,))
            yield filter_entry(shown, counts.get(one, 0), address, current=now == (one,))


def _choice(found: Targets, asked: Asked, name: str, whole: str, labels: Mapping[str, str]) -> Iterator[Html]:
    now = getattr(asked.filter, name) or ""
    counts = found.counted(asked.filter, name)

    def leading(word: str) -> str:
        changes: dict[str, Any] = {name: word or (None if name == "form" else "")}
        return asked.address(**changes)

    yield filter_entry(whole, None, leading(""), current=not now)
    for word, label in labels.items():
        if counts.get(word) or word == now:
            yield filter_entry(label, counts.get(word, 0), leading(word), current=word == now)
