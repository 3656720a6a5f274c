"""The stamp of pictures and of files of data: read back, kept by other programs, never trusted."""

from __future__ import annotations

import io
import shutil
import struct
import zlib
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from PIL import Image, PngImagePlugin

from kexie_dash.charts.dots import dot_plot
from kexie_dash.charts.titles import about_words, captions_for
from kexie_dash.exports.checkup_html import checkup_pdf
from kexie_dash.exports.checkups import checkup_of
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.image import fitted, to_image
from kexie_dash.exports.json_data import to_json_file
from kexie_dash.exports.parquet import to_parquet
from kexie_dash.exports.rows import comparison_rows
from kexie_dash.exports.stamp import Shown, Stamp, figures_stamp, read_stamp, stamp_json, stamp_picture
from kexie_dash.exports.stamp_picture import stamp_png, stamp_svg
from kexie_dash.exports.table import to_csv
from kexie_dash.queries.comparison import Comparison, comparison
from kexie_dash.store.database import View

DAY = date(2026, 1, 2)
drawn = pytest.mark.skipif(
    not (shutil.which("chromium") or shutil.which("google-chrome")), reason="needs Debian's chromium"
)


@pytest.fixture(scope="module")
def found(view: View) -> Comparison:
    return comparison(view, "execution_rate")


@pytest.fixture(scope="module")
def stamp(view: View, found: Comparison) -> Stamp:
    return figures_stamp(view, found, DAY)


def _made(found: Comparison, form: Any, stamp: Stamp, *, for_print: bool = False) -> bytes:
    words = captions_for(found.metric, found.bands, found.snapshot)
    figure = fitted(lambda style: dot_plot(found.metric, found.bands, words, style), "slide")
    return to_image(figure, form, "slide", "某图", for_print=for_print, stamp=stamp)


@drawn
@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_a_picture_names_its_build_and_each_figure(found: Comparison, stamp: Stamp, form: str) -> None:
    assert stamp.figures
    assert read_stamp(_made(found, form, stamp)) == stamp


@drawn
def test_a_png_opens_elsewhere_in_the_size_it_was_drawn_for(found: Comparison, stamp: Stamp) -> None:
    for for_print, dots in ((False, 192), (True, 300)):
        picture = Image.open(io.BytesIO(_made(found, "png", stamp, for_print=for_print)))
        assert isinstance(picture, PngImagePlugin.PngImageFile)
        assert round(picture.info["dpi"][0]) == dots
        assert "不足七成" in picture.text["Title"]
        assert picture.text["kexie-stamp"] == stamp_json(stamp)
        picture.load()
        again = io.BytesIO()
        about = PngImagePlugin.PngInfo()
        about.add_itxt("kexie-stamp", picture.text["kexie-stamp"], zip=True)
        picture.save(again, "png", pnginfo=about)
        assert read_stamp(again.getvalue()) == stamp


@drawn
def test_a_pdf_is_read_by_another_program_and_looks_the_same(found: Comparison, stamp: Stamp) -> None:
    document = pypdfium2.PdfDocument(_made(found, "pdf", stamp))
    assert "不足七成" in document.get_metadata_dict()["Title"]
    assert "不足七成" in document[0].get_textpage().get_text_bounded().replace("⾜", "足")
    assert len(document) == 1


@drawn
def test_a_checkup_sheet_carries_it_too(view: View) -> None:
    sheet = checkup_of(view, "440800-2022")
    assert read_stamp(checkup_pdf(sheet)) == sheet.stamp


def test_hostile_words_stay_inside(stamp: Stamp) -> None:
    evil = Shown("v1", "</stamp></metadata><script>alert(1)</script>", "=1 & <b> > \\ )>>", "x")
    hostile = replace(stamp, figures=(evil,))
    svg = stamp_picture(b'<svg xmlns="http://www.w3.org/2000/svg"><title>a</title></svg>', "svg", hostile)
    assert not [one for one in ET.fromstring(svg).iter() if one.tag.endswith("script")]
    assert read_stamp(svg) == hostile
    pdf = b"%PDF-1.4\ntrailer\n<</Size 3\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n9\n%%EOF\n"
    assert read_stamp(stamp_picture(pdf, "pdf", hostile, "a)>> /OpenAction")) == hostile
    assert b"OpenAction" not in stamp_picture(pdf, "pdf", hostile, "a)>> /OpenAction")


def test_what_is_cut_or_forged_is_said(stamp: Stamp) -> None:
    head = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(13) + bytes(4)
    whole = stamp_png(head, stamp_json(stamp), "", 2)
    for cut in range(len(whole)):
        try:
            read_stamp(whole[:cut])
        except ExportError:
            continue
        assert cut >= len(whole) - 4
    bomb = b"kexie-stamp\0\1\0\0\0" + zlib.compress(b"9" * (40 << 20))
    chunk = struct.pack(">I", len(bomb)) + b"iTXt" + bomb + bytes(4)
    with pytest.raises(ExportError):
        read_stamp(head + chunk)
    with pytest.raises(ExportError):
        read_stamp(stamp_svg(b"<svg></svg>", "{}"))
    with pytest.raises(ExportError):
        read_stamp(b"%PDF-1.4 /KexieStamp <00F>")


def test_files_of_data_name_their_build(view: View, found: Comparison) -> None:
    about = about_words(found.metric, found.snapshot)
    for data in (
        to_csv(comparison_rows(view, found), about),
        to_json_file(view, found),
        to_parquet(view, found),
    ):
        told = read_stamp(data)
        assert (told.build, told.number) == (view.snapshot.build, view.snapshot.number)
        assert told.dictionary == view.snapshot.dictionary_version
