"""Readings kept from build to build: the same tables with and without them, nothing damaged used."""

from __future__ import annotations

import logging
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from kexie_dash import pipeline
from kexie_dash.cli import main
from kexie_dash.definitions.origins import load_origins
from kexie_dash.definitions.reference import load_regions
from kexie_dash.extraction import extract, version
from kexie_dash.model.report import Document, Recognised, Report
from kexie_dash.pipeline import build
from kexie_dash.reading import read_document
from kexie_dash.settings import Paths
from kexie_dash.store.database import Database
from kexie_dash.store.reading_form import Reading, from_plain, to_plain
from kexie_dash.store.reuse import Shelf
from tests.conftest import ROOT
from tests.test_pipeline import add_report, exported

TEXT = "2021年部门整体支出绩效自评报告\n全年预算数100万元，执行数80万元。\n举办讲座12场。\n"


@pytest.fixture
def small(tmp_path: Path) -> Paths:
    """A folder with two short reports."""
    paths = Paths(tmp_path / "small")
    paths.reports.mkdir(parents=True)
    paths.origins.write_text("reports:\n", "utf-8")
    add_report(paths, "one", TEXT)
    add_report(paths, "two", TEXT.replace("12", "15") + "全年开展科普活动20场次。\n", year="2022")
    return paths


def _read(paths: Paths, monkeypatch: pytest.MonkeyPatch, *, fresh: bool = False) -> list[str]:
    """The reports that a build reads anew."""
    read: list[str] = []
    real = pipeline.extract

    def counting(document: object, *, report: str, **known: object) -> object:
        read.append(report)
        return real(document, report=report, **known)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(pipeline, "extract", counting)
        assert build(paths, fresh=fresh).problems == ()
    return read


