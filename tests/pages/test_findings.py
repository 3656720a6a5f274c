"""矛盾核查 on the five reports, as the program itself built them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_dash.queries.findings import finding_by_id, findings, passages
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database
from tests.pages.conftest import OpenPage


@pytest.fixture
def folder(built: Paths) -> Path:
    return built.data


def test_contradictions_come_first_with_their_sentences(open_page: OpenPage) -> None:
    shown = open_page("findings")
    assert "矛盾 12" in shown.text
    assert (
        shown.text.index("评分标准写有8分")
        < shown.text.index("7个（第187行）")
        < shown.text.index("5100多万")
    )
    assert "公用经费实际支出为 52.71万元" in shown.text
    assert "<mark>" in shown.html
    assert any(a.startswith("/source?") and "finding=f" in a and "side=2" in a for a in shown.links)


def test_filters_stand_in_the_address(open_page: OpenPage) -> None:
    only = open_page("findings", verdict="contradicts", kind="sum")
    assert "没有这样的核查结果" in only.text
    foshan = open_page("findings", body="440600", verdict="contradicts")
    assert "52.71万元" in foshan.text
    assert "33/41" not in foshan.text
    assert any("verdict=contradicts" in a and "body=440600" in a and "kind=" in a for a in foshan.links)
    strange = open_page("findings", verdict="maybe", kind="none")
    assert "矛盾 12" in strange.text
    holds = open_page("findings", verdict="holds")
    assert "第 1–40 条" in holds.text


def test_a_report_without_open_findings_says_so(open_page: OpenPage) -> None:
    assert "没有这样的核查结果" in open_page("findings", body="440117", verdict="contradicts").text


def test_the_query_counts_chooses_and_leads_to_the_source(built: Paths) -> None:
    view = Database(built.database).view()
    everything = findings(view, verdicts=())
    assert sum(everything.verdicts.values()) == len(everything.shown) == len(view.findings())
    assert sum(sum(counted.values()) for counted in everything.by_body.values()) == len(everything.shown)
    order = [one.finding.consequence for one in everything.shown]
    assert order == sorted(order)
    chosen = findings(view, bodies=["440600"], years=[2020], kinds=["repeat"], verdicts=["contradicts"])
    (one,) = chosen.shown
    assert finding_by_id(view, one.finding.id) == one
    assert finding_by_id(view, "nothing") is None
    first, second = passages(view, one, 4)
    assert "52.71万元" in "".join(first.quote.split()) + "".join(second.quote.split())
    assert first.observation in {o.id for o in view.observations(report="440600-2020")}
    document = view.document("440600-2020")
    assert document is not None
    assert first.before + first.quote + first.after in document.text


def test_both_sentences_are_reached_and_marked_in_the_source(open_page: OpenPage, built: Paths) -> None:
    view = Database(built.database).view()
    one = next(f for f in view.findings("440600-2020") if f.verdict == "contradicts" and len(f.evidence) > 1)
    first, second = one.evidence[0], one.evidence[1]
    for side, asked, other in (("1", first, second), ("2", second, first)):
        shown = open_page("source", report=one.report, own="440600", finding=one.id, side=side)
        assert f'data-cited="{asked.start}-{asked.end}"' in shown.html
        assert f'data-cited-too="{other.start}-{other.end}' in shown.html
        assert one.message in shown.text
        assert sum(f"finding={one.id}&side=" in address for address in shown.links) == len(one.evidence)
    assert "data-cited" not in open_page("source", report="440300-2020", own="440300", finding=one.id).html
