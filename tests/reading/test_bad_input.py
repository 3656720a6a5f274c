"""Damaged, encrypted, garbled, scanned and hostile files: one clear line each, and the rest go on."""

from __future__ import annotations

import http.server
import re
import resource
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kexie_dash.cli import main
from kexie_dash.reading import ReadError, document_of, isolated
from tests.clock import cpu_seconds
from tests.reading import hostile
from tests.reading.hostile import packed_zeros, paragraph, raw_pdf, stream, word
from tests.reading.other_formats import as_docx

LINES = ["一、预算执行情况", "全年预算安排123.45万元，实际支出98.76万元，执行率80.00%。", "二、主要成效"]
CHINESE = re.compile("[\u4e00-\u9fff]")


def refused(data: bytes, said: str) -> str:
    with pytest.raises(ReadError, match=said) as told:
        document_of(data)
    assert CHINESE.search(told.value.remedy)
    assert "\n" not in str(told.value)
    assert "Traceback" not in str(told.value)
    return told.value.reason


# 1: cut short


@pytest.mark.parametrize("share", [10, 50, 99])
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_cut_short(kind: str, share: int) -> None:
    whole = (
        hostile.pdf([[f"第{k}部分", *LINES] for k in range(3)])
        if kind == "pdf"
        else as_docx("\n".join(LINES))
    )
    assert "123.45" in document_of(whole).text
    refused(whole[: len(whole) * share // 100], "损坏|不完整")


def test_the_others_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = hostile.pdf([LINES])
    files = {"a.pdf": whole, "b.pdf": whole[: len(whole) // 2], "c.docx": as_docx("\n".join(LINES))}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert main(["extract", *(str(tmp_path / name) for name in files)]) == 1
    out, err = capsys.readouterr()
    assert {name for name in files if f"{name}" in out} == {"a.pdf", "c.docx"}
    assert "b.pdf" in err
    assert len([line for line in err.splitlines() if "不完整" in line]) == 1


# 2: more than a parser can bear


def memory_of(data: bytes, said: str) -> None:
    """The file is refused, and this process stays small: what grew was the child."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = cpu_seconds()
    refused(data, said)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024
    assert cpu_seconds() - began < 20


def test_a_stream_of_a_gigabyte() -> None:
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    data = raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, packed_zeros(1024)])
    assert len(data) < 2 * 1024 * 1024
    memory_of(data, "没有文字|损坏|上限")


def test_a_page_tree_that_holds_itself() -> None:
    pages = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"
    memory_of(raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages]), "上限 2000 页|损坏")


def test_a_page_wider_than_a_country() -> None:
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 20000000 842]/Contents 4 0 R>>"
    memory_of(raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", pages, page, stream(b"0 0 m 9 9 l S")]), "没有文字")


def test_a_parser_that_does_not_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "PARSE_WALL_SECONDS", 0.05)
    began = time.monotonic()
    refused(hostile.pdf([LINES] * 50), "时间超过上限")
    assert time.monotonic() - began < 5


# 3: encrypted


def test_a_password_to_read() -> None:
    refused(hostile.pdf([LINES], password=("secret", "owner")), "加了密码")


def test_a_password_to_change_only() -> None:
    assert document_of(hostile.pdf([LINES], password=("", "owner"))).text.split("\n")[0] == LINES[0]


def test_encrypted_office() -> None:
    streams = "".join(("EncryptionInfo\0", "EncryptedPackage\0")).encode("utf-16-le")
    refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + streams, "加了密码")


# 4, 5: no text to be had


def test_a_font_without_meanings() -> None:
    """Glyph numbers only: what they mean stands nowhere."""
    codes = "".join(f"{0x0800 + 37 * k % 9000:04X}" for k in range(80))
    system = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    box = b"/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80"
    fonts = [
        b"<</Type/Font/Subtype/Type0/BaseFont/A+X/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A+X/FontDescriptor 7 0 R/CIDSystemInfo%s>>" % system,
        b"<</Type/FontDescriptor/FontName/A+X/Flags 4%s>>" % box,
    ]
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    objects.append(
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    )
    objects.append(stream(f"BT /F 12 Tf 50 700 Td <{codes}> Tj ET".encode()))
    assert "共 1 页" in refused(raw_pdf([*objects, *fonts]), "乱码")


def test_nonsense_of_a_wrong_mapping() -> None:
    nonsense = "".join(chr(0x3400 + 61 * k % 6500) for k in range(40))
    refused(hostile.pdf([["ĂăĄąĆć".join("ĦħĨĩĪī"), nonsense]]), "乱码|没有文字")


def _scan(pages: int, lines: list[str]) -> bytes:
    picture = stream(
        bytes(64 * 64),
        entries=b"/Type/XObject/Subtype/Image/Width 64/Height 64/ColorSpace/DeviceGray/BitsPerComponent 8",
    )
    kids = b" ".join(b"%d 0 R" % (5 + k) for k in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        picture,
    ]
    objects.append(stream(b"q 595 0 0 842 0 0 cm /I Do Q"))
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 3 0 R>>>>>>"
    )
    return raw_pdf([*objects, *[page] * pages])


def test_a_scan() -> None:
    assert "共 7 页" in refused(_scan(7, []), "扫描图像")


# 6: Word as a weapon

ENTITIES = "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10 if k else "预算"}">' for k in range(9))


def test_a_billion_laughs() -> None:
    data = word(paragraph("&a8;"), f"<!DOCTYPE w:document [{ENTITIES}]>")
    refused(data, "DTD")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_that_names_a_file(tmp_path: Path, encoding: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密123万元")
    prolog = f'<?xml version="1.0" encoding="{encoding}"?>'
    body = f'<w:document xmlns:w="{hostile.WORD}"><w:body>{paragraph("&x;")}</w:body></w:document>'
    text = f'{prolog}<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{body}'
    parts = {"[Content_Types].xml": hostile.CONTENT_TYPES, "_rels/.rels": hostile.RELATIONS}
    refused(hostile.package(parts | {"word/document.xml": text.encode(encoding)}), "DTD")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><p>预算&x;执行</p></html>'
    assert "机密" not in document_of(page.encode(encoding)).text


def test_a_zip_bomb() -> None:
    began = cpu_seconds()
    refused(word(paragraph("预算"), parts={"word/a.xml": b" " * (240 * 1024 * 1024)}), "上限 100 MB")
    refused(word(paragraph("预算"), parts={"word/a.xml": b" " * (60 * 1024 * 1024)}), "压缩比")
    # Making the bombs takes most of this time.
    assert cpu_seconds() - began < 8


# 7: nothing outside is asked for


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server's address and what was asked of it."""
    paths: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    server.server_close()


def test_nothing_outside_is_asked_for(asked: tuple[str, list[str]]) -> None:
    address, paths = asked
    page = (
        f'<!DOCTYPE html SYSTEM "{address}/dtd"><html><head><link rel="stylesheet" href="{address}/css">'
        f'<base href="{address}"></head><body><img src="{address}/i"><iframe src="{address}/frame"></iframe>'
        f'<object data="{address}/object"></object><p>预算123.45万元</p></body></html>'
    )
    assert document_of(page.encode()).text == "预算123.45万元\n"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{k}" Type="{hostile.OFFICE}/{kind}" Target="{address}/{kind}"'
            ' TargetMode="External"/>'
            for k, kind in enumerate(("attachedTemplate", "image", "numbering", "styles", "footnotes"))
        )
        + "</Relationships>"
    )
    data = word(paragraph("预算123.45万元"), parts={"word/_rels/document.xml.rels": relations})
    assert document_of(data).text == "预算123.45万元\n"
    assert paths == []


# 8, 9: names say nothing, sizes are looked at first


@pytest.mark.parametrize("name", ["CON.pdf", "<img onerror>.pdf", "\u202efdp.txt", "x" * 240, "报告.doc"])
def test_names_say_nothing(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    from kexie_dash.reading import read_document

    path = tmp_path / name
    path.write_bytes("预算123.45万元。\n".encode())
    assert read_document(path).text == "预算123.45万元。\n"
    path.write_bytes(hostile.pdf([LINES]))
    assert read_document(path).text.startswith(LINES[0])


def test_zeros_without_end(tmp_path: Path) -> None:
    from kexie_dash.reading import read_document

    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(2 * 1024**3)
    began = cpu_seconds()
    with pytest.raises(ReadError, match="文件太大"):
        read_document(path)
    assert cpu_seconds() - began < 0.5