def test_the_same_bytes_with_and_without(
    data: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_report(data, "extra", TEXT)
    assert len(_read(data, monkeypatch)) == 6
    first = exported(data, tmp_path / "first")
    number = Database(data.database).snapshot.number
    assert _read(data, monkeypatch) == []
    assert Database(data.database).snapshot.number == number
    data.database.unlink()
    assert _read(data, monkeypatch) == []
    assert exported(data, tmp_path / "reused") == first
    assert len(_read(data, monkeypatch, fresh=True)) == 6
    shutil.rmtree(data.readings)
    data.database.unlink()
    assert len(_read(data, monkeypatch)) == 6
    assert exported(data, tmp_path / "fresh") == first


@pytest.mark.parametrize(
    "path", sorted((ROOT / "data" / "reports").glob("*.txt")), ids=lambda path: path.stem
)
def test_a_reading_comes_back_whole(path: Path) -> None:
    document = read_document(path)
    reading = Reading(document, extract(document, report=path.stem, year=2020, kind="department"))
    assert reading.extraction.observations
    assert from_plain(to_plain(reading)) == reading
    back = from_plain(to_plain(reading)).extraction.observations
    assert all(isinstance(one.value, Decimal | None) for one in back)
    assert [str(one.value) for one in back] == [str(one.value) for one in reading.extraction.observations]


def test_only_what_changed_is_read(small: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    build(small)
    origins = small.origins.read_text("utf-8")
    small.origins.write_text(origins.replace("year: 2022", "year: 2019"), "utf-8")
    assert _read(small, monkeypatch) == ["two"]
    monkeypatch.setattr(pipeline, "rule_version", lambda: "another")
    assert len(_read(small, monkeypatch)) == 2
    assert _read(small, monkeypatch) == []


@pytest.mark.parametrize("harm", ["cut", "turned", "empty", "folder"])
def test_a_damaged_entry_is_read_again_and_replaced(
    small: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    build(small)
    whole = exported(small, tmp_path / "whole")
    entry = max(small.readings.iterdir(), key=lambda path: path.stat().st_size)
    content = entry.read_bytes()
    if harm == "folder":
        entry.unlink()
        entry.mkdir()
    else:
        place = len(content) // 2
        turned = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        entry.write_bytes({"cut": content[:place], "turned": turned, "empty": b""}[harm])
    assert _read(small, monkeypatch) == ["two"]
    small.database.unlink()
    build(small)
    assert exported(small, tmp_path / "again") == whole
    if harm != "folder":
        assert entry.read_bytes() == content


def test_what_no_report_has_any_more_is_removed(small: Paths) -> None:
    add_report(small, "extra", TEXT.replace("80", "90"))
    build(small)
    before = {path.name for path in small.readings.iterdir()}
    (small.readings / "left.tmp-1").write_text("x")
    origins = small.origins.read_text("utf-8")
    small.origins.write_text(origins[: origins.index("  - id: extra")], "utf-8")
    build(small)
    after = {path.name for path in small.readings.iterdir()}
    assert after < before
    assert len(after) == 2


def test_a_disk_that_cannot_keep_readings_costs_no_report(
    small: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    outcome = build(small)
    assert outcome.problems == ()
    assert outcome.publication is not None
    assert list(small.readings.iterdir()) == []


def test_a_document_with_gaps_is_read_again(tmp_path: Path) -> None:
    document = read_document(ROOT / "data" / "reports" / "440117-2021.txt")
    report = next(one for one in _reports() if one.id == "440117-2021")
    shelf = Shelf(tmp_path / "kept", "v")
    found = extract(document, report=report.id, year=2021, kind="department")
    shelf.put(report, Reading(type(document)(document.text, (), ("第 3 页是扫描件",)), found))
    assert shelf.take(report) is None
    shelf.put(report, Reading(document, found))
    assert shelf.take(report) == Reading(document, found)


def _reports() -> list[Report]:
    regions = load_regions(ROOT / "data" / "reference")
    origins = load_origins(ROOT / "data" / "reports" / "origins.yaml", regions).origins
    return [origin.report for origin in origins]


def test_the_version_follows_code_and_wording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = {path.name for path in version.sources(ROOT / "kexie_dash")}
    assert {"wording.yaml", "wording_tables.yaml", "layout.py", "tables.py", "observation.py"} <= named
    assert "compute.py" not in named
    copy = tmp_path / "kexie_dash"
    shutil.copytree(ROOT / "kexie_dash", copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(version, "_PACKAGE", copy)

    def now() -> str:
        version.rule_version.cache_clear()
        return version.rule_version()

    first = now()
    (copy / "measures" / "rates.py").write_text("# another measure\n", "utf-8")
    assert now() == first
    for place in ("definitions/wording.yaml", "reading/layout.py", "extraction/totals.py"):
        with (copy / place).open("a", encoding="utf-8") as file:
            file.write("# a change\n")
        changed = now()
        assert changed != first
        first = changed
    version.rule_version.cache_clear()


def test_the_log_and_the_option(
    small: Paths, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.INFO):
        assert main(["build", "--data", str(small.data)]) == 0
        assert "reused" not in caplog.text
        assert main(["build", "--data", str(small.data)]) == 0
        assert caplog.text.count("its reading is reused") == 2
        caplog.clear()
        assert main(["build", "--fresh", "--data", str(small.data)]) == 0
        assert "reused" not in caplog.text
    assert "内容没有变化" in capsys.readouterr().out


def test_what_was_read_from_an_image_stays_marked(small: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    def seen(data: bytes) -> Document:
        text = data.decode()
        return Document(text, (0,), recognised=(Recognised(0, len(text), 0.9),))

    monkeypatch.setattr(pipeline, "document_of", seen)
    first = build(small)
    monkeypatch.setattr(pipeline, "document_of", lambda data: pytest.fail("read again"))
    again = build(small)
    assert [p.message for p in again.problems] == [p.message for p in first.problems]
    assert "由图像识别" in again.problems[0].message
    assert [b.document for b in again.reports] == [b.document for b in first.reports]
    assert all(b.document and b.document.recognised for b in again.reports)
