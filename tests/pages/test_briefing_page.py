"""Page 简报: the sentences with their links, the products, and whether a file is the newest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kexie_dash.exports.briefing.make import Choice, make_briefing
from kexie_dash.exports.stamp import read_stamp
from kexie_dash.pages import texts_briefing as wording
from kexie_dash.settings import data_paths
from kexie_dash.store.database import Database
from tests.pages.conftest import OpenPage


def test_the_sentences_of_the_document_stand_on_the_page(open_page: OpenPage, folder: Path) -> None:
    page = open_page("briefing")
    view = Database(data_paths(folder).database).view()
    made = make_briefing(view, Choice(), date(2026, 1, 2))
    shown = "".join(page.text.split())
    for sentence in (*made.summary, *(s for one in made.sections for s in one.sentences)):
        assert "".join(sentence.text.split()) in shown


def test_every_figure_leads_to_its_sentence(open_page: OpenPage) -> None:
    page = open_page("briefing", pick="execution_rate", year="2020")
    assert "佛山（ 101.6% ）明显高于深圳（ 71.7% ）" in page.text
    assert len([link for link in page.links if "/evidence?" in link and "value=v" in link]) >= 4


def test_metrics_are_picked_in_the_address(open_page: OpenPage) -> None:
    page = open_page("briefing", pick="self_score.nothing_known")
    assert "自评得分：" in page.text
    assert "预算执行率：" not in page.text
    assert "“nothing_known”没有，已略去" in page.text


def test_what_the_line_brought_can_be_taken_out_again(open_page: OpenPage) -> None:
    page = open_page("briefing", metric="declared_execution_rate").test
    assert page.multiselect(key="briefing-metrics").value == ["declared_execution_rate"]
    page.multiselect(key="briefing-metrics").set_value([]).run()
    assert page.multiselect(key="briefing-metrics").value == []
    assert page.query_params["pick"] in ("", [""])


def test_a_selection_without_values_is_said(open_page: OpenPage) -> None:
    page = open_page("briefing", body="440100")
    assert "所选没有可写的内容" in page.text


@pytest.mark.parametrize("key", ["make-pptx", "make-docx"])
def test_a_press_makes_the_file(open_page: OpenPage, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from kexie_dash.exports.briefing.document import brief
    from kexie_dash.exports.errors import ExportError

    def nothing(*_: object) -> tuple[bytes, str]:
        raise ExportError("没有可用的浏览器。")

    monkeypatch.setattr(brief, "picture_of", nothing)
    page = open_page("briefing", pick="self_score")
    page.test.button(key=key).click().run(timeout=60)
    assert not page.test.exception
    made = page.test.session_state["briefing-file"]
    assert made.name.endswith(key.removeprefix("make-"))
    assert read_stamp(made.data).product == "briefing"
    assert ("没有可用的浏览器" in page.text) == (key == "make-docx")


def test_the_list_of_questions_follows_the_own_body(open_page: OpenPage) -> None:
    page = open_page("briefing").test
    for own in ("440600", "440800"):
        page.query_params["own"] = own
        page.run()
        assert next(box for box in page.selectbox if box.label == wording.QUESTIONS_OF).value == own
