"""The stamp in pictures: a text chunk of PNG, metadata of SVG, the document information of PDF.

PNG also says how large it is meant to be, so that Word and PowerPoint place it in the size it was drawn for.
"""

from __future__ import annotations

import re
import struct
import zlib
from html import unescape
from xml.sax.saxutils import escape

from kexie_dash.exports import texts
from kexie_dash.exports import texts_stamp as wording
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.stamp_plain import LARGEST

_PNG = b"\x89PNG\r\n\x1a\n"
_KEY = b"kexie-stamp"
_SVG_NS = "urn:kexie-dash:stamp"
_SVG = re.compile(rb'<(?:[\w-]+:)?stamp xmlns(?::[\w-]+)?="urn:kexie-dash:stamp">([^<]*)</')
_PDF = re.compile(rb"/KexieStamp\s*<([0-9A-Fa-f\s]*)>")
_TRAILER = re.compile(
    rb"trailer\s*<<(?P<said>[^>]*?/Info\s+(?P<info>\d+)\s+0\s+R[^>]*)>>\s*startxref\s+(?P<start>\d+)\s+%%EOF\s*$"
)
#: Pixels of a drawn picture are those of a screen: 96 an inch.
_INCH = 96
_METRE = 1 / 0.0254
BROKEN = wording.FILE_BROKEN


def stamp_png(data: bytes, whole: str, title: str, scale: float) -> bytes:
    """whole: the stamp as one text. scale: PNG pixels a drawn pixel."""
    head = 8 + 25
    dots = round(_INCH * scale * _METRE)
    added = _chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1))
    added += _text(b"Title", title) if title else b""
    return data[:head] + added + _text(_KEY, whole) + data[head:]


def stamp_svg(data: bytes, whole: str) -> bytes:
    """As the first child but title and description; metadata is never drawn."""
    text = data.decode("utf-8")
    end = max(text.find(mark) + len(mark) if mark in text else 0 for mark in ("</title>", "</desc>"))
    place = end or text.index(">", text.index("<svg")) + 1
    block = f'<metadata><stamp xmlns="{_SVG_NS}">{escape(whole)}</stamp></metadata>'
    return (text[:place] + block + text[place:]).encode("utf-8")


def stamp_pdf(data: bytes, whole: str, title: str) -> bytes:
    """Appended, as the format means changes to be made: the pages before it stay byte for byte."""
    end = _TRAILER.search(data, max(0, len(data) - 2048))
    if end is None:
        raise ExportError(wording.UNKNOWN_PDF)
    number, place = int(end["info"]), len(data)
    words = texts.PRODUCT
    entries = b"/Title <%s> /Creator <%s> /KexieStamp <%s>" % (
        _utf16(title),
        _utf16(words),
        whole.encode("utf-8").hex().encode(),
    )
    made = b"%d 0 obj\n<< %s >>\nendobj\n" % (number, entries)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    trailer = b"trailer\n<<%s /Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        end["said"],
        end["start"],
        place + len(made),
    )
    return data + made + table + trailer


def picture_stamp(data: bytes) -> str | None:
    """The stamp of a picture; None where there is none, or it is no picture."""
    if data.startswith(_PNG):
        return _png_stamp(data)
    if data.startswith(b"%PDF"):
        found = _PDF.findall(data)
        return _hex(found[-1]) if found else None
    inside = _SVG.search(data) if b"<svg" in data[:4096] else None
    return unescape(inside[1].decode("utf-8", "replace")) if inside else None


def _png_stamp(data: bytes) -> str | None:
    place = len(_PNG)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        if kind == b"iTXt" and body.startswith(_KEY + b"\0"):
            return _itxt(body)
        place += 12 + length
    return None


def _hex(coded: bytes) -> str:
    try:
        return bytes.fromhex(coded.decode()).decode("utf-8")
    except ValueError as error:
        raise ExportError(BROKEN) from error


def _itxt(body: bytes) -> str:
    """Key, 0, compressed or not, method, language, 0, translated key, 0, text."""
    try:
        packed, rest = body[len(_KEY) + 1], body[len(_KEY) + 3 :]
        _, _, text = rest.split(b"\0", 2)
        if packed:
            unpacking = zlib.decompressobj()
            text = unpacking.decompress(text, LARGEST)
        return text.decode("utf-8")
    except (IndexError, ValueError, zlib.error) as error:
        raise ExportError(BROKEN) from error


def _text(key: bytes, text: str) -> bytes:
    return _chunk(b"iTXt", key + b"\0\0\0\0\0" + text.encode("utf-8"))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _utf16(text: str) -> bytes:
    return b"FEFF" + text.encode("utf-16-be", "replace").hex().upper().encode()
