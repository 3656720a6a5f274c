"""A static pack: comparisons as plain HTML that opens from a USB stick or any web server, offline."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kexie_dash.charts.colours import BodyColours
from kexie_dash.charts.names import short_names
from kexie_dash.charts.titles import about_words
from kexie_dash.exports.choice import Chosen
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.files import FOLDER_MARK
from kexie_dash.exports.html import Html, data_script, element, escape, join, text
from kexie_dash.exports.json_data import to_json_file
from kexie_dash.exports.manifest import manifest_json
from kexie_dash.exports.notes import day_words
from kexie_dash.exports.progress import Progress, part_of, silent
from kexie_dash.exports.rows import comparison_rows
from kexie_dash.exports.site_figures import dark_colours
from kexie_dash.exports.site_page import PackMetric, metric_section, pack_panel, panel_data
from kexie_dash.exports.stamp import Stamp, make_stamp, stamp_html, stamp_words
from kexie_dash.exports.table import to_csv
from kexie_dash.queries.panels import panels
from kexie_dash.store.database import View

_HERE = Path(__file__).resolve().parent
_PLOTLY = _HERE.parent.parent / "static" / "plotly"
TITLE = "科协绩效对照"
_README = """{title}（静态网页包）

用浏览器打开 index.html。可以放在 U 盘、共享目录或任何网页服务器上，不需要安装程序，也不需要联网。
data 目录里是同样的数据（CSV、JSON），每个数字都带依据句子、文件和行号。
{snapshot}
导出日期：{day}
"""


@dataclass(frozen=True, slots=True)
class Site:
    """body: what the page shows. data: what its script reads."""

    body: Html
    data: Html
    stamp: Stamp


def make_site(view: View, chosen: Chosen, day: date, progress: Progress = silent) -> Site:
    """ExportError where nothing chosen has a figure."""
    found = [_metric(view, chosen, number, progress) for number in range(len(chosen.comparisons))]
    found = [one for one in found if one.panels]
    values = [
        i.value for one in found for p in one.panels for b in p.panel.comparison.bands for i in b.values
    ]
    colours = BodyColours(value.body_code for value in values)
    stamp = make_stamp(view, "site", day, values)
    names = short_names({value.body_code: value.body for value in values})
    years = sorted({value.year for value in values}, reverse=True)
    head = [
        text("h1", TITLE),
        text(
            "p",
            f"{stamp_words(stamp)}{view.snapshot.notice or ''}",
            class_="soft",
        ),
        text("p", "数字取自各单位绩效自评报告；同组的才可比较，没有写明的不当作零。", class_="soft"),
    ]
    body = join(
        [
            element("a", escape("跳到图表"), href="#main", class_="skip"),
            element("header", join(head)),
            _controls(found, names, years),
            element("main", join(metric_section(one, colours) for one in found), id="main", tabindex="-1"),
            element(
                "footer",
                text(
                    "p", "离线网页包：不联网，不收集任何信息。点图上的标记，看它的依据句子。", class_="soft"
                ),
            ),
        ]
    )
    settings = data_script("settings", json.dumps({"dark": dict(dark_colours())}))
    return Site(body, join([settings, *(panel_data(one, colours) for one in found)]), stamp)


def single_file(site: Site) -> bytes:
    """Everything in one page."""
    scripts = [_text(_PLOTLY / "plotly-cartesian.min.js"), _text(_HERE / "site.js")]
    if any("</script" in script.lower() for script in scripts):
        raise ExportError("脚本不能放进单个网页，请改用 --out 写成目录。")
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    inline = join(Html(f"<script>{script}</script>") for script in scripts)
    style = Html(f"<style>{_text(_HERE / 'site.css')}</style>")
    return _page(site, style, inline, hashes)


def folder_files(
    view: View, chosen: Chosen, site: Site, day: date, progress: Progress = silent
) -> dict[str, bytes]:
    """By relative name: the page, what it needs, the same data as files, a manifest of hashes."""
    scripts = join(Html(f'<script src="assets/{name}" defer></script>') for name in ("plotly.js", "site.js"))
    style = Html('<link rel="stylesheet" href="assets/site.css">')
    files = {
        "index.html": _page(site, style, scripts, "'self'"),
        "assets/site.css": (_HERE / "site.css").read_bytes(),
        "assets/site.js": (_HERE / "site.js").read_bytes(),
        "assets/plotly.js": (_PLOTLY / "plotly-cartesian.min.js").read_bytes(),
        "assets/plotly-LICENSE.txt": (_PLOTLY / "LICENSE").read_bytes(),
        "说明.txt": _README.format(
            title=TITLE, snapshot=stamp_words(site.stamp), day=day_words(day)
        ).encode(),
    }
    for number, compared in enumerate(chosen.comparisons):
        progress(number / len(chosen.comparisons), f"数据 {compared.metric.label}")
        about = about_words(compared.metric, compared.snapshot)
        files[f"data/{compared.metric.id}.csv"] = to_csv(comparison_rows(view, compared), about)
        files[f"data/{compared.metric.id}.json"] = to_json_file(view, compared)
    return {**files, FOLDER_MARK: manifest_json(files, view.snapshot, day)}


def make_folder(view: View, chosen: Chosen, day: date, progress: Progress = silent) -> dict[str, bytes]:
    site = make_site(view, chosen, day, part_of(progress, 0.0, 0.7))
    return folder_files(view, chosen, site, day, part_of(progress, 0.7, 1.0))


def _metric(view: View, chosen: Chosen, number: int, progress: Progress) -> PackMetric:
    compared = chosen.comparisons[number]
    progress(number / len(chosen.comparisons), f"图表 {compared.metric.label}")
    stated = [panel for panel in panels(compared) if panel.stated]
    made = (pack_panel(view, f"{compared.metric.id}-{at}", panel) for at, panel in enumerate(stated))
    return PackMetric(compared.metric, tuple(made))


def _controls(found: list[PackMetric], names: dict[str, str], years: list[int]) -> Html:
    options = join(text("option", one.metric.label, value=one.metric.id) for one in found)
    metric = element(
        "label", join([text("span", "指标", class_="soft"), element("select", options, name="metric")])
    )
    parts = [
        metric,
        _boxes("year", "年度", [(str(year), str(year)) for year in years]),
        _boxes("body", "单位", sorted(names.items())),
        text("button", "全部显示", type="button", id="reset"),
        text("button", "深色", type="button", id="theme"),
    ]
    return element("nav", element("form", join(parts)), id="controls", aria_label="筛选", hidden="")


def _boxes(name: str, legend: str, options: list[tuple[str, str]]) -> Html:
    boxes = join(
        element(
            "label",
            join([Html(f'<input type="checkbox" name="{name}" value="{escape(value)}">'), escape(said)]),
        )
        for value, said in options
    )
    return element("fieldset", join([text("legend", legend), boxes]))


def _page(site: Site, style: Html, scripts: Html, script_sources: str) -> bytes:
    policy = (
        f"default-src 'none'; script-src {script_sources}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'"
    )
    head = join(
        [
            Html('<meta charset="utf-8">'),
            Html(f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'),
            Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
            Html(stamp_html(site.stamp)),
            Html('<link rel="icon" href="data:,">'),
            text("title", TITLE),
            style,
        ]
    )
    body = join([site.body, site.data, scripts])
    whole = f'<!doctype html>\n<html lang="zh-CN"><head>{head}</head><body>{body}</body></html>\n'
    return whole.encode("utf-8")


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
