"""A build whose reports mean harm: formulas, markup, links, control characters, and very many findings."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

from kexie_dash.definitions.metrics import dictionary_version, load_metrics
from kexie_dash.measures.compute import compute
from kexie_dash.model.finding import Finding
from kexie_dash.model.observation import Evidence, Extraction, Observation, Stage
from kexie_dash.model.report import Document, Region, Report
from kexie_dash.settings import data_paths
from kexie_dash.store.content import BuiltReport, Content
from kexie_dash.store.write import publish

MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>"
NAMES = (
    '=HYPERLINK("http://x.invalid")市科学技术协会',
    f"+1{MARKUP}市科学技术协会",
    "@SUM(A1)$x$[a](javascript:b)",
)
FINDINGS = 60
_PROVINCE = Region("990000", "某省", "province", None)


def fill(folder: Path) -> None:
    """The originals lie in the folder's reports, as `kexie add` would have put them."""
    paths = data_paths(folder)
    paths.reports.mkdir(parents=True)
    built = [_built(number, paths.reports) for number in range(len(NAMES))]
    regions = (
        _PROVINCE,
        *(Region(f"99000{n + 1}", f"甲{n}市", "city", "990000", 800_000, "公报") for n in range(3)),
    )
    publish(paths, Content(tuple(built), regions, load_metrics(), dictionary_version()))


def _built(number: int, folder: Path) -> BuiltReport:
    evil = ("=1+1", f"-1{MARKUP}</script>", "\t=cmd|' /C calc'!A0")[number]
    lines = [
        f"{evil}调整预算{900 + number}元。\n",
        f"{evil}执行数{700 + number}元。\n",
        f"{evil}举办活动{20 + number}场次。\n",
    ]
    text = "".join(lines)
    name = f"990{number}.txt"
    (folder / name).write_text(text, "utf-8", newline="")
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    report = Report(
        f"99000{number + 1}-2023", name, f"99000{number + 1}", f"99000{number + 1}", NAMES[number], 2023,
        "department", "city", None, None, None, digest,
    )  # fmt: skip
    document = Document(text)
    said: list[tuple[str, Stage | None, str]] = [
        ("budget", "adjusted", str(900 + number)), ("budget", "executed", str(700 + number)),
        ("activity", None, str(20 + number)),
    ]  # fmt: skip
    starts = [0, len(lines[0]), len(lines[0]) + len(lines[1])]
    observations = tuple(
        _observation(report, document, start, line.rstrip("\n"), *one)
        for start, line, one in zip(starts, lines, said, strict=True)
    )
    findings = tuple(_finding(report, document, evil, nth) for nth in range(FINDINGS if number == 1 else 1))
    values = compute(
        report, observations, Region(report.region_code, "甲市", "city", "990000"), load_metrics()
    )
    return BuiltReport(report, document, Extraction(observations, ()), values, findings)


def _observation(
    report: Report, document: Document, start: int, line: str, family: str, stage: Stage | None, figure: str
) -> Observation:
    return Observation(
        report=report.id,
        family=family,  # type: ignore[arg-type]
        label=line[:12],
        subject="部门整体" if stage else "活动",
        value=Decimal(figure),
        unit="元" if stage else "场次",
        value_text=figure,
        bound="exact",
        coverage="own",
        is_total=not stage,
        period="year",
        year=2023,
        evidence=Evidence.of(document, start, start + len(line)),
        rule="sample",
        confidence=0.9,
        sentence=start,
        stage=stage,
        category=None if stage else "popularization",
    )


def _finding(report: Report, document: Document, evil: str, nth: int) -> Finding:
    return Finding(
        report.id, "sample", "样例", "ratio", "contradicts" if nth % 2 else "undecided", "money",
        f"{evil}第{nth}条：两处不一致，请核对。" + "很长的说明" * 30, (Evidence.of(document, 0, 6),), nth=nth,
    )  # fmt: skip
