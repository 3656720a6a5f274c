"""横向对比: the figures a person can check against the reports, on the page and in the address."""

from __future__ import annotations

import pytest

from tests.pages.conftest import OpenPage


@pytest.mark.parametrize(
    ("body", "year", "value", "basis", "declared", "gap"),
    [
        ("深圳", 2020, "71.7%", "按调整预算", "94.0%", "+22.3 百分点"),
        ("佛山", 2020, "101.6%", "按调整预算", "100.0%", "−1.6 百分点"),
        ("从化", 2021, "100.0%", "按年初预算", "100.0%", "0.0 百分点"),
        ("湛江", 2022, "65.4%", "按年初预算", "100.0%", "+34.6 百分点"),
        ("江门", 2022, "66.8%", "按年初预算", "未自报", ""),
    ],
)
def test_execution_rates_on_one_ruler(
    open_page: OpenPage, body: str, year: int, value: str, basis: str, declared: str, gap: str
) -> None:
    row = open_page("compare").row(body, str(year))
    for expected in (value, basis, declared, gap):
        assert expected in row


@pytest.mark.parametrize(
    ("body", "score"), [("深圳", "96.51"), ("佛山", "95"), ("从化", "92.7"), ("湛江", "100"), ("江门", "95")]
)
def test_self_scores(open_page: OpenPage, body: str, score: str) -> None:
    assert f" {score} " in open_page("compare", metric="self_score").row(body)


def test_both_pictures_of_a_declared_rate_are_told_in_words(open_page: OpenPage) -> None:
    dots, dumbbell = open_page("compare").charts
    for figure in ("71.7%", "101.6%", "65.4%", "66.8%", "100.0%"):
        assert figure in dots
    assert "自报 94.0%" in dumbbell


def test_a_bound_and_who_is_silent_stand_on_the_page(open_page: OpenPage) -> None:
    shown = open_page("compare", metric="activities", by="system")
    assert "≥5,903" in shown.row("深圳")
    assert "报告写明的合计" in shown.row("深圳")
    assert "佛山 2020（未载明）" in shown.text
    assert "没有数值不等于零" in shown.text
    assert "≥5,100万" in open_page("compare", metric="audience", by="system-total").row("深圳")


def test_every_figure_leads_to_its_evidence(open_page: OpenPage) -> None:
    shown = open_page("compare")
    figures = [link for link in shown.links if "/evidence" in link]
    # Five values, four of them with a declared rate.
    assert len(figures) == 9
    assert sum("value=v" in link for link in figures) == 5
    assert sum("obs=o" in link for link in figures) == 4


def test_the_address_decides_what_is_shown(open_page: OpenPage) -> None:
    shown = open_page("compare", year="2022", body=["440800", "440700"])
    assert "湛江" in shown.text
    assert "深圳" not in shown.row("湛江")
    assert all("深圳 2020年" not in alt for alt in shown.charts)
    carried = [link for link in shown.links if link.startswith("/evidence")]
    assert carried
    assert all("year=2022" in link and "body=440800" in link for link in carried)


def test_what_ranks_nobody_is_said_in_the_table(open_page: OpenPage) -> None:
    assert "2020 部门整体·市级；同组只有两家可比，不排名" in open_page("compare").text


def test_several_values_stand_in_one_parameter_and_may_be_repeated(open_page: OpenPage) -> None:
    short = open_page("compare", metric="self_score", year="2022.2020", body="440800.440300")
    repeated = open_page("compare", metric="self_score", year=["2022", "2020"], body=["440800", "440300"])
    assert short.charts == repeated.charts
    assert "自评得分" in short.charts[0]
    assert all("江门" not in alt for alt in short.charts)
    carried = [link for link in repeated.links if "/evidence" in link]
    assert carried
    assert all("year=2022.2020&body=440800.440300" in link for link in carried)


def test_one_order_across_bands_says_so_and_ranks_nobody(open_page: OpenPage) -> None:
    shown = open_page("compare", order="mixed")
    assert "跨组混排" in shown.text
    assert "不作排名" in shown.text
    order = [shown.charts[0].index(name) for name in ("佛山 2020年", "从化 2021年", "深圳 2020年")]
    assert order == sorted(order)


def test_a_body_without_a_report_is_named(open_page: OpenPage) -> None:
    shown = open_page("compare", body=["440400", "440300"])
    assert "没有 珠海市科学技术协会 的报告" in shown.text
    assert "□ 无报告" in shown.row("珠海")
    assert "无报告：珠海市科学技术协会" in shown.charts[0]


def test_the_other_order_travels_along_and_is_what_the_server_draws_when_asked(open_page: OpenPage) -> None:
    bands = open_page("compare").figures[0]
    mixed = open_page("compare", order="mixed").figures[0]
    ways, back = bands.pop("ways"), mixed.pop("ways")
    assert ways["options"] == [["", "按可比组"], ["mixed", "混排（跨组）"]]
    assert (ways["value"], back["value"]) == ("", "mixed")
    assert ways["others"] == {"mixed": mixed}
    assert back["others"] == {"": bands}
    assert bands["data"] != mixed["data"] or bands["layout"] != mixed["layout"]


def test_one_band_has_no_other_order(open_page: OpenPage) -> None:
    assert "ways" not in open_page("compare", body="440800").figures[0]
