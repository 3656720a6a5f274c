"""`kexie check [REPORT|FILE …]`: a report held against its own figures, built in or not."""

from __future__ import annotations

import argparse
import hashlib
import logging
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from kexie_dash.checking import check, residents
from kexie_dash.cli.arguments import paths_of
from kexie_dash.cli.evidence import evidence_record
from kexie_dash.cli.json_text import to_json
from kexie_dash.cli.outcome import ATTENTION, DONE, CommandError, progress, warn
from kexie_dash.cli.table import format_table
from kexie_dash.definitions.origins import load_origins
from kexie_dash.definitions.problem import DefinitionError
from kexie_dash.definitions.reference import load_regions
from kexie_dash.extraction import extract
from kexie_dash.model.finding import CHECK_KIND_LABEL, SEVERITY_LABEL, VERDICT_LABEL, Finding, Verdict
from kexie_dash.model.report import Document, Region, Report, ReportKind
from kexie_dash.reading import ReadError, document_of, read_bytes
from kexie_dash.reading.title import propose
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database
from kexie_dash.store.errors import StoreError

_log = logging.getLogger(__name__)
_HEAD = ("结论", "类别", "影响", "分数", "报告", "说明")
#: A report names its body within the first lines.
_TITLE = 1200
_WHOLE, _PROJECT = "部门整体|整体支出|部门预算", "本项目|项目绩效|项目支出绩效|专项经费|专项资金"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "reports", nargs="*", metavar="REPORT|FILE", help="报告编号或报告文件；不写则核查库中全部报告"
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="输出格式")


def run(arguments: argparse.Namespace) -> int:
    paths = paths_of(arguments)
    failed: list[str] = []
    found = _check_files(paths, arguments.reports, failed) if arguments.reports else _built(paths, failed)
    for sentence in failed:
        warn(sentence)
    _print(found, arguments.format)
    return ATTENTION if failed else DONE


def _built(paths: Paths, failed: list[str]) -> list[Finding]:
    """The findings of every report in use, as the build left them."""
    try:
        view = Database(paths.database).view()
        stored = view.reports()
        for one in stored:
            if one.unreadable is not None:
                failed.append(f"{one.report.id}：没有核查，{one.unreadable}。")
        used = {one.report.id for one in stored if one.in_use}
        return [finding for finding in view.findings() if finding.report in used]
    except StoreError as error:
        raise CommandError(str(error)) from error


def _check_files(paths: Paths, names: Sequence[str], failed: list[str]) -> list[Finding]:
    found: list[Finding] = []
    for name in names:
        progress(f"{name} …")
        try:
            found += _one(paths, name)
        except (ReadError, StoreError, DefinitionError) as error:
            failed.append(f"{name}：{str(error).rstrip('。')}。")
        except Exception:
            _log.exception("checks of %s failed", name)
            failed.append(f"{name}：核查时程序出错，请加 --verbose 再运行，把输出交给维护人员。")
    return found


def _one(paths: Paths, name: str) -> list[Finding]:
    """A file, or a report of the database by its id."""
    if not Path(name).exists() and re.fullmatch(r"[\w-]+", name):
        view = Database(paths.database).view()
        if any(one.report.id == name and one.unreadable is None for one in view.reports()):
            return list(view.findings(name))
        raise ReadError(f"库中没有编号为“{name}”的可读报告", "请核对编号，或给出报告文件的路径")
    file = Path(name)
    data = read_bytes(file)
    return list(check_file(paths, file, data, document_of(data)))


def check_file(paths: Paths, file: Path, data: bytes, document: Document) -> tuple[Finding, ...]:
    """A file's findings; what its entry does not say is taken from its title."""
    regions = load_regions(paths.reference)
    known = entry_of(paths, regions, file, data)
    title = propose(document)
    year, kind, project = title.year, title.kind or kind_of(document), title.project
    report, region = file.stem, region_of(document, regions)
    if known is not None:
        year, kind, project = known.year, known.kind, known.project
        report, region = known.id, regions[known.region_code]
    extraction = extract(document, report=report, year=year, kind=kind)
    return check(
        document, extraction.observations, report=report, year=year, kind=kind, project=project,
        population=residents(region),
    )  # fmt: skip


def entry_of(paths: Paths, regions: dict[str, Region], file: Path, data: bytes) -> Report | None:
    """The registered report of this path, content or name."""
    if not paths.origins.is_file():
        return None
    reports = [origin.report for origin in load_origins(paths.origins, regions).origins]
    place, digest = file.resolve(), hashlib.sha256(data).hexdigest()
    by_path = (r for r in reports if (paths.reports / r.file).resolve() == place)
    by_content = (r for r in reports if r.sha256 == digest)
    by_name = (r for r in reports if r.id == file.stem)
    return next(by_path, None) or next(by_content, None) or next(by_name, None)


def kind_of(document: Document) -> ReportKind | None:
    """What a report whose title does not say it mostly speaks of; None where that is even."""
    whole, project = (len(re.findall(words, document.text)) for words in (_WHOLE, _PROJECT))
    return None if whole == project else "department" if whole > project else "project"


def region_of(document: Document, regions: dict[str, Region]) -> Region | None:
    """The region whose full name comes first in the title; the longer of two that begin together."""
    head = "".join(document.text[:_TITLE].split())
    named = [(head.find(region.name), -len(region.name), code) for code, region in regions.items()]
    found = [place for place in named if place[0] >= 0 and regions[place[2]].level != "province"]
    return regions[min(found)[2]] if found else None


def _print(found: Sequence[Finding], form: str) -> None:
    if form == "json":
        print("[" + ",\n ".join(to_json(finding_record(finding)) for finding in found) + "]")
        return
    shown = [finding for finding in found if finding.verdict != "holds"]
    if shown:
        print(format_table(_HEAD, [_row(finding) for finding in shown], right=frozenset({3})))
    print(_summary(found))


def finding_record(finding: Finding) -> dict[str, Any]:
    """One finding as JSON prints it."""
    return {
        "id": finding.id,
        "severity": finding.severity,
        "points": finding.points,
        "report": finding.report,
        "check": finding.check,
        "title": finding.title,
        "kind": finding.kind,
        "verdict": finding.verdict,
        "declared": _said(finding.declared, finding.declared_text),
        "expected": _said(finding.expected, finding.expected_text),
        "difference": finding.difference,
        "tolerance": finding.tolerance,
        "unit": finding.unit,
        "wanting": finding.wanting,
        "message": finding.message,
        "evidence": [evidence_record(evidence) for evidence in finding.evidence],
    }


def _said(figure: Decimal | None, text: str | None) -> Decimal | str | None:
    return figure if figure is not None else text


def _row(finding: Finding) -> tuple[str, ...]:
    return (
        VERDICT_LABEL[finding.verdict],
        CHECK_KIND_LABEL[finding.kind],
        SEVERITY_LABEL[finding.severity],
        format(finding.points, "f") if finding.points is not None else "",
        finding.report,
        finding.message,
    )


def _summary(found: Sequence[Finding]) -> str:
    verdicts: tuple[Verdict, ...] = ("contradicts", "undecided", "holds")
    counted = (f"{VERDICT_LABEL[v]} {sum(f.verdict == v for f in found)}" for v in verdicts)
    return f"核查 {len(found)} 处：{'，'.join(counted)}。"
