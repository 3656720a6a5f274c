"""Builds of many made-up bodies through the production writer: every state, bound and basis occurs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kexie_dash.definitions.metrics import dictionary_version, load_metrics
from kexie_dash.measures.compute import compute
from kexie_dash.model.assessment import MeasureValue, Metric, Threshold
from kexie_dash.model.observation import Evidence, Extraction, Observation, Stage
from kexie_dash.model.quantity import Bound
from kexie_dash.model.report import Document, Region, Report
from kexie_dash.settings import data_paths
from kexie_dash.store.content import BuiltReport, Content
from kexie_dash.store.write import publish

#: Stands for a metric with another denominator: any of the dictionary can be named as one.
VARIANT = "declared_execution_rate"
LINE = Threshold(Decimal("0.95"), "at_least", "要求", "某评分细则")
_PROVINCE = Region("990000", "某省", "province", None)
#: One body in so many is silent, prints a zero, has no adjusted budget, has a figure to be reviewed.
_SILENT, _ZERO, _INITIAL, _PENDING = 7, 11, 13, 9


def metrics() -> tuple[Metric, ...]:
    """The dictionary, with a variant and a threshold for the execution rate."""
    return tuple(
        replace(one, variants=(VARIANT,), thresholds=(LINE,)) if one.id == "execution_rate" else one
        for one in load_metrics()
    )


def fill(folder: Path, count: int, year: int = 2023) -> None:
    """Publish a build of so many cities that report on their department."""
    folder.mkdir(parents=True, exist_ok=True)
    built = [_built(number, year) for number in range(count)]
    regions = (_PROVINCE, *(_region(number) for number in range(count)))
    publish(data_paths(folder), Content(tuple(built), regions, metrics(), dictionary_version()))


def code(number: int) -> str:
    return f"99{number + 1:04}"


def name(number: int) -> str:
    """Two characters no other of them has."""
    return chr(0x5E00 + number) + chr(0x6E00 + number)


def _region(number: int) -> Region:
    people = None if number % 5 == 4 else 400_000 + 90_000 * number
    return Region(code(number), f"{name(number)}市", "city", "990000", people, "普查公报" if people else None)


def _built(number: int, year: int) -> BuiltReport:
    report = Report(
        id=f"{code(number)}-{year}", file=f"{code(number)}.txt", region_code=code(number),
        body_code=code(number),
        body=f"{name(number)}市科学技术协会", year=year, kind="department", level="city", project=None,
        publisher=None, received=None, sha256=f"{number:064d}",
    )  # fmt: skip
    lines, said = _statements(number)
    document = Document("".join(lines))
    starts = [sum(map(len, lines[:at])) for at in range(len(lines))]
    observations = tuple(
        _observation(report, document, start, line.strip(), *one)
        for start, line, one in zip(starts, lines, said, strict=True)
    )
    values = compute(report, observations, _region(number), load_metrics())
    return BuiltReport(report, document, Extraction(observations, ()), tuple(map(_reviewed, values)))


Said = tuple[str, Stage | None, str, Bound]


def _statements(number: int) -> tuple[list[str], list[Said]]:
    """Lines of the text and what each of them says: family, stage, figure, bound."""
    budget = 5_000_000 + 731_000 * number
    executed = 0 if number % _ZERO == 5 else budget * (70 + (number * 37) % 31) // 100
    said: list[Said] = []
    if number % _SILENT != 3:
        stage: Stage = "initial" if number % _INITIAL == 6 else "adjusted"
        said += [("budget", stage, str(budget), "exact"), ("budget", "executed", str(executed), "exact")]
        said.append(("rate", None, f"0.{70 + (number * 53) % 30}", "exact"))
    held = 20 + (number * 91) % 400
    said.append(("activity", None, str(held), "at_least" if number % 4 == 0 else "exact"))
    return [f"这里写着{figure}。\n" for _, _, figure, _ in said], said


def _observation(
    report: Report,
    document: Document,
    start: int,
    line: str,
    family: str,
    stage: Stage | None,
    figure: str,
    bound: Bound,
) -> Observation:
    label = {"budget": "预算", "rate": "预算执行率", "activity": "活动"}[family]
    unit = {"budget": "元", "rate": "比率", "activity": "场次"}[family]
    return Observation(
        report=report.id, family=family, label=label, subject="部门整体" if family != "activity" else "活动",  # type: ignore[arg-type]
        value=Decimal(figure), unit=unit, value_text=figure, bound=bound, coverage="own",
        is_total=family == "activity", period="year", year=report.year,
        evidence=Evidence.of(document, start, start + len(line)), rule="sample", confidence=0.9,
        sentence=start, stage=stage, category="popularization" if family == "activity" else None,
    )  # fmt: skip


def _reviewed(value: MeasureValue) -> MeasureValue:
    """What another rule would set: the figure stays, its state and the reason change."""
    number = int(value.body_code[2:]) - 1
    if value.metric != "execution_rate" or value.status != "stated" or number % _PENDING != 2:
        return value
    return replace(value, status="pending_review", caveats=("疑似单位写错，请核对", *value.caveats))
