"""A static pack: comparisons as plain HTML that opens from a USB stick or any web server, offline."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import date

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.names import short_names
from kexie_dash.charts.titles import about_words
from kexie_dash.exports import texts
from kexie_dash.exports import texts_site as words
from kexie_dash.exports.choice import Chosen
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.files import FOLDER_MARK
from kexie_dash.exports.html import Html, data_script, element, escape, join, text
from kexie_dash.exports.json_data import to_json_file
from kexie_dash.exports.manifest import manifest_json
from kexie_dash.exports.notes import day_words
from kexie_dash.exports.progress import Progress, part_of, silent
from kexie_dash.exports.rows import comparison_rows
from kexie_dash.exports.site_controls import controls
from kexie_dash.exports.site_look import Look, look_of, script, style_sheet
from kexie_dash.exports.site_page import PackMetric, across_section, metric_section, pack_panel
from kexie_dash.exports.site_rows import panel_json
from kexie_dash.exports.site_side import facets_of, side_json
from kexie_dash.exports.stamp import Stamp, make_stamp, stamp_html, stamp_words
from kexie_dash.exports.table import to_csv
from kexie_dash.queries.panels import panels
from kexie_dash.store.database import View

#: The first picture is drawn before the rest of the page has been read.
_FIRST, _REST = "kexie.first();", "kexie.rest();"
#: Fewer columns are no heat map.
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Site:
    """begin: the page as far as its first picture, with what that is drawn from. rest: all else of it."""

    begin: Html
    rest: Html
    look: Look
    stamp: Stamp


def make_site(view: View, chosen: Chosen, day: date, progress: Progress = silent) -> Site:
    """ExportError where nothing chosen has a figure."""
    found = [_metric(view, chosen, number, progress) for number in range(len(chosen.comparisons))]
    found = [one for one in found if one.panels]
    values = [item.value for one in found for p in one.panels for item in p.panel.values]
    colours = BodyColours(value.body_code for value in values)
    look = look_of((value.body_code for value in values), colours)
    stamp = make_stamp(view, "site", day, values)
    names = short_names({value.body_code: value.body for value in values})
    years = sorted({value.year for value in values}, reverse=True)
    facets = facets_of([p.panel for one in found for p in one.panels])
    progress(0.95, words.PROGRESS_SIDE)
    side = side_json(facets, colours) if len(facets) >= _FEWEST_COLUMNS else {}
    settings = {"words": words.SCRIPT, "colours": look.slots, "side": bool(side)}
    first, *others = (metric_section(one, look) for one in found)
    begin = [
        element("a", escape(words.SKIP), href="#main", class_="skip"),
        element("header", join(_head(view, stamp))),
        controls([one.metric for one in found], facets, names, years),
        Html('<main id="main" tabindex="-1">'),
        first,
        data_script("settings", _json(settings)),
        _data(found[0]),
    ]
    rest = [
        *others,
        across_section(),
        Html("</main>"),
        element("footer", text("p", words.FOOT, class_="soft")),
        *(_data(one) for one in found[1:]),
        data_script("d-side", _json(side)),
    ]
    return Site(join(begin), join(rest), look, stamp)


def single_file(site: Site) -> bytes:
    """Everything in one page."""
    made = script()
    if "</script" in made.lower():
        raise ExportError(words.UNSAFE_SCRIPT)
    style = Html(f"<style>{style_sheet()}</style>")
    return _page(site, style, Html(f"<script>{made}</script>"), f"'sha256-{_digest(made)}'")


def folder_files(
    view: View, chosen: Chosen, site: Site, day: date, progress: Progress = silent
) -> dict[str, bytes]:
    """By relative name: the page, what it needs, the same data as files, a manifest of hashes."""
    style = Html('<link rel="stylesheet" href="assets/site.css">')
    files = {
        "index.html": _page(site, style, Html('<script src="assets/site.js"></script>'), "'self'"),
        "assets/site.css": style_sheet().encode(),
        "assets/site.js": script().encode(),
        texts.README_FILE: words.README.format(
            title=words.TITLE, snapshot=stamp_words(site.stamp), day=day_words(day)
        ).encode(),
    }
    for number, compared in enumerate(chosen.comparisons):
        progress(number / len(chosen.comparisons), words.PROGRESS_DATA.format(label=compared.metric.label))
        about = about_words(compared.metric, compared.snapshot)
        files[f"data/{compared.metric.id}.csv"] = to_csv(comparison_rows(view, compared), about)
        files[f"data/{compared.metric.id}.json"] = to_json_file(view, compared)
    return {**files, FOLDER_MARK: manifest_json(files, view.snapshot, day)}


def make_folder(view: View, chosen: Chosen, day: date, progress: Progress = silent) -> dict[str, bytes]:
    site = make_site(view, chosen, day, part_of(progress, 0.0, 0.7))
    return folder_files(view, chosen, site, day, part_of(progress, 0.7, 1.0))


def _metric(view: View, chosen: Chosen, number: int, progress: Progress) -> PackMetric:
    compared = chosen.comparisons[number]
    progress(
        0.95 * number / len(chosen.comparisons), words.PROGRESS_CHART.format(label=compared.metric.label)
    )
    stated = [panel for panel in panels(compared) if panel.stated]
    made = (pack_panel(view, f"{compared.metric.id}-{at}", panel) for at, panel in enumerate(stated))
    return PackMetric(compared.metric, tuple(made))


def _data(found: PackMetric) -> Html:
    """What the script draws the metric's panels from."""
    made = [panel_json(one.key, one.panel) for one in found.panels]
    return data_script(f"d-{found.metric.id}", _json(made))


def _head(view: View, stamp: Stamp) -> list[Html]:
    said = f"{stamp_words(stamp)}{view.snapshot.notice or ''}"
    return [
        text("h1", words.TITLE),
        text("p", said, class_="soft"),
        text("p", words.LEAD, class_="soft"),
        element("noscript", text("p", words.PLAIN)),
    ]


def _page(site: Site, style: Html, program: Html, source: str) -> bytes:
    look = site.look.css()
    allowed = " ".join((source, *(f"'sha256-{_digest(one)}'" for one in (_FIRST, _REST))))
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )
    head = join(
        [
            Html('<meta charset="utf-8">'),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            Html('<link rel="icon" href="data:,">'),
            text("title", words.TITLE),
            Html(f"<style>{look}</style>"),
            style,
            program,
        ]
    )
    body = join([site.begin, _run(_FIRST), site.rest, Html(stamp_html(site.stamp)), _run(_REST)])
    whole = f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head><body>{body}</body></html>\n'
    return whole.encode("utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _run(call: str) -> Html:
    return Html(f"<script>{call}</script>")


def _digest(made: str) -> str:
    return base64.b64encode(hashlib.sha256(made.encode("utf-8")).digest()).decode()
