"""`kexie mark` and the marks beside `kexie check`: they outlive a rebuild, and a finding that is gone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kexie_dash.cli import main
from kexie_dash.pipeline import build
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database
from tests.test_pipeline import add_report

TEXT = "2021年部门整体支出绩效自评报告\n2021年调整预算100万元，执行数{spent}万元，预算执行率为{rate}%。\n"


@pytest.fixture
def paths(tmp_path_factory: pytest.TempPathFactory) -> Paths:
    """One report whose rate is not what its figures give."""
    made = Paths(tmp_path_factory.mktemp("marked"))
    made.reports.mkdir()
    made.origins.write_text("reports:\n", "utf-8")
    add_report(made, "one", TEXT.format(spent=80, rate="95.00"))
    assert build(made).problems == ()
    return made


def wrong(paths: Paths) -> str:
    """The id of the finding about the rate."""
    found = [one for one in Database(paths.database).view().findings() if one.verdict == "contradicts"]
    assert found
    return found[0].id


def run(paths: Paths, *words: str, code: int = 0) -> None:
    assert main([*words, "--data", str(paths.data)]) == code


def listed(paths: Paths, capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    run(paths, "mark", "--list", "--format", "json", *words)
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


def checked(paths: Paths, capsys: pytest.CaptureFixture[str], code: int = 0) -> dict[str, dict[str, Any]]:
    capsys.readouterr()
    run(paths, "check", "--format", "json", code=code)
    return {row["id"]: row["mark"] for row in json.loads(capsys.readouterr().out)}


def test_marks_stand_beside_the_findings_and_outlive_a_rebuild(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    key = wrong(paths)
    assert checked(paths, capsys)[key] == {"state": "open", "note": None, "by": None, "time": None}
    run(paths, "mark", key, "sent", "--by", "李四")
    assert "已发函" in capsys.readouterr().out
    run(paths, "mark", key, "explained", "--note", "“95%按到位数计算”")
    paths.database.unlink()
    assert build(paths, fresh=True).publication is not None
    marks = checked(paths, capsys)
    assert marks[key]["state"] == "explained"
    assert marks[key]["note"] == "“95%按到位数计算”"
    assert marks[key]["time"]
    assert {mark["state"] for other, mark in marks.items() if other != key} <= {"open"}
    assert [row["state"] for row in listed(paths, capsys, key)] == ["sent", "explained"]
    (row,) = listed(paths, capsys)
    assert (row["report"], row["vanished"]) == ("one", None)


def test_a_mark_whose_finding_is_gone_says_what_it_was_about(
    paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    key = wrong(paths)
    run(paths, "mark", key, "sent")
    paths.origins.write_text("reports:\n", "utf-8")
    add_report(paths, "one", TEXT.format(spent=80, rate="80.00"))
    assert build(paths).problems == ()
    (row,) = listed(paths, capsys)
    assert row["vanished"] == "not_found"
    assert "95.00%" in row["message"]
    run(paths, "mark", key, "settled", "--note", "已更正")
    run(paths, "mark", "--list")
    told = capsys.readouterr().out
    assert "其中 1 条的核查结果已不在" in told
    assert "已解决" in told
    add_report(paths, "two", TEXT.format(spent=81, rate="80.00"))
    build(paths)
    later = next(one.id for one in Database(paths.database).view().findings() if one.verdict == "contradicts")
    run(paths, "mark", later, "sent")
    add_report(paths, "three", TEXT.format(spent=82, rate="82.00"))
    build(paths)
    assert {row["vanished"] for row in listed(paths, capsys)} == {"superseded"}
    paths.origins.write_text(paths.origins.read_text("utf-8").partition("  - id: two")[0], "utf-8")
    build(paths)
    assert {row["vanished"] for row in listed(paths, capsys)} == {"not_found", "no_report"}


def test_what_cannot_be_marked(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    run(paths, "mark", "f000", "sent", code=2)
    assert "没有编号为“f000”" in capsys.readouterr().err
    run(paths, "mark", wrong(paths), "explained", code=2)
    assert "单位的原话" in capsys.readouterr().err
    run(paths, "mark", code=2)
    assert "用法不对" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stop:
        run(paths, "mark", wrong(paths), "done")
    assert stop.value.code == 2
    assert not paths.marks.exists()


def test_a_broken_line_is_named_everywhere(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    key = wrong(paths)
    run(paths, "mark", key, "sent")
    with paths.marks.open("a", encoding="utf-8") as file:
        file.write("oops\n")
    run(paths, "mark", key, "settled", code=1)
    assert "marks.jsonl 第 2 行" in capsys.readouterr().err
    assert checked(paths, capsys, code=1)[key]["state"] == "settled"
    run(paths, "check", code=1)
    assert "marks.jsonl 第 2 行" in capsys.readouterr().err
