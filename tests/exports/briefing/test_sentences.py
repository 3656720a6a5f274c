"""What a briefing says: read against the reports, and each word worked out a second time."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from kexie_dash.definitions.phrases import load_phrases, read_phrases
from kexie_dash.definitions.problem import DefinitionError
from kexie_dash.exports.briefing.clauses import Teller
from kexie_dash.exports.briefing.content import Briefing, Section
from kexie_dash.exports.briefing.make import Choice, make_briefing
from kexie_dash.exports.briefing.register import Register
from kexie_dash.exports.errors import ExportError
from kexie_dash.model.assessment import Band, ComparedValue, MeasureValue
from kexie_dash.model.quantity import Bound
from kexie_dash.store.database import View
from tests.charts.samples import metric, value
from tests.exports.briefing.conftest import DAY
from tests.naive_phrases import printed_points, surely_apart, word


def section(briefing: Briefing, metric_id: str) -> Section:
    return next(one for one in briefing.sections if one.comparison.metric.id == metric_id)


def said(briefing: Briefing, metric_id: str) -> list[str]:
    return [sentence.text for sentence in section(briefing, metric_id).sentences]


def test_read_by_a_person(briefing: Briefing) -> None:
    """The figures of the five reports, as the README's table has them, in the words of the rules."""
    groups, declared = said(briefing, "execution_rate")
    assert (
        "2020年市级部门整体（按调整预算）中，佛山（101.6%）明显高于深圳（71.7%），相差29.9个百分点" in groups
    )
    assert "2022年市级项目（按年初预算）中，" in groups
    assert "江门（66.8%）与湛江（65.4%）基本持平，相差约1.5个百分点" in groups
    assert "2021年县级部门整体（按年初预算）中，只有从化有数，为100.0%，没有同组单位可比" in groups
    assert declared.startswith(
        "湛江自报100.0%，比统一口径高34.6个百分点；深圳自报94.0%，比统一口径高22.3个百分点"
    )
    scores = said(briefing, "self_score")[0]
    assert "湛江（100分）高于江门（95分），相差5分" in scores
    assert "深圳（96.51分）略高于佛山（95分），相差1.51分" in scores


def test_two_open_bounds_are_not_put_in_an_order(briefing: Briefing) -> None:
    groups = said(briefing, "activities")[0]
    assert "因数字带界限，不能判断高低" in groups
    assert "至少40场次" in groups
    assert "高于" not in groups


def test_silence_is_named_and_is_not_zero(briefing: Briefing) -> None:
    assert said(briefing, "targets_unmet")[-1] == "江门、湛江、从化等4家未载明，未载明不等于零。"
    assert said(briefing, "public_funds_rate")[-1].startswith("江门、湛江不适用；")


def test_one_to_three_sentences_and_no_bare_rank(briefing: Briefing) -> None:
    for one in briefing.sections:
        assert 1 <= len(one.sentences) <= 3
        assert not re.search(r"第[一二三\d]+[名位]|排名|最[高低好差]", "".join(s.text for s in one.sentences))


def test_every_figure_of_a_sentence_has_its_sources(briefing: Briefing) -> None:
    for sentence in (*briefing.summary, *(s for one in briefing.sections for s in one.sentences)):
        for part in sentence.parts:
            if re.match(r"(至少|至多|约|近)?[\d.,]+(%|分|场次|万人次|项)", part.text):
                assert part.references, part
    for one in briefing.references:
        assert one.of or one.sources, one
        assert all(source.place for source in one.sources)


def test_the_annex_holds_every_figure_that_is_drawn(briefing: Briefing, whole: View) -> None:
    """Each sentence of the annex stands in its file, on its line, exactly."""
    listed = {one.key[0] for one in briefing.references}
    drawn = [item.value for one in briefing.sections for band in one.comparison.bands for item in band.values]
    assert {v.id for v in drawn if v.has_figure} <= listed
    texts = {
        stored.report.file: "".join((whole.document(stored.report.id) or _none()).text.split())
        for stored in whole.reports()
    }
    quotes = [(s.place.split()[0], s.quote) for one in briefing.references for s in one.sources if s.quote]
    assert len(quotes) > 100
    for file, quote in quotes:
        assert "".join(quote.split()) in texts[file]


def _none() -> Any:
    raise AssertionError("a report without a text")


class Silent:
    """A build that knows no observation."""

    def observations_by_id(self, ids: list[str]) -> dict[str, object]:
        return {}

    def reports(self) -> tuple[()]:
        return ()


