"""`kexie score [REPORT|FILE …]`: any report by a rubric that prints its rules, built in or not."""

from __future__ import annotations

import argparse
import logging
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from kexie_dash.cli.arguments import paths_of
from kexie_dash.cli.outcome import ATTENTION, DONE, CommandError, progress, warn
from kexie_dash.cli.score_file import Scored, score_file
from kexie_dash.cli.table import format_table
from kexie_dash.definitions.problem import DefinitionError
from kexie_dash.definitions.rubrics import RubricEntry, load_rubrics
from kexie_dash.exports.evidence_record import evidence_record
from kexie_dash.exports.json_text import to_json
from kexie_dash.model.assessment import Operand
from kexie_dash.model.quantity import round_half_up
from kexie_dash.model.rubric import SCORE_STATE_LABEL, IndicatorScore, PartScore, RubricScore
from kexie_dash.reading import ReadError
from kexie_dash.scoring import score
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database, View
from kexie_dash.store.errors import StoreError
from kexie_dash.store.records import plain

_log = logging.getLogger(__name__)
_HEAD = ("报告", "指标", "分值", "按规则", "自评", "判定", "缺什么")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "reports", nargs="*", metavar="REPORT|FILE", help="报告编号或报告文件；不写则给库中全部报告打分"
    )
    parser.add_argument("--rubric", metavar="ID", help="评分体系的编号；不写则用全部印有规则的体系")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="输出格式")


def run(arguments: argparse.Namespace) -> int:
    paths, rubrics = paths_of(arguments), _rubrics(arguments.rubric)
    failed: list[str] = []
    scored = (
        _named(paths, arguments.reports, rubrics, failed) if arguments.reports else _built(paths, rubrics)
    )
    for sentence in failed:
        warn(sentence)
    _print(scored, rubrics, arguments.format)
    return ATTENTION if failed else DONE


def _rubrics(asked: str | None) -> tuple[RubricEntry, ...]:
    """Those that print rules, or the one asked for."""
    try:
        known = load_rubrics()
    except DefinitionError as error:
        raise CommandError(str(error)) from error
    able = tuple(one for one in known if one.has_rules)
    if asked is None:
        return able
    chosen = tuple(one for one in able if one.id == asked)
    if not chosen:
        named = "、".join(one.id for one in able)
        why = "没有印评分规则，不能打分" if any(one.id == asked for one in known) else "不在评分体系里"
        raise CommandError(f"“{asked}”{why}。可用的有：{named}。")
    return chosen


def _built(paths: Paths, rubrics: Sequence[RubricEntry]) -> list[Scored]:
    try:
        view = Database(paths.database).view()
        used = [stored.report.id for stored in view.reports() if stored.in_use]
        return [one for report in used for one in _of_database(view, report, rubrics)]
    except StoreError as error:
        raise CommandError(str(error)) from error


def _of_database(view: View, report_id: str, rubrics: Sequence[RubricEntry]) -> list[Scored]:
    report = next(stored.report for stored in view.reports() if stored.report.id == report_id)
    said = view.observations(report=report_id)
    region = view.regions()[report.region_code]
    by_id = {one.id: one for one in said}
    return [Scored(score(report, said, region, rubric), by_id) for rubric in rubrics]


def _named(
    paths: Paths, names: Sequence[str], rubrics: Sequence[RubricEntry], failed: list[str]
) -> list[Scored]:
    found: list[Scored] = []
    for name in names:
        progress(f"{name} …")
        try:
            found += _one(paths, name, rubrics)
        except (ReadError, StoreError, DefinitionError) as error:
            failed.append(f"{name}：{str(error).rstrip('。')}。")
        except Exception:
            _log.exception("score of %s failed", name)
            failed.append(f"{name}：打分时程序出错，请加 --verbose 再运行，把输出交给维护人员。")
    return found


def _one(paths: Paths, name: str, rubrics: Sequence[RubricEntry]) -> list[Scored]:
    """A file, or a report of the database by its id."""
    if not Path(name).exists() and re.fullmatch(r"[\w-]+", name):
        view = Database(paths.database).view()
        if any(one.report.id == name and one.unreadable is None for one in view.reports()):
            return _of_database(view, name, rubrics)
        raise ReadError(f"库中没有编号为“{name}”的可读报告", "请核对编号，或给出报告文件的路径")
    return score_file(paths, Path(name), rubrics)


