"""单位体检单 as one page of A4 that the browser prints to PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2

from kexie_dash.charts import texts as shared
from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.theme import THEMES
from kexie_dash.exports import browser
from kexie_dash.exports import texts_checkup as wording
from kexie_dash.exports.checkup import Checkup, Line, MoneyRow
from kexie_dash.exports.checkup_fit import ROOMS, Room, rest, room_for, sparser
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.html import EMPTY, Html, element, escape, join, text
from kexie_dash.exports.stamp import stamp_html, stamp_picture

_CSS = """
@page { size: A4; margin: 12mm 14mm; }
* { box-sizing: border-box; }
body { margin: 0; color: #1f1e1c; font: 9pt/1.4 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "Source Han Sans SC", sans-serif; }
h1 { font-size: 18pt; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 10.5pt; margin: 9pt 0 2pt; border-bottom: 0.75pt solid #8a867f; padding-bottom: 1pt; }
p { margin: 1pt 0; overflow-wrap: anywhere; }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 12pt; border-bottom: 1.5pt solid #1f1e1c; padding-bottom: 3pt; }
header span { white-space: nowrap; font-size: 12pt; font-weight: 600; }
.soft { color: #5f5b55; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { text-align: left; vertical-align: top; padding: 1.6pt 4pt 1.6pt 0; border-bottom: 0.4pt solid #d8d5cf; font-weight: 400; overflow-wrap: anywhere; }
thead th { color: #5f5b55; }
tbody th { font-weight: 600; }
.figure { font-size: 11pt; font-weight: 700; font-variant-numeric: tabular-nums; }
.halves { display: grid; grid-template-columns: 1fr 1fr; gap: 0 16pt; }
.halves > * { min-width: 0; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin: 1pt 0; overflow-wrap: anywhere; }
li b { font-variant-numeric: tabular-nums; }
.contradicts { color: #b3261e; font-weight: 700; }
.undecided { color: #8a6d00; font-weight: 700; }
.money { display: grid; grid-template-columns: 46pt 1fr; gap: 2pt 4pt; align-items: center; }
.bar { position: relative; height: 12pt; }
.bar i { position: absolute; inset: 1pt auto 1pt 0; opacity: 0.3; }
.bar span { position: absolute; left: 2pt; top: 0; line-height: 12pt; white-space: nowrap; }
footer { margin-top: 8pt; border-top: 0.75pt solid #8a867f; padding-top: 2pt; font-size: 8pt; }
"""  # noqa: E501
_BOLDER = 2
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def checkup_pdf(sheet: Checkup) -> bytes:
    """Exactly one page: what would not fit is counted. ExportError where browser or font is missing."""
    # The printer says exactly what fits, so it may begin with more than the estimate allows.
    room: Room | None = ROOMS[max(ROOMS.index(room_for(sheet)) - _BOLDER, 0)]
    while room is not None:
        printed = browser.print_pdf(checkup_html(sheet, room))
        if len(pypdfium2.PdfDocument(io.BytesIO(printed))) == 1:
            title = wording.TITLE_OF_YEAR.format(body=sheet.report.body, year=sheet.report.year)
            return stamp_picture(printed, "pdf", sheet.stamp, title)
        room = sparser(room)
    raise ExportError(wording.NO_ROOM.format(body=sheet.report.body))


def checkup_html(sheet: Checkup, room: Room) -> str:
    head = join(
        [
            Html('<meta charset="utf-8">'),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'),
            text("title", wording.TITLE.format(body=sheet.report.body)),
            Html(f"<style>{_CSS}</style>"),
            Html(stamp_html(sheet.stamp)),
        ]
    )
    body = join(
        [
            element("header", join([text("h1", _cut(sheet.report.body)), text("span", wording.NAME)])),
            text("p", sheet.lead, class_="soft"),
            text("h2", sheet.heading),
            _head(sheet),
            element(
                "div",
                join([_money(sheet), _score(sheet, room), _targets(sheet, room), _silent(sheet, room)]),
                class_="halves",
            ),
            text("h2", wording.FINDINGS),
            text("p", sheet.verdicts),
            _lines(sheet.findings, room.findings, "findings"),
            element("footer", text("p", sheet.foot), class_="soft"),
        ]
    )
    return f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head><body>{body}</body></html>\n'


def _cut(name: str) -> str:
    return name if len(name) <= 48 else name[:47] + "…"


def _head(sheet: Checkup) -> Html:
    widths = ("27%", "19%", "22%", "11%", "21%")
    columns = join(Html(f'<col style="width:{width}">') for width in widths)
    titles = element("tr", join(text("th", name, scope="col") for name in wording.HEAD))
    rows = join(
        element(
            "tr",
            join(
                [
                    text("th", row.name, scope="row"),
                    text("td", row.value, class_="figure"),
                    text("td", row.peers or "–"),
                    text("td", row.median or "–"),
                    text("td", row.aside),
                ]
            ),
        )
        for row in sheet.head
    )
    return element("table", join([columns, element("thead", titles), element("tbody", rows)]))


def _money(sheet: Checkup) -> Html:
    colour = BodyColours([sheet.report.body_code]).of(sheet.report.body_code, THEMES["light"])
    bars = join(join([text("div", row.label), _bar(row, colour)]) for row in sheet.money)
    return element("section", join([text("h2", wording.MONEY), element("div", bars, class_="money")]))


def _bar(row: MoneyRow, colour: str) -> Html:
    ink = EMPTY if row.share is None else Html(f'<i style="width:{row.share:.1%};background:{colour}"></i>')
    words = element("span", join([text("b", row.amount), Html("\u2002"), escape(row.of_budget)]))
    return element("div", join([ink, words]), class_="bar")


def _score(sheet: Checkup, room: Room) -> Html:
    losses = _lines(sheet.losses, room.losses, "losses")
    return element("section", join([text("h2", wording.SCORE_AND_LOSSES), text("p", sheet.score), losses]))


def _targets(sheet: Checkup, room: Room) -> Html:
    unmet = _lines(sheet.unmet, room.unmet, "unmet")
    return element("section", join([text("h2", wording.TARGETS), text("p", sheet.targets), unmet]))


def _silent(sheet: Checkup, room: Room) -> Html:
    shown = [text("li", one) for one in sheet.caveats[: room.caveats]]
    more = rest("caveats", len(shown), len(sheet.caveats))
    shown += [text("li", more, class_="soft")] if more else []
    return element(
        "section",
        join([text("h2", wording.SILENCE_AND_CAVEATS), text("p", sheet.silent), element("ul", join(shown))]),
    )


def _lines(lines: Sequence[Line], most: int, what: str) -> Html:
    items = [element("li", _line(one)) for one in lines[:most]]
    more = rest(what, len(items), len(lines))
    return element("ul", join([*items, text("li", more, class_="soft")] if more else items))


def _line(one: Line) -> Html:
    kind = {"✕": "contradicts", "?": "undecided"}.get(one.sign)
    word = text("b", f"{one.sign} {one.word}".strip(), class_=kind)
    place = (
        element("span", escape(shared.IN_BRACKETS.format(said=one.place)), class_="soft")
        if one.place
        else EMPTY
    )
    return join([word, Html(" "), escape(one.text), place])
