"""Tables of other bodies in every form text comes in; none of them stands in a report of the project."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path

import pytest

from kexie_dash.extraction.tables import TableContext, TableReading, read_tables
from kexie_dash.model.observation import Observation
from kexie_dash.model.report import Document, ReportKind
from kexie_dash.reading.layout import passages

REPORTS = Path(__file__).parents[2] / "data" / "reports"
BUDGET = """支出预算执行情况表
单位：万元
项目\t年初预算数\t调整预算数\t决算数
一、基本支出\t120.50\t118.30\t118.30
人员经费\t100.50\t99.10\t99.10
公用经费\t20.00\t19.20\t19.20
二、项目支出\t80\t95.6\t90
其中：展品更新\t30\t30\t28.75
三、经营支出\t\t\t
合计\t200.50\t213.90\t208.30
"""
TARGETS = """一级指标\t二级指标\t三级指标\t年度指标值\t全年完成值\t分值\t得分
产出指标\t数量指标\t助残培训（期）\t≥8期\t9期\t10\t10
\t\t受训残疾人数\t300\t356\t10\t9.5
\t质量指标\t培训合格率\t≥95%\t97.5%\t10\t10
\t时效指标\t完成时间\t2023年12月底前\t2023年11月\t5\t5
效益指标\t社会效益指标\t残疾人就业能力\t提升\t明显提升\t15\t14
满意度指标\t服务对象满意度指标\t学员满意度\t≥90%\t未调查\t10\t0
总分\t\t\t\t\t100\t88.5
"""


def read(text: str, kind: ReportKind = "department", year: int = 2023) -> TableReading:
    document = Document(text)
    reading = read_tables(document, passages(document), TableContext("made-up", year, kind))
    for observation in reading.observations:
        e = observation.evidence
        assert text[e.start : e.end] == e.quote
        assert observation.value_text in "".join(e.quote.split())
    return reading


def amounts(reading: TableReading) -> dict[tuple[str, str | None], Decimal | None]:
    return {(o.subject, o.stage): o.value for o in reading.observations if o.family == "budget"}


def of(reading: TableReading, family: str) -> list[Observation]:
    return [o for o in reading.observations if o.family == family]


def layouts(text: str) -> list[str]:
    """The same table with bars, and with spaces (only where no cell is empty)."""
    lines = text.splitlines()
    bars = [f"| {line.replace(chr(9), ' | ')} |" if "\t" in line else line for line in lines]
    return [text, "\n".join(bars) + "\n"]


@pytest.mark.parametrize("text", layouts(BUDGET))
def test_budget_table(text: str) -> None:
    reading = read(text)
    found = amounts(reading)
    assert found["基本支出", "initial"] == 1205000
    assert found["日常公用经费", "adjusted"] == 192000
    assert found["展品更新", "executed"] == 287500
    assert found["部门整体", "executed"] == 2083000
    assert len(found) == 18
    assert not reading.leftovers
    totals = {o.subject for o in reading.observations if o.is_total}
    assert totals == {"基本支出", "部门整体"}


def test_budget_table_follows_other_figures_and_units() -> None:
    text = BUDGET.replace("单位：万元", "金额单位：元").replace("90\n", "90,123.40\n")
    assert amounts(read(text))["项目支出", "executed"] == Decimal("90123.4")


def test_budget_table_printed_with_spaces() -> None:
    text = "\n\n".join(line.replace("\t", " ").strip() for line in BUDGET.splitlines())
    text += "\n\n四、存在的问题\n\n我馆年内有3个项目没有完成。\n"
    reading = read(text)
    assert amounts(reading) == amounts(read(BUDGET))
    assert all(end <= text.index("四、存在") for _, end in reading.consumed)


def test_one_cell_a_line() -> None:
    cells = "支出类别 年初预算数 决算数 单位：万元 基本支出 100.5 98 项目支出 200 - 合计 300.5 98\n"
    found = amounts(read(cells.replace(" ", "\n")))
    assert found == {
        ("基本支出", "initial"): 1005000,
        ("基本支出", "executed"): 980000,
        ("项目支出", "initial"): 2000000,
        ("部门整体", "initial"): 3005000,
        ("部门整体", "executed"): 980000,
    }


def test_labels_first_values_after() -> None:
    found = amounts(read("单位：元\n年初预算数\n调整预算数\n执行数\n88,000.00\n90,500.00\n90,400.00\n"))
    assert found["部门整体", "adjusted"] == 90500


def test_stages_as_rows_and_subjects_as_columns() -> None:
    text = "单位：万元\n项目\t基本支出\t项目支出\t合计\n年初预算\t10\t20\t30\n决算数\t9\t18.5\t27.5\n"
    found = amounts(read(text))
    assert found["项目支出", "executed"] == 185000
    assert found["部门整体", "initial"] == 300000


def test_header_of_two_lines_and_unit_in_its_cell() -> None:
    text = (
        "任务名称\t完成情况\t预算数（万元）\t\t执行数（万元）\t\n"
        "\t\t全额\t其中：财政拨款\t全额\t其中：财政拨款\n"
        "流动科技馆\t巡展12场，观众3.5万人次\t50\t40\t48.5\t39\n"
        "金额合计\t\t50\t40\t48.5\t39\n"
    )
    reading = read(text)
    money = of(reading, "budget")
    assert [o.value for o in money[:4]] == [500000, 400000, 485000, 390000]
    assert [o.stage for o in money[:4]] == ["adjusted", "adjusted", "executed", "executed"]
    assert [o.is_total for o in money[4:]] == [True, False, True, False]
    assert [(f.text.chars, f.subject) for f in reading.free] == [("巡展12场，观众3.5万人次", "流动科技馆")]


def test_columns_lost_after_a_page_break_and_a_name_broken_over_it() -> None:
    text = (
        "年度绩效指标\t一级指标\t二级指标\t三级指标\t预期指标值\t实际完成指标值\n"
        "\t产出指标\t数量指标\t开展妇女\t5 场\t6 场\n"
        "\n"
        "维权讲座场数\t\t\n"
        "法律援助人次\t200\t180\n"
        "\n"
        "\t质量指标\t援助办结率\t100%\t98%\n"
    )
    targets = of(read(text), "target")
    assert [o.subject for o in targets] == ["开展妇女维权讲座场数", "法律援助人次", "援助办结率"]
    assert [o.actual for o in targets] == [6, 180, Decimal("0.98")]
    assert targets[1].indicator_path == ("产出指标", "数量指标", "法律援助人次")
    assert targets[2].indicator_path == ("产出指标", "质量指标", "援助办结率")
    assert [o.unit for o in targets] == ["场", "人次", "比率"]


@pytest.mark.parametrize("text", layouts(TARGETS))
def test_targets_with_scores(text: str) -> None:
    reading = read(text)
    targets, scores = of(reading, "target"), of(reading, "score")
    assert [(o.target, o.actual) for o in targets] == [
        (8, 9), (300, 356), (Decimal("0.95"), Decimal("0.975")), (None, None), (None, None),
        (Decimal("0.9"), None),
    ]  # fmt: skip
    assert targets[3].actual_text == "2023年11月"
    assert [(o.value, o.full_mark) for o in scores[:2]] == [(10, 10), (Decimal("9.5"), 10)]
    assert (scores[-1].level, scores[-1].value, scores[-1].full_mark) == ("total", Decimal("88.5"), 100)
    assert scores[5].value == 0


def test_comparator_value_and_unit_in_three_columns() -> None:
    text = (
        "序号\t指标名称\t符号\t指标值\t计量单位\t完成值\n"
        "1\t展品完好率\t≥\t95\t%\t97.2\n"
        "2\t观众\t≥\t10\t万人次\t12.5\n"
    )
    targets = of(read(text), "target")
    assert [(o.target_text, o.target, o.actual, o.unit) for o in targets] == [
        ("≥95%", Decimal("0.95"), Decimal("0.972"), "比率"),
        ("≥10万人次", 100000, 125000, "人次"),
    ]


def test_rubric_with_marks_behind_group_names_and_a_rule_over_a_page() -> None:
    text = (
        "一级指标\t二级指标\t三级指标\t分值\t评分标准\t自评分\n"
        "投入（15分）\t预算（8 分）\t预算完整性\t3\t完整得3分；\t3\n"
        "\n"
        "一级指标\t二级指标\t三级指标\t分值\t评分标准\t自评分\n"
        "\t\t\t\t不完整不得分。\t\n"
        "\t\t预算准确性\t5\t偏差率≤5%得5分。\t4.5\n"
        "综合得分\t\t\t\t\t7.5\n"
        "评价等级\t\t\t\t\t良\n"
    )
    scores = of(read(text), "score")
    assert [(o.subject, o.level, o.value, o.full_mark) for o in scores] == [
        ("投入", "level_1", None, 15),
        ("预算", "level_2", None, 8),
        ("预算完整性", "level_3", 3, 3),
        ("预算准确性", "level_3", Decimal("4.5"), 5),
        ("部门整体", "total", Decimal("7.5"), None),
        ("部门整体", "total", None, None),
    ]
    assert scores[2].criteria == "完整得3分；不完整不得分。"
    assert scores[5].value_text == "良"


def test_quarters_as_columns() -> None:
    text = (
        "指标\t一季度\t二季度\t三季度\t四季度\n"
        "执行数（万元）\t18.5\t45\t70.2\t96\n"
        "支出进度\t18.5%\t45%\t70.2%\t96%\n"
        "冻结金额\t20\t15\t10\t\n"
    )
    reading = read(text)
    assert [(o.period, o.value) for o in of(reading, "budget")] == [
        ("q1", 185000), ("q2", 450000), ("q3", 702000), ("q4", 960000),
    ]  # fmt: skip
    assert [o.value for o in of(reading, "rate")][-1] == Decimal("0.96")
    assert [item.evidence.quote for item in reading.leftovers] == ["20", "15", "10"]


@pytest.mark.parametrize(("last", "whole"), [("96", True), ("69", False)])
def test_a_shifted_row_is_read_only_where_the_rates_prove_it(last: str, whole: bool) -> None:
    text = (
        "指标\t一季度\t二季度\t三季度\t四季度\t支出数（万元）\t18.5\n"
        f"冻结金额\t45\t70.2\t{last}\t\t\t\n"
        "执行率\t18.5%\t45%\t70.2%\t96%\t\t\n"
    )
    reading = read(text)
    money = of(reading, "budget")
    assert [o.value for o in money] == ([185000, 450000, 702000, 960000] if whole else [])
    assert reading.leftovers
    assert all(o.confidence < 0.8 for o in money)


def test_counts_of_activities_and_people() -> None:
    text = "活动名称\t场次\t参与人数（人）\t满意度\n科普大讲堂\t24\t4,800\t97.5%\n合计\t24\t4,800\t\n"
    reading = read(text)
    activity, audience = of(reading, "activity"), of(reading, "audience")
    assert [(o.value, o.category, o.is_total) for o in activity] == [
        (24, "lecture", False),
        (24, activity[1].category, True),
    ]
    assert (audience[0].value, audience[0].unit) == (4800, "人")
    assert of(reading, "satisfaction")[0].value == Decimal("0.975")


def test_a_row_with_too_few_figures_is_left() -> None:
    text = "支出类别 年初预算数 调整预算数 决算数（万元）\n基本支出 8.5 8.2 8.1\n项目支出 24.1 26.8\n"
    reading = read(text)
    assert ("项目支出", "initial") not in amounts(reading)
    assert [item.evidence.quote for item in reading.leftovers] == ["24.1", "26.8"]


def test_without_a_unit_nothing_is_guessed() -> None:
    text = "支出类别\t年初预算数\t决算数\n基本支出\t85\t82\n"
    reading = read(text)
    assert not reading.observations
    assert len(reading.leftovers) == 2


def test_the_text_says_the_unit_a_table_leaves_out() -> None:
    text = "本会全年支出82.35万元。\n\n支出类别\t年初预算数\t决算数\n基本支出\t85.00\t82.35\n"
    assert amounts(read(text))["基本支出", "initial"] == 850000


def test_figures_that_lost_the_space_between_them() -> None:
    text = "支出类别 年初预算数 调整预算数 决算数（万元）\n基本支出 28.2418.3918.40\n"
    assert amounts(read(text))["基本支出", "adjusted"] == 183900


def test_prose_and_forms_are_no_tables() -> None:
    text = "项目 预算 执行\n本项目预算 30 万元，执行 28 万元。\n联系电话\t0755-12345678\t填表人\t张三\n"
    assert not read(text).observations


NEXT_DIGIT = str.maketrans("123456789", "234567891")


@pytest.mark.parametrize("report", sorted(REPORTS.glob("*2020.txt")), ids=lambda path: path.stem)
def test_other_figures_follow_through(report: Path) -> None:
    """Every printed figure changed: the same statements with the changed figures."""
    text = report.read_text(encoding="utf-8-sig")
    before, after = read(text), read(text.translate(NEXT_DIGIT))
    families = {"target", "score"}
    assert [(o.subject.translate(NEXT_DIGIT), o.value_text.translate(NEXT_DIGIT)) for o in before.observations
            if o.family in families] == [
        (o.subject, o.value_text) for o in after.observations if o.family in families
    ]  # fmt: skip


def test_time_grows_with_the_table() -> None:
    """Ten thousand rows, and a header repeated as often, are read at once, not row against row."""
    rows = "".join(f"项目{i}\t{i}.50\t{i + 3}.25\n" for i in range(10_000))
    header = "项目\t年初预算数（万元）\t决算数（万元）\n"
    started = time.process_time()
    assert len(read_tables_of(header + rows).observations) == 20_000
    read_tables_of(header * 10_000)
    read_tables_of("项目\n年初预算数\n决算数\n指标\n" * 5_000)
    assert time.process_time() - started < 12


def read_tables_of(text: str) -> TableReading:
    document = Document(text)
    return read_tables(document, passages(document), TableContext("made-up", 2023, "department"))


@pytest.mark.parametrize("blank", ["\t", None], ids=["tabs", "spaces"])
def test_income_and_spending_side_by_side(blank: str | None) -> None:
    lines = [
        ["收入", "", "支出", ""],
        ["项目", "决算数", "项目", "决算数"],
        ["财政拨款收入", "100.00", "基本支出", "60.00"],
        ["其他收入", "20.00", "", ""],
        ["", "", "项目支出", "45.00"],
        ["年初结转和结余", "5.00", "年末结转和结余", "20.00"],
    ]
    if blank:
        text = "\n".join(blank.join(line) for line in lines)
    else:
        text = "\n".join(
            "".join(cell + " " * (20 - 2 * len(cell)) for cell in line).rstrip() for line in lines
        )
    money = of(read(f"单位：万元\n{text}\n"), "budget")
    assert {(o.subject, o.stage, o.value) for o in money} == {
        ("部门整体", "income", 1000000),
        ("部门整体", "income", 200000),
        ("部门整体", "carried_over", 50000),
        ("基本支出", "executed", 600000),
        ("项目支出", "executed", 450000),
        ("部门整体", "carried_over", 200000),
    }


def test_the_usual_form_of_a_project() -> None:
    text = (
        "项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
        "\t年度资金总额\t120.00\t110.50\t99.45\t10\t90%\t9\n"
        "\t其中：当年财政拨款\t120.00\t110.50\t99.45\t—\t—\t—\n"
        "年度总体目标\t预期目标\t实际完成情况\n"
        "\t开展讲座20场，覆盖妇女2000人次。\t开展讲座25场，覆盖妇女2600人次。\n"
        "总分\t\t\t100\t95.5\n"
        "填报人：张三\t\t联系电话：\t0755-88888888\n"
    )
    reading = read(text, kind="project")
    assert amounts(reading)["项目整体", "adjusted"] == 1105000
    assert amounts(reading)["当年财政拨款", "executed"] == 994500
    scores = of(reading, "score")
    assert [(o.subject, o.value, o.full_mark) for o in scores] == [("预算执行率", 9, 10)]
    assert of(reading, "rate")[0].value == Decimal("0.9")
    assert [f.text.chars[:6] for f in reading.free] == ["开展讲座20", "开展讲座25"]


@pytest.mark.parametrize(
    "text",
    [
        "项目资金（万元）\t预算数：\t100\t执行数：\t95\t执行率：\t95%\n",
        "| 预算数 | 100万元 | 执行数 | 95万元 | 执行率 | 95% |\n",
        "预算数（万元）\n100\n执行数（万元）\n95\n执行率\n95%\n",
    ],
    ids=["form", "bars", "in turn"],
)
def test_labels_beside_their_figures(text: str) -> None:
    reading = read(text, kind="project")
    assert amounts(reading) == {("项目整体", "adjusted"): 1000000, ("项目整体", "executed"): 950000}
    assert [o.value for o in of(reading, "rate")] == [Decimal("0.95")]
