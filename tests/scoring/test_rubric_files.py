"""The rubrics hold exactly what the reports print, and a faulty file is refused by name."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from kexie_dash.definitions import dimensions, rubrics
from kexie_dash.definitions.problem import DefinitionError
from kexie_dash.reading import read_document
from kexie_dash.scoring import printed_rubric
from tests.conftest import ROOT

FOLDER = ROOT / "kexie_dash" / "definitions" / "rubrics"


def solid(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("entry", rubrics.load_rubrics(), ids=lambda one: one.id)
def test_every_printed_text_stands_in_its_report(entry: rubrics.RubricEntry) -> None:
    document = read_document(ROOT / "data" / "reports" / f"{entry.report}.txt")
    found, lost = printed_rubric(entry, document)
    assert lost == ()
    for one in found.indicators:
        assert [solid(span.quote) for span in one.spans] == [solid(piece) for piece in one.printed]
        for span in one.spans:
            assert document.text[span.start : span.end] == span.quote


@pytest.mark.parametrize("entry", [r for r in rubrics.load_rubrics() if r.has_rules], ids=lambda one: one.id)
def test_printed_rows_are_whole(entry: rubrics.RubricEntry) -> None:
    """Between the first and the last row of the table nothing of its rule column is left out."""
    document = read_document(ROOT / "data" / "reports" / f"{entry.report}.txt")
    found, _ = printed_rubric(entry, document)
    spans = [span for one in found.indicators for span in one.spans]
    assert spans == sorted(spans, key=lambda span: span.start)
    rows = document.text[spans[0].start : spans[-1].end].split("\n")
    cells = [row.split("\t") for row in rows]
    rules = {solid(row[5]) for row in cells[1:-1] if len(row) == 7 and row[5] and row[5] != "评分标准"}
    assert rules <= {solid(span.quote) for span in spans}


def test_full_marks_and_structures() -> None:
    by_id = {entry.id: entry for entry in rubrics.load_rubrics()}
    able = [entry for entry in by_id.values() if entry.has_rules]
    assert [(e.id, len(e.indicators), sum(i.full_mark or 0 for i in e.indicators)) for e in able] == [
        ("440300-2020", 21, 100)
    ]
    marks = [i.full_mark for i in by_id["440600-2020"].indicators]
    assert [str(mark) for mark in marks] == ["8", "8", "7", "20", "11", "6", "5", "30", "5"]
    for silent in ("440117-2021", "440800-2022"):
        assert all(i.full_mark is None and not i.parts for i in by_id[silent].indicators)
    assert len(by_id["440800-2022"].indicators) == 4 + 9 + 20 + 16


def test_a_dimension_is_that_of_the_crosswalk() -> None:
    for entry in rubrics.load_rubrics():
        for one in entry.indicators:
            assert dimensions.place_of(one.name).dimension in (one.dimension, dimensions.UNASSIGNED), one.id


def test_an_unknown_name_belongs_nowhere() -> None:
    assert dimensions.place_of("特色亮点工作").dimension == dimensions.UNASSIGNED
    assert len(dimensions.load_dimensions()) == 11
    with pytest.raises(DefinitionError, match="“甲”"):
        dimensions.read_dimensions(
            {"dimensions": [{"label": "一", "names": ["甲"]}, {"label": "二", "names": ["甲"]}]}
        )


def small() -> dict[str, Any]:
    return {
        "id": "some", "report": "some", "title": "某", "full_mark": 3,
        "inputs": {"rate": {"label": "某率", "sources": [{"kind": "rate", "words": ["某率"]}]}},
        "indicators": [
            {
                "id": "one", "path": ["甲", "乙"], "level": 2, "full_mark": 3, "dimension": "资金管理",
                "printed": ["某"],
                "parts": [
                    {"kind": "times", "label": "某", "input": "rate", "points": 2},
                    {"kind": "judgement", "label": "某", "points": 1},
                ],
            }
        ],
    }  # fmt: skip


def test_a_further_rubric_is_a_further_file() -> None:
    (found,) = rubrics.read_rubrics({"rubrics/some.yaml": small()})
    assert found.has_rules
    text = (FOLDER / "440300-2020.yaml").read_text("utf-8")
    both = rubrics.read_rubrics({"rubrics/a.yaml": yaml.safe_load(text), "rubrics/some.yaml": small()})
    assert [one.id for one in both] == ["440300-2020", "some"]
    # No code knows a rubric by name.
    package = Path(rubrics.__file__).parent.parent
    for room in ("scoring", "measures", "queries", "charts", "pages", "cli"):
        for path in (package / room).rglob("*.py"):
            assert not re.search(r"\d{6}-20\d\d(?!-)", re.sub(r'"""[\s\S]*?"""', "", path.read_text("utf-8")))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda r: r["indicators"][0].pop("path"), ("第 1 条（one）", "path", "缺少")),
        (lambda r: r["indicators"][0].update(dimension="不存在"), ("one", "dimension", "不存在")),
        (lambda r: r["indicators"][0].update(full_mark=4), ("one", "3", "4")),
        (lambda r: r.update(full_mark=5), ("3", "5")),
        (lambda r: r["indicators"][0]["parts"][0].update(input="none"), ("one", "none")),
        (lambda r: r["indicators"][0]["parts"][0].update(kind="magic"), ("第 1 条（one）", "parts", "kind")),
        (lambda r: r["inputs"].update(more={"label": "多"}), ("more", "没有指标用到")),
        (
            lambda r: r["inputs"]["rate"].update(sources=[{"kind": "metric", "metric": "nowhere"}]),
            ("rate", "nowhere"),
        ),
        (
            lambda r: r["indicators"][0]["parts"].__setitem__(
                0,
                {"kind": "bands", "label": "某", "input": "rate",
                 "bands": [{"at_least": 0.9, "points": 2}, {"below": 0.8, "points": 0}]},
            ),
            ("第 1 条（one）", "空当"),
        ),
    ],
)  # fmt: skip
def test_a_faulty_rubric_names_file_indicator_and_field(change: Any, words: tuple[str, ...]) -> None:
    raw = copy.deepcopy(small())
    change(raw)
    with pytest.raises(DefinitionError) as caught:
        rubrics.read_rubrics({"rubrics/some.yaml": raw})
    for word in ("rubrics/some.yaml", *words):
        assert word in str(caught.value)
