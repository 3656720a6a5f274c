"""Search against plain substring search over the reports' text; numbers, phrases, hostile queries, speed."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from kexie_dash.queries.search import passages_with, without_one
from kexie_dash.queries.search_examples import search_examples
from kexie_dash.queries.search_figures import figures_with, metrics_with, values_with
from kexie_dash.queries.search_words import LONGEST, MOST_WORDS, wanted
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database, View

WORDS = [
    "科普",
    "科普基地",
    "预算执行率",
    "疫情",
    "院士",
    "满意度",
    "2020年",
    "青少年",
    "APP",
    "。",
    "100%",
    "的",
]


@pytest.fixture(scope="module")
def view(built: Paths) -> View:
    return Database(built.database).view()


def bare(text: str) -> str:
    """Half-width, small, without white space, by plain replacement."""
    for wide in range(0xFF01, 0xFF5F):
        text = text.replace(chr(wide), chr(wide - 0xFEE0))
    return "".join(text.split()).lower()


@pytest.mark.parametrize("word", WORDS)
def test_every_place_is_found_and_none_invented(view: View, word: str) -> None:
    asked = wanted(word)
    found = passages_with(view, asked, most=10_000)
    assert found.count == len(found.shown)
    hits: dict[str, set[tuple[int, int]]] = {}
    for one in found.shown:
        document = view.document(one.report.id)
        assert document is not None
        for hit in one.hits:
            assert document.text[hit.start : hit.end] == hit.quote
            assert bare(hit.quote) == bare(word)
            assert (hit.start, hit.end) not in hits.setdefault(one.report.id, set())
            hits[one.report.id].add((hit.start, hit.end))
    for stored in view.reports():
        document = view.document(stored.report.id)
        assert document is not None
        # Line by line, so that nothing runs on from one paragraph or cell into the next.
        for number, line in enumerate(document.text.split("\n"), start=1):
            start = document.line_starts[number - 1]
            wanted_here = bare(line).count(bare(word))
            inside = [
                h for h in hits.get(stored.report.id, ()) if start <= h[0] and h[1] <= start + len(line)
            ]
            assert len(inside) >= wanted_here, (stored.report.id, number, line)


def test_all_text_can_be_found(view: View) -> None:
    for stored in view.reports():
        document = view.document(stored.report.id)
        assert document is not None
        (chars,) = view.rows("SELECT chars FROM kexie.search_text WHERE report = ?", [stored.report.id])[0]
        assert sorted(chars.replace("\n", "")) == sorted(bare(document.text))


def test_several_words_are_all_there_and_a_phrase_comes_first(view: View) -> None:
    both = passages_with(view, wanted("科普 活动"), most=10_000)
    for one in both.shown:
        said = bare("".join(hit.quote for hit in one.hits))
        assert "科普" in said
        assert "活动" in said
    said = [bare("".join(part.text for part in one.parts)) for one in both.shown]
    together = ["科普活动" in one for one in said]
    assert together == sorted(together, reverse=True)
    phrase = passages_with(view, wanted("“科普 活动”"), most=10_000)
    assert 0 < phrase.count < both.count
    assert without_one(view, wanted("科普 鲸鱼"))["鲸鱼"] == 0
    assert passages_with(view, wanted("科普 鲸鱼")).count == 0


def test_a_sentence_broken_over_lines_is_found_with_its_heading(view: View) -> None:
    found = passages_with(view, wanted("支出进度未达到90%"))
    (one,) = found.shown
    assert one.report.id == "440300-2020"
    assert one.headings[-1] == "部门整体支出绩效存在问题及改进措施"
    assert one.lines[0] <= one.hits[0].line_first <= one.lines[1]


@pytest.mark.parametrize("typed", ["1,515,600", "1515600", "１５１５６００", "151.56万", "1,515,600.00元"])
def test_a_number_is_found_however_it_is_written(view: View, typed: str) -> None:
    figures = figures_with(view, wanted(typed))
    assert {one.observation.value for one in figures.shown} == {Decimal(1515600)}
    assert {one.report.id for one in figures.shown} == {"440300-2020"}


def test_figures_are_found_by_value_name_and_family(view: View) -> None:
    wan = figures_with(view, wanted("2826800"))
    assert {one.observation.value_text for one in wan.shown} == {"282.68万", "282.68万人"}
    assert passages_with(view, wanted("2826800")).count == 0
    only = figures_with(view, wanted("科普活动"), family="activity", most=1000)
    assert only.count == only.by_family["activity"] == len(only.shown)
    assert all(one.observation.family == "activity" for one in only.shown)
    assert {value.metric for value in values_with(view, wanted("71.69%"))} >= {"execution_rate"}
    assert metrics_with(view, wanted("预算执行率"))[0].id == "execution_rate"
    assert figures_with(view, wanted("科普"), bodies=["440600"], years=[2020]).count > 0
    assert figures_with(view, wanted("科普"), bodies=["440600"], years=[2021]).count == 0


@pytest.mark.parametrize(
    "query",
    [
        "", "   ", "“", '""', "' OR 1=1--", '");DROP TABLE report', "%00", "\x00", "\ud800",
        "<script>alert(1)</script>",
        "a" * 10_000, "，" * 10_000, "[a-z]+(", ".*", "\\", "1,,2", "9" * 400, "1e309", "NaN", "１，２", "–",
        "“未闭合 的",
        " ".join(map(str, range(400))),
    ],
)  # fmt: skip
def test_no_query_does_harm(view: View, query: str) -> None:
    asked = wanted(query)
    assert len(asked.text) <= LONGEST
    assert len(asked.words) <= MOST_WORDS
    found = passages_with(view, asked)
    figures_with(view, asked)
    metrics_with(view, asked)
    values_with(view, asked)
    if not asked.words:
        assert found.count == 0
    assert view.rows("SELECT count(*) FROM kexie.report")[0][0] == 5


def test_examples_come_from_the_data_and_find_something(view: View) -> None:
    examples = search_examples(view)
    assert len(examples) >= 3
    for one in examples:
        asked = wanted(one)
        assert passages_with(view, asked).count or figures_with(view, asked).count, one


def test_143_bodies_are_searched_within_200_ms(many_topics: Paths) -> None:
    view = Database(many_topics.database).view()
    passages_with(view, wanted("预算"))
    figures_with(view, wanted("预算"))
    for query in ("的", "科普 活动", "1,000", "预算执行"):
        began = time.process_time()
        asked = wanted(query)
        found = passages_with(view, asked)
        figures_with(view, asked)
        assert time.process_time() - began < 0.2
    assert found.reports > 50
