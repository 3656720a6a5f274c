"""依据: the sentence, its place, and what a value was made of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kexie_dash.queries.evidence import excerpts, value_evidence
from kexie_dash.store.database import Database
from tests.golden_loader import ROOT
from tests.pages.conftest import OpenPage


@pytest.fixture
def value_ids(golden_folder: Path) -> dict[str, str]:
    """Execution rates by report."""
    return {
        value.report: value.id for value in Database(golden_folder).view().values(metric="execution_rate")
    }


def test_a_quotient_shows_its_figures_and_their_sentences(
    open_page: OpenPage, value_ids: dict[str, str]
) -> None:
    shown = open_page("evidence", value=value_ids["440300-2020"])
    assert "71.7%" in shown.text
    assert "45,692,420.17元 ÷" in shown.text
    assert "63,734,886.83元 = 71.7%" in shown.text
    assert "440300-2020.txt" in shown.text
    marked = "".join(re.findall(r"<mark>(.*?)</mark>", shown.html, re.DOTALL))
    for figure in ("45,692,420.17", "63,734,886.83", "93.99"):
        assert figure in marked


def test_a_sum_names_every_term(open_page: OpenPage, value_ids: dict[str, str]) -> None:
    shown = open_page("evidence", value=value_ids["440700-2022"])
    assert "66.8%" in shown.text
    for figure in ("106.13万元", "69.09万元", "19.88万元", "155万元", "101万元", "36万元"):
        assert figure in shown.text
    assert len([link for link in shown.links if "obs=o" in link]) == 6


def test_an_observation_shows_its_fields(open_page: OpenPage, value_ids: dict[str, str]) -> None:
    link = next(
        link for link in open_page("evidence", value=value_ids["440300-2020"]).links if "obs=" in link
    )
    shown = open_page("evidence", obs=link.split("obs=")[1])
    for words in ("报告的说法", "预算金额", "执行", "用在哪些指标", "预算执行率", "71.7%"):
        assert words in shown.text


def test_excerpts_are_the_document_itself(golden_folder: Path) -> None:
    """Whatever is shown is cut out of the text, and what is marked is exactly the quotes."""
    view = Database(golden_folder).view()
    for value in view.values():
        found = value_evidence(view, value.id)
        assert found is not None
        for excerpt in found.excerpts:
            text = (ROOT / "data" / "reports" / excerpt.report.file).read_text("utf-8")
            assert "".join(piece.text for piece in excerpt.pieces) in text
        marked = [piece.text for one in found.excerpts for piece in one.pieces if piece.marked]
        for observation in found.observations.values():
            assert any(observation.evidence.quote in part for part in marked) or _split(
                observation.evidence.quote, marked
            )


def _split(quote: str, marked: list[str]) -> bool:
    """Quotes that overlap are marked as one stretch in several pieces."""
    return quote in "".join(marked)


def test_neighbours_share_one_excerpt(golden_folder: Path, value_ids: dict[str, str]) -> None:
    view = Database(golden_folder).view()
    found = value_evidence(view, value_ids["440300-2020"])
    assert found is not None
    assert len(found.observations) == 3
    assert len(excerpts(view, found.observations.values())) == 1
