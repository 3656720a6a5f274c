"""`kexie check`: the promised form, built reports and drafts alike, and who could not be checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kexie_dash.cli import main
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database

PROMISED = {
    *("id", "severity", "points", "report", "check", "kind", "verdict", "declared", "expected"),
    *("difference", "tolerance", "message", "evidence"),
}
KINDS = {"sum", "ratio", "score", "rubric", "repeat", "target", "grade", "consistency"}


def run(paths: Paths, capsys: pytest.CaptureFixture[str], *names: str, code: int = 0) -> tuple[Any, str]:
    assert main(["check", *names, "--format", "json", "--data", str(paths.data)]) == code
    said = capsys.readouterr()
    return json.loads(said.out), said.err


def test_the_promised_form(built: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    rows, said = run(built, capsys)
    assert said == ""
    assert {row["report"] for row in rows} == {
        one.report.id for one in Database(built.database).view().reports()
    }
    view = Database(built.database).view()
    for row in rows:
        assert set(row) >= PROMISED
        assert row["verdict"] in {"holds", "contradicts", "undecided"}
        assert row["severity"] in {"score", "money", "fact", "wording"}
        document = view.document(row["report"])
        assert document is not None
        for span in row["evidence"]:
            assert document.text[span["start"] : span["end"]] == span["quote"]
    assert {row["kind"] for row in rows} == KINDS
    assert len({row["id"] for row in rows}) == len(rows)


def test_a_file_and_its_built_report_say_the_same(built: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    for report in ("440600-2020", "440700-2022"):
        by_id, _ = run(built, capsys, report)
        by_file, _ = run(built, capsys, str(built.reports / f"{report}.txt"))
        assert by_id == by_file


def test_a_draft_that_is_not_built_in(
    data: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "草稿.txt"
    text = (data.reports / "440600-2020.txt").read_text(encoding="utf-8")
    draft.write_text(text.replace("绩效得分为 95分", "绩效得分为 96分"), encoding="utf-8")
    rows, said = run(data, capsys, str(draft))
    assert said == ""
    assert {row["report"] for row in rows} == {"草稿"}
    assert [row["check"] for row in rows if row["check"] == "total_score" and row["verdict"] == "contradicts"]


def test_the_table_tells_what_does_not_hold(built: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "440600-2020", "--data", str(built.data)]) == 0
    out = capsys.readouterr().out
    assert "矛盾" in out
    assert "52.71万元" in out
    assert "相符" in out.splitlines()[-1]


def test_who_could_not_be_checked(built: Paths, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    rows, said = run(built, capsys, "440600-2020", str(empty), "999999-2020", code=1)
    assert {row["report"] for row in rows} == {"440600-2020"}
    assert "空.txt" in said
    assert "999999-2020" in said


def test_wrong_usage(built: Paths, data: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--format", "xml", "--data", str(built.data)])
    assert stop.value.code == 2
    assert main(["check", "--data", str(data.data)]) == 2
    assert "make build" in capsys.readouterr().err
