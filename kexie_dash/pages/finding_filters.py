"""The filters of 矛盾核查: links that change the address, each with how many findings it leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast, get_args
from urllib.parse import urlencode

import streamlit as st

from kexie_dash.model.finding import (
    CHECK_KIND_LABEL,
    SEVERITY_LABEL,
    VERDICT_LABEL,
    CheckKind,
    Severity,
    Verdict,
)
from kexie_dash.model.mark import MARK_LABEL, MarkState
from kexie_dash.pages import texts
from kexie_dash.pages import texts_findings as wording
from kexie_dash.pages.markup import FINDINGS_PATH, Html, element, escape, join, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.findings import OPEN_VERDICTS, Findings


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the findings the address asks for. marking: the finding whose form is open. page: from 1."""

    chosen: Selection
    verdicts: tuple[Verdict, ...] = OPEN_VERDICTS
    kinds: tuple[CheckKind, ...] = ()
    severities: tuple[Severity, ...] = ()
    states: tuple[MarkState, ...] = ()
    marking: str = field(default="", kw_only=True)
    page: int = field(default=1, kw_only=True)

    def address(self, **changes: Any) -> str:
        """This page with some of it changed; another filter begins at its first page with no form open."""
        changes = {"marking": "", **changes}
        if not changes.keys() <= {"marking", "page"}:
            changes = {"page": 1, **changes}
        other = replace(self, **changes)
        query: Mapping[str, list[str]] = {
            **other.chosen.query(),
            "verdict": list(other.verdicts) if other.verdicts != OPEN_VERDICTS else [],
            "kind": list(other.kinds),
            "severity": list(other.severities),
            "state": list(other.states),
            "page": [str(other.page)] if other.page > 1 else [],
            "mark": [other.marking] if other.marking else [],
        }
        said = urlencode({name: values for name, values in query.items() if values}, doseq=True)
        return f"{FINDINGS_PATH}?{said}" if said else FINDINGS_PATH


def asked_for(chosen: Selection) -> Asked:
    """What the address says; what it gets wrong is left out."""
    page = st.query_params.get("page", "")
    return Asked(
        chosen,
        cast("tuple[Verdict, ...]", _known("verdict", get_args(Verdict))) or OPEN_VERDICTS,
        cast("tuple[CheckKind, ...]", _known("kind", get_args(CheckKind))),
        cast("tuple[Severity, ...]", _known("severity", get_args(Severity))),
        cast("tuple[MarkState, ...]", _known("state", get_args(MarkState))),
        marking=st.query_params.get("mark", ""),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 and int(page) else 1,
    )


def _known(name: str, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in st.query_params.get_all(name) if word in words))


def view_html(asked: Asked, *, drafting: bool) -> Html:
    """Registered reports, or a draft."""
    entries = [
        _entry(wording.BUILT_VIEW, asked.address(), current=not drafting),
        _entry(wording.DRAFT_VIEW, f"{FINDINGS_PATH}?view=draft", current=drafting),
    ]
    return element("div", join(entries), class_="kx-filter kx-views")


def filters_html(found: Findings, asked: Asked) -> Html:
    """A row a filter."""
    verdicts: list[tuple[str, tuple[Verdict, ...]]] = [(wording.OPEN_ONES, OPEN_VERDICTS)]
    verdicts += [(f"{wording.VERDICT_SIGN[v]} {VERDICT_LABEL[v]}", (v,)) for v in VERDICT_LABEL]
    first = [
        _entry(
            texts.COUNT_OF.format(label=label, count=sum(found.verdicts.get(v, 0) for v in those)),
            asked.address(verdicts=those),
            current=those == asked.verdicts,
        )
        for label, those in verdicts
    ]
    states = {state: f"{wording.MARK_SIGN[state]} {label}" for state, label in MARK_LABEL.items()}
    rows = [
        _row(wording.BY_VERDICT, first),
        _row(wording.BY_MARK, _choice(asked, "states", wording.ALL_MARKS, states, found.states)),
        _row(
            wording.BY_SEVERITY,
            _choice(asked, "severities", wording.ALL_SEVERITIES, SEVERITY_LABEL, found.severities),
        ),
        _row(
            wording.BY_KIND,
            _choice(asked, "kinds", wording.ALL_KINDS, CHECK_KIND_LABEL, found.kinds),
        ),
    ]
    return join(rows)


def _choice(
    asked: Asked, name: str, whole: str, labels: Mapping[Any, str], counts: Mapping[Any, int]
) -> Iterator[Html]:
    now = getattr(asked, name)
    yield _entry(whole, asked.address(**{name: ()}), current=not now)
    for word, label in labels.items():
        if counts.get(word) or (word,) == now:
            said = texts.COUNT_OF.format(label=label, count=counts.get(word, 0))
            yield _entry(said, asked.address(**{name: (word,)}), current=now == (word,))


def _row(title: str, entries: Iterator[Html] | list[Html]) -> Html:
    return element("div", join([text("span", title), *entries]), class_="kx-filter")


def _entry(label: str, address: str, *, current: bool) -> Html:
    return element(
        "a",
        escape(label),
        href=address,
        target="_self",
        data_nav="",
        aria_current="true" if current else None,
    )
