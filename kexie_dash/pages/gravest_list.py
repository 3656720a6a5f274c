"""Findings in short: what is written, what it is held against, both leading to their sentences."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from kexie_dash.charts.format import scale_for
from kexie_dash.model.finding import VERDICT_LABEL, Finding
from kexie_dash.model.report import Report
from kexie_dash.pages import texts_findings
from kexie_dash.pages import texts_overview as wording
from kexie_dash.pages.markup import EMPTY, SOURCE_PATH, Html, element, escape, join, link, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.findings import FoundIn
from kexie_dash.queries.gravest import Side, sides


def findings_html(shown: Iterable[tuple[FoundIn, Html]], chosen: Selection) -> Html:
    """Each finding with whose it is."""
    items = join(element("li", _entry(one, about, chosen), class_="kx-grav") for one, about in shown)
    return element("ul", items, class_="kx-points kx-gravest")


def _entry(one: FoundIn, about: Html, chosen: Selection) -> Html:
    finding = one.finding
    declared, expected = sides(finding)
    figures = [
        join([escape(word), _figure(side, finding, one.report, chosen)], " ")
        for word, side in ((wording.DECLARED, declared), (wording.EXPECTED, expected))
        if side is not None
    ]
    if finding.points is not None:
        points = format(finding.points.normalize(), "f")
        figures.append(text("span", wording.POINTS.format(points=points), "kx-soft"))
    head = join([mark_html(finding, one.report, chosen), about, *figures], "\u2002")
    return join([element("div", head, class_="kx-grav-head"), text("div", finding.message, "kx-soft")])


def mark_html(finding: Finding, report: Report, chosen: Selection) -> Html:
    """▲ and the verdict's sign in its colour, leading to the sentences in the report."""
    verdict = VERDICT_LABEL[finding.verdict]
    words = join([escape("▲"), escape(f"{texts_findings.VERDICT_SIGN[finding.verdict]} {verdict}")])
    return link(
        finding_address(finding, report, chosen), words, f"kx-flag kx-{finding.verdict}", finding.message
    )


def finding_address(finding: Finding, report: Report, chosen: Selection, side: int = 1) -> str:
    """The finding's sentences marked in the report; side: the one that is shown first."""
    address = chosen.address(SOURCE_PATH, own=report.body_code, report=report.id)
    return f"{address}&{urlencode({'finding': finding.id, 'side': side})}"


def _figure(side: Side, finding: Finding, report: Report, chosen: Selection) -> Html:
    shown = _shown(side, finding)
    if not shown:
        return EMPTY
    return link(finding_address(finding, report, chosen, side.number), escape(shown), "kx-figure")


def _shown(side: Side, finding: Finding) -> str:
    """As printed where the check kept the words, else with the unit people read."""
    if side.text:
        return side.text
    if side.value is None:
        return ""
    unit = finding.unit or ""
    return scale_for(unit, [side.value]).with_unit(side.value)
