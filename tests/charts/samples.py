"""Values made up for drawing: bodies that exist in no report, so that a rule cannot know them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from kexie_dash.model.assessment import Band, ComparedValue, Direction, MeasureValue, Metric
from kexie_dash.model.quantity import Bound, interval
from kexie_dash.model.report import Level, ReportKind


def metric(
    unit: str = "比率", direction: Direction = "higher", label: str = "预算执行率", **more: Any
) -> Metric:
    return Metric(
        id=more.pop("id", "execution_rate"),
        topic="预算执行",
        label=label,
        unit=unit,
        direction=direction,
        definition="全年执行数占调整预算数的比重。",
        formula="执行数 ÷ 调整预算数",
        numerator="执行数",
        denominator="调整预算数",
        breakdown=(),
        compared_within=("year", "kind", "level"),
        limits=("只看整体",),
        why="看花钱快慢",
        since="0.1.0",
        checked_by="手算",
        **more,
    )


def value(
    name: str,
    figure: str | None,
    *,
    year: int = 2022,
    kind: ReportKind = "department",
    level: Level = "city",
    bound: Bound = "exact",
    declared: str | None = None,
    **more: Any,
) -> MeasureValue:
    """name: of the city, also its code, so that equal names are equal bodies."""
    number = None if figure is None else Decimal(figure)
    low, high = (None, None) if number is None else interval(number, bound)
    status = more.pop("status", "not_stated" if figure is None and "text" not in more else "stated")
    return MeasureValue(
        metric=more.pop("metric", "execution_rate"),
        report=f"{name}-{year}",
        region_code=more.get("body_code", name),
        body_code=more.pop("body_code", name),
        body=more.pop("body", f"{name}市科学技术协会"),
        year=year,
        kind=kind,
        level=level,
        project=more.pop("project", None),
        status=status,
        value=number,
        low=low,
        high=high,
        bound=bound,
        declared=None if declared is None else Decimal(declared),
        **more,
    )


def band(
    label: str,
    *values: MeasureValue,
    reasons: dict[str, tuple[str, ...]] | None = None,
    ranks: Sequence[int] = (),
) -> Band:
    """reasons: by body code, why a value is not comparable."""
    against = reasons or {}
    items = [ComparedValue(v, label, label, against.get(v.body_code, ())) for v in values]
    if ranks:
        items = [
            ComparedValue(i.value, label, label, i.reasons, rank, rank)
            for i, rank in zip(items, ranks, strict=True)
        ]
    return Band(label, label, tuple(items))


def texts(figure: Any) -> list[str]:
    """Every word in a picture: labels at marks and annotations."""
    said = [str(note.text) for note in figure.layout.annotations]
    for trace in figure.data:
        said += [str(text) for text in (trace.text if trace.text is not None else ())]
    return said


def caption(figure: Any, name: str) -> str:
    """One of the captions inside a picture, its lines joined."""
    found = [note.text for note in figure.layout.annotations if note.name == name]
    return str(found[0]).replace("<br>", "").replace("<b>", "").replace("</b>", "") if found else ""
