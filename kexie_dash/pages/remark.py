"""One remark as a reader sees it: whose it is, the words, the way to their place."""

from __future__ import annotations

from kexie_dash.pages import figures
from kexie_dash.pages import texts_narrative as wording
from kexie_dash.pages.markup import (
    BODY_PATH,
    EMPTY,
    Html,
    element,
    escape,
    join,
    link,
    text,
)
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.narrative import Remark

#: A longer remark is folded behind its beginning.
_LONG, _BEGINNING = 260, 180


def remark_html(remark: Remark, names: dict[str, str], chosen: Selection, more: Html = EMPTY) -> Html:
    """more: what else stands beside the name."""
    report, evidence = remark.report, remark.said.evidence
    code = report.body_code
    portrait = chosen.address(BODY_PATH, own=code, report=report.id)
    look = "kx-own-body" if code == chosen.own else None
    about = [
        link(portrait, escape(names.get(code, report.body)), look),
        figures.year(report.year),
        text("span", remark.section, "kx-soft"),
        more,
    ]
    lines = "–".join(map(str, dict.fromkeys((evidence.line_first, evidence.line_last))))
    place = join(
        [
            text("span", wording.LINE.format(lines=lines), "kx-soft"),
            link(figures.source_address(chosen, report, [evidence]), escape(wording.SEE_SOURCE)),
        ],
        " ",
    )
    head = element("div", join([*(part for part in about if part), place], " "), class_="kx-about")
    return element("div", join([head, _words(evidence.quote)]), class_="kx-remark")


def _words(quote: str) -> Html:
    """Line breaks of the source are none of the sentence's."""
    said = "".join(part.strip() for part in quote.splitlines())
    if len(said) <= _LONG:
        return text("p", said, "kx-quote")
    rest = element(
        "details",
        join([text("summary", wording.REST.format(count=len(said))), text("p", said, "kx-quote")]),
    )
    return join([text("p", f"{said[:_BEGINNING]}……", "kx-quote"), rest])
