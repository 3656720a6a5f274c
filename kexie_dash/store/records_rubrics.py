"""Rows of the rubric tables as the field's types again."""

from __future__ import annotations

from kexie_dash.model.assessment import Operand
from kexie_dash.model.observation import Evidence
from kexie_dash.model.rubric import Indicator, IndicatorScore, PartScore, Rubric, RubricScore
from kexie_dash.store.records import Record, Source, plain


def rubrics(source: Source) -> tuple[Rubric, ...]:
    """All rubrics of the build with their indicators and where their texts stand."""
    spans: dict[tuple[str, str], list[Evidence]] = {}
    for row in source.records("SELECT * FROM kexie.rubric_span ORDER BY rubric, indicator, seq"):
        key = row.pop("rubric"), row.pop("indicator")
        del row["seq"]
        start, end = row.pop("span_start"), row.pop("span_end")
        spans.setdefault(key, []).append(Evidence(start, end, **row))
    indicators: dict[str, list[Indicator]] = {}
    for row in source.records("SELECT * EXCLUDE (seq) FROM kexie.rubric_indicator ORDER BY rubric, seq"):
        rubric = row.pop("rubric")
        found = tuple(spans.get((rubric, row["id"]), ()))
        row |= {"path": tuple(row["path"]), "printed": tuple(row["printed"])}
        row["full_mark"] = plain(row["full_mark"])
        indicators.setdefault(rubric, []).append(Indicator(**row, spans=found))
    rows = source.records("SELECT * EXCLUDE (seq) FROM kexie.rubric ORDER BY seq")
    return tuple(
        Rubric(
            **{**row, "full_mark": plain(row["full_mark"])}, indicators=tuple(indicators.get(row["id"], ()))
        )
        for row in rows
    )


def rubric_scores(source: Source) -> tuple[RubricScore, ...]:
    """Every report by every rubric with rules."""
    parts = _parts(source)
    found: dict[tuple[str, str], list[IndicatorScore]] = {}
    for row in source.records("SELECT * EXCLUDE (seq) FROM kexie.rubric_score ORDER BY seq"):
        key = row.pop("id")
        _figures(row, "full_mark", "low", "high", "declared")
        one = IndicatorScore(**row, parts=tuple(parts.get(key, ())))
        found.setdefault((one.rubric, one.report), []).append(one)
    totals = source.records("SELECT * FROM kexie.rubric_total ORDER BY rubric, report")
    return tuple(
        RubricScore(
            row["rubric"],
            row["report"],
            tuple(found.get((row["rubric"], row["report"]), ())),
            plain(row["declared"]),
            row["declared_by"],
        )
        for row in totals
    )


def _parts(source: Source) -> dict[str, list[PartScore]]:
    inputs: dict[tuple[str, int], list[Operand]] = {}
    for row in source.records("SELECT * EXCLUDE (seq) FROM kexie.rubric_input ORDER BY score, part, seq"):
        place = row.pop("score"), row.pop("part")
        _figures(row, "value")
        inputs.setdefault(place, []).append(Operand(**row))
    found: dict[str, list[PartScore]] = {}
    for row in source.records("SELECT * FROM kexie.rubric_part ORDER BY score, seq"):
        score, seq = row.pop("score"), row.pop("seq")
        _figures(row, "points", "low", "high")
        row["missing"] = tuple(row["missing"])
        found.setdefault(score, []).append(PartScore(**row, inputs=tuple(inputs.get((score, seq), ()))))
    return found


def _figures(row: Record, *names: str) -> None:
    for name in names:
        row[name] = plain(row[name])
