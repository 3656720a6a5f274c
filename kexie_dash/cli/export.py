"""`kexie export chart|data METRIC`: a chart as picture, its figures as CSV or XLSX."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from kexie_dash.cli import export_views
from kexie_dash.cli.arguments import Parser, paths_of
from kexie_dash.cli.outcome import ATTENTION, DONE, CommandError, progress, warn
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.files import write_beside
from kexie_dash.queries.comparison import Comparison, UnknownMetricError, comparison
from kexie_dash.store.database import Database, View
from kexie_dash.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

_KINDS = ("dots", "dumbbell", *export_views.KINDS)


def configure(parser: argparse.ArgumentParser) -> None:
    from kexie_dash.exports.image import SIZES

    what = parser.add_subparsers(dest="what", metavar="内容", required=True, parser_class=Parser)
    chart = what.add_parser("chart", help="图表（PNG、SVG）", description="导出图表（PNG、SVG）")
    _common(chart, ("png", "svg"))
    chart.add_argument(
        "--kind", choices=_KINDS, default="dots", help="点图、自报对照、多指标、热力图、散点、参照线"
    )
    export_views.configure_views(chart)
    chart.add_argument("--theme", choices=("light", "dark", "print"), default="light", help="底色")
    chart.add_argument("--size", choices=tuple(SIZES), default="page", help="图幅")
    data = what.add_parser("data", help="数据（CSV、XLSX）", description="导出数据和依据句子（CSV、XLSX）")
    _common(data, ("csv", "xlsx"))


def _common(parser: argparse.ArgumentParser, formats: Sequence[str]) -> None:
    parser.add_argument("metric", metavar="METRIC", help="指标，如 execution_rate；见 kexie metrics")
    parser.add_argument("--year", nargs="+", type=int, action="extend", default=[], metavar="Y", help="年度")
    parser.add_argument(
        "--body", nargs="+", action="extend", default=[], metavar="CODE", help="单位代码、区划代码或名称"
    )
    parser.add_argument(
        "--by", action="append", default=[], metavar="维度=值", help="只要一个分类，如 coverage=system"
    )
    parser.add_argument("--format", choices=formats, help="格式，默认按文件名的后缀")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="写到哪个文件")


def run(arguments: argparse.Namespace) -> int:
    try:
        view = Database(paths_of(arguments).database).view()
        found = _asked(view, arguments)
        content = (
            _chart(view, found, arguments) if arguments.what == "chart" else _data(view, found, arguments)
        )
        write_beside(arguments.out, content)
    except (StoreError, ExportError) as error:
        raise CommandError(str(error)) from error
    for sentence in (*found.unknown, *filter(None, [found.snapshot.notice])):
        warn(f"{sentence.rstrip('。')}。")
    progress(f"已写到 {arguments.out}")
    return ATTENTION if found.unknown or found.snapshot.notice else DONE


def _asked(view: View, arguments: argparse.Namespace) -> Comparison:
    try:
        found = comparison(view, arguments.metric, arguments.year, arguments.body)
    except UnknownMetricError as error:
        known = "、".join(metric.id for metric in view.metrics())
        raise CommandError(f"没有指标“{arguments.metric}”。可以用的有：{known}。") from error
    wanted = _breakdown(arguments.by)
    bands = tuple(band for band in found.bands if all(pair in band.values[0].value.by for pair in wanted))
    if not bands and not found.absent:
        why = "；".join(found.unknown) or "所选的单位、年度和分类没有数值"
        raise CommandError(f"{why}，没有写文件。")
    return replace(found, bands=bands)


def _breakdown(asked: Sequence[str]) -> list[tuple[str, str]]:
    pairs = []
    for text in asked:
        name, mark, said = text.partition("=")
        if not (name and mark and said):
            raise CommandError(f"--by 要写成 维度=值，如 coverage=system，写成了“{text}”。")
        pairs.append((name, said))
    return pairs


def _format(arguments: argparse.Namespace, formats: Sequence[str]) -> str:
    suffix = arguments.out.suffix.lstrip(".").lower()
    chosen = arguments.format or suffix
    if chosen not in formats:
        listed = "、".join(formats)
        raise CommandError(f"请用 --format 说明格式（{listed}），文件名 {arguments.out.name} 看不出来。")
    return str(chosen)


def _chart(view: View, found: Comparison, arguments: argparse.Namespace) -> bytes:
    from kexie_dash.charts.alt import alt_text
    from kexie_dash.charts.dots import dot_plot
    from kexie_dash.charts.dumbbell import dumbbell, dumbbell_captions, is_dumbbell
    from kexie_dash.charts.titles import captions_for
    from kexie_dash.exports.image import ImageFormat, style_for, to_image

    form = cast(ImageFormat, _format(arguments, get_args(ImageFormat)))
    style = style_for(arguments.size, arguments.theme)
    metric, bands, snapshot = found.metric, found.bands, found.snapshot
    if arguments.kind in export_views.KINDS:
        drawn, alt = export_views.draw_view(view, found, arguments, style)
        return to_image(drawn, form, arguments.size, alt)
    if arguments.kind == "dumbbell":
        if not is_dumbbell(metric):
            raise CommandError(f"{metric.label}没有自报数可以对照，请用 --kind dots。")
        words = dumbbell_captions(metric, bands, snapshot)
        figure: Any = dumbbell(metric, bands, words, style, absent=found.absent)
    else:
        figure = dot_plot(metric, bands, captions_for(metric, bands, snapshot), style, absent=found.absent)
    return to_image(figure, form, arguments.size, alt_text(found))


def _data(view: View, found: Comparison, arguments: argparse.Namespace) -> bytes:
    from kexie_dash.charts.titles import about_words
    from kexie_dash.exports.rows import comparison_rows
    from kexie_dash.exports.table import to_csv
    from kexie_dash.exports.workbook import to_xlsx

    form = _format(arguments, ("csv", "xlsx"))
    rows = comparison_rows(view, found)
    if form == "csv":
        return to_csv(rows, about_words(found.metric, found.snapshot))
    return to_xlsx(found.metric, rows, found.snapshot, datetime.now().astimezone().date())
