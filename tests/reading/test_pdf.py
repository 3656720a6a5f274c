"""What the print shows comes out as text: paragraphs, merged cells, tables over pages; no page numbers."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

from kexie_dash.model.report import Document
from kexie_dash.reading import ReadError, document_of
from tests.reading.hostile import FONT

PROSE = (
    "全年共举办科普活动128场次，服务公众35.6万人次，其中线上活动46场，线下活动82场，参与志愿者1,204人，"
    "较上年增长12.5%；组织学术交流会议39场，收到论文1,150篇，评出优秀论文96篇，支出经费218.40万元。"
)
TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), FONT, 10)]


@pytest.fixture(scope="module", autouse=True)
def _font() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def style(**changes: object) -> ParagraphStyle:
    base = {"fontName": FONT, "fontSize": 12, "leading": 20, "wordWrap": "CJK", "alignment": 4}
    return ParagraphStyle("x", **base | changes)


def read(flow: Sequence[Flowable], *, running: bool = False, size: tuple[float, float] = A4) -> Document:
    def furniture(canvas: Canvas, _: object) -> None:
        if running:
            canvas.setFont(FONT, 9)
            canvas.drawString(72, size[1] - 40, "某市科学技术协会绩效自评报告")
            canvas.drawCentredString(size[0] / 2, 40, f"— {canvas.getPageNumber()} —")

    target = io.BytesIO()
    template = SimpleDocTemplate(target, pagesize=size)
    template.build(list(flow), onFirstPage=furniture, onLaterPages=furniture)
    return document_of(target.getvalue())


def test_paragraphs_are_joined_over_lines_and_pages() -> None:
    heads = ["绩效自评报告", "一、基本情况"]
    flow = [Paragraph(head, style()) for head in heads]
    flow += [Paragraph(PROSE, style(firstLineIndent=24)) for _ in range(12)]
    document = read(flow, running=True)
    assert document.text.splitlines() == heads + [PROSE] * 12
    assert len(document.page_starts) == 2
    # The second page begins inside a paragraph.
    assert document.text[document.page_starts[1] - 1] != "\n"
    assert document.page_at(document.page_starts[1]) == 2
    assert document.page_at(document.page_starts[1] - 1) == 1


def test_headings_stand_alone() -> None:
    flow = [
        Paragraph("一、基本情况", style()),
        Paragraph(PROSE, style(firstLineIndent=24)),
        Paragraph("（一）资金情况", style(firstLineIndent=24)),
        Paragraph("预算100万元。", style(firstLineIndent=24)),
    ]
    lines = read(flow).text.splitlines()
    assert lines == ["一、基本情况", PROSE, "（一）资金情况", "预算100万元。"]


def table(rows: list[list[object]], *extra: tuple[object, ...], **options: object) -> Table:
    return Table(rows, style=[*GRID, *extra], **options)


def test_merged_cells_are_printed_once() -> None:
    rows: list[list[object]] = [
        ["一级指标", "二级指标", "年初目标", "", "得分"],
        ["", "", "数量", "单位", ""],
        ["产出指标", "举办活动", "60", "场", "10"],
        ["", "发放资料", "1.2", "万份", "9.5"],
    ]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("SPAN", (2, 0), (3, 0))]
    spans += [("SPAN", (4, 0), (4, 1)), ("SPAN", (0, 2), (0, 3))]
    assert read([table(rows, *spans)]).text.splitlines() == [
        "一级指标\t二级指标\t年初目标\t\t得分",
        "\t\t数量\t单位\t",
        "产出指标\t举办活动\t60\t场\t10",
        "\t发放资料\t1.2\t万份\t9.5",
    ]


def test_words_broken_in_narrow_cells_are_whole_again() -> None:
    cell = style(fontSize=10, leading=12, alignment=0)
    rows = [
        [Paragraph("部门整体支出绩效目标完成率", cell), Paragraph("12345678.90", cell)],
        ["甲", "1"],
    ]
    document = read([table(rows, colWidths=[50, 80])])
    assert document.text == "部门整体支出绩效目标完成率\t12345678.90\n甲\t1\n"


def test_a_table_over_pages_is_one() -> None:
    rows: list[list[object]] = [["指标名称", "目标值", "完成值"]]
    rows += [[f"指标{chr(0x4E00 + 7 * k)}项", str(k), str(2 * k)] for k in range(60)]
    document = read([table(rows, repeatRows=1), Paragraph("以上合计60项。", style())], running=True)
    assert len(document.page_starts) == 2
    lines = document.text.splitlines()
    assert lines == ["\t".join(map(str, row)) for row in rows] + ["以上合计60项。"]
    assert document.page_at(document.text.index("\t59\t")) == 2


def test_two_tables_stay_two() -> None:
    one, two = [["甲", "1"], ["乙", "2"]], [["丙", "3", "4"], ["丁", "5", "6"]]
    blank = Paragraph("&nbsp;", style())
    document = read([table(one), blank, table(two)])
    assert document.text == "甲\t1\n乙\t2\n\n丙\t3\t4\n丁\t5\t6\n"


def test_a_table_open_at_its_sides() -> None:
    rows: list[list[object]] = [["名称", "预算数", "执行数"], ["基本支出", "12.00", "11.50"]]
    lines = [("LINEABOVE", (0, 0), (-1, -1), 0.5, "black"), ("LINEBELOW", (0, -1), (-1, -1), 0.5, "black")]
    lines += [("LINEBEFORE", (1, 0), (2, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), FONT, 10)]
    assert read([Table(rows, style=lines)]).text == "名称\t预算数\t执行数\n基本支出\t12.00\t11.50\n"


def test_columns_without_rules() -> None:
    rows: list[list[object]] = [
        ["名称", "预算数", "执行数"],
        ["基本支出", "12.00", "11.50"],
        ["合计", "9", "8"],
    ]
    plain = Table(rows, colWidths=120, style=[("FONT", (0, 0), (-1, -1), FONT, 10)])
    assert read([plain]).text == "名称\t预算数\t执行数\n基本支出\t12.00\t11.50\n合计\t9\t8\n"


def test_a_frame_is_no_table() -> None:
    framed = table([[Paragraph(PROSE, style())]])
    assert read([framed]).text == PROSE + "\n"


def test_a_sheet_set_sideways() -> None:
    """Landscape pages made by turning the text, as Word and scanners' software do."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    canvas.translate(A4[0], 0)
    canvas.rotate(90)
    drawn = table([["名称", "预算数"], ["基本支出", "12.00"]])
    drawn.wrapOn(canvas, 700, 500)
    drawn.drawOn(canvas, 60, 400)
    canvas.setFont(FONT, 12)
    canvas.drawString(60, 480, "表1：预算执行情况")
    canvas.save()
    assert document_of(target.getvalue()).text == "表1：预算执行情况\n名称\t预算数\n基本支出\t12.00\n"


