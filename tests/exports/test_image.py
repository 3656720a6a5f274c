"""Pictures drawn by a real browser, looked at pixel by pixel; and what is said where none can be drawn."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from PIL import Image

from kexie_dash.charts.dots import dot_plot
from kexie_dash.charts.frame import Captions
from kexie_dash.charts.theme import THEMES, Style
from kexie_dash.exports import browser
from kexie_dash.exports.errors import ExportError
from kexie_dash.exports.image import SIZES, fitted, style_for, to_image
from kexie_dash.exports.stamp import Stamp
from tests.charts.samples import band, metric, value

drawn = pytest.mark.skipif(
    not (shutil.which("chromium") or shutil.which("google-chrome")), reason="needs Debian's chromium"
)
WORDS = Captions("龙岗、湛江与瀞沢预算执行率不足七成", "预算执行率（%）", ("来源：自评报告",))


def _figure(style: Style | None = None, captions: Captions = WORDS) -> Any:
    bands = [
        band(
            "2022 项目·市级",
            value("江门", "0.6682", body_code="440700"),
            value("湛江", "0.6536", bound="at_least"),
        ),
        band("2020 部门整体·市级", value("深圳", None, body_code="440300")),
    ]
    return dot_plot(metric(), bands, captions, style or style_for())


def _picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


@drawn
@pytest.mark.parametrize("size", SIZES)
def test_png_has_the_size_asked(size: Any) -> None:
    style = style_for(size)
    figure = _figure(style)
    picture = _picture(to_image(figure, "png", size))
    assert picture.size == (SIZES[size].width * 2, figure.layout.height * 2)


@drawn
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_png_has_ground_ink_and_the_colour_of_the_body(theme: Any) -> None:
    picture = _picture(to_image(_figure(style_for(theme=theme))))
    colours = Counter(
        picture.get_flattened_data() if hasattr(picture, "get_flattened_data") else picture.getdata()
    )
    ground, count = colours.most_common(1)[0]
    assert ground == _rgb(THEMES[theme].ground)
    assert count < picture.width * picture.height * 0.99
    body = "#3CC29A" if theme == "dark" else "#009E73"
    assert colours[_rgb(body)] > 300
    assert colours[_rgb(THEMES[theme].ink)] > 200


@drawn
def test_chinese_is_drawn_as_glyphs_not_boxes() -> None:
    """Missing glyphs are one and the same box: these two words must differ, and in the ink they take."""

    def title(words: str) -> bytes:
        picture = _picture(to_image(_figure(captions=Captions(words))))
        return picture.crop((0, 0, 600, 90)).tobytes()

    one, two, again = title("龙龙龙龙"), title("一一一一"), title("龙龙龙龙")
    assert one == again
    assert one != two
    dark = [sum(1 for byte in picture[::3] if byte < 128) for picture in (one, two)]
    assert dark[0] > 2 * dark[1] > 0


@drawn
def test_svg_is_whole_and_fetches_nothing() -> None:
    svg = to_image(_figure(), "svg", description="湛江 <65.4%>")
    root = ET.fromstring(svg)
    names = {"s": "http://www.w3.org/2000/svg"}
    assert root.findtext("s:title", namespaces=names) == WORDS.title
    assert root.findtext("s:desc", namespaces=names) == "湛江 <65.4%>"
    text = svg.decode("utf-8")
    said = "".join(element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}tspan"))
    said += "".join(element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text"))
    for words in ("≥65.4%", "66.8%", "2022 项目·市级", WORDS.title):
        assert words in said
    assert "Noto Sans CJK SC" in text
    assert "Microsoft YaHei" in text
    assert set(re.findall(r"https?://[^\"')\s]+", text)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    assert "<image" not in text
    assert "<script" not in text


@drawn
def test_text_of_a_report_neither_runs_nor_links() -> None:
    words = Captions("<a href='javascript:alert(1)'>$x^2$</a><img src=x onerror=alert(1)>", "=1\x07")
    svg = to_image(_figure(captions=words), "svg").decode("utf-8")
    ET.fromstring(svg)
    assert "<a " not in svg
    assert "<img" not in svg
    assert "$x^2$" in svg


@drawn
def test_many_threads_draw_at_once() -> None:
    results: list[tuple[int, int]] = []

    def draw(width: int) -> None:
        results.append((width, _picture(to_image(_figure(Style(width=width)))).width))

    threads = [threading.Thread(target=draw, args=(width,)) for width in (500, 600, 700, 800)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(results) == [(500, 1000), (600, 1200), (700, 1400), (800, 1600)]


@drawn
def test_a_browser_that_died_is_started_anew() -> None:
    to_image(_figure())
    (server,) = browser._running
    os.kill(server.process, signal.SIGKILL)
    assert _picture(to_image(_figure())).width == 2200
    assert browser._running != [server]


@pytest.fixture
def no_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No browser is running, and what is found out about fonts is forgotten again."""
    monkeypatch.setattr(browser, "_running", [])
    browser._has_chinese_font.cache_clear()
    yield
    browser._has_chinese_font.cache_clear()


