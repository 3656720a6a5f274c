"""A file held against itself, registered or not: what no entry says is told, or taken from its head."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kexie_dash.checking import check, residents
from kexie_dash.definitions.origins import load_origins
from kexie_dash.definitions.reference import load_regions
from kexie_dash.extraction import extract
from kexie_dash.model.finding import Finding
from kexie_dash.model.report import Document, Region, Report, ReportKind
from kexie_dash.reading.title import propose
from kexie_dash.settings import Paths

#: A report names its body within the first lines.
_TITLE = 1200
_WHOLE, _PROJECT = "部门整体|整体支出|部门预算", "本项目|项目绩效|项目支出绩效|专项经费|专项资金"


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever asks says of a file that is not registered; None: take it from the head."""

    year: int | None = None
    kind: ReportKind | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What a file was checked as. registered: it is an entry of origins.yaml that says so."""

    report: str
    year: int | None
    kind: ReportKind | None
    project: str | None
    region: Region | None
    registered: bool


def check_file(
    paths: Paths, file: Path, data: bytes, document: Document, told: Told
) -> tuple[Head, tuple[Finding, ...]]:
    """A file's findings, and what it was taken for."""
    regions = load_regions(paths.reference)
    head = _head(paths, regions, file, data, document, told)
    extraction = extract(document, report=head.report, year=head.year, kind=head.kind)
    found = check(
        document,
        extraction.observations,
        report=head.report,
        year=head.year,
        kind=head.kind,
        project=head.project,
        population=residents(head.region),
    )
    return head, found


def _head(
    paths: Paths, regions: Mapping[str, Region], file: Path, data: bytes, document: Document, told: Told
) -> Head:
    known = entry_of(paths, regions, file, data)
    if known is not None:
        region = regions[known.region_code]
        return Head(known.id, known.year, known.kind, known.project, region, registered=True)
    title = propose(document)
    kind = told.kind or title.kind or kind_of(document)
    region_told = regions.get((told.region or "").partition("-")[0]) or region_of(document, regions)
    project = title.project if kind != "department" else None
    return Head(file.stem, told.year or title.year, kind, project, region_told, registered=False)


def entry_of(paths: Paths, regions: Mapping[str, Region], file: Path, data: bytes) -> Report | None:
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


def region_of(document: Document, regions: Mapping[str, Region]) -> Region | None:
    """The region whose full name comes first in the title; the longer of two that begin together."""
    head = "".join(document.text[:_TITLE].split())
    named = [(head.find(region.name), -len(region.name), code) for code, region in regions.items()]
    found = [place for place in named if place[0] >= 0 and regions[place[2]].level != "province"]
    return regions[min(found)[2]] if found else None
