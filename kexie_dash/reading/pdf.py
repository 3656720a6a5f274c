"""PDF: the text layer in reading order, tables by their ruling lines; pages without one as recognised."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from kexie_dash.model.report import Document
from kexie_dash.reading import ocr
from kexie_dash.reading.doubt import without_marks
from kexie_dash.reading.errors import ImagePages, ReadError
from kexie_dash.reading.grid import grids
from kexie_dash.reading.page_flow import running_text
from kexie_dash.reading.page_furniture import without_furniture
from kexie_dash.reading.pdf_page import PageContent, read_page
from kexie_dash.reading.printed_page import PrintedPage, printed_page
from kexie_dash.reading.scan_page import load_page
from kexie_dash.reading.unread import DAMAGED as _DAMAGED
from kexie_dash.reading.unread import Reason, Unread
from kexie_dash.settings import MAX_PAGES

#: A page with a larger share of characters whose meaning the file does not say is not read.
_UNKNOWN = 0.05
#: Share of everyday hanzi and signs below which a page's characters are taken for a wrong mapping.
_SENSE = 0.6
_FEW = 20
#: Where the mark of a file's end must stand.
_END_WITHIN = 4096


def read_pdf(data: bytes, folder: Path = Path(), images: str = ocr.REFUSE) -> Document:
    """The document of a PDF; ReadError for one without text that can be read.

    images: what is done with pages that are images; FIND raises ImagePages where there are any, USE takes
    what was recognised of them from the folder.
    """
    pdf = _open(data)
    try:
        return _document(pdf, folder, images)
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


def _document(pdf: pdfium.PdfDocument, folder: Path, images: str) -> Document:
    count = len(pdf)
    if count == 0:
        raise ReadError("PDF 里没有页面，文件可能已损坏", _DAMAGED)
    if count > MAX_PAGES:
        raise ReadError(f"PDF 有 {count} 页，超过上限 {MAX_PAGES} 页", "请只保留报告正文后再提交")
    pages: list[PrintedPage] = []
    unread = Unread(images == ocr.USE)
    recognised: set[int] = set()
    for number in range(count):
        content = _content(pdf, number)
        reason = _unreadable(content)
        file = ocr.page_file(folder, number)
        if reason in ("scanned", "garbled") and images == ocr.USE and file.exists():
            content, reason = load_page(file).content(), None
            recognised.add(number)
        if reason is not None:
            unread.add(reason, number)
        if content is None or reason is not None:
            pages.append(PrintedPage(number, [], [], 0.0, 1.0))
            continue
        found = grids(content.horizontal, content.vertical)
        pages.append(printed_page(number, content.glyphs, found, content.top, content.bottom))
    if images == ocr.FIND and unread.images:
        raise ImagePages(unread.images)
    marked, starts = running_text(without_furniture(pages), recognised)
    if not marked.strip():
        raise unread.nothing(count)
    text, starts, spans = without_marks(marked, starts, recognised)
    return Document(text, starts, unread.gaps(), spans)


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


def _unreadable(content: PageContent | None) -> Reason | None:
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
