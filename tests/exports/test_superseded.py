"""Every product that is taken away, opened again after a newer build, says that it is superseded."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from kexie_dash.cli import main
from kexie_dash.exports.archive import zipped
from kexie_dash.exports.choice import Choice, choose
from kexie_dash.exports.freshness import file_freshness
from kexie_dash.exports.notes import today
from kexie_dash.exports.site import make_folder
from kexie_dash.exports.stamp_plain import STAMP_MEMBER
from kexie_dash.pipeline import build
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database
from tests.conftest import copy_data

_RATE = "execution_rate"
#: What `kexie export` writes, and the arguments that write it.
_PRODUCTS = {
    "chart.png": ("chart", _RATE),
    "chart.svg": ("chart", _RATE),
    "chart.pdf": ("chart", _RATE),
    "briefing.pptx": ("briefing", _RATE),
    "briefing.docx": ("briefing", _RATE, "--no-pictures"),
    "questions.docx": ("questions", "--body", "440600"),
    "checkup.docx": ("checkup", "--body", "440600"),
    "checkup.pdf": ("checkup", "--body", "440600"),
    "data.xlsx": ("data", _RATE),
    "data.csv": ("data", _RATE),
    "data.json": ("data", _RATE),
    "data.parquet": ("data", _RATE),
    "workbook.xlsx": ("workbook", _RATE),
    "all.duckdb": ("database",),
    "pack": ("site", _RATE),
    "evidence.zip": ("evidence", _RATE),
}


def _export(paths: Paths, *arguments: object) -> int:
    return main(["export", *map(str, arguments), "--data", str(paths.data)])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Paths, Path]:
    """All products of a first build; then a second build without one of the reports."""
    folder = tmp_path_factory.mktemp("superseded")
    paths, out = copy_data(folder / "data"), folder / "out"
    build(paths)
    out.mkdir()
    for name, arguments in _PRODUCTS.items():
        # 1: something of it could not be drawn, which is said; the file is there.
        assert _export(paths, *arguments, "--out", out / name) in (0, 1), name
    assert _export(paths, "site", _RATE, "--single", out / "single.html") == 0
    view = Database(paths.database).view()
    folder_of = make_folder(view, choose(view, Choice((_RATE,))), today(), lambda share, what: None)
    inside = {f"folder/{name}": data for name, data in folder_of.items()}
    (out / "pack.zip").write_bytes(zipped(inside))
    for name in (*_PRODUCTS, "single.html", "pack.zip"):
        assert _export(paths, "check", out / name) == 0, name
    origins = paths.reports / "origins.yaml"
    before, entry, after = origins.read_text("utf-8").partition("  - id: 440600-2020\n")
    assert entry
    origins.write_text(before + after[after.index("  - id:") :], "utf-8")
    outcome = build(paths)
    assert outcome.publication is not None
    assert not outcome.publication.unchanged
    return paths, out


@pytest.mark.parametrize("name", [*_PRODUCTS, "single.html", "pack.zip"])
def test_it_says_that_there_is_newer_data(
    made: tuple[Paths, Path], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    paths, out = made
    assert _export(paths, "check", out / name) == 1
    said = capsys.readouterr().out
    assert said.startswith("已有更新的数据：文件是第 1 次生成（")
    assert "现在是第 2 次生成（" in said
    if name.partition(".")[2] not in ("csv", "json", "parquet", "duckdb"):
        assert "佛山 2020" in said
        assert "不再使用的报告：440600-2020" in said


def test_every_document_of_an_evidence_pack_says_so_too(made: tuple[Paths, Path]) -> None:
    paths, out = made
    view = Database(paths.database).view()
    with zipfile.ZipFile(out / "evidence.zip") as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    told = [name for name in inside if name.endswith((".xlsx", ".csv", ".docx", ".png"))]
    assert told
    assert STAMP_MEMBER in inside
    for name in told:
        assert not file_freshness(view, inside[name], paths.manifest).current, name


def test_a_database_that_others_wrote_in_is_not_called_the_newest(made: tuple[Paths, Path]) -> None:
    paths, _ = made
    view = Database(paths.database).view()
    data = paths.database.read_bytes()
    assert file_freshness(view, data, paths.manifest).current
    changed = file_freshness(view, data[:-1] + bytes([data[-1] ^ 1]), paths.manifest)
    assert not changed.current
    assert "已有更新的数据，或文件被改过" in changed.says


def test_a_zip_of_something_else_has_no_stamp(made: tuple[Paths, Path], tmp_path: Path) -> None:
    paths, _ = made
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a/index.html", "<p>科协</p>")
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    assert _export(paths, "check", tmp_path / "a.zip") == 2
    assert _export(paths, "check", tmp_path) == 2
