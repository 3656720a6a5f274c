"""Safe HTML. Text becomes Html only by escape(), so that a report's words can never be markup."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NewType
from urllib.parse import urlencode

Html = NewType("Html", str)

EMPTY = Html("")
#: The address of each page; the first page is the root.
OVERVIEW_PATH, COMPARE_PATH, BODY_PATH, FINDINGS_PATH, SOURCE_PATH, EVIDENCE_PATH, DICTIONARY_PATH = (
    "/",
    "/compare",
    "/body",
    "/findings",
    "/source",
    "/evidence",
    "/dictionary",
)
RULER_PATH = "/ruler"
GUIDE_PATH = "/guide"
TARGETS_PATH, NARRATIVE_PATH, SEARCH_PATH = "/targets", "/narrative", "/search"
TREND_PATH, ACTIVITIES_PATH = "/trend", "/activities"
BRIEFING_PATH = "/briefing"

#: What is looked for, in the address of the dictionary and of 检索.
SEARCH = "q"
#: Stretches of a report's text (start-end in code points), so many at most, in the address of 报告原文.
SPAN, SPANS_BETWEEN, MOST_SPANS = "span", ".", 40
#: Whose buttons to take something away are open, in the address of any page.
TAKE = "take"

#: Signs below the space, but for line breaks and tabs, are read as spaces.
_CONTROL = {code: " " for code in range(32) if chr(code) not in "\n\t"}


def escape(text: object) -> Html:
    """The text as it must be read, whatever it contains; control characters would end the message."""
    shown = str(text).translate(_CONTROL)
    if not shown.isascii():
        shown = shown.encode("utf-8", "replace").decode("utf-8")
    return Html(html.escape(shown, quote=True))


def join(parts: Iterable[Html], between: str = "") -> Html:
    return Html(str(escape(between)).join(parts))


def element(tag: str, content: Html, **attributes: str | None) -> Html:
    """class_ for class; an attribute that is None is left out."""
    return Html(f"{void(tag, **attributes)}{content}</{tag}>")


def void(tag: str, **attributes: str | None) -> Html:
    """An element without content and end, such as a field of a form."""
    written = [
        f' {_attribute(name)}="{escape(value)}"' for name, value in attributes.items() if value is not None
    ]
    return Html(f"<{tag}{''.join(written)}>")


@cache
def _attribute(name: str) -> str:
    """As HTML writes it: class_ is class, data_nav is data-nav."""
    return name.rstrip("_").replace("_", "-")


def with_parameters(address: str, **more: str) -> str:
    """The address with further parameters, whether or not it has some."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(more)}"


def text(tag: str, content: object, class_: str | None = None) -> Html:
    """An element around plain text."""
    return element(tag, escape(content), class_=class_)


def link(href: str, content: Html, class_: str | None = None, label: str | None = None) -> Html:
    """A link to a page of the dashboard; navigate.js follows it without loading the page anew."""
    return element(
        "a", content, href=href, target="_self", data_nav="", class_=class_, title=label, aria_label=None
    )


@dataclass(frozen=True, slots=True)
class Column:
    """numeric: figures stand right-aligned in tabular digits."""

    title: str
    numeric: bool = False


#: More columns than these stand closer together.
_MANY = 9


@dataclass(slots=True)
class Table:
    """Rows of cells, in groups with a heading each; cells are Html already."""

    columns: Sequence[Column]
    caption: str
    groups: list[tuple[str, list[tuple[Html, ...]]]] = field(default_factory=list)

    def group(self, title: str) -> None:
        self.groups.append((title, []))

    def row(self, *cells: Html) -> None:
        if not self.groups:
            self.group("")
        self.groups[-1][1].append(cells)

    def html(self) -> Html:
        """The table, in a box that scrolls sideways where the screen is narrow."""
        head = join(
            element("th", escape(column.title), scope="col", class_=_numeric(column))
            for column in self.columns
        )
        body = join(self._group(title, rows) for title, rows in self.groups)
        caption = element("caption", escape(self.caption), class_="kx-hidden")
        look = "kx-table kx-many" if len(self.columns) > _MANY else "kx-table"
        table = element("table", join([caption, element("thead", element("tr", head)), body]), class_=look)
        return element("div", table, class_="kx-scroll", tabindex="0", role="region", aria_label=self.caption)

    def _group(self, title: str, rows: Sequence[tuple[Html, ...]]) -> Html:
        span = str(len(self.columns))
        heading = (
            element("tr", element("th", escape(title), colspan=span, scope="rowgroup")) if title else EMPTY
        )
        return element("tbody", join([heading, *(self._row(cells) for cells in rows)]))

    def _row(self, cells: Sequence[Html]) -> Html:
        first = element("th", cells[0], scope="row", data_label=self.columns[0].title)
        rest = (
            element("td", cell, class_=_numeric(column), data_label=column.title)
            for column, cell in zip(self.columns[1:], cells[1:], strict=True)
        )
        return element("tr", join([first, *rest]))


def _numeric(column: Column) -> str | None:
    return "kx-number" if column.numeric else None
