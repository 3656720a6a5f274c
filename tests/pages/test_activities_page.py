"""活动与受众: one coverage on the page, every figure a link, nothing added, nothing invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_dash.store.database import Database
from tests.many_bodies import code, fill
from tests.many_years import STEADY, Made, build_years
from tests.pages.conftest import OpenPage
from tests.pages.golden_store import fill as fill_golden
from tests.pages.test_hostile_text import HOSTILE
from tests.pages.test_trend_page import harmless


def test_the_coverage_most_bodies_state_is_shown_first(open_page: OpenPage) -> None:
    shown = open_page("activities")
    heat, ranges, *cards = shown.charts
    assert heat.startswith("本级活动")
    assert ranges
    assert len(cards) >= 3
    assert "互不相加" in shown.text


def test_each_coverage_stands_alone(open_page: OpenPage) -> None:
    system = open_page("activities", coverage="system")
    assert "深圳2020年全市系统受众：只计线下约1,035万人次，计入各渠道至少5,100万人次" in system.charts[1]
    assert "统计范围不同，不能相除" in system.text
    own = open_page("activities", coverage="own")
    assert "5,903" not in own.text
    assert "≥83" in own.row("佛山", "≥64", "≥8")


def test_every_stated_figure_is_a_link(open_page: OpenPage, folder: Path) -> None:
    shown = open_page("activities", coverage="own")
    linked = {link.split("value=")[1].split("&")[0] for link in shown.links if "value=" in link}
    view = Database(folder).view()
    for metric in (
        "activities",
        "activities_by_category",
        "audience",
        "activities_per_10k",
        "audience_range",
    ):
        for v in view.values(metric=metric):
            if v.has_figure and dict(v.by)["coverage"] == "own":
                assert v.id in linked, (metric, v.report)


def test_addresses_decide_and_mistakes_are_named(open_page: OpenPage) -> None:
    shown = open_page("activities", coverage="everything", year="2022")
    assert "没有这个统计范围：“everything”" in shown.text
    assert "佛山" not in shown.charts[0]
    own = open_page("activities", own="440600", coverage="own")
    assert "本单位" in own.row("佛山", "≥83", "≥64")
    assert own.charts[1].startswith("佛山2020年")


def test_choosing_a_coverage_changes_the_address(open_page: OpenPage) -> None:
    shown = open_page("activities")
    shown.test.button_group(key="choice-coverage").set_value("system").run()
    assert shown.test.query_params["coverage"] in ("system", ["system"])


def test_without_a_report(open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_golden(tmp_path, ids=())
    monkeypatch.setenv("KEXIE_DATA", str(tmp_path))
    for page in ("activities", "trend"):
        assert "kexie add" in open_page(page).text


def test_143_bodies_are_paged(open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, 143)
    monkeypatch.setenv("KEXIE_DATA", str(tmp_path))
    shown = open_page("activities", own=code(3))
    assert "没有显示出来" not in shown.text
    assert "kx-long" in shown.html
    assert len(shown.charts) >= 2


def test_hostile_words_stay_words(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = f"2023年我会举办“{HOSTILE}”科普活动12场次，参加人数300人次。"
    made = (Made(STEADY, 2023, "288", "320", quoted=bad),)
    monkeypatch.setenv("KEXIE_DATA", str(build_years(tmp_path / "bad", made)))
    harmless(open_page("activities"))