def _print(scored: Sequence[Scored], rubrics: Sequence[RubricEntry], form: str) -> None:
    by_id = {one.id: one for one in rubrics}
    if form == "json":
        records = (to_json(score_record(one, by_id[one.score.rubric])) for one in scored)
        print("[" + ",\n ".join(records) + "]")
        return
    for one in scored:
        rubric = by_id[one.score.rubric]
        rows = [
            _row(one.score.report, indicator.name, found)
            for indicator, found in zip(rubric.indicators, one.score.indicators, strict=True)
        ]
        print(f"{rubric.title}（{rubric.id}）")
        print(format_table(_HEAD, rows, right=frozenset({2, 3, 4})))
        print(_summary(one.score))


def _row(report: str, name: str, found: IndicatorScore) -> tuple[str, ...]:
    state = SCORE_STATE_LABEL[found.state]
    if found.beyond:
        state += f"；自评{'高' if found.beyond > 0 else '低'} {_figure(abs(found.beyond))} 分"
    ends = _span(found.low, found.high)
    return (
        report,
        name,
        _figure(found.full_mark),
        ends,
        _figure(found.declared),
        state,
        "；".join(found.missing),
    )


def _span(low: Decimal | None, high: Decimal | None) -> str:
    return _figure(low) if low == high else f"{_figure(low)}–{_figure(high)}"


def _figure(value: Decimal | None) -> str:
    return "" if value is None else f"{plain(round_half_up(value, 2)):f}"


def _summary(found: RubricScore) -> str:
    declared = (
        "没有自评总分" if found.declared is None else f"自评 {_figure(found.declared)} 分（按自己的表）"
    )
    ends = _span(found.low, found.high)
    return f"按规则可能得 {ends} 分（满分 {_figure(found.full_mark)} 分）；{declared}。"


def score_record(one: Scored, rubric: RubricEntry) -> dict[str, Any]:
    """A report by a rubric as JSON prints it."""
    found = one.score
    return {
        "report": found.report,
        "rubric": found.rubric,
        "title": rubric.title,
        "full_mark": plain(found.full_mark),
        "low": plain(found.low),
        "high": plain(found.high),
        "declared": plain(found.declared),
        "declared_evidence": _evidence(one, found.declared_by),
        "missing": list(found.missing),
        "indicators": [
            _indicator_record(one, score, entry.path, entry.dimension)
            for entry, score in zip(rubric.indicators, found.indicators, strict=True)
        ],
    }


def _indicator_record(
    one: Scored, found: IndicatorScore, path: tuple[str, ...], dimension: str
) -> dict[str, Any]:
    return {
        "indicator": found.indicator,
        "path": list(path),
        "dimension": dimension,
        "full_mark": plain(found.full_mark),
        "state": found.state,
        "low": plain(found.low),
        "high": plain(found.high),
        "declared": plain(found.declared),
        "declared_evidence": _evidence(one, found.declared_by),
        "beyond": plain(found.beyond),
        "missing": list(found.missing),
        "note": found.note,
        "parts": [_part_record(one, part) for part in found.parts],
    }


def _part_record(one: Scored, part: PartScore) -> dict[str, Any]:
    return {
        "label": part.label,
        "kind": part.kind,
        "points": plain(part.points),
        "state": part.state,
        "low": plain(part.low),
        "high": plain(part.high),
        "measured": part.measured,
        "missing": list(part.missing),
        "inputs": [_input_record(one, operand) for operand in part.inputs],
    }


def _input_record(one: Scored, operand: Operand) -> dict[str, Any]:
    return {
        "role": operand.role,
        "label": operand.label,
        "value": plain(operand.value),
        "unit": operand.unit,
        "bound": operand.bound,
        "evidence": _evidence(one, operand.observation),
    }


def _evidence(one: Scored, observation: str | None) -> dict[str, Any] | None:
    said = one.observations.get(observation or "")
    return evidence_record(said.evidence) if said is not None else None
