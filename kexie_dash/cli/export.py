"""`kexie export`: a chart as picture, its figures as data; each larger export is a module `export_…`."""

from __future__ import annotations

import argparse
import importlib
from dataclasses import replace
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
_ONE_METRIC = ("dots", "dumbbell", "bullet")
_IMAGES, _DATA = ("png", "svg", "pdf"), ("csv", "xlsx", "json", "parquet")
#: Modules `cli/export_….py`, each with `configure(what)`.
_PARTS = ("checkup", "database", "documents", "evidence", "site", "workbook")


def configure(parser: argparse.ArgumentParser) -> None:
    from kexie_dash.exports.image import SIZES

    what = parser.add_subparsers(dest="what", metavar="内容", required=True, parser_class=Parser)
    chart = what.add_parser("chart", help="图表（PNG、SVG、PDF）", description="导出图表（PNG、SVG、PDF）")
    _common(chart, _IMAGES)
    chart.add_argument(
        "--kind", choices=_KINDS, default="dots", help="点图、自报对照、多指标、热力图、散点、参照线"
    )
    export_views.configure_views(chart)
    chart.add_argument("--theme", choices=("light", "dark", "print"), default="light", help="底色")
    chart.add_argument("--size", choices=tuple(SIZES), default="page", help="图幅")
    chart.add_argument("--print", action="store_true", help="PNG 按印刷用（每英寸 300 点）")
    data = what.add_parser(
        "data", help="一个指标的数据", description="导出数据和依据句子（CSV、XLSX、JSON、Parquet）"
    )
    _common(data, _DATA)
    for part in _PARTS:
        importlib.import_module(f"kexie_dash.cli.export_{part}").configure(what)


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
    if part := getattr(arguments, "export", None):
        return int(part(arguments))
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
    from kexie_dash.charts.theme import Style
    from kexie_dash.charts.titles import captions_for
    from kexie_dash.exports.image import ImageFormat, fitted, to_image
    from kexie_dash.exports.notes import day_line, picture_notes, today
    from kexie_dash.exports.stamp import figures_stamp

    form = cast(ImageFormat, _format(arguments, get_args(ImageFormat)))
    metric, bands, snapshot = found.metric, found.bands, found.snapshot
    # The figures of several metrics are not defined by the words of the first.
    one = arguments.kind in _ONE_METRIC
    notes = picture_notes(found, today()) if one else (day_line(today()),)
    if arguments.kind in export_views.KINDS:
        drawn, alt = export_views.view_drawn(view, found, arguments)
        figure = fitted(drawn, arguments.size, arguments.theme, notes)
        stamp = figures_stamp(view, found if one else None, today())
        return to_image(figure, form, arguments.size, alt, for_print=arguments.print, stamp=stamp)
    if arguments.kind == "dumbbell" and not is_dumbbell(metric):
        raise CommandError(f"{metric.label}没有自报数可以对照，请用 --kind dots。")

    def draw(style: Style) -> Any:
        if arguments.kind == "dumbbell":
            words = dumbbell_captions(metric, bands, snapshot)
            return dumbbell(metric, bands, words, style, absent=found.absent)
        return dot_plot(metric, bands, captions_for(metric, bands, snapshot), style, absent=found.absent)

    figure = fitted(draw, arguments.size, arguments.theme, notes)
    return to_image(
        figure,
        form,
        arguments.size,
        alt_text(found),
        for_print=arguments.print,
        stamp=figures_stamp(view, found, today()),
    )


def _data(view: View, found: Comparison, arguments: argparse.Namespace) -> bytes:
    form = _format(arguments, _DATA)
    if form == "json":
        from kexie_dash.exports.json_data import to_json_file

        return to_json_file(view, found)
    if form == "parquet":
        from kexie_dash.exports.parquet import to_parquet

        return to_parquet(view, found)
    from kexie_dash.charts.titles import about_words
    from kexie_dash.exports.notes import today
    from kexie_dash.exports.rows import comparison_rows
    from kexie_dash.exports.stamp import figures_stamp, stamp_office
    from kexie_dash.exports.table import to_csv
    from kexie_dash.exports.workbook import to_xlsx

    rows = comparison_rows(view, found)
    if form == "csv":
        return to_csv(rows, about_words(found.metric, found.snapshot))
    made = to_xlsx(found.metric, rows, found.snapshot, today())
    return stamp_office(made, figures_stamp(view, found, today(), "data"))
