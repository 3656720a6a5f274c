"""What a body says of itself in words, and where its report begins."""

from __future__ import annotations

from kexie_dash.model.observation import Narrative
from kexie_dash.pages import texts
from kexie_dash.pages import texts_portrait as wording
from kexie_dash.pages.evidence_panel import line_text
from kexie_dash.pages.figures import source_address
from kexie_dash.pages.markup import SOURCE_PATH, Html, element, escape, join, link, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.portrait import FullPortrait
from kexie_dash.store.database import View

#: So many items of a section are printed, so many characters of one.
_MOST, _LONGEST = 8, 160
#: So many lines and characters of the report stand at the end of a portrait.
_LINES, _CHARACTERS = 12, 600


def words_html(found: FullPortrait, chosen: Selection) -> Html:
    """Problems and measures beside each other, then practice and plans."""
    parts = []
    for name, items in found.narratives.items():
        title = text("h3", f"{name}（{len(items)}）" if items else f"{name}：{wording.NO_WORDS}")
        listed = join(element("li", _item(one, found, chosen)) for one in items[:_MOST])
        more = len(items) - _MOST
        if more > 0:
            listed = join([listed, text("li", wording.SEE_ALL_WORDS.format(count=more), "kx-soft")])
        parts.append(element("div", join([title, element("ul", listed, class_="kx-plain")])))
    return element("div", join(parts), class_="kx-words")


def _item(one: Narrative, found: FullPortrait, chosen: Selection) -> Html:
    """In the body's own words, cut where it is long; the line leads to the report."""
    words = " ".join(one.item.split())
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    line = wording.LINE_NUMBER.format(line=one.evidence.line_first)
    return join(
        [
            escape(shown),
            link(
                source_address(chosen, found.base.report, [one.evidence]),
                escape(line),
                "kx-more",
                line_text(found.base.report.file, (one.evidence.line_first, one.evidence.line_last)),
            ),
        ]
    )


def _source(found: FullPortrait, chosen: Selection) -> str:
    report = found.base.report
    return chosen.address(SOURCE_PATH, own=report.body_code, report=report.id)


def report_html(view: View, found: FullPortrait, chosen: Selection) -> Html:
    """The first lines of the report as they are, and the way to the whole of it."""
    document = view.document(found.base.report.id)
    if document is None:
        return escape("")
    lines = [line for line in document.text.split("\n") if line.strip()][:_LINES]
    begin = element("div", element("pre", escape("\n".join(lines)[:_CHARACTERS] + "…")), class_="kx-passage")
    count = len(document.line_starts)
    lead = text("span", wording.WHOLE_REPORT_HINT.format(lines=count))
    to_all = link(_source(found, chosen), escape(texts.SEE_SOURCE))
    return join([element("p", join([to_all, lead], " "), class_="kx-sub"), begin])
