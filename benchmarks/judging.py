"""Time measures, checks and scores of the five reports: `python -m benchmarks.judging [ROUNDS]`."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from kexie_dash.checking import check, residents
from kexie_dash.definitions.metrics import load_metrics
from kexie_dash.definitions.rubrics import load_rubrics
from kexie_dash.measures.compute import compute
from kexie_dash.model.report import Region
from kexie_dash.pipeline import build
from kexie_dash.scoring import score_all
from kexie_dash.settings import Paths
from kexie_dash.store.content import BuiltReport
from kexie_dash.store.database import Database

ROOT = Path(__file__).resolve().parent.parent
_AIM = 2
_PAGE = """# Measurements of measures, checks and scores

    python -m benchmarks.judging [ROUNDS]

carries out all measures, all checks and the scores by every rubric with rules on readings that are at hand.

{line}; medians of {rounds} rounds in one process. This file is written by the command.
"""
Pairs = Sequence[tuple[BuiltReport, Region]]


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths(Path(folder) / "data")
        for name in ("reports", "reference"):
            shutil.copytree(ROOT / "data" / name, paths.data / name)
        reports = build(paths).reports
        regions = Database(paths.database).view().regions()
    steps = {"measures": _measure, "checks": _check, "scores": _score}
    each = [(one, regions[one.report.region_code]) for one in reports]
    taken = {name: _seconds(rounds, step, each) for name, step in steps.items()}
    parts = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in taken.items())
    line = f"{len(reports)} reports: {parts}; together {sum(taken.values()):.2f} s, aim ≤ {_AIM} s"
    print(line)
    (ROOT / "benchmarks" / "JUDGING.md").write_text(_PAGE.format(line=line, rounds=rounds), "utf-8")
    return 0


def _measure(one: BuiltReport, region: Region) -> object:
    assert one.extraction is not None
    said = one.extraction
    return compute(one.report, said.observations, region, load_metrics(), said.narratives)


def _check(one: BuiltReport, region: Region) -> object:
    assert one.extraction is not None
    assert one.document is not None
    report = one.report
    return check(
        one.document, one.extraction.observations, report=report.id, year=report.year, kind=report.kind,
        project=report.project, population=residents(region),
    )  # fmt: skip


def _score(one: BuiltReport, region: Region) -> object:
    assert one.extraction is not None
    return score_all(one.report, one.extraction.observations, region, load_rubrics())


def _seconds(rounds: int, step: Callable[[BuiltReport, Region], object], each: Pairs) -> float:
    taken: list[float] = []
    for _ in range(rounds):
        began = time.perf_counter()
        for one, region in each:
            step(one, region)
        taken.append(time.perf_counter() - began)
    return median(taken)


if __name__ == "__main__":
    raise SystemExit(main())
