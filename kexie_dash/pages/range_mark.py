"""A value among its peers as a small drawing in the line: their range, median, thresholds, the own mark.

Drawn as boxes, because a page may not carry SVG; the words beside it say the same.
"""

from __future__ import annotations

from decimal import Decimal

from kexie_dash.model.quantity import Bound
from kexie_dash.pages.markup import EMPTY, Html, element, join
from kexie_dash.queries.portrait_metrics import MetricRow

#: Directions in which a bound is open.
_OPEN: dict[Bound, str] = {"at_least": "r", "about": "lr", "at_most": "l", "nearly": "l", "exact": ""}


def range_mark(row: MetricRow, colour: str) -> Html:
    """Empty where there is nobody to stand beside and no line."""
    value = row.value
    if value.value is None or not value.has_figure or (row.peers is None and not row.lines):
        return EMPTY
    places = _places(row, value.value)
    parts = [part("kx-r-axis", left=0, width=100)]
    parts += [part("kx-r-line", left=places[verdict.line.value]) for verdict in row.lines]
    if row.peers is not None:
        low, high = (places[_figure(v.value)] for v in (row.peers.lowest, row.peers.highest))
        parts += [part("kx-r-range", left=low, width=high - low)]
        parts += [part("kx-r-end", left=one) for one in dict.fromkeys((low, high))]
        if row.peers.median is not None:
            parts.append(part("kx-r-median", left=places[row.peers.median.value]))
    parts.append(_own(row, places[value.value], colour))
    return element("span", join(parts), class_="kx-range", aria_hidden="true")


def part(look: str, *, left: float, width: float | None = None, colour: str | None = None) -> Html:
    """A box of the drawing; left, width: in percent of it."""
    style = f"left:{left:.1f}%"
    style += f";width:{width:.1f}%" if width is not None else ""
    style += f";--own:{colour}" if colour else ""
    return element("i", EMPTY, class_=look, style=style)


def _figure(value: Decimal | None) -> Decimal:
    assert value is not None
    return value


def _places(row: MetricRow, own: Decimal) -> dict[Decimal, float]:
    """Percent of the width for everything that is drawn; the outermost of them are its ends."""
    known = [own, *(verdict.line.value for verdict in row.lines)]
    if row.peers is not None:
        known += [_figure(row.peers.lowest.value), _figure(row.peers.highest.value)]
        known += [row.peers.median.value] if row.peers.median is not None else []
    least, span = min(known), max(known) - min(known)
    return {one: float(100 * (one - least) / span) if span else 50.0 for one in dict.fromkeys(known)}


def _own(row: MetricRow, left: float, colour: str) -> Html:
    """Filled where compared, hollow where not, a diamond while under review; an open end has an arrow."""
    look = {"pending_review": " kx-r-pending", "not_comparable": " kx-r-hollow"}.get(row.state, "")
    arrows = [part(f"kx-r-arrow kx-r-{side}", left=left, colour=colour) for side in _OPEN[row.value.bound]]
    return join([*arrows, part(f"kx-r-own{look}", left=left, colour=colour)])
