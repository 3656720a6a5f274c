"""Small contents for the production writer, told apart by one number."""

from __future__ import annotations

from decimal import Decimal

from kexie_dash.model.assessment import MeasureValue, Metric, Operand
from kexie_dash.model.observation import Evidence, Extraction, Leftover, Narrative, Observation
from kexie_dash.model.report import Document, Region, Report
from kexie_dash.store.content import BuiltReport, Content

REGION = Region("990000", "甲省", "province", None)
CITY = Region("990100", "乙市", "city", "990000", 1234567, "普查公报")
METRIC = Metric(
    id="held",
    topic="活动",
    label="场次",
    unit="场次",
    direction="higher",
    definition="一年办了多少场",
    formula="场次",
    numerator=None,
    denominator=None,
    breakdown=("coverage",),
    compared_within=("year", "kind"),
    limits=("只计本级",),
    why="看规模",
    since="0.1.0",
    checked_by="手算",
)


def report_of(year: int) -> Report:
    return Report(
        id=f"990100-{year}",
        file=f"990100-{year}.txt",
        region_code="990100",
        body_code="990100",
        body="乙市科学技术协会",
        year=year,
        kind="department",
        level="city",
        project=None,
        publisher=None,
        received=None,
        sha256=f"{year:064d}",
    )


def built_of(year: int, held: int) -> BuiltReport:
    report = report_of(year)
    document = Document(f"一、概况\r\n本级举办讲座{held}场。\n存在问题：人少。\n")
    start = document.text.index("讲座")
    evidence = Evidence.of(document, start, document.text.index("。"))
    observation = Observation(
        report=report.id,
        family="activity",
        label="讲座",
        subject="讲座",
        value=Decimal(held),
        unit="场",
        value_text=f"{held}场",
        bound="at_least",
        coverage="own",
        is_total=False,
        period="year",
        year=year,
        evidence=evidence,
        rule="sample",
        confidence=0.875,
        sentence=start,
        full_mark=Decimal("0.1234567890"),
        indicator_path=("产出", "数量"),
        category="lecture",
    )
    value = MeasureValue(
        metric="held",
        report=report.id,
        region_code=report.region_code,
        body_code=report.body_code,
        body=report.body,
        year=year,
        kind="department",
        level="city",
        project=None,
        status="stated",
        value=Decimal(held),
        low=Decimal(held),
        bound="at_least",
        by=(("coverage", "own"),),
        caveats=("下限",),
        operands=(Operand("value", "讲座", Decimal(held), "场", "at_least", observation.id),),
    )
    problem = document.text.index("人少")
    extraction = Extraction(
        (observation,),
        (Leftover(report.id, evidence, "看不清"),),
        (Narrative(report.id, "存在问题", "人少", Evidence.of(document, problem, problem + 2)),),
    )
    return BuiltReport(report, document, extraction, (value,))


def content_of(held: int, years: int = 3) -> Content:
    """`held` lectures in each of some years: every table and figure tells which build it is from."""
    reports = tuple(built_of(2020 + number, held) for number in range(years))
    return Content(reports, (REGION, CITY), (METRIC,), f"d{held}")