def test_a_watermark_is_left_out() -> None:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=landscape(A4))
    canvas.setFont(FONT, 12)
    for index in range(10):
        canvas.drawString(72, 400 - 20 * index, f"第{index}项支出12.5万元。")
    canvas.translate(200, 200)
    canvas.rotate(45)
    canvas.setFont(FONT, 60)
    canvas.drawString(0, 0, "征求意见稿")
    canvas.save()
    assert document_of(target.getvalue()).text == "".join(f"第{k}项支出12.5万元。\n" for k in range(10))


def test_pages_without_text_are_named() -> None:
    from PIL import Image
    from reportlab.platypus import Image as Picture

    picture = io.BytesIO()
    Image.new("L", (40, 60), 200).save(picture, "PNG")
    flow = [Paragraph(PROSE, style()), PageBreak(), Picture(picture, 400, 600), PageBreak()]
    document = read([*flow, Paragraph("预算100万元。", style())])
    assert document.text == PROSE + "\n预算100万元。\n"
    assert [gap[:6] for gap in document.gaps] == ["第 2 页是"]
    assert document.page_at(document.text.index("预算100")) == 3


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    from kexie_dash.reading import pdf
    from tests.reading import hostile

    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    with pytest.raises(ReadError, match="PDF 有 3 页，超过上限 2 页"):
        pdf.read_pdf(hostile.pdf([["一"], ["二"], ["三"]]))


def test_marks_drawn_after_their_line_stand_in_it() -> None:
    """Office programs draw the hanzi of a line first and the quotation marks of another font last."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4)
    canvas.setFont(FONT, 12)
    for index in range(3):
        y = 700 - 20 * index
        canvas.drawString(72, y, "举办")
        canvas.drawString(102, y, f"科普{index}号")
        canvas.drawString(150, y, "活动8场。")
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(96, y, "\u201c")
        canvas.drawString(144, y, "\u201d")
        canvas.setFont(FONT, 12)
    canvas.save()
    text = document_of(target.getvalue()).text
    assert text.replace(" ", "") == "".join(f"举办“科普{index}号”活动8场。\n" for index in range(3))


def test_cells_broken_over_lines_without_rules() -> None:
    cell = style(fontSize=10, leading=12, alignment=0)
    names = ["科普工作联席会议和信息化建设", "甲项目", "乙项目"]
    rows = [[Paragraph(name, cell), f"{index}2.50", f"{index}1.00"] for index, name in enumerate(names, 1)]
    plain = Table(rows, colWidths=[90, 100, 100], style=[("FONT", (0, 0), (-1, -1), FONT, 10), TOP])
    assert read([plain]).text.splitlines() == [
        f"{name}\t{index}2.50\t{index}1.00" for index, name in enumerate(names, 1)
    ]


def test_prose_beside_prose_is_no_table() -> None:
    """Stretched lines and full-width spaces make gaps, but never the same ones line after line."""
    lines = [
        "姓名：张三　　电话：12345678",
        "一、　　单位概况和主要职能",
        "全年支出　12.5万元，执行率　98%。",
    ]
    flow = [Paragraph(line, style(alignment=0)) for line in lines]
    assert "\t" not in read(flow).text
