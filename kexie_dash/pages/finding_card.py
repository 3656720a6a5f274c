"""One finding as a reader sees it: verdict, message, whose it is, its mark, its sentences side by side."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.model.finding import CHECK_KIND_LABEL, SEVERITY_LABEL, VERDICT_LABEL, Finding
from kexie_dash.model.mark import MARK_LABEL, Mark
from kexie_dash.pages import texts_findings as wording
from kexie_dash.pages.markup import EMPTY, Html, element, escape, join, text
from kexie_dash.queries.findings import Passage


def card_html(
    finding: Finding, about: str, sides: Html, mark: Html = EMPTY, anchor: str | None = None
) -> Html:
    """about: whose it is. sides: the sentences."""
    sign = join([text("b", wording.VERDICT_SIGN[finding.verdict]), escape(VERDICT_LABEL[finding.verdict])])
    verdict = element("div", sign, class_=f"kx-verdict kx-{finding.verdict}")
    words = [
        text("p", finding.message, "kx-message"),
        text("div", _weight(finding, about), "kx-soft"),
        mark,
        sides,
    ]
    return element("div", join([verdict, element("div", join(words))]), class_="kx-finding")


def _weight(finding: Finding, about: str) -> str:
    """Whose it is, what it weighs, which check found it."""
    weight = SEVERITY_LABEL[finding.severity]
    if finding.points is not None:
        weight = wording.POINTS_AT_STAKE.format(points=format(finding.points.normalize(), "f"))
    kind = f"{CHECK_KIND_LABEL[finding.kind]}：{finding.title}"
    return " · ".join(part for part in (about, weight, kind) if part)


def sides_html(shown: Sequence[tuple[Passage, Html]], count: int, *, opened: bool = False) -> Html:
    """Each passage under its place, the declared one first, folded until wanted. count: of all of them."""
    if not shown:
        return EMPTY
    sides = element("div", join(_passage(side, place) for side, place in shown), class_="kx-sides")
    more = (
        text("p", wording.MORE_SENTENCES.format(count=count - len(shown)), "kx-soft")
        if count > len(shown)
        else EMPTY
    )
    summary = text("summary", wording.BOTH_SENTENCES.format(count=count))
    return element("details", join([summary, sides, more]), open="" if opened else None)


def _passage(side: Passage, place: Html) -> Html:
    words = join([escape(side.before), text("mark", side.quote), escape(side.after)])
    body = element("div", element("pre", words), class_="kx-passage")
    return element("figure", join([element("div", place, class_="kx-place"), body]), class_="kx-excerpt")


def mark_html(mark: Mark | None) -> Html:
    """The state as word and shape; then when, by whom, and the words."""
    state = mark.state if mark is not None else "open"
    sign = join([text("b", wording.MARK_SIGN[state]), escape(MARK_LABEL[state])])
    shown = [element("span", sign, class_=f"kx-handled kx-handled-{state}")]
    if mark is not None:
        when = " ".join(filter(None, (mark.time.astimezone().strftime("%Y-%m-%d %H:%M"), mark.by)))
        shown.append(text("span", when, "kx-soft"))
        if mark.note:
            shown.append(text("q" if state == "explained" else "span", mark.note, "kx-note"))
    return join(shown, " ")


def history_html(history: Sequence[Mark]) -> Html:
    """All marks of a finding, the newest first, folded."""
    if not history:
        return EMPTY
    items = join(element("li", mark_html(mark)) for mark in reversed(history))
    summary = text("summary", wording.MARK_HISTORY.format(count=len(history)))
    return element("details", join([summary, element("ul", items, class_="kx-plain")]), class_="kx-history")
