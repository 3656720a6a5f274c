"""A data folder whose database is made by the production writer from the reports as a person read them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from kexie_dash.definitions.metrics import dictionary_version, load_metrics
from kexie_dash.definitions.reference import load_regions
from kexie_dash.measures.compute import compute
from kexie_dash.model.observation import Extraction
from kexie_dash.model.report import Region, Report
from kexie_dash.reading import read_document
from kexie_dash.settings import data_paths
from kexie_dash.store.content import BuiltReport, Content
from kexie_dash.store.write import publish
from tests.golden_loader import ROOT, golden, reports


def fill(folder: Path, ids: Collection[str] | None = None) -> None:
    """Publish a build with these reports, else with all; an empty collection gives a database without one."""
    built = tuple(_built(*entry) for key, entry in reports().items() if ids is None or key in ids)
    regions = load_regions(ROOT / "data" / "reference")
    folder.mkdir(parents=True, exist_ok=True)
    publish(data_paths(folder), Content(built, tuple(regions.values()), load_metrics(), dictionary_version()))


def _built(report: Report, region: Region) -> BuiltReport:
    found = {observation.id: observation for observation in golden(report.id)}
    observations = tuple(found.values())
    document = read_document(ROOT / "data" / "reports" / report.file)
    values = compute(report, observations, region, load_metrics())
    return BuiltReport(report, document, Extraction(observations, ()), values)
