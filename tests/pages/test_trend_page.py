"""趋势: years, gaps, breaks and quarters on the page; one report only; addresses and links."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_dash.store.database import Database
from tests.many_bodies import fill
from tests.many_years import CHANGING, STEADY, YEARS, Made, build_years
from tests.pages.conftest import OpenPage, Shown
from tests.pages.test_hostile_text import HOSTILE, Markup


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_years(tmp_path_factory.mktemp("years"))


@pytest.fixture
def folder(request: pytest.FixtureRequest, golden_folder: Path, years: Path) -> Path:
    return golden_folder if "five" in request.node.name else years


def test_years_stand_in_the_table_with_changes_and_breaks(open_page: OpenPage) -> None:
    shown = open_page("trend")
    for words in (
        ("2020", "80.0%", "比 2019 年", "−10.0 百分点"),
        ("2022", "95.0%", "比 2020 年", "+15.0 百分点"),
        ("60.0%", "断点（2020→2021）：部门整体→项目", "有断点，不比"),
        ("90.0%", "断点（2019→2020）：按调整预算→按年初预算"),
    ):
        shown.row(*words)
    assert shown.text.count("□ 无报告") >= 3
    picture, quarters = shown.charts
    assert "2021年无报告" in picture
    assert "四季度90.0%，落后10.0个百分点" in quarters


def test_every_figure_leads_to_its_evidence(open_page: OpenPage, years: Path) -> None:
    links = {link.split("value=")[1] for link in open_page("trend").links if "value=" in link}
    view = Database(years).view()
    stated = {v.id for v in view.values(metric="execution_rate") if v.has_figure}
    assert stated <= links


def test_the_own_body_comes_first_and_titles_the_picture(open_page: OpenPage) -> None:
    shown = open_page("trend", own=CHANGING)
    assert shown.charts[0].startswith("汕头2023年预算执行率75.0%，比2021年升15.0个百分点")
    assert shown.text.index("汕头 2019 91.0%") < shown.text.index("珠海 2019 90.0%")


def test_the_address_chooses_metric_breakdown_and_ends(open_page: OpenPage) -> None:
    shown = open_page("trend", metric="activities", by="own", year=["2021", "2023"])
    assert "≥150" in shown.text
    assert "升降不能判定" in shown.row("2023", "≥150")
    assert "2019年" not in shown.charts[0]
    one = open_page("trend", year="2022")
    assert "只选一年或不选时画全部年度" in one.text
    other = open_page("trend", body=[STEADY])
    assert "汕头" not in other.charts[0]


def test_quoted_years_are_marked_as_quoted(open_page: OpenPage) -> None:
    shown = open_page("trend")
    row = shown.row("285万元", "引自 2023 年报告")
    assert "2022" in row


def test_five_single_reports_are_said_to_be_no_trend(open_page: OpenPage) -> None:
    shown = open_page("trend")
    assert "每个单位都只有一年的报告，还画不出趋势" in shown.text
    row = shown.row("深圳", "71.7%")
    assert "同组 2 家有数值" in row
    assert "2019 或 2021 年部门整体报告中的一份" in row
    single, quarters = shown.charts
    assert "71.7%" in single
    for words in ("一季度11.2%，自报14.7%", "四季度71.7%，自报94.0%，落后28.3个百分点"):
        assert words in quarters


def test_one_body_without_quarters(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = build_years(tmp_path / "one", YEARS[-1:])
    monkeypatch.setenv("KEXIE_DATA", str(place))
    shown = open_page("trend")
    assert "还画不出趋势" in shown.text
    assert "都没有写明各季度" in shown.text


def test_more_bodies_than_fit_one_picture_are_paged(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [f"44{number:02}00" for number in (1, 2, 4, 5, 9, *range(12, 21))]
    made = tuple(
        Made(code, year, str(60 + place + year % 10), "100")
        for place, code in enumerate(codes)
        for year in (2022, 2023)
    )
    monkeypatch.setenv("KEXIE_DATA", str(build_years(tmp_path / "many", made)))
    shown = open_page("trend", page="2")
    assert "第 13–14 格" in str(shown.test.get("button_group"))
    # The words and the table tell of everybody; the picture shows its page.
    assert shown.charts[0].startswith("预算执行率最近一次变化：14家升")
    assert shown.text.count("+1.0 百分点") == 14


def test_many_bodies_are_paged(open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, 143)
    monkeypatch.setenv("KEXIE_DATA", str(tmp_path))
    shown = open_page("trend")
    assert "没有显示出来" not in shown.text
    assert "kx-long" in shown.html


def test_hostile_words_stay_words(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = f"2021年我会举办“{HOSTILE}”科普活动12场次。"
    made = (
        Made(STEADY, 2022, "285", "300", quoted=bad),
        Made(STEADY, 2023, "288", "320", activities="9", quoted=bad.replace("2021", "2022")),
    )
    monkeypatch.setenv("KEXIE_DATA", str(build_years(tmp_path / "bad", made)))
    harmless(open_page("trend", metric="activities"))


def harmless(shown: Shown) -> None:
    markup = Markup()
    markup.feed(shown.html)
    assert markup.tags
    assert not markup.tags & {"script", "img", "iframe", "style"}
    assert not {name for name in markup.attributes if name.startswith("on")}
    assert not [link for link in shown.links if not link.startswith("/")]
