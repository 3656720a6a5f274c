"""`kexie export briefing|questions|check`: what they write, how they refuse, that a stop leaves nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pptx
import pytest

from kexie_dash.cli import main
from kexie_dash.exports.stamp import read_stamp
from kexie_dash.settings import Paths

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(built: Paths, capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(*arguments: object) -> tuple[int, str, str]:
        code = main(["export", *map(str, arguments), "--data", str(built.data)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


def test_slides_and_whether_they_are_the_newest(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "a.pptx"
    asked = ("briefing", "execution_rate", "--year", 2020, "--own", "440600", "--out", target)
    assert run(*asked) == (0, "", "")
    assert len(pptx.Presentation(target).slides) > 4
    assert read_stamp(target.read_bytes()).product == "briefing"
    code, out, err = run("check", target)
    assert (code, err) == (0, "")
    assert out.startswith("仍是最新")


def test_document_without_pictures(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    assert run("briefing", "self_score", "--no-pictures", "--out", target) == (0, "", "")
    assert docx.Document(io.BytesIO(target.read_bytes())).tables


def test_questions(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "q.docx"
    assert run("questions", "--body", "440600", "--out", target) == (0, "", "")
    assert target.exists()


def test_an_unknown_body_beside_known_ones_is_said(run: Run, tmp_path: Path) -> None:
    code, _, said = run("briefing", "self_score", "--body", "440300", "乌有", "--out", tmp_path / "a.pptx")
    assert code == 1
    assert "乌有" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("briefing", "nothing_known", "--out", "a.pptx"), "没有指标"),
        (("briefing", "--out", "a.xlsx"), ".pptx"),
        (("briefing", "--body", "乌有", "--out", "a.pptx"), "没有“乌有”"),
        (("briefing", "--year", "1999", "--out", "a.docx"), "没有数值"),
        (("briefing", "--out", "nowhere/a.pptx"), "这个目录"),
        (("questions", "--body", "乌有", "--out", "a.docx"), "没有“乌有”"),
        (("questions", "--body", "440100", "--out", "a.docx"), "没有报告"),
        (("questions", "--body", "440600", "--out", "a.pptx"), ".docx"),
        (("check", "nowhere.pptx"), "读不了"),
    ],
)
def test_a_refusal_is_one_clear_line_and_writes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, error = run(*arguments)
    assert (code, out) == (2, "")
    assert said in error
    assert len(error.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_stop_leaves_nothing_behind(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C in the midst of the slides; the file that was there before stays as it was."""
    from kexie_dash.exports.briefing.slides import deck

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(deck, "add_annex", stopped)
    target = tmp_path / "a.pptx"
    target.write_bytes(b"old")
    code, _, said = run("briefing", "self_score", "--out", target)
    assert code == 2
    assert "已中断" in said
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_of_nobody_has_no_stamp(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "x.docx"
    docx.Document().save(str(other))
    code, out, said = run("check", other)
    assert (code, out) == (2, "")
    assert "不是从这里导出的" in said
