"""横向对比 with many bodies: switch of the denominator, own body and peers, long pictures, and its time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kexie_dash.cli import main
from tests.clock import cpu_seconds
from tests.many_bodies import VARIANT, code, fill, name
from tests.pages.conftest import OpenPage, Shown


@pytest.fixture(scope="module")
def twenty_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "21"
    fill(folder, 21)
    return folder


@pytest.fixture(scope="module")
def all_counties(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many") / "143"
    fill(folder, 143)
    return folder


@pytest.fixture
def folder(request: pytest.FixtureRequest, twenty_one: Path) -> Path:
    return request.getfixturevalue("all_counties") if "143" in request.node.name else twenty_one


def test_every_state_has_its_word_in_the_table(open_page: OpenPage) -> None:
    shown = open_page("compare", own=code(1))
    for number, words in (
        (1, ("76.0%", "● 已载明", "第 10 位")),
        (5, ("0.0%（报告写明）", "0 报告写明为零", "第 12–13 位")),
        (6, ("75.0%", "○ 已载明，组内不可比", "按年初预算")),
        (2, ("82.0%", "◇ 待核", "疑似单位写错")),
        (3, ("– 未载明",)),
    ):
        row = shown.row(f"{name(number)}市科学技术协会", words[0])
        assert all(word in row for word in words), row
    assert "参照线：要求 ≥95%。" in shown.text
    assert "要求 ≥95%：某评分细则" in shown.text
    # By hand: thirteen comparable rates, of which the seventh is 85.0%.
    assert f"{name(1)} 2023：76.0%，同组中位数 85.0%（13 个）；低 9.0 百分点" in shown.text


def test_the_switch_of_the_denominator_stands_in_the_address_and_says_what_changes(
    open_page: OpenPage,
) -> None:
    shown = open_page("compare", against=VARIANT)
    assert "自报执行率点图" in shown.charts[0]
    assert "换分母后次序改变" in shown.text
    assert f"{name(15)}与{name(9)}" in shown.text
    assert "两种分母逐家对照" in shown.text
    plain = open_page("compare")
    assert "换分母后" not in plain.text
    plain.test.button_group(key="choice-against").set_value(VARIANT).run()
    assert plain.test.query_params["against"] in (VARIANT, [VARIANT])
    assert "换分母后次序改变" in Shown(plain.test).text


def test_peers_are_the_nearest_by_the_weights_of_the_address(open_page: OpenPage) -> None:
    shown = open_page("compare", own=code(1), weigh="3-0-0")
    # Population alone: the bodies with the next numbers are the nearest.
    near = shown.row(f"{name(2)}市科学技术协会", "× 3")
    assert "同伴" in near
    assert "58万人 0.17 × 3" in " ".join(near.split())
    picked = open_page("compare", own=code(1), peer=[code(20)])
    (link,) = {one.split("?")[0] for one in picked.links if "peer=" in one and "/evidence" in one}
    assert link == "/evidence"


@pytest.mark.parametrize("asked", ["00019999", "1" + "0" * 5_000, "0", "-1", "99", "１", "x"])
def test_a_page_that_a_picture_of_143_bodies_has_not_is_the_first(open_page: OpenPage, asked: str) -> None:
    usual, shown = open_page("compare"), open_page("compare", page=asked)
    assert "没有显示出来" not in shown.text
    assert shown.charts == usual.charts


def test_143_bodies_are_drawn_in_pages_within_three_seconds(open_page: OpenPage) -> None:
    open_page("compare")
    began = cpu_seconds()
    shown = open_page("compare", own=code(100))
    assert cpu_seconds() - began < 3
    assert len(shown.charts) == 2
    assert "没有数值的 20 项" in shown.text
    assert "kx-long" in shown.html


def test_the_command_line_says_the_same(twenty_one: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["compare", "execution_rate", "--data", str(twenty_one)]
    assert main([*asked, "--against", VARIANT, "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["metric"]["variants"] == [VARIANT]
    assert answer["metric"]["thresholds"] == [
        {"value": 0.95, "side": "at_least", "label": "要求", "source": "某评分细则"}
    ]
    states = {value["state"] for value in answer["values"]}
    assert states == {"stated", "zero", "not_comparable", "pending_review", "not_stated"}
    pending = [value for value in answer["values"] if value["state"] == "pending_review"]
    assert all(value["value"] is not None and value["rank"] is None for value in pending)
    (group,) = answer["against"]["orders"]
    assert group["order"] == "changed"
    assert {"ahead": f"{code(15)}-2023", "behind": f"{code(9)}-2023"} in group["moved"]
    assert main([*asked, "--against", VARIANT]) == 0
    assert "次序改变" in capsys.readouterr().out
    assert main([*asked, "--against", "self_score"]) == 2
    assert "换分母" in capsys.readouterr().err
