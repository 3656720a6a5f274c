"""`kexie check [REPORT|FILE …]`: a report held against its own figures, built in or not."""

from __future__ import annotations

import argparse
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from kexie_dash.cli.arguments import paths_of
from kexie_dash.cli.check_file import Head, Told, check_file
from kexie_dash.cli.mark import mark_record
from kexie_dash.cli.outcome import ATTENTION, DONE, CommandError, progress, warn
from kexie_dash.cli.table import format_table
from kexie_dash.definitions.problem import DefinitionError
from kexie_dash.exports.evidence_record import evidence_record
from kexie_dash.exports.json_text import to_json
from kexie_dash.model.finding import CHECK_KIND_LABEL, SEVERITY_LABEL, VERDICT_LABEL, Finding, Verdict
from kexie_dash.model.observation import Evidence
from kexie_dash.model.report import ReportKind
from kexie_dash.queries.findings import around_span
from kexie_dash.reading import ReadError, document_of, read_bytes
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database, View
from kexie_dash.store.errors import StoreError
from kexie_dash.store.marks import Marks, read_marks

_log = logging.getLogger(__name__)
_HEAD = ("结论", "类别", "影响", "分数", "报告", "说明")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "reports", nargs="*", metavar="REPORT|FILE", help="报告编号或报告文件；不写则核查库中全部报告"
    )
    parser.add_argument("--year", type=int, metavar="Y", help="文件没有登记时：报告年度；不写则看报告开头")
    parser.add_argument(
        "--kind", choices=get_args(ReportKind), help="文件没有登记时：报告类型；不写则看报告开头"
    )
    parser.add_argument("--body", metavar="CODE", help="文件没有登记时：单位的区划代码；不写则看报告开头")
    parser.add_argument("--around", type=int, default=0, metavar="N", help="JSON 里每句原文前后各带 N 个字")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="输出格式")


@dataclass(frozen=True, slots=True)
class _Checked:
    """Findings with the text they quote, where it is at hand; head: of a file, what it was taken for."""

    findings: Sequence[Finding]
    text: str = ""
    head: Head | None = None


def run(arguments: argparse.Namespace) -> int:
    paths = paths_of(arguments)
    failed: list[str] = []
    if arguments.reports:
        told = Told(arguments.year, arguments.kind, arguments.body)
        checked = _check_files(paths, arguments.reports, told, failed)
    else:
        checked = _built(paths, failed)
    marks = _marks(paths, failed)
    for sentence in failed:
        warn(sentence)
    if arguments.format == "json":
        rows = [row for one in checked for row in _records(one, marks, arguments.around)]
        print("[" + ",\n ".join(map(to_json, rows)) + "]")
    else:
        _table([finding for one in checked for finding in one.findings])
    return ATTENTION if failed else DONE


def _marks(paths: Paths, failed: list[str]) -> Marks | None:
    """None where they cannot be read: then nothing is said of them."""
    try:
        marks = read_marks(paths.marks)
    except StoreError as error:
        failed.append(str(error))
        return None
    failed += map(str, marks.problems)
    return marks


def _built(paths: Paths, failed: list[str]) -> list[_Checked]:
    """The findings of every report in use, as the build left them."""
    try:
        view = Database(paths.database).view()
        for one in view.reports():
            if one.unreadable is not None:
                failed.append(f"{one.report.id}：没有核查，{one.unreadable}。")
        return [_of_view(view, one.report.id) for one in view.reports() if one.in_use]
    except StoreError as error:
        raise CommandError(str(error)) from error


def _of_view(view: View, report: str) -> _Checked:
    document = view.document(report)
    return _Checked(view.findings(report), document.text if document else "")


def _check_files(paths: Paths, names: Sequence[str], told: Told, failed: list[str]) -> list[_Checked]:
    found: list[_Checked] = []
    for name in names:
        progress(f"{name} …")
        try:
            found.append(_one(paths, name, told, failed))
        except (ReadError, StoreError, DefinitionError) as error:
            failed.append(f"{name}：{str(error).rstrip('。')}。")
        except Exception:
            _log.exception("checks of %s failed", name)
            failed.append(f"{name}：核查时程序出错，请加 --verbose 再运行，把输出交给维护人员。")
    return found


def _one(paths: Paths, name: str, told: Told, failed: list[str]) -> _Checked:
    """A file, or a report of the database by its id."""
    if not Path(name).exists() and re.fullmatch(r"[\w-]+", name):
        view = Database(paths.database).view()
        if any(one.report.id == name and one.unreadable is None for one in view.reports()):
            return _of_view(view, name)
        raise ReadError(f"库中没有编号为“{name}”的可读报告", "请核对编号，或给出报告文件的路径")
    file = Path(name)
    data = read_bytes(file)
    document = document_of(data)
    failed += (f"{name}：{gap}。" for gap in (*document.gaps, *document.notices))
    head, findings = check_file(paths, file, data, document, told)
    return _Checked(findings, document.text, head)


def _records(checked: _Checked, marks: Marks | None, around: int) -> Iterator[dict[str, Any]]:
    for finding in checked.findings:
        record = finding_record(finding) | {"mark": _mark_of(finding, marks)}
        if around > 0:
            record["evidence"] = [_in_context(one, checked.text, around) for one in finding.evidence]
            record["head"] = _head_record(checked.head)
        yield record


def _in_context(evidence: Evidence, text: str, around: int) -> dict[str, Any]:
    """The span with what stands before and after it in its own paragraph."""
    before, after = around_span(text, evidence.start, evidence.end, around)
    return evidence_record(evidence) | {"before": before, "after": after}


def _head_record(head: Head | None) -> dict[str, Any] | None:
    if head is None:
        return None
    region = head.region.code if head.region is not None else None
    known = {"year": head.year, "kind": head.kind, "project": head.project, "region_code": region}
    return known | {"registered": head.registered}


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


def _table(found: Sequence[Finding]) -> None:
    """What does not hold, then how many of each verdict."""
    shown = [finding for finding in found if finding.verdict != "holds"]
    if shown:
        print(format_table(_HEAD, [_row(finding) for finding in shown], right=frozenset({3})))
    print(_summary(found))


def _mark_of(finding: Finding, marks: Marks | None) -> dict[str, Any] | None:
    return mark_record(marks.current(finding.id)) if marks is not None else None


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
