"""`kexie extract FILE…`: observations as JSON Lines, without a database and without writing anything."""

from __future__ import annotations

import argparse
import hashlib
import logging
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args

from kexie_dash.cli.arguments import paths_of
from kexie_dash.cli.outcome import ATTENTION, DONE, progress, warn
from kexie_dash.definitions.origins_file import RawEntry, read_origins_file
from kexie_dash.exports.evidence_record import evidence_record
from kexie_dash.exports.json_text import to_json
from kexie_dash.extraction import extract
from kexie_dash.model.observation import Extraction, Observation
from kexie_dash.model.report import Document, ReportKind
from kexie_dash.reading import ReadError, document_of, read_bytes
from kexie_dash.settings import Paths

_log = logging.getLogger(__name__)
_ALSO = ("leftovers", "narrative")


@dataclass(frozen=True, slots=True)
class _Header:
    """What is known of a file's report: from its entry, else only its name."""

    report: str
    year: int | None = None
    kind: ReportKind | None = None
    body: str | None = None


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="报告文件")
    parser.add_argument(
        "--also", type=_also, default=(), metavar="leftovers,narrative", help="另外打印剩余数字、文字段落"
    )


def _also(text: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    if not set(words) <= set(_ALSO):
        raise argparse.ArgumentTypeError(f"只能是 {'、'.join(_ALSO)}，用逗号隔开")
    return words


def run(arguments: argparse.Namespace) -> int:
    paths = paths_of(arguments)
    entries = read_origins_file(paths.origins).entries
    code = DONE
    for file in arguments.files:
        progress(f"{file} …")
        try:
            data = read_bytes(file)
            document = document_of(data)
        except ReadError as error:
            warn(f"{file}：{error}。")
            code = ATTENTION
            continue
        for gap in (*document.gaps, *document.notices):
            warn(f"{file}：{gap}。")
            code = ATTENTION
        header = _header(file, data, entries, paths)
        try:
            lines = lines_of(file, document, header, arguments.also)
        except Exception:
            _log.exception("extraction of %s failed", file)
            warn(f"{file}：提取时程序出错，请加 --verbose 再运行，把输出交给维护人员。")
            code = ATTENTION
            continue
        sys.stdout.writelines(f"{line}\n" for line in lines)
    return code


def _header(file: Path, data: bytes, entries: tuple[RawEntry, ...], paths: Paths) -> _Header:
    place = file.resolve()
    digest = hashlib.sha256(data).hexdigest()
    by_path = (e for e in entries if e.id and (paths.reports / str(e.fields.get("file"))).resolve() == place)
    by_content = (e for e in entries if e.id and e.fields.get("sha256") == digest)
    entry = next(by_path, None) or next(by_content, None)
    if entry is None or entry.id is None:
        return _Header(file.stem)
    year, kind, body = (entry.fields.get(name) for name in ("year", "kind", "body"))
    return _Header(
        entry.id,
        year if isinstance(year, int) else None,
        cast(ReportKind, kind) if kind in get_args(ReportKind) else None,
        body if isinstance(body, str) else None,
    )


def lines_of(file: Path, document: Document, header: _Header, also: tuple[str, ...]) -> list[str]:
    """JSON lines in the order of the text; lines of one place keep the order they were read in."""
    found = extract(document, report=header.report, year=header.year, kind=header.kind, body=header.body)
    placed = [(item.evidence.start, _observation(file, item)) for item in found.observations]
    placed += _others(file, found, also)
    if also:
        placed.sort(key=lambda pair: pair[0])
    return [to_json(record) for _, record in placed]


def _others(file: Path, found: Extraction, also: tuple[str, ...]) -> list[tuple[int, dict[str, Any]]]:
    lines: list[tuple[int, dict[str, Any]]] = []
    if "leftovers" in also:
        for leftover in found.leftovers:
            head = {"record": "leftover", "report": leftover.report, "file": str(file)}
            body = {"evidence": evidence_record(leftover.evidence), "reason": leftover.reason}
            lines.append((leftover.evidence.start, head | body))
    if "narrative" in also:
        for narrative in found.narratives:
            head = {"record": "narrative", "report": narrative.report, "file": str(file)}
            body = {"section": narrative.section, "item": narrative.item}
            place = {"evidence": evidence_record(narrative.evidence)}
            lines.append((narrative.evidence.start, head | body | place))
    return lines


def _observation(file: Path, item: Observation) -> dict[str, Any]:
    return {
        "report": item.report,
        "file": str(file),
        "family": item.family,
        "label": item.label,
        "subject": item.subject,
        "metric": item.metric,
        "value": item.value,
        "unit": item.unit,
        "value_text": item.value_text,
        "bound": item.bound,
        "stage": item.stage,
        "level": item.level,
        "full_mark": item.full_mark,
        "criteria": item.criteria,
        "indicator_path": item.indicator_path,
        "target_text": item.target_text,
        "target": item.target,
        "actual_text": item.actual_text,
        "actual": item.actual,
        "category": item.category,
        "channel": item.channel,
        "coverage": item.coverage,
        "is_total": item.is_total,
        "period": item.period,
        "year": item.year,
        "evidence": evidence_record(item.evidence),
        "rule": item.rule,
        "confidence": round(item.confidence, 3),
    }