def test_without_a_browser_the_message_says_what_to_install(
    no_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "_has_chinese_font", _Always(True))
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    with pytest.raises(ExportError, match="apt-get install chromium"):
        to_image(_figure())


def test_without_a_chinese_font_nothing_is_drawn(no_server: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    monkeypatch.setattr(browser, "_font_files", list)
    with pytest.raises(ExportError, match="apt-get install fonts-noto-cjk"):
        to_image(_figure())


class _Always:
    """Stands for the cached question."""

    def __init__(self, answer: bool) -> None:
        self._answer = answer

    def __call__(self) -> bool:
        return self._answer

    def cache_clear(self) -> None:
        """Nothing is remembered."""


def _drawn_for(rows: int) -> Any:
    bands = [band("2022", *(value(f"甲{n}", "0.5", body_code=f"99{n:04}") for n in range(rows)))]
    return lambda style: dot_plot(metric(), bands, WORDS, style)


@drawn
@pytest.mark.parametrize(
    ("size", "pixels"), [("slide", (2560, 1440)), ("half", (1280, 1440)), ("a4", (1360, None))]
)
@pytest.mark.parametrize("rows", [2, 16])
def test_a_picture_fills_its_frame_exactly(size: Any, pixels: tuple[int, int | None], rows: int) -> None:
    picture = _picture(to_image(fitted(_drawn_for(rows), size, notes=("定义：某数。",)), "png", size))
    assert picture.width == pixels[0]
    assert pixels[1] is None or picture.height == pixels[1]


def test_what_would_be_too_small_is_refused() -> None:
    with pytest.raises(ExportError, match="放不进"):
        fitted(_drawn_for(90), "slide")


def test_notes_stand_in_the_foot() -> None:
    figure = fitted(_drawn_for(2), "slide", notes=("定义：某数。", "导出日期：2026年11月24日。"))
    (foot,) = [note.text for note in figure.layout.annotations if note.name == "foot"]
    assert foot.endswith("定义：某数。<br>导出日期：2026年11月24日。")


@drawn
def test_a_pdf_is_one_page_of_the_frame_with_chinese_words() -> None:
    document = pypdfium2.PdfDocument(to_image(fitted(_drawn_for(3), "slide"), "pdf", "slide"))
    assert len(document) == 1
    assert tuple(round(size) for size in document[0].get_size()) == (960, 540)
    # The font's glyphs name some characters by their radicals.
    text = unicodedata.normalize("NFKC", document[0].get_textpage().get_text_bounded())
    assert "不足七成" in text


@drawn
def test_a_picture_with_few_rows_is_scaled_up_to_its_frame_in_every_format() -> None:
    figure = fitted(_drawn_for(2), "slide")
    assert 640 <= figure.layout.meta["width"] < 1280
    root = ET.fromstring(to_image(figure, "svg", "slide"))
    assert (root.get("width"), root.get("height")) == ("1280", "720")
    assert _picture(to_image(figure, "png", "slide")).size == (2560, 1440)
    (page,) = pypdfium2.PdfDocument(to_image(figure, "pdf", "slide"))
    assert tuple(round(size) for size in page.get_size()) == (960, 540)


@drawn
@pytest.mark.parametrize("rows", [2, 16])
def test_a_picture_says_it_is_as_wide_as_its_slide(rows: int) -> None:
    stamp = Stamp("chart", "b" * 12, 1, "d" * 11, date(2026, 12, 1))
    data = to_image(fitted(_drawn_for(rows), "slide"), "png", "slide", stamp=stamp)
    image = Image.open(io.BytesIO(data))
    assert image.width / image.info["dpi"][0] == pytest.approx(1280 / 96, rel=0.01)


@drawn
def test_print_has_three_hundred_dots_an_inch() -> None:
    picture = _picture(to_image(fitted(_drawn_for(3), "slide"), "png", "slide", for_print=True))
    assert picture.size == (4000, 2250)
