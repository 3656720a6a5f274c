"""Problems and practice by theme: nothing dropped, counts like a loop, the order of what others write."""

from __future__ import annotations

import pytest

from kexie_dash.definitions.problem import DefinitionError
from kexie_dash.definitions.themes import load_themes, read_themes, themes_of
from kexie_dash.queries.narrative import ANSWERING, PROBLEM, SECTIONS, answers, remarks
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database


def test_every_remark_has_a_theme_and_its_exact_words(built: Paths) -> None:
    view = Database(built.database).view()
    found = remarks(view)
    assert len(found.shown) == len(view.narratives()) > 50
    for one in found.shown:
        document = view.document(one.report.id)
        assert document is not None
        evidence = one.said.evidence
        assert document.text[evidence.start : evidence.end] == evidence.quote
        assert one.themes


def test_counts_are_those_of_a_loop(built: Paths) -> None:
    found = remarks(Database(built.database))
    for section in SECTIONS:
        by_hand: dict[tuple[str, str], int] = {}
        for one in found.shown:
            for theme in themes_of("".join(one.said.item.split())) if one.section == section else ():
                by_hand[one.report.id, theme] = by_hand.get((one.report.id, theme), 0) + 1
        assert found.counts((section,)) == by_hand
    # By hand: all five name the budget among their problems, two name staffing.
    assert len(found.bodies("budget", (PROBLEM,))) == 5
    assert set(found.bodies("staffing", (PROBLEM,))) == {"440300", "440800"}
    assert set(found.bodies("pandemic", (PROBLEM,))) == {"440300", "440700"}


@pytest.mark.parametrize(
    ("said", "themes"),
    [
        ("专职工作人员少，科普经费有限。", {"staffing", "funds"}),
        ("受疫情影响，部分学会活动延期。", {"pandemic", "societies", "schedule"}),
        ("绩效目标不够细化。", {"targets"}),
        ("天气炎热。", {"other"}),
    ],
)
def test_wording_leads_to_themes(said: str, themes: set[str]) -> None:
    assert set(themes_of(said)) == themes


def test_what_others_write_comes_with_comparable_bodies_first_and_better_ones_before(built: Paths) -> None:
    view = Database(built.database).view()
    found = {one.theme: one for one in answers(view, "440600", "execution_rate")}
    assert {"budget", "targets"} <= set(found)
    for one in found.values():
        assert all(problem.report.body_code == "440600" for problem in one.problems)
        assert all(answer.remark.report.body_code != "440600" for answer in one.answers)
        assert all(answer.remark.section in ANSWERING for answer in one.answers)
        assert all(one.theme in answer.remark.themes for answer in one.answers)
        ranks = [(not a.comparable, -(a.value.value or 0) if a.value else 0) for a in one.answers]
        assert ranks == sorted(ranks)
    first = found["budget"].answers[0]
    assert (first.remark.report.id, first.comparable) == ("440300-2020", True)
    assert answers(view, "000000", "execution_rate") == ()


def test_the_crosswalk_says_what_is_wrong_with_it() -> None:
    assert len({theme.id for theme in load_themes()}) == len(load_themes())
    with pytest.raises(DefinitionError):
        read_themes({"themes": [{"id": "a", "label": "甲", "words": ["("]}]})
    twice = {"id": "a", "label": "甲", "words": ["甲"]}
    with pytest.raises(DefinitionError):
        read_themes({"themes": [twice, twice]})
