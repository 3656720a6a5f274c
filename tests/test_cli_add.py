"""`kexie add`: both writes or none, duplicates refused, questions only on a terminal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kexie_dash.cli import main, register
from kexie_dash.definitions.origins import load_origins
from kexie_dash.definitions.reference import load_regions
from kexie_dash.model.report import Report
from kexie_dash.pipeline import build
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database

TEXT = "项目绩效自评报告\n（2021年）\n项目名称：科普大篷车\n全年预算数10万元，执行数8万元。\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "收到的报告 final(2).txt"
    path.write_bytes(TEXT.encode("gb18030"))
    return path


def add(paths: Paths, file: Path, *more: str) -> int:
    return main(["add", str(file), "--data", str(paths.data), *more])


def reports(paths: Paths) -> dict[str, Report]:
    origins = load_origins(paths.origins, load_regions(paths.reference))
    assert origins.problems == ()
    return {origin.report.id: origin.report for origin in origins.origins}


def state(paths: Paths) -> tuple[bytes, list[str]]:
    return paths.origins.read_bytes(), sorted(path.name for path in paths.reports.iterdir())


def test_a_report_is_added_and_built(data: Paths, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = data.origins.read_text("utf-8")
    assert (
        add(data, file, "--body", "440604", "--year", "2021", "--kind", "project", "--project", "科普车") == 0
    )
    assert "已登记 440604-2021：佛山市禅城区科学技术协会 2021 年项目" in capsys.readouterr().out
    assert data.origins.read_text("utf-8").startswith(before)
    made = reports(data)["440604-2021"]
    assert (made.level, made.project, made.body_code) == ("county", "科普车", "440604")
    assert (data.reports / made.file).read_bytes() == file.read_bytes()
    assert build(data).problems == ()
    stored = Database(data.database).view().reports()[-1]
    assert stored.report == made
    assert stored.in_use


def test_a_second_report_gets_its_own_id(data: Paths, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    common = ("--body", "440600", "--year", "2020")
    assert add(data, file, *common, "--kind", "project") == 0
    assert "440600-2020-2" in capsys.readouterr().out
    file.write_text(TEXT + "再补一句。\n", "utf-8")
    assert add(data, file, *common, "--kind", "department") == 0
    assert "已有 440600-2020；" in capsys.readouterr().out
    file.write_text(TEXT + "再补两句。\n", "utf-8")
    assert add(data, file, *common, "--kind", "department", "--id", "fs-2020") == 0
    known = reports(data)
    assert list(known)[-3:] == ["440600-2020-2", "440600-2020-3", "fs-2020"]
    assert known["440600-2020-2"].project == "科普大篷车"
    assert known["fs-2020"].body == known["440600-2020"].body


def test_duplicates_are_refused(data: Paths, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = file.with_name("copy.txt")
    copy.write_bytes((data.reports / "440700-2022.txt").read_bytes())
    before = state(data)
    assert add(data, copy, "--body", "440600", "--year", "2019", "--kind", "department") == 2
    assert "这份文件已登记为 440700-2022" in capsys.readouterr().err
    assert (
        add(data, file, "--body", "440600", "--year", "2020", "--kind", "project", "--id", "440600-2020") == 2
    )
    assert "编号 440600-2020 已被另一份报告使用" in capsys.readouterr().err
    assert state(data) == before


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--year", "2021", "--kind", "project"), "--body 代码"),
        (("--body", "440600", "--kind", "project"), "（报告开头像是 2021）。请加 --year"),
        (("--body", "440600", "--year", "2021"), "（报告开头像是 project）。请加 --kind"),
        (("--body", "440699", "--year", "2021", "--kind", "project"), "不在区划表里"),
        (("--body", "440600", "--year", "202", "--kind", "project"), "年度 202 不对"),
        (("--body", "440600-fl", "--year", "2021", "--kind", "project"), "--name 单位全称"),
        (("--body", "440600", "--year", "2021", "--kind", "department", "--project", "x"), "没有项目名称"),
        (("--body", "440600", "--year", "2021", "--kind", "project", "--id", "../x"), "不合规"),
        (("--body", "440600-坏", "--year", "2021", "--kind", "project", "--name", "甲"), "通不过检查"),
    ],
)
def test_what_cannot_be_told_is_asked_for(
    data: Paths, file: Path, more: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(data)
    assert add(data, file, *more) == 2
    assert said in capsys.readouterr().err
    assert state(data) == before


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_it_asks_and_proposes(
    data: Paths, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", _Terminal("440100\n\n\n科普车\n"))
    assert add(data, file) == 0
    asked = capsys.readouterr().err
    assert "报告年度 [2021]" in asked
    assert "[project]" in asked
    assert "项目名称 [科普大篷车]" in asked
    made = reports(data)["440100-2021"]
    assert (made.year, made.kind, made.project, made.body) == (
        2021,
        "project",
        "科普车",
        "广州市科学技术协会",
    )
    monkeypatch.setattr("sys.stdin", _Terminal(""))
    file.write_text(TEXT + "另一份", "utf-8")
    before = state(data)
    assert add(data, file) == 2
    assert state(data) == before


def test_another_body_of_the_region(data: Paths, file: Path) -> None:
    names = ("--name", "佛山市妇女联合会", "--project", "甲")
    assert add(data, file, "--body", "440600-fl", "--year", "2021", "--kind", "project", *names) == 0
    made = reports(data)["440600-fl-2021"]
    assert (made.region_code, made.body_code, made.body) == ("440600", "440600-fl", "佛山市妇女联合会")


def test_unreadable_files_are_refused(data: Paths, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(b"%PDF-1.4")
    before = state(data)
    assert add(data, file, "--body", "440600", "--year", "2021", "--kind", "project") == 2
    assert "PDF" in capsys.readouterr().err
    assert state(data) == before


def test_nothing_is_half_done(data: Paths, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, before = register._replace, state(data)

    def fail(path: Path, content: bytes) -> None:
        if path == data.origins:
            raise OSError(28, "No space left on device")
        real(path, content)

    arguments = ("--body", "440600", "--year", "2021", "--kind", "project")
    with monkeypatch.context() as patch:
        patch.setattr(register, "_replace", fail)
        assert add(data, file, *arguments) == 2
    assert state(data) == before
    # What a kill between the two writes leaves, a file without entry, does not stand in the way.
    (data.reports / "440600-2021.txt").write_bytes(file.read_bytes())
    assert add(data, file, *arguments) == 0
    assert "440600-2021" in reports(data)


def test_the_first_report_of_an_empty_folder(tmp_path: Path, file: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    arguments = ["add", str(file), "--body", "440600", "--year", "2021", "--kind", "project"]
    assert main([*arguments, "--data", str(folder)]) in (0, 1)
    assert main(["build", "--data", str(folder)]) == 0
