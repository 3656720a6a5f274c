"""`kexie compare`: the promised JSON, the figures a person can check, and who was not found."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from kexie_dash.cli import main
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database

PROMISED = [
    *("report", "region_code", "body_code", "body", "year", "kind", "project"),
    *("by", "value", "low", "high", "bound", "basis", "declared"),
    *("declared_label", "declared_evidence", "status", "group", "comparable", "reasons", "caveats"),
    *("operands", "evidence", "state", "rank", "unranked"),
]


@pytest.fixture
def ask(built: Paths, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: str, code: int = 0) -> tuple[dict[str, Any], str]:
        assert main(["compare", *arguments, "--format", "json", "--data", str(built.data)]) == code
        said = capsys.readouterr()
        return json.loads(said.out) if said.out else {}, said.err

    return run


def test_the_promised_form(ask: Any, built: Paths) -> None:
    answer, said = ask("execution_rate")
    assert said == ""
    assert set(answer) == {"metric", "snapshot", "values"}
    named = {"id", "label", "unit", "direction", "definition", "variants", "thresholds"}
    assert named == set(answer["metric"])
    snapshot = Database(built.database).snapshot
    assert answer["snapshot"]["build"] == snapshot.build
    assert answer["snapshot"]["dictionary_version"] == snapshot.dictionary_version
    assert answer["values"]
    for value in answer["values"]:
        assert set(PROMISED) <= set(value)
        assert value["comparable"] is (value["reasons"] == [])


def test_evidence_is_exact(ask: Any, built: Paths) -> None:
    view, seen = Database(built.database).view(), 0
    for metric in ("execution_rate", "self_score", "activities", "audience"):
        for value in ask(metric)[0]["values"]:
            document = view.document(value["report"])
            assert document is not None
            spans = [*value["evidence"], *value["declared_evidence"]]
            spans += [operand["evidence"] for operand in value["operands"] if operand["evidence"]]
            for span in spans:
                assert document.text[span["start"] : span["end"]] == span["quote"]
                seen += 1
            assert spans or value["status"] not in ("stated", "derived")
    assert seen > 20


def test_the_issue_s_figures(ask: Any) -> None:
    rates = {
        value["report"]: (round(value["value"], 4), value["basis"], value["declared"])
        for value in ask("execution_rate")[0]["values"]
    }
    assert rates == {
        "440300-2020": (0.7169, "adjusted", 0.9399),
        "440600-2020": (1.0160, "adjusted", 1),
        "440117-2021": (1, "initial", 1),
        "440800-2022": (0.6536, "initial", 1),
        "440700-2022": (0.6682, "initial", None),
    }
    scores = {value["report"]: value["value"] for value in ask("self_score")[0]["values"]}
    assert scores == {
        "440300-2020": 96.51,
        "440600-2020": 95,
        "440117-2021": 92.7,
        "440800-2022": 100,
        "440700-2022": 95,
    }
    for metric, figure, by in (
        ("activities", 5903, {"coverage": "system"}),
        ("audience", 51_000_000, {"coverage": "system", "channel": "total"}),
    ):
        (value,) = (
            v for v in ask(metric, "--body", "440300", "--year", "2020")[0]["values"] if v["by"] == by
        )
        assert (value["value"], value["low"], value["high"], value["bound"]) == (
            figure,
            figure,
            None,
            "at_least",
        )


@pytest.mark.parametrize("name", ["440600", "佛山市科学技术协会", "佛山市", "佛山"])
def test_a_body_by_code_or_name(ask: Any, name: str) -> None:
    answer, _ = ask("execution_rate", "--body", name)
    assert [value["report"] for value in answer["values"]] == ["440600-2020"]


def test_who_has_no_report_is_said(ask: Any) -> None:
    answer, said = ask("execution_rate", "--body", "440600", "广州市", "--year", "2020", "2019")
    rows = [(v["body_code"], v["year"], v["status"], v["value"]) for v in answer["values"]]
    assert [row for row in rows if row[2] == "no_report"] == [
        ("440600", 2019, "no_report", None),
        ("440100", 2019, "no_report", None),
        ("440100", 2020, "no_report", None),
    ]
    assert len(rows) == 4
    assert said == ""
    answer, _ = ask("execution_rate", "--body", "440100")
    assert [(v["body"], v["year"], v["status"]) for v in answer["values"]] == [
        ("广州市科学技术协会", None, "no_report")
    ]
    answer, _ = ask("execution_rate", "--year", "2019")
    assert {v["status"] for v in answer["values"]} == {"no_report"}
    assert len(answer["values"]) == 5


def test_unknown_bodies_are_named(ask: Any) -> None:
    answer, said = ask("execution_rate", "--body", "440600", "火星", code=1)
    assert len(answer["values"]) == 1
    assert "没有“火星”" in said
    answer, said = ask("execution_rate", "--body", "' OR 1=1 --", code=2)
    assert answer == {}
    assert "没有“' OR 1=1 --”" in said


def test_unknown_metric_and_no_database(ask: Any, data: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = ask("happiness", code=2)
    assert "没有指标“happiness”" in said
    assert "execution_rate" in said
    assert main(["compare", "execution_rate", "--data", str(data.data)]) == 2
    assert "还没有数据库" in capsys.readouterr().err


def test_csv_and_table(built: Paths, capsys: pytest.CaptureFixture[str], ask: Any) -> None:
    known = ask("audience")[0]["values"]
    assert main(["compare", "audience", "--format", "csv", "--data", str(built.data)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["report"] for row in rows] == [value["report"] for value in known]
    assert [row["value"] for row in rows] == ["" if v["value"] is None else str(v["value"]) for v in known]
    assert main(["compare", "execution_rate", "--data", str(built.data)]) == 0
    table = capsys.readouterr().out
    assert "71.69%" in table
    assert "93.99%" in table
    assert "按调整预算" in table
    assert "2020 部门整体·市级：同组只有两家可比，不排名。" in table
    assert "● 已载明" in table


def test_a_damaged_database_is_shown_from_the_build_before(
    data: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--data", str(data.data)]) == 0
    data.origins.write_text(
        data.origins.read_text("utf-8").replace("publisher: 佛山", "publisher: 在佛山", 1), "utf-8"
    )
    assert main(["build", "--data", str(data.data)]) == 0
    data.database.write_bytes(data.database.read_bytes()[:-100])
    capsys.readouterr()
    assert main(["compare", "self_score", "--data", str(data.data)]) == 1
    said = capsys.readouterr()
    assert "已损坏，现在显示的是第 1 次生成的数据" in said.err
    assert "第 1 次生成" in said.out
