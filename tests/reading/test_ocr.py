"""Scanned pages: figures come out, marked and less certain; a bad scan gives no wrong figure."""

from __future__ import annotations

import os
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from kexie_dash.checking import check
from kexie_dash.cli import main
from kexie_dash.extraction import extract
from kexie_dash.extraction.recognised import UNCLEAR
from kexie_dash.model.observation import Evidence, Extraction
from kexie_dash.model.report import Document, Recognised
from kexie_dash.reading import ReadError, document_of, isolated, ocr
from kexie_dash.reading.doubt import marked, without_marks
from tests.reading import hostile, scans

needs_ocr = pytest.mark.skipif(
    not ocr.installed() and not os.environ.get("CI"), reason="OCR is not installed: make ocr"
)
REPORT = Path(__file__).resolve().parents[2] / "data" / "reports" / "440700-2022.txt"
ROWS = [
    ["项目名称", "预算数（万元）", "执行数（万元）"],
    ["科普活动", "321.50", "298.75"],
    ["学会资助", "86.40", "86.40"],
]
PRINTED = ["2022年预算安排45万元。"]
FAINT = ["全年共举办讲座73场，参加9,418人次。", "预算安排268.35万元，实际支出241.97万元。"]


def lines_of_report() -> list[str]:
    lines = [line.strip() for line in REPORT.read_text("utf-8-sig").splitlines() if line.strip()]
    return [lines[0], *lines[4:7]]


@pytest.fixture(scope="module")
def mixed() -> bytes:
    """A page of text, a page of a report from the glass, and a copy of a copy."""
    good = scans.scanned(scans.printed(lines_of_report(), ROWS))
    poor = scans.scanned(scans.printed(FAINT), soft=2.0, noise=30)
    return scans.joined([hostile.pdf([PRINTED]), scans.as_pdf([good]), scans.as_pdf([poor])])


@pytest.fixture(scope="module")
def document(mixed: bytes) -> Document:
    return document_of(mixed)


def read(document: Document) -> Extraction:
    return extract(document, report="scan", year=2022, kind="project")


@needs_ocr
def test_the_main_figures_come_out(document: Document) -> None:
    text = "\n".join([*PRINTED, *lines_of_report(), *("\t".join(row) for row in ROWS)]) + "\n"

    def figures(of: Document) -> Counter[object]:
        return Counter((o.family, o.stage, o.value, o.bound) for o in read(of).observations)

    missing = figures(Document(text)) - figures(document)
    assert not missing
    found = {o.value for o in read(document).observations if o.is_recognised}
    assert {Decimal(n) for n in ("1550000", "1061300", "3215000", "2987500")} <= found


@needs_ocr
def test_what_was_seen_is_marked_and_less_certain(document: Document) -> None:
    for one in read(document).observations:
        assert document.text[one.evidence.start : one.evidence.end] == one.evidence.quote
        assert one.is_recognised == (one.evidence.page != 1)
        assert one.is_recognised == one.rule.endswith("+ocr")
        assert one.confidence <= 0.8 or not one.is_recognised
    assert all(document.page_at(span.start) in (2, 3) for span in document.recognised)
    assert all("OCR" in notice and "2" in notice for notice in document.notices)


@needs_ocr
def test_rows_stay_rows(document: Document) -> None:
    lines = [line.replace("(", "（").replace(")", "）") for line in document.text.splitlines()]
    assert {"\t".join(row) for row in ROWS} <= set(lines)


@needs_ocr
def test_a_copy_of_a_copy_gives_no_wrong_figure(document: Document) -> None:
    stated = {Decimal(n) for n in ("73", "9418", "2683500", "2419700")}
    poor = [o for o in read(document).observations if o.evidence.page == 3]
    assert all(o.value in stated for o in poor)
    left = [one for one in read(document).leftovers if one.evidence.page == 3]
    assert [one.reason for one in left].count(UNCLEAR) > 0


