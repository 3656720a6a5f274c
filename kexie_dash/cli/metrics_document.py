"""The metric dictionary as a document: docs/metrics.md is what this writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kexie_dash.model.assessment import Metric
from kexie_dash.model.labels import DIMENSION_LABEL
from kexie_dash.model.quantity import round_half_up

DIRECTION = {"higher": "越高越好", "lower": "越低越好", "none": "不分高低"}
_GENERATED = (
    "本文由 `kexie metrics --format markdown` 生成（`make docs`），不要直接改；"
    "定义在 `kexie_dash/definitions/metrics/`。"
)
_SIDE = {"at_least": "≥", "at_most": "≤"}


def document(metrics: Sequence[Metric]) -> str:
    """Markdown: contents by topic, then each entry."""
    topics = by_topic(metrics)
    labels = {metric.id: metric.label for metric in metrics}
    lines = [
        "# 指标词典",
        "",
        f"共 {len(metrics)} 个指标。{_GENERATED}",
        "",
        *(f"- {topic}：{'、'.join(f'[{m.label}](#{m.id})' for m in those)}" for topic, those in topics),
    ]
    for topic, those in topics:
        lines += ["", f"## {topic}"]
        for metric in those:
            lines += _entry(metric, labels)
    return "\n".join(lines) + "\n"


def by_topic(metrics: Iterable[Metric]) -> list[tuple[str, list[Metric]]]:
    """The metrics under their topics, in the order of the dictionary."""
    found: dict[str, list[Metric]] = {}
    for metric in metrics:
        found.setdefault(metric.topic, []).append(metric)
    return list(found.items())


def _entry(metric: Metric, labels: dict[str, str]) -> Iterable[str]:
    yield from ("", f'<a id="{metric.id}"></a>', "", f"### {metric.label}", "", metric.definition, "")
    for name, said in _facts(metric, labels):
        if said:
            yield f"- **{name}**：{_plain(said)}"
    for name, sentences in (("使用限制", metric.limits), ("示例", metric.examples)):
        yield from ("", f"{name}：", "", *(f"- {_plain(sentence)}" for sentence in sentences))


def _facts(metric: Metric, labels: dict[str, str]) -> list[tuple[str, str]]:
    return [
        ("代号", f"`{metric.id}`"),
        ("公式", metric.formula),
        ("分子", metric.numerator or ""),
        ("分母", metric.denominator or ""),
        ("单位", "%" if metric.unit == "比率" else metric.unit),
        ("方向", DIRECTION[metric.direction]),
        ("标准", "；".join(_line(metric, *pair) for pair in _thresholds(metric))),
        ("分项", _dimensions(metric.breakdown)),
        ("同组可比的条件", _dimensions(metric.compared_within)),
        ("另一口径", "、".join(f"[{labels[i]}](#{i})" for i in metric.variants if i in labels)),
        ("为什么看", metric.why),
        ("起用版本", metric.since),
        ("核对", metric.checked_by),
    ]


def _thresholds(metric: Metric) -> list[tuple[str, Decimal, str]]:
    return [(f"{line.label} {_SIDE[line.side]}", line.value, line.source) for line in metric.thresholds]


def _line(metric: Metric, label: str, value: Decimal, source: str) -> str:
    shown = (
        f"{round_half_up(value * 100, 2):f}".rstrip("0").rstrip(".") + "%"
        if metric.unit == "比率"
        else (f"{value:f}{metric.unit}")
    )
    return f"{label}{shown}（来源：{source}）"


def _dimensions(names: Sequence[str]) -> str:
    return "、".join(DIMENSION_LABEL.get(name, name) for name in names)


def _plain(said: str) -> str:
    """No character of a definition becomes markup: < and * are themselves."""
    return said.replace("<", "&lt;").replace("*", "\\*").replace("|", "\\|")
