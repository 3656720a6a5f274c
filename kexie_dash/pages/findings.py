"""矛盾核查: where a report does not agree with itself, the gravest first, with the sentences side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args
from urllib.parse import urlencode

import streamlit as st

from kexie_dash.charts.names import short_names
from kexie_dash.model.finding import (
    CHECK_KIND_LABEL,
    SEVERITY_LABEL,
    VERDICT_LABEL,
    CheckKind,
    Verdict,
)
from kexie_dash.pages import choices, texts
from kexie_dash.pages.evidence_panel import line_text
from kexie_dash.pages.frame import asset, foot, guarded, heading, notice, opening, start
from kexie_dash.pages.markup import EMPTY, FINDINGS_PATH, SOURCE_PATH, Html, element, escape, join, link, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.catalogue import Catalogue
from kexie_dash.queries.findings import OPEN_VERDICTS, Findings, FoundIn, Passage, findings, passages
from kexie_dash.store.database import View

#: So many at once; the rest is reached by choosing.
_MOST = 80
#: So many sentences of a finding are shown; a column of a table may have dozens.
_MOST_SENTENCES = 4


@guarded
def show() -> None:
    view, known, chosen = start()
    st.html(asset("findings.css"))
    if not known.reports:
        heading(texts.FINDINGS)
        notice(texts.NO_REPORTS, texts.NO_REPORTS_REMEDY)
        return
    verdicts, kinds = _asked()
    found = findings(view, bodies=chosen.bodies, years=chosen.years, verdicts=verdicts, kinds=kinds)
    heading(texts.FINDINGS, escape(_lead(found)))
    opening(view, known, chosen)
    left, right = st.columns([6, 4])
    with left:
        choices.body_choice(known, chosen)
    with right:
        choices.year_choice(known, chosen)
    st.html(
        join([_verdict_filter(found, chosen, verdicts, kinds), _kind_filter(found, chosen, verdicts, kinds)])
    )
    st.html(text("p", texts.FINDINGS_HINT, "kx-sub"))
    _list(view, known, found, chosen)
    foot(view)


def _lead(found: Findings) -> str:
    counted = {verdict: found.verdicts.get(verdict, 0) for verdict in get_args(Verdict)}
    return texts.FINDINGS_LEAD.format(count=sum(counted.values()), **counted)


def _asked() -> tuple[tuple[Verdict, ...], tuple[CheckKind, ...]]:
    """Verdicts and kinds of the address; what it gets wrong is left out."""
    verdicts = [v for v in st.query_params.get_all("verdict") if v in get_args(Verdict)]
    kinds = [k for k in st.query_params.get_all("kind") if k in get_args(CheckKind)]
    return tuple(cast("list[Verdict]", verdicts)) or OPEN_VERDICTS, tuple(cast("list[CheckKind]", kinds))


def _verdict_filter(
    found: Findings, chosen: Selection, verdicts: tuple[Verdict, ...], kinds: tuple[CheckKind, ...]
) -> Html:
    options: list[tuple[str, tuple[Verdict, ...]]] = [(texts.OPEN_ONES, OPEN_VERDICTS)]
    options += [(f"{texts.VERDICT_SIGN[v]} {VERDICT_LABEL[v]}", (v,)) for v in VERDICT_LABEL]
    entries = [
        _entry(
            texts.COUNT_OF.format(label=label, count=sum(found.verdicts.get(v, 0) for v in those)),
            _address(chosen, those, kinds),
            current=those == verdicts,
        )
        for label, those in options
    ]
    return element("div", join([text("span", texts.BY_VERDICT), *entries]), class_="kx-filter")


def _kind_filter(
    found: Findings, chosen: Selection, verdicts: tuple[Verdict, ...], kinds: tuple[CheckKind, ...]
) -> Html:
    entries = [_entry(texts.ALL_KINDS, _address(chosen, verdicts, ()), current=not kinds)]
    for kind, label in CHECK_KIND_LABEL.items():
        count = found.kinds.get(kind, 0)
        if count:
            said = texts.COUNT_OF.format(label=label, count=count)
            entries.append(_entry(said, _address(chosen, verdicts, (kind,)), current=kinds == (kind,)))
    return element("div", join([text("span", texts.BY_KIND), *entries]), class_="kx-filter")


def _entry(label: str, address: str, *, current: bool) -> Html:
    return element(
        "a",
        escape(label),
        href=address,
        target="_self",
        data_nav="",
        aria_current="true" if current else None,
    )


def _address(chosen: Selection, verdicts: tuple[Verdict, ...], kinds: tuple[CheckKind, ...]) -> str:
    """This page with the selection kept; the usual verdicts need not be said."""
    query: Mapping[str, list[str]] = {
        **chosen.query(),
        "verdict": list(verdicts) if verdicts != OPEN_VERDICTS else [],
        "kind": list(kinds),
    }
    said = urlencode({name: values for name, values in query.items() if values}, doseq=True)
    return f"{FINDINGS_PATH}?{said}" if said else FINDINGS_PATH


def _list(view: View, known: Catalogue, found: Findings, chosen: Selection) -> None:
    if not found.shown:
        st.html(text("p", texts.NO_FINDINGS, "kx-lead"))
        return
    names = short_names({body.code: body.name for body in known.bodies})
    items = (element("li", _finding(view, one, names, chosen)) for one in found.shown[:_MOST])
    st.html(element("ul", join(items), class_="kx-findings"))
    if len(found.shown) > _MOST:
        st.html(text("p", texts.SHOWN_OF.format(shown=_MOST, count=len(found.shown)), "kx-sub"))


def _finding(view: View, one: FoundIn, names: Mapping[str, str], chosen: Selection) -> Html:
    finding = one.finding
    sign = join([text("b", texts.VERDICT_SIGN[finding.verdict]), escape(VERDICT_LABEL[finding.verdict])])
    verdict = element("div", sign, class_=f"kx-verdict kx-{finding.verdict}")
    words = [
        text("p", finding.message, "kx-message"),
        text("div", _about(one, names), "kx-soft"),
        _sides(view, one, chosen),
    ]
    return element("div", join([verdict, element("div", join(words))]), class_="kx-finding")


def _about(one: FoundIn, names: Mapping[str, str]) -> str:
    """Whose it is, what it weighs, which check found it."""
    report, finding = one.report, one.finding
    weight = SEVERITY_LABEL[finding.severity]
    if finding.points is not None:
        weight = texts.POINTS_AT_STAKE.format(points=format(finding.points.normalize(), "f"))
    kind = f"{CHECK_KIND_LABEL[finding.kind]}：{finding.title}"
    return " · ".join((f"{names.get(report.body_code, report.body)} {report.year} 年", weight, kind))


def _sides(view: View, one: FoundIn, chosen: Selection) -> Html:
    """The declared sentence and what it was held against, folded away until wanted."""
    shown = passages(view, one, _MOST_SENTENCES)
    if not shown:
        return EMPTY
    count = len(one.finding.evidence)
    sides = element("div", join(_passage(one, side, chosen) for side in shown), class_="kx-sides")
    more = (
        text("p", texts.MORE_SENTENCES.format(count=count - len(shown)), "kx-soft")
        if count > len(shown)
        else EMPTY
    )
    summary = text("summary", texts.BOTH_SENTENCES.format(count=count))
    return element("details", join([summary, sides, more]))


def _passage(one: FoundIn, side: Passage, chosen: Selection) -> Html:
    place = line_text(one.report.file, (side.evidence.line_first, side.evidence.line_last))
    body = element(
        "div",
        element("pre", join([escape(side.before), text("mark", side.quote), escape(side.after)])),
        class_="kx-passage",
    )
    address = chosen.address(SOURCE_PATH, own=one.report.body_code, report=one.report.id)
    if side.observation:
        address += f"&{urlencode({'obs': side.observation})}"
    head = element(
        "div", join([escape(place), link(address, escape(texts.SEE_IN_SOURCE))], " "), class_="kx-place"
    )
    return element("figure", join([head, body]), class_="kx-excerpt")
