"""Word documents: numbers, merged cells, boxes, tracked changes; what the reader of the page sees."""

from __future__ import annotations

import pytest

from kexie_dash.reading import ReadError, document_of
from tests.reading import hostile
from tests.reading.hostile import OFFICE, WORD, paragraph, word


def text_of(body: str, **parts: str) -> str:
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    relations = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts
    )
    named["word/_rels/document.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{relations}</Relationships>"
    )
    return document_of(word(body, parts=named)).text


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_merged_cells_are_printed_once() -> None:
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        cell("一级指标", begins) + cell("年初", '<w:gridSpan w:val="2"/>') + cell("得分"),
        cell("一级指标", goes_on) + cell("数量") + cell("单位") + cell(""),
        cell("产出") + cell("60") + cell("场") + cell("10"),
    ]
    assert text_of(table(*rows)) == "一级指标\t年初\t\t得分\n\t数量\t单位\t\n产出\t60\t场\t10\n"


def test_paragraphs_of_a_cell_stand_in_one_line() -> None:
    two = f"<w:tc>{paragraph('完成60场')}{paragraph('覆盖3.5万人')}</w:tc>"
    assert text_of(table(cell("情况") + two)) == "情况\t完成60场 覆盖3.5万人\n"


def test_running_text_in_a_frame_is_prose() -> None:
    prose = "全年共举办科普活动128场次，服务公众35.6万人次。"
    assert text_of(table(cell(prose), cell("支出12万元。"))) == f"{prose}\n支出12万元。\n"


def test_two_tables_stay_two() -> None:
    one, two = table(cell("甲") + cell("1")), table(cell("乙") + cell("2"))
    assert text_of(one + two) == "甲\t1\n\n乙\t2\n"


def test_a_table_in_a_cell() -> None:
    inner = table(cell("产出") + cell("60"), cell("效益") + cell("70"))
    assert (
        text_of(table(cell("绩效指标") + f"<w:tc>{inner}<w:p/></w:tc>")) == "绩效指标\n产出\t60\n效益\t70\n"
    )


def test_what_is_struck_hidden_or_a_field_code_is_not_text() -> None:
    runs = (
        "<w:r><w:t>预算</w:t></w:r><w:del><w:r><w:delText>99</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:instrText>PAGE 7</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏88</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>万元</w:t></w:r>'
        "<w:r><w:ruby><w:rt><w:r><w:t>yuan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>。</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r>"
    )
    assert text_of(f"<w:p>{runs}</w:p>") == "预算12万元。\n"


def test_text_boxes_follow_their_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('框内支出3万元')}</w:txbxContent>"
    runs = f"<w:r><w:t>正文</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r>"
    assert text_of(f"<w:p>{runs}</w:p>") == "正文\n框内支出3万元\n"


def test_tabs_make_a_row_only_between_short_parts() -> None:
    def run(*parts: str) -> str:
        return "<w:p><w:r>" + "<w:tab/>".join(f"<w:t>{part}</w:t>" for part in parts) + "</w:r></w:p>"

    assert text_of(run("名称", "预算数", "执行数")) == "名称\t预算数\t执行数\n"
    assert text_of(run("", "正文缩进。")) == "正文缩进。\n"
    assert text_of(run("签字：", "张三")) == "签字： 张三\n"


NUMBERING = (
    f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles xmlns:w="{WORD}"><w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr>'
    '</w:pPr></w:style><w:style w:styleId="H1a"><w:basedOn w:val="H1"/></w:style></w:styles>'
)


def test_automatic_numbers() -> None:
    own = '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr></w:pPr>'
    head = '<w:pPr><w:pStyle w:val="H1a"/></w:pPr>'
    body = paragraph("基本情况", head) + paragraph("甲", own) + paragraph("乙", own) + paragraph("成效", head)
    body += paragraph("丙", own) + "".join(paragraph(str(k), head) for k in range(8)) + paragraph("末", head)
    lines = text_of(body, numbering=NUMBERING, styles=STYLES).splitlines()
    assert lines[:5] == ["一、基本情况", "1.1甲", "1.2乙", "二、成效", "2.1丙"]
    assert lines[-1] == "十一、末"


def test_notes_come_last_and_heads_not_at_all() -> None:
    notes = f'<w:footnotes xmlns:w="{WORD}"><w:footnote w:type="separator">{paragraph("—")}</w:footnote>'
    notes += f"<w:footnote>{paragraph('含追加12万元。')}</w:footnote></w:footnotes>"
    header = f'<w:hdr xmlns:w="{WORD}">{paragraph("页眉2021")}</w:hdr>'
    assert (
        text_of(paragraph("预算100万元。"), footnotes=notes, header=header)
        == "预算100万元。\n含追加12万元。\n"
    )


def test_the_other_namespace() -> None:
    namespace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<d xmlns="{namespace}"><body><p><r><t>预算</t></r></p></body></d>'
    parts = {"_rels/.rels": hostile.RELATIONS, "word/document.xml": body}
    assert document_of(hostile.package(parts)).text == "预算\n"


def test_pictures_alone_need_ocr() -> None:
    with pytest.raises(ReadError, match="OCR"):
        document_of(word("<w:p><w:r><w:drawing/></w:r></w:p>"))


def test_other_archives() -> None:
    for name in ("ppt/presentation.xml", "a.txt"):
        relations = hostile.RELATIONS.replace("word/document.xml", name)
        parts = {name: "<x/>"} | ({"_rels/.rels": relations} if name.startswith("ppt") else {})
        with pytest.raises(ReadError, match=r"演示文稿|压缩包"):
            document_of(hostile.package(parts))
