"""The marks of the pictures, put together from spans that guide.css draws: a page's HTML may hold no SVG."""

from __future__ import annotations

from collections.abc import Mapping

from kexie_dash.model.quantity import BOUND_SIGN
from kexie_dash.model.state import STATE_SIGN
from kexie_dash.pages.markup import EMPTY, Html, element, escape, join

#: By name of texts_guide.MARKS: classes of guide.css from left to right, or a sign in quotes.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "filled": ("dot",),
    "pair": ("ring", "bar", "dot"),
    "hollow": ("ring",),
    "diamond": ("diamond",),
    "at_least": ("dot", "bar", "right", f"“{BOUND_SIGN['at_least']}”"),
    "about": ("left", "bar", "dot", "bar", "right", f"“{BOUND_SIGN['about']}”"),
    "median": ("tick", "gap", "threshold"),
    "silent": (f"“{STATE_SIGN['not_stated']}”",),
    "absent": (f"“{STATE_SIGN['no_report']}”",),
    "undefined": (f"“{STATE_SIGN['undefined']}”",),
}


def drawn(name: str) -> Html:
    """Its meaning stands beside it in words, so it says nothing itself."""
    return element("span", join(map(_part, _PARTS[name])), class_="kx-guide-sign", aria_hidden="true")


def _part(part: str) -> Html:
    if part.startswith("“"):
        return element("b", escape(part.strip("“”")))
    return element("i", EMPTY, class_=f"kx-guide-sign-{part}")
