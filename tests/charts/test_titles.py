"""Titles claim what the values bear, inside one group, and nothing more."""

from __future__ import annotations

from kexie_dash.charts.titles import captions_for, foot_for, subtitle_for, title_for
from kexie_dash.store.database import Snapshot
from tests.charts.samples import band, metric, value

RATE = metric()
HELD = metric("场次", label="活动场次", id="activities")
SCORE = metric("分", label="自评得分", id="self_score")
GAP = metric("百分点", "none", "自报与统一口径之差", id="execution_gap")


def test_the_shortfall_that_names_most_bodies_of_one_group() -> None:
    bands = [
        band(
            "2022 项目·市级",
            *(value(n, v, kind="project") for n, v in (("甲甲", "0.6682"), ("乙乙", "0.6536"))),
        ),
        band("2020 部门整体·市级", value("丙丙", "0.7169", year=2020), value("丁丁", "1.016", year=2020)),
    ]
    assert title_for(RATE, bands) == "乙乙、甲甲2022年项目预算执行率不足七成"


def test_groups_are_never_told_in_one_sentence() -> None:
    bands = [
        band("2022 部门整体·市级", value("甲甲", "0.61")),
        band("2021 部门整体·市级", value("乙乙", "0.62", year=2021)),
    ]
    title = title_for(RATE, bands)
    assert title == "甲甲2022年部门整体预算执行率不足七成"


def test_tenths_are_strict() -> None:
    assert title_for(RATE, [band("g", value("甲甲", "0.7"))]).endswith("不足八成")
    assert title_for(RATE, [band("g", value("甲甲", "0.6999"))]).endswith("不足七成")
    assert title_for(RATE, [band("g", value("甲甲", "0.05"))]).endswith("不足一成")
    assert title_for(RATE, [band("g", value("甲甲", "0"))]) == "甲甲2022年部门整体预算执行率为零"


def test_an_open_bound_bears_no_shortfall() -> None:
    title = title_for(RATE, [band("g", value("甲甲", "0.5", bound="at_least"), value("乙乙", "0.95"))])
    assert "不足" not in title


def test_a_value_that_is_not_comparable_is_not_told() -> None:
    bands = [band("g", value("甲甲", "0.5"), value("乙乙", "0.95"), reasons={"甲甲": ("口径不同",)})]
    assert "不足" not in title_for(RATE, bands)


def test_all_well() -> None:
    assert title_for(RATE, [band("g", value("甲甲", "0.93"), value("乙乙", "1.02"))]).endswith("均在九成以上")
    assert title_for(RATE, [band("g", value("甲甲", "1"), value("乙乙", "1.02"))]).endswith("均达到100%")


def test_many_bodies_are_counted_with_their_level() -> None:
    bands = [band("g", *(value(n * 2, "0.55") for n in "甲乙丙丁"))]
    assert title_for(RATE, bands) == "甲甲、乙乙、丙丙等4家市级单位2022年部门整体预算执行率不足六成"


def test_times_only_where_bounds_allow() -> None:
    exact = [band("g", value("甲甲", "500"), value("乙乙", "100"))]
    assert title_for(HELD, exact) == "甲甲2022年部门整体活动场次约为乙乙的5倍"
    least = [band("g", value("甲甲", "510", bound="at_least"), value("乙乙", "100"))]
    assert title_for(HELD, least) == "甲甲2022年部门整体活动场次至少是乙乙的5.1倍"
    open_end = [band("g", value("甲甲", "500"), value("乙乙", "100", bound="at_least"))]
    assert title_for(HELD, open_end) == "乙乙、甲甲2022年部门整体活动场次均不少于100场次"
    near = [band("g", value("甲甲", "150"), value("乙乙", "100"))]
    assert "倍" not in title_for(HELD, near)


def test_scores_from_below() -> None:
    bands = [band("g", value("甲甲", "96.51"), value("乙乙", "95"))]
    assert title_for(SCORE, bands) == "乙乙、甲甲2022年部门整体自评得分均在95分以上"


def test_the_widest_gap_with_its_direction() -> None:
    bands = [band("g", value("甲甲", "-0.016"), value("乙乙", "0.223"))]
    assert title_for(GAP, bands) == "乙乙2022年部门整体自报执行率比统一口径高22.3个百分点"
    assert "低" in title_for(GAP, [band("g", value("甲甲", "-0.3"))])
    assert "百分点" not in title_for(GAP, [band("g", value("甲甲", "-0.016"), value("乙乙", "0.01"))])


