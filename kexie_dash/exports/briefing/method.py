"""How the figures were made and the words chosen: the last page before the annex."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kexie_dash.charts import texts as shared
from kexie_dash.charts.format import SCORE, scale_for
from kexie_dash.charts.lines import threshold_sentence
from kexie_dash.charts.titles import snapshot_words
from kexie_dash.definitions.phrases import Measure, Step, load_phrases, measure_of
from kexie_dash.exports.briefing import texts as wording
from kexie_dash.model.assessment import Metric
from kexie_dash.store.database import Snapshot

_MEASURED: dict[Measure, str] = {
    "points": wording.RATES_BY_POINTS,
    "scores": wording.SCORES_BY_POINTS,
    "relative": wording.OTHERS_BY_SHARE,
}
_UNIT: dict[Measure, tuple[int, str]] = {
    "points": (100, wording.POINTS),
    "scores": (1, SCORE),
    "relative": (100, "%"),
}


def method(metrics: Sequence[Metric], snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Heading and text, one pair after the other."""
    return (
        (
            wording.DATA_FROM,
            wording.SOURCES + snapshot_words(snapshot),
        ),
        (
            wording.WHAT_IS_COMPARED,
            (wording.ONLY_INSIDE_A_GROUP),
        ),
        (
            wording.FIGURES_AND_BOUNDS,
            (wording.BOUNDS_STAY),
        ),
        (wording.DECLARED_AND_RULER, wording.NEVER_INSTEAD),
        (wording.WORDS, _words({measure_of(metric.unit) for metric in metrics})),
        *((metric.label, _definition(metric)) for metric in metrics),
    )


def _definition(metric: Metric) -> str:
    lines = threshold_sentence(metric, scale_for(metric.unit, [line.value for line in metric.thresholds]))
    return wording.DEFINITION.format(
        definition=metric.definition,
        formula=metric.formula,
        more=wording.REFERENCE_LINES.format(lines=lines) if lines else "",
    )


def _words(measures: Iterable[Measure]) -> str:
    """比率看相差的百分点：不足2个为“基本持平”，2个起为“略高于” …"""
    used = [measure for measure in _MEASURED if measure in set(measures)]
    told = shared.BETWEEN_CLAUSES.join(
        shared.LABELLED.format(label=_MEASURED[m], said=_steps(m)) for m in used
    )
    return wording.WORDS_BY_STEPS.format(told=told)


def _number(cut: Decimal) -> str:
    text = f"{cut:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _steps(measure: Measure) -> str:
    steps: Sequence[Step] = getattr(load_phrases().comparisons, measure)
    factor, unit = _UNIT[measure]
    told = [
        wording.BELOW_FIRST_STEP.format(cut=_number(steps[1].least * factor), unit=unit, word=steps[0].tail)
    ]
    for step in steps[1:]:
        told.append(
            wording.FROM_STEP.format(
                cut=_number(step.least * factor), unit=unit, higher=step.higher, lower=step.lower
            )
        )
    return shared.BETWEEN_PARTS.join(told)
