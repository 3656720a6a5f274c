"""How the figures were made and the words chosen: the last page before the annex."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kexie_dash.charts.format import scale_for
from kexie_dash.charts.lines import threshold_sentence
from kexie_dash.charts.titles import SOURCE, snapshot_words
from kexie_dash.definitions.phrases import Measure, Step, load_phrases, measure_of
from kexie_dash.model.assessment import Metric
from kexie_dash.store.database import Snapshot

_MEASURED: dict[Measure, str] = {
    "points": "比率看相差的百分点",
    "scores": "得分看相差的分数",
    "relative": "其他数看相差占较大数的几成",
}
_UNIT: dict[Measure, tuple[int, str]] = {
    "points": (100, "个百分点"),
    "scores": (1, "分"),
    "relative": (100, "%"),
}


def method(metrics: Sequence[Metric], snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Heading and text, one pair after the other."""
    return (
        (
            "数据来源",
            SOURCE.removeprefix("来源：") + snapshot_words(snapshot),
        ),
        (
            "可比范围",
            (
                "只有年度、报告类型、层级（和统计范围）都相同的单位才在一组内比较；组与组之间不比较。"
                "同组可比的不足三家时不作排名，也不给中位数。"
            ),
        ),
        (
            "数字与界限",
            (
                "“至少”“至多”“约”“近”随数字保留；报告没有写明的是“未载明”，不等于零。"
                "相差多少按未四舍五入的数计算，四舍五入后看来不同的，前面加“约”。"
            ),
        ),
        ("自报与统一口径", "●是按统一口径用报告自己的金额算出的数，○是单位自报的数，两者并列，互不替代。"),
        ("用词", _words({measure_of(metric.unit) for metric in metrics})),
        *((metric.label, _definition(metric)) for metric in metrics),
    )


def _definition(metric: Metric) -> str:
    lines = threshold_sentence(metric, scale_for(metric.unit, [line.value for line in metric.thresholds]))
    return f"{metric.definition}算法：{metric.formula}。{f'参照线：{lines}。' if lines else ''}"


def _words(measures: Iterable[Measure]) -> str:
    """比率看相差的百分点：不足2个为“基本持平”，2个起为“略高于” …"""
    used = [measure for measure in _MEASURED if measure in set(measures)]
    told = "；".join(f"{_MEASURED[m]}：{_steps(m)}" for m in used)
    return f"高低用词按固定分档选取。{told}。带界限的数，只有界限以外确定的差别才说高低。"


def _steps(measure: Measure) -> str:
    steps: Sequence[Step] = getattr(load_phrases().comparisons, measure)
    factor, unit = _UNIT[measure]
    told = [f"不足{steps[1].least * factor:f}".rstrip("0").rstrip(".") + f"{unit}为“{steps[0].tail}”"]
    for step in steps[1:]:
        cut = f"{step.least * factor:f}"
        cut = cut.rstrip("0").rstrip(".") if "." in cut else cut
        told.append(f"{cut}{unit}起为“{step.higher}”“{step.lower}”")
    return "，".join(told)
