"""The document and the list of questions, opened again: layout of official documents, footnotes, quotes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from kexie_dash.exports.briefing.content import Briefing
from kexie_dash.exports.briefing.document import brief
from kexie_dash.exports.briefing.document.brief import to_docx
from kexie_dash.exports.briefing.document.footnotes import figure_clause
from kexie_dash.exports.briefing.document.official import numeral
from kexie_dash.exports.briefing.document.questions import to_questions
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.stamp import read_stamp, stamp_words
from kexie_dash.model.mark import Mark
from kexie_dash.queries.findings import findings
from kexie_dash.store.database import View
from kexie_dash.store.marks import Marks
from tests.exports.briefing.conftest import DAY, spoilt
from tests.exports.briefing.test_slides import EVIL


@pytest.fixture(scope="module")
def data(briefing: Briefing) -> bytes:
    return to_docx(briefing, pictures=False)[0]


@pytest.fixture(scope="module")
def made(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def part(data: bytes, name: str) -> Any:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def words(made: Any) -> str:
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *cells])


def test_paper_and_margins_of_official_documents(made: Any) -> None:
    section = made.sections[0]
    sides = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)
    for found, wanted in zip(sides, (37, 28, 35, 26), strict=True):
        assert abs(found - Mm(wanted)) < Mm(0.1)
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_faces_size_and_spacing(made: Any, data: bytes) -> None:
    normal = made.styles["Normal"]
    assert normal.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋"
    assert normal.font.size.pt == 16
    assert normal.paragraph_format.line_spacing.pt == 28
    heads = {1: "黑体", 2: "楷体"}
    for level, face in heads.items():
        assert made.styles[f"Heading {level}"].element.rPr.rFonts.get(qn("w:eastAsia")) == face
    fonts = part(data, "word/fontTable.xml")
    named = {
        font.get(qn("w:name")): font.find(qn("w:altName")).get(qn("w:val"))
        for font in fonts
        if font.find(qn("w:altName")) is not None
    }
    assert {"方正小标宋简体", "黑体", "楷体", "仿宋"} <= set(named)
    root = part(data, "word/document.xml")
    for run in root.iter(qn("w:r")):
        if run.find(qn("w:t")) is not None:
            assert run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}").get(qn("w:eastAsia")), etree.tostring(run)


def test_headings_are_numbered(made: Any) -> None:
    heads = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert [head[:2] for head in heads[:4]] == ["一、", "二、", "三、", "四、"]
    seconds = [p.text for p in made.paragraphs if p.style.name == "Heading 2"]
    assert [re.match(r"（.）", one) is not None for one in seconds] == [True] * 8
    assert [numeral(number) for number in (1, 10, 11, 20, 21)] == ["一", "十", "十一", "二十", "二十一"]


def test_page_numbers_and_data_version_in_every_foot(made: Any, briefing: Briefing) -> None:
    section = made.sections[0]
    for footer in (section.footer, section.even_page_footer):
        assert footer.paragraphs[0].text.replace(" ", "") == "—1—"
        assert "PAGE" in footer._element.xpath("string(.//w:instrText)")
        assert footer.paragraphs[1].text == stamp_words(briefing.stamp)


def test_footnotes_are_real_and_name_file_and_line(data: bytes, briefing: Briefing) -> None:
    notes = {n.get(qn("w:id")): "".join(n.itertext()) for n in part(data, "word/footnotes.xml")}
    root = part(data, "word/document.xml")
    cited = [one.get(qn("w:id")) for one in root.iter(qn("w:footnoteReference"))]
    assert cited == [str(number) for number in range(1, len(cited) + 1)]
    assert set(cited) == set(notes) - {"-1", "0"}
    told = {number for one in briefing.sections for s in one.sentences for number in s.references}
    assert len(cited) == len(told | {n for s in briefing.summary for n in s.references})
    first = next(note for note in notes.values() if "湛江65.4%" in note)
    assert "440800-2022.txt 第340行“使用经费100万元”" in first
    # Pages are text, not notes: each names its figure, file, line and place in the annex in a line or two.
    for note in [said for key, said in notes.items() if key not in ("-1", "0")]:
        assert len(note) <= 100, note
        number = int(re.search(r"（附件(\d+)）$", note)[1])  # type: ignore[index]
        one = briefing.reference(number)
        assert one.shown in note
        assert not one.sources or any(source.place in note for source in one.sources)
    # A figure named again points at its first note, which is there.
    marks = {one.get(qn("w:name")) for one in root.iter(qn("w:bookmarkStart"))}
    again = re.findall(r"NOTEREF (\S+)", "".join(i.text or "" for i in root.iter(qn("w:instrText"))))
    assert again
    assert set(again) <= marks


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("使用经费100万元", "使用经费100万元"),
        (
            "为了“文明·践行”“健康·先行”等各种各样的主题，共办了很多场，其中惠民行动 8 场次，群众满意",
            "…其中惠民行动 8 场次…",
        ),
        (
            "总投入合计" + "包括各项科普活动与学术交流" * 3 + "为 1,234,567.89 元",
            "…活动与学术交流包括各项科普活动与学术交流为 1,234,567.89 元",
        ),
    ],
)
def test_of_a_long_quote_the_clause_with_the_figure_stands_in_the_note(quote: str, said: str) -> None:
    assert figure_clause(quote) == said
    figures = re.findall(r"[0-9][0-9.,]*", said)
    assert figures
    assert all(figure in quote for figure in figures)


def test_a_row_of_figures_is_cut_between_them() -> None:
    row = "指标 " + " ".join(f"{number}{number}.5" for number in range(10, 40))
    cells = figure_clause(row).strip("…").split()
    assert set(cells) <= set(row.split())
    assert cells[-1] == "3939.5"


def test_tables_repeat_their_heads_and_nothing_floats(data: bytes, made: Any) -> None:
    for table in made.tables:
        first = table.rows[0]._tr
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    content = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert b"txbxContent" not in content
    assert b"<w:drawing" not in content


def test_sentences_and_annex(made: Any, briefing: Briefing) -> None:
    said = re.sub(r"\s", "", words(made))
    for one in briefing.sections:
        assert one.title in said
    annex = made.tables[-1]
    assert len(annex.rows) == len(briefing.references) + 1
    for row, one in zip(annex.rows[1:], briefing.references, strict=True):
        assert row.cells[0].text == str(one.number)
        assert one.shown in row.cells[1].text
        assert all(source.place in row.cells[2].text for source in one.sources)
        assert all(source.sentence in row.cells[2].text for source in one.sources)


def test_stamped(data: bytes, briefing: Briefing) -> None:
    assert read_stamp(data) == briefing.stamp


def test_without_a_browser_there_are_tables_and_the_remedy(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object) -> tuple[bytes, str]:
        raise ExportError("没有可用的浏览器。请安装：apt-get install chromium。")

    monkeypatch.setattr(brief, "picture_of", nothing)
    data, missing = to_docx(briefing)
    assert missing == ("没有可用的浏览器。请安装：apt-get install chromium。",)
    assert len(docx.Document(io.BytesIO(data)).tables) == len(briefing.sections) + 1


def test_text_of_reports_stays_text(briefing: Briefing) -> None:
    data = to_docx(spoilt(briefing, EVIL), pictures=False)[0]
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in archive.namelist():
        content = archive.read(name)
        assert b'TargetMode="External"' not in content
        if name.endswith(".xml"):
            assert b"\x07" not in content
            etree.fromstring(content)
    assert '=HYPERLINK("http://x")<script>alert(1)</script>' in words(docx.Document(io.BytesIO(data)))
    codes = [i.text or "" for i in part(data, "word/document.xml").iter(qn("w:instrText"))]
    assert all(re.fullmatch(r" (PAGE|NOTEREF _note\d+ \\h) ", code) for code in codes)


def test_questions_quote_both_sentences_with_file_and_line(whole: View) -> None:
    made = to_questions(whole, "佛山", DAY)
    opened = docx.Document(io.BytesIO(made.data))
    found = findings(whole, bodies=["440600"]).shown
    assert made.count == len(found) == len(opened.tables)
    for number, (table, one) in enumerate(zip(opened.tables, found, strict=True), start=1):
        names = [row.cells[0].text for row in table.rows]
        assert names[0] == "问题"
        assert names[-3:] == ["请说明", "处理情况", "单位答复"]
        assert table.rows[0].cells[1].text.startswith(" ".join(one.finding.message.split()))
        said = "\n".join(row.cells[1].text for row in table.rows)
        for evidence in one.finding.evidence[:6]:
            assert " ".join(evidence.quote.split()) in said
            assert f"{one.report.file} 第{evidence.line_first}" in said
        assert len(table.rows[-1].cells[1].paragraphs) == 4
        assert table.rows[-3].cells[1].text
        assert any(p.text.startswith(f"{number}.") for p in opened.paragraphs)
    assert "基本支出 828.24 818.39" in "\n".join(
        c.text for t in opened.tables for r in t.rows for c in r.cells
    )


def test_marks_stand_in_the_list(whole: View) -> None:
    from datetime import UTC, datetime

    first = findings(whole, bodies=["440600"]).shown[0].finding
    mark = Mark(
        first.id, "sent", "已电话告知", "张三", datetime(2026, 1, 1, tzinfo=UTC), first.report, "t", "m"
    )
    made = to_questions(whole, "440600", DAY, marks=Marks({first.id: (mark,)}))
    states = [table.rows[-2].cells[1].text for table in docx.Document(io.BytesIO(made.data)).tables]
    assert states[0] == "已发函（2026-01-01，张三）：已电话告知"
    assert set(states[1:]) == {"未处理"}


@pytest.mark.parametrize(
    ("body", "said"), [("999999", "没有“999999”"), ("440100", "没有报告"), ("440600", "没有矛盾")]
)
def test_no_list_without_questions(whole: View, body: str, said: str) -> None:
    years = [1999] if body == "440600" else []
    with pytest.raises(ExportError, match=said):
        to_questions(whole, body, DAY, years=years)
