"""Rubrics and what reports earn by them, as rows of the schema's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from kexie_dash.model.rubric import IndicatorScore, Rubric, RubricScore

Row = tuple[object, ...]
Figure = Callable[[Decimal | None], Decimal | None]


def rows(rubrics: Iterable[Rubric], scores: Sequence[RubricScore], figure: Figure) -> dict[str, list[Row]]:
    """Rows by table. figure: the way the tables keep decimals."""
    ordered = sorted(scores, key=lambda one: (one.rubric, one.report))
    rubrics = sorted(rubrics, key=lambda one: one.id)
    indicators = [one for score in ordered for one in score.indicators]
    return {
        "rubric": [_rubric(seq, one, figure) for seq, one in enumerate(rubrics, start=1)],
        "rubric_indicator": [row for one in rubrics for row in _indicators(one, figure)],
        "rubric_span": [row for one in rubrics for row in _spans(one)],
        "rubric_score": [_score(seq, one, figure) for seq, one in enumerate(indicators, start=1)],
        "rubric_part": [row for one in indicators for row in _parts(one, figure)],
        "rubric_input": [row for one in indicators for row in _inputs(one, figure)],
        "rubric_total": [(one.rubric, one.report, figure(one.declared), one.declared_by) for one in ordered],
    }


def _rubric(seq: int, one: Rubric, figure: Figure) -> Row:
    return seq, one.id, one.report, one.title, figure(one.full_mark), one.note, one.scores


def _indicators(rubric: Rubric, figure: Figure) -> Iterator[Row]:
    for seq, one in enumerate(rubric.indicators, start=1):
        yield (
            rubric.id, seq, one.id, list(one.path), one.level, figure(one.full_mark), one.dimension,
            list(one.printed), one.has_rule,
        )  # fmt: skip


def _spans(rubric: Rubric) -> Iterator[Row]:
    for one in rubric.indicators:
        for seq, span in enumerate(one.spans, start=1):
            yield (
                rubric.id, one.id, seq, span.start, span.end, span.line_first, span.line_last, span.page,
                span.quote,
            )  # fmt: skip


def _score(seq: int, one: IndicatorScore, figure: Figure) -> Row:
    return (
        seq, one.id, one.rubric, one.report, one.indicator, figure(one.full_mark), one.state, figure(one.low),
        figure(one.high), figure(one.declared), one.declared_by, one.note,
    )  # fmt: skip


def _parts(score: IndicatorScore, figure: Figure) -> Iterator[Row]:
    for seq, part in enumerate(score.parts, start=1):
        yield (
            score.id, seq, part.label, part.kind, figure(part.points), part.state, figure(part.low),
            figure(part.high), part.measured, list(part.missing),
        )  # fmt: skip


def _inputs(score: IndicatorScore, figure: Figure) -> Iterator[Row]:
    for number, part in enumerate(score.parts, start=1):
        for seq, one in enumerate(part.inputs, start=1):
            yield (
                score.id, number, seq, one.role, one.label, figure(one.value), one.unit, one.bound,
                one.observation, one.source,
            )  # fmt: skip
