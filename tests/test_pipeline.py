"""The whole write side on the five reports, and on folders where something is wrong."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from kexie_dash import pipeline
from kexie_dash.model.observation import Evidence, Extraction, Observation
from kexie_dash.model.report import Document, Recognised, Report
from kexie_dash.pipeline import build, storable
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database

FIRST = "440600-2020"


def exported(paths: Paths, folder: Path) -> dict[str, bytes]:
    """Every table as CSV, sorted by all its columns."""
    folder.mkdir()
    connection = duckdb.connect(":memory:")
    copy = folder / "copy.duckdb"
    copy.write_bytes(paths.database.read_bytes())
    connection.execute(f"ATTACH '{copy}' AS built (READ_ONLY)")
    names = [
        name
        for (name,) in connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'built' ORDER BY 1"
        ).fetchall()
    ]
    for name in names:
        connection.execute(f"COPY (SELECT * FROM built.{name} ORDER BY ALL) TO '{folder / name}.csv'")
    connection.close()
    return {name: (folder / f"{name}.csv").read_bytes() for name in names}


def add_report(paths: Paths, name: str, text: str, **fields: str) -> None:
    """One more report with its entry; `fields` replace those of the entry."""
    content = text.encode()
    (paths.reports / f"{name}.txt").write_bytes(content)
    entry = {
        "id": name,
        "file": f"{name}.txt",
        "region_code": '"440400"',
        "body": "甲单位",
        "year": "2021",
        "kind": "department",
        "sha256": f'"{hashlib.sha256(content).hexdigest()}"',
        **fields,
    }
    lines = "".join(f"    {key}: {value}\n" for key, value in entry.items())
    with paths.origins.open("a", encoding="utf-8") as file:
        file.write(f"  -{lines[3:]}")


def test_two_builds_give_the_same_bytes(data: Paths, built: Paths, tmp_path: Path) -> None:
    assert build(data).problems == ()
    here, there = exported(data, tmp_path / "a"), exported(built, tmp_path / "b")
    assert set(here) == {
        "document",
        "finding",
        "finding_evidence",
        "leftover",
        "measure_value",
        "meta",
        "metric",
        "narrative",
        "observation",
        "operand",
        "region",
        "report",
        "rubric",
        "rubric_indicator",
        "rubric_input",
        "rubric_part",
        "rubric_score",
        "rubric_span",
        "rubric_total",
        "search_text",
        "search_unit",
        "threshold",
    }
    assert here == there
    assert len(here["observation"].splitlines()) > 100


def test_evidence_is_exact_in_the_stored_text(built: Paths) -> None:
    wrong = Database(built.database).rows(
        "SELECT o.id FROM kexie.observation o JOIN kexie.document d USING (report) "
        "WHERE substring(d.text, o.span_start + 1, o.span_end - o.span_start) <> o.quote"
    )
    assert wrong == []
    reports = Database(built.database).view().reports()
    assert [stored.report.id for stored in reports if stored.in_use] == [
        "440600-2020",
        "440300-2020",
        "440117-2021",
        "440800-2022",
        "440700-2022",
    ]
    for stored in reports:
        document = Database(built.database).view().document(stored.report.id)
        source = (built.reports / stored.report.file).read_bytes()
        assert document is not None
        assert document.text.encode() == source


def test_operands_lead_to_observations(built: Paths) -> None:
    lost = Database(built.database).rows(
        "SELECT p.* FROM kexie.operand p LEFT JOIN kexie.observation o ON o.id = p.observation "
        "WHERE p.observation IS NOT NULL AND o.id IS NULL"
    )
    assert lost == []


def _edit(old: str, new: str) -> Callable[[Paths], None]:
    def edit(paths: Paths) -> None:
        text = paths.origins.read_text("utf-8")
        assert old in text
        paths.origins.write_text(text.replace(old, new, 1), "utf-8")

    return edit


def _change_file(paths: Paths) -> None:
    with (paths.reports / f"{FIRST}.txt").open("a", encoding="utf-8") as file:
        file.write("补一句。\n")


def _remove_file(paths: Paths) -> None:
    (paths.reports / f"{FIRST}.txt").unlink()


def _make_pdf(paths: Paths) -> None:
    add_report(paths, "pdf", "%PDF-1.7 ...")


FAULTS: dict[str, tuple[Callable[[Paths], None], str, int]] = {
    "unknown code": (
        _edit('"440600"', '"440699"'),
        "第 6 行（报告 440600-2020）：区划代码 440699 不在",
        4,
    ),
    "code as number": (_edit('"440600"', "440600"), "没加引号", 4),
    "bad year": (_edit("year: 2020", "year: 20200"), "第 8 行（报告 440600-2020）：year 写成了", 4),
    "wrong kind": (
        _edit("kind: department", "kind: 部门"),
        "第 9 行（报告 440600-2020）：kind 写成了 “部门”",
        4,
    ),
    "duplicate id": (_edit("id: 440300-2020", "id: 440600-2020"), "已在第 4 行登记", 4),
    "missing field": (
        _edit("    body: 佛山市科学技术协会\n", ""),
        "第 4 行（报告 440600-2020）：缺少 body",
        4,
    ),
    "misspelt field": (_edit("region_code", "region_cod"), "是不是 region_code", 4),
    "syntax": (_edit("body: 佛山", 'body: "佛山'), "YAML 写法有误", 4),
    "outside": (_edit("file: 440600-2020.txt", "file: ../../app.py"), "不在 data/reports 里", 4),
    "missing file": (
        _remove_file,
        "第 5 行（报告 440600-2020）：读不了",
        4,
    ),
    "changed file": (_change_file, "第 12 行（报告 440600-2020）：文件内容与登记时的", 4),
    "a cut PDF": (_make_pdf, "PDF 不完整（缺少文件结尾）", 5),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_and_the_others_are_built(data: Paths, fault: str) -> None:
    spoil, said, good = FAULTS[fault]
    spoil(data)
    outcome = build(data)
    assert any(said in str(problem) for problem in outcome.problems), [*map(str, outcome.problems)]
    assert all(problem.remedy for problem in outcome.problems)
    assert outcome.publication is not None
    reports = Database(data.database).view().reports()
    assert sum(stored.in_use for stored in reports) == good


@pytest.mark.parametrize(
    "text", ["", "reports:\n", "reports: []\n", "a: 1\n", "- x\n", "\tx: [", "reports: 5\n"]
)
def test_nothing_to_build_keeps_the_database(data: Paths, text: str) -> None:
    assert build(data).publication is not None
    before = data.database.read_bytes()
    data.origins.write_text(text, "utf-8")
    outcome = build(data)
    assert outcome.publication is None
    assert data.database.read_bytes() == before
    data.origins.unlink()
    assert build(data).publication is None
    assert data.database.read_bytes() == before


def test_a_report_the_reader_of_text_stumbles_over(
    data: Paths, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = pipeline.extract

    def stumble(document: Document, *, report: str, **known: object) -> Extraction:
        if report == FIRST:
            raise RuntimeError("detail for the log")
        return real(document, report=report, **known)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "extract", stumble)
    with caplog.at_level(logging.ERROR):
        outcome = build(data)
    assert [problem.report for problem in outcome.problems] == [FIRST]
    assert "RuntimeError" not in str(outcome.problems[0])
    assert "detail for the log" in caplog.text
    assert sum(stored.in_use for stored in Database(data.database).view().reports()) == 4


def test_measures_that_fail_leave_the_observations(data: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.compute

    def stumble(report: Report, observations: Sequence[Observation], *rest: object) -> object:
        if report.id == FIRST:
            raise ZeroDivisionError
        return real(report, observations, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "compute", stumble)
    outcome = build(data)
    assert [problem.report for problem in outcome.problems] == [FIRST]
    view = Database(data.database).view()
    assert view.values(report=FIRST) == ()
    assert view.observations(report=FIRST)
    assert view.values(report="440300-2020")


def test_a_later_report_of_the_same_kind_is_the_one_compared(data: Paths) -> None:
    text = "2021年部门整体支出绩效自评报告\n全年预算数100万元，执行数80万元。\n"
    add_report(data, "old", text)
    add_report(data, "new", text.replace("80", "90"))
    add_report(data, "other", text.replace("80", "70"), kind="project", project="科普")
    assert build(data).problems == ()
    view = Database(data.database).view()
    state = {stored.report.id: stored.superseded_by for stored in view.reports()}
    assert (state["old"], state["new"], state["other"]) == ("new", None, None)
    assert view.values(report="old") == ()
    assert view.values(report="new")
    assert view.observations(report="old")


def test_an_unreadable_later_report_replaces_nothing(data: Paths) -> None:
    add_report(data, "old", "2021年部门整体支出绩效自评报告\n全年预算数100万元，执行数80万元。\n")
    add_report(data, "new", "%PDF-1.7")
    assert len(build(data).problems) == 1
    view = Database(data.database).view()
    state = {stored.report.id: (stored.in_use, stored.unreadable) for stored in view.reports()}
    assert state["old"] == (True, None)
    assert state["new"][0] is False
    assert "PDF" in str(state["new"][1])


def _observation(value: str) -> Observation:
    document = Document("预算1元。")
    return Observation(
        report="r",
        family="budget",
        label="预算",
        subject="部门整体",
        value=Decimal(value),
        unit="元",
        value_text="1元",
        bound="exact",
        coverage="own",
        is_total=False,
        period="year",
        year=2021,
        evidence=Evidence.of(document, 0, 4),
        rule="test",
        confidence=0.5,
        sentence=0,
    )


@pytest.mark.parametrize("value", ["1E+19", "-1E+300", "NaN", "Infinity"])
def test_a_figure_beyond_all_measure_is_left_over(value: str) -> None:
    kept = storable(Extraction((_observation(value), _observation("5")), ()))
    assert [item.value for item in kept.observations] == [Decimal(5)]
    assert [item.reason for item in kept.leftovers] == ["数值超出可以保存的范围"]


def test_figures_keep_one_spelling_and_each_statement_stands_once() -> None:
    item = replace(_observation("5.00"), full_mark=Decimal("1E+1"))
    kept = storable(Extraction((item, item), ()))
    assert [(str(o.value), str(o.full_mark)) for o in kept.observations] == [("5", "10")]


def test_a_part_that_could_not_be_read_is_named(data: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pipeline.document_of
    gap = "第 3 页是扫描图片"
    monkeypatch.setattr(pipeline, "document_of", lambda read: replace(whole(read), gaps=(gap,)))
    outcome = build(data)
    assert outcome.publication is not None
    assert all(built.unreadable is None for built in outcome.reports)
    assert [problem.report for problem in outcome.problems] == [built.report.id for built in outcome.reports]
    assert all(gap in problem.message and problem.line for problem in outcome.problems)


def test_what_was_read_from_images_is_named_and_said(data: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pipeline.document_of

    def seen(read: bytes) -> Document:
        document = whole(read)
        return replace(document, page_starts=(0,), recognised=(Recognised(0, len(document.text), 1.0),))

    monkeypatch.setattr(pipeline, "document_of", seen)
    outcome = build(data)
    assert outcome.publication is not None
    assert all("第 1 页由图像识别（OCR），请与原件核对" in problem.message for problem in outcome.problems)
    assert [problem.report for problem in outcome.problems] == [built.report.id for built in outcome.reports]
    values = [value for built in outcome.reports for value in built.values]
    used = [value for value in values if any(operand.observation for operand in value.operands)]
    assert used
    assert all("由图像识别（OCR），请与原件核对" in value.caveats for value in used)
    assert all(
        one.is_recognised and one.confidence <= 0.8
        for built in outcome.reports
        if built.extraction is not None
        for one in built.extraction.observations
    )
