"""Files made to break their reader."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(pages: Sequence[Sequence[str]], password: tuple[str, str] | None = None) -> bytes:
    """A PDF of plain lines. password: of the reader (may be empty) and of the owner."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = io.BytesIO()
    encryption = StandardEncryption(password[0], password[1]) if password else None
    canvas = Canvas(target, pagesize=A4, encrypt=encryption)
    for lines in pages:
        canvas.setFont(FONT, 12)
        for index, line in enumerate(lines):
            canvas.drawString(72, 770 - 20 * index, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def raw_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)
    return bytes(out)


def stream(content: bytes, *, packed: bool = False, entries: bytes = b"") -> bytes:
    data, extra = (zlib.compress(content, 9), b"/Filter/FlateDecode") if packed else (content, b"")
    return b"<</Length %d%s%s>>stream\n%s\nendstream" % (len(data), extra, entries, data)


def packed_zeros(megabytes: int) -> bytes:
    """A stream of that many megabytes of white space, packed a thousandfold."""
    blank = b" " * 1024 * 1024
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(blank) + packer.flush(zlib.Z_FULL_FLUSH)
    check = 1
    for _ in range(megabytes):
        check = zlib.adler32(blank, check)
    data = b"\x78\xda" + block * megabytes + b"\x03\x00" + check.to_bytes(4, "big")
    return b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(data), data)


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def word(body: str, prolog: str = "", parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word document with this body and further parts."""
    document = f'{prolog}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    base = {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
    return package(base | dict(parts or {}))


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"
