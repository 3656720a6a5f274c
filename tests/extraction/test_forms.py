"""The usual self-evaluation forms in the layouts they are copied in; bodies and figures are made up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kexie_dash.extraction import extract
from kexie_dash.model.observation import Observation
from kexie_dash.model.report import Document

FORM = """项目支出绩效自评表
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t140.00\t152.50\t148.84\t10\t97.6%\t9.8
\t其中：财政拨款\t140.00\t152.50\t148.84\t—\t97.6%\t—
\t其他资金\t0\t0\t0\t—\t—\t—
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
\t产出指标\t数量指标\t入户走访次数\t≥70次\t83次\t20\t20\t
\t\t质量指标\t档案完整率\t≥92%\t88.4%\t20\t17\t人员变动
\t满意度指标\t服务对象满意度\t来访群众满意度\t≥85%\t93.1%\t10\t10\t
总分\t100\t94.8
"""


def read(text: str, year: int = 2022) -> tuple[Observation, ...]:
    found = extract(Document(text), report="made-up", year=year, kind="project").observations
    for o in found:
        assert text[o.evidence.start : o.evidence.end] == o.evidence.quote
    return found


def spaced(text: str) -> str:
    """Printed with spaces: empty cells leave no trace."""
    return "\n\n".join(" ".join(line.split()) for line in text.splitlines()) + "\n"


def stacked(text: str) -> str:
    """One cell a line; 无 where nothing is remarked, so that a row keeps its length."""
    rows = [line.split("\t") for line in text.replace("\t\n", "\t无\n").splitlines()]
    cells = [cell for row in rows for cell in row if cell]
    return "\n".join(cell for cell in cells if cell != "绩效指标") + "\n"


@pytest.mark.parametrize("layout", [str, spaced, stacked], ids=["tabs", "spaces", "one a line"])
def test_the_form_of_a_project(layout: type[str]) -> None:
    found = read(layout(FORM))
    whole = {o.stage: o.value for o in found if o.family == "budget" and o.subject == "项目整体"}
    assert whole == {"initial": 1400000, "adjusted": 1525000, "executed": 1488400}
    targets = {o.label: (o.target, o.actual) for o in found if o.family == "target"}
    assert targets == {
        "入户走访次数": (Decimal(70), Decimal(83)),
        "档案完整率": (Decimal("0.92"), Decimal("0.884")),
        "来访群众满意度": (Decimal("0.85"), Decimal("0.931")),
    }
    total = [(o.value, o.full_mark) for o in found if o.level == "total"]
    assert total == [(Decimal("94.8"), Decimal(100))]


def test_a_table_right_below_another_has_its_own_columns() -> None:
    text = (
        "单位：万元\n项目\t年初预算数\t全年预算数\t全年执行数\n基本支出\t41\t42\t42\n"
        "项目\t2021年决算数\t2022年预算数\t2022年决算数\t增减率\n公务接待费\t3.2\t3.5\t2.4\t-25.00%\n"
    )
    found = [o for o in read(text) if o.subject == "公务接待费"]
    assert [(o.stage, o.year, o.value) for o in found if o.family == "budget"] == [
        ("executed", 2021, Decimal(32000)),
        ("adjusted", 2022, Decimal(35000)),
        ("executed", 2022, Decimal(24000)),
    ]
    assert [o.value for o in found if o.family == "rate"] == [Decimal("-0.25")]


def test_a_stage_column_of_words_names_the_rows() -> None:
    text = (
        "预算执行情况\t年度预算数（万元）\t年初预算\t调整后预算数\t预算执行数\n"
        "\t总额\t31\t29.5\t28\n\t财政资金\t31\t29.5\t28\n"
    )
    whole = {o.stage: o.value for o in read(text) if o.subject == "项目整体"}
    assert whole == {"initial": 310000, "adjusted": 295000, "executed": 280000}


def test_header_words_spread_over_their_cells_and_two_sides() -> None:
    text = (
        "单位：万元\n收 入 支 出\n项 目 预算数 决算数 项 目 预算数 决算数\n"
        "一、财政拨款收入 61.50 60.00 一、基本支出 40.00 39.20\n"
        "本年收入合计 61.50 60.00 本年支出合计 61.50 58.70\n"
    )
    found = {(o.subject, o.stage): o.value for o in read(text)}
    assert found["基本支出", "executed"] == 392000
    assert found["项目整体", "income"] == 600000


def test_a_table_of_posts_and_people_is_staffing() -> None:
    text = "人员类别\t编制数\t年末实有人数\n行政人员\t9\t8\n事业人员\t14\t13\n"
    found = read(text)
    assert {o.family for o in found} == {"staffing"}
    assert [o.value for o in found] == [9, 8, 14, 13]


def test_full_marks_in_brackets_and_in_lists() -> None:
    text = "按照百分制，过程25分、产出45分。过程（25分）得23.5分；产出45分，得41分，合计64.5分。"
    found = [o for o in read(text) if o.family == "score"]
    assert [(o.subject, o.value, o.full_mark) for o in found] == [
        ("过程", None, Decimal(25)),
        ("产出", None, Decimal(45)),
        ("过程", Decimal("23.5"), Decimal(25)),
        ("产出", Decimal(41), Decimal(45)),
        ("项目整体", Decimal("64.5"), None),
    ]


@pytest.mark.parametrize(
    ("sentence", "family", "value"),
    [
        ("全年志愿服务时长1.7万小时。", "output", 17000),
        ("调解婚姻纠纷四十七起。", "output", 47),
        ("培训妇女骨干，完成年度任务的114%。", "rate", Decimal("1.14")),
    ],
)
def test_what_is_counted(sentence: str, family: str, value: Decimal) -> None:
    assert [(o.family, o.value) for o in read(sentence)] == [(family, value)]


@pytest.mark.parametrize("sentence", ["表3部门收支总表", "根据省残联等七部门的通知执行。"])
def test_numbers_of_tables_and_departments_state_nothing(sentence: str) -> None:
    assert read(sentence) == ()


def test_a_figure_of_an_earlier_year_keeps_its_year() -> None:
    found = read("公民具备科学素质的比例为12.4%，较2019年的9.1%提高3.3个百分点。")
    assert [(o.value, o.year) for o in found] == [
        (Decimal("0.124"), 2022),
        (Decimal("0.091"), 2019),
        (Decimal("0.033"), 2022),
    ]