def compared(unit: str, *figures: tuple[str, str, Bound]) -> tuple[str, list[MeasureValue]]:
    """One group of made-up bodies, told."""
    entry = metric(unit, label="某指标")
    values = [value(name, number, bound=bound) for name, number, bound in figures]
    band = Band("g", "g", tuple(ComparedValue(v, "g", "g") for v in values))

    names = {v.body_code: v.body_code for v in values}
    view: Any = Silent()
    told = Teller(entry, names, Register(view, names, values)).group(band)
    return "".join(part.text for part in told), values


FIGURES = ("0", "0.005", "0.02", "0.049", "0.05", "0.31", "0.46", "0.459999", "0.6551", "0.9", "1", "1.0161")


@pytest.mark.parametrize("unit", ["比率", "分", "元", "场次"])
def test_the_word_is_the_one_worked_out_by_hand(unit: str) -> None:
    """Every pair of figures against the second implementation."""
    scale = Decimal(1) if unit == "比率" else Decimal(100) if unit == "分" else Decimal(10_000)
    seen: Counter[str] = Counter()
    for one in FIGURES:
        for two in FIGURES:
            first, second = Decimal(one) * scale, Decimal(two) * scale
            told, _ = compared(unit, ("甲", str(first), "exact"), ("乙", str(second), "exact"))
            wanted, level = word(unit, Fraction(first), Fraction(second))
            larger = "甲" if first >= second else "乙"
            assert f"{larger}（" in told.split("中，")[1][:3]
            shown = wanted.removeprefix("与") if level else wanted
            assert shown in told
            assert level == ("基本持平" in told)
            seen[wanted] += 1
            if unit == "比率":
                points = printed_points(Fraction(first), Fraction(second))
                assert (points != "0.0") == ("相差" in told)
                assert points == "0.0" or f"{points}个百分点" in told
    assert len(seen) == 4


@pytest.mark.parametrize("one", ["exact", "at_least", "at_most", "about", "nearly"])
@pytest.mark.parametrize("two", ["exact", "at_least", "at_most", "about", "nearly"])
def test_bounds_decide_whether_an_order_is_told(one: Bound, two: Bound) -> None:
    for first, second in (("500", "100"), ("100", "500"), ("300", "300")):
        told, values = compared("场次", ("甲", first, one), ("乙", second, two))
        ordered = sorted(values, key=lambda v: v.value or Decimal(0), reverse=True)
        low, high = ordered[0].low, ordered[1].high
        sure = surely_apart(None if low is None else Fraction(low), None if high is None else Fraction(high))
        exact = one == two == "exact"
        assert ("不能判断高低" in told) == (not exact and not sure)
        if sure and not exact:
            assert "相差至少" in told


def test_a_group_of_many_is_told_by_its_middle() -> None:
    figures = [
        (f"{letter}", f"0.{number}", "exact")
        for letter, number in zip("甲乙丙丁戊己庚", range(3, 10), strict=True)
    ]
    told, _ = compared("比率", *figures)  # type: ignore[arg-type]
    assert "7个可比数的中位数为60.0%" in told
    assert "庚（90.0%）、己（80.0%）明显高于中位数" in told
    assert "甲（30.0%）、乙（40.0%）明显低于中位数" in told


def test_what_may_not_be_compared_enters_no_order() -> None:
    entry = metric("比率", label="某指标")
    values = [value("甲", "0.9"), value("乙", "0.5"), value("丙", "0.1")]
    items = tuple(ComparedValue(v, "g", "g", ("口径不同",) if v.body_code == "丙" else ()) for v in values)
    names = {v.body_code: v.body_code for v in values}

    view: Any = Silent()
    told = "".join(
        p.text for p in Teller(entry, names, Register(view, names, values)).group(Band("g", "g", items))
    )
    assert "丙" not in told


@pytest.mark.parametrize(
    ("choice", "said_of_it"),
    [
        (Choice(("nothing_known",)), "没有指标"),
        (Choice(bodies=("乌有",)), "没有“乌有”"),
        (Choice(years=(1999,)), "没有数值"),
        (Choice(bodies=("440100",)), "没有数值"),
    ],
)
def test_a_selection_with_nothing_to_say_is_refused(whole: View, choice: Choice, said_of_it: str) -> None:
    with pytest.raises(ExportError, match=said_of_it):
        make_briefing(whole, choice, DAY)


def test_a_body_asked_for_without_a_report_is_named(whole: View) -> None:
    made = make_briefing(whole, Choice(("execution_rate",), ("440300", "440100")), DAY)
    assert "广州市科学技术协会没有所选年度的报告" in "".join(s.text for s in made.sections[0].sentences)


def test_the_cut_offs_have_reasons_and_rise() -> None:
    phrases = load_phrases()
    for unit in ("比率", "分", "场次"):
        assert all(step.reason for step in phrases.steps(unit))
    for broken in ("comparisons: {}", "a: [", ""):
        with pytest.raises(DefinitionError):
            read_phrases(broken)
