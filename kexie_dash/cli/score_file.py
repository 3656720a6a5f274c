"""A report file scored before it is registered: whose it is, is taken from its entry, else from its title."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kexie_dash.cli.check_file import entry_of, kind_of, region_of
from kexie_dash.definitions.reference import load_regions
from kexie_dash.definitions.rubrics import RubricEntry
from kexie_dash.extraction import extract
from kexie_dash.model.observation import Observation
from kexie_dash.model.report import Document, Region, Report
from kexie_dash.model.rubric import RubricScore
from kexie_dash.reading import ReadError, document_of, read_bytes
from kexie_dash.reading.title import propose
from kexie_dash.scoring import score
from kexie_dash.settings import Paths

_NOWHERE = Region("", "", "city", None)


@dataclass(frozen=True, slots=True)
class Scored:
    """A score with the statements of the report by id."""

    score: RubricScore
    observations: Mapping[str, Observation]


def score_file(paths: Paths, file: Path, rubrics: Sequence[RubricEntry]) -> list[Scored]:
    """The file by each rubric; ReadError if it cannot be told whether it is a 部门整体 or a 项目 report."""
    data = read_bytes(file)
    document = document_of(data)
    regions = load_regions(paths.reference)
    report = entry_of(paths, regions, file, data) or _proposed(file, data, document, regions)
    said = extract(document, report=report.id, year=report.year or None, kind=report.kind).observations
    if not report.year:
        # Nothing says which year the report is about, so every statement is taken to be about it.
        said = tuple(replace(one, year=None) for one in said)
    region = regions.get(report.region_code, _NOWHERE)
    by_id = {one.id: one for one in said}
    return [Scored(score(report, said, region, rubric), by_id) for rubric in rubrics]


def _proposed(file: Path, data: bytes, document: Document, regions: dict[str, Region]) -> Report:
    """What the title says of a file nobody has registered."""
    title = propose(document)
    kind = title.kind or kind_of(document)
    if kind is None:
        raise ReadError("看不出这份报告是部门整体还是项目", "先用 kexie add 登记，再按编号打分")
    region = region_of(document, regions) or _NOWHERE
    return Report(
        id=file.stem,
        file=file.name,
        region_code=region.code,
        body_code=region.code,
        body=file.stem,
        year=title.year or 0,
        kind=kind,
        level=region.level,
        project=title.project,
        publisher=None,
        received=None,
        sha256=hashlib.sha256(data).hexdigest(),
    )
