"""Who says nothing of a page's matter, by name; a long list folds behind its beginning."""

from __future__ import annotations

from collections.abc import Sequence

from kexie_dash.model.report import Report
from kexie_dash.pages.markup import EMPTY, Html, element, join, text

_SHOWN = 12
_ALL = "全部 {count} 份"


def silent_html(reports: Sequence[Report], names: dict[str, str], sentence: str) -> Html:
    """sentence: with a place for the names."""
    if not reports:
        return EMPTY
    said = [f"{names[one.body_code]} {one.year}" for one in reports]
    if len(said) <= _SHOWN:
        return text("p", sentence.format(names="、".join(said)), "kx-sub")
    first = text("p", sentence.format(names="、".join(said[:_SHOWN]) + " 等"), "kx-sub")
    summary = text("summary", _ALL.format(count=len(said)))
    whole = element("details", join([summary, text("p", "、".join(said), "kx-sub")]), class_="kx-quiet")
    return join([first, whole])
