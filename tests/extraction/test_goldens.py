"""The reader against what a person read: found, wrong and missed per family, and no step back."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kexie_dash.extraction import extract
from kexie_dash.model.observation import Observation
from kexie_dash.reading import read_document
from tests.extraction.scoring import Score, load_golden, score

ROOT = Path(__file__).resolve().parents[2]
ORIGINS = {
    r["id"]: r for r in yaml.safe_load((ROOT / "data/reports/origins.yaml").read_text("utf-8"))["reports"]
}
QUALITY = yaml.safe_load((Path(__file__).parent / "quality.yaml").read_text("utf-8"))


def observations(report: str) -> tuple[Observation, ...]:
    origin = ORIGINS[report]
    document = read_document(ROOT / "data" / "reports" / origin["file"])
    return extract(document, report=report, year=origin["year"], kind=origin["kind"]).observations


def shares(result: Score) -> dict[str, float]:
    return {
        "found": result.found / result.golden,
        "family": result.family / result.golden,
        "attributes": result.attributes / result.golden,
        "precision": result.real / result.printed,
    }


@pytest.mark.parametrize("report", sorted(QUALITY))
def test_no_step_back_against_the_golden(report: str, capsys: pytest.CaptureFixture[str]) -> None:
    result = score(load_golden(report), observations(report))
    with capsys.disabled():
        print(f"\n{report}: " + ", ".join(f"{name} {share:.1%}" for name, share in shares(result).items()))
        for family in sorted({f for f, _ in result.by_family}):
            counts = {state: result.by_family[family, state] for state in ("found", "wrong", "missed")}
            print(f"  {family:12}" + "  ".join(f"{state} {n:3}" for state, n in counts.items()))
    for name, least in QUALITY[report].items():
        assert shares(result)[name] >= least, f"{report}: {name} fell below {least}"


def test_confidence_separates_right_from_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    """Precision by confidence: what the reader is surer of is right more often."""
    judged: list[tuple[float, bool]] = []
    for report in QUALITY:
        read = observations(report)
        result = score(load_golden(report), read)
        bad = {id(o) for o in result.extra} | {id(o) for _, o, _ in result.wrong}
        judged += [(o.confidence, id(o) not in bad) for o in read]
    judged.sort(key=lambda pair: pair[0])
    deciles = [judged[i * len(judged) // 10 : (i + 1) * len(judged) // 10] for i in range(10)]
    rates = [sum(right for _, right in part) / len(part) for part in deciles]
    with capsys.disabled():
        print("\nright in every attribute, by decile of confidence: " + " ".join(f"{r:.0%}" for r in rates))
    assert sum(rates[5:]) > sum(rates[:5])


@pytest.mark.parametrize("report", sorted(QUALITY))
def test_every_quote_is_the_text_itself(report: str) -> None:
    text = read_document(ROOT / "data" / "reports" / ORIGINS[report]["file"]).text
    for o in observations(report):
        assert text[o.evidence.start : o.evidence.end] == o.evidence.quote
        digits = [c for c in o.value_text if c.isdigit()]
        assert all(c in o.evidence.quote for c in digits), o
