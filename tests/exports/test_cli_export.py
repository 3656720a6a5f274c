"""`kexie export`: what it writes, and how it refuses."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kexie_dash.cli import main

Export = Callable[..., tuple[int, str]]


@pytest.fixture
def export(golden_data: Path, capsys: pytest.CaptureFixture[str]) -> Export:
    def run(*arguments: object) -> tuple[int, str]:
        code = main(["export", *map(str, arguments), "--data", str(golden_data)])
        said = capsys.readouterr()
        assert said.out == ""
        return code, said.err

    return run


def test_data_as_workbook(export: Export, tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    assert export("data", "execution_rate", "--year", 2020, "--out", target) == (0, "")
    sheet = openpyxl.load_workbook(target)["数值"]
    assert {row[1].value for row in sheet.iter_rows(min_row=2)} == {"440300", "440600"}


def test_data_of_one_breakdown(export: Export, tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    assert export("data", "activities", "--by", "coverage=system", "--out", target)[0] == 0
    lines = target.read_text("utf-8-sig").splitlines()[1:]
    assert lines
    assert all("统计范围：全市系统" in line for line in lines)


def test_format_beats_the_name(export: Export, tmp_path: Path) -> None:
    target = tmp_path / "table.txt"
    assert export("data", "execution_rate", "--format", "csv", "--out", target)[0] == 0
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Debian's chromium")
def test_chart(export: Export, tmp_path: Path) -> None:
    png, svg = tmp_path / "a.png", tmp_path / "b.svg"
    assert export("chart", "execution_rate", "--out", png)[0] == 0
    assert png.read_bytes().startswith(b"\x89PNG")
    assert export("chart", "execution_rate", "--kind", "dumbbell", "--theme", "dark", "--out", svg)[0] == 0
    assert "百分点" in svg.read_text("utf-8")


@pytest.mark.skipif(not shutil.which("chromium"), reason="needs Debian's chromium")
@pytest.mark.parametrize(
    ("kind", "said"),
    [("heatmap", "对照目标"), ("scatter", "同时写明"), ("bullet", "百分点"), ("multi", "横轴自")],
)
def test_further_pictures(export: Export, tmp_path: Path, kind: str, said: str) -> None:
    svg = tmp_path / "a.svg"
    assert export("chart", "execution_rate", "--kind", kind, "--out", svg) == (0, "")
    drawn = svg.read_text("utf-8")
    assert said in drawn
    assert "深圳" in drawn


def test_an_unknown_body_beside_known_ones_is_said(export: Export, tmp_path: Path) -> None:
    code, said = export("data", "execution_rate", "--body", "440300", "乌有", "--out", tmp_path / "a.csv")
    assert code == 1
    assert "乌有" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("data", "nothing_known", "--out", "a.csv"), "没有指标"),
        (("data", "execution_rate", "--out", "a.doc"), "--format"),
        (("data", "execution_rate", "--body", "乌有", "--out", "a.csv"), "没有“乌有”"),
        (("data", "execution_rate", "--by", "coverage", "--out", "a.csv"), "维度=值"),
        (("data", "activities", "--by", "coverage=nobody", "--out", "a.csv"), "没有数值"),
        (("chart", "self_score", "--kind", "dumbbell", "--out", "a.png"), "没有自报数"),
        (("data", "execution_rate", "--out", "nowhere/a.csv"), "这个目录"),
        (
            ("chart", "execution_rate", "--kind", "scatter", "--also", "execution_rate", "--out", "a.png"),
            "--also",
        ),
        (("chart", "execution_rate", "--kind", "heatmap", "--also", "nothing", "--out", "a.png"), "没有指标"),
        (("chart", "activities", "--kind", "bullet", "--out", "a.png"), "没有参照线"),
        (("chart", "execution_rate", "--kind", "bullet", "--line", "9", "--out", "a.png"), "--line"),
    ],
)
def test_a_refusal_is_one_clear_line_and_writes_nothing(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, error = export(*arguments)
    assert code == 2
    assert said in error
    assert len(error.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("workbook", "nothing_known", "--out", "a.xlsx"), "没有指标"),
        (("workbook", "--body", "乌有", "--out", "a.xlsx"), "没有“乌有”"),
        (("workbook", "--year", "1999", "--out", "a.xlsx"), "没有数值"),
        (("workbook", "--out", "a.pdf"), ".xlsx"),
        (("site", "--body", "乌有", "--out", "site"), "没有“乌有”"),
        (("site", "--single", "nowhere/a.html"), "这个目录"),
        (("evidence", "nothing_known", "--out", "a.zip"), "没有指标"),
        (("checkup", "--body", "乌有", "--out", "a.docx"), "没有“乌有”"),
        (("checkup", "--body", "440100", "--out", "a.docx"), "没有报告"),
        (("checkup", "--body", "440300", "--year", "1999", "--out", "a.docx"), "2020 年（440300-2020）"),
        (("database", "--out", "nowhere/a.duckdb"), "这个目录"),
    ],
)
def test_larger_exports_refuse_in_one_line_too(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, error = export(*arguments)
    assert code == 2
    assert said in error
    assert len(error.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_pack_replaces_its_own_folder_and_no_other(export: Export, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    assert export("site", "self_score", "--out", folder) == (0, "")
    (folder / "left over").write_text("x")
    assert export("site", "self_score", "--out", folder) == (0, "")
    assert not (folder / "left over").exists()
    other = tmp_path / "mine"
    other.mkdir()
    (other / "letter.txt").write_text("x")
    code, said = export("site", "self_score", "--out", other)
    assert code == 2
    assert "不会覆盖" in said
    assert sorted(one.name for one in tmp_path.iterdir()) == ["mine", "site"]
    assert [one.name for one in other.iterdir()] == ["letter.txt"]


def test_an_interrupted_export_leaves_nothing(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kexie_dash.exports.files.os.fsync", interrupt)
    assert export("data", "execution_rate", "--out", tmp_path / "a.csv")[0] == 2
    assert list(tmp_path.iterdir()) == []
