"""The metric dictionary: complete, plainly checked, and every example of it true."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

import pytest
import yaml

from kexie_dash.definitions import metrics as loader
from kexie_dash.definitions.metrics import Entry, Example, Expect, load_entries, load_metrics, read_entries
from kexie_dash.definitions.problem import DefinitionError
from kexie_dash.definitions.target_words import load_target_words
from kexie_dash.measures.compute import compute
from kexie_dash.model.assessment import MeasureValue, Metric
from kexie_dash.model.labels import DIMENSION_LABEL
from tests.observed import from_rows, region, report

FIXED = {"execution_rate", "self_score", "activities", "audience"}
EXAMPLES = [
    pytest.param(entry, example, id=f"{entry.id}-{example.title}")
    for entry in load_entries()
    for example in entry.examples
]


def _values(entry: Entry, example: Example) -> tuple[MeasureValue, ...]:
    observations = from_rows(example.given)
    return compute(
        report(example.kind, example.project), observations, region(example.population), (entry.metric(),)
    )


@pytest.mark.parametrize(("entry", "example"), EXAMPLES)
def test_example_gives_the_value_it_states(entry: Entry, example: Example) -> None:
    found = {value.by: value for value in _values(entry, example)}
    for expected in example.expect:
        value = found[tuple(sorted(expected.by.items()))]
        assert _seen(value) == _wanted(expected), value


def _seen(value: MeasureValue) -> tuple[object, ...]:
    return (
        value.status,
        value.value,
        value.bound,
        value.basis if value.value is not None else None,
        value.text,
    )


def _wanted(expected: Expect) -> tuple[object, ...]:
    figure = None if expected.value is None else Decimal(expected.value)
    return expected.status, figure, expected.bound, expected.basis, expected.text


@pytest.mark.parametrize(("entry", "example"), EXAMPLES)
def test_example_names_every_value_it_gives_with_a_figure(entry: Entry, example: Example) -> None:
    named = {tuple(sorted(expected.by.items())) for expected in example.expect}
    assert {v.by for v in _values(entry, example) if v.value is not None} <= named


def test_dictionary_has_the_metrics_scripts_rely_on() -> None:
    metrics = load_metrics()
    assert {m.id for m in metrics} >= FIXED
    assert all(isinstance(m, Metric) for m in metrics)


@pytest.mark.parametrize("metric", load_metrics(), ids=lambda m: m.id)
def test_every_text_is_there(metric: Metric) -> None:
    for name in ("label", "unit", "definition", "formula", "why", "since", "checked_by"):
        assert getattr(metric, name).strip(), name
    assert metric.definition.endswith("。")
    assert all(text.endswith("。") for text in metric.limits)
    assert set(metric.breakdown) | set(metric.compared_within) <= set(DIMENSION_LABEL)


@pytest.mark.parametrize("metric", load_metrics(), ids=lambda m: m.id)
def test_a_ratio_names_numerator_and_denominator(metric: Metric) -> None:
    if loader.recipe_of(metric.id).calculation.kind in (
        "ratio",
        "score_rate",
        "per_population",
        "per_person",
    ):
        assert metric.numerator
        assert metric.denominator


def _raw(**changes: Any) -> dict[str, object]:
    entry: dict[str, Any] = {
        "id": "x", "label": "某", "unit": "元", "direction": "none", "definition": "某。", "formula": "某",
        "compared_within": ["year"], "limits": ["某。"], "why": "某。", "since": "1", "checked_by": "某",
        "recipe": {"calculation": {"kind": "grade"}},
        "examples": [{"title": "某", "given": [], "expect": [{"status": "not_stated"}]}],
    }  # fmt: skip
    entry |= changes
    return {"order": 1, "topic": "某", "metrics": [{k: v for k, v in entry.items() if v is not None}]}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"definition": None}, ("definition", "缺少")),
        ({"defnition": "某"}, ("defnition", "不认识")),
        ({"direction": "up"}, ("direction", "higher")),
        ({"examples": []}, ("examples",)),
        ({"limits": []}, ("limits",)),
        ({"recipe": {"calculation": {"kind": "magic"}}}, ("recipe.calculation", "算法")),
        ({"recipe": {"calculation": {"kind": "grade", "sql": "select 1"}}}, ("sql", "不认识")),
    ],
)
def test_a_faulty_entry_is_refused_with_file_entry_and_field(
    changes: dict[str, Any], words: tuple[str, ...]
) -> None:
    with pytest.raises(DefinitionError) as caught:
        read_entries({"metrics/some.yaml": _raw(**changes)})
    message = str(caught.value)
    assert "metrics/some.yaml" in message
    assert "第 1 条（x）" in message
    for word in words:
        assert word in message


def test_one_id_may_stand_once() -> None:
    with pytest.raises(DefinitionError, match="定义了两次"):
        read_entries({"a.yaml": _raw(), "b.yaml": _raw()})


def test_a_reference_to_an_unknown_metric_is_refused() -> None:
    recipe = {"calculation": {"kind": "difference", "minuend": "x", "subtrahend": "nowhere"}}
    entries = read_entries({"a.yaml": _raw(recipe=recipe)})
    with pytest.raises(DefinitionError, match="nowhere"):
        loader.check_references(entries)


def test_broken_yaml_names_the_line() -> None:
    with pytest.raises(DefinitionError, match=r"metrics/x\.yaml 第 3 行"):
        loader.parse("metrics/x.yaml", "a: 1\nb: [1, 2\nc: }")


def test_an_unknown_metric_is_named() -> None:
    with pytest.raises(DefinitionError, match="no_such_metric"):
        loader.recipe_of("no_such_metric")


def test_version_changes_with_a_definition_and_not_with_a_comment() -> None:
    text = yaml.safe_dump(_raw(), allow_unicode=True)
    same = read_entries({"a.yaml": yaml.safe_load("# a comment\n" + text)})
    entries = read_entries({"a.yaml": yaml.safe_load(text)})
    other = read_entries({"a.yaml": _raw(definition="另一个意思。")})
    versions = [
        loader.version_of(e, loader.load_subjects(), load_target_words()) for e in (entries, same, other)
    ]
    assert versions[0] == versions[1] != versions[2]
    assert loader.dictionary_version() == loader.version_of(
        load_entries(), loader.load_subjects(), load_target_words()
    )


def test_entries_and_metrics_agree() -> None:
    for entry, metric in zip(load_entries(), load_metrics(), strict=True):
        for field in dataclasses.fields(Metric):
            declared, known = getattr(entry, field.name), getattr(metric, field.name)
            if field.name == "examples":
                assert [line.partition(" → ")[0] for line in known] == [e.title for e in declared]
                continue
            if field.name == "thresholds":
                declared, known = (
                    tuple(dict(line) for line in declared),
                    tuple(map(dataclasses.asdict, known)),
                )
            assert declared == known
