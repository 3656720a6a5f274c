"""What a file is, told by its first bytes, never by its name."""

from __future__ import annotations

import re
from typing import Literal

from kexie_dash.reading.errors import ReadError

FileKind = Literal["text", "pdf", "zip", "ole", "rtf", "html", "mhtml"]

#: Where a PDF's mark may stand; some programs write lines before it.
_PDF_WITHIN = 1024
_SIGNATURES: tuple[tuple[bytes, FileKind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
)
#: Things that hold no text, with what to call them.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"II*\x00", "TIFF 图片"),
    (b"MM\x00*", "TIFF 图片"),
    (b"\x1f\x8b", "gzip 压缩文件"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包"),
    (b"\x7fELF", "程序文件"),
    (b"MZ\x90\x00", "程序文件"),
)
_PACKAGES = (
    (b"word/", ".docx"),
    (b"xl/", ".xlsx"),
    (b"opendocument.text", ".odt"),
    (b"opendocument", ".ods"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|link|style|script|table|div|center|font)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(rb"\s*<\?xml\b")
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?content-type:\s*multipart/related", re.I)
_SUFFIXES: dict[FileKind, str] = {
    "text": ".txt",
    "pdf": ".pdf",
    "ole": ".doc",
    "rtf": ".rtf",
    "html": ".html",
    "mhtml": ".mht",
}


def suffix_of(data: bytes) -> str:
    """The ending that fits the content, for whoever stores the file."""
    kind = kind_of(data)
    if kind != "zip":
        return _SUFFIXES[kind]
    return next((suffix for mark, suffix in _PACKAGES if mark in data), ".zip")


def kind_of(data: bytes) -> FileKind:
    """The kind of file; ReadError for pictures, archives and programs."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    for signature, name in _FOREIGN:
        if data.startswith(signature):
            remedy = "请改交 Word、PDF、网页或纯文本版本；压缩包请先解压"
            raise ReadError(f"内容是“{name}”，不是报告文档", remedy)
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    # UTF-16 markup looks like ASCII once its zero bytes are gone.
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe").replace(b"\0", b"")
    if _HTML.match(head):
        return "html"
    if _MHTML.match(head):
        return "mhtml"
    if _XML.match(head):
        raise ReadError("内容是 XML 数据，不是报告文档", "请另存为 Word、PDF 或纯文本后再提交")
    return "text"
