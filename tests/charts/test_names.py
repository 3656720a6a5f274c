"""Short names, told apart where two bodies share one, and text made harmless."""

from __future__ import annotations

import pytest

from kexie_dash.charts.names import row_words, short_names
from kexie_dash.charts.text import plain, text_width, wrap
from tests.charts.samples import value


@pytest.mark.parametrize(
    ("body", "short"),
    [
        ("甲乙市科学技术协会", "甲乙"),
        ("甲乙市科学技术协会(本级)", "甲乙"),
        ("甲乙市丙丁区科学技术协会", "丙丁"),
        ("某省甲乙市丙丁县科学技术协会", "丙丁"),
        ("某某省科学技术协会", "某某省"),
        ("甲乙市南区科学技术协会", "南区"),
        ("甲乙市妇女联合会", "甲乙市妇女联合会"),
    ],
)
def test_short(body: str, short: str) -> None:
    assert short_names({"1": body}) == {"1": short}


def test_namesakes_are_told_apart() -> None:
    names = short_names(
        {"1": "甲乙市白云区科学技术协会", "2": "丙丁市白云区科学技术协会", "3": "戊己市科学技术协会"}
    )
    assert names == {"1": "甲乙市白云区", "2": "丙丁市白云区", "3": "戊己"}


def test_the_same_name_twice_gets_its_code() -> None:
    names = short_names({"1": "白云区科学技术协会", "2": "白云区科学技术协会"})
    assert len(set(names.values())) == 2
    assert all(code in name for code, name in names.items())


def test_rows_say_only_what_differs() -> None:
    first = value("甲", "1", by=(("activity", "科普日"), ("coverage", "own")))
    second = value("甲", "2", by=(("activity", "讲座"), ("coverage", "own")))
    assert row_words([first, second]) == {first.id: "科普日", second.id: "讲座"}


def test_projects_are_named_where_a_body_has_several() -> None:
    first, second = value("甲", "1", project="科普专项"), value("甲", "2", project="科技馆")
    assert row_words([first, second]) == {first.id: "科普专项", second.id: "科技馆"}
    alone = value("乙", "1", project="科普专项")
    assert row_words([alone, value("丙", "2", project="另一项")])[alone.id] == ""


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<a href='javascript:x'>y</a>", "<img onerror=x>", "a&b<br>c"]
)
def test_markup_of_a_report_is_shown_not_run(text: str) -> None:
    assert "<" not in plain(text)
    assert ">" not in plain(text)


def test_control_characters_are_left_out() -> None:
    assert plain("甲\x00乙\u202e丙\ud800丁\n戊") == "甲乙丙丁 戊"


@pytest.mark.parametrize("width", [40, 90, 300])
def test_lines_fit_and_keep_figures_whole(width: float) -> None:
    text = "执行数 ÷ 调整预算数（没有调整预算数时，÷ 年初预算数），深圳达到 71.69%，其余 12,345,678 元。"
    lines = wrap(text, 14, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert any("71.69%" in line for line in lines)
    assert any("12,345,678" in line for line in lines)
    assert not any(line[0] in "，。）" for line in lines)
    # A closing mark may hang over by its own width, and a figure is never broken.
    assert all(text_width(line, 14) <= max(width + 14, text_width("12,345,678", 14) + 14) for line in lines)


@pytest.mark.parametrize("width", range(120, 400, 7))
def test_no_few_characters_are_left_for_a_last_line(width: int) -> None:
    lines = wrap("深圳二〇二〇年一八三项目标中十二项未达成，二二项大幅超出，九一项只有文字", 20, width)
    assert len(lines) == 1 or len(lines[-1]) >= 4


def test_years_and_signs_stay_with_what_they_say() -> None:
    text = "执行数 ÷ 调整预算数；2020—2022 年；≥ 至少，≈ 约数"
    for width in range(150, 400, 9):
        lines = wrap(text, 14, width)
        for whole in ("2020—2022 年", "≥ 至", "≈ 约"):
            assert any(whole in line for line in lines)
