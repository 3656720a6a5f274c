"""Bodies by years: who has reported, and how much of what should be stated is stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kexie_dash.model.report import KIND_LABEL
from kexie_dash.model.state import STATE_LABEL, STATE_SIGN
from kexie_dash.pages import figures, texts
from kexie_dash.pages import texts_overview as wording
from kexie_dash.pages.markup import BODY_PATH, Column, Html, Table, element, escape, join, link, text
from kexie_dash.pages.selection import Selection
from kexie_dash.queries.bodies import Body
from kexie_dash.queries.reported import Reported, ReportedCell

#: More bodies scroll in a box of their own.
_TALL = 12


def finding(found: Reported, names: Mapping[str, str]) -> str:
    """How many reports there are, and which states least of what it should."""
    cells = [cell for reports in found.cells.values() for cell in reports]
    read = [cell for cell in cells if cell.unread is None]
    said = wording.REPORTED_ALL.format(bodies=len(found.bodies), reports=len(read))
    least = min((c for c in read if c.asked), key=lambda c: (c.stated / c.asked, c.report.id), default=None)
    if least is None or least.stated == least.asked:
        return said
    name = names.get(least.report.body_code, least.report.body)
    return said + wording.REPORTED_LEAST.format(body=name, given=least.stated, asked=least.asked)


def matrix_html(found: Reported, names: Mapping[str, str], chosen: Selection) -> Html:
    table = Table([Column(texts.BODY_COLUMN), *(Column(str(year)) for year in found.years)], wording.REPORTED)
    for body in found.bodies:
        name = names.get(body.code, body.name)
        cells = (_cell(body, year, found.cell(body, year), name, chosen) for year in found.years)
        table.row(_body(body, name, chosen), *cells)
    unread = any(cell.unread is not None for cells in found.cells.values() for cell in cells)
    hint = wording.REPORTED_HINT + (wording.UNREAD_KEY if unread else "")
    tall = " kx-tall" if len(found.bodies) > _TALL else ""
    return join([element("div", table.html(), class_=f"kx-matrix kx-years{tall}"), text("p", hint, "kx-sub")])


def _body(body: Body, name: str, chosen: Selection) -> Html:
    if not body.has_report:
        return escape(name)
    address = chosen.address(BODY_PATH, own=body.code, report="")
    return join([link(address, escape(name), label=body.name), *figures.own_mark(body.code, chosen)], " ")


def _cell(body: Body, year: int, cells: Sequence[ReportedCell], name: str, chosen: Selection) -> Html:
    if not cells:
        said = wording.SIGN_TEXT.format(body=name, year=year, word=STATE_LABEL["no_report"])
        sign = escape(STATE_SIGN["no_report"])
        return element("span", sign, title=said, aria_label=said, role="img", class_="kx-none")
    return join(element("div", _report(cell, name, chosen)) for cell in cells)


def _report(cell: ReportedCell, name: str, chosen: Selection) -> Html:
    report = cell.report
    sign = escape(STATE_SIGN[cell.state])
    if cell.unread is not None:
        said = wording.SIGN_TEXT.format(body=name, year=report.year, word=cell.unread)
        return element("span", join([sign, escape(wording.UNREAD)], " "), title=said)
    kind = report.project or KIND_LABEL[report.kind]
    said = wording.CELL_TEXT.format(
        body=name, year=report.year, kind=kind, asked=cell.asked, given=cell.stated
    )
    address = chosen.address(BODY_PATH, own=report.body_code, report=report.id)
    words = f" {cell.stated}／{cell.asked}" if cell.asked else f" {KIND_LABEL[report.kind]}"
    return link(address, join([sign, escape(words)]), label=said)
