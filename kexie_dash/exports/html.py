"""HTML of files that leave the house. Text becomes Html only by escape(), so it can never be markup."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import NewType

from kexie_dash.exports.clean import clean

Html = NewType("Html", str)
EMPTY = Html("")


def escape(text: object) -> Html:
    """The text as it must be read; what no file may hold is dropped."""
    return Html(html.escape(clean(str(text))[0], quote=True))


def join(parts: Iterable[Html], between: str = "") -> Html:
    return Html(between.join(parts))


def element(tag: str, content: Html, **attributes: str | None) -> Html:
    """class_ for class; an attribute that is None is left out."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    written = "".join(f' {name}="{escape(value)}"' for name, value in named.items() if value is not None)
    return Html(f"<{tag}{written}>{content}</{tag}>")


def text(tag: str, words: object, **attributes: str | None) -> Html:
    """An element around plain text."""
    return element(tag, escape(words), **attributes)


def data_script(key: str, json_text: str) -> Html:
    """JSON a script reads; nothing in it can end the element."""
    safe = json_text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    safe = safe.encode("utf-8", "replace").decode("utf-8")
    return Html(f'<script type="application/json" id="{escape(key)}">{safe}</script>')