def test_an_only_value_is_told_with_its_bound_and_breakdown() -> None:
    by = (("channel", "on_site"), ("coverage", "system"))
    bands = [band("g", value("甲甲", "51000000", bound="at_least", by=by), value("乙乙", None, by=by))]
    heard = metric("人次", label="受众人次")
    assert title_for(heard, bands) == "甲甲2022年部门整体全市系统线下受众人次至少5,100万人次"


def test_what_is_said_once_in_a_title() -> None:
    by = (("category", "popularization"), ("coverage", "own"))
    kinds = metric("场次", label="分类活动场次")
    assert title_for(kinds, [band("g", value("甲甲", "5", by=by))]).endswith("本级科普活动场次5场次")
    stage = (("stage", "executed"),)
    money = metric("元", "none", label="各阶段预算")
    assert (
        title_for(money, [band("g", value("甲甲", "20000", by=stage))]) == "甲甲2022年部门整体执行金额2.0万元"
    )
    item = metric("比率", label="得分率")
    rated = [band("g", value("甲甲", "0.5", by=(("item", "人员管理"),)))]
    assert title_for(item, rated) == "甲甲2022年部门整体人员管理得分率不足六成"


def test_without_a_finding_it_says_who_states_the_figure() -> None:
    assert title_for(RATE, []) == "预算执行率：没有符合条件的报告"
    assert title_for(RATE, [band("g", value("甲甲", None))]) == "预算执行率：1家单位都没有可用的数值"
    apart = [
        band("2022", value("甲甲", "0.85"), value("丙丙", None)),
        band("2021", value("乙乙", "0.99", year=2021)),
    ]
    assert title_for(RATE, apart) == "预算执行率：2家单位有数值，1家没有"


def test_the_span_of_one_group_where_nothing_else_is_to_be_said() -> None:
    money = metric("元", "none", label="各阶段预算")
    stage = (("stage", "executed"),)
    two = band("g", value("甲甲", "35522000", by=stage), value("乙乙", "45692000", by=stage))
    other = band("h", value("丙丙", "1000", year=2021, by=stage))
    assert title_for(money, [other, two]) == "甲甲、乙乙2022年部门整体执行金额在3,552.2万元至4,569.2万元之间"
    same = [band("g", value("甲甲", "20000", by=stage), value("乙乙", "20000", by=stage))]
    assert title_for(money, same) == "甲甲、乙乙2022年部门整体执行金额均为2.0万元"
    some = [band("g", value("甲甲", "0.85"), value("乙乙", "0.99"), value("丙丙", None))]
    assert title_for(RATE, some) == "甲甲、乙乙2022年部门整体预算执行率在85.0%至99.0%之间"


def test_a_span_claims_nothing_that_a_bound_leaves_open() -> None:
    about = [band("g", value("甲甲", "150"), value("乙乙", "100", bound="about"))]
    assert title_for(HELD, about) == "活动场次：2家单位有数值"
    most = [band("g", value("甲甲", "150"), value("乙乙", "100", bound="at_most"))]
    assert "不少于" not in title_for(HELD, most)
    # Of a part that no title names nothing is said of the whole.
    parts = [
        band("g", *(value(n, v, by=(("quarter", "1"),)) for n, v in (("甲甲", "0.85"), ("乙乙", "0.9"))))
    ]
    assert "之间" not in title_for(RATE, parts)


def test_subtitle_says_unit_formula_years_and_signs() -> None:
    bands = [band("g", value("甲甲", "510", bound="at_least"), value("乙乙", "9", year=2020, bound="nearly"))]
    assert subtitle_for(HELD, bands) == "活动场次（场次）；执行数 ÷ 调整预算数；2020—2022 年；≥ 至少，≈ 约数"


def test_foot_names_source_groups_what_is_hollow_and_the_build() -> None:
    one = band("甲组", value("甲甲", "0.9"), value("乙乙", "0.8"), reasons={"乙乙": ("口径不同",)})
    foot = foot_for([one, band("乙组", value("丙丙", "1"))], Snapshot("abc123", 7, "d99"))
    assert "自评报告" in foot[0]
    assert "组与组之间不直接比较" in foot[0]
    assert "空心点在本组内不可比：乙乙" in foot[0]
    assert foot[1] == "数据：第 7 次生成（abc123），指标词典 d99。"
    assert "不直接比较" not in foot_for([band("甲组", value("甲甲", "0.9"))])[0]


def test_captions_hold_all_three() -> None:
    captions = captions_for(RATE, [band("g", value("甲甲", "0.5"))])
    assert captions.title
    assert captions.subtitle
    assert captions.foot