@needs_ocr
def test_the_command_says_which_pages_want_checking(
    mixed: bytes, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr("kexie_dash.cli.extract.document_of", lambda _: document)
    (tmp_path / "a.pdf").write_bytes(mixed)
    assert main(["extract", str(tmp_path / "a.pdf")]) == 1
    out, err = capsys.readouterr()
    assert '+ocr"' in out
    assert "a.pdf：第 2、3 页由图像识别（OCR），请与原件核对。" in err


def test_without_ocr(mixed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    document = document_of(mixed)
    assert document.text == PRINTED[0] + "\n"
    assert [gap[:8] for gap in document.gaps] == ["第 2、3 页是"]
    assert "make ocr" in document.gaps[0]
    only = scans.as_pdf([scans.printed(FAINT)] * 2)
    with pytest.raises(ReadError, match=r"PDF 共 2 页，是扫描图像，没有文字层；需要 OCR.*make ocr"):
        document_of(only)


SLOW = """
import sys, time
from pathlib import Path
for number in sys.argv[1:]:
    if number == "1":
        time.sleep(60)
    page = '{"glyphs": [["%s", 10, 20, 10, 20, false]], "scores": [1], "horizontal": [], "vertical": [],'
    page += ' "height": 99}'
    Path("page-" + number + ".json").write_text(page % number)
"""


def test_a_page_that_takes_too_long_and_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: True)
    monkeypatch.setattr(ocr, "_COMMAND", ("-c", SLOW))
    monkeypatch.setattr(ocr, "OCR_PAGE_WALL_SECONDS", 1.0)
    document = document_of(scans.as_pdf([scans.printed(FAINT)] * 3))
    assert document.text == "0\n2\n"
    assert len(document.gaps) == 1
    assert document.gaps[0].startswith("第 2 页")
    assert "上限" in document.gaps[0]


def test_recognition_that_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: True)
    monkeypatch.setattr(ocr, "_COMMAND", ("-c", f"raise SystemExit({ocr.NOT_STARTED})"))
    with pytest.raises(ReadError, match="PDF 共 2 页，图像识别没有完成"):
        document_of(scans.as_pdf([scans.printed(FAINT)] * 2))
    assert isolated.ocr is ocr


def test_marks_leave_the_text_and_say_where_they_stood() -> None:
    chars = marked("预", 0.99) + marked("1", 0.5) + marked("2", 0.999) + marked("万", 0.7)
    text, starts, spans = without_marks("前\n" + chars + "\n后\n", (0, 2, len(chars) + 3), {1})
    assert text == "前\n预12万\n后\n"
    assert starts == (0, 2, 7)
    assert [(text[s.start : s.end], s.score) for s in spans] == [
        ("预", 1.0), ("1", 0.5), ("2", 1.0), ("万", 0.7), ("\n", 1.0)
    ]  # fmt: skip
    assert marked("\ue010", 1.0) == ""


def recognised(text: str, doubtful: str = "", score: float = 0.5) -> Document:
    """All of it seen, the first occurrence of `doubtful` not clearly."""
    at = text.index(doubtful) if doubtful else len(text)
    parts = [(0, at, 1.0), (at, at + len(doubtful), score), (at + len(doubtful), len(text), 1.0)]
    return Document(text, (0,), (), tuple(Recognised(*part) for part in parts if part[0] < part[1]))


def test_an_unclear_digit_leaves_its_figure_over() -> None:
    text = "2022年预算安排123.45万元。实际支出98.76万元。\n"
    found = read(recognised(text, "3"))
    assert [o.value for o in found.observations] == [Decimal(987600)]
    assert [one.reason for one in found.leftovers] == [UNCLEAR]
    # A doubtful word does not unsettle the figure, but makes it less certain.
    clear, doubtful = (read(one).observations for one in (recognised(text), recognised(text, "安", 0.6)))
    assert [o.value for o in doubtful] == [o.value for o in clear]
    assert doubtful[0].confidence < clear[0].confidence <= 0.8


def test_findings_on_seen_figures_say_so() -> None:
    text = "全年预算100万元，实际支出80万元，预算执行率为90%。\n"
    (seen,), (plain,) = (
        [f for f in check(of, read(of).observations, report="scan") if f.verdict == "contradicts"]
        for of in (recognised(text), Document(text))
    )
    assert "请先与原件核对" in seen.message
    assert "原件" not in plain.message
    assert isinstance(seen.evidence[0], Evidence)
