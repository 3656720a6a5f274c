"""The further pictures of 横向对比 for `kexie export chart`: several metrics, heat map, scatter, bullets."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from kexie_dash.cli.outcome import CommandError
from kexie_dash.queries.catalogue import HEADLINE
from kexie_dash.queries.comparison import Comparison, UnknownMetricError
from kexie_dash.queries.facets import Facet, facet, key_for
from kexie_dash.queries.panels import panels
from kexie_dash.queries.side_by_side import SideBySide, side_by_side
from kexie_dash.store.database import View

if TYPE_CHECKING:
    from kexie_dash.charts.theme import Style

Drawn = tuple["Callable[[Style], Any]", str]
KINDS = ("multi", "heatmap", "scatter", "bullet")
_FEWEST = 2


def configure_views(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--also", "--against-metric", nargs="+", action="extend", default=[], metavar="METRIC[.口径]",
        help="并列的其他指标（散点图取第一个作纵轴），如 self_score、budget_by_stage.executed",
    )  # fmt: skip
    parser.add_argument(
        "--line",
        default="",
        metavar="N|median",
        help="对照图的参照线：指标词典里的第几条，或组内中位数（median）",
    )


def view_drawn(view: View, found: Comparison, arguments: argparse.Namespace) -> Drawn:
    """What draws the figure for a style, and the same in words."""
    if arguments.kind == "bullet":
        return _bullet(found, arguments.line)
    table = side_by_side(_facets(view, found, arguments))
    if not table.rows:
        raise CommandError("所选的单位、年度和分类没有数值，没有写文件。")
    return _side(table, arguments.kind)


def _side(table: SideBySide, kind: str) -> Drawn:
    from kexie_dash.charts import heat, multiples, scatter, scatter_words, side_words

    if kind == "scatter":
        words = scatter_words.scatter_captions(table)
        return lambda style: scatter.scatter(table, words, style), scatter_words.scatter_alt(table)
    if kind == "heatmap":
        words = side_words.heat_captions(table)
        return lambda style: heat.heat_map(table, words, style), side_words.side_alt(
            table, "热力图", words.title
        )
    words = side_words.multiples_captions(table)
    return lambda style: multiples.multiples(table, words, style), side_words.side_alt(
        table, "多指标点图", words.title
    )


def _bullet(found: Comparison, line: str) -> Drawn:
    from kexie_dash.charts.bullet import bullet, bullet_choices
    from kexie_dash.charts.bullet_words import bullet_alt, bullet_captions

    metric, bands = found.metric, found.bands
    choices = bullet_choices(metric, bands)
    if not choices:
        raise CommandError(
            f"{metric.label}没有参照线，同组可比的也不足三家，没有可以对照的数。请用 --kind dots。"
        )
    if line and line not in choices:
        raise CommandError(f"--line 可以写 {'、'.join(choices)}，写成了“{line}”。")
    chosen = line or choices[0]
    words = bullet_captions(metric, bands, chosen, found.snapshot)
    alt = bullet_alt(metric, bands, chosen, found.absent)
    return lambda style: bullet(metric, bands, chosen, words, style, absent=found.absent), alt


def _facets(view: View, found: Comparison, arguments: argparse.Namespace) -> Sequence[Facet]:
    """The metric asked for in the breakdown most bodies state, then the further ones."""
    panel = max(panels(found), key=lambda one: len(one.stated))
    first = Facet(key_for(found.metric.id, panel.key), panel)
    known = {metric.id for metric in view.metrics()}
    also = arguments.also or [one for one in HEADLINE if one != found.metric.id and one in known]
    facets = {first.key: first}
    for key in also[:1] if arguments.kind == "scatter" else also:
        try:
            one = facet(view, key, arguments.year, arguments.body, near=panel.by)
        except UnknownMetricError as error:
            raise CommandError(f"没有指标“{key}”，见 kexie metrics。") from error
        if one.unknown:
            raise CommandError(f"{one.metric.label}没有统计口径“{one.unknown}”。")
        facets.setdefault(one.key, one)
    if len(facets) < _FEWEST:
        raise CommandError("请用 --also 再说一个不同的指标。")
    return tuple(facets.values())
