"""`kexie search WORDS`: passages, figures and metrics that hold all the words, with their exact place."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from kexie_dash.cli.arguments import paths_of
from kexie_dash.cli.outcome import ATTENTION, DONE, CommandError, warn
from kexie_dash.cli.table import format_table
from kexie_dash.exports.evidence_record import evidence_record
from kexie_dash.exports.json_text import to_json
from kexie_dash.model.assessment import Metric
from kexie_dash.model.observation import Family
from kexie_dash.queries.bodies import find_bodies
from kexie_dash.queries.search import Passage, Passages, passages_with
from kexie_dash.queries.search_figures import Figure, Figures, figures_with, metrics_with
from kexie_dash.queries.search_words import Wanted, wanted
from kexie_dash.store.database import Database
from kexie_dash.store.errors import StoreError

_HEAD = ("种类", "单位", "年度", "行", "标题", "内容")
_MOST = 20


@dataclass(frozen=True, slots=True)
class _Found:
    passages: Passages
    figures: Figures
    metrics: tuple[Metric, ...]


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", metavar="WORDS", help="要找的词，都要有；“ ”里的要连在一起")
    parser.add_argument("--year", nargs="+", type=int, action="extend", default=[], metavar="Y", help="年度")
    parser.add_argument(
        "--body", nargs="+", action="extend", default=[], metavar="CODE", help="单位代码、区划代码或名称"
    )
    parser.add_argument("--family", choices=get_args(Family), help="只要这一种数字")
    parser.add_argument("--most", type=int, default=_MOST, metavar="N", help=f"各打印多少条（默认 {_MOST}）")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="输出格式")


def run(arguments: argparse.Namespace) -> int:
    asked = wanted(" ".join(arguments.words))
    if not asked.words:
        raise CommandError("没有写要找的词。")
    most = max(arguments.most, 0)
    try:
        view = Database(paths_of(arguments).database).view()
        known = find_bodies(view, arguments.body)
        codes = [body.code for body in known.bodies]
        if known.unknown and not codes:
            raise CommandError(f"{'；'.join(known.unknown)}。")
        years = arguments.year
        found = _Found(
            passages_with(view, asked, bodies=codes, years=years, most=most),
            figures_with(view, asked, bodies=codes, years=years, family=arguments.family, most=most),
            metrics_with(view, asked),
        )
    except StoreError as error:
        raise CommandError(str(error)) from error
    for sentence in (*known.unknown, *filter(None, [view.snapshot.notice])):
        warn(f"{sentence.rstrip('。')}。")
    print(to_json(_record(asked, found)) if arguments.format == "json" else _table(asked, found))
    return ATTENTION if known.unknown or view.snapshot.notice else DONE


def _record(asked: Wanted, found: _Found) -> dict[str, Any]:
    return {
        "words": [word.shown for word in asked.words],
        "counts": {
            "passages": found.passages.count,
            "hits": found.passages.hits,
            "figures": found.figures.count,
            "metrics": len(found.metrics),
        },
        "passages": [_passage(one) for one in found.passages.shown],
        "figures": [_figure(one) for one in found.figures.shown],
        "metrics": [
            {"id": one.id, "label": one.label, "definition": one.definition} for one in found.metrics
        ],
    }


def _passage(one: Passage) -> dict[str, Any]:
    report = one.report
    return {
        "report": report.id,
        "body_code": report.body_code,
        "body": report.body,
        "year": report.year,
        "headings": one.headings,
        "line_first": one.lines[0],
        "line_last": one.lines[1],
        "page": one.page,
        "text": "".join(part.text for part in one.parts),
        "hits": [evidence_record(hit) for hit in one.hits],
    }


def _figure(one: Figure) -> dict[str, Any]:
    o = one.observation
    return {
        "id": o.id,
        "report": one.report.id,
        "body_code": one.report.body_code,
        "body": one.report.body,
        "year": one.report.year,
        "family": o.family,
        "label": o.label,
        "subject": o.subject,
        "value": o.value,
        "unit": o.unit,
        "value_text": o.value_text,
        "bound": o.bound,
        "evidence": evidence_record(o.evidence),
    }


def _table(asked: Wanted, found: _Found) -> str:
    passages, figures = found.passages, found.figures
    said = (
        f"“{asked.text}”：{passages.reports} 份报告的 {passages.count} 段里有 {passages.hits} 处；"
        f"数字 {figures.count} 个；指标 {len(found.metrics)} 个。"
    )
    rows: list[Sequence[str]] = [
        (
            "原文",
            one.report.body,
            str(one.report.year),
            str(one.hits[0].line_first),
            " › ".join(one.headings[-1:]),
            "".join(f"【{part.text}】" if part.hit else part.text for part in one.parts),
        )
        for one in passages.shown
    ]
    rows += [
        (
            "数字",
            one.report.body,
            str(one.report.year),
            str(one.observation.evidence.line_first),
            one.observation.subject,
            f"{one.observation.label}：{one.observation.value_text}",
        )
        for one in figures.shown
    ]
    rows += [("指标", "", "", "", one.id, one.label) for one in found.metrics]
    return f"{said}\n\n{format_table(_HEAD, rows)}" if rows else said
