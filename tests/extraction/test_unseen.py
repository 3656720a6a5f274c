"""The reader on made-up reports of other bodies and other layouts."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from kexie_dash.extraction import extract
from kexie_dash.model.observation import Observation
from kexie_dash.reading import read_document
from tests.extraction.scoring import Score, score

HERE = Path(__file__).parent
BATCHES = ("unseen", "unseen-second", "unseen-third")
INDEXES: dict[str, dict[str, dict[str, Any]]] = {
    batch: yaml.safe_load((HERE / batch / "index.yaml").read_text("utf-8")) for batch in BATCHES
}
LEAST: dict[str, dict[str, float]] = {
    "unseen": INDEXES["unseen"].pop("least"),
    "unseen-second": INDEXES["unseen"].pop("least-second"),
    "unseen-third": INDEXES["unseen"].pop("least-third"),
}
INDEX = {report: entry for index in INDEXES.values() for report, entry in index.items()}
FOLDER = {report: HERE / batch for batch, index in INDEXES.items() for report in index}


def golden(report: str) -> list[dict[str, Any]]:
    lines = (FOLDER[report] / f"{report}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines]


def observations(report: str) -> tuple[Observation, ...]:
    document = read_document(FOLDER[report] / f"{report}.txt")
    return extract(
        document, report=report, year=INDEX[report]["year"], kind=INDEX[report]["kind"]
    ).observations


@pytest.mark.parametrize("report", sorted(INDEX))
def test_goldens_quote_their_reports(report: str) -> None:
    text = read_document(FOLDER[report] / f"{report}.txt").text
    rows = golden(report)
    assert rows
    for row in rows:
        place = row["evidence"]
        assert text[int(place["start"]) : int(place["end"])] == place["quote"]
        assert place["line_first"] == text.count("\n", 0, int(place["start"])) + 1


@pytest.mark.parametrize("report", sorted(INDEX))
def test_evidence_is_exact(report: str) -> None:
    text = read_document(FOLDER[report] / f"{report}.txt").text
    for o in observations(report):
        assert text[o.evidence.start : o.evidence.end] == o.evidence.quote


@pytest.mark.parametrize("batch", BATCHES)
def test_no_step_back_on_unseen_reports(batch: str, capsys: pytest.CaptureFixture[str]) -> None:
    results: dict[str, Score] = {r: score(golden(r), observations(r)) for r in sorted(INDEXES[batch])}
    total = Score()
    for result in results.values():
        for name in ("golden", "printed", "found", "family", "attributes", "real"):
            setattr(total, name, getattr(total, name) + getattr(result, name))
    with capsys.disabled():
        print()
        for report, result in [*results.items(), ("all", total)]:
            print(f"{report:31}" + "  ".join(f"{n} {s:.1%}" for n, s in _shares(result).items()))
    for name, least in LEAST[batch].items():
        assert _shares(total)[name] >= least, f"{name} fell below {least}"


def _shares(result: Score) -> dict[str, float]:
    return {
        "found": result.found / result.golden,
        "family": result.family / result.golden,
        "attributes": result.attributes / result.golden,
        "precision": result.real / max(1, result.printed),
    }
