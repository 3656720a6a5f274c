"""PDF: the text layer in reading order, tables by their ruling lines. Pages without text are named."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kexie_dash.model.report import Document
from kexie_dash.reading.errors import ReadError
from kexie_dash.reading.grid import grids
from kexie_dash.reading.page_flow import running_text
from kexie_dash.reading.page_furniture import without_furniture
from kexie_dash.reading.pdf_page import PageContent, read_page
from kexie_dash.reading.printed_page import PrintedPage, printed_page
from kexie_dash.settings import MAX_PAGES

_DAMAGED = "请用原文件重新导出 PDF，或改交 Word、网页、纯文本版本"
_OCR = "需要 OCR：请用 OCR 软件识别成文字并核对，或改交 Word、纯文本版本"
#: A page with a larger share of characters whose meaning the file does not say is not read.
_UNKNOWN = 0.05
#: Share of everyday hanzi and signs below which a page's characters are taken for a wrong mapping.
_SENSE = 0.6
_FEW = 20
#: Where the mark of a file's end must stand.
_END_WITHIN = 4096


def read_pdf(data: bytes) -> Document:
    """The document of a PDF with a text layer; ReadError for any other."""
    pdf = _open(data)
    try:
        return _document(pdf)
    finally:
        pdf.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    if b"%%EOF" not in data[-_END_WITHIN:]:
        # pdfium would piece together what is left; pages could be missing unseen.
        raise ReadError("PDF 不完整（缺少文件结尾），可能没有传完", _DAMAGED)
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise ReadError("PDF 加了密码，打不开", "请去掉密码后再提交") from error
        raise ReadError("PDF 已损坏或不完整，打不开", _DAMAGED) from error


def _document(pdf: pdfium.PdfDocument) -> Document:
    count = len(pdf)
    if count == 0:
        raise ReadError("PDF 里没有页面，文件可能已损坏", _DAMAGED)
    if count > MAX_PAGES:
        raise ReadError(f"PDF 有 {count} 页，超过上限 {MAX_PAGES} 页", "请只保留报告正文后再提交")
    pages: list[PrintedPage] = []
    broken: list[int] = []
    scanned: list[int] = []
    garbled: list[int] = []
    for number in range(count):
        content = _content(pdf, number)
        reason = _unreadable(content)
        if reason is not None:
            {"broken": broken, "scanned": scanned, "garbled": garbled}[reason].append(number + 1)
        if content is None or reason is not None:
            pages.append(PrintedPage(number, [], [], 0.0, 1.0))
            continue
        found = grids(content.horizontal, content.vertical)
        pages.append(printed_page(number, content.glyphs, found, content.top, content.bottom))
    text, starts = running_text(without_furniture(pages))
    if not text.strip():
        raise _nothing(count, broken, scanned, garbled)
    return Document(text, starts, tuple(_gaps(broken, scanned, garbled)))


def _content(pdf: pdfium.PdfDocument, number: int) -> PageContent | None:
    """One page's content; None where the page is damaged."""
    try:
        page = pdf[number]
    except pdfium.PdfiumError:
        return None
    try:
        return read_page(page)
    except pdfium.PdfiumError:
        return None
    finally:
        page.close()


def _unreadable(content: PageContent | None) -> str | None:
    if content is None:
        return "broken"
    if not content.glyphs and not content.unknown:
        return "scanned" if content.picture or content.drawn > _FEW else None
    if content.unknown > _UNKNOWN * (len(content.glyphs) or 1):
        return "garbled"
    beyond = [glyph.char for glyph in content.glyphs if glyph.char > "\x7f"]
    sensible = sum(map(_is_everyday, beyond))
    return "garbled" if len(beyond) >= _FEW and sensible < _SENSE * len(beyond) else None


def _is_everyday(char: str) -> bool:
    """Signs and the more common half of hanzi, old or new forms; a wrong mapping hits few of them."""
    if not "\u3400" <= char <= "\u9fff":
        return not "\u0370" <= char <= "\u1fff" and not "\uac00" <= char <= "\ud7ff"
    try:
        return char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        pass
    try:
        return char.encode("big5")[0] <= 0xC6
    except UnicodeEncodeError:
        return False


def _nothing(count: int, broken: Sequence[int], scanned: Sequence[int], garbled: Sequence[int]) -> ReadError:
    if garbled and len(garbled) >= len(scanned):
        return ReadError(f"PDF 共 {count} 页，字体没有文字对照表（ToUnicode），读出来是乱码", _OCR)
    if scanned:
        return ReadError(f"PDF 共 {count} 页，是扫描图像，没有文字层", _OCR)
    if broken:
        return ReadError(f"PDF 共 {count} 页，页面内容已损坏", _DAMAGED)
    return ReadError(f"PDF 共 {count} 页，没有文字", "请确认文件完整，再重新提交")


def _gaps(broken: Sequence[int], scanned: Sequence[int], garbled: Sequence[int]) -> list[str]:
    named = (
        (broken, "已损坏，没有读取"),
        (scanned, "是图像，没有文字层，没有读取；需要 OCR"),
        (garbled, "的字体没有文字对照表，没有读取；需要 OCR"),
    )
    return [f"第 {_pages(pages)} 页{said}" for pages, said in named if pages]


def _pages(numbers: Sequence[int]) -> str:
    shown = "、".join(map(str, numbers[:10]))
    return shown if len(numbers) <= 10 else f"{shown} 等 {len(numbers)}"
