"""Reports, whole, altered and made up, run through extraction and all checks as `kexie check` does."""

from __future__ import annotations

from decimal import Decimal

from kexie_dash.checking import check, residents
from kexie_dash.extraction import extract
from kexie_dash.model.finding import Finding
from kexie_dash.model.report import Document, ReportKind
from kexie_dash.reading import read_document
from tests.golden_loader import ROOT, reports

REPORTS = ROOT / "data" / "reports"
REGISTERED = reports()


def text_of(report_id: str) -> str:
    return read_document(REPORTS / f"{report_id}.txt").text


def checked(report_id: str, text: str | None = None) -> tuple[Finding, ...]:
    """The findings of a registered report, or of an altered copy of it."""
    report, region = REGISTERED[report_id]
    document = Document(text_of(report_id) if text is None else text)
    read = extract(document, report=report_id, year=report.year, kind=report.kind, body=report.body)
    return check(
        document, read.observations, report=report_id, year=report.year, kind=report.kind,
        project=report.project, population=residents(region),
    )  # fmt: skip


def made_up(text: str, kind: ReportKind = "department", population: int | None = None) -> tuple[Finding, ...]:
    """The findings of a report written for the test."""
    document = Document(text)
    read = extract(document, report="made-up", year=2021, kind=kind)
    residents_there = Decimal(population) if population else None
    return check(
        document, read.observations, report="made-up", year=2021, kind=kind, population=residents_there
    )


def altered(report_id: str, *changes: tuple[str, str]) -> str:
    """The report's text with each passage (which must occur) replaced once, the first time it occurs."""
    text = text_of(report_id)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def said(finding: Finding) -> tuple[str, str, Decimal | None, Decimal | None]:
    return finding.check, finding.verdict, finding.declared, finding.expected
